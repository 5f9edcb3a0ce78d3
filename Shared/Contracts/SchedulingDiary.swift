/// Books a child's next review.
public struct BookReview: Message {
  public let child: ChildID
  public let stream: ReviewStream?
  public let on: CivilDate
  public let mode: KebabWord
  public let venue: String?

  public static let name = "book-review"
  public static let words = "Books a child's next review."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock; default the one that runs"),
    .required("on", .date, "the day"),
    .required("mode", .oneOf(["in-person", "hybrid", "virtual"]), "how it is to meet"),
    .optional("venue", .text(1...100), "where"),
  ]
}

/// Moves a booked review to another day.
public struct MoveReview: Message {
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?
  public let on: CivilDate
  public let reason: String

  public static let name = "move-review"
  public static let words = "Moves a booked review to another day."
  public static let fields: [Field] = [
    .optional("review", .review, "the review"),
    .optional("child", .identifier, "the child, with reviewOn in place of review"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .required("on", .date, "the new day"),
    .required("reason", .text(1...200), "why"),
  ]
  public static let groups = [["review"], ["child", "reviewOn"]]
}

/// Cancels a booked review; its limit stays.
public struct CancelReview: Message {
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?
  public let reason: String

  public static let name = "cancel-review"
  public static let words = "Cancels a booked review; its limit stays."
  public static let fields: [Field] = [
    .optional("review", .review, "the review"),
    .optional("child", .identifier, "the child, with reviewOn in place of review"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .required("reason", .text(1...200), "why"),
  ]
  public static let groups = [["review"], ["child", "reviewOn"]]
}

/// Adjourns a review, once and for at most 20 working days (CPR 2010 reg 36(2)).
public struct AdjournReview: Message {
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?
  public let on: CivilDate
  public let until: CivilDate
  public let reason: String

  public static let name = "adjourn-review"
  public static let words = "Adjourns a review, once and for at most 20 working days (CPR 2010 reg 36(2))."
  public static let fields: [Field] = [
    .optional("review", .review, "the review"),
    .optional("child", .identifier, "the child, with reviewOn in place of review"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .required("on", .date, "the day on which it was adjourned"),
    .required("until", .date, "the day on which it is to go on"),
    .required("reason", .text(1...200), "why"),
  ]
  public static let groups = [["review"], ["child", "reviewOn"]]
}

/// What an officer makes of a cause for an early review (CPR 2010 reg 33(3)).
public enum EarlyReviewDecision: String, CaseIterable, Codable, Hashable, Sendable {
  /// The review is held earlier.
  case bringForward = "bring-forward"
  /// The review's limit stays.
  case notNeeded = "not-needed"
}

/// Decides whether a cause brings a review forward.
public struct DecideEarlyReview: Message {
  public let child: ChildID
  public let cause: KebabWord
  public let decision: EarlyReviewDecision
  public let by: ActedBy
  public let reason: String
  public let dueOn: CivilDate?

  public static let name = "decide-early-review"
  public static let words = "Decides whether a cause brings a review forward."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("cause", .word, "the cause"),
    .required("decision", .oneOf(EarlyReviewDecision.allCases.map(\.rawValue)), "what was decided"),
    .required("by", .object(ActedBy.fields), "who decided"),
    .required("reason", .text(1...200), "why"),
    .optional("dueOn", .date, "by which day the review is to be held"),
  ]
}
