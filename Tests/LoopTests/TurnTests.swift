import Contracts
import DisputesRules
import Foundation
import Journal
import ParticipationRules
import SchedulingRules
import Support
import Testing

@testable import Loop

/// What every desk does with a line: once for ever, in order, answered only after it is stored.
@Suite struct TurnTests {
  final class Clock { var now: Int64 = 1_700_000_000_000 }

  let clock = Clock()
  let network = Network(.calm, seed: 3)

  func scheduling(_ mode: TurnSettings.Clock = .follow, authorities: Set<Authority>? = nil) throws -> Node<
    SchedulingState
  > {
    let clock = clock
    return try Node(Scheduling.rules, network, clock: mode, authorities: authorities) { clock.now }
  }

  func participation() throws -> Node<ParticipationState> {
    let clock = clock
    return try Node(Participation.rules, network) { clock.now }
  }

  static func entry(
    _ child: String, on date: String, id: String? = nil, known: String? = "2022-09-02T09:00:00Z"
  ) -> JSON {
    .object([
      ("specversion", .string("1.0")), ("id", .string(id ?? "entry-\(child)")), ("source", .string("/test")),
      ("type", .string("child-entered-care")), ("subject", .string(child)), ("authority", .string("medway")),
      ("receivedtime", known.map { .string($0) }),
      (
        "data",
        .object([
          ("child", .string(child)), ("enteredOn", .string(date)), ("dateOfBirth", .string("2012-05-14")),
          ("sex", .string("F")), ("ethnicity", .string("WBRI")), ("legalStatus", .string("C1")),
          ("categoryOfNeed", .string("N1")),
          ("placement", .object([("type", .string("U6")), ("provider", .string("PR1"))])),
        ])
      ),
    ])
  }

  func publish(_ node: Node<some StreamState>, _ event: JSON) throws -> Result<JSON, Refusal> {
    try node.ask("publish", [("event", event)]).outcome
  }

  @Test func `the same event is answered with its first sequence, also after a restart`() throws {
    let node = try scheduling()
    let event = TurnTests.entry("A1", on: "2022-09-01", known: "2022-09-02T09:00:00Z")
    let first = try publish(node, event).get()
    #expect(first["sequence"]?.string == Sequence(1).text)
    #expect(first["duplicate"]?.boolean == false)
    let again = try publish(node, event).get()
    #expect(again["sequence"] == first["sequence"])
    #expect(again["duplicate"]?.boolean == true)
    try node.restart()
    #expect(try publish(node, event).get() == again)
    // Equal as JSON values: another order of members and another known time are the same event.
    let members = try #require(event.members)
    let turned = JSON.object(JSON.Members(members.list.reversed().filter { $0.name != "receivedtime" }))
    #expect(try publish(node, turned).get() == again)
    #expect(try node.store.heads().first?.head == Sequence(2))
  }

  @Test func `the same id with other content is a conflict and changes nothing`() throws {
    let node = try scheduling()
    _ = try publish(node, TurnTests.entry("A1", on: "2022-09-01")).get()
    let refusal = Refusal(.conflict, "event-id-reused", at: "/event/id")
    #expect(try publish(node, TurnTests.entry("A1", on: "2022-09-02")) == .failure(refusal))
    #expect(try node.store.heads().first?.head == Sequence(2))
    #expect(try node.store.refused(after: 0, limit: 10).map(\.reason) == ["event-id-reused"])
  }

  @Test func `a command is carried out once and answered the same again, its id with other params is a conflict`()
    throws
  {
    let node = try scheduling()
    var params: [(String, JSON?)] = [
      ("authority", .string("medway")), ("command", .string("c-1")), ("officer", .string("O-1")),
      ("from", .string("2022-04-01")), ("fte", .number("1.0")), ("kind", .string("permanent")),
    ]
    let first = try node.ask("register-officer", params).outcome
    #expect(try first.get()["events"]?.array?.count == 1)
    params[4].1 = .number("1")
    #expect(try node.ask("register-officer", params).outcome == first)
    try node.restart()
    #expect(try node.ask("register-officer", params).outcome == first)
    params[4].1 = .number("0.5")
    #expect(
      try node.ask("register-officer", params).outcome
        == .failure(Refusal(.conflict, "command-id-reused", at: "/command")))
    #expect(try node.store.heads().first?.head == Sequence(1))
  }

  @Test func `a fact about an unknown child waits, is told after the entry, and then is a duplicate`() throws {
    let node = try scheduling()
    let left = JSON.object([
      ("specversion", .string("1.0")), ("id", .string("left")), ("source", .string("/test")),
      ("type", .string("child-left-care")), ("subject", .string("A1")), ("authority", .string("medway")),
      (
        "data",
        .object([
          ("child", .string("A1")), ("leftOn", .string("2022-10-03")), ("reasonEpisodeCeased", .string("E4A")),
        ])
      ),
    ])
    #expect(try publish(node, left).get() == .object([("duplicate", .boolean(false)), ("waiting", .boolean(true))]))
    #expect(try node.store.heads().isEmpty)
    try node.restart()
    #expect(try publish(node, left).get()["waiting"]?.boolean == true)
    _ = try publish(node, TurnTests.entry("A1", on: "2022-09-01")).get()
    let types = try node.store.lines(try #require(Authority("medway")), after: .zero, limit: 10, bytes: .max)
      .map { try Event(told: $0).type }
    #expect(types.contains("child-left-care"))
    #expect(try publish(node, left).get()["duplicate"]?.boolean == true)
    let items = try node.ask("waiting", []).outcome.get()["items"]?.array ?? []
    #expect(items.map { $0["state"]?.string } == ["applied"])
  }

  @Test func `what waits is conflicting or refused by name, never lost in silence`() throws {
    let node = try scheduling()
    func left(_ on: String) -> JSON {
      .object([
        ("specversion", .string("1.0")), ("id", .string("left")), ("source", .string("/test")),
        ("type", .string("child-left-care")), ("subject", .string("A1")), ("authority", .string("medway")),
        (
          "data",
          .object([
            ("child", .string("A1")), ("leftOn", .string(on)), ("reasonEpisodeCeased", .string("E4A")),
          ])
        ),
      ])
    }
    _ = try publish(node, left("2022-08-01")).get()
    #expect(try publish(node, left("2022-08-02")) == .failure(Refusal(.conflict, "event-id-reused", at: "/event/id")))
    _ = try publish(node, TurnTests.entry("A1", on: "2022-09-01")).get()
    let items = try node.ask("waiting", []).outcome.get()["items"]?.array ?? []
    #expect(items.map { $0["state"]?.string } == ["refused"])
    #expect(try node.store.refused(after: 0, limit: 10).map(\.code) == [-32004, -32001])
  }

  @Test func `a day brings what is due on it once, whatever was down that day`() throws {
    let node = try scheduling(.system)
    clock.now = try #require(Timestamp("2022-09-01T09:00:00Z")).millisecondsSince1970
    _ = try publish(node, TurnTests.entry("A1", on: "2022-09-01", known: nil)).get()
    try node.step()
    try node.restart()
    clock.now = try #require(Timestamp("2022-10-20T09:00:00Z")).millisecondsSince1970
    for _ in 0..<3 { try node.step() }
    try node.restart()
    for _ in 0..<3 { try node.step() }
    let missed = try node.store.lines(try #require(Authority("medway")), after: .zero, limit: 20, bytes: .max)
      .map { try Event(told: $0) }.filter { $0.type == "deadline-missed" }
    #expect(missed.map { $0.data["kind"]?.string } == ["allocation", "review"])
    #expect(missed.map { $0.data["dueOn"]?.string } == ["2022-09-08", "2022-09-30"])
    #expect(missed.map { $0.receivedtime?.londonDate.description } == ["2022-09-09", "2022-10-01"])
  }

  @Test func `on a full disk writes are refused, questions answered, and later all goes on`() throws {
    let node = try scheduling()
    _ = try publish(node, TurnTests.entry("A1", on: "2022-09-01")).get()
    node.next(.full)
    let refused = try publish(node, TurnTests.entry("A2", on: "2022-09-01"))
    #expect(refused == .failure(Refusal(.cannotStore, "store-full")))
    let health = try node.ask("health", []).outcome.get()
    #expect(health["status"]?.string == "degraded")
    #expect(health["reasons"] == .strings(["store-full"]))
    #expect(
      try node.ask("timetable", [("authority", .string("medway")), ("child", .string("A1"))]).outcome.get()["child"]
        != nil)
    #expect(try publish(node, TurnTests.entry("A2", on: "2022-09-01")).get()["sequence"]?.string == Sequence(3).text)
    #expect(try node.ask("health", []).outcome.get()["status"]?.string == "ok")
  }

  @Test func `an authority that is not served is not found, for events, commands and questions`() throws {
    let node = try scheduling(authorities: [try #require(Authority("medway"))])
    var other = try #require(TurnTests.entry("A1", on: "2022-09-01").members)
    other.list = other.list.map { $0.name == "authority" ? ("authority", .string("thurrock")) : $0 }
    #expect(
      try publish(node, .object(other)) == .failure(Refusal(.notFound, "authority-not-found", at: "/event/authority")))
    let question = try node.ask("timetable", [("authority", .string("thurrock")), ("child", .string("A1"))]).outcome
    #expect(question == .failure(Refusal(.notFound, "authority-not-found", at: "/authority")))
  }

  @Test func `a follower that sees another life of a journal stops, says so, and goes on when told to`() throws {
    let node = try participation()
    func heartbeat(_ epoch: Int, head: Int64) {
      let beat = JSON.object([
        ("service", .string("scheduling")), ("authority", .string("medway")), ("epoch", .integer(epoch)),
        ("head", .string(Sequence(head).text)),
      ])
      network.put(.told("scheduling", topic: "medway/heartbeat", line: beat.line), into: "participation")
    }
    func told(_ sequence: Int64) {
      let event = TurnTests.entry("A\(sequence)", on: "2022-09-01", known: nil)
      let now = Timestamp(millisecondsSince1970: clock.now)
      let line = Event.asTold(event.line, receivedtime: now, journaledtime: now, sequence: Sequence(sequence))
      network.put(.told("scheduling", topic: "medway/child-entered-care", line: line), into: "participation")
    }
    told(1)
    told(2)
    for _ in 0..<8 { try node.step() }
    #expect(try node.store.positions().map(\.sequence) == [Sequence(2)])
    heartbeat(2, head: 1)
    told(3)
    for _ in 0..<8 { try node.step() }
    #expect(try node.store.positions().map(\.sequence) == [Sequence(2)])
    #expect(try node.ask("health", []).outcome.get()["reasons"] == .strings(["position-ahead"]))
    let moved = try node.ask(
      "refollow",
      [
        ("service", .string("scheduling")), ("authority", .string("medway")), ("epoch", .integer(2)),
      ]
    ).outcome.get()
    #expect(moved["position"]?.string == Sequence(1).text)
    #expect(try node.ask("health", []).outcome.get()["status"]?.string == "ok")
  }

  @Test func `an event that cannot be applied is parked with those of its child behind it, and others go on`() throws {
    let node = try participation()
    func told(_ sequence: Int64, _ child: String, _ type: String, _ data: JSON) {
      let event = JSON.object([
        ("specversion", .string("1.0")), ("id", .string("e\(sequence)")), ("source", .string("/holdfast/scheduling")),
        ("type", .string(type)), ("subject", .string(child)), ("authority", .string("medway")), ("data", data),
      ])
      let now = Timestamp(millisecondsSince1970: clock.now)
      let line = Event.asTold(event.line, receivedtime: now, journaledtime: now, sequence: Sequence(sequence))
      network.put(.told("scheduling", topic: "medway/\(type)", line: line), into: "participation")
    }
    let good = try #require(TurnTests.entry("B1", on: "2022-09-01")["data"])
    told(1, "A1", "child-entered-care", .object([("child", .string("A1")), ("enteredOn", .string("yesterday"))]))
    told(2, "A1", "child-left-care", .object([("child", .string("A1"))]))
    told(3, "B1", "child-entered-care", good)
    for _ in 0..<8 { try node.step() }
    #expect(try node.store.positions().map(\.sequence) == [Sequence(3)])
    let parked = try node.ask("parked", []).outcome.get()["items"]?.array ?? []
    #expect(parked.map { $0["sequence"]?.string } == [Sequence(1).text, Sequence(2).text])
    #expect(parked.last?["reason"]?.string == "behind-a-parked-event")
    try node.restart()
    #expect(try node.ask("health", []).outcome.get()["parked"]?.integer == 2)
    let retried = try node.ask("retry-parked", []).outcome.get()
    #expect(retried == .object([("applied", .integer(0)), ("parked", .integer(2))]))
  }

  @Test
  func `a service to which nothing can be sent is looked for anew every few seconds, and one that answers is not`()
    throws
  {
    let follower = try participation()
    network.absent = ["scheduling"]
    for _ in 0..<100 {
      clock.now += 100
      try follower.step()
    }
    let tries = network.reconnections["scheduling"] ?? 0
    #expect((3...6).contains(tries), "\(tries) in 10 s")
    network.absent = []
    let followed = try scheduling()
    for _ in 0..<200 {
      clock.now += 100
      try followed.step()
      try follower.step()
    }
    #expect((tries...tries + 1).contains(network.reconnections["scheduling"] ?? 0))
  }

  @Test func `replay gives the lines as told, in pages, and verify counts the same chain`() throws {
    let node = try scheduling()
    for number in 1...5 { _ = try publish(node, TurnTests.entry("A\(number)", on: "2022-09-01")).get() }
    var events: [JSON] = []
    while true {
      let page = try node.ask(
        "replay",
        [
          ("authority", .string("medway")), ("after", .string(Sequence(Int64(events.count)).text)),
          ("limit", .integer(3)),
          ("raw", .boolean(true)),
        ]
      ).outcome.get()
      #expect(page["head"]?.string == Sequence(10).text)
      let more = page["events"]?.array ?? []
      events += more
      if more.isEmpty { break }
    }
    let stored = try node.store.lines(try #require(Authority("medway")), after: .zero, limit: 100, bytes: .max)
    #expect(events.compactMap(\.string) == stored.map { String(decoding: $0, as: UTF8.self) })
    #expect(try node.ask("verify", [("authority", .string("medway"))]).outcome.get()["events"]?.integer == 10)
  }
}
