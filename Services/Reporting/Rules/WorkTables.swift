import Contracts

// MARK: - What officers did

extension Table {
  static let workTables: [Table] = [
    Table(
      "activity", [.reviews, .work, .challenges, .voice],
      "what officers did within the period, by kind, and for how many children; a dispute counts once for each child"
    ) { facts, _ in
      let acts = Activities(facts).all
      let byKind = Dictionary(grouping: acts, by: \.kind)
      let kinds = Activities.kinds + byKind.keys.filter { !Activities.kinds.contains($0) }.sorted()
      return TableContent(
        columns: ["kind", "count", "children"],
        rows: kinds.map { kind in
          let those = byKind[kind] ?? []
          return [.text(kind), .count(Set(those.map(\.record)).count), .count(Set(those.compactMap(\.child)).count)]
        }, records: unique(acts.map(\.record)))
    },
    Table(
      "visits-by-mode", [.work], "visits, midway reviews, oversight and pre-discussions within the period, by how"
    ) { facts, _ in
      let acts = ["visit-recorded", "midway-review-held", "oversight-recorded", "pre-discussion-recorded"]
        .flatMap(facts.within)
      return crossed(
        "kind", ["in-person", "hybrid", "virtual", "phone", "not-told"],
        acts.map { (Activities.name($0.type), $0["mode"] ?? "not-told", $0.record) })
    },
    Table(
      "midway-reviews", [.work], "midway reviews held within the period, whether the child was included"
    ) { facts, _ in
      sorted(
        "child", "midway-reviews", ["included", "not-included", "not-told"],
        facts.within("midway-review-held").map { one in
          (one.data["childIncluded"]?.boolean.map { $0 ? "included" : "not-included" } ?? "not-told", one.record)
        })
    },
    Table("training", [.work], "training recorded within the period, by course") { facts, _ in
      let those = facts.within("activity-recorded").filter { $0["kind"] == "training" }
      let courses = Dictionary(grouping: those) { $0["name"] ?? "not-told" }
      return TableContent(
        columns: ["course", "attended", "officers", "hours"],
        rows: courses.keys.sorted().map { course in
          let those = courses[course] ?? []
          let hours = those.compactMap { $0.data["hours"]?.double }.reduce(0, +)
          return [
            .text(course), .count(those.count), .count(Set(those.compactMap { $0["officer"] }).count),
            .number(Hundredths(count: Int((hours * 100).rounded())).text),
          ]
        }, records: unique(those.map(\.record)))
    },
    Table(
      "observations", [.work], "observations recorded within the period, by what was observed and what came of it"
    ) { facts, _ in
      let those = facts.within("activity-recorded").filter { $0["kind"] == "observation" }
      return crossed(
        "observed", Set(those.map { $0["outcome"] ?? "not-told" }).sorted(),
        those.map { ($0["name"] ?? "not-told", $0["outcome"] ?? "not-told", $0.record) })
    },
    Table("forums", [.work], "panels, forums and other activities recorded within the period, by kind and name") {
      facts, _ in
      sorted(
        "activity", "count",
        facts.within("activity-recorded").map { one in
          ([one["kind"], one["name"]].compactMap { $0 }.joined(separator: "/"), one.record)
        })
    },
    Table("audits-by-form", [.work], "audits within the period, by form, and the share of their items that were met") {
      facts, _ in
      let audits = Dictionary(grouping: facts.within("audit-completed")) { $0["form"] ?? "" }
      return TableContent(
        columns: ["form", "audits", "items", "met", "share"],
        rows: audits.keys.sorted().map { form in
          let items = (audits[form] ?? []).flatMap { $0.data["items"]?.array ?? [] }
          let met = items.count { $0["met"]?.boolean ?? false }
          return [
            .text(form), .count(audits[form]?.count ?? 0), .count(items.count), .count(met),
            .share(met, of: items.count),
          ]
        }, records: unique(audits.values.flatMap { $0.map(\.record) }))
    },
    Table("findings", [.work], "findings of samples within the period, by what was found and how good it was") {
      facts, _ in
      let those = facts.within("finding-recorded")
      return crossed(
        "finding", Set(those.map { $0["grade"] ?? "not-told" }).sorted(),
        those.map { ($0["finding"] ?? "", $0["grade"] ?? "not-told", $0.record) })
    },
    Table(
      "recommendations", [.recommendations],
      "recommendations by the role that answers for them: made and closed within the period, closed on or before their "
        + "day, and open or overdue at its end"
    ) { facts, _ in
      let made = facts.told("recommendation-made")
      let closed = facts.newest("recommendation-closed", by: "recommendation")
      let owners = Dictionary(grouping: made) { $0["owner"] ?? "" }
      return TableContent(
        columns: ["owner", "made", "closed", "closed-in-time", "open-at-end", "overdue-at-end"],
        rows: owners.keys.sorted().map { owner in
          let those = owners[owner] ?? []
          let ends = those.compactMap { closed[$0["recommendation"] ?? ""] }.filter { facts.holds($0.day) }
          let open = those.filter { closed[$0["recommendation"] ?? ""] == nil }
          return [
            .text(owner), .count(those.count { facts.holds($0.day) }), .count(ends.count),
            .count(ends.count { $0.says("inTime") }), .count(open.count),
            .count(open.count { $0.date("dueOn").map { $0 < facts.to } ?? false }),
          ]
        }, records: unique(made.compactMap { $0["recommendation"] }))
    },
  ]
}

/// What officers did, each act for a child.
struct Activities {
  /// One act: what it was, for whom, by whom, and its record.
  struct Act {
    let kind: String
    let child: String?
    let officer: String?
    let record: String
  }

  /// Every act of the period.
  let all: [Act]

  /// The kinds that always have a row.
  static let kinds = [
    "review", "pre-discussion", "visit", "oversight", "contact", "midway-review", "document", "audit", "consultation",
    "dispute-alert", "dispute-informal", "dispute-formal", "dispute-themed", "good-practice", "legal-advice",
    "referral-to-cafcass", "court-view", "clinic",
  ]

  /// The kind of act that an event type tells of.
  static func name(_ type: String) -> String {
    switch type {
    case "pre-discussion-recorded": "pre-discussion"
    case "visit-recorded": "visit"
    case "oversight-recorded": "oversight"
    case "contact-recorded": "contact"
    case "midway-review-held": "midway-review"
    case "document-recorded": "document"
    case "audit-completed": "audit"
    case "consultation-sent": "consultation"
    case "good-practice-recorded": "good-practice"
    case "legal-advice-sought": "legal-advice"
    case "referred-to-cafcass": "referral-to-cafcass"
    case "court-view-filed": "court-view"
    case "clinic-held": "clinic"
    case "activity-recorded": "activity"
    case let type: type
    }
  }

  init(_ facts: Facts) {
    var all = facts.reviews.map { Act(kind: "review", child: $0.child.text, officer: nil, record: $0.review.text) }
    let types: Set = [
      "pre-discussion-recorded", "visit-recorded", "oversight-recorded", "contact-recorded", "midway-review-held",
      "document-recorded", "audit-completed", "consultation-sent", "good-practice-recorded", "legal-advice-sought",
      "referred-to-cafcass", "court-view-filed", "clinic-held", "dispute-raised", "activity-recorded",
    ]
    for one in facts.told where types.contains(one.type) && facts.holds(one.day) {
      let kind =
        switch one.type {
        case "dispute-raised": "dispute-\(one["kind"] ?? "")"
        case "activity-recorded": one["kind"] ?? "activity"
        case let type: Activities.name(type)
        }
      let children = (one.data["children"]?.array ?? []).compactMap { $0.string ?? $0["child"]?.string }
      for child in one.child.map({ [$0] }) ?? children {
        all.append(Act(kind: kind, child: child, officer: one["officer"], record: one.record))
      }
      if one.child == nil, children.isEmpty {
        all.append(Act(kind: kind, child: nil, officer: one["officer"], record: one.record))
      }
    }
    self.all = all
  }
}
