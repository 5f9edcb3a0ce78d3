import Contracts
import Policy

// MARK: - Reviews

extension Table {
  static let reviewTables: [Table] = [
    Table(
      "reviews-by-month", [.reviews], "reviews by the month in which they were complete; rate as in-timescale-rate"
    ) { facts, _ in
      let months = Dictionary(grouping: facts.reviews, by: \.completedOn.yearMonth)
      return byMonth(facts, ["held", "in-timescale", "out-of-timescale", "rate"], facts.reviews.ids) { month, _ in
        let held = months[month] ?? []
        let inTime = held.count { $0.isInTimescale == true }
        let late = held.count { $0.isInTimescale == false }
        let rate = Hundredths.perCent(inTime, of: inTime + late)
        return [.count(held.count), .count(inTime), .count(late), rate.map { .number($0.text) } ?? .empty]
      }
    },
    Table(
      "reviews-due-by-month", [.care, .limits],
      "reviews by the month of their limit: those held by the end of the period, and those not held though the child "
        + "was still in care on the limit"
    ) { facts, _ in
      let held = facts.limits.filter(facts.isHeld)
      let missed = facts.dueNotHeld
      let heldByMonth = Dictionary(grouping: held, by: \.dueOn.yearMonth)
      let missedByMonth = Dictionary(grouping: missed, by: \.dueOn.yearMonth)
      let records = (held + missed).map(\.review.text).sorted()
      return byMonth(facts, ["due", "held", "due-not-held"], records) { month, _ in
        let held = heldByMonth[month]?.count ?? 0
        let missed = missedByMonth[month]?.count ?? 0
        return [.count(held + missed), .count(held), .count(missed)]
      }
    },
    Table(
      "participation-codes", [.reviews], "reviews complete within the period, by participation code (SSDA903)"
    ) { facts, _ in
      let counts = Dictionary(facts.reviews.map { ($0.code, 1) }, uniquingKeysWith: +)
      let codes = ParticipationCode.allCases.map { [Cell.text($0.code), .count(counts[$0] ?? 0)] }
      return TableContent(
        columns: ["code", "reviews"], rows: codes + [[.text("uncoded"), .count(counts[nil] ?? 0)]],
        records: facts.reviews.ids)
    },
  ]

  // MARK: - Entries and exits

  static let entryTables: [Table] = [
    Table("entries-by-month", [.care], "periods of care by the month in which they began") { facts, _ in
      let entered = facts.entered()
      let counts = Dictionary(entered.map { ($0.enteredOn.yearMonth, 1) }, uniquingKeysWith: +)
      return byMonth(facts, ["count"], entered.map(\.id)) { month, _ in [.count(counts[month] ?? 0)] }
    },
    Table("exits-by-month", [.care], "periods of care by the month in which they ended") { facts, _ in
      let left = facts.left
      let counts = Dictionary(left.compactMap { $0.leftOn.map { ($0.yearMonth, 1) } }, uniquingKeysWith: +)
      return byMonth(facts, ["count"], left.map(\.id)) { month, _ in [.count(counts[month] ?? 0)] }
    },
    Table(
      "entries-by-age", [.care, .policy], "entries within the period, by band of age in completed years at entry"
    ) { facts, _ in
      let entered = facts.entered()
      return TableContent(
        columns: ["age", "entries"], rows: bands(facts.bands ?? AgeBand.baseline, entered, on: \.enteredOn),
        records: entered.map(\.id))
    },
    Table(
      "need-at-entry", [.care], takesAges: true, "entries within the period, by category of need (SSDA903)"
    ) { facts, ages in codes("entries", facts.entered(ages), by: \.categoryOfNeed) },
    Table(
      "placement-at-entry", [.care], takesAges: true,
      "entries within the period, by type and provider of the first placement (SSDA903)"
    ) { facts, ages in
      let entered = facts.entered(ages)
      let byType = Dictionary(grouping: entered.compactMap { $0.placements.first }, by: \.type)
      let columns = PlacementProvider.allCases.map(Optional.some) + [nil]
      return TableContent(
        columns: ["code"] + columns.map { $0?.code ?? "none" },
        rows: PlacementType.allCases.map { type in
          let placed = byType[type] ?? []
          return [.text(type.code)] + columns.map { provider in .count(placed.count { $0.provider == provider }) }
        },
        records: entered.map(\.id))
    },
    Table(
      "legal-status-at-entry", [.care], takesAges: true, "entries within the period, by first legal status (SSDA903)"
    ) { facts, ages in codes("entries", facts.entered(ages)) { $0.statuses.first?.status } },
    Table(
      "exits-by-reason", [.care], "periods of care that ended within the period, by reason (SSDA903)"
    ) { facts, _ in codes("exits", facts.left, by: \.reason) },
  ]

  // MARK: - Children in care

  static let careTables: [Table] = [
    Table("in-care-by-month", [.care], "children in care at the end of each month, or of the period") { facts, _ in
      var seen: [ObjectIdentifier: String] = [:]
      let rows = facts.months.map { month in
        let children = facts.inCare(on: month.end)
        for period in children { seen[ObjectIdentifier(period)] = period.id }
        return [Cell.text(month.name), .count(children.count)]
      }
      return TableContent(columns: ["month", "count"], rows: rows, records: unique(Array(seen.values)))
    },
    Table(
      "legal-status-by-month", [.care, .statuses],
      "children in care at the end of each month, or of the period, by legal status on that day (SSDA903)"
    ) { facts, _ in
      var seen: [ObjectIdentifier: String] = [:]
      let rows = facts.months.map { month in
        let children = facts.inCare(on: month.end)
        for period in children { seen[ObjectIdentifier(period)] = period.id }
        let counts = Dictionary(children.map { ($0.status(on: month.end), 1) }, uniquingKeysWith: +)
        return [Cell.text(month.name)] + LegalStatus.allCases.map { .count(counts[$0] ?? 0) }
      }
      return TableContent(columns: ["month"] + LegalStatus.codes, rows: rows, records: unique(Array(seen.values)))
    },
    Table(
      "in-care-by-age", [.care, .policy],
      "children in care on the last day, by completed years, or by the bands of the adopted profile"
    ) { facts, _ in
      let children = facts.inCare(on: facts.to)
      let rows = facts.bands.map { bands($0, children) { _ in facts.to } } ?? years(children, on: facts.to)
      return TableContent(columns: ["age", "children"], rows: rows, records: children.map(\.id))
    },
    Table("in-care-by-sex", [.care], "children in care on the last day, by sex (SSDA903)") { facts, _ in
      codes("children", facts.inCare(on: facts.to)) { $0.sex(on: facts.to) }
    },
    Table("in-care-by-ethnicity", [.care], "children in care on the last day, by ethnic origin (SSDA903)") { facts, _ in
      codes("children", facts.inCare(on: facts.to)) { $0.ethnicity(on: facts.to) }
    },
  ]

  // MARK: - Rows

  /// A table with a row for every month that the period touches.
  private static func byMonth(
    _ facts: Facts, _ columns: [String], _ records: [String], _ row: (String, CivilDate) -> [Cell]
  ) -> TableContent {
    TableContent(
      columns: ["month"] + columns, rows: facts.months.map { [.text($0.name)] + row($0.name, $0.end) }, records: records
    )
  }

  /// A table with a row for every code of a set.
  private static func codes<Code: CodeSet>(
    _ counted: String, _ periods: [PeriodOfCare], by code: (PeriodOfCare) -> Code?
  ) -> TableContent {
    let counts = Dictionary(periods.map { (code($0), 1) }, uniquingKeysWith: +)
    return TableContent(
      columns: ["code", counted], rows: Code.allCases.map { [.text($0.code), .count(counts[$0] ?? 0)] },
      records: periods.map(\.id))
  }

  /// A row for every band. Bands end with childhood, so somebody over 17 who has not left counts as 17.
  private static func bands(
    _ bands: [AgeBand], _ periods: [PeriodOfCare], on day: (PeriodOfCare) -> CivilDate
  ) -> [[Cell]] {
    let ages = periods.map { period in
      let day = day(period)
      return (
        age: min(period.dateOfBirth.completedYears(on: day), 17), unaccompanied: period.isUnaccompanied(on: day)
      )
    }
    return bands.map { band in
      [.text(band.name), .count(ages.count { band.holds(age: $0.age, unaccompanied: $0.unaccompanied) })]
    }
  }

  /// A row for every age from 0 to 17, and for those above only where there is somebody.
  private static func years(_ periods: [PeriodOfCare], on day: CivilDate) -> [[Cell]] {
    let counts = Dictionary(periods.map { ($0.dateOfBirth.completedYears(on: day), 1) }, uniquingKeysWith: +)
    let ages = Array(0...17) + counts.keys.filter { $0 > 17 }.sorted()
    return ages.map { [.text(String($0)), .count(counts[$0] ?? 0)] }
  }
}
