import Contracts
import GRDB
import ReportingRules

extension ReadModel {
  /// Which events were told, so that what moved a figure can be named: `about` is the child, dispute, officer or other
  /// thing that an event is about, and `withdraws` the key of the event that a withdrawal takes back.
  static let events = [
    """
    CREATE TABLE fact_event (
      feed INTEGER NOT NULL, position INTEGER NOT NULL, known INTEGER NOT NULL, key INTEGER NOT NULL,
      type TEXT NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL, about TEXT, withdraws INTEGER,
      PRIMARY KEY (feed, position)) STRICT, WITHOUT ROWID
    """
  ]
}

extension Told {
  /// Keeps which event it is; the same event again changes nothing.
  func keep(in feed: Int64, _ db: Database) throws {
    guard let sequence = event.sequence, let known = event.receivedtime else { return }
    let withdrawn = event.type == FactWithdrawn.name ? try FactWithdrawn.of(event).key : nil
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO fact_event (feed, position, known, key, type, source, id, about, withdraws)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      feed, Feed.position(epoch, sequence.number), known.millisecondsSince1970, NewRow.key(of: event.key), event.type,
      event.key.source, event.key.id, Moved.thing(of: event), withdrawn.map(NewRow.key),
    ])
  }
}

/// One event that was told, of those that mean something to Reporting.
struct ToldEvent {
  let feed: Feed
  let position: Int64
  /// When it became known, in milliseconds since 1970.
  let known: Int64
  let type: String
  let source: String
  let id: String
  /// What it is about; of a withdrawal, what the event withdrawn is about.
  var about: String?
  let withdraws: Int64?

  /// The child that a thing is; nil for any other.
  static func child(_ thing: String) -> ChildID? {
    thing.hasPrefix("child/") ? ChildID(String(thing.dropFirst(6))) : nil
  }

  /// The events of a feed that one view counts and another, later one does not, in order of position.
  static func between(_ before: AsOf, _ after: AsOf, of feed: Feed, _ db: Database) throws -> [ToldEvent] {
    let sql = """
      SELECT position, known, type, source, id, about, withdraws FROM fact_event
      WHERE feed = ? AND position <= ? AND known <= ? AND NOT (position <= ? AND known <= ?) ORDER BY position
      """
    var events = try Row.fetchAll(
      db, sql: sql, arguments: [feed.id, after.cut, after.known, before.cut, before.known]
    ).map { row in
      ToldEvent(
        feed: feed, position: row[0], known: row[1], type: row[2], source: row[3], id: row[4], about: row[5],
        withdraws: row[6])
    }
    let keys = Set(events.compactMap(\.withdraws))
    guard !keys.isEmpty else { return events }
    var things: [Int64: String] = [:]
    let all = try Row.fetchCursor(db, sql: "SELECT key, about FROM fact_event WHERE feed = ?", arguments: [feed.id])
    while let row = try all.next() {
      if keys.contains(row[0]), let about: String = row[1] { things[row[0]] = about }
    }
    for (index, event) in events.enumerated() {
      if let key = event.withdraws { events[index].about = things[key] ?? event.about }
    }
    return events
  }
}
