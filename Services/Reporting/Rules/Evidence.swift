/// Kinds of records without which a count of nothing is not nought but unknown: where nobody feeds them, nothing can be
/// counted, and a figure that prints 0 would say what nobody knows.
public struct Evidence: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int

  /// The kinds of these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Visits, and contacts or midway reviews that included the child.
  public static let sightings = Evidence(rawValue: 1)
  /// Audits of reviews.
  public static let audits = Evidence(rawValue: 2)
  /// Records of reviews.
  public static let records = Evidence(rawValue: 4)
  /// Allocations to officers.
  public static let allocations = Evidence(rawValue: 8)
  /// Officers.
  public static let officers = Evidence(rawValue: 16)
  /// Moves from one placement to another.
  public static let moves = Evidence(rawValue: 32)
  /// Anything of the service that keeps disputes.
  public static let disputes = Evidence(rawValue: 64)
  /// Answers to surveys.
  public static let surveys = Evidence(rawValue: 128)
  /// Children under 18 in the year of the last day.
  public static let population = Evidence(rawValue: 256)

  /// The kinds that a count from `sources` cannot do without.
  init(needed sources: Sources) {
    let needs: [(Sources, Evidence)] = [
      (.sightings, .sightings), (.audits, .audits), (.allocations, .allocations), (.officers, .officers),
      (.disputes, .disputes), (.surveys, .surveys), (.population, .population),
    ]
    self = needs.reduce(into: []) { if sources.contains($1.0) { $0.formUnion($1.1) } }
  }
}

extension Sources {
  /// What of the facts tells whether `evidence` is on record: enough to say that a figure is not recorded.
  init(telling evidence: Evidence) { self = evidence.isEmpty ? [] : .evidence }
}

extension Facts {
  /// Whether everything was told that a figure cannot do without.
  func records(_ figure: Figure) -> Bool { evidence.isSuperset(of: figure.needs) }

  /// Whether everything was told that a table cannot do without: the kinds of records that it declares, and of what is
  /// kept as it was told at least something.
  func records(_ table: Table) -> Bool {
    guard evidence.isSuperset(of: table.needs) else { return false }
    let kept = Sources.wanted.filter { Sources.fed.contains($0.part) && table.sources.contains($0.part) }
    guard !kept.isEmpty, table.division == nil else { return true }
    let types = Set(kept.flatMap(\.types))
    return told.contains { types.contains($0.type) }
  }
}

extension Sources {
  /// The parts of what is kept as it was told that somebody feeds by hand, or a system that may not be there: nothing
  /// of them may mean that nobody told.
  static let fed: Sources = [
    .work, .voice, .recommendations, .challenges, .protection, .plans, .permanence, .samples,
  ]
}
