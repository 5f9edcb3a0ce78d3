import Contracts
import Policy

/// The cohorts to which a child belongs, by the rules of the profile.
enum Cohorts {
  /// The next day after `last` on which a child joins or leaves a cohort by time alone; nil for none.
  static func nextDay(_ child: ChildRecord, _ policy: AdoptedPolicy, after last: CivilDate) -> CivilDate? { nil }

  /// The cohorts that a child joined or left, as known on a day, and that were not told.
  static func changes(_ child: ChildRecord, _ policy: AdoptedPolicy, on today: CivilDate) -> [Draft] { [] }
}
