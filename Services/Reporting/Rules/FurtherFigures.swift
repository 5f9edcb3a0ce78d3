import Contracts

// MARK: - Figures that are asked for by name

extension Figure {
  /// Every further figure: those that are asked for by name or have a target or a benchmark, and are not printed with
  /// every report.
  public static let further: [Figure] = [
    Figure(
      "long-term-fostering-rate", .perCent, .atEnd, [.care, .placements, .permanence],
      "children in care on the last day whose permanence plan is long-term fostering, placed long term with foster "
        + "carers (U1, U4) ÷ children in care on the last day whose permanence plan is long-term fostering"
    ) { facts in
      let plan = facts.permanencePlan
      let planned = facts.children.filter { plan($0) == "long-term-fostering" }
      let placed = planned.filter { period in
        period.placement(on: facts.to).map { [.u1, .u4].contains($0.type) } ?? false
      }
      return Measured(placed.map(\.id), .records(planned.map(\.id)))
    },
    Figure(
      "same-carers-rate", .perCent, .atEnd, [.care, .placements], needs: [.moves],
      "children under 16 in care on the last day and for two and a half years or more, with the same carers as long ÷ "
        + "children under 16 in care on the last day and for two and a half years or more"
    ) { facts in
      func isLongAgo(_ day: CivilDate) -> Bool { day.adding(months: 30) <= facts.to }
      let settled = facts.children.filter { period in
        period.dateOfBirth.completedYears(on: facts.to) < 16 && isLongAgo(period.enteredOn)
      }
      let stayed = settled.filter { period in
        period.placements.last { $0.isNew && $0.from <= facts.to }.map { isLongAgo($0.from) } ?? false
      }
      return Measured(stayed.map(\.id), .records(settled.map(\.id)))
    },
    Figure(
      "children-in-care-per-10000", .perTenThousand, .atEnd, [.care, .population],
      "children in care on the last day to 10,000 children under 18 who live in the area, as loaded for the year in "
        + "which the last day lies"
    ) { facts in facts.perTenThousand(facts.children.map(\.id), on: facts.to) },
  ]
}

extension Facts {
  /// Tells a child's permanence plan on the last day: as told last of the latest day within the period of care; nil
  /// where there is none.
  var permanencePlan: (PeriodOfCare) -> String? {
    let plans = Dictionary(told("permanence-plan-set").map { ($0.child ?? "", $0) }) { $0.day <= $1.day ? $1 : $0 }
    return { period in plans[period.child.text].flatMap { $0.day >= period.enteredOn ? $0["plan"] : nil } }
  }
}
