public import Contracts
import Crypto

/// The hash by which an adopted profile or calendar is known.
public enum ContentHash {
  /// SHA-256 of the value's canonical JSON, in 64 hexadecimal digits.
  public static func text(of value: JSON) -> String {
    SHA256.hash(data: value.canonical).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
