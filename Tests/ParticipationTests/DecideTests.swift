import Contracts
import ParticipationRules
import Testing

/// A year in which C1 (12 years old) had two reviews, C2 is under four, and a survey with two questions is open.
private func furnished() throws -> Room {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  try room.enter("C2", born: "2020-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05", "2022-05-12"], completedOn: "2022-05-20")
  try room.hold("C1-R2", of: "C1", meetings: ["2022-11-03"])
  try room.hold("C1-P1", of: "C1", meetings: ["2022-11-03"], stream: .childProtection)
  try room.hold("C2-R1", of: "C2", meetings: ["2022-07-01"])
  try room.ask("open-survey", #"{"authority":"westminster","survey":"S1","questions":["heard","safe"]}"#)
  try room.ask("record-participation", #"{"authority":"westminster","review":"C1-R1","code":"PN1"}"#)
  return room
}

/// An ask that is refused: method, members of params, code, reason, where.
private let refused: [(method: String, members: String, code: Int, reason: String, at: String)] = [
  ("record-participation", #""review":"C1-R2""#, -32602, "missing", "/code"),
  ("record-participation", #""child":"C1","reviewOn":"2022-05-05","reason":"x""#, -32602, "missing", "/code"),
  (
    "record-participation", #""child":"C1","reviewOn":"2023-01-11","code":"PN1""#, -32001, "in-future", "/reviewOn"
  ),
  (
    "record-participation", #""review":"C1-R2","child":"C2","code":"PN1""#, -32001, "review-of-another-child", "/child"
  ),
  (
    "record-participation", #""review":"C1-R2","reviewOn":"2022-11-04","code":"PN1""#, -32001,
    "not-a-day-of-the-review", "/reviewOn"
  ),
  (
    "record-participation", #""child":"C1","reviewOn":"2022-11-03","code":"PN1""#, -32001,
    "several-reviews-on-that-day", "/reviewOn"
  ),
  ("record-participation", #""review":"C2-R1","code":"PN1""#, -32001, "under-four-takes-only-pn0", "/code"),
  ("record-participation", #""review":"C1-R2","code":"PN0""#, -32001, "from-four-takes-pn1-to-pn7", "/code"),
  (
    "record-participation", #""review":"C1-R2","code":"PN0","attended":true"#, -32001,
    "from-four-takes-pn1-to-pn7", "/code"
  ),
  (
    "record-participation", #""review":"C2-R1","code":"PN1","reason":"x""#, -32001, "under-four-takes-only-pn0", "/code"
  ),
  (
    "record-participation", #""review":"C1-R2","code":"PN1","attended":false"#, -32001, "code-contradicts-facts",
    "/code"
  ),
  ("record-participation", #""review":"C1-R1","code":"PN2""#, -32001, "already-recorded", "/review"),
  (
    "record-participation", #""child":"C1","reviewOn":"2022-05-20","code":"PN1""#, -32001, "already-recorded",
    "/reviewOn"
  ),
  ("record-participation", #""review":"C1-R1","code":"PN1","reason":"x""#, -32001, "already-recorded", "/review"),
  ("open-survey", #""survey":"S1","questions":["heard"]"#, -32001, "survey-exists", "/survey"),
  (
    "open-survey", #""survey":"S2","questions":["heard","safe","heard"]"#, -32001, "question-named-twice",
    "/questions/2"
  ),
  (
    "answer-survey",
    #""survey":"S1","on":"2023-01-11","respondent":"x","answers":[{"question":"safe","answer":"yes"}]"#,
    -32001, "in-future", "/on"
  ),
  (
    "answer-survey",
    #""survey":"S1","on":"2023-01-10","child":"C1","#
      + #""answers":[{"question":"safe","answer":"yes"},{"question":"fun","answer":"no"}]"#,
    -32001, "unknown-question", "/answers/1/question"
  ),
  (
    "answer-survey",
    #""survey":"S9","on":"2023-01-10","child":"C1","#
      + #""answers":[{"question":"safe","answer":"yes"},{"question":"safe","answer":"no"}]"#,
    -32001, "question-named-twice", "/answers/1/question"
  ),
]

@Test(arguments: refused.indices)
func `an ask that breaks a rule is refused with code, reason and place, and changes nothing`(index: Int) throws {
  let (method, members, code, reason, at) = refused[index]
  let room = try furnished()
  let before = (room.told.count, room.states)
  let refusal = #expect(throws: Refusal.self) {
    try room.ask(method, "{\"authority\":\"westminster\",\(members)}")
  }
  #expect(refusal?.code.rawValue == code)
  #expect(refusal?.faults == [Fault(reason, at: at)])
  #expect((room.told.count, room.states) == before)
}

@Test func `a review of which nothing was told is not found`() throws {
  let room = try furnished()
  for (members, at) in [
    (#""review":"C1-R9""#, "/review"), (#""child":"C1","reviewOn":"2022-11-04""#, "/reviewOn"),
    (#""child":"C9","reviewOn":"2022-11-04""#, "/reviewOn"),
  ] {
    let refusal = #expect(throws: Refusal.self) {
      try room.question("participation", "{\"authority\":\"westminster\",\(members)}")
    }
    #expect(refusal?.code == .notFound)
    #expect(refusal?.faults == [Fault("review-not-found", at: at)])
  }
}

@Test func `no event is taken from outside`() throws {
  let room = try furnished()
  let event = try present(room.heard.first)
  let look = Look<ParticipationState>(event.authority) { _ in nil }
  let refusal = #expect(throws: Refusal.self) { try Participation.rules.take(event, look, room.moment) }
  #expect(refusal == Refusal(.wrongParams, [Fault("unknown-type", at: "/event/type")], message: refusal?.message))
}

@Test func `the catalogue's reasons are those that the tests drive, each with words`() {
  let driven = Set(
    refused.map(\.reason) + refusedSteps.flatMap(\.faults).map { $0.split(separator: " ")[0] }.map(String.init)
      + [
        "review-not-found", "child-not-found", "unknown-type", "policy-unreadable", "promise-closed",
        "returned-already", "token-of-another-consultation", "consultation-of-another-child",
        "token-of-another-child", "small-numbers", "conference-of-another-child", "review-or-conference",
        "answered-already",
      ])
  let listed = Participation.rules.catalogue.refusals
  #expect(Set(listed.map(\.reason)) == driven)
  #expect(listed.count == driven.count)
  #expect(listed.allSatisfy { !$0.words.isEmpty })
}

@Test(arguments: ["2022-05-05", "2022-05-12", "2022-05-20"])
func `any meeting's day and the day of completion name the review`(on: String) throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05", "2022-05-12"], completedOn: "2022-05-20")
  let outcome = try room.ask(
    "record-participation",
    "{\"authority\":\"westminster\",\"child\":\"C1\",\"reviewOn\":\"\(on)\",\"attended\":true,\"spoke\":false,"
      + "\"chairing\":\"part\"}")
  let event = try present(outcome.events.first)
  #expect(event.type == "participation-recorded")
  #expect(event.subject == "C1-R1")
  #expect(
    event.data
      == (try json(
        "{\"child\":\"C1\",\"review\":\"C1-R1\",\"reviewOn\":\"\(on)\",\"code\":\"PN4\",\"chairing\":\"part\","
          + "\"evidence\":[\"attended\",\"not-spoke\"]}")))
}

@Test func `the age counts on the day given, not on the first meeting`() throws {
  let room = try Room()
  try room.enter("C1", born: "2018-05-10")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05", "2022-05-12"])
  #expect(throws: Refusal.self) {
    try room.ask("record-participation", #"{"authority":"westminster","review":"C1-R1","code":"PN1"}"#)
  }
  let outcome = try room.ask(
    "record-participation", #"{"authority":"westminster","review":"C1-R1","reviewOn":"2022-05-12","code":"PN1"}"#)
  #expect(outcome.events.first?.data["code"]?.string == "PN1")
}

@Test func `a code that contradicts the facts stands with its reason, and says that it was given`() throws {
  let room = try furnished()
  let outcome = try room.ask(
    "record-participation",
    #"{"authority":"westminster","review":"C1-R2","attended":false,"code":"PN6","reason":"wrote a letter"}"#)
  let data = try present(outcome.events.first).data
  #expect(data["evidence"]?.array?.compactMap(\.string) == ["not-attended", "code-given"])
  #expect(data["reason"]?.string == "wrote a letter")
}

@Test func `PN0 after the fourth birthday is taken with a reason, says so, and is listed until it is put right`() throws
{
  let room = try furnished()
  let outcome = try room.ask(
    "record-participation",
    #"{"authority":"westminster","review":"C1-R2","code":"PN0","reason":"as the old system has it"}"#)
  let data = try present(outcome.events.first).data
  #expect(data["contradiction"]?.string == "under-four-code-from-four")
  #expect(data["evidence"]?.array?.compactMap(\.string) == ["code-given"])
  #expect(outcome.warnings.isEmpty)
  func listed() throws -> [String] {
    try room.items("contradictions", "", "review", "recorded", "contradiction", "reason")
  }
  #expect(try listed() == ["C1-R2 PN0 under-four-code-from-four as the old system has it"])
  try room.ask("record-participation", #"{"authority":"westminster","review":"C1-R2","code":"PN1","reason":"wrong"}"#)
  #expect(try listed().isEmpty)
}

@Test func `under four the code follows from the age, whatever else is said`() throws {
  let room = try furnished()
  let outcome = try room.ask(
    "record-participation", #"{"authority":"westminster","review":"C2-R1","attended":true,"spoke":true}"#)
  let data = try present(outcome.events.first).data
  #expect(data["code"]?.string == "PN0")
  #expect(data["evidence"]?.array?.compactMap(\.string) == ["under-four", "attended", "spoke"])
}

@Test func `a correction needs a reason, and is what holds from then on`() throws {
  let room = try furnished()
  try room.ask(
    "record-participation", #"{"authority":"westminster","review":"C1-R1","code":"PN6","reason":"mistyped"}"#)
  let answer = try room.question("participation", #"{"authority":"westminster","review":"C1-R1"}"#)
  #expect(answer["code"]?.string == "PN6")
  #expect(room.told.filter { $0.type == "participation-recorded" }.count == 2)
  #expect(throws: Refusal.self) {
    try room.ask(
      "record-participation", #"{"authority":"westminster","review":"C1-R1","code":"PN6","reason":"mistyped"}"#)
  }
}

@Test func `a child known without a date of birth is coded with a warning`() throws {
  let room = try Room()
  try room.hold("C7-P1", of: "C7", meetings: ["2022-05-05"], stream: .childProtection)
  let outcome = try room.ask("record-participation", #"{"authority":"westminster","review":"C7-P1","code":"PN0"}"#)
  #expect(outcome.events.count == 1)
  #expect(outcome.warnings == ["age-not-checked"])
}
