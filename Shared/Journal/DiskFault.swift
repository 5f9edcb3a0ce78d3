import GRDB
import Synchronization

/// Remembers that the disk failed, for every thread that uses the journal: from then on nothing is said to be stored.
///
/// After a failed fsync the system may take the pages for clean, so a commit that "succeeds" later proves nothing.
final class DiskFault: Sendable {
  private let code = Atomic<Int32>(0)

  /// - Throws: `StoreError.disk` once the disk has failed.
  func check() throws(StoreError) {
    let found = code.load(ordering: .relaxed)
    if found != 0 { throw Self.disk(ResultCode(rawValue: found)) }
  }

  /// Runs something on the database and says its errors in our own words.
  func guarding<T>(_ body: () throws -> T) throws(StoreError) -> T {
    try check()
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw judge(error)
    } catch {
      preconditionFailure("only the database may fail inside a transaction: \(error)")
    }
  }

  /// What a database error means for the caller.
  ///
  /// A full disk, and a file locked from outside for longer than the busy limit, leave everything as it was. So does a
  /// shared-memory file that could not grow: it holds no data. Constraint and misuse errors are our own mistakes.
  func judge(_ error: DatabaseError) -> StoreError {
    if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE { return .full }
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_BUSY, .SQLITE_LOCKED:
      return .full
    case .SQLITE_CONSTRAINT, .SQLITE_MISUSE, .SQLITE_ERROR, .SQLITE_RANGE, .SQLITE_MISMATCH:
      preconditionFailure("a statement the database will not take: \(error)")
    default:
      code.store(error.extendedResultCode.rawValue, ordering: .relaxed)
      return Self.disk(error.extendedResultCode)
    }
  }

  private static func disk(_ code: ResultCode) -> StoreError {
    .disk("SQLite error \(code.rawValue): \(code)")
  }
}
