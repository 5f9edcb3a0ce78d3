import Contracts
import ParticipationRules
import Testing

/// C1 (12 years old) has a review held and the next booked, C2 one held; a consultation, a survey and a promise are
/// open.
func furnishedWithSteps() throws -> Room {
  let room = try Room("2022-11-20T12:00:00Z")
  try room.enter("C1", born: "2010-06-15")
  try room.enter("C2", born: "2012-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  try room.hold("C2-R1", of: "C2", meetings: ["2022-06-05"])
  try room.book("C1-R2", of: "C1", on: "2022-12-12")
  try room.order(
    "send-consultation", #""consultation":"K1","review":"C1-R2","to":"child","channel":"form","on":"2022-11-15""#)
  try room.order("open-survey", #""survey":"S1","questions":["heard"],"opensOn":"2022-11-01","closesOn":"2022-11-10""#)
  try room.order(
    "make-promise",
    #""promise":"P1","to":"children","words":"plain words","owner":"manager","dueOn":"2022-12-01","on":"2022-11-01""#)
  return room
}

/// An ask that is refused: method, members of params, the code and each fault with its place.
let refusedSteps: [(method: String, members: String, code: String, faults: [String])] = [
  (
    "send-consultation",
    #""review":"C1-R2","child":"C2","consultation":"K1","to":"child","channel":"form","on":"2022-11-21""#, "-32001",
    ["in-future /on", "consultation-exists /consultation", "review-of-another-child /child"]
  ),
  (
    "send-consultation", #""review":"C1-R2","reviewOn":"2022-12-13","to":"child","channel":"form","on":"2022-11-20""#,
    "-32001",
    ["not-a-day-of-the-review /reviewOn"]
  ),
  (
    "return-consultation", #""consultation":"K9","on":"2022-11-21""#, "-32002",
    ["consultation-not-found /consultation", "in-future /on"]
  ),
  ("return-consultation", #""token":"NOBODYS","on":"2022-11-20""#, "-32002", ["token-not-found /token"]),
  ("return-consultation", #""consultation":"K1","on":"2022-11-14""#, "-32001", ["before-sent /on"]),
  (
    "record-views", #""child":"C2","review":"C1-R1","channel":"form","on":"2022-11-21""#, "-32001",
    ["in-future /on", "review-of-another-child /child"]
  ),
  (
    "record-attendance",
    #""review":"C1-R2","people":[{"role":"child","mode":"in-person"},{"role":"child","mode":"phone"}]"#, "-32001",
    ["named-twice /people/1", "review-to-come /review"]
  ),
  (
    "send-invitation", #""review":"C1-R2","to":["parent","parent"],"on":"2022-11-21""#, "-32001",
    ["in-future /on", "named-twice /to/1"]
  ),
  ("offer-advocacy", #""child":"C1","on":"2022-11-21""#, "-32001", ["in-future /on"]),
  ("refer-advocacy", #""child":"C1","on":"2022-11-21""#, "-32001", ["in-future /on"]),
  ("offer-independent-visitor", #""child":"C1","on":"2022-11-21""#, "-32001", ["in-future /on"]),
  ("record-preference", #""child":"C1","on":"2022-11-21","kind":"place""#, "-32001", ["in-future /on"]),
  (
    "give-information", #""child":"C1","on":"2022-11-21","kind":"rights","to":["child","child"]"#, "-32001",
    ["in-future /on", "named-twice /to/1"]
  ),
  ("arrange-interpreter", #""child":"C1","on":"2022-11-21","language":"french""#, "-32001", ["in-future /on"]),
  (
    "open-survey", #""survey":"S2","questions":["a"],"opensOn":"2022-11-02","closesOn":"2022-11-01""#, "-32001",
    ["ends-before-it-begins /closesOn"]
  ),
  (
    "answer-survey",
    #""survey":"S1","on":"2022-11-11","respondent":"x","answers":[{"question":"heard","answer":"yes"}]"#, "-32001",
    ["survey-closed /on"]
  ),
  (
    "answer-survey",
    #""survey":"S1","on":"2022-10-31","respondent":"x","answers":[{"question":"other","answer":"yes"}]"#, "-32001",
    ["survey-not-open-yet /on", "unknown-question /answers/0/question"]
  ),
  (
    "record-feedback", #""from":"parent","kind":"praise","on":"2022-11-21","child":"C2","review":"C1-R1""#, "-32001",
    ["in-future /on", "review-of-another-child /child"]
  ),
  (
    "make-promise",
    #""promise":"P1","survey":"S9","to":"a","words":"b","owner":"c","dueOn":"2022-11-20","on":"2022-11-21""#, "-32002",
    ["survey-not-found /survey", "in-future /on", "due-before-made /dueOn", "promise-exists /promise"]
  ),
  ("keep-promise", #""promise":"P9","on":"2022-11-21""#, "-32002", ["promise-not-found /promise", "in-future /on"]),
  ("keep-promise", #""promise":"P1","on":"2022-10-31""#, "-32001", ["before-made /on"]),
  (
    "record-participation", #""review":"C1-R1","code":"PN5","chairing":"full""#, "-32001",
    ["code-contradicts-record /chairing"]
  ),
]

@Test(arguments: refusedSteps.indices)
func `a step that breaks rules is refused with every fault at once, and changes nothing`(index: Int) throws {
  let room = try furnishedWithSteps()
  let before = room.states
  let step = refusedSteps[index]
  #expect(refusal { try room.order(step.method, step.members) } == [step.code] + step.faults)
  #expect(room.states == before)
}

@Test func `a consultation is answered once, by its id or its token, with the days left to the review`() throws {
  let room = try furnishedWithSteps()
  let sent = try present(room.told.first { $0.type == "consultation-sent" })
  let token = try present(sent.data["token"]?.string)
  #expect(sent.data["leadDays"]?.integer == 27)
  #expect(token.count >= 16 && !token.contains("C1"))
  let returned = try room.order("return-consultation", #""token":"\#(token)","on":"2022-11-18","channel":"paper""#)
  #expect(
    returned.events.first?.data
      == (try json(
        """
        {"consultation":"K1","child":"C1","review":"C1-R2","to":"child","on":"2022-11-18","channel":"paper",\
        "leadDays":24,"token":"\(token)"}
        """)))
  let again = refusal { try room.order("return-consultation", #""consultation":"K1","on":"2022-11-19""#) }
  #expect(again == ["-32001", "returned-already /consultation"])
  let other = try room.order("send-consultation", #""child":"C1","to":"parent","channel":"paper","on":"2022-11-20""#)
  #expect(other.events.first?.data["review"]?.string == "C1-R2")
  #expect(other.assigned.map(\.0) == ["consultation", "token"])
  let wrong = refusal {
    try room.order(
      "return-consultation", #""consultation":"\#(other.assigned[0].1)","token":"\#(token)","on":"2022-11-20""#)
  }
  #expect(wrong == ["-32001", "token-of-another-consultation /token", "returned-already /token"])
  #expect(
    try room.query("returns", #""from":"2022-11-01","to":"2022-11-30""#)
      == (try json(
        """
        {"rows":[{"to":"child","channel":"form","leadDays":"14-plus","sent":1,"returned":1,"rate":100},\
        {"to":"parent","channel":"paper","leadDays":"14-plus","sent":1,"returned":0,"rate":0}]}
        """)))
  #expect(try room.foldedAgain() == room.states)
}

@Test func `what a system outside tells by a token counts for the child, whom it does not name`() throws {
  let room = try furnishedWithSteps()
  let token = try present(room.told.first { $0.type == "consultation-sent" }?.data["token"]?.string)
  let on = try day("2022-11-19")
  try room.publish(ConsultationReturned(on: on, token: TokenText(token)), about: token)
  let voice = try room.query("voice", #""child":"C1""#)
  let review = try present(voice["reviews"]?.array?.last)
  #expect(review["consultations"]?.array?.first?["returnedOn"]?.string == "2022-11-19")
  let twice = refusal { try room.publish(ConsultationReturned(on: on, token: TokenText(token)), about: token) }
  #expect(twice == ["-32001", "returned-already /event/data/token"])
  let wrong = refusal {
    try room.publish(ConsultationReturned(child: ChildID("C2"), on: on, token: TokenText(token)), about: token)
  }
  #expect(wrong == ["-32001", "consultation-of-another-child /event/data/child", "returned-already /event/data/token"])
  let parent = try present(KebabWord("parent"))
  let praise = try present(KebabWord("praise"))
  try room.publish(FeedbackRecorded(from: parent, kind: praise, on: on), about: "parent")
  #expect(room.states[StreamKey("feedback", "2022-11")] != nil)
}

@Test func `views that arrive after a code propose another, once, and change nothing`() throws {
  let room = try furnishedWithSteps()
  try room.order("record-participation", #""review":"C1-R1","code":"PN7""#)
  let views = #""child":"C1","review":"C1-R1","channel":"letter","on":"2022-05-04""#
  let first = try room.order("record-views", views).events
  #expect(first.map(\.type) == ["views-recorded", "participation-proposed"])
  #expect(
    first.last?.data
      == (try json(#"{"child":"C1","review":"C1-R1","code":"PN6","recorded":"PN7","because":["letter-views"]}"#)))
  #expect(try room.order("record-views", views).events.count == 1)
  let advocate = try room.order("record-views", views + #","conveyedBy":"advocate""#).events
  #expect(advocate.last?.data["code"]?.string == "PN5")
  #expect(
    try room.items("contradictions", "", "review", "recorded", "follows", "contradiction")
      == ["C1-R1 PN7 PN5 views-on-record"])
  #expect(try room.query("participation", #""review":"C1-R1""#)["code"]?.string == "PN7")
  try room.order("record-participation", #""review":"C1-R1","code":"PN5","reason":"the advocate's note came late""#)
  #expect(try room.items("contradictions", "", "review").isEmpty)
}

/// What is on record, the code asked for, what is refused without a reason, what is proposed instead.
private let onRecord: [(record: String, said: String, at: String, kind: String, follows: String)] = [
  (#"[{"role":"child","mode":"absent"}]"#, #""code":"PN1""#, "/code", "attended-without-attendance", "PN7"),
  (
    #"[{"role":"parent","mode":"absent"}]"#, #""attended":true,"spoke":true"#, "/attended",
    "attended-without-attendance", "PN7"
  ),
  (#"[{"role":"child","mode":"virtual"}]"#, #""code":"PN6""#, "/code", "attendance-on-record", "PN4"),
  (
    #"[{"role":"child","mode":"in-person"},{"role":"advocate","mode":"in-person"}]"#, #""attended":false"#, "/attended",
    "attendance-on-record", "PN2"
  ),
  (#"[{"role":"advocate","mode":"phone"}]"#, #""code":"PN7""#, "/code", "views-on-record", "PN5"),
]

@Test(arguments: onRecord.indices)
func `a code that contradicts the record needs a reason, and is listed`(index: Int) throws {
  let (people, said, at, kind, follows) = onRecord[index]
  let room = try furnishedWithSteps()
  try room.order("record-attendance", #""review":"C1-R1","people":\#(people)"#)
  let asked = #""review":"C1-R1",\#(said)"#
  #expect(refusal { try room.order("record-participation", asked) } == ["-32001", "code-contradicts-record \(at)"])
  let event = try present(
    room.order("record-participation", asked + #","reason":"the minutes are wrong""#).events.first)
  #expect(event.data["contradiction"]?.string == kind)
  #expect(event.data["follows"]?.string == follows)
  #expect(
    try room.items("contradictions", "", "review", "contradiction", "reason") == ["C1-R1 \(kind) the minutes are wrong"]
  )
}

@Test func `the record fills in what nobody said, and a date of birth put right makes a contradiction`() throws {
  let room = try furnishedWithSteps()
  try room.order("record-attendance", #""review":"C1-R1","people":[{"role":"child","mode":"in-person"}]"#)
  let event = try present(room.order("record-participation", #""review":"C1-R1","spoke":true"#).events.first)
  #expect(event.data["code"]?.string == "PN1")
  #expect(event.data["evidence"]?.array?.compactMap(\.string) == ["attended", "spoke"])
  try room.change("C1", born: "2019-06-15")
  #expect(try room.items("contradictions", "", "contradiction", "follows") == ["measured-under-four PN0"])
}

@Test func `surveys tell how many answered each question, promises what became of them`() throws {
  let room = try furnishedWithSteps()
  for answer in ["yes", "no", "sort-of", "yes"] {
    try room.order(
      "answer-survey",
      #""survey":"S1","on":"2022-11-10","respondent":"x","answers":[{"question":"heard","answer":"\#(answer)"}]"#)
  }
  #expect(
    try room.query("surveys")["items"]?.array?.first
      == (try json(
        """
        {"survey":"S1","opens":"2022-11-01","closes":"2022-11-10","firstAnswerOn":"2022-11-10","people":4,\
        "questions":[{"question":"heard","people":4,"answers":[{"answer":"no","people":1},\
        {"answer":"sort-of","people":1},{"answer":"yes","people":2}]}]}
        """)))
  try room.order(
    "make-promise",
    #""promise":"P2","child":"C1","to":"child","words":"a","owner":"b","dueOn":"2022-11-25","on":"2022-11-20""#)
  let late = try room.turn(to: "2022-12-05")
  #expect(
    late.filter { $0.type == "promise-late" }.map { "\($0.subject) \($0.receivedtime?.londonDate.description ?? "")" }
      == ["P2 2022-11-26", "P1 2022-12-02"])
  try room.order("keep-promise", #""promise":"P1","on":"2022-12-03","proof":"the new letter""#)
  try room.order("keep-promise", #""promise":"P2","on":"2022-12-03","outcome":"dropped""#)
  #expect(try room.items("promises", "", "promise", "state") == ["P2 dropped", "P1 kept"])
  #expect(try room.items("promises", #""on":"2022-11-27""#, "promise", "state") == ["P2 late", "P1 open"])
  #expect(try room.query("voice", #""child":"C1""#)["promises"]?.array?.count == 1)
  #expect(
    refusal { try room.order("keep-promise", #""promise":"P1","on":"2022-12-04""#) } == [
      "-32001", "promise-closed /promise",
    ])
}
