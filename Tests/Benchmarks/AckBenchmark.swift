import Contracts
import Foundation
import Wire

/// Durable acknowledged `child-entered-care` events: how many a second and how long each takes, beside what the socket
/// alone and the disk alone reach in the same rounds. No other service runs.
struct AckBenchmark {
  let settings: Settings

  /// How a desk is asked: so many outstanding on each of so many sockets.
  private struct Shape {
    let name: String
    let window: Int
    let clients: Int
    let target: Finding.Target?
    var outstanding: Int { window * clients }
  }

  private static let shapes = [
    Shape(name: "1 outstanding", window: 1, clients: 1, target: .atLeast(2_500)),
    Shape(name: "64 outstanding", window: 64, clients: 1, target: .atLeast(8_000)),
    Shape(name: "1024 outstanding", window: 1_024, clients: 1, target: nil),
    Shape(name: "16 clients of 1", window: 1, clients: 16, target: nil),
  ]

  /// One round of one shape.
  private struct Round {
    let service: Run
    let processorMicroseconds: Double
    let echo: Run
    let commit: CommitFloor.Run
    let journal: CommitFloor.Run
  }

  func run(_ findings: Findings) throws {
    for isCurve in [false, true] { try run(findings, isCurve: isCurve) }
  }

  private func run(_ findings: Findings, isCurve: Bool) throws {
    let folder = try settings.folder(isCurve ? "ack-curve" : "ack-tcp")
    let keys = isCurve ? try Keys(makingIn: "\(folder)/keys") : nil
    let stand = try Stand(executables: settings.executables, folder: folder, keys: keys)
    let entries = Entries(authority: "benchmark")
    let sample = entries.line(Line.first, child: Line.first)
    let file = try CommitFloor.File(folder: folder, line: sample)
    let journal = try CommitFloor.OwnJournal(folder: folder, line: sample)
    defer { journal.close() }
    let service = try stand.start(.scheduling)
    defer { service.stop() }
    let echo = try EchoProcess.start(keys: keys, folder: folder)
    defer { echo.stop() }
    let context = try Context()
    var next = Line.first
    var rounds: [[Round]] = AckBenchmark.shapes.map { _ in [] }
    // The first round warms up, and is not counted.
    for number in 0...settings.rounds {
      Findings.say("ack over \(isCurve ? "tcp+curve" : "tcp"): round \(number) of \(settings.rounds)")
      for (index, shape) in AckBenchmark.shapes.enumerated() {
        let seconds = number == 0 ? 0.3 : settings.isQuick ? 0.5 : 1.5
        let desks = try (0..<shape.clients).map { _ in try stand.desk(context, .scheduling) }
        let processor = service.processorSeconds
        let acks = try drive(desks, shape, seconds) { number in
          next += 1
          return entries.line(number, child: next)
        }
        let spent = (service.processorSeconds - processor) * 1e6 / Double(max(1, acks.latency.microseconds.count))
        let mirrors = try (0..<shape.clients).map { _ in
          try Desk(context, echo.desk, try stand.security("echo"))
        }
        for mirror in mirrors { try mirror.health() }
        let trips = try drive(mirrors, shape, seconds / 3) { entries.line($0, child: $0) }
        let round = Round(
          service: acks, processorMicroseconds: spent, echo: trips,
          commit: try file.run(rows: shape.outstanding, seconds: seconds / 3),
          journal: try journal.run(acks: shape.outstanding, seconds: seconds / 3))
        if number > 0 { rounds[index].append(round) }
      }
    }
    for (shape, rounds) in zip(AckBenchmark.shapes, rounds) {
      report(findings, "\(isCurve ? "tcp+curve" : "tcp"), \(shape.name)", rounds, isCurve ? nil : shape.target)
    }
    service.noteMemory(findings, "after ack over \(isCurve ? "tcp+curve" : "tcp")")
  }

  /// Drives a lane to each desk, and takes them together.
  private func drive(_ desks: [Desk], _ shape: Shape, _ seconds: Double, _ line: @escaping (Int) -> [UInt8]) throws
    -> Run
  {
    let lanes = desks.map { Lane($0, window: shape.window) { .line(line($0)) } }
    try Lane.drive(lanes, seconds: seconds)
    for lane in lanes { try lane.checkAllTaken() }
    return Run(lanes)
  }

  private func report(_ findings: Findings, _ condition: String, _ rounds: [Round], _ target: Finding.Target?) {
    func add(_ figure: String, _ unit: String, _ target: Finding.Target? = nil, _ value: (Round) -> Double) {
      findings.add("ack", condition, figure, unit, rounds.map(value), target)
    }
    add("acknowledged", "events/s", target) { $0.service.perSecond }
    add("ack p50", "µs") { $0.service.latency.quantile(0.5) }
    add("ack p99", "µs") { $0.service.latency.quantile(0.99) }
    add("service's processor time", "µs/event") { $0.processorMicroseconds }
    add("floor: libzmq echo", "round trips/s") { $0.echo.perSecond }
    add("floor: libzmq echo p50", "µs") { $0.echo.latency.quantile(0.5) }
    add("floor: libzmq echo p99", "µs") { $0.echo.latency.quantile(0.99) }
    add("floor: SQLite, a row an ack", "rows/s") { $0.commit.perSecond }
    add("floor: SQLite commit p99", "µs") { $0.commit.latency.quantile(0.99) }
    add("journal alone, two events an ack", "acks/s") { $0.journal.perSecond }
    add("ratio to libzmq echo", "×") { $0.service.perSecond / $0.echo.perSecond }
    add("ratio to SQLite", "×") { $0.service.perSecond / $0.commit.perSecond }
    add("ratio to journal alone", "×") { $0.service.perSecond / $0.journal.perSecond }
  }
}
