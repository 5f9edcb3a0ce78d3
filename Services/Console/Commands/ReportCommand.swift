import ArgumentParser
import Contracts

/// `holdfast report`: a period's figures and tables.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print an authority's figures and tables for a period, such as a year.",
    discussion: """
      All is counted by reporting; the console only prints. In a pipe it writes JSON unless --table is given.
      With --format html it writes the report as a page to read, print and sign, in the form of the adopted profile or
      of --form: westminster, medway, thurrock, herefordshire, middlesbrough, plain, quarterly, weekly. As data, a form
      gives what it prints, and no form gives all.
      """)

  @Argument(help: "The authority, such as westminster.")
  var authority: Authority
  @Option(help: ArgumentHelp("The first day, YYYY-MM-DD.", valueName: "date"))
  var from: CivilDate
  @Option(help: ArgumentHelp("The last day, YYYY-MM-DD.", valueName: "date"))
  var to: CivilDate
  @Option(help: ArgumentHelp("As was known then, such as 2023-04-12T09:00:00Z.", valueName: "time"))
  var knownOn: Timestamp?
  @Option(help: ArgumentHelp("The format: table, json, csv or html.", valueName: "format"))
  var format: ReportFormat?
  @Option(help: ArgumentHelp("The form whose figures and tables are written.", valueName: "name"))
  var form: String?
  @Option(
    help: ArgumentHelp("What people wrote for the page: a JSON list of {slot, text, by?, on?}.", valueName: "file"))
  var narratives: String?
  @Option(help: ArgumentHelp("Write to this file.", valueName: "file"))
  var out: String?
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
    guard [csv, json, table, format != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError("only one of --csv, --json, --table and --format can be given")
    }
    guard format == .html || narratives == nil else { throw ValidationError("--narratives is for --format html") }
    guard out == nil || chosen != .table else { throw ValidationError("--out is for html, json and csv") }
  }

  /// How the report is written: as asked, else as a table for a person and as JSON for a program.
  private var chosen: ReportFormat {
    if let format { return format }
    if csv { return .csv }
    return json || (!table && (out != nil || !Output.isTerminal)) ? .json : .table
  }

  func run() throws {
    let params: [(String, JSON?)] = [
      ("authority", .string(authority.text)), ("from", .string(from.description)), ("to", .string(to.description)),
      ("knownOn", knownOn.map { .string($0.description) }), ("form", form.map { .string($0) }),
    ]
    let asker = try Asker(try Places())
    switch chosen {
    case .html:
      let asked = try params + [("narratives", narratives.map(ReportText.narratives))]
      try ReportText.write(try ReportText.page(asker, asked), to: out)
    case .csv:
      var text = try ReportText.report(asker, params, "csv")["csv"]?.string ?? ""
      while text.last?.isNewline == true { text.removeLast() }
      try ReportText.write(text + "\n", to: out)
    case .json:
      let report = try ReportText.report(asker, params, "json")
      try ReportText.write(String(decoding: report.line, as: UTF8.self) + "\n", to: out)
    case .table:
      let report = try ReportText.report(asker, params, "json")
      YearPage(report: report, showsEmpty: all, showsDefinitions: definitions).lines.forEach { Output.line($0) }
    }
  }
}
