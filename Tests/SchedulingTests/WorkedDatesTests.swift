import Contracts
import Policy
import SchedulingRules
import Testing

/// Every date that `domain.md` works out in §1.3 and §1.6, through the desk: facts and reviews in, limits out.
struct WorkedDatesTests {
  private let later = "2028-06-01"

  private func hold(_ child: String, _ on: String, in room: inout Room) throws {
    try room.ask(
      "hold-review",
      json(#"{"child":"\#(child)","meetings":["\#(on)"],"completedOn":"\#(on)","mode":"in-person"}"#), at: day(later))
  }

  /// The limit of the review that is due next, with its clock and number.
  private func next(_ child: String, _ room: Room) throws -> String {
    let reviews = try room.answer("timetable", json(#"{"child":"\#(child)"}"#), at: day(later))["reviews"]?.array ?? []
    let open = reviews.filter { $0["heldOn"] == nil }
    return open.map { review in
      "\(review["stream"]?.string ?? "") \(review["number"]?.integer ?? 0) \(review["dueOn"]?.string ?? "")"
    }.joined(separator: ", ")
  }

  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  /// The last working day on or before a day.
  private func working(_ day: CivilDate) -> String {
    var day = day
    while BankHolidays.englandAndWales.isWorkingDay(day) == false { day = day.adding(days: -1) }
    return day.description
  }

  // MARK: §1.6, months

  @Test(arguments: [
    ("2022-11-30", 3, "2023-02-28", "2023-02-28"), ("2023-11-30", 3, "2024-02-29", "2024-02-29"),
    ("2024-11-29", 3, "2025-02-28", "2025-02-28"), ("2023-02-28", 3, "2023-05-28", "2023-05-26"),
    ("2024-02-29", 6, "2024-08-29", "2024-08-29"), ("2023-08-29", 6, "2024-02-29", "2024-02-29"),
    ("2023-08-30", 6, "2024-02-29", "2024-02-29"), ("2023-08-31", 6, "2024-02-29", "2024-02-29"),
    ("2023-03-31", 6, "2023-09-30", "2023-09-29"), ("2023-05-31", 3, "2023-08-31", "2023-08-31"),
    ("2023-12-31", 6, "2024-06-30", "2024-06-28"), ("2022-06-25", 6, "2022-12-25", "2022-12-23"),
  ])
  func `a month's limit falls on the corresponding date, or on the last day of a shorter month`(
    anchor: String, months: Int, limit: String, workingDay: String
  ) throws {
    var room = try Room()
    let held = try date(anchor)
    try room.publish(
      "child-entered-care", entry("C1", held.adding(days: -75).description), at: day(later))
    // Three months follow the first review, six the second.
    if months == 6 { try hold("C1", held.adding(days: -55).description, in: &room) }
    try hold("C1", anchor, in: &room)
    #expect(try next("C1", room) == "looked-after \(months == 3 ? 2 : 3) \(limit)")
    #expect(try working(date(limit)) == workingDay)
  }

  @Test func `the court's own example: four months from 30 September 1978 end on 30 January 1979`() throws {
    #expect(try date("1978-09-30").adding(months: 4).description == "1979-01-30")
  }

  // MARK: §1.6, working days

  @Test(arguments: [
    ("2025-06-02", "2025-06-09", "2025-06-23", "2025-06-30", 28),
    ("2024-05-04", "2024-05-13", "2024-05-28", "2024-06-04", 31),
    ("2022-09-01", "2022-09-08", "2022-09-23", "2022-09-30", 29),
    ("2022-05-20", "2022-05-27", "2022-06-14", "2022-06-21", 32),
    ("2023-04-03", "2023-04-12", "2023-04-26", "2023-05-04", 31),
    ("2020-04-09", "2020-04-20", "2020-05-04", "2020-05-12", 33),
    ("2021-12-24", "2022-01-05", "2022-01-19", "2022-01-26", 33),
    ("2025-12-24", "2026-01-05", "2026-01-19", "2026-01-26", 33),
    ("2026-12-24", "2027-01-05", "2027-01-19", "2027-01-26", 33),
    ("2025-04-18", "2025-04-28", "2025-05-13", "2025-05-20", 32),
    ("2024-02-01", "2024-02-08", "2024-02-22", "2024-02-29", 28),
  ])
  func `from one day run the 5 working days of an allocation, the 15 of a conference and the 20 of a first review`(
    from: String, five: String, fifteen: String, twenty: String, days: Int
  ) throws {
    var room = try Room()
    try room.publish("child-entered-care", entry("C1", from), at: day(from))
    for step in ["strategy-discussion", "conference-requested"] {
      let data = try json(#"{"child":"C1","on":"\#(from)","event":"\#(step)"}"#)
      try room.publish("child-protection-recorded", data, at: day(from))
    }
    #expect(try next("C1", room) == "child-protection 1 \(fifteen), looked-after 1 \(twenty)")
    let deadlines = try room.answer("timetable", json(#"{"child":"C1"}"#), at: day(from))["deadlines"]?.array ?? []
    #expect(deadlines.first { $0["kind"]?.string == "allocation" }?["dueOn"]?.string == five)
    #expect(try date(from).days(until: date(twenty)) == days)
  }

  @Test func `twenty working days are longer than 28 days for 38.9 % of days, and shorter for 17.1 %`() throws {
    let first = try date("2018-01-01")
    let count = try first.days(until: date("2028-01-01"))
    func spans(_ number: Int) -> [Int] {
      (0..<count).compactMap { offset in
        let anchor = first.adding(days: offset)
        let due = DueDates.review(
          number, in: .lookedAfter, anchor: anchor, calendar: BankHolidays.englandAndWales, profile: .statutory)
        // The relaxation of 2020 is another rule.
        return due?.because.rule.hasSuffix("-relaxed") == false ? due?.dueOn.map { anchor.days(until: $0) } : nil
      }
    }
    let firsts = spans(1)
    #expect(firsts.count == count && firsts.min() == 26 && firsts.max() == 34)
    #expect((1000 * firsts.count { $0 > 28 } + count / 2) / count == 389)
    #expect((1000 * firsts.count { $0 < 28 } + count / 2) / count == 171)
    let seconds = spans(2)
    #expect(seconds.min() == 89 && seconds.max() == 92)
    let thirds = spans(3)
    #expect(thirds.min() == 181 && thirds.max() == 184)
  }

  // MARK: Chains

  @Test func `the chain of a child looked after`() throws {
    var room = try Room()
    try room.publish("child-entered-care", entry("C1", "2025-06-02"), at: day("2025-06-02"))
    for (number, limit) in [(1, "2025-06-30"), (2, "2025-09-30"), (3, "2026-03-30"), (4, "2026-09-30")] {
      #expect(try next("C1", room) == "looked-after \(number) \(limit)")
      try hold("C1", limit, in: &room)
    }
  }

  @Test func `the chain of an adoption: authority, placement, reviews`() throws {
    var room = try Room()
    let placed = #"{"legalStatus":"E1","placement":{"type":"U6","provider":"PR1"}}"#
    try room.publish("child-entered-care", entry("C1", "2025-01-31", placed), at: day("2025-01-31"))
    for (number, limit) in [(1, "2025-04-30"), (2, "2025-10-30")] {
      #expect(try next("C1", room) == "authority-to-place \(number) \(limit)")
      try hold("C1", limit, in: &room)
    }
    try room.publish(
      "placement-changed",
      json(
        """
        {"child":"C1","changedOn":"2025-11-10","placement":{"type":"A5","provider":"PR1"},\
        "reasonForPlacementChange":"OTHER"}
        """), at: day(later))
    for (number, limit) in [(1, "2025-12-08"), (2, "2026-03-08"), (3, "2026-09-08")] {
      #expect(try next("C1", room) == "placed-for-adoption \(number) \(limit)")
      try hold("C1", limit, in: &room)
    }
    #expect(try date("2026-03-08").weekday == .sunday)
  }

  @Test func `a child who returns to the agency is reviewed within 42 days, and placed within 4 weeks of 7 days`()
    throws
  {
    var room = try Room()
    let placed = #"{"legalStatus":"E1","placement":{"type":"A5","provider":"PR1"}}"#
    try room.publish("child-entered-care", entry("C1", "2025-03-03", placed), at: day("2025-03-03"))
    #expect(try next("C1", room) == "placed-for-adoption 1 2025-03-31")
    try hold("C1", "2025-03-31", in: &room)
    #expect(try next("C1", room) == "placed-for-adoption 2 2025-06-30")
    try room.publish(
      "placement-changed",
      json(
        """
        {"child":"C1","changedOn":"2025-05-01","placement":{"type":"U6","provider":"PR1"},\
        "reasonForPlacementChange":"OTHER"}
        """), at: day(later))
    #expect(try next("C1", room).hasSuffix(" 2025-06-12"))
    #expect(try date("2025-05-01").days(until: date("2025-06-12")) == 42)
  }
}
