public import GRDB

extension ReadModel {
  /// Creates the tables where they are not there yet. Their rows are only inserted; what is true as of a time and a
  /// cut-off is asked, not stored. Days are numbers of days since 1970, times milliseconds since 1970.
  ///
  /// - Throws: `DatabaseError`.
  public static func prepare(_ db: Database) throws {
    for statement in feeds + care + reviews + others { try db.execute(sql: statement) }
  }

  /// `position` orders the rows of a feed: the journal's epoch, then the sequence in it.
  private static let feeds = [
    """
    CREATE TABLE IF NOT EXISTS fact_feed (
      id INTEGER PRIMARY KEY, authority TEXT NOT NULL, service TEXT NOT NULL, epoch INTEGER NOT NULL,
      sequence INTEGER NOT NULL, known INTEGER NOT NULL, UNIQUE (authority, service)) STRICT
    """,
    """
    CREATE TABLE IF NOT EXISTS fact_lost (
      feed INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, since INTEGER NOT NULL,
      PRIMARY KEY (feed, first)) STRICT, WITHOUT ROWID
    """,
  ]

  /// Two columns are hints, which save looking and never decide. `again` is 1 where the same thing was told more than
  /// once, so that the newest must be looked for. `gone` is one day on or before which a period of care surely ended,
  /// with since when and since which position that is known: nobody who left before a period needs looking at.
  private static let care = [
    """
    CREATE TABLE IF NOT EXISTS fact_entry (
      feed INTEGER NOT NULL, child TEXT NOT NULL, enteredOn INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, bornOn INTEGER NOT NULL, sex TEXT NOT NULL, ethnicity TEXT NOT NULL, need TEXT NOT NULL,
      unaccompanied INTEGER NOT NULL, status TEXT NOT NULL, placement TEXT NOT NULL, provider TEXT, miles REAL,
      again INTEGER NOT NULL, gone INTEGER, goneKnown INTEGER, gonePosition INTEGER,
      PRIMARY KEY (feed, child, enteredOn, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX IF NOT EXISTS fact_entry_gone ON fact_entry (feed, gone, known)",
    "CREATE INDEX IF NOT EXISTS fact_entry_gone_known ON fact_entry (feed, goneKnown)",
    "CREATE INDEX IF NOT EXISTS fact_entry_gone_position ON fact_entry (feed, gonePosition)",
    """
    CREATE TABLE IF NOT EXISTS fact_exit (
      feed INTEGER NOT NULL, child TEXT NOT NULL, leftOn INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, reason TEXT NOT NULL, again INTEGER NOT NULL,
      PRIMARY KEY (feed, child, leftOn, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS fact_status (
      feed INTEGER NOT NULL, child TEXT NOT NULL, changedOn INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, status TEXT NOT NULL, again INTEGER NOT NULL,
      PRIMARY KEY (feed, child, changedOn, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS fact_placement (
      feed INTEGER NOT NULL, child TEXT NOT NULL, changedOn INTEGER NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, placement TEXT NOT NULL, provider TEXT, miles REAL, isNew INTEGER NOT NULL,
      again INTEGER NOT NULL, PRIMARY KEY (feed, child, changedOn, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS fact_allocation (
      feed INTEGER NOT NULL, child TEXT NOT NULL, enteredOn INTEGER NOT NULL, onDay INTEGER NOT NULL,
      position INTEGER NOT NULL, known INTEGER NOT NULL, officer TEXT NOT NULL, workingDays INTEGER,
      PRIMARY KEY (feed, child, enteredOn, onDay, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS fact_notice (
      feed INTEGER NOT NULL, enteredOn INTEGER NOT NULL, child TEXT NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, workingDays INTEGER NOT NULL,
      PRIMARY KEY (feed, enteredOn, child, position)) STRICT, WITHOUT ROWID
    """,
  ]

  /// Reviews and limits stand in order of their day, as periods are asked for. `fact_limit` holds the limits told by
  /// `review-due`, and by `review-held` where it told another; `moved` is a hint that a limit was told after the
  /// review.
  private static let reviews = [
    """
    CREATE TABLE IF NOT EXISTS fact_held (
      feed INTEGER NOT NULL, completedOn INTEGER NOT NULL, review TEXT NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, child TEXT NOT NULL, heldOn INTEGER NOT NULL, dueOn INTEGER, inTimescale INTEGER,
      lateReason TEXT, again INTEGER NOT NULL, moved INTEGER NOT NULL,
      PRIMARY KEY (feed, completedOn, review, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX IF NOT EXISTS fact_held_review ON fact_held (feed, review, position, known, heldOn)",
    """
    CREATE TABLE IF NOT EXISTS fact_limit (
      feed INTEGER NOT NULL, dueOn INTEGER NOT NULL, review TEXT NOT NULL, position INTEGER NOT NULL,
      known INTEGER NOT NULL, child TEXT NOT NULL, anchor INTEGER, again INTEGER NOT NULL,
      PRIMARY KEY (feed, dueOn, review, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX IF NOT EXISTS fact_limit_review ON fact_limit (feed, review, position, known)",
    """
    CREATE TABLE IF NOT EXISTS fact_record (
      feed INTEGER NOT NULL, review TEXT NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      workingDays INTEGER, PRIMARY KEY (feed, review, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS fact_code (
      feed INTEGER NOT NULL, review TEXT NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      code TEXT NOT NULL, PRIMARY KEY (feed, review, position)) STRICT, WITHOUT ROWID
    """,
  ]

  private static let others = [
    """
    CREATE TABLE IF NOT EXISTS fact_officer (
      feed INTEGER NOT NULL, officer TEXT NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      fromDay INTEGER NOT NULL, fte REAL NOT NULL, PRIMARY KEY (feed, officer, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS fact_policy (
      feed INTEGER NOT NULL, fromDay INTEGER NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      profile TEXT NOT NULL, PRIMARY KEY (feed, fromDay, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS fact_answer (
      feed INTEGER NOT NULL, onDay INTEGER NOT NULL, position INTEGER NOT NULL, place INTEGER NOT NULL,
      known INTEGER NOT NULL, survey TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
      PRIMARY KEY (feed, onDay, position, place)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS fact_dispute (
      feed INTEGER NOT NULL, dispute TEXT NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      raisedOn INTEGER NOT NULL, kind TEXT NOT NULL, stage TEXT NOT NULL, theme TEXT NOT NULL,
      PRIMARY KEY (feed, dispute, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX IF NOT EXISTS fact_dispute_raised ON fact_dispute (feed, raisedOn)",
    """
    CREATE TABLE IF NOT EXISTS fact_step (
      feed INTEGER NOT NULL, onDay INTEGER NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      dispute TEXT NOT NULL, stage TEXT NOT NULL, PRIMARY KEY (feed, onDay, position)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS fact_resolution (
      feed INTEGER NOT NULL, dispute TEXT NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      onDay INTEGER NOT NULL, PRIMARY KEY (feed, dispute, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX IF NOT EXISTS fact_resolution_on ON fact_resolution (feed, onDay)",
    """
    CREATE TABLE IF NOT EXISTS fact_referral (
      feed INTEGER NOT NULL, onDay INTEGER NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL,
      dispute TEXT NOT NULL, PRIMARY KEY (feed, onDay, position)) STRICT, WITHOUT ROWID
    """,
  ]
}
