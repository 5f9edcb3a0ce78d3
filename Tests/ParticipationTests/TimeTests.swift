import Contracts
import ParticipationRules
import Testing

/// What was told, each with its day.
private func days(_ events: [Event]) -> [String] {
  events.map { "\($0.type) \($0.receivedtime?.londonDate.description ?? "")" }
}

@Test func `a review without a code is told of once, the day after the limit, and the day after late news`() throws {
  let room = try Room("2022-05-06T12:00:00Z")
  try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  try room.hold("C1-R0", of: "C1", meetings: ["2022-01-05"])
  try room.hold("C1-P1", of: "C1", meetings: ["2022-05-04"], stream: .childProtection)
  try room.order("record-participation", #""review":"C1-P1","code":"PN1""#)
  let told = try room.turn(to: "2022-12-31")
  #expect(days(told) == ["participation-missing 2022-05-07", "participation-missing 2022-06-03"])
  #expect(
    told.last?.data
      == (try json(
        #"{"child":"C1","review":"C1-R1","completedOn":"2022-05-05","dueOn":"2022-06-02"}"#)))
  #expect(try room.foldedAgain() == room.states)
}

@Test func `a profile adopted later sets the limit anew at once, and a code in time says nothing`() throws {
  let room = try Room("2022-05-06T12:00:00Z")
  try room.enter("C1", born: "2010-06-15")
  try room.enter("C2", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  try room.hold("C2-R1", of: "C2", meetings: ["2022-05-05"])
  try room.turn(to: "2022-05-20")
  try room.order("record-participation", #""review":"C2-R1","code":"PN1""#)
  try room.adopt(#"{"name":"own","extends":"statutory","local":{"participationDays":5}}"#, from: "2022-01-01")
  #expect(days(room.told.suffix(1)) == ["participation-missing 2022-05-20"])
  #expect(try room.turn(to: "2022-12-31").isEmpty)
}

@Test func `a consultation that did not come back is told of once, as the profile warns`() throws {
  let room = try furnishedWithSteps()
  try room.order(
    "send-consultation", #""consultation":"K2","review":"C1-R2","to":"parent","channel":"form","on":"2022-11-15""#)
  try room.order("return-consultation", #""consultation":"K2","on":"2022-11-20""#)
  // Five working days that end on Monday the 12th begin on Tuesday the 6th: the last day before is Monday the 5th.
  let told = try room.turn(to: "2023-03-01").filter { $0.type == "consultation-reminder-due" }
  #expect(days(told) == ["consultation-reminder-due 2022-12-05"])
  #expect(told.first?.data["consultation"]?.string == "K1")
}

@Test func `an unheard child is told of before the next review, once, with the reasons`() throws {
  let room = try Room("2022-05-06T12:00:00Z")
  try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-02-05"])
  try room.hold("C1-R2", of: "C1", meetings: ["2022-05-05"])
  for review in ["C1-R1", "C1-R2"] { try room.order("record-participation", #""review":"\#(review)","code":"PN7""#) }
  try room.visit("C1", on: "2022-04-01")
  try room.due("C1-R3", of: "C1", "2022-11-05")
  try room.book("C1-R3", of: "C1", on: "2022-10-31")
  // Twenty working days that end on the 31st begin on the 4th.
  let told = try room.turn(to: "2022-12-31").filter { $0.type == "child-unheard" }
  #expect(days(told) == ["child-unheard 2022-10-03"])
  #expect(
    told.first?.data
      == (try json(
        #"{"child":"C1","reasons":["no-views-twice","no-advocate-offered"],"nextReviewOn":"2022-10-31"}"#)))
}

@Test func `a child that was heard since, or left, is not told of`() throws {
  for leaves in [true, false] {
    let room = try Room("2022-05-06T12:00:00Z")
    try room.enter("C1", born: "2010-06-15")
    try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
    try room.order("record-participation", #""review":"C1-R1","code":"PN7""#)
    try room.book("C1-R2", of: "C1", on: "2022-10-31")
    if leaves {
      try room.hear(
        ChildLeftCare.self, #"{"child":"C1","leftOn":"2022-05-06","reasonEpisodeCeased":"E4A"}"#, about: "C1")
    } else {
      try room.visit("C1", on: "2022-05-06")
      try room.order("offer-advocacy", #""child":"C1","on":"2022-05-06""#)
    }
    #expect(try room.items("unheard", "", "child").isEmpty)
    #expect(try room.turn(to: "2022-12-31").isEmpty)
  }
}

@Test func `each reason for which a child is unheard comes and goes with its rule`() throws {
  let room = try Room("2022-12-01T12:00:00Z")
  try room.enter("C1", born: "2010-06-15")
  func reasons(_ on: String) throws -> [String] { try room.items("unheard", #""on":"\#(on)""#, "reasons") }
  try room.order("offer-advocacy", #""child":"C1","on":"2022-11-30""#)
  #expect(try reasons("2022-12-01").isEmpty)
  try room.hold("C1-R1", of: "C1", meetings: ["2022-03-01"])
  #expect(try reasons("2022-03-01") == ["never-seen+no-advocate-offered"])
  #expect(try reasons("2022-12-01") == ["never-seen"])
  try room.visit("C1", on: "2022-06-01")
  #expect(try reasons("2022-12-01").isEmpty)
  try room.hold("C1-R2", of: "C1", meetings: ["2022-07-01"])
  try room.hold("C1-R3", of: "C1", meetings: ["2022-11-01"])
  #expect(try reasons("2022-12-01") == ["never-seen"])
  for (review, on) in [("C1-R2", "2022-06-29"), ("C1-R3", "2022-10-31")] {
    try room.order("send-consultation", #""review":"\#(review)","to":"child","channel":"form","on":"\#(on)""#)
  }
  #expect(try reasons("2022-12-01") == ["never-seen+consultation-always-late"])
  for on in ["2022-06-01", "2022-10-01"] {
    try room.order("record-views", #""child":"C1","channel":"visit","on":"\#(on)","conveyedBy":"carer""#)
  }
  #expect(try reasons("2022-12-01") == ["never-seen+consultation-always-late+same-adult-speaking"])
  try room.order("record-views", #""child":"C1","channel":"text","on":"2022-11-01""#)
  #expect(try reasons("2022-12-01") == ["never-seen+consultation-always-late"])
}

@Test func `the unheard are asked for by officer and by reason, each of which can be asked for`() throws {
  let room = try Room("2022-12-01T12:00:00Z")
  for (child, officer) in [("C1", "O1"), ("C2", "O2"), ("C3", "O1")] {
    try room.enter(child, born: "2010-06-15")
    try room.allocate(child, to: officer, on: "2022-01-05")
    try room.hold("\(child)-R1", of: child, meetings: ["2022-05-05"])
  }
  try room.order("offer-advocacy", #""child":"C1","on":"2022-05-06""#)
  #expect(try room.items("unheard", #""officer":"O1""#, "child") == ["C1", "C3"])
  #expect(try room.items("unheard", #""reason":"no-advocate-offered""#, "child") == ["C2", "C3"])
  #expect(try room.items("unheard", #""officer":"O1","reason":"no-advocate-offered""#, "child") == ["C3"])
  let method = try present(Participation.rules.catalogue.methods.first { $0.name == "unheard" })
  func words(_ shape: Shape?) -> [String] {
    switch shape {
    case .oneOf(let words): words
    case .list(let element, _): words(element)
    case _: []
    }
  }
  let item = try present(method.result.first { $0.name == "items" })
  guard case .list(.object(let fields), _) = item.shape else { throw Absent() }
  #expect(
    words(method.params.first { $0.name == "reason" }?.shape)
      == words(fields.first { $0.name == "reasons" }?.shape))
}

@Test func `a new officer's sheet is due, until it is given`() throws {
  let room = try Room("2022-05-06T12:00:00Z")
  try room.enter("C1", born: "2010-06-15")
  try room.allocate("C1", to: "O1", on: "2022-05-01")
  #expect(room.told.isEmpty)
  try room.allocate("C1", to: "O2", on: "2022-05-06", from: "O1")
  #expect(room.told.last?.data == (try json(#"{"child":"C1","officer":"O2","dueOn":"2022-05-13"}"#)))
  #expect(try room.items("sheets-due", "", "child", "officer", "dueOn") == ["C1 O2 2022-05-13"])
  try room.order("give-information", #""child":"C1","on":"2022-05-06","kind":"all-about-me""#)
  #expect(room.told.last?.data["officer"]?.string == "O2")
  #expect(try room.items("sheets-due", "", "child").isEmpty)
}

@Test func `a policy that cannot be read is refused, and changes nothing`() throws {
  let room = try Room()
  let refused = refusal { try room.adopt(#"{"name":"own","local":{"participationHours":1}}"#, from: "2022-01-01") }
  #expect(refused == ["-32602", "policy-unreadable /data"])
  #expect(room.states.isEmpty)
}

@Test func `what was not told of a child is not found, and what is on record is told whole`() throws {
  let room = try furnishedWithSteps()
  #expect(refusal { _ = try room.query("voice", #""child":"C9""#) } == ["-32002", "child-not-found /child"])
  try room.order(
    "send-invitation", #""review":"C1-R2","to":["mother","father"],"on":"2022-11-20","chosenByChild":true"#)
  try room.order("record-preference", #""child":"C1","on":"2022-11-20","kind":"words","text":"family time""#)
  try room.order("refer-advocacy", #""child":"C1","on":"2022-11-20","to":"advocacy-service""#)
  try room.order("offer-independent-visitor", #""child":"C1","on":"2022-11-20","accepted":true"#)
  try room.order(
    "arrange-interpreter", #""child":"C1","review":"C1-R2","on":"2022-11-20","language":"bsl","kind":"sign""#)
  try room.order("give-information", #""child":"C1","on":"2022-11-20","kind":"complaints""#)
  try room.order(
    "record-feedback", #""from":"child","kind":"complaint","on":"2022-11-20","review":"C1-R1","about":"noise""#)
  let voice = try room.query("voice", #""child":"C1""#)
  #expect(voice["advocacy"] == (try json(#"{"referredOn":"2022-11-20"}"#)))
  #expect(voice["visitor"] == (try json(#"{"offeredOn":"2022-11-20","acceptedOn":"2022-11-20"}"#)))
  #expect(voice["complaints"]?.array?.first?["about"]?.string == "noise")
  #expect(voice["nextReviewOn"]?.string == "2022-12-12")
  #expect(try room.foldedAgain() == room.states)
}
