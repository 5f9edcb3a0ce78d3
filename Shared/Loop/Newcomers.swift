/// How fast connections come from all addresses together. A crowd from many, each within what ``Arrivals`` allows it,
/// costs libzmq's thread the same half millisecond each; so beyond a burst all newcomers are let in a few at a time,
/// and those who are in wait for few handshakes.
///
/// Whoever is not let in tries again by itself, its kernel after a second.
struct Newcomers {
  /// So many come at once where nobody came too fast lately: most of the clients of a service that starts again. As
  /// many more may be on their way by then, so that messages wait for sixteen milliseconds of handshakes, once.
  static var burst: Double { 16 }
  /// So many at once after a crowd: two milliseconds of handshakes.
  static var trial: Double { 4 }
  /// So many a second for as long as they like: a twentieth of the thread's time.
  static var rate: Double { 100 }
  /// How long nobody is let in at most, in milliseconds, however many came at once.
  static var longest: Int64 { 1_000 }
  /// So long after the last crowd a burst may come again, in milliseconds.
  static var memory: Int64 { 60_000 }

  /// Those that came, less those that the rate allows.
  private var level = 0.0
  private var at: Int64 = 0
  /// Until when nobody is let in.
  private var until: Int64?
  /// When a crowd came last.
  private var crowdedAt: Int64?

  /// Whether nobody is let in.
  var isShut: Bool { until != nil }

  /// A connection showed its key at a time in milliseconds. Whether nobody is let in from now on, for the first time
  /// since long.
  mutating func came(at time: Int64) -> Bool {
    level = max(0, level - Double(time - at) * Newcomers.rate / 1_000)
    at = time
    level = min(level + 1, Newcomers.rate * Double(Newcomers.longest) / 1_000)
    let isFirst = !isWary(at: time)
    guard isShut || level > (isFirst ? Newcomers.burst : Newcomers.trial) else { return false }
    // Those that were on their way when the door was shut came in as well: it stays shut for them, too.
    until = time + Int64((level * 1_000 / Newcomers.rate).rounded(.up))
    crowdedAt = time
    return isFirst
  }

  /// Lets in again where the time is over.
  mutating func open(at time: Int64) {
    if let shut = until, shut <= time { until = nil }
  }

  /// In how many milliseconds somebody is let in again; nil where nobody is kept out.
  func opening(at time: Int64) -> Int? { until.map { Int(max(0, $0 - time)) } }

  /// How many may wait in the kernel to be let in: those come, however soon the door is shut. A crowd tries again in
  /// swarms, as kernels keep time for many at once.
  func queue(at time: Int64) -> Int { Int(isWary(at: time) ? Newcomers.trial : Newcomers.burst) }

  private func isWary(at time: Int64) -> Bool { crowdedAt.map { time - $0 <= Newcomers.memory } ?? false }
}
