public import Contracts

/// What changed in a figure between two views of the same period.
public struct Moved: Sendable {
  /// The figure.
  public let figure: Figure
  /// What it counted before.
  public let before: Measured
  /// What it counts now.
  public let after: Measured
  /// The records that it counts now and did not before, or the other way round, in order.
  public let records: [String]

  /// What changed in a figure; nil where nothing did.
  public init?(_ figure: Figure, from old: Facts, to new: Facts) {
    before = figure.measure(old)
    after = figure.measure(new)
    let records = Moved.standing(before).symmetricDifference(Moved.standing(after))
    guard !records.isEmpty || before.value != after.value else { return nil }
    self.figure = figure
    self.records = Set(records.map { String($0.dropFirst(2)) }).sorted()
  }

  /// How each record stands in what was counted: in the numerator, in the denominator, or in both.
  public static func standing(_ measured: Measured) -> Set<String> {
    Set(measured.numerator.map { "n " + $0 } + (measured.denominatorRecords ?? []).map { "d " + $0 })
  }

  /// How some of the records stand; of all of them the value too, where no record tells it apart.
  public func standing(of records: [String], in facts: Facts) -> Set<String> {
    let measured = figure.measure(facts)
    let all = Moved.standing(measured)
    guard !isWhole else { return all.union(["v " + (measured.value ?? "")]) }
    let asked = Set(records)
    return all.filter { asked.contains(String($0.dropFirst(2))) }
  }

  /// Whether anything of officers, children and their allocation may have moved it: the lightest caseload may become
  /// another officer's because of a child who is in neither.
  public var isWhole: Bool { figure.unit == .childrenPerFte || records.isEmpty }

  /// The records by the things of which an event may have moved them, as ``thing(of:)`` names those; of both views.
  public func things(_ old: Facts, _ new: Facts) -> [String: [String]] {
    var children: [String: String] = [:]
    for facts in [old, new] {
      for review in facts.reviews { children[review.review.text] = review.child.text }
      for limit in facts.limits { children[limit.review.text] = limit.child.text }
    }
    var things: [String: [String]] = [:]
    for record in records {
      let kind =
        switch figure.unit {
        case .disputes: "dispute/" + record
        case .children, .reviews, .perCent, .childrenPerFte, .perTenThousand:
          if let child = children[record] {
            "child/" + child
          } else if let slash = record.firstIndex(of: "/") {
            "child/" + record[..<slash]
          } else {
            "conference/" + record
          }
        }
      things[kind, default: []].append(record)
    }
    return things
  }

  /// What an event with `data` is about; nil where it is about none of the things that figures count.
  public static func thing(of data: JSON) -> String? {
    // A conference is held about a child, and counts by itself.
    for name in ["conference", "child", "dispute", "officer"] {
      if let id = data[name]?.string { return "\(name)/\(id)" }
    }
    return nil
  }
}
