import Contracts
import Foundation
import GRDB
import Support
import Testing

@testable import Journal

/// What only the journal on SQLite does.
@Suite struct JournalTests {
  private static let file = "/journal.sqlite"

  private func raw(_ folder: Folder) throws -> DatabaseQueue { try DatabaseQueue(path: folder.path + Self.file) }

  @Test func `every commit is synced to disk, and checkpoints are off its path`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let journal = try SQLiteJournal(folder: folder.path)
    defer { journal.close() }
    let settings = try journal.pool.writeWithoutTransaction { try JournalSettings($0) }
    #expect(settings.synchronous == 2)
    #expect(settings.journalMode == "wal")
    #expect(settings.autocheckpoint == 0)
  }

  @Test func `folder and files belong to their owner alone`() throws {
    let parent = try Folder()
    defer { parent.remove() }
    let folder = parent.path + "/deep/er"
    let journal = try SQLiteJournal(folder: folder)
    try journal.commit(Sample.batch(Sample.event(1)))
    defer { journal.close() }
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(folder) == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == ["journal.lock", "journal.sqlite", "journal.sqlite-shm", "journal.sqlite-wal"])
    for name in names { #expect(try mode(folder + "/" + name) == 0o600, "\(name)") }
  }

  @Test func `a journal is open once at a time`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let first = try SQLiteJournal(folder: folder.path)
    #expect(throws: StoreError.unusable("another process has the journal in \(folder.path) open")) {
      try SQLiteJournal(folder: folder.path)
    }
    first.close()
    try SQLiteJournal(folder: folder.path).close()
  }

  @Test func `a journal of a newer program is left alone`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try SQLiteJournal(folder: folder.path).close()
    try raw(folder).write { try $0.execute(sql: "PRAGMA user_version = \(JournalSchema.version + 1)") }
    #expect {
      try SQLiteJournal(folder: folder.path)
    } throws: { error in
      guard case .unusable(let reason) = error as? StoreError else { return false }
      return reason.contains("schema version \(JournalSchema.version + 1)") && reason.contains("newer program")
    }
  }

  @Test func `a journal of an older program gets what is missing in it`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try SQLiteJournal(folder: folder.path).close()
    let newer = ["sweep", "sealed", "access", "access_child"].map { "DROP TABLE \($0);" }.joined()
    try raw(folder).write { try $0.execute(sql: newer + "PRAGMA user_version = 1") }
    let journal = try SQLiteJournal(folder: folder.path)
    defer { journal.close() }
    #expect(try journal.sweeps().isEmpty)
    #expect(try journal.sealed(Sample.westminster, String(repeating: "0", count: 64)) == nil)
  }

  @Test(arguments: [
    ("UPDATE event SET line = CAST('{}' AS BLOB) WHERE id = 'e-1500'", Int64(1500)),
    ("UPDATE event SET hash = zeroblob(32) WHERE id = 'e-7'", 7), ("DELETE FROM event WHERE id = 'e-1000'", 1000),
    ("DELETE FROM event WHERE id = 'e-1'", 1), ("DELETE FROM event WHERE place & 2047 BETWEEN 501 AND 1999", 501),
  ])
  func `verify names the first event that is not what was written`(change: String, sequence: Int64) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let journal = try SQLiteJournal(folder: folder.path)
    var batch = Batch()
    batch.events = (1...2000).map { Sample.event($0) }
    try journal.commit(batch)
    #expect(try journal.reader().verify(Sample.westminster).events == 2000)
    journal.close()
    try raw(folder).write { try $0.execute(sql: change) }
    let again = try SQLiteJournal(folder: folder.path)
    defer { again.close() }
    #expect(throws: StoreError.broken(authority: "westminster", sequence: sequence)) {
      try again.reader().verify(Sample.westminster)
    }
  }

  @Test func `after a damaged page the journal says nothing any more`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let journal = try SQLiteJournal(folder: folder.path)
    var batch = Batch()
    batch.events = (1...2000).map { Sample.event($0, line: String(repeating: "x", count: 300)) }
    try journal.commit(batch)
    journal.close()
    let root = try raw(folder).read {
      try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name LIKE '%index_state_1'")
    }
    let file = try #require(FileHandle(forUpdatingAtPath: folder.path + Self.file))
    try file.seek(toOffset: UInt64((try #require(root) - 1) * 4096))
    try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
    try file.close()
    let again = try SQLiteJournal(folder: folder.path)
    defer { again.close() }
    #expect(try again.lines(Sample.westminster, after: .zero, limit: 1, bytes: 1000).count == 1)
    func isDisk(_ error: any Error) -> Bool {
      if case .disk = error as? StoreError { true } else { false }
    }
    #expect { try again.state(Sample.westminster, StreamKey("child", "C-1")) } throws: { isDisk($0) }
    #expect { try again.commit(Sample.batch(Sample.event(2001))) } throws: { isDisk($0) }
    #expect { try again.lines(Sample.westminster, after: .zero, limit: 1, bytes: 1000) } throws: { isDisk($0) }
    #expect { try again.heads() } throws: { isDisk($0) }
    #expect { try again.reader().verify(Sample.westminster) } throws: { isDisk($0) }
  }

  @Test func `a file that is no journal is not used`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try Data("this was never a database, and it is long enough to be read as one".utf8)
      .write(to: URL(filePath: folder.path + Self.file))
    #expect(throws: StoreError.self) { try SQLiteJournal(folder: folder.path) }
  }

  @Test func `a read model's effects stand or fall with their batch`() throws {
    struct Stop: Error {}
    let folder = try Folder()
    defer { folder.remove() }
    let journal = try SQLiteJournal(folder: folder.path) { database in
      try database.execute(sql: "CREATE TABLE IF NOT EXISTS review(name TEXT PRIMARY KEY)")
    }
    defer { journal.close() }
    func names() throws -> [String] {
      try journal.databaseReader().read { try String.fetchAll($0, sql: "SELECT name FROM review ORDER BY name") }
    }
    var batch = Sample.batch(Sample.event(1))
    batch.effects = { try $0.database.execute(sql: "INSERT INTO review(name) VALUES ('first')") }
    try journal.commit(batch)
    #expect(try names() == ["first"])
    batch = Sample.batch(Sample.event(2))
    batch.effects = { transaction in
      try transaction.database.execute(sql: "INSERT INTO review(name) VALUES ('second')")
      throw StoreError.full
    }
    #expect(throws: StoreError.full) { try journal.commit(batch) }
    #expect(try names() == ["first"])
    #expect(try journal.heads().map(\.head.number) == [1])
    #expect(try journal.receipt(Sample.westminster, Sample.event(2).key) == nil)
    try journal.commit(Sample.batch(Sample.event(2)))
    #expect(try journal.reader().verify(Sample.westminster).events == 2)
  }

  @Test func `a new life raises the epoch of every journal`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let journal = try SQLiteJournal(folder: folder.path)
    try journal.commit(Sample.batch(Sample.event(1), Sample.event(1, of: Sample.camden)))
    try journal.raiseEpochs()
    #expect(try journal.heads().map(\.epoch) == [2, 2])
    journal.close()
    let again = try SQLiteJournal(folder: folder.path)
    defer { again.close() }
    #expect(try again.heads().map(\.epoch) == [2, 2])
    #expect(try again.heads().map(\.head.number) == [1, 1])
  }

  @Test func `verify reads on while the journal grows`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let journal = try SQLiteJournal(folder: folder.path)
    defer { journal.close() }
    let reader = journal.reader()
    var next: Int64 = 1
    for _ in 0..<20 {
      var batch = Batch()
      batch.events = (next..<next + 500).map { Sample.event($0) }
      try journal.commit(batch)
      next += 500
      let before = try reader.verify(Sample.westminster)
      #expect(before.events == next - 1)
    }
    let free = try #require(journal.diskFreeBytes())
    #expect(free > 0)
  }

  @Test func `the log is emptied while commits go on, and does not outgrow its limit`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let journal = try SQLiteJournal(folder: folder.path)
    var written = 0
    var sequence: Int64 = 0
    let line = String(repeating: "x", count: 60_000)
    while written < 3 * Checkpointer.limit {
      var batch = Batch()
      batch.events = (1...16).map { Sample.event(sequence + $0, line: line) }
      sequence += 16
      written += 16 * line.utf8.count
      try journal.commit(batch)
    }
    let log = try FileManager.default.attributesOfItem(atPath: folder.path + Self.file + "-wal")[.size] as? Int
    #expect(try #require(log) < Checkpointer.limit + 2 * Checkpointer.step)
    journal.close()
    #expect(!FileManager.default.fileExists(atPath: folder.path + Self.file + "-wal"), "closing empties the log")
    let again = try SQLiteJournal(folder: folder.path)
    defer { again.close() }
    #expect(try again.reader().verify(Sample.westminster).events == sequence)
  }

  @Test func `a gap in the sequence ends the process`() async {
    await #expect(processExitsWith: .failure) {
      let journal = try SQLiteJournal(folder: try Folder().path)
      try journal.commit(Sample.batch(Sample.event(2)))
    }
  }
}
