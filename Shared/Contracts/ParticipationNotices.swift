/// What arrived after a review's participation code gives another; the one recorded stays until somebody changes
/// it.
public struct ParticipationProposed: Message {
  public let child: ChildID
  public let review: ReviewID
  public let code: ParticipationCode
  public let recorded: ParticipationCode
  public let because: [KebabWord]

  public static let name = "participation-proposed"
  public static let words =
    "What arrived after a review's participation code gives another; the one recorded stays until somebody changes it."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("code", .code(ParticipationCode.self), "the code that the evidence gives"),
    .required("recorded", .code(ParticipationCode.self), "the code on record"),
    .required("because", .list(.word, 1...20), "the evidence"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, code: ParticipationCode, recorded: ParticipationCode, because: [KebabWord]
  ) {
    self.child = child
    self.review = review
    self.code = code
    self.recorded = recorded
    self.because = because
  }
}

/// A review has no participation code by the day that the profile sets.
public struct ParticipationMissing: Message {
  public let child: ChildID
  public let review: ReviewID
  public let completedOn: CivilDate
  public let dueOn: CivilDate

  public static let name = "participation-missing"
  public static let words = "A review has no participation code by the day that the profile sets."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("completedOn", .date, "when the review was complete"),
    .required("dueOn", .date, "by which day a code was due"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, completedOn: CivilDate, dueOn: CivilDate
  ) {
    self.child = child
    self.review = review
    self.completedOn = completedOn
    self.dueOn = dueOn
  }
}

/// A consultation has not been answered by the day that the profile sets for a reminder.
public struct ConsultationReminderDue: Message {
  public let child: ChildID
  public let consultation: ConsultationID
  public let review: ReviewID?
  public let to: KebabWord
  public let dueOn: CivilDate

  public static let name = "consultation-reminder-due"
  public static let words = "A consultation has not been answered by the day that the profile sets for a reminder."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("consultation", .review, "the consultation"),
    .optional("review", .review, "the review"),
    .required("to", .word, "the role of the one consulted: child, parent, carer, school, health, social-worker, ..."),
    .required("dueOn", .date, "when the reminder is due"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, consultation: ConsultationID, review: ReviewID? = nil, to: KebabWord, dueOn: CivilDate
  ) {
    self.child = child
    self.consultation = consultation
    self.review = review
    self.to = to
    self.dueOn = dueOn
  }
}

/// A child has not been heard; told before the next review.
public struct ChildUnheard: Message {
  public let child: ChildID
  public let reasons: [KebabWord]
  public let since: CivilDate?
  public let nextReviewOn: CivilDate?

  public static let name = "child-unheard"
  public static let words = "A child has not been heard; told before the next review."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("reasons", .list(.word, 1...20), "why, each a rule of the profile"),
    .optional("since", .date, "since when"),
    .optional("nextReviewOn", .date, "when the next review is booked, or due"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, reasons: [KebabWord], since: CivilDate? = nil, nextReviewOn: CivilDate? = nil
  ) {
    self.child = child
    self.reasons = reasons
    self.since = since
    self.nextReviewOn = nextReviewOn
  }
}

/// A promise was not kept by its day.
public struct PromiseLate: Message {
  public let promise: PromiseID
  public let dueOn: CivilDate
  public let child: ChildID?

  public static let name = "promise-late"
  public static let words = "A promise was not kept by its day."
  public static let fields: [Field] = [
    .required("promise", .identifier, "the promise"),
    .required("dueOn", .date, "by which day it was promised"),
    .optional("child", .identifier, "the child to whom it was made"),
  ]

  /// The event by its members.
  public init(
    promise: PromiseID, dueOn: CivilDate, child: ChildID? = nil
  ) {
    self.promise = promise
    self.dueOn = dueOn
    self.child = child
  }
}

/// A child has a new officer and is to be given the officer's sheet, all about me.
public struct SheetDue: Message {
  public let child: ChildID
  public let officer: OfficerID
  public let dueOn: CivilDate

  public static let name = "sheet-due"
  public static let words = "A child has a new officer and is to be given the officer's sheet, all about me."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("officer", .identifier, "the new officer"),
    .required("dueOn", .date, "by which day"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, officer: OfficerID, dueOn: CivilDate
  ) {
    self.child = child
    self.officer = officer
    self.dueOn = dueOn
  }
}
