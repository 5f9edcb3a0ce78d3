import Contracts
import Foundation
import Support
import Testing
import Wire

/// A house whose services know each other, and all who ask, by their keys alone.
final class GuardedHouse {
  let house: House
  let keys: String

  init(_ settings: [String: String] = [:]) throws {
    keys = FileManager.default.temporaryDirectory.appending(path: "holdfast-keys-\(UUID().uuidString)").path
    house = try House(settings.merging(["HOLDFAST_KEYS": keys]) { given, _ in given })
    _ = try console("keys", "init", keys)
  }

  deinit { try? FileManager.default.removeItem(atPath: keys) }

  /// Runs the console to its end; what it wrote.
  @discardableResult
  func console(_ arguments: String..., expecting status: Int32 = 0) throws -> String {
    let ended = try ProgramTests.run("holdfast", arguments, house.settings.merging(["HOLDFAST_KEYS": keys]) { $1 })
    #expect(ended.status == status, "\(arguments): \(ended.errors)")
    return ended.output + ended.errors
  }

  /// Makes a key and lists it; words as `keys allow` takes them.
  func admit(_ name: String, may: String, for authorities: String, _ more: String...) throws {
    try console("keys", "new", name)
    let allow = ["keys", "allow", name, "--may", may, "--for", authorities] + more
    let ended = try ProgramTests.run("holdfast", allow, ["HOLDFAST_KEYS": keys])
    #expect(ended.status == 0, "\(ended.errors)")
  }

  func security(_ name: String, to service: ServiceName) throws -> Security {
    let text = try String(contentsOfFile: "\(keys)/\(service.rawValue).public", encoding: .utf8)
    let server = try PublicKey(text.trimmingCharacters(in: .whitespacesAndNewlines))
    return .client(try KeyPair.read(from: "\(keys)/\(name).secret"), server: server)
  }

  func desk(_ name: String, _ service: ServiceName) throws -> Desk {
    try Desk(house.desk(of: service), try security(name, to: service))
  }

  /// The list's file, and another in its place.
  var list: String { (try? String(contentsOfFile: "\(keys)/allow", encoding: .utf8)) ?? "" }
  func write(list: String) throws {
    try Data(list.utf8).write(to: URL(fileURLWithPath: "\(keys)/allow"), options: .atomic)
  }
}

extension JSON {
  /// The object with one member more.
  fileprivate func adding(_ name: String, _ value: JSON) -> JSON {
    .object((members?.list ?? []).map { ($0.name, $0.value) } + [(name, value)])
  }
}

/// Keys, with real processes and sockets.
@Suite struct KeysTests {
  static let westminster: [(String, JSON?)] = [("authority", .string("westminster"))]

  static func entry(_ id: String, of authority: String = "westminster") throws -> JSON {
    let event = try #require(Sample.lines.first { $0.request.method == "publish" }?.request.params["event"])
    guard case .object(var members) = event.without("receivedtime") else { return event }
    members.list = members.list.map { member in
      switch member.name {
      case "id", "subject": (member.name, .string(id))
      case "data": ("data", member.value.without("child").adding("child", .string(id)))
      case "authority": ("authority", .string(authority))
      case _: member
      }
    }
    return .object(members)
  }

  static func refusal(_ reply: Reply) -> String? {
    guard case .failure(let refusal) = reply.outcome else { return nil }
    return "\(refusal.code.rawValue) \(refusal.faults.first?.reason ?? "")"
  }

  @Test func `a key does what its line says, and a stranger is not even heard`() throws {
    let guarded = try GuardedHouse()
    try guarded.admit("mosaic", may: "publish", for: "westminster")
    try guarded.admit("camden", may: "publish,ask,follow,admin", for: "camden")
    try guarded.admit("stranger", may: "ask", for: "westminster")
    try guarded.console("keys", "revoke", "stranger")
    try guarded.house.start(.scheduling)
    let mosaic = try guarded.desk("mosaic", .scheduling)
    #expect(try mosaic.ask("publish", [("event", Self.entry("e1"))]).outcome.get()["duplicate"]?.boolean == false)
    #expect(Self.refusal(try mosaic.ask("replay", Self.westminster)) == "-32003 no-permission")
    let camden = try guarded.desk("camden", .scheduling)
    for method in ["replay", "verify", "access", "unallocated"] {
      #expect(Self.refusal(try camden.ask(method, Self.westminster)) == "-32002 authority-not-found", "\(method)")
    }
    #expect(try camden.ask("health", []).outcome.get()["authorities"]?.array?.isEmpty == true)
    #expect(throws: Desk.Silence.self) {
      try guarded.desk("stranger", .scheduling).ask("health", [], seconds: 2)
    }
    // A connection without keys, and one that takes another for the desk.
    #expect(throws: Desk.Silence.self) { try Desk(guarded.house.desk(of: .scheduling)).ask("health", [], seconds: 2) }
    #expect(try mosaic.ask("publish", [("event", Self.entry("e1"))]).outcome.get()["duplicate"]?.boolean == true)
  }

  @Test func `a key that is revoked is refused from its next message on, and follows no more`() throws {
    let guarded = try GuardedHouse()
    try guarded.admit("mosaic", may: "publish,ask", for: "westminster")
    try guarded.admit("warehouse", may: "follow", for: "westminster")
    try guarded.admit("archive", may: "follow", for: "westminster")
    try guarded.house.start(.scheduling)
    let mosaic = try guarded.desk("mosaic", .scheduling)
    _ = try mosaic.ask("publish", [("event", Self.entry("e1"))]).outcome.get()
    let context = try Context()
    let poller = Poller()
    let place = try Endpoint("tcp://127.0.0.1:\(guarded.house.port + 1)")
    let feeds = try ["warehouse", "archive"].map { name in
      let feed = try Socket(context, .subscriber, try guarded.security(name, to: .scheduling))
      try feed.subscribe(Array("westminster/".utf8))
      try feed.connect(place)
      _ = poller.watch(feed)
      return feed
    }
    defer {
      feeds.forEach { $0.close() }
      context.close()
    }
    var heard = [0, 0]
    /// Publishes until the feeds say enough; the number of events told.
    func publish(_ prefix: String, until enough: () -> Bool) throws {
      let deadline = Date(timeIntervalSinceNow: 20)
      var number = 0
      while !enough(), Date() < deadline {
        number += 1
        let child = try Self.entry("\(prefix)\(number)")
        _ = try guarded.desk("console", .scheduling).ask("publish", [("event", child)])
        _ = try poller.wait(milliseconds: 50)
        for index in feeds.indices {
          while let message = try feeds[index].receive() {
            let topic = String(decoding: message.frames.first ?? [], as: UTF8.self)
            if !topic.hasSuffix("/heartbeat") { heard[index] += 1 }
          }
        }
      }
      #expect(enough(), "the feed told too little: \(heard)")
    }
    try publish("before", until: { heard.allSatisfy { $0 > 0 } })
    try guarded.console("keys", "revoke", "warehouse")
    try guarded.console("keys", "revoke", "mosaic")
    // The connection is the same; the list is not.
    #expect(Self.refusal(try mosaic.ask("publish", [("event", Self.entry("e2"))])) == "-32003 no-permission")
    #expect(Self.refusal(try mosaic.ask("health", [])) == "-32003 no-permission")
    // What was told before may still be on its way.
    while try poller.wait(milliseconds: 500) {
      for feed in feeds { while try feed.receive() != nil {} }
    }
    heard = [0, 0]
    try publish("after", until: { heard[1] > 3 })
    #expect(heard[0] == 0, "a revoked key goes on hearing")
  }

  @Test func `a list that is bad changes nothing and is told, and a good one is taken up`() throws {
    let guarded = try GuardedHouse()
    try guarded.admit("mosaic", may: "ask", for: "westminster")
    try guarded.house.start(.scheduling)
    let mosaic = try guarded.desk("mosaic", .scheduling)
    #expect(try mosaic.ask("health", []).outcome.get()["status"]?.string == "ok")
    let good = guarded.list
    try guarded.write(list: good + "broken line\n")
    let health = try mosaic.ask("health", []).outcome.get()
    #expect(health["status"]?.string == "degraded" && health["reasons"] == .strings(["keys-bad"]))
    let line = good.split(separator: "\n").count + 1
    #expect(guarded.house.log(of: .scheduling).contains("line \(line) of 'allow'"))
    try guarded.write(list: good)
    #expect(try mosaic.ask("health", []).outcome.get()["status"]?.string == "ok")
    try guarded.console("keys", "rotate", "mosaic", "--days", "0")
    #expect(guarded.list.split(separator: "\n").count { $0.hasPrefix("mosaic ") } == 2)
    #expect(try mosaic.ask("health", []).outcome.get()["status"]?.string == "ok")
    #expect(try guarded.desk("mosaic", .scheduling).ask("health", []).outcome.get()["status"]?.string == "ok")
  }

  @Test func `a service that stands open does not start`() throws {
    let guarded = try GuardedHouse()
    let data = guarded.house.folder.path
    let settings = guarded.house.settings
    let secret = "\(guarded.keys)/scheduling.secret"
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: secret)
    let wide = try ProgramTests.run("scheduling", ["--check-config"], settings)
    #expect(wide.status == 2 && wide.errors.contains("\"setting\":\"HOLDFAST_KEYS\""))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
    try FileManager.default.createDirectory(
      atPath: "\(data)/scheduling", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let open = try ProgramTests.run("scheduling", ["--check-config"], settings)
    #expect(open.status == 2 && open.errors.contains("\"setting\":\"HOLDFAST_DATA\""))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: "\(data)/scheduling")
    #expect(try ProgramTests.run("scheduling", ["--check-config"], settings).status == 0)
    try guarded.write(list: "x")
    let bad = try ProgramTests.run("scheduling", ["--check-config"], settings)
    #expect(bad.status == 2 && bad.errors.contains("line 1 of 'allow'"))
  }
}
