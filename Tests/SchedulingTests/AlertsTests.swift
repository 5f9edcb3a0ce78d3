import Contracts
import Policy
import SchedulingRules
import Testing

/// Alerts over random histories that are told as they happen and turned day by day.
///
/// The statement looks at what `timetable` answers and at nothing of the rules: what is unmet at the end of its last
/// day is told missed on the day after, on each clock once, and nothing else is ever told missed.
struct AlertsTests {
  /// Something to be met by a day, as the timetable has it.
  private struct Unmet {
    let words: String
    let dueOn: String
    let localDueOn: String?
    let lapsedOn: String?

    init?(_ entry: JSON, _ kind: String) {
      guard entry["heldOn"] == nil, entry["metOn"] == nil, let dueOn = entry["dueOn"]?.string else { return nil }
      words = [kind, entry["review"]?.string ?? "", entry["because"]?["anchor"]?.string ?? ""].joined(separator: " ")
      self.dueOn = dueOn
      localDueOn = entry["localDueOn"]?.string
      lapsedOn = entry["lapsedOn"]?.string
    }

    /// What is to be told on the day after `day`. Where both days are one, the clock may be either.
    func missed(after day: String, _ next: String) -> [String] {
      guard lapsedOn.map({ next < $0 }) ?? true else { return [] }
      if localDueOn == dueOn { return dueOn == day ? ["\(words) \(day)"] : [] }
      return (dueOn == day ? ["\(words) \(day) statutory"] : [])
        + (localDueOn == day ? ["\(words) \(day) local"] : [])
    }
  }

  /// A profile that watches every kind of deadline and has earlier limits of its own.
  private static func everything() throws -> JSON {
    let kinds = DeadlineKind.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    return try json(
      """
      {"profile":{"name":"everything","extends":"statutory","watch":[\(kinds)],\
      "local":{"firstReviewWeeks":3,"secondReviewWeeks":10,"laterReviewMonths":5,"allocationDays":3,\
      "recordWorkingDays":15}},"from":"2000-01-01"}
      """)
  }

  private func unmet(_ child: String, _ room: Room, at moment: Moment) throws -> [Unmet] {
    guard room.journal.contains(where: { $0.type == "child-entered-care" }) else { return [] }
    let answer: JSON
    do {
      answer = try room.answer("timetable", json(#"{"child":"\#(child)"}"#), at: moment)
    } catch let refusal as Refusal where refusal.code == .notFound {
      return []
    }
    return (answer["reviews"]?.array ?? []).compactMap { Unmet($0, "review") }
      + (answer["deadlines"]?.array ?? []).compactMap { Unmet($0, $0["kind"]?.string ?? "") }
  }

  private func missed(_ events: ArraySlice<Event>, _ unmet: [Unmet]) -> [String] {
    events.filter { $0.type == "deadline-missed" }.map { event in
      let data = event.data
      let words = [
        data["kind"]?.string ?? "", data["review"]?.string ?? "", data["because"]?["anchor"]?.string ?? "",
      ].joined(separator: " ")
      let dueOn = data["dueOn"]?.string ?? ""
      let isOne = unmet.contains { $0.words == words && $0.dueOn == dueOn && $0.localDueOn == dueOn }
      return isOne ? "\(words) \(dueOn)" : "\(words) \(dueOn) \(data["clock"]?.string ?? "")"
    }
  }

  /// Plays one history day by day; how many misses were told, and how many of them on the authority's own clock.
  private func play(_ seed: UInt64) throws -> (told: Int, local: Int) {
    var dice = Dice(state: seed)
    var room = try Room(checksStorage: false)
    let history = History(&dice)
    var telling = try Telling(history, of: "A1", isLate: false, &dice)
    var today = try #require(telling.nextDay)
    try room.ask("adopt-policy", Self.everything(), at: day("2015-01-01"))
    var known: (count: Int, unmet: [Unmet]) = (0, [])
    var end = today.adding(days: 400)
    while today < end || !telling.isDone {
      while telling.nextDay == today {
        let before = room.journal.count
        try telling.tellNext(in: &room)
        let told = missed(room.journal[before...], [])
        #expect(told == [], "seed \(seed): past when it became known on \(today)")
        end = today.adding(days: 400)
      }
      if known.count != room.journal.count {
        known = (room.journal.count, try unmet("A1", room, at: day(today.description)))
      }
      let next = today.adding(days: 1)
      let expected = known.unmet.flatMap { $0.missed(after: today.description, next.description) }.sorted()
      let before = room.journal.count
      room.turn(to: next)
      // Where both days are one, each clock may tell.
      let told = Set(missed(room.journal[before...], known.unmet)).sorted()
      if told != Array(Set(expected)).sorted() { #expect(told == expected, "seed \(seed) on \(next)") }
      today = next
    }
    #expect(telling.isDone)
    let all = room.journal.filter { $0.type == "deadline-missed" }
    let keys = all.map { event in
      ["kind", "review", "dueOn", "clock"].map { event.data[$0]?.string ?? "" }.joined(separator: " ")
        + (event.data["because"]?["anchor"]?.string ?? "")
    }
    let twice = Dictionary(grouping: keys, by: \.self).filter { $0.value.count > 1 }.keys
    #expect(twice.isEmpty, "seed \(seed): told twice")
    return (all.count, all.count { $0.data["clock"]?.string == "local" })
  }

  @Test(arguments: 0..<4)
  func `what is unmet on its last day is told missed on the next, once a clock, and nothing else is`(
    part: UInt64
  ) throws {
    var counts = (told: 0, local: 0)
    for seed in (part * 6)..<(part * 6 + 6) {
      let of = try play(seed)
      counts = (counts.told + of.told, counts.local + of.local)
    }
    print("Alerts: 6 histories day by day, \(counts.told) misses told, \(counts.local) of them on the local clock")
    #expect(counts.local > 0 && counts.told > counts.local)
  }
}
