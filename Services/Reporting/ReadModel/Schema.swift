public import GRDB

extension ReadModel {
  /// The version of the tables. It grows with every change of them, or of what events mean.
  static let version = 6

  /// Creates the tables in a new store, or anew in one of another version.
  ///
  /// - Throws: `DatabaseError`.
  public static func prepare(_ db: Database) throws { _ = try make(db) }

  /// Creates the tables where they are not there in this version. Those of another version are thrown away: they hold
  /// nothing that the three feeds would not tell again.
  ///
  /// - Returns: whether tables were thrown away, so that the feeds must be followed again from their beginning.
  static func make(_ db: Database) throws -> Bool {
    guard try !isPrepared(db) else { return false }
    let old = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'fact_*'")
    for table in old { try db.execute(sql: "DROP TABLE \"\(table)\"") }
    for statement in feeds + care + reviews + others + told + Roots.tables { try db.execute(sql: statement) }
    try db.execute(sql: "INSERT INTO fact_version (version) VALUES (?)", arguments: [version])
    return !old.isEmpty
  }

  private static func isPrepared(_ db: Database) throws -> Bool {
    guard try db.tableExists("fact_version") else { return false }
    return try Int.fetchOne(db, sql: "SELECT version FROM fact_version") == version
  }

  /// Every row says where it comes from: `position` orders the rows of a feed (the journal's epoch, then the sequence
  /// in it), and `key` stands for the event's source and id (``NewRow/key(of:)``). Rows are only inserted; what is true
  /// as of a time and a cut-off is asked, not stored. Since when a row counts no longer stands in `fact_withdrawn`, by
  /// that key. Days are numbers of days since 1970, times milliseconds since 1970.
  private static let feeds = [
    "CREATE TABLE fact_version (version INTEGER PRIMARY KEY) STRICT",
    """
    CREATE TABLE fact_feed (
      id INTEGER PRIMARY KEY, authority TEXT NOT NULL, service TEXT NOT NULL, epoch INTEGER NOT NULL,
      sequence INTEGER NOT NULL, known INTEGER NOT NULL, late INTEGER NOT NULL,
      UNIQUE (authority, service)) STRICT
    """,
    """
    CREATE TABLE fact_lost (
      feed INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, since INTEGER NOT NULL,
      PRIMARY KEY (feed, first)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_withdrawn (
      feed INTEGER NOT NULL, key INTEGER NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      PRIMARY KEY (feed, key, position)) STRICT, WITHOUT ROWID
    """,
  ]

  /// Two columns are hints, which save looking and never decide. `again` is 1 where the same thing was told more than
  /// once, so that the newest must be looked for. `gone` is one day on or before which a period of care surely ended,
  /// with since when and since which position that is known: nobody who left before a period needs looking at.
  private static let care = [
    """
    CREATE TABLE fact_entry (
      feed INTEGER NOT NULL, child TEXT NOT NULL, enteredOn INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, bornOn INTEGER NOT NULL, sex TEXT NOT NULL,
      ethnicity TEXT NOT NULL, need TEXT NOT NULL, unaccompanied INTEGER NOT NULL, status TEXT NOT NULL,
      placement TEXT NOT NULL, provider TEXT, miles REAL,
      again INTEGER NOT NULL, gone INTEGER, goneKnown INTEGER, gonePosition INTEGER,
      PRIMARY KEY (feed, child, enteredOn, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX fact_entry_gone ON fact_entry (feed, gone, known)",
    "CREATE INDEX fact_entry_gone_known ON fact_entry (feed, goneKnown)",
    "CREATE INDEX fact_entry_gone_position ON fact_entry (feed, gonePosition)",
    """
    CREATE TABLE fact_exit (
      feed INTEGER NOT NULL, child TEXT NOT NULL, leftOn INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, reason TEXT NOT NULL, again INTEGER NOT NULL,
      PRIMARY KEY (feed, child, leftOn, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_status (
      feed INTEGER NOT NULL, child TEXT NOT NULL, changedOn INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, status TEXT NOT NULL, again INTEGER NOT NULL,
      PRIMARY KEY (feed, child, changedOn, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_placement (
      feed INTEGER NOT NULL, child TEXT NOT NULL, changedOn INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, placement TEXT NOT NULL, provider TEXT, miles REAL,
      isNew INTEGER NOT NULL, again INTEGER NOT NULL,
      PRIMARY KEY (feed, child, changedOn, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_detail (
      feed INTEGER NOT NULL, child TEXT NOT NULL, changedOn INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, bornOn INTEGER, sex TEXT, ethnicity TEXT, need TEXT,
      unaccompanied INTEGER, PRIMARY KEY (feed, child, changedOn, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_allocation (
      feed INTEGER NOT NULL, child TEXT NOT NULL, onDay INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, enteredOn INTEGER NOT NULL, officer TEXT NOT NULL,
      workingDays INTEGER, PRIMARY KEY (feed, child, onDay, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_notice (
      feed INTEGER NOT NULL, enteredOn INTEGER NOT NULL, child TEXT NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, workingDays INTEGER NOT NULL,
      PRIMARY KEY (feed, enteredOn, child, position)) STRICT, WITHOUT ROWID
    """,
  ]

  /// Reviews and limits stand in order of their day, as periods are asked for. `fact_limit` holds the limits told by
  /// `review-due`, and by `review-held` where it told another; `moved` is a hint that a limit was told after the
  /// review. `fact_act` holds visits and other acts in which the child was seen.
  private static let reviews = [
    """
    CREATE TABLE fact_held (
      feed INTEGER NOT NULL, completedOn INTEGER NOT NULL, review TEXT NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, child TEXT NOT NULL, heldOn INTEGER NOT NULL, dueOn INTEGER,
      localDueOn INTEGER, inTimescale INTEGER, lateReason TEXT, stream TEXT NOT NULL, again INTEGER NOT NULL,
      moved INTEGER NOT NULL,
      PRIMARY KEY (feed, completedOn, review, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX fact_held_review ON fact_held (feed, review, position, known, heldOn)",
    "CREATE INDEX fact_held_child ON fact_held (feed, child, heldOn, known, again)",
    """
    CREATE TABLE fact_limit (
      feed INTEGER NOT NULL, dueOn INTEGER NOT NULL, review TEXT NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, child TEXT NOT NULL, track TEXT NOT NULL, localDueOn INTEGER,
      anchor INTEGER, again INTEGER NOT NULL, PRIMARY KEY (feed, dueOn, review, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX fact_limit_review ON fact_limit (feed, review, position, known)",
    "CREATE INDEX fact_limit_child ON fact_limit (feed, child, position)",
    """
    CREATE TABLE fact_record (
      feed INTEGER NOT NULL, review TEXT NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      key INTEGER NOT NULL, workingDays INTEGER, PRIMARY KEY (feed, review, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_code (
      feed INTEGER NOT NULL, review TEXT NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      key INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (feed, review, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_act (
      feed INTEGER NOT NULL, child TEXT NOT NULL, onDay INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (feed, child, onDay, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_audit (
      feed INTEGER NOT NULL, review TEXT NOT NULL, onDay INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (feed, review, onDay, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_conference (
      feed INTEGER NOT NULL, onDay INTEGER NOT NULL, conference TEXT NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, isInitial INTEGER NOT NULL, inTimescale INTEGER,
      again INTEGER NOT NULL, PRIMARY KEY (feed, onDay, conference, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX fact_conference_id ON fact_conference (feed, conference, position)",
  ]

  private static let others = [
    """
    CREATE TABLE fact_officer (
      feed INTEGER NOT NULL, officer TEXT NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      key INTEGER NOT NULL, isRegistered INTEGER NOT NULL, fromDay INTEGER NOT NULL, fte REAL, leftOn INTEGER,
      PRIMARY KEY (feed, officer, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_policy (
      feed INTEGER NOT NULL, fromDay INTEGER NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      key INTEGER NOT NULL, profile TEXT NOT NULL, PRIMARY KEY (feed, fromDay, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_answer (
      feed INTEGER NOT NULL, onDay INTEGER NOT NULL, position INTEGER NOT NULL, place INTEGER NOT NULL,
      known INTEGER NOT NULL, key INTEGER NOT NULL, survey TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
      PRIMARY KEY (feed, onDay, position, place)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_dispute (
      feed INTEGER NOT NULL, dispute TEXT NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      key INTEGER NOT NULL, raisedOn INTEGER NOT NULL, kind TEXT NOT NULL, stage TEXT NOT NULL, theme TEXT NOT NULL,
      PRIMARY KEY (feed, dispute, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX fact_dispute_raised ON fact_dispute (feed, raisedOn)",
    """
    CREATE TABLE fact_step (
      feed INTEGER NOT NULL, onDay INTEGER NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      key INTEGER NOT NULL, dispute TEXT NOT NULL, stage TEXT NOT NULL,
      PRIMARY KEY (feed, onDay, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_resolution (
      feed INTEGER NOT NULL, dispute TEXT NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      key INTEGER NOT NULL, onDay INTEGER NOT NULL, PRIMARY KEY (feed, dispute, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX fact_resolution_on ON fact_resolution (feed, onDay)",
    """
    CREATE TABLE fact_referral (
      feed INTEGER NOT NULL, onDay INTEGER NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      key INTEGER NOT NULL, dispute TEXT NOT NULL, PRIMARY KEY (feed, onDay, position)) STRICT, WITHOUT ROWID
    """,
  ]
}
