public import Contracts

extension CareRows {
  /// The rows of one child after another: children are asked for in order.
  private struct Walk<Row: RowOfChild> {
    let rows: [Row]
    private var place = 0

    init(_ rows: [Row]) { self.rows = rows }

    mutating func next(_ child: ChildID) -> ArraySlice<Row> {
      while place < rows.count, rows[place].child < child { place += 1 }
      let first = place
      while place < rows.count, rows[place].child == child { place += 1 }
      return rows[first..<place]
    }
  }

  /// What was told of one child.
  fileprivate struct OfChild {
    let entries: ArraySlice<Entry>
    let statuses: ArraySlice<Status>
    let placements: ArraySlice<Placement>
    let allocations: ArraySlice<Allocation>
    let details: ArraySlice<Detail>
    let notices: ArraySlice<Notice>
  }

  /// The periods of care that had begun by `to` and, where `from` says so, not ended before it, in order of child and
  /// day of entry, from what happened by `to`; notices are those of entries from `from` on.
  ///
  /// A period ends on the child's first leaving after its entry. A leaving on the day of entry ends a period that began
  /// on that day only where it does not end the one before: a child may leave and come back on one day.
  public func periods(from: CivilDate?, to: CivilDate) -> [PeriodOfCare] {
    var walks = (
      exits: Walk(exits), statuses: Walk(statuses), placements: Walk(placements), allocations: Walk(allocations),
      details: Walk(details), notices: Walk(notices)
    )
    var periods: [PeriodOfCare] = []
    var place = 0
    while place < entries.count {
      let child = entries[place].child
      let first = place
      while place < entries.count, entries[place].child == child { place += 1 }
      let begun = entries[first..<place].prefix { $0.enteredOn <= to }
      let spans = CareRows.spans(begun, walks.exits.next(child), from: from)
      // Of ten years most children left before; of them nothing else is looked up.
      guard !spans.isEmpty else { continue }
      let told = OfChild(
        entries: begun, statuses: walks.statuses.next(child), placements: walks.placements.next(child),
        allocations: walks.allocations.next(child), details: walks.details.next(child),
        notices: walks.notices.next(child))
      for span in spans { periods.append(told.period(span, from: from, to: to)) }
    }
    return periods
  }

  /// The entries of a child that began a period of care which did not end before `from`, each by its place and with the
  /// leaving that ended it.
  private static func spans(
    _ entries: ArraySlice<Entry>, _ exits: ArraySlice<Exit>, from: CivilDate?
  ) -> [(place: Int, exit: Exit?)] {
    var spans: [(place: Int, exit: Exit?)] = []
    var before: CivilDate?
    for place in entries.indices {
      let enteredOn = entries[place].enteredOn
      let exit = exits.firstIndex { $0.on > enteredOn || $0.on == enteredOn && before != $0.on }
      before = exit.map { exits[$0].on }
      if let from, let before, before < from { continue }
      spans.append((place, exit.map { exits[$0] }))
    }
    return spans
  }
}

extension CareRows.OfChild {
  /// The period of care that an entry began.
  fileprivate func period(
    _ span: (place: Int, exit: CareRows.Exit?), from: CivilDate?, to: CivilDate
  ) -> PeriodOfCare {
    let entry = entries[span.place]
    let next = span.place + 1 < entries.endIndex ? entries[span.place + 1].enteredOn : nil
    /// A change belongs to the last period that had begun by its day.
    func belongs(_ day: CivilDate) -> Bool { entry.enteredOn <= day && next.map { day < $0 } ?? true }
    func counts(_ day: CivilDate) -> Bool { day <= to && belongs(day) }
    let own = details.filter { belongs($0.from) }
    return PeriodOfCare(
      of: entry, exit: span.exit,
      dateOfBirth: details.last { $0.dateOfBirth != nil }?.dateOfBirth ?? entry.dateOfBirth,
      categoryOfNeed: own.last { $0.categoryOfNeed != nil }?.categoryOfNeed ?? entry.categoryOfNeed,
      details: own,
      statuses: [(entry.enteredOn, entry.status)]
        + statuses.filter { counts($0.from) }.map { ($0.from, $0.status) },
      placements: [entry.placement] + placements.filter { counts($0.placed.from) }.map(\.placed),
      allocations: allocations(of: entry, to: to, belongs),
      noticeWorkingDays: from.map { entry.enteredOn >= $0 } ?? true
        ? notices.last { $0.enteredOn == entry.enteredOn }?.workingDays : nil)
  }

  /// The allocations of a period of care, in order. One that was told for an entry that no longer stands belongs to the
  /// period that holds its day, and its working days are reckoned anew.
  private func allocations(
    of entry: CareRows.Entry, to: CivilDate, _ belongs: (CivilDate) -> Bool
  ) -> [CareRows.Allocation] {
    allocations.compactMap { allocation in
      guard allocation.on <= to else { return nil }
      if allocation.enteredOn == entry.enteredOn { return allocation }
      let stands = entries.contains { $0.enteredOn == allocation.enteredOn }
      return !stands && belongs(allocation.on) ? allocation.reckoned(from: entry.enteredOn) : nil
    }
  }
}
