import Contracts

/// What figures, tables, columns and codes are called where a person reads them.
struct Words: Decodable, Sendable {
  /// A figure's title, by its name.
  let figures: [String: String]
  let tables: [String: TableWords]
  let columns: [String: String]
  /// Words of codes that differ from the official ones, by code set and code.
  let codes: [String: [String: String]]
  /// Words of labels that are no codes.
  let labels: [String: String]
  /// Words that are written in capitals or otherwise, by their plain form.
  let spellings: [String: String]
  /// Columns whose cells are ids, which are printed as they are.
  let ids: [String]

  /// What a table is called, and of which code sets its labels and its columns are.
  struct TableWords: Decodable, Sendable {
    let title: String
    let codes: String?
    let columnCodes: String?
  }

  /// The official words of every code, by set and code.
  private static let official: [String: [String: String]] = Dictionary(
    uniqueKeysWithValues: codeSets.map { ($0.setName, words(of: $0)) })

  private static func words<Code: CodeSet>(of set: Code.Type) -> [String: String] {
    Dictionary(uniqueKeysWithValues: set.allCases.map { ($0.code, $0.words) })
  }

  /// A figure's title.
  func figure(_ name: String) -> String { figures[name] ?? title(name) }

  /// A table's title.
  func table(_ name: String) -> String { tables[name]?.title ?? title(name) }

  /// The words of a code; nil where the set has none such.
  func code(_ code: String, of set: String) -> String? { codes[set]?[code] ?? Words.official[set]?[code] }

  /// A column's heading: that of its code where the table's columns are codes.
  func column(_ name: String, of table: String) -> String {
    if let set = tables[table]?.columnCodes, code(name, of: set) != nil {
      return codes[set]?[name].map { "\($0) (\(name))" } ?? name
    }
    return columns[name] ?? title(name)
  }

  /// A kebab word as it is written.
  func title(_ kebab: String) -> String {
    let words = kebab.split(separator: "-").map { spellings[String($0)] ?? String($0) }
    return Written.capital(words.joined(separator: " "))
  }

  /// A row's label, with its code behind where it is one.
  func label(_ text: String, of table: String, column: String) -> String {
    if let set = tables[table]?.codes, let words = code(text, of: set) { return "\(words) (\(text))" }
    return cell(text, column: column)
  }

  /// A cell that is text: a month, a date, a kebab word or an id.
  func cell(_ text: String, column: String) -> String {
    if ids.contains(column) { return text }
    if let words = labels[text] { return words }
    return Written.date(text) ?? Written.month(text) ?? (Written.isKebab(text) ? title(text) : text)
  }

  /// The columns that are codes and stand alone in the heading, each with its words: a key to the table.
  func key(to columns: [String], of table: String) -> [(code: String, words: String)] {
    guard let set = tables[table]?.columnCodes else { return [] }
    return columns.filter { codes[set]?[$0] == nil }.compactMap { column in code(column, of: set).map { (column, $0) } }
  }
}
