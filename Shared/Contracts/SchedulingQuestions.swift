/// Into what a diary is divided.
public enum DiarySpan: String, CaseIterable, Codable, Hashable, Sendable {
  /// Days.
  case day
  /// Weeks, from Monday.
  case week
  /// Months.
  case month
}

/// The form of a diary.
public enum DiaryFormat: String, CaseIterable, Codable, Hashable, Sendable {
  /// Items, each an object.
  case items
  /// A text in the form of RFC 5545.
  case icalendar
}

/// What is booked and done, of one officer or of the service.
public struct DiaryQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let officer: OfficerID?
  public let team: KebabWord?
  public let by: DiarySpan?
  public let format: DiaryFormat?
  public let after: String?

  public static let name = "diary"
  public static let words = "What is booked and done, of one officer or of the service."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("officer", .identifier, "only this officer's"),
    .optional("team", .word, "only this team's children"),
    .optional("by", .oneOf(DiarySpan.allCases.map(\.rawValue)), "into what it is divided; default day"),
    .optional("format", .oneOf(DiaryFormat.allCases.map(\.rawValue)), "the form; default items"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// Children in care without an officer.
public struct UnallocatedQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?

  public static let name = "unallocated"
  public static let words = "Children in care without an officer."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day; default today"),
  ]
}

/// How many children each officer has, weighed against the guidance.
public struct CaseloadsQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?

  public static let name = "caseloads"
  public static let words = "How many children each officer has, weighed against the guidance."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day; default today"),
  ]
}

/// The officers in post, and what is known of each.
public struct OfficersQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?

  public static let name = "officers"
  public static let words = "The officers in post, and what is known of each."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day; default today"),
  ]
}

/// Whom the service would choose as a child's officer, and why.
public struct ProposalQuestion: Message {
  public let authority: Authority
  public let child: ChildID
  public let on: CivilDate?

  public static let name = "proposal"
  public static let words = "Whom the service would choose as a child's officer, and why."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("child", .identifier, "the child"),
    .optional("on", .date, "the day; default today"),
  ]
}

/// To whom an officer's children would go.
public struct ReallocationQuestion: Message {
  public let authority: Authority
  public let officer: OfficerID
  public let on: CivilDate

  public static let name = "reallocation"
  public static let words = "To whom an officer's children would go."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("officer", .identifier, "the officer"),
    .required("on", .date, "from which day"),
  ]
}

/// The children in a cohort, each with its reason.
public struct CohortQuestion: Message {
  public let authority: Authority
  public let cohort: KebabWord
  public let on: CivilDate?
  public let after: String?

  public static let name = "cohort"
  public static let words = "The children in a cohort, each with its reason."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("cohort", .word, "the cohort"),
    .optional("on", .date, "the day; default today"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// The cohorts that are watched, and how many children are in each.
public struct CohortsQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?

  public static let name = "cohorts"
  public static let words = "The cohorts that are watched, and how many children are in each."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day; default today"),
  ]
}

/// How many reviews fall due in each month, and how many of them were held.
public struct DueByMonthQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate

  public static let name = "due-by-month"
  public static let words = "How many reviews fall due in each month, and how many of them were held."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
  ]
}

/// What the service did beside single children's cases.
public struct ActivitiesQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let kind: KebabWord?
  public let officer: OfficerID?
  public let after: String?

  public static let name = "activities"
  public static let words = "What the service did beside single children's cases."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("kind", .word, "only activities of this kind"),
    .optional("officer", .identifier, "only this officer's"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// A sample, and what was found in it.
public struct SampleQuestion: Message {
  public let authority: Authority
  public let sample: SampleID

  public static let name = "sample"
  public static let words = "A sample, and what was found in it."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("sample", .review, "the sample"),
  ]
}

/// How the news of a child's entry travelled, step by step.
public struct NoticeQuestion: Message {
  public let authority: Authority
  public let child: ChildID

  public static let name = "notice"
  public static let words = "How the news of a child's entry travelled, step by step."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("child", .identifier, "the child"),
  ]
}
