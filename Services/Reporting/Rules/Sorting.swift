import Contracts
import Policy

// MARK: - What further tables share

extension Table {
  /// Every further table: those that are asked for by name and not printed with every report.
  public static let further: [Table] =
    populationTables + placementTables + flowTables + timelinessTables + workTables + footprintTables + voiceTables
    + rateTables + promiseTables + challengeTables + patternTables + protectionTables + cohortTables + quarterTables

  /// A row for each of the `labels` and then for each other label that occurs, in order of it, with how many there are
  /// and what share of all that is in per cent.
  static func sorted(
    _ label: String, _ counted: String, _ labels: [String], _ records: [(label: String, id: String)]
  ) -> TableContent {
    let counts = Dictionary(records.map { ($0.label, 1) }, uniquingKeysWith: +)
    let rows = labels + counts.keys.filter { !labels.contains($0) }.sorted()
    return TableContent(
      columns: [label, counted, "share"],
      rows: rows.map { [.text($0), .count(counts[$0] ?? 0), .share(counts[$0] ?? 0, of: records.count)] },
      records: unique(records.map(\.id)))
  }

  /// A row for each label, with how many there are of each of the columns.
  static func crossed(
    _ label: String, _ columns: [String], _ labels: [String],
    _ records: [(label: String, column: String, id: String)]
  ) -> TableContent {
    let counts = Dictionary(records.map { (["\($0.label)", $0.column], 1) }, uniquingKeysWith: +)
    let rows = labels + Set(records.map(\.label)).subtracting(labels).sorted()
    return TableContent(
      columns: [label] + columns,
      rows: rows.map { row in [.text(row)] + columns.map { .count(counts[[row, $0]] ?? 0) } },
      records: unique(records.map(\.id)))
  }

  /// The same with a row for each label that occurs.
  static func sorted(
    _ label: String, _ counted: String, _ records: [(label: String, id: String)]
  ) -> TableContent { sorted(label, counted, [], records) }

  /// The same with a row for each label that occurs.
  static func crossed(
    _ label: String, _ columns: [String], _ records: [(label: String, column: String, id: String)]
  ) -> TableContent { crossed(label, columns, [], records) }

  /// Each record once, in order.
  static func unique(_ records: [String]) -> [String] { Set(records).sorted() }

  /// A row for each measure, with its one value.
  static func measures(_ rows: [(String, Cell)], _ records: [String]) -> TableContent {
    TableContent(
      columns: ["measure", "value"], rows: rows.map { [.text($0.0), $0.1] }, records: unique(records))
  }
}

extension Cell {
  /// A share in per cent, two decimals, half up; empty of nothing.
  static func share(_ part: Int, of whole: Int) -> Cell {
    Hundredths.perCent(part, of: whole).map { .number($0.text) } ?? .empty
  }

  /// An average with two decimals, half up; empty of nothing.
  static func average(_ sum: Int, of count: Int) -> Cell {
    Hundredths.perPost(sum, fteTenThousandths: count * 10_000).map { .number($0.text) } ?? .empty
  }
}

extension Facts {
  /// What was told of a type.
  func told(_ type: String) -> [Happening] { told.filter { $0.type == type } }

  /// What was told of a type and happened within the period.
  func within(_ type: String) -> [Happening] { told.filter { $0.type == type && holds($0.day) } }

  /// Of what was told of a type, the newest of each thing that `member` names.
  func newest(_ type: String, by member: String) -> [String: Happening] {
    Dictionary(told(type).compactMap { one in one[member].map { ($0, one) } }) { $1 }
  }

  /// Children in care on the last day.
  var children: [PeriodOfCare] { inCare(on: to) }

  /// The bands into which ages are sorted.
  var ageBands: [AgeBand] { bands ?? AgeBand.baseline }

  /// The band of a child's age on a day.
  func band(_ period: PeriodOfCare, on day: CivilDate) -> String {
    let age = min(period.dateOfBirth.completedYears(on: day), 17)
    let isUnaccompanied = period.isUnaccompanied(on: day)
    return ageBands.first { $0.holds(age: age, unaccompanied: isUnaccompanied) }?.name ?? "none"
  }
}
