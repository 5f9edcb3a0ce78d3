import FoundationEssentials

/// Bytes in lower-case hexadecimal digits.
enum Hex {
  /// The text of `bytes`.
  static func text(of bytes: [UInt8]) -> String {
    var letters: [UInt8] = []
    letters.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      letters.append(digit(byte >> 4))
      letters.append(digit(byte & 15))
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// The digit of a number below 16.
  static func digit(_ number: UInt8) -> UInt8 {
    number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "a") + (number - 10)
  }
}

/// Base64 (RFC 4648 §4) for bytes that are no text.
enum Base64 {
  /// The text of `bytes`.
  static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
