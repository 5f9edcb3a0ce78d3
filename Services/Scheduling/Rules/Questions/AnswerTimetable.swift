import Contracts
import Policy

extension Answer {
  /// One child's reviews and deadlines, each with its reason.
  static func timetable(_ child: ChildRecord, _ policy: AdoptedPolicy) -> JSON {
    var reviews = child.reviews.map { review in
      JSON.object(
        entry(child, review.ordinal, review.stream, review.number, review.limit) + [
          ("heldOn", json(review.heldOn)), ("inTimescale", review.isInTimescale.map { .boolean($0) }),
          ("recordCompletedOn", json(review.recordCompletedOn)),
        ])
    }
    for open in child.open.sorted(by: { ($0.limit.dueOn, $0.ordinal) < ($1.limit.dueOn, $1.ordinal) }) {
      let booking = child.booking(of: open.ordinal)
      reviews.append(
        .object(
          entry(child, open.ordinal, open.stream, open.number, open.limit) + [("bookedOn", json(booking?.on))]))
    }
    let deadlines = Deadlines.of(child, policy).filter { $0.kind != .review && $0.kind != .conference }
    return .object([
      ("child", .string(child.child.text)), ("officer", child.officer.map { .string($0.text) }),
      ("reviews", .array(reviews)), ("deadlines", .array(deadlines.map { deadline($0, child, policy) })),
    ])
  }

  private static func deadline(_ deadline: Deadline, _ child: ChildRecord, _ policy: AdoptedPolicy) -> JSON {
    .object([
      ("kind", .string(deadline.kind.rawValue)), ("dueOn", json(deadline.dueOn ?? deadline.localDueOn)),
      ("localDueOn", json(deadline.localDueOn)), ("metOn", json(deadline.metOn)),
      ("lapsedOn", deadline.metOn == nil ? json(deadline.lapsedOn) : nil),
      ("review", deadline.review.map { .string(child.id($0).text) }),
      ("because", json(deadline.because(child, policy))),
    ])
  }

  /// A review's members in an answer.
  static func entry(
    _ child: ChildRecord, _ ordinal: Int, _ stream: ReviewStream, _ number: Int, _ limit: ReviewLimit?
  ) -> [(String, JSON?)] {
    [
      ("review", .string(child.id(ordinal).text)), ("stream", .string(stream.rawValue)), ("number", .integer(number)),
      ("dueOn", json(limit?.dueOn)), ("localDueOn", json(limit?.localDueOn)),
      ("because", limit.map { json($0.because) }),
    ]
  }

  static let reviewFields: [Field] = [
    .required("review", .review, "the review"),
    .required("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock"),
    .required("number", .integer(1...100_000), "the review's number in its stream and period of care"),
    .optional("dueOn", .date, "the statutory limit, itself in time; left out where the calendar does not know it"),
    .optional("localDueOn", .date, "the authority's own limit, where it is earlier"),
    .optional("because", .object(Because.fields), "why on that day"),
  ]

  static let timetableFields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("officer", .identifier, "the officer to whom the child is allocated"),
    .required(
      "reviews",
      .list(
        .object(
          reviewFields + [
            .optional("bookedOn", .date, "the day for which a review that is due is booked"),
            .optional("heldOn", .date, "the first meeting's day; left out while the review is due"),
            .optional("inTimescale", .boolean, "heldOn on or before dueOn"),
            .optional("recordCompletedOn", .date, "when the review's record was complete"),
          ]), 0...10_000), "the reviews held, in order, and then those that are due"),
    .required(
      "deadlines",
      .list(
        .object([
          .required("kind", .word, "the kind of deadline"),
          .required("dueOn", .date, "the statutory limit, itself in time; the authority's own where there is no other"),
          .optional("localDueOn", .date, "the authority's own limit"),
          .optional("metOn", .date, "the day on which it was met"),
          .optional("lapsedOn", .date, "the day from which it no longer mattered, where it was not met"),
          .optional("review", .review, "the review to which it belongs"),
          .required("because", .object(Because.fields), "why on that day"),
        ]), 0...10_000), "the other deadlines that the authority watches, in order of day"),
  ]
}
