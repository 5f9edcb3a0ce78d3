import Wire

/// Who comes in at the sockets of a service: a key that is listed, unless it has its connections there already.
final class Doors {
  /// So many happenings are read of a socket at once, so that a storm of them does not stop the loop.
  private static let batch = 4_096
  /// How often it is said of a key that it is refused another connection, in milliseconds.
  private static let patience: Int64 = 60_000

  private let context: Context
  private let keys: KeyRing
  private let clock = ContinuousClock()
  private let start = ContinuousClock.now
  private var monitors: [String: Monitor] = [:]
  private var connections: [String: Connections] = [:]
  private var crowded: [String: Int64] = [:]
  private var news: [String] = []

  init(_ context: Context, _ keys: KeyRing) {
    self.context = context
    self.keys = keys
  }

  /// Counts the connections of the socket of a domain from now on: before it is bound. One that stood there before is
  /// closed, and its connections with it.
  func watch(_ socket: Socket, _ domain: String) throws(WireError) {
    monitors[domain]?.close()
    connections[domain] = Connections()
    monitors[domain] = try Monitor(context, of: socket, isCounting: true)
  }

  /// Counts no more at a domain: before its socket is closed.
  func leave(_ domain: String) { monitors.removeValue(forKey: domain)?.close() }

  /// Takes note of who came and went.
  func serve() throws(WireError) {
    let now = now
    for (domain, monitor) in monitors {
      for _ in 0..<Self.batch {
        guard let event = try monitor.next() else { break }
        guard let descriptor = event.descriptor else { continue }
        if event.what == .accepted {
          connections[domain]?.accepted(descriptor, at: now)
        } else {
          connections[domain]?.ended(descriptor)
        }
      }
    }
  }

  /// Takes note of whose connection a message came by.
  func heard(_ message: Wire.Message, at domain: String) {
    guard let descriptor = message.descriptor, !message.userID.isEmpty else { return }
    connections[domain]?.spoke(message.userID, by: descriptor)
  }

  /// What the gatekeeper writes on every message of a connection; nil where the key may not come in, or has too many
  /// connections at the socket.
  func user(of key: PublicKey, at domain: String) -> String? {
    guard let user = keys.user(of: key) else { return nil }
    guard connections[domain] != nil else { return user }
    if connections[domain]?.letsIn(user, at: now) == true { return user }
    if crowded[user].map({ now - $0 >= Self.patience }) ?? true {
      crowded[user] = now
      news.append(keys.caller(of: user).name)
    }
    return nil
  }

  /// The names of keys that were refused another connection, each once a minute.
  func takeCrowded() -> [String] {
    defer { news = [] }
    return news
  }

  /// Counts no more.
  func close() {
    for monitor in monitors.values { monitor.close() }
    monitors = [:]
  }

  private var now: Int64 { Int64((clock.now - start) / .milliseconds(1)) }
}
