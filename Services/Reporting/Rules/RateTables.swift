import Contracts

// MARK: - Figures side by side, and rates of the children of the area

extension Table {
  static let rateTables: [Table] = [
    Table(
      "figures", (Figure.all + Figure.rates).reduce(into: Sources()) { $0.formUnion($1.sources) },
      edition: .recorded,
      "every figure of the period, and rates per 10,000 children; without a value where nobody told what it counts"
    ) { facts, _ in figures(facts, Figure.all + Figure.rates) { facts.records($0) } },
    Table(
      "in-care-rate-by-month", [.care, .population],
      "children in care at the end of each month, or of the period, to 10,000 children under 18 who live in the area, "
        + "as loaded for the year in which the day lies"
    ) { facts, _ in
      var seen: Set<String> = []
      let rows = facts.months.map { month -> [Cell] in
        let children = facts.inCare(on: month.end)
        let population = facts.populations.holding(on: month.end)?.children
        seen.formUnion(children.map(\.id))
        return [
          .text(month.name), .count(children.count), population.map { .number(String($0)) } ?? .empty,
          population.flatMap { Hundredths.perTenThousand(children.count, of: $0) }.map { .number($0.text) } ?? .empty,
        ]
      }
      return TableContent(
        columns: ["month", "children", "under-18", "per-10000"], rows: rows, records: seen.sorted())
    },
  ]

  /// The table of figures as it was before it told apart what nobody records from nought.
  static let formerFigures = Table(
    "figures", Figure.all.reduce(into: Sources()) { $0.formUnion($1.sources) }, "every figure of the period"
  ) { facts, _ in figures(facts, Figure.all) { _ in true } }

  private static func figures(_ facts: Facts, _ figures: [Figure], _ isRecorded: (Figure) -> Bool) -> TableContent {
    let measured = figures.map { ($0, $0.measure(facts)) }
    return TableContent(
      columns: ["figure", "value"],
      rows: measured.map { figure, measured in
        guard isRecorded(figure), let value = measured.value else { return [.text(figure.name), .empty] }
        return [.text(figure.name), Int(value).map { .count($0) } ?? .number(value)]
      }, records: unique(measured.flatMap(\.1.numerator)))
  }
}

extension Figure {
  /// The figures that are rates per 10,000 children of the area.
  static let rates: [Figure] = further.filter { $0.unit == .perTenThousand }
}

extension Edition {
  /// The second version, which tells apart what nobody records from nought.
  static let recorded = Edition(version: 2, validFrom: CivilDate(daysSince1970: 20_778))
}
