import Contracts
import Testing

/// A small generator with a seed, so that a case that fails can be run again.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Random feeds of about two years around April 2022: children who come, leave and come back, told in any order, with
/// corrections; reviews told again, coded again and coded before they are held; disputes and surveys. Every now and
/// then an event is withdrawn.
struct RandomFeeds {
  private(set) var feeds = Feeds()
  private var dice: Dice
  private let base: CivilDate
  private var withdrawn: Set<Int> = []

  init(seed: UInt64, children: Int) throws {
    dice = Dice(seed: seed)
    base = try #require(CivilDate("2021-06-01"))
    for officer in ["O-1", "O-2"] { try feeds.register(officer, "2020-01-01", fte: officer == "O-1" ? "1.0" : "0.7") }
    var tellings: [(inout RandomFeeds) throws -> Void] = []
    for child in 0..<children { tellings += tellingsOfCare("C-\(child)") + tellingsOfReviews("C-\(child)") }
    for child in 0..<children { tellings += tellingsOfWork("C-\(child)") }
    for officer in ["O-1", "O-2"] {
      let (from, fte, left) = (day(roll(200...700)), Double(roll(1...10)) / 10, day(roll(300...1200)))
      tellings.append { try $0.feeds.change(officer, from, "\"fte\":\(fte)") }
      tellings.append { try $0.feeds.change(officer, from, "\"leftOn\":\"\(left)\"") }
    }
    for dispute in 0..<children / 2 { tellings += tellingsOfDispute("D-\(dispute)") }
    tellings.shuffle(using: &dice)
    for tell in tellings {
      try tell(&self)
      if roll(0...5) == 0 { try withdrawSome() }
    }
  }

  /// The types of event that cannot be withdrawn: what follows from others is told again instead.
  private static let standing = ["fact-withdrawn", "review-due", "officer-registered", "officer-changed"]

  private mutating func withdrawSome() throws {
    let number = roll(0...feeds.told.count - 1)
    let told = feeds.told[number]
    guard told.service == .scheduling, !Self.standing.contains(told.event.type), withdrawn.insert(number).inserted
    else { return }
    try feeds.withdraw(number, known: known())
  }

  private mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }
  private func day(_ number: Int) -> String { base.adding(days: number).description }
  private mutating func known() -> String { "\(day(roll(0...700)))T12:00:00Z" }

  private mutating func tellingsOfCare(_ child: String) -> [(inout RandomFeeds) throws -> Void] {
    var tellings: [(inout RandomFeeds) throws -> Void] = []
    var at = roll(0...400)
    for _ in 0..<roll(1...3) {
      let entered = day(at)
      let known = known()
      let born = day(-roll(0...6500))
      let unaccompanied = roll(0...3) == 0
      for _ in 0..<(roll(0...5) == 0 ? 2 : 1) {
        tellings.append {
          try $0.feeds.enter(child, entered, born: born, known: known, unaccompanied: unaccompanied)
        }
      }
      let allocated = day(at + roll(0...9))
      let working = roll(0...9)
      tellings.append {
        try $0.feeds.allocate(child, working > 4 ? "O-1" : "O-2", allocated, entered: entered, workingDays: working)
      }
      let moved = day(at + roll(0...40))
      tellings.append { try $0.feeds.move(child, moved) }
      at += roll(0...3) == 0 ? 0 : roll(1...200)
      let left = day(at)
      let told = self.known()
      let reason = roll(0...1) == 0 ? "E4A" : "E17"
      if roll(0...4) > 0 { tellings.append { try $0.feeds.leave(child, left, reason, known: told) } }
      at += roll(0...2) == 0 ? 0 : roll(1...100)
    }
    return tellings
  }

  private mutating func tellingsOfReviews(_ child: String) -> [(inout RandomFeeds) throws -> Void] {
    var tellings: [(inout RandomFeeds) throws -> Void] = []
    for number in 0..<roll(0...4) {
      let review = "\(child)-\(number)"
      for _ in 0..<roll(0...2) {
        let (limit, known) = (day(roll(200...600)), known())
        tellings.append { try $0.feeds.due(review, of: child, limit, known: known) }
      }
      for _ in 0..<roll(0...2) {
        let held = roll(200...600)
        let (on, completed, limit, known) = (day(held), day(held + roll(0...30)), day(held + roll(-9...9)), known())
        tellings.append {
          try $0.feeds.hold(review, of: child, on, completed: completed, due: limit, known: known)
        }
      }
      for _ in 0..<roll(0...2) {
        let (on, code, known) = (day(roll(200...600)), "PN\(roll(0...7))", known())
        tellings.append { try $0.feeds.code(review, of: child, on, code, known: known) }
      }
      let days = roll(10...30)
      tellings.append { try $0.feeds.record(review, of: child, $0.day(300), $0.day(320), workingDays: days) }
    }
    return tellings
  }

  private mutating func tellingsOfWork(_ child: String) -> [(inout RandomFeeds) throws -> Void] {
    var tellings: [(inout RandomFeeds) throws -> Void] = []
    for number in 0..<roll(0...3) {
      let (on, known) = (day(roll(200...600)), known())
      let type = ["visit-recorded", "contact-recorded", "midway-review-held"][roll(0...2)]
      let included = [nil, true, false][roll(0...2)]
      tellings.append { try $0.feeds.act(type, child, on, included: included, known: known) }
      tellings.append { try $0.feeds.audit("\(child)-\(number)", of: child, on, known: known) }
    }
    let change = [
      #""sex":"F""#, #""ethnicity":"ABAN""#, #""unaccompaniedAsylumSeeking":true"#, #""dateOfBirth":"2012-02-29""#,
      #""categoryOfNeed":"N3""#,
    ]
    for _ in 0..<roll(0...2) {
      let (on, more, known) = (day(roll(0...600)), change[roll(0...4)], known())
      tellings.append { try $0.feeds.detail(child, on, more, known: known) }
    }
    for _ in 0..<roll(0...2) {
      let (on, inTime, known) = (day(roll(200...600)), [nil, true, false][roll(0...2)], known())
      let kind = roll(0...2) == 0 ? "review" : "initial"
      tellings.append {
        try $0.feeds.confer("\(child)-CP1", of: child, on, kind: kind, inTimescale: inTime, known: known)
      }
    }
    return tellings
  }

  private mutating func tellingsOfDispute(_ dispute: String) -> [(inout RandomFeeds) throws -> Void] {
    let raised = roll(200...600)
    let (on, later) = (day(raised), day(raised + roll(0...100)))
    let kind = ["informal", "formal"][roll(0...1)]
    let escalates = roll(0...1) == 0
    let answer = ["yes", "no", "sort-of"][roll(0...2)]
    return [
      {
        try $0.feeds.raise(dispute, on, kind: kind)
        if escalates { try $0.feeds.escalate(dispute, later, to: "stage-2") }
      },
      {
        try $0.feeds.tell(
          .participation, "survey-answered", "S-1", known: "\(later)T12:00:00Z",
          """
          {"survey":"S-1","on":"\(on)","respondent":"carer","answers":[{"question":"heard","answer":"\(answer)"}]}
          """)
      },
      { try $0.feeds.tell(.scheduling, "something-new", dispute, known: "\(on)T12:00:00Z", "{}") },
    ]
  }
}

/// The figures counted again in the plainest way, from the events themselves.
struct Naive {
  let from: CivilDate
  let to: CivilDate
  private let events: [Event]

  init(_ told: [Told], from: CivilDate, to: CivilDate, knownOn: Timestamp) {
    self.from = from
    self.to = to
    events = told.standing(knownOn).map(\.event)
  }

  private func day(_ event: Event, _ name: String) -> CivilDate? { event.data[name]?.string.flatMap { CivilDate($0) } }
  private func within(_ day: CivilDate?) -> Bool { day.map { from <= $0 && $0 <= to } ?? false }

  /// The newest event of each entity, an entity being what the texts at `names` name.
  private func newest(_ type: String, by names: String...) -> [Event] {
    var newest: [[String]: Event] = [:]
    for event in events where event.type == type { newest[names.map { event.data[$0]?.string ?? "" }] = event }
    return Array(newest.values)
  }

  var values: [String: Int] {
    var values: [String: Int] = [:]
    let entries = Dictionary(grouping: newest("child-entered-care", by: "child", "enteredOn"), by: \.subject)
    let exits = Dictionary(grouping: newest("child-left-care", by: "child", "leftOn"), by: \.subject)
    for (child, entries) in entries {
      let walk = walk(
        Set(entries.compactMap { day($0, "enteredOn") }), Set((exits[child] ?? []).compactMap { day($0, "leftOn") }))
      for (name, count) in walk { values[name, default: 0] += count }
    }
    let reviews = newest("review-held", by: "review").filter { within(day($0, "completedOn")) }
    values["reviews-held"] = reviews.count
    values["reviews-in-timescale"] = reviews.count { isInTime($0) }
    values["reviews-out-of-timescale"] = reviews.count { !isInTime($0) }
    let codes = Dictionary(
      newest("participation-recorded", by: "review").map { ($0.subject, $0.data["code"]?.string ?? "") }
    ) { $1 }
    let coded = reviews.map { codes[$0.subject] }
    values["participation-uncoded"] = coded.count { $0 == nil }
    values["unheard"] = coded.count { $0 == "PN7" }
    values["contributed"] = coded.count { $0.map { !["PN0", "PN7"].contains($0) } ?? false }
    count(reviews, into: &values)
    let raised = newest("dispute-raised", by: "dispute").filter { within(day($0, "raisedOn")) }
    values["disputes-raised"] = raised.count
    let steps = events.filter { $0.type == "dispute-escalated" && within(day($0, "on")) }
    values["disputes-escalated"] = Set(steps.map(\.subject)).count
    return values
  }

  /// What else was told of the reviews held.
  private func count(_ reviews: [Event], into values: inout [String: Int]) {
    func told(_ type: String, of review: Event) -> [Event] {
      events.filter { $0.type == type && $0.data["review"]?.string == review.subject }
    }
    values["records-in-timescale-rate"] = reviews.count { review in
      let first = told("review-held", of: review).compactMap(\.sequence).min() ?? .zero
      let record = told("record-completed", of: review).last { ($0.sequence ?? .zero) > first }
      return record?.data["workingDays"]?.integer.map { $0 <= 20 } ?? false
    }
    values["audits-complete-rate"] = reviews.count { review in
      guard let heldOn = day(review, "heldOn") else { return false }
      return told("audit-completed", of: review).contains { day($0, "on").map { $0 <= heldOn } ?? false }
    }
    let seen = events.filter { event in
      let included = event.data["childIncluded"]?.boolean
      return event.type == "visit-recorded"
        ? included ?? true
        : ["contact-recorded", "midway-review-held"].contains(event.type) && included == true
    }
    let held = newest("review-held", by: "review")
    values["seen-before-review-rate"] = reviews.count { review in
      guard let heldOn = day(review, "heldOn"), let child = review.data["child"]?.string else { return false }
      func latest(_ events: [Event], _ name: String, _ fits: (CivilDate) -> Bool) -> CivilDate? {
        events.filter { $0.data["child"]?.string == child }.compactMap { day($0, name) }.filter(fits).max()
      }
      let entered = latest(events.filter { $0.type == "child-entered-care" }, "enteredOn") { $0 <= heldOn }
      let before = latest(held, "heldOn") { $0 < heldOn }
      let last = latest(seen, "on") { $0 <= heldOn && $0 >= entered ?? $0 }
      return last.map { last in before.map { last > $0 } ?? true } ?? false
    }
    let conferences = newest("conference-held", by: "conference").filter { within(day($0, "on")) }
    values["conferences-in-timescale-rate"] = conferences.count {
      $0.data["kind"]?.string == "initial" && $0.data["inTimescale"]?.boolean == true
    }
  }

  /// Whether a review was held by the limit of the newest event that told one.
  private func isInTime(_ review: Event) -> Bool {
    let limits = events.filter { ["review-due", "review-held"].contains($0.type) && $0.subject == review.subject }
    guard let limit = limits.last.flatMap({ day($0, "dueOn") }), let held = day(review, "heldOn") else { return false }
    return held <= limit
  }

  /// Walks a child's life day by day: somebody who leaves closes what was open that morning, or else what opened today.
  private func walk(_ entries: Set<CivilDate>, _ exits: Set<CivilDate>) -> [String: Int] {
    var counts: [String: Int] = [:]
    var open = 0
    guard var today = entries.min() else { return [:] }
    while today <= to {
      var leaves = exits.contains(today)
      if leaves, open > 0 {
        if within(today) { counts["children-left-care", default: 0] += open }
        open = 0
        leaves = false
      }
      if entries.contains(today) {
        if within(today) { counts["children-entered-care", default: 0] += 1 }
        if leaves, within(today) { counts["children-left-care", default: 0] += 1 }
        if !leaves { open += 1 }
      }
      if today == from.adding(days: -1) { counts["children-in-care-at-start"] = min(open, 1) }
      if today == to { counts["children-in-care-at-end"] = min(open, 1) }
      today = today.adding(days: 1)
    }
    return counts
  }
}

extension [Told] {
  /// The events that stand as was known at a time: those known by then, without those of which it was known by then
  /// that they were withdrawn, and without the withdrawals.
  func standing(_ knownOn: Timestamp) -> [Told] {
    let known = filter { $0.event.receivedtime.map { $0 <= knownOn } ?? false }
    let withdrawn = Set(known.compactMap { try? FactWithdrawn.of($0.event).key })
    return known.filter { $0.event.type != FactWithdrawn.name && !withdrawn.contains($0.event.key) }
  }
}
