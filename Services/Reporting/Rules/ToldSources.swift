public import Contracts

extension Sources {
  /// What placements, details and entries say beyond what periods of care hold, of the children in care.
  public static let described = Sources(rawValue: 1 << 14)
  /// What officers did between reviews, and audits, samples and activities.
  public static let work = Sources(rawValue: 1 << 15)
  /// What was recorded of the reviews that were complete within the period: how they met, who came, how the child took
  /// part, what went out afterwards.
  public static let meetings = Sources(rawValue: 1 << 16)
  /// Consultations, views, offers, information, promises, feedback.
  public static let voice = Sources(rawValue: 1 << 17)
  /// Recommendations, whenever they were made.
  public static let recommendations = Sources(rawValue: 1 << 18)
  /// Disputes and their steps, whenever they were raised, and what else that service told.
  public static let challenges = Sources(rawValue: 1 << 19)
  /// Deadlines that came near or were missed.
  public static let deadlines = Sources(rawValue: 1 << 20)
  /// Joinings and leavings of cohorts, whenever they were.
  public static let cohorts = Sources(rawValue: 1 << 21)
  /// Child protection, whenever it was.
  public static let protection = Sources(rawValue: 1 << 22)
  /// Court events, permanence plans, milestones and missing episodes, whenever they were.
  public static let plans = Sources(rawValue: 1 << 23)
  /// All that was told of entries, leavings, allocations and reviews of the children in care.
  public static let courses = Sources(rawValue: 1 << 24)
  /// Permanence plans, whenever they were set.
  public static let permanence = Sources(rawValue: 1 << 25)
  /// By which channels the child's views reached the reviews that were complete within the period.
  public static let channels = Sources(rawValue: 1 << 26)
  /// Samples drawn, and what was found in them.
  public static let samples = Sources(rawValue: 1 << 27)

  /// What is loaded for a part that is kept as it was told.
  public struct Wanted: Sendable {
    /// The part.
    public let part: Sources
    /// Who told it.
    public let service: ServiceName
    /// The types of its events.
    public let types: [String]
    /// Of what.
    public let extent: Extent
  }

  /// Of what a part is loaded.
  public enum Extent: Sendable {
    /// What happened within the period.
    case within
    /// What happened up to the end of the period.
    case everBefore
    /// What was told of the reviews that were complete within the period.
    case ofReviews
    /// What happened up to the end of the period to the children of whom there are periods of care.
    case ofChildren
  }

  /// What is loaded for each part that is kept as it was told.
  public static let wanted: [Wanted] = [
    Wanted(
      part: .described, service: .scheduling,
      types: ["child-entered-care", "child-details-changed", "placement-changed"], extent: .ofChildren),
    Wanted(
      part: .work, service: .scheduling,
      types: [
        "pre-discussion-recorded", "visit-recorded", "oversight-recorded", "contact-recorded", "midway-review-held",
        "document-recorded", "audit-completed", "sample-drawn", "finding-recorded", "activity-recorded",
      ], extent: .within),
    Wanted(
      part: .meetings, service: .scheduling,
      types: ["review-held", "record-completed", "record-distributed", "letter-issued"], extent: .ofReviews),
    Wanted(
      part: .meetings, service: .participation, types: ["attendance-recorded", "participation-recorded"],
      extent: .ofReviews),
    Wanted(
      part: .voice, service: .participation,
      types: [
        "consultation-sent", "consultation-returned", "views-recorded", "preference-recorded", "advocacy-offered",
        "advocacy-referred", "independent-visitor-offered", "information-given", "interpreter-arranged",
        "feedback-recorded", "promise-made", "promise-kept", "child-unheard", "invitation-sent",
      ], extent: .within),
    Wanted(
      part: .recommendations, service: .scheduling, types: ["recommendation-made", "recommendation-closed"],
      extent: .everBefore),
    Wanted(
      part: .challenges, service: .disputes,
      types: [
        "dispute-raised", "dispute-responded", "dispute-escalated", "dispute-resolved", "remedy-evidenced",
        "referred-to-cafcass", "legal-advice-sought", "theme-declared", "good-practice-recorded", "clinic-held",
        "court-view-filed",
      ], extent: .everBefore),
    Wanted(
      part: .deadlines, service: .scheduling, types: ["deadline-approaching", "deadline-missed", "complaint-made"],
      extent: .within),
    Wanted(part: .cohorts, service: .scheduling, types: ["cohort-joined", "cohort-left"], extent: .everBefore),
    Wanted(
      part: .protection, service: .scheduling,
      types: ["child-protection-recorded", "conference-held", "conference-record-distributed"], extent: .everBefore),
    Wanted(
      part: .plans, service: .scheduling,
      types: [
        "court-event-recorded", "permanence-plan-set", "milestone-recorded", "missing-episode-recorded",
      ], extent: .everBefore),
    Wanted(part: .permanence, service: .scheduling, types: ["permanence-plan-set"], extent: .ofChildren),
    Wanted(
      part: .channels, service: .participation,
      types: ["consultation-sent", "consultation-returned", "views-recorded", "participation-recorded"],
      extent: .ofReviews),
    Wanted(part: .samples, service: .scheduling, types: ["sample-drawn", "finding-recorded"], extent: .within),
    Wanted(
      part: .courses, service: .scheduling,
      types: [
        "child-entered-care", "child-left-care", "officer-allocated", "officer-registered", "officer-changed",
        "review-held", "record-completed", "placement-changed", "legal-status-changed", "notification-late",
      ], extent: .everBefore),
    Wanted(part: .clocks, service: .scheduling, types: ["review-held", "review-due"], extent: .ofReviews),
    Wanted(
      part: .courses, service: .participation, types: ["participation-recorded", "attendance-recorded"],
      extent: .everBefore),
  ]
}
