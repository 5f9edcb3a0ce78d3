import Contracts
import Policy

extension Deadlines {
  /// The social worker's visits in each placement of a period of care (CPR 2010 reg 28, AAR 2005 reg 36(4)), by the
  /// milestone `social-work-visit`. Short breaks have visits by agreement and none here (CPR 2010 reg 48).
  static func socialWorkVisits(
    _ child: ChildRecord, _ period: CarePeriod, _ stays: [Stay], _ policy: AdoptedPolicy
  ) -> [Deadline] {
    guard let fullFrom = period.fullFrom else { return [] }
    let visits = child.done("social-work-visit")
    return stays.flatMap { stay -> [Deadline] in
      guard fullFrom <= stay.until ?? .latest else { return [] }
      let clock = VisitClock(period, stay, from: max(stay.on, fullFrom))
      return chain(clock, visits.filter { clock.from <= $0 && $0 <= clock.until ?? .latest }, policy)
    }
  }

  private static func chain(_ clock: VisitClock, _ visits: [CivilDate], _ policy: AdoptedPolicy) -> [Deadline] {
    var rest = visits[...]
    var anchor: CivilDate?
    var deadlines: [Deadline] = []
    while true {
      let limit = clock.limit(after: anchor, next: rest.first, policy)
      guard var deadline = Deadline(.socialWorkVisit, limit, from: anchor ?? clock.from, policy) else { break }
      deadline.metOn = rest.first
      deadline.lapsedOn = clock.until
      deadlines.append(deadline)
      guard let met = deadline.metOn else { break }
      rest = rest.drop { $0 <= met }
      anchor = met
    }
    return deadlines
  }
}

/// Which limit of visits holds in a placement.
private struct VisitClock {
  /// The first day from which visits are asked for.
  let from: CivilDate
  /// The first day from which they are no longer asked for here: the child moved or left, or the review of an adoption
  /// placement decides from then on (AAR 2005 reg 36(4)).
  let until: CivilDate?
  private let type: PlacementType
  private let statuses: [StatusFrom]
  private let firstReview: CivilDate?

  init(_ period: CarePeriod, _ stay: Stay, from: CivilDate) {
    self.from = from
    type = stay.type
    statuses = period.statuses
    firstReview = period.reviews.first?.heldOn
    let review = type.isForAdoption ? period.reviews.first { stay.on <= $0.heldOn }?.heldOn : nil
    until = [review, stay.until].compactMap(\.self).min()
  }

  /// The limit of the visit after one, or of the first where there was none; `next` is the visit that followed.
  ///
  /// - Placed for adoption: weekly until the first review, AAR 2005 reg 36(4).
  /// - With a parent under an interim care order: weekly until the first review, then every 6 weeks, reg 28(3).
  /// - With a connected person whose approval is temporary (reg 24): weekly until the first review, then every 4 weeks,
  ///   reg 28(4). The return has no code for it: U3 is taken for it, a relative or friend neither for long nor for
  ///   adoption.
  /// - Else within a week, then every 6 weeks; after a year every 3 months where the child is to stay to 18 (U1, U4),
  ///   reg 28(2).
  func limit(after last: CivilDate?, next: CivilDate?, _ policy: AdoptedPolicy) -> Limit {
    if type.isForAdoption { return .socialWorkAdoptionVisit }
    guard let last else { return .socialWorkFirstVisit }
    if type == .u3 {
      return isWeekly(.socialWorkConnectedVisit, after: last, next: next, policy)
        ? .socialWorkConnectedVisit : .socialWorkConnectedLaterVisit
    }
    let status = statuses.last { $0.on <= last }?.status
    if type == .p1, status == .interimCareOrder,
      isWeekly(.socialWorkInterimHomeVisit, after: last, next: next, policy)
    {
      return .socialWorkInterimHomeVisit
    }
    let isForLong = type == .u1 || type == .u4
    return isForLong && last >= from.anniversary(years: 1) ? .socialWorkLaterVisit : .socialWorkVisit
  }

  /// Whether the weekly visits go on: no first review was held before the next visit was made or was due.
  private func isWeekly(_ weekly: Limit, after last: CivilDate, next: CivilDate?, _ policy: AdoptedPolicy) -> Bool {
    guard let firstReview else { return true }
    let due = policy.days(weekly, from: last)?.statutory ?? .latest
    return firstReview > min(next ?? .latest, due)
  }
}
