import Contracts
import Foundation
import Support
import Testing

/// The beginning of the sample, played by the console while services are away for a while.
struct OutageTests {
  /// What was told, and how often, whatever its order.
  private typealias Told = [String: Int]
  /// So many lines are played, of the sample's 5,567.
  private static let count = 1_600

  @Test func `whichever service is away while a history is played, the same is told of the same days`() throws {
    let whole = try played(away: [])
    let told = try played(away: [.participation, .scheduling, .disputes])
    #expect(whole.values.reduce(0, +) > OutageTests.count)
    let (more, fewer) = (told.filter { whole[$0.key] != $0.value }, whole.filter { told[$0.key] != $0.value })
    #expect(more.isEmpty && fewer.isEmpty, "\(more.keys.sorted().prefix(9)), not \(fewer.keys.sorted().prefix(9))")
  }

  /// Plays with the console, and what all services told then. Each service that is to be away is killed with lines on
  /// their way, and started again only once nothing more is taken, or so much that the others ran ahead of it.
  private func played(away: [ServiceName]) throws -> Told {
    let house = try House()
    try house.startAll()
    let (file, bookmark) = (house.folder.appending(path: "lines"), house.folder.appending(path: "played"))
    let lines = try String(contentsOf: Sample.file, encoding: .utf8).split(separator: "\n").prefix(OutageTests.count)
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    let player = Process()
    player.executableURL = URL(filePath: try BuiltProgram.path(of: "holdfast"))
    player.arguments = ["play", file.path, "--resume", bookmark.path, "--json"]
    player.environment = house.settings
    player.standardOutput = FileHandle.nullDevice
    try player.run()
    defer { if player.isRunning { player.terminate() } }
    for (number, service) in away.enumerated() {
      let far = (number + 1) * OutageTests.count / (away.count + 1)
      try wait("\(far) lines are played") { played(bookmark) > far }
      house.killNow(service)
      try waitUntilNothingMoves(house, beside: service)
      try house.start(service)
    }
    player.waitUntilExit()
    #expect(player.terminationStatus == 0)
    try house.settle()
    return try told(house)
  }

  /// Looks at the other services' journals until many looks show nothing new, or they ran far ahead.
  private func waitUntilNothingMoves(_ house: House, beside service: ServiceName) throws {
    let others = try ServiceName.allCases.filter { $0 != service }.map { try Desk(house.desk(of: $0)) }
    let begin = try others.map { try head($0) }
    var heads = begin
    var same = 0
    while same < 200, zip(heads, begin).allSatisfy({ $0 - $1 < 1_000 }) {
      let now = try others.map { try head($0) }
      same = now == heads ? same + 1 : 0
      heads = now
    }
  }

  private func played(_ bookmark: URL) -> Int {
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
