import Contracts
import Policy

/// The regulations stated plainly: walks through a history once, in order of days, and keeps the one limit that holds.
///
/// Independent of the rules, which look at stretches of clocks from the end and know nothing of days between facts.
struct Walk {
  /// The reviews, one a line: `stream number limit`, and of one that was held the day and whether that was in time.
  private(set) var told: [String] = []

  private var stream = ""
  private var limit = CivilDate.latest
  /// The day by which the officer wants the next review, by the last decision since the one before.
  private var forward: CivilDate?
  private var last: CivilDate?
  private var held: [String: Int] = [:]
  private var full: CivilDate?
  private var authority: CivilDate?
  private var inPlacement = 0

  /// The reviews of all periods of care; each period begins anew.
  static func told(_ history: History, _ decisions: History.Decisions) -> [String] {
    history.periods.flatMap { Walk($0, decisions).told }
  }

  private init(_ period: History.Period, _ decisions: History.Decisions) {
    var status = period.status
    var placement = period.placement.hasPrefix("T") ? "" : period.placement
    var day = period.enteredOn
    while day <= period.lastDay {
      status = period.statuses[day] ?? status
      if let next = period.placements[day], !next.hasPrefix("T") { placement = next }
      change(to: Walk.stream(status, placement), on: day)
      forward = decisions[day] ?? forward
      if period.reviews[day] != nil { review(on: day) }
      day = day.adding(days: 1)
    }
    if period.leftOn == nil {
      for (_, dueOn) in decisions.sorted(by: { $0.key < $1.key }).filter({ $0.key >= day }) { forward = dueOn }
      told.append("\(stream) \((held[stream] ?? 0) + 1) \(ruling)")
    }
  }

  private static func stream(_ status: String, _ placement: String) -> String {
    if placement.hasPrefix("A") { return "placed-for-adoption" }
    switch status {
    case "V3", "V4": return "short-breaks"
    case "E1", "D1": return "authority-to-place"
    case _: return "looked-after"
    }
  }

  private var ruling: CivilDate { min(limit, forward ?? .latest) }

  private mutating func change(to next: String, on day: CivilDate) {
    guard next != stream else { return }
    let returns = stream == "placed-for-adoption"
    stream = next
    if next != "short-breaks" { full = full ?? day }
    switch next {
    case "placed-for-adoption":
      authority = authority ?? day
      inPlacement = 0
      limit = min(limit, day.adding(days: 28))
    case "authority-to-place":
      let first = authority ?? day
      authority = first
      limit = underAuthority > 0 ? after(6) : min(limit, first.adding(months: 3))
      if returns { limit = min(limit, day.adding(days: 42)) }
    case "short-breaks": limit = last == nil ? day.adding(months: 3) : after(6)
    case _: limit = ordinary(day)
    }
  }

  private var underAuthority: Int { (held["authority-to-place"] ?? 0) + (held["placed-for-adoption"] ?? 0) }

  private func after(_ months: Int) -> CivilDate { last?.adding(months: months) ?? .latest }

  private func ordinary(_ day: CivilDate) -> CivilDate {
    switch underAuthority + (held["looked-after"] ?? 0) {
    case 0:
      var end = full ?? day
      var count = 0
      while count < 20 {
        end = end.adding(days: 1)
        if BankHolidays.englandAndWales.isWorkingDay(end) == true { count += 1 }
      }
      return end
    case 1: return after(3)
    case _:
      // No later review was compulsory from 24 April to 24 September 2020.
      let usual = after(6).description
      return "2020-04-24" <= usual && usual <= "2020-09-24" ? CivilDate("2021-03-24") ?? .latest : after(6)
    }
  }

  private mutating func review(on day: CivilDate) {
    held[stream, default: 0] += 1
    told.append("\(stream) \(held[stream] ?? 0) \(ruling) \(day) \(day <= ruling)")
    last = day
    forward = nil
    inPlacement += 1
    switch stream {
    case "placed-for-adoption": limit = after(inPlacement == 1 ? 3 : 6)
    case "looked-after": limit = ordinary(day)
    case _: limit = after(6)
    }
  }
}
