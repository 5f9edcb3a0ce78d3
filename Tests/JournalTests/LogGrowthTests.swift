import Foundation
import GRDB
import Journal
import Testing

@Suite struct LogGrowthTests {
  @Test func `the write-ahead log stays short, whatever a read model writes`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let store = try SQLiteJournal(folder: folder.path) { database in
      try database.execute(sql: "CREATE TABLE IF NOT EXISTS fact_test (number INTEGER PRIMARY KEY, body BLOB)")
    }
    defer { store.close() }
    let body = Data(repeating: 7, count: 1 << 20)
    for number in 0..<48 {
      var batch = Batch()
      batch.effects = { transaction in
        try transaction.database.execute(
          sql: "INSERT INTO fact_test (number, body) VALUES (?, ?)", arguments: [number, body])
      }
      try store.commit(batch)
    }
    let log = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/journal.sqlite-wal")
    let bytes = try #require(log[.size] as? NSNumber).intValue
    #expect((1 << 20..<24 << 20).contains(bytes), "\(bytes)")
  }

  @Test func `a wide cache is given back`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let store = try SQLiteJournal(folder: folder.path)
    defer { store.close() }
    func size(_ isWide: Bool?) throws -> Int? {
      var found: Int?
      var batch = Batch()
      batch.effects = { transaction in
        if let isWide { try transaction.cacheWidely(isWide) }
        found = try Int.fetchOne(transaction.database, sql: "PRAGMA cache_size")
      }
      try store.commit(batch)
      return found
    }
    let usual = try #require(try size(nil))
    let wide = try #require(try size(true))
    #expect(wide < usual, "both are negative: so many times 1,024 bytes")
    #expect(try size(nil) == wide)
    let narrow = try #require(try size(false))
    #expect(narrow > usual && narrow < 0)
  }
}
