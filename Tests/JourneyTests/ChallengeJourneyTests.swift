import Contracts
import Foundation
import Support
import Testing

/// Challenges through real processes: the clock that is killed, the five ladders side by side, the author's rule.
@Suite(.serialized) struct ChallengeJourneyTests {
  // MARK: The clock

  /// Five working days at the team, ten at the head, and a director; the whole process in twenty.
  private static let ladder =
    #""ladder":[{"name":"team","respondWorkingDays":5,"respondent":"team-manager"},"#
    + #"{"name":"head","respondWorkingDays":10,"respondent":"head-of-service"},{"name":"director"}]"#

  /// What the clock tells of a formal challenge raised on Monday 2 May 2022, a bank holiday, that nobody answers.
  private static let expected = [
    "2022-05-02 dispute-raised team", "2022-05-05 response-due team 2022-05-09 stage",
    "2022-05-10 dispute-escalated head clock silent team-manager", "2022-05-22 response-due head 2022-05-24 stage",
    "2022-05-25 dispute-escalated director clock silent head-of-service",
    "2022-05-26 response-due director 2022-05-30 process",
  ]

  /// When disputes is down, how it ends, and on which days the clock moves.
  struct Outage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Disputes is killed in the evening of the first day, and started again in the evening of the second.
    var down: (from: String, to: String)?
    /// Where disputes kills itself while it turns the days from the first on; it is then started again.
    var killAt: (day: String, point: String)?
    /// Whether the clock moves every day; else once to the end.
    var isDaily = true
  }

  @Test(arguments: [
    Outage(testDescription: "never down"),
    Outage(testDescription: "down across the limit's day", down: ("2022-05-09", "2022-05-11")),
    Outage(testDescription: "down on the day after it alone", down: ("2022-05-09", "2022-05-10")),
    Outage(testDescription: "down from first to last", down: ("2022-05-02", "2022-06-10")),
    Outage(testDescription: "a month at once", isDaily: false),
    Outage(testDescription: "down, and a month at once", down: ("2022-05-02", "2022-06-10"), isDaily: false),
    Outage(testDescription: "killed before the commit", killAt: ("2022-05-10", "before-commit:1")),
    Outage(testDescription: "killed inside the commit", killAt: ("2022-05-10", "inside-commit:1")),
    Outage(testDescription: "killed after the commit", killAt: ("2022-05-10", "after-commit:1")),
    Outage(testDescription: "killed before the telling", killAt: ("2022-05-10", "before-telling:1")),
  ])
  func `silence escalates once and on the right day, whenever disputes is down`(outage: Outage) throws {
    let office = try Office(with: .disputes)
    try office.adopt(Self.ladder)
    office.on("2022-05-02")
    try office.settle()
    try office.raise("D1", #""kind":"formal","children":["C1"],"theme":"drift""#)
    var day = try #require(CivilDate("2022-05-02"))
    let last = try #require(CivilDate("2022-06-10"))
    func evening() throws {
      if outage.down?.from == day.description { office.house.killNow(.disputes) }
      if outage.down?.to == day.description { try office.house.start(.disputes) }
    }
    try evening()
    while day < last {
      day = outage.isDaily ? day.adding(days: 1) : last
      if let point = outage.killAt, point.day == day.description {
        try office.settle()
        office.house.killNow(.disputes)
        try office.house.start(.disputes, ["HOLDFAST_KILL_AT": point.point])
        try office.turn(to: day.description)
        try waitForEnd(of: .disputes, office.house)
        try office.house.start(.disputes)
      } else {
        try office.turn(to: day.description)
      }
      try evening()
    }
    try office.settle()
    #expect(try told(office) == Self.expected)
    #expect(outage.down == nil && outage.killAt == nil || office.house.kills > 0)
    // Who was silent stands in the challenge itself, for as long as it is kept.
    let history = try #require(office.ask("dispute", #"{"dispute":"D1"}"#, at: .disputes)["history"]?.array)
    #expect(history.map { $0["silent"]?.string } == [nil, "team-manager", "head-of-service"])
  }

  private func waitForEnd(of service: ServiceName, _ house: House) throws {
    let deadline = Date(timeIntervalSinceNow: 60)
    while house.isRunning(service) {
      try #require(Date() < deadline, "\(service) was not killed at its point")
      // A question that keeps the loop turning until it comes to its point.
      _ = try? Desk(house.desk(of: .scheduling)).ask("health", [], seconds: 1)
    }
    #expect(house.ending(of: service)?.status == SIGKILL)
  }

  /// What was told of the challenge, each with the day on which it became known.
  private func told(_ office: Office) throws -> [String] {
    let types = ["dispute-raised", "dispute-escalated", "response-due"]
    let events = try types.flatMap { try office.told($0, at: .disputes) }
      .sorted { ($0["sequence"]?.string ?? "") < ($1["sequence"]?.string ?? "") }
    return try events.map { event in
      let data = event["data"]
      let known = try #require(event["receivedtime"]?.string.flatMap { Timestamp($0) })
      let words = [
        known.londonDate.description, event["type"]?.string, data?["stage"]?.string, data?["dueOn"]?.string,
        data?["clock"]?.string, data?["because"]?.string,
        (data?["silent"]?.string).map { "silent \($0)" },
      ]
      return words.compactMap(\.self).joined(separator: " ")
    }
  }

  // MARK: The five ladders

  /// Each profile, and where an alert, a formal, an informal and a themed challenge go that nobody answers; the
  /// informal one is escalated twice by its officer.
  private static let ladders: [(profile: String, stages: [String])] = [
    (
      "westminster",
      [
        "informal", "stage-1, clock stage-2", "informal, stage-1, stage-2, clock senior-management",
        "service, clock senior-management",
      ]
    ),
    (
      "medway",
      ["stage-1", "stage-1, clock stage-2", "stage-1, stage-2, stage-3, clock stage-4", "stage-1, clock stage-2"]
    ),
    ("thurrock", ["informal", "formal, clock director", "informal, formal, director", "formal, clock director"]),
    ("herefordshire", ["informal", "formal", "informal, formal", "formal"]),
    ("middlesbrough", ["alert", "formal, clock director", "alert, formal, director", "formal, clock director"]),
  ]

  @Test func `one history under the five profiles, side by side at a real desk`() throws {
    let kinds = ["alert", "formal", "informal", "themed"]
    var lines = ["Profile        Kind      Stages at which one history stands"]
    for ladder in Self.ladders {
      let office = try Office(ladder.profile, with: .disputes)
      office.on("2023-02-01")
      try office.settle()
      for kind in kinds { try office.raise(kind, #""kind":"\#(kind)","children":["C1","C2","C3"],"theme":"drift""#) }
      try office.turn(to: "2023-02-10")
      for _ in 0..<2 {
        _ = try office.refusal {
          try office.challenge("escalate-dispute", #""dispute":"informal","on":"2023-02-10""#)
        }
      }
      try office.challenge("refer-to-cafcass", #""dispute":"formal","on":"2023-02-10""#)
      try office.turn(to: "2023-06-01")
      try office.settle()
      let stages = try kinds.map { kind in
        let file = try office.ask("dispute", #"{"dispute":"\#(kind)"}"#, at: .disputes)
        let isReferred = file["cafcassReferrals"]?.array?.isEmpty == false
        #expect(isReferred == (kind == "formal"))
        return (file["history"]?.array ?? []).map { step in
          (step["because"]?.string == "clock" ? "clock " : "") + (step["stage"]?.string ?? "")
        }.joined(separator: ", ")
      }
      #expect(stages == ladder.stages, "\(ladder.profile)")
      for (kind, stage) in zip(kinds, stages) {
        let name = kind == kinds[0] ? ladder.profile : ""
        lines.append(
          name.padding(toLength: 15, withPad: " ", startingAt: 0)
            + kind.padding(toLength: 10, withPad: " ", startingAt: 0) + stage)
      }
    }
    print("\n" + lines.joined(separator: "\n") + "\n")
  }

  // MARK: Alerts without a stage

  @Test func `a profile that asks for alerts and has no stage for them is refused, at the desk and by its line`() throws
  {
    let office = try Office(with: .disputes)
    let members = [
      #""ladder": [{ "name": "formal", "kinds": ["formal", "themed"] }],"#,
      #""alerts": [{ "on": "unlawful-placement", "theme": "unlawful-placement" }]"#,
    ]
    let refused = try office.refusal { try office.adopt(members.joined()) }
    #expect(refused == "no-stage-for-alerts /profile/alerts")
    let file = office.house.folder.appending(path: "own.json")
    try "{\n\"name\": \"own\",\n\(members.joined(separator: "\n"))\n}\n".write(
      to: file, atomically: true, encoding: .utf8)
    let checked = try ProgramTests.run("holdfast", ["adopt", "westminster", file.path, "--check"])
    #expect(checked.status == 2 && checked.errors.contains("line 4: no-stage-for-alerts at /alerts"))
  }

  // MARK: The author's rule

  @Test func `at a real desk nothing of a challenge is taken back, raised anew or withdrawn but by its author`() throws
  {
    let office = try Office(with: .disputes)
    try office.settle()
    try office.raise("D1", #""kind":"formal","children":["C1"],"theme":"drift","officer":"M-1""#)
    let raised = try #require(office.told("dispute-raised", at: .disputes).first)
    #expect(
      try office.refusal { try office.withdraw(raised, at: .disputes) } == "unknown-type /event/type")
    let again = try office.refusal {
      try office.raise("D1", #""kind":"formal","children":["C1"],"theme":"drift","officer":"M-1""#)
    }
    #expect(again == "dispute-exists /dispute")
    #expect(try office.refusal { try office.resolve("D1", "withdrawn") } == "not-its-author /by")
    let stranger = #","by":{"role":"team-manager","id":"T-9"}"#
    #expect(try office.refusal { try office.resolve("D1", "withdrawn", stranger) } == "not-its-author /by/id")
    let published = try office.refusal {
      try office.publish("dispute-resolved", #"{"dispute":"D1","stage":"formal"}"#, at: .disputes)
    }
    #expect(published == "type-not-taken /event/type")
    try office.resolve("D1", "withdrawn", #","by":{"role":"reviewing-officer","id":"M-1"}"#)
    // It is withdrawn, and stays: whole, counted, with who did what.
    let file = try office.ask("dispute", #"{"dispute":"D1"}"#, at: .disputes)
    #expect(file["outcome"]?.string == "withdrawn" && file["raisedOn"]?.string == "2022-04-01")
    #expect(file["acts"]?.array?.map { $0["type"]?.string } == ["dispute-raised", "dispute-resolved"])
    #expect(file["acts"]?.array?.last?["id"]?.string == "M-1")
    #expect(try office.counts("outcome") == ["withdrawn: 1"])
  }
}
