/// A review has a limit, or its limit changed.
public struct ReviewDue: Message {
  public let child: ChildID
  public let review: ReviewID
  public let stream: ReviewStream
  public let number: Int
  public let dueOn: CivilDate
  public let localDueOn: CivilDate?
  public let because: Because

  public static let name = "review-due"
  public static let words = "A review has a limit, or its limit changed."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock"),
    .required("number", .integer(0...100_000), "the review's number in its stream and period of care"),
    .required("dueOn", .date, "the statutory limit, itself in time"),
    .optional("localDueOn", .date, "the authority's own limit, where it is earlier"),
    .required("because", .object(Because.fields), "why on that day"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, stream: ReviewStream, number: Int, dueOn: CivilDate, localDueOn: CivilDate? = nil,
    because: Because
  ) {
    self.child = child
    self.review = review
    self.stream = stream
    self.number = number
    self.dueOn = dueOn
    self.localDueOn = localDueOn
    self.because = because
  }
}

/// A review was held.
public struct ReviewHeld: Message {
  public let child: ChildID
  public let review: ReviewID
  public let stream: ReviewStream
  public let number: Int
  public let meetings: [CivilDate]
  public let completedOn: CivilDate
  public let heldOn: CivilDate
  public let dueOn: CivilDate?
  public let localDueOn: CivilDate?
  public let because: Because?
  public let inTimescale: Bool?
  public let lateReason: String?
  public let officer: OfficerID?
  public let mode: KebabWord

  public static let name = "review-held"
  public static let words = "A review was held."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock"),
    .required("number", .integer(0...100_000), "the review's number in its stream and period of care"),
    .required("meetings", .list(.date, 1...20), "the days on which it met"),
    .required("completedOn", .date, "the day on which it was complete"),
    .required("heldOn", .date, "the first meeting's day"),
    .optional("dueOn", .date, "the statutory limit; left out beyond the known calendar"),
    .optional("localDueOn", .date, "the authority's own limit"),
    .optional("because", .object(Because.fields), "why on that day, where review-due did not tell this limit before"),
    .optional("inTimescale", .boolean, "heldOn on or before dueOn"),
    .optional("lateReason", .text(1...200), "why it was late"),
    .optional("officer", .identifier, "who chaired"),
    .required("mode", .oneOf(["in-person", "hybrid", "virtual"]), "how it met"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, stream: ReviewStream, number: Int, meetings: [CivilDate], completedOn: CivilDate,
    heldOn: CivilDate, dueOn: CivilDate? = nil, localDueOn: CivilDate? = nil, because: Because? = nil,
    inTimescale: Bool? = nil, lateReason: String? = nil, officer: OfficerID? = nil, mode: KebabWord
  ) {
    self.child = child
    self.review = review
    self.stream = stream
    self.number = number
    self.meetings = meetings
    self.completedOn = completedOn
    self.heldOn = heldOn
    self.dueOn = dueOn
    self.localDueOn = localDueOn
    self.because = because
    self.inTimescale = inTimescale
    self.lateReason = lateReason
    self.officer = officer
    self.mode = mode
  }
}

/// A review's record is complete.
public struct RecordCompleted: Message {
  public let child: ChildID
  public let review: ReviewID
  public let heldOn: CivilDate
  public let decisionsOn: CivilDate?
  public let completedOn: CivilDate
  public let workingDays: Int?
  public let inTimescale: Bool?
  public let localDueOn: CivilDate?
  public let inLocalTimescale: Bool?

  public static let name = "record-completed"
  public static let words = "A review's record is complete."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("heldOn", .date, "the review's first meeting"),
    .optional("decisionsOn", .date, "when the decisions were sent"),
    .required("completedOn", .date, "when the record was complete"),
    .optional("workingDays", .integer(0...100_000), "working days from completion of the review to that of its record"),
    .optional("inTimescale", .boolean, "within the limit of 20 working days"),
    .optional("localDueOn", .date, "the authority's own limit, where it is earlier"),
    .optional("inLocalTimescale", .boolean, "on or before localDueOn"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, heldOn: CivilDate, decisionsOn: CivilDate? = nil, completedOn: CivilDate,
    workingDays: Int? = nil, inTimescale: Bool? = nil, localDueOn: CivilDate? = nil, inLocalTimescale: Bool? = nil
  ) {
    self.child = child
    self.review = review
    self.heldOn = heldOn
    self.decisionsOn = decisionsOn
    self.completedOn = completedOn
    self.workingDays = workingDays
    self.inTimescale = inTimescale
    self.localDueOn = localDueOn
    self.inLocalTimescale = inLocalTimescale
  }
}
