import Contracts
import ReportingRules
import Testing

@Suite struct ReconciliationTests {
  private static let year = #""from":"2022-04-01","to":"2023-03-31""#

  /// A year of so many children who enter, are allocated, reviewed, coded and leave, of which some is not told.
  private func year(
    children: Int = 60, unentered: Set<Int> = [], uncoded: Set<Int> = [], unleft: Set<Int> = [], from first: Int = 0
  ) throws -> [Told] {
    var feeds = Feeds()
    try feeds.register("O-1", "2020-01-01", fte: "1.0")
    for number in first..<children {
      let child = "C-\(number)"
      // The last years of some end within the period, the others come back.
      let born = number % 3 == 0 ? "2004-12-\(10 + number % 20)" : "2012-03-01"
      if !unentered.contains(number) { try feeds.enter(child, "2022-05-02", born: born) }
      try feeds.allocate(child, "O-1", "2022-05-03", entered: "2022-05-02", workingDays: 1)
      try feeds.hold("R-\(number)", of: child, "2022-05-20", due: "2022-05-31")
      if !uncoded.contains(number) { try feeds.code("R-\(number)", of: child, "2022-05-20", "PN1") }
      if !unleft.contains(number) { try feeds.leave(child, "2022-09-01") }
      if number % 3 != 0 {
        try feeds.enter(child, "2023-01-10", born: born)
        try feeds.allocate(child, "O-1", "2023-01-11", entered: "2023-01-10", workingDays: 1)
      }
    }
    return feeds.told
  }

  private func residuals(_ told: [Told], _ more: String = "") throws -> [String: JSON] {
    let answer = try Room(told).ask("reconciliation", Self.year + more)
    let checks = try #require(answer["checks"]?.array)
    #expect(checks.count == Check.all.count)
    let residuals = try #require(answer["residuals"]?.array)
    for check in checks {
      let failed = residuals.contains { $0["check"] == check["check"] }
      #expect(check["holds"]?.boolean == !failed)
    }
    return Dictionary(residuals.map { ($0["residual"]?.string ?? "", $0) }) { $1 }
  }

  private func records(_ residual: JSON?) -> Set<String> {
    Set(residual?["records"]?.array?.compactMap(\.string) ?? [])
  }

  @Test func `a year of which all is told adds up`() throws {
    #expect(try residuals(year()).isEmpty)
  }

  @Test func `51 codes that are missing are named, and nothing else`() throws {
    let missing = Set((0..<60).filter { $0 % 7 != 6 && $0 != 3 })
    #expect(missing.count == 51)
    let residuals = try residuals(year(uncoded: missing))
    #expect(Set(residuals.keys) == ["reviews-without-code"])
    let residual = residuals["reviews-without-code"]
    #expect(residual?["count"]?.integer == 51)
    #expect(records(residual) == Set(missing.map { "R-\($0)" }))
    #expect(residual?["words"]?.string?.hasPrefix("51 reviews without a code: R-0, R-1, R-10, ") == true)
    #expect(residual?["words"]?.string?.hasSuffix(" and 41 more") == true)
  }

  @Test func `8 exits that are missing are named: of those who came back, and of those who are grown up`() throws {
    let missing: Set<Int> = [0, 3, 9, 4, 7, 22, 31, 40]
    let residuals = try residuals(year(unleft: missing))
    #expect(records(residuals["exits-not-told"]) == Set(missing.map { "C-\($0)/2022-05-02" }))
    #expect(residuals["exits-not-told"]?["count"]?.integer == 8)
    // Of those who came back, two periods of care run beside one another, and the flow does not add up to the stock.
    let back = missing.filter { $0 % 3 != 0 }
    #expect(residuals["stock-and-flow"]?["count"]?.integer == back.count)
    let both = back.flatMap { ["C-\($0)/2022-05-02", "C-\($0)/2023-01-10"] }
    #expect(records(residuals["stock-and-flow"]) == Set(both))
    // The grown up are still with their officer, and so are counted by nobody else.
    #expect(Set(residuals.keys) == ["exits-not-told", "stock-and-flow"])
  }

  @Test func `18 children whose entry is missing are named`() throws {
    let missing = Set((0..<60).filter { $0 % 3 == 1 && $0 < 54 })
    #expect(missing.count == 18)
    let residuals = try residuals(year(unentered: missing))
    #expect(records(residuals["children-without-entry"]) == Set(missing.map { "C-\($0)" }))
    #expect(Set(residuals.keys) == ["children-without-entry"])
  }

  @Test func `what a report says is held to what is counted, of the period that it is of`() throws {
    let stated = { (items: String) in #","stated":[\#(items)]"# }
    let told = try year()
    #expect(try residuals(told, stated(#"{"figure":"reviews-held","value":60}"#)).isEmpty)
    let wrong = try residuals(told, stated(#"{"figure":"reviews-held","value":59}"#))
    #expect(wrong["stated-reviews-held"]?["count"]?.integer == 1)
    #expect(
      wrong["stated-reviews-held"]?["words"]?.string
        == "1 apart: 59 is stated and 60 is counted of reviews-held from 2022-04-01 to 2023-03-31")
    let quarter = #"{"figure":"reviews-held","value":60,"from":"2022-07-01","to":"2022-09-30"}"#
    #expect(try residuals(told, stated(quarter))["stated-reviews-held"]?["count"]?.integer == 60)
    #expect(try residuals(told, stated(#"{"figure":"participation-attended-rate","value":100}"#)).isEmpty)
    #expect(
      try Room(told).refusal("reconciliation", Self.year + stated(#"{"figure":"x","value":1}"#))?.faults
        == [Fault("unknown-figure", at: "/stated/0/figure")])
  }

  @Test func `a report is signed off only where each residual is accepted by name`() throws {
    var own = try Own(year(uncoded: [5], unleft: [3]))
    let refusal = try own.refusal("sign-off-report", #"\#(Self.year),"report":"AR-1""#)
    #expect(refusal?.code == .refused)
    #expect(
      Set(refusal?.faults ?? []) == [
        Fault("residual-not-accepted", at: "/accepted/exits-not-told"),
        Fault("residual-not-accepted", at: "/accepted/reviews-without-code"),
      ])
    #expect(refusal?.message.contains("1 review without a code: R-5") == true)
    let accepted =
      #""accepted":[{"residual":"exits-not-told","reason":"stays until a court decides"},"#
      + #"{"residual":"reviews-without-code","reason":"lost"}"#
    let twice = try own.refusal("sign-off-report", #"\#(Self.year),\#(accepted),{"residual":"x","reason":"y"}]"#)
    #expect(twice?.faults == [Fault("no-such-residual", at: "/accepted/2/residual")])
    let signed = try own.command("sign-off-report", #"\#(Self.year),"report":"AR-1",\#(accepted)]"#)
    #expect(signed["residuals"]?.array?.map { $0["reason"]?.string } == ["stays until a court decides", "lost"])
    // Without a form of its own the plain one is printed, which has a rate per 10,000 beside the figures of the list.
    let names = signed["figures"]?.array?.compactMap { $0["figure"]?.string } ?? []
    #expect(names == Figure.all.map(\.name) + ["children-in-care-per-10000"])
    #expect(signed["tables"]?.array?.count == Table.all.count && signed["form"] == nil)
    #expect(signed["cutoffs"]?.array?.compactMap { $0["service"]?.string } == ["scheduling", "participation"])
    let certificate = try #require(signed["figures"]?.array?.first?["certificate"]?.string)
    let opened = try own.answer("explain", #""certificate":"\#(certificate)""#)
    #expect(opened["numerator"]?.array?.count == 60)
    #expect(
      try own.refusal("sign-off-report", #"\#(Self.year),"report":"AR-1""#)?.faults.first?.reason == "report-exists")
    let early = try own.refusal("sign-off-report", #""from":"2023-04-01","to":"2023-06-01""#)
    #expect(early?.faults == [Fault("period-not-over", at: "/to")])
    let reports = try own.answer("signed-reports")["reports"]?.array
    #expect(reports?.map { $0["report"]?.string } == ["AR-1"])
    #expect(reports?.first?["signedOn"]?.string == "2023-06-01T09:00:00Z")
  }

  @Test func `the annual report says what did not add up`() throws {
    let room = try Room(year(uncoded: [5]))
    let report = try room.ask("annual-report", Self.year + #","format":"json""#)
    #expect(report["residuals"]?.array?.map { $0["residual"]?.string } == ["reviews-without-code"])
    #expect(report["definitions"]?.array?.count == Figure.all.count + Table.all.count)
    #expect(report["checks"]?.array?.count == Check.all.count)
  }
}
