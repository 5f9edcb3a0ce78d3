public import Contracts

/// An officer in post.
public struct OfficerInPost: Sendable {
  /// The officer.
  public let officer: OfficerID
  /// Full-time equivalent, in ten-thousandths of a post, so that sums are exact.
  public let fteTenThousandths: Int

  /// An officer with this full-time equivalent.
  public init(officer: OfficerID, fte: Double) {
    self.officer = officer
    fteTenThousandths = Int((fte * 10_000).rounded())
  }
}

/// What was told of an officer at once: a registration, or a change from a day on.
public struct OfficerTold: Sendable {
  /// The officer.
  public let officer: OfficerID
  /// Whether it is a registration.
  public let isRegistered: Bool
  /// The first day in post, or the first on which the change holds.
  public let from: CivilDate
  /// Full-time equivalent; nil where it stays.
  public let fte: Double?
  /// The last day in post; nil where that is not told.
  public let leftOn: CivilDate?

  /// What was told, by its parts.
  public init(officer: OfficerID, isRegistered: Bool, from: CivilDate, fte: Double?, leftOn: CivilDate?) {
    self.officer = officer
    self.isRegistered = isRegistered
    self.from = from
    self.fte = fte
    self.leftOn = leftOn
  }

  /// The officers in post on `day`, each with the full-time equivalent of that day, in order of officer; of what was
  /// `told` in order of telling. A change of an officer who is not registered says nothing.
  public static func inPost(_ told: [OfficerTold], on day: CivilDate) -> [OfficerInPost] {
    let officers = Dictionary(grouping: told, by: \.officer)
    return officers.keys.sorted().compactMap { officer in
      fte(officers[officer] ?? [], on: day).map { OfficerInPost(officer: officer, fte: $0) }
    }
  }

  /// One officer's full-time equivalent on `day`; nil where not in post. A part left out of a change stays as it was on
  /// the change's day when it was told; of two parts from the same day the one told last rules.
  private static func fte(_ told: [OfficerTold], on day: CivilDate) -> Double? {
    var terms: [(from: CivilDate, fte: Double)] = []
    var leftOn: CivilDate?
    for one in told where one.isRegistered || !terms.isEmpty {
      if let fte = one.fte ?? (terms.last { $0.from <= one.from } ?? terms.first)?.fte {
        terms.insert((one.from, fte), at: terms.lastIndex { $0.from <= one.from }.map { $0 + 1 } ?? 0)
      }
      leftOn = one.isRegistered ? nil : one.leftOn ?? leftOn
    }
    guard day <= leftOn ?? day else { return nil }
    return terms.last { $0.from <= day }?.fte
  }
}
