import Contracts
import SchedulingRules
import Testing

/// Cohorts are declared rules: who belongs, since when, told once, and left again by time or by what happens.
struct CohortsTests {
  private func told(_ events: [Event]) -> [String] {
    events.filter { $0.type.hasPrefix("cohort-") }.map { event in
      "\(event.type.dropFirst(7)) \(event.data["cohort"]?.string ?? "") \(event.data["on"]?.string ?? "")"
    }
  }

  /// What the journal tells of one cohort: `joined 2022-09-01`, `left …`.
  private func told(_ cohort: String, _ room: Room) -> [String] {
    told(room.journal).filter { $0.split(separator: " ")[1] == cohort }
      .map {
        $0.split(separator: " ").enumerated().filter { $0.offset != 1 }.map { String($0.element) }.joined(
          separator: " ")
      }
  }

  /// The children of a cohort as asked: `child since`.
  private func members(_ cohort: String, _ room: Room, on: String) throws -> [String] {
    let answer = try room.answer("cohort", json(#"{"cohort":"\#(cohort)","on":"\#(on)"}"#), at: day(on))
    return (answer["items"]?.array ?? []).map { "\($0["child"]?.string ?? "") \($0["since"]?.string ?? "")" }
  }

  private func place(_ room: inout Room, _ on: String, _ type: String, _ more: String = "") throws {
    let provider = type.hasPrefix("T") ? "" : #","provider":"PR1""#
    try room.publish(
      "placement-changed",
      json(
        """
        {"child":"C1","changedOn":"\(on)","placement":{"type":"\(type)"\(provider)\(more)},\
        "reasonForPlacementChange":"OTHER"}
        """), at: day(on))
  }

  private func status(_ room: inout Room, _ on: String, _ status: String) throws {
    try room.publish(
      "legal-status-changed", json(#"{"child":"C1","changedOn":"\#(on)","legalStatus":"\#(status)"}"#), at: day(on))
  }

  private func done(_ room: inout Room, _ kind: String, _ on: String) throws {
    try room.publish("milestone-recorded", json(#"{"child":"C1","kind":"\#(kind)","doneOn":"\#(on)"}"#), at: day(on))
  }

  private func protect(_ room: inout Room, _ on: String, _ event: String, _ more: String = "") throws {
    try room.publish(
      "child-protection-recorded", json(#"{"child":"C1","on":"\#(on)","event":"\#(event)"\#(more)}"#), at: day(on))
  }

  private func entered(_ changes: String = #"{"dateOfBirth":"2008-03-01"}"#) throws -> Room {
    var room = try Room()
    try room.publish("child-entered-care", entry("C1", "2022-09-01", changes), at: day("2022-09-01"))
    return room
  }

  private func leave(_ room: inout Room, _ on: String) throws {
    try room.publish(
      "child-left-care", json(#"{"child":"C1","leftOn":"\#(on)","reasonEpisodeCeased":"E4A"}"#), at: day(on))
  }

  // MARK: Time

  @Test func `a year in care is told the day after it, and leaving care ends it`() throws {
    var room = try entered()
    room.turn(to: try day("2023-09-01").today)
    #expect(told("in-care-over-one-year", room) == [])
    room.turn(to: try day("2023-09-02").today)
    #expect(told("in-care-over-one-year", room) == ["joined 2023-09-02"])
    #expect(try members("in-care-over-one-year", room, on: "2023-09-01") == [])
    #expect(try members("in-care-over-one-year", room, on: "2023-09-02") == ["C1 2023-09-02"])
    try leave(&room, "2024-05-03")
    #expect(told("in-care-over-one-year", room) == ["joined 2023-09-02", "left 2024-05-03"])
    room.turn(to: try day("2030-01-01").today)
    #expect(told("in-care-over-five-years", room) == [])
    #expect(
      try room.answer("cohorts", json("{}"), at: day("2030-01-01"))["items"]?.array?
        .allSatisfy { $0["children"]?.integer == 0 } == true)
  }

  @Test func `birthdays move a child from one cohort of matching to the other`() throws {
    var room = try entered(#"{"dateOfBirth":"2012-02-29","placement":{"type":"U4","provider":"PR1"}}"#)
    #expect(told("matching-13-and-under", room) == ["joined 2022-09-01"])
    #expect(told("under-ten-without-adoption-considered", room) == [])
    room.turn(to: try day("2026-12-31").today)
    #expect(told("matching-13-and-under", room) == ["joined 2022-09-01", "left 2026-03-01"])
    #expect(told("matching-14-and-over", room) == ["joined 2026-03-01"])
    room.turn(to: try day("2028-12-31").today)
    #expect(told("sixteen-and-over", room) == ["joined 2028-02-29"])
    try done(&room, "matching", "2029-01-15")
    #expect(told("matching-14-and-over", room) == ["joined 2026-03-01", "left 2029-01-15"])
  }

  @Test func `six months under a placement order count from the order, and not from one of another kind`() throws {
    var room = try entered()
    try status(&room, "2022-10-01", "D1")
    try status(&room, "2022-11-30", "E1")
    try status(&room, "2022-12-05", "E1")
    room.turn(to: try day("2023-12-31").today)
    #expect(told("placement-order-over-six-months", room) == ["joined 2023-05-31"])
    try status(&room, "2024-01-10", "C2")
    #expect(told("placement-order-over-six-months", room) == ["joined 2023-05-31", "left 2024-01-10"])
  }

  @Test func `a year in one foster placement begins anew with a move but not with a temporary one`() throws {
    var room = try entered()
    try place(&room, "2023-01-10", "U6")
    try place(&room, "2023-06-01", "T1")
    room.turn(to: try day("2024-01-10").today)
    #expect(told("fostering-over-a-year-not-linked", room) == [])
    room.turn(to: try day("2024-01-11").today)
    #expect(told("fostering-over-a-year-not-linked", room) == ["joined 2024-01-11"])
    try place(&room, "2024-02-01", "U6")
    #expect(told("fostering-over-a-year-not-linked", room) == ["joined 2024-01-11", "left 2024-02-01"])
    try done(&room, "linking", "2024-03-01")
    room.turn(to: try day("2026-01-01").today)
    #expect(told("fostering-over-a-year-not-linked", room) == ["joined 2024-01-11", "left 2024-02-01"])
  }

  @Test func `three placements in twelve months are counted with the one held at their start`() throws {
    var room = try entered()
    try place(&room, "2022-12-01", "T1")
    try place(&room, "2023-03-01", "K2")
    #expect(told("three-placements-in-a-year", room) == [])
    try place(&room, "2023-11-20", "U6")
    #expect(told("three-placements-in-a-year", room) == ["joined 2023-11-20"])
    // The first placement's last day was 28 February 2023; it counts for twelve months.
    room.turn(to: try day("2024-02-28").today)
    #expect(told("three-placements-in-a-year", room).count == 1)
    room.turn(to: try day("2024-02-29").today)
    #expect(told("three-placements-in-a-year", room) == ["joined 2023-11-20", "left 2024-02-29"])
    try leave(&room, "2024-04-01")
    try room.publish("child-entered-care", entry("C1", "2024-06-01"), at: day("2024-06-01"))
    #expect(told("three-placements-in-a-year", room).last == "joined 2024-06-01")
  }

  // MARK: What happens

  @Test func `children at home on orders, with relatives, in short breaks and in unregistered placements are in sight`()
    throws
  {
    var room = try entered(#"{"legalStatus":"C1","placement":{"type":"P1","provider":"PR0"}}"#)
    #expect(told("placed-with-parents-on-order", room) == ["joined 2022-09-01"])
    try status(&room, "2022-12-01", "C2")
    #expect(told("placed-with-parents-on-order", room) == ["joined 2022-09-01"])
    try place(&room, "2023-01-10", "U3")
    #expect(told("placed-with-parents-on-order", room) == ["joined 2022-09-01", "left 2023-01-10"])
    #expect(told("connected-carers", room) == ["joined 2023-01-10"])
    #expect(told("connected-carers-on-care-order", room) == ["joined 2023-01-10"])
    try place(&room, "2023-02-01", "K2", #","registration":"unregistered""#)
    #expect(told("unregistered-or-unregulated", room) == ["joined 2023-02-01"])
    try place(&room, "2023-02-10", "T0")
    #expect(told("unregistered-or-unregulated", room) == ["joined 2023-02-01"])
    try place(&room, "2023-02-20", "K2")
    #expect(told("unregistered-or-unregulated", room) == ["joined 2023-02-01", "left 2023-02-20"])
    try status(&room, "2023-03-01", "V4")
    #expect(told("short-breaks", room) == ["joined 2023-03-01"])
  }

  @Test func `plans are watched without care, by number and by length`() throws {
    var room = try Room()
    try protect(&room, "2021-01-10", "plan-started")
    try protect(&room, "2021-09-10", "plan-ended")
    try protect(&room, "2022-02-01", "plan-started")
    #expect(told("second-plan", room) == ["joined 2022-02-01"])
    room.turn(to: try day("2024-12-31").today)
    #expect(told("plan-over-fifteen-months", room) == ["joined 2023-05-02"])
    #expect(told("plan-over-two-years", room) == ["joined 2024-02-02"])
    #expect(try members("plan-over-two-years", room, on: "2024-03-31") == ["C1 2024-02-02"])
    try protect(&room, "2025-01-06", "plan-ended")
    for cohort in ["second-plan", "plan-over-fifteen-months", "plan-over-two-years"] {
      #expect(told(cohort, room).last == "left 2025-01-06")
    }
    try protect(&room, "2025-02-01", "plan-started", #","planNumber":1"#)
    #expect(told("second-plan", room).last == "left 2025-01-06")
  }

  @Test func `what is asked again tells nothing, and what was told in error is left from its first day`() throws {
    var room = try entered(#"{"dateOfBirth":"2015-03-01"}"#)
    let moment = try day("2022-10-01")
    #expect(
      told(try room.publish("complaint-made", json(#"{"child":"C1","on":"2022-09-20","about":"food"}"#), at: moment))
        == [])
    try done(&room, "adoption-considered", "2022-10-05")
    #expect(told("under-ten-without-adoption-considered", room) == ["joined 2022-09-01", "left 2022-10-05"])
    let fact = try #require(room.journal.last { $0.type == "milestone-recorded" })
    try room.withdraw(fact, at: day("2022-10-07"))
    #expect(told("under-ten-without-adoption-considered", room).last == "joined 2022-09-01")
    let entry = try #require(room.journal.first { $0.type == "child-entered-care" })
    try room.withdraw(entry, at: day("2022-10-09"))
    #expect(told("under-ten-without-adoption-considered", room).last == "left 2022-09-01")
  }

  @Test func `a leaving that becomes known late ends membership on its day`() throws {
    var room = try entered(#"{"dateOfBirth":"2015-03-01"}"#)
    let left = try json(#"{"child":"C1","leftOn":"2022-09-15","reasonEpisodeCeased":"E4A"}"#)
    #expect(
      told(try room.publish("child-left-care", left, at: day("2022-11-01")))
        == ["left under-ten-without-adoption-considered 2022-09-15"])
  }

  // MARK: The authority's own

  @Test func `an authority's own rule joins on its first day and a rule it no longer has lets go`() throws {
    var room = try entered(#"{"placement":{"type":"S1","provider":"PR1"}}"#)
    try room.ask("adopt-policy", json(#"{"profile":"medway","from":"2022-10-01"}"#), at: day("2022-09-20"))
    #expect(told("specialist-settings", room) == [])
    room.turn(to: try day("2022-10-01").today)
    #expect(told("specialist-settings", room) == ["joined 2022-09-01"])
    try room.ask("adopt-policy", json(#"{"profile":"thurrock","from":"2022-11-01"}"#), at: day("2022-11-01"))
    #expect(told("specialist-settings", room) == ["joined 2022-09-01", "left 2022-11-01"])
  }

  @Test func `a cohort is asked for page by page, and one that is not kept is not found`() throws {
    var room = try entered(#"{"dateOfBirth":"2006-03-01"}"#)
    let answer = try room.answer("cohort", json(#"{"cohort":"sixteen-and-over"}"#), at: day("2022-09-01"))
    #expect(
      answer["items"]?.array == [
        try json(
          """
          {"child":"C1","since":"2022-09-01",\
          "because":{"rule":"16-or-over","source":"default of Holdfast","since":"2022-09-01"}}
          """)
      ])
    for cohort in ["unheard-twice", "specialist-settings"] {
      let asked = try json(#"{"cohort":"\#(cohort)"}"#)
      #expect(
        refused { _ = try room.answer("cohort", asked, at: day("2022-09-01")) } == "-32002, cohort-not-found /cohort")
    }
    let items = try room.answer("cohorts", json("{}"), at: day("2022-09-01"))["items"]?.array ?? []
    #expect(items.count == 17)
    #expect(items.first { $0["cohort"]?.string == "sixteen-and-over" }?["children"]?.integer == 1)
    try leave(&room, "2022-09-02")
  }
}
