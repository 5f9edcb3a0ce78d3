import Contracts
import Policy

/// What differs between what was told of a child and what follows from what is known: told again.
enum Reckon {
  /// The limits and cohorts that are to be told, as known on a day.
  static func changes(_ child: ChildRecord, _ policy: AdoptedPolicy, on today: CivilDate) -> [Draft] {
    limits(child, policy, on: today) + conferences(child, policy) + Cohorts.changes(child, policy, on: today)
  }

  /// The limits that differ from those told: of reviews held, as a late fact may move them, and of the next ones. None
  /// is told where the calendar does not know the days.
  static func limits(_ child: ChildRecord, _ policy: AdoptedPolicy, on today: CivilDate) -> [Draft] {
    let clock = ReviewClock(child, policy)
    let periods = child.periods
    var drafts: [Draft] = []
    for period in periods {
      for (review, place) in zip(period.reviews, clock.heldPlaces(in: period)) {
        let told = ReviewClock.Place(stream: review.stream, number: review.number, limit: review.limit)
        if let due = due(child, review.ordinal, place, unless: told) { drafts.append(due) }
      }
    }
    return drafts + nextLimits(child, periods, clock, policy, on: today)
  }

  /// The limits of the next reviews, one a track, where they differ from those told; in care only the last period,
  /// while it is open, has one.
  static func nextLimits(
    _ child: ChildRecord, _ periods: [CarePeriod], _ clock: ReviewClock, _ policy: AdoptedPolicy, on today: CivilDate
  ) -> [Draft] {
    var places: [ReviewClock.Place] = []
    if let period = periods.last, period.leftOn == nil { places.append(clock.nextPlace(in: period)) }
    places += Tracks.beside(child, periods, policy, on: today)
    var named = child.named
    return places.compactMap { place in
      let open = child.open(place.stream.track)
      let told = open.map { ReviewClock.Place(stream: $0.stream, number: $0.number, limit: $0.limit) }
      let ordinal = open?.ordinal ?? child.bookedOrdinal(place.stream.track) ?? named + 1
      guard let due = due(child, ordinal, place, unless: told) else { return nil }
      named = max(named, ordinal)
      return due
    }
  }

  private static func due(
    _ child: ChildRecord, _ ordinal: Int, _ place: ReviewClock.Place, unless told: ReviewClock.Place?
  ) -> Draft? {
    guard let limit = place.limit else { return nil }
    if let told, place.stream == told.stream, place.number == told.number, limit.dueOn == told.limit?.dueOn,
      limit.localDueOn == told.limit?.localDueOn
    {
      return nil
    }
    let review = child.id(ordinal)
    let due = ReviewDue(
      child: child.child, review: review, stream: place.stream, number: place.number, dueOn: limit.dueOn,
      localDueOn: limit.localDueOn, because: limit.because)
    return Draft(due, about: review.text)
  }
}
