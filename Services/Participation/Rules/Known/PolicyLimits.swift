import Contracts
import Policy

extension AdoptedPolicy {
  /// The last day of a limit from `day`: the authority's own, else the baseline's; nil beyond the known calendar.
  func end(of limit: Limit, from day: CivilDate) -> CivilDate? {
    let profile = profile(on: day)
    return
      (profile.localEnd(of: limit, from: day, by: calendar)
      ?? profile.statutoryEnd(of: limit, from: day, by: calendar))?.end
  }

  /// The day so many working days before `day` as the profile warns of a deadline of this kind.
  func warning(of kind: DeadlineKind, before day: CivilDate) -> CivilDate? {
    let lead = profile(on: day).leadWorkingDays(of: kind)
    return calendar.subtracting(workingDays: lead, from: day)?.end
  }
}
