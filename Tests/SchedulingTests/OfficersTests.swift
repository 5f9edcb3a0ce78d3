import Contracts
import SchedulingRules
import Testing

/// Officers, children and allocations in short.
extension Room {
  /// An officer in post from 1 April 2020.
  mutating func register(_ officer: String, _ more: String = "", fte: String = "1") throws {
    try ask(
      "register-officer",
      json(#"{"officer":"\#(officer)","from":"2020-04-01","fte":\#(fte),"kind":"permanent"\#(more)}"#),
      at: day("2020-04-01"))
  }

  /// A child who enters care on a day and is known on it.
  mutating func enter(_ child: String, _ on: String = "2022-09-01", _ changes: String = "{}") throws {
    try publish("child-entered-care", entry(child, on, changes), at: day(on))
  }

  /// Allocates a child, to a named officer or as the service chooses; the officer.
  @discardableResult
  mutating func allocate(_ child: String, _ officer: String? = nil, on: String = "2022-09-01") throws -> String? {
    let named = officer.map { #","officer":"\#($0)""# } ?? ""
    let told = try ask(
      "allocate-officer", json(#"{"child":"\#(child)","on":"\#(on)"\#(named)}"#), at: day("2022-12-01"))
    return told.first { $0.type == "officer-allocated" }?.data["officer"]?.string
  }

  /// Asks something about people on a day.
  func people(_ question: String, _ params: String = "{}") throws -> JSON {
    try answer(question, json(params), at: day("2022-12-01"))
  }
}

struct OfficersTests {
  private func office() throws -> Room {
    var room = try Room()
    try room.register(
      "O-1",
      #"""
      ,"qualifiedOn":"2009-07-01","inPostSince":"2019-09-02","roles":["reviews"],"teams":["north"],\#
      "skills":["makaton"],\#
      "checks":[{"kind":"registration","dueOn":"2022-11-30"},{"kind":"dbs","dueOn":"2023-05-01"}],"maximumChildren":60
      """#)
    try room.register("O-2", fte: "0.5")
    return room
  }

  @Test(arguments: [
    (#"{"officer":"O-9","from":"2022-01-01","fte":0.5}"#, "-32002, officer-not-found /officer"),
    (#"{"officer":"O-1","from":"2020-03-31","fte":0.5}"#, "-32001, changed-before-post /from"),
    (#"{"officer":"O-1","from":"2020-04-01","fte":0.5}"#, "accepted"),
    (#"{"officer":"O-1","from":"2022-01-01"}"#, "-32602, changes-nothing "),
    (
      #"{"officer":"O-1","from":"2022-01-01","absentUntil":"2021-12-31"}"#, "-32001, ends-before-it-begins /absentUntil"
    ),
    (#"{"officer":"O-1","from":"2022-01-01","leftOn":"2021-12-31"}"#, "-32001, ends-before-it-begins /leftOn"),
    (
      #"{"officer":"O-1","from":"2022-01-01","leftOn":"2019-12-31"}"#,
      "-32001, left-before-post /leftOn, ends-before-it-begins /leftOn"
    ),
    (#"{"officer":"O-2","from":"2022-10-01","fte":1}"#, "-32001, officer-left /from"),
    (#"{"officer":"O-2","from":"2022-10-01","leftOn":"2022-12-31"}"#, "accepted"),
  ])
  func `a change of an officer is refused with everything that is wrong with it`(
    params: String, outcome: String
  ) throws {
    var room = try office()
    let moment = try day("2022-12-01")
    try room.ask("change-officer", json(#"{"officer":"O-2","from":"2022-09-30","leftOn":"2022-09-30"}"#), at: moment)
    #expect(refused { try room.ask("change-officer", json(params), at: moment) } == outcome)
  }

  @Test func `what is known of an officer holds from its day`() throws {
    var room = try office()
    let change = try json(
      #"""
      {"officer":"O-1","from":"2022-10-01","fte":0.8,"duties":[{"kind":"lado","hoursPerWeek":7.4}],\#
      "absentUntil":"2022-10-14","teams":["south"]}
      """#)
    try room.ask("change-officer", change, at: day("2022-09-20"))
    func officer(_ on: String) throws -> JSON {
      try #require(room.people("officers", #"{"on":"\#(on)"}"#)["officers"]?.array?.first)
    }
    let before = try officer("2022-09-30")
    #expect(before["fte"]?.double == 1 && before["duties"]?.array?.isEmpty == true && before["absentUntil"] == nil)
    let after = try officer("2022-10-01")
    #expect(after["fte"]?.double == 0.8 && after["absentUntil"]?.string == "2022-10-14")
    #expect(after["duties"]?.array?.first?["hoursPerWeek"]?.double == 7.4)
    #expect(after["teams"] == .strings(["south"]) && after["skills"] == .strings(["makaton"]))
    #expect(after["qualifiedOn"]?.string == "2009-07-01" && after["inPostSince"]?.string == "2019-09-02")
    #expect(try officer("2022-10-15")["absentUntil"] == nil)
    #expect(try officer("2022-11-30")["checks"]?.array?.map { $0["overdue"]?.boolean } == [false, false])
    #expect(try officer("2022-12-01")["checks"]?.array?.map { $0["overdue"]?.boolean } == [true, false])
    let all = try room.people("officers")
    #expect(all["checksOverdue"]?.integer == 1 && all["dutyHours"]?.double == 7.4)
    #expect(all["overTwelveMonths"]?.integer == 2)
    #expect(all["establishment"]?.array?.first?["fte"]?.double == 1.3)
  }

  @Test func `an officer who has left is in post to the last day`() throws {
    var room = try office()
    let left = try json(#"{"officer":"O-2","from":"2022-09-30","leftOn":"2022-09-30"}"#)
    try room.ask("change-officer", left, at: day("2022-09-01"))
    for (on, count) in [("2020-03-31", 0), ("2020-04-01", 2), ("2022-09-30", 2), ("2022-10-01", 1)] {
      #expect(try room.people("officers", #"{"on":"\#(on)"}"#)["officers"]?.array?.count == count, "\(on)")
    }
  }

  @Test func `duties that take more than the time of a post, and children left behind, are warned of`() throws {
    var room = try office()
    try room.enter("C1")
    try room.allocate("C1", "O-2")
    let moment = try day("2022-12-01")
    func warned(_ more: String) throws -> [String] {
      try room.warnings("change-officer", json(#"{"officer":"O-2","from":"2022-12-01",\#(more)}"#), at: moment)
    }
    #expect(try warned(#""duties":[{"kind":"panel","hoursPerWeek":18.5}]"#).isEmpty)
    #expect(try warned(#""duties":[{"kind":"panel","hoursPerWeek":19}]"#) == ["duties-exceed-time"])
    #expect(try warned(#""leftOn":"2022-12-31""#) == ["children-allocated"])
    try room.allocate("C1", "O-1", on: "2022-12-01")
    #expect(try warned(#""leftOn":"2022-12-31""#).isEmpty)
  }
}
