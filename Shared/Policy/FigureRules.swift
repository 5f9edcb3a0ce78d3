public import Contracts

/// How an authority itself counts and prints figures, where that differs from the definitions that all share.
public struct FigureRules: Hashable, Sendable {
  /// The codes that count as having contributed (SSDA903 REVIEW_CODE).
  public let contributed: [ParticipationCode]
  /// The streams of which reviews count; nil for all.
  public let streams: [ReviewStream]?
  /// How a rate is rounded.
  public let rounding: Rounding
  /// With how many decimals a rate is printed: none, one or two.
  public let decimals: Int
  /// Whether counts of 1 to 5 are left out of what is published.
  public let suppresses: Bool
  /// The authority's words for a child looked after; nil for the statute's.
  public let child: String?

  /// How a rate is rounded; the raw value is the wire's.
  public enum Rounding: String, CaseIterable, Hashable, Sendable {
    /// To the nearest, and halves up.
    case halfUp = "half-up"
    /// Down, whatever follows.
    case truncate = "truncate"
  }

  /// PN1 to PN6 contribute, every review counts, two decimals half up, nothing is left out.
  public static let baseline = FigureRules(
    contributed: ParticipationCode.allCases.filter(\.contributed), streams: nil, rounding: .halfUp, decimals: 2,
    suppresses: false, child: nil)
}

extension FigureRules {
  /// How the authority itself prints a rate: with how many decimals, and whether the rest is cut off; nil where that is
  /// as the baseline does.
  public var ownRounding: (decimals: Int, cutsOff: Bool)? {
    guard decimals != FigureRules.baseline.decimals || rounding != FigureRules.baseline.rounding else { return nil }
    return (decimals, rounding == .truncate)
  }
}

// MARK: - As data

extension FigureRules {
  static let fields: [Field] = [
    .optional(
      "contributed", .list(.oneOf(ParticipationCode.allCases.filter(\.isMeasured).map(\.rawValue)), 1...7),
      "the codes that count as contributed; PN1 to PN6"),
    .optional(
      "reviews", .list(.oneOf(ReviewStream.allCases.map(\.rawValue)), 1...10), "the streams that count; all"),
    .optional("rounding", .oneOf(Rounding.allCases.map(\.rawValue)), "how a rate is rounded; half-up"),
    .optional("decimals", .integer(0...2), "with how many decimals a rate is printed; 2"),
    .optional("suppress", .boolean, "whether counts of 1 to 5 are left out of what is published; false"),
    .optional("child", .text(1...60), "the words for a child looked after"),
  ]

  /// Reads the rules that stand at a pointer, and appends what is wrong; the baseline's where a member is left out.
  static func read(_ json: JSON?, at: String, into faults: inout [Fault]) -> FigureRules {
    guard let json else { return baseline }
    let before = faults.count
    PolicyFaults.check(json, fields, at: at, into: &faults)
    guard faults.count == before else { return baseline }
    let part = PolicyPart(json: json, at: at)
    return FigureRules(
      contributed: part.list("contributed", of: ParticipationCode.self, into: &faults) ?? baseline.contributed,
      streams: part.list("reviews", of: ReviewStream.self, into: &faults),
      rounding: part.one("rounding", of: Rounding.self) ?? baseline.rounding,
      decimals: part.integer("decimals") ?? baseline.decimals,
      suppresses: json["suppress"]?.boolean ?? baseline.suppresses, child: part.text("child"))
  }

  /// The rules as they travel: what differs from the baseline; nil where nothing does.
  var json: JSON? {
    guard self != Self.baseline else { return nil }
    return .object([
      ("contributed", contributed == Self.baseline.contributed ? nil : .words(contributed)),
      ("reviews", streams.map { .words($0) }),
      ("rounding", rounding == Self.baseline.rounding ? nil : .string(rounding.rawValue)),
      ("decimals", decimals == Self.baseline.decimals ? nil : .integer(decimals)),
      ("suppress", suppresses ? .boolean(true) : nil), ("child", child.map { .string($0) }),
    ])
  }
}
