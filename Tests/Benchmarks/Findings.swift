import Contracts
import Foundation

/// One figure that was measured: its rounds, and what it is held beside.
struct Finding {
  /// What a figure should reach. A benchmark prints it beside the figure; it judges nothing.
  enum Target {
    case atLeast(Double)
    case atMost(Double)

    /// Whether `value` reaches it.
    func isMet(by value: Double) -> Bool {
      switch self {
      case .atLeast(let bound): value >= bound
      case .atMost(let bound): value <= bound
      }
    }

    var text: String {
      switch self {
      case .atLeast(let bound): "≥ \(Finding.text(of: bound))"
      case .atMost(let bound): "≤ \(Finding.text(of: bound))"
      }
    }
  }

  /// The benchmark it belongs to, such as `ack`.
  let benchmark: String
  /// Under which conditions, such as `tcp, 64 outstanding`.
  let condition: String
  /// What was measured, such as `scheduling`.
  let figure: String
  /// Its unit, such as `events/s`.
  let unit: String
  /// One value a round.
  let rounds: [Double]
  let target: Target?

  /// The median of the rounds.
  var median: Double { Samples.quantile(0.5, of: rounds.sorted()) }

  /// The finding as a member of a file of JSON lines.
  var json: JSON {
    .object([
      ("benchmark", .string(benchmark)), ("condition", .string(condition)), ("figure", .string(figure)),
      ("unit", .string(unit)), ("median", .number(Finding.text(of: median))),
      ("min", .number(Finding.text(of: rounds.min() ?? 0))), ("max", .number(Finding.text(of: rounds.max() ?? 0))),
      ("rounds", .integer(rounds.count)), ("target", target.map { .string($0.text) }),
      ("met", target.map { .boolean($0.isMet(by: median)) }),
    ])
  }

  /// A value in as many digits as mean something: whole from 100 on, else two decimals, or three below one.
  static func text(of value: Double) -> String {
    guard value.isFinite else { return "0" }
    if value.magnitude >= 100 || value == value.rounded() { return String(Int(value.rounded())) }
    let part = value.magnitude < 1 ? 1_000.0 : 100
    return String((value * part).rounded() / part)
  }
}

/// Gathers findings: a JSON line on standard output as each is made, one table on standard error at the end.
final class Findings {
  private(set) var all: [Finding] = []

  /// Notes a figure; a figure without a round is left out.
  func add(
    _ benchmark: String, _ condition: String, _ figure: String, _ unit: String, _ rounds: [Double],
    _ target: Finding.Target? = nil
  ) {
    guard !rounds.isEmpty else { return }
    let finding = Finding(
      benchmark: benchmark, condition: condition, figure: figure, unit: unit, rounds: rounds, target: target)
    all.append(finding)
    Findings.write(finding.json.text, to: .standardOutput)
  }

  /// Says on standard error what is going on.
  static func say(_ words: String) { write(words, to: .standardError) }

  private static func write(_ line: String, to file: FileHandle) {
    try? file.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Prints every finding in a table: the median, the spread over the rounds, and the target.
  func printTable() {
    var rows = [["benchmark", "condition", "figure", "median", "min", "max", "unit", "rounds", "target", ""]]
    for finding in all {
      rows.append([
        finding.benchmark, finding.condition, finding.figure, Finding.text(of: finding.median),
        Finding.text(of: finding.rounds.min() ?? 0), Finding.text(of: finding.rounds.max() ?? 0), finding.unit,
        String(finding.rounds.count), finding.target?.text ?? "",
        finding.target.map { $0.isMet(by: finding.median) ? "reached" : "MISSED" } ?? "",
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    for (number, row) in rows.enumerated() {
      let cells = zip(row, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return (3...5).contains(column) ? space + cell.0 : cell.0 + space
      }
      Findings.say(cells.joined(separator: "  "))
      if number == 0 { Findings.say(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")) }
    }
  }
}

/// Latencies, and what is said of them.
struct Samples {
  /// In microseconds, in the order in which they were taken.
  var microseconds: [Double] = []

  /// The latency that a part of all stay below: 0.5 is the median.
  func quantile(_ part: Double) -> Double { Samples.quantile(part, of: microseconds.sorted()) }

  /// The nearest-rank quantile of values in order; 0 of none.
  static func quantile(_ part: Double, of sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))]
  }
}
