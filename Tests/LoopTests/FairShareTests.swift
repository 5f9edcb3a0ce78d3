import Testing

@testable import Loop

/// The desk shared among keys.
@Suite struct FairShareTests {
  @Test func `a key that asks alone is held up by nothing`() {
    var share = FairShare<Int>()
    for turn in 0..<5 {
      #expect(share.begin(at: Int64(turn)).isEmpty)
      for item in 0..<5_000 { #expect(share.take(item, of: "a", at: Int64(turn)) == .now) }
    }
    #expect(share.waiting == 0 && !share.isShared)
  }

  @Test
  func `while another asks too a key has its share of each turn, in its own order, and no more than 1,024 waiting`() {
    var share = FairShare<Int>()
    _ = share.begin(at: 0)
    #expect(share.take(0, of: "honest", at: 0) == .now)
    var decided: [Int] = []
    var busy = 0
    for item in 0..<2_000 {
      switch share.take(item, of: "flood", at: 0) {
      case .now: decided.append(item)
      case .later: continue
      case .busy: busy += 1
      }
    }
    #expect(decided.count == 64 && share.waiting == 1_024 && busy == 2_000 - 64 - 1_024)
    for turn in 1...16 {
      let ready = share.begin(at: Int64(turn))
      #expect(ready.count == 64)
      decided += ready
      // Nobody else waits for it.
      #expect(share.take(-1, of: "honest", at: Int64(turn)) == .now)
    }
    #expect(decided == Array(0..<64 + 1_024))
    #expect(share.waiting == 0)
  }

  @Test func `what waits is decided at once when nobody else asks any more`() {
    var share = FairShare<Int>()
    _ = share.begin(at: 0)
    _ = share.take(0, of: "honest", at: 0)
    for item in 0..<500 { _ = share.take(item, of: "flood", at: 0) }
    #expect(share.waiting == 436)
    _ = share.begin(at: 1)
    #expect(share.begin(at: 5_000).count == 372)
    #expect(share.waiting == 0)
    _ = share.begin(at: 10_000)
    #expect(share.take(1, of: "flood", at: 10_000) == .now)
    #expect(!share.isShared)
  }

  @Test func `long turns make shares smaller while several ask, and short ones larger again`() {
    var share = FairShare<Int>()
    share.spent(milliseconds: 500)
    #expect(share.share == 64)
    _ = share.begin(at: 0)
    for key in ["a", "b"] { _ = share.take(0, of: key, at: 0) }
    for expected in [32, 16, 8, 4, 2, 1, 1] {
      share.spent(milliseconds: 100)
      #expect(share.share == expected)
    }
    share.spent(milliseconds: 12)
    #expect(share.share == 1)
    for expected in [2, 4, 8, 16, 32, 64, 64] {
      share.spent(milliseconds: 3)
      #expect(share.share == expected)
    }
  }

  @Test func `what waits of one key is bounded in bytes too`() {
    var share = FairShare<Int>()
    _ = share.begin(at: 0)
    _ = share.take(0, of: "honest", at: 0)
    var verdicts: [FairShare<Int>.Verdict] = []
    for item in 0..<300 { verdicts.append(share.take(item, bytes: 131_072, of: "flood", at: 0)) }
    #expect(verdicts.count { $0 == .now } == 64 && verdicts.count { $0 == .later } == 128)
    #expect(verdicts.count { $0 == .busy } == 300 - 64 - 128)
    _ = share.begin(at: 1)
    #expect(share.take(1, bytes: 64 * 131_072, of: "flood", at: 1) == .later)
    #expect(share.take(2, bytes: 1, of: "flood", at: 1) == .busy)
  }
}
