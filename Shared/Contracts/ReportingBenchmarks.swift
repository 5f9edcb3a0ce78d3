/// What others reached in a figure, to set beside one's own.
public struct Benchmark: MessageBody {
  /// The set it belongs to, such as england or statistical-neighbours.
  public let set: KebabWord
  /// The figure it is of, or the table where `row` is given.
  public let figure: KebabWord
  /// The row of that table; nil where it is of a figure.
  public let row: String?
  /// The year in which its period ended, on 31 March.
  public let year: Int
  /// The value, in the figure's own unit, or in that of the table's column.
  public let value: Double
  /// Where it was published.
  public let source: String

  /// The members of a benchmark.
  public static let fields: [Field] = [
    .required("set", .word, "the set it belongs to, such as england or statistical-neighbours"),
    .required("figure", .word, "the figure it is of, or the table where row is given"),
    .optional("row", .text(1...64), "the row of that table, by its label: set beside its share, or its first number"),
    .required("year", .integer(1992...2100), "the year in which its period ended, on 31 March"),
    .required("value", .number(0...1e9), "the value, in the figure's own unit"),
    .required("source", .text(1...200), "where it was published"),
  ]
}

/// Loads a benchmark; the same set, figure and year again put it right.
public struct LoadBenchmark: BodyMessage {
  public let body: Benchmark

  public static let name = "load-benchmark"
  public static let words = "Loads a benchmark; the same set, figure and year again put it right."

  /// The message by its body.
  public init(_ body: Benchmark) { self.body = body }
}

/// A benchmark was loaded.
public struct BenchmarkLoaded: BodyMessage {
  public let body: Benchmark

  public static let name = "benchmark-loaded"
  public static let words = "A benchmark was loaded."

  /// The message by its body.
  public init(_ body: Benchmark) { self.body = body }
}

/// What an authority means to reach in a figure.
public struct Target: MessageBody {
  /// The figure it is for.
  public let figure: KebabWord
  /// The value to reach, in the figure's own unit.
  public let value: Double
  /// Whether the figure should be at least the value (`at-least`) or at most (`at-most`).
  public let direction: KebabWord
  /// The first day on which it holds.
  public let from: CivilDate
  /// The last day; nil until another follows.
  public let to: CivilDate?
  /// Where it was set; nil where that is not told.
  public let source: String?

  /// The members of a target.
  public static let fields: [Field] = [
    .required("figure", .word, "the figure it is for"),
    .required("value", .number(0...1e9), "the value to reach, in the figure's own unit"),
    .required(
      "direction", .oneOf(["at-least", "at-most"]), "whether the figure should be at least the value or at most"),
    .required("from", .date, "the first day on which it holds"),
    .optional("to", .date, "the last day; until another follows where it is left out"),
    .optional("source", .text(1...200), "where it was set"),
  ]
}

/// Sets what an authority means to reach in a figure.
public struct SetTarget: BodyMessage {
  public let body: Target

  public static let name = "set-target"
  public static let words = "Sets what an authority means to reach in a figure."

  /// The message by its body.
  public init(_ body: Target) { self.body = body }
}

/// A target was set for a figure.
public struct TargetSet: BodyMessage {
  public let body: Target

  public static let name = "target-set"
  public static let words = "A target was set for a figure."

  /// The message by its body.
  public init(_ body: Target) { self.body = body }
}
