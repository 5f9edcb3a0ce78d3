public import Contracts
public import Journal

/// How the read model takes part in the loop.
extension ReadModel {
  /// Makes or upgrades its tables, in the transaction in which the store is opened.
  public static func prepare(_ transaction: StoreTransaction) throws { try prepare(transaction.database) }

  /// Answers a question from a snapshot of the store.
  public static func answer(_ ask: Ask, _ reader: any StoreReader, _ moment: Moment) throws(Refusal) -> JSON {
    guard let database = reader.database else { throw Refusal(.internal, "no-read-model") }
    return try ReadModel(reader: database).answer(ask, moment)
  }
}
