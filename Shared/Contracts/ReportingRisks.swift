/// Rates a risk; the same id again rates it anew.
public struct RateRisk: Message {
  public let risk: RiskID?
  public let title: String
  public let likelihood: String
  public let impact: String
  public let owner: KebabWord
  public let mitigation: String
  public let on: CivilDate?

  public static let name = "rate-risk"
  public static let words = "Rates a risk; the same id again rates it anew."
  public static let fields: [Field] = [
    .optional("risk", .identifier, "the risk; the service assigns an id where it is left out"),
    .required("title", .text(1...300), "what may happen"),
    .required("likelihood", .oneOf(Risk.likelihoods), "how likely, A the most"),
    .required("impact", .oneOf(Risk.impacts), "how grave, I the gravest"),
    .required("owner", .word, "the role of the one who answers for it"),
    .required("mitigation", .text(1...1_000), "what is done about it"),
    .optional("on", .date, "on which day; today unless said"),
  ]
}

/// A risk was rated.
public struct RiskRated: Message {
  public let risk: RiskID
  public let title: String
  public let likelihood: String
  public let impact: String
  public let owner: KebabWord
  public let mitigation: String
  public let on: CivilDate

  public static let name = "risk-rated"
  public static let words = "A risk was rated."
  public static let fields: [Field] = [
    .required("risk", .identifier, "the risk"),
    .required("title", .text(1...300), "what may happen"),
    .required("likelihood", .oneOf(Risk.likelihoods), "how likely, A the most"),
    .required("impact", .oneOf(Risk.impacts), "how grave, I the gravest"),
    .required("owner", .word, "the role of the one who answers for it"),
    .required("mitigation", .text(1...1_000), "what is done about it"),
    .required("on", .date, "on which day"),
  ]

  /// The event that a command asks for, about a risk of this id, on this day.
  public init(_ asked: RateRisk, risk: RiskID, on: CivilDate) {
    self.risk = risk
    title = asked.title
    likelihood = asked.likelihood
    impact = asked.impact
    owner = asked.owner
    mitigation = asked.mitigation
    self.on = on
  }
}

/// Words of risks.
enum Risk {
  /// How likely, the most first.
  static let likelihoods = ["A", "B", "C", "D"]
  /// How grave, the gravest first.
  static let impacts = ["I", "II", "III", "IV"]
}

/// Records an example of what the service brought about, told so that nobody is known by it.
public struct RecordImpact: Message {
  public let impact: ImpactID?
  public let category: KebabWord
  public let on: CivilDate?
  public let example: String

  public static let name = "record-impact"
  public static let words = "Records an example of what the service brought about, told so that nobody is known by it."
  public static let fields: [Field] = [
    .optional("impact", .identifier, "the example; the service assigns an id where it is left out"),
    .required("category", .word, "what kind of impact"),
    .optional("on", .date, "on which day; today unless said"),
    .required("example", .text(1...4_000), "what was changed and how, told so that nobody is known by it"),
  ]
}

/// An example of what the service brought about was recorded.
public struct ImpactRecorded: Message {
  public let impact: ImpactID
  public let category: KebabWord
  public let on: CivilDate
  public let example: String

  public static let name = "impact-recorded"
  public static let words = "An example of what the service brought about was recorded."
  public static let fields: [Field] = [
    .required("impact", .identifier, "the example"),
    .required("category", .word, "what kind of impact"),
    .required("on", .date, "on which day"),
    .required("example", .text(1...4_000), "what was changed and how, told so that nobody is known by it"),
  ]

  /// The event that a command asks for, about an example of this id, on this day.
  public init(_ asked: RecordImpact, impact: ImpactID, on: CivilDate) {
    self.impact = impact
    category = asked.category
    self.on = on
    example = asked.example
  }
}
