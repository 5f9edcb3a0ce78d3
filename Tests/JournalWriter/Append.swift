import Contracts
import Foundation
import Journal

/// A small generator of the same numbers for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Makes batches like those of a service: events with random ids, a state and an answer for each.
struct Load {
  private let authority: Authority
  private let streams: Int
  private let padding: String
  private var random: Seeded
  private var head: Int64
  private var last: [Int64]

  init(after head: Int64, seed: UInt64, streams: Int = 84_000, lineBytes: Int = 400) {
    guard let authority = Authority("westminster") else { preconditionFailure("westminster is an authority") }
    self.authority = authority
    self.streams = streams
    self.head = head
    padding = String(repeating: "x", count: lineBytes)
    random = Seeded(seed &+ UInt64(head))
    last = Array(repeating: 0, count: streams)
  }

  /// The next `rows` events, with their states and answers.
  mutating func batch(rows: Int) -> Batch {
    var batch = Batch()
    for _ in 0..<rows {
      head += 1
      let stream = Int.random(in: 0..<streams, using: &random)
      let id = uuid()
      let key = StreamKey("child", "W-\(stream)")
      let time = Timestamp(millisecondsSince1970: 1_700_000_000_000 + head)
      batch.events.append(
        JournalRow(
          authority: authority, sequence: Sequence(head), key: Event.Key(source: "/westminster/scheduling", id: id),
          digest: Array(repeating: UInt8(truncatingIfNeeded: head), count: 32), stream: key,
          previous: Sequence(last[stream]), receivedtime: time,
          line: Array("{\"id\":\"\(id)\",\"sequence\":\"\(Sequence(head).text)\",\"data\":\"\(padding)\"}".utf8)))
      last[stream] = head
      batch.states.append(
        StateRow(
          authority: authority, stream: key, version: 1, sequence: Sequence(head),
          wake: CivilDate(daysSince1970: 19_000 + stream % 365), body: Array(padding.utf8)))
      batch.answers.append(
        CommandAnswer(
          command: CommandKey(authority: authority, key: "mosaic", id: id),
          digest: Array(repeating: 7, count: 32), result: Array("{\"sequence\":\"\(head)\",\"duplicate\":false}".utf8)))
    }
    batch.foldedTo[authority] = Sequence(head)
    return batch
  }

  /// The newest sequence made.
  var newest: Int64 { head }

  private mutating func uuid() -> String {
    let high = random.next()
    let low = random.next()
    let digits = [high, low].map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { range in
      String(digits.dropFirst(range.lowerBound).prefix(range.count))
    }.joined(separator: "-")
  }
}

/// Appends batches of 1 to 16 events until it is killed or cannot, and says each newest sequence once it is stored. A
/// test that forgets it finds it gone: 200,000 events are enough.
func append(folder: String, seed: UInt64) throws {
  // So that kills fall between the writes of keys too.
  let journal = try SQLiteJournal(folder: folder, keyLag: 500)
  var load = Load(after: try journal.heads().first?.head.number ?? 0, seed: seed, streams: 1000)
  var random = Seeded(seed)
  tell("open")
  while load.newest < 200_000 {
    try journal.commit(load.batch(rows: Int.random(in: 1...16, using: &random)))
    tell("\(load.newest)")
  }
}

/// Writes a line at once: what is only in a buffer of this process is lost when it is killed.
func tell(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
