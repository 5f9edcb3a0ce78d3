public import Contracts
public import Journal

/// A service: its rules, and its read model where it has one.
public struct Service<State: StreamState>: Sendable {
  /// The pure rules.
  public let rules: Rules<State>
  /// The version told by `--version` and `health`.
  public let version: String
  /// Tables of the service's own, folded from other services' events; nil for a service that keeps states alone.
  public let readModel: ReadModelHooks<State>?

  /// A service by its parts.
  public init(rules: Rules<State>, version: String = holdfastVersion, readModel: ReadModelHooks<State>? = nil) {
    self.rules = rules
    self.version = version
    self.readModel = readModel
  }
}

/// How a read model takes part in the loop: in the transaction of the positions, and from snapshots.
public struct ReadModelHooks<State: StreamState>: Sendable {
  /// Applies other services' events, in order, in the transaction that stores the positions.
  public let apply: @Sendable (StoreTransaction, [Told]) throws -> Void
  /// Finds, from a snapshot and the states, what the rules need to decide a command; nil for those that need nothing.
  /// It is called on the loop's thread while the desk waits, so it is for rare commands alone.
  public let find: @Sendable (Ask, any StoreReader, Look<State>, Moment) throws(Refusal) -> JSON?
  /// Answers a question from a snapshot and the states of the service's own streams, on a thread of its own.
  public let answer: @Sendable (Ask, any StoreReader, Gather<State>, Moment) throws(Refusal) -> JSON
  /// What has to be journaled before an answer goes out, of the ask, the answer and the name of the key that asked:
  /// that rows about children left the service. Nothing for most questions. On a full disk such an answer is refused.
  public let disclosures: @Sendable (Ask, JSON, String) -> [Draft]

  /// Hooks by their parts.
  public init(
    apply: @escaping @Sendable (StoreTransaction, [Told]) throws -> Void,
    find: @escaping @Sendable (Ask, any StoreReader, Look<State>, Moment) throws(Refusal) -> JSON?,
    answer: @escaping @Sendable (Ask, any StoreReader, Gather<State>, Moment) throws(Refusal) -> JSON,
    disclosures: @escaping @Sendable (Ask, JSON, String) -> [Draft] = { _, _, _ in [] }
  ) {
    self.apply = apply
    self.find = find
    self.answer = answer
    self.disclosures = disclosures
  }
}
