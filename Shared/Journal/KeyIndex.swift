import Crypto
import GRDB

/// An index of random keys (of events, of commands) that follows its table some way behind.
///
/// A key written at once costs a page of the log for each event, which is then most of what a commit writes. So new
/// keys stay in memory, up to ``lag`` of them; then they go to the table in order of hash, a few in each commit, many
/// to a page. Their rows are on disk all the while, and at start the keys of the rows after the mark are read again.
///
/// A key is kept as 64 bits of its SHA-256, so several rows may answer to one: whoever looks compares the row itself.
struct KeyIndex {
  /// A key's hash, and the row where it stands.
  struct Entry: Comparable, Sendable {
    let hash: Int64
    let row: Int64

    static func < (left: Entry, right: Entry) -> Bool { (left.hash, left.row) < (right.hash, right.row) }
  }

  /// How many keys are held in memory before they begin to be written.
  let lag: Int
  private let table: String
  private let statements = Statements()
  private var recent: [Int64: Int64] = [:]
  private var collided: [Int64: [Int64]] = [:]
  private var sweep: ArraySlice<Entry> = []
  private var marks: [Int64: Int64] = [:]

  /// The statements that every key needs, once they are prepared.
  private final class Statements {
    var find: Prepared?
    var insert: Prepared?

    func find(in table: String, _ database: Database) throws -> Prepared {
      if let find { return find }
      let made = try Prepared(database, "SELECT number FROM \(table) WHERE hash = ?")
      find = made
      return made
    }

    func insert(into table: String, _ database: Database) throws -> Prepared {
      if let insert { return insert }
      let made = try Prepared(database, "INSERT OR IGNORE INTO \(table)(hash, number) VALUES (?, ?)")
      insert = made
      return made
    }
  }

  init(table: String, lag: Int) {
    self.table = table
    self.lag = lag
  }

  /// The hash of a key by its parts; each part is preceded by its length, so that no two keys run into each other.
  static func hash(_ parts: String...) -> Int64 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(160)
    for part in parts {
      bytes.append(UInt8(truncatingIfNeeded: part.utf8.count >> 8))
      bytes.append(UInt8(truncatingIfNeeded: part.utf8.count))
      bytes.append(contentsOf: part.utf8)
    }
    return unsafe SHA256.hash(data: bytes).withUnsafeBytes {
      Int64(bigEndian: unsafe $0.loadUnaligned(as: Int64.self))
    }
  }

  /// The tables of an index called `name`.
  static func tables(_ name: String) -> String {
    """
    CREATE TABLE \(name)(hash INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(hash, number))
      STRICT, WITHOUT ROWID;
    CREATE TABLE \(name)_mark(shelf INTEGER PRIMARY KEY, number INTEGER NOT NULL) STRICT;
    """
  }

  /// Up to which row of each shelf (an authority's events; all answers) the keys are in the table.
  func marks(_ database: Database) throws -> [Int64: Int64] {
    let rows = try Row.fetchAll(database, sql: "SELECT shelf, number FROM \(table)_mark")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }

  /// The rows whose key may have this hash.
  func rows(_ hash: Int64, _ database: Database) throws -> [Int64] {
    var rows = try statements.find(in: table, database).all(.integer(hash)) { $0.integer(0) }
    if let row = recent[hash] { rows.append(row) }
    if let more = collided[hash] { rows += more }
    return rows
  }

  /// Writes the keys that are due when a commit adds `count` more; how many they are.
  func writeDue(adding count: Int, _ database: Database) throws -> Int {
    let due = sweep.prefix(count * 2)
    guard !due.isEmpty else { return 0 }
    let insert = try statements.insert(into: table, database)
    for entry in due { try insert.run(.integer(entry.hash), .integer(entry.row)) }
    if due.count == sweep.count {
      for (shelf, row) in marks {
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO \(table)_mark(shelf, number) VALUES (?, ?)")
          .execute(arguments: [shelf, row])
      }
    }
    return due.count
  }

  /// Takes over what a commit did, once it is on disk: the first `written` keys that were due are in the table, and
  /// `added` are new. `heads` gives the newest row of each shelf, the new ones included.
  mutating func committed(written: Int, added: [Entry], heads: () -> [Int64: Int64]) {
    for entry in sweep.prefix(written) {
      if recent[entry.hash] == entry.row {
        recent[entry.hash] = nil
      } else {
        collided[entry.hash]?.removeAll { $0 == entry.row }
      }
    }
    sweep = sweep.dropFirst(written)
    for entry in added { add(entry) }
    guard sweep.isEmpty, recent.count >= lag else { return }
    let more = collided.flatMap { hash, rows in rows.map { Entry(hash: hash, row: $0) } }
    sweep = (recent.map { Entry(hash: $0.key, row: $0.value) } + more).sorted()[...]
    marks = heads()
  }

  /// Gives back the statements, before the connection is closed.
  func forgetStatements() {
    statements.find = nil
    statements.insert = nil
  }

  /// Adds a key whose row is on disk.
  mutating func add(_ entry: Entry) {
    if recent[entry.hash] == nil {
      recent[entry.hash] = entry.row
    } else {
      collided[entry.hash, default: []].append(entry.row)
    }
  }
}
