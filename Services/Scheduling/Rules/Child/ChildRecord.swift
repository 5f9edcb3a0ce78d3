import Contracts
import Policy

/// What is known of one child: the facts told, the work recorded, and the limits that were told of it.
///
/// Each list holds what arrived, and periods of care are derived from it; so neither the order of arrival nor a fact
/// withdrawn leaves a trace beyond what is known.
public struct ChildRecord: Equatable, Sendable {
  let child: ChildID
  /// Entries to care in order of day, no two on one day.
  var entries: [Entry] = []
  /// Days on which care ended, in order.
  var leavings: [Leaving] = []
  /// Legal statuses from a day, in order of day; of two on one day the one told last comes last and rules.
  var statuses: [StatusFrom] = []
  /// Placements from a day, in the same order.
  var placements: [PlacementFrom] = []
  /// Descriptive members that changed, in the same order.
  var details: [DetailFrom] = []
  /// Allocations from a day, in the same order.
  var allocations: [AllocationFrom] = []
  /// Reviews held, in order of first meeting.
  var reviews: [HeldReview] = []
  /// The reviews that are due next, as told: at most one a track.
  var open: [OpenReview] = []
  /// How many reviews have an id; the next is this plus one.
  var named = 0
  /// Bookings of reviews that are not held yet.
  var bookings: [Booking] = []
  var adjournments: [Adjournment] = []
  var decisions: [EarlyDecision] = []
  var planChanges: [PlanChange] = []
  var permanence: [PermanenceFrom] = []
  var acts: [WorkDone] = []
  var documents: [Document] = []
  var milestones: [Milestone] = []
  var recommendations: [Recommendation] = []
  var protection: [ProtectionStep] = []
  var conferences: [Conference] = []
  var court: [CourtStep] = []
  var absences: [Absence] = []
  var complaints: [Complaint] = []
  var audits: [Audit] = []
  /// The day on which alerts were told last.
  var alertedOn: CivilDate?
  /// The cohorts that the child was told to have joined and not to have left.
  var cohorts: [Membership] = []

  /// A child of whom nothing is known yet.
  init(child: ChildID) { self.child = child }

  /// Whether anything makes the child known: an entry, or a step of child protection.
  var isKnown: Bool { !entries.isEmpty || !protection.isEmpty }

  // MARK: Ids

  /// The id of the review of this ordinal, such as `C00417-R3`.
  func id(_ ordinal: Int) -> ReviewID {
    guard let id = ReviewID("\(child)-R\(ordinal)") else { preconditionFailure("a child's id and a number are an id") }
    return id
  }

  /// The child in whose name an id of a review, a recommendation or a conference is given; nil where it is no such id.
  static func child(of id: String) -> ChildID? {
    guard let hyphen = id.lastIndex(of: "-") else { return nil }
    return ChildID(String(id[..<hyphen]))
  }

  /// The ordinal of a review's id; nil where it is not one of this child.
  func ordinal(_ review: ReviewID) -> Int? {
    let begin = child.text + "-R"
    guard review.text.utf8.starts(with: begin.utf8) else { return nil }
    let digits = review.text.utf8.dropFirst(begin.utf8.count)
    guard digits.first != UInt8(ascii: "0"), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(Substring(digits))
  }

  /// The place of the review held of this ordinal.
  func held(_ ordinal: Int) -> Int? { reviews.firstIndex { $0.ordinal == ordinal } }

  // MARK: Care

  /// The periods of care in order of entry.
  ///
  /// A leaving ends the first period that began by then, is not ended by an earlier one, and is not followed by one
  /// that began before that day. A change belongs to the period that holds its day; where one ends on the day on which
  /// the next begins, to the next.
  var periods: [CarePeriod] {
    var periods = entries.map { CarePeriod(entry: $0) }
    for leaving in leavings {
      let index = periods.indices.first { index in
        periods[index].leftOn == nil && periods[index].enteredOn <= leaving.on
          && (index + 1 == periods.count || leaving.on <= periods[index + 1].enteredOn)
      }
      if let index { periods[index].leftOn = leaving.on }
    }
    func place(_ day: CivilDate) -> Int? {
      periods.lastIndex { $0.enteredOn <= day && day <= $0.leftOn ?? .latest }
    }
    for status in statuses { if let index = place(status.on) { periods[index].statuses.append(status) } }
    for placement in placements { if let index = place(placement.on) { periods[index].placements.append(placement) } }
    for allocation in allocations {
      if let index = place(allocation.on) { periods[index].allocations.append(allocation) }
    }
    for review in reviews where review.stream.track == .care {
      if let index = place(review.heldOn) { periods[index].reviews.append(review) }
    }
    return periods
  }

  /// The period of care that holds a day, its first and last day included; where one ends on the day on which the next
  /// begins, the next.
  func period(on day: CivilDate) -> CarePeriod? {
    periods.last { $0.enteredOn <= day && day <= $0.leftOn ?? .latest }
  }

  /// Whether a leaving on `day` would end a period of care.
  func mayLeave(on day: CivilDate) -> Bool {
    let periods = periods
    return periods.indices.contains { index in
      periods[index].leftOn == nil && periods[index].enteredOn <= day
        && (index + 1 == periods.count || day <= periods[index + 1].enteredOn)
    }
  }

  /// The period of care that is open, as far as told: the last one, where it is not ended.
  var currentCare: CarePeriod? { periods.last.flatMap { $0.leftOn == nil ? $0 : nil } }

  /// Whether the child is in care now, as far as told. Asked often, and mostly before anything ended a period.
  var isInCare: Bool { leavings.isEmpty ? !entries.isEmpty : currentCare != nil }

  /// Whether the child is in care on a day: entered on or before it and not left on or before it.
  func isInCare(on day: CivilDate) -> Bool {
    periods.contains { $0.enteredOn <= day && ($0.leftOn.map { day < $0 } ?? true) }
  }

  /// The child's date of birth; of two told, the later telling rules.
  var dateOfBirth: CivilDate? { details.last { $0.dateOfBirth != nil }?.dateOfBirth ?? entries.last?.dateOfBirth }

  /// The age in completed years on a day; nil where the date of birth is not known.
  func age(on day: CivilDate) -> Int? { dateOfBirth.map { $0.completedYears(on: day) } }

  /// The brothers and sisters in care.
  var siblings: [ChildID] { details.last { $0.siblings != nil }?.siblings ?? entries.last?.siblings ?? [] }
  /// The social work team.
  var team: KebabWord? { details.last { $0.team != nil }?.team ?? entries.last?.team }
  /// The area of the authority.
  var area: KebabWord? { details.last { $0.area != nil }?.area ?? entries.last?.area }
  /// Recorded needs.
  var needs: [KebabWord] { details.last { $0.needs != nil }?.needs ?? entries.last?.needs ?? [] }

  /// The officer to whom the child is allocated in the last period of care.
  var officer: OfficerID? { periods.last?.allocations.last?.officer }

  /// The officer to whom the child was allocated on a day.
  func officer(on day: CivilDate) -> OfficerID? { allocations.last { $0.on <= day }?.officer }

  // MARK: Reviews that are due

  /// The review that is due next in a track, as told.
  func open(_ track: ReviewTrack) -> OpenReview? { open.first { $0.stream.track == track } }

  /// The review that is due next for the child in care, as told.
  var nextReview: OpenReview? { open(.care) }

  /// The review of this ordinal, held or due: its stream, number and limit as told.
  func openReview(_ ordinal: Int) -> OpenReview? { open.first { $0.ordinal == ordinal } }

  /// The review of a track that is booked, where its limit is not known or its booking opened the track.
  func bookedOrdinal(_ track: ReviewTrack) -> Int? { bookings.last { $0.stream.track == track }?.ordinal }

  /// The booking of the review that is due.
  func booking(of ordinal: Int) -> Booking? { bookings.last { $0.ordinal == ordinal } }
}

/// A period of care: from becoming looked after to ceasing to be, with what was told of it. Derived, never stored.
struct CarePeriod: Equatable {
  let entry: Entry
  var leftOn: CivilDate?
  var statuses: [StatusFrom]
  var placements: [PlacementFrom]
  var allocations: [AllocationFrom] = []
  var reviews: [HeldReview] = []

  /// A period that begins with `entry`.
  init(entry: Entry) {
    self.entry = entry
    statuses = [StatusFrom(on: entry.on, status: entry.status)]
    placements = [entry.placement]
  }

  var enteredOn: CivilDate { entry.on }
  /// The last day, where it is ended.
  var lastDay: CivilDate { leftOn ?? .latest }

  /// The legal status on a day.
  func status(on day: CivilDate) -> LegalStatus? { statuses.last { $0.on <= day }?.status }
  /// The placement on a day; temporary ones count.
  func placement(on day: CivilDate) -> PlacementFrom? { placements.last { $0.on <= day } }
  /// The placements that are no temporary moves, each from its first day.
  var lasting: [PlacementFrom] { placements.filter { !$0.type.isTemporary } }
}
