import Contracts
import Foundation
import Wire

/// What time costs scheduling: a year of an authority of 500 children, and the turning of a day on which 500 children
/// have a limit that passes, held alone and held among 100,000.
struct DayBenchmark {
  let settings: Settings

  /// The day on which all entries become known.
  private static let known = "2022-09-15"

  func run(_ findings: Findings) throws {
    var spent: [Double] = []
    let council = CouncilYear.lines()
    for number in 0..<settings.rounds {
      Findings.say("a year of 500 children: round \(number + 1) of \(settings.rounds)")
      let stand = try Stand(
        executables: settings.executables, folder: try settings.folder("council-\(number)"), clock: "follow")
      let services = try ServiceName.allCases.map { try stand.start($0) }
      defer { services.forEach { $0.stop() } }
      let playing = try Playing(try Context(), stand)
      _ = try playing.play(council.before)
      spent.append(try playing.play(council.year).followed)
    }
    findings.add(
      "scheduling", "a year of 500 children, \(council.year.count) lines", "until all followers are at the heads", "s",
      spent,
      .atMost(3))

    var turned: [Int: Double] = [:]
    for held in [500, settings.isQuick ? 20_000 : 100_000] { turned[held] = try turning(held, findings) }
    let few = turned[500] ?? 0
    for (held, seconds) in turned.sorted(by: { $0.key < $1.key }) {
      findings.add("scheduling", "500 of \(held) children due", "turning the day", "ms", [seconds * 1_000])
      if held > 500 {
        findings.add("scheduling", "500 of \(held) children due", "beside 500 held alone", "x", [seconds / few])
      }
    }
  }

  /// The seconds of the turning of a day on which 500 of the children held have a limit that passes.
  private func turning(_ held: Int, _ findings: Findings) throws -> Double {
    Findings.say("turning a day with \(held) children held")
    let stand = try Stand(
      executables: settings.executables, folder: try settings.folder("held-\(held)"), clock: "follow")
    let service = try stand.start(.scheduling)
    defer { service.stop() }
    let context = try Context()
    let desk = try stand.desk(context, .scheduling)
    // The limit of a child who entered on 1 September 2022 is 30 September; those who entered long ago have limits that
    // were past when they became known, so that the day is no other's.
    let due = DayBenchmark.entry(on: "2022-09-01")
    let others = DayBenchmark.entry(on: "2021-03-01")
    let lane = Lane(desk, window: 256) { number in
      let index = number - Line.first
      guard index < held else { return .end }
      return .line((index < 500 ? due : others).bytes(number, subject: number))
    }
    try Lane.drive([lane])
    try lane.checkAllTaken()
    // The days before are turned first, so that the one measured has the 500 alone.
    for number in 0..<64 { try turn(desk, to: "2022-09-30", 10 + number) }
    let clock = ContinuousClock()
    let before = clock.now
    try turn(desk, to: "2022-10-01", 2)
    let seconds = (clock.now - before) / .seconds(1)
    service.noteMemory(findings, "with \(held) children held")
    return seconds
  }

  private func turn(_ desk: Desk, to day: String, _ number: Int) throws {
    try desk.ask(
      "record-activity",
      [
        ("authority", .string("benchmark")), ("command", .string("turn-\(number)")), ("kind", .string("meeting")),
        ("on", .string(day)), ("receivedtime", .string("\(day)T09:00:00Z")),
      ])
  }

  private static func entry(on day: String) -> Line {
    Line(
      "publish",
      """
      {"event":{"specversion":"1.0","id":"entry-########","source":"/benchmark/case-system",\
      "type":"child-entered-care","subject":"C########","authority":"benchmark","receivedtime":"\(known)T09:00:17Z",\
      "data":{"child":"C########","enteredOn":"\(day)","dateOfBirth":"2014-05-09","sex":"F","ethnicity":"WBRI",\
      "legalStatus":"C2","categoryOfNeed":"N1","placement":{"type":"U4","provider":"PR1"}}}}
      """)
  }
}

/// A year of one authority that has about 500 children in care all the time: reviews, records, codes, entries and
/// leavings; and the year before it, in which they came.
enum CouncilYear {
  /// All lines of both years, in the order of the times at which they became known.
  static func lines() -> (before: [PlayLine], year: [PlayLine]) {
    let start = GeneratedYears.start
    var council = Council(name: "council500", random: SeededNumbers(seed: 500), end: start.adding(months: 24))
    for officer in 1...10 { council.register(officer) }
    for number in 0..<1_000 { council.child(number, of: 1_000) }
    let told = council.told.sorted { $0.day < $1.day }
    let year = told.firstIndex { $0.day >= start.adding(months: 12) } ?? told.endIndex
    return (told[..<year].map(\.line), told[year...].map(\.line))
  }
}
