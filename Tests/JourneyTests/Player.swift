import Contracts
import Foundation
import Testing

/// A line of a play: to which service, what, and about whom.
struct PlayLine {
  let to: ServiceName
  let request: Request
  /// The child or dispute; nil where all later lines may depend on it.
  let about: String?
}

/// The sample year.
enum Sample {
  static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Services/sample/westminster-2022-23.ndjson")

  static let lines: [PlayLine] = {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      guard let value = try? JSON.read(Array(line.utf8)), let to = value["to"]?.string.flatMap(ServiceName.init),
        let request = value["request"].flatMap({ try? Request(line: $0.line) })
      else { return nil }
      let data = request.params["event"]?["data"] ?? request.params
      return PlayLine(to: to, request: request, about: (data["child"] ?? data["dispute"])?.string)
    }
  }()

  /// The lines in another order: officers first, each child's and each dispute's own order kept.
  static func shuffled(_ random: inout some RandomNumberGenerator) -> [PlayLine] {
    var queues: [String: [PlayLine]] = [:]
    for line in lines { if let about = line.about { queues[about, default: []].append(line) } }
    var turns = lines.compactMap(\.about).sorted()
    turns.shuffle(using: &random)
    var places: [String: Int] = [:]
    return lines.filter { $0.about == nil }
      + turns.compactMap { about in
        defer { places[about, default: 0] += 1 }
        return queues[about]?[places[about] ?? 0]
      }
  }
}

/// Plays lines with many outstanding, keeps each child's order, and sends again what a killed service left unanswered.
final class Player {
  private let house: House
  private let lines: [PlayLine]
  private var desks: [ServiceName: Desk] = [:]
  private var unanswered: Set<Int>
  private var outstanding: [ServiceName: [Int: Date]] = [:]
  private var next = 0
  private(set) var duplicates = 0
  private(set) var refusals: [(Int, Refusal)] = []
  /// What each line was answered.
  private(set) var results: [Int: JSON] = [:]
  private static let window = 96

  init(_ house: House, _ lines: [PlayLine]) throws {
    self.house = house
    self.lines = lines
    unanswered = Set(lines.indices)
    for service in ServiceName.allCases {
      desks[service] = try Desk(house.desk(of: service))
      outstanding[service] = [:]
    }
  }

  var isDone: Bool { unanswered.isEmpty }
  var answered: Int { lines.count - unanswered.count }

  /// How many requests a service has not answered, fillers included.
  func outstanding(at service: ServiceName) -> Int { outstanding[service]?.count ?? 0 }

  /// Sends what may be sent and takes what has come.
  func step() throws {
    try send()
    for service in ServiceName.allCases {
      for reply in try desks[service]?.replies(waiting: service == .scheduling ? 5 : 0) ?? [] {
        try take(reply, from: service)
      }
    }
    let late = Date(timeIntervalSinceNow: -5)
    for service in ServiceName.allCases where outstanding[service]?.values.contains(where: { $0 < late }) == true {
      try forget(service)
    }
  }

  private func send() throws {
    var busy: Set<String> = []
    var closed: Set<ServiceName> = []
    var sent = 0
    for index in unanswered.sorted().prefix(600) {
      let line = lines[index]
      guard !closed.contains(line.to) else { continue }
      guard let about = line.about else {
        let isFirst = !unanswered.contains { $0 < index && lines[$0].to == line.to }
        closed.insert(line.to)
        if isFirst { try send(index) }
        continue
      }
      guard busy.insert("\(line.to.rawValue) \(about)").inserted else { continue }
      guard sent < Player.window else { return }
      sent += 1
      try send(index)
    }
  }

  private func send(_ index: Int) throws {
    let service = lines[index].to
    guard outstanding[service]?[index] == nil else { return }
    let line = Request(
      id: .number(String(index)), method: lines[index].request.method, params: lines[index].request.params
    ).line
    if try desks[service]?.send(line) == true { outstanding[service]?[index] = Date() }
  }

  private func take(_ reply: Reply, from service: ServiceName) throws {
    guard case .number(let text) = reply.id, let index = Int(text) else { return }
    outstanding[service]?[index] = nil
    guard index >= 0 else { return }
    switch reply.outcome {
    case .success(let result):
      if result["duplicate"]?.boolean == true { duplicates += 1 }
      results[index] = result
      unanswered.remove(index)
    case .failure(let refusal):
      refusals.append((index, refusal))
      unanswered.remove(index)
    }
  }

  /// Fills a service's queue up to `count` outstanding requests: lines that were answered already, and questions.
  func fill(_ service: ServiceName, to count: Int) throws {
    var filler = -1
    let health = Request(id: nil, method: "health", params: .object([]))
    while outstanding(at: service) < count {
      while outstanding[service]?[filler] != nil { filler -= 1 }
      let answered = results.keys.first { lines[$0].to == service && outstanding[service]?[$0] == nil }
      let request = answered.map { lines[$0].request } ?? health
      let line = Request(id: .number(String(filler)), method: request.method, params: request.params).line
      guard try desks[service]?.send(line) == true else { return }
      outstanding[service]?[filler] = Date()
    }
  }

  /// Forgets what a service that was killed had not answered: it is sent again.
  func forget(_ service: ServiceName) throws {
    outstanding[service] = [:]
    try desks[service]?.reconnect()
  }

  /// Plays to the end, or until `count` lines are answered.
  func play(until count: Int = .max, seconds: Double = 240, _ each: () throws -> Void = {}) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while !isDone, answered < count {
      try #require(Date() < deadline, "\(unanswered.count) lines are not answered; \(refusals.prefix(3))")
      try step()
      try each()
    }
  }
}
