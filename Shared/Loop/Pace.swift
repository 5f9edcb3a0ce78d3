/// How much each key sends. What libzmq's thread decrypts for one key, everybody's messages wait for; so beyond a burst
/// the connections by which a key sends are not read for a while, and what it sends waits on its own side.
struct Pace {
  /// Bytes that a key sends at once: 26 ms of decrypting.
  static var burst: Double { 16_000_000 }
  /// Bytes at once of one that sent too much lately.
  static var trial: Double { 1_000_000 }
  /// Bytes a second for as long as it likes: a twentieth of the thread's time, and three times what can be stored.
  static var rate: Double { 32_000_000 }
  /// What a message costs beside its bytes, as if it had so many more.
  static var message: Double { 512 }
  /// How long a connection is not read at most, in milliseconds.
  static var longest: Int64 { 1_000 }
  /// So long after it sent too much last a key is like any other again, in milliseconds.
  static var memory: Int64 { 60_000 }

  /// When a key that has too many waiting is to ask again, in milliseconds; it is not read until then.
  static var busy: Int64 { 250 }

  private struct Sender {
    var leak: Leak
    /// When it sent too much last.
    var overAt: Int64?
  }

  private var senders: [String: Sender] = [:]

  /// A key sent a message of so many bytes at a time in milliseconds.
  ///
  /// - Returns: for how many milliseconds the connection by which it came is not to be read, and whether the key sends
  ///   too much for the first time since long; nil where it does not.
  mutating func sent(_ bytes: Int, by key: String, at time: Int64) -> (milliseconds: Int64, isFirst: Bool)? {
    var sender = senders[key] ?? Sender(leak: Leak(at: time))
    sender.leak.add(Double(bytes) + Pace.message, at: time, rate: Pace.rate)
    sender.leak.limit(to: Pace.rate * Double(Pace.longest) / 1_000)
    let isFirst = sender.overAt.map { time - $0 > Pace.memory } ?? true
    let isOver = sender.leak.level > (isFirst ? Pace.burst : Pace.trial)
    if isOver { sender.overAt = time }
    senders[key] = sender
    return isOver ? (sender.leak.emptied(rate: Pace.rate), isFirst) : nil
  }
}
