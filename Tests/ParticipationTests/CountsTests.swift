import Contracts
import ParticipationRules
import Testing

private let year = #""from":"2022-04-01","to":"2023-03-31""#

/// Three children of four and over and one under four, each with a review and a code.
private func coded() throws -> Room {
  let room = try Room("2023-01-10T12:00:00Z")
  for (child, born, code) in [
    ("C1", "2010-06-15", "PN1"), ("C2", "2005-06-15", "PN7"), ("C3", "2014-06-15", "PN6"), ("C4", "2020-06-15", "PN0"),
  ] {
    try room.enter(child, born: born)
    try room.hold("\(child)-R1", of: child, meetings: ["2022-05-05"])
    try room.order("record-participation", #""review":"\#(child)-R1","code":"\#(code)","chairing":"none""#)
  }
  try room.hold("C2-R2", of: "C2", meetings: ["2022-11-03"])
  try room.order("record-participation", #""review":"C2-R2","code":"PN7","chairing":"none""#)
  try room.hold("C1-R2", of: "C1", meetings: ["2022-11-03"])
  return room
}

@Test func `the profile counts each code, who contributed, chaired and by which way`() throws {
  let room = try coded()
  try room.order("record-participation", #""review":"C1-R1","code":"PN1","chairing":"part","reason":"left out""#)
  try room.order("record-views", #""child":"C3","review":"C3-R1","channel":"picture-cards","on":"2022-05-04""#)
  let profile = try room.query("participation-profile", year)
  #expect(profile["reviews"]?.integer == 6 && profile["uncoded"]?.integer == 1)
  #expect(profile["contributedRate"]?.integer == 50)
  #expect(profile["attendedRate"]?.integer == 25)
  #expect(profile["unheardRate"]?.integer == 40)
  #expect(profile["underFourRate"]?.integer == 20)
  #expect(profile["codes"]?.array?.compactMap { $0["reviews"]?.integer } == [1, 1, 0, 0, 0, 0, 1, 2])
  let ways = profile["channels"]?.array?.map { "\($0["channel"]?.string ?? "") \($0["reviews"]?.integer ?? 0)" }
  #expect(ways == ["attended 1", "picture-cards 1"])
  let chairing = profile["chairing"]?.array?.map { "\($0["ages"]?.string ?? "") \($0["part"]?.integer ?? 0)" }
  #expect(chairing == ["under-10 0", "10-13 1", "14-plus 0", "unknown 0"])
  #expect(
    try room.query("not-taking-part", year)["items"]?.array
      == [json(#"{"child":"C2","times":2,"of":2,"again":true,"lastOn":"2022-11-03","last":"C2-R2"}"#)])
}

@Test func `of a period without reviews there are counts and no rates`() throws {
  let profile = try coded().query("participation-profile", #""from":"2021-04-01","to":"2022-03-31""#)
  #expect(profile["reviews"]?.integer == 0)
  #expect(profile["contributedRate"] == nil && profile["unheardRate"] == nil)
}

@Test func `attendance at a conference waits for it, and stands beside that at reviews`() throws {
  let room = try coded()
  let there =
    #""conference":"C1-C1","people":[{"role":"health","agency":"general-practice","mode":"absent","#
    + #""report":true,"invited":true}],"quorate":false"#
  #expect(try room.order("record-attendance", there).waitsFor == "scheduling has not told of the conference")
  let held = try room.hear(
    ConferenceHeld.self, #"{"conference":"C1-C1","child":"C1","kind":"initial","on":"2022-09-05"}"#, about: "C1-C1")
  #expect(room.told.last?.subject == "C1-C1")
  try room.order(
    "record-attendance",
    #""review":"C1-R1","people":[{"role":"mother","mode":"virtual","invited":true},{"role":"parent","seat":"father","#
      + #""mode":"in-person","invited":true}]"#)
  let counted = try room.query("attendance", year)
  #expect(counted["recorded"]?.integer == 1 && counted["hybrid"]?.integer == 1)
  #expect(counted["bothParentsInvited"]?.integer == 1 && counted["bothParentsAttended"]?.integer == 1)
  #expect(counted["conferences"]?.integer == 1 && counted["notQuorate"]?.integer == 1)
  let people = counted["people"]?.array?.map { row in
    let numbers = ["attended", "reports"].map { String(row[$0]?.integer ?? -1) }
    return ([row["at"]?.string ?? "", row["role"]?.string ?? ""] + numbers).joined(separator: " ")
  }
  #expect(people == ["review mother 1 0", "review parent 1 0", "conference health 0 1"])
  let wrong = refusal { try room.order("record-attendance", there + #","review":"C1-R1","child":"C2""#) }
  #expect(wrong == ["-32001", "review-or-conference /review", "conference-of-another-child /child"])
  try room.withdraw(held)
  #expect(try room.query("attendance", year)["conferences"]?.integer == 0)
  #expect(try room.foldedAgain() == room.states)
}

@Test func `rights, lead times and what was done are counted of the children of a period`() throws {
  let room = try furnishedWithSteps()
  try room.order("give-information", #""child":"C1","on":"2022-11-20","kind":"entry-pack""#)
  try room.order("give-information", #""child":"C2","on":"2022-11-20","kind":"entry-pack""#)
  try room.order("offer-advocacy", #""child":"C1","on":"2022-11-20","accepted":true"#)
  try room.order("record-preference", #""child":"C1","on":"2022-11-20","kind":"words","text":"family time""#)
  for (days, to) in [("2022-11-10", "mother"), ("2022-11-18", "father"), ("2022-11-20", "mother")] {
    try room.order(
      "give-information", #""child":"C1","review":"C1-R2","on":"\#(days)","kind":"papers","to":["\#(to)"]"#)
  }
  let rights = try room.query("rights", year)
  #expect(rights["children"]?.integer == 2)
  func row(_ right: String, _ kind: String) -> JSON? {
    rights["rows"]?.array?.first { $0["right"]?.string == right && $0["kind"]?.string == kind }
  }
  #expect(row("information", "entry-pack")?["rate"]?.integer == 100)
  #expect(row("advocate", "taken-up")?["children"]?.integer == 1)
  #expect(row("preference", "any")?["rate"]?.integer == 50)
  let leads = try room.query("lead-times", year)["rows"]?.array
  let mother = leads?.first { $0["kind"]?.string == "papers" && $0["to"]?.string == "mother" }
  #expect(mother?["medianDays"]?.integer == 27 && mother?["fewestDays"]?.integer == 22)
  let done = try room.query("voice-footprint", year + #","child":"C1""#)["rows"]?.array
  #expect(done?.first { $0["kind"]?.string == "consulted" }?["of"]?.string == "child")
  #expect(done?.contains { $0["kind"]?.string == "advocate-offered" } == true)
  #expect(try room.query("voice-footprint", year + #","officer":"O1""#)["rows"]?.array?.isEmpty == true)
}
