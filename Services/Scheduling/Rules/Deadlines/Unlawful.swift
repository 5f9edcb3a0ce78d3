import Contracts
import Policy

/// Placements that the law does not allow for a child's age (CPR 2010 reg 27A), told at once.
enum Unlawful {
  /// That the child is placed, since what was known before, where the law does not allow it: once for each placement,
  /// also where it is over by the time that it becomes known.
  static func told(
    _ child: ChildRecord, _ policy: AdoptedPolicy, since before: ChildRecord?, on today: CivilDate
  ) -> [Draft] {
    let known = Set((before.map { deadlines($0, $0.periods, policy) } ?? []).map(\.anchor))
    return deadlines(child, child.periods, policy).filter { $0.anchor <= today && !known.contains($0.anchor) }
      .compactMap { unlawful in
        unlawful.dueOn.map { Alerts.missed(child, unlawful, $0, .statutory, policy) }
      }
  }

  /// A deadline for each placement that the law does not allow: due on the day of the placement, or on the last day on
  /// which a ban did not hold yet; met when the child moves or leaves, gone on the birthday from which it is lawful.
  static func deadlines(_ child: ChildRecord, _ periods: [CarePeriod], _ policy: AdoptedPolicy) -> [Deadline] {
    guard let dateOfBirth = child.dateOfBirth else { return [] }
    let bans = policy.profile(on: .latest).unlawful
    let banned = bans.flatMap(\.placements)
    return periods.flatMap { period -> [Deadline] in
      guard period.placements.contains(where: { banned.contains($0.type) }) else { return [] }
      return period.stays.compactMap { stay in
        bans.compactMap { deadline(stay, $0, dateOfBirth) }.min { $0.anchor < $1.anchor }
      }
    }
  }

  /// Whether a deadline is told at once with the fact, and so by no passing of a day.
  static func isToldAtOnce(_ deadline: Deadline) -> Bool {
    deadline.kind == .placementUnlawful && deadline.dueOn == deadline.anchor
  }

  private static func deadline(_ stay: Stay, _ ban: UnlawfulPlacement, _ dateOfBirth: CivilDate) -> Deadline? {
    let from = max(stay.on, ban.from)
    let birthday = dateOfBirth.anniversary(years: ban.underAge)
    let until = stay.until ?? .latest
    guard ban.placements.contains(stay.type), from < birthday, from < until else { return nil }
    let dueOn = from == stay.on ? from : from.adding(days: -1)
    var deadline = Deadline(
      .placementUnlawful, dueOn: dueOn, anchor: from, rule: "placement-unlawful", source: ban.source)
    if until <= birthday { deadline.metOn = stay.until } else { deadline.lapsedOn = birthday }
    return deadline
  }
}
