import Contracts
import DisputesRules
import Testing

private let hash = String(repeating: "a1", count: 32)

private func raisedDesk(_ more: String = "") throws -> Desk {
  let desk = try Desk("2022-05-10")
  try desk.ask(
    "raise-dispute",
    #""dispute":"D1","kind":"informal","children":["C1","C2"],"theme":"drift","raisedOn":"2022-05-10","#
      + "\"officer\":\"IRO-1\"\(more)")
  return desk
}

@Test func `what a challenge is about stands in its event and its answer, free text only by its hash`() throws {
  let desk = try raisedDesk(
    ",\"themeDetail\":\"\(hash)\",\"problem\":\"resources\",\"proceedings\":\"p-1\",\"complaint\":true,"
      + "\"aboutOfficer\":\"IRO-2\"")
  let raised = try present(desk.told.first).data
  #expect(raised["themeDetail"] == nil && raised["sealed"]?.string == hash)
  let answer = try desk.question("dispute", #""dispute":"D1""#)
  for (name, value) in [
    ("sealed", hash), ("problem", "resources"), ("proceedings", "p-1"), ("aboutOfficer", "IRO-2"),
  ] {
    #expect(raised[name]?.string == value && answer[name]?.string == value)
  }
  #expect(answer["complaint"]?.boolean == true)
}

@Test func `from challenge to remedy every step is counted in days`() throws {
  let desk = try raisedDesk()
  try desk.turn(to: "2022-07-01")
  try desk.ask("respond-to-dispute", #""dispute":"D1","on":"2022-05-13""#)
  try desk.ask(
    "respond-to-dispute",
    #""dispute":"D1","on":"2022-05-20","response":"partly","actionDueOn":"2022-06-10","respondent":"team-manager""#)
  let evidenced = try present(
    try desk.ask("evidence-remedy", #""dispute":"D1","on":"2022-06-09","evidence":"plan updated""#).first?.data)
  #expect(evidenced["daysFromRaised"]?.integer == 30 && evidenced["daysFromAgreed"]?.integer == 20)
  #expect(evidenced["inTime"]?.boolean == true)
  try desk.ask(
    "resolve-dispute",
    #""dispute":"D1","on":"2022-06-20","outcome":"upheld","action":"new plan","systemChange":"connected carers""#)
  let answer = try desk.question("dispute", #""dispute":"D1""#)
  #expect(["firstResponseDays", "agreedDays", "evidencedDays"].map { answer[$0]?.integer } == [3, 10, 30])
  #expect(answer["responses"]?.array?.count == 2 && answer["systemChange"]?.string == "connected carers")
  let row = try present(try desk.question("themes", #""from":"2022-04-01","to":"2023-03-31""#)["rows"]?.array?.first)
  #expect(row["firstResponseDays"]?.double == 3 && row["agreedDays"]?.double == 10)
  #expect(row["evidencedDays"]?.double == 30 && row["upheld"]?.integer == 1 && row["children"]?.integer == 2)
  let change = try present(row["systemChanges"]?.array?.first)
  #expect(change["systemChange"]?.string == "connected carers" && change["children"]?.integer == 2)
}

@Test func `a remedy may be evidenced after the end, late, and only once`() throws {
  let desk = try raisedDesk()
  try desk.turn(to: "2022-07-01")
  try desk.ask(
    "resolve-dispute", #""dispute":"D1","on":"2022-05-20","outcome":"resolved","remedyDueOn":"2022-05-30""#)
  let evidenced = try present(try desk.ask("evidence-remedy", #""dispute":"D1","on":"2022-06-01""#).first?.data)
  #expect(evidenced["inTime"]?.boolean == false && evidenced["daysFromAgreed"]?.integer == 12)
  #expect(throws: Refusal.self) { try desk.ask("evidence-remedy", #""dispute":"D1","on":"2022-06-02""#) }
}

@Test func `only its own author withdraws a challenge, and all of it stays to be seen`() throws {
  let desk = try raisedDesk()
  try desk.ask("refer-to-cafcass", #""dispute":"D1","on":"2022-05-10""#)
  try desk.ask(
    "resolve-dispute",
    #""dispute":"D1","on":"2022-05-10","outcome":"withdrawn","by":{"role":"officer","id":"IRO-1"}"#)
  let answer = try desk.question("dispute", #""dispute":"D1""#)
  #expect(answer["outcome"]?.string == "withdrawn" && answer["cafcassReferrals"]?.array?.count == 1)
  #expect(answer["history"]?.array?.count == 1 && desk.told.count == 3)
}

@Test func `no event that disputes tells may be withdrawn, and no command dates a step anew`() {
  #expect(Disputes.rules.catalogue.events.allSatisfy { !$0.mayBeWithdrawn && !$0.isTaken })
}

@Test func `legal advice is sought at any moment, and only its hash is told`() throws {
  let desk = try raisedDesk()
  try desk.ask(
    "seek-legal-advice", "\"dispute\":\"D1\",\"on\":\"2022-05-10\",\"from\":\"portsmouth\",\"sealed\":\"\(hash)\"")
  try desk.ask("resolve-dispute", #""dispute":"D1","on":"2022-05-10","outcome":"upheld""#)
  try desk.turn(to: "2022-06-01")
  try desk.ask("seek-legal-advice", #""dispute":"D1","on":"2022-06-01""#)
  let advice = try present(try desk.question("dispute", #""dispute":"D1""#)["legalAdvice"]?.array)
  #expect(
    advice == [
      try json("{\"on\":\"2022-05-10\",\"from\":\"portsmouth\",\"sealed\":\"\(hash)\"}"),
      try json(#"{"on":"2022-06-01"}"#),
    ])
}

@Test func `an answer told after the end is kept where it came before, and counts for the stage of its day`() throws {
  let desk = try raisedDesk()
  try desk.turn(to: "2022-07-01")
  try desk.ask("escalate-dispute", #""dispute":"D1","stage":"drn-2","on":"2022-05-20""#)
  try desk.ask("resolve-dispute", #""dispute":"D1","on":"2022-06-01","outcome":"resolved""#)
  let early = try desk.ask("respond-to-dispute", #""dispute":"D1","on":"2022-05-12""#)
  #expect(early.first?.data["stage"]?.string == "informal" && early.first?.data["response"]?.string == "holding")
  let late = try desk.ask("respond-to-dispute", #""dispute":"D1","on":"2022-05-20","response":"agreed""#)
  #expect(late.first?.data["stage"]?.string == "drn-2")
  let answer = try desk.question("dispute", #""dispute":"D1""#)
  #expect(answer["firstResponseDays"]?.integer == 2 && answer["agreedDays"]?.integer == 10)
}
