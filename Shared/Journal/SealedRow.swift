public import Contracts

/// A text that no event may hold, kept apart from the journal: events hold its hash in its place.
public struct SealedRow: Equatable, Sendable {
  /// The authority.
  public let authority: Authority
  /// SHA-256 of the text in UTF-8: 64 hex digits in lower case.
  public let hash: String
  /// The text.
  public let text: String
  /// When it was kept first.
  public let at: Timestamp
  /// The officer whose text it is; nil where none was named.
  public let officer: String?
  /// The name of the key that gave it; empty where no keys are used.
  public let key: String

  /// A row by its parts.
  public init(
    authority: Authority, hash: String, text: String, at: Timestamp, officer: String? = nil, key: String = ""
  ) {
    self.authority = authority
    self.hash = hash
    self.text = text
    self.at = at
    self.officer = officer
    self.key = key
  }
}
