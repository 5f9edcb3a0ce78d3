import Contracts

/// What three services would have told of three years of one authority that does not exist: as many children in care
/// as an English authority has on average, and what the year brings them. The same for the same number.
struct NationalAuthority {
  /// The first day of the three years.
  static let start = CivilDate(year: 2023, month: 4, day: 1) ?? .earliest
  static let years = 3
  /// The day after the last.
  static var end: CivilDate { start.adding(months: 12 * years) }
  /// Children in care on the day before the first, and entries in a year (SSDA903 2024: 83,630 and 33,000 ÷ 153).
  private static let standing = 460
  private static let entries = 184

  let name: String
  private var random: SeededNumbers
  private var told: [ServiceName: [(day: Int32, event: Draft)]] = [:]

  /// An event before it has its place.
  private struct Draft {
    let type: String
    let subject: String
    let data: String
  }

  /// The authority of a number from 1 on.
  init(_ number: Int) {
    name = NationalAuthority.name(number)
    random = SeededNumbers(seed: UInt64(number) + 1_000)
    for officer in 1...8 {
      tell(
        .scheduling, Self.start, "officer-registered", "IRO-\(officer)",
        #""officer":"IRO-\#(officer)","from":"\#(Self.start)","fte":1,"kind":"permanent""#)
    }
    for child in 0..<Self.standing { live(child, entered: Self.start.adding(days: -random.number(in: 1...1_300))) }
    let span = Self.start.days(until: Self.end)
    let count = Self.entries * Self.years
    for child in 0..<count { live(Self.standing + child, entered: Self.start.adding(days: child * span / count)) }
  }

  /// The name of the authority of a number.
  static func name(_ number: Int) -> String { "council" + String(String(1_000 + number).dropFirst()) }

  private mutating func tell(
    _ service: ServiceName, _ day: CivilDate, _ type: String, _ subject: String, _ data: String
  ) {
    guard day < Self.end else { return }
    told[service, default: []].append((day.dayNumber, Draft(type: type, subject: subject, data: data)))
  }

  /// A child's time in care. What lies before the first day is told on it.
  private mutating func live(_ number: Int, entered: CivilDate) {
    let child = "C\(100_000 + number)"
    let known = max(entered.adding(days: random.number(in: 0...12) == 0 ? 10 : 1), Self.start)
    let left = max(entered, Self.start).adding(days: random.number(in: 20...1_800))
    let born = entered.adding(days: -365 * random.number(in: 1...14) - random.number(in: 0...364))
    tell(
      .scheduling, known, "child-entered-care", child,
      """
      "child":"\(child)","enteredOn":"\(entered)","dateOfBirth":"\(born)","sex":"\(random.one(of: ["F", "M"]))",\
      "ethnicity":"\(random.one(of: ["WBRI", "MWBA", "AIND", "BAFR"]))",\
      "legalStatus":"\(random.one(of: ["C2", "V2"]))","categoryOfNeed":"\(random.one(of: ["N1", "N4", "N5"]))",\
      "placement":{"type":"U6","provider":"\(random.one(of: ["PR1", "PR4"]))",\
      "distanceMiles":\(random.number(in: 1...40))},"unaccompaniedAsylumSeeking":false
      """)
    let officer = "IRO-\(random.number(in: 1...8))"
    let days = random.number(in: 0...7)
    tell(
      .scheduling, known.adding(days: days), "officer-allocated", child,
      """
      "child":"\(child)","officer":"\(officer)","on":"\(max(entered.adding(days: days), entered))",\
      "reason":"new-entry","enteredOn":"\(entered)","workingDays":\(days),"first":true
      """)
    var due = entered.adding(days: 28)
    var review = 1
    while due < Self.start { (due, review) = (due.adding(days: review == 1 ? 91 : 183), review + 1) }
    var knownDue = known
    while due < Self.end {
      let id = "\(child)-R\(review)"
      tell(
        .scheduling, knownDue, "review-due", id,
        """
        "child":"\(child)","review":"\(id)","stream":"looked-after","number":\(review),"dueOn":"\(due)",\
        "because":{"rule":"review-6-months","source":"CPR 2010 reg 33(2)","anchor":"\(entered)",\
        "calendar":"england-and-wales-2009-2028","skipped":[]}
        """)
      let held = max(knownDue, due.adding(days: random.number(in: -20...1)))
      guard held < left else { break }
      hold(child, id, review, on: held, due, officer)
      (due, review, knownDue) = (held.adding(days: review == 1 ? 91 : 183), review + 1, held)
    }
    tell(
      .scheduling, left, "child-left-care", child,
      #""child":"\#(child)","leftOn":"\#(left)","reasonEpisodeCeased":"E4A""#)
  }

  private mutating func hold(
    _ child: String, _ id: String, _ number: Int, on day: CivilDate, _ due: CivilDate, _ officer: String
  ) {
    tell(
      .scheduling, day.adding(days: -random.number(in: 1...12)), "visit-recorded", child,
      #""child":"\#(child)","on":"\#(day.adding(days: -1))","officer":"\#(officer)","mode":"in-person""#)
    tell(
      .scheduling, day, "review-held", id,
      """
      "child":"\(child)","review":"\(id)","stream":"looked-after","number":\(number),"meetings":["\(day)"],\
      "completedOn":"\(day)","heldOn":"\(day)","dueOn":"\(due)","inTimescale":\(day <= due),\
      "officer":"\(officer)","mode":"in-person"
      """)
    let code = random.one(of: ["PN1", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"])
    tell(
      .participation, day, "participation-recorded", id,
      """
      "child":"\(child)","review":"\(id)","reviewOn":"\(day)","code":"\(code)","evidence":["code-given"]
      """)
    let days = random.number(in: 3...24)
    tell(
      .scheduling, day.adding(days: days * 7 / 5), "record-completed", id,
      """
      "child":"\(child)","review":"\(id)","heldOn":"\(day)","completedOn":"\(day.adding(days: days * 7 / 5))",\
      "workingDays":\(days),"inTimescale":\(days <= 20)
      """)
    guard random.number(in: 0...24) == 0 else { return }
    tell(
      .disputes, day, "dispute-raised", "D-\(id)",
      """
      "dispute":"D-\(id)","kind":"informal","stage":"informal","children":["\(child)"],"theme":"care-plan",\
      "raisedOn":"\(day)"
      """)
    let end = day.adding(days: random.number(in: 2...30))
    tell(
      .disputes, end, "dispute-resolved", "D-\(id)",
      #""dispute":"D-\#(id)","stage":"informal","outcome":"resolved","on":"\#(end)""#)
  }

  /// The lines that a service told, in their order, as its journal would hold them; and how many of them are of reviews
  /// held.
  func lines(of service: ServiceName) -> (lines: [[UInt8]], reviews: Int) {
    let sorted = (told[service] ?? []).enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    var reviews = 0
    let lines = sorted.enumerated().map { index, told in
      let number = String(index + 1)
      if told.event.type == "review-held" { reviews += 1 }
      let time = "\(CivilDate(daysSince1970: Int(told.day)))T12:00:17Z"
      let sequence = String(repeating: "0", count: 19 - number.utf8.count) + number
      let line = """
        {"specversion":"1.0","id":"\(name)-\(service.rawValue)-\(number)","source":"/holdfast/\(service.rawValue)",\
        "type":"\(told.event.type)","subject":"\(told.event.subject)","authority":"\(name)",\
        "data":{\(told.event.data)},"receivedtime":"\(time)","journaledtime":"\(time)","sequence":"\(sequence)"}
        """
      return Array(line.utf8)
    }
    return (lines, reviews)
  }
}
