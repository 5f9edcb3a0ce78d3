import Contracts
import SchedulingRules
import Testing

struct CommandsTests {
  /// A child C1 in care from 1 September to 1 November 2022, reviewed on 20 and 22 September; C2 in care; officer W-1.
  private func town() throws -> Room {
    var room = try Room()
    let start = try day("2022-09-01")
    try room.ask("register-officer", officer("W-1"), at: start)
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: start)
    try room.publish("child-entered-care", entry("C2", "2022-09-01"), at: start)
    try room.ask("hold-review", hold("C1", ["2022-09-20", "2022-09-22"]), at: day("2022-09-22"))
    let left = try json(#"{"child":"C1","leftOn":"2022-11-01","reasonEpisodeCeased":"E4A"}"#)
    try room.publish("child-left-care", left, at: day("2022-11-01"))
    return room
  }

  private func officer(_ id: String) throws -> JSON {
    try json(#"{"officer":"\#(id)","from":"2022-04-01","fte":0.8,"kind":"permanent"}"#)
  }

  private func hold(
    _ child: String, _ meetings: [String], completedOn: String? = nil, _ more: String = ""
  ) throws -> JSON {
    let days = meetings.map { "\"\($0)\"" }.joined(separator: ",")
    return try json(
      """
      {"child":"\(child)","meetings":[\(days)],"completedOn":"\(completedOn ?? meetings.last ?? "")",\
      "mode":"hybrid"\(more)}
      """)
  }

  @Test func `an officer is registered once`() throws {
    var room = try town()
    let moment = try day("2022-12-01")
    #expect(try room.ask("register-officer", officer("W-2"), at: moment).map(\.type) == ["officer-registered"])
    #expect(
      refused { try room.ask("register-officer", officer("W-2"), at: moment) } == "-32001, officer-exists /officer")
  }

  @Test(arguments: [
    ("C2", "W-1", "2022-09-08", "accepted"),
    ("C2", "W-1", "2022-08-31", "-32001, not-in-care /on"),
    ("C1", "W-1", "2022-11-01", "accepted"),
    ("C1", "W-1", "2022-11-02", "-32001, not-in-care /on"),
    ("C3", "W-9", "2022-09-08", "-32002, child-not-found /child, officer-not-found /officer"),
    ("C2", "W-9", "2022-08-31", "-32002, officer-not-found /officer, not-in-care /on"),
  ])
  func `an allocation wants a child in care and an officer`(
    child: String, officer: String, on: String, outcome: String
  ) throws {
    var room = try town()
    let moment = try day("2022-12-01")
    let params = try json(#"{"child":"\#(child)","officer":"\#(officer)","on":"\#(on)","reason":"new-entry"}"#)
    #expect(refused { try room.ask("allocate-officer", params, at: moment) } == outcome)
  }

  @Test func `an allocation counts working days from entry and knows whether it is the first`() throws {
    var room = try town()
    let moment = try day("2022-12-01")
    var told: [JSON] = []
    for on in ["2022-09-08", "2022-10-10", "2022-09-05"] {
      let params = try json(#"{"child":"C2","officer":"W-1","on":"\#(on)"}"#)
      told += try room.ask("allocate-officer", params, at: moment).map(\.data)
    }
    #expect(told.map { $0["workingDays"]?.integer } == [5, 26, 2])
    #expect(told.map { $0["first"]?.boolean } == [true, false, true])
    #expect(told.allSatisfy { $0["enteredOn"]?.string == "2022-09-01" })
    let timetable = try room.answer("timetable", json(#"{"child":"C2"}"#), at: moment)
    #expect(timetable["officer"]?.string == "W-1")
    let deadline = try #require(timetable["deadlines"]?.array?.first)
    #expect(deadline["dueOn"]?.string == "2022-09-08")
    #expect(deadline["metOn"]?.string == "2022-09-05")
  }

  @Test func `a review held tells itself and the limit of the next, from its first meeting`() throws {
    var room = try Room()
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: day("2022-09-01"))
    let first = try room.ask("hold-review", hold("C1", ["2022-09-28", "2022-10-12"]), at: day("2022-10-12"))
    #expect(first.map(\.type) == ["review-held", "review-due"])
    let held = try #require(first.first)
    #expect(held.subject == "C1-R1")
    #expect(held.data["heldOn"]?.string == "2022-09-28")
    #expect(held.data["dueOn"]?.string == "2022-09-30")
    #expect(held.data["inTimescale"]?.boolean == true)
    #expect(held.data["because"] == nil)
    #expect(Room.limits(first) == ["C1-R2 looked-after 2 2022-12-28"])
    let second = try room.ask(
      "hold-review", hold("C1", ["2023-01-05"], completedOn: "2023-01-06", #","lateReason":"illness""#),
      at: day("2023-01-06"))
    #expect(second.first?.data["inTimescale"]?.boolean == false)
    #expect(second.first?.data["lateReason"]?.string == "illness")
    #expect(Room.limits(second) == ["C1-R3 looked-after 3 2023-07-05"])
  }

  @Test(arguments: [
    ("C3", ["2022-09-20"], "2022-09-20", "", "-32002, child-not-found /child"),
    ("C2", ["2022-12-02"], "2022-12-02", "", "-32001, meeting-in-future /meetings/0, completed-in-future /completedOn"),
    ("C2", ["2022-08-31", "2022-09-02"], "2022-09-02", "", "-32001, meeting-before-entry /meetings/0"),
    ("C2", ["2022-09-09", "2022-09-09"], "2022-09-09", "", "-32001, meetings-not-ascending /meetings/1"),
    (
      "C2", ["2022-09-09", "2022-09-08"], "2022-09-07", "",
      "-32001, meetings-not-ascending /meetings/1, completed-before-last-meeting /completedOn"
    ),
    ("C2", ["2022-09-09"], "2022-09-08", "", "-32001, completed-before-last-meeting /completedOn"),
    ("C1", ["2022-11-02"], "2022-11-02", "", "-32001, meeting-after-leaving /meetings/0"),
    ("C1", ["2022-10-31", "2022-11-02"], "2022-11-02", "", "-32001, meeting-after-leaving /meetings/1"),
    ("C1", ["2022-11-01"], "2022-11-09", "", "accepted"),
    ("C1", ["2022-09-20"], "2022-09-20", "", "-32001, review-on-that-day /meetings/0"),
    ("C1", ["2022-09-19"], "2022-09-19", "", "accepted"),
    ("C2", ["2022-09-20"], "2022-09-20", #","stream":"looked-after""#, "accepted"),
    ("C2", ["2022-09-20"], "2022-09-20", #","stream":"short-breaks""#, "-32001, stream-does-not-run /stream"),
    ("C2", [], "2022-09-20", "", "-32602, wrong-length /meetings"),
  ])
  func `a review is refused with everything that is wrong with it`(
    child: String, meetings: [String], completedOn: String, more: String, outcome: String
  ) throws {
    var room = try town()
    let moment = try day("2022-12-01")
    let params = try hold(child, meetings, completedOn: completedOn, more)
    #expect(refused { try room.ask("hold-review", params, at: moment) } == outcome)
  }

  @Test(arguments: [
    (#"{"review":"C1-R1","completedOn":"2022-10-20"}"#, "accepted"),
    (#"{"child":"C1","reviewOn":"2022-09-20","completedOn":"2022-10-20"}"#, "accepted"),
    (#"{"child":"C1","reviewOn":"2022-09-22","completedOn":"2022-10-20"}"#, "accepted"),
    (#"{"child":"C1","reviewOn":"2022-09-21","completedOn":"2022-10-20"}"#, "-32002, review-not-found /reviewOn"),
    (#"{"child":"C3","reviewOn":"2022-09-20","completedOn":"2022-10-20"}"#, "-32002, child-not-found /child"),
    (#"{"review":"C1-R9","completedOn":"2022-10-20"}"#, "-32002, review-not-found /review"),
    (#"{"review":"C1-R01","completedOn":"2022-10-20"}"#, "-32002, review-not-found /review"),
    (#"{"review":"nonsense","completedOn":"2022-10-20"}"#, "-32002, review-not-found /review"),
    (#"{"review":"C2-R1","completedOn":"2022-10-20"}"#, "-32001, review-not-held /review"),
    (#"{"completedOn":"2022-10-20"}"#, "-32602, missing /review"),
    (#"{"review":"C1-R1","completedOn":"2022-09-21"}"#, "-32001, record-before-review /completedOn"),
    (
      #"{"review":"C1-R1","completedOn":"2022-12-02","decisionsOn":"2022-09-19"}"#,
      "-32001, completed-in-future /completedOn, decisions-before-review /decisionsOn"
    ),
    (
      #"{"review":"C1-R1","completedOn":"2022-11-02","decisionsOn":"2022-12-02"}"#,
      "-32001, decisions-in-future /decisionsOn"
    ),
  ])
  func `a record wants a review held and days in order`(params: String, outcome: String) throws {
    var room = try town()
    let moment = try day("2022-12-01")
    let params = try json(params)
    #expect(refused { try room.ask("complete-record", params, at: moment) } == outcome)
  }

  @Test func `a record is in time on the twentieth working day after completion, and completed once`() throws {
    for (on, count, inTime) in [("2022-09-22", 0, true), ("2022-10-20", 20, true), ("2022-10-21", 21, false)] {
      var room = try town()
      let params = try json(#"{"review":"C1-R1","completedOn":"\#(on)"}"#)
      let events = try room.ask("complete-record", params, at: day("2022-12-01"))
      #expect(events.first?.data["workingDays"]?.integer == count)
      #expect(events.first?.data["inTimescale"]?.boolean == inTime)
      let again = try day("2022-12-02")
      #expect(
        refused { try room.ask("complete-record", params, at: again) } == "-32001, record-complete-already /review")
    }
  }

  @Test(arguments: [
    (#"{"profile":"westminster","from":"2022-04-01"}"#, "accepted"),
    (#"{"profile":"atlantis","from":"2022-04-01"}"#, "-32002, profile-not-found /profile"),
    (#"{"profile":{"name":"own","local":{"laterReviewMonths":5}},"from":"2022-04-01"}"#, "accepted"),
    (
      #"{"profile":{"name":"own","local":{"laterReviewMonths":0,"nothingDays":5}},"from":"2022-04-01"}"#,
      "-32602, out-of-range /profile/local/laterReviewMonths, unknown-member /profile/local/nothingDays"
    ),
    (#"{"profile":7,"from":"2022-04-01"}"#, "-32602, not-a-string /profile"),
  ])
  func `a profile is adopted by name or whole`(params: String, outcome: String) throws {
    var room = try Room()
    let moment = try day("2022-03-01")
    let params = try json(params)
    #expect(refused { try room.ask("adopt-policy", params, at: moment) } == outcome)
  }

  @Test func `an adopted profile gives local limits that run from its first day, and is followed by later ones`() throws
  {
    var room = try Room()
    let own = try json(#"{"profile":{"name":"own","local":{"firstReviewDays":21}},"from":"2022-09-01"}"#)
    let adopted = try room.ask("adopt-policy", own, at: day("2022-08-01"))
    #expect(
      adopted.first?.data["profile"]
        == (try json(#"{"name":"own","extends":"statutory","local":{"firstReviewDays":21}}"#)))
    for (child, on, local) in [("C1", "2022-08-31", nil), ("C2", "2022-09-01", "2022-09-22")] {
      let due = try room.publish("child-entered-care", entry(child, on), at: day("2022-09-02"))
      #expect(due.first?.data["localDueOn"]?.string == local)
    }
    let moment = try day("2022-10-01")
    #expect(refused { try room.ask("adopt-policy", own, at: moment) } == "-32001, policy-not-after-last /from")
  }

  @Test(arguments: [
    (#"{"name":"own","from":"2022-01-01","to":"2023-12-31","holidays":["2022-09-19","2022-12-26"]}"#, "accepted"),
    (
      #"{"name":"own","from":"2022-01-01","to":"2023-12-31","holidays":["2022-12-26","2022-09-19"]}"#,
      "-32602, holidays-not-ascending /calendar/holidays/1"
    ),
    (
      #"{"name":"own","from":"2022-01-01","to":"2022-12-31","holidays":["2022-09-19","2022-09-19","2023-01-02"]}"#,
      "-32602, named-twice /calendar/holidays/1, outside-the-calendar /calendar/holidays/2"
    ),
    (
      #"{"name":"own","from":"2023-01-01","to":"2022-12-31","holidays":[]}"#,
      "-32602, ends-before-it-begins /calendar/to"
    ),
    (
      #"{"name":"england-and-wales-2009-2028","from":"2022-01-01","to":"2022-12-31","holidays":[]}"#,
      "-32001, calendar-name-taken /calendar/name"
    ),
  ])
  func `a calendar must be sound`(calendar: String, outcome: String) throws {
    var room = try Room()
    let moment = try day("2022-03-01")
    let params = try json(#"{"calendar":\#(calendar)}"#)
    #expect(refused { try room.ask("adopt-calendar", params, at: moment) } == outcome)
  }

  @Test func `an adopted calendar is used from then on and named in the reason`() throws {
    var room = try Room()
    let calendar = try json(
      #"{"calendar":{"name":"plain-2022","from":"2022-01-01","to":"2022-12-31","holidays":["2022-09-02"]}}"#)
    try room.ask("adopt-calendar", calendar, at: day("2022-08-01"))
    let events = try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: day("2022-09-01"))
    #expect(Room.limits(events) == ["C1-R1 looked-after 1 2022-09-30"])
    let because = try #require(events.first?.data["because"])
    #expect(because["calendar"]?.string == "plain-2022")
    #expect(because["skipped"]?.array?.compactMap(\.string) == ["2022-09-02"])
    let late = try room.publish("child-entered-care", entry("C2", "2022-12-20"), at: day("2022-12-20"))
    #expect(Room.limits(late) == [])
  }

  @Test func `what is due can be asked for by days, kind and officer, and comes page by page`() throws {
    var room = try town()
    let moment = try day("2022-12-01")
    for number in 1...1_600 {
      let child = "K\(10_000 + number)"
      try room.publish("child-entered-care", entry(child, number % 2 == 0 ? "2022-11-24" : "2022-11-25"), at: moment)
    }
    try room.ask("allocate-officer", json(#"{"child":"K10001","officer":"W-1","on":"2022-11-30"}"#), at: moment)
    func asked(_ params: String) throws -> JSON {
      let kind = params.contains("kind") ? "" : #","kind":"review""#
      return try room.answer("due", json(String(params.dropLast()) + kind + "}"), at: moment)
    }
    func count(_ params: String) throws -> Int? { try asked(params)["items"]?.array?.count }
    #expect(try count(#"{"from":"2022-12-22","to":"2022-12-22"}"#) == 800)
    #expect(try count(#"{"from":"2022-12-24","to":"2023-12-31"}"#) == 0)
    #expect(try count(#"{"from":"2022-12-31","to":"2022-01-01"}"#) == 0)
    #expect(try count(#"{"from":"2022-01-01","to":"2023-12-31","officer":"W-1"}"#) == 1)
    #expect(try count(#"{"from":"2022-01-01","to":"2023-12-31","kind":"visit"}"#) == 0)
    let first = try asked(#"{"from":"2022-12-01","to":"2023-12-31"}"#)
    let next = try #require(first["next"]?.string)
    let second = try asked(#"{"from":"2022-12-01","to":"2023-12-31","after":"\#(next)"}"#)
    #expect(second["next"] == nil)
    let items = [first, second].flatMap { $0["items"]?.array ?? [] }
    #expect(Set(items.compactMap { $0["child"]?.string }).count == 1_600)
    #expect(first.line.count < 1 << 20)
    #expect(
      refused { _ = try room.answer("timetable", json(#"{"child":"K9"}"#), at: moment) }
        == "-32002, child-not-found /child")
  }
}
