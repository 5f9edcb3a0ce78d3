import Contracts
import SchedulingRules
import Testing

struct AllocationTests {
  /// Officers O-1 and O-2, of whom O-1 has a child more.
  private func office(_ one: String = "", _ two: String = "") throws -> Room {
    var room = try Room()
    try room.register("O-1", one)
    try room.register("O-2", two)
    try room.enter("BUSY", "2021-01-04")
    try room.allocate("BUSY", "O-1", on: "2021-01-04")
    return room
  }

  private func proposal(_ room: Room, _ child: String = "C1", on: String = "2022-09-01") throws -> String {
    let told = try room.people("proposal", #"{"child":"\#(child)","on":"\#(on)"}"#)
    let reasons = (told["reasons"]?.array ?? []).compactMap(\.string).joined(separator: " ")
    return "\(told["officer"]?.string ?? "nobody"): \(reasons)"
  }

  private func against(_ room: Room, _ officer: String, _ child: String = "C1") throws -> [String] {
    let told = try room.people("proposal", #"{"child":"\#(child)","on":"2022-09-01"}"#)
    let found = told["considered"]?.array?.first { $0["officer"]?.string == officer }
    return (found?["against"]?.array ?? []).compactMap(\.string)
  }

  @Test(arguments: [
    ("", "", "{}", "O-2: lowest-load"),
    (#","skills":["makaton"]"#, "", #"{"needs":["makaton"]}"#, "O-1: has-needed-skill"),
    (#","teams":["north"]"#, "", #"{"team":"north"}"#, "O-1: same-team"),
    (
      #","teams":["north"]"#, #","skills":["makaton"]"#, #"{"team":"north","needs":["makaton"]}"#,
      "O-2: has-needed-skill lowest-load"
    ),
    ("", "", #"{"siblings":["BUSY"]}"#, "O-1: sibling-has-same-officer"),
    (#","maximumChildren":1"#, "", #"{"siblings":["BUSY"]}"#, "O-2: lowest-load only-officer"),
    ("", #","maximumChildren":0"#, "{}", "O-1: lowest-load only-officer"),
    (#","maximumChildren":1"#, #","maximumChildren":0"#, "{}", "nobody: no-officer-fits"),
    ("", #","roles":["conferences"]"#, "{}", "O-1: lowest-load only-officer"),
    ("", #","skills":["not-north"]"#, #"{"team":"north"}"#, "O-1: lowest-load only-officer"),
    ("", #","skills":["not-c1"]"#, "{}", "O-1: lowest-load only-officer"),
    (#","teams":["north"]"#, "", #"{"team":"north","needs":["apart-from-busy"]}"#, "O-2: lowest-load only-officer"),
  ])
  func `the service chooses by what it knows, and says why`(
    one: String, two: String, changes: String, choice: String
  ) throws {
    var room = try office(one, two)
    try room.enter("C1", "2022-09-01", changes)
    #expect(try proposal(room) == choice)
    if choice.hasPrefix("nobody") {
      #expect(refused { try room.allocate("C1") } == "-32001, no-officer-fits /officer")
      #expect(room.journal.count { $0.type == "officer-allocated" } == 1)
    } else {
      let officer = try #require(try room.allocate("C1"))
      #expect(choice.hasPrefix("\(officer):"))
      let chosen = try #require(room.journal.last { $0.type == "officer-allocated" }?.data["chosen"])
      #expect(
        (chosen["reasons"]?.array ?? []).compactMap(\.string)
          == choice.split(separator: " ").dropFirst().map { "\($0)" })
      #expect(chosen["considered"]?.array?.count == 2)
    }
  }

  @Test func `a sibling told of by the other, and a parent in care, count both ways`() throws {
    var room = try office()
    try room.enter("C2", "2022-09-01", #"{"siblings":["C1"],"needs":["apart-from-c3"]}"#)
    try room.allocate("C2", "O-1")
    try room.enter("C1")
    try room.enter("C3")
    #expect(try proposal(room, "C1") == "O-1: sibling-has-same-officer")
    #expect(try proposal(room, "C3") == "O-2: lowest-load only-officer")
    #expect(try against(room, "O-1", "C3") == ["conflict-of-interest"])
  }

  @Test func `continuity comes first: the officer of an earlier period of care, and the chair of conferences`() throws {
    var room = try office()
    try room.enter("C1", "2021-02-01", #"{"siblings":["S1"]}"#)
    try room.allocate("C1", "O-1", on: "2021-02-01")
    let left = try json(#"{"child":"C1","leftOn":"2021-06-01","reasonEpisodeCeased":"E4A"}"#)
    try room.publish("child-left-care", left, at: day("2021-06-01"))
    try room.enter("S1", "2022-08-01")
    try room.allocate("S1", "O-2", on: "2022-08-01")
    try room.enter("C1", "2022-09-01")
    #expect(try proposal(room) == "O-1: earlier-officer lowest-load")
    try room.allocate("C1")
    #expect(room.journal.last { $0.type == "officer-allocated" }?.data["previousOfficer"]?.string == "O-1")
    #expect(room.journal.last { $0.type == "officer-allocated" }?.data["first"]?.boolean == true)

    let step = #"{"child":"C9","on":"2022-08-01","event":"strategy-discussion"}"#
    try room.publish("child-protection-recorded", json(step), at: day("2022-08-01"))
    let held = #"{"child":"C9","kind":"initial","on":"2022-08-12","officer":"O-1"}"#
    try room.ask("hold-conference", json(held), at: day("2022-08-12"))
    try room.enter("C9", "2022-09-01")
    #expect(try proposal(room, "C9") == "O-1: conference-chair")
  }

  @Test func `siblings go where there is room for all of them`() throws {
    var room = try office(#","maximumChildren":4"#, #","maximumChildren":2"#)
    for child in ["S1", "S2", "S3"] { try room.enter(child, "2022-09-01", #"{"siblings":["S1","S2","S3"]}"#) }
    #expect(try against(room, "O-2", "S1") == ["no-room-for-siblings"])
    for child in ["S1", "S2", "S3"] { #expect(try room.allocate(child) == "O-1") }
  }

  @Test func `an officer away is passed over, one who leaves comes last, and one without time is barred`() throws {
    var room = try office()
    try room.enter("C1")
    let moment = try day("2022-12-01")
    func change(_ more: String) throws {
      try room.ask("change-officer", json(#"{"officer":"O-2","from":"2022-09-01",\#(more)}"#), at: moment)
    }
    try change(#""absentUntil":"2022-09-01""#)
    #expect(try against(room, "O-2") == ["absent"])
    #expect(try proposal(room) == "O-1: lowest-load only-officer")
    #expect(try proposal(room, on: "2022-09-02") == "O-2: lowest-load")
    try change(#""duties":[{"kind":"lado","hoursPerWeek":40}]"#)
    #expect(try against(room, "O-2") == ["absent", "no-time", "over-guide"])
    try change(#""duties":[],"leftOn":"2023-03-31""#)
    #expect(try proposal(room, on: "2022-09-02") == "O-1: ")
  }

  @Test(arguments: [
    (#"{"child":"C1","officer":"O-3","on":"2022-09-01"}"#, "-32001, officer-left /officer"),
    (#"{"child":"C9","on":"2022-09-01"}"#, "-32002, child-not-found /child"),
    (#"{"child":"C1","on":"2022-08-01"}"#, "-32001, not-in-care /on"),
  ])
  func `an allocation is refused`(params: String, outcome: String) throws {
    var room = try office()
    try room.register("O-3")
    try room.enter("C1")
    let moment = try day("2022-12-01")
    try room.ask("change-officer", json(#"{"officer":"O-3","from":"2022-08-31","leftOn":"2022-08-31"}"#), at: moment)
    #expect(refused { try room.ask("allocate-officer", json(params), at: moment) } == outcome)
  }

  @Test(arguments: [
    ("", #"{"absentUntil":"2022-09-10"}"#, "{}", ["officer-away"]),
    (#","maximumChildren":0"#, nil, "{}", ["over-maximum"]),
    (#","maximumChildren":500"#, #"{"fte":0.01}"#, "{}", ["over-guide"]),
    ("", #"{"leftOn":"2023-01-31"}"#, "{}", ["officer-leaves"]),
    ("", nil, #"{"siblings":["BUSY"]}"#, ["sibling-with-another-officer"]),
    (#","skills":["not-north"]"#, nil, #"{"team":"north"}"#, ["conflict-of-interest"]),
    ("", nil, "{}", []),
  ])
  func `a named officer is taken with what speaks against`(
    two: String, change: String?, changes: String, warnings: [String]
  ) throws {
    var room = try office("", two)
    try room.enter("C1", "2022-09-01", changes)
    let moment = try day("2022-12-01")
    if let change {
      let more = change.dropFirst().dropLast()
      try room.ask("change-officer", json(#"{"officer":"O-2","from":"2022-09-01",\#(more)}"#), at: moment)
    }
    let params = try json(#"{"child":"C1","officer":"O-2","on":"2022-09-01"}"#)
    #expect(try room.warnings("allocate-officer", params, at: moment) == warnings)
  }

  @Test(arguments: [
    (
      #"{"officer":"O-9","on":"2022-09-01","to":"O-8","reason":"leaves"}"#,
      "-32002, officer-not-found /officer, officer-not-found /to"
    ),
    (#"{"officer":"O-1","on":"2022-09-01","to":"O-1","reason":"leaves"}"#, "-32001, same-officer /to"),
    (#"{"officer":"O-2","on":"2022-09-01","reason":"leaves"}"#, "-32001, no-children-allocated /officer"),
    (#"{"officer":"O-1","on":"2022-09-01","to":"O-2","reason":"The officer leaves."}"#, "accepted"),
  ])
  func `a reallocation is refused with everything that is wrong with it`(params: String, outcome: String) throws {
    var room = try office()
    #expect(refused { try room.ask("reallocate-children", json(params), at: day("2022-12-01")) } == outcome)
  }

  // MARK: Random offices

  /// What a random office holds, and the seed it came of.
  private func random(_ seed: UInt64) throws -> Room {
    var dice = Dice(state: seed)
    var room = try Room()
    if Bool.random(using: &dice) {
      try room.ask("adopt-policy", json(#"{"profile":"thurrock","from":"2020-01-01"}"#), at: day("2020-01-01"))
    }
    for index in 1...Int.random(in: 1...5, using: &dice) {
      let maximum = Int.random(in: 0...6, using: &dice)
      let more = [
        maximum < 6 ? #","maximumChildren":\#(maximum)"# : "",
        Bool.random(using: &dice) ? #","teams":["north"]"# : "",
        Int.random(in: 0...4, using: &dice) == 0 ? #","skills":["not-north"]"# : "",
      ].joined()
      try room.register("O-\(index)", more, fte: ["1", "0.5", "0.2"][Int.random(in: 0...2, using: &dice)])
    }
    for index in 1...Int.random(in: 1...14, using: &dice) {
      let sibling = Int.random(in: 1...14, using: &dice)
      let kin = Bool.random(using: &dice) && sibling != index ? #","siblings":["C\#(sibling)"]"# : ""
      let apart = Int.random(in: 0...5, using: &dice) == 0 ? #""apart-from-c\#(sibling)""# : ""
      let team = ["north", "south"][Int.random(in: 0...1, using: &dice)]
      try room.enter("C\(index)", "2022-09-01", #"{"team":"\#(team)","needs":[\#(apart)]\#(kin)}"#)
      if Int.random(in: 0...3, using: &dice) > 0 { _ = try? room.allocate("C\(index)") }
    }
    return room
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `the choice never breaks a maximum nor a conflict`(seed: UInt64) throws {
    let room = try random(seed)
    for officer in try room.people("caseloads", #"{"on":"2022-09-01"}"#)["officers"]?.array ?? [] {
      if let maximum = officer["maximumChildren"]?.integer {
        #expect(officer["children"]?.integer ?? 0 <= maximum, "\(seed)")
      }
    }
    var allocated: [String: String] = [:]
    var needs: [String: [String]] = [:]
    for event in room.journal {
      let child = event.data["child"]?.string ?? ""
      if event.type == "officer-allocated" { allocated[child] = event.data["officer"]?.string }
      if event.type == "child-entered-care" { needs[child] = event.data["needs"]?.array?.compactMap(\.string) }
    }
    for (child, needs) in needs {
      for need in needs {
        let other = need.replacing("apart-from-c", with: "C")
        if other != child, let officer = allocated[child] {
          #expect(allocated[other] != officer, "\(seed): \(child) and \(other)")
        }
      }
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `a reallocation does what its preview shows, and the preview changes nothing`(seed: UInt64) throws {
    var room = try random(seed)
    let before = (room.states, room.journal.count)
    let preview = try room.people("reallocation", #"{"officer":"O-1","on":"2022-10-01"}"#)
    #expect(room.states == before.0 && room.journal.count == before.1)
    let shown = (preview["items"]?.array ?? []).compactMap { item in
      item["officer"]?.string.map { "\(item["child"]?.string ?? "") \($0) \(item["reasons"]?.line ?? [])" }
    }
    let params = try json(#"{"officer":"O-1","on":"2022-10-01","reason":"leaves"}"#)
    let moment = try day("2022-12-01")
    guard !shown.isEmpty else {
      let outcome = refused { try room.ask("reallocate-children", params, at: moment) }
      #expect(outcome.contains("no-officer-fits") || outcome.contains("no-children-allocated"), "\(seed): \(outcome)")
      return
    }
    let done = try room.ask("reallocate-children", params, at: moment).filter { $0.type == "officer-allocated" }.map {
      let reasons = $0.data["chosen"]?["reasons"]?.line ?? []
      return "\($0.data["child"]?.string ?? "") \($0.data["officer"]?.string ?? "") \(reasons)"
    }
    #expect(done == shown, "\(seed)")
    let left = try room.people("reallocation", #"{"officer":"O-1","on":"2022-10-01"}"#)
    #expect(
      left["items"]?.array?.compactMap { $0["child"]?.string } == preview["unplaced"]?.array?.compactMap(\.string))
  }
}
