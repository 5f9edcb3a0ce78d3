/// The reports that were signed off, with what was signed.
public struct SignedReportsQuestion: Message {
  public let authority: Authority
  public let report: ReportID?

  public static let name = "signed-reports"
  public static let words = "The reports that were signed off, with what was signed."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("report", .identifier, "only this one"),
  ]
}

/// Every figure and table as it is defined: words, version, since when, period, unit, rounding.
public struct DefinitionsQuestion: Message {
  public let authority: Authority
  public let names: [KebabWord]?

  public static let name = "definitions"
  public static let words =
    "Every figure and table as it is defined: words, version, since when, period, unit, rounding."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("names", .list(.word, 1...200), "only these figures and tables"),
  ]
}

/// What was checked before a report is printed, and what did not add up, by name and with the records behind it.
public struct ReconciliationQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp?
  public let stated: [StatedFigure]?

  public static let name = "reconciliation"
  public static let words =
    "What was checked before a report is printed, and what did not add up, by name and with the records behind it."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("knownOn", .time, "as was known then; default now"),
    .optional(
      "stated", .list(.object(StatedFigure.fields), 0...200), "what a report's own words say, held to what is counted"),
  ]
}

/// What changed since a report was signed off, or since a time: each figure that moved, and the events that moved it.
public struct RestatementsQuestion: Message {
  public let authority: Authority
  public let report: ReportID?
  public let since: Timestamp?
  public let from: CivilDate?
  public let to: CivilDate?
  public let names: [KebabWord]?

  public static let name = "restatements"
  public static let words =
    "What changed since a report was signed off, or since a time: each figure that moved, and the events that moved it."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("report", .identifier, "the report that was signed off"),
    .optional("since", .time, "since when, of a period"),
    .optional("from", .date, "the first day of that period"),
    .optional("to", .date, "the last day of that period"),
    .optional("names", .list(.word, 1...100), "only these figures"),
  ]
  public static let groups = [["report"], ["since", "from", "to"]]
}

/// The figures of a period as another profile would count them.
public struct ComparePolicyQuestion: Message {
  public let authority: Authority
  public let profile: JSON
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp?
  public let names: [KebabWord]?

  public static let name = "compare-policy"
  public static let words = "The figures of a period as another profile would count them."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("profile", .either([.word, .anyObject]), "the name of a shipped profile, or a whole profile"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("knownOn", .time, "as was known then; default now"),
    .optional("names", .list(.word, 1...100), "only these figures"),
  ]
}
