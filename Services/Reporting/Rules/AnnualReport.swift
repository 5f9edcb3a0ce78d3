public import Contracts

/// Prints a report as the text of a page, in the form that it names.
///
/// - Throws: -32602 where there is no such form, -32603 where the forms and templates cannot be used.
public typealias Printer = @Sendable (AnnualReport) throws(Refusal) -> String

/// What a report prints: the figures and tables of a period, what people wrote, and what else is known of it. What is
/// nil is not counted by this version, and the page says so.
public struct AnnualReport {
  private let report: Report
  /// The form in which it is printed; nil for the plain one.
  public let form: KebabWord?
  /// What people wrote, in the order given.
  public let narratives: [Narrative]
  /// What did not add up.
  public var residuals: [Residual]?
  /// The plan for the year to come, and how far it is.
  public var actions: [Action]?
  /// The register of risks.
  public var risks: [Risk]?
  /// What a figure should be, or is elsewhere, by the figure's name.
  public var targets: [Target]?
  /// Examples of what the service changed for children.
  public var impacts: [Impact]?
  /// Who signed or verified the report; nil where nobody can yet, empty where nobody has.
  public var signatures: [Signature]?
  /// How rates are printed, where the authority has said so itself; nil for the form's own way.
  public var rounding: Rounding?
  /// The hash of each feed's chain at its cut-off, in hex, where it is known.
  public var roots: [ServiceName: String] = [:]

  /// A report of what `report` counts.
  init(_ report: Report, form: KebabWord?, narratives: [Narrative]) {
    self.report = report
    self.form = form
    self.narratives = narratives
  }

  /// The authority, the period and what is counted of it.
  public var scope: Scope { report.scope }

  /// What is to be known of small numbers; nil where none are left out.
  public var caution: String? { report.suppresses ? SmallNumbers.caution : nil }

  /// The figure of this name as it is printed; nil where there is none.
  public func figure(_ name: String) -> PrintedFigure? { Figure.named(name).map(report.printed) }

  /// The table of this name, of some ages only where they are given, as it is printed; nil where there is none or it
  /// cannot be asked by age.
  public func table(_ name: String, ages: AgeRange? = nil) -> PrintedTable? {
    Table.named(name).flatMap { ages == nil || $0.takesAges ? report.printed($0, ages) : nil }
  }
}

extension AnnualReport {
  /// How rates are printed; counts are whole.
  public struct Rounding: Sendable {
    /// With how many decimals.
    public let decimals: Int
    /// Whether the rest is cut off; half up where it is not.
    public let cutsOff: Bool

    /// A rounding by its parts.
    public init(decimals: Int, cutsOff: Bool) {
      self.decimals = decimals
      self.cutsOff = cutsOff
    }
  }

  /// Something that does not add up, with the records behind it.
  public struct Residual: Sendable {
    /// What does not add up, in a sentence that names the count.
    public let words: String
    /// The ids of the records behind it.
    public let records: [String]
    /// Who explained or accepted it, and how; nil while nobody has.
    public let answer: String?

    /// A residual by its parts.
    public init(words: String, records: [String], answer: String?) {
      self.words = words
      self.records = records
      self.answer = answer
    }
  }

  /// One step of an action plan.
  public struct Action: Sendable {
    /// What is to be better.
    public let priority: String
    /// What is to be done.
    public let area: String
    /// What it is worth to children.
    public let outcome: String
    /// Who leads, by role.
    public let lead: String
    /// By when, as it was set.
    public let due: String
    /// How far it is.
    public let progress: String

    /// An action by its parts.
    public init(priority: String, area: String, outcome: String, lead: String, due: String, progress: String) {
      self.priority = priority
      self.area = area
      self.outcome = outcome
      self.lead = lead
      self.due = due
      self.progress = progress
    }
  }

  /// A risk as it is rated.
  public struct Risk: Sendable {
    /// What may happen.
    public let risk: String
    /// What is done about it.
    public let mitigation: String
    /// Who answers for it, by role.
    public let owner: String
    /// How likely: A to D.
    public let likelihood: String
    /// How grave: I to IV.
    public let impact: String

    /// A risk by its parts.
    public init(risk: String, mitigation: String, owner: String, likelihood: String, impact: String) {
      self.risk = risk
      self.mitigation = mitigation
      self.owner = owner
      self.likelihood = likelihood
      self.impact = impact
    }
  }

  /// What a figure should be, or is elsewhere.
  public struct Target: Sendable {
    /// The figure's name.
    public let figure: String
    /// Whose number it is: target, last year, statistical neighbours, England …
    public let of: String
    /// The number, with its unit.
    public let value: String

    /// A target or benchmark by its parts.
    public init(figure: String, of: String, value: String) {
      self.figure = figure
      self.of = of
      self.value = value
    }
  }

  /// An example of what the service changed for a child, without anything that tells who.
  public struct Impact: Sendable {
    /// Its kind.
    public let category: String
    /// What happened.
    public let words: String

    /// An example by its parts.
    public init(category: String, words: String) {
      self.category = category
      self.words = words
    }
  }

  /// A signature under the report, or under one of its sides.
  public struct Signature: Sendable {
    /// What is signed or verified: `report`, `finance`, `legal`, `equality` …
    public let side: String
    /// Who, by role.
    public let by: String
    /// The day.
    public let on: CivilDate

    /// A signature by its parts.
    public init(side: String, by: String, on: CivilDate) {
      self.side = side
      self.by = by
      self.on = on
    }
  }
}
