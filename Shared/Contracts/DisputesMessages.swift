/// Raises a challenge.
public struct RaiseDispute: Message {
  public let dispute: DisputeID?
  public let kind: KebabWord
  public let stage: KebabWord?
  public let children: [ChildID]
  public let theme: KebabWord
  public let team: KebabWord?
  public let raisedOn: CivilDate
  public let officer: OfficerID?
  public let themeDetail: SealedText?
  public let problem: KebabWord?
  public let proceedings: KebabWord?
  public let complaint: Bool?
  public let aboutOfficer: OfficerID?
  public let cause: KebabWord?
  public let issues: [KebabWord]?

  public static let name = "raise-dispute"
  public static let words = "Raises a challenge."
  public static let fields: [Field] = [
    .optional("dispute", .identifier, "the dispute; the service assigns an id where it is left out"),
    .required("kind", .oneOf(["alert", "informal", "formal", "themed"]), "how it is raised"),
    .optional(
      "stage", .word,
      "where on the ladder it starts; default where the ladder starts, or the kind where there is no ladder"),
    .required(
      "children", .list(.identifier, 0...200),
      "the children it concerns; there may be none, as where a service is challenged"),
    .required("theme", .word, "what it is about"),
    .optional("team", .word, "the team challenged"),
    .required("raisedOn", .date, "when"),
    .optional("officer", .identifier, "who raises it"),
    .optional("themeDetail", .sealed(1...8_000), "what it is about in free text; it is kept apart and never told"),
    .optional(
      "problem", .word,
      "the kind of problem: planning, implementation, decisions, resources, poor-practice, service-gap, ..."),
    .optional("proceedings", .word, "the court proceedings it concerns, as an id in a word"),
    .optional("complaint", .boolean, "whether it is a complaint by a child"),
    .optional("aboutOfficer", .identifier, "the officer complained about"),
    .optional("cause", .word, "by what an alert was raised"),
    .optional("issues", .list(.word, 1...100), "what was found wanting, each by itself; a theme other is itemised so"),
  ]
}

/// Takes a challenge to a higher stage.
public struct EscalateDispute: Message {
  public let dispute: DisputeID
  public let stage: KebabWord?
  public let on: CivilDate

  public static let name = "escalate-dispute"
  public static let words = "Takes a challenge to a higher stage."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .optional("stage", .word, "to which stage; default the next of the ladder"),
    .required("on", .date, "when"),
  ]
}

/// Ends a challenge with its outcome.
public struct ResolveDispute: Message {
  public let dispute: DisputeID
  public let on: CivilDate
  public let outcome: KebabWord
  public let remedyDueOn: CivilDate?
  public let action: String?
  public let systemChange: String?

  public static let name = "resolve-dispute"
  public static let words = "Ends a challenge with its outcome."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("on", .date, "when"),
    .required("outcome", .oneOf(["resolved", "upheld", "not-upheld", "withdrawn"]), "how it ended"),
    .optional("remedyDueOn", .date, "when the remedy must be evidenced"),
    .optional("action", .text(1...200), "what was agreed to be done, without personal data"),
    .optional("systemChange", .text(1...200), "what changes for all children, without personal data"),
  ]
}

/// Refers a challenge to Cafcass (CPR 2010 reg 45), at any moment and beside the ladder.
public struct ReferToCafcass: Message {
  public let dispute: DisputeID
  public let on: CivilDate

  public static let name = "refer-to-cafcass"
  public static let words = "Refers a challenge to Cafcass (CPR 2010 reg 45), at any moment and beside the ladder."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("on", .date, "when"),
  ]
}

/// A challenge was raised.
public struct DisputeRaised: Message {
  public let dispute: DisputeID
  public let kind: KebabWord
  public let stage: KebabWord
  public let children: [ChildID]
  public let theme: KebabWord
  public let team: KebabWord?
  public let raisedOn: CivilDate
  public let officer: OfficerID?
  public let problem: KebabWord?
  public let proceedings: KebabWord?
  public let complaint: Bool?
  public let aboutOfficer: OfficerID?
  public let cause: KebabWord?
  public let sealed: SealedHash?
  public let respondent: KebabWord?
  public let responseDueOn: CivilDate?
  public let processDueOn: CivilDate?
  public let issues: [KebabWord]?

  public static let name = "dispute-raised"
  public static let words = "A challenge was raised."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("kind", .oneOf(["alert", "informal", "formal", "themed"]), "how it was raised"),
    .required("stage", .word, "where it stands"),
    .required("children", .list(.identifier, 0...200), "the children it concerns"),
    .required("theme", .word, "what it is about"),
    .optional("team", .word, "the team challenged"),
    .required("raisedOn", .date, "when"),
    .optional("officer", .identifier, "who raised it"),
    .optional("problem", .word, "the kind of problem"),
    .optional("proceedings", .word, "the court proceedings it concerns"),
    .optional("complaint", .boolean, "whether it is a complaint by a child"),
    .optional("aboutOfficer", .identifier, "the officer complained about"),
    .optional("cause", .word, "by what an alert was raised"),
    .optional("sealed", .hash, "the SHA-256 of what it is about in free text, which is kept apart"),
    .optional("respondent", .word, "the role of the one who answers at this stage"),
    .optional("responseDueOn", .date, "the last day on which an answer at this stage is in time"),
    .optional("processDueOn", .date, "the last day on which the whole process is in time"),
    .optional("issues", .list(.word, 1...100), "what was found wanting, each by itself"),
  ]

  /// The event by its members.
  public init(
    dispute: DisputeID, kind: KebabWord, stage: KebabWord, children: [ChildID], theme: KebabWord,
    team: KebabWord? = nil, raisedOn: CivilDate, officer: OfficerID? = nil, problem: KebabWord? = nil,
    proceedings: KebabWord? = nil, complaint: Bool? = nil, aboutOfficer: OfficerID? = nil, cause: KebabWord? = nil,
    sealed: SealedHash? = nil, respondent: KebabWord? = nil, responseDueOn: CivilDate? = nil,
    processDueOn: CivilDate? = nil, issues: [KebabWord]? = nil
  ) {
    self.dispute = dispute
    self.kind = kind
    self.stage = stage
    self.children = children
    self.theme = theme
    self.team = team
    self.raisedOn = raisedOn
    self.officer = officer
    self.problem = problem
    self.proceedings = proceedings
    self.complaint = complaint
    self.aboutOfficer = aboutOfficer
    self.cause = cause
    self.sealed = sealed
    self.respondent = respondent
    self.responseDueOn = responseDueOn
    self.processDueOn = processDueOn
    self.issues = issues
  }
}

/// A challenge went to a higher stage.
public struct DisputeEscalated: Message {
  public let dispute: DisputeID
  public let fromStage: KebabWord
  public let stage: KebabWord
  public let on: CivilDate
  public let because: KebabWord
  public let silent: KebabWord?
  public let respondent: KebabWord?
  public let responseDueOn: CivilDate?

  public static let name = "dispute-escalated"
  public static let words = "A challenge went to a higher stage."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("fromStage", .word, "where it stood"),
    .required("stage", .word, "where it stands"),
    .required("on", .date, "when"),
    .required("because", .oneOf(["asked", "clock"]), "whether somebody asked, or silence passed the limit"),
    .optional("silent", .word, "the role of the one who was silent, where silence passed the limit"),
    .optional("respondent", .word, "the role of the one who answers at this stage"),
    .optional("responseDueOn", .date, "the last day on which an answer at this stage is in time"),
  ]

  /// The event by its members.
  public init(
    dispute: DisputeID, fromStage: KebabWord, stage: KebabWord, on: CivilDate, because: KebabWord,
    silent: KebabWord? = nil, respondent: KebabWord? = nil, responseDueOn: CivilDate? = nil
  ) {
    self.dispute = dispute
    self.fromStage = fromStage
    self.stage = stage
    self.on = on
    self.because = because
    self.silent = silent
    self.respondent = respondent
    self.responseDueOn = responseDueOn
  }
}

/// A challenge ended.
public struct DisputeResolved: Message {
  public let dispute: DisputeID
  public let stage: KebabWord
  public let outcome: KebabWord
  public let on: CivilDate
  public let remedyDueOn: CivilDate?
  public let action: String?
  public let systemChange: String?

  public static let name = "dispute-resolved"
  public static let words = "A challenge ended."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("stage", .word, "where it stood"),
    .required("outcome", .oneOf(["resolved", "upheld", "not-upheld", "withdrawn"]), "how it ended"),
    .required("on", .date, "when"),
    .optional("remedyDueOn", .date, "when the remedy must be evidenced"),
    .optional("action", .text(1...200), "what was agreed to be done"),
    .optional("systemChange", .text(1...200), "what changes for all children"),
  ]

  /// The event by its members.
  public init(
    dispute: DisputeID, stage: KebabWord, outcome: KebabWord, on: CivilDate, remedyDueOn: CivilDate? = nil,
    action: String? = nil, systemChange: String? = nil
  ) {
    self.dispute = dispute
    self.stage = stage
    self.outcome = outcome
    self.on = on
    self.remedyDueOn = remedyDueOn
    self.action = action
    self.systemChange = systemChange
  }
}

/// A challenge was referred to Cafcass.
public struct ReferredToCafcass: Message {
  public let dispute: DisputeID
  public let on: CivilDate

  public static let name = "referred-to-cafcass"
  public static let words = "A challenge was referred to Cafcass."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("on", .date, "when"),
  ]

  /// The event by its members.
  public init(
    dispute: DisputeID, on: CivilDate
  ) {
    self.dispute = dispute
    self.on = on
  }
}
