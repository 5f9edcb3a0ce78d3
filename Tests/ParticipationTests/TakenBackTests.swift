import Contracts
import ParticipationRules
import Testing

/// The events that a command brought about, the first of them.
private func first(_ outcome: Room.Outcome) throws -> Event { try present(outcome.events.first) }

@Test func `views taken back are gone from the record, and so is the contradiction that rested on them`() throws {
  let room = try furnishedWithSteps()
  try room.order("record-participation", #""review":"C1-R1","code":"PN7""#)
  let views = try first(
    room.order("record-views", #""child":"C1","review":"C1-R1","channel":"letter","on":"2022-05-04""#))
  #expect(try room.items("contradictions", "", "review", "follows") == ["C1-R1 PN6"])
  #expect(try room.query("participation", #""review":"C1-R1""#)["proposed"]?.string == "PN6")
  #expect(try room.takeBack(views).isEmpty)
  #expect(try room.items("contradictions", "", "review").isEmpty)
  let now = try room.query("participation", #""review":"C1-R1""#)
  #expect(now["code"]?.string == "PN7" && now["proposed"] == nil)
  #expect(try room.query("voice", #""child":"C1""#)["views"] == nil)
  #expect(try room.foldedAgain() == room.states)
}

@Test func `once the stronger evidence is taken back, the code that the rest gives is proposed`() throws {
  let room = try furnishedWithSteps()
  try room.order("record-participation", #""review":"C1-R1","code":"PN7""#)
  let views = #""child":"C1","review":"C1-R1","on":"2022-05-04""#
  let advocate = try first(room.order("record-views", views + #","channel":"advocate""#))
  try room.order("record-views", views + #","channel":"text""#)
  #expect(room.told.last?.type == "views-recorded")
  let told = try room.takeBack(advocate)
  #expect(told.map(\.type) == ["participation-proposed"])
  #expect(told.first?.data["code"]?.string == "PN6")
  #expect(try room.foldedAgain() == room.states)
}

@Test func `an answer taken back is outstanding again, may be given again, and proposes what the rest gives`() throws {
  let room = try furnishedWithSteps()
  try room.order(
    "send-consultation",
    #""consultation":"K7","review":"C1-R1","to":"child","channel":"advocate","on":"2022-05-01""#)
  try room.order("record-participation", #""review":"C1-R1","code":"PN7""#)
  let answer = #""consultation":"K7","on":"2022-05-04""#
  let returned = try first(room.order("return-consultation", answer))
  try room.order("record-views", #""child":"C1","review":"C1-R1","channel":"text","on":"2022-05-04""#)
  let told = try room.takeBack(returned)
  #expect(told.map { $0.data["code"]?.string } == ["PN6"])
  let counted = try room.query("returns", #""from":"2022-05-01","to":"2022-05-31""#)["rows"]?.array?.first
  #expect(counted?["returned"]?.integer == 0)
  try room.order("return-consultation", answer)
  #expect(try room.foldedAgain() == room.states)
}

@Test func `feedback taken back is counted no longer, whether it names a child, a code or nobody`() throws {
  let room = try furnishedWithSteps()
  let token = try present(room.told.first { $0.type == "consultation-sent" }?.data["token"]?.string)
  let whole = #""from":"child","kind":"complaint","on":"2022-11-20""#
  for about in [#","child":"C1""#, #","token":"\#(token)""#, ""] {
    let event = try first(room.order("record-feedback", whole + about))
    #expect(try room.query("feedback", #""from":"2022-11-01","to":"2022-11-30""#)["times"]?.integer == 1)
    try room.takeBack(event)
    #expect(try room.query("feedback", #""from":"2022-11-01","to":"2022-11-30""#)["times"]?.integer == 0)
  }
  #expect(try room.query("voice", #""child":"C1""#)["complaints"] == nil)
  #expect(try room.foldedAgain() == room.states)
}

@Test func `only what may come from outside may be taken back`() {
  let listed = Participation.rules.catalogue.events.filter(\.mayBeWithdrawn).map(\.name)
  #expect(listed.sorted() == ["consultation-returned", "feedback-recorded", "views-recorded"])
  let taken = Participation.rules.catalogue.events.filter(\.isTaken).map(\.name)
  #expect(taken.sorted() == ["consultation-returned", "fact-withdrawn", "feedback-recorded", "views-recorded"])
}
