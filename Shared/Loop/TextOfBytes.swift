import FoundationEssentials

/// Bytes in lower-case hexadecimal digits.
enum Hex {
  /// The text of `bytes`.
  static func text(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// Base64 (RFC 4648 §4) for bytes that are no text.
enum Base64 {
  /// The text of `bytes`.
  static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
