import Contracts
import Foundation
import Wire

/// A line to be played, and to which service.
struct PlayLine {
  let service: ServiceName
  let line: Line
}

/// Plays lines at the desks of services, in their order.
///
/// A line to another service waits until the lines to scheduling before it are answered, as a person would wait: what
/// it is about is known then.
final class Playing {
  private let desks: [ServiceName: Desk]
  private let window: Int

  /// Connects to the three services that take lines.
  init(_ context: Context, _ stand: Stand, window: Int = 256) throws {
    self.window = window
    var desks: [ServiceName: Desk] = [:]
    for service in ServiceName.allCases { desks[service] = try stand.desk(context, service) }
    self.desks = desks
  }

  /// Plays all lines, then waits until every follower is at the heads; the seconds for both.
  ///
  /// - Throws: `Refused` where a line was not taken; `Behind` where a follower does not reach the heads.
  func play(_ lines: [PlayLine]) throws -> (answered: Double, followed: Double) {
    var queues: [ServiceName: [(order: Int, line: Line)]] = [:]
    for (order, line) in lines.enumerated() { queues[line.service, default: []].append((order, line.line)) }
    let first = queues[.scheduling] ?? []
    var leader: Lane?
    var lanes: [Lane] = []
    for (service, queue) in queues.sorted(by: { $0.key == .scheduling && $1.key != .scheduling }) {
      guard let desk = desks[service] else { continue }
      let lane = Lane(desk, window: window) { number in
        let index = number - Line.first
        guard index < queue.count else { return .end }
        if service != .scheduling, let leader, leader.answered < first.count,
          first[leader.answered].order < queue[index].order
        {
          return .later
        }
        return .line(queue[index].line.bytes(number))
      }
      if service == .scheduling { leader = lane }
      lanes.append(lane)
    }
    let clock = ContinuousClock()
    let start = clock.now
    try Lane.drive(lanes)
    let answered = (clock.now - start) / .seconds(1)
    for lane in lanes { try lane.checkAllTaken() }
    try awaitHeads(patience: 600)
    return (answered, (clock.now - start) / .seconds(1))
  }

  /// A follower that does not reach the heads.
  struct Behind: Error, CustomStringConvertible {
    let service: ServiceName
    var description: String { "\(service.rawValue) does not reach the heads of the feeds that it follows" }
  }

  /// Waits until each service is at the heads of those it follows, from scheduling downwards.
  func awaitHeads(patience: Double) throws {
    let end = Date(timeIntervalSinceNow: patience)
    var heads: [ServiceName: [String: String]] = [:]
    for service in [ServiceName.scheduling, .participation, .disputes, .reporting] {
      while true {
        guard let desk = desks[service] else { break }
        let health = try desk.health()
        var own: [String: String] = [:]
        var isThere = true
        var positions: [ServiceName: [String: String]] = [:]
        for item in health["authorities"]?.array ?? [] {
          guard let authority = item["authority"]?.string else { continue }
          own[authority] = item["head"]?.string
          for follow in item["follows"]?.array ?? [] {
            guard let followed = follow["service"]?.string.flatMap({ ServiceName(rawValue: $0) }) else { continue }
            positions[followed, default: [:]][authority] = follow["position"]?.string
          }
        }
        for followed in service.follows {
          for (authority, head) in heads[followed] ?? [:] where !Playing.isNothing(head) {
            if positions[followed]?[authority] != head { isThere = false }
          }
        }
        heads[service] = own
        if isThere { break }
        guard Date() < end else { throw Behind(service: service) }
        Thread.sleep(forTimeInterval: 0.005)
      }
    }
  }

  private static func isNothing(_ head: String) -> Bool { head.allSatisfy { $0 == "0" } }
}
