import ArgumentParser
import Contracts
import Foundation
import Wire

/// Measures Holdfast on loopback: prints figures beside targets, and judges nothing.
@main
struct Benchmarks: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "benchmarks",
      abstract: "Measures Holdfast's services on loopback: JSON lines on standard output, a table on standard error.",
      subcommands: [Measure.self, Load.self, Echo.self, Tell.self], defaultSubcommand: Measure.self)
  }
}

/// What a run is told.
struct Settings {
  let isQuick: Bool
  let rounds: Int
  let executables: String
  let sample: String
  /// Where generated data sets are kept between runs; nil to make them anew.
  let kept: String?
  let temporary: String

  /// A new folder of this run.
  func folder(_ name: String) throws -> String {
    let path = "\(temporary)/\(name)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// The folder of a generated data set: kept between runs where that was asked for.
  func dataFolder(_ name: String) throws -> DataFolder {
    guard let kept else { return DataFolder(path: try folder(name)) }
    let data = DataFolder(path: "\(kept)/\(name)")
    // What is there without its mark was not finished.
    if !data.isThere { try? FileManager.default.removeItem(atPath: data.path) }
    try FileManager.default.createDirectory(atPath: data.path, withIntermediateDirectories: true)
    return data
  }
}

/// A folder that holds a whole data set, or is to be filled with one.
struct DataFolder {
  let path: String
  private var mark: String { "\(path)/complete" }

  /// Whether the data set is there.
  var isThere: Bool { FileManager.default.fileExists(atPath: mark) }

  /// Says that it is.
  func markComplete() throws { try "".write(toFile: mark, atomically: true, encoding: .utf8) }
}

/// The benchmarks, by the names that `--only` takes.
enum Chapter: String, CaseIterable, ExpressibleByArgument {
  case ack = "ack"
  case voice = "voice"
  case year = "year"
  case figures = "figures"
  case million = "million"
  case day = "day"
  case national = "national"
  /// Only where it is asked for: it needs a Python with pandas and DuckDB.
  case beside = "beside"
}

/// Runs the benchmarks.
struct Measure: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "measure", abstract: "Run all benchmarks, or those named.")
  }

  @Flag(help: "A short run: fewer rounds, smaller data sets.")
  var quick = false
  @Option(help: "Run this benchmark only; may be given again.")
  var only: [Chapter] = []
  @Option(help: "How many rounds are taken (default 5; 3 when quick).")
  var rounds: Int?
  @Option(help: "Keep generated data sets in this folder, and use them again.")
  var keep: String?
  @Option(help: "The folder with the services' executables (default: beside this one).")
  var services: String?
  @Option(help: "The sample year, as lines to play.")
  var sample = "Services/sample/westminster-2022-23.ndjson"

  func run() throws {
    let temporary = FileManager.default.temporaryDirectory.appending(path: "holdfast-benchmarks-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    let breaks = Running.endAll(removing: temporary)
    defer { breaks.forEach { $0.cancel() } }
    let beside = String(EchoProcess.ownExecutable.prefix(upTo: lastSlash(of: EchoProcess.ownExecutable)))
    let settings = Settings(
      isQuick: quick, rounds: max(1, rounds ?? (quick ? 3 : 5)), executables: services ?? beside, sample: sample,
      kept: keep, temporary: temporary)
    let findings = Findings()
    Findings.say("on \(Machine.description)")
    for chapter in Chapter.allCases where (only.isEmpty && chapter != .beside) || only.contains(chapter) {
      let before = Machine()
      switch chapter {
      case .ack: try AckBenchmark(settings: settings).run(findings)
      case .voice: try VoiceBenchmark(settings: settings).run(findings)
      case .year: try SampleYearBenchmark(settings: settings).run(findings)
      case .figures: try FiguresBenchmark(settings: settings).run(findings)
      case .million: try MillionBenchmark(settings: settings).run(findings)
      case .day: try DayBenchmark(settings: settings).run(findings)
      case .national: try NationalBenchmark(settings: settings).run(findings)
      case .beside: try BesideBenchmark(settings: settings).run(findings)
      }
      let after = Machine()
      findings.add(
        "machine", "during \(chapter.rawValue)", "others' work", "% of all cores",
        [
          after.othersPercent(since: before)
        ])
      findings.add(
        "machine", "during \(chapter.rawValue)", "stolen by the host", "% of all cores",
        [
          after.stolenPercent(since: before)
        ])
    }
    findings.printTable()
  }

  private func lastSlash(of path: String) -> String.Index { path.lastIndex(of: "/") ?? path.startIndex }
}

/// The echo that a round trip alone is measured with.
struct Echo: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "echo", abstract: "Give back what comes.", shouldDisplay: false)
  }

  @Argument(help: "Where to bind.")
  var endpoint: String
  @Option(help: "A folder with echo.secret.")
  var keys: String?

  func run() throws { try EchoProcess.run(at: endpoint, keys: keys) }
}

/// What a whole country was told, to be followed.
struct Tell: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "tell", abstract: "Answer replay as scheduling, participation and disputes would.",
      shouldDisplay: false)
  }

  @Argument(help: "The desks of scheduling, participation and disputes.")
  var desks: [String]
  @Option(help: "How many authorities.")
  var authorities: Int
  @Option(help: "A folder for what they were told.")
  var folder: String

  func run() throws { try TellerProcess.run(at: desks, authorities: authorities, folder: folder) }
}

/// A steady load on one desk, to look at a service with a profiler.
struct Load: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "load", abstract: "Publish entries at a scheduling desk on loopback, and say how fast it took them.")
  }

  @Argument(help: "The desk, such as tcp://127.0.0.1:7100.")
  var endpoint: String
  @Option(help: "How many lines are outstanding.")
  var window = 64
  @Option(help: "For how long, in seconds.")
  var seconds = 10.0

  func run() throws {
    let desk = try Desk(try Context(), try Endpoint(endpoint))
    try desk.health()
    let entries = Entries(authority: "benchmark")
    let from = Int.random(in: 20_000_000...90_000_000)
    let lane = Lane(desk, window: window) { .line(entries.line($0, child: from + $0 - Line.first)) }
    try Lane.drive([lane], seconds: seconds)
    try lane.checkAllTaken()
    let findings = Findings()
    let condition = "\(window) outstanding"
    findings.add("load", condition, "acknowledged", "events/s", [lane.run.perSecond])
    findings.add("load", condition, "ack p50", "µs", [lane.run.latency.quantile(0.5)])
    findings.add("load", condition, "ack p99", "µs", [lane.run.latency.quantile(0.99)])
  }
}
