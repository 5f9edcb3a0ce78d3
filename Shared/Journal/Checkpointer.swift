import GRDB
import Synchronization

/// Moves the write-ahead log into the database file, off the path of commits, on a thread and a connection of its own.
///
/// A run copies what was committed before it began. Under a steady load something new stands in the log when it ends;
/// the log starts again from its beginning only when nothing is left, so past a limit the committing thread waits for
/// the rest.
final class Checkpointer: Sendable {
  /// A run starts when the log has grown by about so many bytes.
  static let step = 2 << 20
  /// The committing thread waits for a run when the log is about so long.
  static let limit = 16 << 20
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

  /// Notes a commit that wrote about so many bytes; called by the committing thread.
  ///
  /// What was committed stays committed if a run fails: a failing disk is remembered by `fault` and met by the next
  /// call, and on a full disk the log grows on until there is room.
  func note(_ bytes: Int) {
    let now = grown.wrappingAdd(bytes, ordering: .relaxed).newValue
    guard now >= Self.step else { return }
    if length.load(ordering: .relaxed) + now >= Self.limit {
      // Nobody writes meanwhile, so nothing is left afterwards, and the next commit starts the log again.
      let frames = try? fault.guarding { try database.inDatabase { try run($0) } }
      if frames != nil { length.store(0, ordering: .relaxed) }
    } else if running.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged {
      database.asyncWriteWithoutTransaction { database in
        if let frames = try? self.fault.guarding({ try self.run(database) }) {
          self.length.store(frames * Self.frame, ordering: .relaxed)
        }
        self.running.store(false, ordering: .releasing)
      }
    }
  }

  /// Copies what can be copied without waiting for anybody; the length of the log in frames when it began.
  private func run(_ database: Database) throws -> Int {
    grown.store(0, ordering: .relaxed)
    return try database.checkpoint(.passive).walFrameCount
  }

  /// Waits for a run that is under way.
  func finishRun() {
    database.inDatabase { _ in }
  }

  /// Waits for a run that is under way, and closes.
  func close() throws {
    try database.close()
  }
}
