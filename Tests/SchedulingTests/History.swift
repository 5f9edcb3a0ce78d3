import Contracts

/// SplitMix64: the same histories for the same seed, everywhere.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True one time in so many.
  mutating func once(in count: Int) -> Bool { Int.random(in: 1...count, using: &self) == 1 }
}

/// What happened to one child: periods of care, one after another.
struct History {
  /// A period of care, day by day.
  struct Period {
    let enteredOn: CivilDate
    let status: String
    let placement: String
    var statuses: [CivilDate: String] = [:]
    var placements: [CivilDate: String] = [:]
    /// The meetings of each review, by the first.
    var reviews: [CivilDate: [CivilDate]] = [:]
    let leftOn: CivilDate?
    /// The last day that belongs to it.
    let lastDay: CivilDate
  }

  /// What the officer brought forward: by which day, by the day of the decision.
  typealias Decisions = [CivilDate: CivilDate]

  var periods: [Period] = []
  /// Decisions to bring a review forward that are to be asked for.
  var wished: Decisions = [:]

  /// The last day on which anything of a history happens.
  static let end = CivilDate(daysSince1970: 20_150)

  /// A history of one to three periods of care from 2016 on; the last may be open.
  init(_ dice: inout Dice) {
    let count = dice.once(in: 2) ? 1 : Int.random(in: 2...3, using: &dice)
    var day = CivilDate(daysSince1970: Int.random(in: 16_800...18_000, using: &dice))
    for index in 1...count {
      let length = Int.random(in: 20...(count == 1 ? 900 : 500), using: &dice)
      let leftOn = index < count || dice.once(in: 2) ? day.adding(days: length) : nil
      let gap = dice.once(in: 4) ? 0 : Int.random(in: 1...200, using: &dice)
      // A day on which one period ends and the next begins belongs to the next.
      let last = day.adding(days: leftOn != nil && gap == 0 && index < count ? length - 1 : length)
      periods.append(Self.period(day, leftOn, last, &dice))
      for _ in 0..<Int.random(in: 0...2, using: &dice) {
        let on = day.adding(days: Int.random(in: 0...length, using: &dice))
        wished[on] = on.adding(days: Int.random(in: 1...120, using: &dice))
      }
      day = day.adding(days: length + gap)
    }
  }

  private static func period(
    _ enteredOn: CivilDate, _ leftOn: CivilDate?, _ last: CivilDate, _ dice: inout Dice
  ) -> Period {
    let length = enteredOn.days(until: last)
    func someDay(_ dice: inout Dice) -> CivilDate {
      enteredOn.adding(days: Int.random(in: 0...length, using: &dice))
    }
    var period = Period(
      enteredOn: enteredOn, status: aStatus(&dice), placement: aPlacement(&dice), leftOn: leftOn, lastDay: last)
    for _ in 0..<Int.random(in: 0...4, using: &dice) { period.statuses[someDay(&dice)] = aStatus(&dice) }
    for _ in 0..<Int.random(in: 0...4, using: &dice) { period.placements[someDay(&dice)] = aPlacement(&dice) }
    for _ in 0..<Int.random(in: 0...6, using: &dice) {
      let first = someDay(&dice)
      var meetings = [first]
      while dice.once(in: 4), let day = meetings.last?.adding(days: Int.random(in: 1...25, using: &dice)), day <= last {
        meetings.append(day)
      }
      period.reviews[first] = meetings
    }
    return period
  }

  static func aStatus(_ dice: inout Dice) -> String {
    ["C1", "C2", "V2", "V3", "V4", "E1", "E1", "D1"].randomElement(using: &dice) ?? "C1"
  }
  static func aPlacement(_ dice: inout Dice) -> String {
    ["U6", "U4", "K2", "P1", "A3", "A5", "A6", "T1", "T0"].randomElement(using: &dice) ?? "U6"
  }
}
