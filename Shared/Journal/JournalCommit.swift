import Contracts
import Foundation
import GRDB

/// Writes one batch inside a transaction, and gathers what must change in memory once it is on disk.
struct JournalCommit {
  /// About how many bytes the log grows by.
  private(set) var bytes = 0
  private let database: Database
  private let sentences: Sentences
  private let before: JournalMemory
  private let quota: RefusedQuota
  private var ends: [Authority: JournalEnd] = [:]
  private var events: [KeyIndex.Entry] = []
  private var answers: [KeyIndex.Entry] = []
  private var written = (events: 0, answers: 0)
  private var newest: Timestamp?

  init(_ database: Database, _ sentences: Sentences, before: JournalMemory, quota: RefusedQuota) {
    self.database = database
    self.sentences = sentences
    self.before = before
    self.quota = quota
  }

  /// Writes all of a batch.
  mutating func write(_ batch: Batch) throws {
    try writeEvents(batch.events)
    try writeSealed(batch.sealed)
    try writeAccesses(batch.accesses)
    try writeStates(batch.states)
    try writeFolded(batch.foldedTo)
    try writePositions(batch.positions)
    try writeAnswers(batch.answers)
    try writeRefused(batch.refused)
    try writeWaiting(batch.waiting)
    try writeParked(batch.parked, gone: batch.unparked)
    try writeSweeps(batch.sweeps)
    try writeNewest(batch.newestReceivedtime)
    try batch.effects?(StoreTransaction(database))
  }

  /// Takes over what changed; called once the transaction is on disk.
  func apply(to memory: JournalMemory) {
    for (authority, end) in ends { memory.ends[authority] = end }
    if let newest { memory.newest = newest }
    memory.lastAnswer += Int64(answers.count)
    memory.eventKeys.committed(written: written.events, added: events) {
      Dictionary(uniqueKeysWithValues: memory.ends.values.map { ($0.number, Place.of($0.number, $0.head)) })
    }
    memory.answerKeys.committed(written: written.answers, added: answers) { [0: memory.lastAnswer] }
  }
}

// MARK: - Events

extension JournalCommit {
  private mutating func writeEvents(_ rows: [JournalRow]) throws {
    guard !rows.isEmpty else { return }
    for row in rows {
      var end = try end(of: row.authority)
      precondition(row.sequence.number == end.head + 1, "sequences have no gap")
      precondition(row.digest.count == 32, "a digest has 32 bytes")
      precondition(row.previous < row.sequence, "the event before stands before")
      end.head = row.sequence.number
      end.hash = Chain.hash(after: end.hash, row.line)
      end.newest = max(end.newest, row.receivedtime.millisecondsSince1970)
      ends[row.authority] = end
      see(row.receivedtime)
      let place = Place.of(end.number, end.head)
      try sentences.insertEvent.run(
        .integer(place), .integer(row.previous.number), .integer(end.newest), .text(row.key.source), .text(row.key.id),
        .bytes(row.digest), .bytes(end.hash), .bytes(row.line))
      events.append(KeyIndex.Entry(hash: JournalMemory.hash(row.authority, row.key), row: place))
      bytes += row.line.count + 300
    }
    written.events = try before.eventKeys.writeDue(adding: rows.count, database)
    bytes += 4096 + written.events * 1000
  }

  /// The end of an authority's journal; an authority that is new here gets its number.
  private mutating func end(of authority: Authority) throws -> JournalEnd {
    if let end = ends[authority] ?? before.ends[authority] { return end }
    try database.cachedStatement(sql: "INSERT INTO authority(name, epoch, folded) VALUES (?, 1, 0)")
      .execute(arguments: [authority.text])
    let end = JournalEnd(number: database.lastInsertedRowID)
    ends[authority] = end
    return end
  }

  private mutating func see(_ receivedtime: Timestamp) {
    if let known = newest ?? before.newest, known >= receivedtime { return }
    newest = receivedtime
  }

  private mutating func writeNewest(_ told: Timestamp?) throws {
    // An event of this batch as new as that carries the time already: a row, and a page of the log, less.
    guard let told, (newest ?? before.newest).map({ told > $0 }) ?? true else { return }
    newest = told
    try database.cachedStatement(sql: "INSERT OR REPLACE INTO clock(number, newest) VALUES (1, ?)")
      .execute(arguments: [told.millisecondsSince1970])
  }
}

// MARK: - States, positions, answers

extension JournalCommit {
  private mutating func writeSealed(_ rows: [SealedRow]) throws {
    for row in rows {
      try database.cachedStatement(
        sql: "INSERT OR IGNORE INTO sealed(authority, hash, text, at, officer, key) VALUES (?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        end(of: row.authority).number, row.hash, row.text, row.at.millisecondsSince1970, row.officer, row.key,
      ])
      bytes += row.text.utf8.count + 8192
    }
  }

  private mutating func writeAccesses(_ rows: [AccessRow]) throws {
    for row in rows {
      var end = try end(of: row.authority)
      end.access.entries += 1
      end.access.hash = Chain.hash(after: end.access.hash, row.line)
      ends[row.authority] = end
      let place = Place.of(end.number, end.access.entries)
      try database.cachedStatement(sql: "INSERT INTO access(place, at, key, hash, line) VALUES (?, ?, ?, ?, ?)")
        .execute(arguments: [place, row.at.millisecondsSince1970, row.key, Data(end.access.hash), Data(row.line)])
      for child in row.children.isEmpty ? [""] : row.children {
        try database.cachedStatement(
          sql: "INSERT OR IGNORE INTO access_child(authority, child, place) VALUES (?, ?, ?)"
        ).execute(arguments: [end.number, child, place])
      }
      bytes += row.line.count + 8192
    }
  }

  private mutating func writeStates(_ rows: [StateRow]) throws {
    guard !rows.isEmpty else { return }
    for row in rows {
      let authority = try end(of: row.authority).number
      let day = row.wake.map { Int64($0.dayNumber) }
      let wake = day.map { Prepared.Value.integer($0) } ?? .null
      let version = Int64(row.version)
      bytes += row.body.count + 4096
      let found = try sentences.findState.first(.integer(authority), .text(row.stream.text)) { row in
        (number: row.integer(0), wake: row.integerIfAny(1))
      }
      guard let found else {
        try sentences.insertState.run(
          .integer(version), .integer(row.sequence.number), .bytes(row.body), .integer(authority),
          .text(row.stream.text), wake)
        bytes += 4096
        continue
      }
      try sentences.updateState.run(
        .integer(version), .integer(row.sequence.number), .bytes(row.body), .integer(found.number))
      // The index of wake dates is written only where the date changes.
      guard found.wake != day else { continue }
      try sentences.updateWake.run(wake, .integer(found.number))
      bytes += 8192
    }
  }

  private mutating func writeFolded(_ folded: [Authority: Contracts.Sequence]) throws {
    for (authority, sequence) in folded {
      var end = try end(of: authority)
      precondition(sequence.number <= end.head, "states are folded up to an event of the journal")
      end.folded = sequence.number
      ends[authority] = end
      try sentences.updateFolded.run(.integer(end.folded), .integer(end.number))
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

  private mutating func writeAnswers(_ rows: [CommandAnswer]) throws {
    guard !rows.isEmpty else { return }
    for answer in rows {
      precondition(answer.digest.count == 32, "a digest has 32 bytes")
      let number = before.lastAnswer + Int64(answers.count) + 1
      try sentences.insertAnswer.run(
        .integer(number), .integer(end(of: answer.command.authority).number), .text(answer.command.key),
        .text(answer.command.id), .bytes(answer.digest), .bytes(answer.result))
      answers.append(KeyIndex.Entry(hash: JournalMemory.hash(answer.command), row: number))
      bytes += answer.result.count + 150
    }
    written.answers = try before.answerKeys.writeDue(adding: rows.count, database)
    bytes += 4096 + written.answers * 1000
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
      let isKept = row.isKept && kept < quota.lines && size + row.line.count <= quota.bytes
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

  private mutating func writeSweeps(_ rows: [SweepRow]) throws {
    for row in rows {
      let authority = try end(of: row.authority).number
      if row.isDone {
        try database.cachedStatement(
          sql: "DELETE FROM sweep WHERE authority = ? AND kind = ? AND source = ? AND id = ?"
        ).execute(arguments: [authority, row.kind, row.cause.source, row.cause.id])
      } else {
        try database.cachedStatement(
          sql: """
            INSERT INTO sweep(authority, kind, source, id, at, after) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT(authority, kind, source, id) DO UPDATE SET at = excluded.at, after = excluded.after
            """
        ).execute(arguments: [
          authority, row.kind, row.cause.source, row.cause.id, row.at.millisecondsSince1970, row.after?.text,
        ])
      }
      bytes += 4096
    }
  }
}
