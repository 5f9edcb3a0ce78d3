import Contracts
import Foundation

/// A file of comma-separated values (RFC 4180), each row with the number of its first line.
struct Sheet {
  /// A row: its line in the file, and its cells without blanks around them.
  struct Row {
    let line: Int
    let cells: [String]
  }

  /// The file's name as it is shown.
  let name: String
  /// The titles of its columns.
  let columns: [String]
  /// The rows below the titles; empty ones are left out.
  let rows: [Row]

  /// Reads the file at `path`.
  ///
  /// - Throws: that it cannot be read, is not UTF-8, or a quotation mark is not closed.
  init(path: String, name: String) throws(Trouble) {
    guard let bytes = FileManager.default.contents(atPath: path) else { throw .wrong("\(name) cannot be read") }
    guard let text = String(validating: [UInt8](bytes), as: UTF8.self) else {
      throw .wrong("\(name) is not UTF-8; save it as CSV UTF-8")
    }
    try self.init(text: text, name: name)
  }

  /// Reads the text of a file.
  ///
  /// - Throws: that a quotation mark is not closed.
  init(text: String, name: String) throws(Trouble) {
    guard let all = Sheet.rows(of: Array(text.utf8)) else { throw .wrong("\(name): a quotation mark is not closed") }
    self.name = name
    columns = all.first?.cells ?? []
    rows = all.dropFirst().filter { row in row.cells.contains { !$0.isEmpty } }
  }

  /// The cell of a row in the column called `column`; empty where the row is too short.
  func cell(_ row: Row, _ column: String) -> String {
    guard let index = columns.firstIndex(of: column), index < row.cells.count else { return "" }
    return row.cells[index]
  }

  /// The rows of a text; nil where a quotation mark is not closed.
  private static func rows(of bytes: [UInt8]) -> [Row]? {
    var rows: [Row] = []
    var cells: [String] = []
    var cell: [UInt8] = []
    var (line, start, isQuoted) = (1, 1, false)
    func finish() {
      let text = String(decoding: cell, as: UTF8.self)
      cells.append(text.trimmingCharacters(in: .whitespaces))
      cell = []
    }
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      switch byte {
      case UInt8(ascii: "\""):
        if isQuoted, index < bytes.count, bytes[index] == byte {
          cell.append(byte)
          index += 1
        } else {
          isQuoted.toggle()
        }
      case UInt8(ascii: ",") where !isQuoted: finish()
      case UInt8(ascii: "\r") where !isQuoted: break
      case UInt8(ascii: "\n") where !isQuoted:
        finish()
        rows.append(Row(line: start, cells: cells))
        cells = []
        start = line
      case _: cell.append(byte)
      }
    }
    if !cell.isEmpty || !cells.isEmpty {
      finish()
      rows.append(Row(line: start, cells: cells))
    }
    return isQuoted ? nil : rows
  }
}

/// Something in a file that is not as it should be.
struct Discrepancy: Equatable {
  let file: String
  let line: Int
  /// The child's id as the file has it; empty where it is about no child.
  let child: String
  /// What is wrong, and what becomes of the row.
  let words: String
  /// Whether it only says that a child's history began before the files: it is told after all others.
  var isOfHistory = false
}
