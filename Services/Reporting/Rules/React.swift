public import Contracts
import Policy

/// What an event of another service means to Reporting: their fact, my row.
public enum Effect: Sendable {
  case entered(ChildEnteredCare)
  case left(ChildLeftCare)
  case statusChanged(LegalStatusChanged)
  case moved(PlacementChanged)
  case policyAdopted(PolicyAdopted)
  case officerRegistered(OfficerRegistered)
  case officerAllocated(OfficerAllocated)
  case reviewDue(ReviewDue)
  case reviewHeld(ReviewHeld)
  case recordCompleted(RecordCompleted)
  case notifiedLate(NotificationLate)
  case participationRecorded(ParticipationRecorded)
  case surveyAnswered(SurveyAnswered)
  case disputeRaised(DisputeRaised)
  case disputeEscalated(DisputeEscalated)
  case disputeResolved(DisputeResolved)
  case referredToCafcass(ReferredToCafcass)

  /// Reads what `event`, told by `service`, means; nil where its type means nothing to Reporting.
  ///
  /// - Throws: a refusal that names every wrong field of its data: the event is parked.
  public init?(_ event: Event, from service: ServiceName) throws(Refusal) {
    let effect: Effect? =
      switch service {
      case .scheduling: try Effect.ofScheduling(event)
      case .participation: try Effect.ofParticipation(event)
      case .disputes: try Effect.ofDisputes(event)
      case .reporting: nil
      }
    guard let effect else { return nil }
    self = effect
  }

  private static func ofScheduling(_ event: Event) throws(Refusal) -> Effect? {
    switch event.type {
    case ChildEnteredCare.name: .entered(try .read(event.data, at: "/data"))
    case ChildLeftCare.name: .left(try .read(event.data, at: "/data"))
    case LegalStatusChanged.name: .statusChanged(try .read(event.data, at: "/data"))
    case PlacementChanged.name: .moved(try .read(event.data, at: "/data"))
    case PolicyAdopted.name: .policyAdopted(try adopted(event))
    case OfficerRegistered.name: .officerRegistered(try .read(event.data, at: "/data"))
    case OfficerAllocated.name: .officerAllocated(try .read(event.data, at: "/data"))
    case ReviewDue.name: .reviewDue(try .read(event.data, at: "/data"))
    case ReviewHeld.name: .reviewHeld(try .read(event.data, at: "/data"))
    case RecordCompleted.name: .recordCompleted(try .read(event.data, at: "/data"))
    case NotificationLate.name: .notifiedLate(try .read(event.data, at: "/data"))
    case _: nil
    }
  }

  private static func ofParticipation(_ event: Event) throws(Refusal) -> Effect? {
    switch event.type {
    case ParticipationRecorded.name: .participationRecorded(try .read(event.data, at: "/data"))
    case SurveyAnswered.name: .surveyAnswered(try .read(event.data, at: "/data"))
    case _: nil
    }
  }

  private static func ofDisputes(_ event: Event) throws(Refusal) -> Effect? {
    switch event.type {
    case DisputeRaised.name: .disputeRaised(try .read(event.data, at: "/data"))
    case DisputeEscalated.name: .disputeEscalated(try .read(event.data, at: "/data"))
    case DisputeResolved.name: .disputeResolved(try .read(event.data, at: "/data"))
    case ReferredToCafcass.name: .referredToCafcass(try .read(event.data, at: "/data"))
    case _: nil
    }
  }

  /// A policy whose profile cannot be read is parked rather than passed over: tables sort by it.
  private static func adopted(_ event: Event) throws(Refusal) -> PolicyAdopted {
    let message = try PolicyAdopted.read(event.data, at: "/data")
    do {
      _ = try Profile(json: message.profile)
    } catch {
      throw Refusal(.wrongParams, error.faults(under: "/data/profile"))
    }
    return message
  }
}

extension Reporting {
  /// Tells nothing because of another service's event, but refuses one that cannot be read, so that it is parked; the
  /// read model keeps what it means.
  static func check(
    _ event: Event, _ service: ServiceName, _ look: Look<ReportingState>, _ moment: Moment
  ) throws(Refusal) -> [Draft] {
    _ = try Effect(event, from: service)
    return []
  }
}
