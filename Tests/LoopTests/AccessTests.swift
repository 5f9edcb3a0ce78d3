import Contracts
import DisputesRules
import Foundation
import Journal
import SchedulingRules
import Support
import Testing

@testable import Loop

/// Who looked at what: entered before the answer goes out, in a chain of its own, and on no feed.
@Suite struct AccessTests {
  let network = Network(.calm, seed: 7)
  static let known = "2026-03-01T09:00:00Z"

  func scheduling() throws -> Node<SchedulingState> {
    let node = try Node(Scheduling.rules, network) { 1_800_000_000_000 }
    for child in ["A1", "A2"] {
      _ = try node.ask("publish", [("event", TurnTests.entry(child, on: "2022-09-01"))]).outcome.get()
    }
    // What comes of the last entry is stored with the turn after.
    try node.step()
    return node
  }

  func reader(_ name: String, _ authorities: [String] = ["medway"]) -> Caller {
    Caller(name: name, permissions: [.ask, .follow], authorities: Set(authorities.compactMap { Authority($0) }))
  }

  func ask(
    _ node: Node<some StreamState>, _ method: String, _ members: String, _ caller: Caller, id: String = "7"
  ) throws -> Result<JSON, Refusal> {
    let params = try JSON.read(Array("{\"authority\":\"medway\"\(members.isEmpty ? "" : ",")\(members)}".utf8))
    return try node.ask(Request(id: .string(id), method: method, params: params).line, as: caller).outcome
  }

  func looks(_ node: Node<some StreamState>, _ members: String = "") throws -> JSON {
    try ask(node, "access", members, .local).get()
  }

  @Test func `every question that may tell of a child is entered, with the key, what it was about and its rows`() throws
  {
    let node = try scheduling()
    let head = try node.store.heads().first?.head
    let timetable = try ask(node, "timetable", "\"child\":\"A1\"", reader("mosaic"), id: "q-1").get()
    _ = try ask(node, "overdue", "\"on\":\"2023-01-01\"", reader("jones"), id: "q-2").get()
    _ = try ask(node, "replay", "", reader("warehouse")).get()
    _ = try ask(node, "health", "", reader("mosaic")).get()
    for _ in 0..<2 {
      let page = try looks(node, "\"verify\":true")
      let items = try #require(page["items"]?.array)
      #expect(items.map { $0["method"]?.string } == ["timetable", "overdue", "replay"])
      #expect(items.map { $0["key"]?.string } == ["mosaic", "jones", "warehouse"])
      #expect(items[0]["child"]?.string == "A1" && items[0]["rows"]?.integer == timetable.rows)
      #expect(items[0]["correlation"]?.string == "q-1")
      #expect(items[1]["child"] == nil && items[1]["scope"]?.string == "on=2023-01-01")
      #expect(items[2]["rows"]?.integer == Int(head?.number ?? 0))
      #expect(page["entries"]?.integer == 3)
      #expect(page["root"]?.string != String(repeating: "0", count: 64))
      try node.restart()
    }
    // It is on no feed and in no journal.
    #expect(try node.store.heads().first?.head == head)
    #expect(
      !(try node.store.lines(Diary.medway, after: .zero, limit: .max, bytes: .max)).contains { line in
        String(decoding: line, as: UTF8.self).contains("warehouse")
      })
  }

  @Test func `who looked is asked by child, key and day, page by page`() throws {
    let node = try scheduling()
    for (child, key) in [("A1", "mosaic"), ("A2", "mosaic"), ("A1", "jones")] {
      _ = try ask(node, "timetable", "\"child\":\"\(child)\"", reader(key)).get()
    }
    _ = try ask(node, "unallocated", "\"on\":\"2023-01-01\"", reader("jones"))
    func numbers(_ members: String) throws -> [Int] {
      try (looks(node, members)["items"]?.array ?? []).compactMap { $0["n"]?.string.flatMap { Int($0) } }
    }
    let all = try numbers("")
    // A look at many is one at each of them, as far as anybody can tell.
    #expect(try numbers("\"child\":\"A1\"") == [1, 3] + all.dropFirst(3))
    #expect(try numbers("\"child\":\"A2\"") == [2] + all.dropFirst(3))
    #expect(try numbers("\"key\":\"mosaic\"") == [1, 2])
    #expect(try numbers("\"child\":\"A1\",\"key\":\"mosaic\"") == [1])
    #expect(try numbers("\"after\":\"1\",\"limit\":1") == [2])
    #expect(try looks(node, "\"limit\":1")["next"]?.string == Sequence(1).text)
    #expect(try numbers("\"from\":\"2027-01-15\",\"to\":\"2027-01-15\"") == all)
    #expect(try numbers("\"to\":\"2027-01-14\"").isEmpty)
    #expect(try numbers("\"from\":\"2027-01-16\"").isEmpty)
  }

  @Test func `where it cannot be entered who looked, nothing is answered of a child`() throws {
    let node = try scheduling()
    for question in ["timetable", "overdue", "replay"] {
      node.next(.full)
      let members = ["timetable": "\"child\":\"A1\"", "overdue": "\"on\":\"2023-01-01\""][question] ?? ""
      let answer = try ask(node, question, members, reader("mosaic"))
      #expect(answer == .failure(Refusal(.cannotStore, "store-full")), "\(question)")
    }
    #expect(try looks(node)["entries"]?.integer == 0)
    node.next(.full)
    #expect(try ask(node, "health", "", reader("mosaic")).get()["status"] != nil)
    let full = try ask(node, "timetable", "\"child\":\"A1\"", reader("mosaic"))
    #expect(full == .failure(Refusal(.cannotStore, "store-full")))
    _ = try ask(node, "timetable", "\"child\":\"A1\"", reader("mosaic")).get()
    #expect(try looks(node)["entries"]?.integer == 1)
  }

  @Test func `a look at a dispute is a look at its children, and a refusal is none`() throws {
    let node = try Node(Disputes.rules, network) { 1_800_000_000_000 }
    let raise =
      #""dispute":"D-1","kind":"informal","children":["C1","C2"],"theme":"drift","#
      + #""raisedOn":"2023-11-01","themeDetail":"Why.""#
    var officer = reader("jones")
    officer = Caller(
      name: "jones", permissions: [.ask, .command], authorities: officer.authorities,
      holder: KeyHolder(officer: OfficerID("M-1"), role: nil))
    _ = try ask(node, "raise-dispute", raise, officer).get()
    let dispute = try ask(node, "dispute", "\"dispute\":\"D-1\"", officer).get()
    _ = try ask(node, "dispute", "\"dispute\":\"D-2\"", officer)
    let hash = try #require(dispute["sealed"]?.string)
    _ = try ask(node, "sealed", "\"hash\":\"\(hash)\"", officer).get()
    let items = try #require(try looks(node, "\"child\":\"C2\"")["items"]?.array)
    #expect(items.map { $0["method"]?.string } == ["dispute", "sealed"])
    #expect(items.first?["children"] == .strings(["C1", "C2"]))
    #expect(items.first?["scope"]?.string == "dispute=D-1")
  }

  @Test func `a sealed text is opened by its officer's key alone`() throws {
    let node = try Node(Disputes.rules, network) { 1_800_000_000_000 }
    func key(_ name: String, _ officer: String?, _ role: String? = nil) -> Caller {
      let holder =
        officer == nil && role == nil
        ? nil
        : KeyHolder(
          officer: officer.flatMap { OfficerID($0) }, role: role.flatMap { KebabWord($0) })
      return Caller(
        name: name, permissions: Set(Permission.allCases), authorities: Set([Authority("medway")].compactMap(\.self)),
        holder: holder)
    }
    let raise = #""dispute":"D-1","kind":"informal","children":["C1"],"theme":"drift","raisedOn":"2023-11-01""#
    _ = try ask(node, "raise-dispute", raise, key("jones", "M-1")).get()
    let advice = #""dispute":"D-1","on":"2023-11-02","sealed":"Stand firm.""#
    _ = try ask(node, "seek-legal-advice", advice, key("jones", "M-1")).get()
    let hash = Hex.text(of: Digest.sha256(Array("Stand firm.".utf8)))
    let missing = Result<JSON, Refusal>.failure(Refusal(.notFound, "sealed-not-found", at: "/hash"))
    for other in [key("smith", "M-2"), key("boss", nil, "team-manager"), key("system", nil), key("jones", nil)] {
      #expect(try ask(node, "sealed", "\"hash\":\"\(hash)\"", other) == missing, "\(other.name)")
    }
    // Another key of the same officer, as after a rotation under another name.
    for own in [key("jones", "M-1"), key("jones-2", "M-1", "officer")] {
      #expect(try ask(node, "sealed", "\"hash\":\"\(hash)\"", own).get()["text"]?.string == "Stand firm.")
    }
  }

  @Test func `what an authority's operator sees of ledgers and health is its own`() throws {
    let node = try scheduling()
    func operator_(_ authority: String) -> Caller {
      Caller(
        name: "op-\(authority)", permissions: [.administer],
        authorities: Set([Authority(authority)].compactMap(\.self)))
    }
    let left = #"{"jsonrpc":"2.0","id":"1","method":"timetable","params":{"authority":"medway","child":"unknown"}}"#
    for caller in [Caller.local, reader("mosaic")] { _ = try node.ask(Array(left.utf8), as: caller) }
    for (authority, isOwn) in [("medway", true), ("camden", false)] {
      let line = Request(id: .string("1"), method: "refused", params: .object([])).line
      let items = try node.ask(line, as: operator_(authority)).outcome.get()["items"]?.array
      #expect(items?.isEmpty == !isOwn)
      let asked = Request(id: .string("1"), method: "health", params: .object([])).line
      let health = try node.ask(asked, as: operator_(authority)).outcome.get()
      #expect(health["authorities"]?.array?.compactMap { $0["authority"]?.string } == (isOwn ? ["medway"] : []))
      #expect(health["refused"]?.integer == 0)
    }
    #expect(try looks(node, "\"key\":\"op-medway\"")["items"]?.array?.first?["rows"]?.integer == 2)
  }

  @Test func `an access journal on disk keeps its chain, and shows where it was touched`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/access-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let time = Timestamp(millisecondsSince1970: 1_800_000_000_000)
    func row(_ number: Int, _ children: [String]) -> AccessRow {
      AccessRow(
        authority: Diary.medway, at: time, key: "k\(number % 2)", children: children, line: Array("\(number)".utf8))
    }
    let rows = [row(1, ["A1"]), row(2, []), row(3, ["A1", "A2"]), row(4, ["A2"])]
    let memory = MemoryStore()
    var pages: [AccessPage] = []
    for batchSize in [1, 4] {
      let path = "\(folder)/\(batchSize)"
      var store = try SQLiteJournal(folder: path)
      for start in stride(from: 0, to: rows.count, by: batchSize) {
        var batch = Batch()
        batch.accesses = Array(rows[start..<start + batchSize])
        #expect(!batch.isEmpty)
        try store.commit(batch)
        if batchSize == 1 { try memory.commit(batch) }
        store.close()
        store = try SQLiteJournal(folder: path)
      }
      for child in [nil, "A1", "A2", "A3"] {
        let filter = AccessFilter(child: child, key: nil, from: nil, before: nil, after: 1, limit: 9)
        let page = try store.reader().accesses(Diary.medway, filter)
        #expect(page == (try memory.reader().accesses(Diary.medway, filter)))
        pages.append(page)
      }
      #expect(try store.reader().verifyAccesses(Diary.medway).entries == 4)
      #expect(try store.reader().verifyAccesses(Diary.medway).root == memory.reader().verifyAccesses(Diary.medway).root)
      store.close()
    }
    #expect(pages.map { $0.rows.map(\.number) }.prefix(4) == [[2, 3, 4], [2, 3], [2, 3, 4], [2]])
  }
}
