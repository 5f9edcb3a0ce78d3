import Contracts
import GRDB

/// A journal's end, as it is held in memory.
struct JournalEnd {
  /// The authority's number in the tables.
  let number: Int64
  /// The journal's life.
  var epoch = 1
  /// The newest sequence.
  var head: Int64 = 0
  /// The chain's newest hash; 32 zero bytes before the first event.
  var hash = Chain.start
  /// The newest received time among its events, in milliseconds since 1970.
  var newest = Int64.min
  /// Up to where states are folded.
  var folded: Int64 = 0
  /// The end of its access journal.
  var access = AccessEnd()
}

/// What is held in memory beside the tables, so that a commit need not read it first. It changes only once a commit
/// is on disk, and does not grow with history.
final class JournalMemory {
  /// The ends of the journals, of every authority that has a number.
  var ends: [Authority: JournalEnd] = [:]
  /// The newest received time ever stored.
  var newest: Timestamp?
  /// The newest answer's row.
  var lastAnswer: Int64 = 0
  /// Keys of events: rows are places.
  var eventKeys: KeyIndex
  /// Keys of commands: rows are numbers of answers.
  var answerKeys: KeyIndex

  /// Reads what a commit needs to know, at start.
  init(_ database: Database, keyLag: Int) throws {
    eventKeys = KeyIndex(table: "event_key", lag: keyLag)
    answerKeys = KeyIndex(table: "answer_key", lag: keyLag)
    for row in try Row.fetchAll(database, sql: "SELECT number, name, epoch, folded FROM authority") {
      guard let authority = Authority(row[1] as String) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      ends[authority] = try Self.end(row, database)
    }
    let times = try Int64?.fetchAll(
      database, sql: "SELECT newest FROM clock UNION ALL SELECT max(received) FROM waiting")
    newest = (times.compactMap { $0 } + ends.values.filter { $0.head > 0 }.map(\.newest)).max().map {
      Timestamp(millisecondsSince1970: $0)
    }
    lastAnswer = try Int64.fetchOne(database, sql: "SELECT max(number) FROM answer") ?? 0
    try readKeys(database)
  }

  private static func end(_ row: Row, _ database: Database) throws -> JournalEnd {
    var end = JournalEnd(number: row[0], epoch: row[2], folded: row[3])
    end.access = try AccessEnd(database, end.number)
    let range = Place.after(end.number, 0)
    let last = try Row.fetchOne(
      database, sql: "SELECT place, hash, newest FROM event WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1",
      arguments: [range.lowerBound, range.upperBound])
    guard let last else { return end }
    end.head = Place.sequence(last[0])
    end.hash = Stored.bytes(last, 1)
    end.newest = last[2]
    return end
  }

  private func readKeys(_ database: Database) throws {
    let eventMarks = try eventKeys.marks(database)
    for (authority, end) in ends {
      let range = Place.after(end.number, Place.sequence(eventMarks[end.number] ?? 0))
      let rows = try Row.fetchCursor(
        database, sql: "SELECT place, source, id FROM event WHERE place BETWEEN ? AND ?",
        arguments: [range.lowerBound, range.upperBound])
      while let row = try rows.next() {
        let key = Event.Key(source: row[1], id: row[2])
        eventKeys.add(KeyIndex.Entry(hash: Self.hash(authority, key), row: row[0]))
      }
    }
    let names = Dictionary(uniqueKeysWithValues: ends.map { ($0.value.number, $0.key) })
    let rows = try Row.fetchCursor(
      database, sql: "SELECT number, authority, key, id FROM answer WHERE number > ?",
      arguments: [try answerKeys.marks(database)[0] ?? 0])
    while let row = try rows.next() {
      guard let authority = names[row[1]] else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      let command = CommandKey(authority: authority, key: row[2], id: row[3])
      answerKeys.add(KeyIndex.Entry(hash: Self.hash(command), row: row[0]))
    }
  }

  /// Gives back the statements of the key indexes, before the connection is closed.
  func forgetStatements() {
    eventKeys.forgetStatements()
    answerKeys.forgetStatements()
  }

  /// The hash under which an event is found.
  static func hash(_ authority: Authority, _ key: Event.Key) -> Int64 {
    KeyIndex.hash(authority.text, key.source, key.id)
  }

  /// The hash under which a command's answer is found.
  static func hash(_ command: CommandKey) -> Int64 {
    KeyIndex.hash(command.authority.text, command.key, command.id)
  }
}
