import Contracts
import SchedulingRules
import Testing

struct SampleDrawTests {
  /// Twenty children C01 to C20 in care from 1 September 2022, with first and second reviews held but by C20, of which
  /// there is only the first; C05 left.
  private func town() throws -> Room {
    var room = try Room()
    for number in 1...20 {
      try room.publish("child-entered-care", entry(Self.id(number), "2022-09-01"), at: day("2022-09-01"))
    }
    for on in ["2022-09-28", "2022-12-20"] {
      for number in 1...(on == "2022-09-28" ? 20 : 19) {
        let held = #"{"child":"\#(Self.id(number))","meetings":["\#(on)"],"completedOn":"\#(on)","mode":"hybrid"}"#
        try room.ask("hold-review", json(held), at: day(on))
      }
    }
    let left = #"{"child":"C05","leftOn":"2022-12-30","reasonEpisodeCeased":"E4A"}"#
    try room.publish("child-left-care", json(left), at: day("2022-12-30"))
    return room
  }

  private static func id(_ number: Int) -> String { "C\(number < 10 ? "0" : "")\(number)" }

  private func draw(
    _ room: inout Room, _ sample: String, _ of: String, _ more: String, from: String = "2022-10-01",
    to: String = "2022-12-31"
  ) throws -> JSON {
    let params = #"{"sample":"\#(sample)","of":"\#(of)","from":"\#(from)","to":"\#(to)"\#(more)}"#
    return try #require(room.ask("draw-sample", json(params), at: day("2023-01-09")).first).data
  }

  private func ids(_ sample: JSON) -> [String] {
    (sample["drawn"]?.array ?? []).compactMap { ($0["review"] ?? $0["child"])?.string }
  }

  @Test func `a sample is the same for the same seed, and another for another`() throws {
    var room = try town()
    let first = try draw(&room, "S1", "second-reviews", #","size":5,"seed":417"#)
    #expect(first["population"]?.integer == 19)
    #expect(ids(first).count == 5)
    #expect(Set(ids(first)).count == 5)
    #expect(ids(first).allSatisfy { $0.hasSuffix("-R2") })
    #expect(ids(try draw(&room, "S2", "second-reviews", #","size":5,"seed":417"#)) == ids(first))
    #expect(ids(try draw(&room, "S3", "second-reviews", #","size":5,"seed":418"#)) != ids(first))
    let smaller = try draw(&room, "S4", "second-reviews", #","size":3,"seed":417"#)
    #expect(ids(smaller) == Array(ids(first).prefix(3)))
  }

  /// The same draw as it is documented, written a second time.
  @Test func `anybody can draw a sample again from its seed`() throws {
    var room = try town()
    let told = try draw(
      &room, "S1", "children", #","size":7,"seed":9007199254740991"#, from: "2023-01-01", to: "2023-01-09")
    var left = (1...20).filter { $0 != 5 }.map(Self.id)
    #expect(told["population"]?.integer == left.count)
    var state: UInt64 = 9_007_199_254_740_991
    var drawn: [String] = []
    for place in 0..<7 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      mixed ^= mixed >> 31
      left.swapAt(place, place + Int(mixed % UInt64(left.count - place)))
      drawn.append(left[place])
    }
    #expect(ids(told) == drawn)
  }

  @Test func `a sample is of what lay in its span`() throws {
    var room = try town()
    let moment = try day("2023-01-09")
    try room.ask("issue-letter", json(#"{"review":"C03-R1","on":"2022-10-07","format":"letter"}"#), at: moment)
    try room.ask("complete-record", json(#"{"review":"C04-R1","completedOn":"2022-10-07"}"#), at: moment)
    let all = #","share":100,"seed":1"#
    #expect(ids(try draw(&room, "S1", "letters", all)) == ["C03-R1"])
    #expect(ids(try draw(&room, "S2", "letters", all, to: "2022-10-06")) == [])
    #expect(ids(try draw(&room, "S3", "records", all)) == ["C04-R1"])
    #expect(ids(try draw(&room, "S4", "children", all)).count == 20)
    #expect(ids(try draw(&room, "S5", "children", all, from: "2022-12-30")).count == 19)
    #expect(ids(try draw(&room, "S6", "second-reviews", #","share":50,"seed":1"#)).count == 10)
    #expect(ids(try draw(&room, "S7", "cohort", #","cohort":"nobody","size":5,"seed":1"#)) == [])
  }

  @Test(arguments: [
    (
      #"{"sample":"S1","of":"letters","from":"2022-10-01","to":"2022-12-31","size":5,"seed":1}"#,
      "-32001, sample-exists /sample"
    ),
    (
      #"{"of":"cohort","sample":"S2","from":"2022-12-31","to":"2022-10-01","seed":1}"#,
      "-32602, cohort-missing /cohort, size-missing /size, ends-before-it-begins /to"
    ),
    (
      #"{"sample":"S2","of":"nonsense","from":"2022-10-01","to":"2022-12-31","size":501,"seed":1}"#,
      "-32602, unknown-word /of, out-of-range /size"
    ),
  ])
  func `a sample says of what, from when to when, how many and by which seed, once`(
    params: String, outcome: String
  ) throws {
    var room = try town()
    _ = try draw(&room, "S1", "letters", #","size":5,"seed":1"#)
    #expect(refused { try room.ask("draw-sample", json(params), at: day("2023-01-09")) } == outcome)
  }

  @Test func `an action from a finding becomes a recommendation of the child`() throws {
    var room = try town()
    let moment = try day("2023-01-09")
    let sample = try draw(&room, "S1", "second-reviews", #","share":100,"seed":1"#)
    #expect(ids(sample).count == 19)
    let finding = """
      {"sample":"S1","child":"C07","finding":"plan-drifts","on":"2023-01-09","grade":"requires-improvement",\
      "action":"the midway review is brought forward","owner":"officer","dueOn":"2023-02-01"}
      """
    let told = try room.ask("record-finding", json(finding), at: moment)
    #expect(told.map(\.type) == ["finding-recorded", "recommendation-made"])
    #expect(told.map { $0.data["recommendation"]?.string } == ["C07-A1", "C07-A1"])
    #expect(told.map { $0.data["review"]?.string } == ["C07-R2", "C07-R2"])
    #expect(told.last?.data["source"]?.string == "sample")
    let answer = try room.answer("sample", json(#"{"sample":"S1"}"#), at: moment)
    #expect(answer["findings"]?.array?.map { $0["recommendation"]?.string } == ["C07-A1"])
    #expect(answer["population"]?.integer == 19)
    #expect(
      refused { _ = try room.answer("sample", json(#"{"sample":"S9"}"#), at: moment) }
        == "-32002, sample-not-found /sample")
  }

  @Test(arguments: [
    (#"{"sample":"S1","child":"C07","finding":"clear","on":"2023-01-09"}"#, "accepted"),
    (#"{"sample":"S9","child":"C07","finding":"clear","on":"2023-01-09"}"#, "-32002, sample-not-found /sample"),
    (#"{"sample":"S1","child":"C99","finding":"clear","on":"2023-01-09"}"#, "-32002, child-not-found /child"),
    (
      #"{"sample":"S1","child":"C20","finding":"clear","on":"2023-01-10"}"#,
      "-32001, not-drawn /child, done-in-future /on"
    ),
    (
      #"{"sample":"S1","child":"C07","review":"C07-R1","finding":"clear","on":"2023-01-09"}"#,
      "-32001, not-drawn /review"
    ),
    (
      #"{"sample":"S1","child":"C07","finding":"drift","on":"2023-01-09","action":"mend it"}"#,
      "-32602, owner-missing /owner, due-on-missing /dueOn"
    ),
    (
      #"{"sample":"S1","child":"C07","finding":"drift","on":"2023-01-09","owner":"officer"}"#,
      "-32602, action-missing /action"
    ),
  ])
  func `a finding is of one that was drawn, and its action has an owner and a day`(
    params: String, outcome: String
  ) throws {
    var room = try town()
    _ = try draw(&room, "S1", "second-reviews", #","share":100,"seed":1"#)
    #expect(refused { try room.ask("record-finding", json(params), at: day("2023-01-09")) } == outcome)
  }
}
