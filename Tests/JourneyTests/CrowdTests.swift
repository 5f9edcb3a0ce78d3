import Contracts
import Foundation
import Testing
import Wire

/// Many connections of one key, and what a feed leaves in the access journal, with a real process.
@Suite struct CrowdTests {
  /// Sockets of one key at a place, that are read together.
  private final class Crowd {
    private let context: Context
    private let poller = Poller()
    private(set) var sockets: [Socket] = []
    private var items: [Poller.Item] = []

    init(_ count: Int, _ kind: Socket.Kind, at place: Endpoint, as security: Security) throws {
      context = try Context()
      for _ in 0..<count {
        let socket = try Socket(context, kind, security)
        if kind == .subscriber { try socket.subscribe(Array("westminster/".utf8)) }
        try socket.connect(place)
        sockets.append(socket)
        items.append(poller.watch(socket))
      }
    }

    deinit {
      for item in items { poller.forget(item) }
      for socket in sockets { socket.close() }
      context.close()
    }

    /// Sends a line on each that stands and was not answered; who was answered by a time, or before `enough` were.
    func answered(_ line: [UInt8], enough: Int, seconds: Double) throws -> Set<Int> {
      var (asked, answered): (Set<Int>, Set<Int>) = ([], [])
      let deadline = Date(timeIntervalSinceNow: seconds)
      while answered.count < enough, Date() < deadline {
        for (index, socket) in sockets.enumerated() where socket.isOpen && !asked.contains(index) {
          if try socket.send([line]) == .sent { asked.insert(index) }
        }
        _ = try poller.wait(milliseconds: 20)
        for (index, socket) in sockets.enumerated() where socket.isOpen {
          while try socket.receive() != nil { answered.insert(index) }
        }
      }
      return answered
    }

    /// Sends a line so many times on the first; how many answers came by a time, or before all did.
    func answers(to line: [UInt8], times: Int, seconds: Double) throws -> Int {
      var (sent, answered) = (0, 0)
      let deadline = Date(timeIntervalSinceNow: seconds)
      while answered < times, Date() < deadline {
        while sent < times, try sockets[0].send([line]) == .sent { sent += 1 }
        _ = try poller.wait(milliseconds: 20)
        while try sockets[0].receive() != nil { answered += 1 }
      }
      return answered
    }

    func close(_ index: Int) {
      poller.forget(items[index])
      sockets[index].close()
    }

    /// The topics that come until one ends with `suffix`, or a time is over.
    func topics(until suffix: String, seconds: Double) throws -> [String] {
      var topics: [String] = []
      let deadline = Date(timeIntervalSinceNow: seconds)
      while topics.last?.hasSuffix(suffix) != true, Date() < deadline {
        _ = try poller.wait(milliseconds: 50)
        for socket in sockets {
          while let message = try socket.receive() {
            topics.append(String(decoding: message.frames.first ?? [], as: UTF8.self))
          }
        }
      }
      return topics
    }
  }

  @Test func `a key has so many connections at a desk and no more, others come in, and whoever goes makes room`() throws
  {
    let guarded = try GuardedHouse()
    try guarded.admit("crowd", may: "ask", for: "westminster")
    try guarded.house.start(.scheduling)
    let limit = 32
    let place = try Endpoint(guarded.house.desk(of: .scheduling))
    let crowd = try Crowd(limit + 8, .dealer, at: place, as: try guarded.security("crowd", to: .scheduling))
    let health = Request(id: .string("1"), method: "health", params: .object([])).line
    let first = try crowd.answered(health, enough: limit, seconds: 60)
    #expect(first.count == limit)
    #expect(try crowd.answered(health, enough: limit + 1, seconds: 4).isSubset(of: first), "and no more")
    #expect(try guarded.desk("console", .scheduling).ask("health", []).outcome.get()["status"]?.string == "ok")
    #expect(guarded.house.log(of: .scheduling).contains("refused another connection"))
    for index in first.sorted().prefix(8) { crowd.close(index) }
    // Who was refused tries again after its handshake's time.
    let second = try crowd.answered(health, enough: limit, seconds: 30)
    #expect(second.count == limit && second.subtracting(first).count == 8)
  }

  @Test func `who comes with a crowd waits outside for a while, and who is in goes on`() throws {
    let guarded = try GuardedHouse()
    try guarded.admit("crowd", may: "ask", for: "westminster")
    try guarded.admit("other", may: "ask", for: "westminster")
    try guarded.house.start(.scheduling)
    let console = try guarded.desk("console", .scheduling)
    #expect(try console.ask("health", []).outcome.get()["status"]?.string == "ok")
    let place = try Endpoint(guarded.house.desk(of: .scheduling))
    let crowds = try ["crowd", "other"].map { name in
      try Crowd(30, .dealer, at: place, as: try guarded.security(name, to: .scheduling))
    }
    let health = Request(id: .string("1"), method: "health", params: .object([])).line
    for crowd in crowds {
      #expect(try crowd.answered(health, enough: 30, seconds: 60).count == 30)
      #expect(try console.ask("health", []).outcome.get()["status"]?.string == "ok")
    }
    #expect(guarded.house.log(of: .scheduling).contains("connections come too fast"))
  }

  @Test func `who sends too much is read slowly, loses nothing, and keeps nobody else waiting`() throws {
    let guarded = try GuardedHouse()
    try guarded.admit("flood", may: "ask", for: "westminster")
    try guarded.house.start(.scheduling)
    let console = try guarded.desk("console", .scheduling)
    let place = try Endpoint(guarded.house.desk(of: .scheduling))
    let flood = try Crowd(1, .dealer, at: place, as: try guarded.security("flood", to: .scheduling))
    let line = [UInt8](repeating: 0x20, count: 100_000)
    #expect(try flood.answers(to: line, times: 190, seconds: 120) == 190)
    #expect(guarded.house.log(of: .scheduling).contains("sends too much"))
    #expect(try console.ask("health", []).outcome.get()["status"]?.string == "ok")
  }

  @Test func `who follows the feed is in the access journal by the time the event is heard`() throws {
    let guarded = try GuardedHouse()
    try guarded.admit("warehouse", may: "follow", for: "westminster")
    try guarded.house.start(.scheduling)
    let place = try Endpoint("tcp://127.0.0.1:\(guarded.house.port + 1)")
    let console = try guarded.desk("console", .scheduling)
    let feed = try Crowd(1, .subscriber, at: place, as: try guarded.security("warehouse", to: .scheduling))
    var number = 0
    var heard = false
    while !heard, number < 200 {
      number += 1
      _ = try console.ask("publish", [("event", KeysTests.entry("f\(number)"))]).outcome.get()
      heard = try feed.topics(until: "/child-entered-care", seconds: 0.2).contains { !$0.hasSuffix("/heartbeat") }
    }
    #expect(heard)
    let page = try console.ask("access", KeysTests.westminster + [("key", .string("warehouse"))]).outcome.get()
    let entry = try #require(page["items"]?.array?.first)
    #expect(entry["method"]?.string == "follow" && entry["scope"]?.string?.hasPrefix("feed from=") == true)
    #expect((entry["rows"]?.integer ?? 0) > 0)
    #expect(page["items"]?.array?.count == 1)
  }
}
