import Contracts
import Policy

extension Answer {
  /// How the last entry to care became known and what followed: six days, and each gap between two of them in working
  /// days with whose it was. A day that is not known leaves out its gaps.
  ///
  /// - Throws: -32002 where no entry to care is known.
  static func notice(_ child: ChildRecord, _ policy: AdoptedPolicy) throws(Refusal) -> JSON {
    guard let period = child.periods.last else { throw Refusal(.noEntryKnown, at: "/child") }
    let entry = period.entry
    let allocation = period.allocations.first
    let firstReview = period.reviews.first?.heldOn
    let steps: [(step: NoticeStep, on: CivilDate?)] = [
      (.approved, entry.approvedOn), (.entered, entry.on), (.recorded, entry.recordedOn), (.received, entry.knownOn),
      (.allocated, allocation?.on), (.firstReview, firstReview),
    ]
    var gaps: [JSON] = []
    for (from, to) in zip(steps, steps.dropFirst()) {
      guard let begin = from.on, let end = to.on,
        let count = policy.calendar.workingDays(after: begin, through: end)
      else { continue }
      gaps.append(
        .object([
          ("from", .string(from.step.rawValue)), ("to", .string(to.step.rawValue)), ("workingDays", .integer(count)),
          ("owner", .string(to.step.owner)),
        ]))
    }
    return .object([
      ("child", .string(child.child.text)), ("approvedOn", json(entry.approvedOn)), ("enteredOn", json(entry.on)),
      ("recordedOn", json(entry.recordedOn)), ("receivedOn", json(entry.knownOn)),
      ("allocatedOn", json(allocation?.on)), ("firstReviewOn", json(firstReview)), ("gaps", .array(gaps)),
    ])
  }

  static let noticeFields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("approvedOn", .date, "when coming into care was approved"),
    .required("enteredOn", .date, "when the child entered care"),
    .optional("recordedOn", .date, "when the source system wrote it down"),
    .required("receivedOn", .date, "when it became known here"),
    .optional("allocatedOn", .date, "the first allocation of an officer"),
    .optional("firstReviewOn", .date, "when the first review was held"),
    .required(
      "gaps",
      .list(
        .object([
          .required("from", .oneOf(NoticeStep.allCases.map(\.rawValue)), "the step before"),
          .required("to", .oneOf(NoticeStep.allCases.map(\.rawValue)), "the step"),
          .required("workingDays", .integer(0...100_000), "working days from the one to the other"),
          .required("owner", .word, "whose the days were"),
        ]), 0...5), "the gaps between steps that are known"),
  ]
}

/// The steps from approval to the first review.
enum NoticeStep: String, CaseIterable {
  case approved
  case entered
  case recorded
  case received
  case allocated
  case firstReview = "first-review"

  /// Whose the days before the step are.
  var owner: String {
    switch self {
    case .approved, .entered: "head-of-service"
    case .recorded: "social-work-team"
    case .received: "sending-system"
    case .allocated: "iro-manager"
    case .firstReview: "officer"
    }
  }
}
