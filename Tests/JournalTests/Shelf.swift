import Contracts
import Foundation
import Journal
import Support

/// A folder of a test's own.
struct Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/journal-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// A store under test that can be closed and opened again, whichever it is.
final class Shelf {
  /// Which store.
  enum Kind: CaseIterable, CustomStringConvertible {
    case sqlite
    case memory

    var description: String {
      switch self {
      case .sqlite: "the journal on SQLite"
      case .memory: "the store in memory"
      }
    }
  }

  private(set) var store: any Store
  private let folder: Folder
  private let quota: RefusedQuota
  private let keyLag: Int

  init(_ kind: Kind, quota: RefusedQuota = RefusedQuota(), keyLag: Int = 65_536) throws {
    folder = try Folder()
    self.quota = quota
    self.keyLag = keyLag
    switch kind {
    case .sqlite: store = try SQLiteJournal(folder: folder.path, refusedQuota: quota, keyLag: keyLag)
    case .memory: store = MemoryStore(refusedQuota: quota)
    }
  }

  func close() {
    store.close()
    folder.remove()
  }

  func reopen() throws {
    if let memory = store as? MemoryStore {
      store = memory.reopened()
    } else {
      store.close()
      store = try SQLiteJournal(folder: folder.path, refusedQuota: quota, keyLag: keyLag)
    }
  }
}

/// Rows for tests.
enum Sample {
  static let westminster = authority("westminster")
  static let camden = authority("camden")

  static func authority(_ name: String) -> Authority {
    guard let authority = Authority(name) else { preconditionFailure("\(name) is an authority's name") }
    return authority
  }

  static func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(text) else { preconditionFailure("\(text) is a date") }
    return date
  }

  static func time(_ second: Int64) -> Timestamp { Timestamp(millisecondsSince1970: second * 1000) }

  static func digest(_ number: Int64) -> [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: number &* 31 &+ $0) }
  }

  static func event(
    _ sequence: Int64, of authority: Authority = westminster, id: String? = nil, source: String = "/westminster/mosaic",
    stream: String = "C-1", previous: Int64 = 0, at second: Int64? = nil, line: String? = nil
  ) -> JournalRow {
    JournalRow(
      authority: authority, sequence: Sequence(sequence),
      key: Event.Key(source: source, id: id ?? "e-\(sequence)"), digest: digest(sequence),
      stream: StreamKey("child", stream), previous: Sequence(previous), receivedtime: time(second ?? sequence),
      line: Array((line ?? "{\"sequence\":\(sequence)}").utf8))
  }

  static func batch(_ events: JournalRow...) -> Batch {
    var batch = Batch()
    batch.events = events
    return batch
  }

  static func state(
    _ stream: String, wake: String? = nil, sequence: Int64 = 0, version: Int = 1, body: String = "{}",
    of authority: Authority = westminster, kind: String = "child"
  ) -> StateRow {
    StateRow(
      authority: authority, stream: StreamKey(kind, stream), version: version, sequence: Sequence(sequence),
      wake: wake.map { date($0) }, body: Array(body.utf8))
  }

  static func refused(_ text: String, key: String = "mosaic") -> RefusedRow {
    RefusedRow(at: time(5), key: key, code: -32001, reason: "entered-in-future", line: Array(text.utf8))
  }

  static func waiting(_ id: String, _ state: WaitingRow.State = .waiting, at second: Int64 = 9) -> WaitingRow {
    WaitingRow(
      id: id, authority: westminster, stream: StreamKey("child", "C-1"), since: time(8), reason: "child-entered-care",
      state: state, refusal: state == .refused ? "too-late" : nil, key: "mosaic", digest: digest(3), line: [123, 125],
      receivedtime: time(second))
  }

  static func parked(_ sequence: Int64, _ service: ServiceName = .scheduling) -> ParkedRow {
    ParkedRow(
      key: ParkedRow.Key(service: service, authority: westminster, sequence: Sequence(sequence)), subject: "C-1",
      reason: "unknown-type", line: [123, 125])
  }

  static func answer(_ id: String, key: String = "mosaic", of authority: Authority = westminster) -> CommandAnswer {
    CommandAnswer(
      command: CommandKey(authority: authority, key: key, id: id), digest: digest(1), result: Array("\"\(id)\"".utf8))
  }
}

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

/// Lines as text, to be read in a failing test.
func text(_ lines: [[UInt8]]) -> [String] { lines.map { String(decoding: $0, as: UTF8.self) } }
