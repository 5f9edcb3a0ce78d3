import Contracts
import Foundation
import SchedulingRules
import Testing

/// The sample year: invented children, whose counts are those that Westminster published for April 2022 to March 2023.
struct SampleTests {
  private struct Line {
    let method: String
    let params: JSON
    let moment: Moment
  }

  /// The sample, played in once for all tests.
  private static let year = Result { try played() }

  private static func lines() throws -> [Line] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Services/sample/westminster-2022-23.ndjson")
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).compactMap { bytes in
      let line = try JSON.read(Array(bytes))
      guard line["to"]?.string == "scheduling" else { return nil }
      let request = try #require(line["request"])
      let params = try #require(request["params"])
      let time = (params["event"] ?? params)["receivedtime"]?.string
      return Line(
        method: try #require(request["method"]?.string), params: params,
        moment: Moment(try #require(time.flatMap { Timestamp($0) })))
    }
  }

  private static func played() throws -> Room {
    var room = try Room()
    for line in try lines() {
      if let event = line.params["event"] {
        try room.publish(Event(offered: event, at: "/event"), at: line.moment)
      } else {
        try room.ask(line.method, line.params, at: line.moment)
      }
    }
    return room
  }

  @Test func `played in, the year has the reviews, children and late notices that were published`() throws {
    let room = try Self.year.get()
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
    var room = try Self.year.get()
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
