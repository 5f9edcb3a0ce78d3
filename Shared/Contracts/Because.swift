/// Why a deadline falls on its day: enough for a person to check it without us.
public struct Because: Codable, Hashable, Sendable {
  /// The rule, in a kebab word.
  public let rule: String
  /// Where it stands: regulation and paragraph.
  public let source: String
  /// The day from which it counts.
  public let anchor: CivilDate
  /// The version of the working-day calendar.
  public let calendar: String
  /// The holidays that were skipped, weekends apart.
  public let skipped: [CivilDate]

  /// A reason by its parts.
  public init(rule: String, source: String, anchor: CivilDate, calendar: String, skipped: [CivilDate]) {
    self.rule = rule
    self.source = source
    self.anchor = anchor
    self.calendar = calendar
    self.skipped = skipped
  }

  /// The members of a reason.
  public static let fields: [Field] = [
    .required("rule", .word, "the rule"),
    .required("source", .text(1...200), "regulation and paragraph"),
    .required("anchor", .date, "the day from which it counts"),
    .required("calendar", .text(1...64), "the version of the working-day calendar"),
    .required("skipped", .list(.date, 0...100), "the holidays that were skipped, weekends apart"),
  ]
}
