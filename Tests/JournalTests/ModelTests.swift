import Contracts
import Journal
import Support
import Testing

/// Random batches against a statement of what a store is: the list of what was stored.
@Suite struct ModelTests {
  @Test(arguments: Shelf.Kind.allCases, 1...6)
  func `random batches leave what a list of them says`(kind: Shelf.Kind, seed: UInt64) throws {
    var random = Seeded(seed)
    let shelf = try Shelf(kind, keyLag: 20)
    defer { shelf.close() }
    var story = Story()
    for _ in 0..<80 {
      let batch = story.batch(using: &random)
      try shelf.store.commit(batch)
      story.batches.append(batch)
      if Int.random(in: 0..<25, using: &random) == 0 { try shelf.reopen() }
      try check(shelf.store, story, using: &random)
    }
    for authority in Story.authorities {
      let lines = story.events(of: authority).map(\.line)
      #expect(try shelf.store.lines(authority, after: .zero, limit: .max, bytes: .max) == lines)
      #expect(try shelf.store.reader().verify(authority).events == Int64(lines.count))
    }
  }

  private func check(_ store: any Store, _ story: Story, using random: inout Seeded) throws {
    for authority in Story.authorities {
      let events = story.events(of: authority)
      #expect(try store.heads().first { $0.authority == authority }?.head.number ?? 0 == Int64(events.count))
      if let event = events.randomElement(using: &random) {
        let receipt = Receipt(sequence: event.sequence, digest: event.digest)
        #expect(try store.receipt(authority, event.key) == receipt)
        let ofStream = events.filter { $0.stream == event.stream && $0.sequence <= event.sequence }.map(\.line)
        #expect(try store.lines(authority, of: event.stream, endingAt: event.sequence) == ofStream)
      }
      let unknown = Event.Key(source: "/x", id: "never")
      #expect(try store.receipt(authority, unknown) == nil)
      let states = story.states(of: authority)
      for (stream, row) in states { #expect(try store.state(authority, stream) == row) }
      let day = Story.day(using: &random)
      let due = states.values.filter { $0.wake.map { $0 <= day } ?? false }
        .sorted { ($0.wake ?? day, $0.stream) < ($1.wake ?? day, $1.stream) }
      #expect(try store.waking(authority, through: day) == due.map(\.stream))
      #expect(try store.earliestWake(authority) == states.values.compactMap(\.wake).min())
    }
    let answers = story.batches.flatMap(\.answers)
    if let answer = answers.randomElement(using: &random) { #expect(try store.answer(answer.command) == answer) }
    #expect(try store.refusedCount() == story.batches.reduce(0) { $0 + $1.refused.count })
    #expect(try store.newestReceivedtime() == story.batches.flatMap(\.events).map(\.receivedtime).max())
  }
}

/// What was stored, and what might come next.
private struct Story {
  static let authorities = [Sample.westminster, Sample.camden]
  var batches: [Batch] = []

  static func day(using random: inout Seeded) -> CivilDate {
    CivilDate(daysSince1970: Int.random(in: 20_000...20_030, using: &random))
  }

  func events(of authority: Authority) -> [JournalRow] {
    batches.flatMap(\.events).filter { $0.authority == authority }
  }

  func states(of authority: Authority) -> [StreamKey: StateRow] {
    var states: [StreamKey: StateRow] = [:]
    for row in batches.flatMap(\.states) where row.authority == authority { states[row.stream] = row }
    return states
  }

  func batch(using random: inout Seeded) -> Batch {
    var batch = Batch()
    for authority in Self.authorities {
      var events = events(of: authority)
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let stream = "C-\(Int.random(in: 1...6, using: &random))"
        let sequence = Int64(events.count) + 1
        let previous = events.last { $0.stream == StreamKey("child", stream) }?.sequence.number ?? 0
        let event = Sample.event(
          sequence, of: authority, id: "\(random.next())", source: "/s\(Int.random(in: 1...3, using: &random))",
          stream: stream, previous: previous, at: Int64.random(in: 1...1000, using: &random),
          line: String(repeating: "y", count: Int.random(in: 1...6000, using: &random)))
        events.append(event)
        batch.events.append(event)
        batch.answers.append(Sample.answer("\(random.next())", of: authority))
      }
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let wake = Bool.random(using: &random) ? Self.day(using: &random).description : nil
        batch.states.append(
          Sample.state(
            "C-\(Int.random(in: 1...9, using: &random))", wake: wake, sequence: Int64(events.count),
            body: "{\"n\":\(random.next())}", of: authority))
      }
    }
    if Int.random(in: 0..<4, using: &random) == 0 { batch.refused = [Sample.refused("{\(random.next())")] }
    return batch
  }
}
