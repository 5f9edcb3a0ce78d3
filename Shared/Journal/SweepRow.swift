public import Contracts

/// A sweep: every stream of a kind is woken once because of an event, in order of stream, some at a time. Its row is
/// the cursor, so that it goes on after a restart; a wake day written to every state would hold up the desk instead.
public struct SweepRow: Equatable, Sendable {
  /// The authority.
  public let authority: Authority
  /// The kind of stream.
  public let kind: String
  /// The event because of which they are woken.
  public let cause: Event.Key
  /// When that event became known.
  public let at: Timestamp
  /// The stream that was woken last; nil where none was yet.
  public let after: StreamKey?
  /// Whether all are woken: then the row is forgotten.
  public let isDone: Bool

  /// A row by its parts.
  public init(
    authority: Authority, kind: String, cause: Event.Key, at: Timestamp, after: StreamKey? = nil, isDone: Bool = false
  ) {
    self.authority = authority
    self.kind = kind
    self.cause = cause
    self.at = at
    self.after = after
    self.isDone = isDone
  }

  /// The sweep once the streams through `stream` are woken.
  public func through(_ stream: StreamKey) -> SweepRow {
    SweepRow(authority: authority, kind: kind, cause: cause, at: at, after: stream)
  }

  /// The sweep once all are woken.
  public var done: SweepRow {
    SweepRow(authority: authority, kind: kind, cause: cause, at: at, after: after, isDone: true)
  }

  /// Whether `other` is a row of the same sweep.
  public func isSame(as other: SweepRow) -> Bool {
    authority == other.authority && kind == other.kind && cause == other.cause
  }
}
