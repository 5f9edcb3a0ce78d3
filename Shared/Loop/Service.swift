public import Contracts
public import Journal

/// A service: its rules, and its read model where it has one.
public struct Service<State: StreamState>: Sendable {
  /// The pure rules.
  public let rules: Rules<State>
  /// The version told by `--version` and `health`.
  public let version: String
  /// Tables of the service's own, folded from other services' events; nil for a service that keeps states alone.
  public let readModel: ReadModelHooks?

  /// A service by its parts.
  public init(rules: Rules<State>, version: String = holdfastVersion, readModel: ReadModelHooks? = nil) {
    self.rules = rules
    self.version = version
    self.readModel = readModel
  }
}

/// How a read model takes part in the loop: in the transaction of the positions, and from snapshots.
public struct ReadModelHooks: Sendable {
  /// Applies other services' events, in order, in the transaction that stores the positions.
  public let apply: @Sendable (StoreTransaction, [Told]) throws -> Void
  /// Answers a question from a snapshot, on a thread of its own.
  public let answer: @Sendable (Ask, any StoreReader, Moment) throws(Refusal) -> JSON
  /// What has to be journaled before an answer goes out, of the ask, the answer and the name of the key that asked:
  /// that rows about children left the service. Nothing for most questions. On a full disk such an answer is refused.
  public let disclosures: @Sendable (Ask, JSON, String) -> [Draft]

  /// Hooks by their parts.
  public init(
    apply: @escaping @Sendable (StoreTransaction, [Told]) throws -> Void,
    answer: @escaping @Sendable (Ask, any StoreReader, Moment) throws(Refusal) -> JSON,
    disclosures: @escaping @Sendable (Ask, JSON, String) -> [Draft] = { _, _, _ in [] }
  ) {
    self.apply = apply
    self.answer = answer
    self.disclosures = disclosures
  }
}
