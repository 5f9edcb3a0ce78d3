import Contracts
import Journal

/// Of lines that are not accepted and very long, how many of each key are kept, so that who sends nothing else does not
/// fill the disk while others wait for it. Beyond that they are only counted, and the count is stored with what is
/// stored next, or after a second.
struct LongLines {
  /// Longer ones are very long, in bytes.
  static var long: Int { 16 << 10 }
  /// Bytes of them that are kept of a key in a second: the longest line, at least.
  static var limit: Int { 256 << 10 }
  /// So many are counted before they are stored.
  static var most: Int { 1_024 }

  private var kept: [String: (second: Int64, bytes: Int)] = [:]
  private var counted: [RefusedRow] = []

  /// Whether a line of `key` is kept, at a time in milliseconds.
  mutating func keeps(_ line: [UInt8], of key: String, at time: Int64) -> Bool {
    guard line.count > Self.long else { return true }
    let second = time / 1_000
    let before = kept[key].flatMap { $0.second == second ? $0.bytes : nil } ?? 0
    guard before + line.count <= Self.limit else { return false }
    kept[key] = (second, before + line.count)
    return true
  }

  /// How many are counted and not stored yet.
  var countedLength: Int { counted.count }

  /// Counts a line that is not kept.
  mutating func count(_ row: RefusedRow) { counted.append(row) }

  /// What is counted and not stored yet, where something else is stored or it is time.
  mutating func takeCounted(at time: Timestamp, isStoring: Bool) -> [RefusedRow] {
    guard let first = counted.first else { return [] }
    let isDue = time.millisecondsSince1970 - first.at.millisecondsSince1970 >= 1_000 || counted.count >= Self.most
    guard isStoring || isDue else { return [] }
    defer { counted = [] }
    return counted
  }
}
