import Contracts
import Journal
import Support
import Testing

@testable import Loop

/// States that an older program stored, under other rules or before there were any for their days.
@Suite struct StateVersionTests {
  let network = Network(.calm, seed: 3)
  let woken = Diary.Woken()

  /// Makes the stored states of a kind those of an older version, which knew no wake days, and starts again.
  private func age(_ node: Node<Diary.State>, _ kind: String, body: [UInt8]?) throws {
    var batch = Batch()
    for stream in try node.store.streams(Diary.medway, kind: kind, after: nil, limit: .max) {
      let row = try #require(try node.store.state(Diary.medway, stream))
      batch.states.append(
        StateRow(
          authority: row.authority, stream: stream, version: 0, sequence: row.sequence, wake: nil,
          body: body ?? row.body))
    }
    try node.store.commit(batch)
    try node.restart()
  }

  private func wakes(_ node: Node<Diary.State>) throws -> [String] {
    try node.store.streams(Diary.medway, kind: "child", after: nil, limit: .max).map { stream in
      let row = try #require(try node.store.state(Diary.medway, stream))
      return "\(stream) \(row.version) \(row.wake?.description ?? "never")"
    }
  }

  @Test func `states of an older version are folded again at a start, woken once, and get their next day`() throws {
    let node = try Node(Diary.rules(woken), network) { 1_700_000_000_000 }
    for number in 1...3 { _ = try node.publish(Diary.note("n\(number)", "C\(number)", on: "2026-02-20")).get() }
    for _ in 0..<4 { try node.step() }
    try age(node, "child", body: Array("\"as it was once\"".utf8))
    #expect(try wakes(node).allSatisfy { $0.hasSuffix("0 never") })
    for _ in 0..<4 { try node.step() }
    #expect(woken.all == ["child/C1 2026-03-01", "child/C2 2026-03-01", "child/C3 2026-03-01"])
    #expect(
      try node.told(Diary.LimitTold.name).map { $0.data["dueOn"]?.string } == Array(repeating: "2026-03-22", count: 3))
    try node.restart()
    for _ in 0..<4 { try node.step() }
    #expect(try node.told(Diary.LimitTold.name).count == 3)
    // The next day comes of itself: nothing was told of these children since.
    _ = try node.publish(Diary.note("n9", "C9", on: "2026-02-20", known: "2026-03-09T09:00:00Z")).get()
    #expect(woken.all.suffix(3) == ["child/C1 2026-03-08", "child/C2 2026-03-08", "child/C3 2026-03-08"])
  }

  @Test func `a mirrored state of an older version that can be read is kept, and stored anew`() throws {
    let node = try Node(Diary.rules(woken, of: .participation), network) { 1_700_000_000_000 }
    _ = try node.publish(Diary.note("n1", "C1", on: "2026-02-20")).get()
    let known = try #require(Timestamp("2026-03-02T11:00:00Z"))
    let told = Diary.event("r1", Diary.RuleAdopted.name, about: "current", known: "\(known)", [("days", .integer(20))])
    let line = Event.asTold(told.line, receivedtime: nil, journaledtime: known, sequence: Sequence(1))
    network.put(.told("scheduling", topic: "none/rule-adopted", line: line), into: "participation")
    for _ in 0..<4 { try node.step() }
    try age(node, "rule", body: nil)
    for _ in 0..<4 { try node.step() }
    #expect(try node.store.state(Diary.medway, Diary.rule)?.version == 1)
    _ = try node.publish(Diary.note("n2", "C2", on: "2026-02-10", known: "2026-03-09T09:00:00Z")).get()
    _ = try node.publish(Diary.note("n3", "C2", on: "2026-02-10", known: "2026-03-19T09:00:00Z")).get()
    #expect(try node.notes("C2")["told"]?.string == "2026-03-02")
  }
}
