/// Figures of a period, each with its counts and a certificate.
public struct FiguresQuestion: Message {
  public let authority: Authority
  public let authorities: [Authority]?
  public let from: CivilDate
  public let to: CivilDate
  public let names: [KebabWord]?
  public let knownOn: Timestamp?
  public let suppress: Bool?

  public static let name = "figures"
  public static let words = "Figures of a period, each with its counts and a certificate."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("authorities", .list(.authority, 1...200), "all of these together, of which authority is one"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("names", .list(.word, 1...100), "only these figures"),
    .optional("knownOn", .time, "as was known then; default now"),
    .optional("suppress", .boolean, "whether small numbers are left out; as the adopted profile has it unless said"),
  ]
}

/// One table of a period.
public struct TableQuestion: Message {
  public let authority: Authority
  public let name: KebabWord
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp?
  public let ages: String?
  public let suppress: Bool?

  public static let name = "table"
  public static let words = "One table of a period."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("name", .word, "the table's name"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("knownOn", .time, "as was known then; default now"),
    .optional("ages", .text(1...200), "only children of these completed years, such as 14-17"),
    .optional("suppress", .boolean, "whether small numbers are left out; as the adopted profile has it unless said"),
  ]
}

/// What is behind a figure: its definition and the records counted.
public struct ExplainQuestion: Message {
  public let authority: Authority?
  public let certificate: String

  public static let name = "explain"
  public static let words = "What is behind a figure: its definition and the records counted."
  public static let fields: [Field] = [
    .optional("authority", .authority, "the local authority; the certificate knows it too"),
    .required("certificate", .text(1...2_000), "the certificate printed with the figure"),
  ]
}
