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
