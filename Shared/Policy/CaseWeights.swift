import Contracts

/// How much more or less work one child is than another, for weighted caseloads and for choosing an officer.
///
/// The weights that hold for a child are multiplied; in the baseline every one is 1, so that a weighted load is the
/// count.
public struct CaseWeights: Hashable, Sendable {
  /// A child who became looked after within so long.
  public internal(set) var recentlyAccommodated = Recent(weight: 1, within: .months(3))
  /// A child placed more than so many miles from home.
  public internal(set) var atDistance = Distance(weight: 1, overMiles: 20)
  /// A child in care proceedings.
  public internal(set) var inProceedings: Double = 1
  /// A child with so many placements or more in twelve months.
  public internal(set) var disrupted = Disruption(weight: 1, placements: 3)
  /// A child in one foster placement for longer than so long; less work where below 1.
  public internal(set) var settled = Settled(weight: 1, over: .months(12))

  /// The weights of the baseline: every child counts as one.
  public static let baseline = CaseWeights()

  /// A weight of time in care.
  public struct Recent: Hashable, Sendable {
    /// The factor.
    public let weight: Double
    /// How recently the child became looked after.
    public let within: Span
  }

  /// A weight of distance.
  public struct Distance: Hashable, Sendable {
    /// The factor.
    public let weight: Double
    /// The miles from home that are exceeded.
    public let overMiles: Int
  }

  /// A weight of moves.
  public struct Disruption: Hashable, Sendable {
    /// The factor.
    public let weight: Double
    /// The placements in twelve months from which it holds.
    public let placements: Int
  }

  /// A weight of a settled foster placement.
  public struct Settled: Hashable, Sendable {
    /// The factor.
    public let weight: Double
    /// How long the placement has lasted.
    public let over: Span
  }
}

// MARK: - As data

extension CaseWeights {
  private static let weight = Field.required("weight", .number(0.1...10), "the factor")

  static let fields: [Field] = [
    .optional(
      "recentlyAccommodated", .object([weight] + Span.fields("within", "how recently; three months unless said")),
      "a child who became looked after within so long"),
    .optional(
      "atDistance", .object([weight, .optional("overMiles", .integer(1...1_000), "20 unless said")]),
      "a child placed more than so many miles from home"),
    .optional("inProceedings", .object([weight]), "a child in care proceedings"),
    .optional(
      "disrupted", .object([weight, .optional("placements", .integer(2...50), "3 unless said")]),
      "a child with so many placements or more in twelve months"),
    .optional(
      "settled", .object([weight] + Span.fields("over", "how long; twelve months unless said")),
      "a child in one foster placement for longer than so long"),
  ]

  /// Reads the weights that stand at a pointer, and appends what is wrong.
  static func read(_ json: JSON?, at: String, into faults: inout [Fault]) -> CaseWeights {
    var weights = baseline
    guard let json else { return weights }
    PolicyFaults.check(json, fields, at: at, into: &faults)
    for field in fields {
      guard case .object(let inner) = field.shape, let value = json[field.name], value.members != nil else { continue }
      let known = Set(inner.map(\.name))
      for member in value.members?.list ?? [] where !known.contains(member.name) {
        faults.append(Fault("unknown-member", at: "\(at)/\(field.name)/\(PolicyText.escaped(member.name))"))
      }
    }
    if let part = json["recentlyAccommodated"], let weight = part["weight"]?.double {
      let within = Span.read("within", in: part, at: "\(at)/recentlyAccommodated", into: &faults)
      weights.recentlyAccommodated = Recent(weight: weight, within: within ?? baseline.recentlyAccommodated.within)
    }
    if let part = json["atDistance"], let weight = part["weight"]?.double {
      let miles = part["overMiles"]?.integer ?? baseline.atDistance.overMiles
      weights.atDistance = Distance(weight: weight, overMiles: miles)
    }
    if let weight = json["inProceedings"]?["weight"]?.double { weights.inProceedings = weight }
    if let part = json["disrupted"], let weight = part["weight"]?.double {
      let placements = part["placements"]?.integer ?? baseline.disrupted.placements
      weights.disrupted = Disruption(weight: weight, placements: placements)
    }
    if let part = json["settled"], let weight = part["weight"]?.double {
      let over = Span.read("over", in: part, at: "\(at)/settled", into: &faults)
      weights.settled = Settled(weight: weight, over: over ?? baseline.settled.over)
    }
    return weights
  }

  /// The weights as they travel, without those of the baseline; nil where nothing differs.
  var json: JSON? {
    let baseline = Self.baseline
    let members: [(String, JSON?)] = [
      (
        "recentlyAccommodated",
        recentlyAccommodated == baseline.recentlyAccommodated
          ? nil
          : .object([Self.member(recentlyAccommodated.weight), Span.member("within", recentlyAccommodated.within)])
      ),
      (
        "atDistance",
        atDistance == baseline.atDistance
          ? nil : .object([Self.member(atDistance.weight), ("overMiles", .integer(atDistance.overMiles))])
      ),
      ("inProceedings", inProceedings == baseline.inProceedings ? nil : .object([Self.member(inProceedings)])),
      (
        "disrupted",
        disrupted == baseline.disrupted
          ? nil : .object([Self.member(disrupted.weight), ("placements", .integer(disrupted.placements))])
      ),
      (
        "settled",
        settled == baseline.settled ? nil : .object([Self.member(settled.weight), Span.member("over", settled.over)])
      ),
    ]
    return members.contains { $0.1 != nil } ? .object(members) : nil
  }

  private static func member(_ weight: Double) -> (String, JSON?) { ("weight", .number("\(weight)")) }
}
