import ArgumentParser
import Contracts

/// `holdfast compare`: the children of a council's own list against those we know.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Find children in care who are in a council's list or here alone.",
    discussion: """
      A child of whom nobody told has no reviews, no officer and no deadline:
      nothing here would ever miss them. Run it often, with the list of whoever
      pays for placements. Exits with 0 where both agree, with 1 where they do
      not, and with 2 where the list has fewer than nine tenths of the children
      known here: then it is not the whole list.
      """)

  @Argument(help: "A CSV file with one row a child.")
  var list: String
  @Option(help: "The authority, such as westminster.")
  var authority: Authority
  @Option(help: ArgumentHelp("The day of the list, YYYY-MM-DD.", valueName: "date"))
  var on: CivilDate
  @Option(help: "The column of the child's id; default the one called child, CHILD, child id, Child Unique ID or so.")
  var column: String?
  @OptionGroup var form: Form

  func run() throws {
    let listed = try CompareCommand.children(try Sheet(path: list, name: list), column: column)
    let known = try KnownChildren(authority, on: on, try Asker(try Places()))
    try known.expect(most: listed, of: list)
    let page = ComparePage(list: list, authority: authority, known: known, listed: listed)
    if form.isJSON { Output.line(page.json.line) } else { page.lines.forEach { Output.line($0) } }
    if !page.agrees { throw ExitCode(1) }
  }

  /// The ids of a list.
  ///
  /// - Throws: that no column can be the child's id, or that nobody stands in the list.
  static func children(_ sheet: Sheet, column: String?) throws(Trouble) -> Set<String> {
    let names = ["child", "childid", "childuniqueid", "uniqueid", "id"]
    let found = sheet.columns.first { title in
      if let column { return title == column }
      return names.contains(String(title.lowercased().filter { $0.isLetter }))
    }
    guard let found else {
      let titles = sheet.columns.prefix(8).joined(separator: ", ")
      throw .wrong(
        "\(sheet.name) has no column \(column ?? "child id") (its columns: \(titles)); name it with --column")
    }
    let children = Set(sheet.rows.map { sheet.cell($0, found) }.filter { !$0.isEmpty })
    guard !children.isEmpty else { throw .wrong("\(sheet.name) has no child in its column \(found)") }
    return children
  }
}
