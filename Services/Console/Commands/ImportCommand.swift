import ArgumentParser
import Contracts
import Foundation

/// `holdfast import`: past years from files of other systems.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring in past years from files.", subcommands: [ImportReturnCommand.self])
}

/// `holdfast import ssda903`: past years from the files of the children looked after return.
struct ImportReturnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ssda903",
    abstract: "Bring in past years from the upload files of the children looked after return.",
    discussion: """
      Reads every header, episodes, reviews and uasc file in the folder and
      those below it; the files of one year stand in one folder. It only says
      what it would publish, what does not agree first, until --publish is given.
      Ids follow from the rows, so a second run changes nothing. Each fact is
      taken as known on its own day, each review as held in person by an officer
      who is not known: the return does not tell. Exits with 1 where a service
      refused something, with 2 where the files cannot be used or have fewer than
      nine tenths of the children known.
      """)

  @Argument(help: "The folder.")
  var folder: String
  @Option(help: "The authority, such as westminster.")
  var authority: Authority
  @Flag(help: "Publish it.")
  var publish = false
  @Flag(help: "List every discrepancy, not the first forty.")
  var all = false
  @Option(help: ArgumentHelp("Also write what would be sent, for 'holdfast play'.", valueName: "file"))
  var write: String?
  @OptionGroup var pace: Pace
  @OptionGroup var form: Form

  func run() throws {
    let files = try ReturnFiles(folder: folder)
    let history = ReturnHistory(files)
    let facts = ReturnFacts(history, of: authority)
    let known = try expectMost(of: history, files)
    var page = ImportPage(
      files: files, history: history, facts: facts, known: known, showsAll: all, discrepancies: history.discrepancies)
    let bytes = facts.lines.flatMap { $0.bytes + [UInt8(ascii: "\n")] }
    if let write { try ImportReturnCommand.save(bytes, to: write) }
    if publish {
      if !form.isJSON { page.before.forEach { Output.line($0) } }
      let catching = Catching(asker: try Asker(try Places()))
      let before = try catching.look().events
      page.tally = try send(bytes, count: facts.lines.count)
      page.newEvents = Int(try catching.untilSettled(patience: .seconds(pace.patience)) { _ in }.events - before)
    }
    if form.isJSON {
      Output.line(page.json.line)
    } else {
      (publish ? page.after : page.before + page.after).forEach { Output.line($0) }
    }
    if let tally = page.tally, tally.refused > 0 { throw ExitCode(1) }
  }

  /// How many children reporting knows in care on the last day of the newest year; nil where it cannot be asked and
  /// nothing is to be published.
  private func expectMost(of history: ReturnHistory, _ files: ReturnFiles) throws -> Int? {
    guard let day = files.years.max() else { return nil }
    let known: KnownChildren
    do throws(Trouble) {
      known = try KnownChildren(authority, on: day, try Asker(try Places()))
    } catch {
      guard publish || error.status != 3 else { return nil }
      throw error
    }
    try known.expect(most: Set(history.children.map(\.child.text)), of: folder)
    return known.children.count
  }

  private func send(_ bytes: [UInt8], count: Int) throws -> Tally {
    let places = try Places()
    let sender = try Sender(places, pace.plan)
    var tally = Tally()
    var progress = Progress(total: count)
    try sender.send(
      LineSource(bytes: bytes), read: PlayLine.outgoing, settle: { tally.count($0) },
      tick: { _ in progress.draw(tally.settled, note: "") })
    progress.clear()
    return tally
  }

  private static func save(_ bytes: [UInt8], to path: String) throws(Trouble) {
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      throw .wrong("\(path) cannot be written")
    }
  }
}
