import Contracts
import Foundation
import Glibc
import Journal

/// What one run measured.
private struct Figures: Encodable {
  let rowsPerCommit: Int
  let rows: Int
  let rowsPerSecond: Int
  let processorMicrosecondsPerRow: Double
  let commitMicrosecondsP50: Int
  let commitMicrosecondsP99: Int
  let commitMicrosecondsMax: Int
  let receiptsPerSecond: Int
  let verifyRowsPerSecond: Int
  let logBytes: Int
}

/// Commits as many batches as go in `seconds`, then asks for receipts and verifies; prints one line of JSON.
func bench(folder: String, seconds: Double, rows: Int, kind: String) throws {
  let journal = try SQLiteJournal(folder: folder)
  var load = Load(after: try journal.heads().first?.head.number ?? 0, seed: 1)
  let clock = ContinuousClock()
  var spent: [Duration] = []
  var total = Duration.zero
  var processor = 0
  while total < .seconds(seconds) {
    var batch = load.batch(rows: rows)
    if kind == "events" { batch.answers = [] }
    if kind != "states" {
      batch.states = []
      batch.foldedTo = [:]
    }
    let before = Glibc.clock()
    let took = try clock.measure { try journal.commit(batch) }
    processor += Glibc.clock() - before
    spent.append(took)
    total += took
  }
  spent.sort()
  let log = try FileManager.default.attributesOfItem(atPath: folder + "/journal.sqlite-wal")[.size] as? Int ?? 0
  guard let authority = try journal.heads().first?.authority else { preconditionFailure("something was written") }
  let asked = 20_000
  let asking = try clock.measure {
    for number in 0..<asked {
      _ = try journal.receipt(authority, Event.Key(source: "/westminster/scheduling", id: "unknown-\(number)"))
    }
  }
  var events: Int64 = 0
  let verifying = try clock.measure { events = try journal.reader().verify(authority).events }
  let figures = Figures(
    rowsPerCommit: rows, rows: spent.count * rows,
    rowsPerSecond: Int(Double(spent.count * rows) / (total / .seconds(1))),
    processorMicrosecondsPerRow: Double(processor / (spent.count * rows / 10)) / 10,
    commitMicrosecondsP50: Int(spent[spent.count / 2] / .microseconds(1)),
    commitMicrosecondsP99: Int(spent[spent.count * 99 / 100] / .microseconds(1)),
    commitMicrosecondsMax: Int(spent[spent.count - 1] / .microseconds(1)),
    receiptsPerSecond: Int(Double(asked) / (asking / .seconds(1))),
    verifyRowsPerSecond: Int(Double(events) / (verifying / .seconds(1))), logBytes: log)
  journal.close()
  tell(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
}
