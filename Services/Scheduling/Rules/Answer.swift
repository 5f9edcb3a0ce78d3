import Contracts
import Policy

/// The questions that scheduling answers, by their wire names.
enum SchedulingQuestion: String, CaseIterable {
  case timetable = "timetable"
  case due = "due"
  case overdue = "overdue"
}

/// Answers to questions.
enum Answer {
  /// The most items in one answer, so that it stays under the limit of a reply (1 MiB); the rest follows by `next`.
  static let pageLimit = 1_500

  /// Answers a question about one child.
  ///
  /// - Throws: -32002 where the child is not known.
  static func answer(_ ask: Ask, _ look: Look<SchedulingState>, _ moment: Moment) throws(Refusal) -> JSON {
    switch SchedulingQuestion(rawValue: ask.method) {
    case .timetable:
      let asked = try TimetableQuestion.decoded(ask.params)
      guard let child = look.child(asked.child) else { throw Refusal(.childNotFound, at: "/child") }
      return timetable(child, look.policy)
    case .due, .overdue, nil: throw Refusal(.noMethod, "no-such-method")
    }
  }

  /// Answers a question about all children of the authority.
  static func answerLong(_ ask: Ask, _ gather: Gather<SchedulingState>, _ moment: Moment) throws(Refusal) -> JSON {
    switch SchedulingQuestion(rawValue: ask.method) {
    case .due:
      let asked = try DueQuestion.decoded(ask.params)
      guard asked.kind.map({ $0.text == "review" }) ?? true else { return page([], after: nil) }
      let days = asked.from...max(asked.from, asked.to)
      return page(
        openReviews(gather) { child, open in
          asked.from <= asked.to && days.contains(open.limit.dueOn)
            && asked.officer.map { $0 == child.officer } ?? true
        }, after: asked.after)
    case .overdue:
      let asked = try OverdueQuestion.decoded(ask.params)
      return page(openReviews(gather) { _, open in open.limit.dueOn < asked.on }, after: asked.after)
    case .timetable, nil: throw Refusal(.noMethod, "no-such-method")
    }
  }

  // MARK: - One child

  private static func timetable(_ child: ChildTimetable, _ policy: AdoptedPolicy) -> JSON {
    var reviews = child.periods.flatMap(\.reviews).map { review in
      JSON.object(
        entry(child, review.ordinal, review.stream, review.number, review.limit) + [
          ("heldOn", .string(review.heldOn.description)), ("inTimescale", review.isInTimescale.map { .boolean($0) }),
          ("recordCompletedOn", review.recordCompletedOn.map { .string($0.description) }),
        ])
    }
    if let open = child.open {
      reviews.append(.object(entry(child, open.ordinal, open.stream, open.number, open.limit)))
    }
    return .object([
      ("child", .string(child.child.text)), ("officer", child.officer.map { .string($0.text) }),
      ("reviews", .array(reviews)), ("deadlines", .array(child.periods.compactMap { allocation($0, policy) })),
    ])
  }

  private static func entry(
    _ child: ChildTimetable, _ ordinal: Int, _ stream: ReviewStream, _ number: Int, _ limit: ReviewLimit?
  ) -> [(String, JSON?)] {
    [
      ("review", .string(child.id(ordinal).text)), ("stream", .string(stream.rawValue)), ("number", .integer(number)),
      ("dueOn", limit.map { .string($0.dueOn.description) }),
      ("localDueOn", limit?.localDueOn.map { .string($0.description) }), ("because", limit.map { json($0.because) }),
    ]
  }

  /// The deadline of a period's first allocation (IRO Handbook: within 5 working days of entry).
  private static func allocation(_ period: CarePeriod, _ policy: AdoptedPolicy) -> JSON? {
    let due = DueDates.due(
      .allocation, anchor: period.enteredOn, calendar: policy.calendar, profile: policy.profile(on: period.enteredOn))
    guard let due, let dueOn = due.dueOn else { return nil }
    return .object([
      ("kind", .string("allocation")), ("dueOn", .string(dueOn.description)),
      ("metOn", period.allocations.first.map { .string($0.on.description) }), ("because", json(due.because)),
    ])
  }

  private static func json(_ because: Because) -> JSON {
    .object([
      ("rule", .string(because.rule)), ("source", .string(because.source)),
      ("anchor", .string(because.anchor.description)), ("calendar", .string(because.calendar)),
      ("skipped", .strings(because.skipped.map(\.description))),
    ])
  }

  // MARK: - Many children

  /// An open review and its place in the order of answers: by limit, then by child.
  private struct Item {
    let key: String
    let json: JSON
  }

  private static func openReviews(
    _ gather: Gather<SchedulingState>, where isWanted: (ChildTimetable, OpenReview) -> Bool
  ) -> [Item] {
    var items: [Item] = []
    gather.forEach("child") { _, state in
      guard let child = state.child, child.isInCare, let open = child.open, isWanted(child, open) else { return }
      let json = JSON.object(
        [("kind", .string("review")), ("child", .string(child.child.text))]
          + entry(child, open.ordinal, open.stream, open.number, open.limit)
          + [("officer", child.officer.map { .string($0.text) })])
      items.append(Item(key: "\(open.limit.dueOn) \(child.child)", json: json))
    }
    return items.sorted { $0.key < $1.key }
  }

  private static func page(_ items: [Item], after cursor: String?) -> JSON {
    let rest = items.drop { item in cursor.map { item.key <= $0 } ?? false }
    let page = rest.prefix(pageLimit)
    return .object([
      ("items", .array(page.map(\.json))),
      ("next", page.count < rest.count ? page.last.map { .string($0.key) } : nil),
    ])
  }
}

extension ChildTimetable {
  /// The officer to whom the child is allocated in the last period of care.
  var officer: OfficerID? { periods.last?.allocations.last?.officer }
}
