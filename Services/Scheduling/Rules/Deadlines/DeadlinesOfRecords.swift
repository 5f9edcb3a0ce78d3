import Contracts
import Policy

extension Deadlines {
  /// What follows a review: its record (IRO Handbook 2010: within 20 working days), and what was recommended.
  static func ofRecords(_ child: ChildRecord, _ policy: AdoptedPolicy) -> [Deadline] {
    child.reviews.compactMap { record($0, policy) } + child.recommendations.map { recommendation($0, child) }
  }

  private static func record(_ review: HeldReview, _ policy: AdoptedPolicy) -> Deadline? {
    var deadline = Deadline(.record, .record, from: review.completedOn, policy)
    deadline?.metOn = review.recordCompletedOn
    deadline?.review = review.ordinal
    return deadline
  }

  private static func recommendation(_ made: Recommendation, _ child: ChildRecord) -> Deadline {
    var deadline = Deadline(
      .recommendation, dueOn: made.dueOn, anchor: made.dueOn, rule: "recommendation-\(made.source)",
      source: "agreed with \(made.owner)")
    deadline.metOn = made.closedOn
    deadline.review = made.ordinal
    return deadline
  }
}
