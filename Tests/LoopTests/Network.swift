import Contracts
import Journal
import Logging
import Support

@testable import Loop

/// What the network between the services does to lines of the feeds and to answers.
struct Weather {
  var losesFeed = 0.0
  var doublesFeed = 0.0
  var losesAnswers = 0.0
  static let calm = Weather()
}

/// The wires between services and clients, in memory: everything that is on its way, and a weather.
final class Network {
  var inboxes: [String: [Incoming]] = [:]
  var replies: [Peer: [[UInt8]]] = [:]
  var weather: Weather
  var random: Seeded
  /// How often each service's connection was made anew.
  var reconnections: [String: Int] = [:]
  /// Services to which nothing can even be sent.
  var absent: Set<String> = []

  init(_ weather: Weather, seed: UInt64) {
    self.weather = weather
    random = Seeded(seed)
  }

  func put(_ item: Incoming, into name: String) { inboxes[name, default: []].append(item) }
}

/// The deterministic transport: what is sent stands in the other's inbox at once, as far as the weather lets it.
final class NetworkTransport: Transport {
  private let name: ServiceName
  private let network: Network

  init(_ name: ServiceName, _ network: Network) {
    self.name = name
    self.network = network
    network.inboxes[name.rawValue] = []
  }

  func receive(waiting milliseconds: Int, limit: Int) throws -> [Incoming] {
    let inbox = network.inboxes[name.rawValue] ?? []
    let count = min(inbox.count, Int.random(in: 1...32, using: &network.random))
    network.inboxes[name.rawValue] = Array(inbox.dropFirst(count))
    return Array(inbox.prefix(count))
  }

  func reply(to peer: Peer, _ line: [UInt8]) {
    if network.random.chance(network.weather.losesAnswers) { return }
    let asker = String(decoding: peer.frames[0], as: UTF8.self)
    if ServiceName(rawValue: asker) != nil {
      network.put(.answer(name.rawValue, line: line), into: asker)
    } else {
      network.replies[peer, default: []].append(line)
    }
  }

  func tell(_ topic: String, _ line: [UInt8]) {
    for follower in ServiceName.allCases where follower.follows.contains(name) {
      if network.random.chance(network.weather.losesFeed) { continue }
      network.put(.told(name.rawValue, topic: topic, line: line), into: follower.rawValue)
      if network.random.chance(network.weather.doublesFeed) {
        network.put(.told(name.rawValue, topic: topic, line: line), into: follower.rawValue)
      }
    }
  }

  func ask(_ service: FollowedName, _ line: [UInt8]) -> Bool {
    guard !network.absent.contains(service) else { return false }
    network.put(.request(Peer([Array(name.rawValue.utf8)]), line: line, .local), into: service)
    return true
  }

  func reconnect(_ service: FollowedName) { network.reconnections[service, default: 0] += 1 }
  func stopListening() {}
  func close() {}
}

/// One service on a store in memory, which can be crashed and started again.
final class Node<State: StreamState> {
  private let service: Service<State>
  private let network: Network
  private let settings: TurnSettings
  private let time: () -> Int64
  private(set) var store = MemoryStore()
  private(set) var loop: Loop<State>

  init(
    _ rules: Rules<State>, _ network: Network, clock: TurnSettings.Clock = .follow,
    authorities: Set<Authority>? = nil, readModel: ReadModelHooks<State>? = nil, time: @escaping () -> Int64
  ) throws {
    service = Service(rules: rules, readModel: readModel)
    self.network = network
    self.time = time
    settings = TurnSettings(clock: clock, authorities: authorities)
    loop = try Node.started(service, store, network, settings, time)
  }

  private static func started(
    _ service: Service<State>, _ store: MemoryStore, _ network: Network, _ settings: TurnSettings,
    _ time: @escaping () -> Int64
  ) throws -> Loop<State> {
    try Loop(
      service, store: store, transport: NetworkTransport(service.rules.service, network), settings: settings,
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      clock: { Timestamp(millisecondsSince1970: time()) }, threads: nil)
  }

  /// One turn; a process whose store failed is dead and is started again on what the disk holds.
  func step() throws {
    do {
      try loop.step(waiting: 0)
    } catch is StoreError {
      try restart()
    }
  }

  /// Kills the process and starts it again: memory and inbox are lost, the disk is not.
  func restart() throws {
    store = store.reopened()
    loop = try Node.started(service, store, network, settings, time)
  }

  /// How the next commit ends.
  func next(_ ending: MemoryStore.Ending) { store.endings.append(ending) }

  /// Asks one thing and gives its reply; the service must be calm.
  func ask(_ method: String, _ params: [(String, JSON?)], id: String = "test") throws -> Reply {
    try ask(Request(id: .string(id), method: method, params: .object(params)).line)
  }

  func ask(_ line: [UInt8], as caller: Caller = .local) throws -> Reply {
    let peer = Peer([Array("client-\(network.random.next())".utf8)])
    network.put(.request(peer, line: line, caller), into: service.rules.service.rawValue)
    for _ in 0..<200 where network.replies[peer] == nil { try loop.step(waiting: 0) }
    return try Reply(line: network.replies[peer]?.first ?? [])
  }
}
