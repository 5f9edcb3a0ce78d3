/// A step of a child's protection, as a fact tells it.
public enum ChildProtectionEvent: String, CaseIterable, Codable, Hashable, Sendable {
  /// The discussion from which the initial conference's limit counts.
  case strategyDiscussion = "strategy-discussion"
  /// An initial conference was asked for.
  case conferenceRequested = "conference-requested"
  /// The child became the subject of a child protection plan.
  case planStarted = "plan-started"
  /// The plan ended.
  case planEnded = "plan-ended"
}

/// A step of a child's protection was taken; it makes the child known, in care or not.
public struct ChildProtectionRecorded: Message {
  public let child: ChildID
  public let on: CivilDate
  public let event: ChildProtectionEvent
  public let category: KebabWord?
  public let planNumber: Int?

  public static let name = "child-protection-recorded"
  public static let words = "A step of a child's protection was taken; it makes the child known, in care or not."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("on", .date, "when"),
    .required("event", .oneOf(ChildProtectionEvent.allCases.map(\.rawValue)), "the step"),
    .optional("category", .word, "the category of abuse or neglect"),
    .optional("planNumber", .integer(1...100), "the plan's number: 1 for the child's first"),
  ]
}

/// A step of proceedings about a child, as a fact tells it.
public enum CourtEvent: String, CaseIterable, Codable, Hashable, Sendable {
  /// The authority applied to the court.
  case proceedingsIssued = "proceedings-issued"
  /// The court heard the case.
  case hearing
  /// The court made an order.
  case orderMade = "order-made"
  /// The proceedings ended.
  case proceedingsConcluded = "proceedings-concluded"
  /// The court wants the child's case reviewed by a day, or for so long.
  case reviewDirected = "review-directed"
}

/// A step of proceedings about a child was taken.
public struct CourtEventRecorded: Message {
  public let child: ChildID
  public let on: CivilDate
  public let event: CourtEvent
  public let order: KebabWord?
  public let dueOn: CivilDate?
  public let until: CivilDate?

  public static let name = "court-event-recorded"
  public static let words = "A step of proceedings about a child was taken."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("on", .date, "when"),
    .required("event", .oneOf(CourtEvent.allCases.map(\.rawValue)), "the step"),
    .optional("order", .word, "the order, where one was made"),
    .optional("dueOn", .date, "by which day the court wants a review; for review-directed"),
    .optional("until", .date, "until which day the court wants reviews to go on; for review-directed"),
  ]
}
