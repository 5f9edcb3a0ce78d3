import Contracts
import Journal
import Support
import Testing

@testable import Loop

/// What must be told though nobody asked: as days come, and when that changes on which all streams of a kind depend.
@Suite struct SweepTests {
  final class Clock { var now: Int64 = 1_700_000_000_000 }

  let clock = Clock()
  let network = Network(.calm, seed: 3)
  let woken = Diary.Woken()

  func diary() throws -> Node<Diary.State> {
    let clock = clock
    return try Node(Diary.rules(woken), network) { clock.now }
  }

  func filled(_ count: Int) throws -> Node<Diary.State> {
    let node = try diary()
    for number in 1...count {
      let request = Request(
        id: .string("\(number)"), method: "publish",
        params: .object([("event", Diary.note("n\(number)", "C\(number)", on: "2026-02-20"))]))
      network.put(
        .request(Peer([Array("c\(number)".utf8)]), line: request.line, .local), into: ServiceName.scheduling.rawValue)
    }
    while network.replies.count < count { try node.step() }
    network.replies = [:]
    return node
  }

  func sequence(of node: Node<Diary.State>) throws -> [String] {
    try node.told(Diary.LimitTold.name).map { "\($0.subject) \($0.data["dueOn"]?.string ?? "")" }
  }

  @Test func `a sweep of a thousand streams goes on in slices while requests are answered in between`() throws {
    let node = try filled(1_000)
    _ = try node.adopt(20, known: "2026-03-02T11:00:00Z").get()
    for slice in 1...5 {
      #expect(try node.told(Diary.LimitTold.name).count == slice * Turn<Diary.State>.slice)
      #expect(try node.notes("C7")["notes"]?.array?.count == 1)
    }
    for _ in 0..<3 { try node.step() }
    let told = try node.told(Diary.LimitTold.name)
    #expect(told.map(\.subject) == (1...1_000).map { "C\($0)" }.sorted())
    #expect(woken.all.count == 1_000)
    #expect(try node.store.sweeps().isEmpty)
    // As of the time of what stirred them, and caused by it.
    let cause = try #require(try node.told(Diary.RuleAdopted.name).first)
    #expect(told.allSatisfy { $0.receivedtime == cause.receivedtime && $0.causationid == cause.key.id })
  }

  @Test(arguments: [MemoryStore.Ending.crashAfter, .crashBefore, .full])
  func `a sweep that is cut off goes on, and each stream is woken exactly once`(ending: MemoryStore.Ending) throws {
    let node = try filled(1_000)
    // Some states are stored, the newest are only in the journal.
    for _ in 0..<2 { try node.step() }
    _ = try node.adopt(20, known: "2026-03-02T11:00:00Z").get()
    try node.step()
    node.next(ending)
    try node.step()
    try node.restart()
    #expect(try node.store.sweeps().count == 1)
    clock.now += 2_000
    for _ in 0..<6 { try node.step() }
    #expect(try sequence(of: node) == (1...1_000).map { "C\($0) 2026-03-12" }.sorted())
    // What was done but not stored is done again.
    #expect(woken.all.count == (ending == .crashAfter ? 1_000 : 1_200))
    for _ in 0..<3 { try node.step() }
    #expect(try node.told(Diary.LimitTold.name).count == 1_000)
    #expect(woken.all.count == (ending == .crashAfter ? 1_000 : 1_200))
  }

  @Test func `days that come during a sweep are turned at its end, and what comes meanwhile is decided`() throws {
    let node = try filled(500)
    _ = try node.adopt(20, known: "2026-03-02T11:00:00Z").get()
    _ = try node.publish(Diary.note("late", "C99", on: "2026-02-10", known: "2026-03-21T09:00:00Z")).get()
    for _ in 0..<5 { try node.step() }
    let days = woken.all.filter { $0.hasPrefix("child/C7 ") }
    // As of the day of the change, and then as every ten days.
    #expect(days == ["child/C7 2026-03-02", "child/C7 2026-03-08", "child/C7 2026-03-18"])
    #expect(try node.notes("C99")["told"]?.string == "2026-03-02")
    #expect(try node.told(Diary.LimitTold.name).count == 500)
  }

  @Test func `two changes of one day that no stream has seen yet are one sweep, others follow each other`() throws {
    let node = try filled(300)
    _ = try node.adopt(20, known: "2026-03-02T11:00:00Z").get()
    _ = try node.adopt(21, known: "2026-03-02T12:00:00Z").get()
    for _ in 0..<5 { try node.step() }
    #expect(woken.all.count == 600)
    #expect(try node.notes("C7")["told"]?.string == "2026-03-13")
    #expect(try node.store.sweeps().isEmpty)
  }

  @Test func `what another service tells may stir streams as well`() throws {
    let node = try Node(Diary.rules(woken, of: .participation), network) { 1_700_000_000_000 }
    for number in 1...3 { _ = try node.publish(Diary.note("n\(number)", "C\(number)", on: "2026-02-20")).get() }
    let known = try #require(Timestamp("2026-03-02T11:00:00Z"))
    let told = Diary.event("r1", Diary.RuleAdopted.name, about: "current", known: "\(known)", [("days", .integer(20))])
    let line = Event.asTold(told.line, receivedtime: nil, journaledtime: known, sequence: Sequence(1))
    network.put(.told("scheduling", topic: "none/rule-adopted", line: line), into: "participation")
    for _ in 0..<3 { try node.step() }
    #expect(try sequence(of: node) == ["C1 2026-03-12", "C2 2026-03-12", "C3 2026-03-12"])
    #expect(try node.told(Diary.LimitTold.name).allSatisfy { $0.causationid == "r1" && $0.receivedtime == known })
    try node.restart()
    for _ in 0..<3 { try node.step() }
    #expect(woken.all.count == 3)
  }

  @Test func `a wake that tells nothing moves on, is kept, and does not come again after a restart`() throws {
    let node = try diary()
    _ = try node.publish(Diary.note("n1", "C1", on: "2026-02-20")).get()
    _ = try node.publish(Diary.note("n2", "C2", on: "2026-02-20", known: "2026-03-07T09:00:00Z")).get()
    #expect(woken.all == [])
    // The first waking tells the limit, the second nothing.
    _ = try node.publish(Diary.note("n3", "C2", on: "2026-02-20", known: "2026-03-19T09:00:00Z")).get()
    #expect(woken.all.filter { $0.hasPrefix("child/C1") } == ["child/C1 2026-03-08", "child/C1 2026-03-18"])
    let row = try #require(try node.store.state(Diary.medway, Diary.child("C1")))
    #expect(row.wake == CivilDate("2026-03-28"))
    try node.restart()
    _ = try node.publish(Diary.note("n4", "C2", on: "2026-02-20", known: "2026-03-27T09:00:00Z")).get()
    #expect(woken.all.count { $0.hasPrefix("child/C1") } == 2)
    _ = try node.publish(Diary.note("n5", "C2", on: "2026-02-20", known: "2026-03-28T09:00:00Z")).get()
    #expect(woken.all.last == "child/C2 2026-03-28")
    #expect(woken.all.count { $0.hasPrefix("child/C1") } == 3)
    #expect(try sequence(of: node) == ["C1 2026-03-22", "C2 2026-03-22"])
  }

  @Test func `a rule that looks at all streams of a kind sees the stored ones and those only in memory`() throws {
    let node = try filled(3_000)
    for round in 0..<2 {
      let asked = try node.ask(
        "count-children", [("authority", .string(Diary.medway.text)), ("command", .string("count-\(round)"))])
      #expect(try asked.outcome.get()["children"]?.string == "3000 true")
      for _ in 0..<20 { try node.step() }
      try node.restart()
    }
  }
}
