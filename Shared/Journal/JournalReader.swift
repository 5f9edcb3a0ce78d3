import Contracts
import Crypto
import Foundation
import GRDB

/// Reads from any thread. `verify` is cut into many short reads, so that the write-ahead log can start again between
/// them: what stands in a journal never changes, so its view is consistent all the same.
struct JournalReader: StoreReader {
  let pool: DatabasePool
  var database: (any DatabaseReader)? { pool }
  let fault: DiskFault

  /// Rows of one read of `verify`.
  private static let page = 1000

  func lines(
    _ authority: Authority, after: Contracts.Sequence, limit: Int, bytes: Int
  ) throws(StoreError) -> [[UInt8]] {
    try reading { database in
      guard let number = try number(authority, database) else { return [] }
      return try Stored.lines(database, number, after: after.number, limit: limit, bytes: bytes)
    }
  }

  func verify(_ authority: Authority) throws(StoreError) -> (events: Int64, root: [UInt8]) {
    let end = try reading { database in
      try number(authority, database).map { number in
        let range = Place.after(number, 0)
        let last = try Int64.fetchOne(
          database, sql: "SELECT max(place) FROM event WHERE place BETWEEN ? AND ?",
          arguments: [range.lowerBound, range.upperBound])
        return (number: number, head: last.map { Place.sequence($0) } ?? 0)
      }
    }
    var at = (sequence: Int64(0), hash: Chain.start)
    guard let end else { return (0, at.hash) }
    while at.sequence < end.head {
      at = try reading { try verifyPage($0, authority, number: end.number, from: at, head: end.head) }
    }
    return (at.sequence, at.hash)
  }

  private func verifyPage(
    _ database: Database, _ authority: Authority, number: Int64, from: (sequence: Int64, hash: [UInt8]), head: Int64
  ) throws -> (sequence: Int64, hash: [UInt8]) {
    let range = Place.after(number, from.sequence)
    let find = try database.cachedStatement(
      sql: "SELECT place, hash, line FROM event WHERE place BETWEEN ? AND ? ORDER BY place LIMIT ?")
    let last = min(range.upperBound, Place.of(number, head))
    let rows = try Row.fetchCursor(find, arguments: [range.lowerBound, last, Self.page])
    var at = from
    while let row = try rows.next() {
      at.sequence += 1
      var hash = SHA256()
      hash.update(data: at.hash)
      try row.withUnsafeData(atIndex: 2) { line in if let line { hash.update(data: line) } }
      at.hash = Array(hash.finalize())
      let isSame = try row.withUnsafeData(atIndex: 1) { $0?.elementsEqual(at.hash) ?? false }
      guard Place.sequence(row[0]) == at.sequence, isSame else {
        throw StoreError.broken(authority: authority.text, sequence: at.sequence)
      }
    }
    guard at.sequence > from.sequence else {
      throw StoreError.broken(authority: authority.text, sequence: at.sequence + 1)
    }
    return at
  }

  func states(_ authority: Authority, kind: String, _ each: (StateRow) -> Bool) throws(StoreError) {
    try reading { database in
      guard let number = try number(authority, database) else { return }
      // "0" is the character after "/".
      let find = try database.cachedStatement(
        sql: Stored.stateColumns + "WHERE authority = ? AND stream > ? AND stream < ? ORDER BY stream")
      let rows = try Row.fetchCursor(find, arguments: [number, kind + "/", kind + "0"])
      while let row = try rows.next(), each(Stored.state(row, authority)) {}
    }
  }

  func number(_ authority: Authority, _ database: Database) throws -> Int64? {
    let find = try database.cachedStatement(sql: "SELECT number FROM authority WHERE name = ?")
    return try Int64.fetchOne(find, arguments: [authority.text])
  }

  func reading<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    try fault.guarding { try pool.read(body) }
  }
}
