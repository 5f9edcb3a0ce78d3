import Contracts
import Policy

extension Deadlines {
  /// What follows a review (IRO Handbook 2010): its decisions within 5 working days, its record within 20, its
  /// distribution within 20, and the authority's letter to the child; and what was recommended.
  static func ofRecords(_ child: ChildRecord, _ policy: AdoptedPolicy) -> [Deadline] {
    var deadlines: [Deadline] = []
    for review in child.reviews {
      let letter = review.letters?.map(\.on).min()
      let decisionsOn = review.decisionsOn ?? review.recordCompletedOn
      add(.decisions, .decisions, decisionsOn, review, policy, to: &deadlines)
      add(.record, .record, review.recordCompletedOn, review, policy, to: &deadlines)
      add(.distribution, .distribution, review.distributedOn, review, policy, to: &deadlines)
      add(.letter, .letter, letter, review, policy, to: &deadlines)
    }
    return deadlines + child.recommendations.map { recommendation($0, child) }
  }

  private static func add(
    _ kind: DeadlineKind, _ limit: Limit, _ metOn: CivilDate?, _ review: HeldReview, _ policy: AdoptedPolicy,
    to deadlines: inout [Deadline]
  ) {
    guard var deadline = Deadline(kind, limit, from: review.completedOn, policy) else { return }
    deadline.metOn = metOn
    deadline.review = review.ordinal
    deadlines.append(deadline)
  }

  private static func recommendation(_ made: Recommendation, _ child: ChildRecord) -> Deadline {
    var deadline = Deadline(
      .recommendation, dueOn: made.dueOn, anchor: made.dueOn, rule: "recommendation-agreed",
      source: "\(made.source), agreed with \(made.owner)")
    deadline.metOn = made.closedOn
    deadline.review = made.ordinal
    return deadline
  }
}
