import Contracts
import GRDB
import ReportingRules

extension NewRow {
  /// Keeps an event as it was told. The same event again changes nothing.
  func keep(_ event: Event, from service: ServiceName, known time: Timestamp) throws {
    let kind = Kind.of(event, from: service)
    let day = kind?.day(of: event, known: time) ?? time.londonDate
    let sql = """
      INSERT OR IGNORE INTO fact_told
        (feed, position, known, key, type, day, child, thing, recorded, source, id, data)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    try db.cachedStatement(sql: sql).execute(arguments: [
      feed, position, known, key, event.type, Int64(day.dayNumber),
      kind == nil ? nil : event.data["child"]?.string, kind == nil ? nil : Kind.thing(of: event),
      event.recordedtime?.millisecondsSince1970, event.key.source, event.key.id, event.data.text,
    ])
  }
}
