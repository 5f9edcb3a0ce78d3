/// A moment in time, in UTC, exact to the millisecond.
///
/// Shape on the wire: RFC 3339 with `Z`, such as `2022-09-07T10:31:00Z` or `2022-09-07T10:31:00.250Z`. Years 1900 to
/// 2200; arithmetic that would leave them stops at their first or last millisecond. Leap seconds cannot be said.
public struct Timestamp: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, negative before it.
  public let millisecondsSince1970: Int64

  private static let dayLength: Int64 = 86_400_000

  /// The moment so many milliseconds after 1970-01-01T00:00:00Z, held within the known years.
  public init(millisecondsSince1970 count: Int64) {
    let first = Int64(CivilDate.earliest.dayNumber) * Self.dayLength
    let last = (Int64(CivilDate.latest.dayNumber) + 1) * Self.dayLength - 1
    millisecondsSince1970 = min(max(count, first), last)
  }

  /// Reads `YYYY-MM-DDTHH:MM:SSZ`, with a fraction of one to nine digits if wanted, of which milliseconds are kept and
  /// the rest is cut off. Only `Z` is a zone; nil for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), let date = CivilDate(utf8: bytes[..<10]),
      let hour = Self.number(bytes[11..<13]), hour < 24,
      let minute = Self.number(bytes[14..<16]), minute < 60,
      let second = Self.number(bytes[17..<19]), second < 60,
      let fraction = Self.milliseconds(fraction: bytes[19..<(bytes.count - 1)])
    else { return nil }
    let seconds = hour * 3600 + minute * 60 + second
    self.init(millisecondsSince1970: Int64(date.dayNumber) * Self.dayLength + seconds * 1000 + fraction)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return value
  }

  private static func milliseconds(fraction: ArraySlice<UInt8>) -> Int64? {
    guard let point = fraction.first else { return 0 }
    let digits = fraction.dropFirst()
    guard point == UInt8(ascii: "."), (1...9).contains(digits.count), number(digits) != nil else { return nil }
    let kept = digits.prefix(3) + Array(repeating: UInt8(ascii: "0"), count: max(0, 3 - digits.count))
    return number(kept)
  }
}

// MARK: - Days

extension Timestamp {
  /// The moment so many milliseconds later (earlier when negative), held within the known years.
  public func adding(milliseconds: Int64) -> Timestamp {
    let (sum, overflow) = millisecondsSince1970.addingReportingOverflow(milliseconds)
    return Timestamp(millisecondsSince1970: overflow ? (milliseconds < 0 ? .min : .max) : sum)
  }

  /// The date in UTC.
  public var utcDate: CivilDate {
    CivilDate(daysSince1970: Self.day(of: millisecondsSince1970))
  }

  /// The date on the calendar of London.
  ///
  /// British Summer Time, one hour before UTC, holds from 01:00 UTC on the last Sunday of March to 01:00 UTC on the
  /// last Sunday of October (Summer Time Act 1972, as amended by SI 2002/262; the same days were kept from 1996).
  /// Before 1996 the rule is applied all the same, although summer time then ended on other Sundays of October and
  /// from 1968 to 1971 held all year: so a moment in the hour before midnight may fall on the other day there.
  public var londonDate: CivilDate {
    let hour: Int64 = 3_600_000
    return CivilDate(daysSince1970: Self.day(of: millisecondsSince1970 + (isBritishSummerTime ? hour : 0)))
  }

  /// The moment at which a day begins in London. Clocks never change at midnight there, so every day has one such
  /// moment.
  public init(startOfLondonDay date: CivilDate) {
    let midnight = Timestamp(millisecondsSince1970: Int64(date.dayNumber) * Self.dayLength)
    self = midnight.adding(milliseconds: -1).londonDate == date ? midnight.adding(milliseconds: -3_600_000) : midnight
  }

  private var isBritishSummerTime: Bool {
    let year = utcDate.year
    guard let marchEnd = CivilDate(year: year, month: 3, day: 31),
      let octoberEnd = CivilDate(year: year, month: 10, day: 31)
    else { preconditionFailure("every year has a 31 March and a 31 October") }
    let begins = Self.changeOfClocks(lastDayOfMonth: marchEnd)
    let ends = Self.changeOfClocks(lastDayOfMonth: octoberEnd)
    return begins <= millisecondsSince1970 && millisecondsSince1970 < ends
  }

  /// 01:00 UTC on the last Sunday on or before a day, in milliseconds since 1970.
  private static func changeOfClocks(lastDayOfMonth: CivilDate) -> Int64 {
    let sunday = lastDayOfMonth.adding(days: -(lastDayOfMonth.weekday.rawValue % 7))
    return Int64(sunday.dayNumber) * dayLength + 3_600_000
  }

  private static func day(of milliseconds: Int64) -> Int {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: dayLength)
    return Int(remainder < 0 ? quotient - 1 : quotient)
  }
}

// MARK: - Order, text and coding

extension Timestamp: Comparable {
  /// Earlier before later.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.millisecondsSince1970 < right.millisecondsSince1970
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 with `Z`: no fraction on a whole second, else three digits of it.
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text of `description`.
  func write(to bytes: inout [UInt8]) {
    let date = utcDate
    let inDay = Int(millisecondsSince1970 - Int64(date.dayNumber) * Self.dayLength)
    let seconds = inDay / 1000
    let fraction = inDay % 1000
    func append(_ number: Int) {
      bytes.append(UInt8(48 + number / 10))
      bytes.append(UInt8(48 + number % 10))
    }
    date.write(to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    append(seconds / 3600)
    bytes.append(UInt8(ascii: ":"))
    append(seconds / 60 % 60)
    bytes.append(UInt8(ascii: ":"))
    append(seconds % 60)
    if fraction > 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(48 + fraction / 100))
      append(fraction % 100)
    }
    bytes.append(UInt8(ascii: "Z"))
  }
}

extension Timestamp: Codable {
  /// Reads RFC 3339 with `Z`; throws `DecodingError.dataCorrupted` for anything else.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let moment = Timestamp(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time of RFC 3339 in UTC with Z")
    }
    self = moment
  }

  /// Writes the text of `description`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
