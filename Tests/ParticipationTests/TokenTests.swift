import Contracts
import ParticipationRules
import Testing

/// C1 has a letter of its first review with a code by which it can be answered; the room of ``furnishedWithSteps()``.
private func lettered() throws -> Room {
  let room = try furnishedWithSteps()
  try room.hear(
    LetterIssued.self, #"{"child":"C1","review":"C1-R1","on":"2022-05-20","format":"letter","token":"QR-71-XK"}"#,
    about: "C1-R1")
  return room
}

private func said(by token: String?, of child: String? = nil, on: String = "2022-11-20") throws -> FeedbackRecorded {
  FeedbackRecorded(
    from: try present(KebabWord("child")), kind: try present(KebabWord("comment")), on: try day(on),
    child: child.flatMap { ChildID($0) }, token: token.flatMap { TokenText($0) },
    about: KebabWord("the-review"))
}

@Test func `what comes by a letter's code is kept for the child, whom no event names`() throws {
  let room = try lettered()
  try room.publish(said(by: "QR-71-XK"), about: "QR-71-XK")
  try room.order("record-feedback", #""from":"child","kind":"praise","on":"2022-11-20","token":"QR-71-XK""#)
  for event in room.told.suffix(2) {
    #expect(event.type == "feedback-recorded")
    #expect(event.data["child"] == nil && event.data["review"] == nil)
  }
  let voice = try room.query("voice", #""child":"C1""#)
  #expect(voice["feedback"]?.array?.map { $0["kind"]?.string } == ["comment", "praise"])
  #expect(
    voice["letters"]?.array?.first
      == (try json(#"{"review":"C1-R1","on":"2022-05-20","answeredOn":"2022-11-20"}"#)))
  let counted = try room.query("feedback", #""from":"2022-05-01","to":"2022-11-30""#)
  #expect(counted["times"]?.integer == 2)
  #expect(counted["letters"] == (try json(#"{"issued":1,"answered":1,"rate":100}"#)))
  #expect(try room.foldedAgain() == room.states)
}

@Test func `what comes by a code that nobody was given is refused and leaves nothing`() throws {
  let room = try lettered()
  let before = room.states
  let unknown = refusal { try room.publish(said(by: "QR-00-00"), about: "QR-00-00") }
  #expect(unknown == ["-32002", "token-not-found /event/data/token"])
  let atDesk = refusal {
    try room.order("record-feedback", #""from":"child","kind":"praise","on":"2022-11-21","token":"QR-00-00""#)
  }
  #expect(atDesk == ["-32002", "token-not-found /token", "in-future /on"])
  let another = refusal { try room.publish(said(by: "QR-71-XK", of: "C2"), about: "C2") }
  #expect(another == ["-32001", "token-of-another-child /event/data/token"])
  #expect(room.states == before)
}

@Test func `a consultation's code serves for what is said beside the answer, and a letter taken back for nothing`()
  throws
{
  let room = try furnishedWithSteps()
  let token = try present(room.told.first { $0.type == "consultation-sent" }?.data["token"]?.string)
  try room.publish(said(by: token), about: token)
  #expect(try room.query("voice", #""child":"C1""#)["feedback"]?.array?.count == 1)
  let letter = try room.hear(
    LetterIssued.self, #"{"child":"C1","review":"C1-R1","on":"2022-05-20","format":"letter","token":"QR-71-XK"}"#,
    about: "C1-R1")
  try room.withdraw(letter)
  let gone = refusal { try room.publish(said(by: "QR-71-XK"), about: "QR-71-XK") }
  #expect(gone == ["-32002", "token-not-found /event/data/token"])
  #expect(try room.query("voice", #""child":"C1""#)["letters"] == nil)
}

@Test func `a child answers a survey once`() throws {
  let room = try lettered()
  let answer = #""survey":"S1","on":"2022-11-10","child":"C1","answers":[{"question":"heard","answer":"yes"}]"#
  try room.order("answer-survey", answer)
  #expect(refusal { try room.order("answer-survey", answer) } == ["-32001", "answered-already /child"])
  #expect(try room.query("surveys")["items"]?.array?.first?["people"]?.integer == 1)
}

@Test func `a consultation's token is told to who sent it, and who knows its id cannot guess it`() throws {
  let sent = try [UInt64(1), 2].map { seed in
    let room = try Room()
    room.draws = Chance(seed &* 0x9E37_79B9_7F4A_7C15, seed)
    try room.enter("C1", born: "2010-05-01")
    let order = #""consultation":"K1","child":"C1","to":"child","channel":"form","on":"2023-01-09""#
    let outcome = try room.order("send-consultation", order)
    return (room, outcome)
  }
  let tokens = try sent.map { try present($0.1.assigned.first { $0.0 == "token" }?.1) }
  #expect(tokens[0] != tokens[1] && tokens.allSatisfy { $0.utf8.count == 20 })
  #expect(sent[0].1.events.first?.data["token"]?.string == tokens[0])
  // The mark, which follows from the id, opens nothing, and is refused like any token that nobody was given.
  let room = sent[0].0
  let mark = try present(room.states.keys.first { $0.kind == "token" && $0.text != "token/\(tokens[0])" })
  let guess = String(mark.text.dropFirst("token/".utf8.count))
  for token in [guess, tokens[1], "NOBODYS"] {
    let wrong = refusal { try room.order("return-consultation", #""token":"\#(token)","on":"2023-01-10""#) }
    #expect(wrong == ["-32002", "token-not-found /token"])
    let silent = refusal { try room.publish(said(by: token, on: "2023-01-10"), about: token) }
    #expect(silent == ["-32002", "token-not-found /event/data/token"])
  }
  let twice = #""consultation":"K1","child":"C1","to":"child","channel":"form","on":"2023-01-09""#
  #expect(refusal { try room.order("send-consultation", twice) } == ["-32001", "consultation-exists /consultation"])
  try room.order("return-consultation", #""token":"\#(tokens[0])","on":"2023-01-10""#)
  #expect(try room.foldedAgain() == room.states)
}

@Test func `an answer from outside that names the consultation is found by it and by the token`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-05-01")
  let outcome = try room.order(
    "send-consultation", #""consultation":"K1","child":"C1","to":"child","channel":"form","on":"2023-01-09""#)
  let token = try present(outcome.assigned.first { $0.0 == "token" }?.1)
  let on = try day("2023-01-10")
  try room.publish(ConsultationReturned(consultation: ConsultationID("K1"), on: on), about: "K1")
  for named in [#""consultation":"K1""#, #""token":"\#(token)""#] {
    let twice = refusal { try room.order("return-consultation", named + #","on":"2023-01-10""#) }
    #expect(twice.last?.hasPrefix("returned-already") == true)
  }
  let back = try present(room.told.last { $0.type == "consultation-returned" })
  try room.takeBack(back)
  try room.order("return-consultation", #""token":"\#(token)","on":"2023-01-10""#)
  #expect(try room.foldedAgain() == room.states)
}

@Test func `a token of before, which followed from the id, goes on opening what it opened`() throws {
  let order = #""consultation":"K1","child":"C1","to":"child","channel":"form","on":"2023-01-09""#
  let newer = try Room()
  try newer.enter("C1", born: "2010-05-01")
  let sent = try present(newer.order("send-consultation", order).events.first)
  let mark = try present(newer.states.keys.first { $0.kind == "token" && !$0.text.contains(given(sent)) })
  let room = try Room()
  try room.enter("C1", born: "2010-05-01")
  let old = try present(TokenText(String(mark.text.dropFirst("token/".utf8.count))))
  try room.tell(
    Draft(
      ConsultationSent(
        consultation: try present(ConsultationID("K1")), child: try present(ChildID("C1")),
        to: try present(KebabWord("child")), channel: try present(KebabWord("form")), on: try day("2023-01-09"),
        token: old), about: "C1"))
  #expect(refusal { try room.order("send-consultation", order) } == ["-32001", "consultation-exists /consultation"])
  try room.publish(ConsultationReturned(on: day("2023-01-10"), token: old), about: old.text)
  let twice = refusal { try room.order("return-consultation", #""consultation":"K1","on":"2023-01-10""#) }
  #expect(twice == ["-32001", "returned-already /consultation"])
  #expect(try room.foldedAgain() == room.states)
}

private func given(_ sent: Event) -> String { sent.data["token"]?.string ?? "" }
