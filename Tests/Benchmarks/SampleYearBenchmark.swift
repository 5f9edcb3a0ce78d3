import Contracts
import Foundation
import Wire

/// How long the sample year takes through all four services: from the first line sent until every follower is at the
/// heads.
struct SampleYearBenchmark {
  let settings: Settings

  func run(_ findings: Findings) throws {
    let lines = try SampleYearBenchmark.lines(of: settings.sample)
    var answered: [Double] = []
    var followed: [Double] = []
    var processor: [ServiceName: [Double]] = [:]
    var memory: [ServiceName: [Double]] = [:]
    for number in 0..<settings.rounds {
      Findings.say("sample year: round \(number + 1) of \(settings.rounds)")
      let stand = try Stand(
        executables: settings.executables, folder: try settings.folder("year-\(number)"), clock: "follow")
      let services = try ServiceName.allCases.map { ($0, try stand.start($0)) }
      defer { services.forEach { $0.1.stop() } }
      let context = try Context()
      let playing = try Playing(context, stand)
      let before = services.map { $0.1.processorSeconds }
      let spent = try playing.play(lines)
      answered.append(spent.answered)
      followed.append(spent.followed)
      for ((name, service), before) in zip(services, before) {
        processor[name, default: []].append(service.processorSeconds - before)
        memory[name, default: []].append(service.residentMegabytes)
      }
    }
    let condition = "\(lines.count) lines, 256 outstanding a desk"
    findings.add("sample year", condition, "until all is answered", "s", answered)
    findings.add("sample year", condition, "until all followers are at the heads", "s", followed, .atMost(2))
    for service in ServiceName.allCases {
      findings.add("sample year", condition, "\(service.rawValue)'s processor time", "s", processor[service] ?? [])
    }
    for service in ServiceName.allCases {
      findings.add("memory", "after the sample year", service.rawValue, "MB", memory[service] ?? [], .atMost(60))
    }
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
