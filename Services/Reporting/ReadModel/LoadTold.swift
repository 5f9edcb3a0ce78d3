import Contracts
import GRDB
import ReportingRules

extension LoadFacts {
  /// What is kept as it was told, of the parts asked for, in order of service and of telling; each event once.
  func told(_ sources: Sources, _ facts: Facts) throws -> [Happening] {
    var found: [Happening] = []
    for service in ServiceName.allCases {
      var ofService: [Happening] = []
      for wanted in Sources.wanted where wanted.service == service && sources.contains(wanted.part) {
        ofService += try told(wanted, facts)
      }
      ofService.sort { $0.sequence < $1.sequence }
      for one in ofService where found.last?.sequence != one.sequence || found.last?.service != service {
        found.append(one)
      }
    }
    return found
  }

  private func told(_ wanted: Sources.Wanted, _ facts: Facts) throws -> [Happening] {
    guard let feed = feed(of: wanted.service) else { return [] }
    let types = wanted.types.map { "'\($0)'" }.joined(separator: ", ")
    var days = ["to": Int64(facts.to.dayNumber)]
    switch wanted.extent {
    case .within:
      days["from"] = Int64(facts.from.dayNumber)
      return try told(feed, wanted.service, .type, "t.type IN (\(types)) AND t.day BETWEEN :from AND :to", days)
    case .everBefore:
      return try told(feed, wanted.service, .type, "t.type IN (\(types)) AND t.day <= :to", days)
    case .ofReviews:
      let reviews = JSON.strings(facts.reviews.map(\.review.text)).text
      let filter = "t.thing IN (SELECT value FROM json_each(:children)) AND t.type IN (\(types))"
      return try told(feed, wanted.service, .thing, filter, [:], reviews)
    case .ofChildren:
      let children = JSON.strings(Set(facts.periods.map(\.child.text)).sorted()).text
      let filter = "t.child IN (SELECT value FROM json_each(:children)) AND t.type IN (\(types)) AND t.day <= :to"
      return try told(feed, wanted.service, .child, filter, days, children)
    }
  }

  /// What was told of one child; of what Disputes told all, as a dispute's steps do not name its children.
  func timeline(of child: ChildID) throws -> [Happening] {
    var found: [Happening] = []
    for service in ServiceName.allCases {
      guard let feed = feed(of: service) else { continue }
      if service == .disputes {
        found += try told(feed, service, nil, "t.type <> '\(FactWithdrawn.name)'", [:])
      } else {
        let filter = "t.child IN (SELECT value FROM json_each(:children))"
        found += try told(feed, service, .child, filter, [:], JSON.strings([child.text]).text)
      }
    }
    return found
  }

  /// By which index rows are found. Without statistics SQLite would rather walk all that a feed told.
  private enum Index: String {
    case type = "fact_told_type"
    case child = "fact_told_child"
    case thing = "fact_told_thing"
  }

  private func told(
    _ feed: AsOf, _ service: ServiceName, _ index: Index?, _ filter: String, _ days: [String: Int64],
    _ list: String? = nil
  ) throws -> [Happening] {
    let by = index.map { " INDEXED BY \($0.rawValue)" } ?? ""
    let sql = """
      SELECT t.position, t.type, t.child, t.day, t.known, t.recorded, t.source, t.id, t.data
      FROM fact_told t\(by) WHERE \(filter) AND \(feed.counts("t"))
      """
    var found: [Happening] = []
    try feed.each(sql, days, children: list) { row in
      found.append(
        Happening(
          service: service, sequence: Feed.sequence(of: row[0]), type: row[1], child: row[2], day: row.day(3),
          known: Timestamp(millisecondsSince1970: row[4]),
          recorded: (row[5] as Int64?).map { Timestamp(millisecondsSince1970: $0) }, source: row[6], id: row[7],
          data: try JSON.told(row, 8)))
    }
    return found
  }
}
