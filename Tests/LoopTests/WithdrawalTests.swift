import Contracts
import Journal
import Support
import Testing

@testable import Loop

/// An event told in error is taken back: its stream is as though it had never been, whatever way the state comes about.
@Suite struct WithdrawalTests {
  let network = Network(.calm, seed: 3)

  func diary() throws -> Node<Diary.State> { try Node(Diary.rules(), network) { 1_700_000_000_000 } }

  @Test func `a withdrawn event is gone from the state, live, after a restart and folded again`() throws {
    let node = try diary()
    _ = try node.publish(Diary.note("n1", "C1", on: "2026-02-20")).get()
    _ = try node.publish(Diary.note("n2", "C1", on: "2026-02-10")).get()
    _ = try node.publish(Diary.note("n3", "C1", on: "2026-02-25")).get()
    let answer = try node.publish(Diary.withdrawal("w1", of: "n2", "C1")).get()
    #expect(answer["duplicate"]?.boolean == false)
    // What has to be told then is told at once, with the withdrawal as its cause.
    let told = try node.told(Diary.LimitTold.name)
    #expect(told.map { $0.data["dueOn"]?.string } == ["2026-03-22"])
    #expect(told.first?.causationid == "w1")
    _ = try node.publish(Diary.note("n4", "C1", on: "2026-02-27")).get()
    let live = try node.notes("C1")
    #expect(live["notes"] == .strings(["n1 2026-02-20", "n3 2026-02-25", "n4 2026-02-27"]))
    #expect(live["withdrawn"] == .strings(["w1"]))
    try node.restart()
    #expect(try node.notes("C1") == live)
    for _ in 0..<3 { try node.step() }
    try node.agedStates()
    #expect(try node.store.state(Diary.medway, Diary.child("C1"))?.version == 0)
    #expect(try node.notes("C1") == live)
    #expect(try node.publish(Diary.withdrawal("w1", of: "n2", "C1")).get()["sequence"] == answer["sequence"])
    #expect(try node.ask("verify", [("authority", .string(Diary.medway.text))]).outcome.get()["events"]?.integer == 6)
  }

  @Test func `an event is told and withdrawn in one batch`() throws {
    let store = MemoryStore()
    let settings = TurnSettings(clock: .follow, authorities: nil)
    let turn = try Turn(service: Service(rules: Diary.rules()), store: store, settings: settings)
    let peer = Peer([Array("c".utf8)])
    let events = [
      Diary.note("n1", "C1", on: "2026-02-20"), Diary.note("n2", "C1", on: "2026-02-10"),
      Diary.withdrawal("w1", of: "n2", "C1"), Diary.note("n3", "C1", on: "2026-02-25"),
      Diary.withdrawal("w2", of: "n1", "C1"),
    ]
    for (number, event) in events.enumerated() {
      let request = Request(id: .string("\(number)"), method: "publish", params: .object([("event", event)]))
      turn.ask(request.line, from: peer, .local)
    }
    try store.commit(try turn.takeBatch())
    _ = turn.takeOutputs()
    let place = Place(authority: Diary.medway, stream: Diary.child("C1"))
    let live = try #require(turn.states.state(place))
    #expect(live.notes.keys.sorted() == ["n3"])
    let again = try Turn(service: Service(rules: Diary.rules()), store: store.reopened(), settings: settings)
    #expect(again.states.state(place) == live)
  }

  @Test func `a withdrawal that cannot be is refused by name and changes nothing`() throws {
    let node = try diary()
    _ = try node.publish(Diary.note("n1", "C1", on: "2026-02-20")).get()
    _ = try node.publish(Diary.note("n2", "C1", on: "2026-02-10")).get()
    _ = try node.adopt(20, known: "2026-03-01T10:00:00Z").get()
    _ = try node.publish(Diary.withdrawal("w1", of: "n2", "C1")).get()
    let head = try node.store.heads().first?.head
    func refusal(_ event: JSON) throws -> Refusal? {
      if case .failure(let refusal) = try node.publish(event) { refusal } else { nil }
    }
    let rule = try #require(try node.told(Diary.RuleAdopted.name).first)
    #expect(
      try refusal(Diary.withdrawal("w2", of: "n9", "C1"))
        == Refusal(.notFound, "event-not-found", at: "/event/data/event"))
    #expect(
      try refusal(Diary.withdrawal("w2", of: "n1", "C2"))
        == Refusal(.wrongParams, "subject-differs", at: "/event/subject"))
    #expect(
      try refusal(Diary.withdrawal("w2", of: "n2", "C1"))
        == Refusal(.refused, "withdrawn-already", at: "/event/data/event"))
    let stands = Refusal(.refused, "cannot-be-withdrawn", at: "/event/data/event")
    #expect(try refusal(Diary.withdrawal("w2", of: "w1", "C1")) == stands)
    #expect(try refusal(Diary.withdrawal("w2", of: rule.key.id, rule.subject, source: rule.key.source)) == stands)
    #expect(
      try refusal(Diary.withdrawal("w1", of: "n1", "C1")) == Refusal(.conflict, "event-id-reused", at: "/event/id"))
    #expect(try node.store.heads().first?.head == head)
    #expect(try node.store.refused(after: 0, limit: 10).count == 6)
  }

  @Test(arguments: 1...UInt64(8))
  func `whatever is told and withdrawn, the state is that of what stands`(seed: UInt64) throws {
    var random = Seeded(seed)
    let node = try diary()
    var standing: [String: [String]] = [:]
    var taken: [String: [String]] = [:]
    for step in 1...60 {
      let child = "C\(Int.random(in: 1...3, using: &random))"
      if let note = standing[child]?.randomElement(using: &random), random.chance(0.3) {
        _ = try node.publish(Diary.withdrawal("w\(step)", of: note, child)).get()
        standing[child]?.removeAll { $0 == note }
        taken[child, default: []].append("w\(step)")
      } else {
        _ = try node.publish(Diary.note("n\(step)", child, on: "2026-02-0\(step % 9 + 1)")).get()
        standing[child, default: []].append("n\(step)")
      }
      if random.chance(0.1) { try node.step() }
      if random.chance(0.1) { try node.restart() }
      if random.chance(0.05) { try node.agedStates() }
      let found = try node.notes(child)
      let notes = found["notes"]?.array?.compactMap { $0.string?.split(separator: " ").first.map(String.init) }
      #expect(notes?.sorted() == standing[child]?.sorted(), "step \(step) of seed \(seed)")
      #expect(found["withdrawn"] == .strings(taken[child] ?? []), "step \(step) of seed \(seed)")
    }
  }
}
