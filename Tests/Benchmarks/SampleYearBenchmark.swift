import Contracts
import Foundation
import Wire

/// How long the sample year takes through all four services: from the first line sent until every follower is at the
/// heads.
struct SampleYearBenchmark {
  let settings: Settings

  /// One round.
  private struct Round {
    let answered: Double
    let followed: Double
    let processor: [ServiceName: Double]
    let memory: [ServiceName: Double]
  }

  func run(_ findings: Findings) throws {
    let lines = try SampleYearBenchmark.lines(of: settings.sample)
    var plain: [Round] = []
    var curve: [Round] = []
    for number in 0..<settings.rounds {
      Findings.say("sample year: round \(number + 1) of \(settings.rounds)")
      // In turn, so that both meet the same machine.
      plain.append(try round("year-\(number)", lines, keys: nil))
      let folder = try settings.folder("year-\(number)-curve")
      let keys = try Keys(makingIn: "\(folder)/keys", may: "publish,command,import", for: "westminster")
      curve.append(try round("year-\(number)-curve", lines, keys: keys))
    }
    let condition = "\(lines.count) lines, 256 outstanding a desk"
    report(findings, condition, plain, .atMost(2))
    report(findings, "\(condition), CURVE, a key that may publish, command and import", curve, nil)
    findings.add(
      "sample year", condition, "CURVE and keys, beside neither", "×",
      zip(plain, curve).map { $1.followed / $0.followed })
    for service in ServiceName.allCases {
      findings.add(
        "memory", "after the sample year", service.rawValue, "MB", plain.compactMap { $0.memory[service] }, .atMost(60))
    }
  }

  private func report(_ findings: Findings, _ condition: String, _ rounds: [Round], _ target: Finding.Target?) {
    findings.add("sample year", condition, "until all is answered", "s", rounds.map(\.answered))
    findings.add("sample year", condition, "until all followers are at the heads", "s", rounds.map(\.followed), target)
    for service in ServiceName.allCases {
      findings.add(
        "sample year", condition, "\(service.rawValue)'s processor time", "s",
        rounds.compactMap { $0.processor[service] })
    }
  }

  private func round(_ name: String, _ lines: [PlayLine], keys: Keys?) throws -> Round {
    let stand = try Stand(
      executables: settings.executables, folder: try settings.folder("\(name)-stores"), clock: "follow", keys: keys)
    let services = try ServiceName.allCases.map { ($0, try stand.start($0)) }
    defer { services.forEach { $0.1.stop() } }
    let context = try Context()
    let playing = try Playing(context, stand)
    let before = services.map { $0.1.processorSeconds }
    let spent = try playing.play(lines)
    var round: (processor: [ServiceName: Double], memory: [ServiceName: Double]) = ([:], [:])
    for ((name, service), before) in zip(services, before) {
      round.processor[name] = service.processorSeconds - before
      round.memory[name] = service.residentMegabytes
    }
    return Round(
      answered: spent.answered, followed: spent.followed, processor: round.processor, memory: round.memory)
  }

  /// Reads `{"to":…,"request":…}` lines.
  static func lines(of path: String) throws -> [PlayLine] {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    return try bytes.split(separator: UInt8(ascii: "\n")).map { text in
      let value = try JSON.read(Array(text))
      guard let service = value["to"]?.string.flatMap({ ServiceName(rawValue: $0) }), let request = value["request"],
        let method = request["method"]?.string, let params = request["params"]
      else { throw NotPlayable(path: path) }
      return PlayLine(service: service, line: Line(method, params.text))
    }
  }

  /// A file that does not hold lines to play.
  struct NotPlayable: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path) does not hold lines to play" }
  }
}
