public import Contracts

/// A length of time in the unit in which a rule says it. Units are never changed into one another: 20 working days are
/// 26 to 34 calendar days, and three months are never twelve weeks.
public enum Span: Hashable, Sendable {
  /// Working days by a calendar.
  case workingDays(Int)
  /// Calendar days.
  case days(Int)
  /// Weeks of seven calendar days.
  case weeks(Int)
  /// Calendar months, to the corresponding date.
  case months(Int)

  /// The end of the span from an event, its day excluded and the last day included; nil where the calendar does not
  /// know.
  public func end(from event: CivilDate, by calendar: WorkingCalendar) -> WorkingCalendar.Reckoning? {
    switch self {
    case .workingDays(let count): calendar.adding(workingDays: count, to: event)
    case .days(let count): .init(end: event.adding(days: count), skipped: [])
    case .weeks(let count): .init(end: event.adding(days: 7 * count), skipped: [])
    case .months(let count): .init(end: event.adding(months: count), skipped: [])
    }
  }

  /// The day so long before an event, by which something must be done that is due before it: working days as the
  /// calendar takes them off, months back to the corresponding date; nil where the calendar does not know.
  public func start(before event: CivilDate, by calendar: WorkingCalendar) -> WorkingCalendar.Reckoning? {
    switch self {
    case .workingDays(let count): calendar.subtracting(workingDays: count, from: event)
    case .days(let count): .init(end: event.adding(days: -count), skipped: [])
    case .weeks(let count): .init(end: event.adding(days: -7 * count), skipped: [])
    case .months(let count): .init(end: event.adding(months: -count), skipped: [])
    }
  }

  /// The span in kebab words, such as `20-working-days`.
  public var word: String {
    switch self {
    case .workingDays(let count): "\(count)-working-days"
    case .days(let count): "\(count)-days"
    case .weeks(let count): "\(count)-weeks"
    case .months(let count): "\(count)-months"
    }
  }

  /// How many of its unit.
  var count: Int {
    switch self {
    case .workingDays(let count), .days(let count), .weeks(let count), .months(let count): count
    }
  }

  /// The unit as the ending of a member's name, such as `WorkingDays`.
  var ending: String {
    switch self {
    case .workingDays: "WorkingDays"
    case .days: "Days"
    case .weeks: "Weeks"
    case .months: "Months"
    }
  }

  /// Every unit: its ending, how many a profile may ask for (about five years), and the span of so many.
  static let units: [(ending: String, range: ClosedRange<Int>, span: @Sendable (Int) -> Span)] = [
    ("WorkingDays", 1...1300, { .workingDays($0) }), ("Days", 1...1827, { .days($0) }),
    ("Weeks", 1...261, { .weeks($0) }), ("Months", 1...60, { .months($0) }),
  ]
}

// MARK: - As data

extension Span {
  /// The members that may say a span: the prefix with each unit, such as `firstWeeks`; at most one of them may stand.
  static func fields(_ prefix: String, _ words: String) -> [Field] {
    units.map { .optional(prefix + $0.ending, .integer($0.range), words) }
  }

  /// The span that an object says under a prefix, if it does; two units are a fault.
  static func read(_ prefix: String, in json: JSON?, at: String, into faults: inout [Fault]) -> Span? {
    var found: Span?
    for unit in units {
      guard let count = json?[prefix + unit.ending]?.integer else { continue }
      if found != nil { faults.append(Fault("two-units", at: "\(at)/\(prefix)\(unit.ending)")) }
      found = unit.span(count)
    }
    return found
  }

  /// The member that says a span; one without a value where there is no span.
  static func member(_ prefix: String, _ span: Span?) -> (String, JSON?) {
    guard let span else { return (prefix, nil) }
    return (prefix + span.ending, .integer(span.count))
  }
}
