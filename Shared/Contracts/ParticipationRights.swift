/// A right that was offered to a child: an advocate (CA 1989 s26A) or an independent visitor (CA 1989 s23ZB).
public struct RightOffer: MessageBody {
  /// The child.
  public let child: ChildID
  /// When.
  public let on: CivilDate
  /// Whether the child took it up; left out where the child has not said.
  public let accepted: Bool?

  /// The members of an offer.
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("on", .date, "when"),
    .optional("accepted", .boolean, "whether the child took it up; left out where the child has not said"),
  ]

  /// An offer by its members.
  public init(
    child: ChildID, on: CivilDate, accepted: Bool? = nil
  ) {
    self.child = child
    self.on = on
    self.accepted = accepted
  }
}

/// Records that a child was offered an advocate.
public struct OfferAdvocacy: BodyMessage {
  public let body: RightOffer

  public static let name = "offer-advocacy"
  public static let words = "Records that a child was offered an advocate."

  /// The message by its body.
  public init(_ body: RightOffer) { self.body = body }
}

/// A child was offered an advocate.
public struct AdvocacyOffered: BodyMessage {
  public let body: RightOffer

  public static let name = "advocacy-offered"
  public static let words = "A child was offered an advocate."

  /// The message by its body.
  public init(_ body: RightOffer) { self.body = body }
}

/// Records that a child was offered an independent visitor.
public struct OfferIndependentVisitor: BodyMessage {
  public let body: RightOffer

  public static let name = "offer-independent-visitor"
  public static let words = "Records that a child was offered an independent visitor."

  /// The message by its body.
  public init(_ body: RightOffer) { self.body = body }
}

/// A child was offered an independent visitor.
public struct IndependentVisitorOffered: BodyMessage {
  public let body: RightOffer

  public static let name = "independent-visitor-offered"
  public static let words = "A child was offered an independent visitor."

  /// The message by its body.
  public init(_ body: RightOffer) { self.body = body }
}

/// A child's referral to an advocate.
public struct AdvocacyReferral: MessageBody {
  /// The child.
  public let child: ChildID
  /// When.
  public let on: CivilDate
  /// To which service.
  public let to: KebabWord?

  /// The members of a referral.
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("on", .date, "when"),
    .optional("to", .word, "to which service"),
  ]

  /// A referral by its members.
  public init(
    child: ChildID, on: CivilDate, to: KebabWord? = nil
  ) {
    self.child = child
    self.on = on
    self.to = to
  }
}

/// Records that a child was referred to an advocate.
public struct ReferAdvocacy: BodyMessage {
  public let body: AdvocacyReferral

  public static let name = "refer-advocacy"
  public static let words = "Records that a child was referred to an advocate."

  /// The message by its body.
  public init(_ body: AdvocacyReferral) { self.body = body }
}

/// A child was referred to an advocate.
public struct AdvocacyReferred: BodyMessage {
  public let body: AdvocacyReferral

  public static let name = "advocacy-referred"
  public static let words = "A child was referred to an advocate."

  /// The message by its body.
  public init(_ body: AdvocacyReferral) { self.body = body }
}

/// Records that a child, or those around it, were given information.
public struct GiveInformation: Message {
  public let child: ChildID
  public let on: CivilDate
  public let kind: KebabWord
  public let officer: OfficerID?
  public let review: ReviewID?
  public let reviewOn: CivilDate?
  public let to: [KebabWord]?
  public let format: KebabWord?

  public static let name = "give-information"
  public static let words = "Records that a child, or those around it, were given information."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("on", .date, "when"),
    .required("kind", .word, "what was given: entry-pack, rights, complaints, officer-card, all-about-me, papers, ..."),
    .optional("officer", .identifier, "the officer of whom it tells"),
    .optional("review", .review, "the review before which it was given"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .optional("to", .list(.word, 0...50), "the roles of those who had it; default the child"),
    .optional("format", .word, "its form"),
  ]
}

/// A child, or those around it, were given information.
public struct InformationGiven: Message {
  public let child: ChildID
  public let on: CivilDate
  public let kind: KebabWord
  public let officer: OfficerID?
  public let review: ReviewID?
  public let to: [KebabWord]?
  public let format: KebabWord?
  public let leadDays: Int?

  public static let name = "information-given"
  public static let words = "A child, or those around it, were given information."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("on", .date, "when"),
    .required("kind", .word, "what was given: entry-pack, rights, complaints, officer-card, all-about-me, papers, ..."),
    .optional("officer", .identifier, "the officer of whom it tells"),
    .optional("review", .review, "the review before which it was given"),
    .optional("to", .list(.word, 0...50), "the roles of those who had it; default the child"),
    .optional("format", .word, "its form"),
    .optional(
      "leadDays", .integer(-100_000...100_000),
      "days from then to the review's day; below zero where it came after"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, on: CivilDate, kind: KebabWord, officer: OfficerID? = nil, review: ReviewID? = nil,
    to: [KebabWord]? = nil, format: KebabWord? = nil, leadDays: Int? = nil
  ) {
    self.child = child
    self.on = on
    self.kind = kind
    self.officer = officer
    self.review = review
    self.to = to
    self.format = format
    self.leadDays = leadDays
  }
}
