public import Contracts

/// Reporting's state of a stream, folded from its own journal. What the three feeds told is kept in the read model.
public enum ReportingState: StreamState, Equatable {
  /// `figure/NAME`: the targets and benchmarks of a figure.
  case figure(FigureFile)
  /// `action/ID`: an action of the work plan.
  case action(ActionFile)
  /// `risk/ID`: a risk, as it was rated.
  case risk(RiskFile)
  /// `impact/ID`: an example of impact.
  case impact(ImpactFile)
  /// `report/ID`: a report that was signed off.
  case report(ReportFile)
  /// `population/children`: the children under 18 of the area, year by year.
  case population(PopulationFile)

  /// The second fold; the first had no streams.
  public static let version = 2
}

/// Reporting as the loop calls it.
public enum Reporting {
  /// Reporting's rules. All its questions are long ones, which the read model answers in their place.
  public static let rules = Rules<ReportingState>(
    service: .reporting, catalogue: catalogue, stream: stream, take: takeNothing, decide: decide, evolve: evolve,
    mirrors: { _, _ in [] }, absorb: { _, _, _, _ in }, react: check, wake: { _, _, _ in [] },
    wakes: { _, _, _, _ in nil }, stirs: { _ in nil }, answer: answerNothing, answerLong: answerNothingLong)
}

// MARK: - Streams

extension StreamKey {
  /// The targets and benchmarks of a figure.
  static func figure(_ figure: KebabWord) -> StreamKey { StreamKey("figure", figure.text) }
  /// An action of the work plan.
  static func action(_ action: ActionID) -> StreamKey { StreamKey("action", action.text) }
  /// A risk.
  static func risk(_ risk: RiskID) -> StreamKey { StreamKey("risk", risk.text) }
  /// An example of impact.
  static func impact(_ impact: ImpactID) -> StreamKey { StreamKey("impact", impact.text) }
  /// The children under 18 of the area.
  static let population = StreamKey("population", "children")
  /// A report that was signed off.
  static func report(_ report: ReportID) -> StreamKey { StreamKey("report", report.text) }
}

// MARK: - Coding

extension ReportingState: Codable {
  private enum Kind: String, Codable {
    case figure = "figure"
    case action = "action"
    case risk = "risk"
    case impact = "impact"
    case report = "report"
    case population = "population"
  }

  private enum Keys: String, CodingKey {
    case kind = "kind"
    case state = "state"
  }

  /// Reads {`kind`, `state`}.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .figure: self = .figure(try container.decode(FigureFile.self, forKey: .state))
    case .action: self = .action(try container.decode(ActionFile.self, forKey: .state))
    case .risk: self = .risk(try container.decode(RiskFile.self, forKey: .state))
    case .impact: self = .impact(try container.decode(ImpactFile.self, forKey: .state))
    case .report: self = .report(try container.decode(ReportFile.self, forKey: .state))
    case .population: self = .population(try container.decode(PopulationFile.self, forKey: .state))
    }
  }

  /// Writes {`kind`, `state`}.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    func write(_ kind: Kind, _ state: some Encodable) throws {
      try container.encode(kind, forKey: .kind)
      try container.encode(state, forKey: .state)
    }
    switch self {
    case .figure(let file): try write(.figure, file)
    case .action(let file): try write(.action, file)
    case .risk(let file): try write(.risk, file)
    case .impact(let file): try write(.impact, file)
    case .report(let file): try write(.report, file)
    case .population(let file): try write(.population, file)
    }
  }
}
