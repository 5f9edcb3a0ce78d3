import Contracts
import Policy

extension Decide {
  /// Records that a review's record is complete: in time within 20 working days of the review's completion, and within
  /// the authority's own aim where it has one.
  static func completeRecord(_ room: Room) throws(Refusal) -> Decision {
    let asked: CompleteRecord = try room.asked()
    let (child, review) = try heldReview(asked.review, asked.child, asked.reviewOn, room)
    let at = asked.review == nil ? "/reviewOn" : "/review"
    var objections = Objections()
    objections.add(.recordCompleteAlready, at: at, if: review.recordCompletedOn != nil)
    objections.add(.completedInFuture, at: "/completedOn", if: asked.completedOn > room.today)
    objections.add(.recordBeforeReview, at: "/completedOn", if: asked.completedOn < review.completedOn)
    if let decisionsOn = asked.decisionsOn {
      objections.add(.decisionsInFuture, at: "/decisionsOn", if: decisionsOn > room.today)
      objections.add(.decisionsBeforeReview, at: "/decisionsOn", if: decisionsOn < review.heldOn)
    }
    try objections.settle()
    let days = room.policy.days(.record, from: review.completedOn)
    let id = child.id(review.ordinal)
    let completed = RecordCompleted(
      child: child.child, review: id, heldOn: review.heldOn, decisionsOn: asked.decisionsOn,
      completedOn: asked.completedOn,
      workingDays: room.policy.calendar.workingDays(after: review.completedOn, through: asked.completedOn),
      inTimescale: days?.statutory.map { asked.completedOn <= $0 }, localDueOn: days?.local,
      inLocalTimescale: days?.local.map { asked.completedOn <= $0 })
    return .events(room.told(completed, about: id.text, child))
  }

  /// Records to whom a review's record went: in time within 20 working days of the review's completion (IRO Handbook
  /// 2010). It may go out in turns; the first counts.
  static func distributeRecord(_ room: Room) throws(Refusal) -> Decision {
    let asked: DistributeRecord = try room.asked()
    let (child, review) = try heldReview(asked.review, asked.child, asked.reviewOn, room)
    var objections = Objections()
    objections.add(.doneInFuture, at: "/on", if: asked.on > room.today)
    objections.add(.distributedBeforeReview, at: "/on", if: asked.on < review.completedOn)
    try objections.settle()
    let id = child.id(review.ordinal)
    let limit = room.policy.days(.distribution, from: review.completedOn)?.statutory
    let distributed = RecordDistributed(
      child: child.child, review: id, on: asked.on, to: asked.to,
      workingDays: room.policy.calendar.workingDays(after: review.completedOn, through: asked.on),
      inTimescale: limit.map { asked.on <= $0 })
    return .events(
      room.told(distributed, about: id.text, child),
      warnings: review.recordCompletedOn == nil ? ["record-not-complete"] : [])
  }

  /// Records the letter that tells a child of its review. One that is held for a young child until it can understand
  /// counts as issued on its day, as it was written then.
  static func issueLetter(_ room: Room) throws(Refusal) -> Decision {
    let asked: IssueLetter = try room.asked()
    let (child, review) = try heldReview(asked.review, asked.child, asked.reviewOn, room)
    var objections = Objections()
    objections.add(.doneInFuture, at: "/on", if: asked.on > room.today)
    objections.add(.letterBeforeReview, at: "/on", if: asked.on < review.heldOn)
    objections.add(.endsBeforeItBegins, at: "/heldUntil", if: asked.heldUntil.map { $0 < asked.on } ?? false)
    try objections.settle()
    let id = child.id(review.ordinal)
    let issued = LetterIssued(
      child: child.child, review: id, on: asked.on, format: asked.format, heldUntil: asked.heldUntil,
      token: asked.token,
      workingDays: room.policy.calendar.workingDays(after: review.completedOn, through: asked.on))
    return .events(room.told(issued, about: id.text, child))
  }

  // MARK: Recommendations

  /// Makes a recommendation: what is to be reached, by whom, by when.
  static func makeRecommendation(_ room: Room) throws(Refusal) -> Decision {
    let asked: MakeRecommendation = try room.asked()
    let child = try room.child(asked.child)
    var objections = Objections()
    objections.add(.reviewNotFound, at: "/review", if: !child.knows(asked.review))
    try objections.settle()
    let made = RecommendationMade(
      child: child.child, recommendation: child.nextRecommendation, review: asked.review, source: asked.source,
      outcome: asked.outcome, owner: asked.owner, dueOn: asked.dueOn)
    return .events(
      room.told(made, about: made.recommendation.text, child),
      assigned: [("recommendation", made.recommendation.text)],
      warnings: asked.dueOn < room.today ? ["due-in-past"] : [])
  }

  /// Closes a recommendation, once: in time on or before its day.
  static func closeRecommendation(_ room: Room) throws(Refusal) -> Decision {
    let asked: CloseRecommendation = try room.asked()
    guard let child = ChildRecord.child(of: asked.recommendation.text).flatMap({ room.look.child($0) }),
      let made = child.recommendations.last(where: { child.id($0) == asked.recommendation })
    else { throw Refusal(.recommendationNotFound, at: "/recommendation") }
    var objections = Objections()
    objections.add(.recommendationClosedAlready, at: "/recommendation", if: made.closedOn != nil)
    objections.add(.doneInFuture, at: "/on", if: asked.on > room.today)
    try objections.settle()
    let closed = RecommendationClosed(
      child: child.child, recommendation: asked.recommendation, on: asked.on, outcome: asked.outcome,
      dueOn: made.dueOn, inTime: asked.on <= made.dueOn)
    return .events(room.told(closed, about: asked.recommendation.text, child))
  }
}

extension ChildRecord {
  /// Whether a review is one of this child, held or due; a review left out is no fault.
  func knows(_ review: ReviewID?) -> Bool {
    guard let review else { return true }
    return ordinal(review).map { held($0) != nil || openReview($0) != nil } ?? false
  }

  /// The id of the next recommendation.
  var nextRecommendation: RecommendationID { recommendationID((recommendations.map(\.number).max() ?? 0) + 1) }
}
