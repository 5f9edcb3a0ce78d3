/// Bits drawn at random for one ask, so that rules need no source of their own: what is made of them goes into the
/// events that come of the ask, and from there it is read for ever.
public struct Chance: Hashable, Sendable {
  private let bits: (UInt64, UInt64)

  /// 128 bits.
  public init(_ high: UInt64, _ low: UInt64) { bits = (high, low) }

  /// A code of 100 of the bits, that nobody guesses: 20 capital letters and digits, without I, L, O and U, so that it
  /// can be read from a letter and typed (Crockford's base 32).
  public var code: String {
    let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    func half(_ bits: UInt64) -> [UInt8] { (0..<10).map { signs[Int(bits >> (5 * UInt64($0)) & 31)] } }
    return String(decoding: half(bits.0) + half(bits.1), as: UTF8.self)
  }

  /// Whether both are the same bits.
  public static func == (left: Chance, right: Chance) -> Bool { left.bits == right.bits }

  /// Feeds the bits to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(bits.0)
    hasher.combine(bits.1)
  }
}
