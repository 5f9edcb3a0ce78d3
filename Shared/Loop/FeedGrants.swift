/// What each key was granted of a feed, and so what it is told.
///
/// libzmq says who subscribes, and who ends a subscription; of one that goes away it says only what it had asked for.
/// Where several keys had asked for the same, each counts as following until as many went away as there were: so a key
/// may be held for told longer than it was, never shorter.
struct FeedGrants {
  /// What one peer asked for.
  private struct Wish: Hashable {
    let user: String
    let wish: [UInt8]
  }

  private var grants: [Wish: (count: Int, prefixes: [[UInt8]])] = [:]
  /// How many went away of those that had asked for the same, where it is not known who.
  private var gone: [[UInt8]: Int] = [:]
  /// Whether anything changed since it was asked last.
  private var isChanged = false

  /// A peer asked for lines, and was granted those that begin with `prefixes`.
  mutating func begin(_ user: String, _ wish: [UInt8], _ prefixes: [[UInt8]]) {
    guard !prefixes.isEmpty else { return }
    grants[Wish(user: user, wish: wish), default: (0, prefixes)].count += 1
    isChanged = true
  }

  /// A peer wants them no more; `user` is empty where it went away and its key is not known.
  mutating func end(_ user: String, _ wish: [UInt8]) {
    let known = Wish(user: user, wish: wish)
    if grants[known] != nil {
      take(known)
    } else if user.isEmpty {
      let all = grants.filter { $0.key.wish == wish }
      if all.count == 1, let only = all.first?.key {
        take(only)
      } else if !all.isEmpty {
        gone[wish, default: 0] += 1
        guard gone[wish, default: 0] >= all.values.reduce(0, { $0 + $1.count }) else { return }
        for key in all.keys { grants[key] = nil }
        gone[wish] = nil
        isChanged = true
      }
    }
  }

  /// Nobody follows any more.
  mutating func clear() {
    self = FeedGrants()
    isChanged = true
  }

  private mutating func take(_ key: Wish) {
    guard let grant = grants[key] else { return }
    grants[key] = grant.count > 1 ? (grant.count - 1, grant.prefixes) : nil
    isChanged = true
  }

  /// Who follows what now, by user; nil where nothing changed since it was asked last.
  mutating func takeChanged() -> [String: Set<String>]? {
    guard isChanged else { return nil }
    isChanged = false
    var followers: [String: Set<String>] = [:]
    for (key, grant) in grants {
      followers[key.user, default: []].formUnion(grant.prefixes.map { String(decoding: $0, as: UTF8.self) })
    }
    return followers
  }
}
