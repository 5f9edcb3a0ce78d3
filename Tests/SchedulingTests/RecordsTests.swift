import Contracts
import SchedulingRules
import Testing

struct RecordsTests {
  /// A child C1 in care from 1 September 2022, reviewed on 20 and 22 September; the profile has local aims of 15 days.
  private func town() throws -> Room {
    var room = try Room()
    let start = try day("2022-09-01")
    let profile = try json(
      """
      {"profile":{"name":"own","extends":"statutory","local":{"recordWorkingDays":15,"distributionWorkingDays":15,\
      "letterWorkingDays":15},"watch":["decisions","distribution","letter"]},"from":"2022-04-01"}
      """)
    try room.ask("adopt-policy", profile, at: start)
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: start)
    try room.publish("child-entered-care", entry("C2", "2022-09-01"), at: start)
    let held = try json(
      #"{"child":"C1","meetings":["2022-09-20","2022-09-22"],"completedOn":"2022-09-22","mode":"hybrid"}"#)
    try room.ask("hold-review", held, at: day("2022-09-22"))
    return room
  }

  private func deadlines(_ room: Room, _ child: String, at moment: Moment) throws -> [String] {
    let timetable = try room.answer("timetable", json(#"{"child":"\#(child)"}"#), at: moment)
    return (timetable["deadlines"]?.array ?? []).map { one in
      [one["kind"], one["dueOn"], one["localDueOn"], one["metOn"]].map { $0?.string ?? "-" }.joined(separator: " ")
    }
  }

  @Test(arguments: [
    (#"{"review":"C1-R1","on":"2022-10-20","to":["child","parents"]}"#, "accepted"),
    (#"{"child":"C1","reviewOn":"2022-09-22","on":"2022-09-22","to":["child"]}"#, "accepted"),
    (#"{"review":"C1-R1","on":"2022-12-02","to":["child"]}"#, "-32001, done-in-future /on"),
    (#"{"review":"C1-R1","on":"2022-09-21","to":["child"]}"#, "-32001, distributed-before-review /on"),
    (#"{"review":"C1-R2","on":"2022-10-20","to":["child"]}"#, "-32001, review-not-held /review"),
    (#"{"review":"C9-R1","on":"2022-10-20","to":["child"]}"#, "-32002, review-not-found /review"),
    (#"{"review":"C1-R1","on":"2022-10-20","to":[]}"#, "-32602, wrong-length /to"),
  ])
  func `a record goes out after its review`(params: String, outcome: String) throws {
    var room = try town()
    let moment = try day("2022-12-01")
    #expect(refused { try room.ask("distribute-record", json(params), at: moment) } == outcome)
  }

  @Test func `the first distribution counts, within 20 working days by statute and 15 by the authority's aim`() throws {
    for (on, count, inTime) in [("2022-10-13", 15, true), ("2022-10-20", 20, true), ("2022-10-21", 21, false)] {
      var room = try town()
      let moment = try day("2022-12-01")
      let told = try room.ask(
        "distribute-record", json(#"{"review":"C1-R1","on":"\#(on)","to":["child"]}"#), at: moment)
      #expect(told.map(\.type) == ["record-distributed"])
      #expect(told.first?.data["workingDays"]?.integer == count)
      #expect(told.first?.data["inTimescale"]?.boolean == inTime)
      try room.ask("distribute-record", json(#"{"review":"C1-R1","on":"2022-11-01","to":["school"]}"#), at: moment)
      #expect(try deadlines(room, "C1", at: moment).contains("distribution 2022-10-20 2022-10-13 \(on)"))
    }
  }

  @Test func `decisions, record, distribution and letter run from the completion of the review`() throws {
    var room = try town()
    let moment = try day("2022-10-01")
    let open = try deadlines(room, "C1", at: moment).filter { !$0.hasPrefix("allocation") }
    #expect(
      open == [
        "decisions 2022-09-29 - -", "distribution 2022-10-20 2022-10-13 -", "letter 2022-10-13 2022-10-13 -",
        "record 2022-10-20 2022-10-13 -",
      ])
    let completed = #"{"review":"C1-R1","decisionsOn":"2022-09-26","completedOn":"2022-09-30"}"#
    try room.ask("complete-record", json(completed), at: moment)
    let letter = #"{"review":"C1-R1","on":"2022-10-01","format":"letter","heldUntil":"2027-03-01"}"#
    let issued = try room.ask("issue-letter", json(letter), at: moment)
    #expect(issued.first?.data["workingDays"]?.integer == 6)
    #expect(issued.first?.data["heldUntil"]?.string == "2027-03-01")
    let met = try deadlines(room, "C1", at: moment).filter { !$0.hasSuffix("-") }
    #expect(
      met == [
        "decisions 2022-09-29 - 2022-09-26", "letter 2022-10-13 2022-10-13 2022-10-01",
        "record 2022-10-20 2022-10-13 2022-09-30",
      ])
  }

  @Test(arguments: [
    (#"{"review":"C1-R1","on":"2022-10-01","format":"easy-read"}"#, "accepted"),
    (#"{"review":"C1-R1","on":"2022-09-19","format":"letter"}"#, "-32001, letter-before-review /on"),
    (
      #"{"review":"C1-R1","on":"2022-12-02","format":"letter","heldUntil":"2022-12-01"}"#,
      "-32001, done-in-future /on, ends-before-it-begins /heldUntil"
    ),
  ])
  func `a letter tells of a review that was held`(params: String, outcome: String) throws {
    var room = try town()
    let moment = try day("2022-12-01")
    #expect(refused { try room.ask("issue-letter", json(params), at: moment) } == outcome)
  }

  // MARK: Recommendations

  private func recommend(_ child: String, _ more: String = "", dueOn: String = "2022-10-31") throws -> JSON {
    try json(
      """
      {"child":"\(child)","source":"panel","outcome":"a mentor is found","owner":"social-worker",\
      "dueOn":"\(dueOn)"\(more)}
      """)
  }

  @Test func `a recommendation has an id, an owner and a day, and is closed once`() throws {
    var room = try town()
    let moment = try day("2022-10-01")
    let made = try room.ask("make-recommendation", recommend("C1", #","review":"C1-R1""#), at: moment)
    #expect(made.first?.subject == "C1-A1")
    #expect(try room.ask("make-recommendation", recommend("C1"), at: moment).first?.subject == "C1-A2")
    #expect(try deadlines(room, "C1", at: moment).contains("recommendation 2022-10-31 - -"))
    let missed = try day("2022-11-02")
    room.turn(to: missed.today)
    let told = room.journal.filter { $0.data["kind"]?.string == "recommendation" }
    #expect(told.map(\.type).filter { $0 == "deadline-approaching" }.count == 2)
    #expect(told.map(\.type).filter { $0 == "deadline-missed" }.count == 2)
    let close = try json(#"{"recommendation":"C1-A1","on":"2022-11-01","outcome":"done"}"#)
    let closed = try room.ask("close-recommendation", close, at: missed)
    #expect(closed.first?.data["inTime"]?.boolean == false)
    #expect(closed.first?.data["child"]?.string == "C1")
    #expect(
      refused { try room.ask("close-recommendation", close, at: missed) }
        == "-32001, recommendation-closed-already /recommendation")
  }

  @Test func `a recommendation wants a child, a review of its own and an id that is known`() throws {
    var room = try town()
    let moment = try day("2022-10-01")
    #expect(
      refused { try room.ask("make-recommendation", recommend("C9"), at: moment) } == "-32002, child-not-found /child")
    for review in ["C2-R1", "C1-R7", "C1-R01", "nonsense"] {
      #expect(
        refused { try room.ask("make-recommendation", recommend("C1", #","review":"\#(review)""#), at: moment) }
          == "-32002, review-not-found /review")
    }
    for id in ["C1-A1", "C9-A1", "nonsense", "C1-A", "C1-R1"] {
      let close = try json(#"{"recommendation":"\#(id)","on":"2022-10-01","outcome":"done"}"#)
      #expect(
        refused { try room.ask("close-recommendation", close, at: moment) }
          == "-32002, recommendation-not-found /recommendation")
    }
  }
}
