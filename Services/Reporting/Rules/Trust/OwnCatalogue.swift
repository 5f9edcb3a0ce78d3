import Contracts

/// What Reporting does beside answering figures and tables: its commands, the events they bring about, and the
/// questions about how far figures can be trusted.
extension Reporting {
  static let ownMethods = ReportingCommand.allCases.map(method) + OwnQuestion.allCases.map(method)

  /// None may be withdrawn: a newer one of the same id, or of the same set and year, puts it right.
  static let ownEvents = ReportingEvent.allCases.map(type)

  static let ownRefusals = [
    ("action-not-found", "no action of this id was set"),
    ("in-future", "the day has not come"),
    ("report-exists", "a report of this id was signed off before"),
    ("report-not-found", "no report of this id was signed off"),
    ("period-not-over", "the last day of the report has not passed"),
    ("no-such-residual", "nothing of this name failed to add up"),
    ("residual-not-accepted", "something does not add up, and is not accepted by name; the message tells what"),
    ("unknown-profile", "no profile of this name is shipped"),
  ]

  private static func method(_ command: ReportingCommand) -> Method {
    switch command {
    case .loadBenchmark: .command(LoadBenchmark.self)
    case .loadPopulation: .command(LoadPopulation.self)
    case .setTarget: .command(SetTarget.self)
    case .setAction: .command(SetAction.self, assigns: [assigned("action")])
    case .progressAction: .command(ProgressAction.self)
    case .rateRisk: .command(RateRisk.self, assigns: [assigned("risk")])
    case .recordImpact: .command(RecordImpact.self, assigns: [assigned("impact")])
    case .signOff: .command(SignOffReport.self, assigns: [assigned("report")])
    }
  }

  private static func assigned(_ name: String) -> Field {
    .optional(name, .identifier, "the id assigned, where the caller gave none")
  }

  private static func type(_ event: ReportingEvent) -> EventType {
    switch event {
    case .benchmarkLoaded: .told(BenchmarkLoaded.self)
    case .populationLoaded: .told(PopulationLoaded.self)
    case .targetSet: .told(TargetSet.self)
    case .actionSet: .told(ActionSet.self)
    case .actionProgressed: .told(ActionProgressed.self)
    case .riskRated: .told(RiskRated.self)
    case .impactRecorded: .told(ImpactRecorded.self)
    case .reportSignedOff: .told(ReportSignedOff.self)
    case .exportDisclosed: .told(ExportDisclosed.self)
    }
  }

  private static func method(_ question: OwnQuestion) -> Method {
    switch question {
    case .targets:
      ask(TargetsQuestion.self, period + [list("targets", targetFields, "the figures with a target")], true)
    case .benchmarks:
      ask(BenchmarksQuestion.self, period + [list("figures", benchmarkedFields, "the figures with benchmarks")], true)
    case .actions: ask(ActionsQuestion.self, [list("actions", actionFields, "the actions")], true)
    case .risks: ask(RisksQuestion.self, [list("risks", riskFields, "the risks, the gravest first")], true)
    case .impacts:
      ask(
        ImpactsQuestion.self,
        [
          list("categories", categoryFields, "how many of each kind"),
          list("impacts", ImpactRecorded.fields, "the examples"),
        ], true)
    case .signedReports:
      ask(
        SignedReportsQuestion.self,
        [
          list(
            "reports", ReportSignedOff.fields + [.required("signedOn", .time, "when it was signed off")], "the reports")
        ], true)
    case .definitions: ask(DefinitionsQuestion.self, [list("definitions", definitionFields, "the definitions")], true)
    case .reconciliation:
      ask(
        ReconciliationQuestion.self,
        period + [
          list("checks", checkFields, "what was checked"), list("residuals", residualFields, "what did not add up"),
        ], false)
    case .restatements: ask(RestatementsQuestion.self, restatementFields, false)
    case .comparePolicy:
      ask(
        ComparePolicyQuestion.self,
        period + [
          .required("profile", .word, "the profile's name"),
          .required("rules", .anyObject, "how it counts and prints figures"),
          list("figures", comparedFields, "the figures, and what they would be"),
        ], true)
    }
  }

  private static func ask(_ asked: (some Message).Type, _ result: [Field], _ onlyCounts: Bool) -> Method {
    Method(
      asked.name, .longQuestion, asked.words, params: asked.fields, groups: asked.groups, result: result,
      onlyCounts: onlyCounts)
  }

  private static func list(_ name: String, _ fields: [Field], _ words: String) -> Field {
    .required(name, .list(.object(fields), 0...10_000), words)
  }

  // MARK: - Fields

  static let period: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .required("knownOn", .time, "as was known then"),
  ]

  private static let value = Field.optional("value", .number(0...1e12), "the value; left out without a denominator")
  private static let unit = Field.required("unit", .word, "what the value is in")
  private static let certificate = Field.required(
    "certificate", .text(1...2_000), "opens what is behind it, with explain")
  private static let figureName = Field.required("figure", .word, "the figure")

  static let target: [Field] = [
    .required("value", .number(0...1e9), "the value to reach"),
    .required("direction", .word, "at-least or at-most"),
    .optional("met", .boolean, "whether the figure reaches it; left out without a value"),
    .required("from", .date, "the first day on which it holds"),
    .optional("to", .date, "the last day"),
    .optional("source", .text(1...200), "where it was set"),
  ]

  private static let recorded = Field.optional(
    "recorded", .boolean, "false where nobody told what it counts, so that a nought is none")

  static let benchmark: [Field] = [
    .optional("row", .text(1...64), "the row of the table, where it is of one"),
    .required("set", .word, "the set it belongs to"),
    .required("year", .integer(1992...2100), "the year in which its period ended"),
    .required("value", .number(0...1e9), "the value"),
    .required("source", .text(1...200), "where it was published"),
  ]

  private static let targetFields: [Field] = [
    figureName, unit, value, recorded, .required("target", .object(target), "the target"),
    .optional("met", .boolean, "whether the figure reaches it"),
    .optional("gap", .number(-1e12...1e12), "what the figure is more than the target"), certificate,
  ]

  private static let benchmarkedFields: [Field] = [
    figureName, unit, value, recorded, list("benchmarks", benchmark, "what others reached, by set and year"),
    list(
      "earlier",
      [
        .required("from", .date, "the first day"), .required("to", .date, "the last day"), value,
        .optional("change", .number(-1e12...1e12), "what the figure is more than it was then"),
      ], "the same figure one year before and two"), certificate,
  ]

  private static let actionFields: [Field] =
    ActionSet.fields + [
      list(
        "progress",
        [
          .required("on", .date, "on which day"), .required("status", .word, "where it stood"),
          .optional("note", .text(1...1_000), "what was done"),
        ], "how it got on")
    ]

  private static let riskFields: [Field] =
    RiskRated.fields + [
      list(
        "before",
        [
          .required("on", .date, "on which day"), .required("likelihood", .text(1...1), "how likely"),
          .required("impact", .text(1...3), "how grave"),
        ], "how it was rated before")
    ]

  private static let categoryFields: [Field] = [
    .required("category", .word, "the kind of impact"),
    .required("examples", .integer(0...1_000_000), "how many examples"),
  ]

  private static let definitionFields: [Field] = [
    .optional("figure", .word, "the figure defined"), .optional("table", .word, "the table defined"),
    .required("definition", .text(1...1_000), "what it counts, in words"),
    .required("version", .integer(1...1_000), "the version of that definition"),
    .required("validFrom", .date, "the first day on which that version is the one to count by"),
    .optional("counts", .text(1...200), "what of the period it looks at"),
    .optional("unit", .word, "what the value is in"), .optional("rounding", .text(1...200), "how it is rounded"),
  ]

  private static let checkFields: [Field] = [
    .required("check", .word, "the check"), .required("words", .text(1...300), "what must be so"),
    .required("holds", .boolean, "whether it is so"),
  ]

  private static let residualFields: [Field] = [
    .required("residual", .word, "the name by which it can be accepted"),
    .required("check", .word, "the check that it fails"),
    .required("count", .integer(0...1_000_000_000), "how large it is"),
    .required("words", .text(1...4_000), "what does not add up, with the first of the records"),
    .required("records", .list(.text(1...200), 0...1_000_000), "the ids of the records behind it"),
  ]

  private static let comparedFields: [Field] = [
    figureName, unit, value, recorded,
    .optional("theirs", .number(0...1e12), "the value as the profile counts and rounds it"),
    .optional("suppressed", .boolean, "true where it is left out, as somebody might be known by so small a number"),
    .optional("numerator", .integer(0...1_000_000_000), "how many records the profile counts; left out with the value"),
    .optional("denominator", .number(0...1e12), "against how many"),
    .required(
      "because", .list(.word, 0...5), "what of it makes the difference: reviews, limits, contributed, rounding"),
    certificate,
  ]

  private static let restatementFields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("report", .identifier, "the report that was signed off"),
    .required("knownBefore", .time, "as was known then"),
    .required("knownAfter", .time, "as is known now"),
    list("cutoffsBefore", SignedCutoff.fields, "up to where each feed was counted"),
    list("cutoffsAfter", SignedCutoff.fields, "up to where each feed is counted now"),
    list(
      "figures",
      [
        figureName, unit, .optional("before", .number(0...1e12), "the value before"),
        .optional("after", .number(0...1e12), "the value now"),
        .required("certificateBefore", .text(1...2_000), "opens what was counted before"),
        .required("certificateAfter", .text(1...2_000), "opens what is counted now"),
        .required("records", .list(.text(1...200), 0...1_000_000), "the records that are counted otherwise now"),
        list("events", moverFields, "the events that moved them, in order"),
      ], "the figures that changed"),
  ]

  private static let moverFields: [Field] = [
    .required("service", .word, "the service that told it"),
    .required("epoch", .integer(1...1_000_000), "the life of its journal"),
    .required("sequence", .sequence, "its place there"), .required("type", .word, "what happened"),
    .required("source", .text(1...256), "the event's source"), .required("id", .text(1...256), "the event's id"),
    .required("knownOn", .time, "when it became known"),
    .required("records", .list(.text(1...200), 0...1_000_000), "the records that it moved"),
  ]
}
