import Support
import Testing

@testable import Loop

/// How many connections a key may have, from what libzmq tells of descriptors and what the gatekeeper sees of keys.
@Suite struct ConnectionsTests {
  /// Lets in one connection after another; how many came in.
  private func storm(_ connections: inout Connections, _ key: String, _ descriptors: Range<Int32>, at time: Int64)
    -> Int
  {
    descriptors.count { descriptor in
      connections.accepted(descriptor, at: time)
      guard connections.letsIn(key, at: time) else {
        connections.ended(descriptor)
        return false
      }
      return true
    }
  }

  @Test func `a key that opens two thousand connections and says nothing has its limit, and others come in`() {
    var connections = Connections()
    #expect(storm(&connections, "idler", 10..<2_010, at: 0) == Connections.limit)
    #expect(storm(&connections, "idler", 3_000..<3_100, at: 60_000) == 0, "a minute later as well")
    #expect(storm(&connections, "honest", 4_000..<4_003, at: 60_000) == 3)
    #expect(connections.count(of: "idler") == Connections.limit)
  }

  @Test func `a key that connects for each request and goes again is never refused`() {
    var connections = Connections()
    for number in 0..<10_000 {
      let descriptor = Int32(10 + number % 3)
      connections.accepted(descriptor, at: Int64(number))
      let isIn = connections.letsIn("console", at: Int64(number))
      #expect(isIn)
      connections.spoke("console", by: descriptor)
      connections.spoke("console", by: descriptor)
      connections.ended(descriptor)
    }
    #expect(connections.count(of: "console") == 0)
  }

  @Test func `connections that never spoke and are gone are forgotten, those that stand are not`() {
    var connections = Connections()
    #expect(storm(&connections, "probe", 10..<42, at: 0) == 32)
    for descriptor in Int32(10)..<30 { connections.ended(descriptor) }
    let (early, later) = (connections.letsIn("probe", at: 4_000), connections.letsIn("probe", at: 6_000))
    #expect(!early, "who came just now may yet be shaking hands")
    #expect(later)
    #expect(connections.count(of: "probe") == 13)
  }

  @Test func `a line read after its connection is gone leaves nothing behind`() {
    var connections = Connections()
    #expect(storm(&connections, "late", 10..<11, at: 0) == 1)
    connections.ended(10)
    connections.spoke("late", by: 10)
    #expect(connections.count(of: "late") == 1, "let in, and not known to be gone")
    // The descriptor is another's now; the line of the one before is read, then the new one speaks.
    #expect(storm(&connections, "new", 10..<11, at: 10) == 1)
    connections.spoke("late", by: 10)
    connections.spoke("new", by: 10)
    connections.ended(10)
    #expect(connections.count(of: "late") == 0 && connections.count(of: "new") == 0)
  }

  @Test(arguments: UInt64(1)...50)
  func `in any history no key has more than its limit, and is refused only near it`(seed: UInt64) {
    var dice = Seeded(seed)
    var connections = Connections()
    var standing: [Int32: String] = [:]
    var time: Int64 = 0
    for _ in 0..<4_000 {
      time += Int64(dice.next() % 400)
      switch dice.next() % 5 {
      case 0, 1:
        let descriptor = Int32((10...500).first { standing[$0] == nil } ?? 501)
        let key = "k\(dice.next() % 3)"
        connections.accepted(descriptor, at: time)
        if connections.letsIn(key, at: time) { standing[descriptor] = key } else { connections.ended(descriptor) }
      case 2:
        if let (descriptor, key) = standing.randomElement(using: &dice) { connections.spoke(key, by: descriptor) }
      case _:
        guard standing.count > 40, let gone = standing.keys.randomElement(using: &dice) else { continue }
        standing[gone] = nil
        connections.ended(gone)
      }
      for key in ["k0", "k1", "k2"] {
        let real = standing.values.count { $0 == key }
        #expect(real <= Connections.limit && real <= connections.count(of: key))
      }
    }
  }
}
