import Contracts
import Foundation
import Testing

struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2022-09-07T10:31:00Z", 1_662_546_660_000),
    ("2022-09-07T10:31:00.250Z", 1_662_546_660_250), ("1969-12-31T23:59:59.999Z", -1),
    ("2022-12-31T23:59:59.001Z", 1_672_531_199_001), ("1900-01-01T00:00:00Z", -2_208_988_800_000),
  ])
  func `a moment is read as milliseconds and written back as it was`(text: String, milliseconds: Int64) throws {
    let moment = try #require(Timestamp(text))
    #expect(moment.millisecondsSince1970 == milliseconds)
    #expect(moment.description == text)
    #expect(Timestamp(millisecondsSince1970: milliseconds) == moment)
  }

  @Test(arguments: [
    ("2022-09-07T10:31:00.5Z", "2022-09-07T10:31:00.500Z"), ("2022-09-07T10:31:00.05Z", "2022-09-07T10:31:00.050Z"),
    ("2022-09-07T10:31:00.000000000Z", "2022-09-07T10:31:00Z"),
    ("2022-09-07T10:31:00.123999999Z", "2022-09-07T10:31:00.123Z"),
    ("1960-01-01T00:00:00.9999Z", "1960-01-01T00:00:00.999Z"),
  ])
  func `a fraction is cut off after milliseconds`(text: String, written: String) throws {
    #expect(try #require(Timestamp(text)).description == written)
  }

  @Test(arguments: [
    "", "2022-09-07", "2022-09-07T10:31Z", "2022-09-07T10:31:00", "2022-09-07T10:31:00+00:00", "2022-09-07t10:31:00Z",
    "2022-09-07T10:31:00z", "2022-09-07 10:31:00Z", "2022-09-07T24:00:00Z", "2022-09-07T10:60:00Z",
    "2022-09-07T10:31:60Z", "2022-09-07T10:31:00.Z", "2022-09-07T10:31:00,5Z", "2022-09-07T10:31:00.1234567890Z",
    "2022-09-07T10:31:00.1x3Z", "2022-02-30T10:31:00Z", "2022-09-07T1:31:00Z", "2022-09-07T10:31:00Z ",
    "2022-09-07T-1:31:00Z", "2022-09-07T10-31-00Z",
  ])
  func `anything else than RFC 3339 in UTC with Z is refused`(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `London's date agrees with Foundation around every change of clocks from 1996 to 2037`() throws {
    var london = Calendar(identifier: .gregorian)
    london.timeZone = try #require(TimeZone(identifier: "Europe/London"))
    var wrong: [String] = []
    for year in 1996...2037 {
      for month in [3, 10] {
        let end = try #require(CivilDate(year: year, month: month, day: 31))
        for hour in 0..<(14 * 24) {
          let start = (Int64(end.dayNumber) - 11) * 86_400_000 + Int64(hour) * 3_600_000
          for milliseconds in [start - 1, start, start + 1] {
            let moment = Timestamp(millisecondsSince1970: milliseconds)
            let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            let parts = london.dateComponents([.year, .month, .day], from: date)
            let expected = CivilDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
            if moment.londonDate != expected { wrong.append(moment.description) }
          }
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test func `every day of London begins when Foundation says so`() throws {
    var london = Calendar(identifier: .gregorian)
    london.timeZone = try #require(TimeZone(identifier: "Europe/London"))
    var wrong: [String] = []
    var day = try #require(CivilDate("1996-01-01"))
    while day.year < 2038 {
      let start = Timestamp(startOfLondonDay: day)
      let parts = DateComponents(year: day.year, month: day.month, day: day.day)
      let expected = try #require(london.date(from: parts)).timeIntervalSince1970
      if Double(start.millisecondsSince1970) != expected * 1000 { wrong.append(day.description) }
      day = day.adding(days: 1)
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test(arguments: [
    ("2022-03-26T23:59:59Z", "2022-03-26"), ("2022-03-27T22:59:59.999Z", "2022-03-27"),
    ("2022-03-27T23:00:00Z", "2022-03-28"), ("2022-10-29T23:00:00Z", "2022-10-30"),
    ("2022-10-30T23:59:59Z", "2022-10-30"), ("2022-12-31T23:59:59Z", "2022-12-31"),
  ])
  func `an hour before midnight belongs to the next day in summer only`(moment: String, date: String) throws {
    #expect(try #require(Timestamp(moment)).londonDate == CivilDate(date))
  }

  @Test func `milliseconds are added and stop at the known years`() throws {
    let moment = try #require(Timestamp("2022-12-31T23:59:59.999Z"))
    #expect(moment.adding(milliseconds: 1).description == "2023-01-01T00:00:00Z")
    #expect(moment.adding(milliseconds: -1000).description == "2022-12-31T23:59:58.999Z")
    #expect(moment.adding(milliseconds: .max).description == "2200-12-31T23:59:59.999Z")
    #expect(moment.adding(milliseconds: .min).description == "1900-01-01T00:00:00Z")
    #expect(moment < moment.adding(milliseconds: 1))
  }

  @Test func `moments are bare strings in JSON, and others are corrupted data`() throws {
    let moments = [try #require(Timestamp("2022-09-07T10:31:00.250Z"))]
    let coded = try JSONEncoder().encode(moments)
    #expect(String(decoding: coded, as: UTF8.self) == #"["2022-09-07T10:31:00.250Z"]"#)
    #expect(try JSONDecoder().decode([Timestamp].self, from: coded) == moments)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Timestamp].self, from: Data(#"["2022-09-07T10:31:00+01:00"]"#.utf8))
    }
  }
}
