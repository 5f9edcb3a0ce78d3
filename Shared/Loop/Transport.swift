/// The sockets of a service, as the loop sees them: bytes and peers.
///
/// Two transports conform: ZeroMQ, and a deterministic one for tests that drops, doubles and reorders.
public protocol Transport: AnyObject {
  /// What has come, at most about `limit` things; waits up to `milliseconds` where nothing has.
  func receive(waiting milliseconds: Int, limit: Int) throws -> [Incoming]
  /// Sends a line to whoever asked. A peer that is gone is forgotten: it asks again.
  func reply(to peer: Peer, _ line: [UInt8])
  /// Tells a line to those who subscribed to its topic.
  func tell(_ topic: String, _ line: [UInt8])
  /// Asks the desk of a service that this one follows; false where nothing can be sent now.
  func ask(_ service: FollowedName, _ line: [UInt8]) -> Bool
  /// Makes the connection to a silent service anew.
  func reconnect(_ service: FollowedName)
  /// Stops taking new requests; what was received before is still answered.
  func stopListening()
  /// Closes all sockets.
  func close()
}

/// The raw value of the service that is followed.
public typealias FollowedName = String

/// Where a request came from: the frames that lead back.
public struct Peer: Hashable, Sendable {
  /// The routing frames, with the empty delimiter where the peer sent one.
  public let frames: [[UInt8]]

  /// A peer behind `frames`.
  public init(_ frames: [[UInt8]]) { self.frames = frames }
}

/// A key that follows the feed.
public struct FeedFollower: Hashable, Sendable {
  /// The key's name; empty where no keys are used.
  public let key: String
  /// It is told the events whose topic begins with one of these.
  public let prefixes: Set<String>

  /// A follower by its parts.
  public init(key: String, prefixes: Set<String>) {
    self.key = key
    self.prefixes = prefixes
  }
}

/// What comes in.
public enum Incoming: Sendable {
  /// A request at the desk.
  case request(Peer, line: [UInt8], Caller)
  /// A request of a key that has too many waiting already.
  case overrun(Peer, line: [UInt8], Caller)
  /// Something at the desk whose frames are not one line; `reason` says what.
  case misframed(Peer, line: [UInt8], Caller, reason: String)
  /// A line at the ear.
  case heard(line: [UInt8], Caller)
  /// A line on the feed of another service.
  case told(FollowedName, topic: String, line: [UInt8])
  /// An answer of another service's desk.
  case answer(FollowedName, line: [UInt8])
  /// The allow list changed; `fault` says what is wrong with it, where it is bad and the one before still stands.
  case keysChanged(fault: String?)
  /// Who follows the feed from now on: what is told in this turn reaches them.
  case followers([FeedFollower])
  /// The key of this name was refused another connection, as it has too many.
  case crowded(String)
  /// The key of this name sent too much, and is read slowly for a while.
  case heavy(String)
  /// Connections came too fast from this address, which is not let in for a while.
  case turnedAway(String)
  /// Connections came too fast, the last from these addresses: some of those whose address has most are cut.
  case crowd(from: [String])
  /// A long question of ours was answered by its thread.
  case answered(LongAnswer)
}
