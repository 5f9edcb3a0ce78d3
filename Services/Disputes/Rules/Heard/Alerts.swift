import Contracts
import Policy

/// The alerts that a profile asks for: challenges of kind alert that scheduling's events raise by themselves.
enum Alerts {
  /// The kinds of deadline that are milestones of a child's care.
  private static let milestones: Set<KebabWord> = Set(
    [
      DeadlineKind.carePlan, .initialHealthAssessment, .reviewHealthAssessment, .personalEducationPlan,
      .pathwayAssessment, .pathwayPlan, .socialWorkVisit, .returnInterview, .careProceedings, .coreGroup,
    ].map(\.word))

  /// What a form says whose items are not all met: one alert for each theme that the rules name.
  static func told(
    _ audit: AuditCompleted, _ event: Event, _ look: Look<DisputesState>, _ moment: Moment
  ) -> [Draft] {
    rules(.failedAuditItem, on: audit.on, look).filter { rule in audit.failed.contains { rule.concerns($0) } }
      .flatMap { raise($0, about: audit.child, officer: nil, because: event.key.mark, look, moment) }
  }

  /// What a limit that passed says: a milestone missed, or a placement that the law forbids; once for each, though it
  /// is missed on two clocks.
  static func told(_ missed: DeadlineMissed, _ look: Look<DisputesState>, _ moment: Moment) -> [Draft] {
    let cause: AlertRule.Cause
    if missed.kind == DeadlineKind.placementUnlawful.word {
      cause = .unlawfulPlacement
    } else if milestones.contains(missed.kind) {
      cause = .missedMilestone
    } else {
      return []
    }
    let because = "\(missed.child) \(missed.kind) \(missed.because.anchor)"
    return rules(cause, on: missed.dueOn, look).filter { $0.concerns(missed.kind) }
      .flatMap { raise($0, about: missed.child, officer: missed.officer, because: because, look, moment) }
  }

  /// What a change of contact says that no review considered first.
  static func told(
    _ changed: CarePlanChanged, _ event: Event, _ look: Look<DisputesState>, _ moment: Moment
  ) -> [Draft] {
    guard changed.change.text == "contact" else { return [] }
    let rules = rules(.contactChangedWithoutReview, on: changed.changedOn, look)
    guard !rules.isEmpty else { return [] }
    let child = look.known(changed.child)
    return rules.filter { !child.wasReviewed(within: $0.withinDays, of: changed.changedOn) }
      .flatMap { raise($0, about: changed.child, officer: nil, because: event.key.mark, look, moment) }
  }

  private static func rules(
    _ cause: AlertRule.Cause, on day: CivilDate, _ look: Look<DisputesState>
  ) -> [AlertRule] {
    look.policy.profile(on: day).alerts.filter { $0.cause == cause }
  }

  /// The alert, raised on the day on which its cause became known, and the pattern that it completes; nothing where it
  /// was raised before, or the ladder has no stage for alerts.
  private static func raise(
    _ rule: AlertRule, about child: ChildID, officer: OfficerID?, because: String, _ look: Look<DisputesState>,
    _ moment: Moment
  ) -> [Draft] {
    guard let dispute = id(of: "\(rule.cause.rawValue) \(rule.theme) \(because)"), look[.dispute(dispute)] == nil,
      let kind = KebabWord("alert"),
      let stage = try? Rise.start(of: kind, at: nil, on: look.policy.ladder(on: moment.today))
    else { return [] }
    let raised = Clock.raised(
      DisputeRaised(
        dispute: dispute, kind: kind, stage: stage, children: [child], theme: rule.theme,
        team: look.known(child).team, raisedOn: moment.today, officer: officer, cause: rule.cause.word),
      look.policy)
    return [Draft(raised, about: dispute.text)] + Patterns.proposed(by: raised, look)
  }

  /// An id that is the same whenever the same cause is told: FNV-1a of 64 bits, in hex.
  private static func id(of text: String) -> DisputeID? {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return DisputeID("alert-" + String(hash, radix: 16))
  }
}
