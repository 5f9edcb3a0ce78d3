import Contracts
import Policy

// MARK: - What managers are told each quarter

extension Table {
  static let quarterTables: [Table] = [
    Table(
      "proceedings-duration", [.plans],
      "court proceedings about children that were concluded within the period: how many, their weeks from the day of "
        + "issue on average and at most, and how many took 26 weeks or less (Children Act 1989 s32(1)(a)(ii))"
    ) { facts, _ in
      let ended = facts.proceedings.filter { facts.holds($0.concluded.day) }
      let days = ended.map { $0.issuedOn.days(until: $0.concluded.day) }
      return measures(
        [
          ("concluded", .count(ended.count)), ("limit-weeks", .count(limit)),
          ("mean-weeks", .average(days.reduce(0, +), of: days.count * 7)),
          ("longest-weeks", .average(days.max() ?? 0, of: days.isEmpty ? 0 : 7)),
          ("within-limit", .count(days.count { $0 <= limit * 7 })),
        ], ended.map(\.concluded.record))
    },
    Table(
      "samples", [.samples],
      "samples that were drawn to their last day, or in which something was found, within the period: of what, of how "
        + "many, how many were drawn, and what was found in them within the period"
    ) { facts, _ in
      let drawn = Dictionary(facts.within("sample-drawn").map { ($0["sample"] ?? "", $0) }) { $1 }
      let found = Dictionary(grouping: facts.within("finding-recorded")) { $0["sample"] ?? "" }
      let names = Set(drawn.keys).union(found.keys).sorted()
      return TableContent(
        columns: ["sample", "of", "population", "drawn", "share", "findings", "actions"],
        rows: names.map { name in
          let sample = drawn[name]?.data
          let population = sample?["population"]?.integer
          let count = sample?["drawn"]?.array?.count
          let findings = found[name] ?? []
          return [
            .text(name), sample?["of"]?.string.map { .text($0) } ?? .empty,
            population.map { .count($0) } ?? .empty, count.map { .count($0) } ?? .empty,
            .share(count ?? 0, of: population ?? 0), .count(findings.count),
            .count(findings.count { $0["action"] != nil }),
          ]
        }, records: unique((Array(drawn.values) + found.values.flatMap { $0 }).map(\.record)))
    },
    Table(
      "participation-by-channel", [.reviews, .channels],
      "reviews complete within the period in which the child took part (PN1 to PN6), by each way: being there, and the "
        + "channels by which views and answers that name the review reached it; share of those coded PN1 to PN7"
    ) { facts, _ in
      let ways = facts.waysOfTakingPart
      let measured = facts.reviews.filter { $0.code?.isMeasured ?? false }
      let counted = measured.filter { $0.code?.contributed ?? false }.flatMap { review in
        (ways[review.review.text] ?? []).union(review.code?.attended ?? false ? ["attended"] : [])
          .map { (way: $0, id: review.review.text) }
      }
      let counts = Dictionary(counted.map { ($0.way, 1) }, uniquingKeysWith: +)
      return TableContent(
        columns: ["channel", "reviews", "share"],
        rows: counts.keys.sorted().map { way in
          [.text(way), .count(counts[way] ?? 0), .share(counts[way] ?? 0, of: measured.count)]
        }, records: unique(counted.map(\.id)))
    },
  ]

  /// The weeks in which proceedings about a child's care are to end (Children Act 1989 s32(1)(a)(ii)).
  private static let limit = 26
}

extension Facts {
  /// Proceedings that were concluded by the end of the period, each with the day of issue: of a child's steps the first
  /// issue since the conclusion before.
  fileprivate var proceedings: [(issuedOn: CivilDate, concluded: Happening)] {
    var issued: [String: CivilDate] = [:]
    var ended: [(issuedOn: CivilDate, concluded: Happening)] = []
    for one in told("court-event-recorded").sorted(by: { ($0.day, $0.sequence) < ($1.day, $1.sequence) }) {
      let child = one.child ?? ""
      switch one["event"] {
      case "proceedings-issued": issued[child] = issued[child] ?? one.day
      case "proceedings-concluded": if let day = issued.removeValue(forKey: child) { ended.append((day, one)) }
      case _: break
      }
    }
    return ended
  }

  /// The channels by which a child's views reached each review.
  fileprivate var waysOfTakingPart: [String: Set<String>] {
    let sent = newest("consultation-sent", by: "consultation")
    var ways: [String: Set<String>] = [:]
    for one in told("views-recorded") + told("consultation-returned") where one["to"] ?? "child" == "child" {
      guard let review = one["review"] else { continue }
      let channel = one["channel"] ?? one["consultation"].flatMap { sent[$0]?["channel"] }
      ways[review, default: []].insert(channel ?? "not-told")
    }
    for (review, one) in newest("participation-recorded", by: "review") {
      if let medium = one["medium"] { ways[review, default: []].insert(medium) }
    }
    return ways
  }
}
