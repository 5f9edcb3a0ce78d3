import Foundation
public import GRDB

/// The store on SQLite: one file in a folder, in WAL mode with every commit synced, and one thread that writes.
///
/// Read models live in the same file: `prepare` makes their tables, `Batch.effects` fills them in the transaction of
/// the positions they stand for, ``databaseReader()`` reads them from other threads.
public final class SQLiteJournal: Store {
  let pool: DatabasePool
  let fault = DiskFault()
  let memory: JournalMemory
  private var prepared: Sentences?
  private let folder: String
  private let lock: FolderLock
  let checkpointer: Checkpointer
  private let quota: RefusedQuota

  /// Opens the journal in `folder`, which is made (for its owner alone) where it is not there.
  ///
  /// - Parameters:
  ///   - folder: where the files live.
  ///   - refusedQuota: how many refused lines are kept a key.
  ///   - keyLag: how many keys of events, and of commands, are held in memory before they are written in order.
  ///   - prepare: makes or upgrades the tables of a read model, in a transaction, each time the journal is opened.
  /// - Throws: `unusable` where another process has it open, a newer program wrote it or SQLite does not keep the
  ///   settings; `full` and `disk` as they come.
  public init(
    folder: String, refusedQuota: RefusedQuota = RefusedQuota(), keyLag: Int = 32_768,
    prepare: (Database) throws -> Void = { _ in }
  ) throws(StoreError) {
    self.folder = folder
    quota = refusedQuota
    lock = try FolderLock(folder: folder)
    let path = try FolderLock.file("journal.sqlite", in: folder)
    let fault = fault
    (pool, checkpointer, memory, prepared) = try fault.guarding {
      let pool = try DatabasePool(path: path, configuration: Self.configuration())
      try pool.writeWithoutTransaction { try JournalSchema.secure($0) }
      let (memory, sentences) = try pool.write { database in
        try JournalSchema.prepare(database)
        try prepare(database)
        return (try JournalMemory(database, keyLag: keyLag), try Sentences(database))
      }
      try FolderLock.sync(folder)
      return (pool, try Checkpointer(path: path, fault: fault), memory, sentences)
    }
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "journal"
    configuration.maximumReaderCount = 4
    configuration.persistentReadOnlyConnections = true
    configuration.allowsUnsafeTransactions = true
    configuration.busyMode = .timeout(2)
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA cache_size = -\(database.configuration.readonly ? 500 : StoreTransaction.cache)")
    }
    return configuration
  }

  /// The statements that every event needs.
  var sentences: Sentences {
    guard let prepared else { preconditionFailure("the journal was closed") }
    return prepared
  }

  /// Stores a batch whole, or not at all, and returns only when it is on disk.
  public func commit(_ batch: Batch) throws(StoreError) {
    let (done, written) = try fault.guarding {
      try pool.writeWithoutTransaction { database in
        if !database.isInsideTransaction { try database.cachedStatement(sql: "BEGIN IMMEDIATE").execute() }
        do {
          var commit = JournalCommit(database, sentences, before: memory, quota: quota)
          try commit.write(batch)
          try database.cachedStatement(sql: "COMMIT").execute()
          return (commit, LogGrowth.bytes(of: database))
        } catch {
          if database.isInsideTransaction { try? database.rollback() }
          throw error
        }
      }
    }
    done.apply(to: memory)
    // What a read model writes is not reckoned beforehand.
    checkpointer.note(max(done.bytes, written))
  }

  /// Begins a new life of every journal kept here: after a restore from a backup, or a take-over by force.
  public func raiseEpochs() throws(StoreError) {
    try settle()
    try fault.guarding { try pool.write { try $0.execute(sql: "UPDATE authority SET epoch = epoch + 1") } }
    for authority in memory.ends.keys { memory.ends[authority]?.epoch += 1 }
  }

  /// Free bytes where the journal lives, as far as this process may use them.
  public func diskFreeBytes() -> Int64? {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
  }

  /// Has every connection forget the pages and the statements that it keeps: they are read and made again when needed.
  public func giveBack() { pool.releaseMemoryEventually() }

  /// Reads the file from any thread, read only, each read one consistent view; for read models.
  public func databaseReader() -> any DatabaseReader { pool }

  /// A reader for long questions, usable from any thread.
  public func reader() -> any StoreReader { JournalReader(pool: pool, fault: fault) }

  /// Closes the file. What was committed is on disk already, so an error here loses nothing.
  public func close() {
    try? settle()
    // A connection closes only once its statements are gone.
    prepared = nil
    memory.forgetStatements()
    try? pool.close()
    // The last connection to close empties the log; those of the pool that only read could not.
    try? checkpointer.close()
    lock.release()
  }
}
