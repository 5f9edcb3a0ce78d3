/// Shares the desk among keys: while several ask, each has so many requests a turn, and what it sends beyond that
/// waits in a line of its own. A key that asks alone is not held up.
///
/// Order is kept for each key. Who has 1,024 requests waiting, or 16 MiB of them, is told that it is busy; so memory is
/// bounded by the number of keys that are listed.
struct FairShare<Item> {
  /// Requests of a key in a turn at most, while others ask too.
  static var largest: Int { 64 }
  /// Requests of a key that may wait (`protocol.md` §1).
  static var longest: Int { 1_024 }
  /// Bytes of a key's requests in a turn at most, while others ask too; one request whatever it weighs.
  static var heaviestTurn: Int { 256 << 10 }
  /// Bytes of a key's requests that may wait.
  static var heaviest: Int { 16 << 20 }
  /// One turn in so many takes a request of each key only, while several ask: to see what a turn costs by itself.
  static var probing: Int { 32 }
  /// A turn may take so long at least, in microseconds, however little it costs by itself.
  static var shortest: Int { 1_000 }
  /// So long after its last request a key counts as one that asks, in milliseconds.
  static var memory: Int64 { 1_000 }

  private var lines: [String: Waiting] = [:]
  private var lastAsked: [String: Int64] = [:]
  private var count: [String: Int] = [:]
  private var weight: [String: Int] = [:]
  private(set) var waiting = 0
  /// Requests of a key in a turn now: fewer where they are dear.
  var share: Int { isProbing ? 1 : most }
  private var most = FairShare.largest
  /// Turns since several ask.
  private var turns = 0
  /// What a turn costs by itself, in microseconds: nearly all of it is the wait for the disk.
  private var alone = 0
  /// Whether anything waits for a later turn because of the share.
  private var isHeldBack = false
  private var isProbing: Bool { isShared && turns % Self.probing == Self.probing - 1 }

  /// Requests that wait, the oldest at `next`.
  private struct Waiting {
    var items: [(item: Item, bytes: Int)] = []
    var next = 0
    var bytes = 0
    var length: Int { items.count - next }
  }

  /// What becomes of a request.
  enum Verdict: Equatable {
    /// It is decided in this turn.
    case now
    /// It waits for a later one.
    case later
    /// The key has too many waiting.
    case busy
  }

  /// Whether several keys ask at present.
  var isShared: Bool { lastAsked.count > 1 }

  /// Takes note of how long the turn that begins to end took. While several ask, the next is made longer or shorter, so
  /// that what others ask in it costs a quarter of what the turn does by itself: whoever asks waits for about two.
  mutating func spent(microseconds: Int) {
    defer { isHeldBack = false }
    guard isShared else {
      most = Self.largest
      turns = 0
      return
    }
    // Of a turn that held nobody back it is not known what more would have cost: nothing may have been asked in it.
    if isHeldBack, isProbing || most == 1 { alone = alone == 0 ? microseconds : (alone + microseconds) / 2 }
    let limit = max(Self.shortest, alone * 5 / 4)
    if !isProbing {
      if microseconds > limit {
        most = max(1, most / 2)
      } else if isHeldBack, microseconds < limit * 9 / 10 {
        most = min(Self.largest, most * 2)
      }
    }
    turns += 1
  }

  /// Begins a turn at a time in milliseconds; the requests that waited and whose turn it is, key by key.
  mutating func begin(at time: Int64) -> [Item] {
    if lastAsked.count > 1 { lastAsked = lastAsked.filter { time - $0.value <= Self.memory || lines[$0.key] != nil } }
    count.removeAll(keepingCapacity: true)
    weight.removeAll(keepingCapacity: true)
    guard waiting > 0 else { return [] }
    let most = isShared ? share : Self.longest
    var ready: [Item] = []
    for key in lines.keys.sorted() {
      guard var line = lines[key] else { continue }
      var (taken, bytes) = (0, 0)
      for waited in line.items[line.next..<line.next + min(most, line.length)] {
        if isShared, taken > 0, bytes + waited.bytes > Self.heaviestTurn { break }
        ready.append(waited.item)
        taken += 1
        bytes += waited.bytes
      }
      line.bytes -= bytes
      line.next += taken
      count[key] = taken
      weight[key] = bytes
      waiting -= taken
      if line.length > 0 { isHeldBack = true }
      if line.length == 0 {
        lines[key] = nil
      } else {
        if line.next > Self.longest { line = Waiting(items: Array(line.items[line.next...]), bytes: line.bytes) }
        lines[key] = line
      }
    }
    return ready
  }

  /// Takes a request of `key` that came at a time in milliseconds; where it must wait it is kept.
  mutating func take(_ item: Item, bytes: Int = 0, of key: String, at time: Int64) -> Verdict {
    if lastAsked[key] != time { lastAsked[key] = time }
    let (taken, heavy) = (count[key, default: 0], weight[key, default: 0] + bytes)
    if lines[key] == nil, !isShared || (taken < share && (taken == 0 || heavy <= Self.heaviestTurn)) {
      count[key] = taken + 1
      weight[key] = heavy
      return .now
    }
    isHeldBack = true
    let (length, weight) = (lines[key]?.length ?? 0, lines[key]?.bytes ?? 0)
    guard length < Self.longest, weight + bytes <= Self.heaviest else { return .busy }
    lines[key, default: Waiting()].items.append((item, bytes))
    lines[key, default: Waiting()].bytes += bytes
    waiting += 1
    return .later
  }
}
