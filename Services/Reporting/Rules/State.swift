public import Contracts

/// Reporting's state of a stream. Reporting keeps what the three feeds told in its read model, and has no streams of
/// its own yet; the room is there so that all services are built alike.
public struct ReportingState: StreamState {
  /// The first fold.
  public static let version = 1

  /// A state of nothing.
  public init() {}

  private enum Keys: CodingKey {}

  /// Reads an empty object.
  public init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: Keys.self) }

  /// Writes an empty object.
  public func encode(to encoder: any Encoder) throws { _ = encoder.container(keyedBy: Keys.self) }
}

/// Reporting as the loop calls it.
public enum Reporting {
  /// Reporting's rules. All its questions are long ones, which the read model answers in their place.
  public static let rules = Rules<ReportingState>(
    service: .reporting, catalogue: catalogue,
    stream: { StreamKey("reporting", $0.authority.text) },
    take: takeNothing, decide: decideNothing,
    evolve: { _, _ in }, mirrors: { _, _ in [] }, absorb: { _, _, _, _ in },
    react: check, wake: { _, _, _ in [] }, wakes: { _, _, _, _ in nil }, stirs: { _ in nil },
    answer: answerNothing, answerLong: answerNothingLong)
}
