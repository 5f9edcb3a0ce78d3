import Contracts
import Foundation
import Wire

/// How long timeliness and participation of a year take as figures, and with pandas and DuckDB over the same facts as
/// `export` gives them; all must find the same rates.
struct BesideBenchmark {
  let settings: Settings

  private static let rates = ["reviews-in-timescale-rate", "participation-contributed-rate"]

  func run(_ findings: Findings) throws {
    guard let python = ProcessInfo.processInfo.environment["HOLDFAST_BESIDE"] else { throw NoPython() }
    let years = GeneratedYears(authorities: 1, years: settings.isQuick ? 2 : 10)
    let stand = try Stand(
      executables: settings.executables, folder: try settings.folder("beside"), clock: "follow")
    let services = try ServiceName.allCases.map { ($0, try stand.start($0)) }
    defer { services.forEach { $0.1.stop() } }
    let context = try Context()
    let lines = years.lines()
    Findings.say("beside: playing \(lines.count) lines")
    _ = try Playing(context, stand).play(lines)
    let desk = try stand.desk(context, .reporting)
    let (csv, spent) = try export(desk, years)
    let path = "\(settings.temporary)/facts.csv"
    try csv.write(toFile: path, atomically: true, encoding: .utf8)
    let rows = csv.count { $0 == "\r\n" } - 1
    let size = "\(years.years) years of one authority, \(rows) facts"
    findings.add("beside", size, "export of all facts", "ms", [spent])
    let rounds = settings.isQuick ? 50 : 300
    let found = try ask(desk, years, rounds)
    let others = try compute(python, path, years, rounds)
    guard found.rates == others.rates else { throw Differing(ours: found.rates, theirs: others.rates) }
    for (way, milliseconds) in [("Holdfast, as figures with certificates", found.milliseconds)] + others.milliseconds {
      let sorted = milliseconds.sorted()
      findings.add("beside", size, "\(way), p50", "ms", [Samples.quantile(0.5, of: sorted)])
      findings.add("beside", size, "\(way), p99", "ms", [Samples.quantile(0.99, of: sorted)])
    }
  }

  /// The facts of all years, and how many milliseconds their pages took.
  private func export(_ desk: Desk, _ years: GeneratedYears) throws -> (csv: String, milliseconds: Double) {
    let clock = ContinuousClock()
    let start = clock.now
    var csv = ""
    var next: JSON?
    repeat {
      let page = try desk.ask(
        "export",
        [
          ("authority", .string(years.names[0])), ("format", .string("facts-csv")),
          ("from", .string(GeneratedYears.start.description)),
          ("to", .string(years.end.adding(days: -1).description)), ("after", next),
        ])
      csv += page["files"]?.array?.first?["csv"]?.string ?? ""
      next = page["next"]
    } while next != nil
    return (csv, (clock.now - start) / .milliseconds(1))
  }

  /// Both rates of each year, as they are told, and the milliseconds of every question.
  private func ask(
    _ desk: Desk, _ years: GeneratedYears, _ rounds: Int
  ) throws -> (milliseconds: [Double], rates: [[String]]) {
    let clock = ContinuousClock()
    var rates: [[String]] = []
    var milliseconds: [Double] = []
    for number in 0..<(years.years + rounds) {
      let from = GeneratedYears.start.adding(months: 12 * (number % years.years))
      let start = clock.now
      let answer = try desk.ask(
        "figures",
        [
          ("authority", .string(years.names[0])), ("from", .string(from.description)),
          ("to", .string(from.adding(months: 12).adding(days: -1).description)), ("names", .strings(Self.rates)),
        ])
      if number < years.years {
        rates.append((answer["figures"]?.array ?? []).map { $0["value"]?.text ?? "" })
      } else {
        milliseconds.append((clock.now - start) / .milliseconds(1))
      }
    }
    return (milliseconds, rates)
  }

  /// The same with pandas and DuckDB.
  private func compute(
    _ python: String, _ path: String, _ years: GeneratedYears, _ rounds: Int
  ) throws -> (milliseconds: [(String, [Double])], rates: [[String]]) {
    Findings.say("beside: the same with pandas and DuckDB")
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [
      "Tests/Clients/beside.py", path, GeneratedYears.start.description, String(years.years), String(rounds),
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    Running.add(process.processIdentifier)
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    Running.remove(process.processIdentifier)
    let told = try JSON.read(Array(bytes.prefix { $0 != UInt8(ascii: "\n") }), limit: .max)
    let milliseconds = (told["milliseconds"]?.members?.list ?? []).map { way in
      (way.name, (way.value.array ?? []).compactMap { Double($0.text) })
    }
    let rates = (told["rates"]?.array ?? []).map { year in
      (year.array ?? []).map { rate in Double(rate.text).map(BesideBenchmark.asTold) ?? "" }
    }
    return (milliseconds, rates)
  }

  /// A rate as figures tell it: two decimals, half up.
  private static func asTold(_ rate: Double) -> String {
    let hundredths = Int((rate * 100 + 1e-6).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  struct NoPython: Error, CustomStringConvertible {
    var description: String { "HOLDFAST_BESIDE names no Python with pandas and DuckDB; Tests/Benchmarks/run does" }
  }

  struct Differing: Error, CustomStringConvertible {
    let ours: [[String]]
    let theirs: [[String]]
    var description: String { "the rates differ: \(ours) and \(theirs)" }
  }
}
