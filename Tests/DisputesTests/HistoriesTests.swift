import Contracts
import DisputesRules
import Foundation
import Policy
import Testing

/// SplitMix64.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}

/// The ladder and the clock, said a second time and day by day: what is told of one dispute.
private struct Statement {
  struct Stage {
    let name: String
    let days: Int?
    let escalates: Bool
  }

  let isFormal: Bool
  let raisedOn: CivilDate
  /// The stages that the dispute passes through; none before a ladder was adopted.
  var stages: [Stage] = []
  var steps: [(stage: String, on: CivilDate, isClock: Bool)]
  var answers: [(stage: String, isHolding: Bool)] = []
  var notices: Set<String> = []
  var hasEnded = false
  var told: [String] = []
  private let calendar = BankHolidays.englandAndWales

  private func isWorking(_ day: CivilDate) -> Bool { calendar.isWorkingDay(day) ?? false }

  /// The `count`th working day after a day.
  private func workingDay(_ count: Int, after day: CivilDate) -> CivilDate {
    var day = day
    var left = count
    while left > 0 {
      day = day.adding(days: 1)
      if isWorking(day) { left -= 1 }
    }
    return day
  }

  /// Whether fewer than two working days would be left from the day after `day`.
  private func isNear(_ due: CivilDate, on day: CivilDate) -> Bool {
    var left = 0
    var next = day.adding(days: 2)
    while next <= due, left < 2 {
      if isWorking(next) { left += 1 }
      next = next.adding(days: 1)
    }
    return left < 2
  }

  var stage: (stage: String, on: CivilDate, isClock: Bool) { steps[steps.count - 1] }

  /// What a day brings.
  mutating func turn(_ day: CivilDate) {
    guard !hasEnded else { return }
    let index = stages.firstIndex { $0.name == stage.stage }
    let given = answers.filter { $0.stage == stage.stage }
    var limits: [(CivilDate, String)] = []
    if given.isEmpty, let index, let days = stages[index].days {
      limits.append((workingDay(days, after: stage.on), "stage"))
    }
    if let from = isFormal ? raisedOn : steps.count > 1 ? steps[1].on : nil {
      let due = workingDay(20, after: from)
      if given.allSatisfy({ $0.isHolding }), stage.on <= due { limits.append((due, "process")) }
    }
    if let index, stages[index].escalates, index + 1 < stages.count, limits.contains(where: { $0.0 < day }) {
      told.append("\(day) clock \(stage.stage) > \(stages[index + 1].name) silent \(stage.stage)")
      steps.append((stages[index + 1].name, day, true))
      return
    }
    for (due, clock) in limits.sorted(by: { ($0.0, $1.1) < ($1.0, $0.1) })
    where stage.on < day && day <= due && isNear(due, on: day) {
      guard notices.insert("\(stage.stage) \(clock) \(due)").inserted else { continue }
      told.append("\(day) due \(due) \(clock)")
    }
  }

  /// The stage at which the dispute stood on a day.
  func stood(on day: CivilDate) -> String { (steps.last { $0.on <= day } ?? steps[0]).stage }
}

/// A history of one dispute, played at a desk and by the statement.
private struct History {
  var dice: Dice
  let desk: Desk
  var plain: Statement

  init(seed: UInt64) throws {
    dice = Dice(state: seed)
    let start = try present(CivilDate("2022-01-01")).adding(days: dice.below(700))
    desk = try Desk(start.description)
    let isFormal = dice.chance(50)
    let count = 1 + dice.below(4)
    var drawn = dice
    let stages = (0..<count).map { index in
      Statement.Stage(
        name: "s\(index)", days: drawn.chance(70) ? 1 + drawn.below(12) : nil, escalates: drawn.chance(85))
    }
    dice = drawn
    let raisedOn = start.adding(days: dice.chance(60) ? 0 : -dice.below(40))
    let isEarly = dice.chance(80)
    if isEarly { try History.adopt(stages, at: desk) }
    let kind = isFormal ? "formal" : "informal"
    let first = isEarly ? "s0" : dice.chance(50) ? "s0" : kind
    plain = Statement(isFormal: isFormal, raisedOn: raisedOn, steps: [(first, raisedOn, false)])
    try desk.ask(
      "raise-dispute",
      "\"dispute\":\"D\",\"kind\":\"\(kind)\",\"stage\":\"\(first)\",\"children\":[],\"theme\":\"t\","
        + "\"raisedOn\":\"\(raisedOn)\"")
    plain.told.append("\(start) raised \(first)")
    if isEarly { plain.stages = stages } else { try later(stages) }
  }

  private static func adopt(_ stages: [Statement.Stage], at desk: Desk) throws {
    let texts = stages.map { stage in
      "{\"name\":\"\(stage.name)\"" + (stage.days.map { ",\"respondWorkingDays\":\($0)" } ?? "")
        + (stage.escalates ? "" : ",\"silence\":\"note\"") + "}"
    }
    try desk.adopt("\"ladder\":[\(texts.joined(separator: ","))]")
  }

  /// The ladder is told of after the dispute, some days later.
  private mutating func later(_ stages: [Statement.Stage]) throws {
    pass(dice.below(15))
    try History.adopt(stages, at: desk)
    plain.stages = stages
    plain.turn(desk.today)
  }

  /// Lets days pass: the desk at once, the statement one by one.
  mutating func pass(_ days: Int) {
    let before = desk.today
    desk.turn(to: before.adding(days: days))
    for number in 0..<days { plain.turn(before.adding(days: number + 1)) }
  }

  /// Somebody does something today, of today or of some days ago.
  mutating func act() throws {
    let on = max(plain.raisedOn, desk.today.adding(days: dice.chance(70) ? 0 : -dice.below(12)))
    switch dice.below(10) {
    case 0...3:
      let answer = ["agreed", "refused", "partly", "holding", "holding"][dice.below(5)]
      guard
        (try? desk.ask("respond-to-dispute", "\"dispute\":\"D\",\"on\":\"\(on)\",\"response\":\"\(answer)\"")) != nil
      else { return }
      plain.answers.append((plain.stood(on: on), answer == "holding"))
      plain.told.append("\(desk.today) \(answer) \(plain.stood(on: on))")
    case 4...6:
      let index = plain.stages.firstIndex { $0.name == plain.stage.stage }
      let may = !plain.hasEnded && on >= plain.stage.on && index.map { $0 + 1 < plain.stages.count } ?? false
      let was = (try? desk.ask("escalate-dispute", "\"dispute\":\"D\",\"on\":\"\(on)\"")) != nil
      #expect(may == was)
      guard may, let index else { return }
      let next = plain.stages[index + 1].name
      plain.told.append("\(desk.today) asked \(plain.stage.stage) > \(next)")
      plain.steps.append((next, on, false))
    case 7:
      let asked = plain.steps.last { !$0.isClock }?.on ?? plain.raisedOn
      let may = !plain.hasEnded && on >= asked
      let was = (try? desk.ask("resolve-dispute", "\"dispute\":\"D\",\"on\":\"\(on)\",\"outcome\":\"resolved\"")) != nil
      #expect(may == was)
      guard may else { return }
      plain.told.append("\(desk.today) resolved \(plain.stood(on: on))")
      plain.hasEnded = true
    default:
      guard (try? desk.ask("refer-to-cafcass", "\"dispute\":\"D\",\"on\":\"\(on)\"")) != nil else { return }
      plain.told.append("\(desk.today) referred-to-cafcass")
    }
  }
}

@Test func `thousands of histories tell what a plain statement of ladder and clock tells, day by day`() throws {
  let count = ProcessInfo.processInfo.environment["HOLDFAST_HISTORIES"].flatMap { Int($0) } ?? 2_000
  for seed in 1...UInt64(count) {
    var history = try History(seed: seed)
    for _ in 0..<(2 + history.dice.below(8)) {
      history.pass(history.dice.below(25))
      try history.act()
    }
    history.pass(90)
    let told = history.desk.history("D")
    guard told == history.plain.told, history.desk.foldedAgain() == history.desk.states else {
      Issue.record(
        "seed \(seed):\n\(told.joined(separator: "\n"))\nplain:\n\(history.plain.told.joined(separator: "\n"))")
      return
    }
    let clocks = history.desk.told.filter { event in
      event.type == "response-due" || event.data["because"]?.string == "clock"
    }.map { $0.data.without("on").text }
    #expect(Set(clocks).count == clocks.count, "seed \(seed): a clock fired twice")
  }
}
