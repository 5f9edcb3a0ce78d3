import GRDB
import GRDBSQLite

/// A statement of SQLite that is prepared once and kept, for what every event needs: its values go in and out as they
/// are. It belongs to one connection, is used inside of that one's accesses, and must be gone before it closes.
@safe
final class Prepared {
  /// What is bound to a parameter.
  enum Value {
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
    case null
  }

  private let statement: OpaquePointer

  /// Prepares `sql`.
  init(_ database: Database, _ sql: String) throws {
    var made: OpaquePointer?
    let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
    let code = unsafe sqlite3_prepare_v3(database.sqliteConnection, sql, -1, flags, &made, nil)
    guard code == SQLITE_OK, let made = unsafe made else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: sql)
    }
    unsafe statement = unsafe made
  }

  deinit { _ = unsafe sqlite3_finalize(statement) }

  /// Runs the statement, which gives no rows.
  func run(_ values: Value...) throws {
    defer { _ = unsafe sqlite3_reset(statement) }
    try bind(values)
    _ = try step()
  }

  /// What `read` makes of the first row; nil where there is none.
  func first<Found>(_ values: Value..., read: (Prepared) -> Found) throws -> Found? {
    defer { _ = unsafe sqlite3_reset(statement) }
    try bind(values)
    return try step() ? read(self) : nil
  }

  /// What `read` makes of each row.
  func all<Found>(_ values: Value..., read: (Prepared) -> Found) throws -> [Found] {
    defer { _ = unsafe sqlite3_reset(statement) }
    try bind(values)
    var found: [Found] = []
    while try step() { found.append(read(self)) }
    return found
  }

  // MARK: The columns of the row that is read

  func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(statement, column) }

  func integerIfAny(_ column: Int32) -> Int64? {
    unsafe sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : integer(column)
  }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(statement, column) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(statement, column))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

  // MARK: In SQLite

  private func step() throws -> Bool {
    let code = unsafe sqlite3_step(statement)
    if code == SQLITE_ROW { return true }
    try check(code, SQLITE_DONE)
    return false
  }

  private func bind(_ values: [Value]) throws {
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let code =
        switch value {
        case .integer(let number): unsafe sqlite3_bind_int64(statement, place, number)
        case .text(var text): text.withUTF8 { unsafe bind(UnsafeRawBufferPointer($0), place, isText: true) }
        case .bytes(let bytes): unsafe bytes.withUnsafeBytes { unsafe bind($0, place, isText: false) }
        case .null: unsafe sqlite3_bind_null(statement, place)
        }
      try check(code, SQLITE_OK)
    }
  }

  /// SQLite copies the bytes; nothing stands for NULL.
  private func bind(_ bytes: UnsafeRawBufferPointer, _ place: Int32, isText: Bool) -> Int32 {
    let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let count = Int32(bytes.count)
    guard let start = bytes.baseAddress, count > 0 else {
      return isText
        ? unsafe sqlite3_bind_text(statement, place, "", 0, nil) : unsafe sqlite3_bind_zeroblob(statement, place, 0)
    }
    return isText
      ? unsafe sqlite3_bind_text(statement, place, start.assumingMemoryBound(to: CChar.self), count, copied)
      : unsafe sqlite3_bind_blob(statement, place, start, count, copied)
  }

  private func check(_ code: Int32, _ wanted: Int32) throws {
    guard code != wanted else { return }
    let words = unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(statement)))
    throw DatabaseError(resultCode: ResultCode(rawValue: code), message: words)
  }
}
