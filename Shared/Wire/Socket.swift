import CZeroMQ
import Glibc

/// A ZeroMQ socket that never waits: it sends and receives what it can now. It belongs to the thread that made it.
///
/// Bytes are copied in and out; nothing of libzmq's memory is ever seen outside.
@safe
public final class Socket {
  /// What a socket is for, by ZeroMQ's own kinds.
  public enum Kind: Equatable, Sendable {
    /// ROUTER: the desk.
    case router
    /// DEALER: asks many things at once.
    case dealer
    /// REQ: asks one thing at a time.
    case request
    /// REP: answers one thing at a time.
    case reply
    /// SUB: the ear when it binds, a follower when it connects.
    case subscriber
    /// XPUB: the feed.
    case extendedPublisher
    /// PUB: for systems that can only tell.
    case publisher
    /// PAIR: what a monitor speaks through.
    case pair
  }

  /// What the socket is for.
  public let kind: Kind
  private let context: Context
  private let security: Security
  private var handle: UnsafeMutableRawPointer?
  private let part: UnsafeMutablePointer<zmq_msg_t>
  private var isOrderInDoubt = false
  /// What was asked for, and where it was bound: libzmq unbinds only what it itself named.
  private var bound: [Endpoint: Endpoint] = [:]

  /// Makes a socket with all settings of its kind (see `SocketSettings`), secured as asked.
  ///
  /// - Throws: `.terminated` after a shutdown, `.insecure` where libzmq does not keep the security options, `.other`
  ///   where the process has no descriptors left.
  public init(_ context: Context, _ kind: Kind, _ security: Security) throws(WireError) {
    self.context = context
    self.kind = kind
    self.security = security
    guard let made = unsafe zmq_socket(context.handle, kind.number) else {
      throw WireError.last("open", "\(kind)")
    }
    unsafe handle = unsafe made
    unsafe part = UnsafeMutablePointer<zmq_msg_t>.allocate(capacity: 1)
    _ = unsafe zmq_msg_init(part)
    try apply(SocketSettings.always)
    try apply(SocketSettings.of(kind))
    try security.apply(to: self)
  }

  deinit {
    close()
    _ = unsafe zmq_msg_close(part)
    unsafe part.deallocate()
  }

  /// Closes the socket; what was received but not read is lost. Twice is once.
  public func close() {
    guard let open = unsafe handle else { return }
    _ = unsafe zmq_close(open)
    unsafe handle = nil
  }

  /// True until `close`.
  public var isOpen: Bool { unsafe handle != nil }

  /// What libzmq knows this socket by. Using a socket that we closed is our own mistake.
  var openHandle: UnsafeMutableRawPointer {
    guard let open = unsafe handle else { preconditionFailure("the socket was closed") }
    return unsafe open
  }

  // MARK: Where

  /// Binds, and says where: with the port the system chose, if it was asked to.
  ///
  /// - Throws: `.addressInUse`; `.insecure` for a plain socket that is not on loopback; `.permission`.
  @discardableResult
  public func bind(_ endpoint: Endpoint) throws(WireError) -> Endpoint {
    try checkSecured(endpoint, "bind")
    try apply(SocketSettings.bound)
    let text = endpoint.description
    guard uninterrupted({ unsafe zmq_bind(openHandle, text) }) == 0 else { throw WireError.last("bind", text) }
    let actual = try lastEndpoint
    bound[endpoint] = actual
    return actual
  }

  /// Stops listening at the endpoint that `bind` was given, or the one it gave back; peers that are connected stay.
  ///
  /// - Throws: `.missing` where the socket is not bound there.
  public func unbind(_ endpoint: Endpoint) throws(WireError) {
    let text = (bound.removeValue(forKey: endpoint) ?? endpoint).description
    guard uninterrupted({ unsafe zmq_unbind(openHandle, text) }) == 0 else { throw WireError.last("unbind", text) }
  }

  /// Connects now and again for as long as the socket is open, whether or not anybody is there yet.
  ///
  /// - Throws: `.invalidEndpoint` where one cannot connect to (`*`); `.insecure` for a plain socket that is not on
  ///   loopback.
  public func connect(_ endpoint: Endpoint) throws(WireError) {
    let text = endpoint.description
    guard endpoint.isConnectable else { throw WireError(.invalidEndpoint, "connect", text) }
    try checkSecured(endpoint, "connect")
    try apply(SocketSettings.connecting)
    guard uninterrupted({ unsafe zmq_connect(openHandle, text) }) == 0 else { throw WireError.last("connect", text) }
  }

  /// Ends the connection and tries no more.
  public func disconnect(_ endpoint: Endpoint) throws(WireError) {
    let text = endpoint.description
    let result = uninterrupted { unsafe zmq_disconnect(openHandle, text) }
    guard result == 0 else { throw WireError.last("disconnect", text) }
  }

  /// Where the socket was bound or connected last.
  ///
  /// - Throws: `.invalidEndpoint` before the first time.
  public var lastEndpoint: Endpoint {
    get throws(WireError) { try Endpoint(text(ZMQ_LAST_ENDPOINT, "LAST_ENDPOINT", capacity: 512)) }
  }

  private func checkSecured(_ endpoint: Endpoint, _ operation: String) throws(WireError) {
    switch security {
    case .none:
      guard endpoint.isLoopback else { throw WireError(.insecure, operation, endpoint.description) }
    case .server, .client: return
    }
  }

  // MARK: What

  /// Gives a message to libzmq, whole or not at all, without waiting. On a ROUTER the first frame is the routing id.
  ///
  /// `sent` is no promise that it arrives. On XPUB and PUB it is dropped for subscribers whose queue is full.
  /// - Throws: `.terminated` after a shutdown; `.outOfTurn` on a REQ that waits for its reply.
  public func send(_ frames: [[UInt8]]) throws(WireError) -> SendOutcome {
    precondition(!frames.isEmpty, "a message has a frame")
    var outcome = SendOutcome.sent
    for (index, frame) in frames.enumerated() {
      let flags = ZMQ_DONTWAIT | (index < frames.count - 1 ? ZMQ_SNDMORE : 0)
      let result = uninterrupted {
        unsafe frame.withUnsafeBytes { bytes in
          unsafe zmq_send(openHandle, bytes.baseAddress, bytes.count, flags)
        }
      }
      guard result == -1 else { continue }
      switch zmq_errno() {
      // Queues count messages, not frames: a first frame that was taken has room for its others. EAGAIN later means
      // that the connection ended in between; libzmq has taken the first frames back, and swallows the others when
      // they are handed over. They must be, or they would stand at the head of the next message.
      case EAGAIN: outcome = .wouldBlock
      case EHOSTUNREACH: outcome = .unroutable
      default: throw WireError.last("send", "\(kind)")
      }
      if index == 0 { return outcome }
    }
    return outcome
  }

  /// The next message, or nil where nothing waits.
  ///
  /// - Throws: `.terminated` after a shutdown; `.outOfTurn` on a REQ that has not asked.
  public func receive() throws(WireError) -> Message? {
    var frames: [[UInt8]] = []
    var isCut = false
    repeat {
      guard uninterrupted({ unsafe zmq_msg_recv(part, openHandle, ZMQ_DONTWAIT) }) >= 0 else {
        guard zmq_errno() == EAGAIN else { throw WireError.last("receive", "\(kind)") }
        isOrderInDoubt = false
        return nil
      }
      if frames.count < Message.maximumFrames {
        frames.append(copy())
      } else {
        isCut = true
      }
    } while unsafe zmq_msg_more(part) == 1
    // On the last frame, since libzmq 4.3.4 loses the name on the routing id after a poll.
    let userID = security.namesPeers ? peerName() : ""
    let descriptor = security.namesPeers ? unsafe zmq_msg_get(part, ZMQ_SRCFD) : -1
    // Gives the memory back now, not with the next message.
    _ = unsafe zmq_msg_close(part)
    _ = unsafe zmq_msg_init(part)
    let message = Message(frames: frames, userID: userID, isCut: isCut, descriptor: descriptor < 0 ? nil : descriptor)
    if kind == .extendedPublisher, message.subscription == nil { isOrderInDoubt = true }
    return message
  }

  private func copy() -> [UInt8] {
    let size = unsafe zmq_msg_size(part)
    guard size > 0, let data = unsafe zmq_msg_data(part) else { return [] }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: size))
  }

  private func peerName() -> String {
    guard let name = unsafe zmq_msg_gets(part, "User-Id") else { return "" }
    return unsafe String(cString: name)
  }

  // MARK: Subscriptions

  /// On a SUB: wants messages whose first frame begins with these bytes.
  public func subscribe(_ prefix: [UInt8]) throws(WireError) {
    precondition(kind == .subscriber, "only a SUB subscribes")
    try set(ZMQ_SUBSCRIBE, "SUBSCRIBE", bytes: prefix)
  }

  /// On a SUB: wants them no more.
  public func unsubscribe(_ prefix: [UInt8]) throws(WireError) {
    precondition(kind == .subscriber, "only a SUB unsubscribes")
    try set(ZMQ_UNSUBSCRIBE, "UNSUBSCRIBE", bytes: prefix)
  }

  /// On an XPUB: gives the peer of the message received last the topics that begin with these bytes. Nothing is told
  /// to a subscriber before. The prefix may be narrower than the one asked for.
  ///
  /// libzmq counts subscriptions, and an XSUB peer that sends anything else makes it count wrongly: the next
  /// subscriptions would be granted to the wrong peers. So after such a message nothing is granted until the queue was
  /// read to its end.
  /// - Throws: `.inDoubt` then. Who waits for a grant gets none before it connects again: close the socket and bind
  ///   anew.
  public func confirmSubscription(_ prefix: [UInt8]) throws(WireError) {
    precondition(kind == .extendedPublisher, "only an XPUB grants subscriptions")
    guard !isOrderInDoubt else { throw WireError(.inDoubt, "grant", "subscription") }
    try set(ZMQ_SUBSCRIBE, "SUBSCRIBE", bytes: prefix)
  }

  /// On an XPUB: takes back what `confirmSubscription` gave to the peer of the message received last.
  ///
  /// - Throws: `.inDoubt`, as there.
  public func endSubscription(_ prefix: [UInt8]) throws(WireError) {
    precondition(kind == .extendedPublisher, "only an XPUB takes subscriptions back")
    guard !isOrderInDoubt else { throw WireError(.inDoubt, "end", "subscription") }
    try set(ZMQ_UNSUBSCRIBE, "UNSUBSCRIBE", bytes: prefix)
  }
}

extension Socket.Kind {
  /// libzmq's number of the kind.
  fileprivate var number: Int32 {
    switch self {
    case .router: ZMQ_ROUTER
    case .dealer: ZMQ_DEALER
    case .request: ZMQ_REQ
    case .reply: ZMQ_REP
    case .subscriber: ZMQ_SUB
    case .extendedPublisher: ZMQ_XPUB
    case .publisher: ZMQ_PUB
    case .pair: ZMQ_PAIR
    }
  }
}
