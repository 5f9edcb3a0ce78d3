import Support
import Testing

@testable import Loop

/// How fast connections may come from all addresses together.
@Suite struct NewcomersTests {
  /// Lets so many come at once; how often it was told that a crowd begins.
  private func rush(_ newcomers: inout Newcomers, _ count: Int, at time: Int64) -> Int {
    (0..<count).count { _ in newcomers.came(at: time) }
  }

  @Test func `all clients of a service that starts again come at once, a crowd waits outside and is told of once`() {
    var newcomers = Newcomers()
    #expect(rush(&newcomers, 16, at: 0) == 0 && !newcomers.isShut && newcomers.opening(at: 0) == nil)
    #expect(newcomers.queue(at: 0) == 16)
    #expect(rush(&newcomers, 1, at: 0) == 1)
    #expect(newcomers.isShut && newcomers.opening(at: 0) == 170)
    #expect(newcomers.queue(at: 0) == 4)
    newcomers.open(at: 169)
    #expect(newcomers.isShut && newcomers.opening(at: 169) == 1)
    newcomers.open(at: 170)
    #expect(!newcomers.isShut)
    #expect(rush(&newcomers, 100, at: 1_000) == 0)
    #expect(newcomers.isShut)
  }

  @Test func `after a crowd four come at a time, and a minute later again as many as at first`() {
    var newcomers = Newcomers()
    _ = rush(&newcomers, 17, at: 0)
    newcomers.open(at: 170)
    _ = rush(&newcomers, 4, at: 1_000)
    #expect(!newcomers.isShut)
    _ = rush(&newcomers, 1, at: 1_000)
    #expect(newcomers.isShut && newcomers.opening(at: 1_000) == 50 && newcomers.queue(at: 61_000) == 4)
    newcomers.open(at: 61_001)
    #expect(newcomers.queue(at: 61_001) == 16)
    #expect(rush(&newcomers, 16, at: 61_001) == 0 && !newcomers.isShut)
    #expect(rush(&newcomers, 1, at: 61_001) == 1)
  }

  @Test func `those on their way when the door is shut keep it shut the longer, for a second at most`() {
    var newcomers = Newcomers()
    _ = rush(&newcomers, 17, at: 0)
    _ = newcomers.came(at: 0)
    #expect(newcomers.opening(at: 0) == 180)
    _ = newcomers.came(at: 100)
    #expect(newcomers.opening(at: 100) == 90)
    _ = rush(&newcomers, 2_000, at: 200)
    #expect(newcomers.opening(at: 200) == 1_000)
  }

  @Test func `a hundred a second come for as long as they like`() {
    var newcomers = Newcomers()
    for time in Int64(0)..<60_000 where time % 10 == 0 { #expect(rush(&newcomers, 1, at: time) == 0) }
    #expect(!newcomers.isShut)
  }

  @Test(arguments: UInt64(1)...20)
  func `in any history they come at the rate, and nobody stays outside for ever`(seed: UInt64) {
    var dice = Seeded(seed)
    var newcomers = Newcomers()
    var came: [Int64] = []
    var time: Int64 = 0
    for _ in 0..<10_000 {
      time += Int64(dice.next() % 4)
      newcomers.open(at: time)
      guard !newcomers.isShut else { continue }
      _ = newcomers.came(at: time)
      came.append(time)
    }
    for (index, first) in came.enumerated() {
      let within = came[index...].prefix { $0 < first + 1_000 }.count
      #expect(within <= Int(Newcomers.burst + Newcomers.rate) + 1)
    }
    #expect(came.count >= 900, "in about fifteen seconds of a crowd")
    newcomers.open(at: time + 1_000)
    #expect(!newcomers.isShut)
  }
}
