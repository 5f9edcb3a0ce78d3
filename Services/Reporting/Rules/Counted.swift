/// Counts in a sentence: the one rule for one and many.
public enum Counted {
  /// A count with what is counted, in the singular of exactly one and in the plural of all else.
  public static func words(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(choice(count, one, many))"
  }

  /// The words for a count alone.
  public static func choice(_ count: Int, _ one: String, _ many: String) -> String { count == 1 ? one : many }
}
