extension ReadModel {
  /// Every event that means something to Reporting, once and whole: what has no table of its own is counted from here,
  /// the timeline of a child is read from here, and what moved a figure is named from here. `thing` is the review,
  /// conference, dispute or other id that the event is about, `day` the day on which it happened, `recorded` when its
  /// source wrote it down. What only changes other rows, as a withdrawal does, has neither `child` nor `thing`.
  static let told = [
    """
    CREATE TABLE fact_told (
      feed INTEGER NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL, key INTEGER NOT NULL,
      type TEXT NOT NULL, day INTEGER NOT NULL, child TEXT, thing TEXT, recorded INTEGER, source TEXT NOT NULL,
      id TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (feed, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX fact_told_type ON fact_told (feed, type, day)",
    "CREATE INDEX fact_told_child ON fact_told (feed, child, type) WHERE child IS NOT NULL",
    "CREATE INDEX fact_told_thing ON fact_told (feed, thing, type) WHERE thing IS NOT NULL",
  ]
}
