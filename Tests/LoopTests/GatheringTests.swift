import Contracts
import Journal
import Support
import Testing

@testable import Loop

/// Streams beside an event's own gather it too, and are the same whatever way they come about.
@Suite struct GatheringTests {
  let network = Network(.calm, seed: 3)

  func casebook() throws -> Node<Casebook.State> { try Node(Casebook.rules, network) { 1_700_000_000_000 } }

  /// The state of a pattern as the rules see it; nil where there is none.
  func state(_ node: Node<Casebook.State>, _ theme: String) throws -> Casebook.State? {
    let found = try node.ask(
      "stream", [("authority", .string(Diary.medway.text)), ("of", .string(Casebook.pattern(theme).text))])
    let value = try found.outcome.get()
    return value == .null ? nil : try value.decode(Casebook.State.self)
  }

  func publish(_ node: Node<Casebook.State>, _ event: JSON) throws {
    _ = try node.ask("publish", [("event", event)]).outcome.get()
  }

  /// Makes the stored patterns those of another version, or forgets them, and starts again.
  func aged(_ node: Node<Casebook.State>) throws {
    for _ in 0..<3 { try node.step() }
    var batch = Batch()
    for stream in try node.store.streams(Diary.medway, kind: "pattern", after: nil, limit: .max) {
      guard let row = try node.store.state(Diary.medway, stream) else { continue }
      batch.states.append(
        StateRow(
          authority: row.authority, stream: stream, version: 0, sequence: row.sequence, wake: row.wake,
          body: Array("\"as it was once\"".utf8)))
    }
    try node.store.commit(batch)
    try node.restart()
  }

  @Test func `an event is folded into its own stream and gathered into those beside it, each thread whole`() throws {
    let node = try casebook()
    for (id, child) in [("m1", "C1"), ("m2", "C2"), ("m3", "C1")] {
      try publish(node, Casebook.matter(id, child, "drift"))
    }
    try publish(node, Casebook.matter("m4", "C1", "visits"))
    #expect(try state(node, "drift")?.matters == ["m1", "m2", "m3"])
    #expect(try state(node, "visits")?.matters == ["m4"])
    // The thread of a stream is that of its own events alone.
    let child = try node.store.lines(Diary.medway, of: Casebook.child("C1"), endingAt: Sequence(4))
    #expect(try child.map { try Event(told: $0).key.id } == ["m1", "m3", "m4"])
  }

  @Test func `a stream that gathers is woken on its day, told once, and takes up where it was after a restart`() throws
  {
    let node = try casebook()
    for number in 1...3 { try publish(node, Casebook.matter("m\(number)", "C\(number)", "drift")) }
    // Not written yet: folded again from the journal.
    try node.restart()
    try publish(node, Casebook.matter("m4", "C4", "visits", known: "2026-03-02T09:00:00Z"))
    let told = try node.told(Casebook.PatternTold.name)
    #expect(told.map { $0.data["count"]?.integer } == [3])
    #expect(told.first?.receivedtime == Timestamp("2026-03-02T00:00:00Z"))
    try node.restart()
    try publish(node, Casebook.matter("m5", "C4", "visits", known: "2026-03-09T09:00:00Z"))
    #expect(try node.told(Casebook.PatternTold.name).count == 1)
    #expect(try state(node, "drift")?.told == 3)
  }

  @Test func `a withdrawn event is gone from every stream, and what has to be told then is told`() throws {
    let node = try casebook()
    for number in 1...5 { try publish(node, Casebook.matter("m\(number)", "C\(number)", "drift")) }
    try publish(node, Diary.withdrawal("w1", of: "m2", "C2"))
    let told = try node.told(Casebook.PatternTold.name)
    #expect(told.map { $0.data["count"]?.integer } == [4])
    #expect(told.first?.causationid == "w1")
    #expect(try state(node, "drift") == Casebook.State(matters: ["m1", "m3", "m4", "m5"], withdrawn: ["w1"], told: 4))
    try aged(node)
    try publish(node, Casebook.matter("m6", "C6", "drift"))
    #expect(try state(node, "drift")?.matters == ["m1", "m3", "m4", "m5", "m6"])
  }

  @Test func `an event is told and withdrawn in one batch, from the streams beside its own too`() throws {
    let store = MemoryStore()
    let settings = TurnSettings(clock: .follow, authorities: nil)
    let turn = try Turn(service: Service(rules: Casebook.rules), store: store, settings: settings)
    let events = [
      Casebook.matter("m1", "C1", "drift"), Casebook.matter("m2", "C2", "drift"),
      Diary.withdrawal("w1", of: "m1", "C1"), Casebook.matter("m3", "C1", "drift"),
    ]
    for (number, event) in events.enumerated() {
      let request = Request(id: .string("\(number)"), method: "publish", params: .object([("event", event)]))
      turn.ask(request.line, from: Peer([Array("c".utf8)]), .local)
    }
    try store.commit(try turn.takeBatch())
    let place = Place(authority: Diary.medway, stream: Casebook.pattern("drift"))
    let live = try #require(turn.states.state(place))
    #expect(live == Casebook.State(matters: ["m2", "m3"], withdrawn: ["w1"]))
    let again = try Turn(service: Service(rules: Casebook.rules), store: store.reopened(), settings: settings)
    #expect(again.states.state(place) == live)
  }

  @Test func `a command that waits for a stream that gathers is decided when something comes to it`() throws {
    let node = try casebook()
    let waits = try node.ask("note-detail", Casebook.note("C9", "drift", "a long story")).outcome.get()
    #expect(waits["waiting"]?.boolean == true)
    try publish(node, Casebook.matter("m1", "C9", "drift"))
    #expect(try node.told(Casebook.DetailNoted.name).count == 1)
    #expect(try state(node, "drift")?.details.count == 1)
  }

  @Test(arguments: 1...UInt64(8))
  func `whatever is told and withdrawn, a pattern is that of what stands`(seed: UInt64) throws {
    var random = Seeded(seed)
    let node = try casebook()
    var standing: [String: [String]] = [:]
    var childOf: [String: String] = [:]
    for step in 1...60 {
      let theme = ["drift", "visits"][Int.random(in: 0...1, using: &random)]
      if let matter = standing[theme]?.randomElement(using: &random), random.chance(0.3) {
        try publish(node, Diary.withdrawal("w\(step)", of: matter, childOf[matter] ?? ""))
        standing[theme]?.removeAll { $0 == matter }
      } else {
        let child = "C\(Int.random(in: 1...3, using: &random))"
        try publish(node, Casebook.matter("m\(step)", child, theme))
        standing[theme, default: []].append("m\(step)")
        childOf["m\(step)"] = child
      }
      if random.chance(0.1) { try node.step() }
      if random.chance(0.1) { try node.restart() }
      if random.chance(0.1) { try aged(node) }
      if random.chance(0.2) {
        for (theme, matters) in standing {
          #expect(try state(node, theme)?.matters == matters, "step \(step) of seed \(seed)")
        }
      }
    }
  }
}

extension Node<Casebook.State> {
  /// The events of a type in the journal.
  func told(_ type: String) throws -> [Event] {
    try store.lines(Diary.medway, after: .zero, limit: .max, bytes: .max).map { try Event(told: $0) }
      .filter { $0.type == type }
  }
}
