import GRDB

/// The tables of the journal, and the settings without which what was acknowledged might be lost.
enum JournalSchema {
  /// The version written by this program, in `PRAGMA user_version`.
  static let version = 4

  /// An event's row id holds its authority and its sequence, so that a journal is read by range without an index.
  /// `newest` is the newest received time up to there. Keys of events and answers are found through a ``KeyIndex``
  /// each.
  private static let tables =
    KeyIndex.tables("event_key") + KeyIndex.tables("answer_key")
      + """
      CREATE TABLE authority(
        number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, epoch INTEGER NOT NULL, folded INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE event(
        place INTEGER PRIMARY KEY, previous INTEGER NOT NULL, newest INTEGER NOT NULL, source TEXT NOT NULL,
        id TEXT NOT NULL, digest BLOB NOT NULL, hash BLOB NOT NULL, line BLOB NOT NULL
      ) STRICT;
      CREATE TABLE state(
        number INTEGER PRIMARY KEY, authority INTEGER NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL,
        sequence INTEGER NOT NULL, wake INTEGER, body BLOB NOT NULL, UNIQUE(authority, stream)
      ) STRICT;
      CREATE INDEX state_wake ON state(authority, wake, stream) WHERE wake IS NOT NULL;
      CREATE TABLE answer(
        number INTEGER PRIMARY KEY, authority INTEGER NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL,
        digest BLOB NOT NULL,
        result BLOB NOT NULL
      ) STRICT;
      CREATE TABLE position(
        service TEXT NOT NULL, authority INTEGER NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
        PRIMARY KEY(service, authority)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE refused(
        number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, key TEXT NOT NULL, code INTEGER NOT NULL,
        reason TEXT NOT NULL, line BLOB NOT NULL
      ) STRICT;
      CREATE TABLE refusal(
        key TEXT PRIMARY KEY, kept INTEGER NOT NULL, bytes INTEGER NOT NULL, counted INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE waiting(
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, authority INTEGER NOT NULL,
        stream TEXT NOT NULL,
        since INTEGER NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL, refusal TEXT, key TEXT NOT NULL,
        digest BLOB NOT NULL, line BLOB NOT NULL, received INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX waiting_open ON waiting(number) WHERE state = 'waiting';
      CREATE TABLE parked(
        service TEXT NOT NULL, authority INTEGER NOT NULL, sequence INTEGER NOT NULL, subject TEXT NOT NULL,
        reason TEXT NOT NULL, line BLOB NOT NULL, PRIMARY KEY(service, authority, sequence)
      ) STRICT;
      CREATE TABLE clock(number INTEGER PRIMARY KEY CHECK (number = 1), newest INTEGER NOT NULL) STRICT;
      """

  /// What version 2 added: how far the sweeps have come.
  private static let sweeps = """
    CREATE TABLE sweep(
      number INTEGER PRIMARY KEY AUTOINCREMENT, authority INTEGER NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL,
      id TEXT NOT NULL, at INTEGER NOT NULL, after TEXT, UNIQUE(authority, kind, source, id)
    ) STRICT;
    """

  /// What version 3 added: sealed texts, apart from all else. And streams that gather events about others: from them
  /// the journals are folded once more, which leaves alone what is folded already.
  private static let sealed = """
    CREATE TABLE sealed(
      authority INTEGER NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY(authority, hash)
    ) STRICT;
    UPDATE authority SET folded = 0;
    """

  /// What version 4 added: whose a sealed text is, and the access journals. An entry of an access journal stands as an
  /// event does: its row id holds its authority and its number. A look at many, which names no child, stands under the
  /// child ''.
  private static let access = """
    ALTER TABLE sealed ADD COLUMN officer TEXT;
    ALTER TABLE sealed ADD COLUMN key TEXT NOT NULL DEFAULT '';
    CREATE TABLE access(
      place INTEGER PRIMARY KEY, at INTEGER NOT NULL, key TEXT NOT NULL, hash BLOB NOT NULL, line BLOB NOT NULL
    ) STRICT;
    CREATE TABLE access_child(
      authority INTEGER NOT NULL, child TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY(authority, child, place)
    ) STRICT, WITHOUT ROWID;
    """

  /// Makes the tables in a new file, and what is missing in one of an older program; refuses a file of a newer program.
  static func prepare(_ database: Database) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found <= version else {
      throw StoreError.unusable(
        "the journal has schema version \(found), this program knows versions up to \(version): use a newer program")
    }
    guard found < version else { return }
    if found < 1 { try database.execute(sql: tables) }
    if found < 2 { try database.execute(sql: sweeps) }
    if found < 3 { try database.execute(sql: sealed) }
    try database.execute(sql: access)
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Makes every commit reach the disk, and reads the settings back: GRDB sets `synchronous` to NORMAL after its hook.
  static func secure(_ database: Database) throws {
    try database.execute(sql: "PRAGMA synchronous = FULL")
    try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
    let settings = try JournalSettings(database)
    guard settings == .required else {
      throw StoreError.unusable("SQLite runs with \(settings), where \(JournalSettings.required) is needed")
    }
  }
}

/// The settings of the connection that writes.
struct JournalSettings: Equatable, CustomStringConvertible {
  /// 2 is FULL: each commit is synced.
  let synchronous: Int
  /// `wal`: the write-ahead log.
  let journalMode: String
  /// 0: checkpoints run on a thread of their own.
  let autocheckpoint: Int

  /// What this program needs.
  static let required = JournalSettings(synchronous: 2, journalMode: "wal", autocheckpoint: 0)

  private init(synchronous: Int, journalMode: String, autocheckpoint: Int) {
    self.synchronous = synchronous
    self.journalMode = journalMode
    self.autocheckpoint = autocheckpoint
  }

  /// What a connection says it runs with.
  init(_ database: Database) throws {
    synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
    journalMode = try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "none"
    autocheckpoint = try Int.fetchOne(database, sql: "PRAGMA wal_autocheckpoint") ?? -1
  }

  var description: String {
    "synchronous=\(synchronous) journal_mode=\(journalMode) wal_autocheckpoint=\(autocheckpoint)"
  }
}

/// Where an event stands in its table: the authority's number above 40 bits of sequence.
enum Place {
  private static let bits: Int64 = 40

  static func of(_ authority: Int64, _ sequence: Int64) -> Int64 {
    precondition(authority < 1 << 22 && sequence < 1 << bits, "a journal holds at most 2^40 events")
    return authority << bits | sequence
  }

  /// The places of an authority after a sequence.
  static func after(_ authority: Int64, _ sequence: Int64) -> ClosedRange<Int64> {
    let last = of(authority, 1 << bits - 1)
    return min(of(authority, sequence) + 1, last)...last
  }

  static func authority(_ place: Int64) -> Int64 { place >> bits }

  static func sequence(_ place: Int64) -> Int64 { place & (1 << bits - 1) }
}
