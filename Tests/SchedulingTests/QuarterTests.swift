import Contracts
import Foundation
import SchedulingRules
import Testing

/// What the desk would have been told in one quarter of the sample year, day by day.
struct QuarterTests {
  /// The alerts of July to September 2022, each with the day on which it was told.
  private static func alerts(_ room: Room) -> [(day: String, words: String)] {
    room.journal.compactMap { event in
      guard ["deadline-approaching", "deadline-missed", "cohort-joined", "cohort-left"].contains(event.type),
        let day = event.receivedtime?.londonDate.description, ("2022-07-01"..."2022-09-30").contains(day)
      else { return nil }
      let what = event.data["kind"]?.string ?? event.data["cohort"]?.string ?? ""
      return (day, "\(event.type) \(what)")
    }
  }

  private static func counts(_ alerts: [(day: String, words: String)]) -> [String: Int] {
    Dictionary(grouping: alerts, by: \.words).mapValues(\.count)
  }

  private static func list(_ name: String, _ alerts: [(day: String, words: String)]) {
    let days = Dictionary(grouping: alerts, by: \.day).mapValues(\.count)
    print("\nAlerts of July to September 2022, \(name): \(alerts.count) on \(days.count) days of 92")
    for (words, count) in counts(alerts).sorted(by: { $0.key < $1.key }) { print("  \(count)\t\(words)") }
    print(
      "By day:", days.sorted { $0.key < $1.key }.map { "\($0.key.dropFirst(5)) \($0.value)" }.joined(separator: ", "))
    let worst = days.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
    print("The five fullest days:", worst.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
  }

  @Test func `the alerts of a quarter are those of the children's own days`() throws {
    let room = try SampleYear.played.get()
    let alerts = Self.alerts(room)
    Self.list("statutory baseline", alerts)
    let first = room.journal.filter { $0.type == "cohort-joined" }
    let opening = first.filter { ($0.receivedtime?.londonDate.description ?? "") < "2022-04-01" }.count
    print("Cohorts joined before the year, as the opening children became known: \(opening) of \(first.count)")
    #expect(Self.counts(alerts) == Self.baseline)
    #expect(opening == 423)
  }

  /// The alerts of the quarter by the kinds and cohorts that every authority watches.
  private static let baseline = [
    "cohort-joined connected-carers": 1, "cohort-joined fostering-over-a-year-not-linked": 9,
    "cohort-joined in-care-over-one-year": 15, "cohort-joined matching-14-and-over": 1,
    "cohort-joined sixteen-and-over": 23, "cohort-joined three-placements-in-a-year": 1,
    "cohort-joined under-ten-without-adoption-considered": 11, "cohort-left connected-carers": 1,
    "cohort-left fostering-over-a-year-not-linked": 6, "cohort-left in-care-over-five-years": 4,
    "cohort-left in-care-over-one-year": 14, "cohort-left matching-13-and-under": 1,
    "cohort-left matching-14-and-over": 1, "cohort-left placed-with-parents-on-order": 2,
    "cohort-left placement-order-over-six-months": 1, "cohort-left sixteen-and-over": 20,
    "cohort-left under-ten-without-adoption-considered": 9, "deadline-approaching allocation": 1,
    "deadline-approaching record": 32, "deadline-approaching review": 65, "deadline-missed record": 6,
    "deadline-missed review": 2,
  ]

  /// Slow, so only with the long histories.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["HOLDFAST_HISTORIES"] != nil))
  func `with the authority's own profile more is watched`() throws {
    let alerts = Self.alerts(try SampleYear.play("westminster"))
    Self.list("profile of Westminster", alerts)
    let counts = Self.counts(alerts)
    #expect(Self.baseline.allSatisfy { counts[$0.key] == $0.value })
    #expect(counts["deadline-missed midway-review"] ?? 0 > 0)
  }
}
