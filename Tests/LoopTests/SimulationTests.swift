import Contracts
import DisputesRules
import Foundation
import Journal
import ParticipationRules
import SchedulingRules
import Support
import Testing

@testable import Loop

/// Three services over a network that loses and doubles, on stores that die at any commit, under one seed: whatever
/// happens, in the end every acknowledged line is there once, and the journals say the same as on a calm day.
@Suite struct SimulationTests {
  struct Line {
    let to: String
    let line: [UInt8]
    /// What it is about; nil where everything after it may depend on it.
    let about: String?
  }

  static let lines: [Line] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Services/sample/westminster-2022-23.ndjson")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").prefix(400).compactMap { line in
      guard let value = try? JSON.read(Array(line.utf8)), let to = value["to"]?.string, let request = value["request"]
      else { return nil }
      let params = request["params"]?["event"]?["data"] ?? request["params"]
      return Line(to: to, line: request.line, about: (params?["child"] ?? params?["dispute"])?.string)
    }
  }()

  final class Cluster {
    let network: Network
    private(set) var scheduling: Node<SchedulingState>
    private(set) var participation: Node<ParticipationState>
    private(set) var disputes: Node<DisputesState>

    init(_ weather: Weather, seed: UInt64) throws {
      let network = Network(weather, seed: seed)
      self.network = network
      let clock = Clock()
      self.clock = clock
      scheduling = try Node(Scheduling.rules, network) { clock.now }
      participation = try Node(Participation.rules, network) { clock.now }
      disputes = try Node(Disputes.rules, network) { clock.now }
    }

    final class Clock { var now: Int64 = 1_700_000_000_000 }
    let clock: Clock

    func step(_ crashes: Double) throws {
      clock.now += 100
      let ending: MemoryStore.Ending? =
        network.random.chance(crashes) ? [.crashBefore, .crashAfter, .full].randomElement(using: &network.random) : nil
      switch Int.random(in: 0..<3, using: &network.random) {
      case 0:
        if let ending { scheduling.next(ending) }
        try scheduling.step()
      case 1:
        if let ending { participation.next(ending) }
        try participation.step()
      case _:
        if let ending { disputes.next(ending) }
        try disputes.step()
      }
    }

    /// What the three journals say, event by event, without the members that depend on the moment of writing.
    func told() throws -> [String: Int] {
      var counts: [String: Int] = [:]
      for store in [scheduling.store, participation.store, disputes.store] {
        for head in try store.heads() {
          let lines = try store.lines(head.authority, after: .zero, limit: .max, bytes: .max)
          #expect(lines.count == Int(head.head.number))
          for (index, line) in lines.enumerated() {
            let event = try Event(told: line)
            #expect(event.sequence == Sequence(Int64(index + 1)))
            // What a day brings depends on when the clock passed it, and lines about different children may overtake.
            if event.type == "deadline-missed" { continue }
            let known = event.receivedtime?.description ?? ""
            counts[
              "\(event.type) \(event.subject) \(event.data.text) \(known)", default: 0] +=
              1
          }
        }
      }
      return counts
    }
  }

  /// A client that keeps each child's order: it sends a line only when every earlier one about the same child is
  /// answered, and sends it again until it is.
  struct Client {
    private(set) var unanswered = Set(SimulationTests.lines.indices)
    private var askedAt: [Int: Int64] = [:]

    mutating func send(over network: Network, at now: Int64) {
      var busy: Set<String> = []
      var window = 48
      for index in unanswered.sorted() {
        let line = SimulationTests.lines[index]
        guard window > 0, !busy.contains(line.to) else { continue }
        window -= 1
        guard let about = line.about else {
          busy.insert(line.to)
          if unanswered.contains(where: { $0 < index && SimulationTests.lines[$0].to == line.to }) { continue }
          ask(index, network, now)
          continue
        }
        if busy.insert("\(line.to) \(about)").inserted { ask(index, network, now) }
      }
    }

    private mutating func ask(_ index: Int, _ network: Network, _ now: Int64) {
      if let at = askedAt[index], now - at < 3_000 { return }
      askedAt[index] = now
      let line = SimulationTests.lines[index]
      network.put(.request(Peer([Array("c\(index)".utf8)]), line: line.line, .local), into: line.to)
    }

    mutating func take(_ network: Network) throws {
      for (peer, replies) in network.replies {
        guard let index = Int(String(decoding: peer.frames[0].dropFirst(), as: UTF8.self)) else { continue }
        for line in replies {
          switch try Reply(line: line).outcome {
          case .success: unanswered.remove(index)
          case .failure(let refusal):
            #expect(refusal.code == .cannotStore, "line \(index): \(refusal)")
            askedAt[index] = nil
          }
        }
      }
      network.replies = [:]
    }
  }

  /// Plays the lines; the cluster when all is answered and settled.
  static func play(_ weather: Weather, crashes: Double, seed: UInt64) throws -> Cluster {
    let cluster = try Cluster(weather, seed: seed)
    var client = Client()
    var steps = 0
    while !client.unanswered.isEmpty {
      steps += 1
      try #require(steps < 30_000, "seed \(seed): \(client.unanswered.count) lines are not answered")
      client.send(over: cluster.network, at: cluster.clock.now)
      try cluster.step(crashes)
      try client.take(cluster.network)
    }
    cluster.network.weather = .calm
    for _ in 0..<1_500 { try cluster.step(0) }
    return cluster
  }

  /// What a calm day tells.
  static let calm = Result { try play(.calm, crashes: 0, seed: 1).told() }

  /// What follows from time or from all that is known, and not from one line alone. A line that is sent again is known
  /// later than others, so a deadline may have been told, or a cohort joined and left, before it.
  private static func isOfTime(_ told: String) -> Bool {
    ["deadline-", "cohort-", "child-unheard ", "participation-missing ", "participation-proposed ", "response-due "]
      .contains { told.hasPrefix($0) }
  }

  /// What is told not equally often on both days; and deadlines that were told more than once on the first.
  static func difference(_ left: [String: Int], _ right: [String: Int]) -> [String] {
    let differing = Set(left.keys).union(right.keys).filter { !isOfTime($0) && left[$0] != right[$0] }
    let twice = left.filter { $0.key.hasPrefix("deadline-") && $0.value > 1 }.keys
    return differing.sorted() + twice.sorted()
  }

  @Test func `a calm day tells every fact once`() throws {
    let told = try SimulationTests.calm.get()
    // A child may join a cohort again, after a late fact had it left.
    #expect(told.allSatisfy { $0.value == 1 || $0.key.hasPrefix("cohort-") })
    #expect(told.keys.count { $0.hasPrefix("participation-recorded ") } > 50)
  }

  @Test(arguments: 1...UInt64(16))
  func `crashes and losses change nothing that is told`(seed: UInt64) throws {
    let calm = try SimulationTests.calm.get()
    let weather = Weather(losesFeed: 0.3, doublesFeed: 0.2, losesAnswers: 0.1)
    let stormy = try SimulationTests.play(weather, crashes: 0.02, seed: seed).told()
    #expect(SimulationTests.difference(stormy, calm) == [], "seed \(seed)")
  }

  @Test func `with the feed cut off altogether replay alone brings everybody to the heads`() throws {
    let calm = try SimulationTests.calm.get()
    let cut = try SimulationTests.play(Weather(losesFeed: 1), crashes: 0, seed: 7)
    #expect(SimulationTests.difference(try cut.told(), calm) == [])
    let head = try #require(try cut.scheduling.store.heads().first?.head)
    #expect(try cut.participation.store.positions().map(\.sequence) == [head])
    #expect(try cut.disputes.store.positions().map(\.sequence) == [head])
  }
}
