import Contracts
import Foundation
import Wire

/// What time costs scheduling: a year of an authority of 500 children, and the turning of a day on which 500 children
/// have a limit that passes, held alone and held among 100,000.
struct DayBenchmark {
  let settings: Settings

  /// The day on which the first children enter who are to be due together.
  private static let begin = CivilDate(daysSince1970: 19_240)

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

    let few = try (0..<settings.rounds).flatMap { number in try turning(500, groups: 1, "alone-\(number)", findings) }
    let many = settings.isQuick ? 20_000 : 100_000
    let among = try turning(many, groups: settings.rounds, "among", findings)
    for (held, seconds) in [(500, few), (many, among)] {
      let condition = "500 of \(held) children due, freshly started"
      findings.add("scheduling", condition, "turning the day", "ms", seconds.map { $0 * 1_000 })
    }
    let beside = Samples.quantile(0.5, of: among.sorted()) / Samples.quantile(0.5, of: few.sorted())
    findings.add("scheduling", "500 of \(many) children due, freshly started", "beside 500 held alone", "x", [beside])
  }

  /// The seconds of the turnings of days on each of which one group of 500 of the children held has a limit that
  /// passes. The service is started anew before each, so that it has none of them in memory, however many it holds:
  /// else the few would be there from their entry, and the many would not.
  private func turning(_ held: Int, groups: Int, _ folder: String, _ findings: Findings) throws -> [Double] {
    Findings.say("turning \(groups) days with \(held) children held")
    let stand = try Stand(executables: settings.executables, folder: try settings.folder(folder), clock: "follow")
    var service = try stand.start(.scheduling)
    defer { service.stop() }
    let context = try Context()
    var entered = 0
    let clock = ContinuousClock()
    return try (0..<groups).map { group in
      let desk = try stand.desk(context, .scheduling)
      let day = DayBenchmark.begin.adding(days: 35 * group)
      if group == 0 { try enter(held - 500 * groups, day.adding(months: -18), after: &entered, day, desk) }
      try enter(500, day, after: &entered, day, desk)
      let limit = try DayBenchmark.limit(ofChild: entered, desk)
      // The days before are turned first, so that the one measured has the 500 alone.
      for number in 0..<64 { try turn(desk, to: limit, "before-\(group)-\(number)") }
      service.stop()
      service = try stand.start(.scheduling)
      let anew = try stand.desk(context, .scheduling)
      try turn(anew, to: limit, "anew-\(group)")
      let head = try DayBenchmark.head(anew)
      let before = clock.now
      try turn(anew, to: limit.adding(days: 1), "day-\(group)")
      let seconds = (clock.now - before) / .seconds(1)
      let told = try DayBenchmark.head(anew) - head
      guard told == 501 else { throw OtherDay(day: limit.adding(days: 1), told: told) }
      if held > 500, group == groups - 1 { service.noteMemory(findings, "with \(held) children held") }
      return seconds
    }
  }

  /// A day that told of more or fewer than the 500, and of what moved the clock.
  private struct OtherDay: Error {
    let day: CivilDate
    let told: Int64
  }

  /// Publishes that `count` children entered care on `day`, as it became known on `known`. The limits of those who
  /// entered long before are past by then, so that no later day is theirs.
  private func enter(
    _ count: Int, _ day: CivilDate, after entered: inout Int, _ known: CivilDate, _ desk: Desk
  ) throws {
    let entry = DayBenchmark.entry(on: day, known: known)
    let before = entered
    let lane = Lane(desk, window: 256) { number in
      let index = number - Line.first
      return index < count ? .line(entry.bytes(number, subject: before + index + 1)) : .end
    }
    try Lane.drive([lane])
    try lane.checkAllTaken()
    entered += count
  }

  /// The day by which a child's first review is due.
  private static func limit(ofChild number: Int, _ desk: Desk) throws -> CivilDate {
    let child = String(repeating: "0", count: 8 - String(number).count) + String(number)
    let answer = try desk.ask("timetable", [("authority", .string("benchmark")), ("child", .string("C\(child)"))])
    guard let day = answer["reviews"]?.array?.first?["dueOn"]?.string.flatMap({ CivilDate($0) }) else {
      throw Desk.Silent(endpoint: desk.endpoint)
    }
    return day
  }

  /// How many events the journal holds.
  private static func head(_ desk: Desk) throws -> Int64 {
    let health = try desk.ask("health", [])
    return health["authorities"]?.array?.first?["head"]?.string.flatMap { Sequence($0) }?.number ?? 0
  }

  private func turn(_ desk: Desk, to day: CivilDate, _ name: String) throws {
    try desk.ask(
      "record-activity",
      [
        ("authority", .string("benchmark")), ("command", .string(name)), ("kind", .string("meeting")),
        ("on", .string("\(day)")), ("receivedtime", .string("\(day)T09:00:00Z")),
      ])
  }

  private static func entry(on day: CivilDate, known: CivilDate) -> Line {
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
