import Contracts
import Crypto
import FoundationEssentials
import GRDB

/// The newest link of each feed's chain (`protocol.md` §3), as far as every line of it was read in order: a report
/// names it, and `verify` of the service tells the same.
enum Roots {
  static let tables = [
    """
    CREATE TABLE fact_root (feed INTEGER PRIMARY KEY, position INTEGER NOT NULL, root BLOB NOT NULL) STRICT
    """
  ]

  /// Takes the next line of a feed. Where one before it was not read, or its bytes are not at hand, nothing is known of
  /// the chain from then on.
  static func take(_ told: Told, _ sequence: Int64, feed: Int64, _ db: Database) throws {
    let before = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT position, root FROM fact_root WHERE feed = ?"), arguments: [feed])
    let position = Feed.position(told.epoch, sequence)
    let last = before.map { Feed.sequence(of: $0[0]).number } ?? 0
    guard let line = told.line, last == sequence - 1 else { return }
    var hash = SHA256()
    hash.update(data: before.map { $0[1] as Data } ?? Data(repeating: 0, count: 32))
    hash.update(data: line)
    try db.cachedStatement(
      sql: """
        INSERT INTO fact_root (feed, position, root) VALUES (?, ?, ?)
        ON CONFLICT (feed) DO UPDATE SET position = excluded.position, root = excluded.root
        """
    ).execute(arguments: [feed, position, Data(hash.finalize())])
  }

  /// The roots of feeds in hex, of those that are known at their newest event.
  static func all(_ feeds: [Feed], _ db: Database) throws -> [ServiceName: String] {
    var roots: [ServiceName: String] = [:]
    for feed in feeds {
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT root FROM fact_root WHERE feed = ? AND position = ?"),
        arguments: [feed.id, Feed.position(feed.epoch, feed.sequence)])
      if let row { roots[feed.service] = ReadModel.hex(row[0] as Data) }
    }
    return roots
  }
}
