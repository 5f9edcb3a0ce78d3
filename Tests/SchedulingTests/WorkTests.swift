import Contracts
import SchedulingRules
import Testing

struct WorkTests {
  /// C1 in care since 1 September 2022 with officer W-1; C2 in care without one.
  private func town(_ profile: String? = nil) throws -> Room {
    var room = try Room()
    let start = try day("2022-09-01")
    if let profile {
      try room.ask("adopt-policy", json(#"{"profile":"\#(profile)","from":"2000-04-01"}"#), at: start)
    }
    for officer in ["W-1", "W-2"] {
      let registered = #"{"officer":"\#(officer)","from":"2022-04-01","fte":1,"kind":"permanent"}"#
      try room.ask("register-officer", json(registered), at: start)
    }
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: start)
    try room.publish("child-entered-care", entry("C2", "2022-09-01"), at: start)
    try room.ask(
      "allocate-officer", json(#"{"child":"C1","officer":"W-1","on":"2022-09-02"}"#), at: day("2022-09-02"))
    return room
  }

  private static let acts = [
    ("record-pre-discussion", "pre-discussion-recorded"), ("record-visit", "visit-recorded"),
    ("record-oversight", "oversight-recorded"), ("record-contact", "contact-recorded"),
    ("hold-midway-review", "midway-review-held"),
  ]

  @Test(arguments: acts)
  func `work between reviews is told as asked, with the child's officer where none is named`(
    command: String, event: String
  ) throws {
    var room = try town()
    let asked = """
      {"child":"C1","review":"C1-R1","on":"2022-09-15","mode":"in-person","childIncluded":true,\
      "purpose":"distance-visit","with":["guardian"],"place":"Dundee","distanceMiles":412.5,"minutes":540}
      """
    let told = try room.ask(command, json(asked), at: day("2022-09-15"))
    #expect(told.map(\.type) == [event])
    #expect(told.first?.data["officer"]?.string == "W-1")
    #expect(told.first?.data["distanceMiles"]?.double == 412.5)
    #expect(told.first?.data["place"]?.string == "Dundee")
    let other = try room.ask(
      command, json(#"{"child":"C1","on":"2022-09-15","officer":"W-2"}"#), at: day("2022-09-15"))
    #expect(other.first?.data["officer"]?.string == "W-2")
    let nobody = try room.ask(command, json(#"{"child":"C2","on":"2022-09-15"}"#), at: day("2022-09-15"))
    #expect(nobody.first?.data["officer"] == nil)
  }

  @Test(arguments: acts.map(\.0))
  func `work wants a child, its own review, an officer and a day that has come`(command: String) throws {
    var room = try town()
    let moment = try day("2022-09-15")
    let cases = [
      (#"{"child":"C9","on":"2022-09-15"}"#, "-32002, child-not-found /child"),
      (
        #"{"child":"C1","review":"C2-R1","officer":"W-9","on":"2022-09-16"}"#,
        "-32002, review-not-found /review, officer-not-found /officer, done-in-future /on"
      ),
      (#"{"child":"C1","on":"2022-09-16"}"#, "-32001, done-in-future /on"),
      (#"{"child":"C1","on":"2022-08-01"}"#, "accepted"),
    ]
    for (params, outcome) in cases {
      #expect(refused { try room.ask(command, json(params), at: moment) } == outcome)
    }
  }

  @Test func `a document counts the working days to the review named, else to the one that is due`() throws {
    var room = try town()
    func lead(_ on: String, _ more: String = "") throws -> Int? {
      let params = #"{"child":"C1","kind":"social-work-report","to":["officer"],"on":"\#(on)"\#(more)}"#
      return try room.ask("record-document", json(params), at: day("2022-10-10")).first?
        .data["workingDaysBefore"]?.integer
    }
    #expect(try lead("2022-09-05") == nil)
    let held = #"{"child":"C1","meetings":["2022-09-28"],"completedOn":"2022-09-28","mode":"hybrid"}"#
    try room.ask("hold-review", json(held), at: day("2022-09-28"))
    let review = #","review":"C1-R1""#
    #expect(try lead("2022-09-23", review) == 3)
    #expect(try lead("2022-09-28", review) == 0)
    #expect(try lead("2022-09-30", review) == -2)
    #expect(try lead("2022-09-23") == nil)
    #expect(refused { _ = try lead("2022-09-23", #","review":"C2-R1""#) } == "-32002, review-not-found /review")
    #expect(refused { _ = try lead("2022-10-11") } == "-32001, done-in-future /on")
  }

  // MARK: Audits

  private func audit(_ items: [(String, Bool)], _ more: String = "") throws -> JSON {
    let items = items.map { #"{"item":"\#($0.0)","met":\#($0.1)}"# }.joined(separator: ",")
    return try json(#"{"child":"C1","form":"monitoring-form","items":[\#(items)]\#(more)}"#)
  }

  private static let items = [
    "pre-discussion-held", "papers-shared-with-child", "child-chose-where-and-who", "child-took-part",
    "child-chaired-or-part-chaired", "parents-took-part", "advocacy-offered", "plan-up-to-date",
  ]

  @Test func `a form of the profile is complete with all its items, and says which failed`() throws {
    var room = try town("medway")
    let moment = try day("2022-09-15")
    let full = Self.items.map { ($0, $0 != "advocacy-offered") }
    let told = try room.ask("complete-audit", audit(full, #","review":"C1-R1""#), at: moment)
    #expect(told.first?.data["failed"]?.array?.compactMap(\.string) == ["advocacy-offered"])
    #expect(told.first?.data["on"]?.string == "2022-09-15")
    let wrong = full.dropLast() + [("handwriting", true), ("child-took-part", true)]
    #expect(
      refused { try room.ask("complete-audit", audit(Array(wrong), #","on":"2022-09-16""#), at: moment) }
        == "-32602, item-twice /items/8/item, done-in-future /on, item-unknown /items/7/item, "
        + "item-missing /items/plan-up-to-date")
    #expect(
      refused { try room.ask("complete-audit", audit(full, #","conference":"C1-CP1""#), at: moment) }
        == "-32002, review-not-found /conference, form-does-not-fit /conference")
  }

  @Test func `a form that no profile has is taken with any items`() throws {
    var room = try town()
    let told = try room.ask("complete-audit", audit([("own-item", false)]), at: day("2022-09-15"))
    #expect(told.first?.data["failed"]?.array?.compactMap(\.string) == ["own-item"])
  }

  // MARK: Activities

  @Test(arguments: [
    (#"{"kind":"forum","name":"permanence-panel","on":"2022-09-15","officer":"W-1","hours":2.5}"#, "accepted"),
    (#"{"kind":"link-role","on":"2022-09-15","officer":"W-1","until":"2023-09-15"}"#, "accepted"),
    (
      #"{"kind":"panel","on":"2022-09-16","officer":"W-9","child":"C9","until":"2022-09-15"}"#,
      "-32002, officer-not-found /officer, child-not-found /child, done-in-future /on, ends-before-it-begins /until"
    ),
  ])
  func `an activity has come, with an officer and a child that are known`(params: String, outcome: String) throws {
    var room = try town()
    #expect(refused { try room.ask("record-activity", json(params), at: day("2022-09-15")) } == outcome)
  }

  @Test func `activities are listed by day, kind and officer, and one that goes on counts on each of its days`() throws
  {
    var room = try town()
    let moment = try day("2023-03-01")
    for params in [
      #"{"kind":"training","name":"graded-care-profile","on":"2022-11-15","officer":"W-2","hours":6}"#,
      #"{"kind":"link-role","name":"exploitation-champion","on":"2022-09-05","officer":"W-1","until":"2023-03-31"}"#,
      #"{"kind":"training","on":"2022-12-01","officer":"W-1"}"#,
      #"{"kind":"panel","on":"2022-11-15"}"#,
    ] { try room.ask("record-activity", json(params), at: moment) }
    func listed(_ more: String) throws -> [String] {
      let answer = try room.answer("activities", json(#"{"from":"2022-11-01","to":"2022-11-30"\#(more)}"#), at: moment)
      return (answer["items"]?.array ?? []).compactMap { $0["kind"]?.string }
    }
    #expect(try listed("") == ["link-role", "training", "panel"])
    #expect(try listed(#","kind":"training""#) == ["training"])
    #expect(try listed(#","officer":"W-1""#) == ["link-role"])
  }

  // MARK: Notice

  @Test func `the six times from approval to the first review have a gap each, with whose it was`() throws {
    var room = try Room()
    let start = try day("2022-09-12")
    try room.ask(
      "register-officer", json(#"{"officer":"W-1","from":"2022-04-01","fte":1,"kind":"permanent"}"#), at: start)
    let line = JSON.object([
      ("specversion", .string("1.0")), ("id", .string("e1")), ("source", .string("/test")),
      ("type", .string("child-entered-care")), ("subject", .string("C1")), ("authority", .string("westminster")),
      ("recordedtime", .string("2022-09-08T10:00:00Z")),
      ("data", try entry("C1", "2022-09-02", #"{"approvedOn":"2022-08-31"}"#)),
    ])
    try room.publish(Event(offered: line, at: "/event"), at: start)
    func gaps() throws -> [String] {
      let answer = try room.answer("notice", json(#"{"child":"C1"}"#), at: start)
      return (answer["gaps"]?.array ?? []).map { gap in
        "\(gap["from"]?.string ?? "") \(gap["to"]?.string ?? "") \(gap["workingDays"]?.integer ?? -1) "
          + (gap["owner"]?.string ?? "")
      }
    }
    let known = [
      "approved entered 2 head-of-service", "entered recorded 4 social-work-team", "recorded received 2 sending-system",
    ]
    #expect(try gaps() == known)
    try room.ask(
      "allocate-officer", json(#"{"child":"C1","officer":"W-1","on":"2022-09-13"}"#), at: day("2022-09-13"))
    let held = #"{"child":"C1","meetings":["2022-09-28"],"completedOn":"2022-09-28","mode":"hybrid"}"#
    try room.ask("hold-review", json(held), at: day("2022-09-28"))
    #expect(try gaps() == known + ["received allocated 1 iro-manager", "allocated first-review 10 officer"])
    #expect(
      refused { _ = try room.answer("notice", json(#"{"child":"C9"}"#), at: start) } == "-32002, child-not-found /child"
    )
  }
}
