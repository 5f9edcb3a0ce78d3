import Crypto

/// The chain that binds each line to all before it: h(0) = 32 zero bytes, h(n) = SHA-256(h(n−1) ‖ line) (protocol §3).
enum Chain {
  /// The hash before the first event.
  static let start = [UInt8](repeating: 0, count: 32)

  /// The hash of a line that follows `before`.
  static func hash(after before: [UInt8], _ line: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: before)
    hash.update(data: line)
    return unsafe hash.finalize().withUnsafeBytes { unsafe Array($0) }
  }
}
