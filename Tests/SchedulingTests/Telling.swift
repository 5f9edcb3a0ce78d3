import Contracts
import SchedulingRules
import Testing

/// Tells a history to a room: in any order, late or as it happens, with things told in error that are taken back.
///
/// What is refused for the time being, as a change before its period of care is known, is told again later.
struct Telling {
  /// Something to be told, and when.
  private struct Item {
    enum What {
      case fact(type: String, data: JSON)
      case review([CivilDate])
      case decision(dueOn: CivilDate)
      /// Takes back what was told by the number of its telling.
      case withdrawal(Int)
    }

    let what: What
    /// The day before which it cannot be told.
    let on: CivilDate
    var at: CivilDate
    /// The place among those of one day.
    var place: UInt64
    /// Told in error, and taken back later: with what stands in its place, if anything.
    var isError = false
    var instead: [Item] = []

    /// Whether it is a fact of another system.
    var isFact: Bool {
      if case .fact = what { true } else { false }
    }

    /// Whether it is an entry to care.
    var isEntry: Bool {
      if case .fact(ChildEnteredCare.name, _) = what { true } else { false }
    }
  }

  /// The decisions to bring a review forward that were taken, by their day.
  private(set) var decisions: History.Decisions = [:]
  /// How often something was taken back.
  private(set) var withdrawals = 0

  /// How often something was put back, behind all that was not.
  private var pushed: UInt64 = 0
  /// What was refused last.
  private var refusal = ""
  private let child: String
  private var items: [Item] = []
  /// What was told in error, by its number.
  private var errors: [Event] = []
  private var dice: Dice
  /// How many entries to care are told and not taken back.
  private var entries = 0
  /// Whether facts may be told before the child is known, and wait.
  private var mayWait = false
  /// Whether everything becomes known at the end.
  private let isLate: Bool

  /// The telling of a history about a child, all at the end or as it happens; nothing is told yet.
  init(_ history: History, of child: String, isLate: Bool, _ dice: inout Dice) throws {
    self.child = child
    self.dice = Dice(state: dice.next())
    self.isLate = isLate
    for period in history.periods {
      try add("child-entered-care", on: period.enteredOn, entered(period))
      for (on, status) in period.statuses.sorted(by: { $0.key < $1.key }) {
        try add("legal-status-changed", on: on, status: status)
      }
      for (on, placement) in period.placements.sorted(by: { $0.key < $1.key }) {
        try add("placement-changed", on: on, placement: placement)
      }
      for (_, meetings) in period.reviews.sorted(by: { $0.key < $1.key }) {
        add(.review(meetings), on: meetings[meetings.count - 1].adding(days: 5))
      }
      if let leftOn = period.leftOn { try add("child-left-care", on: leftOn, left(leftOn)) }
      try addErrors(period)
    }
    mayWait = history.periods.count == 1 && !items.contains { $0.isEntry && $0.isError }
    if !isLate {
      for (on, dueOn) in history.wished.sorted(by: { $0.key < $1.key }) {
        items.append(Item(what: .decision(dueOn: dueOn), on: on, at: on, place: self.dice.next()))
      }
    }
  }

  /// Whether all is told.
  var isDone: Bool { items.isEmpty }

  /// The day on which the next thing is told.
  var nextDay: CivilDate? { items.map(\.at).min() }

  /// Tells the next thing.
  mutating func tellNext(in room: inout Room) throws {
    guard let index = items.indices.min(by: { order(items[$0]) < order(items[$1]) }) else { return }
    let item = items.remove(at: index)
    guard entries > 0 || item.isEntry || mayWait && !item.isError && item.isFact else {
      push(item, after: item.at)
      return
    }
    let moment = try day(item.at.description)
    do {
      let before = room.journal.count
      switch item.what {
      case .fact(let type, let data): try room.publish(type, data, at: moment)
      case .review(let meetings): try room.ask("hold-review", held(meetings), at: moment)
      case .decision(let dueOn):
        try room.ask("decide-early-review", decided(dueOn), at: moment)
        decisions[item.at] = dueOn
      case .withdrawal(let number):
        try room.withdraw(errors[number], at: moment)
        withdrawals += 1
        if errors[number].type == ChildEnteredCare.name { entries -= 1 }
        for instead in item.instead { push(instead, after: item.at) }
      }
      if item.isEntry { entries += 1 }
      if item.isError { takeBack(item, try #require(room.journal[before...].first { told(item, $0) })) }
    } catch let refusal as Refusal {
      try #require(refusal.code == .refused || refusal.code == .notFound, "\(refusal)")
      if item.isError {
        for instead in item.instead { push(instead, after: item.at) }
      } else if case .decision = item.what {
        return
      } else {
        self.refusal = "\(item.what): \(refusal)"
        push(item, after: item.at)
      }
    }
  }

  /// Tells all of it.
  mutating func tell(in room: inout Room) throws {
    var steps = 0
    while !isDone {
      try tellNext(in: &room)
      steps += 1
      try #require(steps < 5_000, "\(child) is refused for ever: \(refusal)")
    }
  }

  // MARK: What is to be told

  private func order(_ item: Item) -> (CivilDate, UInt64) { (item.at, item.place) }

  private mutating func item(_ what: Item.What, on day: CivilDate) -> Item {
    let lag = dice.once(in: 3) ? 0 : Int.random(in: 0...120, using: &dice)
    return Item(what: what, on: day, at: isLate ? History.end : day.adding(days: lag), place: dice.next() / 2)
  }

  private mutating func add(_ what: Item.What, on day: CivilDate) {
    // One in six is told wrong first, on another day.
    guard dice.once(in: 6), let wrong = wrong(what) else {
      items.append(item(what, on: day))
      return
    }
    var error = item(wrong, on: day.adding(days: 10))
    error.isError = true
    error.instead = [item(what, on: day)]
    items.append(error)
  }

  private mutating func add(_ type: String, on day: CivilDate, _ data: JSON) throws {
    add(.fact(type: type, data: data), on: day)
  }

  private mutating func add(_ type: String, on day: CivilDate, status: String) throws {
    try add(type, on: day, json(#"{"child":"\#(child)","changedOn":"\#(day)","legalStatus":"\#(status)"}"#))
  }

  private mutating func add(_ type: String, on day: CivilDate, placement: String) throws {
    try add(
      type, on: day,
      json(
        """
        {"child":"\(child)","changedOn":"\(day)","placement":\(Self.place(placement)),\
        "reasonForPlacementChange":"OTHER"}
        """))
  }

  private static func place(_ type: String) -> String {
    type.hasPrefix("T")
      ? #"{"type":"\#(type)"}"# : #"{"type":"\#(type)","provider":"\#(type == "P1" ? "PR0" : "PR4")"}"#
  }

  /// The same, dated up to ten days before or after; of a fact another member stays as it is.
  private mutating func wrong(_ what: Item.What) -> Item.What? {
    let shift = (1...10).randomElement(using: &dice).map { dice.once(in: 2) ? $0 : -$0 } ?? 1
    switch what {
    case .fact(let type, let data):
      let moved = data.members?.list.map { name, value in
        let day = name == "dateOfBirth" ? nil : value.string.flatMap { CivilDate($0) }
        return (name, day.map { JSON.string($0.adding(days: shift).description) } ?? value)
      }
      return moved.map { .fact(type: type, data: .object($0.map { ($0.0, Optional($0.1)) })) }
    case .review(let meetings): return .review(meetings.map { $0.adding(days: shift) })
    case .decision, .withdrawal: return nil
    }
  }

  /// What never was, told of a period of care and taken back.
  private mutating func addErrors(_ period: History.Period) throws {
    for _ in 0..<Int.random(in: 0...3, using: &dice) {
      let length = period.enteredOn.days(until: period.lastDay)
      let on = period.enteredOn.adding(days: Int.random(in: 0...length, using: &dice))
      let what: Item.What
      switch Int.random(in: 0...4, using: &dice) {
      case 0: what = .review([on])
      case 1: what = .fact(type: "child-left-care", data: try left(on))
      case 2:
        let data = #"{"child":"\#(child)","changedOn":"\#(on)","legalStatus":"\#(History.aStatus(&dice))"}"#
        what = .fact(type: "legal-status-changed", data: try json(data))
      case 3:
        let place = Self.place(History.aPlacement(&dice))
        let data =
          #"{"child":"\#(child)","changedOn":"\#(on)","placement":\#(place),"reasonForPlacementChange":"OTHER"}"#
        what = .fact(type: "placement-changed", data: try json(data))
      case _: what = .fact(type: "child-entered-care", data: try entry(child, on.description))
      }
      var error = item(what, on: on.adding(days: 10))
      error.isError = true
      items.append(error)
    }
  }

  private mutating func takeBack(_ item: Item, _ event: Event) {
    errors.append(event)
    var withdrawal = self.item(.withdrawal(errors.count - 1), on: item.at)
    withdrawal.instead = item.instead
    items.append(withdrawal)
  }

  /// Puts what follows on a day, or was refused on it, back among what is to be told.
  private mutating func push(_ item: Item, after day: CivilDate) {
    var item = item
    pushed += 1
    item.place = UInt64.max / 2 + pushed
    if !isLate { item.at = max(item.at, day.adding(days: Int.random(in: 1...40, using: &dice))) }
    items.append(item)
  }

  private func told(_ item: Item, _ event: Event) -> Bool {
    switch item.what {
    case .fact(let type, _): event.type == type
    case .review: event.type == "review-held"
    case .decision, .withdrawal: false
    }
  }

  private func entered(_ period: History.Period) throws -> JSON {
    try entry(
      child, period.enteredOn.description,
      #"{"legalStatus":"\#(period.status)","placement":\#(Self.place(period.placement))}"#)
  }

  private func left(_ on: CivilDate) throws -> JSON {
    try json(#"{"child":"\#(child)","leftOn":"\#(on)","reasonEpisodeCeased":"E4A"}"#)
  }

  private func held(_ meetings: [CivilDate]) throws -> JSON {
    let days = meetings.map { "\"\($0)\"" }.joined(separator: ",")
    let completedOn = meetings[meetings.count - 1].adding(days: meetings.count % 3)
    return try json(
      #"{"child":"\#(child)","meetings":[\#(days)],"completedOn":"\#(completedOn)","mode":"virtual"}"#)
  }

  private func decided(_ dueOn: CivilDate) throws -> JSON {
    try json(
      """
      {"child":"\(child)","cause":"placement-move","decision":"bring-forward","by":{"role":"officer","id":"W-1"},\
      "reason":"a move that nobody planned","dueOn":"\(dueOn)"}
      """)
  }
}
