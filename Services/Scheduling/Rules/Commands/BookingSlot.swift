import Contracts
import Policy

/// A day that is booked for a review, and what is odd about it.
struct BookingSlot {
  let ordinal: Int
  let stream: ReviewStream
  let on: CivilDate
  let venue: String?

  /// How many reviews an officer may have on one day before another is said to be one too many.
  static let reviewsOneDay = 2

  /// What is odd about the day, in kebab words.
  func warnings(_ child: ChildRecord, _ limit: ReviewLimit?, _ room: Decide.Room) -> [String] {
    var warnings: [String] = []
    if room.policy.calendar.isWorkingDay(on) == false { warnings.append("not-a-working-day") }
    if let limit, limit.dueOn < on { warnings.append("after-the-limit") }
    if let local = limit?.localDueOn, local < on { warnings.append("after-the-local-limit") }
    if stream.track == .care, let day = child.plannedDay(room.policy), day < on {
      warnings.append("after-the-planned-day")
    }
    if let id = child.officer {
      if room.look.officer(id).map({ $0.isAway(on: on) || !$0.isInPost(on: on) }) ?? false {
        warnings.append("officer-away")
      }
      let others = sameDay(id, child, room.look)
      if others.contains(where: { $0.venue != nil && venue != nil && $0.venue != venue }) {
        warnings.append("officer-booked-elsewhere")
      }
      if others.count >= Self.reviewsOneDay { warnings.append("officer-booked-that-day") }
    } else {
      warnings.append("no-officer")
    }
    if stream.track == .care, siblingElsewhere(child, room.look) { warnings.append("sibling-on-another-day") }
    return warnings
  }

  /// The other bookings of an officer's children on the day.
  private func sameDay(_ officer: OfficerID, _ child: ChildRecord, _ look: Look<SchedulingState>) -> [Booking] {
    look.children.filter { $0.officer == officer }.flatMap { other in
      other.bookings.filter { $0.on == on && !(other.child == child.child && $0.ordinal == ordinal) }
    }
  }

  /// Whether a brother or sister in care has a review booked, and not for this day.
  private func siblingElsewhere(_ child: ChildRecord, _ look: Look<SchedulingState>) -> Bool {
    child.siblings.contains { id in
      guard let bookings = look.child(id)?.bookings.filter({ $0.stream.track == .care }) else { return false }
      return !bookings.isEmpty && !bookings.contains { $0.on == on }
    }
  }
}

extension ChildRecord {
  /// The day for which the authority books the next review in care, so as to leave slack before the limit; nil where it
  /// has no such rule, or the limit comes first.
  func plannedDay(_ policy: AdoptedPolicy) -> CivilDate? {
    guard let previous = currentCare?.reviews.last?.heldOn, let days = policy.days(.booking, from: previous) else {
      return nil
    }
    let day = [days.statutory, days.local].compactMap(\.self).min()
    return day.flatMap { day in nextReview.map { day < $0.limit.dueOn } ?? true ? day : nil }
  }
}
