import Contracts
import Journal

extension Turn {
  /// How many streams the sweeps wake in one turn, so that asks are answered in between.
  static var slice: Int { 200 }

  /// How many streams the days wake before what comes of it is stored and told, so that memory does not grow with what
  /// falls on one day. Asks wait for the whole day anyway, so it is larger: each slice costs a sync.
  static var daySlice: Int { 1_000 }

  /// Now: the system's clock, or the newest known time ever seen.
  var now: Timestamp {
    switch settings.clock {
    case .system: written
    case .follow: clock ?? written
    }
  }

  /// Moves the clock to `time` where that is later, and lets each day in between bring what is due on it.
  ///
  /// After a start it is not known how far the days were turned, as the process may have died between two slices of
  /// one: so what is due by then is turned first, whatever the clock says.
  func advance(to time: Timestamp) {
    settle()
    let now = max(time, clock ?? time)
    clock = now
    let today = now.londonDate
    guard turnedThrough.map({ $0 < today }) ?? true else { return }
    for authority in journals.keys.sorted() { turnDays(of: authority, through: today) }
    if failure == nil { turnedThrough = today }
  }

  /// Lets each day up to `today` bring what is due on it, day by day; a stream is woken once a day. It is done in
  /// slices, each stored and told before the next, and all of them before whatever moved the clock is decided.
  private func turnDays(of authority: Authority, through today: CivilDate) {
    var turned: CivilDate?
    while failure == nil {
      let due = states.waking(authority, through: today).filter { due in turned.map { due.wake > $0 } ?? true }
      guard let day = due.first?.wake else { return }
      let time = Timestamp(startOfLondonDay: day)
      for (stream, _) in due.prefix(while: { $0.wake == day }) {
        let place = Place(authority: authority, stream: stream)
        // The same stream may come to the same day again with a fact told late: that is another waking.
        let text = "wake/\(stream)/\(day)/\(states.newest(place).number)"
        wake(place, Cause(text: text, receivedtime: time))
        wokenSince += 1
        if wokenSince >= Turn.daySlice { endSlice() }
        guard failure == nil else { return }
      }
      turned = day
    }
  }

  /// Stores and tells what is decided so far. A fault is kept, as any of the store: nothing after it is stored or told.
  private func endSlice() {
    do throws(StoreError) {
      try commitSlice()
    } catch {
      if failure == nil { failure = error }
    }
  }

  /// Asks the rules what has to be told of a stream at the time of `cause`, and moves its wake day on.
  private func wake(_ place: Place, _ cause: Cause) {
    let before = states.newest(place)
    if states.state(place) != nil {
      let drafts = service.rules.wake(place.stream, states.look(place.authority), Moment(cause.receivedtime))
      append(drafts, place.authority, cause)
    }
    if states.newest(place) == before { states.turned(place, at: cause.receivedtime) }
  }

  // MARK: Sweeps

  /// Whether streams wait to be woken because of an event.
  var isSweeping: Bool { !states.sweeps.isEmpty }

  /// Begins a sweep: every stream of `kind` is to be woken because of `event`, known at `time`.
  func stir(_ kind: String, because event: Event, at time: Timestamp) {
    var time = time
    // One of the same day that has not begun would find the same as this one.
    let same = states.sweeps.filter { sweep in
      sweep.authority == event.authority && sweep.kind == kind && sweep.after == nil
        && sweep.at.londonDate == time.londonDate
    }
    for sweep in same {
      time = max(time, sweep.at)
      end(sweep)
    }
    let sweep = SweepRow(authority: event.authority, kind: kind, cause: event.key, at: time)
    states.sweeps.append(sweep)
    batch.sweeps.append(sweep)
  }

  /// Wakes the next streams of the oldest sweeps, as many as this turn may. A sweep is as of its event's time, so that
  /// it tells the same however long it takes; the days that passed meanwhile are turned at its end.
  func sweep() {
    if isSweeping { settle() }
    while sweepBudget > 0, let sweep = states.sweeps.first {
      let limit = sweepBudget
      let streams = states.streams(sweep.authority, kind: sweep.kind, after: sweep.after, limit: limit)
      for stream in streams {
        let cause = Cause(
          text: "sweep/\(sweep.cause.source)#\(sweep.cause.id)/\(stream)", causation: sweep.cause.id,
          receivedtime: sweep.at, mayRepeat: false)
        wake(Place(authority: sweep.authority, stream: stream), cause)
      }
      sweepBudget -= streams.count
      if streams.count == limit, let last = streams.last {
        let moved = sweep.through(last)
        if let index = states.sweeps.firstIndex(where: { $0.isSame(as: sweep) }) { states.sweeps[index] = moved }
        batch.sweeps.append(moved)
      } else {
        end(sweep)
        if let today = clock?.londonDate, today > sweep.at.londonDate {
          turnDays(of: sweep.authority, through: today)
        }
      }
    }
  }

  private func end(_ sweep: SweepRow) {
    states.sweeps.removeAll { $0.isSame(as: sweep) }
    batch.sweeps.append(sweep.done)
  }
}
