import Contracts
import Foundation
import ReportingReadModel
import ReportingRules
import Testing

@Suite struct QuestionTests {
  private static let period = #""from":"2022-04-01","to":"2023-03-31""#

  /// Counts and what they are in per cent, half up.
  private static let rates: [(Int, Int, String?)] = [
    (1485, 1487, "99.87"), (499, 505, "98.81"), (409, 451, "90.69"), (360, 451, "79.82"), (15, 882, "1.70"),
    (1, 3, "33.33"), (2, 3, "66.67"), (0, 7, "0.00"), (7, 7, "100.00"), (1, 0, nil), (0, 0, nil),
    (1, 20_000, "0.01"), (1, 20_001, "0.00"), (1, 800, "0.13"), (3, 800, "0.38"), (201, 20_000, "1.01"),
    (2_001, 200_000, "1.00"), (29, 20_000, "0.15"), (57, 20_000, "0.29"), (1_001, 4_000, "25.03"),
  ]

  @Test(arguments: rates)
  func `rates are rounded half up from unrounded counts`(numerator: Int, denominator: Int, text: String?) {
    #expect(Hundredths.perCent(numerator, of: denominator)?.text == text)
    #expect(Measured(ids(numerator), .records(ids(denominator))).value == text)
  }

  private func ids(_ count: Int) -> [String] { Array(repeating: "id", count: count) }

  @Test func `a caseload is rounded half up and exact in parts of a post`() {
    #expect(Hundredths.perPost(294, fteTenThousandths: 50_000)?.text == "58.80")
    #expect(Hundredths.perPost(1, fteTenThousandths: 8_000)?.text == "1.25")
    #expect(Hundredths.perPost(5, fteTenThousandths: 16_000)?.text == "3.13")
    #expect(Hundredths.perPost(5, fteTenThousandths: 0) == nil)
  }

  @Test func `figures without a denominator have no value`() throws {
    var feeds = Feeds()
    try feeds.raise("D-1", "2020-01-01")
    let figures = try Room(feeds.told).figures("2022-04-01", "2023-03-31")
    #expect(figures["reviews-held"]?["value"]?.text == "0")
    for name in ["reviews-in-timescale-rate", "caseload-average", "caseload-lowest", "officer-allocated-in-time-rate"] {
      let figure = try #require(figures[name])
      #expect(figure["value"] == nil, "\(name)")
      #expect(figure["denominator"]?.integer == 0, "\(name)")
    }
  }

  /// Questions that are refused: the method, its params, and every fault.
  private static let refused: [(method: String, params: String, faults: [Fault])] = [
    ("figures", #""from":"2022-04-02","to":"2022-04-01""#, [Fault("to-before-from", at: "/to")]),
    (
      "figures", #"\#(period),"names":["reviews-held","reviews-seen","nothing"]"#,
      [Fault("unknown-figure", at: "/names/1"), Fault("unknown-figure", at: "/names/2")]
    ),
    ("figures", #""from":"2022-02-30","to":"2022-04-01""#, [Fault("no-such-date", at: "/from")]),
    ("table", #"\#(period),"name":"audits""#, [Fault("unknown-table", at: "/name")]),
    ("table", #"\#(period),"name":"need-at-entry","ages":"17-14""#, [Fault("not-an-age-range", at: "/ages")]),
    ("table", #"\#(period),"name":"need-at-entry","ages":"14-""#, [Fault("not-an-age-range", at: "/ages")]),
    ("table", #"\#(period),"name":"exits-by-reason","ages":"14-17""#, [Fault("ages-not-for-this-table", at: "/ages")]),
    ("annual-report", #"\#(period),"format":"pdf""#, [Fault("unknown-word", at: "/format")]),
    ("forecast", period, [Fault("no-such-method")]),
  ]

  @Test(arguments: refused.indices)
  func `a wrong question is refused with every fault named`(index: Int) throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01")
    let one = Self.refused[index]
    let refusal = try Room(feeds.told).refusal(one.method, one.params)
    #expect(refusal?.faults == one.faults)
    #expect(refusal?.code == (one.method == "forecast" ? .noMethod : .wrongParams))
  }

  @Test func `an authority that no feed told of is not found`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01")
    let room = try Room(feeds.told)
    let refusal = room.refusal("figures", Self.period, authority: "medway")
    #expect(refusal == Refusal(.notFound, "authority-not-found", at: "/authority"))
    let certificate = try #require(
      try room.figures("2022-04-01", "2023-03-31")["reviews-held"]?["certificate"]?.string)
    let other = room.refusal("explain", #""certificate":"\#(certificate)""#, authority: "medway")
    #expect(other == Refusal(.wrongParams, "of-another-authority", at: "/certificate"))
    #expect(Reporting.authority(ofCertificate: certificate)?.text == "westminster")
    let alone = try JSON.read(Array(#"{"certificate":"\#(certificate)"}"#.utf8))
    let nobody = try #require(Authority("00"))
    let explained = try room.model.answer(
      Ask(authority: nobody, method: "explain", params: alone, assigned: ""), room.moment)
    #expect(explained["figure"]?.string == "reviews-held")
  }

  @Test func `two authorities are counted apart`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01")
    feeds.authority = "medway"
    try feeds.enter("A", "2022-05-01")
    try feeds.enter("B", "2022-05-01")
    let room = try Room(feeds.told)
    #expect(try room.values("2022-04-01", "2023-03-31")["children-in-care-at-end"] == "1")
    let answer = try room.ask("figures", #"\#(Self.period),"names":["children-in-care-at-end"]"#, authority: "medway")
    #expect(answer["figures"]?.array?.first?["value"]?.integer == 2)
    #expect(answer["figures"]?.array?.count == 1)
  }

  @Test func `what was told by a clock ahead of ours counts now`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01", known: "2023-07-01T00:00:00Z")
    let room = try Room(feeds.told, now: "2023-06-01T00:00:00Z")
    #expect(try room.values("2022-04-01", "2023-03-31")["children-entered-care"] == "1")
    #expect(
      try room.values("2022-04-01", "2023-03-31", knownOn: "2023-06-30T00:00:00Z")["children-entered-care"] == "0")
  }

  @Test func `an event that cannot be read is refused before anything is written`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01")
    try feeds.leave("A", "2022-05-01", "E999")
    let room = try Room()
    #expect(throws: Refusal.self) { try room.apply(feeds.told) }
    #expect(room.refusal("figures", Self.period)?.code == .notFound)
    let event = try #require(feeds.told.last?.event)
    let look = Look<ReportingState>(event.authority) { _ in nil }
    #expect(throws: Refusal(.wrongParams, "unknown-code", at: "/data/reasonEpisodeCeased")) {
      try Reporting.rules.react(event, .scheduling, look, room.moment)
    }
    #expect(try Reporting.rules.react(event, .disputes, look, room.moment).isEmpty)
  }

  @Test func `the same event again changes nothing`() throws {
    let told = try RandomFeeds(seed: 7, children: 10).feeds.told
    let room = try Room(told)
    let before = try room.ask("annual-report", #"\#(Self.period),"format":"json""#).text
    try room.apply(told)
    #expect(try room.ask("annual-report", #"\#(Self.period),"format":"json""#).text == before)
  }

  @Test func `an annual report as csv has a section a table`() throws {
    var feeds = Feeds()
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-10", lateReason: "=1+1, \\\"so\\\"")
    let answer = try Room(feeds.told).ask("annual-report", #"\#(Self.period),"format":"csv""#)
    let lines = try #require(answer["csv"]?.string).components(separatedBy: "\r\n")
    #expect(lines.contains { $0.hasPrefix("reviews-held,1,reviews,1,,") })
    for table in Table.all { #expect(lines.contains { $0.hasPrefix("table,\(table.name),") }) }
    #expect(lines.contains(#"A,R-1,2022-05-10,2022-05-12,"'=1+1, ""so""""#))
    #expect(lines.contains("2022-06,0,0,0,"))
  }

  @Test func `every method and refusal is in the catalogue`() {
    let methods = Reporting.rules.catalogue.methods
    #expect(methods.prefix(4).map(\.name) == ["figures", "table", "explain", "annual-report"])
    #expect(Set(methods.map(\.name)).count == methods.count)
    #expect(methods.allSatisfy { $0.kind == .longQuestion || $0.kind == .command })
    #expect(Set(Figure.all.map(\.name)).count == Figure.all.count)
    #expect(Set(Table.all.map(\.name)).count == Table.all.count)
    #expect(Figure.all.count == 30)
    #expect(Table.all.count == 24)
  }
}
