import Support
import Testing

@testable import Loop

/// How much a key may send.
@Suite struct PaceTests {
  @Test func `what can be stored is never too much, however long it goes on`() {
    var pace = Pace()
    // 10,000 events of 1,200 bytes a second, an hour long.
    let isHeldUp = (0..<3_600_000).contains { time in
      (0..<10).contains { _ in pace.sent(1_200, by: "supplier", at: Int64(time)) != nil }
    }
    #expect(!isHeldUp)
  }

  @Test func `beyond a burst a key waits for as long as what it sent is allowed to take, others do not`() throws {
    var pace = Pace()
    for _ in 0..<15 { #expect(pace.sent(1_000_000, by: "flood", at: 0) == nil) }
    let first = pace.sent(1_000_000, by: "flood", at: 0)
    let over = try #require(first)
    #expect(over.isFirst && over.milliseconds == 501, "16 MB and what 16 messages cost, at 32 MB a second")
    #expect(pace.sent(1_000_000, by: "supplier", at: 0) == nil)
    // What was on its way comes in all the same, and counts.
    let second = pace.sent(1_000_000, by: "flood", at: 100)
    let more = try #require(second)
    #expect(!more.isFirst && more.milliseconds == 432)
  }

  @Test func `who sent too much has a smaller burst until a minute after the last time`() {
    var pace = Pace()
    #expect(pace.sent(20_000_000, by: "flood", at: 0)?.isFirst == true)
    #expect(pace.sent(900_000, by: "flood", at: 10_000) == nil)
    #expect(pace.sent(200_000, by: "flood", at: 10_000)?.isFirst == false)
    #expect(pace.sent(900_000, by: "flood", at: 70_000) == nil)
    #expect(pace.sent(900_000, by: "flood", at: 70_001) == nil)
    #expect(pace.sent(15_000_000, by: "flood", at: 70_001)?.isFirst == true)
  }

  @Test func `nobody waits longer than a second, and many small messages are much`() {
    var pace = Pace()
    #expect(pace.sent(1 << 30, by: "flood", at: 0)?.milliseconds == Pace.longest)
    var sent = 1
    while pace.sent(1, by: "tiny", at: 0) == nil { sent += 1 }
    #expect(sent == 31_190)
  }

  @Test func `in a second a key sends what the rate allows and its bursts at most, whatever it tries`() {
    for seed in 0..<200 {
      var random = Seeded(UInt64(seed))
      var pace = Pace()
      var (time, until, sent): (Int64, Int64, [(at: Int64, bytes: Double)]) = (0, 0, [])
      for _ in 0..<2_000 {
        time = max(until, time + Int64.random(in: 0...40, using: &random))
        let bytes = Int.random(in: 1...131_072, using: &random)
        sent.append((time, Double(bytes) + Pace.message))
        if let over = pace.sent(bytes, by: "flood", at: time) { until = time + over.milliseconds }
      }
      for first in stride(from: 0, to: sent.count, by: 37) {
        let within = sent[first...].prefix { $0.at <= sent[first].at + 1_000 }
        let most = Pace.rate + Pace.burst + 131_072 + Pace.message
        #expect(within.reduce(0) { $0 + $1.bytes } <= most, "seed \(seed)")
      }
    }
  }
}
