import Contracts
import Foundation
import Support
import Testing
import Wire

/// The sample year through four real processes over real sockets on real files, which are killed.
@Suite(.serialized) struct JourneyTests {
  @Test func `the numbers that are expected are the sample's own`() {
    for (name, count) in Year.counted() {
      #expect(Year.figures.first { $0.name == name }?.numerator == count, "\(name)")
    }
  }

  @Test func `the year gives every published figure, and played twice it changes nothing`() throws {
    let house = try House()
    try house.startAll()
    let first = try Player(house, Sample.lines)
    try first.play()
    #expect(first.refusals.isEmpty, "\(first.refusals.prefix(3))")
    try house.settle()
    try Year.check(house)
    let before = try roots(house)
    let second = try Player(house, Sample.lines)
    try second.play()
    #expect(second.refusals.isEmpty, "\(second.refusals.prefix(3))")
    #expect(second.duplicates == Sample.lines.count { $0.request.method == "publish" })
    #expect(try roots(house) == before)
    try Year.check(house)
    for service in ServiceName.allCases { try stop(service, house) }
  }

  @Test(arguments: [UInt64(11), 12]) func `in any order of children the year gives the same figures`(seed: UInt64)
    throws
  {
    let house = try House()
    try house.startAll()
    var random = Seeded(seed)
    let player = try Player(house, Sample.shuffled(&random))
    try player.play()
    #expect(player.refusals.isEmpty, "\(player.refusals.prefix(3))")
    try house.settle()
    try Year.check(house)
  }

  @Test func `killed fifty times with 32 requests outstanding, nothing acknowledged is lost or applied twice`() throws {
    let house = try House()
    try house.startAll()
    let player = try Player(house, Sample.lines)
    try killWhilePlaying(player, house)
    #expect(house.kills >= 52)
    #expect(player.refusals.isEmpty, "\(player.refusals.prefix(3))")
    try house.settle()
    try checkAcknowledged(player, house)
    try Year.check(house)
  }

  /// Kills each service in turn, 13 times each, every time with at least 32 of its requests unanswered.
  private func killWhilePlaying(_ player: Player, _ house: House) throws {
    for round in 0..<52 {
      let service = ServiceName.allCases[round % 4]
      try player.play(until: (round + 1) * Sample.lines.count / 54)
      let deadline = Date(timeIntervalSinceNow: 30)
      while player.outstanding(at: service) < 32, Date() < deadline {
        try player.fill(service, to: 40)
        if player.outstanding(at: service) < 32 { try player.step() }
      }
      #expect(player.outstanding(at: service) >= 32)
      house.killNow(service)
      try player.forget(service)
      try house.start(service)
    }
    try player.play()
  }

  @Test func `with the feeds cut off altogether, replay alone gives the same figures`() throws {
    let house = try House()
    try house.startAllWithoutFeeds()
    let player = try Player(house, Sample.lines)
    try player.play()
    #expect(player.refusals.isEmpty, "\(player.refusals.prefix(3))")
    try house.settle()
    try Year.check(house)
  }

  @Test func `killed before, inside and after the commit and before the telling, nothing is lost or applied twice`()
    throws
  {
    let house = try House()
    let points = ["before-commit", "inside-commit", "after-commit", "before-telling"]
    try house.startAll()
    let player = try Player(house, Sample.lines)
    var done = 0
    for (round, point) in points.enumerated() {
      for service in ServiceName.allCases {
        done += 1
        try player.play(until: done * Sample.lines.count / 20)
        house.killNow(service)
        try player.forget(service)
        try house.start(service, ["HOLDFAST_KILL_AT": "\(point):\(3 + round)"])
        try waitForEnd(of: service, player, house)
        #expect(house.ending(of: service)?.status == SIGKILL, "\(service) at \(point)")
        try player.forget(service)
        try house.start(service)
      }
    }
    try player.play()
    #expect(player.refusals.isEmpty, "\(player.refusals.prefix(3))")
    try house.settle()
    try checkAcknowledged(player, house)
    try Year.check(house)
  }

  /// Gives the service work until it comes to the point at which it is killed.
  private func waitForEnd(of service: ServiceName, _ player: Player, _ house: House) throws {
    let deadline = Date(timeIntervalSinceNow: 30)
    let refused = Request(id: .string("x"), method: "no-such-method", params: .object([]))
    let desk = try Desk(house.desk(of: service))
    while house.isRunning(service) {
      try #require(Date() < deadline, "\(service) was not killed at its point")
      _ = try desk.send(refused.line)
      try player.step()
    }
  }

  /// Every line is known: asked again, it is answered the same again, and no journal changes.
  private func checkAcknowledged(_ player: Player, _ house: House) throws {
    let before = try roots(house)
    let again = try Player(house, Sample.lines)
    try again.play()
    #expect(again.refusals.isEmpty, "\(again.refusals.prefix(3))")
    #expect(again.duplicates == Sample.lines.count { $0.request.method == "publish" })
    for (index, result) in player.results where result["sequence"] != nil {
      #expect(again.results[index]?["sequence"]?.string == result["sequence"]?.string, "line \(index)")
    }
    #expect(try roots(house) == before)
    try checkPrintedRoots(house)
  }

  /// The last page of the report names the root of each journal that it was counted from, as its service tells it.
  private func checkPrintedRoots(_ house: House) throws {
    try house.settle()
    let asked: [(String, JSON?)] = [
      ("authority", .string("westminster")), ("from", .string("2022-04-01")), ("to", .string("2023-03-31")),
      ("format", .string("html")), ("form", .string("westminster")),
    ]
    let reporting = try Desk(house.desk(of: .reporting))
    let page = try reporting.ask("annual-report", asked, seconds: 60).outcome.get()["html"]?.string ?? ""
    for service in [ServiceName.scheduling, .participation, .disputes] {
      let told = try Desk(house.desk(of: service)).ask("verify", [asked[0]], seconds: 30).outcome.get()
      let root = try #require(told["root"]?.string)
      #expect(page.contains(root), "\(service)")
    }
  }

  /// Each journal's events and chain root, checked by its service.
  private func roots(_ house: House) throws -> [String] {
    try ServiceName.allCases.map { service in
      let desk = try Desk(house.desk(of: service))
      return try desk.ask("verify", [("authority", .string("westminster"))], seconds: 30).outcome.get().text
    }
  }

  /// SIGTERM drains and ends with 0.
  private func stop(_ service: ServiceName, _ house: House) throws {
    #expect(try house.endGently(service) == 0, "\(service): \(house.log(of: service).suffix(400))")
  }
}
