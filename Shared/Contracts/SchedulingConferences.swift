/// The kinds of child protection conference.
public enum ConferenceKind: String, CaseIterable, Codable, Hashable, Sendable {
  /// The first, on whether there is to be a plan.
  case initial
  /// One that reviews a plan.
  case review
}

/// Records a child protection conference that was held.
public struct HoldConference: Message {
  public let conference: ConferenceID?
  public let child: ChildID
  public let kind: ConferenceKind
  public let on: CivilDate
  public let strategyDiscussionOn: CivilDate?
  public let officer: OfficerID?
  public let quorate: Bool?
  public let outcome: KebabWord?

  public static let name = "hold-conference"
  public static let words = "Records a child protection conference that was held."
  public static let fields: [Field] = [
    .optional("conference", .review, "the conference; assigned where it is left out"),
    .required("child", .identifier, "the child"),
    .required(
      "kind", .oneOf(ConferenceKind.allCases.map(\.rawValue)),
      "the initial conference or a review of the plan"),
    .required("on", .date, "when"),
    .optional("strategyDiscussionOn", .date, "the strategy discussion from which an initial conference's limit counts"),
    .optional("officer", .identifier, "who chaired"),
    .optional("quorate", .boolean, "whether enough agencies were there"),
    .optional("outcome", .word, "what it decided"),
  ]
}

/// A child protection conference was held.
public struct ConferenceHeld: Message {
  public let conference: ConferenceID
  public let child: ChildID
  public let kind: ConferenceKind
  public let on: CivilDate
  public let strategyDiscussionOn: CivilDate?
  public let dueOn: CivilDate?
  public let inTimescale: Bool?
  public let officer: OfficerID?
  public let quorate: Bool?
  public let outcome: KebabWord?
  public let because: Because?

  public static let name = "conference-held"
  public static let words = "A child protection conference was held."
  public static let fields: [Field] = [
    .required("conference", .review, "the conference"),
    .required("child", .identifier, "the child"),
    .required(
      "kind", .oneOf(ConferenceKind.allCases.map(\.rawValue)),
      "the initial conference or a review of the plan"),
    .required("on", .date, "when"),
    .optional("strategyDiscussionOn", .date, "the strategy discussion from which an initial conference's limit counts"),
    .optional("dueOn", .date, "the limit, itself in time"),
    .optional("inTimescale", .boolean, "on or before dueOn"),
    .optional("officer", .identifier, "who chaired"),
    .optional("quorate", .boolean, "whether enough agencies were there"),
    .optional("outcome", .word, "what it decided"),
    .optional(
      "because", .object(Because.fields),
      "why that is the limit; left out where the command gave the strategy discussion, as then no fact moves it"),
  ]

  /// The event by its members.
  public init(
    conference: ConferenceID, child: ChildID, kind: ConferenceKind, on: CivilDate,
    strategyDiscussionOn: CivilDate? = nil, dueOn: CivilDate? = nil, inTimescale: Bool? = nil,
    officer: OfficerID? = nil, quorate: Bool? = nil, outcome: KebabWord? = nil, because: Because? = nil
  ) {
    self.conference = conference
    self.child = child
    self.kind = kind
    self.on = on
    self.strategyDiscussionOn = strategyDiscussionOn
    self.dueOn = dueOn
    self.inTimescale = inTimescale
    self.officer = officer
    self.quorate = quorate
    self.outcome = outcome
    self.because = because
  }
}

/// The limit of a conference that was held, told again as facts that came late moved it.
public struct ConferenceDue: Message {
  public let conference: ConferenceID
  public let child: ChildID
  public let kind: ConferenceKind
  public let on: CivilDate
  public let strategyDiscussionOn: CivilDate?
  public let dueOn: CivilDate
  public let inTimescale: Bool
  public let because: Because

  public static let name = "conference-due"
  public static let words = "The limit of a conference that was held, told again as facts that came late moved it."
  public static let fields: [Field] = [
    .required("conference", .review, "the conference"),
    .required("child", .identifier, "the child"),
    .required(
      "kind", .oneOf(ConferenceKind.allCases.map(\.rawValue)),
      "the initial conference or a review of the plan"),
    .required("on", .date, "when it was held"),
    .optional("strategyDiscussionOn", .date, "the strategy discussion from which an initial conference's limit counts"),
    .required("dueOn", .date, "the limit, itself in time"),
    .required("inTimescale", .boolean, "held on or before dueOn"),
    .required("because", .object(Because.fields), "why that is the limit"),
  ]

  /// The event by its members.
  public init(
    conference: ConferenceID, child: ChildID, kind: ConferenceKind, on: CivilDate,
    strategyDiscussionOn: CivilDate? = nil, dueOn: CivilDate, inTimescale: Bool, because: Because
  ) {
    self.conference = conference
    self.child = child
    self.kind = kind
    self.on = on
    self.strategyDiscussionOn = strategyDiscussionOn
    self.dueOn = dueOn
    self.inTimescale = inTimescale
    self.because = because
  }
}

/// Records to whom a conference's record went.
public struct DistributeConferenceRecord: Message {
  public let conference: ConferenceID
  public let child: ChildID
  public let on: CivilDate
  public let to: [KebabWord]

  public static let name = "distribute-conference-record"
  public static let words = "Records to whom a conference's record went."
  public static let fields: [Field] = [
    .required("conference", .review, "the conference"),
    .required("child", .identifier, "the child"),
    .required("on", .date, "when"),
    .required("to", .list(.word, 1...50), "the roles that had it"),
  ]
}

/// A conference's record went out.
public struct ConferenceRecordDistributed: Message {
  public let conference: ConferenceID
  public let child: ChildID
  public let on: CivilDate
  public let to: [KebabWord]
  public let workingDays: Int?
  public let inTimescale: Bool?

  public static let name = "conference-record-distributed"
  public static let words = "A conference's record went out."
  public static let fields: [Field] = [
    .required("conference", .review, "the conference"),
    .required("child", .identifier, "the child"),
    .required("on", .date, "when"),
    .required("to", .list(.word, 1...50), "the roles that had it"),
    .optional("workingDays", .integer(0...100_000), "working days from the conference to then"),
    .optional("inTimescale", .boolean, "within the limit"),
  ]

  /// The event by its members.
  public init(
    conference: ConferenceID, child: ChildID, on: CivilDate, to: [KebabWord], workingDays: Int? = nil,
    inTimescale: Bool? = nil
  ) {
    self.conference = conference
    self.child = child
    self.on = on
    self.to = to
    self.workingDays = workingDays
    self.inTimescale = inTimescale
  }
}
