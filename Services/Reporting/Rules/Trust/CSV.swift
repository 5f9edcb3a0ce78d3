/// Cells of a file of comma-separated values.
enum CSV {
  /// A cell's text. What a spreadsheet would take for a formula gets an apostrophe before it.
  static func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text.first.map { "=+-@\t".contains($0) } ?? false ? "'" + text : text
    case .count(let count): String(count)
    case .number(let text): text
    case .empty: ""
    }
  }

  /// A cell in quotation marks where it needs them.
  static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
