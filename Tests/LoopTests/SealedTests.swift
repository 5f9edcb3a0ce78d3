import Contracts
import Foundation
import Journal
import Support
import Testing

@testable import Loop

/// Sealed text stands in the table of sealed texts and nowhere else: rules, events, answers and ledgers see its hash.
@Suite struct SealedTests {
  static let text = "She said: I do not want to move again — «ask me»."
  static let hash = Hex.text(of: Digest.sha256(Array(text.utf8)))
  /// What would betray it, however it is written.
  static let parts = ["want to move again", "ask me"]

  let network = Network(.calm, seed: 3)

  func casebook() throws -> Node<Casebook.State> { try Node(Casebook.rules, network) { 1_700_000_000_000 } }

  func open(_ node: Node<Casebook.State>, _ hash: String) throws -> Result<JSON, Refusal> {
    try node.ask("sealed", [("authority", .string(Diary.medway.text)), ("hash", .string(hash))]).outcome
  }

  /// All that a store keeps beside the table of sealed texts, as text.
  static func told(_ store: any Store, commands: [String] = ["c1"]) throws -> String {
    var lines = try store.lines(Diary.medway, after: .zero, limit: .max, bytes: .max)
    lines += try store.refused(after: 0, limit: .max).map(\.line)
    lines += try store.waiting(includingDone: true).flatMap { [$0.line, Array($0.id.utf8)] }
    for id in commands {
      let key = CommandKey(authority: Diary.medway, key: "", id: id)
      if let answer = try store.answer(key) { lines.append(answer.result) }
    }
    for kind in ["child", "pattern"] {
      for stream in try store.streams(Diary.medway, kind: kind, after: nil, limit: .max) {
        if let row = try store.state(Diary.medway, stream) { lines.append(row.body) }
      }
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  static func isSealed(_ told: String) -> Bool { !parts.contains { told.contains($0) } }

  @Test func `an event holds the hash, and the desk tells the text by it`() throws {
    let node = try casebook()
    _ = try node.ask("publish", [("event", Casebook.matter("m1", "C1", "drift"))]).outcome.get()
    var params = Casebook.note("C1", "drift", SealedTests.text, command: "c1")
    params.append(("remarks", .strings(["short", "short"])))
    let answer = try node.ask("note-detail", params).outcome.get()
    #expect(answer["events"]?.array?.count == 1)
    let told = try #require(try node.told(Casebook.DetailNoted.name).first)
    let short = Hex.text(of: Digest.sha256(Array("short".utf8)))
    #expect(told.data["sealed"] == .strings([SealedTests.hash, short, short]))
    for _ in 0..<2 {
      #expect(try open(node, SealedTests.hash).get() == .object([("text", .string(SealedTests.text))]))
      #expect(try open(node, short).get()["text"]?.string == "short")
      // The same command again is the same, and with another text another.
      #expect(try node.ask("note-detail", params).outcome.get() == answer)
      #expect(
        try node.ask("note-detail", Casebook.note("C1", "drift", "another", command: "c1")).outcome
          == .failure(Refusal(.conflict, "command-id-reused", at: "/command")))
      #expect(SealedTests.isSealed(try SealedTests.told(node.store) + answer.text))
      try node.restart()
    }
    for raw in [true, false] {
      let replay = try node.ask("replay", [("authority", .string(Diary.medway.text)), ("raw", .boolean(raw))])
      #expect(try replay.outcome.get().text.contains(SealedTests.hash))
      #expect(SealedTests.isSealed(String(decoding: replay.line, as: UTF8.self)))
    }
  }

  @Test func `a text that nobody kept, another authority's or of a key that may not ask is not opened`() throws {
    let node = try casebook()
    _ = try node.ask("publish", [("event", Casebook.matter("m1", "C1", "drift"))]).outcome.get()
    _ = try node.ask("note-detail", Casebook.note("C1", "drift", SealedTests.text)).outcome.get()
    let missing = Result<JSON, Refusal>.failure(Refusal(.notFound, "sealed-not-found", at: "/hash"))
    #expect(try open(node, String(repeating: "0", count: 64)) == missing)
    #expect(try open(node, SealedTests.hash.uppercased()) == missing)
    let elsewhere = try node.ask("sealed", [("authority", .string("thurrock")), ("hash", .string(SealedTests.hash))])
    #expect(elsewhere.outcome == missing)
    let turn = try Turn(
      service: Service(rules: Casebook.rules), store: node.store,
      settings: TurnSettings(clock: .follow, authorities: nil))
    let permissions = Set(Permission.allCases).subtracting([.ask])
    let caller = Caller(name: "feeder", permissions: permissions, authorities: nil)
    let params = JSON.object([
      ("authority", .string(Diary.medway.text)), ("hash", .string(SealedTests.hash)),
    ])
    #expect(throws: Refusal(.notAllowed, "no-permission")) {
      try turn.opened(Diary.medway, params, caller)
    }
  }

  @Test func `a command that is refused keeps nothing, and its line is kept without the text`() throws {
    let node = try casebook()
    _ = try node.ask("publish", [("event", Casebook.matter("m1", "C1", "drift"))]).outcome.get()
    let text = JSON.string(SealedTests.text)
    func request(_ method: String, _ params: JSON) -> [UInt8] {
      Request(id: .string("1"), method: method, params: params).line
    }
    func note(_ theme: String, _ others: [(String, JSON?)] = []) -> [UInt8] {
      request("note-detail", .object(Casebook.note("C1", theme, SealedTests.text) + others))
    }
    let good = String(decoding: note("drift"), as: UTF8.self)
    let lines: [[UInt8]] = [
      note("none"), note("drift", [("receivedtime", .string("soon"))]), note("drift", [("remarks", text)]),
      note("drift", [("remarks", .array([text, text]))]), request("note-details", .object([("detail", text)])),
      request("note-detail", .object([("detail", .array([text]))])), request("note-detail", .array([text])),
      request("choose-detail", .object([("authority", .string("medway")), ("detail", .object([("detail", text)]))])),
      Array(good.dropLast().utf8), Array(good.replacing("\"detail\"", with: "\"d\\u0065tail\"").dropLast().utf8),
      Array(good.replacing("\"id\":\"1\"", with: "\"id\":[]").utf8), Array((good + good).utf8),
      Array(good.replacing("\"params\"", with: "\"detail\":\(text.text),\"params\"").replacing("2.0", with: "1").utf8),
      Array(good.utf8) + [0xFF], Array(good.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
    ]
    for line in lines {
      guard case .failure = try node.ask(line).outcome else {
        Issue.record("\(String(decoding: line, as: UTF8.self)) is accepted")
        continue
      }
    }
    let refused = try node.store.refused(after: 0, limit: 100)
    #expect(refused.count == lines.count)
    for row in refused {
      let text = String(decoding: row.line.filter { $0 != 0 }, as: UTF8.self)
      #expect(!text.contains("move") && !text.contains("ask me") && text.contains("…"), "\(text)")
    }
    #expect(refused.first.map { String(decoding: $0.line, as: UTF8.self) }?.contains("\"child\":\"C1\"") == true)
    #expect(try open(node, SealedTests.hash) == .failure(Refusal(.notFound, "sealed-not-found", at: "/hash")))
    // A member that is not sealed is kept as it came.
    let plain = request("choose-detail", .object([("authority", .string("medway")), ("detail", .string("most"))]))
    _ = try node.ask(plain)
    #expect(try node.store.refused(after: 0, limit: 100).last { $0.reason == "unknown-word" }?.line == plain)
  }

  @Test func `a command of which nothing comes keeps nothing`() throws {
    let node = try casebook()
    _ = try node.ask("publish", [("event", Casebook.matter("m1", "C1", "drift"))]).outcome.get()
    let nothing = try node.ask("note-detail", Casebook.note("C1", "old", SealedTests.text)).outcome.get()
    #expect(nothing["events"]?.array?.isEmpty == true)
    #expect(try node.store.sealed(Diary.medway, SealedTests.hash) == nil)
  }

  @Test(arguments: ["drift", "late"])
  func `a command that waits holds the hash, and its text is kept meanwhile`(theme: String) throws {
    let node = try casebook()
    let params = Casebook.note("C1", theme, SealedTests.text, command: "c1")
    for _ in 0..<2 {
      #expect(try node.ask("note-detail", params).outcome.get()["waiting"]?.boolean == true)
      #expect(try open(node, SealedTests.hash).get()["text"]?.string == SealedTests.text)
      #expect(SealedTests.isSealed(try SealedTests.told(node.store)))
      try node.restart()
    }
    _ = try node.ask("publish", [("event", Casebook.matter("m1", "C1", "drift"))]).outcome.get()
    let noted = try node.told(Casebook.DetailNoted.name)
    #expect(noted.map { $0.data["sealed"] } == (theme == "late" ? [] : [.strings([SealedTests.hash])]))
    #expect(try node.store.refused(after: 0, limit: 9).count == (theme == "late" ? 1 : 0))
    #expect(SealedTests.isSealed(try SealedTests.told(node.store)))
  }

  @Test(arguments: [MemoryStore.Ending.crashBefore, .crashAfter, .full], [true, false])
  func `event and text are kept together, or neither`(ending: MemoryStore.Ending, isKnown: Bool) throws {
    let node = try casebook()
    if isKnown { _ = try node.ask("publish", [("event", Casebook.matter("m1", "C1", "drift"))]).outcome.get() }
    let line = Request(
      id: .string("1"), method: "note-detail",
      params: .object(Casebook.note("C1", "drift", SealedTests.text, command: "c1"))
    ).line
    node.next(ending)
    network.put(.request(Peer([Array("c".utf8)]), line: line, .local), into: "scheduling")
    for _ in 0..<3 { try node.step() }
    let isStored = ending == .crashAfter
    #expect(try node.store.sealed(Diary.medway, SealedTests.hash) != nil || !isStored)
    #expect(try node.store.sealed(Diary.medway, SealedTests.hash) == nil || isStored)
    #expect(try node.told(Casebook.DetailNoted.name).count == (isStored && isKnown ? 1 : 0))
    #expect(try node.store.waiting(includingDone: true).count == (isStored && !isKnown ? 1 : 0))
    _ = try node.ask(line)
    if !isKnown { _ = try node.ask("publish", [("event", Casebook.matter("m1", "C1", "drift"))]).outcome.get() }
    #expect(try node.told(Casebook.DetailNoted.name).count == 1)
    #expect(try open(node, SealedTests.hash).get()["text"]?.string == SealedTests.text)
    #expect(SealedTests.isSealed(try SealedTests.told(node.store)))
  }

  @Test func `in the file of the journal the text stands once`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sealed-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try SQLiteJournal(folder: folder.path)
    let turn = try Turn(
      service: Service(rules: Casebook.rules), store: store, settings: TurnSettings(clock: .follow, authorities: nil))
    func ask(_ method: String, _ params: [(String, JSON?)]) throws {
      let request = Request(id: .string("1"), method: method, params: .object(params))
      turn.ask(request.line, from: Peer([Array("c".utf8)]), .local)
      try store.commit(try turn.takeBatch(allStates: true))
      for output in turn.takeOutputs() {
        switch output {
        case .reply(_, let line), .tell(_, let line):
          #expect(SealedTests.isSealed(String(decoding: line, as: UTF8.self)))
        case .long, .askAgain: break
        }
      }
    }
    try ask("note-detail", Casebook.note("C1", "drift", SealedTests.text, command: "c1"))
    try ask("note-detail", Casebook.note("C1", "none", SealedTests.text))
    try ask("publish", [("event", Casebook.matter("m1", "C1", "drift"))])
    for number in 2...4 {
      try ask("note-detail", Casebook.note("C1", "drift", SealedTests.text, command: "c\(number)"))
    }
    #expect(SealedTests.isSealed(try SealedTests.told(store, commands: ["c1", "c2", "c3", "c4"])))
    #expect(try store.sealed(Diary.medway, SealedTests.hash)?.text == SealedTests.text)
    store.close()
    let bytes = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .reduce(Data()) { $0 + (try Data(contentsOf: $1)) }
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    for part in SealedTests.parts { #expect(text.split(separator: part).count == 2, "\(part)") }
    #expect(text.split(separator: SealedTests.hash).count > 4)
  }

  @Test func `describe says what is sealed, and no event or question may be`() throws {
    let node = try casebook()
    let schema = try node.ask("describe", [("name", .string("note-detail"))]).outcome.get()
    let detail = schema["params"]?["properties"]?["detail"]
    #expect(detail?["$comment"]?.string == "kept apart and never told: an event holds its SHA-256")
    #expect(detail?["description"]?.string == "what is to be said")
    #expect(detail?["maxLength"]?.integer == 200)
    let index = try node.ask("describe", []).outcome.get()
    #expect(index["methods"]?.array?.contains { $0["name"]?.string == "sealed" } == true)
    #expect(index["refusals"]?.array?.contains { $0["reason"]?.string == "sealed-not-found" } == true)
  }
}
