import Contracts
import Journal
import SchedulingRules
import Support
import Testing

@testable import Loop

/// What comes of a fact is owed until whoever told it was answered, and is never lost nor told twice.
@Suite struct ReactionTests {
  private let network = Network(.calm, seed: 11)

  private func node() throws -> Node<SchedulingState> {
    try Node(Scheduling.rules, network) { 1_800_000_000_000 }
  }

  private func enter(_ child: String, _ node: Node<SchedulingState>) throws {
    _ = try node.ask("publish", [("event", TurnTests.entry(child, on: "2022-09-01"))]).outcome.get()
  }

  /// The types of what stands in the journal, in order.
  private func stored(_ node: Node<SchedulingState>) throws -> [String] {
    guard let head = try node.store.heads().first else { return [] }
    return try node.store.lines(head.authority, after: .zero, limit: 1_000, bytes: .max).map {
      try Event(told: $0).type
    }
  }

  private static let whole = ["child-entered-care", "review-due"]

  @Test func `an entry is answered once it is stored, and its limit stands right behind it`() throws {
    let node = try node()
    try enter("A1", node)
    #expect(try stored(node) == ["child-entered-care"])
    try enter("A2", node)
    #expect(try stored(node) == ReactionTests.whole + ["child-entered-care"])
    try node.step()
    #expect(try stored(node) == ReactionTests.whole + ReactionTests.whole)
    try node.step()
    #expect(try stored(node) == ReactionTests.whole + ReactionTests.whole)
  }

  @Test
  func `a service that follows others stores what comes of a fact with it, as it may hear of them before a crash`()
    throws
  {
    let rules = Scheduling.rules
    let follower = Rules<SchedulingState>(
      service: .participation, catalogue: rules.catalogue, stream: rules.stream, take: rules.take, decide: rules.decide,
      evolve: rules.evolve, mirrors: rules.mirrors, absorb: rules.absorb, react: rules.react, wake: rules.wake,
      wakes: rules.wakes, stirs: rules.stirs, answer: rules.answer, answerLong: rules.answerLong)
    let node = try Node(follower, network) { 1_800_000_000_000 }
    try enter("A1", node)
    #expect(try stored(node) == ReactionTests.whole)
    try node.restart()
    try node.step()
    #expect(try stored(node) == ReactionTests.whole)
  }

  @Test func `who asks next is answered with what came of the entry`() throws {
    let node = try node()
    try enter("A1", node)
    let answer = try node.ask("timetable", [("authority", .string("medway")), ("child", .string("A1"))]).outcome.get()
    #expect(answer["reviews"]?.array?.first?["dueOn"]?.string == "2022-09-30")
    #expect(try stored(node) == ReactionTests.whole)
  }

  @Test(arguments: [MemoryStore.Ending.crashBefore, .crashAfter, .full], [0, 1, 2])
  func `ended before or after what came of it was stored, it is told once`(
    ending: MemoryStore.Ending, restarts: Int
  ) throws {
    let node = try node()
    try enter("A1", node)
    node.next(ending)
    try node.step()
    for _ in 0..<restarts { try node.restart() }
    for _ in 0..<3 { try node.step() }
    #expect(try stored(node) == ReactionTests.whole)
    try enter("A2", node)
    try node.step()
    try node.restart()
    try node.step()
    #expect(try stored(node) == ReactionTests.whole + ReactionTests.whole)
    let answer = try node.ask("verify", [("authority", .string("medway"))]).outcome.get()
    #expect(answer["events"]?.integer == 4)
  }

  @Test func `an entry of which nothing comes owes nothing after a start`() throws {
    let node = try node()
    try enter("A1", node)
    try node.step()
    // Another order of the same kind brings no other limit.
    let changed = try JSON.read(
      Array(
        """
        {"specversion":"1.0","id":"m-1","source":"/test","type":"legal-status-changed","subject":"A1",\
        "authority":"medway","receivedtime":"2022-09-05T09:00:00Z",\
        "data":{"child":"A1","changedOn":"2022-09-05","legalStatus":"C2"}}
        """.utf8))
    _ = try node.ask("publish", [("event", changed)]).outcome.get()
    try node.step()
    let before = try stored(node)
    #expect(before == ReactionTests.whole + ["legal-status-changed"])
    for _ in 0..<3 {
      try node.restart()
      try node.step()
      #expect(try stored(node) == before)
    }
  }
}
