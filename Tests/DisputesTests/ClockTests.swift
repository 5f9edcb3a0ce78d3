import Contracts
import DisputesRules
import Policy
import Testing

/// Five working days at the team, ten at the head, and a director of whom nothing is asked in time.
private let ladder =
  #""ladder":[{"name":"team","respondWorkingDays":5,"respondent":"team-manager"},"#
  + #"{"name":"head","respondWorkingDays":10,"respondent":"head-of-service"},{"name":"director"}]"#

/// A desk on Monday 2 May 2022, a bank holiday, on which D1 was raised.
private func raisedDesk(_ members: String = ladder, kind: String = "informal") throws -> Desk {
  let desk = try Desk("2022-05-02")
  try desk.adopt(members)
  try desk.ask(
    "raise-dispute",
    "\"dispute\":\"D1\",\"kind\":\"\(kind)\",\"children\":[\"C1\"],\"theme\":\"drift\",\"raisedOn\":\"2022-05-02\"")
  return desk
}

@Test func `silence is told of before the limit, and escalates once on the day after it, with who was silent`() throws {
  let desk = try raisedDesk()
  try desk.turn(to: "2022-08-01")
  #expect(
    desk.history("D1") == [
      "2022-05-02 raised team", "2022-05-05 due 2022-05-09 stage",
      "2022-05-10 clock team > head silent team-manager", "2022-05-22 due 2022-05-24 stage",
      "2022-05-25 clock head > director silent head-of-service", "2022-06-07 due 2022-06-09 process",
    ])
}

@Test func `however the days pass the clock tells the same`() throws {
  let once = try raisedDesk()
  try once.turn(to: "2022-08-01")
  let daily = try raisedDesk()
  var day = try present(CivilDate("2022-05-02"))
  while day.description < "2022-08-01" {
    day = day.adding(days: 1)
    daily.turn(to: day)
  }
  #expect(daily.history("D1") == once.history("D1"))
  #expect(daily.states == once.states && once.foldedAgain() == once.states)
}

@Test(arguments: ["agreed", "refused", "partly", "holding"])
func `an answer on the last day ends the silence at its stage`(response: String) throws {
  let desk = try raisedDesk()
  try desk.turn(to: "2022-05-09")
  let answered = try present(
    try desk.ask("respond-to-dispute", "\"dispute\":\"D1\",\"on\":\"2022-05-09\",\"response\":\"\(response)\"").first)
  #expect(answered.data["inTime"]?.boolean == true && answered.data["workingDays"]?.integer == 5)
  #expect(answered.data["respondent"]?.string == "team-manager")
  try desk.turn(to: "2023-01-01")
  #expect(desk.told.allSatisfy { $0.type != "dispute-escalated" })
}

@Test func `an end ends the clock, and an end told late is of the stage of its day`() throws {
  let desk = try raisedDesk()
  try desk.turn(to: "2022-05-11")
  try desk.ask("resolve-dispute", #""dispute":"D1","on":"2022-05-06","outcome":"resolved""#)
  try desk.turn(to: "2023-01-01")
  #expect(
    desk.history("D1") == [
      "2022-05-02 raised team", "2022-05-05 due 2022-05-09 stage",
      "2022-05-10 clock team > head silent team-manager", "2022-05-11 resolved team",
    ])
}

@Test func `the whole formal process has 20 working days, and a holding answer does not stop it`() throws {
  let members = #""ladder":[{"name":"one","respondent":"manager"},{"name":"two"},{"name":"three"}]"#
  let desk = try raisedDesk(members, kind: "formal")
  let raised = try present(desk.told.first)
  #expect(raised.data["processDueOn"]?.string == "2022-05-30")
  #expect(raised.data["responseDueOn"] == nil && raised.data["respondent"]?.string == "manager")
  try desk.turn(to: "2022-05-16")
  try desk.ask("respond-to-dispute", #""dispute":"D1","on":"2022-05-16""#)
  try desk.turn(to: "2023-01-01")
  #expect(
    desk.history("D1") == [
      "2022-05-02 raised one", "2022-05-16 holding one", "2022-05-26 due 2022-05-30 process",
      "2022-05-31 clock one > two silent manager",
    ])
  let informal = try raisedDesk(members)
  try informal.turn(to: "2023-01-01")
  #expect(informal.history("D1") == ["2022-05-02 raised one"])
}

@Test func `silence that is only noted leaves a challenge where it stands, and the ladder lists it as overdue`() throws
{
  let desk = try raisedDesk(#""ladder":[{"name":"one","respondWorkingDays":5,"silence":"note"},{"name":"two"}]"#)
  try desk.turn(to: "2022-05-10")
  #expect(desk.history("D1") == ["2022-05-02 raised one", "2022-05-05 due 2022-05-09 stage"])
  let item = try present(try desk.question("ladder")["items"]?.array?.first)
  #expect(item["overdue"]?.boolean == true && item["next"]?.string == "two" && item["escalatesOn"] == nil)
  #expect(item["workingDays"]?.integer == 6 && item["responseDueOn"]?.string == "2022-05-09")
}

@Test func `a challenge recorded after its limit escalates on the next day, so that its answer may be recorded first`()
  throws
{
  let members =
    #""dispute":"D2","kind":"informal","children":[],"theme":"drift","raisedOn":"2022-04-04""#
  let desk = try raisedDesk()
  try desk.ask("raise-dispute", members)
  try desk.turn(to: "2022-05-03")
  #expect(desk.history("D2") == ["2022-05-02 raised team", "2022-05-03 clock team > head silent team-manager"])
  let answered = try raisedDesk()
  try answered.ask("raise-dispute", members)
  try answered.ask("respond-to-dispute", #""dispute":"D2","on":"2022-04-06","response":"agreed""#)
  try answered.turn(to: "2022-05-09")
  #expect(answered.history("D2") == ["2022-05-02 raised team", "2022-05-02 agreed team"])
}

@Test func `a ladder or a calendar that is told of later moves the limits`() throws {
  let desk = try Desk("2022-05-02")
  try desk.ask(
    "raise-dispute",
    #""dispute":"D1","kind":"informal","stage":"team","children":[],"theme":"drift","raisedOn":"2022-05-02""#)
  try desk.turn(to: "2022-05-04")
  try desk.adopt(ladder)
  let calendar =
    #"{"calendar":{"name":"own","from":"2020-01-01","to":"2023-12-31","holidays":["2022-05-09"]},"hash":"0"}"#
  try desk.turn(to: "2022-05-07")
  try desk.hear("calendar-adopted", calendar, subject: "own")
  try desk.turn(to: "2022-05-12")
  #expect(
    desk.history("D1") == [
      "2022-05-02 raised team", "2022-05-05 due 2022-05-09 stage", "2022-05-07 due 2022-05-10 stage",
      "2022-05-11 clock team > head silent team-manager",
    ])
}

@Test func `the lead of the warning is the profile's, and the authority's own limit for the process holds`() throws {
  let members =
    ladder + #","lead":{"dispute-response":4},"local":{"disputeResolutionWorkingDays":10}"#
  let desk = try raisedDesk(members, kind: "formal")
  #expect(desk.told.first?.data["processDueOn"]?.string == "2022-05-16")
  try desk.turn(to: "2022-05-09")
  #expect(desk.history("D1") == ["2022-05-02 raised team", "2022-05-03 due 2022-05-09 stage"])
}
