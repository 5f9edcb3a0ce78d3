import Contracts
import GRDB
import ReportingRules

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
      SELECT position, known, type, source, id, data FROM fact_told
      WHERE feed = ? AND position <= ? AND known <= ? AND NOT (position <= ? AND known <= ?) ORDER BY position
      """
    var events = try Row.fetchAll(
      db, sql: sql, arguments: [feed.id, after.cut, after.known, before.cut, before.known]
    ).map { row in
      let data = try JSON.told(row, 5)
      let withdrawn: FactWithdrawn? = row[2] == FactWithdrawn.name ? try .read(data, at: "/data") : nil
      return ToldEvent(
        feed: feed, position: row[0], known: row[1], type: row[2], source: row[3], id: row[4],
        about: Moved.thing(of: data), withdraws: withdrawn.map { NewRow.key(of: $0.key) })
    }
    let keys = Set(events.compactMap(\.withdraws))
    guard !keys.isEmpty else { return events }
    var things: [Int64: String] = [:]
    let withdrawn = try Row.fetchCursor(
      db, sql: "SELECT key, data FROM fact_told WHERE feed = ? AND key IN (SELECT value FROM json_each(?))",
      arguments: [feed.id, JSON.array(keys.map { .integer(Int($0)) }).text])
    while let row = try withdrawn.next() {
      if let about = Moved.thing(of: try JSON.told(row, 1)) { things[row[0]] = about }
    }
    for (index, event) in events.enumerated() {
      if let key = event.withdraws { events[index].about = things[key] ?? event.about }
    }
    return events
  }
}

extension JSON {
  /// The data of an event, as a column holds it.
  static func told(_ row: Row, _ column: Int) throws -> JSON {
    let text: String = row[column]
    guard let data = try? JSON.read(Array(text.utf8), limit: Limits.frame) else { throw Unreadable(column: column) }
    return data
  }
}
