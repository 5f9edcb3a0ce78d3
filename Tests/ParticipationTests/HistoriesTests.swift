import Contracts
import Foundation
import ParticipationRules
import Testing

/// A plain statement of what the lists say, kept as histories are made: only for these tests.
private struct Plain {
  struct Review {
    let child: Int
    let on: CivilDate
    var code: Int?
    var attended: Bool?
    /// How many views and answers of the child stand for it.
    var views = 0
    var isTold = false
    /// Whether the code contradicted the record when it was recorded, with a reason.
    var wasContradictory = false

    /// Whether the code contradicts the record, as the issue says it.
    var isContradictory: Bool {
      guard let code else { return false }
      // The children are twelve: PN0 is never theirs.
      if code == 0 { return true }
      if (1...4).contains(code) { return attended == false }
      return attended == true || code == 7 && views > 0
    }
  }

  var reviews: [String: Review] = [:]
  var seen: [(child: Int, on: CivilDate)] = []
  /// What the child said, by the event that told it, with the review for which it was.
  var views: [(child: Int, on: CivilDate, review: String, told: Event)] = []
  /// The reviews for which the child was consulted, always after they were held.
  var consulted: [Int: Set<String>] = [:]
  var offered: Set<Int> = []

  func held(_ child: Int) -> [Review] { reviews.values.filter { $0.child == child }.sorted { $0.on < $1.on } }

  func unheard(_ child: Int) -> String {
    let held = held(child)
    guard let last = held.last else { return "" }
    var reasons: [String] = []
    let coded = held.filter { $0.code ?? 0 > 0 }.suffix(2)
    if coded.count == 2, coded.allSatisfy({ $0.code == 4 || $0.code == 7 }), let silent = coded.last,
      !views.contains(where: { $0.child == child && $0.on > silent.on })
    {
      reasons.append("no-views-twice")
    }
    let before = held.count > 1 ? held[held.count - 2].on : .earliest
    if !seen.contains(where: { $0.child == child && $0.on > before }) { reasons.append("never-seen") }
    if consulted[child]?.count ?? 0 > 1 { reasons.append("consultation-always-late") }
    if !offered.contains(child) { reasons.append("no-advocate-offered") }
    precondition(last.on >= before)
    return reasons.joined(separator: "+")
  }
}

/// A generator of numbers that a seed fixes.
private struct Dice {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }
}

/// One history of three children over a year and a half: what happens each day is rolled.
private func live(_ seed: Int) throws {
  var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
  var plain = Plain()
  let room = try Room("2022-01-02T12:00:00Z")
  for child in 0..<3 { try room.enter("C\(child)", born: "2010-06-15") }
  var today = try day("2022-01-02")
  var missing: [String] = []
  for _ in 0..<24 {
    today = today.adding(days: 1 + dice.roll(40))
    for (id, review) in plain.reviews where review.code == nil && !review.isTold && review.on.adding(days: 28) < today {
      missing.append("\(id) \(review.on.adding(days: 29))")
      plain.reviews[id]?.isTold = true
    }
    try room.turn(to: today.description)
    let child = dice.roll(3)
    let ids = plain.reviews.filter { $0.value.child == child }.keys.sorted()
    let id = ids.isEmpty ? nil : ids[dice.roll(ids.count)]
    let roll = dice.roll(10)
    switch roll {
    case 0, 1:
      let new = "C\(child)-R\(plain.reviews.count)"
      try room.hold(new, of: "C\(child)", meetings: [today.description])
      plain.reviews[new] = Plain.Review(child: child, on: today)
    case 2:
      guard let id, plain.reviews[id]?.code == nil else { continue }
      let code = dice.roll(8)
      try room.order("record-participation", #""review":"\#(id)","code":"PN\#(code)","reason":"as it was""#)
      var review = try present(plain.reviews[id])
      review.code = code
      review.wasContradictory = review.isContradictory
      plain.reviews[id] = review
    case 3:
      guard let id else { continue }
      let isThere = dice.roll(2) == 0
      let mode = isThere ? "phone" : "absent"
      try room.order("record-attendance", #""review":"\#(id)","people":[{"role":"child","mode":"\#(mode)"}]"#)
      plain.reviews[id]?.attended = isThere
    case 5:
      try room.visit("C\(child)", on: today.description)
      plain.seen.append((child, today))
    case 4, 6, 7, 8: try speak(roll, child, id, on: today, room, &plain, &dice)
    case _:
      guard dice.roll(4) == 0 else { continue }
      try room.order("offer-advocacy", #""child":"C\#(child)","on":"\#(today)""#)
      plain.offered.insert(child)
    }
  }
  try check(seed, plain, missing, room)
}

/// A child says something for a review, is asked, perhaps answers, or something it said was told in error.
private func speak(
  _ roll: Int, _ child: Int, _ id: String?, on today: CivilDate, _ room: Room, _ plain: inout Plain, _ dice: inout Dice
) throws {
  if roll == 8 {
    guard !plain.views.isEmpty else { return }
    let gone = plain.views.remove(at: dice.roll(plain.views.count))
    plain.reviews[gone.review]?.views -= 1
    try room.takeBack(gone.told)
    return
  }
  guard let id else { return }
  let told: Room.Outcome
  if roll == 4 {
    told = try room.order(
      "record-views", #""child":"C\#(child)","review":"\#(id)","channel":"text","on":"\#(today)""#)
  } else {
    let sent = try room.order(
      "send-consultation", #""review":"\#(id)","to":"child","channel":"form","on":"\#(today)""#)
    plain.consulted[child, default: []].insert(id)
    guard dice.roll(2) == 0, let consultation = sent.assigned.first?.1 else { return }
    told = try room.order("return-consultation", #""consultation":"\#(consultation)","on":"\#(today)""#)
  }
  plain.reviews[id]?.views += 1
  plain.views.append((child, today, id, try present(told.events.first)))
}

/// What the desk lists at the end is what the plain statement lists, and time told of each review once on its day.
private func check(_ seed: Int, _ plain: Plain, _ missing: [String], _ room: Room) throws {
  let uncoded = plain.reviews.filter { $0.value.code == nil }.map { "\($0.value.on) \($0.key)" }.sorted()
  #expect(try room.items("uncoded", "", "completedOn", "review").sorted() == uncoded, "seed \(seed)")
  let wrong = plain.reviews.filter { $0.value.isContradictory || $0.value.wasContradictory }.keys.sorted()
  #expect(try room.items("contradictions", "", "review").sorted() == wrong, "seed \(seed)")
  let unheard = (0..<3).filter { !plain.unheard($0).isEmpty }.map { "C\($0) \(plain.unheard($0))" }
  #expect(try room.items("unheard", "", "child", "reasons") == unheard, "seed \(seed)")
  let told = room.told.filter { $0.type == "participation-missing" }
  let days = told.map { "\($0.subject) \($0.receivedtime?.londonDate.description ?? "")" }
  #expect(days.sorted() == missing.sorted(), "seed \(seed)")
  #expect(try room.foldedAgain() == room.states, "seed \(seed)")
}

/// How many histories: HOLDFAST_HISTORIES, 2,000 unless it says. Build for release to run 100,000.
private let histories = ProcessInfo.processInfo.environment["HOLDFAST_HISTORIES"].flatMap { Int($0) } ?? 2_000

@Test(arguments: 0..<16)
func `random histories list what a plain statement lists, and time tells of each review once on its day`(
  part: Int
) throws {
  for seed in part * histories / 16..<(part + 1) * histories / 16 { try live(seed) }
}
