import Contracts

/// The working days of a calendar, counted once: so many working days from a day are two look-ups.
struct WorkingDayIndex: Sendable {
  private let from: Int
  /// The working days, in order, as days since 1970.
  private let working: [Int32]
  /// For each known day, how many working days lie from the first known day up to and including it.
  private let counts: [Int32]
  /// The holidays on a Monday to Friday, in order.
  private let off: [CivilDate]

  /// Counts the days of a calendar.
  init(from: CivilDate, to: CivilDate, holidays: Set<CivilDate>) {
    let off = holidays.filter { !$0.isWeekend }.sorted()
    var working: [Int32] = []
    var counts: [Int32] = []
    counts.reserveCapacity(from.days(until: to) + 1)
    var weekday = from.weekday.rawValue
    var next = 0
    for day in from.dayNumber...to.dayNumber {
      if next < off.count, off[next].dayNumber == day {
        next += 1
      } else if weekday < 6 {
        working.append(day)
      }
      weekday = weekday % 7 + 1
      counts.append(Int32(working.count))
    }
    self.from = Int(from.dayNumber)
    self.working = working
    self.counts = counts
    self.off = off
  }

  /// How many working days lie on or before a known day, or the day before the first known one, which has none.
  func count(through day: CivilDate) -> Int {
    let place = Int(day.dayNumber) - from
    return place < 0 ? 0 : Int(counts[place])
  }

  /// Whether a known day is a working day.
  func isWorkingDay(_ day: CivilDate) -> Bool {
    let place = Int(day.dayNumber) - from
    return counts[place] != (place == 0 ? 0 : counts[place - 1])
  }

  /// The working day of this number, counted from 1; nil where the calendar has none.
  func workingDay(number: Int) -> CivilDate? {
    guard number >= 1, number <= working.count else { return nil }
    return CivilDate(daysSince1970: Int(working[number - 1]))
  }

  /// The holidays on a Monday to Friday that lie after one day up to and including another, in order.
  func holidays(after first: CivilDate, through last: CivilDate) -> [CivilDate] {
    var low = 0
    var high = off.count
    while low < high {
      let middle = (low + high) / 2
      if off[middle] > first { high = middle } else { low = middle + 1 }
    }
    var end = low
    while end < off.count, off[end] <= last { end += 1 }
    return low == end ? [] : Array(off[low..<end])
  }
}
