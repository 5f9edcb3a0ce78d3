/// What an officer did for a child beside the reviews: who, when, how, with whom.
public struct Act: MessageBody {
  /// The child.
  public let child: ChildID
  /// The review it prepares, where it does.
  public let review: ReviewID?
  /// When.
  public let on: CivilDate
  /// The officer; the child's own where it is left out.
  public let officer: OfficerID?
  /// How.
  public let mode: KebabWord?
  /// Whether the child was seen or spoken to.
  public let childIncluded: Bool?
  /// What for.
  public let purpose: KebabWord?
  /// The roles of those who took part.
  public let with: [KebabWord]?
  /// Where.
  public let place: String?
  /// How far the officer travelled.
  public let distanceMiles: Double?
  /// How long it took.
  public let minutes: Int?

  /// The members of an act.
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review it prepares, where it does"),
    .required("on", .date, "when"),
    .optional("officer", .identifier, "the officer; the child's own where it is left out"),
    .optional("mode", .oneOf(["in-person", "hybrid", "virtual", "phone"]), "how"),
    .optional("childIncluded", .boolean, "whether the child was seen or spoken to"),
    .optional("purpose", .word, "what for"),
    .optional("with", .list(.word, 0...50), "the roles of those who took part"),
    .optional("place", .text(1...200), "where"),
    .optional("distanceMiles", .number(0...1_000), "how far the officer travelled"),
    .optional("minutes", .integer(0...10_000), "how long it took"),
  ]

  /// An act by its members.
  public init(
    child: ChildID, review: ReviewID? = nil, on: CivilDate, officer: OfficerID? = nil, mode: KebabWord? = nil,
    childIncluded: Bool? = nil, purpose: KebabWord? = nil, with: [KebabWord]? = nil, place: String? = nil,
    distanceMiles: Double? = nil, minutes: Int? = nil
  ) {
    self.child = child
    self.review = review
    self.on = on
    self.officer = officer
    self.mode = mode
    self.childIncluded = childIncluded
    self.purpose = purpose
    self.with = with
    self.place = place
    self.distanceMiles = distanceMiles
    self.minutes = minutes
  }
}

/// Records a discussion before a review.
public struct RecordPreDiscussion: BodyMessage {
  public let body: Act

  public static let name = "record-pre-discussion"
  public static let words = "Records a discussion before a review."

  /// The message by its body.
  public init(_ body: Act) { self.body = body }
}

/// A discussion before a review was recorded.
public struct PreDiscussionRecorded: BodyMessage {
  public let body: Act

  public static let name = "pre-discussion-recorded"
  public static let words = "A discussion before a review was recorded."

  /// The message by its body.
  public init(_ body: Act) { self.body = body }
}

/// Records an officer's visit to a child.
public struct RecordVisit: BodyMessage {
  public let body: Act

  public static let name = "record-visit"
  public static let words = "Records an officer's visit to a child."

  /// The message by its body.
  public init(_ body: Act) { self.body = body }
}

/// An officer's visit to a child was recorded.
public struct VisitRecorded: BodyMessage {
  public let body: Act

  public static let name = "visit-recorded"
  public static let words = "An officer's visit to a child was recorded."

  /// The message by its body.
  public init(_ body: Act) { self.body = body }
}

/// Records that an officer looked at a child's case between reviews.
public struct RecordOversight: BodyMessage {
  public let body: Act

  public static let name = "record-oversight"
  public static let words = "Records that an officer looked at a child's case between reviews."

  /// The message by its body.
  public init(_ body: Act) { self.body = body }
}

/// That an officer looked at a child's case between reviews was recorded.
public struct OversightRecorded: BodyMessage {
  public let body: Act

  public static let name = "oversight-recorded"
  public static let words = "That an officer looked at a child's case between reviews was recorded."

  /// The message by its body.
  public init(_ body: Act) { self.body = body }
}

/// Records an officer's contact with or about a child.
public struct RecordContact: BodyMessage {
  public let body: Act

  public static let name = "record-contact"
  public static let words = "Records an officer's contact with or about a child."

  /// The message by its body.
  public init(_ body: Act) { self.body = body }
}

/// An officer's contact with or about a child was recorded.
public struct ContactRecorded: BodyMessage {
  public let body: Act

  public static let name = "contact-recorded"
  public static let words = "An officer's contact with or about a child was recorded."

  /// The message by its body.
  public init(_ body: Act) { self.body = body }
}

/// Records a midway review, held between two reviews.
public struct HoldMidwayReview: BodyMessage {
  public let body: Act

  public static let name = "hold-midway-review"
  public static let words = "Records a midway review, held between two reviews."

  /// The message by its body.
  public init(_ body: Act) { self.body = body }
}

/// A midway review was held between two reviews.
public struct MidwayReviewHeld: BodyMessage {
  public let body: Act

  public static let name = "midway-review-held"
  public static let words = "A midway review was held between two reviews."

  /// The message by its body.
  public init(_ body: Act) { self.body = body }
}
