import Contracts
import SchedulingRules
import Testing

/// What placements and plans call for, and the days on which time tells of it.
struct MilestoneTests {
  /// C1 in care from 1 September 2022, with an authority's profile and members of the entry changed.
  private func town(_ profile: String, _ changes: String = "{}") throws -> Room {
    var room = try Room()
    let start = try day("2022-09-01")
    let named = profile.hasPrefix("{") ? profile : #""\#(profile)""#
    try room.ask("adopt-policy", json(#"{"profile":\#(named),"from":"2000-04-01"}"#), at: start)
    try room.publish("child-entered-care", entry("C1", "2022-09-01", changes), at: start)
    return room
  }

  private func watching(_ kinds: String...) -> String {
    let kinds = kinds.map { #""\#($0)""# }.joined(separator: ",")
    return #"{"name":"own","extends":"statutory","watch":[\#(kinds)]}"#
  }

  /// The child's deadlines of a kind: anchor, limit, and when it was met or lapsed.
  private func deadlines(_ room: Room, _ kind: String) throws -> [String] {
    let timetable = try room.answer("timetable", json(#"{"child":"C1"}"#), at: day("2022-09-01"))
    return (timetable["deadlines"]?.array ?? []).filter { $0["kind"]?.string == kind }.map { one in
      [one["because"]?["anchor"], one["dueOn"], one["metOn"] ?? one["lapsedOn"]].map { $0?.string ?? "-" }
        .joined(separator: " ")
    }
  }

  private func done(_ room: inout Room, _ kind: String, _ days: String...) throws {
    for on in days {
      try room.publish(
        "milestone-recorded", json(#"{"child":"C1","kind":"\#(kind)","doneOn":"\#(on)"}"#), at: day("2026-09-01"))
    }
  }

  private func move(_ room: inout Room, _ on: String, _ placement: String, at known: String? = nil) throws -> [Event] {
    let data = #"{"child":"C1","changedOn":"\#(on)","placement":{\#(placement)},"reasonForPlacementChange":"PLACE"}"#
    return try room.publish("placement-changed", json(data), at: day(known ?? on))
  }

  private func visit(_ room: inout Room, _ command: String, _ days: String...) throws {
    for on in days { try room.ask(command, json(#"{"child":"C1","on":"\#(on)"}"#), at: day(on)) }
  }

  private func alerts(_ room: Room) -> [String] {
    room.journal.filter { $0.type == "deadline-missed" || $0.type == "deadline-approaching" }.map { event in
      let day = event.receivedtime?.londonDate.description ?? ""
      return "\(day) \(event.type) \(event.data["kind"]?.string ?? "") \(event.data["dueOn"]?.string ?? "")"
    }
  }

  // MARK: The authority's own oversight

  @Test func `an unregistered placement wants weekly oversight and a visit in two weeks until the child moves`() throws
  {
    var room = try town("medway")
    #expect(try deadlines(room, "oversight") == [])
    _ = try move(&room, "2022-10-03", #""type":"K2","provider":"PR4","registration":"unregistered""#)
    try visit(&room, "record-oversight", "2022-10-07", "2022-10-14")
    try visit(&room, "record-visit", "2022-10-17")
    #expect(
      try deadlines(room, "oversight") == [
        "2022-10-03 2022-10-10 2022-10-07", "2022-10-07 2022-10-14 2022-10-14", "2022-10-14 2022-10-21 -",
      ])
    #expect(try deadlines(room, "visit") == ["2022-10-03 2022-10-17 2022-10-17"])
    room.turn(to: try day("2022-10-22").today)
    #expect(alerts(room).contains("2022-10-22 deadline-missed oversight 2022-10-21"))
    _ = try move(&room, "2022-10-24", #""type":"U6","provider":"PR1""#)
    #expect(try deadlines(room, "oversight").last == "2022-10-14 2022-10-21 2022-10-24")
    #expect(try deadlines(room, "visit").count == 1)
  }

  @Test func `a temporary move to hospital ends no placement`() throws {
    var room = try town("medway")
    _ = try move(&room, "2022-10-03", #""type":"K2","provider":"PR4","registration":"unregulated""#)
    _ = try move(&room, "2022-10-05", #""type":"T1""#)
    _ = try move(&room, "2022-10-08", #""type":"K2","provider":"PR4","registration":"unregulated""#)
    #expect(try deadlines(room, "oversight") == ["2022-10-03 2022-10-10 -"])
  }

  @Test func `Thurrock visits an unregistered placement each month, and Middlesbrough weekly after a move`() throws {
    var thurrock = try town("thurrock")
    _ = try move(&thurrock, "2022-10-03", #""type":"K2","provider":"PR4","registration":"unregistered""#)
    try visit(&thurrock, "record-visit", "2022-10-31")
    #expect(
      try deadlines(thurrock, "visit").prefix(2) == ["2022-10-03 2022-11-03 2022-10-31", "2022-10-31 2022-11-30 -"])
    var middlesbrough = try town("middlesbrough", #"{"placement":{"type":"R2","provider":"PR2"}}"#)
    _ = try move(&middlesbrough, "2022-10-03", #""type":"U6","provider":"PR1""#)
    try done(&middlesbrough, "social-work-visit", "2022-10-06", "2022-10-13", "2022-10-20", "2022-10-27")
    let weekly = try deadlines(middlesbrough, "social-work-visit").filter { $0.hasPrefix("2022-10") }
    #expect(weekly.contains("2022-10-03 2022-10-10 2022-10-06"))
    #expect(weekly.contains("2022-10-20 2022-10-27 2022-10-27"))
    #expect(!weekly.contains("2022-10-27 2022-11-03 -"))
  }

  // MARK: Unlawful placements

  @Test func `a child under 16 in supported accommodation is told at once, once, until the birthday`() throws {
    var room = try town("thurrock", #"{"dateOfBirth":"2006-10-20"}"#)
    let told = try move(&room, "2022-10-03", #""type":"H5","provider":"PR4""#, at: "2022-10-04")
    let unlawful = told.filter { $0.type == "deadline-missed" }
    #expect(unlawful.map { $0.data["kind"]?.string } == ["placement-unlawful"])
    #expect(unlawful.first?.data["dueOn"]?.string == "2022-10-03")
    #expect(unlawful.first?.data["because"]?["source"]?.string == "CPR 2010 reg 27A")
    room.turn(to: try day("2022-10-19").today)
    #expect(alerts(room).filter { $0.contains("placement-unlawful") }.count == 1)
    func overdue(_ on: String) throws -> Bool {
      let answer = try room.answer("overdue", json(#"{"on":"\#(on)"}"#), at: day(on))
      return (answer["items"]?.array ?? []).contains { $0["kind"]?.string == "placement-unlawful" }
    }
    #expect(try overdue("2022-10-19"))
    #expect(try !overdue("2022-10-20"))
    #expect(try deadlines(room, "placement-unlawful") == ["2022-10-03 2022-10-03 2022-10-20"])
  }

  @Test(arguments: [
    ("2006-10-03", "2022-10-03", "H5", 0), ("2006-10-04", "2022-10-03", "H5", 1), ("2010-01-01", "2022-10-03", "P2", 1),
    ("2010-01-01", "2022-10-03", "K2", 0), ("2010-01-01", "2022-10-03", "S1", 0),
  ])
  func `only the ages and placements that the law names are unlawful`(
    born: String, on: String, type: String, count: Int
  ) throws {
    var room = try town("thurrock", #"{"dateOfBirth":"\#(born)"}"#)
    let told = try move(&room, on, #""type":"\#(type)","provider":"PR4""#)
    #expect(told.count { $0.type == "deadline-missed" } == count)
  }

  @Test func `a ban that begins is told by time, for those who are placed so already`() throws {
    var room = try Room()
    let changes = #"{"dateOfBirth":"2010-03-01","placement":{"type":"H5","provider":"PR4"}}"#
    let told = try room.publish("child-entered-care", entry("C1", "2021-06-01", changes), at: day("2021-06-01"))
    #expect(!told.contains { $0.type == "deadline-missed" })
    room.turn(to: try day("2021-09-30").today)
    #expect(
      alerts(room).filter { $0.contains("unlawful") } == [
        "2021-09-01 deadline-approaching placement-unlawful 2021-09-08",
        "2021-09-09 deadline-missed placement-unlawful 2021-09-08",
      ])
  }

  @Test func `a birth date put right may make a placement unlawful, and is told`() throws {
    var room = try town("thurrock", #"{"dateOfBirth":"2006-01-01","placement":{"type":"H5","provider":"PR4"}}"#)
    #expect(try deadlines(room, "placement-unlawful") == [])
    let right = #"{"child":"C1","changedOn":"2022-09-08","dateOfBirth":"2007-01-01"}"#
    let told = try room.publish("child-details-changed", json(right), at: day("2022-09-08"))
    #expect(told.filter { $0.type == "deadline-missed" }.map { $0.data["dueOn"]?.string } == ["2022-09-01"])
  }

  private func unlawful(_ told: [Event]) -> [String] {
    told.filter { $0.type == "deadline-missed" }.map { event in
      [event.data["kind"], event.data["dueOn"], event.data["because"]?["anchor"]].map { $0?.string ?? "-" }
        .joined(separator: " ")
    }
  }

  @Test func `what was put right in error and taken back leaves the placement unlawful, and that is told at once`()
    throws
  {
    var room = try town("thurrock", #"{"dateOfBirth":"2007-01-01"}"#)
    let older = #"{"child":"C1","changedOn":"2022-09-08","dateOfBirth":"2006-01-01"}"#
    try room.publish("child-details-changed", json(older), at: day("2022-09-08"))
    #expect(unlawful(try move(&room, "2022-10-03", #""type":"H5","provider":"PR4""#)) == [])
    let mistake = try #require(room.journal.first { $0.type == "child-details-changed" })
    let told = try room.withdraw(mistake, at: day("2022-10-05"))
    #expect(unlawful(told) == ["placement-unlawful 2022-10-03 2022-10-03"])
    #expect(told.first { $0.type == "deadline-missed" }?.receivedtime?.londonDate == CivilDate("2022-10-05"))
    // Once: neither the next days nor another withdrawal tell it again.
    try done(&room, "social-work-visit", "2022-10-06")
    let visit = try #require(room.journal.last { $0.type == "milestone-recorded" })
    #expect(unlawful(try room.withdraw(visit, at: day("2022-10-07"))) == [])
    room.turn(to: try day("2022-10-20").today)
    #expect(alerts(room).filter { $0.contains("placement-unlawful") }.count == 1)
  }

  @Test func `a move taken back, or a leaving, may let a placement run into a ban`() throws {
    for fact in ["placement-changed", "child-left-care"] {
      var room = try Room()
      let changes = #"{"dateOfBirth":"2010-03-01","placement":{"type":"H5","provider":"PR4"}}"#
      try room.publish("child-entered-care", entry("C1", "2021-06-01", changes), at: day("2021-06-01"))
      if fact == "placement-changed" {
        _ = try move(&room, "2021-08-02", #""type":"U6","provider":"PR1""#)
      } else {
        let left = #"{"child":"C1","leftOn":"2021-08-02","reasonEpisodeCeased":"E4A"}"#
        try room.publish(fact, json(left), at: day("2021-08-02"))
      }
      let mistake = try #require(room.journal.first { $0.type == fact })
      #expect(
        unlawful(try room.withdraw(mistake, at: day("2021-10-01"))) == ["placement-unlawful 2021-09-08 2021-09-09"])
    }
  }

  @Test func `a placement told late is told unlawful though it is over, and so is one dated before what is known`()
    throws
  {
    var room = try town("thurrock", #"{"dateOfBirth":"2008-10-20"}"#)
    _ = try move(&room, "2022-10-10", #""type":"U6","provider":"PR1""#)
    let late = try move(&room, "2022-10-03", #""type":"P2","provider":"PR4""#, at: "2022-11-15")
    #expect(unlawful(late) == ["placement-unlawful 2022-10-03 2022-10-03"])
    #expect(try deadlines(room, "placement-unlawful") == ["2022-10-03 2022-10-03 2022-10-10"])
  }

  // MARK: Social work visits

  private static let visits = #"{"name":"own","extends":"statutory","watch":["social-work-visit"]}"#

  @Test func `a social worker visits within a week, every six weeks, and every three months after a year for long`()
    throws
  {
    for (type, later) in [("U4", "2023-12-20"), ("U6", "2023-11-01")] {
      var room = try town(Self.visits, #"{"placement":{"type":"\#(type)","provider":"PR1"}}"#)
      try done(&room, "social-work-visit", "2022-09-08", "2022-10-20", "2023-09-20")
      #expect(
        try deadlines(room, "social-work-visit") == [
          "2022-09-01 2022-09-08 2022-09-08", "2022-09-08 2022-10-20 2022-10-20", "2022-10-20 2022-12-01 2023-09-20",
          "2023-09-20 \(later) -",
        ])
    }
  }

  @Test(arguments: [
    ("C1", "P1", "PR0", "2022-11-09"), ("C1", "U3", "PR1", "2022-10-26"), ("C2", "P1", "PR0", nil as String?),
    ("C1", "U6", "PR1", nil),
  ])
  func `visits are weekly until the first review, with a parent or a connected person`(
    status: String, type: String, provider: String, later: String?
  ) throws {
    var room = try town(
      Self.visits, #"{"legalStatus":"\#(status)","placement":{"type":"\#(type)","provider":"\#(provider)"}}"#)
    try done(&room, "social-work-visit", "2022-09-08")
    let next = later == nil ? "2022-09-08 2022-10-20 -" : "2022-09-08 2022-09-15 -"
    #expect(try deadlines(room, "social-work-visit").last == next)
    guard let later else { return }
    try done(&room, "social-work-visit", "2022-09-15", "2022-09-22", "2022-09-28")
    let held = #"{"child":"C1","meetings":["2022-09-28"],"completedOn":"2022-09-28","mode":"hybrid"}"#
    try room.ask("hold-review", json(held), at: day("2026-09-01"))
    #expect(try deadlines(room, "social-work-visit").last == "2022-09-28 \(later) -")
  }

  @Test func `a child placed for adoption is visited weekly until the first review`() throws {
    var room = try town(Self.visits, #"{"legalStatus":"E1","placement":{"type":"A6","provider":"PR1"}}"#)
    try done(&room, "social-work-visit", "2022-09-07", "2022-09-14")
    #expect(try deadlines(room, "social-work-visit").last == "2022-09-14 2022-09-21 -")
    let held = #"{"child":"C1","meetings":["2022-09-20"],"completedOn":"2022-09-20","mode":"hybrid"}"#
    try room.ask("hold-review", json(held), at: day("2022-09-20"))
    #expect(try deadlines(room, "social-work-visit").last == "2022-09-14 2022-09-21 2022-09-20")
  }

  @Test func `short breaks have no visits here, and a move begins anew`() throws {
    var room = try town(Self.visits, #"{"legalStatus":"V4"}"#)
    #expect(try deadlines(room, "social-work-visit") == [])
    let changed = #"{"child":"C1","changedOn":"2022-10-03","legalStatus":"C2"}"#
    try room.publish("legal-status-changed", json(changed), at: day("2022-10-03"))
    #expect(try deadlines(room, "social-work-visit") == ["2022-10-03 2022-10-10 -"])
    _ = try move(&room, "2022-10-05", #""type":"K2","provider":"PR1""#)
    #expect(
      try deadlines(room, "social-work-visit") == ["2022-10-03 2022-10-10 2022-10-05", "2022-10-05 2022-10-12 -"])
  }

  // MARK: Plans and health

  @Test func `plans and health assessments run from the beginning of care and from the one before`() throws {
    var room = try town(
      watching(
        "care-plan", "initial-health-assessment", "review-health-assessment", "personal-education-plan",
        "pathway-assessment", "pathway-plan"), #"{"dateOfBirth":"2018-09-15"}"#)
    #expect(try deadlines(room, "care-plan") == ["2022-09-01 2022-09-15 -"])
    #expect(try deadlines(room, "initial-health-assessment") == ["2022-09-01 2022-09-30 -"])
    #expect(try deadlines(room, "personal-education-plan") == ["2022-09-15 2022-10-14 -"])
    #expect(try deadlines(room, "pathway-assessment") == ["2034-09-15 2034-12-15 -"])
    try done(&room, "care-plan", "2022-08-30")
    try done(&room, "initial-health-assessment", "2022-09-20")
    try done(&room, "review-health-assessment", "2023-03-20", "2023-09-18")
    try done(&room, "personal-education-plan", "2022-10-14")
    try done(&room, "pathway-plan", "2025-01-31")
    #expect(try deadlines(room, "care-plan") == ["2022-09-01 2022-09-15 2022-08-30"])
    #expect(
      try deadlines(room, "review-health-assessment") == [
        "2022-09-20 2023-03-20 2023-03-20", "2023-03-20 2023-09-20 2023-09-18", "2023-09-18 2024-09-18 -",
      ])
    #expect(
      try deadlines(room, "personal-education-plan") == ["2022-09-15 2022-10-14 2022-10-14", "2022-10-14 2023-02-14 -"])
  }

  @Test func `a missing child who returned is talked with within three days`() throws {
    var room = try town(watching("return-interview"))
    let missing = #"{"child":"C1","from":"2022-10-01","to":"2022-10-02"}"#
    try room.publish("missing-episode-recorded", json(missing), at: day("2022-10-02"))
    #expect(try deadlines(room, "return-interview") == ["2022-10-02 2022-10-05 -"])
    room.turn(to: try day("2022-10-06").today)
    #expect(alerts(room).contains("2022-10-06 deadline-missed return-interview 2022-10-05"))
    try done(&room, "return-home-interview", "2022-10-07")
    #expect(try deadlines(room, "return-interview") == ["2022-10-02 2022-10-05 2022-10-07"])
  }

  @Test func `a milestone whose day was told is a deadline of its kind, met in whichever order its end is told`() throws
  {
    var room = try town(watching("papers", "pathway-plan", "care-plan"))
    func told(_ kind: String, _ more: String) throws {
      try room.publish("milestone-recorded", json(#"{"child":"C1","kind":"\#(kind)",\#(more)}"#), at: day("2024-06-01"))
    }
    try told("pathway-plan", #""dueOn":"2023-03-01""#)
    try told("pathway-plan", #""dueOn":"2023-09-01""#)
    try told("pathway-plan", #""doneOn":"2023-08-20""#)
    try told("pathway-plan", #""doneOn":"2023-03-05""#)
    try told("social-work-report", #""dueOn":"2022-09-20","doneOn":"2022-09-22""#)
    #expect(try deadlines(room, "papers").contains("2022-09-20 2022-09-20 2022-09-22"))
    let plans = try deadlines(room, "pathway-plan").filter { $0.hasPrefix("2023-03-01") || $0.hasPrefix("2023-09-01") }
    #expect(plans == ["2023-03-01 2023-03-01 2023-03-05", "2023-09-01 2023-09-01 2023-08-20"])
  }
}
