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
  /// The children under 18 of the area, as told.
  public private(set) var populations = PopulationFile()

  /// Nothing.
  public init() {}

  /// The children under 18 of the area alone, as what a command is decided by tells them.
  public init(_ look: Look<ReportingState>) {
    if case .population(let file)? = look[.population] { populations = file }
  }

  /// What rates per 10,000 are set against, as was known then.
  public func populations(knownOn: Timestamp) -> Populations { Populations(populations, knownOn: knownOn, cut: nil) }

  /// The same of a scope: no more than it names.
  public func populations(of scope: Scope) -> Populations {
    Populations(populations, knownOn: scope.knownOn, cut: scope.populations)
  }

  /// What the states of an authority hold.
  public init(_ gather: Gather<ReportingState>) {
    for kind in ["figure", "action", "risk", "impact", "report", "population"] {
      gather.forEach(kind) { stream, state in
        switch state {
        case .figure(let file): figures[String(stream.text.dropFirst(kind.count + 1))] = file
        case .action(let file): actions.append(file)
        case .risk(let file): risks.append(file)
        case .impact(let file): impacts.append(file)
        case .report(let file): reports.append(file)
        case .population(let file): populations = file
        }
      }
    }
  }

  /// The report of this id; nil where none was signed off.
  public func report(_ report: ReportID) -> ReportFile? { reports.first { $0.signed.report == report } }

  /// What stands beside a figure of a period that ends on `day`: its target and the benchmarks of that year.
  func beside(_ figure: Figure, _ value: String?, on day: CivilDate) -> [(String, JSON?)] {
    guard let file = figures[figure.name] else { return [] }
    let benchmarks = file.benchmarks.filter { $0.year == Kept.year(of: day) && $0.row == nil }
    return [
      ("target", file.target(on: day).map { $0.json(value) }),
      ("benchmarks", benchmarks.isEmpty ? nil : .array(benchmarks.map(\.beside))),
    ]
  }

  /// What stands beside the rows of a table of a period that ends on `day`; nil where nothing does.
  func beside(_ table: Table, on day: CivilDate) -> JSON? {
    let benchmarks = benchmarks(of: table, on: day)
    return benchmarks.isEmpty ? nil : .array(benchmarks.map(\.beside))
  }

  /// What others reached in the rows of a table, a column a set.
  func others(_ table: Table, on day: CivilDate) -> [(column: String, values: [String: String])] {
    let benchmarks = benchmarks(of: table, on: day)
    let sets = Dictionary(grouping: benchmarks) { $0.set }
    return sets.keys.sorted().map { set in
      let values = (sets[set] ?? []).compactMap { one in one.row.map { ($0, one.value.plain) } }
      return ("\(set.text)-\(Kept.year(of: day))", Dictionary(values) { $1 })
    }
  }

  private func benchmarks(of table: Table, on day: CivilDate) -> [Benchmark] {
    (figures[table.name]?.benchmarks ?? []).filter { $0.row != nil && $0.year == Kept.year(of: day) }
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
      ("row", row.map { .string($0) }), ("set", .string(set.text)), ("year", .integer(year)), ("value", value.json),
      ("source", .string(source)),
    ])
  }
}
