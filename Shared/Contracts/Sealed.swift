/// The SHA-256 of a text that is kept apart and never told (`protocol.md` §7): 64 hex digits, lower case.
///
/// What an event holds in the text's place, and by what the text is asked for.
public struct SealedHash: Identifier {
  /// The digits as they travel.
  public let text: String
  /// The hash of these digits, or nil where they are not 64 lower-case hex digits.
  public init?(_ text: String) {
    guard Letters.isHash(text) else { return nil }
    self.text = text
  }
}

/// A member of a command that is sealed text (`protocol.md` §7).
///
/// A caller sends the text; the loop keeps it beside the journal and puts its hash in its place before a rule sees the
/// command. So what a rule finds here is always the hash.
public struct SealedText: Codable, Hashable, Sendable {
  /// What the member held: with the caller the text, with a rule the digits of its hash.
  public let text: String

  /// The member that holds `text`.
  public init(_ text: String) { self.text = text }

  /// The hash, as the loop put it in the text's place.
  public var hash: SealedHash {
    guard let hash = SealedHash(text) else { preconditionFailure("the loop has not sealed the text") }
    return hash
  }

  /// Reads the member from a JSON string.
  public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

  /// Writes the member as a JSON string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
