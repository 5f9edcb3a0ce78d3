import Contracts
import Foundation
import SchedulingRules
import Testing

/// What is booked, moved, cancelled, adjourned and brought forward, and what the diary says of it.
struct DiaryTests {
  private func room(_ profile: String? = nil) throws -> Room {
    var room = try Room()
    if let profile {
      try room.ask("adopt-policy", json(#"{"profile":"\#(profile)","from":"2000-01-01"}"#), at: day("2022-04-01"))
    }
    try room.publish("child-entered-care", entry("C1", "2022-04-01"), at: day("2022-04-01"))
    return room
  }

  @discardableResult
  private func ask(_ room: inout Room, _ method: String, _ params: String, at on: String) throws -> [Event] {
    try room.ask(method, json(params), at: day(on))
  }

  private func hold(_ room: inout Room, _ on: String, _ mode: String = "in-person") throws -> [Event] {
    try ask(
      &room, "hold-review", #"{"child":"C1","meetings":["\#(on)"],"completedOn":"\#(on)","mode":"\#(mode)"}"#, at: on)
  }

  private func deadlines(_ room: Room, _ kind: String) throws -> [String] {
    let answer = try room.answer("timetable", json(#"{"child":"C1"}"#), at: day("2023-01-01"))
    return (answer["deadlines"]?.array ?? []).filter { $0["kind"]?.string == kind }.map { deadline in
      let end = deadline["metOn"]?.string.map { "met \($0)" } ?? deadline["lapsedOn"]?.string.map { "lapsed \($0)" }
      return [deadline["dueOn"]?.string, end].compactMap(\.self).joined(separator: " ")
    }
  }

  @Test func `a booking is of the review that is due, and is moved and cancelled`() throws {
    var room = try room()
    let booked = try ask(
      &room, "book-review", #"{"child":"C1","on":"2022-04-27","mode":"hybrid","venue":"library"}"#, at: "2022-04-04")
    #expect(booked.map(\.type) == ["review-booked"])
    #expect(booked.first?.data["review"]?.string == "C1-R1")
    #expect(booked.first?.data["dueOn"]?.string == "2022-05-04")
    let twice = #"{"child":"C1","on":"2022-04-28","mode":"hybrid"}"#
    #expect(
      refused { try ask(&room, "book-review", twice, at: "2022-04-04") } == "-32001, booked-already /child")
    let moved = try ask(
      &room, "move-review", #"{"child":"C1","reviewOn":"2022-04-27","on":"2022-04-29","reason":"exams"}"#,
      at: "2022-04-05")
    #expect(moved.first?.data["fromOn"]?.string == "2022-04-27")
    try ask(&room, "cancel-review", #"{"review":"C1-R1","reason":"the child is ill"}"#, at: "2022-04-06")
    #expect(
      refused { try ask(&room, "cancel-review", #"{"review":"C1-R1","reason":"again"}"#, at: "2022-04-06") }
        == "-32001, not-booked /review")
    #expect(
      refused { try ask(&room, "move-review", #"{"review":"C1-R9","on":"2022-05-02","reason":"a"}"#, at: "2022-04-06") }
        == "-32002, review-not-found /review")
    #expect(
      refused { try ask(&room, "book-review", #"{"child":"C1","on":"2022-03-31","mode":"hybrid"}"#, at: "2022-04-06") }
        == "-32001, booked-in-past /on, meeting-before-last /on")
    #expect(
      refused {
        try ask(
          &room, "book-review", #"{"child":"C1","stream":"short-breaks","on":"2022-05-03","mode":"hybrid"}"#,
          at: "2022-04-06")
      } == "-32001, stream-does-not-run /stream")
  }

  @Test(arguments: [
    ("2022-04-30", "not-a-working-day no-officer"), ("2022-05-05", "after-the-limit no-officer"),
    ("2022-04-29", "no-officer"),
  ])
  func `what is odd about a booking is taken with a warning`(on: String, warnings: String) throws {
    let params = try json(#"{"child":"C1","on":"\#(on)","mode":"hybrid"}"#)
    let told = try room().warnings("book-review", params, at: day("2022-04-04"))
    #expect(told == warnings.split(separator: " ").map(String.init))
  }

  @Test func `an officer's clashes and brothers and sisters on another day are told`() throws {
    var room = try room()
    let officer = #"{"officer":"IRO-1","from":"2020-04-01","fte":1,"kind":"permanent"}"#
    try ask(&room, "register-officer", officer, at: "2022-04-01")
    for child in ["C2", "C3"] {
      try room.publish(
        "child-entered-care", entry(child, "2022-04-01", #"{"siblings":["C1"]}"#), at: day("2022-04-01"))
    }
    for child in ["C1", "C2", "C3"] {
      let params = #"{"child":"\#(child)","officer":"IRO-1","on":"2022-04-02"}"#
      try ask(&room, "allocate-officer", params, at: "2022-04-02")
    }
    func book(_ child: String, _ on: String, _ venue: String) throws -> [String] {
      let params = #"{"child":"\#(child)","on":"\#(on)","mode":"in-person","venue":"\#(venue)"}"#
      let warnings = try room.warnings("book-review", json(params), at: day("2022-04-05"))
      try ask(&room, "book-review", params, at: "2022-04-05")
      return warnings
    }
    #expect(try book("C1", "2022-04-26", "school") == [])
    #expect(try book("C2", "2022-04-26", "library") == ["officer-booked-elsewhere"])
    #expect(try book("C3", "2022-04-26", "library") == ["officer-booked-elsewhere", "officer-booked-that-day"])
    let move = try json(#"{"review":"C3-R1","on":"2022-04-27","reason":"a clash"}"#)
    #expect(try room.warnings("move-review", move, at: day("2022-04-05")) == ["sibling-on-another-day"])
  }

  @Test func `a review is adjourned once, for at most twenty working days`() throws {
    var room = try room()
    try ask(&room, "book-review", #"{"child":"C1","on":"2022-04-27","mode":"hybrid"}"#, at: "2022-04-04")
    let ahead = #"{"review":"C1-R1","on":"2022-04-28","until":"2022-05-27","reason":"no report"}"#
    #expect(
      refused { try ask(&room, "adjourn-review", ahead, at: "2022-04-27") }
        == "-32001, meeting-in-future /on")
    let long = #"{"child":"C1","reviewOn":"2022-04-27","on":"2022-04-27","until":"2022-05-27","reason":"no report"}"#
    #expect(refused { try ask(&room, "adjourn-review", long, at: "2022-04-27") } == "-32001, adjourned-too-long /until")
    let last = #"{"child":"C1","reviewOn":"2022-04-27","on":"2022-04-27","until":"2022-05-26","reason":"no report"}"#
    let adjourned = try ask(&room, "adjourn-review", last, at: "2022-04-27")
    #expect(adjourned.first?.data["dueOn"]?.string == "2022-05-26")
    #expect(
      refused { try ask(&room, "adjourn-review", last, at: "2022-04-27") } == "-32001, adjourned-already /reviewOn")
    #expect(try deadlines(room, "adjourned-review") == ["2022-05-26"])
    // The review met in time: that it is past its limit while adjourned is not told.
    room.turn(to: try day("2022-05-10").today)
    #expect(!room.journal.contains { $0.type == "deadline-missed" && $0.data["kind"]?.string == "review" })
    let params = #"{"child":"C1","meetings":["2022-04-27","2022-05-26"],"completedOn":"2022-05-26","mode":"hybrid"}"#
    let held = try ask(&room, "hold-review", params, at: "2022-05-26")
    #expect(held.first?.data["inTimescale"]?.boolean == true)
    #expect(try deadlines(room, "adjourned-review") == ["2022-05-26 met 2022-05-26"])
  }

  @Test func `a significant change and an unplanned move ask for a decision within five working days`() throws {
    var room = try room()
    _ = try hold(&room, "2022-04-28")
    func change(_ significant: Bool) throws {
      let data = #"{"child":"C1","changedOn":"2022-06-06","change":"contact","significant":\#(significant)}"#
      try room.publish("care-plan-changed", json(data), at: day("2022-06-08"))
    }
    try change(false)
    #expect(try deadlines(room, "early-review-decision") == [])
    try change(true)
    let move = """
      {"child":"C1","changedOn":"2022-06-10","planned":false,"placement":{"type":"U6","provider":"PR1"},\
      "reasonForPlacementChange":"PLACE"}
      """
    try room.publish("placement-changed", json(move), at: day("2022-06-13"))
    #expect(try deadlines(room, "early-review-decision") == ["2022-06-15", "2022-06-20"])
    let without = """
      {"child":"C1","cause":"contact","decision":"bring-forward","by":{"role":"officer","id":"IRO-1"},"reason":"a"}
      """
    #expect(
      refused { try ask(&room, "decide-early-review", without, at: "2022-06-14") } == "-32602, day-missing /dueOn")
    let no = """
      {"child":"C1","cause":"contact","decision":"not-needed","by":{"role":"officer","id":"IRO-1"},"reason":"settled"}
      """
    let decided = try ask(&room, "decide-early-review", no, at: "2022-06-10")
    #expect(decided.map(\.type) == ["early-review-decided"])
    #expect(decided.first?.data["changedOn"]?.string == "2022-06-06")
    #expect(try deadlines(room, "early-review-decision") == ["2022-06-15 met 2022-06-10", "2022-06-20"])
    let yes = """
      {"child":"C1","cause":"placement-breakdown","decision":"bring-forward","by":{"role":"officer","id":"IRO-1"},\
      "reason":"the placement ended","dueOn":"2022-06-24"}
      """
    let forward = try ask(&room, "decide-early-review", yes, at: "2022-06-14")
    #expect(Room.limits(forward) == ["C1-R2 looked-after 2 2022-06-24"])
    #expect(try deadlines(room, "early-review-decision").last == "2022-06-20 met 2022-06-14")
  }

  @Test func `what comes before a review is reckoned back from the day for which it is booked`() throws {
    var room = try room("westminster")
    #expect(try deadlines(room, "papers") == ["2022-04-28"])
    try ask(&room, "book-review", #"{"child":"C1","on":"2022-04-28","mode":"hybrid"}"#, at: "2022-04-04")
    #expect(try deadlines(room, "papers") == ["2022-04-25"])
    #expect(try deadlines(room, "consultation") == ["2022-04-12"])
    #expect(try deadlines(room, "pre-discussion") == ["2022-04-05"])
    try room.publish(
      "milestone-recorded", json(#"{"child":"C1","kind":"social-work-report","doneOn":"2022-04-22"}"#),
      at: day("2022-04-22"))
    #expect(try deadlines(room, "papers") == ["2022-04-25 met 2022-04-22"])
    _ = try hold(&room, "2022-04-28")
    #expect(try deadlines(room, "consultation").first == "2022-04-12 lapsed 2022-04-28")
  }

  @Test func `a booking leaves slack before the limit, and a virtual review asks for a visit`() throws {
    var room = try room("thurrock")
    _ = try hold(&room, "2022-04-28")
    _ = try hold(&room, "2022-07-20", "virtual")
    #expect(try deadlines(room, "booking") == ["2022-12-20"])
    #expect(try deadlines(room, "virtual-follow-up") == ["2022-08-20"])
    #expect(try deadlines(room, "midway-review") == ["2022-10-20"])
    let booking = #"{"child":"C1","on":"2022-12-21","mode":"hybrid"}"#
    #expect(
      try room.warnings("book-review", json(booking), at: day("2022-09-01")) == ["after-the-planned-day", "no-officer"])
    try ask(&room, "book-review", booking, at: "2022-09-01")
    #expect(try deadlines(room, "booking") == ["2022-12-20 met 2022-09-01"])
  }

  @Test func `the diary holds what is booked, due and done, and months count what fell due`() throws {
    var room = try room("medway")
    _ = try hold(&room, "2022-04-28")
    _ = try hold(&room, "2022-07-20")
    try ask(&room, "book-review", #"{"child":"C1","on":"2023-01-16","mode":"hybrid"}"#, at: "2022-09-01")
    func items(_ more: String) throws -> JSON {
      try room.answer("diary", json(#"{"from":"2022-07-01","to":"2023-01-31"\#(more)}"#), at: day("2022-09-01"))
    }
    let all = try items("")["items"]?.array ?? []
    let told = all.map { item in
      [item["on"]?.string, item["kind"]?.string, item["notes"]?.array?.compactMap(\.string).joined(separator: "+")]
        .compactMap(\.self).joined(separator: " ")
    }
    #expect(
      told == [
        "2022-07-20 review done", "2022-10-20 midway-review unbooked", "2023-01-16 review booked",
      ])
    let weeks = try items(#","by":"week""#)["groups"]?.array ?? []
    #expect(weeks.compactMap { $0["from"]?.string } == ["2022-07-18", "2022-10-17", "2023-01-16"])
    #expect(try items(#","officer":"IRO-9""#)["items"]?.array?.isEmpty == true)
    let months =
      try room.answer(
        "due-by-month", json(#"{"from":"2022-05-01","to":"2023-01-31"}"#), at: day("2022-09-01"))["months"]?.array ?? []
    #expect(months.count == 9)
    #expect(
      months.first
        == .object([
          ("month", .string("2022-05")), ("due", .integer(1)), ("held", .integer(1)), ("onTime", .integer(1)),
          ("rate", .integer(100)),
        ]))
    #expect(
      months.last
        == .object([
          ("month", .string("2023-01")), ("due", .integer(1)), ("held", .integer(0)), ("onTime", .integer(0)),
        ]))
  }

  @Test func `a calendar library reads the diary as it was meant`() throws {
    var room = try room("medway")
    _ = try hold(&room, "2022-04-28")
    let venue = "The library, upstairs; ask for \\\"Lee\\\" — a place with a long name that must not travel"
    try ask(
      &room, "book-review", #"{"child":"C1","on":"2022-07-19","mode":"hybrid","venue":"\#(venue)"}"#, at: "2022-05-03")
    let answer = try room.answer(
      "diary", json(#"{"from":"2022-04-01","to":"2022-12-31","format":"icalendar"}"#), at: day("2022-05-03"))
    let text = try #require(answer["calendar"]?.string)
    #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
    #expect(!text.contains("library"))
    #expect(
      try read(calendar: text)
        == [
          "C1-R1@westminster.scheduling.holdfast 2022-04-28 review (looked-after\\, number 1): C1-R1\\, C1",
          "C1-R2@westminster.scheduling.holdfast 2022-07-19 review (looked-after\\, number 2): C1-R2\\, C1",
        ].map { $0.replacing("\\", with: "") })
  }

  /// The events that an independent library finds: `uid start summary`. The interpreter is HOLDFAST_PYTHON's where that
  /// is set, else python3; it needs the package icalendar, and without it this test fails.
  private func read(calendar: String) throws -> [String] {
    let script = """
      import sys, icalendar
      text = sys.stdin.buffer.read()
      for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
          assert not event.errors, event.errors
          print(event["UID"], event.decoded("DTSTART"), event["SUMMARY"])
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [ProcessInfo.processInfo.environment["HOLDFAST_PYTHON"] ?? "python3", "-c", script]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(calendar.utf8))
    try input.fileHandleForWriting.close()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(
      process.terminationStatus == 0, "set HOLDFAST_PYTHON to a Python that has the package icalendar")
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test(arguments: [(2, 3, "66.67"), (1, 8, "12.5"), (1, 1, "100"), (0, 4, "0"), (1, 32, "3.13"), (19, 20, "95")])
  func `a rate is rounded half up from its counts`(onTime: Int, held: Int, rate: String) throws {
    var room = try Room()
    for number in 1...held {
      try room.publish("child-entered-care", entry("C\(number)", "2022-04-01"), at: day("2022-04-01"))
      let on = number <= onTime ? "2022-05-04" : "2022-05-05"
      let review = #"{"child":"C\#(number)","meetings":["\#(on)"],"completedOn":"\#(on)","mode":"hybrid"}"#
      try ask(&room, "hold-review", review, at: on)
    }
    let span = try json(#"{"from":"2022-05-01","to":"2022-05-31"}"#)
    let month = try room.answer("due-by-month", span, at: day("2022-06-01"))["months"]?.array?.first
    #expect(month?["held"]?.integer == held)
    #expect(month?["rate"] == .number(rate))
  }
}
