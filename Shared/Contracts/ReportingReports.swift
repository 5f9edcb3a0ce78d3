/// What a person wrote for a place of a printed report.
public struct Narrative: Codable, Hashable, Sendable {
  /// The place, as the report's form names it.
  public let slot: KebabWord
  /// The text: paragraphs apart by empty lines, points behind `- `; `{{figure:NAME}}` quotes a figure as it is now,
  /// `{{figure:NAME=98.81}}` one that had this value when the text was written.
  public let text: String
  /// Who wrote it.
  public let by: ActedBy?
  /// When it was written.
  public let on: CivilDate?

  /// The members of a narrative.
  public static let fields: [Field] = [
    .required("slot", .word, "the place in the form"),
    .required(
      "text", .text(1...32_000), "paragraphs; {{figure:NAME}} quotes a figure, {{figure:NAME=98.81}} as it was"),
    .optional("by", .object(ActedBy.fields), "who wrote it"),
    .optional("on", .date, "when it was written"),
  ]

  /// A narrative by its members.
  public init(slot: KebabWord, text: String, by: ActedBy? = nil, on: CivilDate? = nil) {
    self.slot = slot
    self.text = text
    self.by = by
    self.on = on
  }
}

/// All figures and tables of a period, as data or as a report to be read.
public struct AnnualReportQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp?
  public let format: KebabWord
  public let form: KebabWord?
  public let narratives: [Narrative]?
  public let after: String?
  public let suppress: Bool?

  public static let name = "annual-report"
  public static let words = "All figures and tables of a period, as data or as a report to be read."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("knownOn", .time, "as was known then; default now"),
    .required("format", .oneOf(["json", "csv", "html"]), "data, a spreadsheet's text, or a page to read and print"),
    .optional(
      "form", .word, "the form: html has that of the adopted profile unless said, json and csv what the form prints"),
    .optional("narratives", .list(.object(Narrative.fields), 0...100), "html: what people wrote for it"),
    .optional("after", .text(1...2_000), "html: the cursor of the page before"),
    .optional("suppress", .boolean, "whether small numbers are left out; as the adopted profile has it unless said"),
  ]
}
