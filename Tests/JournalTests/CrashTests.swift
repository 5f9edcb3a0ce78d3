import Contracts
import Foundation
import Testing

@testable import Journal

/// Real processes and real failures: what was acknowledged is there afterwards.
@Suite(.timeLimit(.minutes(2))) struct CrashTests {
  /// Opens what a writer left, checks it, and gives its head.
  private func head(in folder: Folder, acknowledged: Int64) throws -> Int64 {
    let journal = try SQLiteJournal(folder: folder.path)
    defer { journal.close() }
    guard let head = try journal.heads().first else {
      #expect(acknowledged == 0)
      return 0
    }
    #expect(head.head.number >= acknowledged, "an acknowledged event is gone")
    #expect(head.foldedTo == head.head, "states stand as far as the events of their batch")
    #expect(try journal.reader().verify(head.authority).events == head.head.number)
    let last = try journal.lines(head.authority, after: Sequence(head.head.number - 1), limit: 1, bytes: 10_000)
    let line = String(decoding: try #require(last.first), as: UTF8.self)
    let id = String(line.dropFirst("{\"id\":\"".count).prefix(36))
    let key = Event.Key(source: "/westminster/scheduling", id: id)
    #expect(try journal.receipt(head.authority, key)?.sequence == head.head)
    #expect(try journal.answer(CommandKey(authority: head.authority, key: "mosaic", id: id)) != nil)
    return head.head.number
  }

  @Test func `sixty kills lose nothing that was acknowledged`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    var random = Seeded(2026)
    var known: Int64 = 0
    for round in 0..<60 {
      let writer = try Writer(["append", folder.path, "\(round)"])
      #expect(writer.line() == "open")
      var acknowledged = known
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        acknowledged = Int64(try #require(writer.line())) ?? acknowledged
      }
      let moment = ContinuousClock.now.advanced(by: .microseconds(Int.random(in: 0...3000, using: &random)))
      while ContinuousClock.now < moment {}
      writer.kill()
      acknowledged = writer.lastAcknowledged(or: acknowledged)
      #expect(writer.status() == nil, "the writer was killed")
      known = try head(in: folder, acknowledged: acknowledged)
    }
    #expect(known > 60)
  }

  @Test(arguments: ["fdatasync", "pwrite64"], [1, 2, 9, 30, 101])
  func `after an error of the disk nothing more is acknowledged`(call: String, number: Int) throws {
    let folder = try Folder()
    defer { folder.remove() }
    try SQLiteJournal(folder: folder.path).close()
    let launcher = [
      "/usr/bin/env", "strace", "-f", "-qq", "-o", "/dev/null", "-P", folder.path + "/journal.sqlite-wal", "-e",
      "trace=\(call)", "-e", "inject=\(call):error=EIO:when=\(number)",
    ]
    let writer = try Writer(["append", folder.path, "\(number)"], behind: launcher)
    let acknowledged = writer.lastAcknowledged(or: 0)
    #expect(writer.status() == 1, "the writer ends by itself, and says that it failed")
    let head = try head(in: folder, acknowledged: acknowledged)
    #expect(head <= acknowledged + 16, "at most the batch in hand is stored without being told")
  }

  @Test func `a failed sync of a checkpoint ends acknowledging too`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try SQLiteJournal(folder: folder.path).close()
    let launcher = [
      "/usr/bin/env", "strace", "-f", "-qq", "-o", "/dev/null", "-P", folder.path + "/journal.sqlite", "-e",
      "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:error=EIO:when=1",
    ]
    let writer = try Writer(["append", folder.path, "7"], behind: launcher)
    let acknowledged = writer.lastAcknowledged(or: 0)
    #expect(writer.status() == 1)
    #expect(acknowledged > 0)
    _ = try head(in: folder, acknowledged: acknowledged)
  }

  private static let mayMount = ProcessInfo.processInfo.environment["HOLDFAST_NO_MOUNT"] != "1"

  @Test(.enabled(if: mayMount, "HOLDFAST_NO_MOUNT=1: no file system may be mounted"))
  func `a full disk refuses commits until there is room`() throws {
    let parent = try Folder()
    defer { parent.remove() }
    try run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", parent.path)
    defer { try? run("umount", parent.path) }
    let ballast = parent.path + "/ballast"
    try Data(count: 1 << 20).write(to: URL(filePath: ballast))
    let journal = try SQLiteJournal(folder: parent.path + "/journal")
    defer { journal.close() }
    var stored: Int64 = 0
    func next() -> Batch {
      var batch = Sample.batch(
        Sample.event(stored + 1, line: String(repeating: "z", count: 2000)), Sample.event(stored + 2))
      batch.answers = [Sample.answer("c-\(stored)")]
      batch.states = [Sample.state("C-\(stored)", wake: "2026-01-01", sequence: stored + 1)]
      return batch
    }
    func commits() -> Bool {
      guard (try? journal.commit(next())) != nil else { return false }
      stored += 2
      return true
    }
    func fill() {
      // A checkpoint under way makes room when it ends, so the disk is full only when one is refused after it.
      repeat {
        while commits() {}
        journal.checkpointer.finishRun()
      } while commits()
    }
    for round in 1...2 {
      fill()
      #expect(throws: StoreError.full) { try journal.commit(next()) }
      var refused = Batch()
      refused.refused = (1...20).map { _ in Sample.refused(String(repeating: "r", count: 60_000)) }
      #expect(throws: StoreError.full, "what was refused cannot be kept either") { try journal.commit(refused) }
      #expect(try journal.heads().map(\.head.number) == [stored])
      #expect(try journal.lines(Sample.westminster, after: Sequence(stored - 1), limit: 1, bytes: 1).count == 1)
      #expect(try journal.state(Sample.westminster, StreamKey("child", "C-\(stored - 2)")) != nil)
      #expect(try journal.reader().verify(Sample.westminster).events == stored)
      guard round == 1 else { break }
      let before = stored
      try FileManager.default.removeItem(atPath: ballast)
      fill()
      #expect(stored > before, "with room it goes on")
    }
    #expect(try journal.refusedCount() == 0)
  }
}
