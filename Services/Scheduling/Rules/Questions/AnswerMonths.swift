import Contracts
import Policy

extension Answer {
  /// How many reviews fall due in each month of a span, how many of these were held, and how many of them in time; the
  /// rate is that of the reviews held. A review that lapsed with care was not due.
  static func dueByMonth(_ asked: DueByMonthQuestion, _ gather: Gather<SchedulingState>) -> JSON {
    guard asked.from <= asked.to else { return .object([("months", .array([]))]) }
    let first = asked.from.year * 12 + asked.from.month - 1
    let last = asked.to.year * 12 + asked.to.month - 1
    var months = [(due: Int, held: Int, onTime: Int)](repeating: (0, 0, 0), count: last - first + 1)
    gather.forEachChild { child in
      for review in child.reviews {
        guard let limit = review.limit, (asked.from...asked.to).contains(limit.dueOn) else { continue }
        let month = limit.dueOn.year * 12 + limit.dueOn.month - 1 - first
        months[month].due += 1
        months[month].held += 1
        if review.isInTimescale == true { months[month].onTime += 1 }
      }
      for open in child.open where open.stream != .childProtection && (asked.from...asked.to).contains(open.limit.dueOn)
      {
        months[open.limit.dueOn.year * 12 + open.limit.dueOn.month - 1 - first].due += 1
      }
    }
    return .object([
      (
        "months",
        .array(
          months.enumerated().map { index, month in
            let day = CivilDate(year: (first + index) / 12, month: (first + index) % 12 + 1, day: 1)
            return .object([
              ("month", day.map { .string($0.yearMonth) }), ("due", .integer(month.due)),
              ("held", .integer(month.held)), ("onTime", .integer(month.onTime)),
              ("rate", month.held == 0 ? nil : rate(month.onTime, of: month.held)),
            ])
          })
      )
    ])
  }

  /// Per cent with two decimals, half up, reckoned in whole numbers.
  static func rate(_ part: Int, of whole: Int) -> JSON {
    let hundredths = (part * 20_000 + whole) / (2 * whole)
    let decimals = hundredths % 100
    let text =
      decimals == 0 ? "" : decimals % 10 == 0 ? ".\(decimals / 10)" : decimals < 10 ? ".0\(decimals)" : ".\(decimals)"
    return .number("\(hundredths / 100)\(text)")
  }

  static let dueByMonthFields: [Field] = [
    .required(
      "months",
      .list(
        .object([
          .required("month", .text(7...7), "the month, `YYYY-MM`"),
          .required("due", .integer(0...10_000_000), "reviews whose limit lies in it"),
          .required("held", .integer(0...10_000_000), "of these, reviews held, whenever that was"),
          .required("onTime", .integer(0...10_000_000), "of these, held on or before their limit"),
          .optional(
            "rate", .number(0...100), "onTime of held in per cent, two decimals, half up; none without any held"),
        ]), 0...3_612), "every month of the span, in order")
  ]
}
