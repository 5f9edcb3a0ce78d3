import Contracts
import DisputesRules
import Testing

private let officer = #""by":{"role":"reviewing-officer","id":"IRO-1"}"#
private let stranger = #""by":{"role":"team-manager","id":"T-9"}"#

/// A desk on 1 June 2022 where D1 was raised, answered, escalated, referred and evidenced, and a child complained.
private func furnished() throws -> Desk {
  let desk = try Desk("2022-05-02")
  try desk.hear("complaint-made", #"{"child":"C1","on":"2022-05-02","about":"contact"}"#)
  try desk.ask(
    "raise-dispute",
    #""dispute":"D1","kind":"formal","stage":"one","children":["C1"],"theme":"drift","team":"north","#
      + #""raisedOn":"2022-05-02",\#(officer)"#)
  desk.turn(to: try day("2022-06-01"))
  try desk.ask("respond-to-dispute", #""dispute":"D1","on":"2022-05-04","response":"agreed",\#(stranger)"#)
  try desk.ask("escalate-dispute", #""dispute":"D1","stage":"two","on":"2022-05-10",\#(officer)"#)
  try desk.ask("refer-to-cafcass", #""dispute":"D1","on":"2022-05-11",\#(officer)"#)
  try desk.ask("seek-legal-advice", #""dispute":"D1","on":"2022-05-12",\#(officer)"#)
  try desk.ask("evidence-remedy", #""dispute":"D1","on":"2022-05-20",\#(stranger)"#)
  return desk
}

/// Each command, as a stranger might use it to change what stands.
private let attempts: [(method: String, members: String)] = [
  (
    "raise-dispute",
    #""dispute":"D1","kind":"alert","stage":"one","children":[],"theme":"nothing","raisedOn":"2022-05-30""#
  ),
  ("respond-to-dispute", #""dispute":"D1","on":"2022-05-02","response":"refused""#),
  ("escalate-dispute", #""dispute":"D1","stage":"one","on":"2022-05-02""#),
  ("escalate-dispute", #""dispute":"D1","stage":"three","on":"2022-06-01""#),
  ("resolve-dispute", #""dispute":"D1","on":"2022-06-01","outcome":"withdrawn""#),
  ("resolve-dispute", #""dispute":"D1","on":"2022-05-10","outcome":"not-upheld""#),
  ("evidence-remedy", #""dispute":"D1","on":"2022-05-30","evidence":"another""#),
  ("refer-to-cafcass", #""dispute":"D1","on":"2022-05-11""#),
  ("refer-to-cafcass", #""dispute":"D1","on":"2022-05-03""#),
  ("seek-legal-advice", #""dispute":"D1","on":"2022-05-03""#),
  ("declare-theme", #""theme":"drift","team":"north","on":"2022-05-30","to":"director","disputes":["D1"]"#),
  ("record-good-practice", #""on":"2022-05-30","about":"drift","child":"C1""#),
  ("hold-clinic", #""on":"2022-05-30","chair":"director","children":[{"child":"C1","outcome":"closed"}]"#),
  ("file-court-view", #""child":"C1","on":"2022-05-30","kind":"oral""#),
  (
    "answer-complaint", #""child":"C1","madeOn":"2022-05-02","on":"2022-05-30","outcome":"resolved""#
  ),
  (
    "answer-complaint", #""child":"C1","madeOn":"2022-05-02","on":"2022-05-30","outcome":"withdrawn""#
  ),
]

@Test func `every command is tried against the author's rule`() {
  let commands = Disputes.rules.catalogue.methods.filter { $0.kind == .command }.map(\.name)
  #expect(Set(attempts.map(\.method)) == Set(commands))
}

@Test(arguments: attempts)
func `whoever asks for whatever, what was told of a challenge stays as it was and where it was`(
  method: String, members: String
) throws {
  let desk = try furnished()
  let told = desk.told
  let before = try desk.question("dispute", #""dispute":"D1""#)
  _ = try? desk.ask(method, "\(members),\(stranger)")
  #expect(desk.told.count >= told.count)
  for (was, stands) in zip(told, desk.told) { #expect(was.data == stands.data && was.type == stands.type) }
  let after = try desk.question("dispute", #""dispute":"D1""#)
  for name in ["kind", "children", "theme", "team", "raisedOn", "evidencedOn", "agreedDays", "firstResponseDays"] {
    // The first answer may prove to be an earlier one that was told late; nothing else moves.
    if name == "firstResponseDays" || name == "agreedDays" {
      #expect((after[name]?.integer ?? .max) <= (before[name]?.integer ?? .max))
    } else {
      #expect(after[name] == before[name], "\(name)")
    }
  }
  for name in ["history", "cafcassReferrals", "responses", "legalAdvice", "acts"] {
    let (was, stands) = (try present(before[name]?.array), try present(after[name]?.array))
    #expect(Array(stands.prefix(was.count)) == was, "\(name)")
  }
  // What is new names the stranger; nothing can be done unseen.
  for act in try present(after["acts"]?.array).dropFirst(before["acts"]?.array?.count ?? 0) {
    #expect(act["id"]?.string == "T-9" && act["knownOn"]?.string == "2022-06-01")
  }
  #expect(desk.foldedAgain() == desk.states)
}

@Test func `no event of disputes is taken from outside, and none may be taken back`() throws {
  for type in Disputes.rules.catalogue.events {
    #expect(!type.isTaken && !type.mayBeWithdrawn, "\(type.name)")
  }
}

@Test(arguments: [
  (#""officer":"IRO-2",\#(officer)"#, "IRO-2"), (officer, "IRO-1"), (#""officer":"IRO-2""#, "IRO-2"),
  (#""problem":"planning""#, nil),
])
func `a challenge is withdrawn by its officer, else by who told it, else by nobody`(
  members: String, author: String?
) throws {
  let desk = try Desk("2022-05-02")
  try desk.ask(
    "raise-dispute",
    #""dispute":"D1","kind":"formal","children":[],"theme":"drift","raisedOn":"2022-05-02",\#(members)"#)
  func withdraw(_ id: String) throws {
    try desk.ask(
      "resolve-dispute",
      #""dispute":"D1","on":"2022-05-02","outcome":"withdrawn","by":{"role":"officer","id":"\#(id)"}"#)
  }
  for id in ["IRO-1", "IRO-2", "T-9"] where id != author {
    #expect(throws: Refusal.self) { try withdraw(id) }
  }
  #expect(throws: Refusal.self) {
    try desk.ask("resolve-dispute", #""dispute":"D1","on":"2022-05-02","outcome":"withdrawn""#)
  }
  if let author { try withdraw(author) }
  #expect((try desk.question("dispute", #""dispute":"D1""#)["outcome"]?.string == "withdrawn") == (author != nil))
}
