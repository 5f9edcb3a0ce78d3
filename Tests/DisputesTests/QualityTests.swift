import Contracts
import DisputesRules
import Testing

private let because = #"{"rule":"r","source":"s","anchor":"2022-04-01","calendar":"c","skipped":[]}"#
private let audit =
  #"{"child":"C1","form":"tool","items":[{"item":"report-quality","met":false}],"on":"2022-05-03","#
  + #""failed":["report-quality"]}"#

private func missed(_ kind: String, clock: String = "statutory") -> String {
  "{\"child\":\"C1\",\"kind\":\"\(kind)\",\"dueOn\":\"2022-05-01\",\"because\":\(because),\"clock\":\"\(clock)\","
    + "\"officer\":\"IRO-1\"}"
}

private let alerts =
  #""ladder":[{"name":"alert","respondWorkingDays":5},{"name":"formal"}],"alerts":["#
  + #"{"on":"failed-audit-item","theme":"tool","only":["report-quality"]},{"on":"missed-milestone","theme":"late"},"#
  + #"{"on":"unlawful-placement","theme":"unlawful"},{"on":"contact-changed-without-review","theme":"contact"}]"#

private let contact = #"{"child":"C1","changedOn":"2022-05-03","change":"contact","significant":true}"#
private let plan = #"{"child":"C1","changedOn":"2022-05-03","change":"placement","significant":true}"#
private let otherItem =
  #"{"child":"C1","form":"tool","items":[{"item":"x","met":false}],"on":"2022-05-03","failed":["x"]}"#

@Test(
  arguments: [
    ("audit-completed", audit, "failed-audit-item"), ("deadline-missed", missed("care-plan"), "missed-milestone"),
    ("deadline-missed", missed("placement-unlawful"), "unlawful-placement"),
    ("care-plan-changed", contact, "contact-changed-without-review"), ("audit-completed", otherItem, nil),
    ("deadline-missed", missed("review"), nil), ("care-plan-changed", plan, nil),
  ] as [(String, String, String?)])
func `what the profile asks for raises an alert with its cause, and nothing else does`(
  type: String, data: String, cause: String?
) throws {
  let desk = try Desk("2022-05-04")
  #expect(try desk.hear(type, data).isEmpty)
  try desk.adopt(alerts)
  let raised = try desk.hear(type, data)
  #expect(raised.map { $0.data["cause"]?.string } == (cause.map { [$0] } ?? []))
  guard let alert = raised.first?.data else { return }
  #expect(alert["kind"]?.string == "alert" && alert["stage"]?.string == "alert")
  #expect(alert["raisedOn"]?.string == "2022-05-04" && alert["responseDueOn"]?.string == "2022-05-11")
  #expect(alert["children"] == .strings(["C1"]))
}

@Test func `a milestone missed on two clocks raises one alert`() throws {
  let desk = try Desk("2022-05-04")
  try desk.adopt(alerts)
  #expect(try desk.hear("deadline-missed", missed("care-plan", clock: "local")).count == 1)
  #expect(try desk.hear("deadline-missed", missed("care-plan")).isEmpty)
  #expect(try desk.hear("deadline-missed", missed("pathway-plan")).count == 1)
}

@Test func `a change of contact that a review considered raises no alert, unless that review was withdrawn`() throws {
  let held =
    #"{"child":"C1","review":"R1","stream":"looked-after","number":1,"meetings":["2022-04-20"],"#
    + #""completedOn":"2022-04-20","heldOn":"2022-04-20","mode":"in-person"}"#
  let desk = try Desk("2022-05-04")
  try desk.adopt(alerts)
  try desk.hear("review-held", held, subject: "R1")
  #expect(try desk.hear("care-plan-changed", contact).isEmpty)
  try desk.hear("fact-withdrawn", #"{"event":{"source":"/scheduling","id":"s1"},"reason":"error"}"#, subject: "R1")
  #expect(try desk.hear("care-plan-changed", contact).count == 1)
  #expect(desk.foldedAgain() == desk.states)
}

private func raise(_ desk: Desk, _ dispute: String, team: String = "north", kind: String = "informal") throws -> [Event]
{
  try desk.ask(
    "raise-dispute",
    "\"dispute\":\"\(dispute)\",\"kind\":\"\(kind)\",\"children\":[],\"theme\":\"late-reports\",\"team\":\"\(team)\","
      + "\"raisedOn\":\"\(desk.today)\"")
}

@Test func `three of one theme and team in twelve weeks propose it to the head of service, once each`() throws {
  let desk = try Desk("2022-01-03")
  func count(_ dispute: String, after days: Int, team: String = "north", kind: String = "informal") throws -> Int {
    desk.turn(to: desk.today.adding(days: days))
    return try raise(desk, dispute, team: team, kind: kind).count { $0.type == "theme-proposed" }
  }
  #expect(try count("A", after: 0) == 0)
  #expect(try count("B", after: 14) == 0)
  #expect(try count("S", after: 0, team: "south") == 0)
  #expect(try count("T", after: 0, kind: "themed") == 0)
  #expect(try count("C", after: 70) == 0)
  #expect(try count("D", after: 13) == 1)
  let proposed = try present(desk.told.last).data
  #expect(proposed["disputes"] == .strings(["B", "C", "D"]) && proposed["to"]?.string == "head-of-service")
  #expect(proposed["weeks"]?.integer == 12 && proposed["team"]?.string == "north")
  #expect(try count("E", after: 1) == 0)
  #expect(try count("F", after: 1) == 0)
  #expect(try count("G", after: 1) == 1)
}

@Test func `a theme that was proposed is declared because of the pattern, else because somebody asked`() throws {
  let desk = try Desk("2022-01-03")
  try desk.adopt(#""patterns":{"count":2,"weeks":4,"to":"director"}"#)
  _ = try raise(desk, "A")
  _ = try raise(desk, "B")
  let members = #""theme":"late-reports","team":"north","on":"2022-01-03","to":"head""#
  let declared = try present(try desk.ask("declare-theme", members).first).data
  #expect(declared["because"]?.string == "pattern" && declared["disputes"] == .strings(["A", "B"]))
  #expect(try desk.ask("declare-theme", members).first?.data["because"]?.string == "asked")
  let themes = try desk.question("themes", #""from":"2022-01-01","to":"2022-01-31""#)
  #expect(themes["raisedThemes"]?.array?.map { $0["because"]?.string } == [nil, "pattern", "asked"])
  #expect(themes["rows"]?.array?.first?["raised"]?.integer == 2)
}

@Test func `clinics are listed from the cohorts, and what they discussed is told with it`() throws {
  let desk = try Desk("2022-05-01")
  func joined(_ child: String, _ cohort: String, _ on: String) throws {
    try desk.hear(
      "cohort-joined",
      "{\"child\":\"\(child)\",\"cohort\":\"\(cohort)\",\"on\":\"\(on)\","
        + "\"because\":{\"rule\":\"r\",\"source\":\"s\"}}",
      subject: child)
  }
  try joined("C1", "placed-with-parents", "2022-04-01")
  try joined("C2", "placed-with-parents", "2022-04-02")
  try joined("C1", "three-placements", "2022-04-03")
  try desk.hear("cohort-left", #"{"child":"C2","cohort":"placed-with-parents","on":"2022-04-20"}"#, subject: "C2")
  try desk.ask(
    "hold-clinic",
    #""on":"2022-04-02","chair":"head-of-service","cohort":"placed-with-parents","children":["#
      + #"{"child":"C1","outcome":"no-change","referral":"legal-gateway-panel"}]"#)
  func listed(_ members: String) throws -> [String] {
    try present(try desk.question("clinic-list", members)["items"]?.array).map {
      "\($0["cohort"]?.string ?? "") \($0["child"]?.string ?? "") \($0["lastOutcome"]?.string ?? "-")"
        + ($0["new"]?.boolean == true ? " new" : "")
    }
  }
  #expect(try listed("") == ["placed-with-parents C1 no-change", "three-placements C1 no-change new"])
  #expect(try listed(#""cohort":"placed-with-parents","on":"2022-04-19""#).count == 2)
  #expect(try listed(#""on":"2022-04-01""#) == ["placed-with-parents C1 - new"])
}

@Test func `proceedings without the officer's views are overdue, each of them by itself`() throws {
  let desk = try Desk("2022-08-01")
  func court(_ child: String, _ on: String, _ event: String) throws {
    try desk.hear(
      "court-event-recorded", "{\"child\":\"\(child)\",\"on\":\"\(on)\",\"event\":\"\(event)\"}", subject: child)
  }
  try court("C1", "2022-01-10", "proceedings-issued")
  try court("C1", "2022-05-10", "proceedings-concluded")
  try court("C1", "2022-06-10", "proceedings-issued")
  try court("C2", "2022-03-01", "proceedings-issued")
  try court("C3", "2022-03-01", "hearing")
  try desk.ask(
    "file-court-view", #""child":"C1","on":"2022-02-01","kind":"statement","guardianConsulted":true"#)
  func answer(_ members: String = "") throws -> [String] {
    try present(try desk.question("court-views", members)["items"]?.array).map {
      "\($0["issuedOn"]?.string ?? "") \($0["child"]?.string ?? "") \($0["overdue"]?.boolean ?? false)"
    }
  }
  #expect(try answer() == ["2022-01-10 C1 false", "2022-03-01 C2 true", "2022-06-10 C1 true"])
  #expect(try answer(#""on":"2022-01-31""#) == ["2022-01-10 C1 true"])
  #expect(try desk.question("court-views")["withoutViews"]?.integer == 2)
  try desk.hear("fact-withdrawn", #"{"event":{"source":"/scheduling","id":"s3"},"reason":"error"}"#, subject: "C2")
  #expect(try answer() == ["2022-01-10 C1 false", "2022-06-10 C1 true"])
}

@Test func `a child's complaint is listed until a challenge takes it up as a complaint, or it is withdrawn`() throws {
  let desk = try Desk("2022-05-10")
  func complain(_ child: String, _ on: String) throws {
    try desk.hear("complaint-made", "{\"child\":\"\(child)\",\"on\":\"\(on)\",\"about\":\"contact\"}", subject: child)
  }
  try complain("C1", "2022-05-01")
  try complain("C2", "2022-05-02")
  try complain("C1", "2022-05-06")
  func listed() throws -> [String] {
    (try desk.question("open-disputes")["complaints"]?.array ?? []).compactMap { $0["on"]?.string }
  }
  #expect(try listed() == ["2022-05-01", "2022-05-02", "2022-05-06"])
  try desk.ask(
    "raise-dispute",
    #""kind":"informal","children":["C1"],"theme":"contact","raisedOn":"2022-05-03","complaint":true"#)
  #expect(try listed() == ["2022-05-02", "2022-05-06"])
  try desk.hear("fact-withdrawn", #"{"event":{"source":"/scheduling","id":"s1"},"reason":"error"}"#, subject: "C2")
  #expect(try listed() == ["2022-05-06"])
}

@Test func `good practice is listed and counted by kind`() throws {
  let desk = try Desk("2022-05-10")
  for (on, about) in [
    ("2022-03-31", "old"), ("2022-04-01", "letter"), ("2022-05-02", "visit"), ("2022-05-01", "visit"),
  ] {
    try desk.ask("record-good-practice", "\"on\":\"\(on)\",\"about\":\"\(about)\",\"team\":\"north\"")
  }
  let answer = try desk.question("good-practice", #""from":"2022-04-01","to":"2022-05-31""#)
  #expect(answer["items"]?.array?.compactMap { $0["on"]?.string } == ["2022-04-01", "2022-05-01", "2022-05-02"])
  #expect(answer["counts"] == (try json(#"[{"about":"visit","count":2},{"about":"letter","count":1}]"#)))
}
