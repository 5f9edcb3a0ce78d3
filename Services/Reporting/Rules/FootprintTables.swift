import Contracts

// MARK: - The officer's footprint

extension Table {
  static let footprintTables: [Table] = [
    Table(
      "footprint-by-child", [.care, .reviews, .work, .challenges],
      "what officers did within the period for each child in care within it"
    ) { facts, _ in
      let acts = Activities(facts).all
      let children = Set(facts.periods.filter { $0.enteredOn <= facts.to }.map(\.child.text)).sorted()
      return marks("child", children, acts.map { ($0.child ?? "", $0) })
    },
    Table(
      "footprint-by-officer", [.care, .allocations, .officers, .reviews, .work, .meetings, .challenges],
      "what each officer did within the period: the one named, or else the officer of the child on the last day"
    ) { facts, _ in
      let own = Dictionary(facts.periods.map { ($0.child.text, $0.officer(on: facts.to)?.text) }) { $1 ?? $0 }
      let chairs = facts.newest("review-held", by: "review").compactMapValues { $0["officer"] }
      let acts = Activities(facts).all.map { act in
        (act.officer ?? chairs[act.record] ?? act.child.flatMap { own[$0] ?? nil } ?? "none", act)
      }
      let officers = Set(acts.map(\.0)).union(facts.officers.map(\.officer.text)).sorted()
      return marks("officer", officers, acts)
    },
  ]

  private static let columns = [
    "review", "midway-review", "visit", "pre-discussion", "oversight", "contact", "disputes", "good-practice",
  ]

  private static func marks(
    _ label: String, _ labels: [String], _ acts: [(label: String, act: Activities.Act)]
  ) -> TableContent {
    var counted: Set<[String]> = []
    let once = acts.filter { counted.insert([$0.label, $0.act.record]).inserted }
    return crossed(
      label, columns, labels,
      once.filter { labels.contains($0.label) }.map { label, act in
        (label, act.kind.hasPrefix("dispute-") ? "disputes" : act.kind, act.record)
      })
  }
}
