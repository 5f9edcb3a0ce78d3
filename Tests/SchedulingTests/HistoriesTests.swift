import Contracts
import Foundation
import SchedulingRules
import Testing

/// Random histories of children, told in random order with errors that are taken back, against a statement of the
/// regulations that walks day by day (`Walk`).
///
/// `HOLDFAST_HISTORIES` says how many; 600 unless it does. Build for release to run 100,000.
struct HistoriesTests {
  /// How many children share a room.
  private static let inARoom = 2
  private static let count =
    ProcessInfo.processInfo.environment["HOLDFAST_HISTORIES"].flatMap { Int($0) } ?? 600

  /// A child's timetable, one line a review in care.
  private func timetable(_ child: String, _ room: Room) throws -> [String] {
    let answer = try room.answer("timetable", json(#"{"child":"\#(child)"}"#), at: day("2025-06-01"))
    return (answer["reviews"]?.array ?? []).map { review in
      [
        review["stream"]?.string, review["number"]?.integer.map { "\($0)" }, review["dueOn"]?.string,
        review["heldOn"]?.string, review["inTimescale"]?.boolean.map { "\($0)" },
      ].compactMap(\.self).joined(separator: " ")
    }
  }

  /// What a follower knows from the events alone of a child's reviews, held and due, in order of the reviews held.
  private func followed(_ child: String, _ room: Room) -> [String] {
    var limits: [String: String] = [:]
    var held: [(day: String, review: String)] = []
    let taken = Set(room.journal.compactMap { $0.data["event"]?["id"]?.string })
    for event in room.journal where event.data["child"]?.string == child && !taken.contains(event.key.id) {
      guard event.type == "review-held" || event.type == "review-due" else { continue }
      if event.type == "review-held" { held.append((event.data["heldOn"]?.string ?? "", event.subject)) }
      guard let dueOn = event.data["dueOn"]?.string, let stream = event.data["stream"]?.string else { continue }
      limits[event.subject] = "\(stream) \(event.data["number"]?.integer ?? 0) \(dueOn)"
    }
    return held.sorted { $0.day < $1.day }.map { limits[$0.review] ?? "nothing" }
  }

  /// How many children each cohort has by the events alone.
  private func joined(_ room: Room) -> [String: Int] {
    var members: [String: Set<String>] = [:]
    for event in room.journal {
      guard let cohort = event.data["cohort"]?.string else { continue }
      if event.type == "cohort-joined" { members[cohort, default: []].insert(event.subject) }
      if event.type == "cohort-left" { members[cohort]?.remove(event.subject) }
    }
    return members.mapValues(\.count).filter { $0.value > 0 }
  }

  /// Tells the histories of one seed, and holds what is then known to the plain statement; how often something was
  /// taken back, and how many decisions brought a review forward.
  private func run(_ seed: UInt64) throws -> (withdrawn: Int, decided: Int) {
    var dice = Dice(state: seed)
    var room = try Room(checksStorage: seed.isMultiple(of: 16))
    var counts = (withdrawn: 0, decided: 0)
    for number in 0..<Self.inARoom {
      let history = History(&dice)
      let child = "H\(number)"
      var telling = try Telling(history, of: child, isLate: dice.once(in: 2), &dice)
      try telling.tell(in: &room)
      counts.withdrawn += telling.withdrawals
      counts.decided += telling.decisions.count
      let lines = try timetable(child, room)
      let expected = Walk.told(history, telling.decisions)
      if lines != expected { #expect(lines == expected, "seed \(seed), child \(number)") }
      let known = followed(child, room)
      let isKnown = known.count <= lines.count && zip(lines, known).allSatisfy { $0.hasPrefix("\($1) ") }
      if !isKnown { #expect(lines == known, "seed \(seed), child \(number)") }
    }
    #expect(room.waiting.isEmpty)
    let days = room.journal.compactMap { $0.receivedtime?.londonDate }
    let last = try #require(days.max()).description
    room.turn(to: try day(last).today)
    let answer = try room.answer("cohorts", json(#"{"on":"\#(last)"}"#), at: day(last))["items"]?.array ?? []
    let cohorts = answer.map { ($0["cohort"]?.string ?? "", $0["children"]?.integer ?? 0) }.filter { $0.1 > 0 }
    #expect(joined(room) == Dictionary(uniqueKeysWithValues: cohorts), "seed \(seed)")
    if room.refolded() != room.states { Issue.record("seed \(seed): a fold of the journal gives other states") }
    return counts
  }

  @Test func `in whatever order facts come and are taken back, the limits are those of the whole history`() throws {
    let begin = ContinuousClock.now
    var counts = (withdrawn: 0, decided: 0)
    let seeds = UInt64((Self.count + Self.inARoom - 1) / Self.inARoom)
    for seed in 0..<seeds {
      let of = try run(seed)
      counts.withdrawn += of.withdrawn
      counts.decided += of.decided
    }
    let taken = (ContinuousClock.now - begin).components
    let seconds = Double(taken.seconds) + Double(taken.attoseconds) / 1e18
    print(
      """
      Histories: \(Int(seeds) * Self.inARoom), with \(counts.withdrawn) facts and reviews taken back and \
      \(counts.decided) reviews brought forward, in \(String(format: "%.1f", seconds)) s
      """)
    #expect(counts.withdrawn > 0 && counts.decided > 0)
  }
}
