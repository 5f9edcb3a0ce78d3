import Contracts
import GRDB
import ReportingRules

/// One feed of one authority, as far as it was applied.
struct Feed {
  let id: Int64
  let service: ServiceName
  /// The newest life of its journal.
  var epoch: Int
  /// The newest event applied of that life.
  var sequence: Int64
  /// The newest received time applied, in milliseconds since 1970.
  var known: Int64
  /// How many of its events were applied after later ones: what is counted up to a cut-off changes by these alone.
  var late: Int64

  /// The feeds that told anything of an authority, in the order of the services.
  static func all(of authority: Authority, _ db: Database) throws -> [Feed] {
    let statement = try db.cachedStatement(
      sql: "SELECT id, service, epoch, sequence, known, late FROM fact_feed WHERE authority = ?")
    let feeds = try Row.fetchAll(statement, arguments: [authority.text]).compactMap { row in
      ServiceName(rawValue: row[1]).map {
        Feed(id: row[0], service: $0, epoch: row[2], sequence: row[3], known: row[4], late: row[5])
      }
    }
    return ServiceName.allCases.compactMap { service in feeds.first { $0.service == service } }
  }

  /// The feed of `service` and `authority`, entered where it was not known yet.
  static func found(_ service: ServiceName, _ authority: Authority, epoch: Int, _ db: Database) throws -> Feed {
    if let feed = try all(of: authority, db).first(where: { $0.service == service }) { return feed }
    try db.execute(
      sql: "INSERT INTO fact_feed (authority, service, epoch, sequence, known, late) VALUES (?, ?, ?, 0, 0, 0)",
      arguments: [authority.text, service.rawValue, epoch])
    return Feed(id: db.lastInsertedRowID, service: service, epoch: epoch, sequence: 0, known: .min, late: 0)
  }

  /// Moves the feed on to an event. Where a new life of the journal begins at or before an event applied before, what
  /// came of those events is lost: it counts no longer, except as of a cut-off before the new life.
  mutating func advance(to sequence: Int64, epoch next: Int, known time: Int64, _ db: Database) throws {
    if next > epoch, sequence <= self.sequence {
      let first = Feed.position(epoch, sequence)
      let last = Feed.position(epoch, self.sequence)
      try db.execute(
        sql: "INSERT OR IGNORE INTO fact_lost (feed, first, last, since) VALUES (?, ?, ?, ?)",
        arguments: [id, first, last, Feed.position(next, sequence)])
      try db.execute(
        sql: """
          UPDATE fact_entry SET gone = NULL, goneKnown = NULL, gonePosition = NULL
          WHERE feed = ? AND gonePosition BETWEEN ? AND ?
          """, arguments: [id, first, last])
    }
    if next > epoch {
      epoch = next
      self.sequence = sequence
    } else if next == epoch, sequence > self.sequence {
      self.sequence = sequence
    } else {
      late += 1
    }
    known = max(known, time)
  }

  /// Stores how far the feed was applied.
  func store(_ db: Database) throws {
    try db.cachedStatement(sql: "UPDATE fact_feed SET epoch = ?, sequence = ?, known = ?, late = ? WHERE id = ?")
      .execute(arguments: [epoch, sequence, known, late, id])
  }

  /// One number that orders events of a feed: the epoch, then the sequence in it.
  static func position(_ epoch: Int, _ sequence: Int64) -> Int64 {
    precondition((0..<1 << 20).contains(epoch) && (0..<1 << 43).contains(sequence), "no such position")
    return Int64(epoch) << 43 | sequence
  }

  /// The epoch in a position.
  static func epoch(of position: Int64) -> Int { Int(position >> 43) }

  /// The sequence in a position.
  static func sequence(of position: Int64) -> Sequence { Sequence(position & (1 << 43 - 1)) }
}

/// How far a feed was applied, and how often out of order.
struct FeedHead: Equatable {
  let feed: Int64
  let epoch: Int
  let sequence: Int64
  let late: Int64

  init(_ feed: Feed) {
    self.feed = feed.id
    epoch = feed.epoch
    sequence = feed.sequence
    late = feed.late
  }

  /// The newest position applied.
  var position: Int64 { Feed.position(epoch, sequence) }
}
