import Contracts
import Policy

extension Decide {
  /// Records a review, and tells the limit of the next: it runs from the first meeting, as timeliness is tested on that
  /// day (`domain.md` §8.1) and the regulations count from the review before (CPR 2010 reg 33(2), AAR 2005 reg 36).
  ///
  /// Reviews may become known in any order: one that was held before others moves their limits, which are told again.
  static func holdReview(_ room: Room) throws(Refusal) -> Decision {
    let asked: HoldReview = try room.asked()
    let child = try room.child(asked.child)
    guard let heldOn = asked.meetings.first else { throw Refusal(.wrongParams, "missing", at: "/meetings") }
    if let stream = asked.stream, stream.track != .care { return try holdBeside(asked, stream, child, room) }
    let period = try checked(asked, child, heldOn, room.today)
    let place = ReviewClock(child, room.policy).place(in: period, heldOn: heldOn)
    if let stream = asked.stream, stream != place.stream { throw Refusal(.streamDoesNotRun, at: "/stream") }
    let isLast =
      period.enteredOn == child.periods.last?.enteredOn
      && (period.reviews.last.map { $0.heldOn < heldOn } ?? true)
    let open = isLast ? child.nextReview : nil
    let booked = isLast ? child.bookedOrdinal(.care) : nil
    let isSame = open?.stream == place.stream && open?.number == place.number
    let limit = place.limit ?? (isSame ? open?.limit : nil)
    return held(asked, child, place, limit, (open, booked), room)
  }

  /// Records a review of a track beside care, which must be due.
  private static func holdBeside(
    _ asked: HoldReview, _ stream: ReviewStream, _ child: ChildRecord, _ room: Room
  ) throws(Refusal) -> Decision {
    let open = child.open(stream.track)
    var objections = Objections()
    objections.add(
      .streamDoesNotRun, at: "/stream",
      if: stream == .childProtection || stream == .courtDirected && open == nil)
    meetings(asked, room.today, &objections)
    let isTwice = child.reviews.contains { $0.stream == stream && $0.heldOn == asked.meetings.first }
    objections.add(.reviewOnThatDay, at: "/meetings/0", if: isTwice)
    try objections.settle()
    let number = open?.number ?? child.reviews.count { $0.stream == stream } + 1
    let place = ReviewClock.Place(stream: stream, number: number, limit: open?.limit)
    return held(asked, child, place, open?.limit, (open, child.bookedOrdinal(stream.track)), room)
  }

  private static func held(
    _ asked: HoldReview, _ child: ChildRecord, _ place: ReviewClock.Place, _ limit: ReviewLimit?,
    _ known: (open: OpenReview?, booked: Int?), _ room: Room
  ) -> Decision {
    let open = known.open
    let heldOn = asked.meetings.first ?? asked.completedOn
    let review = child.id(open?.ordinal ?? known.booked ?? child.named + 1)
    let held = ReviewHeld(
      child: asked.child, review: review, stream: place.stream, number: place.number, meetings: asked.meetings,
      completedOn: asked.completedOn, heldOn: heldOn, dueOn: limit?.dueOn, localDueOn: limit?.localDueOn,
      because: limit == open?.limit ? nil : limit?.because, inTimescale: limit.map { heldOn <= $0.dueOn },
      lateReason: asked.lateReason, officer: asked.officer, mode: asked.mode)
    return .events(room.told(held, about: review.text, child), assigned: [("review", review.text)])
  }

  private static func meetings(_ asked: HoldReview, _ today: CivilDate, _ objections: inout Objections) {
    for (index, day) in asked.meetings.enumerated() {
      objections.add(.meetingInFuture, at: "/meetings/\(index)", if: day > today)
      objections.add(
        .meetingsNotAscending, at: "/meetings/\(index)", if: index > 0 && day <= asked.meetings[index - 1])
    }
    objections.add(.completedInFuture, at: "/completedOn", if: asked.completedOn > today)
    objections.add(
      .completedBeforeLastMeeting, at: "/completedOn", if: asked.meetings.last.map { asked.completedOn < $0 } ?? false)
  }

  /// The period of care to which a review belongs: that which holds its first meeting.
  private static func checked(
    _ asked: HoldReview, _ child: ChildRecord, _ heldOn: CivilDate, _ today: CivilDate
  ) throws(Refusal) -> CarePeriod {
    let period = child.period(on: heldOn)
    let firstEntry = child.entries.first?.on ?? .latest
    let isBetween = period == nil && heldOn >= firstEntry
    let lastDay = isBetween ? .earliest : period?.lastDay ?? .latest
    var objections = Objections()
    for (index, day) in asked.meetings.enumerated() {
      let at = "/meetings/\(index)"
      objections.add(.meetingBeforeEntry, at: at, if: day < period?.enteredOn ?? firstEntry)
      objections.add(.meetingAfterLeaving, at: at, if: day > lastDay)
    }
    meetings(asked, today, &objections)
    objections.add(
      .reviewOnThatDay, at: "/meetings/0", if: period?.reviews.contains { $0.heldOn == heldOn } ?? false)
    try objections.settle()
    guard let period else { preconditionFailure("a review out of care was refused") }
    return period
  }

  // MARK: Naming a review

  /// The child whose review an id names, and the review's ordinal there.
  ///
  /// - Throws: -32002 where there is no such child, or it is no review's id.
  static func named(_ review: ReviewID, _ room: Room) throws(Refusal) -> (ChildRecord, Int) {
    guard let child = ChildRecord.child(of: review.text).flatMap({ room.look.child($0) }),
      let ordinal = child.ordinal(review)
    else { throw Refusal(.reviewNotFound, at: "/review") }
    return (child, ordinal)
  }

  /// The review held that a command names, by its id or by its child and a day on which it met.
  ///
  /// - Throws: -32002 where there is none; -32001 where it is due and was not held.
  static func heldReview(
    _ review: ReviewID?, _ child: ChildID?, _ reviewOn: CivilDate?, _ room: Room
  ) throws(Refusal) -> (ChildRecord, HeldReview) {
    if let review {
      let (child, ordinal) = try named(review, room)
      guard let at = child.held(ordinal) else {
        throw Refusal(child.openReview(ordinal) == nil ? .reviewNotFound : .reviewNotHeld, at: "/review")
      }
      return (child, child.reviews[at])
    }
    guard let child, let reviewOn, let known = room.look.child(child) else {
      throw Refusal(.childNotFound, at: "/child")
    }
    guard let held = known.reviews.last(where: { $0.met(on: reviewOn) }) else {
      throw Refusal(.reviewNotFound, at: "/reviewOn")
    }
    return (known, held)
  }

  /// The review due that a command names, by its id or by its child and the day for which it is booked.
  ///
  /// - Throws: -32002 where there is none; -32001 where it was held already.
  static func dueReview(
    _ review: ReviewID?, _ child: ChildID?, _ reviewOn: CivilDate?, _ room: Room
  ) throws(Refusal) -> (ChildRecord, OpenReview) {
    if let review {
      let (child, ordinal) = try named(review, room)
      guard let open = child.openReview(ordinal) else {
        throw Refusal(child.held(ordinal) == nil ? .reviewNotFound : .reviewHeldAlready, at: "/review")
      }
      return (child, open)
    }
    guard let child, let reviewOn, let known = room.look.child(child) else {
      throw Refusal(.childNotFound, at: "/child")
    }
    let booked = known.bookings.last { $0.on == reviewOn }
    guard let open = booked.flatMap({ known.openReview($0.ordinal) }) else {
      throw Refusal(.reviewNotFound, at: "/reviewOn")
    }
    return (known, open)
  }
}
