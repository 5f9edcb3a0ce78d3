import Contracts
import SchedulingRules
import Testing

/// The sample year: invented children, whose counts are those that Westminster published for April 2022 to March 2023.
struct SampleTests {
  @Test func `played in, the year has the reviews, children and late notices that were published`() throws {
    let room = try SampleYear.played.get()
    let from = try #require(CivilDate("2022-04-01"))
    let to = try #require(CivilDate("2023-03-31"))
    func dates(_ type: String, _ member: String) -> [CivilDate] {
      room.journal.filter { $0.type == type }.compactMap { $0.data[member]?.string.flatMap { CivilDate($0) } }
    }
    let held = room.journal.filter { event in
      event.type == "review-held"
        && (event.data["completedOn"]?.string.flatMap { CivilDate($0) }.map { from <= $0 && $0 <= to } ?? false)
    }
    #expect(held.count == 505)
    #expect(held.count { $0.data["inTimescale"]?.boolean == true } == 499)
    #expect(held.count { $0.data["inTimescale"]?.boolean == false } == 6)
    #expect(held.allSatisfy { ($0.data["inTimescale"]?.boolean == false) == ($0.data["lateReason"] != nil) })
    #expect(dates("notification-late", "enteredOn").count { from <= $0 && $0 <= to } == 3)
    let entered = dates("child-entered-care", "enteredOn")
    let left = dates("child-left-care", "leftOn")
    #expect(entered.count { $0 < from } - left.count { $0 < from } == 171)
    #expect(entered.count { from <= $0 && $0 <= to } == 134)
    #expect(left.count { from <= $0 && $0 <= to } == 123)
    #expect(entered.count - left.count == 182)
    #expect(room.waiting.isEmpty)
    #expect(room.refolded() == room.states)
  }

  @Test func `at the end of the year every child in care has a next review and nothing is overdue unseen`() throws {
    var room = try SampleYear.played.get()
    let end = try day("2023-03-31")
    room.turn(to: end.today)
    let due = try room.answer("due", json(#"{"from":"2014-01-01","to":"2024-12-31"}"#), at: end)["items"]?.array ?? []
    #expect(due.count == 182)
    let keys = due.compactMap { item in item["dueOn"]?.string.map { "\($0) \(item["child"]?.string ?? "")" } }
    #expect(keys == keys.sorted())
    let overdue = try room.answer("overdue", json(#"{"on":"2023-03-31"}"#), at: end)["items"]?.array ?? []
    let missed = Set(
      room.journal.filter { $0.type == "deadline-missed" }.compactMap { $0.data["review"]?.string })
    #expect(overdue.allSatisfy { item in item["review"]?.string.map(missed.contains) ?? false })
  }
}
