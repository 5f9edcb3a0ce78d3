import Contracts
import GRDB
import ReportingRules

extension NewRow {
  /// Keeps an event as it was told, where anything of its kind is kept. The same event again changes nothing.
  func keep(_ event: Event, from service: ServiceName, known time: Timestamp) throws {
    guard let kind = Kind.of(event, from: service) else { return }
    let sql = """
      INSERT OR IGNORE INTO fact_told
        (feed, position, known, key, type, day, child, thing, recorded, source, id, data)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    try db.cachedStatement(sql: sql).execute(arguments: [
      feed, position, known, key, event.type, Int64(kind.day(of: event, known: time).dayNumber),
      event.data["child"]?.string, Kind.thing(of: event), event.recordedtime?.millisecondsSince1970, event.key.source,
      event.key.id, event.data.text,
    ])
  }
}
