import ArgumentParser
import Contracts

/// `holdfast diary`: what lies ahead for an officer, a team or the whole service.
struct DiaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diary",
    abstract: "Print the diary: reviews booked and due, conferences, midway reviews.",
    discussion: """
      In a pipe it writes JSON. With --calendar it writes an iCalendar file, which a calendar program opens:
        holdfast diary westminster --from 2023-04-03 --to 2023-06-30 --officer W-1 --calendar > reviews.ics
      """)

  @Argument(help: "The authority, such as westminster.")
  var authority: Authority
  @Option(help: ArgumentHelp("The first day, YYYY-MM-DD.", valueName: "date"))
  var from: CivilDate
  @Option(help: ArgumentHelp("The last day, YYYY-MM-DD.", valueName: "date"))
  var to: CivilDate
  @Option(help: "Only this officer's.")
  var officer: String?
  @Option(help: "Only this team's.")
  var team: String?
  @Flag(help: "An iCalendar file.")
  var calendar = false
  @OptionGroup var form: Form

  func validate() throws {
    guard from <= to else { throw ValidationError("--from is after --to") }
  }

  func run() throws {
    let asker = try Asker(try Places())
    var items: [JSON] = []
    var after: String?
    repeat {
      let answer = try asker.result(.scheduling, "diary", params(after: after), .patient(.seconds(60)))
      if let text = answer["calendar"]?.string { return Output.text(text) }
      items += answer["items"]?.array ?? []
      after = answer["next"]?.string
    } while after != nil
    if form.isJSON {
      items.forEach { Output.line($0.line) }
    } else {
      DiaryPage(items: items, from: from, to: to).lines.forEach { Output.line($0) }
    }
  }

  private func params(after: String?) -> JSON {
    .object([
      ("authority", .string(authority.text)), ("from", .string(from.description)), ("to", .string(to.description)),
      ("officer", officer.map { .string($0) }), ("team", team.map { .string($0) }),
      ("format", calendar ? .string("icalendar") : nil), ("after", after.map { .string($0) }),
    ])
  }
}
