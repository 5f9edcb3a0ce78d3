import Contracts
import Foundation
import Testing

struct CivilDateTests {
  private func date(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
  }

  @Test func `every day from 1900 to 2200 agrees with Foundation's calendar and comes back from its own text`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    var wrong: [String] = []
    for number in Int(CivilDate.earliest.dayNumber)...Int(CivilDate.latest.dayNumber) {
      let day = CivilDate(daysSince1970: number)
      let moment = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: moment)
      let isSame =
        parts.year == day.year && parts.month == day.month && parts.day == day.day
        && parts.weekday == day.weekday.rawValue % 7 + 1
      if !isSame || CivilDate(day.description) != day { wrong.append(day.description) }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    #expect(CivilDate.earliest.description == "1900-01-01")
    #expect(CivilDate.latest.description == "2200-12-31")
  }

  @Test(arguments: [
    "", "2022-9-05", "2022-09-5", "2022-09-051", "2022/09/05", "20220905", " 2022-09-05", "2022-09-05 ", "2022-13-01",
    "2022-00-10", "2022-01-00", "2022-02-29", "1900-02-29", "2100-02-29", "2022-04-31", "1899-12-31", "2201-01-01",
    "+022-01-01", "２022-01-01", "2022-09-05T00:00:00Z",
  ])
  func `text that is not an existing day of the known years is refused`(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test(arguments: ["2000-02-29", "2024-02-29", "1900-01-01", "2200-12-31", "2022-09-05"])
  func `a day comes back as it was written`(text: String) throws {
    let day = try date(text)
    #expect(day.description == text)
    #expect(day.yearMonth == text.prefix(7))
    #expect(CivilDate(utf8: Array(text.utf8)) == day)
  }

  @Test func `dates are a bare string in JSON`() throws {
    let coded = try JSONEncoder().encode([try date("2022-09-05")])
    #expect(String(decoding: coded, as: UTF8.self) == #"["2022-09-05"]"#)
    #expect(try JSONDecoder().decode([CivilDate].self, from: coded) == [try date("2022-09-05")])
  }

  @Test func `a day that does not exist is corrupted data`() throws {
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CivilDate].self, from: Data(#"["2022-02-30"]"#.utf8))
    }
    guard case .dataCorrupted(let context)? = error else {
      Issue.record("the error is \(String(describing: error))")
      return
    }
    #expect(!context.debugDescription.contains("2022-02-30"))
  }

  @Test func `weekdays are numbered from Monday and only Saturday and Sunday are the weekend`() throws {
    #expect(try date("1970-01-01").weekday == .thursday)
    #expect(try date("2022-09-19").weekday == .monday)
    #expect(try date("1900-01-01").weekday == .monday)
    #expect(try date("2022-09-17").isWeekend)
    #expect(try date("2022-09-18").isWeekend)
    #expect(try !date("2022-09-16").isWeekend)
    #expect(try !date("2022-09-19").isWeekend)
  }

  // The table of Dodds v Walker and its kin: anchor, months, limit.
  @Test(arguments: [
    ("2022-11-30", 3, "2023-02-28"), ("2023-11-30", 3, "2024-02-29"), ("2024-11-29", 3, "2025-02-28"),
    ("2023-02-28", 3, "2023-05-28"), ("2024-02-29", 6, "2024-08-29"), ("2023-08-29", 6, "2024-02-29"),
    ("2023-08-30", 6, "2024-02-29"), ("2023-08-31", 6, "2024-02-29"), ("2023-03-31", 6, "2023-09-30"),
    ("2023-05-31", 3, "2023-08-31"), ("2023-12-31", 6, "2024-06-30"), ("2022-06-25", 6, "2022-12-25"),
    ("1978-09-30", 4, "1979-01-30"), ("2024-03-31", -1, "2024-02-29"), ("2024-01-15", -1, "2023-12-15"),
    ("2024-01-15", -13, "2022-12-15"), ("2024-01-15", 0, "2024-01-15"),
  ])
  func `months end on the corresponding date or the month's last day`(anchor: String, months: Int, limit: String) throws
  {
    #expect(try date(anchor).adding(months: months) == date(limit))
  }

  @Test func `days are counted over months, years and leap days`() throws {
    #expect(try date("2024-02-28").adding(days: 2) == date("2024-03-01"))
    #expect(try date("2023-01-01").adding(days: -1) == date("2022-12-31"))
    #expect(try date("2022-01-01").days(until: date("2023-01-01")) == 365)
    #expect(try date("2023-01-01").days(until: date("2022-01-01")) == -365)
  }

  @Test func `arithmetic stops at the first and the last known day`() {
    #expect(CivilDate.latest.adding(days: 1) == .latest)
    #expect(CivilDate.latest.adding(days: .max) == .latest)
    #expect(CivilDate.latest.adding(months: 1) == .latest)
    #expect(CivilDate.earliest.adding(days: .min) == .earliest)
    #expect(CivilDate.earliest.adding(months: -1) == .earliest)
    #expect(CivilDate.earliest.adding(months: .min) == .earliest)
    #expect(CivilDate(daysSince1970: .max) == .latest)
  }

  @Test(arguments: [
    ("2018-07-03", "2022-07-02", 3), ("2018-07-03", "2022-07-03", 4), ("2018-07-03", "2018-07-03", 0),
    ("2018-07-03", "2017-01-01", 0), ("2020-02-29", "2024-02-28", 3), ("2020-02-29", "2024-02-29", 4),
    ("2020-02-29", "2021-02-28", 0), ("2020-02-29", "2021-03-01", 1), ("2004-12-31", "2022-12-30", 17),
    ("2004-12-31", "2022-12-31", 18),
  ])
  func `age is counted in completed years`(born: String, day: String, years: Int) throws {
    #expect(try date(born).completedYears(on: date(day)) == years)
  }

  @Test func `the fourth birthday of a leap day is a leap day, and a year without one attains it on 1 March`() throws {
    #expect(try date("2020-02-29").anniversary(years: 4) == date("2024-02-29"))
    #expect(try date("2020-02-29").anniversary(years: 1) == date("2021-03-01"))
    #expect(try date("2020-02-29").anniversary(years: 18) == date("2038-03-01"))
    #expect(try date("2020-03-01").anniversary(years: 18) == date("2038-03-01"))
    #expect(try date("2019-02-28").anniversary(years: 1) == date("2020-02-28"))
  }

  @Test func `dates are ordered by day`() throws {
    let days = try ["2023-01-01", "2022-12-31", "2022-02-28", "2022-03-01"].map(date)
    #expect(days.sorted().map(\.description) == ["2022-02-28", "2022-03-01", "2022-12-31", "2023-01-01"])
  }
}
