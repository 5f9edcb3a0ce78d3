import Contracts
import Journal

/// Reads the feeds of one service: live lines are a hint, `replay` is the truth (`protocol.md` §4).
///
/// It keeps what was told of heads, and which asks are outstanding; positions stand in the turn, with their effects.
struct Follower {
  let service: ServiceName
  private var heads: [Authority: Sequence] = [:]
  /// The authorities of which more may be known than was read: so that the others need not be looked at each turn.
  private var behind: Set<Authority> = []
  private var asked: [Authority: Int64] = [:]
  private var askedHealth: Int64?
  private var heardAt: Int64?
  /// Since when it was asked after and has neither told nor answered; what cannot even be sent counts too.
  private var silentSince: Int64?

  /// An ask is repeated after so long without an answer, in milliseconds.
  private static let patience: Int64 = 2_000
  /// So many authorities are asked for at once: a page each waits in memory.
  private static let outstanding = 4
  /// So long without a line from the feed, in milliseconds, and the desk is asked for its heads.
  private static let silence: Int64 = 1_500

  init(_ service: ServiceName) { self.service = service }

  /// Takes a line of the feed. The next event is applied; anything newer is asked for.
  mutating func heard(_ topic: String, _ line: [UInt8], _ turn: Turn<some StreamState>, at time: Int64) {
    let parts = topic.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, let authority = Authority(String(parts[0])), turn.settings.serves(authority) else { return }
    heardAt = time
    silentSince = nil
    if parts[1] == "heartbeat" {
      guard let beat = try? JSON.read(line), let head = beat["head"]?.string.flatMap({ Sequence($0) }),
        let epoch = beat["epoch"]?.integer
      else { return }
      note(authority, head: head, epoch: epoch, turn)
      return
    }
    guard let sequence = Follower.sequence(endOf: line) else { return }
    let key = FeedKey(service: service, authority: authority)
    see(max(heads[authority] ?? .zero, sequence), key, turn)
    guard turn.ahead[key] == nil, sequence == (turn.positions[key]?.sequence ?? .zero).next,
      let event = try? Event(told: line), event.authority == authority
    else { return }
    let epoch = turn.positions[key]?.epoch ?? 1
    turn.follow(Told(service: service, epoch: epoch, event: event, line: line), line: line)
  }

  /// Takes an answer of the service's desk: to `replay` or to `health`.
  mutating func answered(_ line: [UInt8], _ turn: Turn<some StreamState>, at time: Int64) {
    guard let reply = try? Reply(line: line), case .string(let id) = reply.id else { return }
    silentSince = nil
    if id == "health" {
      askedHealth = nil
      heardAt = time
      guard case .success(let result) = reply.outcome else { return }
      for item in result["authorities"]?.array ?? [] {
        guard let authority = item["authority"]?.string.flatMap({ Authority($0) }),
          turn.settings.serves(authority), let head = item["head"]?.string.flatMap({ Sequence($0) }),
          let epoch = item["epoch"]?.integer
        else { continue }
        note(authority, head: head, epoch: epoch, turn)
      }
      return
    }
    guard let authority = Authority(id) else { return }
    asked[authority] = nil
    guard case .success(let result) = reply.outcome, let head = result["head"]?.string.flatMap({ Sequence($0) }),
      let epoch = result["epoch"]?.integer
    else { return }
    note(authority, head: head, epoch: epoch, turn)
    guard turn.ahead[FeedKey(service: service, authority: authority)] == nil else { return }
    for value in result["events"]?.array ?? [] {
      guard let event = Event(toldAs: value), event.authority == authority else { return }
      // The answer holds each line as it was told: the chain is over these bytes.
      let told = line.indices.contains(event.range.upperBound) ? Array(line[event.range]) : nil
      turn.follow(Told(service: service, epoch: epoch, event: event, line: told), line: told ?? value.line)
    }
  }

  /// Notes a head. A journal in another life, or shorter than what was read of it, is not followed on a guess.
  private mutating func note(_ authority: Authority, head: Sequence, epoch: Int, _ turn: Turn<some StreamState>) {
    let key = FeedKey(service: service, authority: authority)
    if let position = turn.positions[key], position.epoch != epoch || position.sequence > head {
      see(head, key, turn)
      turn.ahead[key] = min(turn.ahead[key] ?? head, head)
    } else {
      see(max(heads[authority] ?? .zero, head), key, turn)
      turn.ahead[key] = nil
    }
  }

  private mutating func see(_ head: Sequence, _ key: FeedKey, _ turn: Turn<some StreamState>) {
    heads[key.authority] = head
    turn.vitals.heads[key] = head
    behind.insert(key.authority)
  }

  /// What to ask the desk now.
  mutating func asks(_ turn: Turn<some StreamState>, at time: Int64) -> [[UInt8]] {
    var asks: [[UInt8]] = []
    var outstanding = asked.values.count { time - $0 < Follower.patience }
    for authority in behind {
      let key = FeedKey(service: service, authority: authority)
      let head = heads[authority] ?? .zero
      guard (turn.positions[key]?.sequence ?? .zero) < head else {
        behind.remove(authority)
        continue
      }
      guard turn.ahead[key] == nil else { continue }
      if let before = asked[authority], time - before < Follower.patience { continue }
      guard outstanding < Follower.outstanding else { continue }
      outstanding += 1
      asked[authority] = time
      asks.append(
        ask(
          id: authority.text, "replay",
          [
            ("authority", .string(authority.text)),
            ("after", .string((turn.positions[key]?.sequence ?? .zero).text)), ("limit", .integer(512)),
          ]))
    }
    if heardAt.map({ time - $0 > Follower.silence }) ?? true,
      askedHealth.map({ time - $0 > Follower.patience }) ?? true
    {
      askedHealth = time
      silentSince = silentSince ?? time
      asks.append(ask(id: "health", "health", []))
    }
    return asks
  }

  /// Whether the service was silent for so long that the connection should be made anew.
  func isLost(at time: Int64) -> Bool { silentSince.map { time - $0 > Follower.patience } ?? false }

  /// Begins again on a connection made anew: what was asked on the old one will not be answered.
  mutating func begin(at time: Int64) {
    silentSince = time
    unsent()
  }

  /// Forgets an ask that could not be sent.
  mutating func unsent() {
    asked = [:]
    askedHealth = nil
  }

  private func ask(id: String, _ method: String, _ params: [(String, JSON?)]) -> [UInt8] {
    Request(id: .string(id), method: method, params: .object(params)).line
  }

  /// The sequence that stands at the end of a line as told, without reading the rest of it.
  private static func sequence(endOf line: [UInt8]) -> Sequence? {
    guard line.count > 21 else { return nil }
    return Sequence(String(decoding: line[(line.count - 21)..<(line.count - 2)], as: UTF8.self))
  }
}
