import Contracts
import ReportingReadModel
import ReportingRules
import Testing

@Suite struct SeveralTests {
  private static let days = #""from":"2022-04-01","to":"2023-03-31""#

  /// One child's year in an authority: in care, with a review in time or late, and an officer who has so many posts.
  private static func tell(_ feeds: inout Feeds, _ authority: String, late: Int, onTime: Int, fte: String) throws {
    feeds.authority = authority
    try feeds.register("O-1", "2020-01-01", fte: fte)
    for number in 0..<(late + onTime) {
      let child = "C-\(number)"
      try feeds.enter(child, "2022-05-02")
      try feeds.allocate(child, "O-1", "2022-05-04", entered: "2022-05-02", workingDays: 2)
      try feeds.hold("\(child)-R1", of: child, number < late ? "2022-06-01" : "2022-05-20", due: "2022-05-30")
    }
  }

  private static func room() throws -> Room {
    var feeds = Feeds()
    try tell(&feeds, "westminster", late: 1, onTime: 2, fte: "1.0")
    try tell(&feeds, "medway", late: 0, onTime: 4, fte: "0.5")
    return try Room(feeds.told)
  }

  @Test func `figures of several authorities are those of all their records, not the mean of their rates`() throws {
    let room = try Self.room()
    let answer = try room.ask("figures", #""authorities":["westminster","medway"],\#(Self.days)"#)
    let figures = Dictionary(try #require(answer["figures"]?.array).map { ($0["name"]?.string ?? "", $0) }) { $1 }
    #expect(figures["reviews-in-timescale-rate"]?["value"]?.text == "85.71")
    #expect(figures["reviews-in-timescale-rate"]?["numerator"]?.text == "6")
    #expect(figures["reviews-in-timescale-rate"]?["denominator"]?.text == "7")
    #expect(figures["caseload-average"]?["value"]?.text == "4.67")
    #expect(figures["caseload-lowest"]?["value"]?.text == "3.00")
    #expect(figures["caseload-highest"]?["value"]?.text == "8.00")
    #expect(figures.values.allSatisfy { $0["parts"] == nil && $0["certificate"] == nil })
    #expect(answer["views"]?.array?.map { $0["authority"]?.string } == ["westminster", "medway"])
    #expect(answer["views"]?.array?.last?["cutoffs"]?.array?.first?["sequence"]?.string == "0000000000000000013")
  }

  @Test func `the parts of a figure are told with certificates that open to their records`() throws {
    let room = try Self.room()
    let answer = try room.ask(
      "figures", #""authorities":["westminster","medway"],\#(Self.days),"names":["reviews-out-of-timescale"]"#)
    let parts = try #require(answer["figures"]?.array?.first?["parts"]?.array)
    #expect(parts.map { $0["numerator"]?.text } == ["1", "0"])
    let certificate = try #require(parts.first?["certificate"]?.string)
    let opened = try room.ask("explain", #""certificate":"\#(certificate)""#)
    #expect(opened["numerator"] == .strings(["C-0-R1"]))
  }

  @Test func `a part that is left out cannot be computed back from the sum`() throws {
    let room = try Self.room()
    let params = #""authorities":["westminster","medway"],\#(Self.days),"names":["reviews-out-of-timescale"]"#
    let figure = try #require(try room.ask("figures", params + #","suppress":true"#)["figures"]?.array?.first)
    #expect(figure["suppressed"]?.boolean == true)
    #expect(figure["numerator"] == nil && figure["value"] == nil)
    #expect(figure["parts"]?.array?.first?["suppressed"]?.boolean == true)
    #expect(figure["parts"]?.array?.last?["numerator"]?.text == "0")
  }

  @Test(arguments: [UInt64(3), 4]) func `what was counted is counted anew whenever more is told`(seed: UInt64) throws {
    let told = try RandomFeeds(seed: seed, children: 12).feeds.told
    let room = try Room(now: "2030-01-01T00:00:00Z")
    for start in stride(from: 0, to: told.count, by: 17) {
      try room.apply(Array(told[start..<min(start + 17, told.count)]))
      let alone = try room.values("2022-04-01", "2023-03-31")
      for _ in 0...1 {
        let answer = try room.ask("figures", #""authorities":["westminster"],\#(Self.days)"#)
        let together = try #require(answer["figures"]?.array).map {
          ($0["name"]?.string ?? "", $0["value"]?.text ?? "")
        }
        #expect(Dictionary(together) { $1 } == alone, "after \(start)")
      }
    }
  }

  @Test func `an event that is applied after later ones is counted too`() throws {
    var feeds = Feeds()
    try Self.tell(&feeds, "westminster", late: 0, onTime: 6, fte: "1.0")
    let parked = try #require(feeds.told.firstIndex { $0.event.type == "review-held" })
    let room = try Room(feeds.told.indices.filter { $0 != parked }.map { feeds.told[$0] })
    func held() throws -> String? {
      let answer = try room.ask("figures", #""authorities":["westminster"],\#(Self.days)"#)
      return answer["figures"]?.array?.first { $0["name"]?.string == "reviews-held" }?["value"]?.text
    }
    #expect(try held() == "5")
    try room.apply([feeds.told[parked]])
    #expect(try held() == "6")
  }

  @Test func `of a time that is past, what was known then is counted`() throws {
    var feeds = Feeds()
    try Self.tell(&feeds, "westminster", late: 0, onTime: 6, fte: "1.0")
    let room = try Room(feeds.told)
    func held(_ more: String) throws -> String? {
      let answer = try room.ask("figures", #""authorities":["westminster"],\#(Self.days)\#(more)"#)
      return answer["figures"]?.array?.first { $0["name"]?.string == "reviews-held" }?["value"]?.text
    }
    #expect(try held("") == "6")
    #expect(try held(#","knownOn":"2022-05-19T00:00:00Z""#) == "0")
    #expect(try held("") == "6")
  }

  @Test func `many authorities are counted side by side, and each is told once and in order`() throws {
    var feeds = Feeds()
    let names = (1...21).map { "council\($0)" }
    for (index, name) in names.enumerated() {
      try Self.tell(&feeds, name, late: index % 3, onTime: index, fte: "1.0")
    }
    let room = try Room(feeds.told)
    let list = JSON.strings(names).text
    let answer = try room.ask("figures", #""authorities":\#(list),\#(Self.days)"#, authority: "council1")
    #expect(answer["views"]?.array?.map { $0["authority"]?.string ?? "" } == names)
    let late = answer["figures"]?.array?.first { $0["name"]?.string == "reviews-out-of-timescale" }
    #expect(late?["numerator"]?.integer == 21)
    let held = answer["figures"]?.array?.first { $0["name"]?.string == "reviews-held" }
    #expect(held?["numerator"]?.integer == 21 + 210)
    let unknown = JSON.strings(names + ["thurrock"]).text
    #expect(
      room.refusal("figures", #""authorities":\#(unknown),\#(Self.days)"#, authority: "council1")?.faults.map(\.at)
        == ["/authorities/21"])
  }

  @Test func `a rate of several authorities is set against the children of all their areas`() throws {
    var feeds = Feeds()
    try Self.tell(&feeds, "westminster", late: 1, onTime: 2, fte: "1.0")
    try Self.tell(&feeds, "medway", late: 0, onTime: 4, fte: "0.5")
    var own = try Own(feeds.told)
    try own.command("load-population", #""year":2023,"children":3000,"source":"ONS mid-2022""#)
    let kept = try own.kept()
    func rate(_ told: Set<String>) throws -> JSON {
      own.room.model = ReadModel(
        reader: own.room.queue,
        keptOf: { authority throws(Refusal) in told.contains(authority.text) ? kept : Kept() })
      let params = #""authorities":["westminster","medway"],\#(Self.days),"names":["children-in-care-per-10000"]"#
      return try #require(try own.answer("figures", params)["figures"]?.array?.first)
    }
    let without = try rate(["westminster"])
    #expect(without["value"] == nil && without["recorded"]?.boolean == false, "nobody told of the other area")
    let with = try rate(["westminster", "medway"])
    #expect(with["numerator"]?.integer == 7 && with["denominator"]?.integer == 6000)
    #expect(with["value"]?.text == "11.67" && with["recorded"] == nil)
    #expect(with["parts"]?.array?.map { $0["value"]?.text } == ["10.00", "13.33"])
  }

  @Test func `what is wrong with the authorities is named`() throws {
    let room = try Self.room()
    func fault(_ authorities: String) -> [String]? {
      room.refusal("figures", #""authorities":\#(authorities),\#(Self.days)"#)?.faults.map { "\($0.reason) \($0.at)" }
    }
    #expect(fault(#"["medway"]"#) == ["authority-not-among /authority"])
    #expect(fault(#"["westminster","medway","westminster"]"#) == ["authority-twice /authorities/2"])
    #expect(fault(#"["westminster","thurrock"]"#) == ["authority-not-found /authorities/1"])
  }
}
