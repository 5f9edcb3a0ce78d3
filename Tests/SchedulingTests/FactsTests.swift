import Contracts
import SchedulingRules
import Testing

struct FactsTests {
  private func change(_ child: String, _ on: String, status: String) throws -> JSON {
    try json(#"{"child":"\#(child)","changedOn":"\#(on)","legalStatus":"\#(status)"}"#)
  }

  private func move(_ child: String, _ on: String, to type: String, provider: String? = "PR1") throws -> JSON {
    let provider = provider.map { #","provider":"\#($0)""# } ?? ""
    return try json(
      """
      {"child":"\(child)","changedOn":"\(on)","placement":{"type":"\(type)"\(provider)},\
      "reasonForPlacementChange":"CARPL"}
      """)
  }

  private func leave(_ child: String, _ on: String, _ reason: String = "E4A") throws -> JSON {
    try json(#"{"child":"\#(child)","leftOn":"\#(on)","reasonEpisodeCeased":"\#(reason)"}"#)
  }

  private func hold(_ child: String, _ on: String) throws -> JSON {
    try json(#"{"child":"\#(child)","meetings":["\#(on)"],"completedOn":"\#(on)","mode":"in-person"}"#)
  }

  @Test(arguments: [
    ("{}", "C1-R1 looked-after 1 2022-09-30", "CPR 2010 reg 33(1)"),
    (#"{"legalStatus":"V3"}"#, "C1-R1 short-breaks 1 2022-12-01", "CPR 2010 reg 48(3)(d)"),
    (#"{"legalStatus":"E1"}"#, "C1-R1 authority-to-place 1 2022-12-01", "AAR 2005 reg 36(1)(a)"),
    (#"{"legalStatus":"D1"}"#, "C1-R1 authority-to-place 1 2022-12-01", "AAR 2005 reg 36(1)(a)"),
    (
      #"{"legalStatus":"E1","placement":{"type":"A5","provider":"PR1"}}"#, "C1-R1 placed-for-adoption 1 2022-09-29",
      "AAR 2005 reg 36(3)(a)"
    ),
  ])
  func `an entry brings the first limit of the clock that applies`(
    changes: String, limit: String, source: String
  ) throws {
    var room = try Room()
    let events = try room.publish("child-entered-care", entry("C1", "2022-09-01", changes), at: day("2022-09-02"))
    #expect(Room.limits(events) == [limit])
    #expect(events.first?.subject == "C1-R1")
    #expect(events.first?.data["because"]?["source"]?.string == source)
  }

  @Test func `an entry known on the fifth working day is in time and on the sixth is late`() throws {
    // Thursday 1 September 2022: the fifth working day is Thursday 8 September.
    for (known, count) in [("2022-09-01", nil), ("2022-09-08", nil), ("2022-09-09", 6), ("2022-09-12", 7)] {
      var room = try Room()
      let events = try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: day(known))
      let late = events.first { $0.type == "notification-late" }
      #expect(late?.data["workingDays"]?.integer == count, "\(known)")
      #expect(late?.data["knownOn"]?.string == (count == nil ? nil : known))
    }
  }

  @Test func `an entry told between midnight in London and midnight in UTC is known on the day in London`() throws {
    var room = try Room()
    let moment = Moment(try #require(Timestamp("2022-09-08T23:30:00Z")))
    let events = try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: moment)
    #expect(events.last?.data["knownOn"]?.string == "2022-09-09")
  }

  @Test(arguments: [
    (#"{"enteredOn":"2022-09-03"}"#, "-32001, entered-in-future /event/data/enteredOn"),
    (#"{"dateOfBirth":"2022-09-02"}"#, "-32001, born-after-entry /event/data/dateOfBirth"),
    (#"{"dateOfBirth":"1990-01-01"}"#, "accepted"),
    (#"{"placement":{"type":"U6"}}"#, "-32001, provider-missing /event/data/placement/provider"),
    (#"{"placement":{"type":"T1"}}"#, "accepted"),
    (
      #"{"placement":{"type":"U6","provider":"PR0"}}"#,
      "-32001, provider-does-not-fit /event/data/placement/provider"
    ),
    (#"{"placement":{"type":"P1","provider":"PR0"}}"#, "accepted"),
    (#"{"placement":{"type":"H5","provider":"PR4"}}"#, "accepted"),
    (#"{"placement":{"type":"K3","provider":"PR4"}}"#, "-32602, code-not-valid-then /event/data/placement/type"),
    (#"{"placement":{"type":"Z11"}}"#, "-32602, code-not-valid-then /event/data/placement/type"),
    (#"{"legalStatus":"E1"}"#, "accepted"),
    (
      #"{"child":"C2","enteredOn":"2022-09-03","dateOfBirth":"2022-09-04","placement":{"type":"K3"}}"#,
      "-32602, subject-differs /event/subject, code-not-valid-then /event/data/placement/type, "
        + "entered-in-future /event/data/enteredOn, born-after-entry /event/data/dateOfBirth, "
        + "provider-missing /event/data/placement/provider"
    ),
    (#"{"sex":"X","legalStatus":"C9"}"#, "-32602, unknown-code /event/data/sex, unknown-code /event/data/legalStatus"),
  ])
  func `an entry is refused with everything that is wrong with it`(changes: String, outcome: String) throws {
    var room = try Room()
    let moment = try day("2022-09-02")
    let data = try entry("C1", "2022-09-01", changes)
    #expect(refused { try room.publish("child-entered-care", data, subject: "C1", at: moment) } == outcome)
    #expect(room.journal.isEmpty == (outcome != "accepted"))
  }

  @Test func `an entry on the same day again is refused, and one while in care is taken`() throws {
    var room = try Room()
    let moment = try day("2022-12-01")
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: moment)
    let again = try entry("C1", "2022-09-01", #"{"legalStatus":"V2"}"#)
    #expect(
      refused { try room.publish("child-entered-care", again, at: moment) }
        == "-32001, entered-same-day /event/data/enteredOn")
    // The leaving may be on its way: the later period has the review that is due, and the leaving ends the earlier.
    #expect(
      Room.limits(try room.publish("child-entered-care", entry("C1", "2022-11-01"), at: moment))
        == ["C1-R2 looked-after 1 2022-11-29"])
    try room.publish("child-left-care", leave("C1", "2022-10-01"), at: moment)
    let timetable = try room.answer("timetable", json(#"{"child":"C1"}"#), at: moment)
    #expect(timetable["reviews"]?.array?.map { $0["dueOn"]?.string } == ["2022-11-29"])
  }

  @Test func `an entry that is told after a later one has no review due`() throws {
    var room = try Room()
    let moment = try day("2022-12-01")
    try room.publish("child-entered-care", entry("C1", "2022-11-01"), at: moment)
    #expect(Room.limits(try room.publish("child-entered-care", entry("C1", "2021-11-01"), at: moment)) == [])
    #expect(Room.limits(try room.ask("hold-review", hold("C1", "2021-11-29"), at: moment)) == [])
    try room.publish("child-left-care", leave("C1", "2021-12-01"), at: moment)
    let held = try #require(room.journal.first { $0.type == "review-held" })
    #expect(held.subject == "C1-R2")
    #expect(held.data["inTimescale"]?.boolean == true)
    #expect(
      try room.answer("overdue", json(#"{"on":"2022-12-01"}"#), at: moment)["items"]?.array?.compactMap {
        $0["review"]?.string
      } == ["C1-R2", "C1-R1"])
  }

  @Test func `a child who leaves and enters again has reviews numbered from one again`() throws {
    var room = try Room()
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: day("2022-09-01"))
    try room.ask("hold-review", hold("C1", "2022-09-20"), at: day("2022-09-20"))
    #expect(Room.limits(try room.publish("child-left-care", leave("C1", "2022-10-01"), at: day("2022-10-01"))) == [])
    let moment = try day("2022-11-01")
    #expect(
      Room.limits(try room.publish("child-entered-care", entry("C1", "2022-11-01"), at: moment))
        == ["C1-R3 looked-after 1 2022-11-29"])
  }

  @Test(arguments: [
    ("2022-10-02", "E4A", "-32001, left-in-future /event/data/leftOn"),
    ("2022-08-31", "E4A", "-32001, left-before-entry /event/data/leftOn"),
    ("2022-09-01", "E4A", "accepted"),
    ("2022-09-20", "X1", "-32001, reason-not-of-leaving /event/data/reasonEpisodeCeased"),
    (
      "2022-10-02", "X1",
      "-32001, reason-not-of-leaving /event/data/reasonEpisodeCeased, left-in-future /event/data/leftOn"
    ),
  ])
  func `a leaving is refused where it cannot be`(on: String, reason: String, outcome: String) throws {
    var room = try Room()
    let moment = try day("2022-10-01")
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: moment)
    #expect(refused { try room.publish("child-left-care", leave("C1", on, reason), at: moment) } == outcome)
  }

  @Test func `after leaving, nothing is due and a second leaving and later changes are refused`() throws {
    var room = try Room()
    let moment = try day("2022-10-20")
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: day("2022-09-01"))
    try room.publish("child-left-care", leave("C1", "2022-09-10"), at: day("2022-09-10"))
    room.turn(to: moment.today)
    #expect(!room.journal.contains { $0.type == "deadline-missed" && $0.data["kind"]?.string == "review" })
    #expect(
      try room.answer("overdue", json(#"{"on":"2023-01-01"}"#), at: moment)["items"]?.array?.isEmpty == true)
    let outcomes = [
      refused { try room.publish("child-left-care", leave("C1", "2022-09-12"), at: moment) },
      refused { try room.publish("legal-status-changed", change("C1", "2022-09-11", status: "C2"), at: moment) },
      refused { try room.publish("placement-changed", move("C1", "2022-09-10", to: "U4"), at: moment) },
    ]
    #expect(
      outcomes == [
        "-32001, not-in-care /event/data/leftOn", "-32001, not-in-care /event/data/changedOn", "accepted",
      ])
  }

  @Test(arguments: [
    ("2022-10-02", "C2", "-32001, changed-in-future /event/data/changedOn"),
    ("2022-08-31", "C2", "-32001, changed-before-entry /event/data/changedOn"),
    ("2022-09-01", "V2", "accepted"),
    ("2022-09-20", "V2", "accepted"),
  ])
  func `a change is refused where it cannot be`(on: String, status: String, outcome: String) throws {
    var room = try Room()
    let moment = try day("2022-10-01")
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: moment)
    let data = try change("C1", on, status: status)
    #expect(refused { try room.publish("legal-status-changed", data, at: moment) } == outcome)
  }

  @Test func `a change names the wrong subject, code and provider at once`() throws {
    var room = try Room()
    let moment = try day("2022-10-01")
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: moment)
    let data = try move("C1", "2022-10-02", to: "K3", provider: nil)
    #expect(
      refused { try room.publish("placement-changed", data, subject: "C2", at: moment) }
        == "-32602, subject-differs /event/subject, code-not-valid-then /event/data/placement/type, "
        + "provider-missing /event/data/placement/provider, changed-in-future /event/data/changedOn")
    #expect(
      refused { try room.publish("review-held", change("C1", "2022-09-02", status: "C2"), at: moment) }
        == "-32602, type-not-taken /event/type")
  }

  @Test func `facts of a child not known wait for the entry and are applied behind it`() throws {
    var room = try Room()
    let moment = try day("2022-12-01")
    #expect(try room.publish("legal-status-changed", change("C1", "2022-10-01", status: "E1"), at: moment).isEmpty)
    #expect(try room.publish("child-left-care", leave("C1", "2022-11-01"), at: moment).isEmpty)
    #expect(room.waiting.map(\.stream.text) == ["child/C1", "child/C1"])
    #expect(room.journal.isEmpty)
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: moment)
    #expect(room.waiting.isEmpty)
    #expect(
      room.journal.map(\.type).filter { !$0.hasPrefix("cohort-") } == [
        "child-entered-care", "review-due", "notification-late", "legal-status-changed", "review-due",
        "child-left-care",
      ])
  }

  @Test func `of two clocks between reviews the earlier limit rules and the reason names both`() throws {
    var room = try Room()
    try room.publish("child-entered-care", entry("C1", "2022-01-04"), at: day("2022-01-04"))
    try room.ask("hold-review", hold("C1", "2022-01-20"), at: day("2022-01-20"))
    try room.ask("hold-review", hold("C1", "2022-04-01"), at: day("2022-04-01"))
    // The third review is due on 1 October; authority from 1 May would give 1 August, from 1 September 1 December.
    let early = try room.publish(
      "legal-status-changed", change("C1", "2022-05-01", status: "E1"), at: day("2022-05-01"))
    #expect(Room.limits(early) == ["C1-R3 authority-to-place 1 2022-08-01"])
    #expect(
      early.first?.data["because"]?["source"]?.string == "AAR 2005 reg 36(1)(a), earlier than CPR 2010 reg 33(2)")
    let placed = try room.publish("placement-changed", move("C1", "2022-07-20", to: "A5"), at: day("2022-07-20"))
    #expect(Room.limits(placed) == ["C1-R3 placed-for-adoption 1 2022-08-01"])
    #expect(
      placed.first?.data["because"]?["source"]?.string
        == "AAR 2005 reg 36(1)(a), earlier than CPR 2010 reg 33(2), earlier than AAR 2005 reg 36(3)(a)")
    // 3 months and then 6 months after the reviews of the placement; a stay in hospital changes no clock.
    #expect(
      Room.limits(try room.ask("hold-review", hold("C1", "2022-07-31"), at: day("2022-07-31")))
        == ["C1-R4 placed-for-adoption 2 2022-10-31"])
    let hospital = try move("C1", "2022-09-01", to: "T1", provider: nil)
    #expect(try room.publish("placement-changed", hospital, at: day("2022-09-01")).isEmpty)
    #expect(
      Room.limits(try room.ask("hold-review", hold("C1", "2022-10-01"), at: day("2022-10-01")))
        == ["C1-R5 placed-for-adoption 3 2023-04-01"])
  }

  @Test func `a late fact tells again the limit of a review already held, and its timeliness follows`() throws {
    var room = try Room()
    let moment = try day("2022-12-01")
    try room.publish("child-entered-care", entry("C1", "2022-01-04"), at: day("2022-01-04"))
    for on in ["2022-01-20", "2022-04-01", "2022-09-20"] { try room.ask("hold-review", hold("C1", on), at: day(on)) }
    let events = try room.publish("legal-status-changed", change("C1", "2022-05-01", status: "E1"), at: moment)
    #expect(
      Room.limits(events) == ["C1-R3 authority-to-place 1 2022-08-01", "C1-R4 authority-to-place 2 2023-03-20"])
    let reviews = try room.answer("timetable", json(#"{"child":"C1"}"#), at: moment)["reviews"]?.array ?? []
    #expect(reviews.map { $0["inTimescale"]?.boolean } == [true, true, false, nil])
  }

  @Test func `a limit that passes is told once, and one already past when it became known is not`() throws {
    var room = try Room()
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: day("2022-09-02"))
    try room.publish("child-entered-care", entry("C2", "2022-09-01"), at: day("2022-10-01"))
    room.turn(to: try day("2022-12-01").today)
    let missed = room.journal.filter { $0.type == "deadline-missed" && $0.data["kind"]?.string == "review" }
    #expect(missed.map(\.subject) == ["C1"])
    #expect(missed.first?.data["review"]?.string == "C1-R1")
    #expect(missed.first?.data["kind"]?.string == "review")
    #expect(missed.first?.receivedtime?.londonDate.description == "2022-10-01")
    func overdue(_ on: String) throws -> [String?] {
      let items = try room.answer("overdue", json(#"{"on":"\#(on)"}"#), at: day("2022-10-01"))["items"]?.array ?? []
      return items.filter { $0["kind"]?.string == "review" }.map { $0["child"]?.string }
    }
    #expect(try overdue("2022-10-01") == ["C1", "C2"])
    #expect(try overdue("2022-09-30") == [])
  }

  @Test func `a limit met on its last day is in time and is not missed`() throws {
    var room = try Room()
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: day("2022-09-02"))
    let held = try room.ask("hold-review", hold("C1", "2022-09-30"), at: day("2022-09-30"))
    room.turn(to: try day("2022-11-01").today)
    #expect(held.first?.data["inTimescale"]?.boolean == true)
    #expect(!room.journal.contains { $0.type == "deadline-missed" && $0.data["kind"]?.string == "review" })
  }

  @Test func `beyond the known calendar no first limit is told, and the fact is taken`() throws {
    var room = try Room()
    let moment = try day("2029-03-01")
    #expect(try room.publish("child-entered-care", entry("C1", "2028-12-20"), at: moment).isEmpty)
    let held = try room.ask("hold-review", hold("C1", "2029-01-10"), at: moment)
    #expect(held.first?.data["dueOn"] == nil)
    #expect(held.first?.data["inTimescale"] == nil)
    #expect(Room.limits(held) == ["C1-R2 looked-after 2 2029-04-10"])
  }
}
