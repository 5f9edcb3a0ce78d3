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
  /// Reviews after the 18th birthday, from the birthday or the previous one held; only a profile can set it.
  case postEighteenReview
  /// Reviews that a court has directed: the court says by which day.
  case courtDirectedReview
  /// Reviews under an intercountry adoption, from its start or the previous one held; only a profile can set it.
  case intercountryAdoptionReview
  /// The earliest day of the review of a child returned to the agency from a placement for adoption, from the return.
  case returnedChildReviewEarliest
  /// The latest day of the review of a child returned to the agency from a placement for adoption, from the return.
  case returnedChildReview
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
  /// The new officer's sheet, given to the child, from the allocation.
  case officerSheet
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
  /// The decision whether a review is brought forward, from the day its cause became known.
  case earlyReviewDecision
  /// The day for which the next review is booked, from the previous one held; only a profile can set it.
  case booking
  /// The talk of officer and social worker, before a review.
  case preDiscussion
  /// The social worker's report and the other papers, before a review.
  case papers
  /// Consultation of child, parents and carers, before a review.
  case consultation
  /// The officer's visit to the child, before a review; only a profile can set it.
  case preReviewVisit
  /// The letter to the child, from the review; only a profile can set it.
  case letter
  /// The review of the plan midway between two reviews, from the previous one held; only a profile can set it.
  case midwayReview
  /// The visit that follows a virtual review, from that review; only a profile can set it.
  case virtualFollowUp
  /// Record of a child protection conference, distributed, from the conference.
  case conferenceRecord
  /// First core group, from the initial conference.
  case coreGroup
  /// First personal education plan, from the day the child becomes looked after.
  case personalEducationPlan
  /// Review of the personal education plan each school term, from the one before.
  case personalEducationPlanReview
  /// Review of the pathway plan, from the one before.
  case pathwayPlanReview
  /// Social worker's first visit, from the start of the placement.
  case socialWorkFirstVisit
  /// Social worker's visits in a placement's first year, and after it where it is not meant to last to 18, from the one
  /// before.
  case socialWorkVisit
  /// Social worker's visits after the first year of a placement that is meant to last to 18, from the one before.
  case socialWorkLaterVisit
  /// Social worker's visits to a child with a parent under an interim care order, until the first review, from the one
  /// before; after it `socialWorkVisit`.
  case socialWorkInterimHomeVisit
  /// Social worker's visits to a child with a connected person approved for the time being, until the first review,
  /// from the one before.
  case socialWorkConnectedVisit
  /// Social worker's visits to a child with a connected person approved for the time being, after the first review,
  /// from the one before.
  case socialWorkConnectedLaterVisit
  /// Social worker's visits to a child placed for adoption, until the first review, from the one before; the first from
  /// the placement.
  case socialWorkAdoptionVisit
  /// Care proceedings, from their issue.
  case careProceedings
  /// Dispute resolution through all stages, from the formal start.
  case disputeResolution
}
