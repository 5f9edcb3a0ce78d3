public import Contracts
import Journal

/// One turn of the loop: what came in, decided. No socket, file or clock is in it; time is handed in.
///
/// What it decides is gathered in `batch`; what is to be told in `outputs`, and told only after the batch is stored.
final class Turn<State: StreamState> {
  let service: Service<State>
  let store: any Store
  let settings: TurnSettings
  let methods: [String: Method]
  let eventTypes: [String: EventType]
  let sealing: Sealing

  var journals: [Authority: JournalHead] = [:]
  var positions: [FeedKey: FeedPosition] = [:]
  /// Journals that begin another life, or are shorter than what was read of them, with the head at which that was seen.
  var ahead: [FeedKey: Sequence] = [:]
  var states: StateCache<State>
  var clock: Timestamp?
  var batch = Batch()
  var outputs: [Output] = []
  /// What comes of the fact that was taken last, and is not reckoned yet: one but at a start.
  var owed: [Reaction] = []
  var told: [Told] = []
  var receipts: [EventName: Receipt] = [:]
  var answers: [CommandKey: CommandAnswer] = [:]
  var waiting = WaitingRoom()
  var parked = ParkedRoom()
  var refusedCount = 0
  var longLines = LongLines()
  /// How many more streams the sweeps may wake in this turn.
  var sweepBudget = 0
  /// The day through which all days were turned since the start; nil where that is not known.
  var turnedThrough: CivilDate?
  /// How many streams days have woken since the last batch was taken.
  var wokenSince = 0
  /// Stores and tells what is decided so far, in the middle of a turn: given by the loop.
  var commitSlice: () throws(StoreError) -> Void = {}
  /// The first fault of the store; nothing decided after it is stored or told.
  var failure: StoreError?
  /// When this turn writes: the system's clock, read by the loop.
  var written = Timestamp(millisecondsSince1970: 0)
  /// What `health` says beside the journals.
  var vitals = Vitals()
  /// What the feed tells to whom, as the access journals are to say.
  var trace = FeedTrace()
  /// Draws what nobody can guess, for each command.
  var draw = Chance.drawn

  /// Takes up where the store left off.
  ///
  /// - Throws: what the store throws.
  init(service: Service<State>, store: any Store, settings: TurnSettings) throws(StoreError) {
    self.service = service
    self.store = store
    self.settings = settings
    let all = SharedMethods.methods(of: service.rules.service) + service.rules.catalogue.methods
    methods = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    eventTypes = Dictionary(service.rules.catalogue.events.map { ($0.name, $0) }) { first, _ in first }
    sealing = Sealing(all, events: service.rules.catalogue.events)
    states = StateCache(store: store, rules: service.rules)
    try reload()
  }

  /// Forgets all that is in memory and reads it again from the store: at start, and after a batch that was not stored.
  func reload() throws(StoreError) {
    states = StateCache(store: store, rules: service.rules)
    states.sweeps = try store.sweeps()
    batch = Batch()
    outputs = []
    owed = []
    told = []
    receipts = [:]
    answers = [:]
    failure = nil
    journals = [:]
    for head in try store.heads() { journals[head.authority] = head }
    positions = [:]
    for position in try store.positions() {
      positions[FeedKey(service: position.service, authority: position.authority)] = position
    }
    clock = try store.newestReceivedtime()
    turnedThrough = nil
    wokenSince = 0
    waiting = WaitingRoom(rows: try store.waiting(includingDone: false))
    parked = ParkedRoom(rows: try store.parked())
    refusedCount = try store.refusedCount() + longLines.countedLength
    for head in journals.values.sorted(by: { $0.authority < $1.authority }) { try foldTail(of: head) }
    try sweepOlderStates()
  }

  /// Folds again what the stored states do not hold.
  private func foldTail(of head: JournalHead) throws(StoreError) {
    var at = head.foldedTo
    while at < head.head {
      let lines = try store.lines(head.authority, after: at, limit: 1_024, bytes: 4 << 20)
      guard !lines.isEmpty else { throw .broken(authority: head.authority.text, sequence: at.number + 1) }
      for line in lines {
        guard let event = try? Event(told: line), event.sequence == at.next else {
          throw .broken(authority: head.authority.text, sequence: at.number + 1)
        }
        at = at.next
        if let withdrawn = event.withdrawn {
          guard let target = try store.event(head.authority, withdrawn) else {
            throw .broken(authority: head.authority.text, sequence: at.number)
          }
          let place = Place(authority: head.authority, stream: service.rules.stream(target))
          let lines = try store.lines(head.authority, of: place.stream, endingAt: at)
          states.refold(place, lines, at: at, event.receivedtime)
          states.regather(head.authority, service.rules.also(target), at: at, event.receivedtime)
        } else {
          let place = Place(authority: head.authority, stream: service.rules.stream(event))
          if at == head.head, let reaction = reaction(ofNewest: event, at: place) { owed.append(reaction) }
          states.evolve(place, event, at: at)
          for place in secondary(event) { states.gather(place, event, at: at) }
        }
      }
    }
    if let failure = states.failure { throw failure }
  }

  // MARK: Appending

  /// Appends events that the service makes itself. One that was made before is not made twice.
  @discardableResult
  func append(_ drafts: [Draft], _ authority: Authority, _ cause: Cause) -> [Appended] {
    settle()
    var appended: [Appended] = []
    let causeOfAll = "\(service.rules.service.rawValue)/\(authority)/\(cause.text)"
    let source = "/holdfast/\(service.rules.service.rawValue)"
    for (ordinal, draft) in drafts.enumerated() {
      let id = Digest.uuid(cause: causeOfAll, ordinal: ordinal)
      let key = Event.Key(source: source, id: id)
      if cause.mayRepeat, let receipt = receipt(authority, key) {
        appended.append(Appended(type: draft.type, id: id, sequence: receipt.sequence))
        continue
      }
      let sequence = head(authority).next
      let event = Event(
        made: draft.adding(by: cause.by), authority: authority, key: key, correlationid: cause.correlation,
        causationid: cause.causation, receivedtime: cause.receivedtime, sequence: sequence)
      let line = event.line
      journal(event, line: line, given: nil, digest: Digest.sha256(line))
      appended.append(Appended(type: draft.type, id: id, sequence: sequence))
    }
    return appended
  }

  /// Writes an event at the end of its authority's journal and folds it: into the streams of `target`, where it
  /// withdraws that one.
  func journal(
    _ event: Event, line: [UInt8], given: Timestamp?, digest: [UInt8], withdrawing target: Event? = nil
  ) {
    guard let sequence = event.sequence, let receivedtime = event.receivedtime else {
      preconditionFailure("an event is journaled only once it has a place and a known time")
    }
    precondition(owed.isEmpty, "what comes of a fact stands before all else that is journaled")
    let told = Event.asTold(
      line, receivedtime: given == nil ? receivedtime : nil, journaledtime: written, sequence: sequence)
    let place = Place(authority: event.authority, stream: service.rules.stream(target ?? event))
    batch.events.append(
      JournalRow(
        authority: event.authority, sequence: sequence, key: event.key, digest: digest, stream: place.stream,
        previous: states.newest(place), receivedtime: receivedtime, line: told))
    receipts[EventName(authority: event.authority, key: event.key)] = Receipt(sequence: sequence, digest: digest)
    let journal = journals[event.authority]
    journals[event.authority] = JournalHead(
      authority: event.authority, epoch: journal?.epoch ?? 1, head: sequence, foldedTo: journal?.foldedTo ?? .zero)
    let also = secondary(target ?? event)
    if target == nil {
      states.evolve(place, event, at: sequence)
      for place in also { states.gather(place, event, at: sequence) }
    } else {
      states.refold(place, lines(of: place), at: sequence, receivedtime)
      let lines = also.isEmpty ? [] : batch.events.filter { $0.authority == event.authority }.map(\.line)
      states.regather(event.authority, also.map(\.stream), unstored: lines, at: sequence, receivedtime)
    }
    if let kind = service.rules.stirs(target ?? event) { stir(kind, because: event, at: receivedtime) }
    outputs.append(.tell(topic: "\(event.authority)/\(event.type)", line: told))
    release(place)
    for place in also { release(place) }
  }

  /// The streams beside its own that an event is gathered into.
  func secondary(_ event: Event) -> [Place] {
    let also = service.rules.also(event)
    guard !also.isEmpty else { return [] }
    let kind = service.rules.stream(event).kind
    precondition(!also.contains { $0.kind == kind }, "a stream is gathered into, or has events of its own: not both")
    return also.map { Place(authority: event.authority, stream: $0) }
  }

  func head(_ authority: Authority) -> Sequence { journals[authority]?.head ?? .zero }

  /// Where an event stands, in this turn's batch or in the store.
  func receipt(_ authority: Authority, _ key: Event.Key) -> Receipt? {
    if let receipt = receipts[EventName(authority: authority, key: key)] { return receipt }
    return read { () throws(StoreError) in try store.receipt(authority, key) } ?? nil
  }

  /// Reads from the store; a fault is kept and stops the turn.
  func read<Value>(_ body: () throws(StoreError) -> Value) -> Value? {
    do throws(StoreError) {
      return try body()
    } catch {
      if failure == nil { failure = error }
      return nil
    }
  }

  // MARK: Storing

  /// What this turn has to store, with the states that must be written now.
  ///
  /// - Throws: a fault of the store that was met on the way.
  func takeBatch(extraStates: Int = 0, allStates: Bool = false) throws(StoreError) -> Batch {
    if allStates { settle() }
    if let failure = failure ?? states.failure { throw failure }
    traceTold()
    let heads = journals.mapValues(\.head)
    states.save(into: &batch, heads: heads, extra: extraStates, all: allStates)
    if let readModel = service.readModel, !told.isEmpty {
      let told = told
      batch.effects = { transaction in try readModel.apply(transaction, told) }
    }
    batch.refused += longLines.takeCounted(at: written, isStoring: !batch.isEmpty || allStates)
    // Where the clock stands is kept with whatever is stored, so that a restart does not set it back.
    if !batch.isEmpty { batch.newestReceivedtime = clock }
    return batch
  }

  /// Forgets the batch once it is stored, and hands over what is to be told.
  func takeOutputs() -> [Output] {
    batch = Batch()
    trace.settle()
    wokenSince = 0
    told.removeAll(keepingCapacity: true)
    receipts.removeAll(keepingCapacity: true)
    answers.removeAll(keepingCapacity: true)
    let outputs = outputs
    self.outputs = []
    return outputs
  }
}

/// What is done once the batch is on disk.
enum Output {
  case reply(Peer, [UInt8])
  case tell(topic: String, line: [UInt8])
  case long(LongQuestion)
  case askAgain(ServiceName, Authority)
}

/// Where events come from: what their ids are derived from, and what stands in their envelope.
struct Cause {
  let text: String
  var causation: String?
  var correlation: String?
  let receivedtime: Timestamp
  var by: JSON?
  /// Whether the cause may have been applied before, so that what it brings about may stand in the journal already.
  var mayRepeat = true
}

/// What was appended, for the reply.
struct Appended {
  let type: String
  let id: String
  let sequence: Sequence
}

/// Which feed: of which service, of which authority.
struct FeedKey: Hashable {
  let service: ServiceName
  let authority: Authority
}

/// What a turn must know of the settings.
public struct TurnSettings: Sendable {
  /// Where now comes from.
  public enum Clock: String, Sendable {
    case system = "system"
    case follow = "follow"
  }

  /// Where now comes from.
  public let clock: Clock
  /// The authorities served; nil for any.
  public let authorities: Set<Authority>?

  /// Settings by their parts.
  public init(clock: Clock, authorities: Set<Authority>?) {
    self.clock = clock
    self.authorities = authorities
  }

  /// Whether `authority` is served.
  func serves(_ authority: Authority) -> Bool { authorities?.contains(authority) ?? true }
}
