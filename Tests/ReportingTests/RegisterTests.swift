import Contracts
import GRDB
import Journal
import ReportingRules
import Testing

@testable import ReportingReadModel

/// What is kept in memory against what the tables give, over the same store.
@Suite struct RegisterTests {
  private static let periods = [
    #""from":"2022-04-01","to":"2023-03-31""#, #""from":"2021-12-15","to":"2022-02-10""#,
    #""from":"2022-07-01","to":"2022-07-01""#, #""from":"2020-01-01","to":"2024-12-31""#,
  ]

  /// The same question to a read model that keeps registers and to one that has none.
  private static func check(_ room: Room, _ step: String) throws {
    var plain = room
    plain.model = ReadModel(reader: room.queue)
    for period in periods {
      let figures = try room.ask("figures", period).text
      #expect(try plain.ask("figures", period).text == figures, "figures \(period) \(step)")
    }
    let json = (periods.randomElement() ?? "") + #","format":"json""#
    #expect(try plain.ask("annual-report", json).text == room.ask("annual-report", json).text, "\(json) \(step)")
    let known = periods[0] + #","knownOn":"2022-06-01T00:00:00Z""#
    #expect(try plain.ask("figures", known).text == room.ask("figures", known).text, "then known \(step)")
    let several = periods[0] + #","authorities":["westminster"]"#
    #expect(try plain.ask("figures", several).text == room.ask("figures", several).text, "several \(step)")
    let list = periods[0] + #","format":"annex-a-list-8""#
    #expect(try plain.ask("export", list).text == room.ask("export", list).text, "exported \(step)")
  }

  @Test(arguments: UInt64(1)...4)
  func `what is kept is what the tables give, whatever is told in between`(seed: UInt64) throws {
    var told = try RandomFeeds(seed: seed, children: 10).feeds.told
    var dice = Dice(seed: seed &* 31)
    let room = try Room(now: "2030-01-01T00:00:00Z")
    // Some events come only after later ones of their feed.
    for _ in 0..<3 { told.append(told.remove(at: Int.random(in: 1...told.count - 1, using: &dice))) }
    var place = 0
    while place < told.count {
      let next = min(told.count, place + Int.random(in: 1...48, using: &dice))
      try room.apply(Array(told[place..<next]), batch: 9)
      try Self.check(room, "after \(next)")
      place = next
    }
  }

  @Test func `a register outlives a profile, a lost event and a rebuild`() throws {
    var feeds = Feeds()
    for number in 0..<4 {
      try feeds.enter("C-\(number)", "2022-03-0\(number + 1)")
      try feeds.due("C-\(number)-R1", of: "C-\(number)", "2022-04-05")
      try feeds.hold("C-\(number)-R1", of: "C-\(number)", "2022-04-0\(number + 3)", due: "2022-04-05")
    }
    let room = try Room(feeds.told, now: "2030-01-01T00:00:00Z")
    try Self.check(room, "at first")
    var count = feeds.told.count
    func apply(_ step: String) throws {
      try room.apply(Array(feeds.told[count...]))
      count = feeds.told.count
      try Self.check(room, step)
    }
    try feeds.tell(
      .scheduling, "policy-adopted", "policy", known: "2022-05-02T08:00:00Z",
      #"{"name":"ours","from":"2022-05-01","profile":{"name":"ours","ageBands":[{"name":"all","from":0}]},"hash":"0"}"#)
    try apply("with a profile")
    try feeds.hold("C-0-R1", of: "C-1", "2022-04-09", due: "2022-04-05")
    try apply("told of another child")
    try feeds.due("C-2-R1", of: "C-3", "2022-04-20")
    try apply("a limit told of another child")
    feeds.restore(.scheduling, after: 9)
    try feeds.enter("C-9", "2022-05-01")
    try apply("in another life")
    try room.queue.write { db in
      try db.execute(sql: "DROP TABLE fact_version")
      #expect(try ReadModel.make(db), "the tables are thrown away")
    }
    try room.apply(Array(feeds.told.prefix(5)))
    try Self.check(room, "rebuilt in part")
    try room.apply(Array(feeds.told.dropFirst(5)))
    try Self.check(room, "rebuilt")
  }

  @Test func `registers are loaded beside questions, which are answered from the tables until then`() throws {
    let told = try RandomFeeds(seed: 11, children: 10).feeds.told
    var room = try Room(Array(told.prefix(60)), now: "2030-01-01T00:00:00Z")
    let shelf = RegisterShelf(loads: .beside)
    room.model = ReadModel(reader: room.queue, registers: shelf)
    func isKept() throws -> Bool {
      try room.queue.read { db in
        let feeds = try Feed.all(of: try #require(Authority("westminster")), db)
        let period = try Asked.Period(
          checking: try #require(Authority("westminster")), .earliest, .latest, nil)
        return try shelf.register(of: period.scope(of: feeds, room.moment), feeds, db, room.queue) != nil
      }
    }
    shelf.loadAll(room.queue)
    // Each read stands in line behind what was begun before it: the list of authorities, then each of them.
    for _ in 0..<3 { try room.queue.read { _ in } }
    #expect(try isKept(), "loaded")
    try Self.check(room, "loaded")
    // What is taken back has the register loaded anew.
    try room.apply(told[60..<90].filter { $0.event.type != FactWithdrawn.name })
    #expect(try isKept(), "brought up to date")
    try Self.check(room, "brought up to date")
    let late = try #require(told.dropFirst(90).first)
    try room.apply(Array(told.dropFirst(91)))
    try room.apply([late])
    #expect(try !isKept(), "told out of order")
    try Self.check(room, "told out of order")
    for _ in 0..<2 { try room.queue.read { _ in } }
    #expect(try isKept(), "loaded anew")
    try Self.check(room, "loaded anew")
  }

  @Test func `registers beyond the limit go, those not asked for longest first`() throws {
    var feeds = Feeds()
    for authority in ["westminster", "medway"] {
      feeds.authority = authority
      for number in 0..<9 { try feeds.enter("C-\(number)", "2022-03-0\(number + 1)") }
    }
    var room = try Room(feeds.told)
    room.model = ReadModel(reader: room.queue, registers: RegisterShelf(loads: .atOnce, bytes: 1_000))
    for _ in 0...1 {
      for authority in ["westminster", "medway"] {
        let answer = try room.ask("figures", Self.periods[0], authority: authority)
        #expect(answer.text.contains(#""name":"children-in-care-at-start","value":9"#))
      }
    }
  }
}
