import Contracts
import GRDB
import ReportingRules

/// Loads the periods of care of a scope from scheduling's feed.
struct LoadCare {
  let feed: AsOf
  let scope: Scope
  /// The child that alone is asked for; nil for all.
  let only: ChildID?

  private var start: Int64 { Int64(scope.from.dayNumber) - 1 }
  private var to: Int64 { Int64(scope.to.dayNumber) }

  /// The periods that overlap the day before the scope's first day up to its last, in order of child and entry.
  func periods(_ sources: Sources) throws -> [PeriodOfCare] {
    try rows(sources).periods(from: scope.from, to: scope.to)
  }

  /// All periods up to the scope's last day of the children of whom some period overlaps the scope.
  func allPeriods(_ sources: Sources) throws -> [PeriodOfCare] { try rows(sources).periods(from: nil, to: scope.to) }

  /// What was told up to the scope's last day of the children of whom some period overlaps the scope.
  func rows(_ sources: Sources) throws -> CareRows {
    var rows = CareRows()
    try entries(into: &rows)
    var known: Set<ChildID> = []
    let children = JSON.strings(rows.entries.compactMap { known.insert($0.child).inserted ? $0.child.text : nil }).text
    try exits(children, into: &rows)
    try details(children, into: &rows)
    if sources.contains(.statuses) { try statuses(children, into: &rows) }
    if sources.contains(.placements) { try placements(children, into: &rows) }
    if sources.contains(.allocations) { try allocations(children, into: &rows) }
    if sources.contains(.notices) { try notices(into: &rows) }
    return rows
  }

  /// Every entry of the children of whom some entry may overlap the day before the period up to its end. `gone` leaves
  /// out those who surely left before, as of this cut-off and known time.
  private func entries(into rows: inout CareRows) throws {
    let some = "SELECT e.child FROM fact_entry e WHERE \(feed.counts("e")) AND e.enteredOn <= :to AND"
    let care =
      only.map { _ in "SELECT :children" } ?? """
        \(some) e.gone IS NULL UNION \(some) e.gone > :start UNION
        \(some) e.goneKnown > :known UNION \(some) e.gonePosition > :cut
        """
    let sql = """
      WITH care (child) AS MATERIALIZED (\(care))
      SELECT e.child, e.enteredOn, e.bornOn, e.sex, e.ethnicity, e.need, e.unaccompanied, e.status,
        e.placement, e.provider, e.miles
      FROM care CROSS JOIN fact_entry e ON e.child = care.child
      WHERE e.enteredOn <= :to AND \(feed.isNewest("e", of: "entry", unlessOnly: "child", "enteredOn"))
      """
    let days = only == nil ? ["start": start, "to": to] : ["to": to]
    try feed.each(sql, days, children: only?.text) { row in
      let enteredOn = row.day(1)
      rows.entries.append(
        CareRows.Entry(
          child: try row.identifier(0), enteredOn: enteredOn, dateOfBirth: row.day(2), sex: try row.code(3),
          ethnicity: try row.code(4), categoryOfNeed: try row.code(5), isUnaccompanied: row[6],
          status: try row.code(7),
          placement: .init(
            from: enteredOn, type: try row.code(8), provider: try row.codeIfAny(9), distanceMiles: row[10],
            isNew: true)))
    }
    rows.entries.sort { ($0.child, $0.enteredOn) < ($1.child, $1.enteredOn) }
  }

  private func exits(_ children: String, into rows: inout CareRows) throws {
    let sql = """
      SELECT x.child, x.leftOn, x.reason FROM json_each(:children) c CROSS JOIN fact_exit x ON x.child = c.value
      WHERE \(feed.isNewest("x", of: "exit", unlessOnly: "child", "leftOn"))
      ORDER BY x.child, x.leftOn
      """
    try feed.each(sql, children: children) { row in
      rows.exits.append(.init(child: try row.identifier(0), on: row.day(1), reason: try row.code(2)))
    }
  }

  private func details(_ children: String, into rows: inout CareRows) throws {
    let sql = """
      SELECT d.child, d.changedOn, d.bornOn, d.sex, d.ethnicity, d.need, d.unaccompanied
      FROM json_each(:children) c CROSS JOIN fact_detail d ON d.child = c.value
      WHERE \(feed.counts("d")) ORDER BY d.child, d.changedOn, d.position
      """
    try feed.each(sql, children: children) { row in
      rows.details.append(
        .init(
          child: try row.identifier(0), from: row.day(1), dateOfBirth: row.dayIfAny(2), sex: try row.codeIfAny(3),
          ethnicity: try row.codeIfAny(4), categoryOfNeed: try row.codeIfAny(5), isUnaccompanied: row[6]))
    }
  }

  private func statuses(_ children: String, into rows: inout CareRows) throws {
    let sql = """
      SELECT s.child, s.changedOn, s.status FROM json_each(:children) c CROSS JOIN fact_status s ON s.child = c.value
      WHERE s.changedOn <= :to AND \(feed.isNewest("s", of: "status", unlessOnly: "child", "changedOn"))
      ORDER BY s.child, s.changedOn
      """
    try feed.each(sql, ["to": to], children: children) { row in
      rows.statuses.append(.init(child: try row.identifier(0), from: row.day(1), status: try row.code(2)))
    }
  }

  private func placements(_ children: String, into rows: inout CareRows) throws {
    let sql = """
      SELECT p.child, p.changedOn, p.placement, p.provider, p.miles, p.isNew
      FROM json_each(:children) c CROSS JOIN fact_placement p ON p.child = c.value
      WHERE p.changedOn <= :to AND \(feed.isNewest("p", of: "placement", unlessOnly: "child", "changedOn"))
      ORDER BY p.child, p.changedOn
      """
    try feed.each(sql, ["to": to], children: children) { row in
      rows.placements.append(
        .init(
          child: try row.identifier(0),
          placed: .init(
            from: row.day(1), type: try row.code(2), provider: try row.codeIfAny(3), distanceMiles: row[4],
            isNew: row[5])))
    }
  }

  private func allocations(_ children: String, into rows: inout CareRows) throws {
    let sql = """
      SELECT a.child, a.officer, a.onDay, a.enteredOn, a.workingDays
      FROM json_each(:children) c CROSS JOIN fact_allocation a ON a.child = c.value
      WHERE a.onDay <= :to AND \(feed.counts("a"))
      ORDER BY a.child, a.onDay, a.position
      """
    try feed.each(sql, ["to": to], children: children) { row in
      rows.allocations.append(
        .init(
          child: try row.identifier(0), officer: try row.identifier(1), on: row.day(2), enteredOn: row.day(3),
          workingDays: row[4]))
    }
  }

  private func notices(into rows: inout CareRows) throws {
    let sql = """
      SELECT n1.child, n1.enteredOn, n1.workingDays FROM fact_notice n1
      WHERE n1.enteredOn > :start AND n1.enteredOn <= :to\(only == nil ? "" : " AND n1.child = :children")
        AND \(feed.isNewest("n1", of: "notice", by: "enteredOn", "child"))
      """
    try feed.each(sql, ["start": start, "to": to], children: only?.text) { row in
      rows.notices.append(.init(child: try row.identifier(0), enteredOn: row.day(1), workingDays: row[2]))
    }
    rows.notices.sort { $0.child < $1.child }
  }
}
