public import Contracts
import Policy

/// What an event of another service means to Reporting: their fact, my row.
public enum Effect: Sendable {
  case entered(ChildEnteredCare)
  case left(ChildLeftCare)
  case statusChanged(LegalStatusChanged)
  case moved(PlacementChanged)
  case detailsChanged(ChildDetailsChanged)
  case policyAdopted(PolicyAdopted)
  case officerRegistered(OfficerRegistered)
  case officerChanged(OfficerChange)
  case officerAllocated(OfficerAllocated)
  case reviewDue(ReviewDue)
  case reviewHeld(ReviewHeld)
  case recordCompleted(RecordCompleted)
  case childSeen(Act)
  case auditCompleted(AuditCompleted)
  case conferenceHeld(ConferenceHeld)
  case conferenceDue(ConferenceDue)
  case notifiedLate(NotificationLate)
  case participationRecorded(ParticipationRecorded)
  case surveyAnswered(SurveyAnswered)
  case disputeRaised(DisputeRaised)
  case disputeEscalated(DisputeEscalated)
  case disputeResolved(DisputeResolved)
  case referredToCafcass(ReferredToCafcass)
  case withdrawn(FactWithdrawn)
  /// What is only kept as it was told.
  case happened

  /// Reads what `event`, told by `service`, means; nil where its type means nothing to Reporting.
  ///
  /// - Throws: a refusal that names every wrong field of its data: the event is parked.
  public init?(_ event: Event, from service: ServiceName) throws(Refusal) {
    if event.type == FactWithdrawn.name, service != .reporting {
      self = .withdrawn(try .read(event.data, at: "/data"))
      return
    }
    let effect: Effect? =
      switch service {
      case .scheduling: try Effect.ofScheduling(event)
      case .participation: try Effect.ofParticipation(event)
      case .disputes: try Effect.ofDisputes(event)
      case .reporting: nil
      }
    if let effect {
      self = effect
      return
    }
    guard let kind = Kind.of(event, from: service) else { return nil }
    try kind.read(event.data)
    self = .happened
  }

  private static func ofScheduling(_ event: Event) throws(Refusal) -> Effect? {
    switch event.type {
    case ChildEnteredCare.name: .entered(try .read(event.data, at: "/data"))
    case ChildLeftCare.name: .left(try .read(event.data, at: "/data"))
    case LegalStatusChanged.name: .statusChanged(try .read(event.data, at: "/data"))
    case PlacementChanged.name: .moved(try .read(event.data, at: "/data"))
    case ChildDetailsChanged.name: .detailsChanged(try .read(event.data, at: "/data"))
    case PolicyAdopted.name: .policyAdopted(try adopted(event))
    case OfficerRegistered.name: .officerRegistered(try .read(event.data, at: "/data"))
    case OfficerChanged.name: .officerChanged(try OfficerChanged.read(event.data, at: "/data").body)
    case OfficerAllocated.name: .officerAllocated(try .read(event.data, at: "/data"))
    case ReviewDue.name: .reviewDue(try .read(event.data, at: "/data"))
    case ReviewHeld.name: .reviewHeld(try .read(event.data, at: "/data"))
    case RecordCompleted.name: .recordCompleted(try .read(event.data, at: "/data"))
    case NotificationLate.name: .notifiedLate(try .read(event.data, at: "/data"))
    case VisitRecorded.name: seen(try VisitRecorded.read(event.data, at: "/data").body, whereNothingIsSaid: true)
    case ContactRecorded.name: seen(try ContactRecorded.read(event.data, at: "/data").body, whereNothingIsSaid: false)
    case MidwayReviewHeld.name: seen(try MidwayReviewHeld.read(event.data, at: "/data").body, whereNothingIsSaid: false)
    case AuditCompleted.name: .auditCompleted(try .read(event.data, at: "/data"))
    case ConferenceHeld.name: .conferenceHeld(try .read(event.data, at: "/data"))
    case ConferenceDue.name: .conferenceDue(try .read(event.data, at: "/data"))
    case _: nil
    }
  }

  /// An act means something only where the child was seen or spoken to.
  private static func seen(_ act: Act, whereNothingIsSaid seen: Bool) -> Effect? {
    act.childIncluded ?? seen ? .childSeen(act) : nil
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
