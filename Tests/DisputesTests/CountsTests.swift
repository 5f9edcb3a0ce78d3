import Contracts
import DisputesRules
import Testing

/// Five challenges of two years, at the end of which it is 1 April 2023.
private func furnished() throws -> Desk {
  let desk = try Desk("2023-04-01")
  let raised: [(id: String, day: String, members: String)] = [
    ("A", "2022-03-31", #""kind":"alert","children":["C1"],"theme":"drift","issues":["x","y"]"#),
    ("B", "2022-04-01", #""kind":"formal","children":["C1","C2"],"theme":"drift","team":"north""#),
    ("C", "2022-09-30", #""kind":"formal","children":[],"theme":"delay","team":"north","problem":"planning""#),
    ("D", "2022-10-01", #""kind":"formal","children":["C2"],"theme":"delay","team":"south","issues":["x"]"#),
    ("E", "2023-03-31", #""kind":"alert","children":["C3"],"theme":"drift","cause":"late-notification""#),
  ]
  for item in raised {
    try desk.ask("raise-dispute", #""dispute":"\#(item.id)","raisedOn":"\#(item.day)",\#(item.members)"#)
  }
  try desk.ask("escalate-dispute", #""dispute":"B","stage":"director","on":"2022-05-01""#)
  try desk.ask("resolve-dispute", #""dispute":"B","on":"2022-05-02","outcome":"upheld""#)
  try desk.ask("refer-to-cafcass", #""dispute":"D","on":"2022-10-02""#)
  return desk
}

private func rows(_ desk: Desk, _ by: String, from: String = "2022-01-01", to: String = "2023-12-31") throws -> [String]
{
  let answer = try desk.question("dispute-counts", #""from":"\#(from)","to":"\#(to)","by":[\#(by)]"#)
  return (answer["items"]?.array ?? []).map { item in
    let heading = (item.members?.list ?? []).compactMap { $0.value.string }.joined(separator: " ")
    let numbers = ["disputes", "children", "open", "ended", "upheld", "escalated", "cafcass"]
      .compactMap { item[$0]?.integer }.map(String.init).joined(separator: " ")
    return "\(heading): \(numbers)"
  }
}

@Test func `challenges are counted by any of their words, children each once`() throws {
  let desk = try furnished()
  #expect(try rows(desk, #""theme""#) == ["delay: 2 1 2 0 0 0 1", "drift: 3 3 2 1 1 1 0"])
  #expect(
    try rows(desk, #""started-at","stage""#, from: "2022-04-01", to: "2022-09-30")
      == ["formal director: 1 2 0 1 1 1 0", "formal formal: 1 0 1 0 0 0 0"])
  #expect(try rows(desk, #""issue""#) == [": 3 3 2 1 1 1 0", "x: 2 2 2 0 0 0 1", "y: 1 1 1 0 0 0 0"])
  #expect(
    try rows(desk, #""child""#)
      == [": 1 0 1 0 0 0 0", "C1: 2 2 1 1 1 1 0", "C2: 2 2 1 1 1 1 1", "C3: 1 1 1 0 0 0 0"])
}

@Test func `the halves of a year begin in April and October`() throws {
  let desk = try furnished()
  let rows = try rows(desk, #""half-year""#)
  #expect(rows.map { $0.prefix(10) } == ["2021-10: 1", "2022-04: 2", "2022-10: 2"])
}

@Test func `shares are of all challenges of the period, and a row that is asked for twice stands once`() throws {
  let desk = try furnished()
  let answer = try desk.question(
    "dispute-counts", #""from":"2022-04-01","to":"2022-12-31","by":["theme","theme"]"#)
  #expect(answer["items"]?.array?.map { $0["share"]?.double } == [66.67, 33.33])
  #expect(answer["disputes"]?.integer == 3 && answer["children"]?.integer == 2)
}

@Test func `who acted against the line that is challenged is listed, and what the clock did is nobody's act`() throws {
  let desk = try Desk("2022-05-02")
  try desk.adopt(#""ladder":[{"name":"team","respondWorkingDays":5},{"name":"head"}]"#)
  let raise = #""kind":"informal","children":["C1"],"theme":"drift","team":"north","raisedOn":"2022-05-02""#
  func by(_ id: String, _ line: String) -> String {
    #""by":{"role":"officer","id":"\#(id)","reportsTo":"\#(line)"}"#
  }
  let refusal = #expect(throws: Refusal.self) { try desk.ask("raise-dispute", "\(raise),\(by("IRO-2", "north"))") }
  #expect(refusal?.faults.first?.reason == "not-independent")
  try desk.ask("raise-dispute", #""dispute":"D1",\#(raise),\#(by("IRO-1", "director"))"#)
  try desk.turn(to: "2022-05-16")
  func statement() throws -> JSON { try desk.question("independence", #""from":"2022-01-01","to":"2022-12-31""#) }
  let before = try statement()
  #expect(before["independent"]?.boolean == true && before["acts"]?.integer == 3)
  #expect(before["named"]?.integer == 1 && before["byTheService"]?.integer == 2)
  // The team answers, which is its part; its manager ends what was raised against it, which is not; and the officer
  // answers the own challenge.
  try desk.ask("respond-to-dispute", #""dispute":"D1","on":"2022-05-16",\#(by("T-1", "north"))"#)
  try desk.ask("respond-to-dispute", #""dispute":"D1","on":"2022-05-16",\#(by("IRO-1", "director"))"#)
  try desk.ask("resolve-dispute", #""dispute":"D1","on":"2022-05-16","outcome":"resolved",\#(by("T-1", "north"))"#)
  let after = try statement()
  #expect(after["independent"]?.boolean == false)
  #expect(
    after["against"]?.array?.map { "\($0["type"]?.string ?? "") \($0["id"]?.string ?? "")" }
      == ["dispute-responded IRO-1", "dispute-resolved T-1"])
}

@Test func `an alert of a profile adopted long ago without a stage for alerts starts at the lowest stage`() throws {
  let desk = try Desk("2022-05-04")
  try desk.adopt(
    #""ladder":[{"name":"first","mayStart":false},{"name":"second","kinds":["formal"]},{"name":"third"}],"#
      + #""alerts":[{"on":"late-notification","theme":"late"}]"#, from: "2020-01-01")
  let late = #"{"child":"C1","enteredOn":"2022-04-01","knownOn":"2022-05-04","workingDays":20,"cause":"told-late"}"#
  #expect(try desk.hear("notification-late", late).first?.data["stage"]?.string == "third")
  let other = try Desk("2022-05-04")
  try other.adopt(
    #""ladder":[{"name":"formal","kinds":["formal"]},{"name":"director","kinds":["formal"]}],"#
      + #""alerts":[{"on":"late-notification","theme":"late","only":["recorded-late"]},"#
      + #"{"on":"late-notification","theme":"told","only":["told-late"]}]"#)
  let raised = try other.hear("notification-late", late)
  #expect(raised.map { $0.data["theme"]?.string } == ["told"])
  #expect(raised.first?.data["stage"]?.string == "formal" && raised.first?.data["issues"] == .strings(["told-late"]))
  #expect(try other.hear("notification-late", late).isEmpty)
}
