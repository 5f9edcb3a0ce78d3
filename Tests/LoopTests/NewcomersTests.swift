import Support
import Testing
import Wire

@testable import Loop

/// Who begins its handshake when.
@Suite struct NewcomersTests {
  private let here = PeerAddress(1)
  private let there = PeerAddress(2)

  /// Has some come from an address, for whom nobody is cut.
  private func rush(
    _ newcomers: inout Newcomers, _ descriptors: ClosedRange<Int32>, _ address: PeerAddress, at time: Int64
  ) {
    for descriptor in descriptors {
      let crowded = newcomers.came(descriptor, from: address, at: time)
      #expect(crowded == nil)
    }
  }

  @Test func `who comes alone begins at once, a crowd four at a time, four hundred a second, in order`() {
    var newcomers = Newcomers()
    #expect(newcomers.next(at: 0) == [] && newcomers.opening(at: 0) == nil)
    rush(&newcomers, 9...9, here, at: 0)
    #expect(newcomers.next(at: 0) == [9] && newcomers.opening(at: 0) == nil)
    rush(&newcomers, 1...10, here, at: 1_000)
    #expect(newcomers.next(at: 1_000) == [1, 2, 3, 4])
    #expect(newcomers.opening(at: 1_000) == 10 && newcomers.opening(at: 1_004) == 6)
    #expect(newcomers.next(at: 1_001) == [])
    #expect(newcomers.next(at: 1_003) == [5])
    #expect(newcomers.next(at: 1_013) == [6, 7, 8, 9])
    #expect(newcomers.next(at: 2_000) == [10] && newcomers.opening(at: 2_000) == nil)
  }

  @Test func `who goes away before holds up nobody, and a descriptor that comes again waits once`() {
    var newcomers = Newcomers()
    rush(&newcomers, 1...8, here, at: 0)
    for gone: Int32 in [1, 3, 4, 99] { newcomers.left(gone) }
    rush(&newcomers, 2...2, here, at: 0)
    #expect(newcomers.next(at: 0) == [5, 6, 7, 8] && newcomers.next(at: 10) == [2])
  }

  @Test func `addresses take turns`() {
    var newcomers = Newcomers()
    rush(&newcomers, 1...40, here, at: 0)
    rush(&newcomers, 101...103, there, at: 0)
    #expect(newcomers.next(at: 0) == [1, 101, 2, 102])
    #expect(newcomers.next(at: 10) == [3, 103, 4, 5])
  }

  @Test func `where too many wait the last of the address that has most is cut, which is said once a minute`() throws {
    var newcomers = Newcomers()
    rush(&newcomers, 1...250, here, at: 0)
    rush(&newcomers, 301...306, there, at: 0)
    let first = newcomers.came(307, from: there, at: 0)
    #expect(try #require(first) == (250, true))
    let second = newcomers.came(251, from: here, at: 0)
    #expect(try #require(second) == (251, false))
    newcomers.left(1)
    rush(&newcomers, 308...308, there, at: 60_000)
    let third = newcomers.came(309, from: there, at: 60_000)
    #expect(try #require(third) == (249, false))
    let fourth = newcomers.came(310, from: there, at: 120_001)
    #expect(try #require(fourth) == (248, true))
  }

  @Test func `of addresses that have equally many the last to come is cut`() throws {
    var newcomers = Newcomers()
    for number in Int32(1)...256 { rush(&newcomers, number...number, PeerAddress(UInt32(number)), at: 0) }
    let crowded = newcomers.came(257, from: PeerAddress(257), at: 0)
    #expect(try #require(crowded) == (257, true))
    #expect(newcomers.next(at: 0) == [1, 2, 3, 4])
  }

  @Test func `where more come than are taken the others wait outside until those that came are forgotten`() {
    var newcomers = Newcomers()
    rush(&newcomers, 1...64, here, at: 0)
    #expect(!newcomers.isShut)
    rush(&newcomers, 65...65, here, at: 0)
    #expect(newcomers.isShut)
    for time in stride(from: Int64(0), to: 65, by: 5) { _ = newcomers.next(at: time) }
    #expect(newcomers.isShut)
    for number in Int32(1)...65 { newcomers.left(number) }
    #expect(newcomers.opening(at: 60) == 5)
    _ = newcomers.next(at: 65)
    #expect(!newcomers.isShut && newcomers.opening(at: 65) == nil)
    for time in Int64(1_000)..<11_000 {
      rush(&newcomers, 9...9, here, at: time)
      newcomers.left(9)
    }
    #expect(!newcomers.isShut, "a thousand a second are taken for as long as they like")
  }

  @Test(arguments: UInt64(1)...20)
  func `in any history all who stay begin, at the rate, and who comes alone waits for one of each address`(
    seed: UInt64
  ) throws {
    var dice = Seeded(seed)
    var newcomers = Newcomers()
    var (stay, began): (Set<Int32>, [(at: Int64, who: Int32)]) = ([], [])
    var time: Int64 = 0
    for number in Int32(1)...5_000 {
      time += Int64(dice.next() % 3)
      let isAlone = number % 500 == 0
      let address = PeerAddress(isAlone ? 1_000 : UInt32(dice.next() % 20))
      stay.insert(number)
      if let crowded = newcomers.came(number, from: address, at: time) { stay.remove(crowded.cut) }
      if dice.next() % 10 == 0, let who = stay.sorted().randomElement(using: &dice), who % 500 != 0,
        !began.contains(where: { $0.who == who })
      {
        newcomers.left(who)
        stay.remove(who)
      }
      began += newcomers.next(at: time).map { (time, $0) }
      guard isAlone else { continue }
      let came = time
      while !began.contains(where: { $0.who == number }) {
        time += 1
        began += newcomers.next(at: time).map { (time, $0) }
      }
      #expect(time - came <= 21 * 1_000 / Int64(Newcomers.rate) + 11)
    }
    while newcomers.opening(at: time) != nil {
      time += 10
      began += newcomers.next(at: time).map { (time, $0) }
    }
    #expect(Set(began.map(\.who)) == stay && began.count == stay.count && began.count > 1_000)
    #expect(!newcomers.isShut)
    for (index, first) in began.enumerated() {
      let within = began[index...].prefix { $0.at < first.at + 1_000 }.count
      #expect(within <= Int(Newcomers.atOnce + Newcomers.rate))
    }
  }
}
