import Contracts
import ParticipationRules
import Testing

@Test func `a code waits for the child, then for the review, and is recorded when that is told`() throws {
  let room = try Room()
  let asked = #"{"authority":"westminster","child":"C1","reviewOn":"2022-05-05","code":"PN1"}"#
  #expect(try room.ask("record-participation", asked).waitsFor == "scheduling has not told of the child")
  try room.enter("C1", born: "2010-06-15")
  #expect(room.waitingCount == 1)
  try room.hold("C1-R1", of: "C1", meetings: ["2022-04-01"])
  #expect(room.waitingCount == 1)
  #expect(room.told.isEmpty)
  try room.hold("C1-R2", of: "C1", meetings: ["2022-05-05"])
  #expect(room.waitingCount == 0)
  #expect(room.told.map(\.subject) == ["C1-R2"])
}

@Test func `a code for a review by its id waits for that review`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  let outcome = try room.ask("record-participation", #"{"authority":"westminster","review":"C1-R1","code":"PN1"}"#)
  #expect(outcome.waitsFor == "scheduling has not told of the review as held")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  #expect(room.told.count == 1)
}

@Test func `what waited is refused where a rule says no then`() throws {
  let room = try Room()
  try room.ask("record-participation", #"{"authority":"westminster","review":"C1-R1","code":"PN0"}"#)
  try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  #expect(room.told.isEmpty)
  #expect(room.refusedLater.map { $0.faults } == [[Fault("from-four-takes-pn1-to-pn7", at: "/code")]])
}

@Test func `a child's answers to a survey wait for the child, another person's do not`() throws {
  let room = try Room()
  let answers = #""on":"2023-01-10","answers":[{"question":"safe","answer":"sort-of"}]"#
  let child = try room.ask(
    "answer-survey", "{\"authority\":\"westminster\",\"survey\":\"S1\",\"child\":\"C1\",\(answers)}")
  #expect(child.waitsFor != nil)
  let carer = try room.ask(
    "answer-survey", "{\"authority\":\"westminster\",\"survey\":\"S1\",\"respondent\":\"carer-1\",\(answers)}")
  #expect(carer.events.map(\.type) == ["survey-opened", "survey-answered"])
  try room.enter("C1", born: "2010-06-15")
  #expect(room.told.map(\.type) == ["survey-opened", "survey-answered", "survey-answered"])
}

@Test func `a survey that an answer opened takes any question, and cannot be opened again`() throws {
  let room = try Room()
  for question in ["safe", "heard"] {
    try room.ask(
      "answer-survey",
      "{\"authority\":\"westminster\",\"survey\":\"S1\",\"on\":\"2023-01-10\",\"respondent\":\"x\","
        + "\"answers\":[{\"question\":\"\(question)\",\"answer\":\"yes\"}]}")
  }
  #expect(room.told.map(\.type) == ["survey-opened", "survey-answered", "survey-answered"])
  #expect(
    throws: Refusal(.refused, [Fault("survey-exists", at: "/survey")], message: "a survey of this id was opened before")
  ) {
    try room.ask("open-survey", #"{"authority":"westminster","survey":"S1","questions":["safe"]}"#)
  }
}

@Test func `reviews without a code are listed, the longest waiting first, until one is recorded`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R2", of: "C1", meetings: ["2022-11-03"])
  try room.hold("C2-R1", of: "C2", meetings: ["2022-12-01"], completedOn: "2022-12-09")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  func listed(_ members: String = "") throws -> [String] {
    let answer = try room.question("uncoded", "{\"authority\":\"westminster\"\(members)}")
    return try present(answer["items"]?.array).compactMap { $0["review"]?.string }
  }
  #expect(try listed() == ["C1-R1", "C1-R2", "C2-R1"])
  #expect(try listed(#","from":"2022-11-03","to":"2022-12-08""#) == ["C1-R2"])
  #expect(try listed(#","after":"2022-05-05/C1-R1""#) == ["C1-R2", "C2-R1"])
  try room.ask("record-participation", #"{"authority":"westminster","review":"C1-R2","code":"PN1"}"#)
  #expect(try listed() == ["C1-R1", "C2-R1"])
  let last = try present(room.question("uncoded", #"{"authority":"westminster"}"#)["items"]?.array?.last)
  #expect(
    last
      == (try json(
        #"""
        {"child":"C2","review":"C2-R1","stream":"looked-after","heldOn":"2022-12-01","completedOn":"2022-12-09",\#
        "daysWithoutCode":32}
        """#)))
}

@Test func `a long list comes in pages that join without gap or repetition`() throws {
  let room = try Room()
  for child in 0..<62 {
    for review in 0..<50 {
      try room.hold(
        "C\(child)-R\(review)", of: "C\(child)", meetings: [CivilDate(daysSince1970: 15_000 + review).description])
    }
  }
  var reviews: [String] = []
  var after = ""
  while true {
    let answer = try room.question("uncoded", "{\"authority\":\"westminster\"\(after)}")
    #expect(answer.line.count < Limits.reply)
    reviews += try present(answer["items"]?.array).compactMap { $0["review"]?.string }
    guard let next = answer["next"]?.string else { break }
    after = ",\"after\":\"\(next)\""
  }
  #expect(!after.isEmpty)
  #expect(reviews.count == 3_100)
  #expect(Set(reviews).count == 3_100)
}

@Test func `a review told again takes the place of what was told before`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-06"])
  let answer = try room.question("participation", #"{"authority":"westminster","child":"C1","reviewOn":"2022-05-06"}"#)
  #expect(
    answer
      == (try json(
        #"{"child":"C1","review":"C1-R1","stream":"looked-after","heldOn":"2022-05-06","completedOn":"2022-05-06"}"#)))
}

@Test func `an event of scheduling that cannot be read is refused, and changes nothing`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  let event = Event(
    made: Draft(Unreadable(child: "C1"), about: "C1-R1"), authority: try present(Authority("westminster")),
    key: Event.Key(source: "/westminster", id: "odd"), correlationid: nil, causationid: nil,
    receivedtime: room.moment.now, sequence: Sequence(9))
  let rules = Participation.rules
  let stream = StreamKey("known", "C1")
  #expect(rules.mirrors(event, .scheduling) == [stream])
  #expect(rules.mirrors(event, .disputes).isEmpty)
  var state = try present(room.states[stream]).decode(ParticipationState.self) as ParticipationState?
  rules.absorb(&state, stream, event, .scheduling)
  #expect(try JSON(encoding: present(state)) == room.states[stream])
  #expect(throws: Refusal.self) {
    try rules.react(event, .scheduling, Look(event.authority) { _ in nil }, room.moment)
  }
}

/// A review held of which only the child can be read.
private struct Unreadable: Message {
  let child: String
  static let name = "review-held"
  static let words = "A review held in a form that is not known."
  static let fields: [Field] = [.required("child", .identifier, "the child")]
}

@Test func `folded again from what was told, every state is the same`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05", "2022-05-12"], completedOn: "2022-05-20")
  try room.ask("open-survey", #"{"authority":"westminster","survey":"S1","questions":["heard","safe"]}"#)
  try room.ask(
    "answer-survey",
    #"{"authority":"westminster","survey":"S1","on":"2023-01-10","child":"C1","#
      + #""answers":[{"question":"safe","answer":"no"}]}"#
  )
  try room.ask(
    "record-participation",
    #"{"authority":"westminster","review":"C1-R1","attended":true,"code":"PN1","reason":"x","chairing":"full"}"#)
  #expect(room.states.count == 4)
  #expect(try room.foldedAgain() == room.states)
}

@Test func `a child who enters care again keeps the reviews told before, with the date of birth told last`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  try room.enter("C1", born: "2019-06-15")
  let outcome = try room.ask("record-participation", #"{"authority":"westminster","review":"C1-R1","code":"PN0"}"#)
  #expect(outcome.events.first?.data["code"]?.string == "PN0")
}

@Test func `what was said on chairing may be corrected with a reason, the code staying`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  let code = #"{"authority":"westminster","review":"C1-R1","code":"PN1""#
  try room.ask("record-participation", code + "}")
  try room.ask("record-participation", code + #","chairing":"full","reason":"left out"}"#)
  let answer = try room.question("participation", #"{"authority":"westminster","review":"C1-R1"}"#)
  #expect(answer["chairing"]?.string == "full")
}
