/// With what words a command may be carried out though something is odd: what `describe` says.
extension SchedulingCommand {
  /// Each word once, in the order in which it is looked for.
  var warnings: [String] {
    switch self {
    case .changeOfficer: ["duties-exceed-time", "children-allocated"]
    case .allocateOfficer: Self.ofNamedOfficer
    case .reallocateChildren: Self.ofNamedOfficer + ["no-officer-fits"]
    case .bookReview, .moveReview:
      [
        "not-a-working-day", "after-the-limit", "after-the-local-limit", "after-the-planned-day", "officer-away",
        "officer-booked-elsewhere", "officer-booked-that-day", "no-officer", "sibling-on-another-day",
      ]
    case .adjournReview: ["not-a-working-day", "after-the-local-limit"]
    case .decideEarlyReview: ["not-before-the-limit"]
    case .distributeRecord: ["record-not-complete"]
    case .makeRecommendation: ["due-in-past"]
    case .recordPreDiscussion, .recordVisit, .recordOversight, .recordContact, .holdMidwayReview:
      ["not-in-care", "officer-not-in-post"]
    case .holdConference: ["not-quorate", "no-strategy-discussion", "no-conference-before"]
    case .completeAudit: ["form-not-of-the-profile"]
    case .drawSample: ["nothing-to-draw"]
    case .adoptPolicy, .adoptCalendar, .registerOfficer, .setFundedPosts, .cancelReview, .holdReview, .completeRecord,
      .issueLetter, .closeRecommendation, .recordDocument, .distributeConferenceRecord, .recordFinding, .recordActivity:
      []
    }
  }

  /// What may speak against an officer who is named for a child.
  private static let ofNamedOfficer = [
    "officer-not-in-post", "officer-away", "officer-leaves", "over-maximum", "no-time", "does-not-chair-reviews",
    "conflict-of-interest", "over-guide", "sibling-with-another-officer",
  ]
}
