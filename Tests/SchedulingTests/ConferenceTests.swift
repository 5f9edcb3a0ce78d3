import Contracts
import SchedulingRules
import Testing

/// Child protection conferences, of children in care and not.
struct ConferenceTests {
  private func step(_ room: inout Room, _ on: String, _ event: String, at known: String? = nil) throws -> [Event] {
    try room.publish(
      "child-protection-recorded", json(#"{"child":"C1","on":"\#(on)","event":"\#(event)"}"#), at: day(known ?? on))
  }

  private func confer(_ room: inout Room, _ on: String, _ kind: String, _ more: String = "") throws -> [Event] {
    try room.ask(
      "hold-conference", json(#"{"child":"C1","kind":"\#(kind)","on":"\#(on)"\#(more)}"#), at: day(on))
  }

  @Test func `the initial conference counts from the last strategy discussion, and each review from the one before`()
    throws
  {
    var room = try Room()
    _ = try step(&room, "2022-08-01", "strategy-discussion")
    _ = try step(&room, "2022-09-01", "strategy-discussion")
    let asked = try step(&room, "2022-09-02", "conference-requested")
    #expect(Room.limits(asked) == ["C1-R1 child-protection 1 2022-09-23"])
    let initial = try confer(&room, "2022-09-23", "initial", #","outcome":"plan-made","quorate":true"#)
    #expect(initial.first?.data["conference"]?.string == "C1-CP1")
    #expect(initial.first?.data["strategyDiscussionOn"]?.string == "2022-09-01")
    #expect(initial.first?.data["dueOn"]?.string == "2022-09-23")
    #expect(initial.first?.data["inTimescale"]?.boolean == true)
    #expect(Room.limits(initial) == ["C1-R2 child-protection 2 2022-12-23"])
    _ = try step(&room, "2022-09-23", "plan-started")
    let second = try confer(&room, "2022-12-29", "review")
    #expect(second.first?.data["inTimescale"]?.boolean == false)
    #expect(Room.limits(second) == ["C1-R3 child-protection 3 2023-06-29"])
    #expect(Room.limits(try confer(&room, "2023-06-29", "review")) == ["C1-R4 child-protection 4 2023-12-29"])
    _ = try step(&room, "2023-09-01", "plan-ended")
    #expect(try timetable(room, "2023-09-02")["reviews"]?.array?.isEmpty == true)
  }

  private func timetable(_ room: Room, _ on: String) throws -> JSON {
    try room.answer("timetable", json(#"{"child":"C1"}"#), at: day(on))
  }

  @Test func `a strategy discussion told late moves the limit, as does a conference taken back`() throws {
    var room = try Room()
    let asked = try step(&room, "2022-09-02", "conference-requested")
    #expect(Room.limits(asked) == ["C1-R1 child-protection 1 2022-09-26"])
    let late = try step(&room, "2022-08-30", "strategy-discussion", at: "2022-09-05")
    #expect(Room.limits(late) == ["C1-R1 child-protection 1 2022-09-21"])
    let held = try confer(&room, "2022-09-20", "initial")
    let back = try room.withdraw(try #require(held.first), at: day("2022-09-21"))
    #expect(Room.limits(back) == ["C1-R2 child-protection 1 2022-09-21"])
  }

  /// The limits of conferences held that `events` tell again.
  private func moved(_ events: [Event]) -> [String] {
    events.filter { $0.type == "conference-due" }.map { event in
      let data = event.data
      return [
        data["conference"]?.string, data["kind"]?.string, data["strategyDiscussionOn"]?.string, data["dueOn"]?.string,
        data["inTimescale"]?.boolean.map { $0 ? "in time" : "late" }, data["because"]?["anchor"]?.string,
      ].compactMap(\.self).joined(separator: " ")
    }
  }

  @Test func `a strategy discussion told after the conference was held has its limit told again`() throws {
    var room = try Room()
    _ = try step(&room, "2022-09-02", "conference-requested")
    let held = try confer(&room, "2022-09-26", "initial")
    #expect(held.first?.data["inTimescale"]?.boolean == true)
    #expect(held.first?.data["because"]?["anchor"]?.string == "2022-09-02")
    #expect(moved(held) == [])
    let late = try step(&room, "2022-08-30", "strategy-discussion", at: "2022-10-03")
    #expect(moved(late) == ["C1-CP1 initial 2022-08-30 2022-09-21 late 2022-08-30"])
    // Once, and the next conference counts from the one held as before.
    #expect(Room.limits(late) == [])
    #expect(moved(try step(&room, "2022-08-12", "strategy-discussion", at: "2022-10-04")) == [])
    #expect(moved(try step(&room, "2022-09-01", "strategy-discussion", at: "2022-10-05")).count == 1)
    // Taken back, the one before counts again.
    let newest = try #require(room.journal.last { $0.type == "child-protection-recorded" })
    #expect(
      moved(try room.withdraw(newest, at: day("2022-10-06"))) == [
        "C1-CP1 initial 2022-08-30 2022-09-21 late 2022-08-30"
      ])
    let diary = try room.answer("diary", json(#"{"from":"2022-09-26","to":"2022-09-26"}"#), at: day("2022-10-06"))
    #expect(diary["items"]?.array?.first?["dueOn"]?.string == "2022-09-21")
  }

  @Test func `the plan that a conference decided, told on its day, moves no limit, before the conference or after`()
    throws
  {
    for planFirst in [true, false] {
      var room = try Room()
      _ = try step(&room, "2022-09-01", "strategy-discussion")
      _ = try step(&room, "2022-09-02", "conference-requested")
      _ = try step(&room, "2022-09-12", "strategy-discussion")
      if planFirst { _ = try step(&room, "2022-09-20", "plan-started") }
      let initial = try confer(&room, "2022-09-20", "initial")
      #expect(initial.first?.data["dueOn"]?.string == "2022-09-23")
      if !planFirst { #expect(moved(try step(&room, "2022-09-20", "plan-started")) == []) }
      if planFirst { _ = try step(&room, "2022-12-14", "plan-ended") }
      let review = try confer(&room, "2022-12-14", "review")
      #expect(review.first?.data["dueOn"]?.string == "2022-12-20")
      if !planFirst { #expect(moved(try step(&room, "2022-12-14", "plan-ended")) == []) }
      #expect(try timetable(room, "2023-01-02")["reviews"]?.array?.isEmpty == true)
    }
  }

  @Test func `a conference held of which no strategy discussion was known has its first limit with a late one`() throws
  {
    var room = try Room()
    _ = try step(&room, "2022-09-02", "plan-started")
    let held = try confer(&room, "2022-09-20", "initial")
    #expect(held.first?.data["dueOn"] == nil)
    let late = try step(&room, "2022-08-25", "strategy-discussion", at: "2022-10-03")
    #expect(moved(late) == ["C1-CP1 initial 2022-08-25 2022-09-16 late 2022-08-25"])
  }

  @Test func `a strategy discussion that the command gave stands, whatever is told later`() throws {
    var room = try Room()
    _ = try step(&room, "2022-09-02", "conference-requested")
    let held = try confer(&room, "2022-09-20", "initial", #","strategyDiscussionOn":"2022-09-01""#)
    #expect(held.first?.data["because"] == nil && held.first?.data["dueOn"]?.string == "2022-09-23")
    #expect(moved(try step(&room, "2022-08-30", "strategy-discussion", at: "2022-10-03")) == [])
  }

  @Test func `a conference told late moves the limit of the review of the plan that followed it`() throws {
    var room = try Room()
    _ = try step(&room, "2022-09-02", "conference-requested")
    _ = try confer(&room, "2022-09-20", "initial")
    let review = try confer(&room, "2023-01-10", "review")
    #expect(review.first?.data["dueOn"]?.string == "2022-12-20")
    let late = try room.ask(
      "hold-conference", json(#"{"child":"C1","kind":"review","on":"2022-12-15"}"#), at: day("2023-02-01"))
    #expect(moved(late) == ["C1-CP2 review 2023-06-15 in time 2022-12-15"])
    // A withdrawal of the conference held leaves nothing of its limit.
    let gone = try #require(review.first)
    #expect(moved(try room.withdraw(gone, at: day("2023-02-02"))) == [])
  }

  @Test func `no conference follows one that decided for no plan, until one is asked for again`() throws {
    var room = try Room()
    _ = try step(&room, "2022-09-02", "conference-requested")
    #expect(Room.limits(try confer(&room, "2022-09-20", "initial", #","outcome":"no-plan""#)) == [])
    let again = try step(&room, "2023-01-10", "conference-requested")
    #expect(Room.limits(again) == ["C1-R2 child-protection 1 2023-01-31"])
  }

  @Test func `a plan of which no conference is known has its first review`() throws {
    var room = try Room()
    #expect(Room.limits(try step(&room, "2022-09-02", "plan-started")) == ["C1-R1 child-protection 2 2022-12-02"])
  }

  @Test func `conferences and reviews in care run side by side`() throws {
    var room = try Room()
    _ = try step(&room, "2022-09-02", "plan-started")
    try room.publish("child-entered-care", entry("C1", "2022-10-03"), at: day("2022-10-03"))
    let reviews = try timetable(room, "2022-10-03")["reviews"]?.array ?? []
    #expect(reviews.compactMap { $0["stream"]?.string } == ["looked-after", "child-protection"])
    #expect(reviews.compactMap { $0["dueOn"]?.string } == ["2022-10-31", "2022-12-02"])
  }

  @Test func `every wrong of a conference is named`() throws {
    var room = try Room()
    _ = try step(&room, "2022-09-02", "conference-requested")
    _ = try confer(&room, "2022-09-20", "initial")
    #expect(
      refused {
        try room.ask(
          "hold-conference",
          json(
            """
            {"child":"C1","conference":"C1-CP1","kind":"review","on":"2022-12-01","strategyDiscussionOn":"2022-12-02"}
            """), at: day("2022-11-01"))
      } == "-32001, conference-exists /conference, done-in-future /on, strategy-after-conference /strategyDiscussionOn")
    #expect(refused { _ = try confer(&room, "2022-09-20", "review") } == "-32001, conference-on-that-day /on")
    #expect(
      refused {
        try room.ask(
          "hold-conference", json(#"{"child":"C9","kind":"initial","on":"2022-09-20"}"#), at: day("2022-09-20"))
      } == "-32002, child-not-found /child")
    let record = #"{"child":"C1","conference":"C1-CP7","on":"2022-09-20","to":["parents"]}"#
    #expect(
      refused { try room.ask("distribute-conference-record", json(record), at: day("2022-09-20")) }
        == "-32002, conference-not-found /conference")
  }

  @Test func `a conference's record, core group and form have their days`() throws {
    var room = try Room()
    try room.ask("adopt-policy", json(#"{"profile":"middlesbrough","from":"2000-01-01"}"#), at: day("2022-04-01"))
    _ = try step(&room, "2022-09-02", "conference-requested")
    let initial = try confer(&room, "2022-09-23", "initial")
    _ = try step(&room, "2022-09-23", "plan-started")
    func deadlines() throws -> [String] {
      (try timetable(room, "2022-10-01")["deadlines"]?.array ?? []).map { deadline in
        [deadline["kind"]?.string, deadline["dueOn"]?.string, deadline["metOn"]?.string].compactMap(\.self)
          .joined(separator: " ")
      }
    }
    #expect(initial.first?.data["inTimescale"]?.boolean == true)
    #expect(
      try deadlines() == [
        "audit 2022-09-23", "core-group 2022-10-07", "conference-record 2022-10-21", "audit 2022-12-23",
      ])
    let sent = try room.ask(
      "distribute-conference-record",
      json(#"{"child":"C1","conference":"C1-CP1","on":"2022-10-10","to":["parents"]}"#), at: day("2022-10-10"))
    #expect(sent.first?.data["workingDays"]?.integer == 11)
    #expect(sent.first?.data["inTimescale"]?.boolean == true)
    try room.publish(
      "milestone-recorded", json(#"{"child":"C1","kind":"core-group","doneOn":"2022-10-05"}"#), at: day("2022-10-10"))
    #expect(try deadlines().contains("core-group 2022-10-07 2022-10-05"))
    #expect(try deadlines().contains("conference-record 2022-10-21 2022-10-10"))
  }
}
