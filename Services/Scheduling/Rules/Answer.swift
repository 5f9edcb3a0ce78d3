import Contracts
import Policy

/// The questions that scheduling answers, by their wire names.
enum SchedulingQuestion: String, CaseIterable {
  case timetable = "timetable"
  case notice = "notice"
  case due = "due"
  case overdue = "overdue"
  case dueByMonth = "due-by-month"
  case diary = "diary"
  case unallocated = "unallocated"
  case caseloads = "caseloads"
  case officers = "officers"
  case workforce = "workforce"
  case proposal = "proposal"
  case reallocation = "reallocation"
  case whatIf = "what-if"
  case cohort = "cohort"
  case cohorts = "cohorts"
  case activities = "activities"
  case sample = "sample"
  case careDiscrepancies = "care-discrepancies"
}

/// Answers to questions: each room of them has a file of its own.
enum Answer {
  /// The most items in one answer, so that it stays under the limit of a reply (1 MiB); the rest follows by `next`.
  static let pageLimit = 1_500

  /// Answers a question about one child, or one sample.
  ///
  /// - Throws: -32002 where it is not known.
  static func answer(_ ask: Ask, _ look: Look<SchedulingState>, _ moment: Moment) throws(Refusal) -> JSON {
    switch SchedulingQuestion(rawValue: ask.method) {
    case .timetable:
      let asked = try TimetableQuestion.decoded(ask.params)
      guard let child = look.child(asked.child) else { throw Refusal(.childNotFound, at: "/child") }
      return timetable(child, look.policy)
    case .notice:
      let asked = try NoticeQuestion.decoded(ask.params)
      guard let child = look.child(asked.child) else { throw Refusal(.childNotFound, at: "/child") }
      return try notice(child, look.policy)
    case .sample:
      let asked = try SampleQuestion.decoded(ask.params)
      guard let sample = look[.sample(asked.sample)]?.sample else { throw Refusal(.sampleNotFound, at: "/sample") }
      return self.sample(sample)
    case .due, .overdue, .dueByMonth, .diary, .unallocated, .caseloads, .officers, .workforce, .proposal, .reallocation,
      .whatIf, .cohort, .cohorts, .activities, .careDiscrepancies, nil:
      throw Refusal(.noMethod, "no-such-method")
    }
  }

  /// Answers a question about all children of the authority.
  static func answerLong(_ ask: Ask, _ gather: Gather<SchedulingState>, _ moment: Moment) throws(Refusal) -> JSON {
    switch SchedulingQuestion(rawValue: ask.method) {
    case .due: due(try DueQuestion.decoded(ask.params), gather)
    case .overdue: overdue(try OverdueQuestion.decoded(ask.params), gather)
    case .dueByMonth: dueByMonth(try DueByMonthQuestion.decoded(ask.params), gather)
    case .diary: try diary(DiaryQuestion.decoded(ask.params), gather, moment)
    case .unallocated: unallocated(try UnallocatedQuestion.decoded(ask.params), gather, moment)
    case .caseloads: caseloads(try CaseloadsQuestion.decoded(ask.params), gather, moment)
    case .officers: officers(try OfficersQuestion.decoded(ask.params), gather, moment)
    case .workforce: try workforce(WorkforceQuestion.decoded(ask.params), gather, moment)
    case .proposal: try proposal(ProposalQuestion.decoded(ask.params), gather, moment)
    case .reallocation: try reallocation(ReallocationQuestion.decoded(ask.params), gather, moment)
    case .whatIf: try whatIf(WhatIfQuestion.decoded(ask.params), gather, moment)
    case .cohort: try cohort(CohortQuestion.decoded(ask.params), gather, moment)
    case .cohorts: cohorts(try CohortsQuestion.decoded(ask.params), gather, moment)
    case .activities: activities(try ActivitiesQuestion.decoded(ask.params), gather)
    case .careDiscrepancies: careDiscrepancies(try CareDiscrepanciesQuestion.decoded(ask.params), gather)
    case .timetable, .notice, .sample, nil: throw Refusal(.noMethod, "no-such-method")
    }
  }

  // MARK: Parts of answers

  static func json(_ because: Because) -> JSON {
    .object([
      ("rule", .string(because.rule)), ("source", .string(because.source)),
      ("anchor", .string(because.anchor.description)), ("calendar", .string(because.calendar)),
      ("skipped", .strings(because.skipped.map(\.description))),
    ])
  }

  static func json(_ day: CivilDate?) -> JSON? { day.map { .string($0.description) } }

  /// An item of a long answer and its place there.
  struct Item {
    let key: String
    let json: JSON
  }

  /// One page of items, in order of their keys, after a cursor.
  static func page(_ items: [Item], after cursor: String?) -> JSON {
    let rest = items.sorted { $0.key < $1.key }.drop { item in cursor.map { item.key <= $0 } ?? false }
    let page = rest.prefix(pageLimit)
    return .object([
      ("items", .array(page.map(\.json))),
      ("next", page.count < rest.count ? page.last.map { .string($0.key) } : nil),
    ])
  }
}
