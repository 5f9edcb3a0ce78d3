public import GRDB

/// The transaction of a batch, lent to a read model so that positions and effects commit together.
public struct StoreTransaction {
  /// The database inside the transaction.
  public let database: Database

  /// A transaction on `database`.
  public init(_ database: Database) { self.database = database }
}
