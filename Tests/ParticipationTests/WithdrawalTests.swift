import Contracts
import ParticipationRules
import Testing

private let asked = #"{"authority":"westminster""#

private func uncoded(_ room: Room) throws -> [String] {
  try present(room.question("uncoded", asked + "}")["items"]?.array).compactMap { $0["review"]?.string }
}

/// The codes that may be recorded at the first review of a child without contradicting its age, of PN0 and PN1.
private func codes(_ room: Room) throws -> [String] {
  ["PN0", "PN1"].filter { code in
    let params = asked + #","review":"C1-R1","code":"\#(code)","reason":"x"}"#
    guard let event = try? room.ask("record-participation", params).events.first else { return false }
    return event.data["contradiction"] == nil
  }
}

@Test func `a review withdrawn is asked for no longer, nor found, until it is held again`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  let held = try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  try room.hold("C1-R2", of: "C1", meetings: ["2022-11-03"])
  try room.withdraw(held)
  #expect(try uncoded(room) == ["C1-R2"])
  for which in [#""review":"C1-R1""#, #""child":"C1","reviewOn":"2022-05-05""#] {
    #expect(throws: Refusal.self) { try room.question("participation", asked + ",\(which)}") }
    #expect(try room.ask("record-participation", asked + ",\(which),\"code\":\"PN1\"}").waitsFor != nil)
  }
  #expect(room.waitingCount == 2)
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-06"])
  #expect(try uncoded(room) == ["C1-R2"])
  #expect(room.told.map(\.subject) == ["C1-R1"])
  #expect(room.waitingCount == 1)
  #expect(try room.foldedAgain() == room.states)
}

@Test func `a code recorded for a review that is withdrawn stays as told`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  let held = try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  try room.ask("record-participation", asked + #","review":"C1-R1","code":"PN1"}"#)
  try room.withdraw(held)
  #expect(room.told.count == 1)
  #expect(try uncoded(room).isEmpty)
  #expect(throws: Refusal.self) { try room.question("participation", asked + #","review":"C1-R1"}"#) }
}

@Test func `another event withdrawn of the same review leaves it`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  let record = try json(
    #"{"child":"C1","review":"C1-R1","heldOn":"2022-05-05","completedOn":"2022-05-20"}"#)
  try room.withdraw(room.hear(RecordCompleted.read(record), about: "C1-R1"))
  #expect(try uncoded(room) == ["C1-R1"])
}

@Test func `the date of birth is that of what stands, a change before any entry`() throws {
  let room = try Room()
  let first = try room.enter("C1", born: "2010-06-15")
  try room.hold("C1-R1", of: "C1", meetings: ["2022-05-05"])
  #expect(try codes(room) == ["PN1"])
  let second = try room.enter("C1", born: "2020-06-15")
  #expect(try codes(room) == ["PN0"])
  try room.withdraw(second)
  #expect(try codes(room) == ["PN1"])
  let change = try room.change("C1", born: "2019-06-15")
  try room.enter("C1", born: "2010-06-15")
  #expect(try codes(room) == ["PN0"])
  try room.withdraw(first)
  try room.withdraw(change)
  #expect(try codes(room) == ["PN1"])
  #expect(try room.foldedAgain() == room.states)
}

@Test func `what was kept of a child before events were withdrawn is read as it is`() throws {
  let before = try json(
    #"""
    {"kind":"known","state":{"dateOfBirth":"2010-06-15","reviews":[{"review":"C1-R1","stream":"looked-after",\#
    "meetings":["2022-05-05"],"heldOn":"2022-05-05","completedOn":"2022-05-05"}]}}
    """#)
  let known = try before.decode(ParticipationState.self)
  let owner = try json(#"{"kind":"review","state":"C1"}"#).decode(ParticipationState.self)
  let states = [StreamKey("known", "C1"): known, StreamKey("review", "C1-R1"): owner]
  let look = Look<ParticipationState>(try present(Authority("westminster"))) { states[$0] }
  let moment = Moment(try time("2023-01-10T12:00:00Z"))
  func ask(_ code: String) throws -> Decision {
    let params = try json(asked + #","review":"C1-R1","code":"\#(code)"}"#)
    return try Participation.rules.decide(
      Ask(authority: look.authority, method: "record-participation", params: params, assigned: "1"), look, moment)
  }
  guard case .events(let drafts, _, let warnings) = try ask("PN1") else { throw Absent() }
  #expect(drafts.count == 1)
  #expect(warnings.isEmpty)
  #expect(throws: Refusal.self) { try ask("PN0") }
}

@Test func `events of types that mean nothing here change nothing`() throws {
  let room = try Room()
  try room.enter("C1", born: "2010-06-15")
  let before = room.states
  let types = [
    "care-plan-changed", "officer-changed", "contact-recorded", "audit-completed", "record-completed",
    "deadline-approaching", "cohort-joined", "sample-drawn", "activity-recorded", "something-new",
  ]
  for (index, type) in types.enumerated() {
    let line = """
      {"specversion":"1.0","id":"\(index)","source":"/test","type":"\(type)","subject":"C1","authority":"westminster",\
      "data":{"child":"C1","dateOfBirth":7},"receivedtime":"2022-05-01T12:00:00Z","sequence":"\(Sequence(9).text)"}
      """
    let event = try Event(told: Array(line.utf8))
    let look = Look<ParticipationState>(event.authority) { _ in nil }
    #expect(Participation.rules.mirrors(event, .scheduling).isEmpty)
    #expect(Participation.rules.stirs(event) == nil)
    #expect(try Participation.rules.react(event, .scheduling, look, room.moment).isEmpty)
  }
  try room.change("C2", born: "2019-06-15")
  #expect(room.states[StreamKey("known", "C1")] == before[StreamKey("known", "C1")])
}
