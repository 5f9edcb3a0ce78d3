import Contracts
import DisputesRules
import Testing

/// A desk on 10 June 2022: C1 complained of contact and of a placement on one day, C2 of the officer IRO-1.
private func furnished() throws -> Desk {
  let desk = try Desk("2022-06-10")
  for (child, about, more) in [
    ("C1", "contact", ""), ("C1", "placement", ""), ("C2", "manner", #","aboutOfficer":"IRO-1""#),
  ] {
    try desk.hear(
      "complaint-made", "{\"child\":\"\(child)\",\"on\":\"2022-06-01\",\"about\":\"\(about)\"\(more)}", subject: child)
  }
  return desk
}

private func answer(_ desk: Desk, _ members: String, by: String = "SM-1") throws {
  try desk.ask("answer-complaint", "\(members),\"by\":{\"role\":\"service-manager\",\"id\":\"\(by)\"}")
}

private func lines(_ desk: Desk) throws -> [String] {
  let items = try desk.question("complaints", #""from":"2022-01-01","to":"2022-12-31""#)["items"]?.array ?? []
  return items.map { item in
    [item["child"], item["about"], item["state"], item["outcome"], item["answeredBy"], item["dispute"]]
      .compactMap { $0?.string }.joined(separator: " ")
  }
}

private let contact = #""child":"C1","madeOn":"2022-06-01","about":"contact""#
private let officer = #""child":"C2","madeOn":"2022-06-01""#

@Test func `a complaint is answered without a challenge: when, how, and by whom`() throws {
  let desk = try furnished()
  #expect(try lines(desk) == ["C1 contact open", "C1 placement open", "C2 manner open"])
  try answer(desk, contact + #","on":"2022-06-08","outcome":"upheld","through":"review""#)
  #expect(desk.told.last?.data["days"]?.integer == 7)
  #expect(try lines(desk) == ["C1 contact answered upheld SM-1", "C1 placement open", "C2 manner open"])
  let open = try desk.question("open-disputes")["complaints"]?.array ?? []
  #expect(open.map { $0["about"]?.string } == ["placement", "manner"])
  #expect(desk.foldedAgain() == desk.states)
}

@Test(arguments: [
  (#""child":"C1","madeOn":"2022-06-01","on":"2022-06-08","outcome":"upheld""#, "SM-1", "complaint-not-found /about"),
  (#""child":"C9","madeOn":"2022-06-01","on":"2022-06-08","outcome":"upheld""#, "SM-1", "complaint-not-found /child"),
  (#""child":"C1","madeOn":"2022-06-02","on":"2022-06-08","outcome":"upheld""#, "SM-1", "complaint-not-found /child"),
  (contact + #","on":"2022-05-31","outcome":"upheld""#, "SM-1", "before-made /on"),
  (contact + #","on":"2022-06-11","outcome":"upheld""#, "SM-1", "in-future /on"),
  (contact + #","on":"2022-06-08","outcome":"withdrawn""#, "SM-1", "not-its-author /by/id"),
  (officer + #","on":"2022-06-08","outcome":"not-upheld""#, "IRO-1", "complained-about /by/id"),
])
func `an answer that is not one is refused`(members: String, by: String, fault: String) throws {
  let desk = try furnished()
  let refusal = #expect(throws: Refusal.self) { try answer(desk, members, by: by) }
  #expect(refusal?.faults.first.map { "\($0.reason) \($0.at)" } == fault)
}

@Test func `it is answered once, and only the child takes it back`() throws {
  let desk = try furnished()
  try answer(desk, officer + #","on":"2022-06-08","outcome":"not-upheld""#)
  let again = #expect(throws: Refusal.self) {
    try answer(desk, officer + #","on":"2022-06-09","outcome":"upheld""#)
  }
  #expect(again?.faults == [Fault("complaint-answered", at: "/child")])
  try answer(desk, contact + #","on":"2022-06-08","outcome":"withdrawn""#, by: "C1")
  #expect(
    try lines(desk) == [
      "C1 contact withdrawn withdrawn C1", "C1 placement open", "C2 manner answered not-upheld SM-1",
    ])
}

@Test func `a complaint that its source takes back stays in sight`() throws {
  let desk = try furnished()
  try desk.hear("fact-withdrawn", #"{"event":{"source":"/scheduling","id":"s0"},"reason":"error"}"#, subject: "C1")
  #expect(try lines(desk) == ["C1 contact withdrawn", "C1 placement open", "C2 manner open"])
  #expect(throws: Refusal.self) { try answer(desk, contact + #","on":"2022-06-08","outcome":"upheld""#) }
}

@Test func `a challenge that takes a complaint up is its end too, but never by the officer complained about`() throws {
  let desk = try furnished()
  try desk.ask(
    "raise-dispute",
    #""dispute":"D1","kind":"informal","children":["C2"],"theme":"manner","raisedOn":"2022-06-02","#
      + #""aboutOfficer":"IRO-1","officer":"IRO-2""#)
  try desk.ask(
    "raise-dispute",
    #""dispute":"D2","kind":"informal","children":["C3"],"theme":"food","raisedOn":"2022-06-03","complaint":true"#)
  #expect(
    try lines(desk) == ["C1 contact open", "C1 placement open", "C2 manner raised D1", "C3 food raised D2"])
  func resolve(_ by: String) throws {
    try desk.ask("resolve-dispute", #""dispute":"D1","on":"2022-06-10","outcome":"upheld"\#(by)"#)
  }
  #expect(throws: Refusal.self) { try resolve("") }
  #expect(throws: Refusal.self) { try resolve(#","by":{"role":"officer","id":"IRO-1"}"#) }
  try resolve(#","by":{"role":"service-manager","id":"SM-1"}"#)
  #expect(try lines(desk)[2] == "C2 manner answered upheld SM-1 D1")
}
