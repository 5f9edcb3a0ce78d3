import Contracts

/// The bank holidays of England and Wales, with Good Friday and Christmas Day, as data.
///
/// Source: GOV.UK's list of bank holidays (2012 to 2028) and the public record before it. Holidays follow the Banking
/// and Financial Dealings Act 1971 Schedule 1 and royal proclamations, so no rule gives them: in 2011 and 2012 a
/// wedding and a jubilee, in 2020 Friday 8 May for Monday 4 May, in 2022 a jubilee on 2 and 3 June and a funeral on 19
/// September, in 2023 a coronation on 8 May.
public enum BankHolidays {
  /// The calendar that is built in. A later proclamation comes as a calendar of another name that is adopted.
  public static let englandAndWales: WorkingCalendar = {
    guard let name = KebabWord("england-and-wales-2009-2028"), let from = CivilDate("2009-01-01"),
      let to = CivilDate("2028-12-31")
    else { preconditionFailure("the built-in calendar has no name or no days") }
    let days = weekdays.flatMap { year, days in
      days.map { day in
        guard let date = CivilDate(year: year, month: day / 100, day: day % 100) else {
          preconditionFailure("the built-in calendar names \(day) of \(year), which is no day")
        }
        return date
      }
    }
    return WorkingCalendar(name: name, from: from, to: to, holidays: Set(days))
  }()

  /// Each year's holidays that fall on Monday to Friday, substitute days among them, as month times 100 plus day.
  private static let weekdays: [(year: Int, days: [Int])] = [
    (2009, [101, 410, 413, 504, 525, 831, 1225, 1228]),
    (2010, [101, 402, 405, 503, 531, 830, 1227, 1228]),
    (2011, [103, 422, 425, 429, 502, 530, 829, 1226, 1227]),
    (2012, [102, 406, 409, 507, 604, 605, 827, 1225, 1226]),
    (2013, [101, 329, 401, 506, 527, 826, 1225, 1226]),
    (2014, [101, 418, 421, 505, 526, 825, 1225, 1226]),
    (2015, [101, 403, 406, 504, 525, 831, 1225, 1228]),
    (2016, [101, 325, 328, 502, 530, 829, 1226, 1227]),
    (2017, [102, 414, 417, 501, 529, 828, 1225, 1226]),
    (2018, [101, 330, 402, 507, 528, 827, 1225, 1226]),
    (2019, [101, 419, 422, 506, 527, 826, 1225, 1226]),
    (2020, [101, 410, 413, 508, 525, 831, 1225, 1228]),
    (2021, [101, 402, 405, 503, 531, 830, 1227, 1228]),
    (2022, [103, 415, 418, 502, 602, 603, 829, 919, 1226, 1227]),
    (2023, [102, 407, 410, 501, 508, 529, 828, 1225, 1226]),
    (2024, [101, 329, 401, 506, 527, 826, 1225, 1226]),
    (2025, [101, 418, 421, 505, 526, 825, 1225, 1226]),
    (2026, [101, 403, 406, 504, 525, 831, 1225, 1228]),
    (2027, [101, 326, 329, 503, 531, 830, 1227, 1228]),
    (2028, [103, 414, 417, 501, 529, 828, 1225, 1226]),
  ]
}
