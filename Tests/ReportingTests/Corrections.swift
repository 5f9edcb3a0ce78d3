import Contracts
import Testing

/// Corrections that come long after a period: late facts, facts taken back, other days, other codes; one a minute.
struct Corrections {
  private(set) var feeds: Feeds
  private var dice: Dice
  private var minute: Int64 = 0
  private var withdrawn: Set<Int> = []
  private let start: Timestamp
  private let base: CivilDate
  private let children: [String]
  private let reviews: [(review: String, child: String)]

  /// So many corrections of what `feeds` told, from `start` on.
  init(_ count: Int, of feeds: Feeds, from start: String, seed: UInt64) throws {
    self.feeds = feeds
    dice = Dice(seed: seed)
    self.start = try #require(Timestamp(start))
    base = try #require(CivilDate("2022-01-01"))
    children = Set(feeds.told.compactMap { $0.event.data["child"]?.string }).sorted()
    let held = feeds.told.filter { $0.event.type == "review-held" }
    reviews = held.compactMap { told in told.event.data["child"]?.string.map { (told.event.subject, $0) } }
    for _ in 0..<count { try correct() }
  }

  private mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }
  private mutating func day() -> String { base.adding(days: roll(0...500)).description }

  private mutating func correct() throws {
    minute += 1
    let known = Timestamp(millisecondsSince1970: start.millisecondsSince1970 + minute * 60_000).description
    let child = children[roll(0...children.count - 1)]
    let (review, its) = reviews[roll(0...reviews.count - 1)]
    let held = base.adding(days: roll(0...500))
    switch roll(0...8) {
    case 0: try feeds.enter(child, day(), known: known)
    case 1: try feeds.leave(child, day(), known: known)
    case 2: try feeds.hold(review, of: its, "\(held)", due: "\(held.adding(days: roll(-9...9)))", known: known)
    case 3: try feeds.hold("late-\(minute)", of: its, "\(held)", due: "\(held)", known: known)
    case 4: try feeds.due(review, of: its, "\(held)", known: known)
    case 5: try feeds.code(review, of: its, "\(held)", "PN\(roll(0...7))", known: known)
    case 6: try feeds.act("visit-recorded", child, day(), included: nil, known: known)
    default: try withdrawSome(known)
    }
  }

  /// Takes back something that was told, once; where the dice name what cannot be, a visit is told instead.
  private mutating func withdrawSome(_ known: String) throws {
    let number = roll(0...feeds.told.count - 1)
    let told = feeds.told[number]
    let standing = ["fact-withdrawn", "review-due", "officer-registered", "officer-changed", "notification-late"]
    guard told.service == .scheduling, !standing.contains(told.event.type), withdrawn.insert(number).inserted else {
      return try feeds.act("visit-recorded", children[0], day(), included: nil, known: known)
    }
    try feeds.withdraw(number, known: known)
  }
}

/// The records behind some figures, counted again in the plainest way from what was told of one child.
struct PlainRecords {
  let from: CivilDate
  let to: CivilDate

  static let figures = [
    "children-entered-care", "children-left-care", "children-in-care-at-end", "reviews-held", "reviews-in-timescale",
    "reviews-out-of-timescale", "participation-uncoded", "participation-contributed-rate",
  ]

  /// How records stand, by figure; of events that count, in order of telling.
  func standing(_ events: [Event]) -> [String: Set<String>] {
    var standing: [String: Set<String>] = [:]
    walk(events, into: &standing)
    var newest: [String: Event] = [:]
    var limits: [String: String] = [:]
    var codes: [String: String] = [:]
    for event in events {
      if event.type == "review-held" { newest[event.subject] = event }
      if ["review-held", "review-due"].contains(event.type) { limits[event.subject] = event.data["dueOn"]?.string }
      if event.type == "participation-recorded" { codes[event.subject] = event.data["code"]?.string }
    }
    for (review, event) in newest {
      guard let done = event.data["completedOn"]?.string.flatMap({ CivilDate($0) }), from <= done, done <= to,
        let held = event.data["heldOn"]?.string, let limit = limits[review]
      else { continue }
      standing["reviews-held", default: []].insert("n \(review)")
      standing[held <= limit ? "reviews-in-timescale" : "reviews-out-of-timescale", default: []].insert("n \(review)")
      guard let code = codes[review] else {
        standing["participation-uncoded", default: []].insert("n \(review)")
        continue
      }
      let rate = "participation-contributed-rate"
      if code != "PN0" { standing[rate, default: []].insert("d \(review)") }
      if code != "PN0", code != "PN7" { standing[rate, default: []].insert("n \(review)") }
    }
    return standing
  }

  /// Goes through a child's days: who leaves ends what was open that morning, or else what opens today.
  private func walk(_ events: [Event], into standing: inout [String: Set<String>]) {
    func days(_ type: String, _ name: String) -> Set<CivilDate> {
      Set(events.filter { $0.type == type }.compactMap { $0.data[name]?.string.flatMap { CivilDate($0) } })
    }
    let entries = days("child-entered-care", "enteredOn")
    let exits = days("child-left-care", "leftOn")
    guard let child = events.first(where: { $0.type == "child-entered-care" })?.subject else { return }
    var open: [String] = []
    func leave(_ periods: [String], _ day: CivilDate) {
      if from <= day, day <= to { standing["children-left-care", default: []].formUnion(periods) }
    }
    for day in entries.union(exits).sorted() where day <= to {
      var leaves = exits.contains(day)
      if leaves, !open.isEmpty {
        leave(open, day)
        open = []
        leaves = false
      }
      guard entries.contains(day) else { continue }
      let period = "n \(child)/\(day)"
      if from <= day { standing["children-entered-care", default: []].insert(period) }
      if leaves { leave([period], day) } else { open.append(period) }
    }
    if let last = open.last { standing["children-in-care-at-end"] = [last] }
  }
}
