import CZeroMQ

/// How a socket proves who it is, and whom it lets in.
public enum Security: Sendable {
  /// Nothing: for loopback, ipc and inproc only. `bind` and `connect` refuse it anywhere else.
  case none
  /// Lets in the keys that the gatekeeper of this context admits; without a gatekeeper it lets in nobody.
  /// The domain names the socket to the gatekeeper and must not be empty.
  case server(KeyPair, domain: String)
  /// Shows its key to one server, which must hold the secret of `server`.
  case client(KeyPair, server: PublicKey)

  /// True where peers are named by their keys.
  var namesPeers: Bool {
    switch self {
    case .none, .client: false
    case .server: true
    }
  }

  /// Sets the options on a socket that is not yet bound or connected, and reads every one back.
  ///
  /// - Throws: `.insecure`, naming the option that did not stick.
  func apply(to socket: Socket) throws(WireError) {
    switch self {
    case .none: return
    case .server(let keys, let domain):
      precondition(!domain.isEmpty && domain.utf8.count <= 255, "a domain is 1 to 255 bytes")
      try socket.set(ZMQ_CURVE_SERVER, "CURVE_SERVER", 1)
      try socket.set(ZMQ_CURVE_SECRETKEY, "CURVE_SECRETKEY", bytes: Array(keys.secretText.utf8))
      try socket.set(ZMQ_ZAP_DOMAIN, "ZAP_DOMAIN", bytes: Array(domain.utf8))
      try socket.set(Security.enforceDomain, "ZAP_ENFORCE_DOMAIN", 1)
      let isServer = try socket.number(ZMQ_CURVE_SERVER, "CURVE_SERVER")
      try Security.check(isServer == 1, "CURVE_SERVER")
      let isEnforced = try socket.number(Security.enforceDomain, "ZAP_ENFORCE_DOMAIN")
      try Security.check(isEnforced == 1, "ZAP_ENFORCE_DOMAIN")
      let kept = try socket.text(ZMQ_ZAP_DOMAIN, "ZAP_DOMAIN", capacity: 256)
      try Security.check(kept == domain, "ZAP_DOMAIN")
      try Security.checkSecret(of: keys, on: socket)
    case .client(let keys, let server):
      try socket.set(ZMQ_CURVE_SERVERKEY, "CURVE_SERVERKEY", bytes: Array(server.text.utf8))
      try socket.set(ZMQ_CURVE_PUBLICKEY, "CURVE_PUBLICKEY", bytes: Array(keys.publicKey.text.utf8))
      try socket.set(ZMQ_CURVE_SECRETKEY, "CURVE_SECRETKEY", bytes: Array(keys.secretText.utf8))
      let isServer = try socket.number(ZMQ_CURVE_SERVER, "CURVE_SERVER")
      try Security.check(isServer == 0, "CURVE_SERVER")
      let expected = try socket.text(ZMQ_CURVE_SERVERKEY, "CURVE_SERVERKEY", capacity: 41)
      try Security.check(expected == server.text, "CURVE_SERVERKEY")
      let shown = try socket.text(ZMQ_CURVE_PUBLICKEY, "CURVE_PUBLICKEY", capacity: 41)
      try Security.check(shown == keys.publicKey.text, "CURVE_PUBLICKEY")
      try Security.checkSecret(of: keys, on: socket)
    }
  }

  /// `ZMQ_ZAP_ENFORCE_DOMAIN` stands in the draft part of the header, but the stable library obeys it. Without it a
  /// CURVE server whose gatekeeper is missing lets everybody in.
  private static let enforceDomain: Int32 = 93

  private static func checkSecret(of keys: KeyPair, on socket: Socket) throws(WireError) {
    let kept = try socket.text(ZMQ_CURVE_SECRETKEY, "CURVE_SECRETKEY", capacity: 41)
    try check(kept == keys.secretText, "CURVE_SECRETKEY")
    let mechanism = try socket.number(ZMQ_MECHANISM, "MECHANISM")
    try check(mechanism == ZMQ_CURVE, "MECHANISM")
  }

  private static func check(_ holds: Bool, _ option: String) throws(WireError) {
    guard holds else { throw WireError(.insecure, "read back", option) }
  }
}
