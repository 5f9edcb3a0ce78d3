import Wire

/// Who came and has not begun its handshake. That costs libzmq's thread, which carries everybody's messages, half a
/// millisecond; so those who come begin it one after the other, and those who are in wait for a few handshakes at most.
///
/// Addresses take turns, so that a crowd from some keeps nobody else waiting. Where too many wait, one of those of
/// whose address most wait is cut; where more come than may be taken, the others wait outside for a moment, in the
/// kernel. Both try again by themselves.
struct Newcomers {
  /// So many begin at once: two milliseconds of handshakes.
  static var atOnce: Double { 4 }
  /// So many a second: a fifth of the thread's time, for as long as they come.
  static var rate: Double { 400 }
  /// So many wait at most: two thirds of a second.
  static var most: Int { 256 }
  /// So many are taken at once: ten milliseconds of taking and cutting them.
  static var door: Double { 64 }
  /// So many are taken a second: a seventh of the thread's time.
  static var taking: Double { 1_000 }
  /// So long after they last were too many it is said again, in milliseconds.
  static var memory: Int64 { 60_000 }

  /// Those of each address, the first first.
  private var lines: [PeerAddress: [Int32]] = [:]
  /// Whose turn it is, one after the other.
  private var turns: [PeerAddress] = []
  private var addresses: [Int32: PeerAddress] = [:]
  private var begun = Leak()
  private var taken = Leak()
  /// Until when the others wait outside.
  private var until: Int64?
  /// When they were too many last.
  private var crowdedAt: Int64?

  /// A connection came from an address at a time in milliseconds.
  ///
  /// - Returns: which one is to be cut, and whether they are too many for the first time since long; nil where they are
  ///   not.
  mutating func came(_ descriptor: Int32, from address: PeerAddress, at time: Int64) -> (cut: Int32, isFirst: Bool)? {
    left(descriptor)
    if lines[address] == nil { turns.append(address) }
    lines[address, default: []].append(descriptor)
    addresses[descriptor] = address
    taken.add(1, at: time, rate: Newcomers.taking)
    if taken.level > Newcomers.door { until = time + taken.emptied(rate: Newcomers.taking) }
    guard addresses.count > Newcomers.most else { return nil }
    let isFirst = crowdedAt.map { time - $0 > Newcomers.memory } ?? true
    crowdedAt = time
    let lengths = turns.map { lines[$0, default: []].count }
    // Of addresses that have equally many the one whose turn is last.
    let longest = turns.indices.max { (lengths[$0], $0) < (lengths[$1], $1) }.map { turns[$0] }
    guard let cut = longest.flatMap({ lines[$0]?.last }) else { preconditionFailure("one at least waits") }
    left(cut)
    return (cut, isFirst)
  }

  /// A connection went away.
  mutating func left(_ descriptor: Int32) {
    guard let address = addresses.removeValue(forKey: descriptor) else { return }
    lines[address]?.removeAll { $0 == descriptor }
    if lines[address]?.isEmpty == true {
      lines[address] = nil
      turns.removeAll { $0 == address }
    }
  }

  /// Whether the others wait outside.
  var isShut: Bool { until != nil }

  /// Those that begin at a time in milliseconds. Others come again where it is time.
  mutating func next(at time: Int64) -> [Int32] {
    if let shut = until, shut <= time { until = nil }
    begun.add(0, at: time, rate: Newcomers.rate)
    var next: [Int32] = []
    while begun.level + 1 <= Newcomers.atOnce, let address = turns.first, let first = lines[address]?.first {
      left(first)
      if lines[address] != nil { turns.append(turns.removeFirst()) }
      begun.add(1, at: time, rate: Newcomers.rate)
      next.append(first)
    }
    return next
  }

  /// In how many milliseconds the next begin, four at a time, or others may come; nil where nobody waits.
  func opening(at time: Int64) -> Int? {
    let next = turns.isEmpty ? nil : begun.at + begun.emptied(rate: Newcomers.rate)
    return [next, until].compactMap(\.self).min().map { Int(max(0, $0 - time)) }
  }
}
