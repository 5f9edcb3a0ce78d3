import GRDB
import Testing

@testable import Journal

/// The index of keys, with hashes so small that many keys share one.
@Suite struct KeyIndexTests {
  @Test(arguments: 1...8)
  func `every row is found under its hash, in memory, in the table and between`(seed: UInt64) throws {
    var random = Seeded(seed)
    let database = try DatabaseQueue()
    try database.write { try $0.execute(sql: KeyIndex.tables("key")) }
    var index = KeyIndex(table: "key", lag: 50)
    var statement: [Int64: Set<Int64>] = [:]
    var head: Int64 = 0
    for _ in 0..<300 {
      let added = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        head += 1
        return KeyIndex.Entry(hash: Int64.random(in: -40...40, using: &random), row: head)
      }
      let written = try database.write { try index.writeDue(adding: added.count, $0) }
      if Int.random(in: 0..<40, using: &random) == 0 {
        // A crash: what was in memory is read again after the mark.
        let known = statement.flatMap { hash, rows in rows.map { KeyIndex.Entry(hash: hash, row: $0) } }
        index = KeyIndex(table: "key", lag: 50)
        let mark = try database.read { try index.marks($0) }[0] ?? 0
        for entry in known + added where entry.row > mark { index.add(entry) }
      } else {
        index.committed(written: written, added: added) { [0: head] }
      }
      for entry in added { statement[entry.hash, default: []].insert(entry.row) }
      for _ in 0..<6 {
        let hash = Int64.random(in: -45...45, using: &random)
        let found = try database.read { try index.rows(hash, $0) }
        #expect(Set(found) == statement[hash] ?? [], "hash \(hash) after row \(head)")
      }
    }
    let stored = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM key") ?? 0 }
    #expect(stored > Int(head) / 2 && stored < head, "keys move to the table, the newest stay in memory")
  }
}
