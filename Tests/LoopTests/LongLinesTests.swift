import Contracts
import Journal
import Testing

@testable import Loop

/// Very long lines that are not accepted.
@Suite struct LongLinesTests {
  @Test func `of each key 256 KiB of very long lines are kept in a second, and all that are not long`() {
    var lines = LongLines()
    let (short, longest) = ([UInt8](repeating: 0x78, count: 16_384), [UInt8](repeating: 0x78, count: 131_072))
    for (key, time, isKept) in [
      ("flood", 0, true), ("flood", 500, true), ("flood", 999, false), ("other", 999, true), ("flood", 1_000, true),
      ("flood", 1_000, true), ("flood", 1_000, false),
    ] as [(String, Int64, Bool)] {
      #expect(lines.keeps(longest, of: key, at: time) == isKept, "\(key) at \(time)")
    }
    for _ in 0..<1_000 {
      let isKept = lines.keeps(short, of: "flood", at: 1_000)
      #expect(isKept)
    }
  }

  @Test func `what is only counted is stored with what is stored next, or after a second`() throws {
    var lines = LongLines()
    func row(at time: Int64) -> RefusedRow {
      RefusedRow(
        at: Timestamp(millisecondsSince1970: time), key: "flood", code: -32006, reason: "line-too-long", line: [],
        isKept: false)
    }
    func taken(at time: Int64, isStoring: Bool) -> Int {
      lines.takeCounted(at: Timestamp(millisecondsSince1970: time), isStoring: isStoring).count
    }
    #expect(taken(at: 0, isStoring: true) == 0)
    for time in [10, 20] as [Int64] { lines.count(row(at: time)) }
    #expect(taken(at: 1_009, isStoring: false) == 0 && lines.countedLength == 2)
    #expect(taken(at: 1_010, isStoring: false) == 2 && lines.countedLength == 0)
    lines.count(row(at: 2_000))
    #expect(taken(at: 2_001, isStoring: true) == 1)
    for _ in 0..<LongLines.most { lines.count(row(at: 3_000)) }
    #expect(taken(at: 3_000, isStoring: false) == LongLines.most, "not without end")
  }
}
