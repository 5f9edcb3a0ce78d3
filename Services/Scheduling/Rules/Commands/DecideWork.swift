import Contracts
import Policy

extension Decide {
  /// Records the talk of officer and social worker before a review.
  static func recordPreDiscussion(_ room: Room) throws(Refusal) -> Decision {
    try act(room, RecordPreDiscussion.self, PreDiscussionRecorded.self)
  }

  /// Records an officer's visit to a child.
  static func recordVisit(_ room: Room) throws(Refusal) -> Decision {
    try act(room, RecordVisit.self, VisitRecorded.self)
  }

  /// Records that an officer looked at a child's case.
  static func recordOversight(_ room: Room) throws(Refusal) -> Decision {
    try act(room, RecordOversight.self, OversightRecorded.self)
  }

  /// Records an officer's contact with or about a child.
  static func recordContact(_ room: Room) throws(Refusal) -> Decision {
    try act(room, RecordContact.self, ContactRecorded.self)
  }

  /// Records a review of the plan midway between two reviews.
  static func holdMidwayReview(_ room: Room) throws(Refusal) -> Decision {
    try act(room, HoldMidwayReview.self, MidwayReviewHeld.self)
  }

  /// What all work between reviews has in common: it is told as it was asked, with the child's officer on that day
  /// where none was named.
  private static func act<Asked: BodyMessage<Act>, Told: BodyMessage<Act>>(
    _ room: Room, _: Asked.Type, _: Told.Type
  ) throws(Refusal) -> Decision {
    let asked = (try room.asked() as Asked).body
    let child = try room.child(asked.child)
    let officer = (asked.officer ?? child.officer(on: asked.on)).flatMap { room.look.officer($0) }
    var objections = Objections()
    objections.add(.reviewNotFound, at: "/review", if: !child.knows(asked.review))
    objections.add(.officerNotFound, at: "/officer", if: asked.officer != nil && officer == nil)
    objections.add(.doneInFuture, at: "/on", if: asked.on > room.today)
    try objections.settle()
    var warnings: [String] = []
    if child.period(on: asked.on) == nil && child.protection.isEmpty { warnings.append("not-in-care") }
    if let officer, !officer.isInPost(on: asked.on) { warnings.append("officer-not-in-post") }
    let done = Act(
      child: asked.child, review: asked.review, on: asked.on, officer: asked.officer ?? officer?.officer,
      mode: asked.mode, childIncluded: asked.childIncluded, purpose: asked.purpose, with: asked.with,
      place: asked.place, distanceMiles: asked.distanceMiles, minutes: asked.minutes)
    return .events(room.told(Told(done), about: asked.child.text, child), warnings: warnings)
  }

  /// Records who had a document when, and how many working days that was before the review named, or before the one
  /// that is due where none is named: the day on which it was held, or for which it is booked.
  static func recordDocument(_ room: Room) throws(Refusal) -> Decision {
    let asked: RecordDocument = try room.asked()
    let child = try room.child(asked.child)
    var objections = Objections()
    objections.add(.reviewNotFound, at: "/review", if: !child.knows(asked.review))
    objections.add(.doneInFuture, at: "/on", if: asked.on > room.today)
    try objections.settle()
    let lead = child.day(ofReview: asked.review).flatMap { day in
      day < asked.on
        ? room.policy.calendar.workingDays(after: day, through: asked.on).map { -$0 }
        : room.policy.calendar.workingDays(after: asked.on, through: day)
    }
    let recorded = DocumentRecorded(
      child: asked.child, review: asked.review, kind: asked.kind, to: asked.to, on: asked.on, workingDaysBefore: lead)
    return .events(room.told(recorded, about: asked.child.text, child))
  }
}

extension ChildRecord {
  /// The day on which a review was held, or for which it is booked; of the review that is due where none is named.
  fileprivate func day(ofReview review: ReviewID?) -> CivilDate? {
    guard let ordinal = review.flatMap({ ordinal($0) }) ?? nextReview?.ordinal else { return nil }
    return held(ordinal).map { reviews[$0].heldOn } ?? booking(of: ordinal)?.on
  }
}
