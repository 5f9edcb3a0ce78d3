import Contracts
import Journal

extension StateRow {
  /// Whether it is a mirrored state of an older version that is read as it is: nothing can fold it again.
  func isReadable(as state: (some StreamState).Type) -> Bool {
    sequence == .zero && version >= state.oldestMirrored && version < state.version
  }
}

extension StateCache {
  /// The wake day of a stored state. That of an older version was reckoned by other rules, or by none.
  func wake(of row: StateRow) throws(StoreError) -> Wake {
    guard row.version != State.version else { return .known(row.wake) }
    guard let newest = try store.newestReceivedtime() else { return .known(row.wake) }
    return .unknown(since: newest)
  }
}

extension Turn {
  /// Begins a sweep of each kind of stream of which a stored state is of another version: so each is folded again, is
  /// woken for what the new rules find due, and gets its next day, though no event comes.
  func sweepOlderStates() throws(StoreError) {
    guard let time = clock else { return }
    for (authority, kind) in try store.kinds(otherThan: State.version) {
      let key = Event.Key(
        source: "/holdfast/\(service.rules.service.rawValue)",
        id: "states-\(State.version)-after-\(head(authority).number)")
      let sweep = SweepRow(authority: authority, kind: kind, cause: key, at: time)
      guard !states.sweeps.contains(where: { $0.isSame(as: sweep) }) else { continue }
      states.sweeps.append(sweep)
      batch.sweeps.append(sweep)
    }
  }
}
