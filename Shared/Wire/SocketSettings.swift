import CZeroMQ

/// Every socket setting of the house, in one place, each with its reason.
///
/// Never set: `HEARTBEAT_IVL` (on a connecting socket of libzmq 4.3.4 a slow reader then aborts the process: its issue
/// 4767), `XPUB_NODROP` (one slow reader would stop the feed for all), `CONFLATE` (keeps one frame of several),
/// `ROUTER_HANDOVER` 1 (a second peer of the same name would get the first one's replies).
enum SocketSettings {
  /// One option with its number, its name for errors, and its value.
  struct Setting {
    let name: String
    let option: Int32
    let value: Value

    /// libzmq takes exact sizes: 32 bits for most, 64 for a length.
    enum Value {
      case number(Int32)
      case length(Int64)
    }

    init(_ name: String, _ option: Int32, _ value: Int32) {
      self.name = name
      self.option = option
      self.value = .number(value)
    }

    init(_ name: String, _ option: Int32, length: Int64) {
      self.name = name
      self.option = option
      self.value = .length(length)
    }
  }

  /// Twice the longest request: a longer frame cuts the connection before it is in memory.
  static let boundFrameLimit: Int64 = 131_072
  /// Twice the longest reply: a reader must take lines of 1 MiB.
  static let connectingFrameLimit: Int64 = 2_097_152

  /// Set on every socket when it is made.
  static let always = [
    // Only numeric IPv4 addresses are accepted (see `Endpoint`).
    Setting("IPV6", ZMQ_IPV6, 0),
    // A peer whose machine vanished is noticed after 15 + 3 × 5 seconds of silence, without ZMTP heartbeats.
    Setting("TCP_KEEPALIVE", ZMQ_TCP_KEEPALIVE, 1),
    Setting("TCP_KEEPALIVE_IDLE", ZMQ_TCP_KEEPALIVE_IDLE, 15),
    Setting("TCP_KEEPALIVE_INTVL", ZMQ_TCP_KEEPALIVE_INTVL, 5),
    Setting("TCP_KEEPALIVE_CNT", ZMQ_TCP_KEEPALIVE_CNT, 3),
  ]

  /// Set when a socket of this kind is made. High-water marks count messages, for each peer.
  static func of(_ kind: Socket.Kind) -> [Setting] {
    switch kind {
    case .router:
      [
        // At most 256 × 131,072 bytes are read ahead of a connection: the rest stands in its own machine's memory.
        Setting("RCVHWM", ZMQ_RCVHWM, 256),
        // Eight times the 1,024 requests a peer may have outstanding, since marks are approximate: no reply is dropped.
        Setting("SNDHWM", ZMQ_SNDHWM, 8_192),
        // A reply that cannot be routed or queued is an outcome of `send`, not a silence.
        Setting("ROUTER_MANDATORY", ZMQ_ROUTER_MANDATORY, 1), Setting("ROUTER_HANDOVER", ZMQ_ROUTER_HANDOVER, 0),
        // Replies to changes that are on disk are worth two seconds at the end.
        Setting("LINGER", ZMQ_LINGER, 2_000),
      ]
    case .dealer:
      [
        Setting("RCVHWM", ZMQ_RCVHWM, 8_192), Setting("SNDHWM", ZMQ_SNDHWM, 8_192),
        // Nothing is queued for a service that is not there: `send` says `wouldBlock`, the caller decides.
        Setting("IMMEDIATE", ZMQ_IMMEDIATE, 1),
        // A question without an answer is asked again by its caller, not by the wire.
        Setting("LINGER", ZMQ_LINGER, 0),
      ]
    case .request: [Setting("LINGER", ZMQ_LINGER, 0)]
    case .reply: [Setting("LINGER", ZMQ_LINGER, 0)]
    case .subscriber:
      // A line lost here is a gap in the sequence and asked for by replay.
      [Setting("RCVHWM", ZMQ_RCVHWM, 1_000), Setting("LINGER", ZMQ_LINGER, 0)]
    case .publisher:
      // A system that can only publish may end right after its last line.
      [Setting("SNDHWM", ZMQ_SNDHWM, 10_000), Setting("LINGER", ZMQ_LINGER, 2_000)]
    case .extendedPublisher:
      [
        Setting("SNDHWM", ZMQ_SNDHWM, 10_000), Setting("LINGER", ZMQ_LINGER, 0),
        // A subscription gives nothing until `confirmSubscription`: it is granted for the authorities of the key.
        Setting("XPUB_MANUAL", ZMQ_XPUB_MANUAL, 1),
      ]
    case .pair:
      // Monitors only. No mark: libzmq's own thread would wait on a full one, and with it every connection.
      [Setting("RCVHWM", ZMQ_RCVHWM, 0), Setting("SNDHWM", ZMQ_SNDHWM, 0), Setting("LINGER", ZMQ_LINGER, 0)]
    }
  }

  /// Set before a socket binds.
  static let bound = [
    Setting("MAXMSGSIZE", ZMQ_MAXMSGSIZE, length: boundFrameLimit),
    // A connection that does not introduce itself holds a descriptor: two seconds of it.
    Setting("HANDSHAKE_IVL", ZMQ_HANDSHAKE_IVL, 2_000),
    // A restart is met by every client at once.
    Setting("BACKLOG", ZMQ_BACKLOG, 1_024),
  ]

  /// Set before a socket connects.
  static let connecting = [
    Setting("MAXMSGSIZE", ZMQ_MAXMSGSIZE, length: connectingFrameLimit),
    // Also the pause after which a key that was refused is tried again.
    Setting("HANDSHAKE_IVL", ZMQ_HANDSHAKE_IVL, 5_000),
    // 0.1 s, doubling to 1 s: a follower is back within a second of its service, and four services are no storm.
    Setting("RECONNECT_IVL", ZMQ_RECONNECT_IVL, 100), Setting("RECONNECT_IVL_MAX", ZMQ_RECONNECT_IVL_MAX, 1_000),
    Setting("CONNECT_TIMEOUT", ZMQ_CONNECT_TIMEOUT, 2_000),
    // What was sent and not acknowledged by the peer's machine for ten seconds ends the connection. Not less: a service
    // under load stops reading, which looks the same.
    Setting("TCP_MAXRT", ZMQ_TCP_MAXRT, 10_000),
  ]
}
