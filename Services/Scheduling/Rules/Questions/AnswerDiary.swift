import Contracts
import Policy

extension Answer {
  /// What is booked, due and done in a span of days, of one officer, one team or the service; in days, weeks or months
  /// where that is asked, or as a calendar in the form of RFC 5545.
  static func diary(
    _ asked: DiaryQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment
  ) throws(Refusal) -> JSON {
    var diary = Diary(asked: asked, policy: gather.policy, today: moment.today)
    if asked.from <= asked.to {
      for officer in gather.officers { diary.officers[officer.officer] = officer }
      gather.forEachChild { diary.add($0) }
      // A team's children are no part of what officers do beside them.
      if asked.team == nil { gather.forEach("activity") { _, state in diary.add(state.activities) } }
    }
    let all = diary.items.sorted { $0.key < $1.key }
    let rest = all.drop { item in asked.after.map { item.key <= $0 } ?? false }
    let page = rest.prefix(pageLimit)
    let next: (String, JSON?) = ("next", page.count < rest.count ? page.last.map { .string($0.key) } : nil)
    if asked.format == .icalendar {
      let calendar = ICalendar.text(page.map(\.self), authority: gather.authority, stamp: moment.now)
      return .object([("calendar", .string(calendar)), next])
    }
    guard let by = asked.by else { return .object([("items", .array(page.map(\.json))), next]) }
    return .object([("groups", .array(groups(page, by, asked))), next])
  }

  /// The items by day, week from Monday, or month: each with its days within those asked.
  private static func groups(_ items: ArraySlice<DiaryItem>, _ by: DiarySpan, _ asked: DiaryQuestion) -> [JSON] {
    var groups: [(from: CivilDate, to: CivilDate, items: [JSON])] = []
    for item in items {
      if let last = groups.indices.last, item.on <= groups[last].to {
        groups[last].items.append(item.json)
      } else {
        let span = by.span(of: item.on)
        groups.append((max(span.from, asked.from), min(span.to, asked.to), [item.json]))
      }
    }
    return groups.map {
      .object([("from", json($0.from)), ("to", json($0.to)), ("items", .array($0.items))])
    }
  }

  private static let itemFields: [Field] = [
    .required("on", .date, "the day"),
    .required("kind", .oneOf(DiaryItem.Kind.allCases.map(\.rawValue)), "what"),
    .optional("child", .identifier, "the child"),
    .optional("review", .review, "the review, or the review that it is for"),
    .optional("officer", .identifier, "the officer"),
    .optional("mode", .word, "how it meets"),
    .optional("venue", .text(1...100), "where"),
    .optional("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock, of a review or a conference"),
    .optional("number", .integer(0...100_000), "its number in its stream and period of care"),
    .optional("dueOn", .date, "the limit, itself in time"),
    .required(
      "notes", .list(.word, 0...20),
      "what to see: booked, unbooked, done, overdue, adjourned, after-the-limit, not-a-working-day, officer-away"),
  ]

  static let diaryFields: [Field] = [
    .optional(
      "items", .list(.object(itemFields), 0...pageLimit), "what is in the diary, in order of day and then of child"),
    .optional(
      "groups",
      .list(
        .object([
          .required("from", .date, "the first day"), .required("to", .date, "the last day"),
          .required("items", .list(.object(itemFields), 0...pageLimit), "what is in it"),
        ]), 0...pageLimit), "the same by day, week from Monday or month, in place of items where `by` is given"),
    .optional(
      "calendar", .text(1...1_048_576),
      "the same as an iCalendar object (RFC 5545), in place of items; it names ids and no persons or places"),
    .optional("next", .text(1...128), "the cursor to ask again with, where there is more"),
  ]
}

extension DiarySpan {
  /// The day, the week from Monday, or the month that holds a day.
  func span(of day: CivilDate) -> (from: CivilDate, to: CivilDate) {
    switch self {
    case .day: return (day, day)
    case .week:
      let monday = day.adding(days: 1 - day.weekday.rawValue)
      return (monday, monday.adding(days: 6))
    case .month:
      let first = day.adding(days: 1 - day.day)
      return (first, first.adding(months: 1).adding(days: -1))
    }
  }
}
