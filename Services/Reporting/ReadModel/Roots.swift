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
  fileprivate static func bytes(of hex: String) -> [UInt8] {
    let digits = hex.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}

/// The newest link of one feed's chain while a batch is applied.
struct Root {
  private let feed: Int64
  /// Where the link stands: 0 before the first, -1 where nothing is known of the chain any longer.
  private var position: Int64
  private var link: [UInt8]

  /// The link as it was stored last.
  init(of feed: Int64, _ db: Database) throws {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT position, root FROM fact_root WHERE feed = ?"), arguments: [feed])
    self.feed = feed
    position = row?[0] ?? 0
    link = row.map { Roots.bytes(of: $0[1]) } ?? []
  }

  /// Takes the next line of the feed. Where one before it was not read, or its bytes are not at hand, nothing is known
  /// of the chain from then on.
  mutating func take(_ told: Told, _ sequence: Int64) {
    // A journal that is read again from its beginning has its chain from there.
    let last = sequence == 1 ? 0 : position < 0 ? -1 : Feed.sequence(of: position).number
    guard let line = told.line, last == sequence - 1 else { return (position, link) = (-1, []) }
    var hash = SHA256()
    hash.update(data: last == 0 ? [UInt8](repeating: 0, count: 32) : link)
    hash.update(data: line)
    (position, link) = (Feed.position(told.epoch, sequence), Array(hash.finalize()))
  }

  /// Stores the link.
  func store(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO fact_root (feed, position, root) VALUES (?, ?, ?)
        ON CONFLICT (feed) DO UPDATE SET position = excluded.position, root = excluded.root
        """
    ).execute(arguments: [feed, position, ReadModel.hex(link)])
  }
}
