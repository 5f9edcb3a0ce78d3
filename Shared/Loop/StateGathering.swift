import Contracts
import Journal

/// The events of some secondary streams, gathered from a whole journal.
struct GatheredEvents {
  private(set) var events: [StreamKey: [Event]] = [:]
  private let streams: Set<StreamKey>
  /// Into which of the streams each event went: there its withdrawal goes too.
  private var streamsOfEvent: [Event.Key: [StreamKey]] = [:]

  init(_ streams: Set<StreamKey>) { self.streams = streams }

  /// Adds the next event of the journal where it belongs.
  mutating func add(_ event: Event, by also: (Event) -> [StreamKey]) {
    let found = event.withdrawn.map { streamsOfEvent[$0] ?? [] } ?? also(event).filter { streams.contains($0) }
    guard !found.isEmpty else { return }
    streamsOfEvent[event.key] = found
    for stream in found { events[stream, default: []].append(event) }
  }
}

extension StateCache {
  /// Folds an event of our own into a stream beside its own.
  func gather(_ place: Place, _ event: Event, at sequence: Sequence) {
    fold(place, at: sequence, event.receivedtime) { rules.gather(&$0, place.stream, event) }
  }

  /// Folds secondary streams of an authority again, from its journal through the event at `sequence`, which withdraws
  /// an earlier one and was known at `known`. `unstored` are the newest lines of the journal, of this turn.
  ///
  /// It reads the whole journal, once for all of them.
  func regather(
    _ authority: Authority, _ streams: [StreamKey], unstored: [[UInt8]] = [], at sequence: Sequence, _ known: Timestamp?
  ) {
    // At start, those that were stored since need not be.
    let behind = streams.filter { newest(Place(authority: authority, stream: $0)) < sequence }
    guard !behind.isEmpty else { return }
    do throws(StoreError) {
      let gathered = try gathered(authority, Set(behind), unstored: unstored, through: sequence)
      for stream in behind {
        fold(Place(authority: authority, stream: stream), at: sequence, known) { state in
          state = rules.regathered(stream, gathered.events[stream] ?? [])
        }
      }
    } catch {
      keep(error)
    }
  }

  /// The events of secondary streams, from the first of the journal through that at `last`.
  func gathered(
    _ authority: Authority, _ streams: Set<StreamKey>, unstored: [[UInt8]] = [], through last: Sequence
  ) throws(StoreError) -> GatheredEvents {
    var gathered = GatheredEvents(streams)
    var at = Sequence.zero
    func add(_ lines: [[UInt8]]) throws(StoreError) {
      for line in lines where at < last {
        guard let event = try? Event(told: line), event.sequence == at.next else {
          throw .broken(authority: authority.text, sequence: at.number + 1)
        }
        at = at.next
        gathered.add(event, by: rules.also)
      }
    }
    while at < last {
      let lines = try store.lines(authority, after: at, limit: 1_024, bytes: 4 << 20)
      if lines.isEmpty { break }
      try add(lines)
    }
    try add(unstored)
    guard at == last else { throw .broken(authority: authority.text, sequence: at.number + 1) }
    return gathered
  }

  /// The event of our own that stands at `sequence`, and the one that it is folded as: itself, or the one it withdraws.
  func event(_ authority: Authority, at sequence: Sequence) throws(StoreError) -> (event: Event, folded: Event) {
    let line = try store.lines(authority, after: Sequence(sequence.number - 1), limit: 1, bytes: .max).first
    guard let line, let event = try? Event(told: line) else {
      throw .broken(authority: authority.text, sequence: sequence.number)
    }
    guard let withdrawn = event.withdrawn else { return (event, event) }
    guard let target = try store.event(authority, withdrawn) else {
      throw .broken(authority: authority.text, sequence: sequence.number)
    }
    return (event, target)
  }
}

extension Rules {
  /// Folds a secondary stream from all its events, leaving out those that were withdrawn.
  func regathered(_ stream: StreamKey, _ events: [Event]) -> State? {
    let withdrawn = Set(events.compactMap(\.withdrawn))
    var state: State?
    for event in events where !withdrawn.contains(event.key) { gather(&state, stream, event) }
    return state
  }
}

extension Store {
  /// An event as the store has it; nil where it has none.
  func event(_ authority: Authority, _ key: Event.Key) throws(StoreError) -> Event? {
    guard let receipt = try receipt(authority, key) else { return nil }
    let before = Sequence(receipt.sequence.number - 1)
    guard let line = try lines(authority, after: before, limit: 1, bytes: .max).first,
      let event = try? Event(told: line)
    else { throw .broken(authority: authority.text, sequence: receipt.sequence.number) }
    return event
  }
}
