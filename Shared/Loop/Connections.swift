/// How many connections each key has at one socket, so that no key has more than its share of memory and descriptors.
///
/// libzmq tells by descriptor who comes and goes, and by key who is let in, but not which is which before something was
/// sent. So a connection counts from when it was let in; once it speaks it is known, and no more when it is gone. Of
/// those that never spoke, a key has at most as many as stand silent: never counted too low.
struct Connections {
  /// Connections of a key at a socket at most.
  static var limit: Int { 32 }
  /// Who is connected so long, in milliseconds, has ended its handshake: those that do not are cut after two seconds.
  static var settled: Int64 { 3_000 }
  /// Who was let in so long ago, in milliseconds, stands among the settled, or is gone.
  static var counted: Int64 { 5_000 }

  /// Connections from which nothing was read yet, with when they were accepted.
  private var silent: [Int32: Int64] = [:]
  /// Whose each of the others is.
  private var speakers: [Int32: String] = [:]
  private var speaking: [String: Int] = [:]
  /// When each key was let in, the oldest first, as far as it has not spoken since.
  private var letIn: [String: [Int64]] = [:]

  /// A connection was accepted at a time in milliseconds, before its handshake.
  mutating func accepted(_ descriptor: Int32, at time: Int64) {
    ended(descriptor)
    silent[descriptor] = time
  }

  /// A connection is gone.
  mutating func ended(_ descriptor: Int32) {
    guard silent.removeValue(forKey: descriptor) == nil else { return }
    guard let key = speakers.removeValue(forKey: descriptor) else { return }
    leave(key)
  }

  /// Something was read from a connection of `key`. One that is gone meanwhile is left out.
  mutating func spoke(_ key: String, by descriptor: Int32) {
    let before = speakers[descriptor]
    guard before != key else { return }
    if let before {
      // The descriptor went to another connection, while a line of the one before still waited to be read.
      leave(before)
    } else {
      guard silent.removeValue(forKey: descriptor) != nil else { return }
    }
    speakers[descriptor] = key
    speaking[key, default: 0] += 1
    guard let times = letIn[key] else { return }
    letIn[key] = times.count > 1 ? Array(times.dropFirst()) : nil
  }

  /// Whether `key` may have one connection more at a time in milliseconds; it counts from now on where it may.
  mutating func letsIn(_ key: String, at time: Int64) -> Bool {
    if count(of: key) >= Self.limit { forgetGone(of: key, at: time) }
    guard count(of: key) < Self.limit else { return false }
    letIn[key, default: []].append(time)
    return true
  }

  /// How many connections a key has, as far as is known: never fewer than it has.
  func count(of key: String) -> Int { speaking[key, default: 0] + (letIn[key]?.count ?? 0) }

  private mutating func leave(_ key: String) {
    let left = speaking[key, default: 1] - 1
    speaking[key] = left > 0 ? left : nil
  }

  private mutating func forgetGone(of key: String, at time: Int64) {
    guard let times = letIn[key] else { return }
    let standing = silent.values.count { time - $0 >= Self.settled }
    let old = times.prefix { time - $0 >= Self.counted }.count
    guard old > standing else { return }
    let left = Array(times.dropFirst(old - standing))
    letIn[key] = left.isEmpty ? nil : left
  }
}
