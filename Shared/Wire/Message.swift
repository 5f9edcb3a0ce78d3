/// What one peer sent at once: frames that came whole, and whom its key says it is.
public struct Message: Equatable, Sendable {
  /// The most frames that are kept: a routing id, a delimiter and a body need three, the rest is room to be polite in.
  public static let maximumFrames = 16

  /// The frames, in order, at most `maximumFrames`. On a ROUTER the first is the peer's routing id.
  public let frames: [[UInt8]]
  /// The name the gatekeeper gave the peer's key; empty where the socket has no gatekeeper.
  public let userID: String
  /// True where the peer sent more frames than are kept: the rest was read and thrown away.
  public let isCut: Bool
  /// The descriptor of the connection it came by; nil where the socket has no gatekeeper.
  public let descriptor: Int32?

  /// Makes a message, as a socket receives it.
  public init(frames: [[UInt8]], userID: String = "", isCut: Bool = false, descriptor: Int32? = nil) {
    self.frames = frames
    self.userID = userID
    self.isCut = isCut
    self.descriptor = descriptor
  }

  /// What a subscriber asked of an XPUB socket: 1 and the prefix begins, 0 and the prefix ends (RFC 29). Else nil.
  public var subscription: Subscription? {
    guard frames.count == 1, !isCut, let mark = frames[0].first, mark <= 1 else { return nil }
    let prefix = Array(frames[0].dropFirst())
    return mark == 1 ? .begins(prefix) : .ends(prefix)
  }

  /// A subscriber's wish: lines whose topic begins with these bytes.
  public enum Subscription: Equatable, Sendable {
    /// Wants them from now on.
    case begins([UInt8])
    /// Wants them no more, or went away.
    case ends([UInt8])
  }
}

/// What became of a message that was given to a socket. Only an answer of the peer says that it arrived.
public enum SendOutcome: Equatable, Sendable {
  /// libzmq has taken it, whole.
  case sent
  /// The peer's queue is full, or nobody is connected: nothing was taken.
  case wouldBlock
  /// A ROUTER knows nobody by that routing id, or no longer: nothing was taken.
  case unroutable
}
