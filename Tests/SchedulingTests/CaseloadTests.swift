import Contracts
import SchedulingRules
import Testing

struct CaseloadTests {
  /// An office under Thurrock's profile, whose weights differ from 1.
  private func thurrock() throws -> Room {
    var room = try Room()
    try room.ask("adopt-policy", json(#"{"profile":"thurrock","from":"2020-01-01"}"#), at: day("2020-01-01"))
    try room.register("O-1")
    return room
  }

  private func officer(_ room: Room, _ on: String, _ officer: String = "O-1") throws -> JSON {
    let all = try room.people("caseloads", #"{"on":"\#(on)"}"#)["officers"]?.array ?? []
    return try #require(all.first { $0["officer"]?.string == officer })
  }

  @Test(arguments: [
    // Recently accommodated: three months from entry, their last day included.
    ("2022-09-01", 1.2), ("2022-12-01", 1.2), ("2022-12-02", 1),
    // In proceedings from issue to conclusion.
    ("2022-12-10", 1.3), ("2022-12-20", 1),
    // A move beyond 20 miles.
    ("2023-01-10", 1.2),
    // A third placement in twelve months, still far away.
    ("2023-02-10", 1.56),
    // The first placement was still held twelve months before.
    ("2024-01-09", 1.56),
    // A second one held at the start and one since are two placements in twelve months.
    ("2024-01-10", 1.2),
    // Settled in one foster placement for more than twelve months, far away.
    ("2024-02-10", 1.2), ("2024-02-11", 0.96),
  ])
  func `a child's weights hold on their days and are multiplied`(on: String, weight: Double) throws {
    var room = try thurrock()
    try room.enter("C1", "2022-09-01")
    try room.allocate("C1", "O-1", on: "2022-09-01")
    for (event, on) in [("proceedings-issued", "2022-12-10"), ("proceedings-concluded", "2022-12-20")] {
      try room.publish(
        "court-event-recorded", json(#"{"child":"C1","on":"\#(on)","event":"\#(event)"}"#), at: day("2022-12-21"))
    }
    for on in ["2023-01-10", "2023-02-10"] {
      let moved = """
        {"child":"C1","changedOn":"\(on)","placement":{"type":"U6","provider":"PR1","distanceMiles":20.5},\
        "reasonForPlacementChange":"CARPL"}
        """
      try room.publish("placement-changed", json(moved), at: day(on))
    }
    #expect(try officer(room, on)["weighted"]?.double == weight)
    #expect(try officer(room, on)["children"]?.integer == 1)
  }

  @Test func `the weights are those of the profile that holds on the day`() throws {
    var room = try Room()
    try room.register("O-1")
    try room.enter("C1", "2022-09-01")
    try room.allocate("C1", "O-1")
    try room.ask("adopt-policy", json(#"{"profile":"thurrock","from":"2022-09-15"}"#), at: day("2022-09-02"))
    #expect(try officer(room, "2022-09-14")["weighted"]?.double == 1)
    #expect(try officer(room, "2022-09-15")["weighted"]?.double == 1.2)
  }

  @Test func `a caseload is asked on any day, per officer, on average and in range`() throws {
    var room = try Room()
    try room.register("O-1")
    try room.register("O-2", fte: "0.5")
    for (index, officer) in ["O-1", "O-1", "O-2", nil].enumerated() {
      try room.enter("C\(index)")
      if let officer { try room.allocate("C\(index)", officer, on: "2022-09-05") }
    }
    let left = try json(#"{"child":"C0","leftOn":"2022-10-10","reasonEpisodeCeased":"E4A"}"#)
    try room.publish("child-left-care", left, at: day("2022-10-10"))
    func line(_ on: String) throws -> [Double?] {
      let told = try room.people("caseloads", #"{"on":"\#(on)"}"#)
      return ["average", "lowest", "highest", "unallocated"].map { told[$0]?.double }
    }
    #expect(try line("2022-08-31") == [0, 0, 0, 0])
    #expect(try line("2022-09-04") == [2.67, 0, 0, 4])
    #expect(try line("2022-09-05") == [2.67, 2, 2, 1])
    #expect(try line("2022-10-09") == [2.67, 2, 2, 1])
    #expect(try line("2022-10-10") == [2, 1, 2, 1])
  }

  @Test func `duties leave less of a post, and an officer away is not there`() throws {
    var room = try Room()
    try room.register("O-1")
    try room.enter("C1")
    try room.allocate("C1", "O-1")
    let duties = #"{"officer":"O-1","from":"2022-10-01","duties":[{"kind":"lado","hoursPerWeek":18.5}]}"#
    try room.ask("change-officer", json(duties), at: day("2022-10-01"))
    let all =
      #"{"officer":"O-1","from":"2022-11-01","duties":[{"kind":"lado","hoursPerWeek":37}],"absentUntil":"2022-11-02"}"#
    try room.ask("change-officer", json(all), at: day("2022-11-01"))
    #expect(try officer(room, "2022-09-30")["weightedPerFte"]?.double == 1)
    let half = try officer(room, "2022-10-01")
    #expect(half["availableFte"]?.double == 0.5 && half["weightedPerFte"]?.double == 2)
    #expect(half["childrenPerFte"]?.double == 1)
    let none = try officer(room, "2022-11-01")
    #expect(none["availableFte"]?.double == 0 && none["weightedPerFte"] == nil && none["guide"]?.string == "above")
    #expect(none["absentUntil"]?.string == "2022-11-02")
    #expect(try officer(room, "2022-11-03")["absentUntil"] == nil)
  }

  @Test func `children without an officer are listed, the longest waiting first`() throws {
    var room = try Room()
    try room.register("O-1")
    for (child, on) in [("C1", "2022-09-01"), ("C2", "2022-08-25"), ("C3", "2022-09-01")] { try room.enter(child, on) }
    try room.allocate("C3", "O-1", on: "2022-09-05")
    func waiting(_ on: String) throws -> [String] {
      try (room.people("unallocated", #"{"on":"\#(on)"}"#)["items"]?.array ?? []).map { item in
        let words = [
          item["child"]?.string, item["workingDays"]?.integer.map { "\($0)" }, item["dueOn"]?.string,
          item["overdue"]?.boolean == true ? "overdue" : nil, item["formerOfficer"]?.string,
        ]
        return words.compactMap(\.self).joined(separator: " ")
      }
    }
    // The summer bank holiday is 29 August 2022.
    #expect(try waiting("2022-09-02") == ["C2 5 2022-09-02", "C1 1 2022-09-08", "C3 1 2022-09-08"])
    #expect(try waiting("2022-09-05") == ["C2 6 2022-09-02 overdue", "C1 2 2022-09-08"])
    try room.allocate("C1", "O-1", on: "2022-09-12")
    try room.allocate("C2", "O-1", on: "2022-09-12")
    #expect(try waiting("2022-09-12").isEmpty)
    let left = #"{"officer":"O-1","from":"2022-09-30","leftOn":"2022-09-30"}"#
    try room.ask("change-officer", json(left), at: day("2022-12-01"))
    #expect(try waiting("2022-09-30").isEmpty)
    #expect(
      try waiting("2022-10-10") == [
        "C1 6 2022-10-07 overdue O-1", "C2 6 2022-10-07 overdue O-1", "C3 6 2022-10-07 overdue O-1",
      ])
  }

  @Test func `a child who comes back waits anew`() throws {
    var room = try Room()
    try room.register("O-1")
    try room.enter("C1", "2022-09-01")
    try room.allocate("C1", "O-1", on: "2022-09-01")
    let left = try json(#"{"child":"C1","leftOn":"2022-10-10","reasonEpisodeCeased":"E4A"}"#)
    try room.publish("child-left-care", left, at: day("2022-10-10"))
    try room.enter("C1", "2022-11-01")
    #expect(try room.people("unallocated")["items"]?.array?.first?["enteredOn"]?.string == "2022-11-01")
    #expect(try officer(room, "2022-12-01")["children"]?.integer == 0)
  }
}
