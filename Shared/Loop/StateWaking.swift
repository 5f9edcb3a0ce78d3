import Contracts
import Journal

extension StateCache {
  /// The next day on which time alone changes something in a stream; nil where none will.
  func wake(of place: Place) -> CivilDate? {
    let found = entry(place)
    switch found.wake {
    case .known(let day): return day
    case .unknown(let turned):
      let next = next(place, found.state, after: turned)
      found.wake = .known(next)
      // Where asking the rules put it out of memory, it is there again.
      enter(found, at: place)
      return next
    }
  }

  private func next(_ place: Place, _ state: State?, after turned: Timestamp) -> CivilDate? {
    guard let state else { return nil }
    let after = turned.londonDate
    let next = rules.wakes(place.stream, state, look(place.authority), after)
    precondition(next.map { $0 > after } ?? true, "\(place.stream) wakes after the day on which it was turned")
    return next
  }

  /// Moves on the wake day of a stream that was woken at `time` in silence: no event of its own says so, and so its
  /// state is written with this turn's batch.
  func turned(_ place: Place, at time: Timestamp) {
    let found = entry(place)
    let next = next(place, found.state, after: time)
    let isAsStored = found.unsavedFrom == nil && found.wake == .known(next)
    found.wake = .known(next)
    enter(found, at: place)
    if !isAsStored { markDue(place, found) }
  }

  /// The streams of an authority whose wake day is on or before `date`, earliest first. A stream that waits for a sweep
  /// is not among them: it is turned by the sweep first.
  func waking(_ authority: Authority, through date: CivilDate) -> [(stream: StreamKey, wake: CivilDate)] {
    var found: [(stream: StreamKey, wake: CivilDate)] = []
    func find(_ place: Place, _ known: Wake) {
      let wake = if case .known(let day) = known { day } else { wake(of: place) }
      guard let wake, wake <= date, !awaitsSweep(place) else { return }
      found.append((place.stream, wake))
    }
    if let queue = unsaved[authority] {
      for item in queue.items[queue.start...] {
        let place = Place(authority: authority, stream: item.stream)
        // A stream that was written since, and perhaps changed again, has another item, or stands in the store.
        guard let entry = entries[place], entry.unsavedFrom == item.from else { continue }
        find(place, entry.wake)
      }
    }
    for place in due where place.authority == authority {
      guard let entry = entries[place], entry.isDue, entry.unsavedFrom == nil else { continue }
      find(place, entry.wake)
    }
    do throws(StoreError) {
      for stream in try store.waking(authority, through: date) {
        let place = Place(authority: authority, stream: stream)
        let entry = entry(place)
        guard entry.unsavedFrom == nil, !entry.isDue else { continue }
        find(place, entry.wake)
      }
    } catch {
      keep(error)
    }
    return found.sorted { ($0.wake, $0.stream) < ($1.wake, $1.stream) }
  }

  /// Whether a sweep that is not done has yet to wake this stream.
  private func awaitsSweep(_ place: Place) -> Bool {
    sweeps.contains { sweep in
      sweep.authority == place.authority && place.stream.kind == sweep.kind
        && sweep.after.map { place.stream > $0 } ?? true
    }
  }

  /// The streams of an authority that have `kind`, stored or only in memory, after `after`, at most `limit`, in order.
  func streams(_ authority: Authority, kind: String, after: StreamKey?, limit: Int) -> [StreamKey] {
    var stored: [StreamKey] = []
    do throws(StoreError) {
      stored = try store.streams(authority, kind: kind, after: after, limit: limit)
    } catch {
      keep(error)
    }
    let last = stored.count == limit ? stored.last : nil
    let start = kind + "/"
    var unstored: Set<StreamKey> = []
    func find(_ stream: StreamKey) {
      guard stream.text.utf8.starts(with: start.utf8), after.map({ stream > $0 }) ?? true,
        last.map({ stream < $0 }) ?? true
      else { return }
      unstored.insert(stream)
    }
    if let queue = unsaved[authority] {
      for item in queue.items[queue.start...] { find(item.stream) }
    }
    for place in due where place.authority == authority { find(place.stream) }
    guard !unstored.isEmpty else { return stored }
    return Array(unstored.union(stored).sorted().prefix(limit))
  }
}
