import Contracts
import Foundation
import GRDB
import Journal

/// The floor under every acknowledgement: SQLite's group commit alone, in WAL with synchronous=FULL.
enum CommitFloor {
  /// Rows a second into one plain table, and microseconds a commit.
  struct Run {
    let perSecond: Double
    let latency: Samples
  }

  /// A file to commit lines to.
  final class File {
    private let queue: DatabaseQueue
    private let line: [UInt8]

    /// Makes the file in `folder`; every row will hold `line`.
    init(folder: String, line: [UInt8]) throws {
      self.line = line
      queue = try DatabaseQueue(path: "\(folder)/floor.sqlite")
      try queue.inDatabase { database in
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "CREATE TABLE line(number INTEGER PRIMARY KEY, line BLOB NOT NULL)")
      }
    }

    /// Commits `rows` lines at a time for `seconds`.
    func run(rows: Int, seconds: Double) throws -> Run {
      try CommitFloor.timed(rows: rows, seconds: seconds) {
        try queue.write { database in
          let insert = try database.cachedStatement(sql: "INSERT INTO line(line) VALUES (?)")
          for _ in 0..<rows { try insert.execute(arguments: [Data(line)]) }
        }
      }
    }
  }

  /// The journal of ours without sockets and rules: each ack's event and the one it causes, with their keys and chain.
  final class OwnJournal {
    private let journal: SQLiteJournal
    private let authority: Authority
    private let line: [UInt8]
    private var number: Int64 = 0

    /// Makes the journal in `folder`; every event's line will be `line`.
    init(folder: String, line: [UInt8]) throws {
      guard let authority = Authority("benchmark") else { preconditionFailure("a word is an authority") }
      self.authority = authority
      self.line = line
      journal = try SQLiteJournal(folder: "\(folder)/journal-alone")
    }

    func close() { journal.close() }

    /// Commits what `acks` acknowledged events write, at a time, for `seconds`.
    func run(acks: Int, seconds: Double) throws -> Run {
      try CommitFloor.timed(rows: acks, seconds: seconds) {
        var batch = Batch()
        let now = Timestamp(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000))
        for _ in 0..<acks {
          let stream = StreamKey("child", "C\(number)")
          for isCaused in [false, true] {
            number += 1
            let sequence = Contracts.Sequence(number)
            batch.events.append(
              JournalRow(
                authority: authority, sequence: sequence, key: Event.Key(source: "/benchmark", id: "event-\(number)"),
                digest: [UInt8](repeating: 7, count: 32), stream: stream,
                previous: Contracts.Sequence(isCaused ? number - 1 : 0), receivedtime: now, line: line))
          }
        }
        try journal.commit(batch)
      }
    }
  }

  private static func timed(rows: Int, seconds: Double, _ commit: () throws -> Void) rethrows -> Run {
    let clock = ContinuousClock()
    var latency = Samples()
    let start = clock.now
    repeat {
      latency.microseconds.append(try clock.measure { try commit() } / .microseconds(1))
    } while clock.now - start < .seconds(seconds)
    let spent = (clock.now - start) / .seconds(1)
    return Run(perSecond: Double(latency.microseconds.count * rows) / spent, latency: latency)
  }
}
