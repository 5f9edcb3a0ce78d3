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
  /// Bytes of a key's requests that may wait.
  static var heaviest: Int { 16 << 20 }
  /// How long a turn should take while several ask, in milliseconds: whoever asks waits for about two.
  static var pace: ClosedRange<Int> { 8...16 }
  /// So long after its last request a key counts as one that asks, in milliseconds.
  static var memory: Int64 { 1_000 }

  private var lines: [String: Waiting] = [:]
  private var lastAsked: [String: Int64] = [:]
  private var count: [String: Int] = [:]
  private(set) var waiting = 0
  /// Requests of a key in a turn now: fewer where they are dear.
  private(set) var share = FairShare.largest

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

  /// Takes note of how many milliseconds a turn took; while several ask, the next is made longer or shorter by that.
  mutating func spent(milliseconds: Int) {
    guard isShared else {
      share = Self.largest
      return
    }
    if milliseconds > Self.pace.upperBound {
      share = max(1, share / 2)
    } else if milliseconds < Self.pace.lowerBound {
      share = min(Self.largest, share * 2)
    }
  }

  /// Begins a turn at a time in milliseconds; the requests that waited and whose turn it is, key by key.
  mutating func begin(at time: Int64) -> [Item] {
    if lastAsked.count > 1 { lastAsked = lastAsked.filter { time - $0.value <= Self.memory || lines[$0.key] != nil } }
    count.removeAll(keepingCapacity: true)
    guard waiting > 0 else { return [] }
    let most = isShared ? share : Self.longest
    var ready: [Item] = []
    for key in lines.keys.sorted() {
      guard var line = lines[key] else { continue }
      let taken = min(most, line.length)
      for waited in line.items[line.next..<line.next + taken] {
        ready.append(waited.item)
        line.bytes -= waited.bytes
      }
      line.next += taken
      count[key] = taken
      waiting -= taken
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
    let taken = count[key, default: 0]
    if lines[key] == nil, taken < share || !isShared {
      count[key] = taken + 1
      return .now
    }
    let (length, weight) = (lines[key]?.length ?? 0, lines[key]?.bytes ?? 0)
    guard length < Self.longest, weight + bytes <= Self.heaviest else { return .busy }
    lines[key, default: Waiting()].items.append((item, bytes))
    lines[key, default: Waiting()].bytes += bytes
    waiting += 1
    return .later
  }
}
