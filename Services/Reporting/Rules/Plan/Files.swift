public import Contracts

/// The targets and benchmarks of a figure, in order of telling.
public struct FigureFile: Codable, Equatable, Sendable {
  /// The targets that were set.
  public internal(set) var targets: [Target] = []
  /// The benchmarks that were loaded, one a set and year: the one told last.
  public internal(set) var benchmarks: [Benchmark] = []

  /// The target that holds on `day`: of those that do, the one told last.
  func target(on day: CivilDate) -> Target? { targets.last { $0.from <= day && $0.to.map { day <= $0 } ?? true } }

  /// Takes a benchmark, in place of that of the same set and year.
  mutating func take(_ benchmark: Benchmark) {
    benchmarks.removeAll { $0.set == benchmark.set && $0.year == benchmark.year && $0.row == benchmark.row }
    benchmarks.append(benchmark)
    benchmarks.sort { ($0.set, $0.year, $0.row ?? "") < ($1.set, $1.year, $1.row ?? "") }
  }
}

/// An action of the work plan, as set last, and how it got on.
public struct ActionFile: Codable, Equatable, Sendable {
  /// The action as it was set last.
  public internal(set) var set: ActionSet
  /// How it got on, in order of telling.
  public internal(set) var progress: [ActionProgress] = []

  /// Where it stands.
  var status: KebabWord { progress.last?.status ?? set.status }
}

/// A risk, as it was rated, in order of telling; never empty.
public struct RiskFile: Codable, Equatable, Sendable {
  /// The ratings.
  public internal(set) var ratings: [RiskRated]
}

/// An example of impact.
public struct ImpactFile: Codable, Equatable, Sendable {
  /// The example as it was recorded.
  public internal(set) var recorded: ImpactRecorded
}

/// A report that was signed off.
public struct ReportFile: Codable, Equatable, Sendable {
  /// What was signed.
  public internal(set) var signed: ReportSignedOff
  /// When.
  public internal(set) var signedOn: Timestamp
}
