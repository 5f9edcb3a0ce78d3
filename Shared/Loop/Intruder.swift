import Wire

/// Proves that a socket is guarded, before it is bound where others reach it: connects to it once on loopback with a
/// key made at random, and sees it refused.
enum Intruder {
  /// How long the proof may take, in milliseconds; it takes a few.
  private static let patience = 5_000

  /// Tries to come in at `socket`, and binds it nowhere.
  ///
  /// - Parameters:
  ///   - kind: what a peer of the socket is.
  ///   - server: the key that the socket proves.
  /// - Throws: `.insecure` where the random key is let in, or nothing says that it is refused.
  static func tries(
    _ socket: Socket, as kind: Socket.Kind, _ server: PublicKey, _ gatekeeper: Gatekeeper, _ context: Context
  ) throws(WireError) {
    let monitor = try Monitor(context, of: socket)
    defer { monitor.close() }
    let anyPort = try Endpoint("tcp://127.0.0.1:*")
    let place = try socket.bind(anyPort)
    let stranger = try Socket(context, kind, .client(KeyPair.generate(), server: server))
    defer { stranger.close() }
    try stranger.connect(place)
    let poller = Poller()
    for watched in [monitor.events, gatekeeper.socket] { _ = poller.watch(watched) }
    var waited = 0
    while waited < patience {
      if try !poller.wait(milliseconds: 50) { waited += 50 }
      try gatekeeper.serve()
      while let event = try monitor.next() {
        switch event.what {
        case .handshakeFailed(.authentication):
          try socket.unbind(anyPort)
          return
        case .handshakeSucceeded: throw WireError(.insecure, "prove that a strange key is refused by", "\(socket.kind)")
        case .handshakeFailed, .connected, .listening, .accepted, .disconnected, .connectRetried, .other: continue
        }
      }
    }
    throw WireError(.insecure, "hear within 5 s that a strange key is refused by", "\(socket.kind)")
  }
}
