import Contracts
import SchedulingRules
import Testing

/// Reviews that run beside those in care, each by a cadence of its own.
struct TracksTests {
  private let profile = """
    {"name":"a","reviews":[\
    {"name":"after-care","stream":"post-care","after":"left-care","withinMonths":1,"everyMonths":3,"source":"policy"},\
    {"name":"post-eighteen","stream":"post-care","after":"eighteenth-birthday","withinMonths":2,"source":"policy"},\
    {"name":"abroad","stream":"intercountry-adoption","after":"opened","everyMonths":6,"source":"policy"}]}
    """

  private func room(_ profile: String? = nil) throws -> Room {
    var room = try Room()
    if let profile {
      try room.ask(
        "adopt-policy", json(#"{"profile":\#(profile),"from":"2000-01-01"}"#), at: day("2022-04-01"))
    }
    return room
  }

  /// What is due for a child: `stream number dueOn rule`.
  private func due(_ room: Room, _ child: String, _ on: String) throws -> [String] {
    let answer = try room.answer("timetable", json(#"{"child":"\#(child)"}"#), at: day(on))
    return (answer["reviews"]?.array ?? []).filter { $0["heldOn"] == nil }.map { review in
      [
        review["stream"]?.string, review["number"]?.integer.map { "\($0)" }, review["dueOn"]?.string,
        review["because"]?["rule"]?.string,
      ].compactMap(\.self).joined(separator: " ")
    }
  }

  @discardableResult
  private func hold(_ room: inout Room, _ child: String, _ on: String, _ stream: String) throws -> [Event] {
    try room.ask(
      "hold-review",
      json(
        """
        {"child":"\(child)","stream":"\(stream)","meetings":["\(on)"],"completedOn":"\(on)","mode":"in-person"}
        """),
      at: day(on))
  }

  private func leave(_ room: inout Room, _ child: String, _ on: String) throws {
    try room.publish(
      "child-left-care", json(#"{"child":"\#(child)","leftOn":"\#(on)","reasonEpisodeCeased":"E4A"}"#), at: day(on))
  }

  private func court(_ room: inout Room, _ child: String, _ on: String, _ more: String) throws -> [Event] {
    try room.publish(
      "court-event-recorded", json(#"{"child":"\#(child)","on":"\#(on)","event":"review-directed"\#(more)}"#),
      at: day(on))
  }

  @Test func `reviews after care run from leaving, then from each review, until care begins again`() throws {
    var room = try room(profile)
    try room.publish("child-entered-care", entry("C1", "2022-04-01"), at: day("2022-04-01"))
    try leave(&room, "C1", "2022-06-10")
    #expect(try due(room, "C1", "2022-06-10") == ["post-care 1 2022-07-10 after-care-1-months"])
    try hold(&room, "C1", "2022-07-01", "post-care")
    #expect(try due(room, "C1", "2022-07-01") == ["post-care 2 2022-10-01 after-care-3-months"])
    try room.publish("child-entered-care", entry("C1", "2022-08-01"), at: day("2022-08-01"))
    #expect(try due(room, "C1", "2022-08-01") == ["looked-after 1 2022-08-30 first-review-20-working-days"])
  }

  @Test func `a leaving taken back takes the review after care with it`() throws {
    var room = try room(profile)
    try room.publish("child-entered-care", entry("C1", "2022-04-01"), at: day("2022-04-01"))
    try leave(&room, "C1", "2022-06-10")
    let leaving = try #require(room.journal.last { $0.type == "child-left-care" })
    try room.withdraw(leaving, at: day("2022-06-20"))
    #expect(try due(room, "C1", "2022-06-20") == ["looked-after 1 2022-05-04 first-review-20-working-days"])
  }

  @Test func `the review after the eighteenth birthday is told on that day, of a child in care the day before`() throws
  {
    var room = try room(profile)
    let born = #"{"dateOfBirth":"2004-05-20"}"#
    try room.publish("child-entered-care", entry("C1", "2022-04-01", born), at: day("2022-04-01"))
    try room.publish("child-entered-care", entry("C2", "2022-04-01", born), at: day("2022-04-01"))
    try leave(&room, "C2", "2022-05-10")
    room.turn(to: try day("2022-05-19").today)
    #expect(try due(room, "C1", "2022-05-19").count == 1)
    room.turn(to: try day("2022-05-20").today)
    #expect(try due(room, "C1", "2022-05-20").last == "post-care 1 2022-07-20 post-eighteen-2-months")
    try leave(&room, "C1", "2022-05-20")
    // Leaving on the birthday opens the reviews after care too: the earlier limit rules.
    #expect(try due(room, "C1", "2022-05-21") == ["post-care 1 2022-06-20 after-care-1-months"])
    #expect(try due(room, "C2", "2022-05-21") == ["post-care 1 2022-06-10 after-care-1-months"])
  }

  @Test func `a court's direction by a day is one review`() throws {
    var room = try room()
    try room.publish("child-entered-care", entry("C1", "2022-04-01"), at: day("2022-04-01"))
    let told = try court(&room, "C1", "2022-04-11", #","dueOn":"2022-07-01""#)
    #expect(Room.limits(told) == ["C1-R2 court-directed 1 2022-07-01"])
    try leave(&room, "C1", "2022-06-01")
    try hold(&room, "C1", "2022-06-20", "court-directed")
    #expect(try due(room, "C1", "2022-06-20") == [])
  }

  @Test func `a court that wants reviews until a day has one at each interval up to it`() throws {
    var room = try room()
    try room.publish("child-entered-care", entry("C1", "2022-04-01"), at: day("2022-04-01"))
    try leave(&room, "C1", "2022-04-20")
    _ = try court(&room, "C1", "2022-04-20", #","until":"2023-06-30""#)
    #expect(try due(room, "C1", "2022-04-20") == ["court-directed 1 2022-10-20 court-directed-6-months"])
    try hold(&room, "C1", "2022-10-10", "court-directed")
    #expect(try due(room, "C1", "2022-10-10") == ["court-directed 2 2023-04-10 court-directed-6-months"])
    try hold(&room, "C1", "2023-04-10", "court-directed")
    #expect(try due(room, "C1", "2023-04-10") == [])
    #expect(throws: Refusal.self) { try hold(&room, "C1", "2023-05-10", "court-directed") }
  }

  @Test func `an intercountry adoption's reviews are opened by a booking and go on from each review`() throws {
    var room = try room(profile)
    try room.publish("child-entered-care", entry("C1", "2022-04-01"), at: day("2022-04-01"))
    let booked = try room.ask(
      "book-review",
      json(#"{"child":"C1","stream":"intercountry-adoption","on":"2022-05-16","mode":"virtual"}"#),
      at: day("2022-04-11"))
    #expect(booked.first?.data["review"]?.string == "C1-R2")
    #expect(booked.first?.data["dueOn"] == nil)
    let held = try hold(&room, "C1", "2022-05-16", "intercountry-adoption")
    #expect(held.first?.data["review"]?.string == "C1-R2")
    #expect(Room.limits(held) == ["C1-R3 intercountry-adoption 2 2022-11-16"])
    try room.publish(
      "milestone-recorded", json(#"{"child":"C1","kind":"intercountry-adoption-ended","doneOn":"2022-06-01"}"#),
      at: day("2022-06-01"))
    #expect(try due(room, "C1", "2022-06-01").count == 1)
  }
}
