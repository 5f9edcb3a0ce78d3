import Contracts

extension Table {
  /// Whether the service does as well by every group of children (Equality Act 2010 s149), and what it raised of the
  /// service as a whole.
  static let disparityTables: [Table] = [
    Table(
      "outcomes-by-ethnicity", outcomeSources.union(.evidence), edition: .recorded,
      byEthnicity + "; without a rate where nobody told what it counts"
    ) { facts, _ in outcomes(facts, Ethnicity.self, facts.evidence) { $0.ethnicity(on: $1) } },
    Table(
      "outcomes-by-sex", outcomeSources.union(.evidence), edition: .recorded,
      bySex + "; without a rate where nobody told what it counts"
    ) { facts, _ in outcomes(facts, Sex.self, facts.evidence) { $0.sex(on: $1) } },
    Table(
      "service-gaps", [.disputes],
      "challenges of the themed kind raised within the period: what the service found wrong beyond one child, the "
        + "stage last reached and whether it ended by the end of the period"
    ) { facts, _ in
      let last = Dictionary(facts.steps.map { ($0.dispute, $0.stage) }) { $1 }
      let ended = Set(facts.resolved)
      let gaps = facts.disputes.filter { $0.kind.text == "themed" }
      return TableContent(
        columns: ["dispute", "theme", "stage", "state"],
        rows: gaps.map { gap in
          [
            .text(gap.dispute.text), .text(gap.theme.text), .text((last[gap.dispute] ?? gap.stage).text),
            .text(ended.contains(gap.dispute) ? "ended" : "open"),
          ]
        },
        records: gaps.map(\.dispute.text))
    },
  ]

  /// The same as they were before they told apart what nobody records from nought.
  static let formerDisparities: [Table] = [
    Table("outcomes-by-ethnicity", outcomeSources, byEthnicity) { facts, _ in
      outcomes(facts, Ethnicity.self, .moves) { $0.ethnicity(on: $1) }
    },
    Table("outcomes-by-sex", outcomeSources, bySex) { facts, _ in
      outcomes(facts, Sex.self, .moves) { $0.sex(on: $1) }
    },
  ]

  private static let outcomeSources: Sources = [.care, .placements, .reviews]
  private static let byEthnicity =
    "children in care on the last day by ethnic origin (SSDA903), and the reviews and placements of each group; rates "
    + "as the figures of these names, in per cent"
  private static let bySex =
    "children in care on the last day by sex (SSDA903), and the reviews and placements of each group; rates as the "
    + "figures of these names, in per cent"

  /// A row for every code of a set. A review counts in the group of the child's last period of care that the facts
  /// hold, as on the day of the review.
  private static func outcomes<Code: CodeSet>(
    _ facts: Facts, _ set: Code.Type, _ evidence: Evidence, _ code: (PeriodOfCare, CivilDate) -> Code?
  ) -> TableContent {
    let periods = Dictionary(facts.periods.map { ($0.child, $0) }) { $1 }
    let reviews = Dictionary(grouping: facts.reviews) { review in
      periods[review.child].flatMap { code($0, review.heldOn) }
    }
    let children = Dictionary(grouping: facts.inCare(on: facts.to)) { code($0, facts.to) }
    return TableContent(
      columns: [
        "code", "children", "reviews", "in-timescale-rate", "contributed-rate", "over-20-miles-rate",
        "three-or-more-placements-rate",
      ],
      rows: Code.allCases.map { group in
        outcomes(facts, group.code, children[group] ?? [], reviews[group] ?? [], evidence)
      },
      records: (facts.reviews.ids + children.values.flatMap { $0.map(\.id) }).sorted())
  }

  private static func outcomes(
    _ facts: Facts, _ code: String, _ children: [PeriodOfCare], _ reviews: [HeldReview], _ evidence: Evidence
  ) -> [Cell] {
    let isMoved = { (period: PeriodOfCare) in period.placementCount(from: facts.from, to: facts.to) >= 3 }
    func rate(_ count: Int, _ base: Int) -> Cell {
      Hundredths.perCent(count, of: base).map { .number($0.text) } ?? .empty
    }
    let measured = reviews.filter { $0.code?.isMeasured ?? false }
    let miles = children.compactMap { $0.placement(on: facts.to)?.distanceMiles }
    return [
      .text(code), .count(children.count), .count(reviews.count),
      rate(reviews.count { $0.isInTimescale == true }, reviews.count { $0.isInTimescale != nil }),
      rate(measured.count { $0.code?.contributed ?? false }, measured.count),
      rate(miles.count { $0 > 20 }, miles.count),
      evidence.contains(.moves) ? rate(children.count(where: isMoved), children.count) : .empty,
    ]
  }
}
