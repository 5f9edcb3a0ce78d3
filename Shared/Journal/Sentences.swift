import GRDB

/// The statements that every event needs, prepared on the connection that writes.
final class Sentences {
  let insertEvent: Prepared
  let findEvent: Prepared
  let findAnswer: Prepared
  let insertAnswer: Prepared
  let readState: Prepared
  let findState: Prepared
  let updateState: Prepared
  let updateWake: Prepared
  let insertState: Prepared
  let updateFolded: Prepared

  init(_ database: Database) throws {
    insertEvent = try Prepared(
      database,
      """
      INSERT INTO event(place, previous, newest, source, id, digest, hash, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    findEvent = try Prepared(database, "SELECT digest FROM event WHERE place = ? AND id = ? AND source = ?")
    findAnswer = try Prepared(
      database, "SELECT digest, result FROM answer WHERE number = ? AND authority = ? AND key = ? AND id = ?")
    insertAnswer = try Prepared(
      database, "INSERT INTO answer(number, authority, key, id, digest, result) VALUES (?, ?, ?, ?, ?, ?)")
    readState = try Prepared(
      database, "SELECT version, sequence, wake, body FROM state WHERE authority = ? AND stream = ?")
    findState = try Prepared(database, "SELECT number, wake FROM state WHERE authority = ? AND stream = ?")
    updateState = try Prepared(database, "UPDATE state SET version = ?, sequence = ?, body = ? WHERE number = ?")
    updateWake = try Prepared(database, "UPDATE state SET wake = ? WHERE number = ?")
    insertState = try Prepared(
      database, "INSERT INTO state(version, sequence, body, authority, stream, wake) VALUES (?, ?, ?, ?, ?, ?)")
    updateFolded = try Prepared(database, "UPDATE authority SET folded = ? WHERE number = ?")
  }
}
