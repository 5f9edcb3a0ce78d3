/// A date without a clock: a day of the civil calendar of England.
///
/// Shape on the wire: the string `YYYY-MM-DD`. The years 1900 to 2200 are known; arithmetic that would leave them
/// stops at the first or the last known day.
public struct CivilDate: Hashable, Sendable {
  /// Days since 1970-01-01, negative before it.
  public let dayNumber: Int32

  /// The first day that can be said: 1900-01-01.
  public static let earliest = CivilDate(dayNumber: -25_567)
  /// The last day that can be said: 2200-12-31.
  public static let latest = CivilDate(dayNumber: 84_370)

  private init(dayNumber: Int32) {
    self.dayNumber = dayNumber
  }

  /// The day that lies `day` days after 1970-01-01, held within the known years.
  public init(daysSince1970 day: Int) {
    let first = Int(Self.earliest.dayNumber)
    let last = Int(Self.latest.dayNumber)
    dayNumber = Int32(min(max(day, first), last))
  }

  /// The date of these numbers; nil where no such day exists or the year is not within 1900…2200.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2200).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, year: year)
    else { return nil }
    dayNumber = Self.dayNumber(year: year, month: month, day: day)
  }

  /// Reads exactly `YYYY-MM-DD` in ASCII digits; nil for anything else and for days that do not exist.
  public init?(_ text: String) {
    self.init(utf8: text.utf8)
  }

  /// Reads exactly the ten bytes of `YYYY-MM-DD`; nil for anything else and for days that do not exist.
  public init?(utf8: some Collection<UInt8>) {
    var numbers = (year: 0, month: 0, day: 0)
    var place = 0
    for byte in utf8 {
      switch place {
      case 4, 7:
        guard byte == UInt8(ascii: "-") else { return nil }
      case 0..<10:
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        let digit = Int(byte - UInt8(ascii: "0"))
        if place < 4 {
          numbers.year = numbers.year * 10 + digit
        } else if place < 7 {
          numbers.month = numbers.month * 10 + digit
        } else {
          numbers.day = numbers.day * 10 + digit
        }
      default:
        return nil
      }
      place += 1
    }
    guard place == 10 else { return nil }
    self.init(year: numbers.year, month: numbers.month, day: numbers.day)
  }
}

// MARK: - Parts of a date

extension CivilDate {
  /// A day of the week, numbered as in ISO 8601: Monday is 1, Sunday is 7.
  public enum Weekday: Int, CaseIterable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
  }

  /// The year, 1900…2200.
  public var year: Int { parts.year }
  /// The month, 1…12.
  public var month: Int { parts.month }
  /// The day of the month, 1…31.
  public var day: Int { parts.day }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday: three days after a Monday.
    let sinceMonday = (Int(dayNumber) + 3) % 7
    let number = (sinceMonday + 7) % 7 + 1
    guard let weekday = Weekday(rawValue: number) else { preconditionFailure("no weekday \(number)") }
    return weekday
  }

  /// True on a Saturday and on a Sunday.
  public var isWeekend: Bool { weekday.rawValue >= 6 }

  /// The month of the date as `YYYY-MM`.
  public var yearMonth: String { String(description.prefix(7)) }

  /// Year, month and day in one reckoning (proleptic Gregorian, days counted from 1 March of year 0).
  private var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(dayNumber) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, day)
  }

  private static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear / 400
    let yearOfEra = marchYear - era * 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

// MARK: - Arithmetic

extension CivilDate {
  /// The date `days` days later (earlier when negative), held within the known years.
  public func adding(days: Int) -> CivilDate {
    CivilDate(daysSince1970: Int(dayNumber) + min(max(days, -200_000), 200_000))
  }

  /// The corresponding date `months` calendar months later (earlier when negative); where that month has no such day,
  /// its last day.
  ///
  /// Source: Dodds v Walker [1981] UKHL. Add to the anchor once; results that met a month's end must not be chained.
  public func adding(months: Int) -> CivilDate {
    let from = parts
    let count = from.year * 12 + (from.month - 1) + min(max(months, -6000), 6000)
    let year = count / 12
    let month = count % 12 + 1
    guard year >= 1900 else { return Self.earliest }
    guard year <= 2200 else { return Self.latest }
    let day = min(from.day, Self.daysIn(month: month, year: year))
    return CivilDate(dayNumber: Self.dayNumber(year: year, month: month, day: day))
  }

  /// Calendar days from this date to another: positive when the other is later.
  public func days(until other: CivilDate) -> Int {
    Int(other.dayNumber) - Int(dayNumber)
  }

  /// The day on which so many years after this date are completed.
  ///
  /// A year from 29 February that is not a leap year has no such day: the year is then completed on 1 March, as an age
  /// is attained at the start of the birthday under English law (Family Law Reform Act 1969 s9, from general
  /// knowledge).
  public func anniversary(years: Int) -> CivilDate {
    let from = parts
    let same = adding(months: years * 12)
    return same.day == from.day || same == Self.latest || same == Self.earliest ? same : same.adding(days: 1)
  }

  /// Whole years completed on a day by somebody born on this date: the age. Zero before the first birthday, and
  /// negative never: a day before this date gives zero.
  public func completedYears(on day: CivilDate) -> Int {
    guard day > self else { return 0 }
    let years = day.year - year
    return anniversary(years: years) <= day ? years : years - 1
  }
}

// MARK: - Order, text and coding

extension CivilDate: Comparable {
  /// Earlier before later.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.dayNumber < right.dayNumber
  }
}

extension CivilDate: CustomStringConvertible {
  /// The date as `YYYY-MM-DD`.
  public var description: String {
    let letters = letters
    do {
      return String(copying: try UTF8Span(validating: letters.span))
    } catch {
      preconditionFailure("digits and hyphens are UTF-8")
    }
  }

  /// Appends the text of `description`.
  func write(to bytes: inout [UInt8]) {
    let letters = letters
    bytes.append(addingCapacity: letters.count) { line in
      for index in letters.indices { line.append(letters[index]) }
    }
  }

  private var letters: [10 of UInt8] {
    let date = parts
    func digit(_ number: Int) -> UInt8 { UInt8(48 + number % 10) }
    let dash = UInt8(ascii: "-")
    return [
      digit(date.year / 1000), digit(date.year / 100), digit(date.year / 10), digit(date.year), dash,
      digit(date.month / 10), digit(date.month), dash, digit(date.day / 10), digit(date.day),
    ]
  }
}

extension CivilDate: Codable {
  /// Reads the string `YYYY-MM-DD`; throws `DecodingError.dataCorrupted` where no such day exists.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let date = CivilDate(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date YYYY-MM-DD within 1900…2200")
    }
    self = date
  }

  /// Writes the string `YYYY-MM-DD`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
