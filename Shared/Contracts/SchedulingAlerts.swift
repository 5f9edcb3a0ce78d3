/// Whose limit a deadline is.
public enum DeadlineClock: String, CaseIterable, Codable, Hashable, Sendable {
  /// A limit of statute or statutory guidance.
  case statutory
  /// The authority's own limit.
  case local
}

/// A deadline is near and what is due is not done.
public struct DeadlineApproaching: Message {
  public let child: ChildID
  public let kind: KebabWord
  public let dueOn: CivilDate
  public let clock: DeadlineClock
  public let because: Because
  public let review: ReviewID?
  public let officer: OfficerID?

  public static let name = "deadline-approaching"
  public static let words = "A deadline is near and what is due is not done."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("kind", .word, "the kind of deadline"),
    .required("dueOn", .date, "the limit, itself in time"),
    .required("clock", .oneOf(DeadlineClock.allCases.map(\.rawValue)), "whose limit it is"),
    .required("because", .object(Because.fields), "why on that day"),
    .optional("review", .review, "the review, where it is one"),
    .optional("officer", .identifier, "the child's officer"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, kind: KebabWord, dueOn: CivilDate, clock: DeadlineClock, because: Because,
    review: ReviewID? = nil, officer: OfficerID? = nil
  ) {
    self.child = child
    self.kind = kind
    self.dueOn = dueOn
    self.clock = clock
    self.because = because
    self.review = review
    self.officer = officer
  }
}

/// Why a child belongs to a cohort.
public struct CohortReason: Codable, Hashable, Sendable {
  /// The rule.
  public let rule: String
  /// Where it stands.
  public let source: String
  /// The day from which it counts.
  public let since: CivilDate?

  /// The members of a reason.
  public static let fields: [Field] = [
    .required("rule", .word, "the rule"),
    .required("source", .text(1...200), "where it stands"),
    .optional("since", .date, "the day from which it counts"),
  ]

  /// A reason by its members.
  public init(
    rule: String, source: String, since: CivilDate? = nil
  ) {
    self.rule = rule
    self.source = source
    self.since = since
  }
}

/// A child joined a cohort that is watched.
public struct CohortJoined: Message {
  public let child: ChildID
  public let cohort: KebabWord
  public let on: CivilDate
  public let because: CohortReason

  public static let name = "cohort-joined"
  public static let words = "A child joined a cohort that is watched."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("cohort", .word, "the cohort"),
    .required("on", .date, "from which day"),
    .required("because", .object(CohortReason.fields), "why"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, cohort: KebabWord, on: CivilDate, because: CohortReason
  ) {
    self.child = child
    self.cohort = cohort
    self.on = on
    self.because = because
  }
}

/// A child left a cohort that is watched.
public struct CohortLeft: Message {
  public let child: ChildID
  public let cohort: KebabWord
  public let on: CivilDate

  public static let name = "cohort-left"
  public static let words = "A child left a cohort that is watched."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("cohort", .word, "the cohort"),
    .required("on", .date, "from which day it no longer belongs to it"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, cohort: KebabWord, on: CivilDate
  ) {
    self.child = child
    self.cohort = cohort
    self.on = on
  }
}
