import Crypto

/// The chain over a journal's lines, computed from the bytes alone (`protocol.md` §3).
struct Chain {
  private var link = [UInt8](repeating: 0, count: 32)
  /// How many lines were taken.
  private(set) var count = 0

  /// Takes the next line, without a line feed.
  mutating func take(_ line: [UInt8]) {
    var digest = SHA256()
    digest.update(data: link)
    digest.update(data: line)
    link = Array(digest.finalize())
    count += 1
  }

  /// The newest link in hex.
  var root: String {
    link.map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }
}
