public import Contracts

/// What an authority asks for while a child lives in a placement of some kind, or after a move: visits or oversight, a
/// first one within so long, then one every so often.
///
/// A rule without registration, placement types or move holds for every child from the day of becoming looked after.
public struct OversightRule: Hashable, Sendable {
  /// What is asked for.
  public let act: Act
  /// The registrations that call for it; nil for any.
  public let registration: [Registration]?
  /// The placement types that call for it; nil for any.
  public let placements: [PlacementType]?
  /// True where any move to a new placement calls for it, from the move; else it runs while the placement is such.
  public let afterMove: Bool
  /// The first one, from the start of the placement; nil where only `every` rules, from the start as well.
  public let first: Span?
  /// The later ones, each from the one before; nil where one is enough.
  public let every: Span?
  /// For how long from the start of the placement it is asked for; nil for as long as the child lives there.
  public let until: Span?
  /// Who set it.
  public let source: String

  /// What an oversight rule asks for.
  public enum Act: String, CaseIterable, Hashable, Sendable {
    /// The officer visits the child.
    case visit
    /// The officer records oversight of the placement.
    case oversight
    /// The social worker visits the child.
    case socialWorkVisit = "social-work-visit"

    /// The kind of deadline that it makes.
    public var kind: DeadlineKind {
      switch self {
      case .visit: .visit
      case .oversight: .oversight
      case .socialWorkVisit: .socialWorkVisit
      }
    }
  }

  /// The rule's name in kebab words, such as `oversight-every-1-weeks`; two rules of a profile never share one.
  public var word: String {
    [
      act.rawValue, afterMove ? "after-a-move" : nil, registration?.map(\.rawValue).joined(separator: "-or-"),
      placements?.map { $0.rawValue.lowercased() }.joined(separator: "-"), first.map { "within-\($0.word)" },
      every.map { "every-\($0.word)" },
    ].compactMap(\.self).joined(separator: "-")
  }

  /// Whether a placement calls for the rule's act, apart from whether the child moved into it.
  public func concerns(_ placement: PlacementType, registration found: Registration) -> Bool {
    (registration?.contains(found) ?? true) && (placements?.contains(placement) ?? true)
  }
}

// MARK: - As data

extension OversightRule {
  static let fields: [Field] =
    [
      .required("act", .oneOf(Act.allCases.map(\.rawValue)), "what is asked for"),
      .optional(
        "registration", .list(.oneOf(Registration.allCases.map(\.rawValue)), 1...3),
        "the registrations that call for it; any unless said"),
      .optional(
        "placements", .list(.code(PlacementType.self), 1...40),
        "the placement types that call for it; any unless said"),
      .optional("afterMove", .boolean, "whether a move calls for it; false unless said"),
    ] + Span.fields("first", "the first one, from the start of the placement")
    + Span.fields("every", "the later ones, each from the one before")
    + Span.fields("until", "for how long from the start of the placement")
    + [.required("source", .text(1...200), "who set it")]

  /// Reads a rule, and appends what is wrong; nil where anything is.
  init?(_ part: PolicyPart, into faults: inout [Fault]) {
    let before = faults.count
    registration = part.list("registration", of: Registration.self, into: &faults)
    placements = part.list("placements", of: PlacementType.self, into: &faults)
    afterMove = part.json["afterMove"]?.boolean ?? false
    first = part.span("first", into: &faults)
    every = part.span("every", into: &faults)
    until = part.span("until", into: &faults)
    if first == nil && every == nil { faults.append(Fault("no-span", at: part.at)) }
    guard faults.count == before, let act = part.one("act", of: Act.self), let source = part.text("source") else {
      return nil
    }
    self.act = act
    self.source = source
  }

  /// The rule as it travels.
  var json: JSON {
    .object([
      ("act", .string(act.rawValue)), ("registration", registration.map { .words($0) }),
      ("placements", placements.map { .words($0) }), ("afterMove", afterMove ? .boolean(true) : nil),
      Span.member("first", first), Span.member("every", every), Span.member("until", until),
      ("source", .string(source)),
    ])
  }
}
