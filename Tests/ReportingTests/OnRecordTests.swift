import Contracts
import ReportingReadModel
import ReportingRules
import Testing

/// What is on record of single children: timelines, lost days, contradictions.
@Suite struct OnRecordTests {
  private static let period = #""from":"2022-04-01","to":"2023-03-31""#

  @Test func `a child's timeline is told by all services in order, each with where it came from`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-03", known: "2022-05-04T12:00:00Z")
    try feeds.enter("B", "2022-05-03")
    try feeds.hold("A-R1", of: "A", "2022-05-24", due: "2022-06-01")
    try feeds.code("A-R1", of: "A", "2022-05-24", "PN1")
    try feeds.tell(
      .disputes, "dispute-raised", "D-1", known: "2022-05-10T12:00:00Z",
      """
      {"dispute":"D-1","kind":"formal","stage":"s","children":["A"],"theme":"drift","raisedOn":"2022-05-10"}
      """)
    try feeds.tell(
      .disputes, "dispute-resolved", "D-1", known: "2022-06-10T12:00:00Z",
      #"{"dispute":"D-1","stage":"s","outcome":"resolved","on":"2022-06-10"}"#)
    try feeds.raise("D-2", "2022-05-10")
    let room = try Room(feeds.told)
    let answer = try room.ask("child", #""child":"A""#)
    let items = try #require(answer["items"]?.array)
    #expect(
      items.map { $0["type"]?.string } == [
        "child-entered-care", "dispute-raised", "review-held", "participation-recorded", "dispute-resolved",
      ])
    #expect(items.map { $0["service"]?.string }[1...3] == ["disputes", "scheduling", "participation"])
    #expect(items.first?["receivedOn"]?.string == "2022-05-04")
    #expect(items.first?["data"]?["enteredOn"]?.string == "2022-05-03")
    #expect(items.allSatisfy { $0["source"]?.string == "/test" && $0["id"] != nil && $0["sequence"] != nil })
    let early = try room.ask("child", #""child":"A","knownOn":"2022-05-20T00:00:00Z","to":"2022-05-09""#)
    #expect(early["count"]?.integer == 1)
    #expect(try room.ask("child", #""child":"Z""#)["count"]?.integer == 0)
  }

  @Test func `a long timeline is answered in pages`() throws {
    var feeds = Feeds()
    for number in 0..<1_234 {
      try feeds.act(
        "visit-recorded", "A", try #require(CivilDate("2019-01-01")).adding(days: number).description, included: true)
    }
    let room = try Room(feeds.told)
    var after = ""
    var found: [String] = []
    repeat {
      let answer = try room.ask("child", #""child":"A"\#(after)"#)
      found += (answer["items"]?.array ?? []).compactMap { $0["sequence"]?.string }
      after = answer["next"]?.string.map { #","after":"\#($0)""# } ?? ""
    } while !after.isEmpty
    #expect(found.count == 1_234 && Set(found).count == 1_234 && found == found.sorted())
    #expect(room.refusal("child", #""child":"A","after":"x1""#)?.faults == [Fault("not-a-cursor", at: "/after")])
  }

  @Test func `each lost day of a late notice and a late review is somebody's`() throws {
    var feeds = Feeds()
    try feeds.tell(
      .scheduling, "child-entered-care", "A", known: "2022-05-20T10:00:00Z",
      """
      {"child":"A","enteredOn":"2022-05-03","dateOfBirth":"2012-01-01","sex":"M","ethnicity":"WBRI","legalStatus":"C2",\
      "categoryOfNeed":"N1","placement":{"type":"U6"},"approvedOn":"2022-04-28"}
      """)
    try feeds.tell(
      .scheduling, "notification-late", "A", known: "2022-05-20T10:00:00Z",
      #"{"child":"A","enteredOn":"2022-05-03","knownOn":"2022-05-20","workingDays":13}"#)
    try feeds.allocate("A", "O-1", "2022-05-23", entered: "2022-05-03", workingDays: 14)
    try feeds.hold("A-R1", of: "A", "2022-06-07", due: "2022-06-01", lateReason: "told late")
    try feeds.hold("A-R2", of: "A", "2022-09-15", due: "2022-09-07")
    let all = try #require(try Room(feeds.told).ask("lateness", Self.period)["items"]?.array)
    #expect(all.map { $0["kind"]?.string } == ["notice", "review", "review"])
    #expect(all.last?["review"]?.string == "A-R2" && all.last?["owner"]?.string == "officer")
    let items = all.dropLast()
    for item in items {
      #expect(
        ["approvedOn", "enteredOn", "receivedOn", "allocatedOn", "firstReviewOn"].map { item[$0]?.string }
          == ["2022-04-28", "2022-05-03", "2022-05-20", "2022-05-23", "2022-06-07"])
      #expect(item["recordedOn"] == nil)
      let gaps = (item["gaps"]?.array ?? []).map { "\($0["owner"]?.string ?? "") \($0["workingDays"]?.integer ?? -1)" }
      #expect(gaps == ["head-of-service 2", "sending-system 13", "iro-manager 1", "officer 9"])
      #expect(item["owner"]?.string == "sending-system")
    }
    #expect(items[0]["workingDaysLate"]?.integer == 8)
    #expect(items[1]["workingDaysLate"]?.integer == 2 && items[1]["reason"]?.string == "told late")
  }

  @Test func `each contradiction that was planted is found, with its age and whose it is, and nothing else`() throws {
    var feeds = Feeds()
    try feeds.register("O-1", "2020-01-01", fte: "1")
    try feeds.enter("SOUND", "2022-05-03")
    try feeds.hold("SOUND-R1", of: "SOUND", "2022-05-24", due: "2022-06-01")
    try feeds.code("SOUND-R1", of: "SOUND", "2022-05-24", "PN1")
    try feeds.record("SOUND-R1", of: "SOUND", "2022-05-24", "2022-06-01", workingDays: 5)
    try feeds.allocate("SOUND", "O-1", "2022-05-04", entered: "2022-05-03", workingDays: 1)
    #expect(try Room(feeds.told).ask("discrepancies", Self.period)["count"]?.integer == 0)
    try plant(in: &feeds)
    let room = try Room(feeds.told)
    let items = try #require(try room.ask("discrepancies", Self.period)["items"]?.array)
    let found = items.map { "\($0["kind"]?.string ?? "") \($0["child"]?.string ?? $0["about"]?.string ?? "")" }
    #expect(
      found == [
        "adult-in-care AGED", "allocated-before-entry EARLY", "code-against-age AGE", "code-against-evidence EVID",
        "code-against-evidence THERE",
        "dispute-ended-before-raised D-1", "exit-before-entry GONE", "officer-not-in-post NOBODY",
        "overlapping-periods TWICE", "placement-outside-care MOVED", "record-before-review RECORD",
        "review-outside-care HELD", "review-without-code UNCODED",
      ])
    let gone = try #require(items.first { $0["child"]?.string == "GONE" })
    #expect(gone["since"]?.string == "2022-06-01" && gone["ageDays"]?.integer == 303)
    #expect(gone["owner"]?.string == "social-work-team")
    #expect(gone["events"]?.array?.first?["type"]?.string == "child-left-care")
    // Once the entry is told too, nothing contradicts the leaving.
    try feeds.enter("GONE", "2022-04-04", known: "2022-07-01T12:00:00Z")
    let mended = try Room(feeds.told).ask("discrepancies", Self.period)["items"]?.array ?? []
    #expect(!mended.contains { $0["child"]?.string == "GONE" } && mended.count == items.count - 1)
    let before = try Room(feeds.told).ask("discrepancies", Self.period + #","knownOn":"2022-06-30T00:00:00Z""#)
    #expect((before["items"]?.array ?? []).contains { $0["child"]?.string == "GONE" })
  }

  private func plant(in feeds: inout Feeds) throws {
    try feeds.leave("GONE", "2022-06-01")
    try feeds.enter("TWICE", "2022-05-03")
    try feeds.enter("TWICE", "2022-07-04")
    try feeds.enter("AGED", "2022-05-03", born: "2004-06-01")
    try feeds.enter("MOVED", "2022-05-03")
    try feeds.leave("MOVED", "2022-06-01")
    try feeds.move("MOVED", "2022-06-20")
    try feeds.enter("HELD", "2022-05-03")
    try feeds.leave("HELD", "2022-06-01")
    try feeds.hold("HELD-R1", of: "HELD", "2022-06-02", due: nil)
    try feeds.code("HELD-R1", of: "HELD", "2022-06-02", "PN1")
    for (child, born, code) in [("AGE", "2021-01-01", "PN1"), ("RECORD", "2012-01-01", "PN1")] {
      try feeds.enter(child, "2022-05-03", born: born)
      try feeds.hold("\(child)-R1", of: child, "2022-05-24", due: nil)
      try feeds.code("\(child)-R1", of: child, "2022-05-24", code)
    }
    try feeds.record("RECORD-R1", of: "RECORD", "2022-05-24", "2022-05-20", workingDays: 0)
    for child in ["UNCODED", "EVID", "THERE"] {
      try feeds.enter(child, "2022-05-03")
      try feeds.hold("\(child)-R1", of: child, "2022-05-24", due: nil)
    }
    try feeds.tell(
      .participation, "participation-recorded", "EVID-R1", known: "2022-05-25T12:00:00Z",
      """
      {"child":"EVID","review":"EVID-R1","reviewOn":"2022-05-24","code":"PN7","evidence":["attended","spoke"],\
      "reason":"left at once","follows":"PN1"}
      """)
    try feeds.code("THERE-R1", of: "THERE", "2022-05-24", "PN7")
    try feeds.tell(
      .participation, "attendance-recorded", "THERE-R1", known: "2022-05-25T12:00:00Z",
      #"{"child":"THERE","review":"THERE-R1","people":[{"role":"child","mode":"virtual"}]}"#)
    try feeds.enter("NOBODY", "2022-05-03")
    try feeds.allocate("NOBODY", "O-9", "2022-05-04", entered: "2022-05-03", workingDays: 1)
    try feeds.enter("EARLY", "2022-05-03")
    try feeds.allocate("EARLY", "O-1", "2022-05-02", entered: "2022-05-03", workingDays: 0)
    try feeds.raise("D-1", "2022-06-01")
    try feeds.tell(
      .disputes, "dispute-resolved", "D-1", known: "2022-06-03T12:00:00Z",
      #"{"dispute":"D-1","stage":"stage-1","outcome":"resolved","on":"2022-05-20"}"#)
  }

  @Test func `the population is asked for by a day, or by the last day of a period`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-03")
    try feeds.leave("A", "2022-12-01")
    let room = try Room(feeds.told)
    #expect(try room.ask("population", #""on":"2022-11-30""#)["children"]?.integer == 1)
    #expect(try room.ask("population", Self.period)["children"]?.integer == 0)
    #expect(room.refusal("population", "\"from\":\"2022-04-01\"")?.faults.first?.at == "/on")
    let both = #""on":"2022-11-30","to":"2022-12-31""#
    #expect(room.refusal("population", both)?.faults == [Fault("on-and-to-differ", at: "/to")])
    let backwards = #""from":"2022-12-01","to":"2022-11-30""#
    #expect(room.refusal("population", backwards)?.faults.first?.reason == "to-before-from")
  }
}
