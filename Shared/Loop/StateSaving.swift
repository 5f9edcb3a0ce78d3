import Contracts
import Journal

extension StateCache {
  /// Adds to `batch` the states that must be written now: those that are due, and of those that lag behind the oldest
  /// beyond the lag, `extra` more, or all.
  func save(into batch: inout Batch, heads: [Authority: Sequence], extra: Int = 0, all: Bool = false) {
    for place in due {
      guard entries[place]?.isDue == true else { continue }
      entries[place]?.isDue = false
      write(place, into: &batch)
    }
    due.removeAll(keepingCapacity: true)
    // Memory does not grow with the number of authorities: each may lag by its share.
    let sharing = max(1, unsaved.values.count { $0.count > 0 })
    let lag = Int64(max(64, StateCache.lag / sharing))
    let lot = Int64(max(32, StateCache.lot / sharing))
    for authority in unsaved.keys {
      guard var queue = unsaved.removeValue(forKey: authority), let head = heads[authority] else { continue }
      var budget = all ? queue.count : extra
      var isChanged = false
      // Written in lots: so the pages of many states are written once, and most commits write none.
      let oldest = queue.start < queue.items.count ? queue.items[queue.start].from.number : head.number
      let isFull = head.number - oldest >= lag + lot
      // Where a share became smaller, what is beyond it is written over several turns.
      var beyond = isFull ? 2 * StateCache.lot : 0
      while queue.start < queue.items.count {
        let item = queue.items[queue.start]
        let isBeyond = beyond > 0 && head.number - item.from.number >= lag
        let place = Place(authority: authority, stream: item.stream)
        guard isBeyond || budget > 0, place != held else { break }
        beyond -= 1
        budget -= 1
        queue.start += 1
        isChanged = true
        guard entries[place]?.unsavedFrom == item.from else { continue }
        write(place, into: &batch)
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
    if entries.count > StateCache.limit + unsavedCount { evict() }
  }

  private func write(_ place: Place, into batch: inout Batch) {
    // First, as asking for it may bring other states into memory.
    let wake = wake(of: place)
    guard let entry = entries[place] as? Entry else { preconditionFailure("what is written is in memory") }
    entry.unsavedFrom = nil
    batch.states.append(
      StateRow(
        authority: place.authority, stream: place.stream, version: State.version, sequence: entry.sequence, wake: wake,
        body: StateCache.body(entry.state)))
  }

  /// The bytes of a state, or of null where nothing is known. A state that could not be written would be lost in
  /// silence: the process ends instead, and folds it again.
  private static func body(_ state: State?) -> [UInt8] {
    guard let state else { return JSON.null.line }
    guard let body = try? JSON.line(encoding: state) else { preconditionFailure("a state cannot be written") }
    return body
  }
}
