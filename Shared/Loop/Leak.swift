/// Counts what comes, and forgets it at a steady rate: a bucket that leaks.
struct Leak {
  /// What came, less what the rate allows.
  private(set) var level = 0.0
  /// When the last came, in milliseconds.
  private(set) var at: Int64

  /// An empty one, at a time in milliseconds.
  init(at time: Int64 = 0) { at = time }

  /// So much came at a time in milliseconds; `rate` a second are forgotten.
  mutating func add(_ count: Double, at time: Int64, rate: Double) {
    level = max(0, level - Double(time - at) * rate / 1_000) + count
    at = time
  }

  /// Holds no more than that.
  mutating func limit(to most: Double) { level = min(level, most) }

  /// How many milliseconds after the last came all of it is forgotten.
  func emptied(rate: Double) -> Int64 { Int64((level * 1_000 / rate).rounded(.up)) }
}
