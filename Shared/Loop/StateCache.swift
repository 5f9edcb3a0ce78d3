import Contracts
import Journal

/// The states in memory: loaded when asked for, folded as events come, written a bounded number of events later.
///
/// What is not yet written is folded again from the journal at start, so most writes are saved. What other services
/// told is written with the position up to which it was read, at once.
final class StateCache<State: StreamState> {
  struct Place: Hashable {
    let authority: Authority
    let stream: StreamKey
  }

  private struct Entry {
    var state: State?
    /// The newest event of our own journal folded into it.
    var sequence: Sequence
    /// The oldest event of our own that the stored row does not hold; nil where it holds all.
    var unsavedFrom: Sequence?
    /// Whether another service's event changed it in this turn.
    var isMirrorChanged = false
  }

  /// How many events the stored states may lag behind.
  static var lag: Int { 4_096 }
  /// States are written in lots of about so many events.
  static var lot: Int { 512 }
  /// How many clean states are kept in memory.
  static var limit: Int { 2_048 }

  private let store: any Store
  private let rules: Rules<State>
  private var entries: [Place: Entry] = [:]
  /// Unsaved streams of each authority, oldest unsaved event first.
  private var unsaved: [Authority: Queue] = [:]
  private var mirrored: [Place] = []
  /// The first fault of the store while a rule looked at states; sticky.
  private(set) var failure: StoreError?

  private struct Queue {
    var items: [(stream: StreamKey, from: Sequence)] = []
    var start = 0
    var count: Int { items.count - start }
  }

  init(store: any Store, rules: Rules<State>) {
    self.store = store
    self.rules = rules
  }

  /// The view that a rule gets of one authority's states.
  func look(_ authority: Authority) -> Look<State> {
    Look(authority) { [self] stream in self.state(Place(authority: authority, stream: stream)) }
  }

  func state(_ place: Place) -> State? { entry(place).state }

  /// The newest event of our own about a stream.
  func newest(_ place: Place) -> Sequence { entry(place).sequence }

  /// Folds an event of our own into its stream.
  func evolve(_ place: Place, _ event: Event, at sequence: Sequence) {
    var changed = entry(place)
    guard changed.sequence < sequence else { return }
    entries[place] = nil
    rules.evolve(&changed.state, event)
    changed.sequence = sequence
    if changed.unsavedFrom == nil {
      changed.unsavedFrom = sequence
      unsaved[place.authority, default: Queue()].items.append((place.stream, sequence))
    }
    entries[place] = changed
  }

  /// Folds another service's event into one of its mirrored streams.
  func absorb(_ place: Place, _ event: Event, of service: ServiceName) {
    var changed = entry(place)
    entries[place] = nil
    rules.absorb(&changed.state, place.stream, event, service)
    if !changed.isMirrorChanged {
      changed.isMirrorChanged = true
      mirrored.append(place)
    }
    entries[place] = changed
  }

  /// Puts a mirrored stream back as it was before an event that could not be applied.
  func restore(_ place: Place, _ state: State?) { entries[place]?.state = state }

  private func entry(_ place: Place) -> Entry {
    if let entry = entries[place] { return entry }
    let loaded = load(place)
    entries[place] = loaded
    return loaded
  }

  private func load(_ place: Place) -> Entry {
    do throws(StoreError) {
      guard let row = try store.state(place.authority, place.stream) else { return Entry(state: nil, sequence: .zero) }
      if row.version == State.version {
        let value = try? JSON.read(row.body, limit: .max)
        // An event that could not be applied may leave a stream about which nothing is known.
        if case .null = value { return Entry(state: nil, sequence: row.sequence) }
        guard let state = try? value?.decode(State.self) else {
          throw StoreError.broken(authority: place.authority.text, sequence: row.sequence.number)
        }
        return Entry(state: state, sequence: row.sequence)
      }
      guard row.sequence > .zero else { throw .unusable("a mirrored state is of version \(row.version)") }
      return try folded(place, row)
    } catch {
      if failure == nil { failure = error }
      return Entry(state: nil, sequence: .zero)
    }
  }

  /// A state of another version is folded again from its stream's events.
  private func folded(_ place: Place, _ row: StateRow) throws(StoreError) -> Entry {
    var state: State?
    for line in try store.lines(place.authority, of: place.stream, endingAt: row.sequence) {
      guard let event = try? Event(told: line) else {
        throw StoreError.broken(authority: place.authority.text, sequence: row.sequence.number)
      }
      rules.evolve(&state, event)
    }
    return Entry(state: state, sequence: row.sequence)
  }

  // MARK: Writing

  /// Whether states wait to be written.
  var isUnsaved: Bool { unsaved.values.contains { $0.count > 0 } }

  /// Adds to `batch` the states that must be written now: all that other services changed, and of our own the oldest
  /// beyond the lag, `extra` more, or all.
  func save(into batch: inout Batch, heads: [Authority: Sequence], extra: Int = 0, all: Bool = false) {
    for place in mirrored {
      guard var entry = entries[place], entry.isMirrorChanged else { continue }
      entry.isMirrorChanged = false
      entries[place] = entry
      batch.states.append(row(place, entry))
    }
    mirrored.removeAll(keepingCapacity: true)
    for authority in unsaved.keys {
      guard var queue = unsaved.removeValue(forKey: authority), let head = heads[authority] else { continue }
      var budget = all ? queue.count : extra
      var isChanged = false
      // Written in lots: so the pages of many states are written once, and most commits write none.
      let oldest = queue.start < queue.items.count ? queue.items[queue.start].from.number : head.number
      let isFull = head.number - oldest >= Int64(StateCache.lag + StateCache.lot)
      while queue.start < queue.items.count {
        let item = queue.items[queue.start]
        let isBeyond = isFull && head.number - item.from.number >= Int64(StateCache.lag)
        guard isBeyond || budget > 0 else { break }
        budget -= 1
        queue.start += 1
        isChanged = true
        let place = Place(authority: authority, stream: item.stream)
        guard var entry = entries[place], entry.unsavedFrom == item.from else { continue }
        entry.unsavedFrom = nil
        entries[place] = entry
        batch.states.append(row(place, entry))
      }
      if isChanged {
        let oldest = queue.count > 0 ? queue.items[queue.start].from : nil
        batch.foldedTo[authority] = oldest.map { Sequence($0.number - 1) } ?? head
      }
      if queue.start > 4_096 {
        queue.items.removeFirst(queue.start)
        queue.start = 0
      }
      unsaved[authority] = queue
    }
    if entries.count > StateCache.limit + unsaved.values.reduce(0, { $0 + $1.count }) { evict() }
  }

  private func row(_ place: Place, _ entry: Entry) -> StateRow {
    let body = (entry.state.flatMap { try? JSON(encoding: $0) } ?? .null).line
    return StateRow(
      authority: place.authority, stream: place.stream, version: State.version, sequence: entry.sequence,
      wake: entry.state?.wake, body: body)
  }

  private func evict() {
    entries = entries.filter { $0.value.unsavedFrom != nil || $0.value.isMirrorChanged }
  }

  // MARK: Waking

  /// The streams of an authority whose wake date is on or before `date`, earliest first.
  func waking(_ authority: Authority, through date: CivilDate) -> [(stream: StreamKey, wake: CivilDate)] {
    var found: [(stream: StreamKey, wake: CivilDate)] = []
    if let queue = unsaved[authority] {
      for item in queue.items[queue.start...] {
        guard let wake = state(Place(authority: authority, stream: item.stream))?.wake, wake <= date else { continue }
        found.append((item.stream, wake))
      }
    }
    do throws(StoreError) {
      for stream in try store.waking(authority, through: date) {
        let place = Place(authority: authority, stream: stream)
        guard entries[place]?.unsavedFrom == nil, let wake = state(place)?.wake, wake <= date else { continue }
        found.append((stream, wake))
      }
    } catch {
      if failure == nil { failure = error }
    }
    return found.sorted { ($0.wake, $0.stream) < ($1.wake, $1.stream) }
  }
}
