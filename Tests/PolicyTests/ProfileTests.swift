import Contracts
import Policy
import Testing

struct ProfileTests {
  private func profile(_ text: String) throws -> Profile {
    try Profile(json: JSON.read(Array(text.utf8)))
  }

  private func word(_ text: String) throws -> KebabWord {
    try #require(KebabWord(text))
  }

  @Test func `the baseline has no local clock, no bands and no ladder of its own`() {
    let statutory = Profile.statutory
    #expect(statutory.local.isEmpty)
    #expect(statutory.caseload == 50...70)
    #expect(statutory.ageBands == nil)
    #expect(statutory.ladder == nil)
    #expect(statutory.json.text == #"{"name":"statutory"}"#)
  }

  @Test func `every built-in profile can be had by name and comes back from its own JSON`() throws {
    for name in Profile.embeddedNames {
      let built = try #require(Profile.embedded(name))
      #expect(built.name.text == name)
      #expect(try Profile(json: JSON.read(built.json.line)) == built)
      #expect(try JSON(encoding: built).decode(Profile.self) == built)
    }
    #expect(Profile.embedded("atlantis") == nil)
  }

  @Test func `a local limit stands beside the statutory one`() throws {
    let profile = try profile(
      #"{"name":"thurrock","extends":"statutory","local":{"laterReviewMonths":5,"firstReviewDays":28}}"#)
    let calendar = BankHolidays.englandAndWales
    let day = try #require(CivilDate("2022-09-01"))
    #expect(profile.statutoryEnd(of: .laterReview, from: day, by: calendar)?.end == CivilDate("2023-03-01"))
    #expect(profile.localEnd(of: .laterReview, from: day, by: calendar)?.end == CivilDate("2023-02-01"))
    #expect(profile.statutoryEnd(of: .firstReview, from: day, by: calendar)?.end == CivilDate("2022-09-30"))
    #expect(profile.localEnd(of: .firstReview, from: day, by: calendar)?.end == CivilDate("2022-09-29"))
    #expect(profile.localEnd(of: .secondReview, from: day, by: calendar) == nil)
    #expect(
      profile.json.text
        == #"{"name":"thurrock","extends":"statutory","local":{"firstReviewDays":28,"laterReviewMonths":5}}"#)
  }

  @Test(arguments: [
    (#"{}"#, ["missing /name"]), (#"[]"#, ["not-an-object "]),
    (#"{"name":"A B","extends":"medway"}"#, ["not-a-word /name", "unknown-word /extends"]),
    (#"{"name":"a","local":{"firstReviewWorkingDays":0}}"#, ["out-of-range /local/firstReviewWorkingDays"]),
    (#"{"name":"a","local":{"firstReviewWorkingDays":"20"}}"#, ["not-a-number /local/firstReviewWorkingDays"]),
    (
      #"{"name":"a","local":{"firstReviewHours":20},"laddder":[]}"#,
      [
        "unknown-member /laddder", "unknown-member /local/firstReviewHours",
      ]
    ),
    (#"{"name":"a","local":{"recordDays":20,"recordWorkingDays":15}}"#, ["two-units /local/recordDays"]),
    (#"{"name":"a","caseload":{"lowest":70,"highest":50}}"#, ["lowest-over-highest /caseload"]),
    (#"{"name":"a","ladder":[]}"#, ["wrong-length /ladder"]),
    (#"{"name":"a","ladder":[{"name":"one"},{"name":"one"}]}"#, ["named-twice /ladder/1/name"]),
    (#"{"name":"a","ladder":[{"name":"one","mayStart":false}]}"#, ["no-stage-to-start-at /ladder"]),
    (
      #"{"name":"a","ladder":[{"name":"one","kinds":["sad"],"respondWorkingDays":1.5}]}"#,
      [
        "not-a-whole-number /ladder/0/respondWorkingDays", "unknown-word /ladder/0/kinds/0",
      ]
    ),
    (#"{"name":"a","ladder":[{"name":"one","respondDays":5}]}"#, ["unknown-member /ladder/0/respondDays"]),
    (#"{"name":"a","ageBands":[{"name":"all","from":1}]}"#, ["age-in-no-band /ageBands"]),
    (
      #"{"name":"a","ageBands":[{"name":"x","from":0,"to":9},{"name":"y","from":9}]}"#,
      [
        "age-in-two-bands /ageBands"
      ]
    ),
    (
      #"{"name":"a","ageBands":[{"name":"x","from":0,"to":9},{"name":"x","from":10}]}"#,
      [
        "named-twice /ageBands/1/name"
      ]
    ),
    (#"{"name":"statutory","extends":"statutory"}"#, ["name-taken /name"]),
    (#"{"name":"a","local":null}"#, ["null /local"]), (#"{"name":"a","a/b~c":1}"#, ["unknown-member /a~1b~0c"]),
  ])
  func `a faulty profile is refused with every fault`(text: String, faults: [String]) throws {
    let json = try JSON.read(Array(text.utf8))
    let error = #expect(throws: PolicyFaults.self) { try Profile(json: json) }
    #expect(error?.faults.map { "\($0.reason) \($0.at)" } == faults)
  }

  @Test(arguments: [
    (
      "{\n  \"name\": \"a\",\n  \"local\": {\n    \"recordDays\": 0,\n    \"x\": 1\n  }\n}\n",
      [
        "line 4: out-of-range at /local/recordDays", "line 5: unknown-member at /local/x",
      ]
    ),
    (
      "\n\n{\n\"ladder\": [\n{\"name\": \"one\"},\n{\"kinds\": [\"formal\"]}\n]}",
      [
        "line 3: missing at /name", "line 6: missing at /ladder/1/name",
      ]
    ),
    ("{\n\"name\": \"a\",\n}\n", ["line 3: not-json"]), ("{\n\"name\" \"a\"}", ["line 2: not-json"]),
    ("{\n\"name\": \"a\",\n\"name\": \"b\"\n}", ["line 3: member-twice at /name"]),
    ("{\n\"name\":\n\"a\nb\"}", ["line 3: not-json"]), ("{\n\n\"name\": 01}", ["line 3: not-json"]),
    ("{\"name\": \"a\"}\n}", ["line 2: not-json"]), ("", ["line 1: not-json"]), ("{\n\"name", ["line 2: not-json"]),
    ("{\"name\":\"\\", ["line 1: not-json"]),
    (String(repeating: "[\n", count: 20), ["line 17: nested-too-deep"]),
    ("{\"name\":\"" + String(repeating: "a", count: 70_000) + "\"}", ["line 1: line-too-long"]),
  ])
  func `faults of a file are told with their lines`(text: String, faults: [String]) {
    let error = #expect(throws: PolicyFaults.self) { try Profile(file: Array(text.utf8)) }
    #expect(error?.description == faults.joined(separator: "\n"))
  }

  @Test func `a faulty profile inside a message is corrupted data`() throws {
    let json = try JSON.read(Array(#"{"name":"a","local":{"recordDays":0}}"#.utf8))
    #expect(throws: DecodingError.self) { try json.decode(Profile.self) }
  }

  @Test func `faults inside a command's params have the whole pointer`() throws {
    let json = try JSON.read(Array(#"{"local":{"x":1}}"#.utf8))
    let error = #expect(throws: PolicyFaults.self) { try Profile(json: json) }
    let faults = error?.faults(under: "/profile")
    #expect(faults == [Fault("missing", at: "/profile/name"), Fault("unknown-member", at: "/profile/local/x")])
  }

  @Test func `Westminster's ladder leads from informal to senior management`() throws {
    let ladder = try #require(Profile.embedded("westminster")?.ladder)
    let (informal, formal, themed, alert) = try (word("informal"), word("formal"), word("themed"), word("alert"))
    #expect(ladder.start(of: informal)?.name.text == "informal")
    #expect(ladder.start(of: alert)?.name.text == "informal")
    #expect(ladder.start(of: formal)?.name.text == "stage-1")
    #expect(ladder.start(of: themed)?.name.text == "service")
    var climbed = ["informal"]
    while let next = try ladder.next(after: word(climbed[climbed.count - 1]), for: informal) {
      climbed.append(next.name.text)
    }
    #expect(climbed == ["informal", "stage-1", "stage-2", "senior-management"])
    #expect(try ladder.next(after: word("service"), for: themed)?.name.text == "senior-management")
    #expect(try ladder.next(after: word("nowhere"), for: themed) == nil)
    #expect(try ladder.isHigher(word("stage-2"), than: word("stage-1")))
    #expect(try !ladder.isHigher(word("stage-1"), than: word("stage-1")))
    #expect(try !ladder.isHigher(word("nowhere"), than: word("stage-1")))
    #expect(ladder.stages.allSatisfy { $0.respondWorkingDays == nil && $0.mayStart })
  }

  @Test func `a ladder's stages keep their clocks and where they may start`() throws {
    let text =
      #"{"name":"a","extends":"statutory","ladder":["#
      + #"{"name":"team","respondWorkingDays":5,"mayStart":true,"kinds":["formal"]},"#
      + #"{"name":"director","respondWorkingDays":10,"mayStart":false}]}"#
    let profile = try profile(text)
    let ladder = try #require(profile.ladder)
    #expect(try ladder.stage(word("team"))?.respondWorkingDays == 5)
    #expect(try ladder.stage(word("director"))?.mayStart == false)
    #expect(try ladder.start(of: word("themed")) == nil)
    #expect(profile.json.text == text)
  }

  @Test func `the baseline's bands hold every child once`() {
    let labels = (0...17).map { age in
      [false, true].map { unaccompanied in
        AgeBand.baseline.filter { $0.holds(age: age, unaccompanied: unaccompanied) }.map(\.name)
      }
    }
    #expect(labels[5] == [["0-5"], ["0-5"]])
    #expect(labels[6] == [["6-13"], ["6-13"]])
    #expect(labels[13] == [["6-13"], ["6-13"]])
    #expect(labels[14] == [["14-plus"], ["14-plus-unaccompanied"]])
    #expect(labels.joined().allSatisfy { $0.count == 1 })
  }
}
