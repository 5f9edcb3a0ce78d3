/// Who was in care on a day, sorted in every way.
public struct PopulationQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?
  public let from: CivilDate?
  public let to: CivilDate?
  public let knownOn: Timestamp?

  public static let name = "population"
  public static let words = "The children in care on a day, by age, sex, ethnicity, legal status, placement and more."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day"),
    .optional("from", .date, "the first day of the period in which placements are counted; default a year before"),
    .optional("to", .date, "the day, in place of on"),
    .optional("knownOn", .time, "as was known then; default now"),
  ]
  public static let groups = [["on"], ["to"]]
}

/// Where the days of each late notice and each late review were lost.
public struct LatenessQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp?
  public let after: String?

  public static let name = "lateness"
  public static let words = "The six times of each late notice and late review, and whose each lost day was."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("knownOn", .time, "as was known then; default now"),
    .optional("after", .text(1...20), "the cursor that an earlier answer gave as next"),
  ]
}

/// One child's timeline over all services.
public struct ChildQuestion: Message {
  public let authority: Authority
  public let child: ChildID
  public let from: CivilDate?
  public let to: CivilDate?
  public let knownOn: Timestamp?
  public let after: String?

  public static let name = "child"
  public static let words = "One child's timeline over all services, in order, with where each entry came from."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("child", .identifier, "the child"),
    .optional("from", .date, "the first day; default the beginning"),
    .optional("to", .date, "the last day; default all that is known"),
    .optional("knownOn", .time, "as was known then; default now"),
    .optional("after", .text(1...20), "the cursor that an earlier answer gave as next"),
  ]
}

/// Every contradiction on record.
public struct DiscrepanciesQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp?
  public let after: String?

  public static let name = "discrepancies"
  public static let words =
    "Every contradiction in what is on record, with its age in days and whose it is to put right."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day, on which ages are reckoned"),
    .optional("knownOn", .time, "as was known then; default now"),
    .optional("after", .text(1...20), "the cursor that an earlier answer gave as next"),
  ]
}
