import Testing

struct ImportTests {
  /// What each room may import: whoever is not named here may not be seen. The longest folder that fits a file rules.
  private static let allowed: [String: Set<String>] = [
    "Shared/Contracts": ["FoundationEssentials"],
    "Shared/Policy": ["Contracts", "Crypto", "FoundationEssentials"],
    "Shared/Wire": ["CZeroMQ", "Glibc", "Synchronization"],
    "Shared/Journal": [
      "Contracts", "Crypto", "Dispatch", "Foundation", "Glibc", "GRDB", "GRDBSQLite", "Synchronization",
    ],
    "Shared/Loop": [
      "ArgumentParser", "Contracts", "Crypto", "Dispatch", "Foundation", "FoundationEssentials", "Journal", "Logging",
      "Synchronization", "Wire",
    ],
    "Services/Scheduling/Rules": ["Contracts", "Policy"],
    "Services/Participation/Rules": ["Contracts", "Policy"],
    "Services/Disputes/Rules": ["Contracts", "Policy"],
    "Services/Reporting/Rules": ["Contracts", "Policy"],
    "Services/Reporting/ReadModel": [
      "Contracts", "Crypto", "Dispatch", "GRDB", "Journal", "Policy", "ReportingRules", "Synchronization",
    ],
    "Services/Reporting/Pages": ["Contracts", "FoundationEssentials", "Mustache", "ReportingRules"],
    "Services/Scheduling": ["Contracts", "Loop", "Policy", "SchedulingRules"],
    "Services/Participation": ["Contracts", "Loop", "ParticipationRules", "Policy"],
    "Services/Disputes": ["Contracts", "DisputesRules", "Loop", "Policy"],
    "Services/Reporting": ["Contracts", "Loop", "Policy", "ReportingPages", "ReportingReadModel", "ReportingRules"],
    "Services/Console": ["ArgumentParser", "Contracts", "Crypto", "Foundation", "Glibc", "Journal", "Policy", "Wire"],
  ]

  @Test(arguments: SourceTree.swiftFiles("Shared", "Services"))
  func `a file imports only what its room may see`(file: SourceTree.File) throws {
    let rooms = Self.allowed.keys.filter { file.path.hasPrefix($0 + "/") }
    let room = try #require(rooms.max { $0.count < $1.count }, "no room is known for \(file.path)")
    let allowed = try #require(Self.allowed[room])
    #expect(Set(file.imports).subtracting(allowed).isEmpty, "\(file.path)")
  }

  @Test func `every room of the table is there`() {
    for room in Self.allowed.keys {
      #expect(!SourceTree.paths(below: room).isEmpty, "\(room)")
    }
  }

  @Test func `import lines are read in every form`() {
    let text = """
      import A
      public import B
      @testable import C
      internal import struct D.E
      // import F
      let text = "import G"
      """
    let file = SourceTree.File(path: "x.swift", text: text, code: SwiftText.code(of: text))
    #expect(file.imports == ["A", "B", "C", "D"])
  }

  @Test(arguments: SourceTree.swiftFiles("Shared", "Services"))
  func `unsafe code stands only in Wire and Journal`(file: SourceTree.File) {
    guard !file.path.hasPrefix("Shared/Wire/"), !file.path.hasPrefix("Shared/Journal/") else { return }
    for word in [
      "unsafe", "withUnsafe", "UnsafeMutable", "UnsafePointer", "UnsafeRaw", "UnsafeBuffer", "unsafeBitCast",
    ] {
      #expect(!file.code.contains(word), "\(file.path)")
    }
  }

  @Test(
    arguments: SourceTree.swiftFiles("Shared/Contracts", "Shared/Policy", "Services").filter { file in
      !file.path.hasPrefix("Services/") || file.path.contains("/Rules/")
    })
  func `rules read no clock, no dice and no file`(file: SourceTree.File) {
    for word in [
      "ContinuousClock", "SuspendingClock", ".random(", "SystemRandom", "FileManager", "readLine(", "print(",
    ] {
      #expect(!file.code.contains(word), "\(file.path)")
    }
  }

  @Test(arguments: SourceTree.swiftFiles("Shared", "Services"))
  func `one thread does the work, and nothing ends it in passing`(file: SourceTree.File) {
    let words = Set(file.code.split { !$0.isLetter && $0 != "_" })
    #expect(words.isDisjoint(with: ["async", "await", "actor", "fatalError", "NSLock"]), "\(file.path)")
    for word in ["try!", "as!"] { #expect(!file.code.contains(word), "\(file.path)") }
  }
}
