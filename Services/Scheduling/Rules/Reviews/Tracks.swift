import Contracts
import Policy

/// The reviews that run beside those in care: after care, by a court's direction, of intercountry adoption, and child
/// protection conferences.
enum Tracks {
  /// The next review of each track that runs for a child.
  static func beside(
    _ child: ChildRecord, _ periods: [CarePeriod], _ policy: AdoptedPolicy
  ) -> [ReviewClock.Place] { [] }
}
