import Contracts
import Foundation
import GRDB
import Journal
import ReportingReadModel
import ReportingRules
import Testing

@Suite struct WithdrawalTests {
  private let from = "2022-04-01"
  private let to = "2023-03-31"
  private let later = "2023-04-10T12:00:00Z"

  /// A report without what differs where events are left out of a feed: times and certificates.
  private func counted(_ room: Room, knownOn: String? = nil) throws -> [JSON] {
    let known = knownOn.map { ",\"knownOn\":\"\($0)\"" } ?? ""
    let report = try room.ask("annual-report", #""from":"2022-04-01","to":"2022-12-31","format":"json"\#(known)"#)
    return try ["figures", "tables"].flatMap { try #require(report[$0]?.array) }.map { item in
      .object((item.members?.list ?? []).filter { $0.name != "certificate" }.map { ($0.name, $0.value) })
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `random feeds with withdrawals count as only what stands would`(seed: UInt64) throws {
    let told = try RandomFeeds(seed: seed, children: 15).feeds.told
    #expect(told.contains { $0.event.type == "fact-withdrawn" })
    let room = try Room()
    try room.apply(told, batch: Int(seed % 7) + 1)
    for knownOn in ["2021-12-01T00:00:00Z", "2022-06-01T00:00:00Z", "2022-12-24T12:00:00Z", "2030-01-01T00:00:00Z"] {
      let standing = told.standing(try #require(Timestamp(knownOn)))
      let plain = try counted(try Room(standing))
      let counted = try counted(room, knownOn: knownOn)
      #expect(plain.count == counted.count)
      for (one, other) in zip(plain, counted) { #expect(one == other, "seed \(seed), known on \(knownOn)") }
    }
  }

  @Test func `each fact withdrawn counts until that was known, and its certificate stays`() throws {
    let cases: [(figure: String, values: [String], tell: (inout Feeds) throws -> Void)] = [
      ("children-entered-care", ["2", "1"], { try $0.enter("B", "2022-05-02") }),
      ("children-left-care", ["1", "0"], { try $0.leave("A", "2022-06-01") }),
      ("children-in-care-at-end", ["0", "1"], { try $0.leave("A", "2022-06-01") }),
      (
        "placed-over-20-miles-rate", ["100.00", ""],
        { try $0.move("A", "2022-06-01", #"{"type":"K2","distanceMiles":60}"#) }
      ),
      (
        "unaccompanied-at-end", ["1", "0"], { try $0.detail("A", "2022-06-01", #""unaccompaniedAsylumSeeking":true"#) }
      ),
      (
        "officer-allocated-in-time-rate", ["100.00", "0.00"],
        { try $0.allocate("A", "O-1", "2022-05-03", entered: "2022-05-02", workingDays: 1) }
      ),
      ("reviews-held", ["2", "1"], { try $0.hold("R-2", of: "A", "2022-08-12", due: "2022-08-12") }),
      (
        "records-in-timescale-rate", ["100.00", "0.00"],
        { try $0.record("R-1", of: "A", "2022-05-12", "2022-06-13", workingDays: 20) }
      ),
      (
        "seen-before-review-rate", ["100.00", "0.00"],
        { try $0.act("visit-recorded", "A", "2022-05-12", included: nil) }
      ),
      ("audits-complete-rate", ["100.00", "0.00"], { try $0.audit("R-1", of: "A", "2022-05-12") }),
      (
        "conferences-in-timescale-rate", ["100.00", ""],
        { try $0.confer("CP", of: "A", "2022-06-01", inTimescale: true) }
      ),
    ]
    for one in cases {
      var feeds = Feeds()
      try feeds.enter("A", "2022-05-02")
      try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-12")
      try one.tell(&feeds)
      var room = try Room(feeds.told)
      let before = try #require(try room.figures(from, to)[one.figure])
      #expect((before["value"]?.text ?? "") == one.values[0], "\(one.figure)")
      let certificate = try #require(before["certificate"]?.string)
      let explained = try room.ask("explain", #""certificate":"\#(certificate)""#).text
      try feeds.withdraw(known: later)
      try room.apply(Array(feeds.told.suffix(1)))
      room.moment = Moment(try #require(Timestamp("2023-07-01T09:00:00Z")))
      #expect(try room.values(from, to)[one.figure] == one.values[1], "\(one.figure)")
      #expect(try room.values(from, to, knownOn: "2023-04-10T11:59:59Z")[one.figure] == one.values[0], "\(one.figure)")
      #expect(try room.values(from, to, knownOn: later)[one.figure] == one.values[1], "\(one.figure)")
      #expect(try room.ask("explain", #""certificate":"\#(certificate)""#).text == explained, "\(one.figure)")
    }
  }

  @Test func `with a review go its record and its code, and the record does not come back with it`() throws {
    var feeds = Feeds()
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-12")
    let held = feeds.told.count - 1
    try feeds.record("R-1", of: "A", "2022-05-12", "2022-06-01", workingDays: 13)
    try feeds.code("R-1", of: "A", "2022-05-12", "PN1")
    try feeds.withdraw(held, known: "2022-07-01T12:00:00Z")
    let codes = try Room(feeds.told).counts("participation-codes", from, to)
    #expect(codes.isEmpty)
    try feeds.hold("R-1", of: "A", "2022-05-19", due: "2022-05-12", known: "2022-07-02T12:00:00Z")
    let room = try Room(feeds.told)
    let values = try room.values(from, to)
    #expect(values["reviews-held"] == "1")
    #expect(values["reviews-out-of-timescale"] == "1")
    #expect(values["records-in-timescale-rate"] == "0.00")
    #expect(try room.counts("participation-codes", from, to) == ["PN1": "1"])
    #expect(try room.values(from, to, knownOn: "2022-06-30T12:00:00Z")["records-in-timescale-rate"] == "100.00")
  }

  @Test func `a review takes its limit along only where no other told the same`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-03-10")
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-10")
    let first = feeds.told.count - 1
    try feeds.hold("R-1", of: "A", "2022-05-09", due: "2022-05-10", known: "2022-05-13T12:00:00Z")
    let second = feeds.told.count - 1
    try feeds.withdraw(first, known: later)
    #expect(try Room(feeds.told).rows("reviews-due-by-month", from, "2022-05-31").last == ["2022-05", "1", "1", "0"])
    try feeds.withdraw(second, known: later)
    #expect(try Room(feeds.told).rows("reviews-due-by-month", from, "2022-05-31").last == ["2022-05", "0", "0", "0"])
  }

  @Test func `a review that is due again under another id in place of one withdrawn is due once`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-03-10")
    try feeds.due("A-1", of: "A", "2022-04-07", known: "2022-03-10T12:00:00Z")
    try feeds.hold("A-1", of: "A", "2022-04-06", due: "2022-04-07")
    let held = feeds.told.count - 1
    try feeds.due("A-2", of: "A", "2022-07-06", anchor: "2022-04-06", known: "2022-04-06T12:00:00Z")
    #expect(try Room(feeds.told).values(from, to)["reviews-due-not-held"] == "1")
    try feeds.withdraw(held, known: "2022-05-01T12:00:00Z")
    try feeds.due("A-2", of: "A", "2022-04-07", known: "2022-05-01T12:00:00Z")
    let room = try Room(feeds.told)
    let figure = try #require(try room.figures(from, to)["reviews-due-not-held"])
    let opened = try room.ask("explain", #""certificate":"\#(figure["certificate"]?.string ?? "")""#)
    #expect(opened["numerator"] == .strings(["A-2"]))
    var after = feeds
    try after.hold("A-2", of: "A", "2022-05-01", due: "2022-04-07")
    #expect(try Room(after.told).values(from, "2022-06-30")["reviews-due-not-held"] == "0")
    // A child who left and came back has missed the review all the same, and a conference is no review.
    try feeds.leave("A", "2022-05-02")
    try feeds.enter("A", "2022-06-01")
    try feeds.due("A-3", of: "A", "2022-06-29", anchor: "2022-06-01", known: "2022-06-01T12:00:00Z")
    try feeds.due("A-4", of: "A", "2022-06-30", anchor: "2022-06-01", stream: "child-protection")
    #expect(try Room(feeds.told).values(from, to)["reviews-due-not-held"] == "2")
  }

  @Test func `an allocation stays with the child where the entry is withdrawn and told for another day`() throws {
    var feeds = Feeds()
    try feeds.register("O-1", "2020-01-01", fte: "1")
    try feeds.enter("A", "2022-05-02")
    let entry = feeds.told.count - 1
    try feeds.allocate("A", "O-1", "2022-05-05", entered: "2022-05-02", workingDays: 3)
    try feeds.withdraw(entry, known: later)
    #expect(try Room(feeds.told).values(from, to)["children-in-care-at-end"] == "0")
    try feeds.enter("A", "2022-04-20", known: later)
    let room = try Room(feeds.told)
    #expect(try room.rows("caseload-by-officer", from, to) == [["O-1", "1", "1", "1.00"]])
    #expect(try room.values(from, to)["officer-allocated-in-time-rate"] == "0.00")
    #expect(try room.values(from, to, knownOn: "2023-04-01T00:00:00Z")["officer-allocated-in-time-rate"] == "100.00")
  }

  @Test func `a withdrawal that is applied before its event, as that was parked, withdraws it`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-02")
    try feeds.leave("A", "2022-06-01")
    try feeds.withdraw(known: "2022-07-01T12:00:00Z")
    let room = try Room()
    try room.apply([feeds.told[0], feeds.told[2], feeds.told[1]])
    #expect(try room.values(from, to)["children-in-care-at-end"] == "1")
    #expect(try room.values("2022-07-01", to)["children-in-care-at-end"] == "1")
    #expect(try room.values(from, to, knownOn: "2022-06-30T00:00:00Z")["children-in-care-at-end"] == "0")
  }

  @Test func `a withdrawal that was lost with a restored journal withdraws nothing`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-02")
    try feeds.withdraw(known: "2022-06-01T12:00:00Z")
    let room = try Room(feeds.told)
    #expect(try room.values(from, to)["children-entered-care"] == "0")
    let count = feeds.told.count
    feeds.restore(.scheduling, after: 1)
    try feeds.enter("B", "2022-05-03")
    try room.apply(Array(feeds.told.dropFirst(count)))
    #expect(try room.values(from, to)["children-entered-care"] == "2")
  }

  @Test func `tables of an older version are made anew, and the feeds are followed from their beginning`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "reporting-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    func open() throws -> SQLiteJournal {
      try SQLiteJournal(folder: folder.path) { try ReadModel.prepare(StoreTransaction($0)) }
    }
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-02")
    let told = feeds.told
    let authority = try #require(Authority("westminster"))
    var batch = Batch()
    batch.positions = [FeedPosition(service: .scheduling, authority: authority, epoch: 1, sequence: Sequence(1))]
    batch.effects = { try ReadModel.apply($0, told) }
    var journal = try open()
    try journal.commit(batch)
    journal.close()
    journal = try open()
    #expect(try journal.positions().count == 1)
    batch = Batch()
    batch.effects = { try $0.database.execute(sql: "DROP TABLE fact_version") }
    batch.newestReceivedtime = told[0].event.receivedtime
    try journal.commit(batch)
    journal.close()
    journal = try open()
    #expect(try journal.positions().isEmpty)
    batch = Batch()
    batch.effects = { transaction in
      #expect(try Int.fetchOne(transaction.database, sql: "SELECT count(*) FROM fact_entry") == 0)
      try ReadModel.apply(transaction, told)
    }
    batch.newestReceivedtime = told[0].event.receivedtime
    try journal.commit(batch)
    journal.close()
  }
}
