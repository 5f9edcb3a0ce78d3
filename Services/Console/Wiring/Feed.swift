import Contracts
import Wire

/// A subscription to one service's feed.
final class Feed {
  /// What one message says.
  enum Told: Equatable {
    case event(Sequence, line: [UInt8])
    case heartbeat(head: Sequence, epoch: Int)
  }

  private let service: ServiceName
  private let places: Places
  private let prefix: [UInt8]
  private let context: Context
  private let poller = Poller()
  private var link: (socket: Socket, item: Poller.Item)?
  private let clock = ContinuousClock()
  private var heardAt: ContinuousClock.Instant
  /// A feed beats every 30 seconds at the least: silent for longer, its name is looked up and it is connected anew.
  private static let silence = Duration.seconds(45)

  /// Subscribes to everything `service` tells, or to all it tells of one authority.
  ///
  /// - Throws: a setting or key that cannot be used.
  init(_ service: ServiceName, _ places: Places, _ authority: Authority?) throws(Trouble) {
    self.service = service
    self.places = places
    prefix = authority.map { Array("\($0)/".utf8) } ?? []
    heardAt = clock.now
    do {
      context = try Context()
    } catch {
      throw .wrong("\(error)")
    }
    try connect()
  }

  private func connect() throws(Trouble) {
    if let link {
      poller.forget(link.item)
      link.socket.close()
    }
    link = nil
    guard let endpoint = try? Endpoint.resolving(try places.feed(of: service)) else { return }
    let security = try places.security(to: service, at: endpoint)
    do {
      let socket = try Socket(context, .subscriber, security)
      try socket.subscribe(prefix)
      try socket.connect(endpoint)
      link = (socket, poller.watch(socket))
    } catch {
      throw .wrong("\(service.setting): \(error)")
    }
  }

  /// The next message, nil where none came for a while.
  func next() throws(Trouble) -> (Authority, Told)? {
    while true {
      if let message = try? link?.socket.receive() {
        heardAt = clock.now
        if let read = Feed.read(message.frames) { return read }
        continue
      }
      if clock.now - heardAt > Feed.silence {
        heardAt = clock.now
        try connect()
      }
      guard (try? poller.wait(milliseconds: 500)) == true else { return nil }
    }
  }

  /// Reads `[topic, line]`; nil where it is anything else.
  static func read(_ frames: [[UInt8]]) -> (Authority, Told)? {
    guard frames.count == 2 else { return nil }
    let topic = String(decoding: frames[0], as: UTF8.self).split(separator: "/", maxSplits: 1)
    guard topic.count == 2, let authority = Authority(String(topic[0])),
      let value = try? JSON.read(frames[1], limit: Limits.frame)
    else { return nil }
    if topic[1] == "heartbeat" {
      guard let head = value["head"]?.string.flatMap({ Sequence($0) }), let epoch = value["epoch"]?.integer else {
        return nil
      }
      return (authority, .heartbeat(head: head, epoch: epoch))
    }
    guard let sequence = value["sequence"]?.string.flatMap({ Sequence($0) }) else { return nil }
    return (authority, .event(sequence, line: frames[1]))
  }
}
