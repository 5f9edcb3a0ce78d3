import Contracts
import Policy

/// How much work a child is, and how much time an officer has for children.
enum Caseload {
  /// The hours of a full-time week, by which duties are taken off an officer's time (National Joint Council for local
  /// government services, from general knowledge).
  static let fullTimeHoursPerWeek = 37.0

  /// How much work a child in a period of care is on a day: the weights that hold for the child, multiplied (Thurrock
  /// annual report 2021-22 section 6.2). In the baseline every child is 1.
  static func weight(in period: CarePeriod, _ court: [CourtStep], on day: CivilDate, _ policy: AdoptedPolicy) -> Double
  {
    let weights = policy.profile(on: day).weights
    guard weights != .baseline else { return 1 }
    var weight = 1.0
    let recent = weights.recentlyAccommodated
    if recent.within.end(from: period.enteredOn, by: policy.calendar).map({ day <= $0.end }) ?? false {
      weight *= recent.weight
    }
    let miles = period.placement(on: day)?.distanceMiles
    if miles.map({ $0 > Double(weights.atDistance.overMiles) }) ?? false { weight *= weights.atDistance.weight }
    if isInProceedings(court, on: day) { weight *= weights.inProceedings }
    if placementsInTwelveMonths(of: period, to: day) >= weights.disrupted.placements {
      weight *= weights.disrupted.weight
    }
    if isSettled(period, weights.settled, on: day, policy) { weight *= weights.settled.weight }
    return weight
  }

  /// Whether care proceedings were issued by a day and not concluded by it.
  private static func isInProceedings(_ court: [CourtStep], on day: CivilDate) -> Bool {
    let last = court.last { step in
      step.on <= day && (step.event == .proceedingsIssued || step.event == .proceedingsConcluded)
    }
    return last?.event == .proceedingsIssued
  }

  /// How many placements the child had in the twelve months to a day: those that began in them and the one held at
  /// their start; temporary moves do not count.
  private static func placementsInTwelveMonths(of period: CarePeriod, to day: CivilDate) -> Int {
    let start = day.adding(months: -12)
    let begun = period.lasting.count { start < $0.on && $0.on <= day }
    return begun + (period.lasting.contains { $0.on <= start } ? 1 : 0)
  }

  /// Whether the child has lived in one foster placement for longer than so long.
  private static func isSettled(
    _ period: CarePeriod, _ settled: CaseWeights.Settled, on day: CivilDate, _ policy: AdoptedPolicy
  ) -> Bool {
    guard let placement = period.lasting.last(where: { $0.on <= day }), placement.type.isFostering else { return false }
    return settled.over.end(from: placement.on, by: policy.calendar).map { $0.end < day } ?? false
  }

  /// A number to two decimals, half up.
  static func hundredths(_ number: Double) -> Double { (number * 100).rounded() / 100 }

  /// A number to two decimals as it travels, without a point where it is whole.
  static func json(_ number: Double) -> JSON {
    let rounded = hundredths(number)
    return rounded == rounded.rounded() && rounded < 1e9 ? .integer(Int(rounded)) : .number("\(rounded)")
  }
}

extension PlacementType {
  /// Whether it is a foster placement (U1 to U6).
  fileprivate var isFostering: Bool {
    self == .u1 || self == .u2 || self == .u3 || self == .u4 || self == .u5 || self == .u6
  }
}

extension Officer {
  /// The hours a week that duties beside children take on a day.
  func dutyHours(on day: CivilDate) -> Double { terms(on: day).duties.reduce(0) { $0 + $1.hoursPerWeek } }

  /// The full-time equivalent that duties leave for children on a day, 0 or more.
  func availableFte(on day: CivilDate) -> Double {
    max(0, terms(on: day).fte - dutyHours(on: day) / Caseload.fullTimeHoursPerWeek)
  }

  /// The last day of an absence that holds a day.
  func absentUntil(on day: CivilDate) -> CivilDate? {
    absences.filter { $0.from <= day && day <= $0.until }.map(\.until).max()
  }
}
