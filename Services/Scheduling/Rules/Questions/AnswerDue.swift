import Contracts
import Policy

extension Answer {
  /// What falls due in a span of days and is not done: reviews, and every deadline that the authority watches.
  static func due(_ asked: DueQuestion, _ gather: Gather<SchedulingState>) -> JSON {
    guard asked.from <= asked.to else { return page([], after: nil) }
    return page(
      open(gather) { child, deadline in
        guard let day = deadline.dueOn ?? deadline.localDueOn else { return false }
        return (asked.from...asked.to).contains(day) && deadline.isOpen(on: asked.to)
          && asked.kind.map { $0 == deadline.kind.word } ?? true && asked.officer.map { $0 == child.officer } ?? true
      }, after: asked.after)
  }

  /// What was due before a day and is not done.
  static func overdue(_ asked: OverdueQuestion, _ gather: Gather<SchedulingState>) -> JSON {
    page(
      open(gather) { _, deadline in
        (deadline.dueOn ?? deadline.localDueOn).map { $0 < asked.on } ?? false && deadline.isOpen(on: asked.on)
      }, after: asked.after)
  }

  private static func open(
    _ gather: Gather<SchedulingState>, where isWanted: (ChildRecord, Deadline) -> Bool
  ) -> [Item] {
    let policy = gather.policy
    var items: [Item] = []
    gather.forEachChild { child in
      for deadline in Deadlines.of(child, policy)
      where deadline.metOn == nil && isWanted(child, deadline) {
        items.append(item(child, deadline, policy, at: items.count))
      }
    }
    return items
  }

  private static func item(_ child: ChildRecord, _ deadline: Deadline, _ policy: AdoptedPolicy, at index: Int) -> Item {
    let day = deadline.dueOn ?? deadline.localDueOn ?? .latest
    let open = deadline.review.flatMap { child.openReview($0) }
    let json = JSON.object([
      ("kind", .string(deadline.kind.rawValue)), ("child", .string(child.child.text)),
      ("review", deadline.review.map { .string(child.id($0).text) }),
      ("stream", open.map { .string($0.stream.rawValue) }), ("number", open.map { .integer($0.number) }),
      ("dueOn", json(deadline.dueOn)), ("localDueOn", json(deadline.localDueOn)),
      ("because", Answer.json(deadline.because(child, policy))), ("officer", child.officer.map { .string($0.text) }),
      ("bookedOn", open.flatMap { Answer.json(child.booking(of: $0.ordinal)?.on) }),
    ])
    return Item(
      key: "\(day) \(child.child) \(deadline.kind.rawValue) \(deadline.anchor) \(deadline.review ?? 0)", json: json)
  }

  static let pageFields: [Field] = [
    .required(
      "items",
      .list(
        .object([
          .required("kind", .word, "what is due: a review, or another kind of deadline"),
          .required("child", .identifier, "the child"),
          .optional("review", .review, "the review that is due, or to which it belongs"),
          .optional("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock, of a review"),
          .optional("number", .integer(1...100_000), "the review's number in its stream and period of care"),
          .optional("dueOn", .date, "the statutory limit, itself in time"),
          .optional("localDueOn", .date, "the authority's own limit"),
          .required("because", .object(Because.fields), "why on that day"),
          .optional("officer", .identifier, "the child's officer"),
          .optional("bookedOn", .date, "the day for which the review is booked"),
        ]), 0...pageLimit),
      "what is due, in order of limit and then of child"),
    .optional("next", .text(1...128), "the cursor to ask again with, where there is more"),
  ]
}
