import Contracts
import Foundation

/// Years of authorities that do not exist: about 200 entries and 500 reviews a year each, the same for the same size.
struct GeneratedYears {
  let authorities: Int
  let years: Int

  /// The first day on which anything happens.
  static let start = CivilDate(year: 2013, month: 4, day: 1) ?? .earliest

  /// The day after the last.
  var end: CivilDate { GeneratedYears.start.adding(months: 12 * years) }

  /// The names of the authorities.
  var names: [String] { (1...authorities).map { "council\($0 < 10 ? "0" : "")\($0)" } }

  /// All lines, in the order of the times at which they became known.
  func lines() -> [PlayLine] {
    var told: [(day: Int32, order: Int, line: PlayLine)] = []
    for (index, name) in names.enumerated() {
      var council = Council(name: name, random: SeededNumbers(seed: UInt64(index) + 1), end: end)
      for officer in 1...10 { council.register(officer) }
      for number in 0..<(200 * years) { council.child(number, of: 200 * years) }
      for item in council.told { told.append((item.day.dayNumber, told.count, item.line)) }
    }
    return told.sorted { ($0.day, $0.order) < ($1.day, $1.order) }.map(\.line)
  }
}

/// One authority, child by child.
struct Council {
  let name: String
  var random: SeededNumbers
  let end: CivilDate
  private(set) var told: [(day: CivilDate, line: PlayLine)] = []

  init(name: String, random: SeededNumbers, end: CivilDate) {
    self.name = name
    self.random = random
    self.end = end
  }

  private mutating func tell(_ service: ServiceName, _ day: CivilDate, _ method: String, _ params: String) {
    guard day < end else { return }
    told.append((day, PlayLine(service: service, line: Line(method, params))))
  }

  private mutating func command(
    _ service: ServiceName, _ day: CivilDate, _ hour: Int, _ method: String, _ params: String
  ) {
    let time = "\(day)T\(hour):00:17Z"
    tell(
      service, day, method,
      #"{"authority":"\#(name)","receivedtime":"\#(time)","command":"\#(name)-\#(told.count)",\#(params)}"#)
  }

  private mutating func publish(_ type: String, _ day: CivilDate, _ child: String, _ data: String) {
    let time = "\(day)T11:00:17Z"
    tell(
      .scheduling, day, "publish",
      """
      {"event":{"specversion":"1.0","id":"\(name)-\(told.count)","source":"/\(name)/case-system","type":"\(type)",\
      "subject":"\(child)","authority":"\(name)","recordedtime":"\(time)","receivedtime":"\(time)",\
      "data":{"child":"\(child)",\(data)}}}
      """)
  }

  mutating func register(_ officer: Int) {
    let day = GeneratedYears.start
    command(
      .scheduling, day, 10, "register-officer",
      #""officer":"IRO-\#(officer)","from":"\#(day)","fte":1.0,"kind":"permanent""#)
  }

  /// A child's time in care: entry, officer, reviews with their records and codes, and leaving where that lies before
  /// the end.
  mutating func child(_ number: Int, of count: Int) {
    let span = GeneratedYears.start.days(until: end) - 1
    let entered = GeneratedYears.start.adding(days: number * span / count)
    let known = entered.adding(days: random.number(in: 0...12) == 0 ? 10 : 1)
    let child = "\(number)"
    let stay = random.number(in: 30...760)
    let born = entered.adding(days: -365 * random.number(in: 5...14) - random.number(in: 0...364))
    publish(
      "child-entered-care", known, child,
      """
      "enteredOn":"\(entered)","dateOfBirth":"\(born)","sex":"\(random.one(of: ["F", "M"]))",\
      "ethnicity":"\(random.one(of: ["WBRI", "MWBA", "AIND", "BAFR"]))",\
      "legalStatus":"\(random.one(of: ["C2", "V2"]))",\
      "categoryOfNeed":"\(random.one(of: ["N1", "N4", "N5"]))","placement":{"type":"U6",\
      "provider":"\(random.one(of: ["PR1", "PR4"]))","distanceMiles":\(random.number(in: 1...40))},\
      "unaccompaniedAsylumSeeking":false
      """)
    let officer = "IRO-\(random.number(in: 1...10))"
    let allocated = known.adding(days: random.number(in: 0...6))
    let left = entered.adding(days: max(stay, 20))
    if allocated < left {
      command(
        .scheduling, allocated, 12, "allocate-officer",
        #""child":"\#(child)","officer":"\#(officer)","on":"\#(allocated)","reason":"new-entry""#)
    }
    var heldOn = entered.adding(days: random.number(in: 14...32))
    var interval = 80
    while heldOn < left, heldOn > known {
      hold(child, on: heldOn, officer)
      heldOn = heldOn.adding(days: interval + random.number(in: 0...14))
      interval = 172
    }
    publish("child-left-care", left, child, #""leftOn":"\#(left)","reasonEpisodeCeased":"E4A""#)
  }

  private mutating func hold(_ child: String, on day: CivilDate, _ officer: String) {
    command(
      .scheduling, day, 14, "hold-review",
      #""child":"\#(child)","meetings":["\#(day)"],"completedOn":"\#(day)","mode":"in-person","officer":"\#(officer)""#)
    let code = random.one(of: ["PN1", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"])
    command(
      .participation, day, 15, "record-participation",
      #""child":"\#(child)","reviewOn":"\#(day)","code":"\#(code)""#)
    let completed = day.adding(days: random.number(in: 3...34))
    command(
      .scheduling, completed, 16, "complete-record",
      #""child":"\#(child)","reviewOn":"\#(day)","completedOn":"\#(completed)""#)
    if random.number(in: 0...24) == 0 { dispute(child, on: day) }
  }

  private mutating func dispute(_ child: String, on day: CivilDate) {
    let dispute = "D-\(told.count)"
    command(
      .disputes, day, 17, "raise-dispute",
      #""dispute":"\#(dispute)","kind":"informal","children":["\#(child)"],"theme":"care-plan","raisedOn":"\#(day)""#)
    let resolved = day.adding(days: random.number(in: 2...30))
    command(
      .disputes, resolved, 17, "resolve-dispute",
      #""dispute":"\#(dispute)","on":"\#(resolved)","outcome":"resolved""#)
  }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `range`.
  mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// One of `choices`, of which there is one at least.
  mutating func one(of choices: [String]) -> String { choices[Int(next() % UInt64(choices.count))] }
}
