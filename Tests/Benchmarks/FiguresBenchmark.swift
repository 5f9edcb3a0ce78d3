import Contracts
import Foundation
import Wire

/// How long `figures` takes over ten years of twenty authorities, while events come in.
struct FiguresBenchmark {
  let settings: Settings

  func run(_ findings: Findings) throws {
    let years = settings.isQuick ? GeneratedYears(authorities: 4, years: 3) : GeneratedYears(authorities: 20, years: 10)
    let size = "\(years.years) years of \(years.authorities) authorities"
    let folder = try settings.dataFolder("years-\(years.authorities)x\(years.years)")
    let stand = try Stand(executables: settings.executables, folder: folder.path, clock: "follow")
    let services = try ServiceName.allCases.map { ($0, try stand.start($0)) }
    defer { services.forEach { $0.1.stop() } }
    let context = try Context()
    let playing = try Playing(context, stand)
    if !folder.isThere {
      let lines = years.lines()
      Findings.say("figures: playing \(lines.count) lines, \(size)")
      let spent = try playing.play(lines)
      findings.add("figures", size, "playing the lines in", "lines/s", [Double(lines.count) / spent.answered])
      findings.add("figures", size, "until all followers are at the heads", "s", [spent.followed])
      try folder.markComplete()
    }
    try playing.awaitHeads(patience: 600)
    var quiet: [Run] = []
    var busy: [Run] = []
    var pages: [Run] = []
    var random = SeededNumbers(seed: 7)
    for number in 0...settings.rounds {
      Findings.say("figures: round \(number) of \(settings.rounds)")
      let alone = try ask(stand, context, years, &random, perSecond: nil)
      let beside = try ask(stand, context, years, &random, perSecond: 50)
      let printed = try ask(stand, context, years, &random, perSecond: nil, page: true)
      guard number > 0 else { continue }
      pages.append(printed)
      quiet.append(alone)
      busy.append(beside)
    }
    report(findings, "\(size), nothing else", quiet, nil)
    findings.add(
      "figures", "\(size), nothing else", "report of a year as a page, p99", "ms",
      pages.map { $0.latency.quantile(0.99) / 1_000 }, .atMost(50))
    report(findings, "\(size), 50 events/s coming in", busy, .atMost(10))
    for (_, service) in services { service.noteMemory(findings, "after \(size)") }
  }

  /// Asks for the figures of a year, of any authority, one question after the other; or for its report as a page.
  private func ask(
    _ stand: Stand, _ context: Context, _ years: GeneratedYears, _ random: inout SeededNumbers, perSecond: Int?,
    page: Bool = false
  ) throws -> Run {
    let method = page ? "annual-report" : "figures"
    let more = page ? #","format":"html""# : ""
    var questions: [Line] = []
    for _ in 0..<200 {
      let name = years.names[random.number(in: 0...(years.authorities - 1))]
      let from = GeneratedYears.start.adding(months: random.number(in: 0...(12 * years.years - 12)))
      questions.append(
        Line(
          method,
          #"{"authority":"\#(name)","from":"\#(from)","to":"\#(from.adding(months: 12).adding(days: -1))"\#(more)}"#)
      )
    }
    let asking = Lane(try stand.desk(context, .reporting), window: 1) { number in
      .line(questions[number % questions.count].bytes(number))
    }
    var lanes = [asking]
    if let perSecond {
      // Each run's children are its own, so that a kept data set takes them again.
      let run = random.number(in: 10_000_000...90_000_000) ^ Int(Date().timeIntervalSince1970) % 8_000_000
      let entries = Entries(authority: years.names[0], today: years.end.adding(days: -5))
      lanes.append(
        Lane(try stand.desk(context, .scheduling), window: 64, pace: .milliseconds(1_000 / perSecond)) { number in
          .line(entries.line(number, child: run + number - Line.first))
        })
    }
    try Lane.drive(lanes, seconds: settings.isQuick ? 2 : 5)
    for lane in lanes { try lane.checkAllTaken() }
    return Run([asking])
  }

  private func report(_ findings: Findings, _ condition: String, _ runs: [Run], _ target: Finding.Target?) {
    findings.add(
      "figures", condition, "all figures of a year, p50", "ms", runs.map { $0.latency.quantile(0.5) / 1_000 })
    findings.add(
      "figures", condition, "all figures of a year, p99", "ms", runs.map { $0.latency.quantile(0.99) / 1_000 }, target)
    findings.add("figures", condition, "asked one after the other", "questions/s", runs.map(\.perSecond))
  }
}
