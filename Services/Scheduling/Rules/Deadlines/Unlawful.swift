import Contracts
import Policy

/// Placements that the law does not allow for a child's age, told at once.
enum Unlawful {
  /// That the child is placed, since what was known before, where the law does not allow it.
  static func told(
    _ child: ChildRecord, _ policy: AdoptedPolicy, since before: ChildRecord?, on today: CivilDate
  ) -> [Draft] { [] }
}
