import Contracts

/// A table whose rows are the parts of a figure.
struct Parts: Sendable {
  let table: String
  let figure: String
  /// The column that is summed; nil for every count.
  var column: String?
  /// Whether the last row alone is the whole, as in a table of months of those in care.
  var isLast = false
  /// Whether the table is of exactly the figure's records.
  var isSame = true

  /// Every table that divides a figure.
  static let all: [Parts] = [
    Parts(table: "reviews-by-month", figure: "reviews-held", column: "held"),
    Parts(table: "reviews-by-month", figure: "reviews-in-timescale", column: "in-timescale", isSame: false),
    Parts(table: "reviews-by-month", figure: "reviews-out-of-timescale", column: "out-of-timescale", isSame: false),
    Parts(table: "reviews-due-by-month", figure: "reviews-due-not-held", column: "due-not-held", isSame: false),
    Parts(table: "participation-codes", figure: "reviews-held"),
    Parts(table: "entries-by-month", figure: "children-entered-care"),
    Parts(table: "entries-by-age", figure: "children-entered-care"),
    Parts(table: "need-at-entry", figure: "children-entered-care"),
    Parts(table: "placement-at-entry", figure: "children-entered-care"),
    Parts(table: "legal-status-at-entry", figure: "children-entered-care"),
    Parts(table: "exits-by-month", figure: "children-left-care"),
    Parts(table: "exits-by-reason", figure: "children-left-care"),
    Parts(table: "in-care-by-month", figure: "children-in-care-at-end", isLast: true, isSame: false),
    Parts(table: "legal-status-by-month", figure: "children-in-care-at-end", isLast: true, isSame: false),
    Parts(table: "in-care-by-age", figure: "children-in-care-at-end"),
    Parts(table: "in-care-by-sex", figure: "children-in-care-at-end"),
    Parts(table: "in-care-by-ethnicity", figure: "children-in-care-at-end"),
    Parts(table: "disputes-by-kind", figure: "disputes-raised"),
    Parts(table: "disputes-by-stage", figure: "disputes-raised"),
    Parts(table: "disputes-by-theme", figure: "disputes-raised"),
  ]

  /// What table and figure counted.
  struct Held {
    let parts: Parts
    let content: TableContent
    let whole: [String]
  }

  /// What tables that divide figures counted, each table and figure once.
  static func held(_ facts: Facts, _ all: [Parts] = all) -> [Held] {
    var contents: [String: TableContent] = [:]
    var wholes: [String: [String]] = [:]
    return all.compactMap { parts in
      let content = contents[parts.table] ?? Table.named(parts.table)?.count(facts, nil)
      let whole = wholes[parts.figure] ?? Figure.named(parts.figure)?.measure(facts).numerator
      contents[parts.table] = content
      wholes[parts.figure] = whole
      guard let content, let whole else { return nil }
      return Held(parts: parts, content: content, whole: whole)
    }
  }
}

extension Parts.Held {
  private var title: String { parts.column.map { "\(parts.table)-\($0)" } ?? parts.table }

  /// The records in table or figure alone.
  private var apart: [String] { Set(content.records).symmetricDifference(whole).sorted() }

  /// What the parts are more or less than the whole.
  var residuals: [Residual] {
    let place = parts.column.flatMap { content.columns.firstIndex(of: $0) }
    let rows = parts.isLast ? content.rows.suffix(1) : content.rows[...]
    let sum = rows.reduce(0) { sum, row in
      sum + row.enumerated().reduce(0) { $0 + ($1.element.count(of: $1.offset, asked: place) ?? 0) }
    }
    guard sum != whole.count else { return [] }
    return [
      Residual(
        "parts-of-\(title)", abs(sum - whole.count), "between \(title) and \(parts.figure)",
        "between \(title) and \(parts.figure)", parts.isSame ? apart : [])
    ]
  }

  /// The records in which table and figure differ; nil where in none.
  var strangers: Residual? {
    // Most often both list the same records in the same order.
    guard parts.isSame, content.records != whole else { return nil }
    let apart = apart
    guard !apart.isEmpty else { return nil }
    return Residual(
      "population-of-\(parts.table)", apart.count, "record in \(parts.table) or in \(parts.figure) alone",
      "records in \(parts.table) or in \(parts.figure) alone", apart)
  }
}

extension Cell {
  /// The count of a cell in a column that is asked for, or in any.
  fileprivate func count(of column: Int, asked: Int?) -> Int? {
    guard asked ?? column == column, case .count(let count) = self else { return nil }
    return count
  }
}
