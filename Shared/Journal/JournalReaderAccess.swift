import Contracts
import GRDB

extension JournalReader {
  func accesses(_ authority: Authority, _ filter: AccessFilter) throws(StoreError) -> AccessPage {
    try reading { database in
      guard let number = try number(authority, database) else {
        return AccessPage(rows: [], entries: 0, root: Chain.start)
      }
      let range = Place.after(number, filter.after)
      var sentence = "SELECT access.place, line FROM access WHERE access.place BETWEEN ? AND ?"
      var arguments: [(any DatabaseValueConvertible)?] = [range.lowerBound, range.upperBound]
      if let child = filter.child {
        sentence =
          "SELECT access.place, line FROM access_child JOIN access USING (place) WHERE access_child.place"
          + " BETWEEN ? AND ? AND access_child.authority = ? AND access_child.child IN (?, '')"
        arguments += [number, child]
      }
      if let key = filter.key {
        sentence += " AND key = ?"
        arguments.append(key)
      }
      if let from = filter.from {
        sentence += " AND at >= ?"
        arguments.append(from.millisecondsSince1970)
      }
      if let before = filter.before {
        sentence += " AND at < ?"
        arguments.append(before.millisecondsSince1970)
      }
      arguments.append(filter.limit)
      let rows = try Row.fetchAll(
        database, sql: sentence + " ORDER BY access.place LIMIT ?", arguments: StatementArguments(arguments))
      let end = try AccessEnd(database, number)
      return AccessPage(
        rows: rows.map { (Place.sequence($0[0]), Stored.bytes($0, 1)) }, entries: end.entries, root: end.hash)
    }
  }

  func verifyAccesses(_ authority: Authority) throws(StoreError) -> (entries: Int64, root: [UInt8]) {
    try reading { database in
      guard let number = try number(authority, database) else { return (0, Chain.start) }
      let range = Place.after(number, 0)
      let rows = try Row.fetchCursor(
        database, sql: "SELECT place, hash, line FROM access WHERE place BETWEEN ? AND ? ORDER BY place",
        arguments: [range.lowerBound, range.upperBound])
      var at = (entries: Int64(0), root: Chain.start)
      while let row = try rows.next() {
        at.entries += 1
        at.root = Chain.hash(after: at.root, Stored.bytes(row, 2))
        guard Place.sequence(row[0]) == at.entries, Stored.bytes(row, 1) == at.root else {
          throw StoreError.broken(authority: authority.text, sequence: at.entries)
        }
      }
      return at
    }
  }
}

/// The end of an access journal: how many entries, and the newest link of their chain.
struct AccessEnd {
  var entries: Int64 = 0
  var hash = Chain.start

  /// Reads the end of the access journal of an authority by its number.
  init(_ database: Database, _ authority: Int64) throws {
    let range = Place.after(authority, 0)
    let last = try Row.fetchOne(
      database, sql: "SELECT place, hash FROM access WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1",
      arguments: [range.lowerBound, range.upperBound])
    guard let last else { return }
    entries = Place.sequence(last[0])
    hash = Stored.bytes(last, 1)
  }

  /// The end of an access journal that is empty.
  init() {}
}
