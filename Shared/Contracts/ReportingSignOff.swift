/// What a report's own words say of a figure, so that it can be held to what is counted.
public struct StatedFigure: Codable, Hashable, Sendable {
  /// The figure.
  public let figure: KebabWord
  /// The value that is stated.
  public let value: Double
  /// The first day of the period it is stated of; nil for the report's.
  public let from: CivilDate?
  /// The last day of that period; nil for the report's.
  public let to: CivilDate?

  /// The members of a statement.
  public static let fields: [Field] = [
    .required("figure", .word, "the figure"),
    .required("value", .number(0...1e9), "the value that is stated"),
    .optional("from", .date, "the first day of the period it is stated of, where it is not the report's"),
    .optional("to", .date, "the last day of the period it is stated of, where it is not the report's"),
  ]

  /// A statement by its members.
  public init(figure: KebabWord, value: Double, from: CivilDate?, to: CivilDate?) {
    self.figure = figure
    self.value = value
    self.from = from
    self.to = to
  }
}

/// A residual that the one who signs takes as it is, and why.
public struct AcceptedResidual: Codable, Hashable, Sendable {
  /// The residual's name.
  public let residual: KebabWord
  /// Why it stands.
  public let reason: String

  /// The members of an acceptance.
  public static let fields: [Field] = [
    .required("residual", .word, "the residual, by its name in reconciliation"),
    .required("reason", .text(1...1_000), "why it stands"),
  ]
}

/// Up to where a feed was counted.
public struct SignedCutoff: Codable, Hashable, Sendable {
  /// The service whose feed it is.
  public let service: KebabWord
  /// The life of its journal.
  public let epoch: Int
  /// The newest event counted.
  public let sequence: String
  /// The link of the journal's chain at that event, in hex; nil where it is not known.
  public let root: String?

  /// The members of a cut-off.
  public static let fields: [Field] = [
    .required("service", .oneOf(ServiceName.allCases.map(\.rawValue)), "the service whose feed it is"),
    .required("epoch", .integer(1...1_000_000), "the life of its journal"),
    .required("sequence", .sequence, "the newest event counted"),
    .optional("root", .text(64...64), "the link of the journal's chain at that event, in hex, where it is known"),
  ]

  /// A cut-off by its parts.
  public init(service: KebabWord, epoch: Int, sequence: String, root: String? = nil) {
    self.service = service
    self.epoch = epoch
    self.sequence = sequence
    self.root = root
  }
}

/// A figure as it was signed.
public struct SignedFigure: Codable, Hashable, Sendable {
  /// The figure.
  public let figure: KebabWord
  /// The value as it was printed; nil without a denominator.
  public let value: Double?
  /// Opens what is behind it, with `explain`.
  public let certificate: String

  /// The members of a figure signed.
  public static let fields: [Field] = [
    .required("figure", .word, "the figure"),
    .optional("value", .number(0...1e12), "the value; left out without a denominator"),
    .required("certificate", .text(1...2_000), "opens what is behind it, with explain"),
  ]

  /// A figure by its parts.
  public init(figure: KebabWord, value: Double?, certificate: String) {
    self.figure = figure
    self.value = value
    self.certificate = certificate
  }
}

/// A table as it was signed.
public struct SignedTable: Codable, Hashable, Sendable {
  /// The table.
  public let table: KebabWord
  /// The version of its definition.
  public let version: Int
  /// The ages it is of; nil for all.
  public let ages: String?
  /// The last part of its certificate: the beginning of the SHA-256 of what was counted.
  public let seal: String
  /// Opens what is behind it, with `explain`; nil where it was signed before certificates of tables were kept.
  public let certificate: String?

  /// The members of a table signed.
  public static let fields: [Field] = [
    .required("table", .word, "the table"),
    .required("version", .integer(1...1_000), "the version of its definition"),
    .optional("ages", .text(1...200), "the ages it is of; all where it is left out"),
    .required("seal", .text(16...16), "the last part of its certificate: the beginning of the SHA-256 of its content"),
    .optional("certificate", .text(1...2_000), "opens what is behind it, with explain"),
  ]

  /// A table by its parts.
  public init(table: KebabWord, version: Int, ages: String? = nil, seal: String, certificate: String? = nil) {
    self.table = table
    self.version = version
    self.ages = ages
    self.seal = seal
    self.certificate = certificate
  }
}

/// A residual as it was signed.
public struct SignedResidual: Codable, Hashable, Sendable {
  /// The residual's name.
  public let residual: KebabWord
  /// How large it was.
  public let count: Int
  /// Why it stands, as the one who signed said.
  public let reason: String

  /// The members of a residual signed.
  public static let fields: [Field] = [
    .required("residual", .word, "the residual"),
    .required("count", .integer(0...1_000_000_000), "how large it was"),
    .required("reason", .text(1...1_000), "why it stands, as the one who signed said"),
  ]

  /// A residual by its parts.
  public init(residual: KebabWord, count: Int, reason: String) {
    self.residual = residual
    self.count = count
    self.reason = reason
  }
}

/// Signs off the report of a period as it is counted, where each residual is accepted by name.
public struct SignOffReport: Message {
  public let report: ReportID?
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp?
  public let form: KebabWord?
  public let accepted: [AcceptedResidual]?
  public let stated: [StatedFigure]?

  public static let name = "sign-off-report"
  public static let words =
    "Signs off the report of a period as it is counted, where each residual is accepted by name."
  public static let fields: [Field] = [
    .optional("report", .identifier, "the report; the service assigns an id where it is left out"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("knownOn", .time, "as was known then; default now"),
    .optional("form", .word, "the form in which it is printed; default that of the adopted profile"),
    .optional(
      "accepted", .list(.object(AcceptedResidual.fields), 0...100), "the residuals taken as they are, and why"),
    .optional(
      "stated", .list(.object(StatedFigure.fields), 0...200),
      "what the report's own words say, held to what is counted"),
  ]
}

/// The report of a period was signed off.
public struct ReportSignedOff: Message {
  public let report: ReportID
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp
  public let form: KebabWord?
  public let cutoffs: [SignedCutoff]
  public let figures: [SignedFigure]
  public let tables: [SignedTable]
  public let residuals: [SignedResidual]

  public static let name = "report-signed-off"
  public static let words = "The report of a period was signed off."
  public static let fields: [Field] = [
    .required("report", .identifier, "the report"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .required("knownOn", .time, "as was known then"),
    .optional("form", .word, "the form in which it is printed; left out where all figures and tables are signed"),
    .required("cutoffs", .list(.object(SignedCutoff.fields), 0...3), "up to where each feed was counted"),
    .required("figures", .list(.object(SignedFigure.fields), 0...200), "the figures"),
    .required("tables", .list(.object(SignedTable.fields), 0...300), "the tables"),
    .required("residuals", .list(.object(SignedResidual.fields), 0...100), "what did not add up, and why it stands"),
  ]

  /// The event by its members.
  public init(
    report: ReportID, from: CivilDate, to: CivilDate, knownOn: Timestamp, form: KebabWord? = nil,
    cutoffs: [SignedCutoff], figures: [SignedFigure], tables: [SignedTable], residuals: [SignedResidual]
  ) {
    self.report = report
    self.from = from
    self.to = to
    self.knownOn = knownOn
    self.form = form
    self.cutoffs = cutoffs
    self.figures = figures
    self.tables = tables
    self.residuals = residuals
  }
}
