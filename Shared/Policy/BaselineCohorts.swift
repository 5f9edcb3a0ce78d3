import Contracts

extension CohortRule {
  /// Foster placements, with relatives or friends and with others.
  private static let fostering: [PlacementType] = [.u1, .u2, .u3, .u4, .u5, .u6]
  /// Foster placements that are meant for the long term.
  private static let longTerm: [PlacementType] = [.u1, .u4]

  /// The cohorts that every authority has, unless it puts one of its own under the same name.
  public static let baseline: [CohortRule] = [
    CohortRule("in-care-over-one-year", "looked after for more than one year", inCareOver: .months(12)),
    CohortRule("in-care-over-five-years", "looked after for more than five years", inCareOver: .months(60)),
    CohortRule(
      "placed-with-parents-on-order", "placed with parents under a care order",
      statuses: [.interimCareOrder, .fullCareOrder], placements: [.p1]),
    CohortRule(
      "placement-order-over-six-months", "under a placement order for more than six months",
      statuses: [.placementOrder], statusOver: .months(6)),
    CohortRule("three-placements-in-a-year", "three or more placements in twelve months", placementsInYear: 3),
    CohortRule(
      "under-ten-without-adoption-considered", "under ten, and adoption is not recorded as considered", underAge: 10,
      without: "adoption-considered"),
    CohortRule(
      "short-breaks", "in a series of short breaks", statuses: [.shortBreaksEpisodes, .shortBreaksAgreement]),
    CohortRule("second-plan", "on a second or later child protection plan", planNumberAtLeast: 2),
    CohortRule(
      "plan-over-fifteen-months", "on a child protection plan for more than fifteen months", planOver: .months(15)),
    CohortRule("plan-over-two-years", "on a child protection plan for more than two years", planOver: .months(24)),
    CohortRule(
      "fostering-over-a-year-not-linked", "in one foster placement for more than a year, and not linked to it",
      placements: fostering, placementOver: .months(12), without: "linking"),
    CohortRule(
      "matching-13-and-under", "13 or under, in long-term fostering, and not matched", placements: longTerm,
      underAge: 14, without: "matching"),
    CohortRule(
      "matching-14-and-over", "14 or over, in long-term fostering, and not matched", placements: longTerm,
      overAge: 14, without: "matching"),
    CohortRule(
      "unregistered-or-unregulated", "in an unregistered or unregulated placement",
      registration: [.unregistered, .unregulated]),
    CohortRule("connected-carers", "fostered by a relative or friend", placements: [.u1, .u2, .u3]),
    CohortRule(
      "connected-carers-on-care-order",
      "fostered by a relative or friend under a full care order that might be revoked",
      statuses: [.fullCareOrder], placements: [.u1, .u3]),
    CohortRule("sixteen-and-over", "16 or over", overAge: 16),
    CohortRule(
      "unheard-twice", "neither attended nor sent views at the last two reviews",
      codeTwice: .pn7),
  ]

  /// The baseline's cohorts with an authority's own: one of the same name stands in the place of the baseline's, others
  /// follow.
  static func merged(_ own: [CohortRule]) -> [CohortRule] {
    let named = Dictionary(own.map { ($0.name, $0) }) { first, _ in first }
    let known = Set(baseline.map(\.name))
    return baseline.map { named[$0.name] ?? $0 } + own.filter { !known.contains($0.name) }
  }
}
