import ArgumentParser
import Contracts
import Testing

@testable import holdfast

/// The command line.
@Suite struct ArgumentTests {
  @Test func `play takes its file, pace and bookmark`() throws {
    let play = try #require(
      try Holdfast.parseAsRoot(["play", "year.ndjson", "--rate", "50", "--window", "8", "--resume", "mark"])
        as? PlayCommand)
    #expect(play.file == "year.ndjson")
    #expect(play.pace.plan.rate == 50)
    #expect(play.pace.plan.window == 8)
    #expect(play.resume == "mark")
    let plain = try #require(try Holdfast.parseAsRoot(["play", "-"]) as? PlayCommand)
    #expect(plain.pace.plan.window == 64)
    #expect(plain.pace.plan.rate == nil)
  }

  @Test func `params are a JSON object, or words that name them`() throws {
    #expect(try AskCommand.params([]) == .object([]))
    #expect(try AskCommand.params(["{\"a\":\n1}"])["a"]?.integer == 1)
    let words = try AskCommand.params(["from=2023-04-01", "fte:=0.8", "child=123", "roles:=[\"reviews\"]", "why=a=b"])
    #expect(words["from"]?.string == "2023-04-01")
    #expect(words["fte"] == .number("0.8"))
    #expect(words["child"]?.string == "123")
    #expect(words["roles"]?.array?.first?.string == "reviews")
    #expect(words["why"]?.string == "a=b")
    for wrong in [["from"], ["=x"], ["a=1", "a=2"], ["fte:=zero"], ["[1]"], ["{"]] {
      #expect(throws: Trouble.self, "\(wrong)") { try AskCommand.params(wrong) }
    }
  }

  @Test func `diary takes an authority, two days and whose it is`() throws {
    let diary = try #require(
      try Holdfast.parseAsRoot([
        "diary", "camden", "--from", "2023-04-03", "--to", "2023-04-09", "--officer", "W-1", "--calendar",
      ]) as? DiaryCommand)
    #expect(diary.officer == "W-1")
    #expect(diary.calendar)
    #expect(throws: (any Error).self) {
      try Holdfast.parseAsRoot(["diary", "camden", "--from", "2023-04-09", "--to", "2023-04-03"])
    }
  }

  @Test func `the diary stands day by day, no wider than a terminal`() throws {
    let items = try [
      """
      {"on":"2023-04-03","kind":"review","child":"C00417","review":"C00417-R3","officer":"IRO-4","mode":"in-person",\
      "venue":"Westminster City Hall, room 4","stream":"looked-after","number":3,"dueOn":"2023-04-20","notes":[]}
      """,
      """
      {"on":"2023-04-05","kind":"review","child":"C9","review":"C9-R1","stream":"short-breaks","number":1,\
      "notes":["unbooked"]}
      """,
    ].map { try JSON.read(Array($0.utf8)) }
    let from = try #require(CivilDate("2023-04-03"))
    let lines = DiaryPage(items: items, from: from, to: from.adding(days: 6)).lines
    #expect(lines.first == "Diary, 3 April 2023 to 9 April 2023")
    #expect(lines.contains("  Monday 3 April 2023"))
    #expect(lines.contains("  Wednesday 5 April 2023"))
    #expect(lines.contains { $0.contains("Short breaks 1") && $0.contains("nobody") && $0.contains("unbooked") })
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(DiaryPage(items: [], from: from, to: from).lines.last == "  nothing")
  }

  @Test func `report takes an authority and two days`() throws {
    let words = [
      "report", "camden", "--from", "2022-04-01", "--to", "2023-03-31", "--known-on", "2023-05-01T09:00:00Z",
    ]
    let report = try #require(try Holdfast.parseAsRoot(words) as? ReportCommand)
    #expect(report.authority.text == "camden")
    #expect(report.from.description == "2022-04-01")
    #expect(report.to.description == "2023-03-31")
    #expect(report.knownOn == Timestamp("2023-05-01T09:00:00Z"))
  }

  @Test func `tail begins at the first event, or at the position given`() throws {
    let tail = try #require(try Holdfast.parseAsRoot(["tail", "disputes"]) as? TailCommand)
    #expect(tail.from == Sequence(1))
    let later = try #require(
      try Holdfast.parseAsRoot(["tail", "disputes", "--from", "0000000000000000019"]) as? TailCommand)
    #expect(later.from == Sequence(19))
  }

  @Test(arguments: [
    ["ask", "voice", "health"], ["report", "camden", "--from", "2022-02-30", "--to", "2023-03-31"],
    ["report", "camden", "--from", "2023-04-01", "--to", "2023-03-31"],
    ["report", "camden", "--from", "2022-04-01", "--to", "2023-03-31", "--csv", "--json"],
    ["report", "Camden!", "--from", "2022-04-01", "--to", "2023-03-31"],
    ["play", "x", "--window", "0"], ["play", "x", "--window", "1025"], ["play", "x", "--rate", "0"],
    ["play", "x", "--patience", "0"], ["tail", "disputes", "--from", "-1"], ["health", "--timeout", "0"], ["keys"],
    ["nonsense"],
  ])
  func `a command line that is wrong is refused`(words: [String]) {
    #expect(throws: (any Error).self) {
      var command = try Holdfast.parseAsRoot(words)
      // A command with subcommands and none given shows its help, which is an error too.
      if command is KeysCommand { try command.run() }
    }
  }

  @Test func `whatever is asked carries an id under which a command is carried out once`() {
    let given = JSON.object([("command", .string("c-1"))])
    #expect(AskCommand.repeatable(given) == given)
    let made = (0..<2).map { _ in AskCommand.repeatable(.object([("child", .string("C-1"))])) }
    #expect(made.allSatisfy { $0["child"]?.string == "C-1" && ($0["command"]?.string?.utf8.count ?? 0) == 36 })
    #expect(made[0] != made[1])
  }

  @Test func `places come from the environment, with the ports of the protocol otherwise`() throws {
    let places = try Places(environment: ["HOLDFAST_DISPUTES": "ipc:///run/disputes"])
    #expect(places.desk(of: .scheduling) == "tcp://127.0.0.1:7100")
    #expect(places.desk(of: .reporting) == "tcp://127.0.0.1:7130")
    #expect(try places.feed(of: .participation) == "tcp://127.0.0.1:7111")
    #expect(try places.feed(of: .disputes) == "ipc:///run/disputes-feed")
    #expect(throws: Trouble.self) { try Places(environment: ["HOLDFAST_DISPUTES": "localhost"]) }
    #expect(throws: Trouble.self) { try Places(environment: ["HOLDFAST_KEYS": "/nowhere/at/all"]) }
    let portless = try Places(environment: ["HOLDFAST_DISPUTES": "tcp://host"])
    #expect(throws: Trouble.self) { try portless.feed(of: .disputes) }
  }
}
