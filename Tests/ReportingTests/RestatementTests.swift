import Contracts
import ReportingRules
import Testing

@Suite struct RestatementTests {
  private static let days = #""from":"2022-04-01","to":"2023-03-31""#

  /// A mover, as it is named: the event's id, and how often.
  private struct Expected {
    var movers: [String: [String]] = [:]
    var records: [String: Set<String>] = [:]
  }

  /// What moved each figure, found in the plainest way: by counting again after every single event, child by child.
  private func expected(_ told: [Told], signed count: Int) throws -> Expected {
    let plain = PlainRecords(
      from: try #require(CivilDate("2022-04-01")), to: try #require(CivilDate("2023-03-31")))
    var expected = Expected()
    let children = Dictionary(grouping: told.indices) { index -> String in
      let event = told[index].event
      guard let withdrawn = try? FactWithdrawn.of(event).key else { return event.data["child"]?.string ?? "" }
      return told.first { $0.event.key == withdrawn }?.event.data["child"]?.string ?? ""
    }
    var order: [String: [(index: Int, id: String)]] = [:]
    for indices in children.values {
      func standing(_ end: Int) -> [String: Set<String>] {
        let events = indices.filter { $0 < end }.map { told[$0].event }
        let gone = Set(events.compactMap { try? FactWithdrawn.of($0).key })
        return plain.standing(events.filter { $0.type != "fact-withdrawn" && !gone.contains($0.key) })
      }
      let before = standing(count)
      let after = standing(told.count)
      var last = before
      for index in indices where index >= count {
        let now = standing(index + 1)
        for figure in PlainRecords.figures {
          let net = Set(
            before[figure, default: []].symmetricDifference(after[figure, default: []]).map { $0.dropFirst(2) })
          expected.records[figure, default: []].formUnion(net.map(String.init))
          let moved = now[figure, default: []].symmetricDifference(last[figure, default: []])
          guard moved.contains(where: { net.contains($0.dropFirst(2)) }) else { continue }
          order[figure, default: []].append((index, told[index].event.key.id))
        }
        last = now
      }
    }
    expected.movers = order.mapValues { $0.sorted { $0.index < $1.index }.map(\.id) }
    return expected
  }

  /// Signs a report, tells the corrections, and holds what is answered then to what was answered before.
  private func check(_ feeds: Feeds, corrections: Int, seed: UInt64, _ names: [String] = PlainRecords.figures) throws {
    let count = feeds.told.count
    var own = try Own(feeds.told, now: "2023-06-01T09:00:00Z")
    let residuals = try own.answer("reconciliation", Self.days)["residuals"]?.array ?? []
    let accepted = residuals.map { #"{"residual":"\#($0["residual"]?.string ?? "")","reason":"r"}"# }.joined(
      separator: ",")
    let signed = try own.command("sign-off-report", #"\#(Self.days),"report":"AR","accepted":[\#(accepted)]"#)
    let figures = try #require(signed["figures"]?.array)
    func opened() throws -> [JSON] {
      try figures.map { try own.answer("explain", #""certificate":"\#($0["certificate"]?.string ?? "")""#) }
    }
    let before = try opened()
    let told = try Corrections(corrections, of: feeds, from: "2023-06-01T09:00:00Z", seed: seed).feeds.told
    try own.room.apply(Array(told.dropFirst(count)), batch: 50)
    own.room.moment = Moment(try #require(Timestamp("2023-08-01T09:00:00Z")))

    #expect(try opened() == before, "each certificate opens to what was signed")
    let known = try #require(signed["knownOn"]?.string)
    let then = try own.room.values("2022-04-01", "2023-03-31", knownOn: known)
    let now = try own.room.values("2022-04-01", "2023-03-31")
    let printed = try own.room.figures("2022-04-01", "2023-03-31", knownOn: known)
    for figure in figures {
      let name = figure["figure"]?.string ?? ""
      // What nobody records is signed without a value.
      let isRecorded = printed[name]?["recorded"]?.boolean ?? true
      #expect((isRecorded ? then[name].flatMap { Double($0) } : nil) == figure["value"]?.double, "\(name)")
    }

    let list = names.map { "\"\($0)\"" }.joined(separator: ",")
    let answer = try own.answer("restatements", #""report":"AR","names":[\#(list)]"#)
    let restated = Dictionary(
      (answer["figures"]?.array ?? []).map { ($0["figure"]?.string ?? "", $0) }, uniquingKeysWith: { $1 })
    let expected = try expected(told, signed: count)
    #expect(expected.movers.values.contains { $0.count > corrections / 50 }, "the corrections do move something")
    for name in names {
      let one = restated[name]
      #expect(Set(one?["records"]?.array?.compactMap(\.string) ?? []) == expected.records[name, default: []], "\(name)")
      let movers = one?["events"]?.array?.compactMap { $0["id"]?.string } ?? []
      #expect(movers == expected.movers[name, default: []], "\(name), seed \(seed)")
      guard let one else { continue }
      let old = figures.first { $0["figure"]?.string == name }
      #expect(one["before"]?.double == old?["value"]?.double, "\(name)")
      #expect(one["certificateBefore"] == old?["certificate"], "\(name)")
      #expect(one["after"]?.text ?? "" == now[name], "\(name)")
    }
  }

  @Test(arguments: UInt64(1)...4)
  func `after random corrections exactly those that mattered are named`(seed: UInt64) throws {
    try check(try RandomFeeds(seed: seed, children: 20).feeds, corrections: 150, seed: seed &* 77)
  }

  @Test func `the sample year's certificates hold after 1,000 random corrections, and those that mattered are named`()
    throws
  {
    let feeds = try SampleFeeds(SampleTests.sampleLines()).feeds
    try check(feeds, corrections: 1_000, seed: 5, ["children-left-care", "participation-contributed-rate"])
  }

  @Test func `what changed since a time is found without a report`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-02")
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-12")
    try feeds.hold("R-2", of: "A", "2022-08-12", due: "2022-08-12", known: "2023-05-01T12:00:00Z")
    try feeds.code("R-2", of: "A", "2022-08-12", "PN1", known: "2023-05-02T12:00:00Z")
    try feeds.code("R-1", of: "A", "2022-05-12", "PN7", known: "2022-05-13T12:00:00Z")
    let room = try Room(feeds.told)
    let since = #""since":"2023-04-01T00:00:00Z","from":"2022-04-01","to":"2023-03-31""#
    let figures = try #require(try room.ask("restatements", since)["figures"]?.array)
    let rate = try #require(figures.first { $0["figure"]?.string == "participation-contributed-rate" })
    #expect(rate["before"]?.text == "0.00" && rate["after"]?.text == "50.00")
    #expect(rate["events"]?.array?.map { $0["type"]?.string } == ["participation-recorded"])
    #expect(rate["events"]?.array?.map { $0["service"]?.string } == ["participation"])
    #expect(rate["events"]?.array?.first?["sequence"]?.string == Sequence(1).text)
    let held = try #require(figures.first { $0["figure"]?.string == "reviews-held" })
    #expect(held["events"]?.array?.map { $0["sequence"]?.string } == [Sequence(3).text])
    #expect(held["records"] == .strings(["R-2"]))
    #expect(!figures.contains { $0["figure"]?.string == "children-entered-care" })
    let nothing = try room.ask("restatements", #""since":"2023-05-03T00:00:00Z",\#(Self.days)"#)
    #expect(nothing["figures"]?.array?.isEmpty == true)
  }

  @Test func `a caseload names the officer's change that moved it`() throws {
    var feeds = Feeds()
    try feeds.register("O-1", "2020-01-01", fte: "1.0")
    try feeds.enter("A", "2022-05-02")
    try feeds.allocate("A", "O-1", "2022-05-03", entered: "2022-05-02", workingDays: 1)
    var own = try Own(feeds.told)
    try own.command("sign-off-report", #"\#(Self.days),"report":"AR""#)
    let count = feeds.told.count
    try feeds.change("O-1", "2023-01-01", #""fte":0.5"#)
    try own.room.apply(Array(feeds.told.dropFirst(count)))
    let answer = try own.answer("restatements", #""report":"AR","names":["caseload-average"]"#)
    let caseload = try #require(answer["figures"]?.array?.first)
    #expect(caseload["before"]?.text == "1.00" && caseload["after"]?.text == "2.00")
    #expect(caseload["events"]?.array?.map { $0["type"]?.string } == ["officer-changed"])
    #expect(try refusal(own)?.faults == [Fault("report-not-found", at: "/report")])
  }

  private func refusal(_ own: Own) throws -> Refusal? {
    do {
      _ = try own.answer("restatements", #""report":"B""#)
      return nil
    } catch { return error as? Refusal }
  }
}
