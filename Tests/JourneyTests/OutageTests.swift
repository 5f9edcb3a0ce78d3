import Contracts
import Foundation
import Support
import Testing

/// The sample year, played by the console while a service is away for a while.
struct OutageTests {
  /// What was told, whatever its order: the more so what was not told.
  private typealias Told = [String: Int]

  @Test func `whichever service is away while the year is played, the same is told of the same days`() throws {
    let whole = try played(away: nil)
    #expect(whole.values.reduce(0, +) > Sample.lines.count)
    for service in [ServiceName.participation, .scheduling, .disputes] {
      let told = try played(away: service)
      let more = told.filter { whole[$0.key] != $0.value }
      let fewer = whole.filter { told[$0.key] != $0.value }
      #expect(
        more.isEmpty && fewer.isEmpty, "\(service): \(more.keys.sorted().prefix(5)), \(fewer.keys.sorted().prefix(5))")
    }
  }

  /// Plays the year with the console, and what all services told then. A service that is away is killed with lines on
  /// their way, and started again only once nothing more is taken, or so much that the others ran ahead of it.
  private func played(away: ServiceName?) throws -> Told {
    let house = try House()
    try house.startAll()
    let player = Process()
    let bookmark = house.folder.appending(path: "played")
    player.executableURL = URL(filePath: try BuiltProgram.path(of: "holdfast"))
    player.arguments = ["play", Sample.file.path, "--resume", bookmark.path, "--json"]
    player.environment = house.settings
    player.standardOutput = FileHandle.nullDevice
    try player.run()
    defer { if player.isRunning { player.terminate() } }
    if let away {
      let others = try ServiceName.allCases.filter { $0 != away }.map { try Desk(house.desk(of: $0)) }
      try wait("the player came half-way") { lines(bookmark) > Sample.lines.count / 3 }
      house.killNow(away)
      var heads = try others.map { try head($0) }
      let begin = heads
      // Stopped: as many looks as the others would need to take hundreds of lines show nothing new.
      var same = 0
      while same < 400, zip(heads, begin).allSatisfy({ $0 - $1 < 2_000 }) {
        let now = try others.map { try head($0) }
        same = now == heads ? same + 1 : 0
        heads = now
      }
      try house.start(away)
    }
    player.waitUntilExit()
    #expect(player.terminationStatus == 0)
    try house.settle()
    return try told(house)
  }

  private func lines(_ bookmark: URL) -> Int {
    let text = (try? Data(contentsOf: bookmark)).flatMap { try? JSON.read(Array($0)) }
    return text?["lines"]?.integer ?? 0
  }

  private func wait(_ what: String, until isSo: () -> Bool) throws {
    let deadline = Date(timeIntervalSinceNow: 120)
    while !isSo() { try #require(Date() < deadline, "\(what) in two minutes") }
  }

  private func head(_ desk: Desk) throws -> Int64 {
    let health = try desk.ask("health", []).outcome.get()
    return health["authorities"]?.array?.first?["head"]?.string.flatMap { Sequence($0) }?.number ?? 0
  }

  /// Every event of every journal: what it tells of whom, and on which day it became known.
  private func told(_ house: House) throws -> Told {
    var told: Told = [:]
    for service in ServiceName.allCases {
      let desk = try Desk(house.desk(of: service))
      var after: JSON?
      while true {
        let params: [(String, JSON?)] = [("authority", .string("westminster")), ("after", after)]
        let answer = try desk.ask("replay", params).outcome.get()
        guard let events = answer["events"]?.array, let last = events.last else { break }
        for event in events {
          let known = try #require(event["receivedtime"]?.string.flatMap { Timestamp($0) })
          let words = [event["type"]?.string, event["subject"]?.string].compactMap(\.self)
          told[([service.rawValue] + words + ["\(known.londonDate)"]).joined(separator: " "), default: 0] += 1
        }
        after = last["sequence"]
      }
    }
    return told
  }
}
