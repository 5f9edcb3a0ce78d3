import Contracts
import Foundation
import ReportingRules
import Testing

/// A nought that nobody recorded is none: the answers, the spreadsheet and what stands beside figures say so.
@Suite struct EvidenceTests {
  private static let year = #""from":"2022-04-01","to":"2023-03-31""#
  /// The figures that a service cannot know without somebody who feeds them.
  private static let fed = [
    "seen-before-review-rate", "audits-complete-rate", "records-in-timescale-rate", "officer-allocated-in-time-rate",
    "three-or-more-placements-rate", "caseload-average", "disputes-raised", "disputes-referred-to-cafcass",
  ]

  private func silent() throws -> Feeds {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01")
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-20")
    return feeds
  }

  /// The same year, of which somebody told one thing of each kind, none of which counts.
  private func told() throws -> Feeds {
    var feeds = try silent()
    try feeds.register("O-1", "2020-01-01", fte: "1.0")
    try feeds.enter("Z", "2021-05-01")
    try feeds.leave("Z", "2021-09-01")
    try feeds.act("visit-recorded", "Z", "2021-05-10", included: nil)
    try feeds.audit("R-0", of: "Z", "2021-05-11")
    try feeds.record("R-0", of: "Z", "2021-05-12", "2021-06-01", workingDays: 14)
    try feeds.allocate("Z", "O-1", "2021-05-02", entered: "2021-05-01", workingDays: 1)
    try feeds.move("Z", "2021-06-01")
    try feeds.raise("D-0", "2021-06-01")
    return feeds
  }

  @Test func `a figure that nobody feeds says so beside its value, and one that somebody feeds does not`() throws {
    let figures = try Room(silent().told).figures("2022-04-01", "2023-03-31")
    for name in Self.fed { #expect(figures[name]?["recorded"]?.boolean == false, "\(name)") }
    for name in ["reviews-held", "children-left-care", "late-notifications", "participation-uncoded"] {
      #expect(figures[name] != nil && figures[name]?["recorded"] == nil, "\(name)")
    }
    let known = try Room(told().told).figures("2022-04-01", "2023-03-31")
    for name in Self.fed { #expect(known[name]?["recorded"] == nil, "\(name)") }
    #expect(known["seen-before-review-rate"]?["value"]?.text == "0.00", "nobody was seen, though visits are recorded")
  }

  @Test func `what was told later, or happens later, is no record yet`() throws {
    let room = try Room(told().told)
    let before = try room.figures("2020-04-01", "2021-03-31")
    #expect(before["audits-complete-rate"]?["recorded"]?.boolean == false)
    #expect(before["officer-allocated-in-time-rate"]?["recorded"]?.boolean == false)
    let then = try room.figures("2022-04-01", "2023-03-31", knownOn: "2021-05-11T00:00:00Z")
    #expect(then["seen-before-review-rate"]?["recorded"] == nil)
    #expect(then["audits-complete-rate"]?["recorded"]?.boolean == false)
  }

  @Test func `tables and the spreadsheet say so too`() throws {
    let room = try Room(silent().told)
    let report = try room.ask("annual-report", Self.year + #","format":"json""#)
    let tables = try #require(report["tables"]?.array)
    let silent = tables.filter { $0["recorded"]?.boolean == false }.compactMap { $0["name"]?.string }
    #expect(
      Set(silent) == [
        "disputes-by-kind", "disputes-by-stage", "disputes-by-theme", "service-gaps", "survey-answers",
        "caseload-by-officer",
      ])
    let csv = try #require(try room.ask("annual-report", Self.year + #","format":"csv""#)["csv"]?.string)
    let lines = csv.components(separatedBy: "\r\n")
    for name in Self.fed {
      let cells = lines.first { $0.hasPrefix("\(name),") }?.components(separatedBy: ",") ?? []
      #expect(cells.count == 7 && cells[1].isEmpty && cells[3].isEmpty && cells[6] == "not recorded", "\(name)")
    }
    #expect(lines.contains { $0.hasPrefix("table,disputes-by-kind,") && $0.hasSuffix(",not recorded") })
    #expect(lines.contains { $0.hasPrefix("reviews-held,1,reviews,1,,") && $0.hasSuffix(",") })
    let outcomes = try room.rows("outcomes-by-sex", "2022-04-01", "2023-03-31")
    #expect(outcomes.first?.last == "null", "nobody told of moves, so that no rate of them can be given")
    #expect(try Room(told().told).rows("outcomes-by-sex", "2022-04-01", "2023-03-31").first?.last == "0.00")
    let side = try room.rows("figures", "2022-04-01", "2023-03-31")
    #expect(side.first { $0[0] == "disputes-raised" }?[1] == "null")
  }

  @Test func `a target is neither met nor missed by what nobody records`() throws {
    var own = try Own(silent().told)
    for figure in ["disputes-raised", "reviews-held"] {
      try own.command(
        "set-target", #""figure":"\#(figure)","value":5,"direction":"at-most","from":"2022-04-01""#)
    }
    let targets = try #require(try own.answer("targets", Self.year)["targets"]?.array)
    #expect(targets.map { $0["figure"]?.string } == ["reviews-held", "disputes-raised"])
    #expect(targets.map { $0["met"]?.boolean } == [true, nil])
    #expect(targets[1]["value"] == nil && targets[1]["recorded"]?.boolean == false)
  }

  @Test func `certificates of tables as they were before open as before`() throws {
    let room = try Room(silent().told)
    for name in ["figures", "outcomes-by-sex", "figures-by-year"] {
      let now = try #require(Table.named(name))
      #expect(now.version == 2)
      let before = try #require(Table.named(name, version: 1), "\(name)")
      #expect(before.version == 1 && before.name == name && before.words != now.words)
      let answer = try room.ask("table", #""name":"\#(name)","from":"2022-04-01","to":"2023-03-31""#)
      let certificate = try #require(answer["certificate"]?.string)
      let opened = try room.ask("explain", #""certificate":"\#(certificate)""#)
      #expect(opened["version"]?.integer == 2 && opened["rows"] == answer["rows"])
    }
  }
}
