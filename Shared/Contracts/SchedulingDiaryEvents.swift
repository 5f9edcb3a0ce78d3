/// A review was booked.
public struct ReviewBooked: Message {
  public let child: ChildID
  public let review: ReviewID
  public let stream: ReviewStream
  public let number: Int
  public let on: CivilDate
  public let mode: KebabWord
  public let venue: String?
  public let officer: OfficerID?
  public let dueOn: CivilDate?
  public let localDueOn: CivilDate?

  public static let name = "review-booked"
  public static let words = "A review was booked."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock"),
    .required("number", .integer(0...100_000), "the review's number in its stream and period of care"),
    .required("on", .date, "the day"),
    .required("mode", .oneOf(["in-person", "hybrid", "virtual"]), "how it is to meet"),
    .optional("venue", .text(1...100), "where"),
    .optional("officer", .identifier, "the officer"),
    .optional("dueOn", .date, "the limit, itself in time"),
    .optional("localDueOn", .date, "the authority's own limit, where it is earlier"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, stream: ReviewStream, number: Int, on: CivilDate, mode: KebabWord,
    venue: String? = nil, officer: OfficerID? = nil, dueOn: CivilDate? = nil, localDueOn: CivilDate? = nil
  ) {
    self.child = child
    self.review = review
    self.stream = stream
    self.number = number
    self.on = on
    self.mode = mode
    self.venue = venue
    self.officer = officer
    self.dueOn = dueOn
    self.localDueOn = localDueOn
  }
}

/// A booked review was moved to another day.
public struct ReviewMoved: Message {
  public let child: ChildID
  public let review: ReviewID
  public let fromOn: CivilDate
  public let on: CivilDate
  public let reason: String

  public static let name = "review-moved"
  public static let words = "A booked review was moved to another day."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("fromOn", .date, "the day on which it was booked before"),
    .required("on", .date, "the new day"),
    .required("reason", .text(1...200), "why"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, fromOn: CivilDate, on: CivilDate, reason: String
  ) {
    self.child = child
    self.review = review
    self.fromOn = fromOn
    self.on = on
    self.reason = reason
  }
}

/// A booked review was cancelled.
public struct ReviewCancelled: Message {
  public let child: ChildID
  public let review: ReviewID
  public let on: CivilDate
  public let reason: String

  public static let name = "review-cancelled"
  public static let words = "A booked review was cancelled."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("on", .date, "the day on which it was booked"),
    .required("reason", .text(1...200), "why"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, on: CivilDate, reason: String
  ) {
    self.child = child
    self.review = review
    self.on = on
    self.reason = reason
  }
}

/// A review was adjourned.
public struct ReviewAdjourned: Message {
  public let child: ChildID
  public let review: ReviewID
  public let on: CivilDate
  public let until: CivilDate
  public let dueOn: CivilDate?
  public let reason: String

  public static let name = "review-adjourned"
  public static let words = "A review was adjourned."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("on", .date, "the day on which it was adjourned"),
    .required("until", .date, "the day on which it is to go on"),
    .optional("dueOn", .date, "the last day to which it may be adjourned"),
    .required("reason", .text(1...200), "why"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, on: CivilDate, until: CivilDate, dueOn: CivilDate? = nil, reason: String
  ) {
    self.child = child
    self.review = review
    self.on = on
    self.until = until
    self.dueOn = dueOn
    self.reason = reason
  }
}

/// It was decided whether a cause brings a review forward.
public struct EarlyReviewDecided: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let cause: KebabWord
  public let decision: EarlyReviewDecision
  public let reason: String
  public let dueOn: CivilDate?
  public let changedOn: CivilDate?

  public static let name = "early-review-decided"
  public static let words = "It was decided whether a cause brings a review forward."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .required("cause", .word, "the cause"),
    .required("decision", .oneOf(EarlyReviewDecision.allCases.map(\.rawValue)), "what was decided"),
    .required("reason", .text(1...200), "why"),
    .optional("dueOn", .date, "by which day the review is to be held"),
    .optional("changedOn", .date, "the day of the change that was the cause"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID? = nil, cause: KebabWord, decision: EarlyReviewDecision, reason: String,
    dueOn: CivilDate? = nil, changedOn: CivilDate? = nil
  ) {
    self.child = child
    self.review = review
    self.cause = cause
    self.decision = decision
    self.reason = reason
    self.dueOn = dueOn
    self.changedOn = changedOn
  }
}
