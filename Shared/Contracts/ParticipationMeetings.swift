/// How one person took part in a review, or did not.
public struct AttendingPerson: Codable, Hashable, Sendable {
  /// The person's role.
  public let role: KebabWord
  /// How the person took part; absent where not.
  public let mode: KebabWord
  /// Whether a report was given.
  public let report: Bool?
  /// Whether the person was invited.
  public let invited: Bool?
  /// The agency, where the person came for one.
  public let agency: KebabWord?
  /// Which one, where several have the role: mother, father, ....
  public let seat: KebabWord?

  /// The members of an attendance.
  public static let fields: [Field] = [
    .required("role", .word, "the person's role"),
    .required(
      "mode", .oneOf(["in-person", "virtual", "phone", "absent"]),
      "how the person took part; absent where not"),
    .optional("report", .boolean, "whether a report was given"),
    .optional("invited", .boolean, "whether the person was invited"),
    .optional("agency", .word, "the agency, where the person came for one"),
    .optional("seat", .word, "which one, where several have the role: mother, father, ..."),
  ]

  /// An attendance by its members.
  public init(
    role: KebabWord, mode: KebabWord, report: Bool? = nil, invited: Bool? = nil, agency: KebabWord? = nil,
    seat: KebabWord? = nil
  ) {
    self.role = role
    self.mode = mode
    self.report = report
    self.invited = invited
    self.agency = agency
    self.seat = seat
  }
}

/// Records who took part in a review or a conference, and how.
public struct RecordAttendance: Message {
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?
  public let people: [AttendingPerson]
  public let quorate: Bool?
  public let conference: ConferenceID?

  public static let name = "record-attendance"
  public static let words = "Records who took part in a review or a conference, and how."
  public static let fields: [Field] = [
    .optional("review", .review, "the review"),
    .optional("child", .identifier, "the child, with reviewOn in place of review"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .required(
      "people", .list(.object(AttendingPerson.fields), 1...100),
      "those who took part, were invited or sent a report"),
    .optional("quorate", .boolean, "whether enough agencies took part"),
    .optional("conference", .review, "the conference, in place of review"),
  ]
  public static let groups = [["review"], ["child", "reviewOn"], ["conference"]]
}

/// Who took part in a review or a conference, and how, was recorded.
public struct AttendanceRecorded: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let people: [AttendingPerson]
  public let quorate: Bool?
  public let conference: ConferenceID?

  public static let name = "attendance-recorded"
  public static let words = "Who took part in a review or a conference, and how, was recorded."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review; left out for a conference"),
    .required(
      "people", .list(.object(AttendingPerson.fields), 1...100),
      "those who took part, were invited or sent a report"),
    .optional("quorate", .boolean, "whether enough agencies took part"),
    .optional("conference", .review, "the conference, where it was one"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID? = nil, people: [AttendingPerson], quorate: Bool? = nil,
    conference: ConferenceID? = nil
  ) {
    self.child = child
    self.review = review
    self.people = people
    self.quorate = quorate
    self.conference = conference
  }
}

/// Records who was invited to a review.
public struct SendInvitation: Message {
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?
  public let to: [KebabWord]
  public let on: CivilDate
  public let chosenByChild: Bool?

  public static let name = "send-invitation"
  public static let words = "Records who was invited to a review."
  public static let fields: [Field] = [
    .optional("review", .review, "the review"),
    .optional("child", .identifier, "the child, with reviewOn in place of review"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .required("to", .list(.word, 1...50), "the roles of those invited"),
    .required("on", .date, "when"),
    .optional("chosenByChild", .boolean, "whether the child chose whom to invite"),
  ]
  public static let groups = [["review"], ["child", "reviewOn"]]
}

/// People were invited to a review.
public struct InvitationSent: Message {
  public let child: ChildID
  public let review: ReviewID
  public let to: [KebabWord]
  public let on: CivilDate
  public let leadDays: Int?
  public let chosenByChild: Bool?

  public static let name = "invitation-sent"
  public static let words = "People were invited to a review."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("to", .list(.word, 1...50), "the roles of those invited"),
    .required("on", .date, "when"),
    .optional(
      "leadDays", .integer(-100_000...100_000),
      "days from then to the review's day; below zero where it came after"),
    .optional("chosenByChild", .boolean, "whether the child chose whom to invite"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, to: [KebabWord], on: CivilDate, leadDays: Int? = nil,
    chosenByChild: Bool? = nil
  ) {
    self.child = child
    self.review = review
    self.to = to
    self.on = on
    self.leadDays = leadDays
    self.chosenByChild = chosenByChild
  }
}

/// What a child prefers about its reviews.
public struct Preference: MessageBody {
  /// The child.
  public let child: ChildID
  /// When.
  public let on: CivilDate
  /// Of what: words, place, people, time, mode.
  public let kind: KebabWord
  /// What the child prefers, without personal data.
  public let text: String?

  /// The members of a preference.
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("on", .date, "when"),
    .required("kind", .word, "of what: words, place, people, time, mode"),
    .optional("text", .text(1...200), "what the child prefers, without personal data"),
  ]

  /// A preference by its members.
  public init(
    child: ChildID, on: CivilDate, kind: KebabWord, text: String? = nil
  ) {
    self.child = child
    self.on = on
    self.kind = kind
    self.text = text
  }
}

/// Records what a child prefers about its reviews.
public struct RecordPreference: BodyMessage {
  public let body: Preference

  public static let name = "record-preference"
  public static let words = "Records what a child prefers about its reviews."

  /// The message by its body.
  public init(_ body: Preference) { self.body = body }
}

/// What a child prefers about its reviews was recorded.
public struct PreferenceRecorded: BodyMessage {
  public let body: Preference

  public static let name = "preference-recorded"
  public static let words = "What a child prefers about its reviews was recorded."

  /// The message by its body.
  public init(_ body: Preference) { self.body = body }
}

/// Records that an interpreter was arranged for a child.
public struct ArrangeInterpreter: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let reviewOn: CivilDate?
  public let on: CivilDate
  public let language: KebabWord
  public let kind: KebabWord?

  public static let name = "arrange-interpreter"
  public static let words = "Records that an interpreter was arranged for a child."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .optional("reviewOn", .date, "the day on which the review was held, or is booked"),
    .required("on", .date, "when"),
    .required("language", .word, "the language"),
    .optional("kind", .oneOf(["spoken", "sign", "makaton"]), "the kind of interpreting"),
  ]
}

/// An interpreter was arranged for a child.
public struct InterpreterArranged: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let on: CivilDate
  public let language: KebabWord
  public let kind: KebabWord?

  public static let name = "interpreter-arranged"
  public static let words = "An interpreter was arranged for a child."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .required("on", .date, "when"),
    .required("language", .word, "the language"),
    .optional("kind", .oneOf(["spoken", "sign", "makaton"]), "the kind of interpreting"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID? = nil, on: CivilDate, language: KebabWord, kind: KebabWord? = nil
  ) {
    self.child = child
    self.review = review
    self.on = on
    self.language = language
    self.kind = kind
  }
}
