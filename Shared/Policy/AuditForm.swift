public import Contracts

/// A form of yes and no items that is completed for a review or a conference.
public struct AuditForm: Hashable, Sendable {
  /// The form's name, such as `monitoring-tool`.
  public let name: KebabWord
  /// What it is completed before.
  public let before: Meeting
  /// The items, in order, none twice.
  public let items: [KebabWord]
  /// The share of meetings with a completed form that the authority wants, in per cent; nil where it has set none.
  public let target: Int?

  /// What a form is completed before.
  public enum Meeting: String, CaseIterable, Hashable, Sendable {
    /// A review.
    case review
    /// A child protection conference.
    case conference
  }
}

// MARK: - As data

extension AuditForm {
  static let fields: [Field] = [
    .required("name", .word, "the form's name"),
    .required("before", .oneOf(Meeting.allCases.map(\.rawValue)), "what it is completed before"),
    .required("items", .list(.word, 1...60), "the items"),
    .optional("target", .integer(1...100), "the share of meetings with a completed form that is wanted, in per cent"),
  ]

  /// Reads a form, and appends what is wrong; nil where anything is.
  init?(_ part: PolicyPart, into faults: inout [Fault]) {
    let before = faults.count
    let items = part.words("items", into: &faults)
    guard faults.count == before, let items, let name = part.word("name"),
      let meeting = part.one("before", of: Meeting.self)
    else { return nil }
    self.name = name
    self.before = meeting
    self.items = items
    target = part.integer("target")
  }

  /// The form as it travels.
  var json: JSON {
    .object([
      ("name", .string(name.text)), ("before", .string(before.rawValue)), ("items", .strings(items.map(\.text))),
      ("target", target.map { .integer($0) }),
    ])
  }
}
