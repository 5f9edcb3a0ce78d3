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

  /// A turn of so many microseconds; in it a key asks for more than its share, or nobody for anything.
  private func turn(_ share: inout FairShare<Int>, _ microseconds: Int, isAsked: Bool = true) {
    _ = share.begin(at: 0)
    for item in 0..<(isAsked ? 65 : 0) { _ = share.take(item, of: "a", at: 0) }
    share.spent(microseconds: microseconds)
  }

  @Test func `long turns make shares smaller while several ask, and short ones larger again`() {
    var share = FairShare<Int>()
    share.spent(microseconds: 500_000)
    #expect(share.share == 64)
    _ = share.begin(at: 0)
    for key in ["a", "b"] { _ = share.take(0, of: key, at: 0) }
    for expected in [32, 16, 8, 4, 2, 1] {
      turn(&share, 10_000)
      #expect(share.share == expected)
    }
    // With a request of each key a turn costs 4 ms: a quarter of it may be others' work.
    for expected in [2, 4, 8, 16, 32, 64, 64] {
      turn(&share, 4_000)
      #expect(share.share == expected)
    }
    for _ in 0..<5 { turn(&share, 4_800) }
    #expect(share.share == 64)
    turn(&share, 5_100)
    #expect(share.share == 32)
    for _ in 20..<FairShare<Int>.probing { turn(&share, 4_800) }
    #expect(share.share == 1, "now and then it is looked at again")
    turn(&share, 100)
    #expect(share.share == 32)
    turn(&share, 4_200)
    #expect(share.share == 16)
    turn(&share, 1_300)
    #expect(share.share == 32, "a turn of two milliseconds is short, whatever it costs by itself")
  }

  @Test func `turns in which nothing is asked make no share larger`() {
    var share = FairShare<Int>()
    _ = share.begin(at: 0)
    for key in ["a", "b"] { _ = share.take(0, of: key, at: 0) }
    for _ in 0..<6 { share.spent(microseconds: 10_000) }
    #expect(share.share == 1)
    for _ in 0..<20 {
      turn(&share, 50, isAsked: false)
      #expect(share.share == 1)
    }
    turn(&share, 50)
    #expect(share.share == 2)
  }

  @Test func `what waits of one key is bounded in bytes too`() {
    var share = FairShare<Int>()
    _ = share.begin(at: 0)
    _ = share.take(0, of: "honest", at: 0)
    var verdicts: [FairShare<Int>.Verdict] = []
    for item in 0..<300 { verdicts.append(share.take(item, bytes: 131_072, of: "flood", at: 0)) }
    #expect(verdicts.count { $0 == .now } == 2 && verdicts.count { $0 == .later } == 128)
    #expect(verdicts.count { $0 == .busy } == 300 - 2 - 128)
    #expect(share.begin(at: 1).count == 2, "large ones are fewer in a turn")
    #expect(share.take(1, bytes: 2 * 131_072, of: "flood", at: 1) == .later)
    #expect(share.take(2, bytes: 1, of: "flood", at: 1) == .busy)
  }
}
