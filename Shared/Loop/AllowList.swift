import Contracts
import Wire

/// The allow list: who may come in, a line a key (`protocol.md` §7).
struct AllowList {
  let keys: [AllowedKey]

  /// An empty list: nobody may come in.
  init() { keys = [] }

  /// Reads a whole list; empty lines and those that begin with `#` say nothing.
  ///
  /// - Throws: the first bad line, by its number.
  init(_ text: String) throws(AllowedKey.BadLine) {
    var keys: [AllowedKey] = []
    var seen: [String: Int] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first(where: { !$0.isWhitespace }), first != "#" else { continue }
      let number = index + 1
      let key: AllowedKey
      do {
        key = try AllowedKey(line: line)
      } catch {
        throw AllowedKey.BadLine("line \(number) of 'allow': \(error)")
      }
      guard (try? PublicKey(key.key)) != nil else {
        throw AllowedKey.BadLine("line \(number) of 'allow': '\(key.key)' is not a public key")
      }
      if let before = seen.updateValue(number, forKey: key.key) {
        throw AllowedKey.BadLine("line \(number) of 'allow': the key stands in line \(before) already")
      }
      keys.append(key)
    }
    self.keys = keys
  }

  /// Who comes in on a day, by public key.
  func callers(on day: CivilDate) -> [String: Caller] {
    Dictionary(uniqueKeysWithValues: keys.filter { $0.holds(on: day) }.map { ($0.key, Caller($0)) })
  }
}

extension [String: Caller] {
  /// Whether some key follows less in `newer` than it does here: what it subscribed to must be taken from it.
  func losesFollowing(in newer: [String: Caller]) -> Bool {
    contains { key, before in
      guard before.permissions.contains(.follow) else { return false }
      guard let after = newer[key], after.permissions.contains(.follow) else { return true }
      guard let left = after.authorities else { return false }
      return before.authorities.map { !$0.isSubset(of: left) } ?? true
    }
  }
}
