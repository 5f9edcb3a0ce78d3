/// Records that somebody was consulted before a review.
public struct SendConsultation: Message {
  public let consultation: ConsultationID?
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?
  public let to: KebabWord
  public let channel: KebabWord
  public let on: CivilDate

  public static let name = "send-consultation"
  public static let words = "Records that somebody was consulted before a review."
  public static let fields: [Field] = [
    .optional("consultation", .review, "the consultation; the service assigns an id where it is left out"),
    .optional("review", .review, "the review; default the child's next"),
    .optional("child", .identifier, "the child, in place of review or with reviewOn"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .required("to", .word, "the role of the one consulted: child, parent, carer, school, health, social-worker, ..."),
    .required(
      "channel", .word,
      "by which channel: form, app-note, text, video, visit, advocate, interpreter, picture-cards, observation, ..."),
    .required("on", .date, "when it was sent, or the talk was held"),
  ]
  public static let groups = [["review"], ["child"]]
}

/// Somebody was consulted before a review.
public struct ConsultationSent: Message {
  public let consultation: ConsultationID
  public let child: ChildID
  public let review: ReviewID?
  public let to: KebabWord
  public let channel: KebabWord
  public let on: CivilDate
  public let leadDays: Int?
  public let token: TokenText

  public static let name = "consultation-sent"
  public static let words = "Somebody was consulted before a review."
  public static let fields: [Field] = [
    .required("consultation", .review, "the consultation"),
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .required("to", .word, "the role of the one consulted: child, parent, carer, school, health, social-worker, ..."),
    .required(
      "channel", .word,
      "by which channel: form, app-note, text, video, visit, advocate, interpreter, picture-cards, observation, ..."),
    .required("on", .date, "when it was sent, or the talk was held"),
    .optional(
      "leadDays", .integer(-100_000...100_000),
      "days from then to the review's day; below zero where it came after"),
    .required("token", .review, "by what it can be answered without naming the child"),
  ]

  /// The event by its members.
  public init(
    consultation: ConsultationID, child: ChildID, review: ReviewID? = nil, to: KebabWord, channel: KebabWord,
    on: CivilDate, leadDays: Int? = nil, token: TokenText
  ) {
    self.consultation = consultation
    self.child = child
    self.review = review
    self.to = to
    self.channel = channel
    self.on = on
    self.leadDays = leadDays
    self.token = token
  }
}

/// Records that a consultation was answered.
public struct ReturnConsultation: Message {
  public let consultation: ConsultationID?
  public let token: TokenText?
  public let on: CivilDate
  public let channel: KebabWord?

  public static let name = "return-consultation"
  public static let words = "Records that a consultation was answered."
  public static let fields: [Field] = [
    .optional("consultation", .review, "the consultation"),
    .optional("token", .review, "the token that was given for it, in place of consultation"),
    .required("on", .date, "when"),
    .optional("channel", .word, "by which channel it came back, where by another"),
  ]
  public static let groups = [["consultation"], ["token"]]
}

/// A consultation was answered.
public struct ConsultationReturned: Message {
  public let consultation: ConsultationID?
  public let child: ChildID?
  public let review: ReviewID?
  public let to: KebabWord?
  public let on: CivilDate
  public let channel: KebabWord?
  public let leadDays: Int?
  public let token: TokenText?

  public static let name = "consultation-returned"
  public static let words = "A consultation was answered."
  public static let fields: [Field] = [
    .optional("consultation", .review, "the consultation"),
    .optional("child", .identifier, "the child; left out where a system outside told it by a token"),
    .optional("review", .review, "the review"),
    .optional("to", .word, "the role of the one consulted: child, parent, carer, school, health, social-worker, ..."),
    .required("on", .date, "when"),
    .optional("channel", .word, "by which channel it came back, where by another"),
    .optional(
      "leadDays", .integer(-100_000...100_000),
      "days from then to the review's day; below zero where it came after"),
    .optional("token", .review, "the token that was given for it, in place of consultation"),
  ]
  public static let groups = [["consultation"], ["token"]]

  /// The event by its members.
  public init(
    consultation: ConsultationID? = nil, child: ChildID? = nil, review: ReviewID? = nil, to: KebabWord? = nil,
    on: CivilDate, channel: KebabWord? = nil, leadDays: Int? = nil, token: TokenText? = nil
  ) {
    self.consultation = consultation
    self.child = child
    self.review = review
    self.to = to
    self.on = on
    self.channel = channel
    self.leadDays = leadDays
    self.token = token
  }
}

/// Records that a child's views were learnt, and by which channel.
public struct RecordViews: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let reviewOn: CivilDate?
  public let channel: KebabWord
  public let on: CivilDate
  public let heldIn: String?
  public let conveyedBy: KebabWord?
  public let words: SealedText?

  public static let name = "record-views"
  public static let words = "Records that a child's views were learnt, and by which channel."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review for which they were given; default none"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .required(
      "channel", .word,
      "by which channel: form, app-note, text, video, visit, advocate, interpreter, picture-cards, observation, ..."),
    .required("on", .date, "when"),
    .optional("heldIn", .text(1...200), "where the record of them is held"),
    .optional("conveyedBy", .word, "the role of the one who conveyed them"),
    .optional("words", .sealed(1...8_000), "the child's own words; they are kept apart and never told"),
  ]
}

/// A child's views were learnt.
public struct ViewsRecorded: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let channel: KebabWord
  public let on: CivilDate
  public let heldIn: String?
  public let conveyedBy: KebabWord?
  public let sealed: SealedHash?

  public static let name = "views-recorded"
  public static let words = "A child's views were learnt."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review for which they were given"),
    .required(
      "channel", .word,
      "by which channel: form, app-note, text, video, visit, advocate, interpreter, picture-cards, observation, ..."),
    .required("on", .date, "when"),
    .optional("heldIn", .text(1...200), "where the record of them is held"),
    .optional("conveyedBy", .word, "the role of the one who conveyed them"),
    .optional("sealed", .hash, "the SHA-256 of the child's own words, which are kept apart"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID? = nil, channel: KebabWord, on: CivilDate, heldIn: String? = nil,
    conveyedBy: KebabWord? = nil, sealed: SealedHash? = nil
  ) {
    self.child = child
    self.review = review
    self.channel = channel
    self.on = on
    self.heldIn = heldIn
    self.conveyedBy = conveyedBy
    self.sealed = sealed
  }
}
