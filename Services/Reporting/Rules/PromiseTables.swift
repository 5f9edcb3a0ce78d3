import Contracts

// MARK: - Rights, surveys, feedback and promises

extension Table {
  static let promiseTables: [Table] = [
    Table(
      "rights-offered", [.voice],
      "offers of an advocate and of a visitor, referrals to an advocate and interpreters within the period: "
        + "how many, to how many children, taken up, and declined"
    ) { facts, _ in
      let kinds = [
        ("advocate-offered", "advocacy-offered"), ("advocate-referred", "advocacy-referred"),
        ("visitor-offered", "independent-visitor-offered"), ("interpreter-arranged", "interpreter-arranged"),
      ]
      let told = kinds.map { (name: $0.0, those: facts.within($0.1)) }
      return TableContent(
        columns: ["right", "count", "children", "taken-up", "declined"],
        rows: told.map { name, those in
          [
            .text(name), .count(those.count), .count(Set(those.compactMap(\.child)).count),
            .count(those.count { $0.data["accepted"]?.boolean == true }),
            .count(those.count { $0.data["accepted"]?.boolean == false }),
          ]
        }, records: unique(told.flatMap { $0.those.map(\.record) }))
    },
    Table("information-by-kind", [.voice], "information given to children within the period, by kind") { facts, _ in
      sorted("kind", "given", facts.within("information-given").map { ($0["kind"] ?? "", $0.record) })
    },
    Table("preferences-by-kind", [.voice], "children's preferences recorded within the period, by kind") { facts, _ in
      sorted("kind", "preferences", facts.within("preference-recorded").map { ($0["kind"] ?? "", $0.record) })
    },
    Table(
      "feedback-by-role", [.voice], "feedback within the period, by the role of the one who gave it and its kind"
    ) { facts, _ in
      crossed(
        "from", ["praise", "complaint", "comment", "concern"],
        facts.within("feedback-recorded").map { ($0["from"] ?? "", $0["kind"] ?? "", $0.record) })
    },
    Table(
      "promises", [.voice],
      "promises made within the period, by the role that keeps them, and what became of them by its end"
    ) { facts, _ in
      let ends = facts.newest("promise-kept", by: "promise")
      let made = facts.newest("promise-made", by: "promise")
      let owners = Dictionary(grouping: made.values) { $0["owner"] ?? "" }
      return TableContent(
        columns: ["owner", "made", "kept", "kept-late", "dropped", "open-at-end", "overdue-at-end"],
        rows: owners.keys.sorted().map { owner in
          let those = owners[owner] ?? []
          let found = those.compactMap { ends[$0["promise"] ?? ""] }
          let open = those.filter { ends[$0["promise"] ?? ""] == nil }
          let kept = found.filter { $0["outcome"] != "dropped" }
          return [
            .text(owner), .count(those.count), .count(kept.count), .count(kept.count { $0.says("late") }),
            .count(found.count - kept.count), .count(open.count),
            .count(open.count { $0.date("dueOn").map { $0 < facts.to } ?? false }),
          ]
        }, records: made.keys.sorted())
    },
    Table(
      "survey-shares", [.surveys],
      "answers to each question of each survey within the period, and their share of the question's answers"
    ) { facts, _ in
      let asked = Dictionary(grouping: facts.answers) { [$0.survey.text, $0.question.text] }
      let rows = asked.keys.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { key -> [[Cell]] in
        let those = asked[key] ?? []
        let counts = Dictionary(those.map { ($0.answer.text, 1) }, uniquingKeysWith: +)
        return counts.keys.sorted().map { answer in
          let count = counts[answer] ?? 0
          return key.map { .text($0) } + [
            .text(answer), .count(count), .count(those.count), .share(count, of: those.count),
          ]
        }
      }
      return TableContent(
        columns: ["survey", "question", "answer", "answers", "of", "share"], rows: rows,
        records: facts.answers.map(\.id), labels: 3)
    },
  ]
}
