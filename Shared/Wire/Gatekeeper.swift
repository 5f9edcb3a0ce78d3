/// Decides for every CURVE server of a context whom it lets in: the ZAP handler of RFC 27.
///
/// It has no thread: the loop polls `socket` and calls `serve`. Make it before the servers bind; while it is not served
/// their handshakes wait, and run out after two seconds. One a context.
public final class Gatekeeper {
  /// What the loop polls.
  public let socket: Socket
  private let admit: (PublicKey, String) -> Admission
  /// So many handshakes are answered in one call, so that a storm of them does not stop the loop.
  private static let batch = 256

  /// Whether a key comes in.
  public enum Admission: Equatable, Sendable {
    /// By this name, 1 to 255 ASCII characters, seen later as `Message.userID`.
    case admitted(String)
    /// Not now: the peer tries again by itself, a little later.
    case notNow
    /// Not at all: the peer does not try again.
    case never
  }

  /// Opens the gate. `admit` says whether a key comes in at the socket of a domain.
  ///
  /// - Throws: `.addressInUse` where the context has a gatekeeper.
  public init(_ context: Context, admit: @escaping (PublicKey, String) -> Admission) throws(WireError) {
    self.admit = admit
    socket = try Socket(context, .reply, .none)
    try socket.bind(try Endpoint("inproc://zeromq.zap.01"))
  }

  /// Answers the handshakes that wait, at most 256.
  ///
  /// - Throws: `.terminated` after a shutdown.
  public func serve() throws(WireError) {
    for _ in 0..<Gatekeeper.batch {
      guard let request = try socket.receive() else { return }
      // A handshake that ended meanwhile is no concern of ours: a REP drops what it cannot route.
      _ = try socket.send(reply(to: request))
    }
  }

  /// Closes the gate: every later handshake is refused.
  public func close() { socket.close() }

  /// The six frames of a reply: version, request, status, words, user id, metadata.
  private func reply(to request: Message) -> [[UInt8]] {
    let frames = request.frames
    let number = frames.count > 1 ? frames[1] : []
    let verdict = verdict(on: request)
    let answer =
      switch verdict {
      case .admitted(let name): ["200", "OK", name]
      // Not 400, on which a client never tries again: a key that is installed later works without a restart.
      case .unknown: ["300", "not now", ""]
      case .barred: ["400", "never", ""]
      case .malformed: ["500", "malformed request", ""]
      }
    return [Array("1.0".utf8), number] + answer.map { Array($0.utf8) } + [[]]
  }

  private enum Verdict {
    case admitted(String)
    case unknown
    case barred
    case malformed
  }

  /// Frames: version, request, domain, address, routing id, mechanism, and for CURVE the key's 32 bytes.
  private func verdict(on request: Message) -> Verdict {
    let frames = request.frames
    guard frames.count >= 6, !request.isCut, frames[0] == Array("1.0".utf8) else { return .malformed }
    guard frames[5] == Array("CURVE".utf8) else { return .unknown }
    guard frames.count == 7, let key = try? PublicKey(bytes: frames[6]) else { return .malformed }
    switch admit(key, String(decoding: frames[2], as: UTF8.self)) {
    case .admitted(let name):
      let isName = (1...255).contains(name.utf8.count) && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
      return isName ? .admitted(name) : .unknown
    case .notNow: return .unknown
    case .never: return .barred
    }
  }
}
