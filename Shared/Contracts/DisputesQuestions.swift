/// One dispute and its whole history.
public struct DisputeQuestion: Message {
  public let authority: Authority
  public let dispute: DisputeID

  public static let name = "dispute"
  public static let words = "One dispute and its whole history."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("dispute", .identifier, "the dispute"),
  ]
}

/// The disputes that are not ended.
public struct OpenDisputesQuestion: Message {
  public let authority: Authority
  public let after: String?

  public static let name = "open-disputes"
  public static let words = "The disputes that are not ended."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("after", .text(1...64), "the cursor that an earlier answer gave as next"),
  ]
}

/// The clock and the next step of each open challenge.
public struct LadderQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?
  public let after: String?

  public static let name = "ladder"
  public static let words = "The clock and the next step of each open challenge."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day; default today"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// How many challenges there were of each theme and team, and the days from raised to evidenced.
public struct ThemesQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate

  public static let name = "themes"
  public static let words =
    "How many challenges there were of each theme and team, and the days from raised to evidenced."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
  ]
}

/// The children to discuss at a challenge clinic.
public struct ClinicListQuestion: Message {
  public let authority: Authority
  public let cohort: KebabWord?
  public let on: CivilDate?
  public let after: String?

  public static let name = "clinic-list"
  public static let words = "The children to discuss at a challenge clinic."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("cohort", .word, "only this cohort"),
    .optional("on", .date, "the day; default today"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// Proceedings about children, with the views given; overdue where there are none.
public struct CourtViewsQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?
  public let after: String?

  public static let name = "court-views"
  public static let words = "Proceedings about children, with the views given; overdue where there are none."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day; default today"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// The good practice that officers saw.
public struct GoodPracticeQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let after: String?

  public static let name = "good-practice"
  public static let words = "The good practice that officers saw."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}
