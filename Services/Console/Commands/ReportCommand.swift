import ArgumentParser
import Contracts

/// `holdfast report`: a period's figures and tables.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print an authority's figures and tables for a period, such as a year.",
    discussion:
      "All is counted by reporting; the console only prints. In a pipe it writes JSON unless --table is given.")

  @Argument(help: "The authority, such as westminster.")
  var authority: Authority
  @Option(help: ArgumentHelp("The first day, YYYY-MM-DD.", valueName: "date"))
  var from: CivilDate
  @Option(help: ArgumentHelp("The last day, YYYY-MM-DD.", valueName: "date"))
  var to: CivilDate
  @Option(help: ArgumentHelp("As was known then, such as 2023-04-12T09:00:00Z.", valueName: "time"))
  var knownOn: Timestamp?
  @Flag(help: "Comma-separated values, for a spreadsheet.")
  var csv = false
  @Flag(help: "One line of JSON, also on a terminal.")
  var json = false
  @Flag(help: "Tables, also in a pipe.")
  var table = false
  @Flag(help: "Also codes that nobody has.")
  var all = false
  @Flag(help: "Also what each figure means.")
  var definitions = false

  func validate() throws {
    guard from <= to else { throw ValidationError("--from is after --to") }
    guard [csv, json, table].count(where: { $0 }) <= 1 else {
      throw ValidationError("only one of --csv, --json and --table can be given")
    }
  }

  func run() throws {
    let params = JSON.object([
      ("authority", .string(authority.text)), ("from", .string(from.description)), ("to", .string(to.description)),
      ("knownOn", knownOn.map { .string($0.description) }), ("format", .string(csv ? "csv" : "json")),
    ])
    let asker = try Asker(try Places())
    let report = try asker.result(.reporting, "annual-report", params, .patient(.seconds(120)))
    if csv {
      var text = report["csv"]?.string ?? ""
      while text.last?.isNewline == true { text.removeLast() }
      Output.line(text)
    } else if json || (!table && !Output.isTerminal) {
      Output.line(report.line)
    } else {
      YearPage(report: report, showsEmpty: all, showsDefinitions: definitions).lines.forEach { Output.line($0) }
    }
  }
}
