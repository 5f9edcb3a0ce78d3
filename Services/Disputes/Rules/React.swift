import Contracts
import Policy

/// The events of scheduling that Disputes has a use for.
enum SchedulingNews: String {
  case policyAdopted = "policy-adopted"
  case calendarAdopted = "calendar-adopted"
  case childEnteredCare = "child-entered-care"
  case childDetailsChanged = "child-details-changed"
  case complaintMade = "complaint-made"
  case courtEventRecorded = "court-event-recorded"
  case cohortJoined = "cohort-joined"
  case cohortLeft = "cohort-left"
  case reviewHeld = "review-held"
  case carePlanChanged = "care-plan-changed"
  case auditCompleted = "audit-completed"
  case deadlineMissed = "deadline-missed"
  case notificationLate = "notification-late"
  case contactRecorded = "contact-recorded"
  case factWithdrawn = "fact-withdrawn"

  /// The kind of scheduling's event; nil where Disputes has no use for it.
  init?(_ event: Event, _ service: ServiceName) {
    guard service == .scheduling else { return nil }
    self.init(rawValue: event.type)
  }
}

extension Disputes {
  /// The streams that another service's event changes.
  static func mirrors(_ event: Event, _ service: ServiceName) -> [StreamKey] {
    guard let news = SchedulingNews(event, service) else { return [] }
    let known = event.data["child"]?.string.flatMap { ChildID($0) }.map { [StreamKey.known($0)] } ?? []
    switch news {
    case .policyAdopted, .calendarAdopted: return [.policy]
    case .complaintMade, .courtEventRecorded, .cohortJoined, .cohortLeft, .reviewHeld: return known
    case .childEnteredCare, .childDetailsChanged: return event.data["team"] == nil ? [] : known
    case .contactRecorded: return event.isGuardianContact ? known : []
    case .carePlanChanged, .auditCompleted, .deadlineMissed, .notificationLate: return []
    case .factWithdrawn: return ReviewID(event.subject).map { [.withdrawn($0.text)] } ?? []
    }
  }

  /// Folds another service's event into one of those streams. What cannot be read changes nothing; `react` refuses it.
  static func absorb(_ state: inout DisputesState?, _ stream: StreamKey, _ event: Event, _ service: ServiceName) {
    guard let news = SchedulingNews(event, service) else { return }
    switch news {
    case .policyAdopted, .calendarAdopted:
      var policy = AdoptedPolicy()
      if case .policy(let before)? = state { policy = before }
      if (try? policy.fold(event)) != nil { state = .policy(policy) }
    case .factWithdrawn:
      guard let withdrawal = try? FactWithdrawn.decoded(event.data) else { return }
      var withdrawn = WithdrawnEvents()
      if case .withdrawn(let before)? = state { withdrawn = before }
      withdrawn.events.append(withdrawal.key.mark)
      state = .withdrawn(withdrawn)
    case .childEnteredCare, .childDetailsChanged, .complaintMade, .courtEventRecorded, .cohortJoined, .cohortLeft,
      .reviewHeld, .carePlanChanged, .auditCompleted, .deadlineMissed, .notificationLate, .contactRecorded:
      var known = HeardChild()
      if case .known(let before)? = state { known = before }
      guard known.absorb(news, event) else { return }
      known.subject = event.data["child"]?.string
      state = .known(known)
    }
  }

  /// The kind of streams that must look again because of an event: the disputes, where ladder or calendar are new.
  static func stirs(_ event: Event) -> String? {
    switch SchedulingNews(rawValue: event.type) {
    case .policyAdopted, .calendarAdopted: "dispute"
    case _: nil
    }
  }

  /// The alerts that the profile asks for because of scheduling's event; an event that means something here must be
  /// readable.
  ///
  /// - Throws: a refusal that names what cannot be read, so that the event is parked.
  static func react(
    _ event: Event, _ service: ServiceName, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> [Draft] {
    guard let news = SchedulingNews(event, service) else { return [] }
    switch news {
    case .policyAdopted, .calendarAdopted:
      var policy = AdoptedPolicy()
      try policy.fold(event)
    case .childEnteredCare: _ = try ChildEnteredCare.read(event.data, at: "/data")
    case .childDetailsChanged: _ = try ChildDetailsChanged.read(event.data, at: "/data")
    case .complaintMade: _ = try ComplaintMade.read(event.data, at: "/data")
    case .courtEventRecorded: _ = try CourtEventRecorded.read(event.data, at: "/data")
    case .cohortJoined: _ = try CohortJoined.read(event.data, at: "/data")
    case .cohortLeft: _ = try CohortLeft.read(event.data, at: "/data")
    case .reviewHeld: _ = try ReviewHeld.read(event.data, at: "/data")
    case .factWithdrawn: _ = try FactWithdrawn.read(event.data, at: "/data")
    case .contactRecorded: _ = try ContactRecorded.read(event.data, at: "/data")
    case .carePlanChanged:
      return Alerts.told(try CarePlanChanged.read(event.data, at: "/data"), event, look, moment)
    case .auditCompleted:
      return Alerts.told(try AuditCompleted.read(event.data, at: "/data"), event, look, moment)
    case .deadlineMissed:
      return Alerts.told(try DeadlineMissed.read(event.data, at: "/data"), look, moment)
    case .notificationLate:
      return Alerts.told(try NotificationLate.read(event.data, at: "/data"), look, moment)
    }
    return []
  }
}

extension HeardChild {
  /// Folds a fact about the child; false where it cannot be read, or is not kept.
  fileprivate mutating func absorb(_ news: SchedulingNews, _ event: Event) -> Bool {
    let mark = event.key.mark
    switch news {
    case .childEnteredCare, .childDetailsChanged:
      guard let team = event.data["team"]?.string.flatMap({ KebabWord($0) }) else { return false }
      self.team = team
    case .complaintMade:
      guard let made = try? ComplaintMade.decoded(event.data) else { return false }
      complaints.append(Complaint(event: mark, on: made.on, about: made.about, aboutOfficer: made.aboutOfficer))
    case .courtEventRecorded:
      guard let recorded = try? CourtEventRecorded.decoded(event.data) else { return false }
      court.append(CourtStep(event: mark, on: recorded.on, step: recorded.event))
    case .cohortJoined:
      guard let joined = try? CohortJoined.decoded(event.data) else { return false }
      cohorts.append(Membership(cohort: joined.cohort, from: joined.on))
    case .cohortLeft:
      guard let left = try? CohortLeft.decoded(event.data) else { return false }
      for index in cohorts.indices where cohorts[index].cohort == left.cohort && cohorts[index].until == nil {
        cohorts[index].until = left.on
      }
    case .reviewHeld:
      guard let held = try? ReviewHeld.decoded(event.data) else { return false }
      reviews.removeAll { $0.review == held.review }
      reviews.append(Held(event: mark, review: held.review, days: held.meetings + [held.completedOn]))
    case .contactRecorded:
      guard let act = try? ContactRecorded.decoded(event.data).body else { return false }
      guardianContacts.append(Contact(event: mark, on: act.on))
    case .policyAdopted, .calendarAdopted, .carePlanChanged, .auditCompleted, .deadlineMissed, .notificationLate,
      .factWithdrawn:
      return false
    }
    return true
  }
}

extension Event {
  /// Whether a contact was one with the child's guardian in court proceedings.
  fileprivate var isGuardianContact: Bool {
    data["purpose"]?.string == "guardian" || data["with"]?.array?.contains { $0.string == "guardian" } ?? false
  }
}
