/// Records the answer to a complaint by a child, or about a reviewing officer.
public struct AnswerComplaint: Message {
  public let child: ChildID
  public let madeOn: CivilDate
  public let about: KebabWord?
  public let on: CivilDate
  public let outcome: KebabWord
  public let through: KebabWord?
  public let by: ActedBy

  public static let name = "answer-complaint"
  public static let words = "Records the answer to a complaint by a child, or about a reviewing officer."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("madeOn", .date, "when the complaint was made"),
    .optional("about", .word, "its matter; needed where the child made several on that day"),
    .required("on", .date, "when it was answered"),
    .required("outcome", .oneOf(ComplaintAnswered.outcomes), "how it ended"),
    .optional("through", .word, "by what it was settled: review, meeting, letter, ..."),
    .required("by", .object(ActedBy.fields), "who answered: never the officer complained about"),
  ]
}

/// A complaint by a child, or about a reviewing officer, was answered.
public struct ComplaintAnswered: Message {
  public let child: ChildID
  public let madeOn: CivilDate
  public let about: KebabWord
  public let on: CivilDate
  public let outcome: KebabWord
  public let through: KebabWord?
  public let aboutOfficer: OfficerID?
  public let days: Int

  /// How a complaint may end.
  public static let outcomes = ["resolved", "upheld", "partly-upheld", "not-upheld", "withdrawn"]

  public static let name = "complaint-answered"
  public static let words = "A complaint by a child, or about a reviewing officer, was answered."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("madeOn", .date, "when the complaint was made"),
    .required("about", .word, "its matter"),
    .required("on", .date, "when it was answered"),
    .required("outcome", .oneOf(outcomes), "how it ended"),
    .optional("through", .word, "by what it was settled"),
    .optional("aboutOfficer", .identifier, "the officer complained about, where it is one"),
    .required("days", .integer(0...100_000), "days from when it was made"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, madeOn: CivilDate, about: KebabWord, on: CivilDate, outcome: KebabWord, through: KebabWord? = nil,
    aboutOfficer: OfficerID? = nil, days: Int
  ) {
    self.child = child
    self.madeOn = madeOn
    self.about = about
    self.on = on
    self.outcome = outcome
    self.through = through
    self.aboutOfficer = aboutOfficer
    self.days = days
  }
}

/// The complaints by children and about officers made in a period, with how each ended.
public struct ComplaintsQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let after: String?

  public static let name = "complaints"
  public static let words =
    "The complaints by children and about officers made in a period, with how each ended and by whom."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}
