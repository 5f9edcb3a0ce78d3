public import Contracts

/// Scheduling's room of rules: what it takes, decides, folds and answers.
public enum Scheduling {
  /// The rules, as the loop calls them. Scheduling follows no other service, so nothing is mirrored or reacted to.
  public static let rules = Rules<SchedulingState>(
    service: .scheduling, catalogue: catalogue,
    stream: { Evolve.stream(of: $0) },
    take: { event, look, moment throws(Refusal) in try React.take(event, look, moment) },
    decide: { ask, look, moment throws(Refusal) in try Decide.decide(ask, look, moment) },
    evolve: { Evolve.evolve(&$0, $1) },
    mirrors: { _, _ in [] },
    absorb: { _, _, _, _ in },
    react: { _, _, _, _ in [] },
    wake: { React.wake($0, $1, $2) },
    answer: { ask, look, moment throws(Refusal) in try Answer.answer(ask, look, moment) },
    answerLong: { ask, gather, moment throws(Refusal) in try Answer.answerLong(ask, gather, moment) })

  static let catalogue = Catalogue(
    methods: SchedulingCommand.allCases.map(method) + SchedulingQuestion.allCases.map(method),
    events: SchedulingEvent.allCases.map(type),
    refusals: Reason.allCases.map { ($0.rawValue, $0.words) } + Reason.ofPolicy)

  private static func method(_ command: SchedulingCommand) -> Method {
    switch command {
    case .adoptPolicy: .command(AdoptPolicy.self)
    case .adoptCalendar: .command(AdoptCalendar.self)
    case .registerOfficer: .command(RegisterOfficer.self)
    case .allocateOfficer: .command(AllocateOfficer.self)
    case .holdReview:
      .command(HoldReview.self, assigns: [.required("review", .review, "the review's id")])
    case .completeRecord: .command(CompleteRecord.self)
    }
  }

  private static func method(_ question: SchedulingQuestion) -> Method {
    switch question {
    case .timetable:
      Method(
        TimetableQuestion.name, .question, TimetableQuestion.words, params: TimetableQuestion.fields,
        result: timetableFields)
    case .due:
      Method(DueQuestion.name, .longQuestion, DueQuestion.words, params: DueQuestion.fields, result: pageFields)
    case .overdue:
      Method(
        OverdueQuestion.name, .longQuestion, OverdueQuestion.words, params: OverdueQuestion.fields,
        result: pageFields)
    }
  }

  private static func type(_ event: SchedulingEvent) -> EventType {
    switch event {
    case .childEnteredCare: .taken(ChildEnteredCare.self)
    case .childLeftCare: .taken(ChildLeftCare.self)
    case .legalStatusChanged: .taken(LegalStatusChanged.self)
    case .placementChanged: .taken(PlacementChanged.self)
    case .policyAdopted: .told(PolicyAdopted.self)
    case .calendarAdopted: .told(CalendarAdopted.self)
    case .officerRegistered: .told(OfficerRegistered.self)
    case .officerAllocated: .told(OfficerAllocated.self)
    case .reviewDue: .told(ReviewDue.self)
    case .reviewHeld: .told(ReviewHeld.self)
    case .recordCompleted: .told(RecordCompleted.self)
    case .notificationLate: .told(NotificationLate.self)
    case .deadlineMissed: .told(DeadlineMissed.self)
    }
  }

  // MARK: - Shapes of answers

  private static let reviewFields: [Field] = [
    .required("review", .review, "the review"),
    .required("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock"),
    .required("number", .integer(1...100_000), "the review's number in its stream and period of care"),
    .optional("dueOn", .date, "the statutory limit, itself in time; left out where the calendar does not know it"),
    .optional("localDueOn", .date, "the authority's own limit, where it is earlier"),
    .optional("because", .object(Because.fields), "why on that day"),
  ]

  private static let timetableFields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("officer", .identifier, "the officer to whom the child is allocated"),
    .required(
      "reviews",
      .list(
        .object(
          reviewFields + [
            .optional("heldOn", .date, "the first meeting's day; left out while the review is due"),
            .optional("inTimescale", .boolean, "heldOn on or before dueOn"),
            .optional("recordCompletedOn", .date, "when the review's record was complete"),
          ]), 0...10_000), "the reviews held, in order, and then the one that is due next"),
    .required(
      "deadlines",
      .list(
        .object([
          .required("kind", .word, "the kind of deadline"),
          .required("dueOn", .date, "the limit, itself in time"),
          .optional("metOn", .date, "the day on which it was met"),
          .required("because", .object(Because.fields), "why on that day"),
        ]), 0...10_000), "the other deadlines, one of allocation a period of care"),
  ]

  private static let pageFields: [Field] = [
    .required(
      "items",
      .list(
        .object(
          [.required("kind", .word, "what is due: a review"), .required("child", .identifier, "the child")]
            + reviewFields + [.optional("officer", .identifier, "the child's officer")]), 0...Answer.pageLimit),
      "what is due, in order of limit and then of child"),
    .optional("next", .text(1...80), "the cursor to ask again with, where there is more"),
  ]
}
