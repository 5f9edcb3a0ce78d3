public import Contracts

/// Reviews that an authority holds beside those that statute asks for.
public struct ExtraReview: Hashable, Sendable {
  /// The rule's name, such as `post-eighteen`.
  public let name: KebabWord
  /// The stream in which the reviews stand.
  public let stream: ReviewStream
  /// What they follow.
  public let after: Cause
  /// The first one, from its cause; nil only where the court says by which day, or where its booking opens the stream.
  public let within: Span?
  /// The later ones, each from the one held before; nil where one is enough.
  public let every: Span?
  /// Who set it.
  public let source: String

  /// What an extra review follows.
  public enum Cause: String, CaseIterable, Hashable, Sendable {
    /// The child left care.
    case leftCare = "left-care"
    /// The child's 18th birthday.
    case eighteenthBirthday = "eighteenth-birthday"
    /// The child's 16th birthday.
    case sixteenthBirthday = "sixteenth-birthday"
    /// A placement order.
    case placementOrder = "placement-order"
    /// A court directed it, and said by which day.
    case courtDirection = "court-direction"
    /// Somebody opened the stream by booking or holding its first review.
    case opened
  }
}

// MARK: - As data

extension ExtraReview {
  static let fields: [Field] =
    [
      .required("name", .word, "the rule's name"),
      .required("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "the stream in which the reviews stand"),
      .required("after", .oneOf(Cause.allCases.map(\.rawValue)), "what they follow"),
    ] + Span.fields("within", "the first one, from its cause; needed but after court-direction and opened")
    + Span.fields("every", "the later ones, each from the one held before")
    + [.required("source", .text(1...200), "who set it")]

  /// Reads a rule, and appends what is wrong; nil where anything is.
  init?(_ part: PolicyPart, into faults: inout [Fault]) {
    let before = faults.count
    within = part.span("within", into: &faults)
    every = part.span("every", into: &faults)
    guard let name = part.word("name"), let stream = part.one("stream", of: ReviewStream.self),
      let after = part.one("after", of: Cause.self), let source = part.text("source")
    else { return nil }
    if within == nil && after != .courtDirection && after != .opened { faults.append(Fault("no-span", at: part.at)) }
    guard faults.count == before else { return nil }
    self.name = name
    self.stream = stream
    self.after = after
    self.source = source
  }

  /// The rule as it travels.
  var json: JSON {
    .object([
      ("name", .string(name.text)), ("stream", .string(stream.rawValue)), ("after", .string(after.rawValue)),
      Span.member("within", within), Span.member("every", every), ("source", .string(source)),
    ])
  }
}
