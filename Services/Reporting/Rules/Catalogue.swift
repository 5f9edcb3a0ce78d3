import Contracts

extension Reporting {
  /// What Reporting answers, does, tells and refuses. It takes no facts.
  static let catalogue = Catalogue(
    methods: [
      question(
        FiguresQuestion.self,
        result: [
          .required("figures", .list(.object(figure), 0...100), "the figures"),
          .optional(
            "views", .list(.object(view), 1...200), "of which view of each authority, where several were asked"),
        ], onlyCounts: true),
      question(TableQuestion.self, result: table),
      question(
        ExplainQuestion.self,
        result: [
          .optional("figure", .word, "the figure explained"),
          .optional("table", .word, "the table explained"),
          .required("definition", .text(1...1_000), "what it counts, in words"),
          .required("version", .integer(1...1_000), "the version of that definition"),
          .optional("validFrom", .date, "the first day on which that version is the one to count by"),
          .required("authority", .authority, "the local authority"),
          .required("from", .date, "the first day"),
          .required("to", .date, "the last day"),
          .required("knownOn", .time, "as was known then"),
          .required("cutoffs", .list(.object(cutoff), 0...3), "up to where each feed is counted"),
          .optional("value", .number(0...1e12), "the value; left out without a denominator"),
          .required("numerator", .list(.text(1...200), 0...1_000_000), "the ids of the records counted"),
          .required("denominator", .list(.text(1...200), 0...1_000_000), "the ids they are set against"),
          .required("rounding", .text(1...200), "how the value is rounded"),
          .required("hash", .text(64...64), "SHA-256 of the answer, in hex"),
        ]),
      question(
        AnnualReportQuestion.self,
        result: [
          .required("authority", .authority, "the local authority"),
          .required("from", .date, "the first day"),
          .required("to", .date, "the last day"),
          .required("knownOn", .time, "as was known then"),
          .optional("figures", .list(.object(figure), 0...100), "all figures, where json was asked"),
          .optional("tables", .list(.object(table), 0...100), "all tables, where json was asked"),
          .optional("checks", .list(.anyObject, 0...100), "what was checked, where json was asked; as reconciliation"),
          .optional("residuals", .list(.anyObject, 0...1_000), "what did not add up; as reconciliation"),
          .optional("targets", .list(.anyObject, 0...1_000), "target beside actual; as targets"),
          .optional("actions", .list(.anyObject, 0...10_000), "the work plan; as actions"),
          .optional("risks", .list(.anyObject, 0...10_000), "the risks; as risks"),
          .optional("impacts", .list(.anyObject, 0...10_000), "examples of impact of the period; as impacts"),
          .optional("definitions", .list(.anyObject, 0...1_000), "what each figure and table means; as definitions"),
          .optional("form", .word, "the form, where html was asked and one is adopted or named"),
          .optional("html", .text(1...1_048_576), "the page, or a part of it, where html was asked"),
          .optional("next", .text(1...2_000), "the cursor for after, where the page goes on"),
          .optional("csv", .text(1...1_048_576), "all figures and tables, a section each, where csv was asked"),
        ]),
      question(ExportQuestion.self, result: ExportAsked.result),
    ] + onRecord + ownMethods,
    events: ownEvents,
    refusals: ownRefusals + [
      ("small-numbers", "the profile leaves small numbers out, and the key may have counts alone: ask for figures"),
      ("not-a-cursor", "after is not the next of a page"),
      ("of-another-export", "after is the next of another export than is asked for"),
      ("cursor-does-not-hold", "what after names gives other files than its first page was of"),
      ("to-before-from", "the period ends before it begins"),
      ("unknown-figure", "no figure has this name"),
      ("authority-twice", "an authority is named twice among those asked together"),
      ("authority-not-among", "authority is none of those asked together"),
      ("unknown-table", "no table has this name"),
      ("on-and-to-differ", "on and to are the same day, or one of them is left out"),
      ("too-many-parts", "the table would have more than 240 columns of periods"),
      ("not-an-age-range", "ages are written 14-17, or 16"),
      ("ages-not-for-this-table", "this table cannot be asked for some ages only"),
      ("authority-not-found", "none of the three feeds has told anything of this authority"),
      ("not-a-certificate", "the text is not a certificate"),
      ("of-another-authority", "the certificate is of another authority"),
      ("unknown-definition", "no figure or table has this definition and version"),
      ("certificate-does-not-hold", "what the certificate names gives another result than it certifies"),
      ("report-has-changed", "the page is no longer the one that the cursor is of: ask for it from its beginning"),
      ("unknown-form", "no form of reports has this name"),
      ("cannot-print", "the forms or templates of pages cannot be used"),
      ("takes-no-facts", "facts are published to scheduling and participation"),
      ("cannot-read", "the read model cannot be read"),
      ("no-read-model", "the service runs without its read model"), ("no-such-question", "the question is not built"),
    ])

  /// The fields of a question, with the names that may be asked in the words of `field`: `describe` is enough to ask.
  private static func fields(_ fields: [Field], naming field: String, _ names: [String]) -> [Field] {
    fields.map { one in
      guard one.name == field else { return one }
      return Field(
        name: one.name, shape: one.shape, isRequired: one.isRequired,
        words: one.words + ": " + names.joined(separator: ", "))
    }
  }

  static func question(
    _ message: (some Message).Type, result: [Field], onlyCounts: Bool = false
  ) -> Method {
    Method(
      message.name, .longQuestion, message.words,
      params: fields(
        fields(message.fields, naming: "names", (Figure.all + Figure.further).map(\.name)), naming: "name",
        (Table.all + Table.further).map(\.name)),
      groups: message.groups, result: result, onlyCounts: onlyCounts)
  }

  private static let figure: [Field] = [
    .required("name", .word, "the figure"),
    .optional("value", .number(0...1e12), "the value; left out without a denominator"),
    .required("unit", .word, "what the value is in"),
    .optional("numerator", .integer(0...1_000_000_000), "how many records are counted"),
    .optional("denominator", .number(0...1e12), "against how many, or against how many full-time equivalents"),
    .optional("recorded", .boolean, "false where nobody told what it counts, so that a nought is none"),
    .optional("suppressed", .boolean, "true where it is left out, as somebody might be known by so small a number"),
    .required("definition", .text(1...1_000), "what it counts, in words"),
    .optional(
      "certificate", .text(1...2_000), "opens what is behind it, with explain; of several authorities each part has one"
    ),
    .optional(
      "parts", .list(.object(part), 1...200), "each authority's part, where several and four figures were asked"),
    .optional("target", .object(target), "the target that holds on the last day"),
    .optional("benchmarks", .list(.object(benchmark), 1...1_000), "what others reached in that year"),
  ]

  private static let part: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("value", .number(0...1e12), "the value; left out without a denominator"),
    .optional("numerator", .integer(0...1_000_000_000), "how many records are counted"),
    .optional("denominator", .number(0...1e12), "against how many, or against how many full-time equivalents"),
    .optional("suppressed", .boolean, "true where it is left out, as somebody might be known by so small a number"),
    .required("certificate", .text(1...2_000), "opens what is behind it, with explain"),
  ]

  private static let view: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("knownOn", .time, "as was known then"),
    .required("cutoffs", .list(.object(cutoff), 0...3), "up to where each feed is counted"),
  ]

  static let table: [Field] = [
    .required("name", .word, "the table"),
    .required("columns", .list(.text(1...64), 1...10_000), "the columns, the label's first"),
    .required(
      "rows", .list(.list(.any, 1...10_000), 0...100_000),
      "the rows; a cell without a value is null, one left out is c"),
    .optional("recorded", .boolean, "false where nobody told what it counts, so that noughts are none"),
    .optional("suppressed", .boolean, "true where cells or rows are left out, as somebody might be known by them"),
    .required("definition", .text(1...1_000), "what it counts, in words"),
    .optional("benchmarks", .list(.object(benchmark), 1...1_000), "what others reached in a row, in that year"),
    .required("certificate", .text(1...2_000), "opens what is behind it, with explain"),
  ]

  private static let cutoff: [Field] = [
    .required("service", .word, "the service whose feed it is"),
    .required("epoch", .integer(1...1_000_000), "the life of its journal"),
    .required("sequence", .sequence, "the newest event counted"),
  ]
}
