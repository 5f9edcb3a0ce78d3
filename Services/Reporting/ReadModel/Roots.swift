import Contracts
import Crypto
import GRDB

/// The newest link of each feed's chain (`protocol.md` §3), as far as every line of it was read in order: a report
/// names it, and `verify` of the service tells the same.
enum Roots {
  static let tables = [
    """
    CREATE TABLE fact_root (feed INTEGER PRIMARY KEY, position INTEGER NOT NULL, root TEXT NOT NULL) STRICT
    """
  ]

  /// Takes the next line of a feed. Where one before it was not read, or its bytes are not at hand, nothing is known of
  /// the chain from then on.
  static func take(_ told: Told, _ sequence: Int64, feed: Int64, _ db: Database) throws {
    let before = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT position, root FROM fact_root WHERE feed = ?"), arguments: [feed])
    let position = Feed.position(told.epoch, sequence)
    // A journal that is read again from its beginning has its chain from there.
    let last = sequence == 1 ? 0 : before.map { ($0[0] as Int64) < 0 ? -1 : Feed.sequence(of: $0[0]).number } ?? 0
    guard let line = told.line, last == sequence - 1 else { return try store(-1, "", feed, db) }
    var hash = SHA256()
    hash.update(data: last == 0 ? [UInt8](repeating: 0, count: 32) : before.map { bytes(of: $0[1]) } ?? [])
    hash.update(data: line)
    try store(position, ReadModel.hex(hash.finalize()), feed, db)
  }

  /// Keeps the root at a position; a position of -1 is that of a chain of which nothing is known any longer.
  private static func store(_ position: Int64, _ root: String, _ feed: Int64, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO fact_root (feed, position, root) VALUES (?, ?, ?)
        ON CONFLICT (feed) DO UPDATE SET position = excluded.position, root = excluded.root
        """
    ).execute(arguments: [feed, position, root])
  }

  /// The roots of feeds in hex, of those that are known at their newest event.
  static func all(_ feeds: [Feed], _ db: Database) throws -> [ServiceName: String] {
    var roots: [ServiceName: String] = [:]
    for feed in feeds {
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT root FROM fact_root WHERE feed = ? AND position = ?"),
        arguments: [feed.id, Feed.position(feed.epoch, feed.sequence)])
      if let row { roots[feed.service] = row[0] }
    }
    return roots
  }

  /// The bytes that are written in hex.
  private static func bytes(of hex: String) -> [UInt8] {
    let digits = hex.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
