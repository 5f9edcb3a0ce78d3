import Contracts
import Foundation
import Synchronization
import Testing

/// A row of what five real services need: it is met when what it asks is shown at a desk.
struct Row: Sendable, CustomTestStringConvertible {
  let id: String
  let show: @Sendable (String) throws -> Void

  /// The row of this id, shown by `show`; the argument of `show` is the id, for the message of a failure.
  init(_ id: String, _ show: @escaping @Sendable (String) throws -> Void) {
    self.id = id
    self.show = show
  }

  var testDescription: String { id }

  /// The rows that are shown, by theme; only those that HOLDFAST_ROWS names, where it is set.
  static let shown: [Row] = {
    let all = diary + work + people + cohort
    guard let names = ProcessInfo.processInfo.environment["HOLDFAST_ROWS"], !names.isEmpty else { return all }
    return all.filter { names.split(separator: " ").contains($0.id[...]) }
  }()
}

/// A row as the requirements have it: its id, which services it needs, and what it says.
struct Requirement {
  let id: String
  let services: String
  let words: String

  /// All 182, in their order.
  static func all() throws -> [Requirement] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "rows.tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(parts.count == 3)
      return Requirement(id: String(parts[0]), services: String(parts[1]), words: String(parts[2]))
    }
  }
}

/// Shows each row of scheduling at the desk of a real service, and says which are met.
@Suite(.serialized) struct RowsTests {
  /// The rows that were shown to their end.
  private static let met = Mutex<Set<String>>([])

  @Test(arguments: Row.shown)
  func `the row is met`(row: Row) throws {
    try row.show(row.id)
    _ = RowsTests.met.withLock { $0.insert(row.id) }
  }

  @Test func `every row of scheduling is met`() throws {
    let rows = try Requirement.all().filter { $0.services.contains("S") }
    let ids = Row.shown.map(\.id)
    let met = RowsTests.met.withLock { $0 }
    #expect(Set(ids).count == ids.count, "a row is shown twice")
    print("\nRows of scheduling: \(rows.count), met \(rows.count { met.contains($0.id) })")
    for row in rows {
      let words = row.words.count > 100 ? row.words.prefix(99) + "…" : row.words[...]
      print("\(met.contains(row.id) ? "met    " : "NOT MET") \(row.id) \(words)")
    }
    guard ProcessInfo.processInfo.environment["HOLDFAST_ROWS"] == nil else { return }
    for row in rows { #expect(ids.contains(row.id), "\(row.id) is not shown: \(row.words)") }
  }
}
