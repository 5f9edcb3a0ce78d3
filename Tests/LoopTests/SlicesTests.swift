import Contracts
import Journal
import Support
import Testing

@testable import Loop

/// A day on which much falls is turned in slices, each stored and told by itself: memory does not grow with the day,
/// and a process that dies between two of them goes on where it was.
@Suite struct SlicesTests {
  final class Clock { var now: Int64 = 1_773_000_000_000 }

  static let children = 3_000
  /// The day on which every child of whom nothing was told yet has its limit told.
  static let day = "2026-03-08"
  static let slices = children / Turn<Diary.State>.daySlice

  let clock = Clock()
  let woken = Diary.Woken()

  func diary(_ network: Network, _ mode: TurnSettings.Clock = .follow) throws -> Node<Diary.State> {
    let clock = clock
    let node = try Node(Diary.rules(woken), network, clock: mode) { clock.now }
    for number in 1...Self.children {
      put(Diary.note("n\(number)", "C\(number)", on: "2026-02-20"), as: "c\(number)", to: network)
    }
    while network.replies.count < Self.children { try node.step() }
    network.replies = [:]
    return node
  }

  func put(_ event: JSON, as client: String, to network: Network) {
    let request = Request(id: .string(client), method: "publish", params: .object([("event", event)]))
    network.put(.request(peer(client), line: request.line, .local), into: ServiceName.scheduling.rawValue)
  }

  func peer(_ client: String) -> Peer { Peer([Array(client.utf8)]) }

  /// What was told of every child, in order; each on its day, and before the line that came with the next one.
  func expectEachOnce(_ node: Node<Diary.State>, _ comment: Comment? = nil) throws {
    let told = try node.told(Diary.LimitTold.name)
    #expect(told.map(\.subject).sorted() == (1...Self.children).map { "C\($0)" }.sorted(), comment)
    #expect(told.allSatisfy { $0.receivedtime?.description == "\(Self.day)T00:00:00Z" }, comment)
    let mover = try #require(try node.told(Diary.NoteTaken.name).last)
    #expect(mover.key.id == "mover", comment)
    #expect(told.allSatisfy { $0.sequence ?? .zero < mover.sequence ?? .zero }, comment)
  }

  @Test func `a day is turned in slices, all before the line that moves the clock, and each child once`() throws {
    let node = try diary(Network(.calm, seed: 3))
    let before = node.store.commits
    _ = try node.publish(Diary.note("mover", "C1", on: "2026-02-21", known: "2026-03-09T09:00:00Z")).get()
    // The slices of the day, and the line with what remained.
    #expect(node.store.commits - before == Self.slices + 1)
    #expect(woken.all.count == Self.children)
    try expectEachOnce(node)
    _ = try node.ask("verify", [("authority", .string(Diary.medway.text))]).outcome.get()
  }

  @Test(arguments: [MemoryStore.Ending.crashBefore, .crashAfter, .full], [0, 1, 2, 3])
  func `a process that dies between slices, or finds no room, goes on and tells each child once`(
    ending: MemoryStore.Ending, stored: Int
  ) throws {
    let network = Network(.calm, seed: 3)
    let node = try diary(network)
    for _ in 0..<stored { node.next(.stored) }
    node.next(ending)
    let mover = Diary.note("mover", "C1", on: "2026-02-21", known: "2026-03-09T09:00:00Z")
    put(mover, as: "first", to: network)
    while !node.store.endings.isEmpty { try node.step() }
    if ending != .full {
      #expect(network.replies[peer("first")] == nil)
    } else {
      let reply = try Reply(line: try #require(network.replies[peer("first")]?.first))
      #expect(throws: Refusal.self) { try reply.outcome.get() }
    }
    clock.now += 2_000
    _ = try node.publish(mover).get()
    try expectEachOnce(node, "\(ending) after \(stored)")
    // What a slice had stored is not asked for again; what was lost with it is.
    let lost = ending == .crashAfter || stored == Self.slices ? 0 : Turn<Diary.State>.daySlice
    #expect(woken.all.count == Self.children + lost, "\(ending) after \(stored)")
  }

  @Test(arguments: [MemoryStore.Ending.crashBefore, .crashAfter])
  func `days on which nothing is told are turned in slices as well, and do not come again`(
    ending: MemoryStore.Ending
  ) throws {
    let network = Network(.calm, seed: 3)
    let node = try diary(network)
    _ = try node.publish(Diary.note("mover", "C1", on: "2026-02-21", known: "2026-03-09T09:00:00Z")).get()
    node.next(.stored)
    node.next(.stored)
    node.next(ending)
    put(Diary.note("next", "C1", on: "2026-02-22", known: "2026-03-19T09:00:00Z"), as: "first", to: network)
    while !node.store.endings.isEmpty { try node.step() }
    // Any line brings the rest of the day, also one that says no time.
    _ = try node.publish(Diary.note("other", "C2", on: "2026-02-22", known: "2026-03-18T09:00:00Z")).get()
    let silent = woken.all.filter { $0.hasSuffix(" 2026-03-18") }
    #expect(Set(silent).count == Self.children)
    #expect(silent.count == Self.children + (ending == .crashAfter ? 0 : Turn<Diary.State>.daySlice))
    #expect(try node.told(Diary.LimitTold.name).count == Self.children)
  }

  @Test(arguments: 1...UInt64(8))
  func `what was answered before a slice that finds no room is not answered twice`(seed: UInt64) throws {
    let network = Network(.calm, seed: seed)
    let node = try diary(network)
    node.next(.stored)
    node.next(.full)
    put(Diary.note("early", "C2", on: "2026-02-21"), as: "early", to: network)
    let mover = Diary.note("mover", "C1", on: "2026-02-21", known: "2026-03-09T09:00:00Z")
    put(mover, as: "late", to: network)
    for _ in 0..<4 { try node.step() }
    let early = try #require(network.replies[peer("early")])
    #expect(early.count == 1)
    #expect(try Reply(line: early[0]).outcome.get()["duplicate"]?.boolean == false)
    let late = try #require(network.replies[peer("late")])
    #expect(late.count == 1)
    #expect(throws: Refusal.self) { try Reply(line: late[0]).outcome.get() }
    clock.now += 2_000
    _ = try node.publish(mover).get()
    try expectEachOnce(node)
  }

  @Test func `with the system's clock a day comes by itself, in slices`() throws {
    clock.now = try #require(Timestamp("2026-03-01T10:00:00Z")).millisecondsSince1970
    let node = try diary(Network(.calm, seed: 3), .system)
    let before = node.store.commits
    clock.now = try #require(Timestamp("2026-03-08T00:00:01Z")).millisecondsSince1970
    try node.step()
    #expect(node.store.commits - before >= Self.slices)
    _ = try node.publish(Diary.note("mover", "C1", on: "2026-02-21", known: "2026-03-08T00:00:01Z")).get()
    try expectEachOnce(node)
    #expect(woken.all.count == Self.children)
  }
}
