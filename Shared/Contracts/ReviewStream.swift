/// The streams of reviews that a child may have, each with a clock of its own (protocol §5).
public enum ReviewStream: String, CaseIterable, Hashable, Sendable {
  /// Reviews of a looked-after child: CPR 2010 reg 33.
  case lookedAfter = "looked-after"
  /// Reviews of a child in a series of short breaks: CPR 2010 reg 48.
  case shortBreaks = "short-breaks"
  /// Reviews of a child whom the agency may place for adoption and has not placed: AAR 2005 reg 36(1).
  case authorityToPlace = "authority-to-place"
  /// Reviews of a child placed for adoption: AAR 2005 reg 36(3).
  case placedForAdoption = "placed-for-adoption"
  /// Reviews that an authority goes on with after care; no statute sets their limits.
  case postCare = "post-care"
  /// Review conferences of a child protection plan.
  case childProtection = "child-protection"
  /// Reviews that a court has directed, by the day it gave or until the day it gave; no statute sets their limits.
  case courtDirected = "court-directed"
  /// Reviews of a child placed for an intercountry adoption, as the adopted profile sets their limits.
  case intercountryAdoption = "intercountry-adoption"
}

extension ReviewStream: Codable {
  /// Reads the stream's kebab name; throws `DecodingError.dataCorrupted` for any other word.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let stream = ReviewStream(rawValue: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a stream of reviews")
    }
    self = stream
  }

  /// Writes the stream's kebab name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
