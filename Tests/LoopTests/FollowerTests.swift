import Contracts
import Journal
import ParticipationRules
import SchedulingRules
import Support
import Testing

@testable import Loop

/// How one service reads another's feed.
@Suite struct FollowerTests {
  @Test func `what was heard while the disk was full is asked for again as soon as there is room`() throws {
    let network = Network(.calm, seed: 1)
    var now: Int64 = 1_700_000_000_000
    let scheduling = try Node(Scheduling.rules, network) { now }
    let participation = try Node(Participation.rules, network) { now }
    let lines = SimulationTests.lines.filter { $0.to == ServiceName.scheduling.rawValue }
    func tell(_ lines: ArraySlice<SimulationTests.Line>) throws -> Contracts.Sequence? {
      for line in lines { _ = try scheduling.ask(line.line) }
      // What comes of the last one, too.
      for _ in 0..<4 { try scheduling.step() }
      return try scheduling.store.heads().first?.head
    }
    func read() throws -> Contracts.Sequence? { try participation.store.positions().first?.sequence }
    func hasHeardAll() -> Bool { network.inboxes[ServiceName.participation.rawValue]?.isEmpty ?? true }

    let before = try tell(lines.prefix(20))
    while try !hasHeardAll() || read() != before {
      try participation.step()
      try scheduling.step()
    }
    let after = try tell(lines.dropFirst(20).prefix(5))
    while !hasHeardAll() {
      participation.next(.full)
      try participation.step()
    }
    participation.store.endings = []
    #expect(try before != after && read() == before)

    // Nothing new is told meanwhile, and it is not silent for so long that the heads would be asked for.
    now += 1_100
    try participation.step()
    let asked = (network.inboxes[ServiceName.scheduling.rawValue] ?? []).compactMap { item in
      if case .request(_, let line, _) = item { try? Request(line: line).method } else { nil }
    }
    #expect(asked == ["replay"])
    for _ in 0..<4 {
      try scheduling.step()
      try participation.step()
    }
    #expect(try read() == after)
  }
}
