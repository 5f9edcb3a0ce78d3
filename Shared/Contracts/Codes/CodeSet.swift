/// A set of codes of the children looked after return (SSDA903), each with its official words and the days on which it
/// may be used. The sets are those of 2025/26 and the codes that were valid before; years run from 1 April to 31
/// March.
///
/// A code is judged by the date to which it belongs: one that was valid when its date fell stays valid for that date.
public protocol CodeSet: RawRepresentable, CaseIterable, Hashable, Sendable, Codable where RawValue == String {
  /// The set's kebab name, such as `legal-status`.
  static var setName: String { get }
  /// The official description.
  var words: String { get }
  /// The first day on which the code may be used; nil where it was valid before any date we know.
  var validFrom: CivilDate? { get }
  /// The last day on which the code may be used; nil while it is valid.
  var validTo: CivilDate? { get }
}

extension CodeSet {
  /// The code as it stands in the return and on the wire.
  public var code: String { rawValue }

  /// Most codes have no first day that we know.
  public var validFrom: CivilDate? { nil }

  /// Most codes are still valid.
  public var validTo: CivilDate? { nil }

  /// True where the code may stand for a fact of this day.
  public func isValid(on day: CivilDate) -> Bool {
    if let first = validFrom, day < first { return false }
    if let last = validTo, day > last { return false }
    return true
  }

  /// Reads the code as a string; throws `DecodingError.dataCorrupted` where the set has no such code. The refused text
  /// is not repeated, as it may be anything.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let code = Self(rawValue: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a code of \(Self.setName)")
    }
    self = code
  }

  /// Writes the code as a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Every code set, in the order of the return's own guide; for `describe` and for tests.
public let codeSets: [any CodeSet.Type] = [
  Sex.self, Ethnicity.self, ReasonForNewEpisode.self, LegalStatus.self, CategoryOfNeed.self, PlacementType.self,
  PlacementProvider.self, ReasonForPlacementChange.self, ReasonEpisodeCeased.self, ParticipationCode.self,
]
