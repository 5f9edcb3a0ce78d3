/// Records the answer to a challenge at the stage where it stands.
public struct RespondToDispute: Message {
  public let dispute: DisputeID
  public let on: CivilDate
  public let response: KebabWord?
  public let actionDueOn: CivilDate?
  public let respondent: KebabWord?

  public static let name = "respond-to-dispute"
  public static let words = "Records the answer to a challenge at the stage where it stands."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("on", .date, "when"),
    .optional("response", .oneOf(["agreed", "refused", "partly", "holding"]), "the answer; default holding"),
    .optional("actionDueOn", .date, "by which day what was agreed is to be done"),
    .optional("respondent", .word, "the role of the one who answered; default the one whom the ladder names"),
  ]
}

/// A challenge was answered.
public struct DisputeResponded: Message {
  public let dispute: DisputeID
  public let stage: KebabWord
  public let on: CivilDate
  public let response: KebabWord
  public let inTime: Bool?
  public let workingDays: Int?
  public let actionDueOn: CivilDate?
  public let respondent: KebabWord?

  public static let name = "dispute-responded"
  public static let words = "A challenge was answered."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("stage", .word, "where it stands"),
    .required("on", .date, "when"),
    .required("response", .oneOf(["agreed", "refused", "partly", "holding"]), "the answer"),
    .optional("inTime", .boolean, "whether within the stage's time"),
    .optional("workingDays", .integer(0...100_000), "working days from when the stage began"),
    .optional("actionDueOn", .date, "by which day what was agreed is to be done"),
    .optional("respondent", .word, "the role of the one who answered"),
  ]

  /// The event by its members.
  public init(
    dispute: DisputeID, stage: KebabWord, on: CivilDate, response: KebabWord, inTime: Bool? = nil,
    workingDays: Int? = nil, actionDueOn: CivilDate? = nil, respondent: KebabWord? = nil
  ) {
    self.dispute = dispute
    self.stage = stage
    self.on = on
    self.response = response
    self.inTime = inTime
    self.workingDays = workingDays
    self.actionDueOn = actionDueOn
    self.respondent = respondent
  }
}

/// Records the proof that what was agreed was done.
public struct EvidenceRemedy: Message {
  public let dispute: DisputeID
  public let on: CivilDate
  public let evidence: String?

  public static let name = "evidence-remedy"
  public static let words = "Records the proof that what was agreed was done."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("on", .date, "when"),
    .optional("evidence", .text(1...200), "what proves it, without personal data"),
  ]
}

/// What was agreed on a challenge was proved to be done.
public struct RemedyEvidenced: Message {
  public let dispute: DisputeID
  public let on: CivilDate
  public let evidence: String?
  public let daysFromRaised: Int
  public let daysFromAgreed: Int?
  public let inTime: Bool?

  public static let name = "remedy-evidenced"
  public static let words = "What was agreed on a challenge was proved to be done."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("on", .date, "when"),
    .optional("evidence", .text(1...200), "what proves it"),
    .required("daysFromRaised", .integer(0...100_000), "days from when the challenge was raised"),
    .optional("daysFromAgreed", .integer(0...100_000), "days from when action was agreed"),
    .optional("inTime", .boolean, "whether by the day agreed"),
  ]

  /// The event by its members.
  public init(
    dispute: DisputeID, on: CivilDate, evidence: String? = nil, daysFromRaised: Int, daysFromAgreed: Int? = nil,
    inTime: Bool? = nil
  ) {
    self.dispute = dispute
    self.on = on
    self.evidence = evidence
    self.daysFromRaised = daysFromRaised
    self.daysFromAgreed = daysFromAgreed
    self.inTime = inTime
  }
}

/// Records that independent legal advice was sought on a challenge.
public struct SeekLegalAdvice: Message {
  public let dispute: DisputeID
  public let on: CivilDate
  public let from: KebabWord?
  public let sealed: SealedText?

  public static let name = "seek-legal-advice"
  public static let words = "Records that independent legal advice was sought on a challenge."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("on", .date, "when"),
    .optional("from", .word, "from whom"),
    .optional("sealed", .sealed(1...8_000), "the advice, or what was asked; it is kept apart and never told"),
  ]
}

/// Independent legal advice was sought on a challenge.
public struct LegalAdviceSought: Message {
  public let dispute: DisputeID
  public let on: CivilDate
  public let from: KebabWord?
  public let sealed: SealedHash?

  public static let name = "legal-advice-sought"
  public static let words = "Independent legal advice was sought on a challenge."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("on", .date, "when"),
    .optional("from", .word, "from whom"),
    .optional("sealed", .hash, "the SHA-256 of the advice, which is kept apart"),
  ]

  /// The event by its members.
  public init(
    dispute: DisputeID, on: CivilDate, from: KebabWord? = nil, sealed: SealedHash? = nil
  ) {
    self.dispute = dispute
    self.on = on
    self.from = from
    self.sealed = sealed
  }
}

/// An answer to a challenge is due soon.
public struct ResponseDue: Message {
  public let dispute: DisputeID
  public let stage: KebabWord
  public let dueOn: CivilDate
  public let respondent: KebabWord?
  public let clock: KebabWord

  public static let name = "response-due"
  public static let words = "An answer to a challenge is due soon."
  public static let fields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("stage", .word, "where it stands"),
    .required("dueOn", .date, "the last day on which the answer is in time"),
    .optional("respondent", .word, "the role of the one who is to answer"),
    .required(
      "clock", .oneOf(["stage", "process"]),
      "which time runs out: the stage's, or the whole process's (IRO Handbook 6.2)"),
  ]

  /// The event by its members.
  public init(
    dispute: DisputeID, stage: KebabWord, dueOn: CivilDate, respondent: KebabWord? = nil, clock: KebabWord
  ) {
    self.dispute = dispute
    self.stage = stage
    self.dueOn = dueOn
    self.respondent = respondent
    self.clock = clock
  }
}
