public import Contracts
import Journal
import Logging
import Wire

/// The one small runtime: poll, turn, append, tell. Sockets, rules and writes belong to the thread that runs it.
public final class Loop<State: StreamState> {
  private let turn: Turn<State>
  private let store: any Store
  private let transport: any Transport
  private let clock: () -> Timestamp
  private let threads: LongThreads?
  /// Answers that are there already: of a loop without threads.
  private var answers: [LongAnswer] = []
  /// Long questions that are not answered yet.
  private var longQuestions = 0
  private let log: Logger
  private var followers: [String: Follower]
  /// Services that are followed anew from the next turn on: not at once, as a follower may be at work.
  private var askedAgain: [ServiceName] = []
  private var heartbeats = Heartbeats()
  private let started: Timestamp
  private var isStopping = false
  /// How many of the turn's items were taken, and how many of those are stored and answered.
  private var items = (taken: 0, stored: 0)
  private var measuredAt: Int64 = 0
  private var gaveBackAt: Int64 = 0
  private var followedAt: Int64 = 0

  /// How many things are taken in one turn: a batch, and so a commit.
  static var limit: Int { 1_024 }

  /// A loop over `store` and `transport`.
  ///
  /// - Parameters:
  ///   - clock: reads the time; called once a turn.
  ///   - threads: where long questions are answered; nil answers them at once, for deterministic tests.
  /// - Throws: what the store throws when its tail is folded.
  init(
    _ service: Service<State>, store: any Store, transport: any Transport, settings: TurnSettings, log: Logger,
    clock: @escaping () -> Timestamp, threads: LongThreads?
  ) throws(StoreError) {
    self.store = store
    self.transport = transport
    self.clock = clock
    self.log = log
    self.threads = threads
    started = clock()
    turn = try Turn(service: service, store: store, settings: settings)
    followers = Dictionary(
      uniqueKeysWithValues: service.rules.service.follows.map { ($0.rawValue, Follower($0)) })
    turn.commitSlice = { [unowned self] () throws(StoreError) in try commit() }
  }

  /// One turn: takes what is there (or waits for it up to `milliseconds`), decides, stores, tells.
  ///
  /// - Returns: whether anything came in.
  /// - Throws: a fault of the store after which nothing may be answered, or of the sockets.
  @discardableResult
  public func step(waiting milliseconds: Int) throws -> Bool {
    let ready = answers
    answers = []
    // A sweep goes on while nothing comes in; on a full disk it could not be stored.
    let isReady = !ready.isEmpty || (turn.isSweeping && !turn.vitals.isFull && !isStopping)
    // What comes of the last fact is stored with what comes next, or by itself where nothing does.
    let patience = turn.batch.isEmpty || turn.vitals.isFull ? milliseconds : min(1, milliseconds)
    let incoming =
      try transport.receive(waiting: isReady ? 0 : patience, limit: Loop.limit) + ready.map { .answered($0) }
    items = (0, 0)
    // First, as what the turn of the day tells reaches them.
    for case .followers(let followers) in incoming { turn.trace.followers = followers }
    beginTurn()
    for item in incoming {
      take(item)
      items.taken += 1
      turn.sweep()
    }
    turn.sweep()
    try finish(incoming)
    return !incoming.isEmpty
  }

  /// Runs until `shouldStop` says so; then what was received is still decided, stored and answered, for five seconds at
  /// most.
  ///
  /// - Throws: as ``step(waiting:)``.
  public func run(until shouldStop: () -> Bool) throws {
    while !shouldStop() { giveBack(isIdle: try !step(waiting: 250)) }
    log.info("stopping")
    isStopping = true
    transport.stopListening()
    // Peers that are connected may go on sending: what is not answered by then is asked again after the restart.
    let deadline = clock().adding(milliseconds: 5_000)
    while try step(waiting: 20) || longQuestions > 0, clock() < deadline {}
    turn.trace.isEnding = true
    try commit(allStates: true)
    log.info("stopped")
  }

  /// Catching up with a feed, or a large question, leaves much memory free in between.
  private func giveBack(isIdle: Bool) {
    let time = turn.written.millisecondsSince1970
    guard time - gaveBackAt > (isIdle ? 10_000 : 60_000) else { return }
    gaveBackAt = time
    Heap.giveBack()
    store.giveBack()
  }

  // MARK: A turn

  private func beginTurn() {
    turn.written = clock()
    turn.vitals.uptimeSeconds = Int((turn.written.millisecondsSince1970 - started.millisecondsSince1970) / 1_000)
    if turn.written.millisecondsSince1970 - measuredAt > 1_000 {
      measuredAt = turn.written.millisecondsSince1970
      turn.vitals.memoryBytes = Memory.residentBytes
    }
    turn.settle()
    let mayTry = !turn.vitals.isFull || turn.written.millisecondsSince1970 - followedAt > 1_000
    turn.sweepBudget = mayTry ? Turn<State>.slice : 0
    if turn.settings.clock == .system { turn.advance(to: turn.written) }
  }

  private func take(_ item: Incoming) {
    turn.settle()
    let time = turn.written.millisecondsSince1970
    switch item {
    case .request(let peer, let line, let caller): turn.ask(line, from: peer, caller)
    case .misframed(let peer, let line, let caller, let reason):
      turn.misframed(line, from: peer, caller, reason: reason)
    case .overrun(let peer, let line, let caller): turn.overrun(line, from: peer, caller)
    case .keysChanged(let fault):
      turn.vitals.keysFault = fault
      if let fault {
        log.error("the allow list is bad; the one before still stands", metadata: ["fault": "\(fault)"])
      } else {
        log.notice("the allow list was read again")
      }
    case .crowded(let name):
      log.warning(
        "a key is refused another connection", metadata: ["key": "\(name)", "limit": "\(Connections.limit)"])
    case .heavy(let name): log.warning("a key sends too much, and is read slowly", metadata: ["key": "\(name)"])
    case .turnedAway(let address):
      log.warning("connections come too fast from an address", metadata: ["address": "\(address)"])
    case .crowd(let addresses):
      log.warning(
        "connections come too fast from all addresses together, and some are cut",
        metadata: ["addresses": "\(addresses.joined(separator: " "))"])
    case .followers: break
    case .heard(let line, let caller): turn.hear(line, caller)
    case .told(let service, let topic, let line): followers[service]?.heard(topic, line, turn, at: time)
    case .answer(let service, let line): followers[service]?.answered(line, turn, at: time)
    case .answered(let answer):
      longQuestions -= 1
      turn.answered(answer)
    }
  }

  private func finish(_ incoming: [Incoming]) throws {
    do throws(StoreError) {
      let isStored = try commit(extraStates: incoming.isEmpty ? 256 : 0)
      if turn.vitals.isFull, isStored { recovered() }
    } catch {
      guard case .full = error else { throw error }
      try refuseAll(incoming.dropFirst(items.stored))
    }
    for service in askedAgain { followers[service.rawValue] = Follower(service) }
    askedAgain = []
    if !isStopping { followAll() }
    heartbeats.beat(turn, transport)
    turn.settle()
  }

  /// Stores what the turn decided, then tells it; whether there was anything to store.
  @discardableResult
  private func commit(extraStates: Int = 0, allStates: Bool = false) throws(StoreError) -> Bool {
    let asksForStates = turn.outputs.contains {
      if case .long(let question) = $0 { question.needsStates } else { false }
    }
    let batch = try turn.takeBatch(extraStates: extraStates, allStates: allStates || asksForStates)
    if !batch.isEmpty {
      KillPoint.beforeCommit.reached()
      try store.commit(KillPoint.insideCommit.placed(in: batch))
      KillPoint.afterCommit.reached()
    } else {
      try store.settle()
    }
    items.stored = items.taken
    KillPoint.beforeTelling.reached()
    let outputs = turn.takeOutputs()
    // Who asked is answered first: what else there is to do is done while they read.
    for case .reply(let peer, let line) in outputs { transport.reply(to: peer, line) }
    for output in outputs {
      switch output {
      case .reply: break
      case .tell(let topic, let line): transport.tell(topic, line)
      case .long(let question):
        longQuestions += 1
        if let threads { threads.start(question) } else { answers.append(question.answer()) }
      case .askAgain(let service, _): askedAgain.append(service)
      }
    }
    return !batch.isEmpty
  }

  private func followAll() {
    let time = turn.written.millisecondsSince1970
    // On a full disk what is read cannot be stored: then once a second is enough to notice that there is room.
    guard !turn.vitals.isFull || time - followedAt > 1_000 else { return }
    followedAt = time
    for name in followers.keys.sorted() {
      if followers[name]?.isLost(at: time) == true {
        transport.reconnect(name)
        followers[name]?.begin(at: time)
      }
      for line in followers[name]?.asks(turn, at: time) ?? [] where !transport.ask(name, line) {
        followers[name]?.unsent()
      }
    }
  }

  // MARK: A full disk

  /// The batch could not be stored: all that would change something is refused, questions are answered from what is
  /// stored.
  private func refuseAll(_ incoming: ArraySlice<Incoming>) throws(StoreError) {
    if !turn.vitals.isFull { log.error("no room to store; refusing writes") }
    turn.vitals.isFull = true
    try turn.reload()
    for item in incoming {
      switch item {
      case .request(let peer, let line, let caller):
        if let reply = turn.answerUnstored(line, from: peer, caller) { transport.reply(to: peer, reply) }
      case .answered(let answer):
        let full = Reply(id: answer.question.id, .failure(Refusal(.cannotStore, "store-full"))).line
        // An answer about a child goes out only once it is journaled who looked, and what left the service.
        let found = answer.question.reading == nil ? try? answer.outcome.get() : nil
        let reply = found.flatMap { $0.disclosures.drafts.isEmpty ? $0.line : nil }
        transport.reply(to: answer.question.peer, reply ?? full)
      case .overrun(let peer, let line, _): transport.reply(to: peer, Turn<State>.busy(line).line)
      case .misframed, .heard, .told, .answer, .keysChanged, .crowded, .heavy, .turnedAway, .crowd, .followers: break
      }
    }
  }

  private func recovered() {
    log.notice("there is room again")
    turn.vitals.isFull = false
  }
}

/// Tells heads on the feed: at once when they change, once a second at most, and every 30 seconds anyway.
private struct Heartbeats {
  private var told: [Authority: (head: Contracts.Sequence, epoch: Int, at: Int64)] = [:]

  mutating func beat(_ turn: Turn<some StreamState>, _ transport: any Transport) {
    let now = turn.written.millisecondsSince1970
    for (authority, journal) in turn.journals {
      if let before = told[authority] {
        let isChanged = before.head != journal.head || before.epoch != journal.epoch
        guard now - before.at >= (isChanged ? 1_000 : 30_000) else { continue }
      }
      told[authority] = (journal.head, journal.epoch, now)
      let beat = JSON.object([
        ("service", .string(turn.service.rules.service.rawValue)), ("authority", .string(authority.text)),
        ("epoch", .integer(journal.epoch)), ("head", .string(journal.head.text)),
      ])
      transport.tell("\(authority)/heartbeat", beat.line)
    }
  }
}
