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
      return try told(feed, wanted.service, "t.type IN (\(types)) AND t.day BETWEEN :from AND :to", days)
    case .everBefore:
      return try told(feed, wanted.service, "t.type IN (\(types)) AND t.day <= :to", days)
    case .ofReviews:
      let reviews = JSON.strings(facts.reviews.map(\.review.text)).text
      let filter = "t.thing IN (SELECT value FROM json_each(:children)) AND t.type IN (\(types))"
      return try told(feed, wanted.service, filter, [:], reviews)
    case .ofChildren:
      let children = JSON.strings(Set(facts.periods.map(\.child.text)).sorted()).text
      let filter = "t.child IN (SELECT value FROM json_each(:children)) AND t.type IN (\(types)) AND t.day <= :to"
      return try told(feed, wanted.service, filter, days, children)
    }
  }

  /// What was told of one child; of what Disputes told all, as a dispute's steps do not name its children.
  func timeline(of child: ChildID) throws -> [Happening] {
    var found: [Happening] = []
    for service in ServiceName.allCases {
      guard let feed = feed(of: service) else { continue }
      let filter = service == .disputes ? "1" : "t.child IN (SELECT value FROM json_each(:children))"
      found += try told(
        feed, service, filter, [:], service == .disputes ? nil : JSON.strings([child.text]).text)
    }
    return found
  }

  private func told(
    _ feed: AsOf, _ service: ServiceName, _ filter: String, _ days: [String: Int64], _ list: String? = nil
  ) throws -> [Happening] {
    let sql = """
      SELECT t.position, t.type, t.child, t.day, t.known, t.recorded, t.source, t.id, t.data
      FROM fact_told t WHERE \(filter) AND \(feed.counts("t")) ORDER BY t.position
      """
    var found: [Happening] = []
    try feed.each(sql, days, children: list) { row in
      let text: String = row[8]
      found.append(
        Happening(
          service: service, sequence: Feed.sequence(of: row[0]), type: row[1], child: row[2], day: row.day(3),
          known: Timestamp(millisecondsSince1970: row[4]),
          recorded: (row[5] as Int64?).map { Timestamp(millisecondsSince1970: $0) }, source: row[6], id: row[7],
          data: try JSON.read(Array(text.utf8), limit: Limits.frame)))
    }
    return found
  }
}
