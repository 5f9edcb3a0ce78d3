import CZeroMQ
import Synchronization

/// Tells what happens to the connections of a socket: the only place where a refused key is seen.
///
/// Read it as often as the socket itself; what is not read stays in memory.
@safe
public final class Monitor {
  /// What happened.
  public enum Happening: Equatable, Sendable {
    /// A connection of ours stands, before the handshake.
    case connected
    /// The socket is bound, and takes connections.
    case listening
    /// A peer's connection stands, before the handshake.
    case accepted
    /// The peer is who it should be; messages flow.
    case handshakeSucceeded
    /// The peer was turned away, or turned us away.
    case handshakeFailed(Reason)
    /// A connection that stood is gone.
    case disconnected
    /// Nobody there; tried again after so many milliseconds.
    case connectRetried(milliseconds: Int)
    /// Anything else, by libzmq's number of the event and its value.
    case other(UInt16, UInt32)
  }

  /// Why a handshake failed.
  public enum Reason: Equatable, Sendable {
    /// The gatekeeper said no, by its status: 300 for an unknown key.
    case authentication(status: Int)
    /// The peer spoke another security or another protocol, by libzmq's number (`ZMQ_PROTOCOL_ERROR_…`).
    case protocolError(UInt32)
    /// The connection went away meanwhile, or there is no gatekeeper, by `errno`.
    case noDetail(UInt32)
  }

  /// One happening, and the endpoint it is about, as libzmq writes it.
  public struct Event: Equatable, Sendable {
    /// What happened.
    public let what: Happening
    /// Where, e.g. `tcp://127.0.0.1:7100`.
    public let endpoint: String
    /// The connection's descriptor, where it was accepted or is gone, or the listener's; it may be another's by now.
    public let descriptor: Int32?
  }

  /// What the loop polls.
  public let events: Socket
  private let watched: Socket
  private static let number = Atomic<Int>(0)

  /// Begins to watch a socket. Do so before it binds or connects, or the first events are missed. One a socket.
  ///
  /// - Parameter isCounting: only where it listens, who is accepted and who is gone is told.
  /// - Throws: `.terminated` after a shutdown, `.other` where the socket has a monitor.
  public init(_ context: Context, of watched: Socket, isCounting: Bool = false) throws(WireError) {
    let number = Monitor.number.add(1, ordering: .relaxed).newValue
    let endpoint = try Endpoint("inproc://holdfast.monitor.\(number)")
    self.watched = watched
    self.events = try Socket(context, .pair, .none)
    let text = endpoint.description
    let events = isCounting ? Monitor.counted : ZMQ_EVENT_ALL
    guard unsafe zmq_socket_monitor(watched.openHandle, text, events) == 0 else {
      throw WireError.last("monitor", "\(watched.kind)")
    }
    try self.events.connect(endpoint)
  }

  /// What has a descriptor.
  private static let counted = ZMQ_EVENT_LISTENING | ZMQ_EVENT_ACCEPTED | ZMQ_EVENT_DISCONNECTED

  /// The next event, or nil where none waits.
  ///
  /// - Throws: `.terminated` after a shutdown.
  public func next() throws(WireError) -> Event? {
    guard let message = try events.receive() else { return nil }
    guard message.frames.count == 2, message.frames[0].count == 6 else {
      preconditionFailure("libzmq's monitor sends two frames, the first of six bytes")
    }
    let (number, value) = unsafe message.frames[0].withUnsafeBytes { bytes in
      (
        unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt16.self),
        unsafe bytes.loadUnaligned(fromByteOffset: 2, as: UInt32.self)
      )
    }
    let endpoint = String(decoding: message.frames[1], as: UTF8.self)
    let hasDescriptor = Int32(number) & Monitor.counted != 0
    return Event(
      what: Monitor.happening(number, value), endpoint: endpoint,
      descriptor: hasDescriptor ? Int32(bitPattern: value) : nil)
  }

  private static func happening(_ number: UInt16, _ value: UInt32) -> Happening {
    switch Int32(number) {
    case ZMQ_EVENT_CONNECTED: .connected
    case ZMQ_EVENT_LISTENING: .listening
    case ZMQ_EVENT_ACCEPTED: .accepted
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: .handshakeSucceeded
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: .handshakeFailed(.authentication(status: Int(value)))
    case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL: .handshakeFailed(.protocolError(value))
    case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: .handshakeFailed(.noDetail(value))
    case ZMQ_EVENT_DISCONNECTED: .disconnected
    case ZMQ_EVENT_CONNECT_RETRIED: .connectRetried(milliseconds: Int(value))
    default: .other(number, value)
    }
  }

  /// Watches no more. Also happens when the watched socket is closed.
  public func close() {
    if watched.isOpen { _ = unsafe zmq_socket_monitor(watched.openHandle, nil, 0) }
    events.close()
  }

  deinit { close() }
}
