import Contracts
import Policy

extension AdoptedPolicy {
  /// The ladder that holds on `day`; nil where no profile holds then, or it has none.
  func ladder(on day: CivilDate) -> Ladder? { profile(on: day).ladder }
}

/// What scheduling told of a child. What was withdrawn since stays, and is left out where it is looked at.
public struct HeardChild: Codable, Equatable, Sendable {
  /// The complaints by the child, or by somebody for it.
  var complaints: [Complaint] = []
  /// The steps of court proceedings.
  var court: [CourtStep] = []
  /// The times in which the child belonged to cohorts.
  var cohorts: [Membership] = []
  /// The reviews held.
  var reviews: [Held] = []
  /// The contacts of the officer with the child's guardian.
  var guardianContacts: [Contact] = []
  /// The team that has the child's case, as told last.
  var team: KebabWord?

  /// A complaint.
  struct Complaint: Codable, Equatable {
    let event: String
    let on: CivilDate
    let about: KebabWord
    let aboutOfficer: OfficerID?
    /// Whether what told it was withdrawn; it stays in sight.
    var isWithdrawn = false
  }

  /// A contact with the child's guardian.
  struct Contact: Codable, Equatable {
    let event: String
    let on: CivilDate
  }

  /// A step of court proceedings.
  struct CourtStep: Codable, Equatable {
    let event: String
    let on: CivilDate
    let step: CourtEvent
  }

  /// A time in which the child belonged to a cohort.
  struct Membership: Codable, Equatable {
    let cohort: KebabWord
    let from: CivilDate
    /// The first day on which it no longer did; nil while it does.
    var until: CivilDate?

    /// Whether the child belonged to it on a day.
    func holds(on day: CivilDate) -> Bool { from <= day && (until.map { day < $0 } ?? true) }
  }

  /// A review that was held.
  struct Held: Codable, Equatable {
    let event: String
    let review: ReviewID
    /// The days on which it met, and that on which it was complete.
    let days: [CivilDate]
  }

  /// The child without what was withdrawn; `withdrawn` gives the events about a subject that were.
  func standing(_ withdrawn: (String) -> WithdrawnEvents) -> HeardChild {
    var standing = self
    standing.reviews.removeAll { withdrawn($0.review.text).holds($0.event) }
    let own = subject.map(withdrawn) ?? WithdrawnEvents()
    guard !own.events.isEmpty else { return standing }
    // A complaint is never hidden: one that was taken back stays in sight as such.
    for index in standing.complaints.indices where own.holds(standing.complaints[index].event) {
      standing.complaints[index].isWithdrawn = true
    }
    standing.court.removeAll { own.holds($0.event) }
    standing.guardianContacts.removeAll { own.holds($0.event) }
    return standing
  }

  /// The child's id, as the subject of its events; nil where nothing was told.
  var subject: String?

  /// The court proceedings about the child, the oldest first: each from its issue to its conclusion, if it has ended.
  var proceedings: [(issuedOn: CivilDate, concludedOn: CivilDate?)] {
    var found: [(issuedOn: CivilDate, concludedOn: CivilDate?)] = []
    for step in court.sorted(by: { ($0.on, $0.step.order) < ($1.on, $1.step.order) }) {
      switch step.step {
      case .proceedingsIssued:
        if let last = found.last, last.concludedOn == nil, last.issuedOn == step.on { continue }
        found.append((step.on, nil))
      case .proceedingsConcluded:
        for index in found.indices where found[index].concludedOn == nil { found[index].concludedOn = step.on }
      case .hearing, .orderMade, .reviewDirected: break
      }
    }
    return found
  }

  /// Whether a review met, or was complete, in so many days up to and including a day.
  func wasReviewed(within days: Int, of day: CivilDate) -> Bool {
    let first = day.adding(days: -days)
    return reviews.contains { $0.days.contains { first <= $0 && $0 <= day } }
  }
}

extension CourtEvent {
  /// Of two steps on a day, which comes first: proceedings begin before they end.
  fileprivate var order: Int { self == .proceedingsConcluded ? 1 : 0 }
}

/// Which events about one child or one review were withdrawn.
public struct WithdrawnEvents: Codable, Equatable, Sendable {
  /// The events, in the order in which they were withdrawn.
  var events: [String] = []

  /// Whether an event is among them.
  func holds(_ event: String) -> Bool { events.contains(event) }
}

extension Event.Key {
  /// Source and id as one text, by which an event that is kept is found again where it is withdrawn.
  var mark: String { "\(source)#\(id)" }
}
