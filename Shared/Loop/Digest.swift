import Contracts
import Crypto

/// Digests by which content is compared and ids are derived.
enum Digest {
  /// SHA-256 of `bytes`: 32 bytes.
  static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

  /// SHA-256 of an event's content as a JSON value, `receivedtime` apart.
  static func content(of event: JSON) -> [UInt8] { sha256(event.without("receivedtime").canonical) }

  /// SHA-256 of what a command asks, `receivedtime` apart.
  static func content(of method: String, _ params: JSON) -> [UInt8] {
    sha256(Array(method.utf8) + [0] + params.without("receivedtime").canonical)
  }

  /// The id of the event that is number `ordinal` of what `cause` brought about: UUID version 5 (RFC 9562), so that a
  /// retry makes the same event.
  static func uuid(cause: String, ordinal: Int) -> String {
    var named = namespace
    named.append(contentsOf: "\(cause)/\(ordinal)".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, whole) in Insecure.SHA1.hash(data: named).prefix(16).enumerated() {
      let byte = index == 6 ? whole & 0x0F | 0x50 : index == 8 ? whole & 0x3F | 0x80 : whole
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
      text.append(Hex.digit(byte >> 4))
      text.append(Hex.digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Holdfast's own namespace for derived ids.
  private static let namespace: [UInt8] = [
    0x6f, 0x1c, 0x8a, 0x52, 0x3b, 0x0e, 0x4d, 0x57, 0x9a, 0x41, 0x7e, 0x2d, 0x90, 0xc6, 0x15, 0xb3,
  ]
}
