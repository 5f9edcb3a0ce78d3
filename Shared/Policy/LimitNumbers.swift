extension Limit {
  /// The baseline's number; nil where no source sets one.
  public var statutory: Span? {
    switch self {
    case .firstReview: .workingDays(20)
    case .secondReview, .shortBreaksFirstReview, .authorityToPlaceFirstReview, .placedSecondReview: .months(3)
    case .laterReview, .shortBreaksLaterReview, .authorityToPlaceLaterReview, .placedLaterReview: .months(6)
    case .placedFirstReview: .weeks(4)
    case .returnedChildReviewEarliest: .days(28)
    case .returnedChildReview: .days(42)
    case .postCareReview, .postEighteenReview, .courtDirectedReview, .intercountryAdoptionReview: nil
    case .initialConference: .workingDays(15)
    case .firstReviewConference: .months(3)
    case .laterReviewConference: .months(6)
    case .conferenceRecord: .workingDays(20)
    case .coreGroup: .workingDays(10)
    case .allocation, .notice, .decisions, .earlyReviewDecision, .officerSheet: .workingDays(5)
    case .adjournment, .record, .distribution, .disputeResolution: .workingDays(20)
    case .participation: .days(28)
    case .preDiscussion: .workingDays(15)
    case .papers: .workingDays(3)
    case .consultation: .workingDays(10)
    case .booking, .preReviewVisit, .letter, .midwayReview, .virtualFollowUp: nil
    case .carePlan: .workingDays(10)
    case .initialHealthAssessment, .personalEducationPlan: .workingDays(20)
    case .healthAssessmentUnderFive, .pathwayPlanReview: .months(6)
    case .healthAssessment: .months(12)
    case .personalEducationPlanReview: .months(4)
    case .pathwayAssessment: .months(3)
    case .socialWorkFirstVisit, .socialWorkInterimHomeVisit, .socialWorkConnectedVisit, .socialWorkAdoptionVisit:
      .weeks(1)
    case .socialWorkVisit: .weeks(6)
    case .socialWorkLaterVisit: .months(3)
    case .socialWorkConnectedLaterVisit: .weeks(4)
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
    case .returnedChildReviewEarliest, .returnedChildReview: "AAR 2005 reg 36(8)"
    case .courtDirectedReview: "direction of the court"
    case .postCareReview, .postEighteenReview, .intercountryAdoptionReview, .booking, .preReviewVisit, .letter,
      .midwayReview, .virtualFollowUp:
      "local policy; no statute sets a limit"
    case .initialConference, .firstReviewConference, .laterReviewConference, .coreGroup:
      "Working Together to Safeguard Children, child protection conferences"
    case .allocation: "IRO Handbook 2010; Children Act 1989 s25A(2)"
    case .notice, .participation, .officerSheet, .earlyReviewDecision, .conferenceRecord:
      "default of Holdfast; no statute sets a limit"
    case .adjournment: "CPR 2010 reg 36(2)"
    case .decisions, .record, .distribution, .preDiscussion, .papers, .consultation: "IRO Handbook 2010"
    case .carePlan: "CPR 2010 reg 4"
    case .initialHealthAssessment, .healthAssessmentUnderFive, .healthAssessment: "CPR 2010 reg 7"
    case .personalEducationPlan, .personalEducationPlanReview:
      "Promoting the education of looked-after children, statutory guidance 2018"
    case .pathwayAssessment: "CPR 2010 reg 42"
    case .pathwayPlanReview: "Care Leavers (England) Regulations 2010 reg 7"
    case .socialWorkFirstVisit: "CPR 2010 reg 28(2)(a)"
    case .socialWorkVisit, .socialWorkLaterVisit: "CPR 2010 reg 28(2)(b), (c)"
    case .socialWorkInterimHomeVisit: "CPR 2010 reg 28(3)"
    case .socialWorkConnectedVisit, .socialWorkConnectedLaterVisit: "CPR 2010 reg 28(4)"
    case .socialWorkAdoptionVisit: "AAR 2005 reg 36(4)"
    case .returnInterview: "Children who run away or go missing from home or care, statutory guidance 2014: 72 hours"
    case .careProceedings: "Children Act 1989 s32(1)(a)"
    case .disputeResolution: "IRO Handbook 2010 para 6.2"
    }
  }

  /// True where the limit runs back from its event, so that it is the last day on which a thing is in time before it.
  public var isBefore: Bool {
    switch self {
    case .preDiscussion, .papers, .consultation, .preReviewVisit: true
    case .firstReview, .secondReview, .laterReview, .shortBreaksFirstReview, .shortBreaksLaterReview,
      .authorityToPlaceFirstReview, .authorityToPlaceLaterReview, .placedFirstReview, .placedSecondReview,
      .placedLaterReview, .postCareReview, .postEighteenReview, .courtDirectedReview, .intercountryAdoptionReview,
      .returnedChildReviewEarliest, .returnedChildReview, .initialConference, .firstReviewConference,
      .laterReviewConference, .allocation, .notice, .adjournment, .decisions, .record, .distribution, .participation,
      .officerSheet, .carePlan, .initialHealthAssessment, .healthAssessmentUnderFive, .healthAssessment,
      .pathwayAssessment,
      .returnInterview, .earlyReviewDecision, .booking, .letter, .midwayReview, .virtualFollowUp, .conferenceRecord,
      .coreGroup, .personalEducationPlan, .personalEducationPlanReview, .pathwayPlanReview, .socialWorkFirstVisit,
      .socialWorkVisit, .socialWorkLaterVisit, .socialWorkInterimHomeVisit, .socialWorkConnectedVisit,
      .socialWorkConnectedLaterVisit, .socialWorkAdoptionVisit, .careProceedings, .disputeResolution:
      false
    }
  }

  /// True where the baseline's number comes from general knowledge or is a default of ours, and no text at hand
  /// confirmed it: a profile may correct it, and says by which source.
  public var isFromMemory: Bool {
    switch self {
    case .adjournment, .decisions, .preDiscussion, .papers, .consultation, .carePlan, .initialHealthAssessment,
      .healthAssessmentUnderFive, .healthAssessment, .personalEducationPlan, .personalEducationPlanReview,
      .pathwayAssessment, .pathwayPlanReview, .returnInterview, .firstReviewConference, .laterReviewConference,
      .conferenceRecord, .earlyReviewDecision, .returnedChildReviewEarliest, .returnedChildReview:
      true
    case .firstReview, .secondReview, .laterReview, .shortBreaksFirstReview, .shortBreaksLaterReview,
      .authorityToPlaceFirstReview, .authorityToPlaceLaterReview, .placedFirstReview, .placedSecondReview,
      .placedLaterReview, .postCareReview, .postEighteenReview, .courtDirectedReview, .intercountryAdoptionReview,
      .initialConference, .allocation, .notice, .record, .distribution, .participation, .officerSheet, .booking,
      .preReviewVisit, .letter, .midwayReview, .virtualFollowUp, .coreGroup, .socialWorkFirstVisit, .socialWorkVisit,
      .socialWorkLaterVisit, .socialWorkInterimHomeVisit, .socialWorkConnectedVisit, .socialWorkConnectedLaterVisit,
      .socialWorkAdoptionVisit, .careProceedings, .disputeResolution:
      false
    }
  }
}

extension Limit {
  /// The limit's name in kebab words, such as `first-review`.
  public var word: String { Limit.words[self] ?? rawValue }

  /// The limit of this name in kebab words, if there is one.
  public init?(word: String) {
    guard let limit = Limit.named[word] else { return nil }
    self = limit
  }

  private static let words = Dictionary(
    uniqueKeysWithValues: allCases.map { limit in
      (limit, limit.rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined())
    })

  private static let named = Dictionary(uniqueKeysWithValues: words.map { ($0.value, $0.key) })
}
