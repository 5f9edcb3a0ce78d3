/// Records a document and who had it when.
public struct RecordDocument: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let kind: KebabWord
  public let to: [KebabWord]
  public let on: CivilDate

  public static let name = "record-document"
  public static let words = "Records a document and who had it when."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .required("kind", .word, "the kind of document"),
    .required("to", .list(.word, 1...50), "the roles that had it"),
    .required("on", .date, "when"),
  ]
}

/// A document, and who had it when, was recorded.
public struct DocumentRecorded: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let kind: KebabWord
  public let to: [KebabWord]
  public let on: CivilDate
  public let workingDaysBefore: Int?

  public static let name = "document-recorded"
  public static let words = "A document, and who had it when, was recorded."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .required("kind", .word, "the kind of document"),
    .required("to", .list(.word, 1...50), "the roles that had it"),
    .required("on", .date, "when"),
    .optional(
      "workingDaysBefore", .integer(-100_000...100_000),
      "working days from then to the review's day; below zero where it came after"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID? = nil, kind: KebabWord, to: [KebabWord], on: CivilDate,
    workingDaysBefore: Int? = nil
  ) {
    self.child = child
    self.review = review
    self.kind = kind
    self.to = to
    self.on = on
    self.workingDaysBefore = workingDaysBefore
  }
}

/// Records to whom a review's record went.
public struct DistributeRecord: Message {
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?
  public let on: CivilDate
  public let to: [KebabWord]

  public static let name = "distribute-record"
  public static let words = "Records to whom a review's record went."
  public static let fields: [Field] = [
    .optional("review", .review, "the review"),
    .optional("child", .identifier, "the child, with reviewOn in place of review"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .required("on", .date, "when"),
    .required("to", .list(.word, 1...50), "the roles that had it"),
  ]
  public static let groups = [["review"], ["child", "reviewOn"]]
}

/// A review's record went out.
public struct RecordDistributed: Message {
  public let child: ChildID
  public let review: ReviewID
  public let on: CivilDate
  public let to: [KebabWord]
  public let workingDays: Int?
  public let inTimescale: Bool?

  public static let name = "record-distributed"
  public static let words = "A review's record went out."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("on", .date, "when"),
    .required("to", .list(.word, 1...50), "the roles that had it"),
    .optional("workingDays", .integer(0...100_000), "working days from completion of the review to then"),
    .optional("inTimescale", .boolean, "within the limit of 20 working days"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, on: CivilDate, to: [KebabWord], workingDays: Int? = nil,
    inTimescale: Bool? = nil
  ) {
    self.child = child
    self.review = review
    self.on = on
    self.to = to
    self.workingDays = workingDays
    self.inTimescale = inTimescale
  }
}

/// Records the letter or other message that tells a child of its review.
public struct IssueLetter: Message {
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?
  public let on: CivilDate
  public let format: KebabWord
  public let heldUntil: CivilDate?
  public let token: String?

  public static let name = "issue-letter"
  public static let words = "Records the letter or other message that tells a child of its review."
  public static let fields: [Field] = [
    .optional("review", .review, "the review"),
    .optional("child", .identifier, "the child, with reviewOn in place of review"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .required("on", .date, "when"),
    .required("format", .word, "the form: letter, easy-read, audio, ..."),
    .optional("heldUntil", .date, "until which day it is held back"),
    .optional("token", .text(1...200), "by what the child can answer it"),
  ]
  public static let groups = [["review"], ["child", "reviewOn"]]
}

/// A child was told of its review by a letter or otherwise.
public struct LetterIssued: Message {
  public let child: ChildID
  public let review: ReviewID
  public let on: CivilDate
  public let format: KebabWord
  public let heldUntil: CivilDate?
  public let token: String?
  public let workingDays: Int?

  public static let name = "letter-issued"
  public static let words = "A child was told of its review by a letter or otherwise."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("on", .date, "when"),
    .required("format", .word, "the form: letter, easy-read, audio, ..."),
    .optional("heldUntil", .date, "until which day it is held back"),
    .optional("token", .text(1...200), "by what the child can answer it"),
    .optional("workingDays", .integer(0...100_000), "working days from completion of the review to then"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, on: CivilDate, format: KebabWord, heldUntil: CivilDate? = nil,
    token: String? = nil, workingDays: Int? = nil
  ) {
    self.child = child
    self.review = review
    self.on = on
    self.format = format
    self.heldUntil = heldUntil
    self.token = token
    self.workingDays = workingDays
  }
}
