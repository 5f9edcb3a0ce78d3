/// A time limit that the service watches. Each has its number in the statutory baseline, with regulation and
/// paragraph, and may have a local one beside it in an authority's profile.
///
/// In the sources, CPR is the Care Planning, Placement and Case Review (England) Regulations 2010 and AAR the Adoption
/// Agencies Regulations 2005. Handbook is the IRO Handbook (statutory guidance, 2010).
public enum Limit: String, CaseIterable, Sendable {
  /// First review, from the day the child becomes looked after.
  case firstReview
  /// Second review, from the first one held.
  case secondReview
  /// Third and later reviews, from the previous one held.
  case laterReview
  /// First review in a series of short breaks, from the first break.
  case shortBreaksFirstReview
  /// Later reviews in a series of short breaks, from the previous one held.
  case shortBreaksLaterReview
  /// First adoption review, from the day the agency first has authority to place.
  case authorityToPlaceFirstReview
  /// Later adoption reviews until placed, from the previous one held.
  case authorityToPlaceLaterReview
  /// First review after placement for adoption, from the placement.
  case placedFirstReview
  /// Second review after placement for adoption, from the first one held.
  case placedSecondReview
  /// Later reviews after placement for adoption, from the previous one held.
  case placedLaterReview
  /// Reviews after care, from the previous one held; only a profile can set it.
  case postCareReview
  /// Initial child protection conference, from the strategy discussion.
  case initialConference
  /// First review conference, from the initial one.
  case firstReviewConference
  /// Later review conferences, from the previous one.
  case laterReviewConference
  /// Appointment of a child's officer, from the day the child becomes looked after.
  case allocation
  /// Notice of a new looked-after child to the service, from that day; a later notice is counted as late.
  case notice
  /// Completion of an adjourned review, from the adjournment.
  case adjournment
  /// List of a review's decisions, from the review.
  case decisions
  /// Written record of a review, from the review.
  case record
  /// Distribution of the record, from the review.
  case distribution
  /// Participation code of a review, from the review; without one it is missing.
  case participation
  /// Care plan, from the start of the first placement.
  case carePlan
  /// Initial health assessment, from the day the child becomes looked after.
  case initialHealthAssessment
  /// Health assessment of a child under 5, from the one before.
  case healthAssessmentUnderFive
  /// Health assessment of a child of 5 and over, from the one before.
  case healthAssessment
  /// Pathway assessment, from the 16th birthday.
  case pathwayAssessment
  /// Return home interview, from the return of a missing child.
  case returnInterview
  /// Care proceedings, from their issue.
  case careProceedings
  /// Dispute resolution through all stages, from the formal start.
  case disputeResolution
}

extension Limit {
  /// The baseline's number; nil where no source sets one.
  public var statutory: Span? {
    switch self {
    case .firstReview: .workingDays(20)
    case .secondReview, .shortBreaksFirstReview, .authorityToPlaceFirstReview, .placedSecondReview: .months(3)
    case .laterReview, .shortBreaksLaterReview, .authorityToPlaceLaterReview, .placedLaterReview: .months(6)
    case .placedFirstReview: .weeks(4)
    case .postCareReview: nil
    case .initialConference: .workingDays(15)
    case .firstReviewConference: .months(3)
    case .laterReviewConference: .months(6)
    case .allocation, .notice, .decisions: .workingDays(5)
    case .adjournment, .record, .distribution, .disputeResolution: .workingDays(20)
    case .participation: .days(28)
    case .carePlan: .workingDays(10)
    case .initialHealthAssessment: .workingDays(20)
    case .healthAssessmentUnderFive: .months(6)
    case .healthAssessment: .months(12)
    case .pathwayAssessment: .months(3)
    case .returnInterview: .days(3)
    case .careProceedings: .weeks(26)
    }
  }

  /// Regulation and paragraph of the baseline's number, or who set it where it is not statute.
  public var source: String {
    switch self {
    case .firstReview: "CPR 2010 reg 33(1)"
    case .secondReview, .laterReview: "CPR 2010 reg 33(2)"
    case .shortBreaksFirstReview, .shortBreaksLaterReview: "CPR 2010 reg 48(3)(d)"
    case .authorityToPlaceFirstReview: "AAR 2005 reg 36(1)(a)"
    case .authorityToPlaceLaterReview: "AAR 2005 reg 36(1)(b)"
    case .placedFirstReview: "AAR 2005 reg 36(3)(a)"
    case .placedSecondReview: "AAR 2005 reg 36(3)(b)"
    case .placedLaterReview: "AAR 2005 reg 36(3)(c)"
    case .postCareReview: "local policy; no statute sets a limit"
    case .initialConference, .firstReviewConference, .laterReviewConference:
      "Working Together to Safeguard Children, child protection conferences"
    case .allocation: "IRO Handbook 2010; Children Act 1989 s25A(2)"
    case .notice, .participation: "default of Holdfast; no statute sets a limit"
    case .adjournment: "CPR 2010 reg 36(2)"
    case .decisions, .record, .distribution: "IRO Handbook 2010"
    case .carePlan: "CPR 2010 reg 4"
    case .initialHealthAssessment, .healthAssessmentUnderFive, .healthAssessment: "CPR 2010 reg 7"
    case .pathwayAssessment: "CPR 2010 reg 42"
    case .returnInterview: "Children who run away or go missing from home or care, statutory guidance 2014: 72 hours"
    case .careProceedings: "Children Act 1989 s32(1)(a)"
    case .disputeResolution: "IRO Handbook 2010 para 6.2"
    }
  }

  /// The limit's name in kebab words, such as `first-review`.
  public var word: String { Limit.words[self] ?? rawValue }

  private static let words = Dictionary(
    uniqueKeysWithValues: allCases.map { limit in
      (limit, limit.rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined())
    })
}
