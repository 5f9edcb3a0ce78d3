import Contracts
import Wire

/// The feed's socket: tells lines, and grants subscriptions only for authorities that the subscriber's key may follow.
final class FeedSocket {
  private let context: Context
  private let endpoint: Endpoint
  private let security: Security
  private let poller: Poller
  private let caller: (String) -> Caller
  private let doors: Doors?
  private var grants = FeedGrants()
  private var socket: Socket
  private var item: Poller.Item
  /// A feed whose address libzmq has not freed yet is bound again in a later turn.
  private var isBound = true

  /// Binds the feed at `endpoint`, once `prove` has seen that it is guarded. `caller` says what the key of a user id
  /// may do.
  init(
    _ context: Context, at endpoint: Endpoint, _ security: Security, _ poller: Poller,
    _ doors: Doors?, caller: @escaping (String) -> Caller, prove: (Socket) throws(WireError) -> Void
  ) throws(WireError) {
    self.context = context
    self.endpoint = endpoint
    self.security = security
    self.poller = poller
    self.caller = caller
    self.doors = doors
    socket = try Socket(context, .extendedPublisher, security)
    try prove(socket)
    try doors?.watch(socket, "feed")
    _ = try socket.bind(endpoint)
    item = poller.watch(socket)
  }

  /// Grants and takes back the subscriptions that wait.
  func serve() throws(WireError) {
    if !isBound { try bindAgain() }
    guard poller.isReadable(item) else { return }
    do throws(WireError) {
      while let message = try socket.receive() {
        doors?.heard(message, at: "feed")
        switch message.subscription {
        case .begins(let wish):
          let prefixes = prefixes(for: wish, of: message)
          for prefix in prefixes { try socket.confirmSubscription(prefix) }
          grants.begin(message.userID, wish, prefixes)
        case .ends(let wish):
          for prefix in prefixes(for: wish, of: message) { try socket.endSubscription(prefix) }
          grants.end(message.userID, wish)
        case nil: break
        }
      }
    } catch {
      guard error.code == .inDoubt else { throw error }
      try startAnew()
    }
  }

  /// Tells a line; whoever does not read loses it and asks for it with `replay`.
  func tell(_ topic: String, _ line: [UInt8]) { _ = try? socket.send([Array(topic.utf8), line]) }

  /// Who follows what now, where that changed since it was asked last.
  func takeFollowers() -> [FeedFollower]? {
    grants.takeChanged()?.map { FeedFollower(key: caller($0.key).name, prefixes: $0.value) }
  }

  /// Closes the socket.
  func close() {
    doors?.leave("feed")
    socket.close()
  }

  /// The prefixes to grant for a wish: the wish itself, or one for each authority that the key may follow.
  private func prefixes(for wish: [UInt8], of message: Wire.Message) -> [[UInt8]] {
    let caller = caller(message.userID)
    guard caller.permissions.contains(.follow) else { return [] }
    guard let authorities = caller.authorities else { return [wish] }
    return authorities.compactMap { authority in
      let own = Array("\(authority)/".utf8)
      if wish.starts(with: own) { return wish }
      return own.starts(with: wish) ? own : nil
    }
  }

  /// Everybody connects and asks again: where subscriptions came in an order that cannot be trusted, and where a key
  /// may follow less than before, since libzmq takes no subscription from a peer that is connected.
  func startAnew() throws(WireError) {
    poller.forget(item)
    close()
    grants.clear()
    socket = try Socket(context, .extendedPublisher, security)
    try doors?.watch(socket, "feed")
    item = poller.watch(socket)
    isBound = false
    try bindAgain()
  }

  private func bindAgain() throws(WireError) {
    do throws(WireError) {
      _ = try socket.bind(endpoint)
      isBound = true
    } catch {
      guard error.code == .addressInUse else { throw error }
    }
  }
}
