/// The figures of a period for which a target holds on its last day, target beside actual.
public struct TargetsQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp?

  public static let name = "targets"
  public static let words = "The figures of a period for which a target holds on its last day, target beside actual."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("knownOn", .time, "as was known then; default now"),
  ]
}

/// The figures of a period that have benchmarks, beside them and beside the two years before.
public struct BenchmarksQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp?
  public let set: KebabWord?
  public let names: [KebabWord]?

  public static let name = "benchmarks"
  public static let words = "The figures of a period that have benchmarks, beside them and beside the two years before."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("knownOn", .time, "as was known then; default now"),
    .optional("set", .word, "only this set"),
    .optional("names", .list(.word, 1...100), "only these figures"),
  ]
}

/// The work plan: its actions, where each stands and how it got there.
public struct ActionsQuestion: Message {
  public let authority: Authority
  public let status: KebabWord?

  public static let name = "actions"
  public static let words = "The work plan: its actions, where each stands and how it got there."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("status", .oneOf(Action.statuses), "only those that stand so"),
  ]
}

/// The risks as last rated, the gravest first, and how they were rated before.
public struct RisksQuestion: Message {
  public let authority: Authority

  public static let name = "risks"
  public static let words = "The risks as last rated, the gravest first, and how they were rated before."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority")
  ]
}

/// Examples of what the service brought about, by category.
public struct ImpactsQuestion: Message {
  public let authority: Authority
  public let category: KebabWord?
  public let from: CivilDate?
  public let to: CivilDate?

  public static let name = "impacts"
  public static let words = "Examples of what the service brought about, by category."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("category", .word, "only of this kind"),
    .optional("from", .date, "recorded from this day on"),
    .optional("to", .date, "recorded up to this day"),
  ]
}
