public import Contracts

/// How many challenges of one theme and team, in how many weeks, make a theme that is to go to a senior role.
public struct ThemePattern: Hashable, Sendable {
  /// How many challenges.
  public let count: Int
  /// In how many weeks they were raised.
  public let weeks: Int
  /// The senior role to whom the theme should go.
  public let to: KebabWord

  /// Three in 12 weeks, to the head of service: a default of Holdfast, no report prints a number.
  public static let baseline = ThemePattern(count: 3, weeks: 12, to: KebabWord(fixed: "head-of-service"))

  static let fields: [Field] = [
    .optional("count", .integer(2...100), "how many challenges of one theme and team"),
    .optional("weeks", .integer(1...520), "in how many weeks they were raised"),
    .optional("to", .word, "the senior role to whom the theme should go"),
  ]

  /// Reads a pattern that stands at a pointer, and appends what is wrong; the baseline's where a member is left out.
  static func read(_ json: JSON?, at: String, into faults: inout [Fault]) -> ThemePattern {
    guard let json else { return baseline }
    let before = faults.count
    PolicyFaults.check(json, fields, at: at, into: &faults)
    guard faults.count == before else { return baseline }
    return ThemePattern(
      count: json["count"]?.integer ?? baseline.count, weeks: json["weeks"]?.integer ?? baseline.weeks,
      to: json["to"]?.string.flatMap { KebabWord($0) } ?? baseline.to)
  }

  /// The pattern as it travels; nil where it is the baseline's.
  var json: JSON? {
    guard self != Self.baseline else { return nil }
    return .object([("count", .integer(count)), ("weeks", .integer(weeks)), ("to", .string(to.text))])
  }
}
