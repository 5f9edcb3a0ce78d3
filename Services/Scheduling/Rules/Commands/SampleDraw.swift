import Contracts

/// How a dip sample is drawn, so that anybody can draw it again from what was told:
///
/// 1. The population is every child, or every review of a child, of which the sample is drawn in its span, in order of
///    the child's id and then of the review's ordinal.
/// 2. SplitMix64 starts from the seed. For place 0, 1, 2, ... its next number modulo the number of those not yet drawn
///    is added to the place, and what stands at that index is exchanged with what stands at the place (Fisher and
///    Yates).
/// 3. The first ones, as many as were asked for, are the sample; a share of the population is rounded up, and 500 are
///    the most. The bias of the modulo is below one in 10^14.
struct SampleDraw {
  /// The most of which a sample is drawn.
  static let largest = 100_000
  /// The most that a sample may hold.
  static let most = 500

  /// What it is drawn of, in order.
  let population: [SampleMember]

  /// The population of a sample among all children known.
  init(_ asked: DrawSample, _ children: [ChildRecord]) {
    population = children.sorted { $0.child < $1.child }.flatMap { Self.members($0, asked) }
  }

  /// What is drawn, in the order of drawing.
  func drawn(size: Int?, share: Int?, seed: Int) -> [SampleMember] {
    let asked = size ?? share.map { (population.count * $0 + 99) / 100 } ?? 0
    let count = min(asked, population.count, Self.most)
    var left = population
    var dice = SplitMix64(seed: UInt64(seed))
    for place in 0..<count {
      left.swapAt(place, place + Int(dice.next() % UInt64(left.count - place)))
    }
    return Array(left.prefix(count))
  }

  private static func members(_ child: ChildRecord, _ asked: DrawSample) -> [SampleMember] {
    let span = min(asked.from, asked.to)...asked.to
    func reviews(where isWanted: (HeldReview) -> Bool) -> [SampleMember] {
      child.reviews.filter(isWanted).sorted { $0.ordinal < $1.ordinal }
        .map { SampleMember(child: child.child, review: child.id($0.ordinal)) }
    }
    switch asked.of {
    case .secondReviews:
      return reviews { $0.stream == .lookedAfter && $0.number == 2 && span.contains($0.heldOn) }
    case .letters: return reviews { $0.letters?.contains { span.contains($0.on) } ?? false }
    case .records: return reviews { $0.recordCompletedOn.map { span.contains($0) } ?? false }
    case .children:
      let isThere = child.periods.contains { $0.enteredOn <= asked.to && asked.from < $0.leftOn ?? .latest }
      return isThere ? [SampleMember(child: child.child, review: nil)] : []
    case .cohort:
      let isThere = child.cohorts.contains { $0.cohort == asked.cohort && $0.since <= asked.to }
      return isThere ? [SampleMember(child: child.child, review: nil)] : []
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed, everywhere.
private struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
