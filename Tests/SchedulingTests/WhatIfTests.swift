import Contracts
import SchedulingRules
import Testing

struct WhatIfTests {
  /// Two officers, each with children who entered on 1 September 2022, of whom none was reviewed.
  private func office(_ one: Int, _ two: Int) throws -> Room {
    var room = try Room()
    try room.register("O-1")
    try room.register("O-2", fte: "0.5")
    for (officer, count) in [("O-1", one), ("O-2", two)] {
      for index in 0..<count {
        try room.enter("C\(officer.suffix(1))-\(index)")
        try room.allocate("C\(officer.suffix(1))-\(index)", officer)
      }
    }
    return room
  }

  private func months(_ room: Room, _ more: String = "", from: String = "2022-09-02", to: String = "2022-12-31") throws
    -> [JSON]
  {
    try room.people("what-if", #"{"from":"\#(from)","to":"\#(to)"\#(more)}"#)["months"]?.array ?? []
  }

  /// What a month says of an officer: children, reviews, capacity, late.
  private func line(_ month: JSON, _ officer: String) -> [Int?] {
    let line = month["officers"]?.array?.first { $0["officer"]?.string == officer }
    return ["children", "reviews", "capacity", "late"].map { line?[$0]?.integer }
  }

  @Test func `reviews fall on the limits told, and on those that follow when each is held`() throws {
    let told = try months(office(3, 1), to: "2023-07-31")
    // First limit 30 September 2022, second 30 December, third 30 June.
    #expect(told.map { $0["reviews"]?.integer } == [4, 0, 0, 4, 0, 0, 0, 0, 0, 4, 0])
    #expect(told.map { $0["month"]?.string }.first == "2022-09")
    #expect(told.allSatisfy { $0["children"]?.integer == 4 && $0["late"]?.integer == 0 })
    // 70 children at 2.5 reviews a year are 14.6 a month; half a post holds 7; September from its second day.
    #expect(line(told[0], "O-1") == [3, 3, 14, 0])
    #expect(line(told[1], "O-1") == [3, 0, 15, 0] && line(told[1], "O-2") == [1, 0, 7, 0])
  }

  @Test func `children of a leaver are spread from the day after the last in post`() throws {
    let told = try months(office(4, 1), #","leavers":[{"officer":"O-1","on":"2022-10-15"}]"#)
    #expect(line(told[0], "O-1") == [4, 4, 14, 0])
    #expect(line(told[1], "O-1") == [0, 0, 7, 0] && line(told[1], "O-2") == [5, 0, 7, 0])
    #expect(line(told[2], "O-1") == [nil, nil, nil, nil])
    #expect(told[1]["officers"]?.array?.last?["perFte"]?.double == 10)
    let nobody = #","leavers":[{"officer":"O-1","on":"2022-10-15"},{"officer":"O-2","on":"2022-10-15"}]"#
    let alone = try months(office(4, 1), nobody)
    #expect(alone[1]["unallocated"]?.integer == 5 && alone[3]["late"]?.integer == 5)
  }

  @Test func `arrivals are spread over their month and reviewed by the clock of a looked-after child`() throws {
    let told = try months(office(0, 0), #","arrivals":[{"month":"2022-10","children":31}]"#, to: "2023-02-28")
    #expect(told.map { $0["children"]?.integer } == [0, 31, 31, 31, 31, 31])
    // The first review is due 20 working days from each day of October, the second three months after that.
    #expect(told.map { $0["reviews"]?.integer } == [0, 3, 28, 0, 3, 28])
    let loads = try #require(told[1]["officers"]?.array).compactMap { $0["perFte"]?.double }
    #expect(loads == [21, 20])
  }

  @Test func `what is beyond the capacity of an officer goes late, the latest limits first`() throws {
    var room = try office(0, 20)
    let told = try room.people("what-if", #"{"from":"2022-09-02","to":"2022-10-31"}"#)
    #expect(line(try #require(told["months"]?.array?.first), "O-2") == [20, 20, 7, 13])
    let late = (told["late"]?.array ?? []).compactMap { $0["review"]?.string }
    #expect(late.count == 13 && late.first == "C2-15-R1" && late.last == "C2-9-R1")
    try room.enter("EARLY", "2022-08-25")
    try room.allocate("EARLY", "O-2")
    let other = try room.people("what-if", #"{"from":"2022-09-02","to":"2022-10-31"}"#)
    #expect(other["late"]?.array?.contains { $0["child"]?.string == "EARLY" } == false)
    // A duty leaves half of the half post: 3.5 reviews a month.
    let duties =
      #"{"from":"2022-09-02","to":"2022-09-30","duties":[{"officer":"O-2","hoursPerWeek":9.25,"from":"2022-09-01"}]}"#
    #expect(line(try #require(try room.people("what-if", duties)["months"]?.array?.first), "O-2") == [21, 21, 4, 17])
  }

  @Test func `what was late is held before what falls due after it`() throws {
    var room = try office(0, 20)
    for index in 0..<7 { try room.enter("D-\(index)", "2022-09-15") }
    for index in 0..<7 { try room.allocate("D-\(index)", "O-2", on: "2022-09-15") }
    let told = try months(room, from: "2022-09-16")
    #expect(told.map { line($0, "O-2") } == [[27, 20, 4, 16], [27, 7, 7, 7], [27, 0, 7, 0], [27, 20, 7, 20]])
  }

  @Test func `a child leaves at eighteen, and one who waits is allocated`() throws {
    var room = try office(1, 0)
    try room.enter("OLD", "2022-09-01", #"{"dateOfBirth":"2004-10-20"}"#)
    let told = try months(room)
    #expect(told.map { $0["children"]?.integer } == [2, 1, 1, 1])
    #expect(line(told[0], "O-2")[0] == 1 && told[0]["unallocated"]?.integer == 0)
    #expect(told[3]["reviews"]?.integer == 1)
  }

  @Test(arguments: [
    (#"{"from":"2022-09-02","to":"2022-09-01"}"#, "-32001, ends-before-it-begins /to"),
    (#"{"from":"2022-09-01","to":"2025-09-01"}"#, "-32602, forecast-too-large /to"),
    (#"{"from":"2022-09-01","to":"2025-08-31"}"#, "accepted"),
    (#"{"from":"2200-12-01","to":"2200-12-31"}"#, "accepted"),
    (#"{"from":"1900-01-01","to":"1900-01-31"}"#, "accepted"),
    (
      #"""
      {"from":"2022-09-01","to":"2022-10-01",\#
      "arrivals":[{"month":"2022-13","children":1},{"month":"2022-08","children":1}]}
      """#,
      "-32602, no-such-month /arrivals/0/month, outside-forecast /arrivals/1/month"
    ),
    (
      #"{"from":"2022-09-01","to":"2022-10-01","arrivals":[{"month":"2022-09","children":5001}]}"#,
      "-32602, forecast-too-large /arrivals"
    ),
    (
      #"""
      {"from":"2022-09-01","to":"2022-10-01","leavers":[{"officer":"O-9","on":"2022-09-01"}],\#
      "duties":[{"officer":"O-8","hoursPerWeek":1,"from":"2022-09-01"}]}
      """#, "-32002, officer-not-found /leavers/0/officer, officer-not-found /duties/0/officer"
    ),
  ])
  func `a forecast is refused with everything that is wrong with it`(params: String, outcome: String) throws {
    let room = try office(1, 1)
    #expect(refused { _ = try room.people("what-if", params) } == outcome)
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func `a forecast changes nothing, and each review falls to one officer or to nobody`(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let room = try office(Int.random(in: 0...12, using: &dice), Int.random(in: 0...12, using: &dice))
    let before = (room.states, room.journal.count)
    let hours = Int.random(in: 0...60, using: &dice)
    let leaver = Int.random(in: 1...2, using: &dice)
    let month = Int.random(in: 10...12, using: &dice)
    let told = try months(
      room,
      #"""
      ,"leavers":[{"officer":"O-\#(leaver)","on":"2022-\#(month)-15"}],\#
      "arrivals":[{"month":"2022-11","children":\#(Int.random(in: 0...60, using: &dice))}],\#
      "duties":[{"officer":"O-1","hoursPerWeek":\#(hours),"from":"2022-10-10"}]
      """#, to: "2023-03-31")
    #expect(room.states == before.0 && room.journal.count == before.1)
    #expect(told.count == 7)
    for month in told {
      let lines = month["officers"]?.array ?? []
      func sum(_ member: String) -> Int { lines.reduce(0) { $0 + ($1[member]?.integer ?? 0) } }
      #expect(sum("children") + (month["unallocated"]?.integer ?? 0) == month["children"]?.integer, "\(seed)")
      #expect(sum("reviews") <= month["reviews"]?.integer ?? 0, "\(seed)")
      #expect(sum("late") <= month["late"]?.integer ?? 0, "\(seed)")
      #expect(lines.allSatisfy { $0["late"]?.integer ?? 0 <= $0["reviews"]?.integer ?? 0 }, "\(seed)")
    }
  }
}
