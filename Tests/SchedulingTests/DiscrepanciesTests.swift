import Contracts
import SchedulingRules
import Testing

/// What was told of children and does not agree.
struct DiscrepanciesTests {
  private func listed(_ room: Room) throws -> [String] {
    try #require(room.people("care-discrepancies")["items"]?.array).map { item in
      [item["child"], item["kind"], item["on"], item["with"], item["review"] ?? item["officer"]]
        .compactMap { $0?.string }.joined(separator: " ")
    }
  }

  private func leave(_ room: inout Room, _ child: String, _ on: String) throws {
    try room.publish(
      "child-left-care", json(#"{"child":"\#(child)","leftOn":"\#(on)","reasonEpisodeCeased":"E4A"}"#),
      at: day("2022-12-01"))
  }

  @Test func `of a child whose facts agree nothing is listed`() throws {
    var room = try Room()
    try room.enter("C1")
    try room.register("O-1")
    try room.allocate("C1", "O-1")
    try leave(&room, "C1", "2022-11-01")
    #expect(try listed(room).isEmpty)
  }

  @Test func `a second entry while in care is listed until the leaving between them is told`() throws {
    var room = try Room()
    try room.enter("C1", "2022-09-01")
    try room.enter("C1", "2022-11-01")
    #expect(try listed(room) == ["C1 periods-overlap 2022-11-01 2022-09-01"])
    try leave(&room, "C1", "2022-10-01")
    #expect(try listed(room).isEmpty)
  }

  @Test func `what a late leaving puts outside care is listed, each thing with the last day in care`() throws {
    var room = try Room()
    try room.enter("C1", "2022-09-01")
    try room.register("O-1")
    try room.allocate("C1", "O-1", on: "2022-09-27")
    try room.publish(
      "legal-status-changed", json(#"{"child":"C1","changedOn":"2022-10-05","legalStatus":"C2"}"#),
      at: day("2022-10-05"))
    try room.publish(
      "placement-changed",
      json(
        #"""
        {"child":"C1","changedOn":"2022-10-06","placement":{"type":"U6","provider":"PR1"},\#
        "reasonForPlacementChange":"CARPL"}
        """#), at: day("2022-10-06"))
    _ = try room.ask(
      "hold-review",
      json(#"{"child":"C1","meetings":["2022-09-28"],"completedOn":"2022-09-28","mode":"in-person"}"#),
      at: day("2022-09-28"))
    try leave(&room, "C1", "2022-09-26")
    #expect(
      try listed(room) == [
        "C1 allocation-out-of-care 2022-09-27 2022-09-26 O-1", "C1 review-out-of-care 2022-09-28 2022-09-26 C1-R1",
        "C1 status-out-of-care 2022-10-05 2022-09-26", "C1 placement-out-of-care 2022-10-06 2022-09-26",
      ])
  }

  @Test func `two dates of birth, an officer who had left and absences at one time are listed`() throws {
    var room = try Room()
    try room.enter("C1", "2022-09-01")
    try room.register("O-1")
    try room.allocate("C1", "O-1", on: "2022-10-03")
    _ = try room.ask(
      "change-officer", json(#"{"officer":"O-1","from":"2022-09-30","leftOn":"2022-09-30"}"#), at: day("2022-12-01"))
    for (from, to) in [("2022-11-01", "2022-11-04"), ("2022-11-03", "2022-11-05"), ("2022-11-05", "2022-11-06")] {
      try room.publish(
        "missing-episode-recorded", json(#"{"child":"C1","from":"\#(from)","to":"\#(to)"}"#), at: day("2022-12-01"))
    }
    try room.publish(
      "child-details-changed", json(#"{"child":"C1","changedOn":"2022-11-10","dateOfBirth":"2001-01-01"}"#),
      at: day("2022-12-01"))
    let found = try listed(room)
    #expect(found.contains("C1 officer-had-left 2022-10-03 2022-09-30 O-1"))
    #expect(found.contains("C1 absences-overlap 2022-11-03 2022-11-01"))
    #expect(found.contains { $0.hasPrefix("C1 dates-of-birth-differ 2001-01-01") })
    #expect(found.count == 3)
  }
}
