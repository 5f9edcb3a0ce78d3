import GRDB
import GRDBSQLite

/// By how much a connection let the write-ahead log grow.
enum LogGrowth {
  /// A page and what the log says of it.
  private static let frame = 4096 + 24

  /// The bytes that the connection wrote to the log since this was last asked.
  static func bytes(of database: Database) -> Int {
    var pages: Int32 = 0
    var highest: Int32 = 0
    let status = unsafe sqlite3_db_status(
      database.sqliteConnection, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 1)
    return status == SQLITE_OK ? Int(pages) * frame : 0
  }
}
