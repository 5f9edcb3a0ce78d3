import GRDB
import Synchronization

/// Moves the write-ahead log into the database file, off the path of commits, on a thread and a connection of its own.
///
/// A run copies what was committed before it began. Under a steady load something new stands in the log when it ends; the
/// log starts again from its beginning only when nothing is left, so past a limit the committing thread copies the rest.
final class Checkpointer: Sendable {
  /// A run starts when the log has grown by about so many bytes.
  static let step = 4 << 20
  /// The committing thread helps when the log is about so long.
  static let limit = 32 << 20
  private static let frame = 4096 + 24

  private let database: DatabaseQueue
  private let fault: DiskFault
  private let running = Atomic<Bool>(false)
  private let length = Atomic<Int>(0)
  private let grown = Atomic<Int>(0)

  init(path: String, fault: DiskFault) throws {
    var configuration = Configuration()
    configuration.label = "journal.checkpoint"
    configuration.busyMode = .timeout(1)
    database = try DatabaseQueue(path: path, configuration: configuration)
    try database.inDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
    }
    self.fault = fault
  }

  /// Notes a commit that wrote about so many bytes; called by the committing thread, whose connection is `writer`.
  func note(_ bytes: Int, writer: DatabasePool) throws(StoreError) {
    let now = grown.wrappingAdd(bytes, ordering: .relaxed).newValue
    guard now >= Self.step else { return }
    if length.load(ordering: .relaxed) + now >= Self.limit, !running.load(ordering: .acquiring) {
      try fault.guarding { try writer.writeWithoutTransaction { try run($0) } }
    } else if running.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged {
      database.asyncWriteWithoutTransaction { database in
        // A failure is remembered by `fault`, and met by the next commit.
        try? self.fault.guarding { try self.run(database) }
        self.running.store(false, ordering: .releasing)
      }
    }
  }

  /// Copies what can be copied without waiting for anybody.
  private func run(_ database: Database) throws {
    grown.store(0, ordering: .relaxed)
    let result = try database.checkpoint(.passive)
    let isDone = result.checkpointedFrameCount >= result.walFrameCount
    length.store(isDone ? 0 : result.walFrameCount * Self.frame, ordering: .relaxed)
  }

  /// Waits for a run that is under way, and closes.
  func close() throws {
    try database.close()
  }
}
