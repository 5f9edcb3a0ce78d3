import Contracts
import Foundation
import Policy
import SchedulingRules
import Testing

struct DueDatesTests {
  private let calendar = BankHolidays.englandAndWales

  private func date(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
  }

  private func profile(_ text: String) throws -> Profile {
    try Profile(json: JSON.read(Array(text.utf8)))
  }

  private func dueOn(_ number: Int, _ stream: ReviewStream, _ anchor: String) throws -> String? {
    try DueDates.review(number, in: stream, anchor: date(anchor), calendar: calendar, profile: .statutory)?
      .dueOn?.description
  }

  // Each review is held on its last day, so the chain shows that the interval runs from the review held.
  @Test(arguments: [
    (ReviewStream.lookedAfter, 1, "2025-06-02", "2025-06-30"), (.lookedAfter, 2, "2025-06-30", "2025-09-30"),
    (.lookedAfter, 3, "2025-09-30", "2026-03-30"), (.lookedAfter, 4, "2026-03-30", "2026-09-30"),
    (.lookedAfter, 9, "2023-08-31", "2024-02-29"), (.lookedAfter, 2, "2023-11-30", "2024-02-29"),
    (.lookedAfter, 3, "2022-06-25", "2022-12-25"), (.authorityToPlace, 1, "2025-01-31", "2025-04-30"),
    (.authorityToPlace, 2, "2025-04-30", "2025-10-30"), (.authorityToPlace, 3, "2025-10-30", "2026-04-30"),
    (.placedForAdoption, 1, "2025-11-10", "2025-12-08"), (.placedForAdoption, 2, "2025-12-08", "2026-03-08"),
    (.placedForAdoption, 3, "2026-03-08", "2026-09-08"), (.placedForAdoption, 4, "2026-09-08", "2027-03-08"),
    (.shortBreaks, 1, "2022-11-30", "2023-02-28"), (.shortBreaks, 2, "2023-02-28", "2023-08-28"),
    (.shortBreaks, 5, "2023-08-31", "2024-02-29"), (.childProtection, 1, "2022-09-01", "2022-09-23"),
    (.childProtection, 2, "2022-09-23", "2022-12-23"), (.childProtection, 3, "2022-12-23", "2023-06-23"),
  ])
  func `each stream's reviews fall due by their own regulation`(
    stream: ReviewStream, number: Int, anchor: String, limit: String
  ) throws {
    #expect(try dueOn(number, stream, anchor) == limit)
  }

  @Test(arguments: [
    ("2025-06-02", "2025-06-30"), ("2024-05-04", "2024-06-04"), ("2022-09-01", "2022-09-30"),
    ("2022-05-20", "2022-06-21"), ("2023-04-03", "2023-05-04"), ("2020-04-09", "2020-05-12"),
    ("2021-12-24", "2022-01-26"), ("2025-12-24", "2026-01-26"), ("2026-12-24", "2027-01-26"),
    ("2025-04-18", "2025-05-20"), ("2024-02-01", "2024-02-29"),
  ])
  func `first reviews are due within twenty working days`(entered: String, limit: String) throws {
    #expect(try dueOn(1, .lookedAfter, entered) == limit)
  }

  @Test func `a limit carries its reason in the shape of the wire`() throws {
    let due = try #require(
      DueDates.review(1, in: .lookedAfter, anchor: date("2022-09-01"), calendar: calendar, profile: .statutory))
    let json = try JSON(encoding: due)
    #expect(
      json
        == .object([
          ("dueOn", .string("2022-09-30")),
          (
            "because",
            .object([
              ("rule", .string("first-review-20-working-days")), ("source", .string("CPR 2010 reg 33(1)")),
              ("anchor", .string("2022-09-01")), ("calendar", .string("england-and-wales-2009-2028")),
              ("skipped", .strings(["2022-09-19"])),
            ])
          ),
        ]))
    #expect(try json.decode(Due.self) == due)
  }

  @Test func `every stream's rules have words and sources of their own`() throws {
    let anchor = try date("2022-09-01")
    var reasons: [String] = []
    for stream in ReviewStream.allCases {
      for number in 1...3 {
        let due = DueDates.review(number, in: stream, anchor: anchor, calendar: calendar, profile: .statutory)
        guard let because = due?.because else { continue }
        #expect(KebabWord(because.rule) != nil)
        reasons.append("\(because.rule) | \(because.source)")
      }
    }
    #expect(
      reasons.prefix(3) == [
        "first-review-20-working-days | CPR 2010 reg 33(1)", "second-review-3-months | CPR 2010 reg 33(2)",
        "later-review-6-months | CPR 2010 reg 33(2)",
      ])
    #expect(reasons.contains("placed-first-review-4-weeks | AAR 2005 reg 36(3)(a)"))
    #expect(reasons.count == 15)
    #expect(Set(reasons).count == 13)
  }

  @Test func `the local clock stands beside the statutory one and never in its place`() throws {
    let local = try profile(#"{"name":"a","local":{"laterReviewMonths":5,"firstReviewDays":28}}"#)
    let first = try #require(
      DueDates.review(1, in: .lookedAfter, anchor: date("2022-09-01"), calendar: calendar, profile: local))
    #expect(try first.dueOn == date("2022-09-30"))
    #expect(try first.localDueOn == date("2022-09-29"))
    #expect(try first.earliest == date("2022-09-29"))
    #expect(first.because.rule == "first-review-20-working-days")
    let second = try #require(
      DueDates.review(2, in: .lookedAfter, anchor: date("2022-09-30"), calendar: calendar, profile: local))
    #expect(try second.dueOn == date("2022-12-30"))
    #expect(second.localDueOn == nil)
  }

  @Test func `reviews after care are due only where a profile says so`() throws {
    let held = try date("2022-09-30")
    #expect(DueDates.review(1, in: .postCare, anchor: held, calendar: calendar, profile: .statutory) == nil)
    let local = try profile(#"{"name":"a","local":{"postCareReviewWorkingDays":20}}"#)
    let due = try #require(DueDates.review(2, in: .postCare, anchor: held, calendar: calendar, profile: local))
    #expect(due.dueOn == nil)
    #expect(try due.localDueOn == date("2022-10-28"))
    #expect(due.because.rule == "post-care-review-20-working-days")
  }

  @Test func `beyond the calendar a limit in working days is unknown and one in months is not`() throws {
    let entered = try date("2028-12-20")
    let first = try #require(
      DueDates.review(1, in: .lookedAfter, anchor: entered, calendar: calendar, profile: .statutory))
    #expect(first.dueOn == nil)
    #expect(first.earliest == nil)
    #expect(first.because.skipped.isEmpty)
    #expect(try dueOn(2, .lookedAfter, "2031-03-31") == "2031-06-30")
  }

  @Test func `where two clocks run the earlier limit is the safe one`() throws {
    let anchor = try date("2025-01-31")
    let placement = try #require(
      DueDates.review(1, in: .authorityToPlace, anchor: anchor, calendar: calendar, profile: .statutory))
    let care = try #require(
      DueDates.review(3, in: .lookedAfter, anchor: anchor, calendar: calendar, profile: .statutory))
    let unknown = try #require(
      DueDates.review(1, in: .lookedAfter, anchor: date("2030-01-01"), calendar: calendar, profile: .statutory))
    for both in [Due.earlier(placement, care), Due.earlier(care, placement)] {
      #expect(both?.dueOn == placement.dueOn)
      #expect(both?.because.source == "AAR 2005 reg 36(1)(a), earlier than CPR 2010 reg 33(2)")
    }
    #expect(Due.earlier(unknown, care) == care)
    #expect(Due.earlier(care, unknown) == care)
  }

  @Test func `other limits are reckoned in the same way`() throws {
    let day = try date("2022-05-20")
    let allocation = DueDates.due(.allocation, anchor: day, calendar: calendar, profile: .statutory)
    let record = DueDates.due(.record, anchor: day, calendar: calendar, profile: .statutory)
    #expect(try allocation?.dueOn == date("2022-05-27"))
    #expect(try record?.dueOn == date("2022-06-21"))
    #expect(record?.because.skipped.map(\.description) == ["2022-06-02", "2022-06-03"])
  }

  @Test func `every limit from 2009 to 2028 agrees with independent libraries`() throws {
    let lines = try oracle()
    #expect(lines.count == 7121, "from 2009-01-01 to 2028-06-30 there are 7,121 days")
    var expected = try date("2009-01-01")
    var wrong: [String] = []
    for line in lines {
      let days = try line.split(separator: " ").map { try date(String($0)) }
      try #require(days.count >= 8 && days[0] == expected, "the oracle's line is \(line)")
      if try ours(entered: days[0]) != days { wrong.append(line) }
      expected = expected.adding(days: 1)
    }
    #expect(wrong.isEmpty, "\(wrong.count) differ, the first are \(wrong.prefix(3))")
  }

  /// What the oracle's line for an entry date must say by our own rules.
  private func ours(entered: CivilDate) throws -> [CivilDate] {
    func due(_ number: Int, _ stream: ReviewStream, _ anchor: CivilDate) throws -> Due {
      try #require(DueDates.review(number, in: stream, anchor: anchor, calendar: calendar, profile: .statutory))
    }
    let first = try due(1, .lookedAfter, entered)
    let held = try #require(first.dueOn)
    let limits = [
      DueDates.due(.allocation, anchor: entered, calendar: calendar, profile: .statutory)?.dueOn,
      try due(1, .childProtection, entered).dueOn, held, try due(1, .shortBreaks, entered).dueOn,
      try due(2, .shortBreaks, entered).dueOn, try due(2, .lookedAfter, held).dueOn,
      try due(3, .lookedAfter, held).dueOn,
    ]
    return [entered] + limits.compactMap(\.self) + first.because.skipped
  }

  /// The oracle's lines. The interpreter is HOLDFAST_PYTHON's where that is set, else python3; it needs the packages
  /// holidays and python-dateutil, and without them this test fails.
  private func oracle() throws -> [String] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Oracle/due_dates.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [ProcessInfo.processInfo.environment["HOLDFAST_PYTHON"] ?? "python3", script.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(
      process.terminationStatus == 0,
      "the oracle did not run: set HOLDFAST_PYTHON to a Python that has the packages holidays and python-dateutil")
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
