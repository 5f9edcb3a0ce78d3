import Contracts
import GRDB
import ReportingRules

extension LoadFacts {
  /// The kinds of records of which anybody told anything that happened by the end of the period.
  func evidence() throws -> Evidence {
    var found: Evidence = []
    if let scheduling = feed(of: .scheduling) {
      let kinds: [(Evidence, String)] = [
        (.sightings, "SELECT 1 FROM fact_act r WHERE r.onDay <= :to"),
        (.audits, "SELECT 1 FROM fact_audit r WHERE r.onDay <= :to"),
        (.records, "SELECT 1 FROM fact_record r WHERE :to = :to"),
        (.allocations, "SELECT 1 FROM fact_allocation r WHERE r.onDay <= :to"),
        (.officers, "SELECT 1 FROM fact_officer r WHERE r.fromDay <= :to"),
        (.moves, "SELECT 1 FROM fact_placement r WHERE r.changedOn <= :to AND r.isNew"),
      ]
      for (kind, sql) in kinds where try isAny("\(sql) AND \(scheduling.counts("r"))", of: scheduling) {
        found.insert(kind)
      }
    }
    if let participation = feed(of: .participation) {
      let sql = "SELECT 1 FROM fact_answer r WHERE r.onDay <= :to AND \(participation.counts("r"))"
      if try isAny(sql, of: participation) { found.insert(.surveys) }
    }
    if let disputes = feed(of: .disputes) {
      let sql = "SELECT 1 FROM fact_told r WHERE r.day <= :to AND \(disputes.counts("r"))"
      if try isAny(sql, of: disputes) { found.insert(.disputes) }
    }
    return found
  }

  private func isAny(_ sql: String, of feed: AsOf) throws -> Bool {
    var isAny = false
    try feed.each("\(sql) LIMIT 1", ["to": Int64(scope.to.dayNumber)]) { _ in isAny = true }
    return isAny
  }
}
