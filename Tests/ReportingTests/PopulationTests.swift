import Contracts
import ReportingRules
import Testing

/// Rates per 10,000 children of the area, and what others reached beside them and beside the rows of tables.
@Suite struct PopulationTests {
  private static let year = #""from":"2022-04-01","to":"2023-03-31""#
  private static let rate = #""names":["children-in-care-per-10000"]"#

  /// Seven children in care at the end, five of them boys; two more came in January.
  private static func feeds() throws -> Feeds {
    var feeds = Feeds()
    for number in 0..<7 { try feeds.enter("C-\(number)", "2021-05-02", sex: number < 5 ? "M" : "F") }
    for number in 7..<9 { try feeds.enter("C-\(number)", "2023-01-10") }
    return feeds
  }

  private func rate(_ own: Own, _ more: String = "") throws -> JSON {
    try #require(try own.answer("figures", "\(Self.year),\(Self.rate)\(more)")["figures"]?.array?.first)
  }

  @Test func `a rate is counted from the children of the area in that year, and of no other year`() throws {
    var own = try Own(Self.feeds().told)
    let without = try rate(own)
    #expect(without["value"] == nil && without["denominator"] == nil && without["recorded"]?.boolean == false)
    #expect(without["numerator"]?.integer == 9)
    try own.command("load-population", #""year":2022,"children":5000,"source":"ONS mid-2021""#)
    #expect(try rate(own)["value"] == nil, "another year's children are not put in their place")
    try own.command("load-population", #""year":2023,"children":1264,"source":"ONS mid-2022""#)
    let with = try rate(own)
    #expect(with["value"]?.text == "71.20" && with["denominator"]?.integer == 1264 && with["recorded"] == nil)
    #expect(with["unit"]?.string == "per-10000-children")
    let months = try own.answer("table", #""name":"in-care-rate-by-month",\#(Self.year)"#)["rows"]?.array
    #expect(months?.first?.text == #"["2022-04",7,1264,55.38]"# && months?.last?.text == #"["2023-03",9,1264,71.20]"#)
    let years = try own.answer("table", #""name":"figures-by-year","from":"2021-04-01","to":"2023-03-31""#)
    let row = years["rows"]?.array?.first { $0.array?.first?.string == "children-in-care-per-10000" }
    #expect(row?.text == #"["children-in-care-per-10000",14.00,71.20]"#)
    let report = try own.answer("annual-report", Self.year + #","format":"json""#)
    #expect(report["figures"]?.array?.contains { $0["value"]?.text == "71.20" } == true)
  }

  @Test func `a certificate names the population that it was counted with, whatever is loaded later`() throws {
    var own = try Own(Self.feeds().told)
    try own.command("load-population", #""year":2023,"children":1264,"source":"ONS mid-2022""#)
    let before = try rate(own)
    let certificate = try #require(before["certificate"]?.string)
    let table = try own.answer("table", #""name":"in-care-rate-by-month",\#(Self.year)"#)
    // The later estimate is told at the very same time.
    try own.command("load-population", #""year":2023,"children":1350,"source":"ONS, revised""#)
    #expect(try rate(own)["value"]?.text == "66.67")
    let opened = try own.answer("explain", #""certificate":"\#(certificate)""#)
    #expect(opened["value"]?.text == "71.20" && opened["denominator"] == .strings(["reporting/1"]))
    let sealed = try #require(table["certificate"]?.string)
    #expect(try own.answer("explain", #""certificate":"\#(sealed)""#)["rows"] == table["rows"])
    let known = own.room.moment.now.description
    #expect(try rate(own, #","knownOn":"\#(known)""#)["value"]?.text == "66.67")
    #expect(try rate(own, #","knownOn":"2023-05-31T00:00:00Z""#)["value"] == nil, "nothing was loaded by then")
    let held = try #require(try own.answer("figures", Self.year)["figures"]?.array?.first?["certificate"]?.string)
    #expect(try own.answer("explain", #""certificate":"\#(held)""#)["hash"] != nil)
  }

  @Test func `a population that was loaded anew is named as what moved the rate`() throws {
    var own = try Own(Self.feeds().told)
    try own.command("load-population", #""year":2023,"children":1264,"source":"ONS mid-2022""#)
    own.room.moment = Moment(try #require(Timestamp("2023-07-01T09:00:00Z")))
    try own.command("load-population", #""year":2022,"children":900,"source":"ONS mid-2021""#)
    try own.command("load-population", #""year":2023,"children":1350,"source":"ONS, revised""#)
    let names = #","names":["children-in-care-per-10000","children-in-care-at-end"]"#
    let answer = try own.answer("restatements", Self.year + #","since":"2023-06-30T00:00:00Z""# + names)
    let figures = try #require(answer["figures"]?.array)
    #expect(figures.map { $0["figure"]?.string } == ["children-in-care-per-10000"])
    #expect(figures.first?["before"]?.text == "71.20" && figures.first?["after"]?.text == "66.67")
    let events = try #require(figures.first?["events"]?.array)
    #expect(events.map { $0["service"]?.string } == ["reporting"], "the other year's moved nothing")
    #expect(events.first?["sequence"]?.string == "0000000000000000003")
    #expect(events.first?["type"]?.string == "population-loaded")
    #expect(events.first?["records"] == .strings(["reporting/1", "reporting/3"]))
  }

  @Test func `benchmarks stand beside the figure and beside the rows of a table`() throws {
    var own = try Own(Self.feeds().told)
    func load(_ set: String, _ figure: String, _ row: String, _ value: String) throws {
      let row = row.isEmpty ? "" : #","row":"\#(row)""#
      try own.command(
        "load-benchmark", #""set":"\#(set)","figure":"\#(figure)"\#(row),"year":2023,"value":\#(value),"source":"DfE""#)
    }
    try own.command("load-population", #""year":2023,"children":1264,"source":"ONS mid-2022""#)
    try load("england", "children-in-care-per-10000", "", "71")
    try load("statistical-neighbours", "children-in-care-per-10000", "", "72.5")
    try load("england", "in-care-by-ethnic-group", "white", "71")
    try load("england", "in-care-by-ethnic-group", "black", "7")
    try load("school-census", "in-care-by-ethnic-group", "white", "62.5")
    let beside = try rate(own)["benchmarks"]?.array ?? []
    #expect(beside.map { $0["set"]?.string } == ["england", "statistical-neighbours"])
    let table = try own.answer("table", #""name":"in-care-by-ethnic-group",\#(Self.year)"#)
    let rows = try #require(table["benchmarks"]?.array)
    #expect(rows.map { $0["row"]?.string } == ["black", "white", "white"] && rows[0]["value"]?.integer == 7)
    #expect(table["columns"]?.array?.count == 3, "what others reached is no part of what is counted")
    let asked = #","form":"thurrock""#
    let html = try #require(
      try own.answer("annual-report", Self.year + #","format":"html""# + asked, printing: true)["html"]?.string)
    #expect(html.contains(">England 2023</th>") && html.contains(">School census 2023</th>") && html.contains("62.5"))
    #expect(html.contains("9 to 1,264 under 18"))
    let unknown = #""set":"england","figure":"nothing","row":"a","year":2023,"value":1,"source":"s""#
    #expect(try own.refusal("load-benchmark", unknown)?.faults == [Fault("unknown-table", at: "/figure")])
    #expect(try own.refusal("load-population", #""year":2023,"children":0,"source":"s""#)?.code == .wrongParams)
  }
}
