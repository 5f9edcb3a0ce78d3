import Contracts

/// The answer to any question as a person reads it: lists of objects as tables, all else as names and values.
struct AnswerPage {
  private let result: JSON

  /// A page of `result`.
  init(_ result: JSON) { self.result = result }

  /// The page's lines.
  var lines: [String] { AnswerPage.lines(of: result, indent: 0) }

  private static func lines(of value: JSON, indent: Int) -> [String] {
    guard case .object(let members) = value else { return [String(repeating: " ", count: indent) + text(value)] }
    var lines: [String] = []
    // Columns with rows are a table of their own; rows without are a list as any other.
    let isTable = value["columns"] != nil && value["rows"] != nil
    if let columns = value["columns"]?.array, let rows = value["rows"]?.array {
      lines += table(columns.map(text), rows.map { $0.array ?? [] }, indent)
    }
    let plain = members.list.filter { member in
      if isTable, member.name == "columns" || member.name == "rows" { return false }
      return !isNested(member.value)
    }
    lines += pairs(plain.map { (Words.title($0.name), text($0.value)) }, indent)
    for member in members.list where isNested(member.value) {
      if isTable, member.name == "columns" || member.name == "rows" { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append(String(repeating: " ", count: indent) + Style.title.of(Words.title(member.name)))
      lines += nested(member.value, indent + 2)
    }
    return lines
  }

  /// Names and values side by side; a hash, which leaves no room for its name, stands below it.
  private static func pairs(_ pairs: [(name: String, text: String)], _ indent: Int) -> [String] {
    let isLong = { (pair: (name: String, text: String)) in Words.longestPart(pair.text) > 60 }
    let beside = pairs.filter { !isLong($0) }.map { [$0.name, $0.text] }
    let blank = String(repeating: " ", count: indent)
    return (beside.isEmpty ? [] : TextTable(columns: [.words(""), .words("")], rows: beside).lines(indent: indent))
      + pairs.filter(isLong).flatMap { ["\(blank)\($0.name)", "\(blank)  \($0.text)"] }
  }

  private static func nested(_ value: JSON, _ indent: Int) -> [String] {
    guard let items = value.array else { return lines(of: value, indent: indent) }
    guard items.contains(where: { $0.members != nil }) else {
      return items.map { String(repeating: " ", count: indent) + text($0) }
    }
    var names: [String] = []
    for item in items {
      for member in item.members?.list ?? [] where !names.contains(member.name) { names.append(member.name) }
    }
    // Proofs and definitions are long and mean nothing to the eye; --json shows them.
    names.removeAll { ["certificate", "definition"].contains($0) }
    // A column in which nobody has anything says nothing.
    names.removeAll { name in items.allSatisfy { ["", "none"].contains(text($0[name] ?? .null)) } }
    return table(names, items.map { item in names.map { item[$0] ?? .null } }, indent)
  }

  private static func table(_ titles: [String], _ rows: [[JSON]], _ indent: Int) -> [String] {
    guard !rows.isEmpty else { return [String(repeating: " ", count: indent) + "none"] }
    let columns = titles.enumerated().map { index, title in
      let isNumber = rows.allSatisfy { row in
        guard index < row.count else { return true }
        switch row[index] {
        case .number, .null: return true
        case .string, .boolean, .array, .object: return false
        }
      }
      return TextTable.Column(title: Words.title(title), side: isNumber ? .right : .left)
    }
    let cells = rows.map { row in titles.indices.map { $0 < row.count ? text(row[$0]) : "" } }
    let table = TextTable(columns: columns, rows: cells)
    guard !table.fits(indent: indent) else { return table.lines(indent: indent) }
    // What is too wide for a terminal is told one after another, without what says nothing.
    return cells.enumerated().flatMap { index, row in
      (index == 0 ? [] : [""]) + pairs(zip(columns, row).map { ($0.title, $1) }.filter { !$0.1.isEmpty }, indent)
    }
  }

  private static func isNested(_ value: JSON) -> Bool {
    switch value {
    case .object: true
    case .array(let items): !items.isEmpty && (items.contains { $0.members != nil } || items.count > 8)
    case .null, .boolean, .number, .string: false
    }
  }

  private static func text(_ value: JSON) -> String {
    switch value {
    case .null: ""
    case .boolean(let value): value ? "yes" : "no"
    case .number(let text): text
    case .string(let text): text
    case .array(let items) where items.isEmpty: "none"
    case .array(let items): items.map(text).joined(separator: ", ")
    case .object(let members) where members["rule"] != nil: members["rule"]?.string ?? ""
    case .object(let members): members.list.map { "\($0.name) \(text($0.value))" }.joined(separator: "; ")
    }
  }
}
