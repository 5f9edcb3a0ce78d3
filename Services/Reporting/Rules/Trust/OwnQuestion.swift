public import Contracts
public import Policy

/// The questions about how far figures can be trusted, and about what stands beside them.
public enum OwnQuestion: String, CaseIterable, Sendable {
  case targets = "targets"
  case benchmarks = "benchmarks"
  case actions = "actions"
  case risks = "risks"
  case impacts = "impacts"
  case signedReports = "signed-reports"
  case definitions = "definitions"
  case reconciliation = "reconciliation"
  case restatements = "restatements"
  case comparePolicy = "compare-policy"
}

extension Asked.Period {
  /// A period that is asked for.
  ///
  /// - Throws: -32602 where it ends before it begins.
  public init(
    checking authority: Authority, _ from: CivilDate, _ to: CivilDate, _ knownOn: Timestamp?
  ) throws(Refusal) {
    self = try Asked.Period(authority, from, to, knownOn).checked([])
  }

  /// The same days of another year.
  public func moved(years: Int) -> Asked.Period {
    Asked.Period(authority, from.adding(months: 12 * years), to.adding(months: 12 * years), knownOn)
  }
}

extension Figure {
  /// The figures of these names, or all.
  ///
  /// - Throws: -32602 naming each that is none.
  public static func named(_ names: [KebabWord]?) throws(Refusal) -> [Figure] {
    guard let names else { return all }
    var faults: [Fault] = []
    for (index, name) in names.enumerated() where named(name.text) == nil {
      faults.append(Fault("unknown-figure", at: "/names/\(index)"))
    }
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
    return names.compactMap { named($0.text) }
  }
}

extension StatedFigure {
  /// The days of which it is stated, of a report of these days.
  ///
  /// - Throws: -32602 where the figure is none, or the days end before they begin.
  public func days(of report: Asked.Period, at pointer: String) throws(Refusal) -> Asked.Period {
    if Figure.named(figure.text) == nil { throw Refusal(.wrongParams, "unknown-figure", at: "\(pointer)/figure") }
    let from = from ?? report.from
    let to = to ?? report.to
    if to < from { throw Refusal(.wrongParams, "to-before-from", at: "\(pointer)/to") }
    return Asked.Period(report.authority, from, to, report.knownOn)
  }
}

extension ComparePolicyQuestion {
  /// The profile that is asked about: a shipped one by its name, or a whole one.
  ///
  /// - Throws: -32602 where there is none of that name, or naming all that is wrong with it.
  public func theirs() throws(Refusal) -> Profile {
    if let name = profile.string {
      guard let profile = Profile.embedded(name) else {
        throw Refusal(.wrongParams, "unknown-profile", at: "/profile")
      }
      return profile
    }
    do {
      return try Profile(json: profile)
    } catch {
      throw Refusal(.wrongParams, error.faults(under: "/profile"))
    }
  }
}

/// The parts of three months of a period, in order; none where it is no longer than one.
public func quarters(from: CivilDate, to: CivilDate) -> [(from: CivilDate, to: CivilDate)] {
  var quarters: [(from: CivilDate, to: CivilDate)] = []
  var first = from
  while first <= to {
    let next = from.adding(months: 3 * (quarters.count + 1))
    quarters.append((first, min(next.adding(days: -1), to)))
    guard next > first else { break }
    first = next
  }
  return quarters.count > 1 ? quarters : []
}
