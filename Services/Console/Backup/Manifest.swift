import Contracts
import Crypto
import Foundation
import Journal

/// What a backup holds: whose store, of when, its hash, and the root of every chain in it.
struct Manifest: Codable, Equatable {
  /// One authority's journal, and its access journal.
  struct Roots: Codable, Equatable {
    let authority: String
    let epoch: Int
    let events: Int64
    let root: String
    let accesses: Int64
    let accessRoot: String
  }

  let service: String
  let madeAt: String
  let version: String
  let bytes: Int
  let sha256: String
  let chains: [Roots]

  /// Reads a store that nobody has open, checking every chain.
  static func chains(of folder: String) throws -> [Roots] {
    let store = try SQLiteJournal(folder: folder)
    defer { store.close() }
    let reader = store.reader()
    return try store.heads().map { head in
      let (events, root) = try reader.verify(head.authority)
      let (accesses, accessRoot) = try reader.verifyAccesses(head.authority)
      return Roots(
        authority: head.authority.text, epoch: head.epoch, events: events, root: HexText.of(root),
        accesses: accesses, accessRoot: HexText.of(accessRoot))
    }
  }

  /// The size of a file, and its SHA-256 in hex.
  static func digest(of path: String) throws -> (bytes: Int, sha256: String) {
    guard let file = FileHandle(forReadingAtPath: path) else { throw Trouble.wrong("\(path) cannot be read") }
    defer { try? file.close() }
    var hash = SHA256()
    var count = 0
    while let bytes = try file.read(upToCount: 1 << 20), !bytes.isEmpty {
      hash.update(data: bytes)
      count += bytes.count
    }
    return (count, HexText.of(hash.finalize()))
  }
}
