import Contracts
import Policy

extension Decide {
  /// Books the next review of a track: by its clock's name, else of the reviews in care, else of the only other track
  /// that runs. A booking opens reviews after care and of an intercountry adoption. What is odd is taken, with a
  /// warning.
  static func bookReview(_ room: Room) throws(Refusal) -> Decision {
    let asked: BookReview = try room.asked()
    let child = try room.child(asked.child)
    let (place, ordinal) = try toBook(asked, child, room)
    var objections = Objections()
    objections.add(.bookedAlready, at: "/child", if: child.booking(of: ordinal) != nil)
    objections.add(.adjournedAlready, at: "/child", if: child.adjournments.contains { $0.ordinal == ordinal })
    ahead(asked.on, place.stream, child, room, &objections)
    try objections.settle()
    let review = child.id(ordinal)
    let booked = ReviewBooked(
      child: child.child, review: review, stream: place.stream, number: place.number, on: asked.on, mode: asked.mode,
      venue: asked.venue, officer: child.officer, dueOn: place.limit?.dueOn, localDueOn: place.limit?.localDueOn)
    let slot = BookingSlot(ordinal: ordinal, stream: place.stream, on: asked.on, venue: asked.venue)
    return .events(
      room.told(booked, about: review.text, child), assigned: [("review", review.text)],
      warnings: slot.warnings(child, place.limit, room))
  }

  /// What is booked: a review that is due, or one that its booking opens.
  private static func toBook(
    _ asked: BookReview, _ child: ChildRecord, _ room: Room
  ) throws(Refusal) -> (ReviewClock.Place, Int) {
    let stream = asked.stream ?? (child.isInCare ? nil : child.open.count == 1 ? child.open.first?.stream : nil)
    let track = stream?.track ?? .care
    if let open = child.open(track) {
      guard stream.map({ $0 == open.stream }) ?? true else { throw Refusal(.streamDoesNotRun, at: "/stream") }
      return (.init(stream: open.stream, number: open.number, limit: open.limit), open.ordinal)
    }
    let ordinal = child.bookedOrdinal(track) ?? child.named + 1
    switch track {
    case .care:
      // In care without a limit: the calendar does not know the days.
      guard let period = child.currentCare else { throw Refusal(.notInCare, at: "/child") }
      let place = ReviewClock(child, room.policy).nextPlace(in: period)
      guard stream.map({ $0 == place.stream }) ?? true else { throw Refusal(.streamDoesNotRun, at: "/stream") }
      return (place, ordinal)
    case .afterCare, .intercountry:
      let stream = stream ?? .postCare
      let number = child.reviews.count { $0.stream == stream } + 1
      return (.init(stream: stream, number: number, limit: nil), ordinal)
    case .court, .protection: throw Refusal(.streamDoesNotRun, at: "/stream")
    }
  }

  /// Moves a booked review to another day.
  static func moveReview(_ room: Room) throws(Refusal) -> Decision {
    let asked: MoveReview = try room.asked()
    let (child, booking) = try booked(asked.review, asked.child, asked.reviewOn, room)
    var objections = Objections()
    objections.add(.movedToSameDay, at: "/on", if: asked.on == booking.on)
    ahead(asked.on, booking.stream, child, room, &objections)
    try objections.settle()
    let review = child.id(booking.ordinal)
    let moved = ReviewMoved(
      child: child.child, review: review, fromOn: booking.on, on: asked.on, reason: asked.reason)
    let slot = BookingSlot(ordinal: booking.ordinal, stream: booking.stream, on: asked.on, venue: booking.venue)
    let limit = child.openReview(booking.ordinal)?.limit
    return .events(room.told(moved, about: review.text, child), warnings: slot.warnings(child, limit, room))
  }

  /// Cancels a booking: the review's limit stays.
  static func cancelReview(_ room: Room) throws(Refusal) -> Decision {
    let asked: CancelReview = try room.asked()
    let (child, booking) = try booked(asked.review, asked.child, asked.reviewOn, room)
    let review = child.id(booking.ordinal)
    let cancelled = ReviewCancelled(child: child.child, review: review, on: booking.on, reason: asked.reason)
    return .events(room.told(cancelled, about: review.text, child))
  }

  /// Adjourns a review whose meeting began: once, for at most 20 working days (CPR 2010 reg 36(2)).
  static func adjournReview(_ room: Room) throws(Refusal) -> Decision {
    let asked: AdjournReview = try room.asked()
    let (child, ordinal) = try begun(asked, room)
    let review = child.id(ordinal)
    let limit = room.policy.days(.adjournment, from: asked.on)
    let stream = child.openReview(ordinal)?.stream ?? child.booking(of: ordinal)?.stream ?? .lookedAfter
    var objections = Objections()
    objections.add(
      .adjournedAlready, at: asked.review == nil ? "/reviewOn" : "/review",
      if: child.adjournments.contains { $0.ordinal == ordinal })
    objections.add(.meetingInFuture, at: "/on", if: asked.on > room.today)
    objections.add(.meetingBeforeLast, at: "/on", if: asked.on <= child.lastMeeting(stream))
    objections.add(.endsBeforeItBegins, at: "/until", if: asked.until <= asked.on)
    objections.add(.adjournedTooLong, at: "/until", if: limit?.statutory.map { $0 < asked.until } ?? false)
    try objections.settle()
    let adjourned = ReviewAdjourned(
      child: child.child, review: review, on: asked.on, until: asked.until, dueOn: limit?.statutory,
      reason: asked.reason)
    var warnings: [String] = []
    if room.policy.calendar.isWorkingDay(asked.until) == false { warnings.append("not-a-working-day") }
    if let local = limit?.local, local < asked.until { warnings.append("after-the-local-limit") }
    return .events(room.told(adjourned, about: review.text, child), warnings: warnings)
  }

  /// Records what the officer made of a cause for an early review: brought forward to a day, or not needed, with the
  /// reason either way (CPR 2010 reg 33(3)).
  static func decideEarlyReview(_ room: Room) throws(Refusal) -> Decision {
    let asked: DecideEarlyReview = try room.asked()
    let child = try room.child(asked.child)
    let isForward = asked.decision == .bringForward
    var objections = Objections()
    objections.add(.dayMissing, at: "/dueOn", if: isForward && asked.dueOn == nil)
    objections.add(.notInCare, at: "/child", if: !child.isInCare)
    objections.add(.dueOnPast, at: "/dueOn", if: isForward && asked.dueOn.map { $0 < room.today } ?? false)
    try objections.settle()
    let review = child.nextReview.map { child.id($0.ordinal) }
    let dueOn = isForward ? asked.dueOn : nil
    let decided = EarlyReviewDecided(
      child: child.child, review: review, cause: asked.cause, decision: asked.decision, reason: asked.reason,
      dueOn: dueOn, changedOn: child.lastChange(asked.cause))
    let limit = child.nextReview?.limit.dueOn
    let isLater = dueOn.flatMap { day in limit.map { $0 <= day } } ?? false
    return .events(
      room.told(decided, about: review?.text ?? child.child.text, child),
      warnings: isLater ? ["not-before-the-limit"] : [])
  }

  // MARK: Naming what is booked

  /// What is wrong with the day of a booking: it lies ahead, and after the review before.
  private static func ahead(
    _ day: CivilDate, _ stream: ReviewStream, _ child: ChildRecord, _ room: Room, _ objections: inout Objections
  ) {
    objections.add(.bookedInPast, at: "/on", if: day < room.today)
    objections.add(.meetingBeforeLast, at: "/on", if: day <= child.lastMeeting(stream))
  }

  /// The booking that a command names, by the review's id or by its child and the day.
  ///
  /// - Throws: -32002 where there is no such review; -32001 where it was held, or is not booked.
  private static func booked(
    _ review: ReviewID?, _ child: ChildID?, _ reviewOn: CivilDate?, _ room: Room
  ) throws(Refusal) -> (ChildRecord, Booking) {
    if let review {
      let (child, ordinal) = try named(review, room)
      if let booking = child.booking(of: ordinal) { return (child, booking) }
      if child.held(ordinal) != nil { throw Refusal(.reviewHeldAlready, at: "/review") }
      throw Refusal(child.openReview(ordinal) == nil ? .reviewNotFound : .notBooked, at: "/review")
    }
    guard let child, let reviewOn, let known = room.look.child(child) else {
      throw Refusal(.childNotFound, at: "/child")
    }
    guard let booking = known.bookings.last(where: { $0.on == reviewOn }) else {
      throw Refusal(.reviewNotFound, at: "/reviewOn")
    }
    return (known, booking)
  }

  /// The review that is adjourned: due or booked, and not held.
  private static func begun(_ asked: AdjournReview, _ room: Room) throws(Refusal) -> (ChildRecord, Int) {
    if let review = asked.review {
      if let child = ChildRecord.child(of: review.text).flatMap({ room.look.child($0) }),
        let ordinal = child.ordinal(review), child.booking(of: ordinal) != nil
      {
        return (child, ordinal)
      }
      let (child, open) = try dueReview(review, nil, nil, room)
      return (child, open.ordinal)
    }
    let (child, booking) = try booked(nil, asked.child, asked.reviewOn, room)
    return (child, booking.ordinal)
  }
}

extension ChildRecord {
  /// The day of the last review of a track, or the day before care began, before which the next one cannot meet.
  func lastMeeting(_ stream: ReviewStream) -> CivilDate {
    switch stream.track {
    case .care:
      guard let care = currentCare else { return .earliest }
      return care.reviews.last?.heldOn ?? care.enteredOn.adding(days: -1)
    case .protection: return conferences.last?.on ?? .earliest
    case .afterCare, .court, .intercountry:
      return reviews.last { $0.stream.track == stream.track }?.heldOn ?? .earliest
    }
  }

  /// The day of the last significant change that is a cause for an early review: of the cause's own name, else any.
  func lastChange(_ cause: KebabWord) -> CivilDate? {
    let moves = placements.filter { $0.isPlanned == false }.map(\.on)
    let changes = planChanges.filter(\.isSignificant)
    return changes.last { $0.change == cause }?.on ?? (changes.map(\.on) + moves).max()
  }
}
