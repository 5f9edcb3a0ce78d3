import ArgumentParser
import Contracts
import Foundation
import Journal
import Testing

@testable import holdfast

/// A store in a file that one key opens, and back.
@Suite struct BackupTests {
  /// A folder with a store of three events, and a key of backups.
  final class Box {
    let path = FileManager.default.temporaryDirectory.appending(path: "backup-\(UUID().uuidString)").path
    let authority: Authority
    let store: SQLiteJournal

    init() throws {
      authority = try #require(Authority("medway"))
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      store = try SQLiteJournal(folder: path + "/data/disputes")
      try grow(to: 3)
      try run(BackupCommand.Key.self, path + "/backups")
    }

    deinit {
      store.close()
      try? FileManager.default.removeItem(atPath: path)
    }

    func grow(to count: Int) throws {
      var batch = Batch()
      for number in (try store.heads().first?.head.number ?? 0) + 1...Int64(count) {
        batch.events.append(
          JournalRow(
            authority: authority, sequence: Contracts.Sequence(number), key: Event.Key(source: "/t", id: "\(number)"),
            digest: [UInt8](repeating: 1, count: 32), stream: StreamKey("child", "A1"),
            previous: Contracts.Sequence(number - 1), receivedtime: Timestamp(millisecondsSince1970: number),
            line: Array("{\"n\":\(number)}".utf8)))
      }
      batch.accesses = [
        AccessRow(
          authority: authority, at: Timestamp(millisecondsSince1970: 1), key: "k", children: ["A1"],
          line: Array("{}".utf8))
      ]
      try store.commit(batch)
    }

    func run<Command: ParsableCommand>(_ type: Command.Type, _ arguments: String...) throws {
      var command = try type.parse(arguments)
      try command.run()
    }

    func back(up to: String) throws {
      try run(
        BackupCommand.Make.self, "disputes", "--to", path + "/" + to, "--for", path + "/backups.public", "--data",
        path + "/data")
    }

    func restore(_ file: String, into folder: String, key: String = "backups", _ more: [String] = []) throws {
      let command = try RestoreCommand.parse(
        [path + "/" + file, "--key", path + "/" + key, "--data", path + "/" + folder] + more)
      try command.run()
    }
  }

  @Test
  func `a store that is being written is backed up as of one moment, and restored to the same root in a new life`()
    throws
  {
    let box = try Box()
    let root = try box.store.reader().verify(box.authority).root
    try box.back(up: "one")
    try box.grow(to: 5)
    try box.restore("one", into: "other", ["--verify"])
    #expect(!FileManager.default.fileExists(atPath: box.path + "/other/disputes"))
    try box.restore("one", into: "other")
    let restored = try SQLiteJournal(folder: box.path + "/other/disputes")
    defer { restored.close() }
    #expect(try restored.heads().map(\.head.number) == [3] && restored.heads().map(\.epoch) == [2])
    #expect(try restored.reader().verify(box.authority).root == root)
    #expect(try restored.reader().verifyAccesses(box.authority).entries == 1)
    #expect(try box.store.heads().map(\.head.number) == [5])
    // What stood in the clear for the while is gone.
    let left = try FileManager.default.contentsOfDirectory(atPath: box.path + "/data")
    #expect(left == ["disputes"])
    for path in ["one", "backups", "other/disputes/journal.sqlite"] {
      let facts = try FileManager.default.attributesOfItem(atPath: box.path + "/" + path)
      #expect(facts[.posixPermissions] as? Int == 0o600, "\(path)")
    }
  }

  @Test func `nothing that is there is written over`() throws {
    let box = try Box()
    try box.back(up: "one")
    #expect(throws: Trouble.self) { try box.back(up: "one") }
    #expect(throws: Trouble.self) { try box.restore("one", into: "data") }
    #expect(throws: Trouble.self) { try box.run(BackupCommand.Key.self, box.path + "/backups") }
    #expect(try box.store.heads().map(\.head.number) == [3])
  }

  @Test func `a backup that is another's, was changed or cut is not restored, and leaves nothing`() throws {
    let box = try Box()
    try box.back(up: "one")
    try box.run(BackupCommand.Key.self, box.path + "/other-key")
    #expect(throws: Trouble.self) { try box.restore("one", into: "x", key: "other-key") }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: box.path + "/one"))
    #expect(!String(decoding: bytes, as: Unicode.ASCII.self).contains("{\"n\":"))
    var changed: [Data] = [18, 60, 300, bytes.count / 2, bytes.count - 1].map { place in
      var copy = bytes
      copy[place] ^= 1
      return copy
    }
    changed += [bytes.dropLast(1), bytes.dropLast(20), bytes.prefix(100), bytes + Data([0]), Data("text".utf8), Data()]
    for (number, copy) in changed.enumerated() {
      try copy.write(to: URL(fileURLWithPath: box.path + "/changed"))
      #expect(throws: Trouble.self, "change \(number)") { try box.restore("changed", into: "x") }
      let left = (try? FileManager.default.contentsOfDirectory(atPath: box.path + "/x")) ?? []
      #expect(left.isEmpty, "change \(number) left \(left)")
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: box.path + "/backups")
    #expect(throws: Trouble.self) { try box.restore("one", into: "x") }
  }
}
