import Contracts
import ReportingRules

/// Loads the children of whom something was told that only an entry into care makes possible, though none was told.
struct LoadStrangers {
  let feed: AsOf
  let scope: Scope

  /// Those of whom something was told within the scope's days, in order.
  func children() throws -> [ChildID] {
    let told = [
      ("exit", "leftOn"), ("held", "heldOn"), ("allocation", "onDay"), ("status", "changedOn"),
      ("placement", "changedOn"),
    ]
    let once = told.map { table, day in
      """
      SELECT t.child FROM fact_\(table) t WHERE \(feed.counts("t")) AND t.\(day) BETWEEN :from AND :to AND NOT EXISTS (
        SELECT 1 FROM fact_entry e WHERE \(feed.counts("e")) AND e.child = t.child AND e.enteredOn <= t.\(day))
      """
    }
    // Somebody who left twice must have come back between.
    let twice = """
      SELECT t.child FROM fact_exit t WHERE \(feed.counts("t")) AND t.leftOn BETWEEN :from AND :to AND EXISTS (
        SELECT 1 FROM fact_exit b WHERE \(feed.counts("b")) AND b.child = t.child AND b.leftOn < t.leftOn
          AND NOT EXISTS (
            SELECT 1 FROM fact_entry e WHERE \(feed.counts("e")) AND e.child = t.child
              AND e.enteredOn BETWEEN b.leftOn AND t.leftOn))
      """
    var children: Set<ChildID> = []
    let days = ["from": Int64(scope.from.dayNumber), "to": Int64(scope.to.dayNumber)]
    try feed.each((once + [twice]).joined(separator: " UNION "), days) { children.insert(try $0.identifier(0)) }
    return children.sorted()
  }
}
