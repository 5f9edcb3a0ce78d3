import Foundation

/// Keys and hashes as hex digits in lower case.
enum HexText {
  /// The digits of `bytes`.
  static func of(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }

  /// The 32 bytes of 64 hex digits, blanks around them apart; nil where it is anything else.
  static func key(_ text: String) -> Data? {
    let digits = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard digits.utf8.count == 64 else { return nil }
    var bytes = Data()
    var rest = digits[...]
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
