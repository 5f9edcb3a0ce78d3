import Contracts

extension Reporting {
  /// Reporting takes no facts: they are published to scheduling and participation.
  static func takeNothing(
    _ event: Event, _ look: Look<ReportingState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    throw Refusal(.noMethod, "takes-no-facts")
  }

  /// Reporting has no commands yet.
  static func decideNothing(
    _ ask: Ask, _ look: Look<ReportingState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    throw Refusal(.noMethod, "no-such-command")
  }
}
