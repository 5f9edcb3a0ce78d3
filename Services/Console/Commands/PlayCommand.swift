import ArgumentParser
import Contracts

/// `holdfast play`: a file of requests to the services, each in order, as fast as they are taken.
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Play a file of requests, one {\"to\":service,\"request\":{…}} a line, to the services.",
    discussion: """
      The order of the lines is kept for each service, and no service is sent a line of a later day (by its known
      time) before all have answered those of the days before and read what the others told: so the outcome is the
      same whichever is away meanwhile. What is not answered is sent again, so every request that changes
      something should carry its own command id or be an event; then a file may be played twice, or taken up after
      a break, and changes nothing the second time. At the end it waits until every service has read what was
      told. Exits with 1 where a line was refused, with 3 where a service was silent for longer than --patience.
      """)

  @Argument(help: "A file with one request a line, or - for standard input.")
  var file: String
  @Option(help: ArgumentHelp("Keep in this file how far it got, and go on from there.", valueName: "file"))
  var resume: String?
  @OptionGroup var pace: Pace
  @OptionGroup var form: Form

  func run() throws {
    let places = try Places()
    let source = try LineSource(file)
    var bookmark = try resume.map { path throws(Trouble) in
      var bookmark = try Bookmark(of: file)
      try bookmark.read(from: path)
      return bookmark
    }
    let skipped = bookmark?.lines ?? 0
    source.skip(skipped)
    let catching = Catching(asker: try Asker(places))
    let before = try catching.look()
    let there = Set(before.heads.keys)
    var plan = pace.plan
    plan.isInStep = true
    let sender = try Sender(places, plan)
    var tally = Tally()
    var progress = Progress(total: try LineSource.count(in: file).map { max(0, $0 - skipped) })
    var keptAt = Duration.zero
    func keep() throws(Trouble) {
      guard let path = resume, sender.settledThrough > (bookmark?.lines ?? 0) else { return }
      bookmark?.lines = sender.settledThrough
      try bookmark?.write(to: path)
      keptAt = sender.elapsed
    }
    do {
      try sender.send(
        source, read: PlayLine.outgoing, settle: { tally.count($0) },
        tick: { silences in
          progress.draw(tally.settled, note: PlayCommand.note(silences))
          if sender.elapsed - keptAt > .seconds(1) { try? keep() }
        },
        catchUp: { services throws(Trouble) in
          try catching.untilAbreast(
            there.union(services).sorted { $0.port < $1.port }, patience: .seconds(pace.patience))
        })
    } catch {
      try keep()
      progress.clear()
      Output.complain("stopped after \(Words.count(tally.settled, "line", "lines")); play it again to go on")
      throw error
    }
    try keep()
    progress.draw(tally.settled, note: "", isLast: true)
    let seconds = sender.elapsed.seconds
    let after = try catching.untilSettled(patience: .seconds(pace.patience)) { look in
      if look.lag > 0 || look.waiting > 0 {
        progress.say("Waiting: \(Words.number(Int(look.lag))) events to read, \(look.waiting) facts waiting")
      }
    }
    progress.clear()
    let summary = PlaySummary(
      tally: tally, skipped: skipped, before: before, after: after, sendingSeconds: seconds,
      seconds: sender.elapsed.seconds)
    if form.isJSON { Output.line(summary.json.line) } else { summary.lines.forEach { Output.line($0) } }
    if tally.refused > 0 { throw ExitCode(1) }
  }

  private static func note(_ silences: [ServiceName: Duration]) -> String {
    guard let longest = silences.max(by: { $0.value < $1.value }) else { return "" }
    return "\(longest.key.rawValue) silent for \(Int(longest.value.seconds)) s"
  }
}
