public import Contracts

/// The kinds of deadline that the service reckons; a profile says which of them are watched.
public enum DeadlineKind: String, CaseIterable, Hashable, Sendable {
  /// A review, of whatever stream.
  case review
  /// The appointment of a child's officer.
  case allocation
  /// The decision whether a review is brought forward.
  case earlyReviewDecision = "early-review-decision"
  /// The completion of an adjourned review.
  case adjournedReview = "adjourned-review"
  /// The booking of the next review.
  case booking
  /// The talk of officer and social worker before a review.
  case preDiscussion = "pre-discussion"
  /// The papers of a review, shared before it.
  case papers
  /// The consultation of child and others before a review.
  case consultation
  /// The list of a review's decisions.
  case decisions
  /// The written record of a review.
  case record
  /// The distribution of the record.
  case distribution
  /// The letter to the child after a review.
  case letter
  /// The review of the plan midway between two reviews.
  case midwayReview = "midway-review"
  /// The officer's visit to the child.
  case visit
  /// The officer's oversight of a placement, told in a record.
  case oversight
  /// The visit that follows a virtual review.
  case virtualFollowUp = "virtual-follow-up"
  /// A placement that the law forbids for the child's age.
  case placementUnlawful = "placement-unlawful"
  /// A form of compliance or monitoring, completed for a review or a conference.
  case audit
  /// A recommendation's own day.
  case recommendation
  /// The care plan.
  case carePlan = "care-plan"
  /// The first health assessment.
  case initialHealthAssessment = "initial-health-assessment"
  /// A later health assessment.
  case reviewHealthAssessment = "review-health-assessment"
  /// The personal education plan, first and later ones.
  case personalEducationPlan = "personal-education-plan"
  /// The assessment of needs before leaving care.
  case pathwayAssessment = "pathway-assessment"
  /// The pathway plan, first and later ones.
  case pathwayPlan = "pathway-plan"
  /// The social worker's visit to the child.
  case socialWorkVisit = "social-work-visit"
  /// The return home interview after a missing episode.
  case returnInterview = "return-interview"
  /// The end of care proceedings.
  case careProceedings = "care-proceedings"
  /// A child protection conference.
  case conference
  /// The record of a conference, distributed.
  case conferenceRecord = "conference-record"
  /// The core group after a conference.
  case coreGroup = "core-group"
  /// The child protection adviser's invitation to a first review.
  case childProtectionAdviser = "child-protection-adviser"
  /// A check of an officer: registration, disclosure and barring.
  case officerCheck = "officer-check"

  /// The kind's name on the wire.
  public var word: KebabWord {
    guard let word = KebabWord(rawValue) else { preconditionFailure("\(rawValue) is no kebab word") }
    return word
  }

  /// The kinds that every profile watches: what statute asks of the service itself, and what is unlawful at once.
  public static let baselineWatched: Set<KebabWord> = Set(
    [review, allocation, earlyReviewDecision, adjournedReview, record, placementUnlawful, recommendation].map(\.word))

  /// Working days before a limit of this kind on which it is said to be approaching, unless a profile says otherwise:
  /// 20 for a review, whose papers and talks begin 15 working days before it, else 5. Default of Holdfast.
  public var baselineLeadWorkingDays: Int { self == .review ? 20 : 5 }
}
