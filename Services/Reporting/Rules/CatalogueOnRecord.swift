import Contracts

extension Reporting {
  /// The questions about what is on record of single children.
  static let onRecord: [Method] = [
    question(
      PopulationQuestion.self,
      result: [
        .required("on", .date, "the day"),
        .required("children", .integer(0...1_000_000), "how many children were in care"),
        .required("tables", .list(.object(table), 1...100), "the same children, sorted in every way"),
      ], onlyCounts: true),
    question(LatenessQuestion.self, result: paged(late)),
    question(ChildQuestion.self, result: [.required("child", .identifier, "the child")] + paged(happening)),
    question(DiscrepanciesQuestion.self, result: paged(discrepancy)),
  ]

  private static func paged(_ item: [Field]) -> [Field] {
    [
      .required("items", .list(.object(item), 0...OnRecord.most), "what was found, at most 500 at once"),
      .required("count", .integer(0...10_000_000), "how many there are in all"),
      .optional("next", .text(1...20), "the cursor with which to ask for more, as after"),
    ]
  }

  private static let origin: [Field] = [
    .required("on", .date, "when it happened"),
    .required("type", .word, "what happened: the event's type"),
    .required("service", .word, "the service that told it"),
    .required("sequence", .sequence, "its place in that service's journal"),
    .required("receivedOn", .date, "the day in London on which it became known"),
    .optional("recordedOn", .date, "the day in London on which its source recorded it"),
    .required("source", .text(1...256), "the system that said it"),
    .required("id", .text(1...128), "its id there"),
  ]

  private static let happening = origin + [.required("data", .anyObject, "what happened, in particular; see the type")]

  private static let discrepancy: [Field] = [
    .required("kind", .word, "what contradicts what"),
    .required("owner", .word, "the role whose it is to put right"),
    .optional("child", .identifier, "the child"),
    .optional("about", .text(1...64), "the review, dispute or other thing, where it is about one"),
    .required("on", .date, "the day on which the contradiction lies"),
    .required("since", .date, "since when it is on record"),
    .required("ageDays", .integer(0...1_000_000), "days from then to the last day asked for"),
    .required("events", .list(.object(origin), 1...10), "the events behind it"),
  ]

  private static let late: [Field] = [
    .required("kind", .oneOf(["notice", "review"]), "what was late"),
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review, where it is one"),
    .optional("dueOn", .date, "the review's limit as last told"),
    .optional("heldOn", .date, "the review's first meeting"),
    .optional("reason", .text(1...200), "why it was late, where somebody said so"),
    .optional("approvedOn", .date, "when coming into care was approved"),
    .required("enteredOn", .date, "when the child entered care"),
    .optional("recordedOn", .date, "the day in London on which the source recorded the entry"),
    .optional("receivedOn", .date, "the day in London on which the service was told"),
    .optional("allocatedOn", .date, "when the first officer was allocated"),
    .optional("firstReviewOn", .date, "when the first review was held"),
    .required(
      "gaps",
      .list(
        .object([
          .required("from", .word, "the earlier time"), .required("to", .word, "the later time"),
          .required("workingDays", .integer(0...100_000), "working days after the one up to the other"),
          .required("owner", .word, "the role whose these days were"),
        ]), 0...5), "the days between the times"),
    .optional("workingDaysLate", .integer(0...100_000), "working days after its limit"),
    .optional("owner", .word, "the role whose most days were after entry; of a later review the officer"),
  ]
}
