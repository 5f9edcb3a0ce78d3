public import Contracts

/// What raises a challenge of kind alert by itself, and of which theme.
public struct AlertRule: Hashable, Sendable {
  /// What raises it.
  public let cause: Cause
  /// The theme of the alert.
  public let theme: KebabWord
  /// The items of a form, the kinds or rules of a deadline, or the causes of a late notice, that raise it;
  /// nil for every one.
  public let only: [KebabWord]?
  /// For a change of contact: in how many days before it a review must have been held.
  public let withinDays: Int

  /// What raises an alert; the raw value is the alert's cause on the wire.
  public enum Cause: String, CaseIterable, Hashable, Sendable {
    /// An item of a form of compliance or monitoring was not met.
    case failedAuditItem = "failed-audit-item"
    /// The limit of a milestone of the child's care passed.
    case missedMilestone = "missed-milestone"
    /// The child is placed where the law forbids it (CPR 2010 reg 27A).
    case unlawfulPlacement = "unlawful-placement"
    /// Contact changed and no review had considered it (CPR 2010 reg 32(2)).
    case contactChangedWithoutReview = "contact-changed-without-review"
    /// The service was told of an entry late.
    case lateNotification = "late-notification"

    /// The cause's name on the wire.
    public var word: KebabWord { KebabWord(fixed: rawValue) }
  }

  /// Whether the rule asks for an alert of this item, or cause.
  public func concerns(_ item: KebabWord) -> Bool { only?.contains(item) ?? true }

  /// Whether it names this kind of deadline, or the rule by which it fell (`social-work-visit-after-a-move` also where
  /// that is followed by its span); nil where it names none.
  public func names(_ kind: KebabWord, rule: String) -> Bool? {
    only.map { $0.contains { $0 == kind || rule == $0.text || rule.hasPrefix($0.text + "-") } }
  }

  /// Days before a change of contact in which a review must have been held, unless said; a default of Holdfast.
  public static let baselineWithinDays = 28
}

// MARK: - As data

extension AlertRule {
  static let fields: [Field] = [
    .required("on", .oneOf(Cause.allCases.map(\.rawValue)), "what raises the alert"),
    .required("theme", .word, "the theme of the alert"),
    .optional(
      "only", .list(.word, 1...100),
      "the items, kinds or rules of a deadline, or causes of a late notice that raise it; every item, milestone or"
        + " notice unless said"
    ),
    .optional(
      "withinDays", .integer(0...400),
      "for a change of contact: in how many days before it a review must have been held; 28 unless said"),
  ]

  /// Reads a rule, and appends what is wrong; nil where anything is.
  init?(_ part: PolicyPart, into faults: inout [Fault]) {
    let before = faults.count
    only = part.words("only", into: &faults)
    withinDays = part.integer("withinDays") ?? Self.baselineWithinDays
    guard faults.count == before, let cause = part.one("on", of: Cause.self), let theme = part.word("theme") else {
      return nil
    }
    self.cause = cause
    self.theme = theme
  }

  /// The rule as it travels.
  var json: JSON {
    .object([
      ("on", .string(cause.rawValue)), ("theme", .string(theme.text)),
      ("only", only.map { .strings($0.map(\.text)) }),
      ("withinDays", withinDays == Self.baselineWithinDays ? nil : .integer(withinDays)),
    ])
  }
}
