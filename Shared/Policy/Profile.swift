public import Contracts

/// What an authority has chosen: the statutory baseline and its own differences from it.
///
/// The baseline's numbers (`Limit.statutory`) never change; a local limit is a second clock beside the statutory one,
/// never in its place. A profile is a value: adopting one is an event that holds it whole, and an adopted profile is
/// never edited.
public struct Profile: Hashable, Sendable {
  /// The profile's name, such as `westminster`.
  public internal(set) var name: KebabWord
  /// The local limits, where they differ from the baseline.
  public internal(set) var local: [Limit: Span] = [:]
  /// Children to one full-time officer, the guide against which caseloads are shown.
  public internal(set) var caseload = baselineCaseload
  /// The bands into which ages are sorted; nil where the authority has none of its own.
  public internal(set) var ageBands: [AgeBand]?
  /// The stages of dispute resolution; nil where any stage is taken and counted.
  public internal(set) var ladder: Ladder?
  /// Baseline numbers that the authority has put right, of limits that no text confirmed.
  public internal(set) var corrections: [Limit: Correction] = [:]
  /// The kinds of deadline that are watched: those of the baseline and the authority's own.
  public internal(set) var watched: Set<KebabWord> = DeadlineKind.baselineWatched
  /// Working days of warning, where they differ from the baseline's.
  public internal(set) var lead: [KebabWord: Int] = [:]
  /// What is asked for in placements of some kinds, or after a move.
  public internal(set) var oversight: [OversightRule] = []
  /// Reviews beside those that statute asks for.
  public internal(set) var reviews: [ExtraReview] = []
  /// The groups of children that are kept in sight: those of the baseline and the authority's own.
  public internal(set) var cohorts: [CohortRule] = CohortRule.baseline
  /// How much work one child is beside another.
  public internal(set) var weights: CaseWeights = .baseline
  /// The forms that are completed for reviews and conferences.
  public internal(set) var forms: [AuditForm] = []
  /// Placements that the law forbids: those of the baseline and later ones.
  public internal(set) var unlawful: [UnlawfulPlacement] = UnlawfulPlacement.baseline
  /// Times in which the law let certain limits go: those of the baseline and later ones.
  public internal(set) var relaxations: [Relaxation] = Relaxation.baseline
  /// When challenges of one theme and team make a theme that should go to a senior role.
  public internal(set) var patterns: ThemePattern = .baseline
  /// What raises alerts by itself; nothing unless said.
  public internal(set) var alerts: [AlertRule] = []
  /// Whether officers chair child protection conferences too, so that both kinds of work count as one load.
  public internal(set) var dualRole = false
  /// How the authority itself counts and prints figures.
  public internal(set) var figures: FigureRules = .baseline
  /// The form in which the authority's annual report is printed; nil where the plain one will do.
  public internal(set) var reportForm: KebabWord?

  /// The guide of the baseline: 50 to 70 children (IRO Handbook 2010 para 7.15).
  public static let baselineCaseload = 50...70

  /// The baseline alone: no local limits, any stage of dispute.
  public static let statutory = Profile(name: KebabWord(fixed: "statutory"))

  /// The baseline under a name.
  init(name: KebabWord) {
    self.name = name
  }
}

// MARK: - Limits

extension Profile {
  /// The statutory number of a limit: the baseline's, or what the authority has put right; nil where no source sets
  /// one.
  public func statutorySpan(of limit: Limit) -> Span? { corrections[limit]?.span ?? limit.statutory }

  /// Regulation and paragraph of the statutory number, or who set it.
  public func source(of limit: Limit) -> String { corrections[limit]?.source ?? limit.source }

  /// The end of the statutory limit from an event, or the last day before it for a limit that runs back; nil where no
  /// source sets one or the calendar does not know. A relaxation of the law does not change it: see `relaxed`.
  public func statutoryEnd(
    of limit: Limit, from event: CivilDate, by calendar: WorkingCalendar
  ) -> WorkingCalendar.Reckoning? {
    statutorySpan(of: limit).flatMap { Self.end(of: limit, $0, from: event, by: calendar) }
  }

  /// The end of the local limit from an event, or the last day before it for a limit that runs back; nil where the
  /// authority has none or the calendar does not know.
  public func localEnd(
    of limit: Limit, from event: CivilDate, by calendar: WorkingCalendar
  ) -> WorkingCalendar.Reckoning? {
    local[limit].flatMap { Self.end(of: limit, $0, from: event, by: calendar) }
  }

  /// Where a statutory limit falls that fell on a day within a relaxation of the law, and which one that is; nil where
  /// none touches it or the calendar does not know.
  public func relaxed(
    _ limit: Limit, fallingOn day: CivilDate, by calendar: WorkingCalendar
  ) -> (reckoning: WorkingCalendar.Reckoning, relaxation: Relaxation)? {
    for relaxation in relaxations {
      if let end = relaxation.end(of: limit, fallingOn: day, by: calendar) { return (end, relaxation) }
    }
    return nil
  }

  private static func end(
    of limit: Limit, _ span: Span, from event: CivilDate, by calendar: WorkingCalendar
  ) -> WorkingCalendar.Reckoning? {
    limit.isBefore ? span.start(before: event, by: calendar) : span.end(from: event, by: calendar)
  }
}

// MARK: - What is watched

extension Profile {
  /// Whether deadlines of this kind are watched: told of when they approach and when they are missed.
  public func watches(_ kind: DeadlineKind) -> Bool { watched.contains(kind.word) }

  /// Working days before a limit of this kind on which it is said to be approaching: the authority's, else 20 for a
  /// review and 5 for all else.
  public func leadWorkingDays(of kind: DeadlineKind) -> Int {
    lead[kind.word] ?? kind.baselineLeadWorkingDays
  }

  /// Working days before the limit of an answer to a challenge on which it is said to be due: the authority's, else 2.
  public var disputeLeadWorkingDays: Int { lead[Self.disputeResponse] ?? 2 }

  /// The answer to a challenge, among the leads of a profile.
  static let disputeResponse = KebabWord(fixed: "dispute-response")

  /// The last day on which the whole formal process of a challenge is in time that began on `day`: the Handbook's
  /// limit, or the authority's own where that is earlier; nil where the calendar does not know.
  public func disputeProcessEnd(from day: CivilDate, by calendar: WorkingCalendar) -> CivilDate? {
    [
      statutoryEnd(of: .disputeResolution, from: day, by: calendar),
      localEnd(of: .disputeResolution, from: day, by: calendar),
    ]
    .compactMap { $0?.end }.min()
  }

  /// The ban that a placement of this type breaks for a child of this age on a day; nil where it is lawful.
  public func ban(on placement: PlacementType, age: Int, on day: CivilDate) -> UnlawfulPlacement? {
    unlawful.first { $0.forbids(placement, age: age, on: day) }
  }

  /// The forms that are completed before a review or a conference.
  public func forms(before meeting: AuditForm.Meeting) -> [AuditForm] { forms.filter { $0.before == meeting } }
}
