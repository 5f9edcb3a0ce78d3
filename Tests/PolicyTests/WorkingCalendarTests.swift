import Contracts
import Policy
import Testing

struct WorkingCalendarTests {
  private let calendar = BankHolidays.englandAndWales

  private func date(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
  }

  // Becomes looked after, then the ends of 5, 15 and 20 working days.
  @Test(arguments: [
    ("2025-06-02", "2025-06-09", "2025-06-23", "2025-06-30"),
    ("2024-05-04", "2024-05-13", "2024-05-28", "2024-06-04"),
    ("2022-09-01", "2022-09-08", "2022-09-23", "2022-09-30"),
    ("2022-05-20", "2022-05-27", "2022-06-14", "2022-06-21"),
    ("2023-04-03", "2023-04-12", "2023-04-26", "2023-05-04"),
    ("2020-04-09", "2020-04-20", "2020-05-04", "2020-05-12"),
    ("2021-12-24", "2022-01-05", "2022-01-19", "2022-01-26"),
    ("2025-12-24", "2026-01-05", "2026-01-19", "2026-01-26"),
    ("2026-12-24", "2027-01-05", "2027-01-19", "2027-01-26"),
    ("2025-04-18", "2025-04-28", "2025-05-13", "2025-05-20"),
    ("2024-02-01", "2024-02-08", "2024-02-22", "2024-02-29"),
  ])
  func `working days end where the table says`(anchor: String, five: String, fifteen: String, twenty: String) throws {
    for (count, end) in [(5, five), (15, fifteen), (20, twenty)] {
      let reckoning = try #require(calendar.adding(workingDays: count, to: date(anchor)))
      #expect(try reckoning.end == date(end))
      #expect(try calendar.workingDays(after: date(anchor), through: date(end)) == count)
    }
  }

  @Test func `the holidays passed over are named and weekends are not`() throws {
    let funeral = try #require(calendar.adding(workingDays: 20, to: date("2022-09-01")))
    #expect(funeral.skipped.map(\.description) == ["2022-09-19"])
    let jubilee = try #require(calendar.adding(workingDays: 20, to: date("2022-05-20")))
    #expect(jubilee.skipped.map(\.description) == ["2022-06-02", "2022-06-03"])
    let easter = try #require(calendar.adding(workingDays: 20, to: date("2023-04-03")))
    #expect(easter.skipped.map(\.description) == ["2023-04-07", "2023-04-10", "2023-05-01"])
    let plain = try #require(calendar.adding(workingDays: 20, to: date("2025-06-02")))
    #expect(plain.skipped.isEmpty)
    // The event's own day is not in the period, even where it is a holiday.
    let goodFriday = try #require(calendar.adding(workingDays: 1, to: date("2025-04-18")))
    #expect(goodFriday.end.description == "2025-04-22")
    #expect(goodFriday.skipped.map(\.description) == ["2025-04-21"])
  }

  @Test func `a period that begins at a weekend counts Monday as its first day`() throws {
    for start in ["2024-06-07", "2024-06-08", "2024-06-09"] {
      #expect(try calendar.adding(workingDays: 1, to: date(start))?.end == date("2024-06-10"))
    }
  }

  @Test(arguments: [
    (2018, 253), (2019, 253), (2020, 254), (2021, 253), (2022, 250), (2023, 251), (2024, 254), (2025, 253),
    (2026, 253), (2027, 253), (2028, 252),
  ])
  func `a calendar year has its number of working days`(year: Int, count: Int) throws {
    #expect(try calendar.workingDays(after: date("\(year - 1)-12-31"), through: date("\(year)-12-31")) == count)
  }

  @Test(arguments: [
    (2018, 253), (2019, 254), (2020, 253), (2021, 253), (2022, 251), (2023, 250), (2024, 254), (2025, 253),
    (2026, 251), (2027, 256),
  ])
  func `a reporting year has its number of working days`(year: Int, count: Int) throws {
    #expect(try calendar.workingDays(after: date("\(year)-03-31"), through: date("\(year + 1)-03-31")) == count)
  }

  @Test func `beyond the known days there is no answer`() throws {
    #expect(try calendar.isWorkingDay(date("2008-12-31")) == nil)
    #expect(try calendar.isWorkingDay(date("2029-01-01")) == nil)
    #expect(try calendar.adding(workingDays: 20, to: date("2028-12-01")) == nil)
    #expect(try calendar.adding(workingDays: 1, to: date("2028-12-31")) == nil)
    #expect(calendar.adding(workingDays: 1, to: .latest) == nil)
    #expect(try calendar.adding(workingDays: 1, to: date("2008-12-30")) == nil)
    #expect(try calendar.workingDays(after: date("2028-12-01"), through: date("2029-01-05")) == nil)
    #expect(try calendar.lastWorkingDay(onOrBefore: date("2029-01-05")) == nil)
    #expect(try calendar.lastWorkingDay(onOrBefore: date("2009-01-01")) == nil)
  }

  @Test func `the last known day is still an answer, and the day before the first may be an event`() throws {
    #expect(try calendar.adding(workingDays: 1, to: date("2028-12-28"))?.end == date("2028-12-29"))
    #expect(try calendar.adding(workingDays: 2, to: date("2028-12-28")) == nil)
    #expect(try calendar.adding(workingDays: 1, to: date("2008-12-31"))?.end == date("2009-01-02"))
    #expect(try calendar.adding(workingDays: 0, to: date("2035-01-01"))?.end == date("2035-01-01"))
  }

  @Test(arguments: [
    ("2023-05-28", "2023-05-26"), ("2023-09-30", "2023-09-29"), ("2024-06-30", "2024-06-28"),
    ("2022-12-25", "2022-12-23"), ("2023-02-28", "2023-02-28"), ("2024-04-01", "2024-03-28"),
  ])
  func `a limit on a day off has a last working day before it`(limit: String, last: String) throws {
    #expect(try calendar.lastWorkingDay(onOrBefore: date(limit)) == date(last))
  }

  @Test func `counting working days agrees with judging each day`() throws {
    var generator = Seeded(state: 20_260_401)
    for _ in 0..<2000 {
      let first = try date("2009-01-01").adding(days: Int.random(in: 0..<7000, using: &generator))
      let last = first.adding(days: Int.random(in: -20..<120, using: &generator))
      var expected = 0
      var day = first
      while day < last {
        day = day.adding(days: 1)
        if calendar.isWorkingDay(day) == true { expected += 1 }
      }
      #expect(calendar.workingDays(after: first, through: last) == expected)
    }
  }

  /// What `adding` means, one day after the other.
  private func walk(_ count: Int, from event: CivilDate) -> WorkingCalendar.Reckoning? {
    var (day, left, skipped) = (event, count, [CivilDate]())
    while left > 0 {
      day = day.adding(days: 1)
      guard let works = calendar.isWorkingDay(day) else { return nil }
      if works { left -= 1 } else if !day.isWeekend { skipped.append(day) }
    }
    return .init(end: day, skipped: skipped)
  }

  @Test func `adding working days agrees with walking from day to day, to the edges of the calendar`() throws {
    var generator = Seeded(state: 5)
    let first = calendar.from.adding(days: -20)
    let length = first.days(until: calendar.to) + 20
    for _ in 0..<4000 {
      let event = first.adding(days: Int.random(in: 0...length, using: &generator))
      let count = Int.random(in: 0...60, using: &generator)
      #expect(calendar.adding(workingDays: count, to: event) == walk(count, from: event))
    }
    for offset in -3...3 {
      for count in 0...5 {
        let (start, end) = (calendar.from.adding(days: offset), calendar.to.adding(days: offset))
        #expect(calendar.adding(workingDays: count, to: start) == walk(count, from: start))
        #expect(calendar.adding(workingDays: count, to: end) == walk(count, from: end))
      }
    }
  }

  @Test func `a day is a working day unless it is a weekend or a holiday`() {
    for number in calendar.from.dayNumber...calendar.to.dayNumber {
      let day = CivilDate(daysSince1970: Int(number))
      #expect(calendar.isWorkingDay(day) == (!day.isWeekend && !calendar.holidays.contains(day)))
    }
  }

  // Review, working days before it, the last day in time, holidays passed over.
  @Test(arguments: [
    ("2025-06-12", 3, "2025-06-09", ""), ("2025-06-10", 1, "2025-06-09", ""), ("2025-06-09", 1, "2025-06-08", ""),
    ("2025-06-08", 1, "2025-06-05", ""), ("2022-09-22", 3, "2022-09-19", ""), ("2022-09-22", 4, "2022-09-15", "19"),
    ("2023-04-12", 3, "2023-04-05", "7 10"), ("2025-06-30", 15, "2025-06-09", ""), ("2025-06-30", 0, "2025-06-30", ""),
  ])
  func `working days before a review end where the table says`(
    review: String, count: Int, last: String, skipped: String
  ) throws {
    let reckoning = try #require(calendar.subtracting(workingDays: count, from: date(review)))
    #expect(try reckoning.end == date(last))
    #expect(reckoning.skipped.map { "\($0.day)" }.joined(separator: " ") == skipped)
  }

  @Test func `taking working days off gives the last day from which as many end on or before the event`() throws {
    var generator = Seeded(state: 11)
    for _ in 0..<4000 {
      let event = try date("2009-06-01").adding(days: Int.random(in: 0..<7000, using: &generator))
      let count = Int.random(in: 1...40, using: &generator)
      let reckoning = try #require(calendar.subtracting(workingDays: count, from: event))
      let (last, next) = (reckoning.end, reckoning.end.adding(days: 1))
      #expect(try #require(walk(count, from: last)).end <= event)
      #expect(try #require(walk(count, from: next)).end > event)
      #expect(calendar.workingDays(after: last, through: event) == count)
      // It undoes adding: from the end of so many working days it leads to a day from which they end there too.
      let end = try #require(calendar.adding(workingDays: count, to: event)).end
      let back = try #require(calendar.subtracting(workingDays: count, from: end)).end
      #expect(back >= event)
      #expect(calendar.adding(workingDays: count, to: back)?.end == end)
      if calendar.isWorkingDay(event.adding(days: 1)) == true { #expect(back == event) }
    }
  }

  @Test func `taking working days off needs every day to be known`() throws {
    #expect(try calendar.subtracting(workingDays: 1, from: date("2029-01-01")) == nil)
    #expect(try calendar.subtracting(workingDays: 1, from: date("2009-01-01")) == nil)
    #expect(try calendar.subtracting(workingDays: 1, from: date("2009-01-02"))?.end == date("2009-01-01"))
    #expect(try calendar.subtracting(workingDays: 2, from: date("2009-01-02")) == nil)
    #expect(try calendar.subtracting(workingDays: 1, from: date("2028-12-31"))?.end == date("2028-12-28"))
  }

  @Test func `the first and the last day that can be said are working days like others`() {
    let calendar = WorkingCalendar(name: calendar.name, from: .earliest, to: .latest, holidays: [])
    #expect(calendar.isWorkingDay(.earliest) == true)
    #expect(calendar.adding(workingDays: 1, to: .latest) == nil)
    #expect(calendar.adding(workingDays: 1, to: .earliest)?.end == CivilDate("1900-01-02"))
    #expect(calendar.subtracting(workingDays: 1, from: .earliest) == nil)
    #expect(calendar.subtracting(workingDays: 1, from: .latest)?.end == CivilDate("2200-12-30"))
  }

  @Test func `the calendar travels whole`() throws {
    let text = calendar.json.text
    #expect(text.hasPrefix(#"{"name":"england-and-wales-2009-2028","from":"2009-01-01","to":"2028-12-31","#))
    #expect(try WorkingCalendar(json: JSON.read(Array(text.utf8))) == calendar)
    #expect(try JSON(encoding: calendar).decode(WorkingCalendar.self) == calendar)
    #expect(try JSON(encoding: calendar).decode(WorkingCalendar.self).hashValue == calendar.hashValue)
    let other = WorkingCalendar(name: calendar.name, from: calendar.from, to: calendar.to, holidays: [])
    #expect(other != calendar)
  }

  @Test(arguments: [
    (
      #"{"name":"X","from":"2022-01-01","to":"2022-02-30","holidays":["2022-04-31"]}"#,
      [
        "not-a-word /name", "no-such-date /to", "no-such-date /holidays/0",
      ]
    ),
    (#"{"name":"x","from":"2022-01-01","to":"2022-12-31"}"#, ["missing /holidays"]),
    (#"{"name":"x","from":"2022-01-01","to":"2021-12-31","holidays":[]}"#, ["ends-before-it-begins /to"]),
    (
      #"{"name":"x","from":"2022-01-01","to":"2022-12-31","holidays":["2023-01-02","2022-04-15","2022-04-15"]}"#,
      [
        "outside-the-calendar /holidays/0", "named-twice /holidays/2",
      ]
    ),
    (
      #"{"name":"x","from":"2022-01-01","to":"2022-12-31","holidays":[],"hollidays":[]}"#,
      [
        "unknown-member /hollidays"
      ]
    ),
    ("[]", ["not-an-object "]),
  ])
  func `a faulty calendar is refused with every fault`(text: String, faults: [String]) throws {
    let json = try JSON.read(Array(text.utf8))
    let error = #expect(throws: PolicyFaults.self) { try WorkingCalendar(json: json) }
    #expect(error?.faults.map { "\($0.reason) \($0.at)" } == faults)
    #expect(error?.lines == nil)
  }
}

/// A small generator of numbers (SplitMix64) that gives the same ones for the same seed.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
