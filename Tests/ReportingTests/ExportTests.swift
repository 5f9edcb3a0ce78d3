import Contracts
import Foundation
import ReportingReadModel
import ReportingRules
import Testing

/// Exports as files: the children looked after return, Annex A and tidy facts.
@Suite struct ExportTests {
  private static let year = #""from":"2022-04-01","to":"2023-03-31""#
  private static let home = #""homePostcode":"W1K 7PZ""#

  private func placement(_ type: String, _ provider: String, _ postcode: String, urn: String = "SC000001") -> String {
    #"{"type":"\#(type)","provider":"\#(provider)","postcode":"\#(postcode)","urn":"\#(urn)",\#(Self.home)}"#
  }

  /// Every file of an export, by name.
  private func files(
    _ feeds: Feeds, _ format: String = "ssda903", _ period: String = year, more: String = ""
  ) throws -> [String: String] {
    let answer = try Room(feeds.told).ask("export", #"\#(period),"format":"\#(format)"\#(more)"#)
    let files = try #require(answer["files"]?.array)
    return Dictionary(files.map { ($0["name"]?.string ?? "", $0["csv"]?.string ?? "") }) { $0 + $1 }
  }

  /// The rows of a file below its header.
  private func rows(_ csv: String?) throws -> [String] {
    let lines = try #require(csv).split(separator: "\r\n", omittingEmptySubsequences: false)
    try #require(lines.last == "")
    return lines.dropFirst().dropLast().map(String.init)
  }

  private func episodes(_ feeds: Feeds, _ period: String = year) throws -> [String] {
    try rows(files(feeds, "ssda903", period)["episodes.csv"])
  }

  @Test func `an episode ends with X1 on the day on which the next begins, and says why`() throws {
    var feeds = Feeds()
    try feeds.enter("C-1", "2022-05-02", status: "C1", placement: placement("U6", "PR4", "W9 1DT"))
    try feeds.tell(
      .scheduling, "legal-status-changed", "C-1", known: "2022-06-01T12:00:00Z",
      #"{"child":"C-1","changedOn":"2022-06-01","legalStatus":"C2"}"#)
    try feeds.move("C-1", "2022-07-01", placement("K2", "PR4", "NW3 4XQ", urn: "SC000002"), because: "CREQB")
    try feeds.move("C-1", "2022-08-01", placement("K1", "PR4", "NW3 4XQ", urn: "SC000002"), because: "PLACE")
    try feeds.tell(
      .scheduling, "legal-status-changed", "C-1", known: "2022-09-01T12:00:00Z",
      #"{"child":"C-1","changedOn":"2022-09-01","legalStatus":"C1"}"#)
    try feeds.move("C-1", "2022-09-01", placement("U4", "PR1", "W9 1DT"), because: "CARPL")
    try feeds.leave("C-1", "2022-10-01", "E4A")
    #expect(
      try episodes(feeds) == [
        "C-1,02/05/2022,S,C1,N1,U6,PR4,01/06/2022,X1,,W1K 7PZ,W9 1DT,SC000001",
        "C-1,01/06/2022,L,C2,N1,U6,PR4,01/07/2022,X1,CREQB,W1K 7PZ,W9 1DT,SC000001",
        "C-1,01/07/2022,P,C2,N1,K2,PR4,01/08/2022,X1,PLACE,W1K 7PZ,NW3 4XQ,SC000002",
        "C-1,01/08/2022,T,C2,N1,K1,PR4,01/09/2022,X1,CARPL,W1K 7PZ,NW3 4XQ,SC000002",
        "C-1,01/09/2022,B,C1,N1,U4,PR1,01/10/2022,E4A,,W1K 7PZ,W9 1DT,SC000001",
      ])
  }

  @Test func `what ends after the year goes on, and what ended on its first day belongs to it`() throws {
    var feeds = Feeds()
    let place = placement("U6", "PR1", "W9 1DT")
    try feeds.enter("C-1", "2022-01-10", placement: place)
    try feeds.leave("C-1", "2022-04-01")
    try feeds.enter("C-2", "2022-01-10", placement: place)
    try feeds.leave("C-2", "2022-03-31")
    try feeds.enter("C-3", "2023-03-31", placement: place)
    try feeds.leave("C-3", "2023-04-01")
    try feeds.enter("C-4", "2023-04-01", placement: place)
    #expect(
      try episodes(feeds) == [
        "C-1,10/01/2022,S,C2,N1,U6,PR1,01/04/2022,E4A,,W1K 7PZ,W9 1DT,SC000001",
        "C-3,31/03/2023,S,C2,N1,U6,PR1,,,,W1K 7PZ,W9 1DT,SC000001",
      ])
    #expect(try rows(files(feeds)["header.csv"]).map { $0.prefix(3) } == ["C-1", "C-3"])
  }

  @Test func `who leaves and comes back on one day did not cease to be looked after`() throws {
    var feeds = Feeds()
    try feeds.enter("C-1", "2022-05-02", placement: placement("U6", "PR1", "W9 1DT"))
    try feeds.leave("C-1", "2022-06-01")
    try feeds.enter("C-1", "2022-06-01", need: "N4", placement: placement("K2", "PR4", "NW3 4XQ"))
    try feeds.enter("C-2", "2022-05-02", placement: placement("U6", "PR1", "W9 1DT"))
    try feeds.leave("C-2", "2022-06-01")
    try feeds.enter("C-2", "2022-06-01", placement: placement("U6", "PR1", "W9 1DT"))
    #expect(
      try episodes(feeds) == [
        "C-1,02/05/2022,S,C2,N1,U6,PR1,01/06/2022,X1,OTHER,W1K 7PZ,W9 1DT,SC000001",
        "C-1,01/06/2022,P,C2,N1,K2,PR4,,,,W1K 7PZ,NW3 4XQ,SC000001",
        "C-2,02/05/2022,S,C2,N1,U6,PR1,,,,W1K 7PZ,W9 1DT,SC000001",
      ])
  }

  @Test func `who is told to enter while in care goes on, and it is noted`() throws {
    var feeds = Feeds()
    try feeds.enter("C-1", "2022-05-02", placement: placement("U6", "PR1", "W9 1DT"))
    try feeds.enter("C-1", "2022-06-01", need: "N4", placement: placement("K2", "PR4", "NW3 4XQ"))
    try feeds.leave("C-1", "2022-07-01")
    #expect(
      try episodes(feeds) == [
        "C-1,02/05/2022,S,C2,N1,U6,PR1,01/06/2022,X1,OTHER,W1K 7PZ,W9 1DT,SC000001",
        "C-1,01/06/2022,P,C2,N1,K2,PR4,01/07/2022,E4A,,W1K 7PZ,NW3 4XQ,SC000001",
      ])
    let notes = try Room(feeds.told).ask("export", #"\#(Self.year),"format":"ssda903""#)["notes"]?.array
    #expect(notes?.first?["reason"]?.string == "entered-while-in-care")
  }

  @Test func `temporary placements have no provider, number or reason, and short breaks no place and no reviews`()
    throws
  {
    var feeds = Feeds()
    try feeds.enter("C-1", "2022-05-02", placement: placement("U6", "PR1", "W9 1DT"))
    try feeds.move("C-1", "2022-06-01", placement("T1", "PR3", "NW3 4XQ"), because: "OTHER")
    try feeds.move("C-1", "2022-06-08", placement("U6", "PR1", "W9 1DT"), because: "OTHER")
    try feeds.enter("C-2", "2022-05-02", status: "V4", sex: "F", placement: placement("R1", "PR4", "W9 1DT"))
    try feeds.leave("C-2", "2022-05-05", "E8")
    try feeds.hold("R-2", of: "C-2", "2022-05-04", due: nil)
    let files = try files(feeds)
    #expect(
      try rows(files["episodes.csv"]) == [
        "C-1,02/05/2022,S,C2,N1,U6,PR1,01/06/2022,X1,,W1K 7PZ,W9 1DT,SC000001",
        "C-1,01/06/2022,P,C2,N1,T1,,08/06/2022,X1,,W1K 7PZ,NW3 4XQ,",
        "C-1,08/06/2022,P,C2,N1,U6,PR1,,,,W1K 7PZ,W9 1DT,SC000001",
        "C-2,02/05/2022,S,V4,N1,R1,PR4,05/05/2022,E8,,,,",
      ])
    #expect(try rows(files["header.csv"]).last == "C-2,2,01/01/2010,WBRI,,,")
    #expect(try rows(files["reviews.csv"]).isEmpty)
  }

  @Test func `reviews, sex and unaccompanied children are returned in the form of their year`() throws {
    var feeds = Feeds()
    try feeds.enter("C-1", "2023-05-02", sex: "F", placement: placement("U6", "PR1", "W9 1DT"), unaccompanied: true)
    try feeds.detail("C-1", "2024-05-01", #""unaccompaniedAsylumSeeking":false,"upn":"A123456789012""#)
    try feeds.detail("C-1", "2024-06-01", #""ownChildBornOn":"2024-05-20""#)
    try feeds.hold("R-1", of: "C-1", "2024-04-02", due: "2024-05-01")
    try feeds.code("R-1", of: "C-1", "2024-04-02", "PN5")
    try feeds.hold("R-2", of: "C-1", "2024-09-02", due: "2024-11-01")
    let before = try files(feeds, "ssda903", #""from":"2023-04-01","to":"2024-03-31""#)
    let after = try files(feeds, "ssda903", #""from":"2024-04-01","to":"2025-03-31""#)
    #expect(try rows(before["header.csv"]) == ["C-1,2,01/01/2010,WBRI,,0,"])
    #expect(try rows(after["header.csv"]) == ["C-1,F,01/01/2010,WBRI,A123456789012,1,20/05/2024"])
    #expect(try rows(before["uasc.csv"]) == ["C-1,2,01/01/2010,"])
    #expect(try rows(after["uasc.csv"]) == ["C-1,F,01/01/2010,01/05/2024"])
    #expect(try rows(after["episodes.csv"]) == ["C-1,02/05/2023,S,C2,N1,U6,PR1,,,,,W9 1DT,SC000001"])
    #expect(try rows(after["reviews.csv"]) == ["C-1,01/01/2010,02/04/2024,PN5", "C-1,01/01/2010,02/09/2024,"])
  }

  @Test func `what the files lack is named on the first page`() throws {
    var feeds = Feeds()
    try feeds.enter("C-1", "2022-05-02")
    try feeds.enter("C-2", "2022-05-02", placement: placement("U6", "PR1", "=1+1"))
    try feeds.leave("C-2", "2022-05-02")
    let answer = try Room(feeds.told).ask("export", #"\#(Self.year),"format":"ssda903""#)
    let notes = try #require(answer["notes"]?.array).map { note in
      "\(note["reason"]?.string ?? "") \(note["count"]?.integer ?? 0) \(note["records"]?.text ?? "")"
    }
    #expect(
      notes == [
        #"left-on-the-day-of-entry 1 ["C-2/2022-05-02"]"#, #"postcode-not-told 1 ["C-1/2022-05-02"]"#,
        #"home-postcode-not-told 1 ["C-1/2022-05-02"]"#, #"urn-not-told 1 ["C-1/2022-05-02"]"#,
        #"upn-not-told 1 ["C-1"]"#,
      ])
  }

  @Test func `what was withdrawn is not returned, but is as it was known before`() throws {
    var feeds = Feeds()
    try feeds.enter("C-1", "2022-05-02", known: "2022-05-03T12:00:00Z", placement: placement("U6", "PR1", "W9 1DT"))
    try feeds.move("C-1", "2022-06-01", placement("K2", "PR4", "NW3 4XQ"))
    try feeds.withdraw(known: "2022-07-01T12:00:00Z")
    #expect(try episodes(feeds).count == 1)
    let known = try files(feeds, more: #","knownOn":"2022-06-15T00:00:00Z""#)
    #expect(try rows(known["episodes.csv"]).map { $0.split(separator: ",")[2] } == ["S", "P"])
  }

  @Test func `a spreadsheet is given no formula`() throws {
    var feeds = Feeds()
    try feeds.enter("-C", "2022-05-02")
    try feeds.hold("R-1", of: "-C", "2022-06-30", due: "2022-06-01", lateReason: "=HYPERLINK(1,2)")
    let facts = try #require(try files(feeds, "facts-csv")["facts.csv"])
    let review = try #require(try rows(facts).first { $0.hasPrefix("review-held") })
    #expect(review == #"review-held,R-1,'-C,2022-06-30,,,2022-06-01,no,"'=HYPERLINK(1,2)""#)
    #expect(!facts.contains(",=") && !facts.contains(",-"))
  }

  @Test func `Annex A has a row for each child in care on the day and in the six months before`() throws {
    var feeds = Feeds()
    try feeds.enter("C-1", "2022-05-02", placement: placement("U6", "PR1", "W9 1DT"))
    try feeds.hold("R-1", of: "C-1", "2022-05-30", due: "2022-05-30")
    try feeds.act("visit-recorded", "C-1", "2022-06-10", included: true)
    try feeds.tell(
      .scheduling, "permanence-plan-set", "C-1", known: "2022-06-11T12:00:00Z",
      #"{"child":"C-1","setOn":"2022-06-11","plan":"long-term-fostering"}"#)
    try feeds.enter("C-2", "2022-05-02")
    try feeds.leave("C-2", "2022-09-30")
    try feeds.enter("C-3", "2022-05-02")
    try feeds.leave("C-3", "2022-09-29")
    let file = try #require(try files(feeds, "annex-a-list-8")["annex-a-list-8.csv"])
    let listed = try rows(file).map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(listed.map(\.first) == ["C-1", "C-2"])
    let first = try #require(listed.first)
    #expect(first.contains("a) Male") && first.contains("02/05/2022") && first.contains("30/05/2022"))
    #expect(first.contains("10/06/2022") && first.contains("f) Long-term fostering") && first.contains("W9 1DT"))
  }

  /// Facts of forty disputes, and how a page of their export is asked for.
  private func paged(_ after: String?, stages: String = "stage-1", limit: Int = 400) throws -> JSON {
    var facts = Facts(from: try #require(CivilDate("2022-04-01")), to: try #require(CivilDate("2023-03-31")))
    facts.disputes = try (0..<40).map { number in
      RaisedDispute(
        dispute: try #require(DisputeID("D-\(number)")), kind: try #require(KebabWord("formal")),
        stage: try #require(KebabWord(stages)), theme: try #require(KebabWord("drift")))
    }
    let authority = try #require(Authority("westminster"))
    let more = after.map { #","after":"\#($0)""# } ?? ""
    let params = try JSON.read(Array(#"{"authority":"westminster",\#(Self.year),"format":"facts-csv"\#(more)}"#.utf8))
    let asked = try ExportAsked(Ask(authority: authority, method: "export", params: params, assigned: ""))
    let scope = Scope(
      authority: authority, from: facts.from, to: facts.to, knownOn: try #require(Timestamp("2023-04-01T00:00:00Z")),
      cutoffs: [Cutoff(service: .disputes, epoch: 1, sequence: Sequence(40))])
    let known = ExportFacts(facts: facts, periods: [], noted: [:], reviewDays: [:])
    func digest(_ bytes: [UInt8]) -> String {
      let sum = String(bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF }, radix: 16)
      return String(repeating: "0", count: 64 - sum.count) + sum
    }
    return try asked.answer(known, of: asked.cursor?.scope ?? scope, digest: digest, limit: limit)
  }

  @Test func `pages put together are the whole, and the last has no next`() throws {
    let whole = try #require(try paged(nil, limit: 1_000_000)["files"]?.array?.first?["csv"]?.string)
    var pages = [try paged(nil)]
    while let next = pages.last?["next"]?.string { pages.append(try paged(next)) }
    let parts = pages.compactMap { $0["files"]?.array?.first?["csv"]?.string }
    #expect(parts.count > 5 && parts.joined() == whole)
    #expect(parts.allSatisfy { $0.utf8.count <= 400 && $0.hasSuffix("\r\n") })
    #expect(Set(pages.map { $0["hash"]?.string }).count == 1)
  }

  @Test func `a cursor is of one export alone, and is nobody's who was not given its first page`() throws {
    let next = try #require(try paged(nil)["next"]?.string)
    #expect(throws: Refusal(.wrongParams, "cursor-does-not-hold", at: "/after")) {
      try paged(next, stages: "stage-2")
    }
    var feeds = Feeds()
    try feeds.enter("C-1", "2022-05-02")
    let room = try Room(feeds.told)
    let asked = #"\#(Self.year),"format":"ssda903""#
    for after in ["no-cursor", "e30"] {
      let refused = room.refusal("export", #"\#(asked),"after":"\#(after)""#)
      #expect(refused?.faults == [Fault("not-a-cursor", at: "/after")])
    }
    let refused = room.refusal("export", #"\#(asked),"after":"\#(next)""#)
    #expect(refused?.faults == [Fault("of-another-export", at: "/after")])
  }

  @Test func `of each export the journal is told once, what and how much and for whom, and no rows`() throws {
    var feeds = Feeds()
    try feeds.enter("C-417", "2022-05-02", placement: placement("U6", "PR1", "W9 1DT"))
    let params = try JSON.read(
      Array(#"{"authority":"westminster",\#(Self.year),"format":"ssda903"}"#.utf8))
    let ask = Ask(
      authority: try #require(Authority("westminster")), method: "export", params: params, assigned: "")
    let answer = try Room(feeds.told).ask("export", #"\#(Self.year),"format":"ssda903""#)
    let drafts = Reporting.disclosures(ask, answer, key: "performance")
    let told = try #require(drafts.first?.data)
    #expect(drafts.count == 1 && drafts.first?.type == "export-disclosed")
    #expect(told["key"]?.string == "performance" && told["hash"] == answer["hash"])
    #expect(told["files"] == answer["contents"])
    #expect(!told.text.contains("C-417"))
    let later = Ask(
      authority: ask.authority, method: "export",
      params: .object((params.members?.list ?? []).map { ($0.name, $0.value) } + [("after", .string("x"))]),
      assigned: "")
    #expect(Reporting.disclosures(later, answer, key: "performance").isEmpty)
  }

  @Test(arguments: UInt64(1)...8)
  func `episodes of random feeds follow one another as the return wants, in any interleaving`(seed: UInt64) throws {
    let told = try RandomFeeds(seed: seed, children: 15).feeds.told
    let asked = #"\#(Self.year),"format":"ssda903""#
    let answer = try Room(told).ask("export", asked)
    let turned = ServiceName.allCases.reversed().flatMap { service in told.filter { $0.service == service } }
    #expect(try Room(turned).ask("export", asked)["files"] == answer["files"])
    let csv = try #require(answer["files"]?.array?.first { $0["name"]?.string == "episodes.csv" })["csv"]?.string
    let episodes = try rows(csv).map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(episodes.count > 5)
    for (before, next) in zip(episodes, episodes.dropFirst()) where before[0] == next[0] {
      #expect(before[7] != "", "an episode has ended before another begins: \(before)")
      // 431 to 433: X1 and a change on the same day, or an exit and an entry on another.
      #expect((before[8] == "X1") == (next[2] != "S"), "\(before) \(next)")
      #expect((before[8] == "X1") == (before[7] == next[1]), "\(before) \(next)")
      #expect((before[3] != next[3]) == ["L", "B", "U"].contains(next[2]) || next[2] == "S", "\(before) \(next)")
      #expect(before[4] == next[4] || next[2] == "S", "one need a period of care: \(before) \(next)")
    }
    for episode in episodes {
      #expect((episode[7] == "") == (episode[8] == ""), "148: \(episode)")
      #expect(episode[9] == "" || episode[8] == "X1", "a reason for a change only where one follows: \(episode)")
    }
  }
}
