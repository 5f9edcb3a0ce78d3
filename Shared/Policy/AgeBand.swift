import Contracts

/// A band of ages, in completed years, into which a table sorts children.
public struct AgeBand: Hashable, Sendable {
  /// The row's label, such as `0-5`.
  public let name: String
  /// The youngest age in the band.
  public let from: Int
  /// The oldest age in the band; nil where it is open.
  public let to: Int?
  /// True for unaccompanied asylum-seeking children only, false for the others only, nil for all.
  public let unaccompanied: Bool?

  /// Whether a child of this age belongs to the band.
  public func holds(age: Int, unaccompanied isUnaccompanied: Bool) -> Bool {
    from <= age && age <= to ?? .max && (unaccompanied ?? isUnaccompanied) == isUnaccompanied
  }

  /// The bands of the baseline: 0 to 5, 6 to 13, 14 and over without and with unaccompanied children.
  public static let baseline: [AgeBand] = [
    AgeBand(name: "0-5", from: 0, to: 5, unaccompanied: nil),
    AgeBand(name: "6-13", from: 6, to: 13, unaccompanied: nil),
    AgeBand(name: "14-plus", from: 14, to: nil, unaccompanied: false),
    AgeBand(name: "14-plus-unaccompanied", from: 14, to: nil, unaccompanied: true),
  ]
}

// MARK: - As data

extension AgeBand {
  static let fields: [Field] = [
    .required("name", .word, "the row's label"),
    .required("from", .integer(0...25), "the youngest age in the band, in completed years"),
    .optional("to", .integer(0...25), "the oldest age in the band; open unless said"),
    .optional("unaccompanied", .boolean, "true for unaccompanied children only, false for the others only"),
  ]

  /// Reads a list of bands that stands at a pointer, and appends what is wrong: every child of every age from 0 to 17
  /// must belong to exactly one band.
  static func read(_ json: JSON, at: String, into faults: inout [Fault]) -> [AgeBand] {
    let before = faults.count
    var bands: [AgeBand] = []
    for (index, value) in (json.array ?? []).enumerated() {
      PolicyFaults.check(value, fields, at: "\(at)/\(index)", into: &faults)
      guard let name = value["name"]?.string, let from = value["from"]?.integer else { continue }
      let band = AgeBand(
        name: name, from: from, to: value["to"]?.integer, unaccompanied: value["unaccompanied"]?.boolean)
      if bands.contains(where: { $0.name == name }) { faults.append(Fault("named-twice", at: "\(at)/\(index)/name")) }
      bands.append(band)
    }
    guard faults.count == before else { return [] }
    for age in 0...17 {
      for unaccompanied in [false, true] {
        let count = bands.count { $0.holds(age: age, unaccompanied: unaccompanied) }
        if count == 1 { continue }
        faults.append(Fault(count == 0 ? "age-in-no-band" : "age-in-two-bands", at: at))
        return []
      }
    }
    return bands
  }

  /// The band as it travels.
  var json: JSON {
    .object([
      ("name", .string(name)), ("from", .integer(from)), ("to", to.map { .integer($0) }),
      ("unaccompanied", unaccompanied.map { .boolean($0) }),
    ])
  }
}
