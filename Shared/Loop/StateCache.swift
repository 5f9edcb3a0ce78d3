import Contracts
import Journal

/// Which stream of which authority.
struct Place: Hashable {
  let authority: Authority
  let stream: StreamKey
}

/// A stream in memory, its state apart: the same for every service, so that the table of streams is one that the
/// compiler knows.
class StreamEntry {
  /// The newest event of our own journal folded into it.
  var sequence: Sequence
  /// The oldest event of our own that the stored row does not hold; nil where it holds all.
  var unsavedFrom: Sequence?
  /// Whether it must be written with this turn's batch.
  var isDue = false
  var wake: Wake

  init(sequence: Sequence, wake: Wake) {
    self.sequence = sequence
    self.wake = wake
  }
}

/// The next day on which time alone changes something in a stream: asked of the rules once, where it is needed.
enum Wake: Equatable {
  case known(CivilDate?)
  /// Not asked since the stream was turned, at this time: by an event, or by waking.
  case unknown(since: Timestamp)
}

/// The streams of an authority that are not written yet, oldest unsaved event first.
struct UnsavedStreams {
  var items: [(stream: StreamKey, from: Sequence)] = []
  var start = 0
  var count: Int { items.count - start }
}

/// The states in memory: loaded when asked for, folded as events come, written a bounded number of events later.
///
/// What is not yet written is folded again from the journal at start, so most writes are saved. What other services
/// told is written with the position up to which it was read, at once; so is a stream that was woken in silence, of
/// which no event says that it was.
final class StateCache<State: StreamState> {
  /// A stream in memory, with its state.
  final class Entry: StreamEntry {
    var state: State?

    init(state: State?, sequence: Sequence, wake: Wake = .known(nil)) {
      self.state = state
      super.init(sequence: sequence, wake: wake)
    }
  }

  /// How many events the stored states may lag behind, of all authorities together.
  static var lag: Int { 2_048 }
  /// States are written in lots of about so many events.
  static var lot: Int { 64 }
  /// How many clean states are kept in memory.
  static var limit: Int { 1_024 }

  let store: any Store
  let rules: Rules<State>
  /// Each an ``Entry``.
  private(set) var entries: [Place: StreamEntry] = [:]
  /// The one that was looked at last, which is mostly the next one too.
  private var latest: (place: Place, entry: Entry)?
  /// Unsaved streams of each authority, oldest unsaved event first. An item is void where its stream was written since.
  var unsaved: [Authority: UnsavedStreams] = [:]
  /// Streams that must be written with this turn's batch.
  var due: [Place] = []
  /// A stream that must not be written yet: of a fact that owes what comes of it.
  var held: Place?
  /// The sweeps that are not done, the oldest first.
  var sweeps: [SweepRow] = []
  /// The first fault of the store while a rule looked at states; sticky.
  private(set) var failure: StoreError?

  init(store: any Store, rules: Rules<State>) {
    self.store = store
    self.rules = rules
  }

  /// The view that a rule gets of one authority's states.
  func look(_ authority: Authority) -> Look<State> {
    Look(authority) { [self] kind in
      streams(authority, kind: kind, after: nil, limit: .max)
    } load: { [self] stream in
      state(Place(authority: authority, stream: stream))
    }
  }

  func state(_ place: Place) -> State? { entry(place).state }

  /// The newest event of our own about a stream.
  func newest(_ place: Place) -> Sequence { entry(place).sequence }

  /// Folds an event of our own into its stream.
  func evolve(_ place: Place, _ event: Event, at sequence: Sequence) {
    fold(place, at: sequence, event.receivedtime) { rules.evolve(&$0, event) }
  }

  /// Folds a stream again from its lines, the newest of which, at `sequence`, withdraws an earlier one.
  func refold(_ place: Place, _ lines: [[UInt8]], at sequence: Sequence, _ known: Timestamp?) {
    fold(place, at: sequence, known) { state in
      do throws(LineFault) {
        state = try rules.folded(lines).state
      } catch {
        keep(.broken(authority: place.authority.text, sequence: sequence.number))
      }
    }
  }

  func fold(_ place: Place, at sequence: Sequence, _ known: Timestamp?, _ change: (inout State?) -> Void) {
    let changed = entry(place)
    guard changed.sequence < sequence else { return }
    guard let known else { preconditionFailure("an event is folded only once it has a known time") }
    change(&changed.state)
    changed.sequence = sequence
    changed.wake = .unknown(since: known)
    if changed.unsavedFrom == nil {
      changed.unsavedFrom = sequence
      unsaved[place.authority, default: UnsavedStreams()].items.append((place.stream, sequence))
    }
  }

  /// Folds another service's event into one of its mirrored streams.
  func absorb(_ place: Place, _ event: Event, of service: ServiceName, at known: Timestamp) {
    let changed = entry(place)
    rules.absorb(&changed.state, place.stream, event, service)
    changed.wake = .unknown(since: known)
    markDue(place, changed)
  }

  /// Puts a mirrored stream back as it was before an event that could not be applied.
  func restore(_ place: Place, _ state: State?) { entry(place).state = state }

  /// Whether a stream must be written with this turn's batch.
  func isDue(_ place: Place) -> Bool { entries[place]?.isDue ?? false }

  /// Has a stream, which is in memory, written with this turn's batch.
  func markDue(_ place: Place, _ entry: StreamEntry) {
    guard !entry.isDue else { return }
    entry.isDue = true
    due.append(place)
  }

  /// A stream, loaded where it is not in memory. What is neither due nor unsaved may leave memory with the next one
  /// that is loaded.
  func entry(_ place: Place) -> Entry {
    if let latest, latest.place == place { return latest.entry }
    if let entry = entries[place] as? Entry {
      latest = (place, entry)
      return entry
    }
    let loaded = load(place)
    // A rule that looks at every stream must not bring them all into memory.
    if entries.count > 2 * StateCache.limit + unsavedCount { evict() }
    enter(loaded, at: place)
    return loaded
  }

  /// Has a stream in memory, in the place of what is there.
  func enter(_ entry: Entry, at place: Place) {
    entries[place] = entry
    latest = (place, entry)
  }

  private func load(_ place: Place) -> Entry {
    do throws(StoreError) {
      guard let row = try store.state(place.authority, place.stream) else { return Entry(state: nil, sequence: .zero) }
      if row.version == State.version || row.isReadable(as: State.self) {
        let value = try? JSON.read(row.body, limit: .max)
        // An event that could not be applied may leave a stream about which nothing is known.
        if case .null = value { return Entry(state: nil, sequence: row.sequence) }
        guard let state = try? value?.decode(State.self) else {
          throw StoreError.broken(authority: place.authority.text, sequence: row.sequence.number)
        }
        return Entry(state: state, sequence: row.sequence, wake: try wake(of: row))
      }
      guard row.sequence > .zero else { throw .unusable("a mirrored state is of version \(row.version)") }
      return try folded(place, row)
    } catch {
      keep(error)
      return Entry(state: nil, sequence: .zero)
    }
  }

  /// A state of another version is folded again from its stream's events: of a secondary stream from the whole journal.
  private func folded(_ place: Place, _ row: StateRow) throws(StoreError) -> Entry {
    let newest = try event(place.authority, at: row.sequence)
    guard rules.stream(newest.folded) == place.stream else {
      let gathered = try gathered(place.authority, [place.stream], through: row.sequence)
      let state = rules.regathered(place.stream, gathered.events[place.stream] ?? [])
      guard let known = newest.event.receivedtime else {
        throw StoreError.broken(authority: place.authority.text, sequence: row.sequence.number)
      }
      return Entry(state: state, sequence: row.sequence, wake: .unknown(since: known))
    }
    let lines = try store.lines(place.authority, of: place.stream, endingAt: row.sequence)
    guard let fold = try? rules.folded(lines), let known = fold.newest?.receivedtime else {
      throw StoreError.broken(authority: place.authority.text, sequence: row.sequence.number)
    }
    return Entry(state: fold.state, sequence: row.sequence, wake: .unknown(since: known))
  }

  func keep(_ error: StoreError) {
    if failure == nil { failure = error }
  }

  // MARK: Memory

  /// How many streams are not written yet; those written since may be counted.
  var unsavedCount: Int { unsaved.values.reduce(due.count) { $0 + $1.count } }

  func evict() {
    entries = entries.filter { $0.value.unsavedFrom != nil || $0.value.isDue }
    latest = nil
  }
}

extension Rules {
  /// Folds one stream from all its lines, the oldest first, leaving out the events that were withdrawn. Whatever way a
  /// state comes about, it is this one.
  ///
  /// - Returns: the state, and the newest event.
  /// - Throws: why a line is not an event.
  func folded(_ lines: [[UInt8]]) throws(LineFault) -> (state: State?, newest: Event?) {
    var events: [Event] = []
    events.reserveCapacity(lines.count)
    for line in lines { events.append(try Event(told: line)) }
    let withdrawn = Set(events.compactMap(\.withdrawn))
    var state: State?
    for event in events where !withdrawn.contains(event.key) { evolve(&state, event) }
    return (state, events.last)
  }
}

extension Event {
  /// The event that this one takes back; nil for any that takes none.
  var withdrawn: Event.Key? {
    guard type == FactWithdrawn.name else { return nil }
    return (try? FactWithdrawn.of(self))?.key
  }
}
