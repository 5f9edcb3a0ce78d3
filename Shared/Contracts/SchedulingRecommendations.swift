/// Makes a recommendation: what is to be better for a child, by whose hand and when.
public struct MakeRecommendation: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let source: KebabWord
  public let outcome: String
  public let owner: KebabWord
  public let dueOn: CivilDate

  public static let name = "make-recommendation"
  public static let words = "Makes a recommendation: what is to be better for a child, by whose hand and when."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .required("source", .word, "where it was made: review, conference, audit, ..."),
    .required("outcome", .text(1...200), "what is to be reached"),
    .required("owner", .word, "the role that answers for it"),
    .required("dueOn", .date, "by when"),
  ]
}

/// A recommendation was made.
public struct RecommendationMade: Message {
  public let child: ChildID
  public let recommendation: RecommendationID
  public let review: ReviewID?
  public let source: KebabWord
  public let outcome: String
  public let owner: KebabWord
  public let dueOn: CivilDate

  public static let name = "recommendation-made"
  public static let words = "A recommendation was made."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("recommendation", .review, "the recommendation"),
    .optional("review", .review, "the review"),
    .required("source", .word, "where it was made: review, conference, audit, ..."),
    .required("outcome", .text(1...200), "what is to be reached"),
    .required("owner", .word, "the role that answers for it"),
    .required("dueOn", .date, "by when"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, recommendation: RecommendationID, review: ReviewID? = nil, source: KebabWord, outcome: String,
    owner: KebabWord, dueOn: CivilDate
  ) {
    self.child = child
    self.recommendation = recommendation
    self.review = review
    self.source = source
    self.outcome = outcome
    self.owner = owner
    self.dueOn = dueOn
  }
}

/// Closes a recommendation.
public struct CloseRecommendation: Message {
  public let recommendation: RecommendationID
  public let on: CivilDate
  public let outcome: KebabWord

  public static let name = "close-recommendation"
  public static let words = "Closes a recommendation."
  public static let fields: [Field] = [
    .required("recommendation", .review, "the recommendation"),
    .required("on", .date, "when"),
    .required("outcome", .word, "what came of it"),
  ]
}

/// A recommendation was closed.
public struct RecommendationClosed: Message {
  public let child: ChildID
  public let recommendation: RecommendationID
  public let on: CivilDate
  public let outcome: KebabWord
  public let dueOn: CivilDate
  public let inTime: Bool

  public static let name = "recommendation-closed"
  public static let words = "A recommendation was closed."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("recommendation", .review, "the recommendation"),
    .required("on", .date, "when"),
    .required("outcome", .word, "what came of it"),
    .required("dueOn", .date, "by when it was to be reached"),
    .required("inTime", .boolean, "on or before dueOn"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, recommendation: RecommendationID, on: CivilDate, outcome: KebabWord, dueOn: CivilDate,
    inTime: Bool
  ) {
    self.child = child
    self.recommendation = recommendation
    self.on = on
    self.outcome = outcome
    self.dueOn = dueOn
    self.inTime = inTime
  }
}
