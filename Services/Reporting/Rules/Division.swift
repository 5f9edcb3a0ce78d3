public import Contracts

/// How a period is cut into parts that stand side by side in a table.
public enum Division: String, CaseIterable, Sendable {
  case month = "by-month"
  case quarter = "by-quarter"
  case halfYear = "by-half-year"
  case year = "by-year"
  case lastYear = "against-last-year"

  /// The bit that asks for the facts of each part.
  public var source: Sources {
    switch self {
    case .month: Sources(rawValue: 1 << 50)
    case .quarter: Sources(rawValue: 1 << 51)
    case .halfYear: Sources(rawValue: 1 << 52)
    case .year: Sources(rawValue: 1 << 53)
    case .lastYear: Sources(rawValue: 1 << 54)
    }
  }

  /// The most parts into which a period is cut.
  public static let most = 240

  private var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .halfYear: 6
    case .year, .lastYear: 12
    }
  }

  /// What the parts are, in words.
  var words: String {
    switch self {
    case .month: "a column for each month"
    case .quarter: "a column for each three months from the first day"
    case .halfYear: "a column for each six months from the first day"
    case .year: "a column for each twelve months from the first day"
    case .lastYear: "beside the same days a year before, and the change from then to now"
    }
  }

  /// The parts of a period, the last cut off at its end: months as `YYYY-MM`, longer parts by their first and last day
  /// (ISO 8601). Never more than ``most``.
  public func spans(from: CivilDate, to: CivilDate) -> [(name: String, from: CivilDate, to: CivilDate)] {
    if self == .lastYear {
      // A period that ends with a month's last day is set beside one that does so too.
      let before = to.adding(days: 1).adding(months: -12).adding(days: -1)
      return [("last-year", from.adding(months: -12), max(before, from.adding(months: -12))), ("this-year", from, to)]
    }
    let first = self == .month ? from.adding(days: 1 - from.day) : from
    var spans: [(name: String, from: CivilDate, to: CivilDate)] = []
    while spans.count < Division.most {
      let start = first.adding(months: spans.count * months)
      let next = first.adding(months: (spans.count + 1) * months)
      guard start <= to, start < next else { break }
      let (begin, end) = (max(start, from), min(next.adding(days: -1), to))
      spans.append((self == .month ? start.yearMonth : "\(begin)/\(end)", begin, end))
    }
    return spans
  }

  /// Whether a period has more parts than stand side by side.
  func isTooLong(from: CivilDate, to: CivilDate) -> Bool {
    self != .lastYear && from.adding(months: Division.most * months) <= to
  }
}

extension Scope {
  /// The same of other days.
  public func narrowed(from: CivilDate, to: CivilDate) -> Scope {
    var scope = Scope(authority: authority, from: from, to: to, knownOn: knownOn, cutoffs: cutoffs)
    scope.populations = populations
    return scope
  }
}

// MARK: - Tables of parts

extension Table {
  /// The table that sets another's parts side by side, such as `participation-codes-by-year`; nil where the name is
  /// none.
  static func divided(_ name: String, of tables: [Table]) -> Table? {
    for division in Division.allCases {
      guard name.hasSuffix("-\(division.rawValue)") else { continue }
      let base = name.dropLast(division.rawValue.utf8.count + 1)
      if let table = tables.first(where: { $0.name == base }) { return table.divided(division) }
    }
    return nil
  }

  /// How the table is divided; nil where it is not.
  var division: Division? { Division.allCases.first { sources.contains($0.source) } }

  private func divided(_ division: Division) -> Table {
    Table(
      "\(name)-\(division.rawValue)", sources.union(division.source), takesAges: takesAges,
      edition: Edition(version: version, validFrom: validFrom), "\(words); \(division.words)"
    ) { facts, ages in
      let parts = facts.parts.map { (name: $0.name, content: count($0.facts, ages)) }
      return Table.beside(parts, change: division == .lastYear)
    }
  }

  /// Tables of the same label side by side, a row for each label that occurs in any, and each part with all columns
  /// that occur in any.
  private static func beside(_ parts: [(name: String, content: TableContent)], change: Bool) -> TableContent {
    guard let first = parts.first?.content else { return TableContent(columns: ["label"], rows: [], records: []) }
    let width = first.labels
    var labels: [[Cell]] = []
    var seen: Set<[Cell]> = []
    var measures: [String] = []
    for part in parts {
      measures += part.content.columns.dropFirst(width).filter { !measures.contains($0) }
      for row in part.content.rows where seen.insert(Array(row.prefix(width))).inserted {
        labels.append(Array(row.prefix(width)))
      }
    }
    let none = measures.map { measure in isCounted(measure, parts.map(\.content)) ? Cell.count(0) : .empty }
    let found = parts.map { part in
      let places = measures.map { part.content.columns.firstIndex(of: $0) }
      return Dictionary(
        part.content.rows.map { row in
          (Array(row.prefix(width)), zip(places, none).map { place, none in place.map { row[$0] } ?? none })
        }
      ) { first, _ in first }
    }
    let rows = labels.map { label in
      let cells = found.map { $0[label] ?? none }
      let changes = change && cells.count == 2 ? zip(cells[0], cells[1]).map { Cell.change($0, $1) } : []
      return label + cells.flatMap { $0 } + changes
    }
    let names = parts.map(\.name) + (change && parts.count == 2 ? ["change"] : [])
    let columns = names.flatMap { name in measures.map { measures.count == 1 ? name : "\(name) \($0)" } }
    return TableContent(
      columns: first.columns.prefix(width) + columns, rows: rows, records: unique(parts.flatMap(\.content.records)),
      labels: width)
  }

  /// Whether a column counts, so that what is not there is zero.
  private static func isCounted(_ column: String, _ contents: [TableContent]) -> Bool {
    contents.contains { content in
      guard let place = content.columns.firstIndex(of: column) else { return false }
      return content.rows.contains { row in
        guard case .count = row[place] else { return false }
        return true
      }
    }
  }
}

extension Cell {
  /// From one cell to another of the same column: the difference of counts or of numbers; empty where there is none.
  static func change(_ before: Cell, _ after: Cell) -> Cell {
    switch (before, after) {
    case (.count(let before), .count(let after)): return .count(after - before)
    case (.number(let before), .number(let after)):
      guard let before = Hundredths(before), let after = Hundredths(after) else { return .empty }
      let change = after.count - before.count
      return .number((change < 0 ? "-" : "") + Hundredths(count: abs(change)).text)
    case (.text, _), (.count, _), (.number, _), (.empty, _): return .empty
    }
  }
}

extension Hundredths {
  /// Reads a number of up to two decimals; nil for anything else.
  fileprivate init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int(parts[0]), whole >= 0 else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard decimals.utf8.count <= 2, let rest = Int((decimals + "00").prefix(2)) else { return nil }
    self.init(count: whole * 100 + rest)
  }
}
