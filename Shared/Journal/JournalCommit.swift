import Contracts
import Crypto
import Foundation
import GRDB

/// A journal's end, as it is held in memory.
struct JournalEnd {
  /// The authority's number in the tables.
  let number: Int64
  /// The journal's life.
  var epoch: Int
  /// The newest sequence.
  var head: Int64
  /// The chain's newest hash; 32 zero bytes before the first event.
  var hash: [UInt8]
  /// Up to where states are folded.
  var folded: Int64
}

/// A system that says events of an authority.
struct SourceName: Hashable {
  let authority: Int64
  let name: String
}

/// What is held in memory beside the tables, so that a commit need not read it first.
struct JournalMemory {
  /// The ends of the journals, of every authority that has a number.
  var ends: [Authority: JournalEnd] = [:]
  /// Numbers of sources, as far as they were used.
  var sources: [SourceName: Int64] = [:]
  /// The newest received time.
  var newest: Timestamp?
}

/// Writes one batch inside a transaction, and gathers what must change in memory once it is on disk.
struct JournalCommit {
  /// Limits of what is kept of refused lines, for each key.
  let quota: RefusedQuota
  /// Memory as it was before the batch.
  let before: JournalMemory
  private let database: Database
  private var ends: [Authority: JournalEnd] = [:]
  private var sources: [SourceName: Int64] = [:]
  private var newest: Timestamp?
  private(set) var bytes = 0

  init(_ database: Database, before: JournalMemory, quota: RefusedQuota) {
    self.database = database
    self.before = before
    self.quota = quota
  }

  /// Writes all of a batch.
  mutating func write(_ batch: Batch) throws {
    try writeEvents(batch.events)
    try writeStates(batch.states)
    try writeFolded(batch.foldedTo)
    try writePositions(batch.positions)
    try writeAnswers(batch.answers)
    try writeRefused(batch.refused)
    try writeWaiting(batch.waiting)
    try writeParked(batch.parked, gone: batch.unparked)
    try writeNewest(batch.newestReceivedtime)
    try batch.effects?(StoreTransaction(database))
  }

  /// Takes over what changed; called once the transaction is on disk.
  func apply(to memory: inout JournalMemory) {
    for (authority, end) in ends { memory.ends[authority] = end }
    if memory.sources.count > 10_000 { memory.sources = [:] }
    for (source, number) in sources { memory.sources[source] = number }
    if let newest { memory.newest = newest }
  }
}

// MARK: - Events

extension JournalCommit {
  private mutating func writeEvents(_ rows: [JournalRow]) throws {
    guard !rows.isEmpty else { return }
    let insert = try database.cachedStatement(
      sql: "INSERT INTO event(place, source, id, previous, digest, hash, line) VALUES (?, ?, ?, ?, ?, ?, ?)")
    for row in rows {
      var end = try end(of: row.authority)
      precondition(row.sequence.number == end.head + 1, "sequences have no gap")
      precondition(row.digest.count == 32, "a digest has 32 bytes")
      precondition(row.previous < row.sequence, "the event before stands before")
      end.head = row.sequence.number
      end.hash = Chain.hash(after: end.hash, row.line)
      ends[row.authority] = end
      let source = try source(SourceName(authority: end.number, name: row.key.source))
      try insert.execute(arguments: [
        Place.of(end.number, end.head), source, row.key.id, row.previous.number, Data(row.digest), Data(end.hash),
        Data(row.line),
      ])
      bytes += row.line.count + 4096
      see(row.receivedtime)
    }
  }

  /// The end of an authority's journal; an authority that is new here gets its number.
  private mutating func end(of authority: Authority) throws -> JournalEnd {
    if let end = ends[authority] ?? before.ends[authority] { return end }
    try database.cachedStatement(sql: "INSERT INTO authority(name, epoch, folded) VALUES (?, 1, 0)")
      .execute(arguments: [authority.text])
    let end = JournalEnd(number: database.lastInsertedRowID, epoch: 1, head: 0, hash: Chain.start, folded: 0)
    ends[authority] = end
    return end
  }

  private mutating func source(_ source: SourceName) throws -> Int64 {
    if let number = sources[source] ?? before.sources[source] { return number }
    let find = try database.cachedStatement(sql: "SELECT number FROM source WHERE authority = ? AND name = ?")
    if let number = try Int64.fetchOne(find, arguments: [source.authority, source.name]) {
      sources[source] = number
      return number
    }
    try database.cachedStatement(sql: "INSERT INTO source(authority, name) VALUES (?, ?)")
      .execute(arguments: [source.authority, source.name])
    sources[source] = database.lastInsertedRowID
    return database.lastInsertedRowID
  }

  private mutating func see(_ receivedtime: Timestamp) {
    if let known = newest ?? before.newest, known >= receivedtime { return }
    newest = receivedtime
  }

  private mutating func writeNewest(_ told: Timestamp?) throws {
    if let told { see(told) }
    guard let newest else { return }
    try database.cachedStatement(sql: "INSERT OR REPLACE INTO clock(number, newest) VALUES (1, ?)")
      .execute(arguments: [newest.millisecondsSince1970])
  }
}

// MARK: - States, positions, answers

extension JournalCommit {
  private mutating func writeStates(_ rows: [StateRow]) throws {
    guard !rows.isEmpty else { return }
    let upsert = try database.cachedStatement(
      sql: """
        INSERT INTO state(authority, stream, version, sequence, wake, body) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT(authority, stream) DO UPDATE SET
          version = excluded.version, sequence = excluded.sequence, wake = excluded.wake, body = excluded.body
        """)
    for row in rows {
      try upsert.execute(arguments: [
        end(of: row.authority).number, row.stream.text, row.version, row.sequence.number, row.wake?.dayNumber,
        Data(row.body),
      ])
      bytes += row.body.count + 4096
    }
  }

  private mutating func writeFolded(_ folded: [Authority: Contracts.Sequence]) throws {
    for (authority, sequence) in folded {
      var end = try end(of: authority)
      precondition(sequence.number <= end.head, "states are folded up to an event of the journal")
      end.folded = sequence.number
      ends[authority] = end
      try database.cachedStatement(sql: "UPDATE authority SET folded = ? WHERE number = ?")
        .execute(arguments: [end.folded, end.number])
    }
  }

  private mutating func writePositions(_ positions: [FeedPosition]) throws {
    for position in positions {
      try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO position(service, authority, epoch, sequence) VALUES (?, ?, ?, ?)"
      ).execute(arguments: [
        position.service.rawValue, end(of: position.authority).number, position.epoch, position.sequence.number,
      ])
      bytes += 4096
    }
  }

  private mutating func writeAnswers(_ answers: [CommandAnswer]) throws {
    guard !answers.isEmpty else { return }
    let insert = try database.cachedStatement(
      sql: "INSERT INTO answer(authority, key, id, digest, result) VALUES (?, ?, ?, ?, ?)")
    for answer in answers {
      precondition(answer.digest.count == 32, "a digest has 32 bytes")
      try insert.execute(arguments: [
        end(of: answer.command.authority).number, answer.command.key, answer.command.id, Data(answer.digest),
        Data(answer.result),
      ])
      bytes += answer.result.count + 4096
    }
  }
}

// MARK: - What was not accepted, or not yet

extension JournalCommit {
  private mutating func writeRefused(_ rows: [RefusedRow]) throws {
    for row in rows {
      let count = try database.cachedStatement(sql: "SELECT kept, bytes FROM refusal WHERE key = ?")
      let found = try Row.fetchOne(count, arguments: [row.key])
      let kept: Int = found?[0] ?? 0
      let size: Int = found?[1] ?? 0
      let isKept = kept < quota.lines && size + row.line.count <= quota.bytes
      try database.cachedStatement(
        sql: """
          INSERT INTO refusal(key, kept, bytes, counted) VALUES (?1, ?2, ?3, 1)
          ON CONFLICT(key) DO UPDATE SET kept = kept + ?2, bytes = bytes + ?3, counted = counted + 1
          """
      ).execute(arguments: [row.key, isKept ? 1 : 0, isKept ? row.line.count : 0])
      bytes += 4096
      guard isKept else { continue }
      try database.cachedStatement(sql: "INSERT INTO refused(at, key, code, reason, line) VALUES (?, ?, ?, ?, ?)")
        .execute(arguments: [row.at.millisecondsSince1970, row.key, row.code, row.reason, Data(row.line)])
      bytes += row.line.count
    }
  }

  private mutating func writeWaiting(_ rows: [WaitingRow]) throws {
    for row in rows {
      try database.cachedStatement(
        sql: """
          INSERT INTO waiting(
            id, authority, stream, since, reason, state, refusal, key, digest, line, received
          ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT(id) DO UPDATE SET
            authority = excluded.authority, stream = excluded.stream, since = excluded.since, reason = excluded.reason,
            state = excluded.state, refusal = excluded.refusal, key = excluded.key, digest = excluded.digest,
            line = excluded.line, received = excluded.received
          """
      ).execute(arguments: [
        row.id, end(of: row.authority).number, row.stream.text, row.since.millisecondsSince1970, row.reason,
        row.state.rawValue, row.refusal, row.key, Data(row.digest), Data(row.line),
        row.receivedtime.millisecondsSince1970,
      ])
      bytes += row.line.count + 4096
      see(row.receivedtime)
    }
  }

  private mutating func writeParked(_ rows: [ParkedRow], gone: [ParkedRow.Key]) throws {
    for row in rows {
      try database.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO parked(service, authority, sequence, subject, reason, line) VALUES (?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        row.key.service.rawValue, end(of: row.key.authority).number, row.key.sequence.number, row.subject, row.reason,
        Data(row.line),
      ])
      bytes += row.line.count + 4096
    }
    for key in gone {
      try database.cachedStatement(sql: "DELETE FROM parked WHERE service = ? AND authority = ? AND sequence = ?")
        .execute(arguments: [key.service.rawValue, end(of: key.authority).number, key.sequence.number])
    }
  }
}
