import Contracts

extension Chance {
  /// 128 bits of the system's randomness.
  static func drawn() -> Chance {
    var source = SystemRandomNumberGenerator()
    return Chance(source.next(), source.next())
  }
}
