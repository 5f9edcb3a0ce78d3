import Contracts
import Policy
import SchedulingRules
import Testing

/// Random histories of children, told in random order, against a statement of the regulations that walks day by day.
struct HistoriesTests {
  /// SplitMix64: the same histories for the same seed, everywhere.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// What happened to one child, day by day from entry.
  private struct History {
    var enteredOn: CivilDate
    var status: String
    var placement: String
    var statuses: [CivilDate: String] = [:]
    var placements: [CivilDate: String] = [:]
    var reviews: [CivilDate] = []
    var leftOn: CivilDate?

    init(_ dice: inout Dice) {
      enteredOn = CivilDate(daysSince1970: Int.random(in: 17_000...19_000, using: &dice))
      status = Self.aStatus(&dice)
      placement = Self.aPlacement(&dice)
      for _ in 0..<Int.random(in: 0...5, using: &dice) { statuses[someDay(&dice)] = Self.aStatus(&dice) }
      for _ in 0..<Int.random(in: 0...5, using: &dice) { placements[someDay(&dice)] = Self.aPlacement(&dice) }
      reviews = Set((0..<Int.random(in: 0...9, using: &dice)).map { _ in someDay(&dice) }).sorted()
      if Bool.random(using: &dice) { leftOn = enteredOn.adding(days: 901) }
    }

    private func someDay(_ dice: inout Dice) -> CivilDate {
      enteredOn.adding(days: Int.random(in: 0...900, using: &dice))
    }
    private static func aStatus(_ dice: inout Dice) -> String {
      ["C1", "C2", "V2", "V3", "V4", "E1", "E1", "D1"].randomElement(using: &dice) ?? "C1"
    }
    private static func aPlacement(_ dice: inout Dice) -> String {
      ["U6", "K2", "A3", "A5", "A6", "T1", "T0"].randomElement(using: &dice) ?? "U6"
    }
  }

  /// Walks through a history once, in order of days, and keeps the one limit that holds: independent of the rules,
  /// which look at stretches of clocks from the end.
  private struct Walk {
    var told: [String] = []
    private var stream = ""
    private var limit = CivilDate.latest
    private var last: CivilDate?
    private var held: [String: Int] = [:]
    private var full: CivilDate?
    private var authority: CivilDate?
    private var inPlacement = 0

    init(_ history: History) {
      var status = history.status
      var placement = history.placement.hasPrefix("T") ? "" : history.placement
      for offset in 0...902 {
        let day = history.enteredOn.adding(days: offset)
        status = history.statuses[day] ?? status
        if let next = history.placements[day], !next.hasPrefix("T") { placement = next }
        change(to: Walk.stream(status, placement), on: day)
        if history.reviews.contains(day) { review(on: day) }
        if history.leftOn == day { return }
      }
      told.append("\(stream) \((held[stream] ?? 0) + 1) \(limit)")
    }

    private static func stream(_ status: String, _ placement: String) -> String {
      if placement.hasPrefix("A") { return "placed-for-adoption" }
      switch status {
      case "V3", "V4": return "short-breaks"
      case "E1", "D1": return "authority-to-place"
      case _: return "looked-after"
      }
    }

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
      told.append("\(stream) \(held[stream] ?? 0) \(limit) \(day) \(day <= limit)")
      last = day
      inPlacement += 1
      switch stream {
      case "placed-for-adoption": limit = after(inPlacement == 1 ? 3 : 6)
      case "looked-after": limit = ordinary(day)
      case _: limit = after(6)
      }
    }
  }

  /// Tells a history in random order; the entry anywhere before the first review, so that facts wait.
  private func tell(_ history: History, of child: String, in room: inout Room, _ dice: inout Dice) throws {
    let moment = try day("2025-06-01")
    /// Facts with their type; nil stands for the next review.
    var items: [(type: String, data: JSON)?] = []
    for (on, status) in history.statuses.sorted(by: { $0.key < $1.key }) {
      let data = try json(#"{"child":"\#(child)","changedOn":"\#(on)","legalStatus":"\#(status)"}"#)
      items.append(("legal-status-changed", data))
    }
    for (on, placement) in history.placements.sorted(by: { $0.key < $1.key }) {
      let provider = placement.hasPrefix("T") ? "" : #","provider":"PR4""#
      let data = try json(
        """
        {"child":"\(child)","changedOn":"\(on)","placement":{"type":"\(placement)"\(provider)},\
        "reasonForPlacementChange":"OTHER"}
        """)
      items.append(("placement-changed", data))
    }
    if let leftOn = history.leftOn {
      let data = try json(#"{"child":"\#(child)","leftOn":"\#(leftOn)","reasonEpisodeCeased":"E4A"}"#)
      items.append(("child-left-care", data))
    }
    items += history.reviews.map { _ in nil }
    items.shuffle(using: &dice)
    let provider = history.placement.hasPrefix("T") ? "" : #","provider":"PR4""#
    let changes = #"{"legalStatus":"\#(history.status)","placement":{"type":"\#(history.placement)"\#(provider)}}"#
    let entered = try entry(child, history.enteredOn.description, changes)
    let entryAt = Int.random(in: 0...3, using: &dice)
    var reviews = history.reviews.shuffled(using: &dice)[...]
    var isKnown = false
    for (index, item) in items.enumerated() {
      if !isKnown, index >= entryAt || item == nil {
        try room.publish("child-entered-care", entered, at: moment)
        isKnown = true
      }
      if let item {
        try room.publish(item.type, item.data, at: moment)
      } else {
        let on = reviews.removeFirst()
        let params = try json(#"{"child":"\#(child)","meetings":["\#(on)"],"completedOn":"\#(on)","mode":"virtual"}"#)
        try room.ask("hold-review", params, at: moment)
      }
    }
    if !isKnown { try room.publish("child-entered-care", entered, at: moment) }
  }

  /// A child's timetable, one line a review.
  private func timetable(_ child: String, _ room: Room) throws -> [String] {
    let answer = try room.answer("timetable", json(#"{"child":"\#(child)"}"#), at: day("2025-06-01"))
    return (answer["reviews"]?.array ?? []).map { review in
      [
        review["stream"]?.string, review["number"]?.integer.map { "\($0)" }, review["dueOn"]?.string,
        review["heldOn"]?.string, review["inTimescale"]?.boolean.map { "\($0)" },
      ].compactMap(\.self).joined(separator: " ")
    }
  }

  /// What a follower knows of a child's reviews from the events alone.
  private func followed(_ child: String, _ room: Room) -> [String: String] {
    var limits: [String: String] = [:]
    for event in room.journal where event.data["child"]?.string == child {
      guard let dueOn = event.data["dueOn"]?.string, let stream = event.data["stream"]?.string else { continue }
      limits[event.subject] = "\(stream) \(event.data["number"]?.integer ?? 0) \(dueOn)"
    }
    return limits
  }

  @Test(arguments: 0..<12)
  func `in whatever order facts come, the limits are those of the whole history`(seed: UInt64) throws {
    var dice = Dice(state: seed)
    var room = try Room()
    for number in 0..<12 {
      let history = History(&dice)
      let child = "H\(number)"
      try tell(history, of: child, in: &room, &dice)
      let expected = Walk(history).told
      let lines = try timetable(child, room)
      #expect(lines == expected, "seed \(seed), child \(number)")
      let known = followed(child, room)
      let held = room.journal.filter { $0.type == "review-held" && $0.data["child"]?.string == child }
      for (review, line) in zip(held.sorted { $0.heldOn < $1.heldOn }, lines) {
        let limit = known[review.subject] ?? "nothing"
        #expect(line.hasPrefix("\(limit) "), "seed \(seed), child \(number)")
      }
    }
    #expect(room.waiting.isEmpty)
    #expect(room.refolded() == room.states)
  }
}

extension Event {
  fileprivate var heldOn: String { data["heldOn"]?.string ?? "" }
}
