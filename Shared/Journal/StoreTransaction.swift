public import GRDB

/// The transaction of a batch, lent to a read model so that positions and effects commit together.
public struct StoreTransaction {
  /// The database inside the transaction.
  public let database: Database

  /// A transaction on `database`.
  public init(_ database: Database) { self.database = database }

  /// Keeps more pages in memory while much is written at once, so that each is written once a commit; or as few as what
  /// a read model writes in a moment needs.
  public func cacheWidely(_ isWide: Bool) throws {
    let wanted = isWide ? StoreTransaction.wideCache : StoreTransaction.narrowCache
    let now = try Int.fetchOne(database.cachedStatement(sql: "PRAGMA cache_size"))
    if now != -wanted { try database.execute(sql: "PRAGMA cache_size = -\(wanted)") }
  }

  /// The pages that the writing connection keeps, in units of 1,024 bytes.
  static let cache = 6_000
  private static let wideCache = 32_000
  private static let narrowCache = 2_000
}
