import Contracts
import ReportingReadModel
import ReportingRules
import Testing

@Suite struct StabilityTests {
  private static let period = #""from":"2022-04-01","to":"2023-03-31""#

  @Test(arguments: UInt64(1)...6)
  func `the same three feeds give the same report in any interleaving`(seed: UInt64) throws {
    let told = try RandomFeeds(seed: seed, children: 12).feeds.told
    let report = #"\#(Self.period),"format":"json""#
    let first = try Room(told).ask("annual-report", report).text
    #expect(first.contains("\"value\":"))
    var dice = Dice(seed: seed &* 31)
    for _ in 0..<4 {
      var queues = ServiceName.allCases.map { service in told.filter { $0.service == service }[...] }
      var merged: [Told] = []
      while let index = queues.indices.filter({ !queues[$0].isEmpty }).randomElement(using: &dice) {
        let count = Int.random(in: 1...9, using: &dice)
        merged += queues[index].prefix(count)
        queues[index] = queues[index].dropFirst(count)
      }
      let room = try Room()
      try room.apply(merged, batch: Int.random(in: 1...40, using: &dice))
      #expect(try room.ask("annual-report", report).text == first)
    }
  }

  @Test(arguments: UInt64(1)...25)
  func `random feeds count as they are counted naively`(seed: UInt64) throws {
    let told = try RandomFeeds(seed: seed, children: 15).feeds.told
    let room = try Room(told)
    let from = try #require(CivilDate("2022-04-01"))
    let to = try #require(CivilDate("2022-12-31"))
    for knownOn in ["2021-12-01T00:00:00Z", "2022-06-01T00:00:00Z", "2022-12-24T12:00:00Z", "2030-01-01T00:00:00Z"] {
      let known = try #require(Timestamp(knownOn))
      let figures = try room.figures("\(from)", "\(to)", knownOn: knownOn)
      let names = ["contributed": "participation-contributed-rate", "unheard": "participation-unheard-rate"]
      for (name, count) in Naive(told, from: from, to: to, knownOn: known).values {
        #expect(
          figures[names[name] ?? name]?["numerator"]?.integer == count, "\(name), seed \(seed), known on \(knownOn)")
      }
    }
  }

  @Test(arguments: UInt64(1)...5)
  func `a certificate gives the same result whatever came since`(seed: UInt64) throws {
    let told = try RandomFeeds(seed: seed, children: 15).feeds.told
    let room = try Room(Array(told.prefix(told.count / 2)))
    let answer = try room.ask("annual-report", #"\#(Self.period),"format":"json""#)
    let figures = try #require(answer["figures"]?.array)
    let tables = try #require(answer["tables"]?.array)
    #expect(figures.count == Figure.all.count)
    #expect(tables.count == Table.all.count)
    let certificates = (figures + tables).compactMap { $0["certificate"]?.string }
    let explained = try certificates.map { try room.ask("explain", #""certificate":"\#($0)""#) }
    try room.apply(Array(told.dropFirst(told.count / 2)))
    for (certificate, before) in zip(certificates, explained) {
      #expect(try room.ask("explain", #""certificate":"\#(certificate)""#).text == before.text)
    }
    for (figure, explained) in zip(figures, explained) {
      let name = figure["name"]?.string ?? ""
      #expect(explained["figure"]?.string == name)
      #expect(explained["value"]?.text == figure["value"]?.text)
      let numerator = try #require(explained["numerator"]?.array)
      #expect(numerator.count == figure["numerator"]?.integer, "\(name)")
      #expect(Set(numerator.compactMap(\.string)).count == numerator.count, "\(name)")
      guard figure["unit"]?.string == "per-cent" else { continue }
      #expect(explained["denominator"]?.array?.count == figure["denominator"]?.integer, "\(name)")
    }
    for (table, explained) in zip(tables, explained.dropFirst(figures.count)) {
      #expect(explained["rows"] == table["rows"])
    }
    let later = try room.ask("figures", Self.period).text
    #expect(later != (try Room(Array(told.prefix(told.count / 2))).ask("figures", Self.period).text))
  }

  @Test func `a certificate that was changed does not hold`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01")
    try feeds.enter("B", "2022-06-01", known: "2022-06-01T12:00:00Z")
    let room = try Room(feeds.told)
    let figure = try #require(try room.figures("2022-04-01", "2023-03-31")["children-entered-care"])
    let text = try #require(figure["certificate"]?.string)
    #expect(text.utf8.allSatisfy { UInt8(ascii: "-")...UInt8(ascii: "z") ~= $0 && $0 != UInt8(ascii: "/") })
    let certificate = try #require(Certificate(text))
    #expect(certificate.text == text)
    let scope = certificate.scope
    let forged = Certificate(
      .figure, name: certificate.name, version: 1,
      scope: Scope(
        authority: scope.authority, from: scope.from, to: try #require(CivilDate("2022-05-31")),
        knownOn: scope.knownOn, cutoffs: scope.cutoffs), hash: certificate.seal)
    #expect(
      room.refusal("explain", #""certificate":"\#(forged.text)""#)?.faults
        == [Fault("certificate-does-not-hold", at: "/certificate")])
    let older = Certificate(.figure, name: certificate.name, version: 9, scope: scope, hash: certificate.seal)
    #expect(room.refusal("explain", #""certificate":"\#(older.text)""#)?.faults.first?.reason == "unknown-definition")
    for wrong in ["x", "x.y", "e30.0123456789abcdef", text + "0", "!\(text)"] {
      #expect(room.refusal("explain", #""certificate":"\#(wrong)""#)?.faults.first?.reason == "not-a-certificate")
    }
  }

  @Test func `what was lost in a restored journal counts only as of before`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-01")
    try feeds.enter("B", "2022-05-02")
    try feeds.leave("A", "2022-05-03")
    let room = try Room(feeds.told)
    let before = try room.figures("2022-06-01", "2022-06-30")
    #expect(before["children-in-care-at-start"]?["value"]?.text == "1")
    let certificate = try #require(before["children-in-care-at-start"]?["certificate"]?.string)
    let explained = try room.ask("explain", #""certificate":"\#(certificate)""#).text
    let count = feeds.told.count
    feeds.restore(.scheduling, after: 1)
    try feeds.enter("C", "2022-05-02")
    try feeds.enter("D", "2022-05-02")
    try room.apply(Array(feeds.told.dropFirst(count)))
    let after = try room.figures("2022-06-01", "2022-06-30")["children-in-care-at-start"]
    let opened = try room.ask("explain", #""certificate":"\#(after?["certificate"]?.string ?? "")""#)
    #expect(opened["numerator"] == .strings(["A/2022-05-01", "C/2022-05-02", "D/2022-05-02"]))
    #expect(opened["cutoffs"]?.array?.first?["epoch"]?.integer == 2)
    #expect(opened["cutoffs"]?.array?.first?["sequence"]?.string == Sequence(3).text)
    #expect(try room.ask("explain", #""certificate":"\#(certificate)""#).text == explained)
  }
}
