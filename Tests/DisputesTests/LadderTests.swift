import Contracts
import DisputesRules
import Policy
import Testing

/// A ladder whose first stage is for no start, with a branch for themed challenges.
private let ladder = #"""
  [{"name":"notice","mayStart":false},{"name":"team"},{"name":"theme-desk","kinds":["themed"]},
  {"name":"head","kinds":["informal","formal"]},{"name":"late-talk","mayStart":false},{"name":"director"}]
  """#.replacing("\n", with: "")

private func stage(raising members: String, in room: Room) throws -> String {
  let outcome = try room.ask(
    "raise-dispute", #""dispute":"D1","theme":"drift","raisedOn":"2022-05-10","# + members)
  return try present(outcome.events.first?.data["stage"]?.string)
}

private func reason(_ body: () throws -> Void) throws -> String {
  do {
    try body()
  } catch let refusal as Refusal {
    let fault = try present(refusal.faults.first)
    return "\(fault.reason) \(fault.at)"
  }
  return "taken"
}

@Test(arguments: [
  (#""kind":"informal","children":["C1"]"#, "team"), (#""kind":"alert","children":["C1"]"#, "team"),
  (#""kind":"themed","children":[]"#, "team"), (#""kind":"formal","children":["C1"],"stage":"head""#, "head"),
  (#""kind":"formal","children":["C1"],"stage":"director""#, "director"),
  (#""kind":"themed","children":["C1"],"stage":"theme-desk""#, "theme-desk"),
])
func `on a ladder a challenge starts where it is asked to, or at the lowest stage open to it`(
  members: String, starts: String
) throws {
  let room = try Room()
  try room.adopt(ladder: ladder)
  #expect(try stage(raising: members, in: room) == starts)
}

@Test(arguments: ["informal", "formal", "themed", "alert"])
func `without a ladder a challenge starts at its kind, or at any stage asked for`(kind: String) throws {
  #expect(try stage(raising: "\"kind\":\"\(kind)\",\"children\":[]", in: Room()) == kind)
  #expect(try stage(raising: "\"kind\":\"\(kind)\",\"children\":[],\"stage\":\"drn-3\"", in: Room()) == "drn-3")
}

@Test(
  arguments: [
    // From, asked for (nil: the next), what comes of it; an informal challenge.
    ("team", nil, "head"), ("team", "head", "head"), ("team", "late-talk", "late-talk"),
    ("team", "director", "director"),
    ("team", "team", "not-a-higher-stage /stage"), ("team", "notice", "not-a-higher-stage /stage"),
    ("team", "theme-desk", "stage-not-for-kind /stage"), ("team", "mayor", "unknown-stage /stage"),
    ("head", nil, "late-talk"), ("head", "team", "not-a-higher-stage /stage"),
    ("director", nil, "top-of-ladder /dispute"), ("director", "head", "not-a-higher-stage /stage"),
  ] as [(String, String?, String)])
func `on a ladder a challenge rises to the next stage or to any higher one`(
  from: String, asked: String?, comes: String
) throws {
  let room = try Room()
  try room.adopt(ladder: ladder)
  _ = try stage(raising: "\"kind\":\"informal\",\"children\":[\"C1\"],\"stage\":\"\(from)\"", in: room)
  let wanted = asked.map { ",\"stage\":\"\($0)\"" } ?? ""
  var reached = ""
  let reason = try reason {
    let outcome = try room.ask("escalate-dispute", "\"dispute\":\"D1\",\"on\":\"2022-05-20\"\(wanted)")
    reached = try present(outcome.events.first?.data["stage"]?.string)
    #expect(outcome.events.first?.data["fromStage"]?.string == from)
    #expect(outcome.events.first?.data["because"]?.string == "asked")
  }
  #expect((reason == "taken" ? reached : reason) == comes)
}

@Test func `without a ladder a challenge rises to any stage at which it has not stood`() throws {
  let room = try Room()
  _ = try stage(raising: #""kind":"informal","children":["C1"]"#, in: room)
  func escalate(_ members: String) throws -> String {
    try reason { try room.ask("escalate-dispute", #""dispute":"D1","on":"2022-05-20""# + members) }
  }
  #expect(try escalate("") == "missing /stage")
  #expect(try escalate(#","stage":"informal""#) == "not-a-higher-stage /stage")
  #expect(try escalate(#","stage":"stage-2""#) == "taken")
  #expect(try escalate(#","stage":"informal""#) == "not-a-higher-stage /stage")
  #expect(try escalate(#","stage":"stage-1""#) == "taken")
}

@Test func `the ladder is that of the profile in force on the day of raising, for good`() throws {
  let room = try Room()
  try room.adopt(ladder: #"[{"name":"new-1"},{"name":"new-2"}]"#, from: "2022-06-01")
  try room.adopt(ladder: #"[{"name":"old-1"},{"name":"old-2"}]"#, from: "2022-01-01")
  func raise(_ dispute: String, on: String) throws -> String? {
    try room.ask(
      "raise-dispute",
      "\"dispute\":\"\(dispute)\",\"kind\":\"formal\",\"children\":[],\"theme\":\"drift\",\"raisedOn\":\"\(on)\""
    ).events.first?.data["stage"]?.string
  }
  #expect(try raise("D0", on: "2021-12-31") == "formal")
  #expect(try raise("D1", on: "2022-01-01") == "old-1")
  #expect(try raise("D2", on: "2022-05-31") == "old-1")
  #expect(try raise("D3", on: "2022-06-01") == "new-1")
  let risen = try room.ask("escalate-dispute", #""dispute":"D2","on":"2022-07-01""#)
  #expect(risen.events.first?.data["stage"]?.string == "old-2")
}

@Test func `a profile adopted without a ladder takes any stage again`() throws {
  let room = try Room()
  try room.adopt(ladder: #"[{"name":"old-1"}]"#, from: "2022-01-01")
  try room.adopt(json(#"{"name":"plain","extends":"statutory"}"#), from: "2022-02-01")
  #expect(try stage(raising: #""kind":"formal","children":[],"stage":"drn-1""#, in: room) == "drn-1")
}

@Test func `a ladder told of later does not strand a challenge that stands off it`() throws {
  let room = try Room()
  _ = try stage(raising: #""kind":"formal","children":[],"stage":"drn-1""#, in: room)
  try room.adopt(ladder: #"[{"name":"one"},{"name":"two"}]"#, from: "2022-01-01")
  func escalate(_ members: String) throws -> String {
    try reason { try room.ask("escalate-dispute", #""dispute":"D1","on":"2022-05-20""# + members) }
  }
  #expect(try escalate("") == "missing /stage")
  #expect(try escalate(#","stage":"three""#) == "unknown-stage /stage")
  #expect(try escalate(#","stage":"one""#) == "taken")
  #expect(try escalate("") == "taken")
  #expect(room.told.last?.data["stage"]?.string == "two")
}

@Test(
  arguments: [
    ("informal", nil, "informal", "stage-1"), ("formal", nil, "stage-1", "stage-2"), ("themed", nil, "service", nil),
    ("formal", "stage-2", "stage-2", "senior-management"), ("alert", nil, "informal", "stage-1"),
  ] as [(String, String?, String, String?)])
func `westminster's own ladder starts and raises each kind as its report tells`(
  kind: String, asked: String?, starts: String, next: String?
) throws {
  let room = try Room()
  try room.adopt(present(Profile.embedded("westminster")).json, from: "2013-12-16")
  let members = "\"kind\":\"\(kind)\",\"children\":[]" + (asked.map { ",\"stage\":\"\($0)\"" } ?? "")
  #expect(try stage(raising: members, in: room) == starts)
  let risen = try room.ask("escalate-dispute", #""dispute":"D1","on":"2022-05-20""#)
  #expect(risen.events.first?.data["stage"]?.string == next ?? "senior-management")
}

@Test func `a profile that cannot be read is refused with the place, and changes nothing`() throws {
  let adopted = PolicyAdopted(
    name: try present(KebabWord("odd")), from: try day("2022-01-01"),
    profile: try json(#"{"name":"odd","ladder":[{"name":"NOT A WORD"}]}"#), hash: "00")
  let room = try Room()
  let authority = try present(Authority("westminster"))
  let event = Event(
    made: Draft(adopted, about: "odd"), authority: authority, key: Event.Key(source: "/westminster", id: "odd"),
    correlationid: nil, causationid: nil, receivedtime: room.moment.now, sequence: Sequence(1))
  var state: DisputesState?
  Disputes.rules.absorb(&state, StreamKey("policy", "current"), event, .scheduling)
  #expect(state == nil)
  let refusal = #expect(throws: Refusal.self) {
    try Disputes.rules.react(event, .scheduling, Look(authority) { _ in nil }, room.moment)
  }
  #expect(refusal?.faults == [Fault("not-a-word", at: "/data/profile/ladder/0/name")])
  #expect(Disputes.rules.mirrors(event, .participation).isEmpty)
}

@Test func `of two profiles from the same day the later told holds`() throws {
  let room = try Room()
  try room.adopt(ladder: #"[{"name":"first-told"}]"#, from: "2022-01-01")
  try room.adopt(ladder: #"[{"name":"later-told"}]"#, from: "2022-01-01")
  #expect(try stage(raising: #""kind":"formal","children":[]"#, in: room) == "later-told")
}

@Test func `a stage that may not be skipped is not passed by, and is passed through`() throws {
  let room = try Room()
  try room.adopt(
    ladder: #"[{"name":"one"},{"name":"two","maySkip":false,"kinds":["formal"]},{"name":"three"},{"name":"four"}]"#)
  _ = try stage(raising: #""kind":"formal","children":[]"#, in: room)
  func escalate(_ members: String) throws -> String {
    try reason { try room.ask("escalate-dispute", #""dispute":"D1","on":"2022-05-20""# + members) }
  }
  #expect(try escalate(#","stage":"three""#) == "stage-may-not-be-skipped /stage")
  #expect(try escalate(#","stage":"two""#) == "taken")
  #expect(try escalate(#","stage":"four""#) == "taken")
  try room.ask(
    "raise-dispute", #""dispute":"D2","kind":"informal","children":[],"theme":"drift","raisedOn":"2022-05-10""#)
  try room.ask("escalate-dispute", #""dispute":"D2","on":"2022-05-20","stage":"three""#)
  #expect(room.told.last?.data["stage"]?.string == "three")
}
