import Support
import Testing
import Wire

@testable import Loop

/// How fast connections may come from an address.
@Suite struct ArrivalsTests {
  private let crowd = PeerAddress(0x7F00_0001)
  private let other = PeerAddress(0x7F00_0002)

  /// Lets so many come at once; whether it was said that they come too fast.
  private func rush(_ arrivals: inout Arrivals, _ count: Int, from address: PeerAddress, at time: Int64) -> Bool {
    (0..<count).count { _ in arrivals.accepted(from: address, at: time) } > 0
  }

  @Test func `as many as a key may have come at once, one more waits outside, others do not`() {
    var arrivals = Arrivals()
    #expect(Arrivals.burst == Double(Connections.limit))
    #expect(!rush(&arrivals, 32, from: crowd, at: 0) && arrivals.shut.isEmpty)
    #expect(rush(&arrivals, 1, from: crowd, at: 0))
    #expect(!rush(&arrivals, 32, from: other, at: 0))
    #expect(arrivals.shut == [crowd])
    arrivals.open(at: 899)
    #expect(arrivals.shut == [crowd])
    arrivals.open(at: 900)
    #expect(arrivals.shut.isEmpty)
  }

  @Test func `a hundred a second come for as long as they like`() {
    var arrivals = Arrivals()
    for time in Int64(0)..<60_000 where time % 10 == 0 {
      #expect(!rush(&arrivals, 1, from: crowd, at: time))
    }
    #expect(arrivals.shut.isEmpty)
  }

  @Test func `who comes too fast again waits twice as long, up to 16 seconds, and is told of once`() {
    var arrivals = Arrivals()
    #expect(rush(&arrivals, 33, from: crowd, at: 0))
    var time: Int64 = 900
    for pause in [1_800, 3_600, 7_200, 14_400, 16_000, 16_000] as [Int64] {
      arrivals.open(at: time)
      #expect(arrivals.shut.isEmpty)
      #expect(!rush(&arrivals, 8, from: crowd, at: time))
      #expect(arrivals.shut.isEmpty)
      #expect(!rush(&arrivals, 200, from: crowd, at: time), "those on their way when the door shut change nothing")
      #expect(arrivals.shut == [crowd])
      arrivals.open(at: time + pause - 1)
      #expect(arrivals.shut == [crowd])
      time += pause
    }
    arrivals.open(at: time + 60_001)
    #expect(!rush(&arrivals, 32, from: crowd, at: time + 60_001), "a minute later it is like any other")
    #expect(rush(&arrivals, 1, from: crowd, at: time + 60_001))
  }

  @Test(arguments: UInt64(1)...20)
  func `in any history of many addresses each comes in at its rate, and none stays outside for ever`(seed: UInt64) {
    var dice = Seeded(seed)
    var arrivals = Arrivals()
    var came: [PeerAddress: [Int64]] = [:]
    var time: Int64 = 0
    for _ in 0..<20_000 {
      time += Int64(dice.next() % 3)
      arrivals.open(at: time)
      let address = PeerAddress(UInt32(dice.next() % 40))
      guard !arrivals.shut.contains(address) else { continue }
      _ = arrivals.accepted(from: address, at: time)
      came[address, default: []].append(time)
    }
    for times in came.values {
      for (index, first) in times.enumerated() {
        let within = times[index...].prefix { $0 < first + 1_000 }.count
        #expect(within <= Int(Arrivals.burst + Arrivals.rate) + 1)
      }
    }
    arrivals.open(at: time + Arrivals.longest)
    #expect(arrivals.shut.isEmpty)
  }
}
