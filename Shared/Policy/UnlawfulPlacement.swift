public import Contracts

/// Placements that the law forbids for children under an age.
public struct UnlawfulPlacement: Hashable, Sendable {
  /// The placement types that are forbidden.
  public let placements: [PlacementType]
  /// Children younger than this, in completed years, may not be placed so.
  public let underAge: Int
  /// The first day on which it is unlawful.
  public let from: CivilDate
  /// The regulation that forbids it.
  public let source: String

  /// Whether a child of this age may not be in a placement of this type on a day.
  public func forbids(_ placement: PlacementType, age: Int, on day: CivilDate) -> Bool {
    from <= day && age < underAge && placements.contains(placement)
  }

  /// Since 9 September 2021 no child under 16 may be in other arrangements than a foster home or a children's home:
  /// semi-independent living (H5), supported accommodation (K3), independent living (P2), whatever their registration.
  public static let baseline: [UnlawfulPlacement] = {
    guard let from = CivilDate("2021-09-09") else { preconditionFailure("the baseline's ban has no day") }
    return [
      UnlawfulPlacement(placements: [.h5, .k3, .p2], underAge: 16, from: from, source: "CPR 2010 reg 27A")
    ]
  }()
}

// MARK: - As data

extension UnlawfulPlacement {
  static let fields: [Field] = [
    .required("placements", .list(.code(PlacementType.self), 1...40), "the placement types that are forbidden"),
    .required("underAge", .integer(1...25), "children younger than this, in completed years"),
    .required("from", .date, "the first day on which it is unlawful"),
    .required("source", .text(1...200), "the regulation that forbids it"),
  ]

  /// Reads a ban, and appends what is wrong; nil where anything is.
  init?(_ part: PolicyPart, into faults: inout [Fault]) {
    let before = faults.count
    let placements = part.list("placements", of: PlacementType.self, into: &faults)
    guard faults.count == before, let placements, let underAge = part.integer("underAge"),
      let from = part.date("from"), let source = part.text("source")
    else { return nil }
    self.placements = placements
    self.underAge = underAge
    self.from = from
    self.source = source
  }

  /// The ban as it travels.
  var json: JSON {
    .object([
      ("placements", .words(placements)), ("underAge", .integer(underAge)), ("from", .string(from.description)),
      ("source", .string(source)),
    ])
  }
}
