import Contracts

/// The commands that Reporting carries out.
enum ReportingCommand: String, CaseIterable {
  case loadBenchmark = "load-benchmark"
  case loadPopulation = "load-population"
  case setTarget = "set-target"
  case setAction = "set-action"
  case progressAction = "progress-action"
  case rateRisk = "rate-risk"
  case recordImpact = "record-impact"
  case signOff = "sign-off-report"
}

extension Reporting {
  /// Reporting takes no facts: they are published to scheduling and participation.
  static func takeNothing(
    _ event: Event, _ look: Look<ReportingState>, _ moment: Moment
  ) throws(Refusal) -> Taking {
    throw Refusal(.noMethod, "takes-no-facts")
  }

  /// What comes of a command.
  ///
  /// - Throws: -32602 for a figure that is not known, -32002 for an action that is not, -32001 where a rule says no.
  static func decide(
    _ ask: Ask, _ look: Look<ReportingState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    guard let command = ReportingCommand(rawValue: ask.method) else {
      preconditionFailure("the desk asks only for commands of the catalogue")
    }
    switch command {
    case .loadBenchmark:
      let benchmark = try LoadBenchmark.decoded(ask.params).body
      if benchmark.row == nil {
        try known(benchmark.figure)
      } else if Table.named(benchmark.figure.text) == nil {
        throw Refusal(.wrongParams, "unknown-table", at: "/figure")
      }
      return .events([Draft(BenchmarkLoaded(benchmark), about: benchmark.figure.text)])
    case .loadPopulation:
      let population = try LoadPopulation.decoded(ask.params).body
      return .events([Draft(PopulationLoaded(population), about: String(population.year))])
    case .setTarget:
      let target = try SetTarget.decoded(ask.params).body
      try known(target.figure)
      if let to = target.to, to < target.from { throw Refusal(.wrongParams, "to-before-from", at: "/to") }
      return .events([Draft(TargetSet(target), about: target.figure.text)])
    case .setAction: return set(try SetAction.decoded(ask.params), ask)
    case .progressAction:
      let progress = try ProgressAction.decoded(ask.params).body
      guard look[.action(progress.action)] != nil else { throw Refusal(.notFound, "action-not-found", at: "/action") }
      try check(progress.on, moment)
      return .events([Draft(ActionProgressed(progress), about: progress.action.text)])
    case .rateRisk:
      let asked = try RateRisk.decoded(ask.params)
      let on = asked.on ?? moment.today
      try check(on, moment)
      let risk = asked.risk ?? assigned(ask, RiskID.self)
      return events(
        Draft(RiskRated(asked, risk: risk, on: on), about: risk.text), "risk", risk, isAssigned: asked.risk == nil)
    case .recordImpact:
      let asked = try RecordImpact.decoded(ask.params)
      let on = asked.on ?? moment.today
      try check(on, moment)
      let impact = asked.impact ?? assigned(ask, ImpactID.self)
      return events(
        Draft(ImpactRecorded(asked, impact: impact, on: on), about: impact.text), "impact", impact,
        isAssigned: asked.impact == nil)
    case .signOff: return try signOff(ask, look, moment)
    }
  }

  private static func set(_ asked: SetAction, _ ask: Ask) -> Decision {
    let action = asked.action ?? assigned(ask, ActionID.self)
    guard let planned = KebabWord("planned") else { preconditionFailure("a word is a word") }
    return events(
      Draft(ActionSet(asked, action: action, status: asked.status ?? planned), about: action.text), "action", action,
      isAssigned: asked.action == nil)
  }

  /// What comes of a command about something that was given its id, by the caller or by the service.
  static func events(_ draft: Draft, _ name: String, _ id: some Identifier, isAssigned: Bool) -> Decision {
    .events([draft], assigned: isAssigned ? [(name, id.text)] : [])
  }

  /// The id that the service gives.
  static func assigned<ID: Identifier>(_ ask: Ask, _ type: ID.Type) -> ID {
    guard let id = ID(ask.assigned) else { preconditionFailure("the id assigned is no identifier") }
    return id
  }

  private static func known(_ figure: KebabWord) throws(Refusal) {
    if Figure.named(figure.text) == nil { throw Refusal(.wrongParams, "unknown-figure", at: "/figure") }
  }

  private static func check(_ on: CivilDate, _ moment: Moment) throws(Refusal) {
    if on > moment.today { throw Refusal(.refused, "in-future", at: "/on") }
  }
}
