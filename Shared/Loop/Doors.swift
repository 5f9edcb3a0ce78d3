import Wire

/// Who comes in at the sockets of a service: a key that is listed, unless it has its connections there already, from an
/// address from which they do not come too fast; and whom they leave standing for a while, as it sends too much.
final class Doors {
  /// So many happenings are read of a socket at once, so that a storm of them does not stop the loop.
  private static let batch = 4_096
  /// How often it is said of a key that it is refused another connection, in milliseconds.
  private static let patience: Int64 = 60_000
  /// So often in that time a connection too many of a key is asked to try again, which it does after two seconds; more
  /// are not, or a crowd would go on knocking: each knock costs what ten requests do.
  private static let knocks = 64
  private static let knocking: Int64 = 10_000
  /// Of a crowd it is said from where so many came.
  private static let remembered = 16

  private let context: Context
  private let keys: KeyRing
  private let clock = ContinuousClock()
  private let start = ContinuousClock.now
  private let poller: Poller
  /// Polled, as who comes with a crowd is to be noticed at once.
  private var monitors: [String: (monitor: Monitor, item: Poller.Item)] = [:]
  private var listeners: [String: Listener] = [:]
  private var connections: [String: Connections] = [:]
  private var arrivals = Arrivals()
  private var newcomers = Newcomers()
  /// The addresses that are turned away at the listeners; nil where everyone is.
  private var turnedAway: Set<PeerAddress>? = []
  private var crowded: [String: Int64] = [:]
  private var refused: [String: (since: Int64, count: Int)] = [:]
  private var news: [String] = []
  private var pace = Pace()
  /// Connections that are not read, and until when.
  private var paused: [Int32: Int64] = [:]
  private var heavy: [String] = []
  private var fast: [PeerAddress] = []
  private var crowd: [PeerAddress]?
  /// From where connections came last.
  private var arrived: [PeerAddress] = []

  init(_ context: Context, _ keys: KeyRing, _ poller: Poller) {
    self.context = context
    self.keys = keys
    self.poller = poller
  }

  /// Counts the connections of the socket of a domain from now on: before it is bound. One that stood there before is
  /// closed, and its connections with it.
  func watch(_ socket: Socket, _ domain: String) throws(WireError) {
    leave(domain)
    connections[domain] = Connections()
    let monitor = try Monitor(context, of: socket, isCounting: true)
    monitors[domain] = (monitor, poller.watch(monitor.events))
  }

  /// Counts no more at a domain: before its socket is closed.
  func leave(_ domain: String) {
    listeners[domain] = nil
    guard let left = monitors.removeValue(forKey: domain) else { return }
    poller.forget(left.item)
    left.monitor.close()
  }

  /// Whether nothing else is ready than that somebody came or went.
  var areAllThatIsReady: Bool { monitors.values.count { poller.isReadable($0.item) } == poller.readyCount }

  /// Takes note of who came and went, and turns away who comes too fast.
  func serve() throws(WireError) {
    let now = now
    for (domain, watched) in monitors {
      for _ in 0..<Self.batch {
        guard let event = try watched.monitor.next() else { break }
        guard let descriptor = event.descriptor else { continue }
        switch event.what {
        case .listening:
          let listener = Listener(descriptor)
          listeners[domain] = listener
          listener.keepNewcomersWaiting()
          turnAway(at: [listener])
        case .accepted:
          resume(descriptor)
          connections[domain]?.accepted(descriptor, at: now)
          // One that is gone already has no address, nor has one that came another way.
          guard let address = PeerAddress(ofConnection: descriptor) else {
            PeerConnection(descriptor).begin()
            continue
          }
          arrived = arrived.suffix(Doors.remembered - 1) + [address]
          if let crowded = newcomers.came(descriptor, from: address, at: now) {
            PeerConnection(crowded.cut).cut()
            if crowded.isFirst { crowd = arrived }
          }
          if arrivals.accepted(from: address, at: now) { fast.append(address) }
        case .disconnected:
          resume(descriptor)
          newcomers.left(descriptor)
          connections[domain]?.ended(descriptor)
        case .connected, .handshakeSucceeded, .handshakeFailed, .connectRetried, .other: continue
        }
      }
    }
    for (descriptor, until) in paused where until <= now { resume(descriptor) }
    for descriptor in newcomers.next(at: now) { PeerConnection(descriptor).begin() }
    arrivals.open(at: now)
    let outside = newcomers.isShut ? nil : arrivals.shut
    guard outside != turnedAway else { return }
    turnedAway = outside
    turnAway(at: listeners.values)
  }

  private func turnAway(at listeners: some Collection<Listener>) {
    let addresses = turnedAway?.sorted()
    for listener in listeners {
      if let addresses { listener.turnAway(addresses) } else { listener.turnAwayEveryone() }
    }
  }

  /// In how many milliseconds somebody is to be read who is not now; nil where there is nobody.
  var opening: Int? {
    let now = now
    let reading = paused.values.min().map { Int(max(0, $0 - now)) }
    return [newcomers.opening(at: now), reading].compactMap(\.self).min()
  }

  /// Takes note of whose connection a message came by. Where its key sends too much, no more is read of it for a while.
  func heard(_ message: Wire.Message, at domain: String) {
    guard let descriptor = message.descriptor, !message.userID.isEmpty else { return }
    connections[domain]?.spoke(message.userID, by: descriptor)
    let bytes = message.frames.reduce(0) { $0 + $1.count }
    guard let over = pace.sent(bytes, by: message.userID, at: now) else { return }
    if over.isFirst { heavy.append(keys.caller(of: message.userID).name) }
    pause(descriptor, milliseconds: over.milliseconds)
  }

  /// Reads no more of the connection by which a message came until its key, which is told to ask again later, may.
  func overran(_ message: Wire.Message) {
    if let descriptor = message.descriptor { pause(descriptor, milliseconds: Pace.busy) }
  }

  private func pause(_ descriptor: Int32, milliseconds: Int64) {
    let until = now + milliseconds
    if let before = paused[descriptor] {
      paused[descriptor] = max(before, until)
    } else if PeerConnection(descriptor).pause() {
      paused[descriptor] = until
    }
  }

  private func resume(_ descriptor: Int32) {
    if paused.removeValue(forKey: descriptor) != nil { PeerConnection(descriptor).resume() }
  }

  /// Whether a key comes in at a domain: not where it is not listed, or has too many connections there.
  func admission(of key: PublicKey, at domain: String) -> Gatekeeper.Admission {
    let now = now
    // Not never: a key that is listed later works without a restart.
    guard let user = keys.user(of: key) else { return .notNow }
    guard connections[domain] != nil else { return .admitted(user) }
    if connections[domain]?.letsIn(user, at: now) == true { return .admitted(user) }
    if crowded[user].map({ now - $0 >= Self.patience }) ?? true {
      crowded[user] = now
      news.append(keys.caller(of: user).name)
    }
    let before: (since: Int64, count: Int) =
      refused[user].flatMap { now - $0.since < Self.knocking ? $0 : nil } ?? (now, 0)
    refused[user] = (before.since, before.count + 1)
    return before.count < Self.knocks ? .notNow : .never
  }

  /// The names of keys that were refused another connection, each once a minute.
  func takeCrowded() -> [String] {
    defer { news = [] }
    return news
  }

  /// The names of keys that sent too much, each the first time since long.
  func takeHeavy() -> [String] {
    defer { heavy = [] }
    return heavy
  }

  /// The addresses that are turned away, each the first time.
  func takeFast() -> [String] {
    defer { fast = [] }
    return fast.map(\.description)
  }

  /// From where the last of a crowd came: the first time since long.
  func takeCrowd() -> [String]? {
    defer { crowd = nil }
    return crowd.map { Set($0).sorted().map(\.description) }
  }

  /// Counts no more.
  func close() {
    for domain in monitors.keys.sorted() { leave(domain) }
  }

  private var now: Int64 { Int64((clock.now - start) / .milliseconds(1)) }
}
