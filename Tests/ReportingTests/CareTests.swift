import Contracts
import Policy
import ReportingRules
import Testing

@Suite struct CareTests {
  private let from = "2022-04-01"
  private let to = "2023-03-31"

  /// What a child with these entries and leavings counts as: at start, entered, left, at end.
  private static let cases: [(name: String, entries: [String], exits: [String], counts: [String])] = [
    ("in care throughout", ["2021-01-01"], [], ["1", "0", "0", "1"]),
    ("entered on the first day", ["2022-04-01"], [], ["0", "1", "0", "1"]),
    ("entered the day before", ["2022-03-31"], [], ["1", "0", "0", "1"]),
    ("entered on the last day", ["2023-03-31"], [], ["0", "1", "0", "1"]),
    ("entered the day after", ["2023-04-01"], [], ["0", "0", "0", "0"]),
    ("left on the first day", ["2021-01-01"], ["2022-04-01"], ["1", "0", "1", "0"]),
    ("left the day before", ["2021-01-01"], ["2022-03-31"], ["0", "0", "0", "0"]),
    ("left on the last day", ["2021-01-01"], ["2023-03-31"], ["1", "0", "1", "0"]),
    ("left the day after", ["2021-01-01"], ["2023-04-01"], ["1", "0", "0", "1"]),
    ("came and went on one day", ["2022-06-01"], ["2022-06-01"], ["0", "1", "1", "0"]),
    ("entered and left on the last day", ["2023-03-31"], ["2023-03-31"], ["0", "1", "1", "0"]),
    ("came back later", ["2021-01-01", "2022-09-01"], ["2022-06-01"], ["1", "1", "1", "1"]),
    ("left and came back on one day", ["2021-01-01", "2022-06-01"], ["2022-06-01"], ["1", "1", "1", "1"]),
    ("left and came back on the first day", ["2021-01-01", "2022-04-01"], ["2022-04-01"], ["1", "1", "1", "1"]),
    ("left and came back the day before", ["2021-01-01", "2022-03-31"], ["2022-03-31"], ["1", "0", "0", "1"]),
    ("twice within the year", ["2022-05-01", "2022-09-01"], ["2022-06-01", "2022-10-01"], ["0", "2", "2", "0"]),
    ("two periods that overlap count one child", ["2021-01-01", "2022-09-01"], [], ["1", "1", "0", "1"]),
  ]

  @Test(arguments: cases.indices)
  func `a period of care counts once in entered and left`(index: Int) throws {
    let one = Self.cases[index]
    for exitsFirst in [false, true] {
      var feeds = Feeds()
      try feeds.enter("B", "2015-01-01")
      try feeds.leave("B", "2016-01-01")
      if exitsFirst { for day in one.exits { try feeds.leave("A", day) } }
      for day in one.entries { try feeds.enter("A", day) }
      if !exitsFirst { for day in one.exits { try feeds.leave("A", day) } }
      let values = try Room(feeds.told).values(from, to)
      let names = [
        "children-in-care-at-start", "children-entered-care", "children-left-care", "children-in-care-at-end",
      ]
      #expect(names.map { values[$0] } == one.counts, "\(one.name), \(exitsFirst ? "leavings" : "entries") told first")
    }
  }

  @Test func `children over 20 miles from home are set against those whose distance is known`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01", placement: #"{"type":"U6","distanceMiles":20}"#)
    try feeds.enter("B", "2022-05-01", placement: #"{"type":"U6","distanceMiles":20.1}"#)
    try feeds.enter("C", "2022-05-01")
    try feeds.enter("D", "2022-05-01", placement: #"{"type":"U6","distanceMiles":5}"#)
    try feeds.move("D", "2023-03-31", #"{"type":"K2","distanceMiles":60}"#)
    try feeds.enter("E", "2022-05-01", placement: #"{"type":"U6","distanceMiles":90}"#)
    try feeds.move("E", "2023-04-01", #"{"type":"K2","distanceMiles":1}"#)
    let figure = try #require(try Room(feeds.told).figures(from, to)["placed-over-20-miles-rate"])
    #expect(figure["value"]?.text == "75.00")
    #expect(figure["numerator"]?.integer == 3)
    #expect(figure["denominator"]?.integer == 4)
  }

  @Test func `three placements are those begun within the period and the one held at its start`() throws {
    var feeds = Feeds()
    for child in ["A", "B", "C", "D"] { try feeds.enter(child, "2021-05-01") }
    for child in ["A", "B", "C"] { try feeds.move(child, "2022-04-01") }
    try feeds.move("A", "2023-03-31")
    try feeds.move("B", "2022-03-31")
    try feeds.move("C", "2022-05-01", because: "PLACE")
    try feeds.enter("E", "2022-05-01")
    for day in ["2022-06-01", "2022-07-01"] { try feeds.move("E", day) }
    let figure = try #require(try Room(feeds.told).figures(from, to)["three-or-more-placements-rate"])
    #expect(figure["numerator"]?.integer == 2)
    #expect(figure["value"]?.text == "40.00")
  }

  @Test func `the first allocation decides, whichever was told first`() throws {
    var feeds = Feeds()
    for child in ["A", "B", "C", "D"] { try feeds.enter(child, "2022-05-02") }
    try feeds.allocate("A", "O-1", "2022-05-10", entered: "2022-05-02", workingDays: 6)
    try feeds.allocate("A", "O-2", "2022-05-09", entered: "2022-05-02", workingDays: 5)
    try feeds.allocate("B", "O-1", "2022-05-10", entered: "2022-05-02", workingDays: 6)
    try feeds.allocate("D", "O-1", "2022-05-03", entered: "2022-05-02", workingDays: nil)
    #expect(try Room(feeds.told).values(from, to)["officer-allocated-in-time-rate"] == "25.00")
  }

  @Test func `caseloads are children at the end to a full-time equivalent`() throws {
    var feeds = Feeds()
    try feeds.register("O-1", "2020-01-01", fte: "1.0")
    try feeds.register("O-2", "2020-01-01", fte: "0.8")
    try feeds.register("O-2", "2021-01-01", fte: "0.6")
    try feeds.register("O-3", "2023-04-01", fte: "1")
    for child in ["A", "B", "C", "D", "E"] { try feeds.enter(child, "2022-05-02") }
    for child in ["A", "B", "C"] {
      try feeds.allocate(child, "O-1", "2022-05-03", entered: "2022-05-02", workingDays: 1)
    }
    try feeds.allocate("D", "O-2", "2022-05-03", entered: "2022-05-02", workingDays: 1)
    try feeds.allocate("C", "O-2", "2022-06-03", entered: "2022-05-02", workingDays: 20)
    let room = try Room(feeds.told)
    let figures = try room.figures(from, to)
    #expect(figures["caseload-average"]?["value"]?.text == "3.13")
    #expect(figures["caseload-average"]?["denominator"]?.text == "1.6")
    #expect(figures["caseload-lowest"]?["value"]?.text == "2.00")
    #expect(figures["caseload-highest"]?["value"]?.text == "3.33")
    #expect(
      try room.rows("caseload-by-officer", from, to) == [["O-1", "1", "2", "2.00"], ["O-2", "0.6", "2", "3.33"]])
  }

  @Test func `tables of children by code and by month`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-04-30", born: "2018-04-30", need: "N2", status: "C1", sex: "F")
    try feeds.enter("B", "2022-05-01", born: "2008-05-01", status: "V2", unaccompanied: true)
    try feeds.enter("C", "2022-05-01", born: "2008-05-02", status: "V2")
    try feeds.leave("C", "2022-05-31", "E17")
    try feeds.tell(
      .scheduling, "legal-status-changed", "A", known: "2022-06-30T12:00:00Z",
      #"{"child":"A","changedOn":"2022-06-30","legalStatus":"C2"}"#)
    let room = try Room(feeds.told)
    let end = "2022-07-15"
    #expect(
      try room.rows("in-care-by-month", from, end)
        == [["2022-04", "1"], ["2022-05", "2"], ["2022-06", "2"], ["2022-07", "2"]])
    #expect(
      try room.rows("entries-by-month", from, end)
        == [["2022-04", "1"], ["2022-05", "2"], ["2022-06", "0"], ["2022-07", "0"]])
    #expect(try room.rows("exits-by-month", from, end).map { $0[1] } == ["0", "1", "0", "0"])
    let statuses = try room.rows("legal-status-by-month", from, end)
    let columns = ["month"] + LegalStatus.codes
    func count(_ month: Int, _ code: String) -> String? { columns.firstIndex(of: code).map { statuses[month][$0] } }
    #expect([0, 1, 2].map { count($0, "C1") } == ["1", "1", "0"])
    #expect([0, 1, 2].map { count($0, "C2") } == ["0", "0", "1"])
    #expect([0, 1, 2].map { count($0, "V2") } == ["0", "1", "1"])
    #expect(try room.rows("entries-by-age", from, end).map { $0[1] } == ["1", "1", "0", "1"])
    #expect(try room.counts("need-at-entry", from, end) == ["N1": "2", "N2": "1"])
    #expect(try room.counts("need-at-entry", from, end, ",\"ages\":\"4-13\"") == ["N1": "1", "N2": "1"])
    #expect(try room.counts("need-at-entry", from, end, ",\"ages\":\"14\"") == ["N1": "1"])
    #expect(try room.counts("legal-status-at-entry", from, end) == ["C1": "1", "V2": "2"])
    #expect(try room.counts("exits-by-reason", from, end) == ["E17": "1"])
    #expect(try room.rows("exits-by-reason", from, end).count == ReasonEpisodeCeased.allCases.count)
    #expect(try room.counts("in-care-by-sex", from, end) == ["F": "1", "M": "1"])
    #expect(try room.counts("in-care-by-ethnicity", from, end) == ["WBRI": "2"])
    #expect(try room.counts("in-care-by-age", from, end) == ["4": "1", "14": "1"])
    #expect(try room.rows("in-care-by-age", from, end).count == 18)
    let placements = try room.rows("placement-at-entry", from, end)
    #expect(placements.first { $0[0] == "U6" } == ["U6", "0", "3", "0", "0", "0", "0", "0"])
    #expect(placements.count == PlacementType.allCases.count)
  }

  @Test func `an adopted profile's age bands hold from their day`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01", born: "2015-01-01")
    let profile = #"{"name":"ours","ageBands":[{"name":"young","from":0,"to":9},{"name":"old","from":10}]}"#
    try feeds.tell(
      .scheduling, "policy-adopted", "ours", known: "2022-06-01T12:00:00Z",
      #"{"name":"ours","from":"2022-07-01","profile":\#(profile),"hash":"0"}"#)
    let room = try Room(feeds.told)
    #expect(try room.rows("entries-by-age", from, "2022-06-30").map { $0[0] } == AgeBand.baseline.map(\.name))
    #expect(try room.rows("entries-by-age", from, "2022-07-01") == [["young", "1"], ["old", "0"]])
    #expect(try room.rows("in-care-by-age", from, "2022-07-01") == [["young", "1"], ["old", "0"]])
  }

  @Test func `only a notice of an entry within the period counts as late`() throws {
    var feeds = Feeds()
    for (child, on, days) in [("A", "2022-04-01", 6), ("B", "2022-03-31", 9), ("C", "2022-05-01", 5)] {
      try feeds.enter(child, on)
      try feeds.tell(
        .scheduling, "notification-late", child, known: "2022-06-01T12:00:00Z",
        #"{"child":"\#(child)","enteredOn":"\#(on)","knownOn":"2022-06-01","workingDays":\#(days)}"#)
    }
    #expect(try Room(feeds.told).values(from, to)["late-notifications"] == "1")
  }
}
