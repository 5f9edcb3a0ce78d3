import Contracts
import Policy

/// How what was told of a child does not agree. What arrives first is taken, as the rest may be on its way; what stays
/// so is listed. The raw value is the word on the wire.
enum CareDiscrepancy: String, CaseIterable {
  /// The child entered care again before it was told to have left.
  case periodsOverlap = "periods-overlap"
  /// Two dates of birth were told.
  case datesOfBirthDiffer = "dates-of-birth-differ"
  /// A leaving ends no period of care.
  case leavingWithoutEntry = "leaving-without-entry"
  /// A legal status changed on a day outside care.
  case statusOutOfCare = "status-out-of-care"
  /// The child was placed on a day outside care.
  case placementOutOfCare = "placement-out-of-care"
  /// A review of care was held on a day outside care.
  case reviewOutOfCare = "review-out-of-care"
  /// The child was allocated an officer on a day outside care.
  case allocationOutOfCare = "allocation-out-of-care"
  /// The child was allocated to an officer who had left by then.
  case officerHadLeft = "officer-had-left"
  /// Two times for which the child was missing overlap.
  case absencesOverlap = "absences-overlap"
}

extension Answer {
  /// What does not agree, by child and day.
  static func careDiscrepancies(_ asked: CareDiscrepanciesQuestion, _ gather: Gather<SchedulingState>) -> JSON {
    let lastDays = Dictionary(
      gather.officers.compactMap { officer in officer.leftOn.map { (officer.officer, $0) } }, uniquingKeysWith: max)
    var items: [Item] = []
    gather.forEachChild { child in
      guard asked.child.map({ $0 == child.child }) ?? true else { return }
      for (index, found) in discrepancies(of: child, lastDays).enumerated() {
        items.append(
          Item(
            key: "\(child.child)/\(found.on)/\(found.kind.rawValue)/\(index)",
            json: .object([
              ("child", .string(child.child.text)), ("kind", .string(found.kind.rawValue)), ("on", json(found.on)),
              ("with", json(found.with)), ("review", found.review.map { .string($0.text) }),
              ("officer", found.officer.map { .string($0.text) }),
            ])))
      }
    }
    return page(items, after: asked.after)
  }

  /// One thing that does not agree.
  private struct Found {
    let kind: CareDiscrepancy
    let on: CivilDate
    /// The day with which it does not agree.
    var with: CivilDate?
    var review: ReviewID?
    var officer: OfficerID?
  }

  private static func discrepancies(of child: ChildRecord, _ lastDays: [OfficerID: CivilDate]) -> [Found] {
    // A child known by child protection alone was never in care, and nothing is said of it.
    guard let first = child.entries.first else { return [] }
    let periods = child.periods
    var found: [Found] = []
    func isOutside(_ day: CivilDate) -> Bool { child.period(on: day) == nil }
    for (before, after) in zip(periods, periods.dropFirst()) where before.leftOn == nil {
      found.append(Found(kind: .periodsOverlap, on: after.enteredOn, with: before.enteredOn))
    }
    let births = child.entries.map(\.dateOfBirth) + child.details.compactMap(\.dateOfBirth)
    if let earliest = births.min(), let latest = births.max(), earliest != latest {
      found.append(Found(kind: .datesOfBirthDiffer, on: earliest, with: latest))
    }
    var ends = periods.compactMap(\.leftOn)
    for leaving in child.leavings {
      if let index = ends.firstIndex(of: leaving.on) {
        ends.remove(at: index)
      } else {
        found.append(Found(kind: .leavingWithoutEntry, on: leaving.on, with: first.on))
      }
    }
    for status in child.statuses where isOutside(status.on) {
      found.append(Found(kind: .statusOutOfCare, on: status.on, with: lastDay(periods, before: status.on)))
    }
    for placement in child.placements where isOutside(placement.on) {
      found.append(Found(kind: .placementOutOfCare, on: placement.on, with: lastDay(periods, before: placement.on)))
    }
    for review in child.reviews where review.stream.track == .care && isOutside(review.heldOn) {
      let last = lastDay(periods, before: review.heldOn)
      found.append(
        Found(kind: .reviewOutOfCare, on: review.heldOn, with: last, review: child.id(review.ordinal)))
    }
    for allocation in child.allocations {
      let officer = allocation.officer
      if isOutside(allocation.on) {
        let last = lastDay(periods, before: allocation.on)
        found.append(Found(kind: .allocationOutOfCare, on: allocation.on, with: last, officer: officer))
      }
      if let last = lastDays[officer], last < allocation.on {
        found.append(Found(kind: .officerHadLeft, on: allocation.on, with: last, officer: officer))
      }
    }
    for (before, after) in zip(child.absences, child.absences.dropFirst())
    where before.to.map({ $0 > after.from }) ?? true {
      found.append(Found(kind: .absencesOverlap, on: after.from, with: before.from))
    }
    return found
  }

  /// The last day of the period of care that ended last before a day; nil where none had.
  private static func lastDay(_ periods: [CarePeriod], before day: CivilDate) -> CivilDate? {
    periods.compactMap(\.leftOn).filter { $0 < day }.max()
  }

  static let careDiscrepanciesFields: [Field] = [
    .required(
      "items",
      .list(
        .object([
          .required("child", .identifier, "the child"),
          .required("kind", .oneOf(CareDiscrepancy.allCases.map(\.rawValue)), "what does not agree"),
          .required("on", .date, "the day that does not agree"),
          .optional("with", .date, "the day with which it does not agree"),
          .optional("review", .review, "the review, where it is one"),
          .optional("officer", .identifier, "the officer, where it is an allocation"),
        ]), 0...pageLimit), "what does not agree, by child and day"),
    .optional("next", .text(1...128), "the cursor to ask again with, where there is more"),
  ]
}
