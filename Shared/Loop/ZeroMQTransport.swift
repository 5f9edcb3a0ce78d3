import Contracts
import Foundation
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
  /// Who has how many connections; nil without keys.
  private let doors: Doors?
  /// What the key behind a user id may do.
  private let caller: (String) -> Caller
  private var fairShare = FairShare<Asked>()
  private let time = ContinuousClock()
  /// When the turn before was handed over to be decided.
  private var handedOver: ContinuousClock.Instant?
  private let waker: Waker
  private let threads: LongThreads
  private var isListening = true
  /// Whether anybody was answered at the desk since the wait before.
  private var hasAnswered = false
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
      let doors = Doors(context, keys, poller)
      let keeper = try Gatekeeper(context) { key, domain in doors.admission(of: key, at: domain) }
      gate = (keeper, poller.watch(keeper.socket))
      self.doors = doors
    } else {
      gate = nil
      doors = nil
    }
    desk = try Socket(context, .router, ZeroMQTransport.server(keys, endpoints.desk, "desk"))
    try ZeroMQTransport.prove(desk, as: .dealer, endpoints.desk, keys, gate?.keeper, context)
    if endpoints.desk.isTCP { try doors?.watch(desk, "desk") }
    _ = try desk.bind(endpoints.desk)
    let asKeyed: (String) -> Caller = { user in keys?.caller(of: user) ?? .local }
    caller = endpoints.desk.isTCP ? asKeyed : { _ in .local }
    let (keeper, room, told) = (gate?.keeper, context, endpoints.feed)
    feed = try FeedSocket(
      room, at: told, ZeroMQTransport.server(keys, told, "feed"), poller, told.isTCP ? doors : nil, caller: caller
    ) { (socket: Socket) throws(WireError) in
      try ZeroMQTransport.prove(socket, as: .subscriber, told, keys, keeper, room)
    }
    if let place = endpoints.ear {
      let bound = try Socket(context, .subscriber, ZeroMQTransport.server(keys, place, "ear"))
      try bound.subscribe([])
      try ZeroMQTransport.prove(bound, as: .publisher, place, keys, gate?.keeper, context)
      if place.isTCP { try doors?.watch(bound, "ear") }
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

  /// Where keys are held: that a strange one is refused, seen before the socket is bound where others reach it.
  private static func prove(
    _ socket: Socket, as kind: Socket.Kind, _ endpoint: Endpoint, _ keys: KeyRing?, _ gatekeeper: Gatekeeper?,
    _ context: Context
  ) throws(WireError) {
    guard let keys, endpoint.isTCP, let gatekeeper else { return }
    try Intruder.tries(socket, as: kind, keys.own.publicKey, gatekeeper, context)
  }

  func receive(waiting milliseconds: Int, limit: Int) throws -> [Incoming] {
    if let handedOver {
      fairShare.spent(microseconds: Int((time.now - handedOver) / .microseconds(1)))
    }
    defer { handedOver = time.now }
    let isReady = try wait(milliseconds: fairShare.waiting > 0 ? 0 : milliseconds)
    var incoming: [Incoming] = []
    // Before anything is read, so that every message of this turn meets the list as it is now.
    if let renewal = keys?.renew() {
      if renewal.isFollowingLost { try feed.startAnew() }
      incoming.append(.keysChanged(fault: renewal.fault?.description))
    }
    try feed.serve()
    if let followers = feed.takeFollowers() { incoming.append(.followers(followers)) }
    let now = SystemClock.milliseconds()
    if isListening { for item in fairShare.begin(at: now) { incoming.append(item.asked(caller)) } }
    try doors?.serve()
    for address in doors?.takeFast() ?? [] { incoming.append(.turnedAway(address)) }
    if let addresses = doors?.takeCrowd() { incoming.append(.crowd(from: addresses)) }
    guard isReady else { return incoming }
    if let gate, poller.isReadable(gate.item) {
      try gate.keeper.serve()
      try doors?.serve()
    }
    for name in doors?.takeCrowded() ?? [] { incoming.append(.crowded(name)) }
    for name in doors?.takeHeavy() ?? [] { incoming.append(.heavy(name)) }
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
      // Nobody waits for an answer here, and those who do at the desk are not kept waiting for long.
      try take(from: ear, item, min(limit, 128), &incoming) { message in
        doors?.heard(message, at: "ear")
        guard let line = message.frames.last, message.frames.count <= 2 else { return nil }
        return .heard(line: line, caller(message.userID))
      }
    }
    if isListening { try takeAsked(limit, &incoming, at: now) }
    return incoming
  }

  /// Waits until something is ready. Who was answered just now is likely to ask again at once: for as long as that
  /// takes the thread looks again and again, which saves it the way into sleep and out of it.
  private func wait(milliseconds: Int) throws(WireError) -> Bool {
    let isLikely = hasAnswered && milliseconds > 0 && ZeroMQTransport.hasCoreToSpare
    hasAnswered = false
    guard isLikely else { return try waitForMore(milliseconds: milliseconds) }
    let end = time.now + .microseconds(150)
    while time.now < end {
      if try poller.wait(milliseconds: 0) { return true }
      sched_yield()
    }
    return try waitForMore(milliseconds: milliseconds)
  }

  /// Waits until something is ready, or the time is over. Who comes and goes is noted meanwhile, and alone is no reason
  /// for a turn.
  private func waitForMore(milliseconds: Int) throws(WireError) -> Bool {
    let end = time.now + .milliseconds(milliseconds)
    var left = milliseconds
    repeat {
      let pause = min(left, doors?.opening ?? left)
      let isReady = try poller.wait(milliseconds: pause)
      guard let doors else { return isReady }
      if isReady, !doors.areAllThatIsReady { return true }
      if !isReady, pause == left { return false }
      try doors.serve()
      left = Int((end - time.now) / .milliseconds(1))
    } while left > 0
    return false
  }

  /// Whether others can work while this thread looks.
  private static let hasCoreToSpare = ProcessInfo.processInfo.activeProcessorCount > 1

  /// Takes what is asked at the desk. While several keys ask it takes less, so that none of them waits long for the end
  /// of the turn: libzmq reads its connections in turn, so that each is heard.
  private func takeAsked(_ limit: Int, _ incoming: inout [Incoming], at now: Int64) throws(WireError) {
    guard poller.isReadable(items.desk) else { return }
    var (count, bytes) = (0, 0)
    while count < (fairShare.isShared ? min(limit, 8 + 2 * fairShare.share) : limit), let message = try desk.receive() {
      count += 1
      doors?.heard(message, at: "desk")
      guard let asked = Asked(message) else { continue }
      switch fairShare.take(asked, bytes: asked.bytes, of: message.userID, at: now) {
      case .now: incoming.append(asked.asked(caller))
      case .later: break
      case .busy:
        incoming.append(asked.overrun(caller))
        doors?.overran(message)
      }
      bytes += asked.bytes
      if fairShare.isShared, bytes > 512 << 10 { return }
    }
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

  func reply(to peer: Peer, _ line: [UInt8]) {
    // A peer that is gone, or does not read, asks again; its ask was kept and is answered the same.
    _ = try? desk.send(peer.frames + [line])
    hasAnswered = true
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
    feed.close()
    doors?.close()
    ear?.close()
    desk.close()
    gate?.keeper.close()
    context.close()
  }
}
