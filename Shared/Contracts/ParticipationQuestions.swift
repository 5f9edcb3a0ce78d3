/// How a child took part in one review.
public struct ParticipationQuestion: Message {
  public let authority: Authority
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?

  public static let name = "participation"
  public static let words = "How a child took part in one review."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("review", .review, "the review"),
    .optional("child", .identifier, "the child, with reviewOn in place of review"),
    .optional("reviewOn", .date, "a day on which the review met"),
  ]
  public static let groups = [["review"], ["child", "reviewOn"]]
}

/// Reviews held without a participation code.
public struct UncodedQuestion: Message {
  public let authority: Authority
  public let from: CivilDate?
  public let to: CivilDate?
  public let after: String?

  public static let name = "uncoded"
  public static let words = "Reviews held without a participation code."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("from", .date, "only reviews complete on or after this day"),
    .optional("to", .date, "only reviews complete on or before this day"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// The children whom nobody has heard, each with the reasons.
public struct UnheardQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?
  public let after: String?
  public let officer: OfficerID?
  public let reason: KebabWord?

  public static let name = "unheard"
  public static let words = "The children whom nobody has heard, each with the reasons."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day; default today"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
    .optional("officer", .identifier, "only the children of this officer"),
    .optional(
      "reason",
      .oneOf([
        "no-views-twice", "never-seen", "consultation-always-late", "same-adult-speaking", "no-advocate-offered",
      ]), "only the children with this reason"),
  ]
}

/// How many consultations were sent and answered, by role, channel and lead time.
public struct ReturnsQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate

  public static let name = "returns"
  public static let words = "How many consultations were sent and answered, by role, channel and lead time."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
  ]
}

/// All that is on record of how one child was heard.
public struct VoiceQuestion: Message {
  public let authority: Authority
  public let child: ChildID

  public static let name = "voice"
  public static let words = "All that is on record of how one child was heard."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("child", .identifier, "the child"),
  ]
}

/// Reviews whose participation code contradicts what is on record.
public struct ContradictionsQuestion: Message {
  public let authority: Authority
  public let from: CivilDate?
  public let to: CivilDate?
  public let after: String?

  public static let name = "contradictions"
  public static let words = "Reviews whose participation code contradicts what is on record."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("from", .date, "the first day; default none"),
    .optional("to", .date, "the last day; default none"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// Surveys, with how many answered what.
public struct SurveysQuestion: Message {
  public let authority: Authority
  public let survey: SurveyID?

  public static let name = "surveys"
  public static let words = "Surveys, with how many answered what."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("survey", .identifier, "only this survey"),
  ]
}

/// What was promised, by whom, and what became of it.
public struct PromisesQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?
  public let after: String?

  public static let name = "promises"
  public static let words = "What was promised, by whom, and what became of it."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day; default today"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// Children with a new officer who have not been given the officer's sheet.
public struct SheetsDueQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?
  public let after: String?

  public static let name = "sheets-due"
  public static let words = "Children with a new officer who have not been given the officer's sheet."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day; default today"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}
