/// How many challenges were raised in a period, by what they are sorted by.
public struct DisputeCountsQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let by: [Dimension]
  public let after: String?

  /// By what challenges are sorted.
  public enum Dimension: String, CaseIterable, Codable, Hashable, Sendable {
    /// How it was raised.
    case kind
    /// The kind of problem.
    case problem
    /// Each thing found wanting.
    case issue
    /// What it is about.
    case theme
    /// The team challenged.
    case team
    /// By what an alert was raised.
    case cause
    /// The stage at which it was raised.
    case startedAt = "started-at"
    /// The stage last reached.
    case stage
    /// How it ended.
    case outcome
    /// Who raised it.
    case officer
    /// Each child it concerns.
    case child
    /// The month in which it was raised.
    case month
    /// The half of the year from April in which it was raised, by its first month.
    case halfYear = "half-year"
  }

  public static let name = "dispute-counts"
  public static let words = "How many challenges were raised in a period, by what they are sorted by."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .required(
      "by", .list(.oneOf(Dimension.allCases.map(\.rawValue)), 1...3),
      "by what they are sorted; a challenge of several issues or children counts under each"),
    .optional("after", .text(1...256), "the cursor that an earlier answer gave as next"),
  ]
}

/// What officers did beside the reviews, by officer or by child: challenges and their steps, advice, views, good
/// practice, clinics.
public struct FootprintQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let by: Person
  public let after: String?

  /// Whose footprint.
  public enum Person: String, CaseIterable, Codable, Hashable, Sendable {
    /// A line for each officer.
    case officer
    /// A line for each child.
    case child
  }

  public static let name = "footprint"
  public static let words =
    "What was done in a period, by officer or by child: challenges and their steps, advice, views, good practice,"
    + " clinics."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .required("by", .oneOf(Person.allCases.map(\.rawValue)), "whose"),
    .optional("after", .text(1...256), "the cursor that an earlier answer gave as next"),
  ]
}

/// The challenge clinics held in a period.
public struct ClinicsQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let after: String?

  public static let name = "clinics"
  public static let words = "The challenge clinics held in a period, with each child discussed and what came of it."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// Who acted in the challenges raised in a period, and to whom they answer.
public struct IndependenceQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate

  public static let name = "independence"
  public static let words =
    "Who acted in the challenges raised in a period and to whom they answer: whether officers stand outside the line"
    + " that they challenge (CPR 2010 reg 46)."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
  ]
}
