public import Contracts

/// What Reporting itself keeps of an authority: what it was told beside the three feeds.
public struct Kept: Sendable {
  /// Targets and benchmarks, by figure.
  public private(set) var figures: [String: FigureFile] = [:]
  /// The work plan, in order of id.
  public private(set) var actions: [ActionFile] = []
  /// The risks, in order of id.
  public private(set) var risks: [RiskFile] = []
  /// Examples of impact, in order of id.
  public private(set) var impacts: [ImpactFile] = []
  /// Reports that were signed off, in order of id.
  public private(set) var reports: [ReportFile] = []

  /// Nothing.
  public init() {}

  /// What the states of an authority hold.
  public init(_ gather: Gather<ReportingState>) {
    for kind in ["figure", "action", "risk", "impact", "report"] {
      gather.forEach(kind) { stream, state in
        switch state {
        case .figure(let file): figures[String(stream.text.dropFirst(kind.count + 1))] = file
        case .action(let file): actions.append(file)
        case .risk(let file): risks.append(file)
        case .impact(let file): impacts.append(file)
        case .report(let file): reports.append(file)
        }
      }
    }
  }

  /// The report of this id; nil where none was signed off.
  public func report(_ report: ReportID) -> ReportFile? { reports.first { $0.signed.report == report } }

  /// What stands beside a figure of a period that ends on `day`: its target and the benchmarks of that year.
  func beside(_ figure: Figure, _ value: String?, on day: CivilDate) -> [(String, JSON?)] {
    guard let file = figures[figure.name] else { return [] }
    let benchmarks = file.benchmarks.filter { $0.year == Kept.year(of: day) }
    return [
      ("target", file.target(on: day).map { $0.json(value) }),
      ("benchmarks", benchmarks.isEmpty ? nil : .array(benchmarks.map(\.beside))),
    ]
  }

  /// The year in which the statistical year of a day ends: it runs from 1 April to 31 March.
  static func year(of day: CivilDate) -> Int { day.month < 4 ? day.year : day.year + 1 }
}

extension Target {
  /// Whether a value reaches the target; nil where there is no value.
  func isMet(_ value: String?) -> Bool? {
    value.flatMap { Double($0) }.map { direction.text == "at-least" ? $0 >= self.value : $0 <= self.value }
  }

  /// The target beside a value.
  func json(_ value: String?) -> JSON {
    .object([
      ("value", self.value.json), ("direction", .string(direction.text)), ("met", isMet(value).map { .boolean($0) }),
      ("from", .string(from.description)), ("to", to.map { .string($0.description) }),
      ("source", source.map { .string($0) }),
    ])
  }
}

extension Benchmark {
  /// The benchmark beside its figure.
  var beside: JSON {
    .object([
      ("set", .string(set.text)), ("year", .integer(year)), ("value", value.json), ("source", .string(source)),
    ])
  }
}
