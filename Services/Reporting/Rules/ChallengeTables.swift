import Contracts

// MARK: - Disputes

/// A dispute with what became of it by the end of the period.
struct Challenge {
  let dispute: String
  let raised: Happening
  /// Its answers, in order.
  var answers: [Happening] = []
  /// Its steps to other stages, in order.
  var steps: [Happening] = []
  /// How it ended, where it did.
  var resolved: Happening?
  /// The proof of its remedy, where there is one.
  var remedy: Happening?

  /// The stage last reached.
  var stage: String { steps.last?["stage"] ?? raised["stage"] ?? "" }

  /// The outcome; `open` while there is none.
  var outcome: String { resolved?["outcome"] ?? "open" }
}

extension Facts {
  /// Every dispute raised by the end of the period, in order of id.
  var challenges: [Challenge] {
    var found: [String: Challenge] = [:]
    for one in told("dispute-raised") {
      if let id = one["dispute"] { found[id] = Challenge(dispute: id, raised: one) }
    }
    for one in told where one.service == .disputes {
      guard let id = one["dispute"] else { continue }
      switch one.type {
      case "dispute-responded": found[id]?.answers.append(one)
      case "dispute-escalated": found[id]?.steps.append(one)
      case "dispute-resolved": found[id]?.resolved = one
      case "remedy-evidenced": found[id]?.remedy = one
      case _: break
      }
    }
    return found.values.sorted { $0.dispute < $1.dispute }
  }

  /// Those raised within the period.
  var raised: [Challenge] { challenges.filter { holds($0.raised.day) } }
}

extension Table {
  static let challengeTables: [Table] = [
    Table(
      "disputes-by-outcome", [.challenges], "disputes raised within the period, by how they had ended by its end"
    ) { facts, _ in
      sorted(
        "outcome", "disputes", ["resolved", "upheld", "not-upheld", "withdrawn", "open"],
        facts.raised.map { ($0.outcome, $0.dispute) })
    },
    Table(
      "disputes-raised-and-resolved", [.challenges],
      "disputes by theme: raised within the period and their share, ended within it, open at its end, and the days "
        + "from raising to ending of those that ended, on average"
    ) { facts, _ in resolved(facts, "theme") { $0.raised["theme"] ?? "" } },
    Table(
      "disputes-by-team", [.challenges],
      "disputes by the team challenged: raised within the period and their share, ended in it, open at its end, and "
        + "the days from raising to ending of those that ended, on average"
    ) { facts, _ in resolved(facts, "team") { $0.raised["team"] ?? "not-told" } },
    Table(
      "disputes-by-kind-and-stage", [.challenges],
      "disputes raised within the period, by kind and the stage last reached by its end"
    ) { facts, _ in
      let raised = facts.raised
      return crossed(
        "kind", Set(raised.map(\.stage)).sorted(), raised.map { ($0.raised["kind"] ?? "", $0.stage, $0.dispute) })
    },
    Table(
      "disputes-by-theme-and-stage", [.challenges],
      "disputes raised within the period, by theme and the stage last reached by its end"
    ) { facts, _ in
      let raised = facts.raised
      return crossed(
        "theme", Set(raised.map(\.stage)).sorted(), raised.map { ($0.raised["theme"] ?? "", $0.stage, $0.dispute) })
    },
    Table(
      "alerts-by-theme-and-stage", [.challenges],
      "alerts raised within the period, by reason and the level last reached by its end"
    ) { facts, _ in
      let alerts = facts.raised.filter { $0.raised["kind"] == "alert" }
      return crossed(
        "theme", Set(alerts.map(\.stage)).sorted(), alerts.map { ($0.raised["theme"] ?? "", $0.stage, $0.dispute) })
    },
    Table(
      "disputes-by-theme-and-problem", [.challenges],
      "disputes raised within the period, by theme and the kind of problem, so that what is other is told apart"
    ) { facts, _ in
      let counts = Dictionary(grouping: facts.raised) {
        [$0.raised["theme"] ?? "", $0.raised["problem"] ?? "not-told"]
      }
      let keys = counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
      return TableContent(
        columns: ["theme", "problem", "disputes", "share"],
        rows: keys.map { key in
          let count = counts[key]?.count ?? 0
          return key.map { .text($0) } + [.count(count), .share(count, of: facts.raised.count)]
        }, records: unique(facts.raised.map(\.dispute)), labels: 2)
    },
    Table(
      "disputes-by-kind-outcome", [.challenges],
      "disputes raised within the period, by kind and how they had ended by its end"
    ) { facts, _ in
      crossed(
        "kind", ["resolved", "upheld", "not-upheld", "withdrawn", "open"],
        facts.raised.map { ($0.raised["kind"] ?? "", $0.outcome, $0.dispute) })
    },
    Table(
      "dispute-answers", [.challenges],
      "answers to disputes within the period, by stage: how many, in time, and the working days they took on average"
    ) { facts, _ in
      let answers = Dictionary(grouping: facts.within("dispute-responded")) { $0["stage"] ?? "" }
      return TableContent(
        columns: ["stage", "answers", "in-time", "rate", "average-working-days"],
        rows: answers.keys.sorted().map { stage in
          let those = answers[stage] ?? []
          let timed = those.compactMap { $0.data["inTime"]?.boolean }
          let days = those.compactMap { $0.data["workingDays"]?.integer }
          return [
            .text(stage), .count(those.count), .count(timed.count { $0 }),
            .share(timed.count { $0 }, of: timed.count), .average(days.reduce(0, +), of: days.count),
          ]
        }, records: unique(answers.values.flatMap { $0.map(\.record) }))
    },
    Table(
      "dispute-remedies", [.challenges],
      "disputes whose remedy was proved within the period, by theme: how many, by the day agreed, and the days from "
        + "raising to proof: fewest, on average, most"
    ) { facts, _ in
      let proved = facts.challenges.filter { $0.remedy.map { facts.holds($0.day) } ?? false }
      let themes = Dictionary(grouping: proved) { $0.raised["theme"] ?? "" }
      return TableContent(
        columns: ["theme", "remedies", "in-time", "fewest-days", "average-days", "most-days"],
        rows: themes.keys.sorted().map { theme in
          let those = (themes[theme] ?? []).compactMap(\.remedy)
          let days = those.compactMap { $0.data["daysFromRaised"]?.integer }
          return [
            .text(theme), .count(those.count), .count(those.count { $0.says("inTime") }),
            days.min().map { .count($0) } ?? .empty, .average(days.reduce(0, +), of: days.count),
            days.max().map { .count($0) } ?? .empty,
          ]
        }, records: unique(proved.map(\.dispute)))
    },
  ]

  private static func resolved(
    _ facts: Facts, _ label: String, _ by: (Challenge) -> String
  ) -> TableContent {
    let all = facts.challenges
    let counted = all.filter { one in
      facts.holds(one.raised.day) || one.resolved.map { facts.holds($0.day) } ?? true
    }
    let total = all.count { facts.holds($0.raised.day) }
    let groups = Dictionary(grouping: counted, by: by)
    return TableContent(
      columns: [label, "raised", "share", "resolved", "open-at-end", "average-days"],
      rows: groups.keys.sorted().map { name in
        let those = groups[name] ?? []
        let raised = those.count { facts.holds($0.raised.day) }
        let ended = those.filter { one in one.resolved.map { facts.holds($0.day) } ?? false }
        let days = ended.compactMap { one in one.resolved.map { one.raised.day.days(until: $0.day) } }
        return [
          .text(name), .count(raised), .share(raised, of: total), .count(ended.count),
          .count(those.count { $0.resolved == nil }), .average(days.reduce(0) { $0 + max(0, $1) }, of: days.count),
        ]
      }, records: unique(counted.map(\.dispute)))
  }
}
