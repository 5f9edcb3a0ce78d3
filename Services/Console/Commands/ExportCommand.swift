import ArgumentParser
import Contracts
import Foundation

/// `holdfast export`: a period as files.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a period as files: the SSDA903 return, Annex A list 8, or tidy facts.",
    discussion: """
      ssda903 writes header.csv, episodes.csv, reviews.csv and uasc.csv as they
      are uploaded; annex-a-list-8 the children in care on the last day; facts-csv
      one row a fact. Reporting enters every export in its journal as a disclosure.
      """)

  @Argument(help: "The authority, such as westminster.")
  var authority: Authority
  @Option(help: "ssda903, annex-a-list-8 or facts-csv.")
  var format: String
  @Option(help: ArgumentHelp("The first day, YYYY-MM-DD.", valueName: "date"))
  var from: CivilDate
  @Option(help: ArgumentHelp("The last day, YYYY-MM-DD.", valueName: "date"))
  var to: CivilDate
  @Option(help: ArgumentHelp("As was known then, such as 2023-04-12T09:00:00Z.", valueName: "time"))
  var knownOn: Timestamp?
  @Option(help: "The folder to write into.")
  var into = "."
  @OptionGroup var form: Form

  func run() throws {
    let asker = try Asker(try Places())
    let asked: [(String, JSON?)] = [
      ("authority", .string(authority.text)), ("format", .string(format)), ("from", .string(from.description)),
      ("to", .string(to.description)), ("knownOn", knownOn.map { .string($0.description) }),
    ]
    var files: [(name: String, csv: String)] = []
    var first: JSON?
    var next: JSON?
    repeat {
      let page = try asker.result(.reporting, "export", .object(asked + [("after", next)]), .patient(.seconds(120)))
      first = first ?? page
      for part in page["files"]?.array ?? [] {
        guard let name = part["name"]?.string, let csv = part["csv"]?.string, !name.contains("/") else { continue }
        if files.last?.name == name { files[files.count - 1].csv += csv } else { files.append((name, csv)) }
      }
      next = page["next"]
    } while next != nil
    try? FileManager.default.createDirectory(atPath: into, withIntermediateDirectories: true)
    for file in files {
      let path = "\(into)/\(file.name)"
      guard FileManager.default.createFile(atPath: path, contents: Data(file.csv.utf8)) else {
        throw Trouble.wrong("\(path) cannot be written")
      }
    }
    report(first ?? .object([]))
  }

  private func report(_ page: JSON) {
    if form.isJSON { return Output.line(page.without("files").without("next").line) }
    for file in page["contents"]?.array ?? [] {
      let rows = Words.count(file["rows"]?.integer ?? 0, "row", "rows")
      Output.line("\(into)/\(file["name"]?.string ?? ""): \(rows)")
    }
    for note in page["notes"]?.array ?? [] {
      let some = (note["records"]?.array ?? []).prefix(3).compactMap(\.string).joined(separator: ", ")
      let words =
        "\(note["file"]?.string ?? ""): \(note["reason"]?.string ?? ""), \(note["count"]?.integer ?? 0) (\(some) …)"
      Words.wrapped(words, 80).forEach { Output.line(Style.warning.of($0)) }
    }
  }
}
