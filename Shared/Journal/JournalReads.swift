public import Contracts
import Foundation
import GRDB

// The loop's thread reads on the connection that writes: what it reads is in that connection's cache already.
extension SQLiteJournal {
  /// The first read of a turn opens a transaction, in which later reads need no locks of their own; the turn's
  /// commit, or `settle`, ends it. There is one writer, so that a reading transaction can always become a writing one.
  private func reading<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    try fault.guarding {
      try pool.writeWithoutTransaction { database in
        if !database.isInsideTransaction { try database.cachedStatement(sql: "BEGIN").execute() }
        return try body(database)
      }
    }
  }

  /// Ends the reading transaction of a turn that stores nothing.
  public func settle() throws(StoreError) {
    try fault.guarding {
      try pool.writeWithoutTransaction { database in
        if database.isInsideTransaction { try database.commit() }
      }
    }
  }

  private func name(of number: Int64) -> Authority {
    guard let found = memory.ends.first(where: { $0.value.number == number }) else {
      preconditionFailure("every authority's number is known")
    }
    return found.key
  }

  /// The journals that hold an event, with their newest positions, in order of authority.
  public func heads() throws(StoreError) -> [JournalHead] {
    try fault.check()
    return memory.ends.filter { $0.value.head > 0 }.sorted { $0.key < $1.key }.map { authority, end in
      JournalHead(
        authority: authority, epoch: end.epoch, head: Contracts.Sequence(end.head),
        foldedTo: Contracts.Sequence(end.folded))
    }
  }

  /// The positions up to which other services' feeds were read, in order of service and authority.
  public func positions() throws(StoreError) -> [FeedPosition] {
    try reading { database in
      try Row.fetchAll(database, sql: "SELECT service, authority, epoch, sequence FROM position").map { row in
        FeedPosition(
          service: try Stored.service(row[0]), authority: name(of: row[1]), epoch: row[2],
          sequence: Contracts.Sequence(row[3] as Int64))
      }
    }.sorted { ($0.service.rawValue, $0.authority) < ($1.service.rawValue, $1.authority) }
  }

  /// The newest received time that was ever stored.
  public func newestReceivedtime() throws(StoreError) -> Timestamp? {
    try fault.check()
    return memory.newest
  }

  /// The place and content digest of an event, if the authority's journal holds it.
  public func receipt(_ authority: Authority, _ key: Event.Key) throws(StoreError) -> Receipt? {
    guard let end = memory.ends[authority], end.head > 0 else {
      try fault.check()
      return nil
    }
    return try reading { database in
      for place in try memory.eventKeys.rows(JournalMemory.hash(authority, key), database)
      where Place.authority(place) == end.number {
        let digest = try sentences.findEvent.first(.integer(place), .text(key.id), .text(key.source)) { $0.bytes(0) }
        guard let digest else { continue }
        return Receipt(sequence: Contracts.Sequence(Place.sequence(place)), digest: digest)
      }
      return nil
    }
  }

  /// What a command was answered before, and the digest of what it asked.
  public func answer(_ command: CommandKey) throws(StoreError) -> CommandAnswer? {
    guard let end = memory.ends[command.authority] else {
      try fault.check()
      return nil
    }
    return try reading { database in
      for number in try memory.answerKeys.rows(JournalMemory.hash(command), database) {
        let found = try sentences.findAnswer.first(
          .integer(number), .integer(end.number), .text(command.key), .text(command.id)
        ) { CommandAnswer(command: command, digest: $0.bytes(0), result: $0.bytes(1)) }
        if let found { return found }
      }
      return nil
    }
  }

  /// The sealed text of an authority whose SHA-256 is `hash`.
  public func sealed(_ authority: Authority, _ hash: String) throws(StoreError) -> SealedRow? {
    guard let end = memory.ends[authority] else {
      try fault.check()
      return nil
    }
    return try reading { database in
      let find = try database.cachedStatement(
        sql: "SELECT text, at, officer, key FROM sealed WHERE authority = ? AND hash = ?")
      return try Row.fetchOne(find, arguments: [end.number, hash]).map { row in
        SealedRow(
          authority: authority, hash: hash, text: row[0], at: Stored.time(row, 1), officer: row[2], key: row[3])
      }
    }
  }

  /// The state of a stream as it was last written, which may lag behind the journal.
  public func state(_ authority: Authority, _ stream: StreamKey) throws(StoreError) -> StateRow? {
    guard let end = memory.ends[authority] else {
      try fault.check()
      return nil
    }
    return try reading { [self] _ in
      try sentences.readState.first(.integer(end.number), .text(stream.text)) { row in
        StateRow(
          authority: authority, stream: stream, version: Int(row.integer(0)),
          sequence: Contracts.Sequence(row.integer(1)),
          wake: row.integerIfAny(2).map { CivilDate(daysSince1970: Int($0)) }, body: row.bytes(3))
      }
    }
  }

  /// The streams of an authority whose wake date is on or before `date`, in order of wake date and stream.
  public func waking(_ authority: Authority, through date: CivilDate) throws(StoreError) -> [StreamKey] {
    guard let end = memory.ends[authority] else {
      try fault.check()
      return []
    }
    return try reading { database in
      let find = try database.cachedStatement(
        sql: "SELECT stream FROM state WHERE authority = ? AND wake <= ? ORDER BY wake, stream")
      return try String.fetchAll(find, arguments: [end.number, date.dayNumber]).map { StreamKey(stored: $0) }
    }
  }

  /// The stored streams of an authority that have `kind`, after `after`, at most `limit`, in order.
  public func streams(
    _ authority: Authority, kind: String, after: StreamKey?, limit: Int
  ) throws(StoreError) -> [StreamKey] {
    guard let end = memory.ends[authority] else {
      try fault.check()
      return []
    }
    return try reading { database in
      let find = try database.cachedStatement(
        sql: "SELECT stream FROM state WHERE authority = ? AND stream > ? AND stream < ? ORDER BY stream LIMIT ?")
      // "0" is the character after "/".
      let range: StatementArguments = [end.number, after?.text ?? kind + "/", kind + "0", limit]
      return try String.fetchAll(find, arguments: range).map { StreamKey(stored: $0) }
    }
  }

  /// The kinds of stream of which a stored state is of another version than `version`, by authority, in order. It reads
  /// every row once: for a start.
  public func kinds(otherThan version: Int) throws(StoreError) -> [(authority: Authority, kind: String)] {
    try reading { database in
      let find = try database.cachedStatement(
        sql: """
          SELECT DISTINCT authority, substr(stream, 1, instr(stream, '/') - 1) AS kind FROM state WHERE version <> ?
          ORDER BY authority, kind
          """)
      return try Row.fetchAll(find, arguments: [version]).map { (name(of: $0[0]), $0[1]) }
    }
  }

  /// The sweeps that are not done, the oldest first.
  public func sweeps() throws(StoreError) -> [SweepRow] {
    try reading { database in
      let find = try database.cachedStatement(
        sql: "SELECT authority, kind, source, id, at, after FROM sweep ORDER BY number")
      return try Row.fetchAll(find).map { row in
        SweepRow(
          authority: name(of: row[0]), kind: row[1], cause: Event.Key(source: row[2], id: row[3]),
          at: Stored.time(row, 4), after: (row[5] as String?).map { StreamKey(stored: $0) })
      }
    }
  }

  /// The earliest wake date among an authority's states.
  public func earliestWake(_ authority: Authority) throws(StoreError) -> CivilDate? {
    guard let end = memory.ends[authority] else {
      try fault.check()
      return nil
    }
    return try reading { database in
      let find = try database.cachedStatement(
        sql: "SELECT wake FROM state WHERE authority = ? AND wake IS NOT NULL ORDER BY wake LIMIT 1")
      return try Int.fetchOne(find, arguments: [end.number]).map { CivilDate(daysSince1970: $0) }
    }
  }

  /// The lines told after `after`, oldest first: at most `limit`, and at most `bytes` together (but one at least).
  public func lines(
    _ authority: Authority, after: Contracts.Sequence, limit: Int, bytes: Int
  ) throws(StoreError) -> [[UInt8]] {
    guard let end = memory.ends[authority], after.number < end.head else {
      try fault.check()
      return []
    }
    return try reading { try Stored.lines($0, end.number, after: after.number, limit: limit, bytes: bytes) }
  }

  /// The lines of one stream, oldest first, found by walking back from `last`.
  public func lines(
    _ authority: Authority, of stream: StreamKey, endingAt last: Contracts.Sequence
  ) throws(StoreError) -> [[UInt8]] {
    guard last > .zero else { return [] }
    guard let end = memory.ends[authority], last.number <= end.head else {
      preconditionFailure("\(stream) of \(authority) is said to end at \(last.number), beyond the journal")
    }
    return try reading { database in
      let find = try database.cachedStatement(sql: "SELECT previous, line FROM event WHERE place = ?")
      var lines: [[UInt8]] = []
      var next = last.number
      while next > 0 {
        guard let row = try Row.fetchOne(find, arguments: [Place.of(end.number, next)]) else {
          throw StoreError.broken(authority: authority.text, sequence: next)
        }
        lines.append(Stored.bytes(row, 1))
        next = row[0]
      }
      return lines.reversed()
    }
  }

  /// What waits for something not yet told, in the order in which it was accepted; with those already done if asked.
  public func waiting(includingDone: Bool) throws(StoreError) -> [WaitingRow] {
    try reading { database in
      let find = try database.cachedStatement(
        sql: Stored.waitingColumns + (includingDone ? "" : "WHERE state = 'waiting' ") + "ORDER BY number")
      return try Row.fetchAll(find).map { try Stored.waiting($0, name(of: $0[1])) }
    }
  }

  /// Events of other services that could not be applied, in order of service, authority and sequence.
  public func parked() throws(StoreError) -> [ParkedRow] {
    try reading { database in
      try Row.fetchAll(database, sql: "SELECT service, authority, sequence, subject, reason, line FROM parked")
        .map { try Stored.parked($0, name(of: $0[1])) }
    }.sorted { $0.key < $1.key }
  }

  /// How many lines were refused, with those beyond a key's quota, which are only counted.
  public func refusedCount() throws(StoreError) -> Int {
    try reading { try Int.fetchOne($0, sql: "SELECT sum(counted) FROM refusal") ?? 0 }
  }

  /// How many lines of one key were refused.
  public func refusedCount(of key: String) throws(StoreError) -> Int {
    try reading { database in
      let find = try database.cachedStatement(sql: "SELECT counted FROM refusal WHERE key = ?")
      return try Int.fetchOne(find, arguments: [key]) ?? 0
    }
  }

  /// The refused lines that were kept after number `after`, oldest first.
  public func refused(after: Int64, limit: Int) throws(StoreError) -> [RefusedRow] {
    try reading { database in
      let find = try database.cachedStatement(
        sql: "SELECT number, at, key, code, reason, line FROM refused WHERE number > ? ORDER BY number LIMIT ?")
      return try Row.fetchAll(find, arguments: [after, limit]).map { Stored.refused($0) }
    }
  }
}
