import Contracts
import Foundation
import Synchronization
import Testing

/// A row of what five real services need: it is met when what it asks is shown at a desk.
struct Row: Sendable, CustomTestStringConvertible {
  let id: String
  /// The service whose part of the row this shows.
  let service: ServiceName
  let show: @Sendable (String) throws -> Void

  /// A service's part of the row of this id, shown by `show`; the argument of `show` is the id, for the message of a
  /// failure.
  init(_ id: String, of service: ServiceName = .scheduling, _ show: @escaping @Sendable (String) throws -> Void) {
    self.id = id
    self.service = service
    self.show = show
  }

  var name: String { "\(id) of \(service.rawValue)" }
  var testDescription: String { name }

  /// The rows that are shown, by service and theme; only those that HOLDFAST_ROWS names, where it is set.
  static let shown: [Row] = {
    let all = diary + work + people + cohort + participation + disputes + reporting
    guard let names = ProcessInfo.processInfo.environment["HOLDFAST_ROWS"], !names.isEmpty else { return all }
    return all.filter { names.split(separator: " ").contains($0.id[...]) }
  }()
}

/// A row as the requirements have it: its id, which services it needs, and what it says.
struct Requirement {
  let id: String
  /// The first letters of the services that have a part in it.
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

/// Shows each row at the desk of a real service, and says which are met.
@Suite(.serialized) struct RowsTests {
  /// The rows that were shown to their end.
  private static let met = Mutex<Set<String>>([])

  /// The services of which every row must be shown.
  private static let whole: Set<ServiceName> = [.scheduling, .participation, .disputes, .reporting]

  @Test(arguments: Row.shown)
  func `the row is met`(row: Row) throws {
    try row.show(row.id)
    _ = RowsTests.met.withLock { $0.insert(row.name) }
  }

  @Test(arguments: ServiceName.allCases) func `every row of the service is met`(service: ServiceName) throws {
    let letter = service.rawValue.prefix(1).uppercased()
    let rows = try Requirement.all().filter { $0.services.contains(letter) }
    let ids = Row.shown.filter { $0.service == service }.map(\.id)
    let met = RowsTests.met.withLock { $0 }
    func isMet(_ row: Requirement) -> Bool { met.contains("\(row.id) of \(service.rawValue)") }
    #expect(Set(ids).count == ids.count, "a row is shown twice")
    print("\nRows of \(service.rawValue): \(rows.count), met \(rows.count(where: isMet))")
    for row in rows {
      let words = row.words.count > 100 ? row.words.prefix(99) + "…" : row.words[...]
      print("\(isMet(row) ? "met    " : "NOT MET") \(row.id) \(words)")
    }
    guard ProcessInfo.processInfo.environment["HOLDFAST_ROWS"] == nil, RowsTests.whole.contains(service) else { return }
    for row in rows { #expect(ids.contains(row.id), "\(row.id) is not shown: \(row.words)") }
  }
}
