import Contracts
import DisputesRules
import Policy
import Testing

private let ladder = #"[{"name":"one"},{"name":"two","kinds":["formal"]},{"name":"three","mayStart":false}]"#

/// D1 is open at stage one since 10 May and at three since 1 June 2022, D2 is ended, D3 is open at one.
private func furnished() throws -> Room {
  let room = try Room()
  try room.adopt(ladder: ladder, from: "2022-01-01")
  for dispute in ["D1", "D2", "D3"] {
    try room.ask(
      "raise-dispute",
      "\"dispute\":\"\(dispute)\",\"kind\":\"informal\",\"children\":[\"C1\",\"C2\"],\"theme\":\"drift\","
        + "\"raisedOn\":\"2022-05-10\",\"officer\":\"IRO-1\",\"team\":\"north\"")
  }
  try room.ask("escalate-dispute", #""dispute":"D1","on":"2022-06-01""#)
  try room.ask("refer-to-cafcass", #""dispute":"D1","on":"2022-06-02""#)
  try room.ask(
    "resolve-dispute", #""dispute":"D2","on":"2022-05-20","outcome":"upheld","remedyDueOn":"2022-06-20""#)
  for dispute in ["D4", "D5"] {
    try room.ask(
      "raise-dispute",
      "\"dispute\":\"\(dispute)\",\"kind\":\"informal\",\"children\":[],\"theme\":\"delay\","
        + "\"raisedOn\":\"2022-05-10\"")
  }
  try room.ask("resolve-dispute", #""dispute":"D4","on":"2022-05-20","outcome":"not-upheld""#)
  try room.ask("respond-to-dispute", #""dispute":"D5","on":"2022-05-12","response":"agreed""#)
  try room.ask("evidence-remedy", #""dispute":"D5","on":"2022-05-20""#)
  try room.ask("resolve-dispute", #""dispute":"D5","on":"2022-05-21","outcome":"upheld""#)
  try room.ask("hold-clinic", #""clinic":"K1","on":"2022-05-20","chair":"head-of-service","children":[]"#)
  return room
}

private let raising = #""kind":"informal","children":["C1"],"theme":"drift","#

/// An ask that is refused: method, members of params, code, reason, where.
private let refused: [(method: String, members: String, code: Int, reason: String, at: String)] = [
  ("raise-dispute", raising + #""raisedOn":"2023-01-11""#, -32001, "in-future", "/raisedOn"),
  ("raise-dispute", raising + #""raisedOn":"2022-06-01","dispute":"D1""#, -32001, "dispute-exists", "/dispute"),
  (
    "raise-dispute", #""kind":"informal","children":["C1","C2","C1"],"theme":"drift","raisedOn":"2022-06-01""#,
    -32001, "child-named-twice", "/children/2"
  ),
  ("raise-dispute", raising + #""raisedOn":"2022-06-01","stage":"five""#, -32001, "unknown-stage", "/stage"),
  ("raise-dispute", raising + #""raisedOn":"2022-06-01","stage":"two""#, -32001, "stage-not-for-kind", "/stage"),
  ("raise-dispute", raising + #""raisedOn":"2022-06-01","stage":"three""#, -32001, "stage-may-not-start", "/stage"),
  ("escalate-dispute", #""dispute":"D9","on":"2022-06-01""#, -32002, "dispute-not-found", "/dispute"),
  ("escalate-dispute", #""dispute":"D2","on":"2022-06-01""#, -32001, "dispute-ended", "/dispute"),
  ("escalate-dispute", #""dispute":"D1","on":"2022-06-01""#, -32001, "top-of-ladder", "/dispute"),
  ("escalate-dispute", #""dispute":"D1","on":"2022-06-01","stage":"one""#, -32001, "not-a-higher-stage", "/stage"),
  ("escalate-dispute", #""dispute":"D1","on":"2022-06-01","stage":"three""#, -32001, "not-a-higher-stage", "/stage"),
  ("escalate-dispute", #""dispute":"D3","on":"2022-06-01","stage":"two""#, -32001, "stage-not-for-kind", "/stage"),
  ("escalate-dispute", #""dispute":"D3","on":"2023-01-11""#, -32001, "in-future", "/on"),
  ("escalate-dispute", #""dispute":"D3","on":"2022-05-09""#, -32001, "before-raised", "/on"),
  ("escalate-dispute", #""dispute":"D1","on":"2022-05-31""#, -32001, "before-the-stage", "/on"),
  (
    "resolve-dispute", #""dispute":"D9","on":"2022-06-01","outcome":"upheld""#, -32002, "dispute-not-found", "/dispute"
  ),
  ("resolve-dispute", #""dispute":"D2","on":"2022-06-01","outcome":"upheld""#, -32001, "dispute-ended", "/dispute"),
  ("resolve-dispute", #""dispute":"D1","on":"2023-01-11","outcome":"upheld""#, -32001, "in-future", "/on"),
  ("resolve-dispute", #""dispute":"D1","on":"2022-05-09","outcome":"upheld""#, -32001, "before-raised", "/on"),
  ("resolve-dispute", #""dispute":"D1","on":"2022-05-31","outcome":"upheld""#, -32001, "before-the-stage", "/on"),
  (
    "resolve-dispute", #""dispute":"D1","on":"2022-06-02","outcome":"upheld","remedyDueOn":"2022-06-01""#, -32001,
    "remedy-before-outcome", "/remedyDueOn"
  ),
  ("refer-to-cafcass", #""dispute":"D9","on":"2022-06-01""#, -32002, "dispute-not-found", "/dispute"),
  ("refer-to-cafcass", #""dispute":"D1","on":"2023-01-11""#, -32001, "in-future", "/on"),
  ("refer-to-cafcass", #""dispute":"D1","on":"2022-05-09""#, -32001, "before-raised", "/on"),
  ("refer-to-cafcass", #""dispute":"D1","on":"2022-06-02""#, -32001, "already-referred", "/on"),
  ("respond-to-dispute", #""dispute":"D9","on":"2022-06-01""#, -32002, "dispute-not-found", "/dispute"),
  ("respond-to-dispute", #""dispute":"D1","on":"2023-01-11""#, -32001, "in-future", "/on"),
  ("respond-to-dispute", #""dispute":"D1","on":"2022-05-09""#, -32001, "before-raised", "/on"),
  ("respond-to-dispute", #""dispute":"D2","on":"2022-05-21""#, -32001, "dispute-ended", "/dispute"),
  (
    "respond-to-dispute", #""dispute":"D1","on":"2022-06-02","actionDueOn":"2022-06-01""#, -32001,
    "action-before-answer", "/actionDueOn"
  ),
  ("resolve-dispute", #""dispute":"D1","on":"2022-06-02","outcome":"withdrawn""#, -32001, "not-its-author", "/by"),
  (
    "resolve-dispute",
    #""dispute":"D1","on":"2022-06-02","outcome":"withdrawn","by":{"role":"officer","id":"IRO-2"}"#, -32001,
    "not-its-author", "/by/id"
  ),
  ("evidence-remedy", #""dispute":"D9","on":"2022-06-01""#, -32002, "dispute-not-found", "/dispute"),
  ("evidence-remedy", #""dispute":"D1","on":"2023-01-11""#, -32001, "in-future", "/on"),
  ("evidence-remedy", #""dispute":"D1","on":"2022-05-09""#, -32001, "before-raised", "/on"),
  ("evidence-remedy", #""dispute":"D2","on":"2022-05-19""#, -32001, "before-agreed", "/on"),
  ("evidence-remedy", #""dispute":"D4","on":"2022-05-21""#, -32001, "nothing-to-evidence", "/dispute"),
  ("evidence-remedy", #""dispute":"D5","on":"2022-05-22""#, -32001, "evidenced-already", "/dispute"),
  ("seek-legal-advice", #""dispute":"D9","on":"2022-06-01""#, -32002, "dispute-not-found", "/dispute"),
  ("seek-legal-advice", #""dispute":"D1","on":"2022-05-09""#, -32001, "before-raised", "/on"),
  ("declare-theme", #""theme":"drift","on":"2023-01-11","to":"director""#, -32001, "in-future", "/on"),
  (
    "declare-theme", #""theme":"drift","on":"2022-06-01","to":"director","disputes":["D1","D9"]"#, -32002,
    "dispute-not-found", "/disputes/1"
  ),
  ("record-good-practice", #""about":"life-story","on":"2023-01-11""#, -32001, "in-future", "/on"),
  (
    "hold-clinic", #""clinic":"K1","on":"2022-06-01","chair":"head-of-service","children":[]"#, -32001,
    "clinic-exists", "/clinic"
  ),
  (
    "hold-clinic", #""on":"2023-01-11","chair":"head-of-service","children":[]"#, -32001, "in-future", "/on"
  ),
  (
    "hold-clinic",
    #""on":"2022-06-01","chair":"head","children":[{"child":"C1","outcome":"a"},{"child":"C1","outcome":"b"}]"#,
    -32001, "child-named-twice", "/children/1/child"
  ),
  ("file-court-view", #""child":"C1","on":"2023-01-11","kind":"report""#, -32001, "in-future", "/on"),
]

@Test(arguments: refused.indices)
func `an ask that breaks a rule is refused with code, reason and place, and changes nothing`(index: Int) throws {
  let (method, members, code, reason, at) = refused[index]
  let room = try furnished()
  let before = (room.told.count, room.states)
  let refusal = #expect(throws: Refusal.self) { try room.ask(method, members) }
  #expect(refusal?.code.rawValue == code)
  #expect(refusal?.faults == [Fault(reason, at: at)])
  #expect((room.told.count, room.states) == before)
}

@Test func `a kind for which the ladder has no start is refused, and without a ladder a stage must be named`() throws {
  let room = try Room()
  try room.adopt(ladder: #"[{"name":"one","kinds":["formal"]}]"#, from: "2022-01-01")
  let noStart = #expect(throws: Refusal.self) {
    try room.ask("raise-dispute", raising + #""raisedOn":"2022-06-01""#)
  }
  #expect(noStart?.code == .refused)
  #expect(noStart?.faults == [Fault("no-stage-for-kind", at: "/kind")])
  try room.ask("raise-dispute", raising + #""raisedOn":"2021-06-01","dispute":"D1""#)
  let noStage = #expect(throws: Refusal.self) {
    try room.ask("escalate-dispute", #""dispute":"D1","on":"2021-06-02""#)
  }
  #expect(noStage?.code == .wrongParams)
  #expect(noStage?.faults == [Fault("missing", at: "/stage")])
}

@Test func `no event is taken from outside`() throws {
  let room = try furnished()
  let event = try present(room.heard.first)
  let refusal = #expect(throws: Refusal.self) {
    try Disputes.rules.take(event, Look(event.authority) { _ in nil }, room.moment)
  }
  #expect(refusal?.code == .wrongParams)
  #expect(refusal?.faults == [Fault("unknown-type", at: "/event/type")])
}

@Test func `the catalogue's reasons are those that the tests drive, each with words`() {
  let driven = Set(
    refused.map(\.reason) + ["no-stage-for-kind", "missing", "unknown-type", "stage-may-not-be-skipped"]
      + ["complaint-not-found", "complaint-answered", "before-made", "complained-about", "not-independent"])
  let listed = Disputes.rules.catalogue.refusals
  #expect(Set(listed.map(\.reason)) == driven)
  #expect(listed.count == driven.count)
  #expect(listed.allSatisfy { !$0.words.isEmpty })
}

@Test func `a challenge raised without an id is given one, and the result says so`() throws {
  let room = try Room()
  let raised = try room.ask("raise-dispute", raising + #""raisedOn":"2023-01-10""#)
  let event = try present(raised.events.first)
  #expect(raised.assigned == ["dispute": event.subject])
  #expect(event.data["dispute"]?.string == event.subject)
  let named = try room.ask("raise-dispute", raising + #""raisedOn":"2023-01-10","dispute":"D1""#)
  #expect(named.assigned.isEmpty)
  #expect(
    named.events.first?.data
      == (try json(
        #"{"dispute":"D1","kind":"informal","stage":"informal","children":["C1"],"theme":"drift","#
          + #""raisedOn":"2023-01-10"}"#)))
}

@Test func `Cafcass may be referred to while a challenge is open, after its end, and again`() throws {
  let room = try furnished()
  for (dispute, on) in [("D3", "2022-05-10"), ("D1", "2022-05-11"), ("D1", "2022-07-01"), ("D2", "2022-05-20")] {
    let referred = try room.ask("refer-to-cafcass", "\"dispute\":\"\(dispute)\",\"on\":\"\(on)\"")
    #expect(referred.events.map(\.type) == ["referred-to-cafcass"])
  }
  try room.ask("escalate-dispute", #""dispute":"D3","on":"2022-06-01""#)
  let answer = try room.question("dispute", #"{"authority":"westminster","dispute":"D1"}"#)
  #expect(answer["cafcassReferrals"] == (try json(#"["2022-06-02","2022-05-11","2022-07-01"]"#)))
}

@Test func `a dispute is told with its whole history`() throws {
  let room = try furnished()
  let open = try room.question("dispute", #"{"authority":"westminster","dispute":"D1"}"#)
  #expect(
    open
      == (try json(
        #"{"dispute":"D1","kind":"informal","stage":"three","children":["C1","C2"],"theme":"drift","team":"north","#
          + #""raisedOn":"2022-05-10","officer":"IRO-1","open":true,"history":["#
          + #"{"stage":"one","on":"2022-05-10","because":"raised"},"#
          + #"{"stage":"three","on":"2022-06-01","because":"asked"}],"#
          + #""cafcassReferrals":["2022-06-02"],"acts":[{"type":"dispute-raised","knownOn":"2023-01-10"},"#
          + #"{"type":"dispute-escalated","knownOn":"2023-01-10"},"#
          + #"{"type":"referred-to-cafcass","knownOn":"2023-01-10"}]}"#)))
  let ended = try room.question("dispute", #"{"authority":"westminster","dispute":"D2"}"#)
  #expect(
    ["open", "outcome", "endedOn", "remedyDueOn", "stage"].map { ended[$0] }
      == [.boolean(false), .string("upheld"), .string("2022-05-20"), .string("2022-06-20"), .string("one")])
  let refusal = #expect(throws: Refusal.self) {
    try room.question("dispute", #"{"authority":"westminster","dispute":"D9"}"#)
  }
  #expect(refusal?.code == .notFound)
}

@Test func `open disputes are listed, the oldest first, in pages that join`() throws {
  let room = try furnished()
  for number in 100..<250 {
    try room.ask(
      "raise-dispute",
      "\"dispute\":\"E\(number)\",\"kind\":\"formal\",\"children\":[],\"theme\":\"drift\","
        + "\"raisedOn\":\"2022-04-\(10 + number % 20)\""
    )
  }
  var listed: [JSON] = []
  var after = ""
  while true {
    let answer = try room.question("open-disputes", "{\"authority\":\"westminster\"\(after)}")
    listed += try present(answer["items"]?.array)
    guard let next = answer["next"]?.string else { break }
    after = ",\"after\":\"\(next)\""
  }
  #expect(listed.count == 152)
  let names = listed.compactMap { $0["dispute"]?.string }
  #expect(Set(names).count == 152)
  #expect(names.suffix(2) == ["D1", "D3"])
  let days = listed.compactMap { $0["raisedOn"]?.string }
  #expect(days == days.sorted())
  let last = try present(listed.dropLast().last)
  #expect(last["stageSince"]?.string == "2022-06-01")
  #expect(last["daysOpen"]?.integer == 245)
}

@Test func `folded again from what was told, every state is the same`() throws {
  let room = try furnished()
  #expect(room.states.count == 10)
  #expect(try room.foldedAgain() == room.states)
}
