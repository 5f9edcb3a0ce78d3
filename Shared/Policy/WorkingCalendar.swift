public import Contracts

/// Which days are working days, as data: a version's name, the days it knows, and its holidays.
///
/// A working day is any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in England
/// and Wales (CPR 2010 reg 2(1)). Beyond the known days there is no answer, never a guess: holidays are proclaimed
/// year by year.
public struct WorkingCalendar: Sendable {
  /// The version's name, such as `england-and-wales-2009-2028`; due dates carry it.
  public let name: KebabWord
  /// The first day that the calendar knows.
  public let from: CivilDate
  /// The last day that the calendar knows.
  public let to: CivilDate
  /// The days within `from`…`to` that are holidays; one at a weekend changes nothing.
  public let holidays: Set<CivilDate>
  /// Reckoned from the rest when the calendar is made, and no part of what it says.
  private let index: WorkingDayIndex

  /// The calendar of this content; every holiday must lie within the known days.
  public init(name: KebabWord, from: CivilDate, to: CivilDate, holidays: Set<CivilDate>) {
    precondition(from <= to, "a calendar ends before it begins")
    precondition(holidays.allSatisfy { from <= $0 && $0 <= to }, "a holiday lies outside its calendar")
    self.name = name
    self.from = from
    self.to = to
    self.holidays = holidays
    index = WorkingDayIndex(from: from, to: to, holidays: holidays)
  }

  /// Where a period of days ends, and which holidays made it longer.
  public struct Reckoning: Hashable, Sendable {
    /// The last day of the period: a deadline is met on it.
    public let end: CivilDate
    /// Holidays on a Monday to Friday that were not counted, in order; weekends are not listed.
    public let skipped: [CivilDate]

    /// The reckoning with this end and these days passed over.
    public init(end: CivilDate, skipped: [CivilDate]) {
      self.end = end
      self.skipped = skipped
    }
  }

  /// True where the calendar can answer for the day.
  public func knows(_ day: CivilDate) -> Bool { from <= day && day <= to }

  /// Whether the day is a working day; nil beyond the known days.
  public func isWorkingDay(_ day: CivilDate) -> Bool? {
    knows(day) ? index.isWorkingDay(day) : nil
  }

  /// The end of `count` working days from an event, zero or more; nil where a day to be judged is not known.
  ///
  /// The day of the event is excluded and the last day included (Dodds v Walker [1981] UKHL); a period that begins on a
  /// non-working day counts the first working day after it as day 1. Zero working days end on the day itself.
  public func adding(workingDays count: Int, to event: CivilDate) -> Reckoning? {
    precondition(count >= 0, "working days are counted forwards")
    guard count > 0 else { return Reckoning(end: event, skipped: []) }
    guard event >= from.adding(days: -1), event < to,
      let end = index.workingDay(number: index.count(through: event) + count)
    else { return nil }
    return Reckoning(end: end, skipped: index.holidays(after: event, through: end))
  }

  /// The last day that leaves at least `count` working days, zero or more, up to and including an event: the last from
  /// which so many, reckoned as `adding` reckons them, end on or before it. Nil where a day to be judged is not known.
  ///
  /// So a paper that is due three working days before a review on a Thursday is in time on the Monday. Where the day
  /// before the first of the working days is a day off, that day is the last, as `adding` ends the same from it: one
  /// working day before a Monday is the Sunday. The skipped days lie after the end, up to and including the event.
  public func subtracting(workingDays count: Int, from event: CivilDate) -> Reckoning? {
    precondition(count >= 0, "working days are counted as a number before the event")
    guard count > 0 else { return Reckoning(end: event, skipped: []) }
    guard knows(event), let first = index.workingDay(number: index.count(through: event) - count + 1),
      first > .earliest
    else { return nil }
    let end = first.adding(days: -1)
    return Reckoning(end: end, skipped: index.holidays(after: end, through: event))
  }

  /// How many working days lie after one day up to and including another; zero where the other is not later; nil where
  /// a day to be judged is not known.
  public func workingDays(after first: CivilDate, through last: CivilDate) -> Int? {
    guard first < last else { return 0 }
    guard knows(first.adding(days: 1)), knows(last) else { return nil }
    return index.count(through: last) - index.count(through: first)
  }

  /// The day itself where it is a working day, else the last one before it; nil where that is not known.
  public func lastWorkingDay(onOrBefore day: CivilDate) -> CivilDate? {
    knows(day) ? index.workingDay(number: index.count(through: day)) : nil
  }
}

extension WorkingCalendar: Hashable {
  /// Calendars are equal that say the same.
  public static func == (left: WorkingCalendar, right: WorkingCalendar) -> Bool {
    left.name == right.name && left.from == right.from && left.to == right.to && left.holidays == right.holidays
  }

  /// Hashes what the calendar says.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(from)
    hasher.combine(to)
    hasher.combine(holidays)
  }
}

// MARK: - As data

extension WorkingCalendar {
  /// The members of a calendar as it travels.
  public static let fields: [Field] = [
    .required("name", .word, "the version's name"),
    .required("from", .date, "the first day that the calendar knows"),
    .required("to", .date, "the last day that the calendar knows"),
    .required("holidays", .list(.date, 0...3000), "days within from…to that are not working days, each once"),
  ]

  /// Reads a calendar object: {`name`, `from`, `to`, `holidays`: [date …]}.
  ///
  /// - Throws: every fault, each with its JSON pointer.
  public init(json: JSON) throws(PolicyFaults) {
    var faults: [Fault] = []
    PolicyFaults.check(json, Self.fields, at: "", into: &faults)
    guard faults.isEmpty, let name = json["name"]?.string.flatMap({ KebabWord($0) }),
      let from = json["from"]?.string.flatMap({ CivilDate($0) }), let to = json["to"]?.string.flatMap({ CivilDate($0) })
    else { throw PolicyFaults(faults) }
    guard from <= to else { throw PolicyFaults([Fault("ends-before-it-begins", at: "/to")]) }
    var holidays: Set<CivilDate> = []
    for (index, element) in (json["holidays"]?.array ?? []).enumerated() {
      guard let day = element.string.flatMap({ CivilDate($0) }) else { continue }
      if day < from || day > to { faults.append(Fault("outside-the-calendar", at: "/holidays/\(index)")) }
      if !holidays.insert(day).inserted { faults.append(Fault("named-twice", at: "/holidays/\(index)")) }
    }
    guard faults.isEmpty else { throw PolicyFaults(faults) }
    self.init(name: name, from: from, to: to, holidays: holidays)
  }

  /// The calendar as it travels, holidays in order.
  public var json: JSON {
    .object([
      ("name", .string(name.text)), ("from", .string(from.description)), ("to", .string(to.description)),
      ("holidays", .strings(holidays.sorted().map(\.description))),
    ])
  }
}

extension WorkingCalendar: Codable {
  /// Reads the calendar's object from a JSON tree; throws `DecodingError.dataCorrupted` where it is faulty.
  public init(from decoder: any Decoder) throws {
    let json = try JSON(from: decoder)
    do {
      try self.init(json: json)
    } catch {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  /// Writes the calendar's object into a JSON tree; other encoders are refused by `JSON` itself.
  public func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }
}
