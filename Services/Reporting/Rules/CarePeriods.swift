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
    let exits: ArraySlice<Exit>
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
      let told = OfChild(
        entries: entries[first..<place].prefix { $0.enteredOn <= to }, exits: walks.exits.next(child),
        statuses: walks.statuses.next(child), placements: walks.placements.next(child),
        allocations: walks.allocations.next(child), details: walks.details.next(child),
        notices: walks.notices.next(child))
      told.add(to: &periods, from: from, to: to)
    }
    return periods
  }
}

extension CareRows.OfChild {
  /// Adds the child's periods.
  fileprivate func add(to periods: inout [PeriodOfCare], from: CivilDate?, to: CivilDate) {
    var before: CivilDate?
    for index in entries.indices {
      let entry = entries[index]
      let exit = exits.first { $0.on > entry.enteredOn || $0.on == entry.enteredOn && before != $0.on }
      before = exit?.on
      if let from, let exit, exit.on < from { continue }
      let next = index + 1 < entries.endIndex ? entries[index + 1].enteredOn : nil
      periods.append(period(of: entry, exit: exit, before: next, from: from, to: to))
    }
  }

  private func period(
    of entry: CareRows.Entry, exit: CareRows.Exit?, before next: CivilDate?, from: CivilDate?, to: CivilDate
  ) -> PeriodOfCare {
    /// A change belongs to the last period that had begun by its day.
    func belongs(_ day: CivilDate) -> Bool { entry.enteredOn <= day && next.map { day < $0 } ?? true }
    func counts(_ day: CivilDate) -> Bool { day <= to && belongs(day) }
    let own = details.filter { belongs($0.from) }
    return PeriodOfCare(
      of: entry, exit: exit,
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
