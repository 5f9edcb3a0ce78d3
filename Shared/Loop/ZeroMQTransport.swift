import Contracts
import Wire

/// The transport on ZeroMQ: desk, feed and ear bound, other services' feeds and desks connected; all owned by one
/// thread.
final class ZeroMQTransport: Transport {
  /// A service that is followed: its feed and its desk.
  private struct Followed {
    let name: String
    let upstream: Settings.Upstream
    let feed: Socket
    let desk: Socket
    let feedItem: Poller.Item
    let deskItem: Poller.Item
  }

  private let context: Context
  private let poller = Poller()
  private let desk: Socket
  private let feed: FeedSocket
  private let ear: Socket?
  private let items: (desk: Poller.Item, ear: Poller.Item?, waker: Poller.Item)
  private var followed: [Followed] = []
  private let gate: (keeper: Gatekeeper, item: Poller.Item)?
  private let keys: KeyRing?
  /// What the key behind a user id may do.
  private let caller: (String) -> Caller
  private let waker: Waker
  private let threads: LongThreads
  private var isListening = true
  private let endpoints: Endpoints
  private let authorities: Set<Authority>?

  /// Binds and connects as the settings say.
  ///
  /// - Throws: `WireError` naming the endpoint that cannot be bound, or the security that does not hold.
  init(_ settings: Settings, keys: KeyRing?, waker: Waker, threads: LongThreads) throws(WireError) {
    self.keys = keys
    self.waker = waker
    self.threads = threads
    endpoints = settings.endpoints
    authorities = settings.turn.authorities
    context = try Context(ioThreads: 1)
    if let keys {
      let keeper = try Gatekeeper(context) { key in keys.name(of: key) }
      gate = (keeper, poller.watch(keeper.socket))
    } else {
      gate = nil
    }
    desk = try Socket(context, .router, ZeroMQTransport.server(keys, endpoints.desk, "desk"))
    _ = try desk.bind(endpoints.desk)
    let asKeyed: (String) -> Caller = { name in keys?.caller(named: name) ?? .local }
    caller = endpoints.desk.isTCP ? asKeyed : { _ in .local }
    feed = try FeedSocket(
      context, at: endpoints.feed, ZeroMQTransport.server(keys, endpoints.feed, "feed"), poller, caller: caller)
    if let place = endpoints.ear {
      let bound = try Socket(context, .subscriber, ZeroMQTransport.server(keys, place, "ear"))
      try bound.subscribe([])
      _ = try bound.bind(place)
      ear = bound
    } else {
      ear = nil
    }
    var earItem: Poller.Item?
    if let ear { earItem = poller.watch(ear) }
    items = (poller.watch(desk), earItem, poller.watch(descriptor: waker.descriptor))
    for upstream in settings.upstreams { followed.append(try sockets(to: upstream, at: places(of: upstream))) }
  }

  /// Where a followed service is now; nil where its name is not known, as that of a container that is not running.
  private func places(of upstream: Settings.Upstream) throws(WireError) -> (desk: Endpoint, feed: Endpoint)? {
    do {
      return (try Endpoint.resolving(upstream.desk), try Endpoint.resolving(upstream.feed))
    } catch {
      guard error.operation == "look up" else { throw error }
      return nil
    }
  }

  /// The sockets to a followed service. Without a place they stay unconnected; it will be silent, and looked up again.
  private func sockets(
    to upstream: Settings.Upstream, at place: (desk: Endpoint, feed: Endpoint)?
  ) throws(WireError) -> Followed {
    let isTCP = upstream.desk.hasPrefix("tcp://")
    let security: Security = try keys.flatMap { isTCP ? $0 : nil }?.client(of: upstream.service) ?? .none
    let feed = try Socket(context, .subscriber, security)
    if let authorities {
      for authority in authorities.sorted() { try feed.subscribe(Array("\(authority)/".utf8)) }
    } else {
      try feed.subscribe([])
    }
    let desk = try Socket(context, .dealer, security)
    if let place {
      try feed.connect(place.feed)
      try desk.connect(place.desk)
    }
    return Followed(
      name: upstream.service.rawValue, upstream: upstream, feed: feed, desk: desk, feedItem: poller.watch(feed),
      deskItem: poller.watch(desk))
  }

  /// Makes the sockets to a silent service anew: its name may stand for another address now.
  func reconnect(_ service: FollowedName) {
    guard let index = followed.firstIndex(where: { $0.name == service }) else { return }
    let old = followed[index]
    guard let place = try? places(of: old.upstream), let new = try? sockets(to: old.upstream, at: place) else { return }
    poller.forget(old.feedItem)
    poller.forget(old.deskItem)
    old.feed.close()
    old.desk.close()
    followed[index] = new
  }

  /// CURVE on every TCP socket where keys are held.
  private static func server(_ keys: KeyRing?, _ endpoint: Endpoint, _ domain: String) -> Security {
    guard let keys, endpoint.isTCP else { return .none }
    return .server(keys.own, domain: domain)
  }

  func receive(waiting milliseconds: Int, limit: Int) throws -> [Incoming] {
    let isReady = try poller.wait(milliseconds: milliseconds)
    try feed.serve()
    guard isReady else { return [] }
    var incoming: [Incoming] = []
    if let gate, poller.isReadable(gate.item) { try gate.keeper.serve() }
    if poller.isReadable(items.waker) {
      waker.clear()
      for answer in threads.takeAnswers() { incoming.append(.answered(answer)) }
    }
    for service in followed {
      try take(from: service.desk, service.deskItem, limit, &incoming) { message in
        message.frames.last.map { .answer(service.name, line: $0) }
      }
      try take(from: service.feed, service.feedItem, limit, &incoming) { message in
        guard message.frames.count == 2 else { return nil }
        let topic = String(decoding: message.frames[0], as: UTF8.self)
        return .told(service.name, topic: topic, line: message.frames[1])
      }
    }
    if let ear, let item = items.ear {
      try take(from: ear, item, limit, &incoming) { message in
        guard let line = message.frames.last, message.frames.count <= 2 else { return nil }
        return .heard(line: line, caller(message.userID))
      }
    }
    if isListening { try take(from: desk, items.desk, limit, &incoming, as: request) }
    return incoming
  }

  /// Takes at most `limit` messages of one socket, so that no socket's crowd keeps another waiting.
  private func take(
    from socket: Socket, _ item: Poller.Item, _ limit: Int, _ incoming: inout [Incoming],
    as read: (Wire.Message) -> Incoming?
  ) throws(WireError) {
    guard poller.isReadable(item) else { return }
    for _ in 0..<limit {
      guard let message = try socket.receive() else { return }
      if let one = read(message) { incoming.append(one) }
    }
  }

  /// `[routing id, line]` or `[routing id, empty, line]`; anything else is answered with what is wrong.
  private func request(_ message: Wire.Message) -> Incoming? {
    let frames = message.frames
    guard let routing = frames.first else { return nil }
    let hasDelimiter = frames.count > 2 && frames[1].isEmpty
    let peer = Peer(hasDelimiter ? [routing, []] : [routing])
    guard !message.isCut, frames.count == (hasDelimiter ? 3 : 2), let line = frames.last else {
      return .misframed(peer, line: frames.last ?? [], caller(message.userID), reason: "wrong-frames")
    }
    // libzmq makes routing ids of 5 bytes that start with 0; a peer that names itself could take another's answers.
    guard routing.first == 0 else {
      return .misframed(peer, line: line, caller(message.userID), reason: "routing-id-set-by-peer")
    }
    return .request(peer, line: line, caller(message.userID))
  }

  func reply(to peer: Peer, _ line: [UInt8]) {
    // A peer that is gone, or does not read, asks again; its ask was kept and is answered the same.
    _ = try? desk.send(peer.frames + [line])
  }

  func tell(_ topic: String, _ line: [UInt8]) { feed.tell(topic, line) }

  func ask(_ service: FollowedName, _ line: [UInt8]) -> Bool {
    guard let followed = followed.first(where: { $0.name == service }) else { return false }
    return (try? followed.desk.send([line])) == .sent
  }

  func stopListening() {
    try? desk.unbind(endpoints.desk)
    if let ear, let place = endpoints.ear { try? ear.unbind(place) }
  }

  func close() {
    threads.stop()
    for service in followed {
      service.feed.close()
      service.desk.close()
    }
    ear?.close()
    feed.close()
    desk.close()
    gate?.keeper.close()
    context.close()
  }
}
