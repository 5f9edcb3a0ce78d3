import Contracts
import Foundation
import Journal
import SchedulingRules
import Support
import Testing

@testable import Loop

/// What the feed tells to whom, in the access journal.
@Suite struct FeedTraceTests {
  /// A clock that a test moves.
  private final class Clock { var now: Int64 = 1_800_000_000_000 }

  private let network = Network(.calm, seed: 11)
  private let clock = Clock()

  private func node() throws -> Node<SchedulingState> {
    let clock = clock
    return try Node(Scheduling.rules, network) { clock.now }
  }

  private func follow(_ followers: [(String, Set<String>)], _ node: Node<SchedulingState>) throws {
    network.put(
      .followers(followers.map { FeedFollower(key: $0.0, prefixes: $0.1) }), into: ServiceName.scheduling.rawValue)
    for _ in 0..<3 { try node.step() }
  }

  private func enter(_ child: String, _ node: Node<SchedulingState>) throws -> Result<JSON, Refusal> {
    // What comes of the entry is stored and told by the turn after.
    let outcome = try node.ask("publish", [("event", TurnTests.entry(child, on: "2022-09-01"))]).outcome
    try node.step()
    return outcome
  }

  private func entries(_ node: Node<SchedulingState>) throws -> [String] {
    let params: [(String, JSON?)] = [("authority", .string("medway")), ("verify", .boolean(true))]
    return try (node.ask("access", params).outcome.get()["items"]?.array ?? []).map { item in
      let (key, scope) = (item["key"]?.string ?? "", item["scope"]?.string ?? "")
      return "\(item["method"]?.string ?? "") \(key) \(scope) rows=\(item["rows"]?.integer ?? -1)"
    }
  }

  private func head(_ node: Node<SchedulingState>) throws -> Sequence { try node.store.heads().first?.head ?? .zero }

  @Test func `who is told an event is entered with it, once a day, and each hour how many more were told`() throws {
    let node = try node()
    try follow([("warehouse", ["medway/"]), ("camden", ["camden/"]), ("one", ["medway/child-entered-care"])], node)
    _ = try enter("A1", node).get()
    let from = "feed from=\(Sequence(1).text)"
    #expect(try entries(node) == ["follow one \(from) rows=1", "follow warehouse \(from) rows=1"])
    _ = try enter("A2", node).get()
    let second = try head(node)
    #expect(try entries(node).count == 2)
    clock.now += 3_600_000
    try node.step()
    let through = second.text
    #expect(
      try entries(node).dropFirst(2).allSatisfy { $0.hasPrefix("follow ") && $0.contains(" feed through=") })
    #expect(try entries(node).last == "follow warehouse feed through=\(through) rows=\(second.number - 1)")
    clock.now += 24 * 3_600_000
    _ = try enter("A3", node).get()
    #expect(try entries(node).count == 6)
    #expect(try entries(node).last?.hasPrefix("follow warehouse feed from=\(second.next.text)") == true)
    let params: [(String, JSON?)] = [("authority", .string("medway")), ("child", .string("A9"))]
    let looks = try node.ask("access", params).outcome.get()["items"]?.array
    #expect(looks?.count == 6, "of whom it was is not known: each child is asked for")
  }

  @Test func `what nobody follows is entered nowhere, and who follows no more is not told`() throws {
    let node = try node()
    _ = try enter("A1", node).get()
    try follow([("warehouse", ["medway/"])], node)
    try follow([], node)
    _ = try enter("A2", node).get()
    #expect(try entries(node).isEmpty)
  }

  @Test func `on a full disk nothing is told, and nothing is entered of it`() throws {
    let node = try node()
    try follow([("warehouse", [""])], node)
    node.next(.full)
    #expect(try enter("A1", node) == .failure(Refusal(.cannotStore, "store-full")))
    #expect(try head(node) == .zero)
    #expect(try entries(node).isEmpty)
    _ = try enter("A1", node).get()
    #expect(try entries(node) == ["follow warehouse feed from=\(Sequence(1).text) rows=1"])
  }

  @Test func `of peers that go away the key is known where it alone had asked, else all stay until all are gone`() {
    var grants = FeedGrants()
    func changed() -> [String: Set<String>]? { grants.takeChanged() }
    let (all, own) = (Array("".utf8), Array("medway/".utf8))
    grants.begin("a", all, [own])
    grants.begin("b", own, [own])
    grants.begin("c", own, [own])
    grants.begin("nobody", own, [])
    #expect(changed() == ["a": ["medway/"], "b": ["medway/"], "c": ["medway/"]])
    #expect(changed() == nil)
    grants.end("", all)
    #expect(changed()?.keys.sorted() == ["b", "c"])
    grants.end("", own)
    #expect(changed() == nil, "one of two, and nobody says which")
    grants.end("", own)
    #expect(changed() == [:])
    grants.begin("b", own, [own])
    grants.begin("b", own, [own])
    grants.end("b", own)
    #expect(changed() == ["b": ["medway/"]])
    grants.clear()
    #expect(changed() == [:])
  }
}
