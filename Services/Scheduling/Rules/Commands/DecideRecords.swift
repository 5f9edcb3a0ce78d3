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

  static func distributeRecord(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func issueLetter(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func makeRecommendation(_ room: Room) throws(Refusal) -> Decision {
    throw Refusal(.noMethod, "no-such-method")
  }
  static func closeRecommendation(_ room: Room) throws(Refusal) -> Decision {
    throw Refusal(.noMethod, "no-such-method")
  }
}
