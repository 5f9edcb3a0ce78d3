import Contracts

/// The events that Reporting itself tells.
enum ReportingEvent: String, CaseIterable {
  case benchmarkLoaded = "benchmark-loaded"
  case populationLoaded = "population-loaded"
  case targetSet = "target-set"
  case actionSet = "action-set"
  case actionProgressed = "action-progressed"
  case riskRated = "risk-rated"
  case impactRecorded = "impact-recorded"
  case reportSignedOff = "report-signed-off"
  case exportDisclosed = "export-disclosed"

  /// The kind of an event of the service's own journal.
  init(_ event: Event) {
    guard let known = ReportingEvent(rawValue: event.type) else {
      preconditionFailure("this journal never told \(event.type)")
    }
    self = known
  }
}

extension Reporting {
  /// The stream that an event of the service's own journal is about.
  static func stream(_ event: Event) -> StreamKey {
    switch ReportingEvent(event) {
    case .benchmarkLoaded: .figure(told(BenchmarkLoaded.self, event).body.figure)
    case .populationLoaded: .population
    case .targetSet: .figure(told(TargetSet.self, event).body.figure)
    case .actionSet: .action(told(ActionSet.self, event).action)
    case .actionProgressed: .action(told(ActionProgressed.self, event).body.action)
    case .riskRated: .risk(told(RiskRated.self, event).risk)
    case .impactRecorded: .impact(told(ImpactRecorded.self, event).impact)
    case .reportSignedOff: .report(told(ReportSignedOff.self, event).report)
    case .exportDisclosed: StreamKey("export", event.subject)
    }
  }

  /// Folds an event of the service's own journal into the state of its stream.
  static func evolve(_ state: inout ReportingState?, _ event: Event) {
    switch ReportingEvent(event) {
    case .benchmarkLoaded: figure(&state) { $0.take(told(BenchmarkLoaded.self, event).body) }
    case .populationLoaded: populate(&state, event)
    case .targetSet: figure(&state) { $0.targets.append(told(TargetSet.self, event).body) }
    case .actionSet:
      let set = told(ActionSet.self, event)
      guard case .action(var file)? = state else { return state = .action(ActionFile(set: set)) }
      file.set = set
      file.progress = []
      state = .action(file)
    case .actionProgressed:
      guard case .action(var file)? = state else { return }
      file.progress.append(told(ActionProgressed.self, event).body)
      state = .action(file)
    case .riskRated:
      var ratings: [RiskRated] = []
      if case .risk(let file)? = state { ratings = file.ratings }
      state = .risk(RiskFile(ratings: ratings + [told(RiskRated.self, event)]))
    case .impactRecorded: state = .impact(ImpactFile(recorded: told(ImpactRecorded.self, event)))
    case .reportSignedOff:
      let signed = told(ReportSignedOff.self, event)
      state = .report(ReportFile(signed: signed, signedOn: event.receivedtime ?? signed.knownOn))
    // What left the service is told, and asked of nobody's state.
    case .exportDisclosed: break
    }
  }

  private static func populate(_ state: inout ReportingState?, _ event: Event) {
    guard let sequence = event.sequence, let knownOn = event.receivedtime else {
      preconditionFailure("an event of our own has its place and its time")
    }
    var file = PopulationFile()
    if case .population(let known)? = state { file = known }
    file.entries.append(
      .init(population: told(PopulationLoaded.self, event).body, sequence: sequence.number, knownOn: knownOn))
    state = .population(file)
  }

  private static func figure(_ state: inout ReportingState?, _ change: (inout FigureFile) -> Void) {
    var file = FigureFile()
    if case .figure(let known)? = state { file = known }
    change(&file)
    state = .figure(file)
  }

  private static func told<Told: Message>(_ message: Told.Type, _ event: Event) -> Told {
    do throws(Refusal) {
      return try message.of(event)
    } catch {
      preconditionFailure("an event of our own cannot be read: \(error.faults)")
    }
  }
}
