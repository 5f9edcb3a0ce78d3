import Contracts
import Policy

/// The facts that scheduling takes from outside, by their wire names.
enum SchedulingFact: String, CaseIterable {
  case childEnteredCare = "child-entered-care"
  case childLeftCare = "child-left-care"
  case legalStatusChanged = "legal-status-changed"
  case placementChanged = "placement-changed"
}

/// What comes of facts, and of time.
enum React {
  /// What comes of a fact, beside the fact itself: limits of reviews told, or told again, and a late notice.
  ///
  /// Facts may come late and out of order. An entry is taken while an earlier period of care is open, or dated before
  /// one that is known, as its leaving may be on its way: an overlap that stays is a discrepancy, not a refusal. A
  /// fact of a child not yet known waits.
  static func take(_ event: Event, _ look: Look<SchedulingState>, _ moment: Moment) throws(Refusal) -> Decision {
    switch SchedulingFact(rawValue: event.type) {
    case .childEnteredCare: try entered(event, look, moment)
    case .childLeftCare: try left(event, look, moment)
    case .legalStatusChanged:
      try changed(event, statusChange(event), look, moment)
    case .placementChanged:
      try changed(event, placementChange(event), look, moment)
    case nil: throw Refusal(.typeNotTaken, at: "/event/type")
    }
  }

  /// What the passing of a day brings: once, that a review's limit passed.
  static func wake(_ stream: StreamKey, _ look: Look<SchedulingState>, _ moment: Moment) -> [Draft] {
    guard let child = look[stream]?.child, child.isInCare, let open = child.open, !open.isQuiet,
      open.limit.dueOn < moment.today, let kind = KebabWord("review")
    else { return [] }
    let missed = DeadlineMissed(
      child: child.child, kind: kind, dueOn: open.limit.dueOn, because: open.limit.because,
      review: child.id(open.ordinal))
    return [Draft(missed, about: child.child.text)]
  }

  /// The limits in a period of care that differ from those told: of reviews held, as a late fact may move them, and
  /// of the next one. None is told where the calendar does not know the days.
  static func limits(_ child: ChildTimetable, _ period: Int, _ clock: ReviewClock) -> [Draft] {
    let care = child.periods[period]
    var drafts: [Draft] = []
    for (review, place) in zip(care.reviews, clock.heldPlaces(in: care)) {
      let told = ReviewClock.Place(stream: review.stream, number: review.number, limit: review.limit)
      if let due = due(child, review.ordinal, place, unless: told) { drafts.append(due) }
    }
    if let next = nextLimit(child, period, clock) { drafts.append(next) }
    return drafts
  }

  /// The limit of the next review, where it differs from the one told; only the last period of care, while it is open,
  /// has one.
  static func nextLimit(_ child: ChildTimetable, _ period: Int, _ clock: ReviewClock) -> Draft? {
    guard period == child.periods.count - 1, child.isInCare else { return nil }
    let told = child.open.map { ReviewClock.Place(stream: $0.stream, number: $0.number, limit: $0.limit) }
    return due(
      child, child.open?.ordinal ?? child.named + 1, clock.nextPlace(in: child.periods[period]), unless: told)
  }

  private static func due(
    _ child: ChildTimetable, _ ordinal: Int, _ place: ReviewClock.Place, unless told: ReviewClock.Place?
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

  private static func entered(
    _ event: Event, _ look: Look<SchedulingState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let told = try ChildEnteredCare.of(event, at: "/event/data")
    let day = told.enteredOn
    let known = look.child(told.child)
    var objections = Objections()
    objections.add(.subjectDiffers, at: "/event/subject", if: event.subject != told.child.text)
    objections.add(told.legalStatus, at: "/event/data/legalStatus", on: day)
    objections.add(told.categoryOfNeed, at: "/event/data/categoryOfNeed", on: day)
    objections.add(told.sex, at: "/event/data/sex", on: day)
    objections.add(told.ethnicity, at: "/event/data/ethnicity", on: day)
    objections.add(.enteredInFuture, at: "/event/data/enteredOn", if: day > moment.today)
    objections.add(
      .enteredSameDay, at: "/event/data/enteredOn", if: known?.periods.contains { $0.enteredOn == day } ?? false)
    objections.add(.bornAfterEntry, at: "/event/data/dateOfBirth", if: told.dateOfBirth > day)
    check(told.placement, on: day, &objections)
    try objections.settle()
    var child = known ?? ChildTimetable(child: told.child, periods: [])
    Evolve.enter(told, &child)
    let policy = look.policy
    var drafts: [Draft] = []
    if let period = child.periods.firstIndex(where: { $0.enteredOn == day }) {
      drafts = limits(child, period, ReviewClock(policy: policy))
    }
    if let late = lateNotice(told, policy.calendar, moment) { drafts.append(Draft(late, about: told.child.text)) }
    return .events(drafts)
  }

  /// That an entry became known more than 5 working days after it (figure `late-notifications`).
  private static func lateNotice(
    _ told: ChildEnteredCare, _ calendar: WorkingCalendar, _ moment: Moment
  ) -> NotificationLate? {
    guard let limit = DueDates.due(.notice, anchor: told.enteredOn, calendar: calendar, profile: .statutory)?.dueOn,
      moment.today > limit, let count = calendar.workingDays(after: told.enteredOn, through: moment.today)
    else { return nil }
    return NotificationLate(
      child: told.child, enteredOn: told.enteredOn, knownOn: moment.today, workingDays: count)
  }

  private static func left(
    _ event: Event, _ look: Look<SchedulingState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let told = try ChildLeftCare.of(event, at: "/event/data")
    let known = look.child(told.child)
    var objections = Objections()
    objections.add(.subjectDiffers, at: "/event/subject", if: event.subject != told.child.text)
    objections.add(told.reasonEpisodeCeased, at: "/event/data/reasonEpisodeCeased", on: told.leftOn)
    objections.add(
      .reasonNotOfLeaving, at: "/event/data/reasonEpisodeCeased", if: told.reasonEpisodeCeased == .newEpisode)
    objections.add(.leftInFuture, at: "/event/data/leftOn", if: told.leftOn > moment.today)
    if let known, known.periodLeft(on: told.leftOn) == nil {
      let isBefore = known.periods.allSatisfy { told.leftOn < $0.enteredOn }
      objections.add(isBefore ? .leftBeforeEntry : .notInCare, at: "/event/data/leftOn")
    }
    try objections.settle()
    return known == nil ? waits(told.child) : .events([])
  }

  /// A change that a fact tells: whose, when, and what is wrong with it in itself.
  private typealias Change = (child: ChildID, on: CivilDate, objections: Objections)

  private static func statusChange(_ event: Event) throws(Refusal) -> Change {
    let told = try LegalStatusChanged.of(event, at: "/event/data")
    var objections = Objections()
    objections.add(told.legalStatus, at: "/event/data/legalStatus", on: told.changedOn)
    return (told.child, told.changedOn, objections)
  }

  private static func placementChange(_ event: Event) throws(Refusal) -> Change {
    let told = try PlacementChanged.of(event, at: "/event/data")
    var objections = Objections()
    objections.add(told.reasonForPlacementChange, at: "/event/data/reasonForPlacementChange", on: told.changedOn)
    check(told.placement, on: told.changedOn, &objections)
    return (told.child, told.changedOn, objections)
  }

  private static func changed(
    _ event: Event, _ change: Change, _ look: Look<SchedulingState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    var objections = change.objections
    let known = look.child(change.child)
    objections.add(.subjectDiffers, at: "/event/subject", if: event.subject != change.child.text)
    objections.add(.changedInFuture, at: "/event/data/changedOn", if: change.on > moment.today)
    if let known, known.period(on: change.on) == nil {
      let isBefore = known.periods.allSatisfy { change.on < $0.enteredOn }
      objections.add(isBefore ? .changedBeforeEntry : .notInCare, at: "/event/data/changedOn")
    }
    try objections.settle()
    guard let known, let period = known.period(on: change.on) else { return waits(change.child) }
    var state: SchedulingState? = .child(known)
    Evolve.evolve(&state, event)
    guard let child = state?.child else { preconditionFailure("a child's fact left no child") }
    return .events(limits(child, period, ReviewClock(policy: look.policy)))
  }

  private static func waits(_ child: ChildID) -> Decision {
    .waits(on: .child(child), reason: "\(ChildEnteredCare.name) of the child")
  }

  private static func check(_ placement: Placement, on day: CivilDate, _ objections: inout Objections) {
    let at = "/event/data/placement"
    objections.add(placement.type, at: "\(at)/type", on: day)
    objections.add(placement.provider, at: "\(at)/provider", on: day)
    objections.add(
      .providerMissing, at: "\(at)/provider", if: placement.type.wantsProvider && placement.provider == nil)
    objections.add(
      .providerDoesNotFit, at: "\(at)/provider", if: placement.provider == .parent && placement.type != .p1)
  }
}
