import Contracts
import Foundation
import GRDB

/// Rows of the tables, read back as the values they were written from.
enum Stored {
  static let stateColumns = "SELECT stream, version, sequence, wake, body FROM state "
  static let waitingColumns = """
    SELECT id, authority, stream, since, reason, state, refusal, key, digest, line, received FROM waiting\u{20}
    """

  static func bytes(_ row: Row, _ index: Int) -> [UInt8] {
    [UInt8](row[index] as Data)
  }

  static func time(_ row: Row, _ index: Int) -> Timestamp {
    Timestamp(millisecondsSince1970: row[index] as Int64)
  }

  static func service(_ name: String) throws -> ServiceName {
    guard let service = ServiceName(rawValue: name) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return service
  }

  static func state(_ row: Row, _ authority: Authority) -> StateRow {
    let wake: Int? = row[3]
    return StateRow(
      authority: authority, stream: StreamKey(stored: row[0]), version: row[1],
      sequence: Contracts.Sequence(row[2] as Int64), wake: wake.map { CivilDate(daysSince1970: $0) },
      body: bytes(row, 4))
  }

  static func waiting(_ row: Row, _ authority: Authority) throws -> WaitingRow {
    guard let state = WaitingRow.State(rawValue: row[5]) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return WaitingRow(
      id: row[0], authority: authority, stream: StreamKey(stored: row[2]), since: time(row, 3), reason: row[4],
      state: state, refusal: row[6], key: row[7], digest: bytes(row, 8), line: bytes(row, 9),
      receivedtime: time(row, 10))
  }

  static func parked(_ row: Row, _ authority: Authority) throws -> ParkedRow {
    let key = ParkedRow.Key(
      service: try service(row[0]), authority: authority, sequence: Contracts.Sequence(row[2] as Int64))
    return ParkedRow(key: key, subject: row[3], reason: row[4], line: bytes(row, 5))
  }

  static func refused(_ row: Row) -> RefusedRow {
    RefusedRow(
      number: row[0], at: time(row, 1), key: row[2], code: row[3], reason: row[4], line: bytes(row, 5))
  }

  /// The lines of an authority after a sequence: at most `limit`, and at most `bytes` together, but one at least.
  static func lines(
    _ database: Database, _ authority: Int64, after: Int64, limit: Int, bytes: Int
  ) throws -> [[UInt8]] {
    let range = Place.after(authority, after)
    let find = try database.cachedStatement(
      sql: "SELECT line FROM event WHERE place BETWEEN ? AND ? ORDER BY place LIMIT ?")
    let rows = try Row.fetchCursor(find, arguments: [range.lowerBound, range.upperBound, limit])
    var lines: [[UInt8]] = []
    var total = 0
    while let row = try rows.next() {
      let line = Stored.bytes(row, 0)
      total += line.count
      if total > bytes, !lines.isEmpty { break }
      lines.append(line)
    }
    return lines
  }
}
