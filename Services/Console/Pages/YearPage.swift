import Contracts

/// A period's report as a person reads it on a terminal. Nothing is computed here: every number is the service's own.
struct YearPage {
  /// The answer to `annual-report`.
  let report: JSON
  /// Whether rows and columns of codes that nobody has are shown too.
  var showsEmpty = false
  /// Whether each figure's definition is shown.
  var showsDefinitions = false
  var width = 80

  /// The page's lines.
  var lines: [String] {
    var lines = heading
    lines += figures
    for table in merged(report["tables"]?.array ?? []) { lines += section(table) }
    lines.append("")
    lines += Words.wrapped(
      "Every figure and table has a certificate, told with --json; what is behind it is told by "
        + "holdfast ask reporting explain '{\"certificate\":\"…\"}'", width
    ).map { Style.faint.of($0) }
    return lines
  }

  private var heading: [String] {
    let authority = Words.title(report["authority"]?.string ?? "")
    let period = "\(Words.date(report["from"]?.string ?? "")) to \(Words.date(report["to"]?.string ?? ""))"
    var lines = [Style.title.of("\(authority): \(period)")]
    if let knownOn = report["knownOn"]?.string { lines.append(Style.faint.of("As known on \(Words.time(knownOn))")) }
    return lines
  }

  // MARK: Figures

  private var figures: [String] {
    var lines: [String] = []
    var headings: [String] = []
    let figures = (report["figures"]?.array ?? []).map {
      (figure: $0, words: YearWords.figure($0["name"]?.string ?? ""))
    }
    for figure in figures where !headings.contains(figure.words.heading) { headings.append(figure.words.heading) }
    for heading in headings {
      lines += ["", Style.title.of(heading)]
      for figure in figures where figure.words.heading == heading {
        lines.append(row(figure.figure, figure.words.title))
        if showsDefinitions, let definition = figure.figure["definition"]?.string {
          lines += Words.wrapped(definition, width - 6).map { "      " + Style.faint.of($0) }
        }
      }
    }
    return lines
  }

  /// Title, value and counts, in columns that are the same for all figures.
  private func row(_ figure: JSON, _ title: String) -> String {
    let value = YearPage.value(of: figure)
    let counts = YearPage.counts(of: figure)
    let name = title.padding(to: 49)
    let line = "  \(name)\(String(repeating: " ", count: max(1, 12 - value.count)))\(value)"
    return counts.isEmpty ? line : "\(line)  \(Style.faint.of(counts))"
  }

  /// The value, or why there is none: a nought that nobody recorded is not one.
  private static func value(of figure: JSON) -> String {
    if figure["suppressed"]?.boolean ?? false { return "not shown" }
    guard isRecorded(figure) else { return "not recorded" }
    guard case .number(let text) = figure["value"] else { return "none" }
    return figure["unit"]?.string == "per-cent" ? "\(text)%" : Words.number(text)
  }

  private static func isRecorded(_ told: JSON) -> Bool { told["recorded"]?.boolean ?? true }

  private static func counts(of figure: JSON) -> String {
    guard isRecorded(figure), case .number(let base) = figure["denominator"],
      case .number(let count) = figure["numerator"]
    else {
      return ""
    }
    let (word, unit) =
      switch figure["unit"]?.string {
      case "children-per-fte": ("to", " FTE")
      case "per-10000-children": ("to", "")
      case _: ("of", "")
      }
    return "\(Words.number(count)) \(word) \(Words.number(base))\(unit)"
  }

  // MARK: Tables

  /// A table as it was told, or several that share their labels.
  private struct Section {
    let name: String
    let title: String
    let columns: [String]
    let rows: [[JSON]]
    var isRecorded = true
    var isSuppressed = false
  }

  /// Entries, exits and children in care by month stand side by side.
  private func merged(_ tables: [JSON]) -> [Section] {
    let together = ["entries-by-month", "exits-by-month", "in-care-by-month"]
    let parts = together.compactMap { name in tables.first { $0["name"]?.string == name } }
    let months = parts.map { ($0["rows"]?.array ?? []).map { $0.array?.first?.string ?? "" } }
    let fits =
      parts.count == together.count && months.allSatisfy { $0 == months.first }
      && parts.allSatisfy { $0["columns"]?.array?.count == 2 }
    return tables.compactMap { table in
      guard let name = table["name"]?.string else { return nil }
      let rows = (table["rows"]?.array ?? []).compactMap(\.array)
      let columns = (table["columns"]?.array ?? []).compactMap(\.string)
      guard fits, together.contains(name) else {
        return Section(
          name: name, title: YearWords.table(name), columns: columns, rows: rows,
          isRecorded: YearPage.isRecorded(table), isSuppressed: table["suppressed"]?.boolean ?? false)
      }
      guard name == together[0] else { return nil }
      let others = parts.dropFirst().map { ($0["rows"]?.array ?? []).compactMap { $0.array?.last } }
      return Section(
        name: name, title: "Children in care, month by month",
        columns: ["month", "entered", "left", "in care at its end"],
        rows: rows.enumerated().map { index, row in row + others.map { $0[index] } },
        isSuppressed: parts.contains { $0["suppressed"]?.boolean ?? false })
    }
  }

  private func section(_ table: Section) -> [String] {
    var lines = ["", Style.title.of(table.title)]
    guard table.isRecorded else { return lines + ["  Not recorded."] }
    guard !table.rows.isEmpty else { return lines + [table.isSuppressed ? "  Not shown." : "  None."] }
    let rowCodes = YearWords.rowCodes(of: table.name)
    let columnCodes = YearWords.columnCodes(of: table.name)
    let rows = table.rows.filter { showsEmpty || rowCodes == nil || !YearPage.isEmpty($0) }
    let columns = table.columns.indices.filter { column in
      column == 0 || showsEmpty || columnCodes == nil || table.rows.contains { !YearPage.isZero($0[column]) }
    }
    if !rows.isEmpty { lines += content(table, rows, columns, rowCodes, columnCodes) }
    var folded: [String] = []
    let leftOut = (rows: table.rows.count - rows.count, columns: table.columns.count - columns.count)
    if leftOut.rows > 0 { folded.append(Words.count(leftOut.rows, "code", "codes")) }
    if leftOut.columns > 0 { folded.append(Words.count(leftOut.columns, "column", "columns")) }
    if !folded.isEmpty {
      let what = folded.joined(separator: " and ")
      let isOne = leftOut.rows + leftOut.columns == 1
      lines.append("  " + Style.faint.of("\(what) with none \(isOne ? "is" : "are") left out (--all shows all)"))
    }
    if table.isSuppressed {
      lines += Words.wrapped("c: left out, as so few could be recognised, or others would follow from it", width - 2)
        .map { "  " + Style.faint.of($0) }
    }
    return lines
  }

  private func content(
    _ table: Section, _ rows: [[JSON]], _ columns: [Int], _ rowCodes: [String: String]?,
    _ columnCodes: [String: String]?
  ) -> [String] {
    let titles = columns.map { column in
      let isCode = column > 0 && columnCodes?[table.columns[column]] != nil && table.columns[column] != "none"
      return isCode ? table.columns[column] : YearWords.column(table.columns[column])
    }
    let sides = columns.map { column in
      rows.contains { $0[column].string != nil } ? TextTable.Side.left : TextTable.Side.right
    }
    var cells = rows.map { row in columns.map { YearPage.text(row[$0]) } }
    var shown = zip(titles, sides).map { TextTable.Column(title: $0, side: $1) }
    if let rowCodes {
      // The code, then its official words.
      cells = cells.map { [$0[0], rowCodes[$0[0]] ?? YearWords.label($0[0])] + $0.dropFirst() }
      cells = cells.map { rowCodes[$0[0]] == nil ? [""] + $0.dropFirst() : $0 }
      shown.insert(.words(""), at: 1)
    } else {
      let isOfWords = table.name.hasPrefix("disputes-by-")
      cells = cells.map {
        [isOfWords ? Words.title($0[0]) : YearWords.label($0[0])] + $0.dropFirst().map(YearWords.label)
      }
    }
    var lines = TextTable(columns: shown, rows: cells).lines(width: width)
    if let columnCodes {
      let legend = columns.dropFirst().compactMap { column in
        columnCodes[table.columns[column]].map { [table.columns[column], $0] }
      }.filter { $0[0] != "none" }
      lines.append("")
      lines += TextTable(columns: [.words(""), .words("")], rows: legend).lines(width: width)
    }
    return lines
  }

  private static func text(_ cell: JSON) -> String {
    switch cell {
    case .number(let text): Words.number(text)
    case .string(let text): text
    case .boolean(let value): value ? "yes" : "no"
    case .null: ""
    case .array, .object: cell.text
    }
  }

  private static func isEmpty(_ row: [JSON]) -> Bool { row.dropFirst().allSatisfy(isZero) }

  private static func isZero(_ cell: JSON) -> Bool {
    switch cell {
    case .number(let text): Double(text) == 0
    case .null: true
    case .string(let text): text.isEmpty
    case .boolean, .array, .object: false
    }
  }
}

extension String {
  /// The text with spaces behind it, at least `width` long.
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
