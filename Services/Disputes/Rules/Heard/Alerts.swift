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

  /// What a form says whose items are not all met: one alert for each theme that the rules name, with the items that it
  /// is about.
  static func told(
    _ audit: AuditCompleted, _ event: Event, _ look: Look<DisputesState>, _ moment: Moment
  ) -> [Draft] {
    rules(.failedAuditItem, on: audit.on, look).flatMap { rule -> [Draft] in
      let issues = audit.failed.filter { rule.concerns($0) }
      guard !issues.isEmpty else { return [] }
      let about = About(child: audit.child, issues: issues, because: event.key.mark)
      return raise(rule, about, look, moment)
    }
  }

  /// What a limit that passed says: a milestone missed (or a kind of deadline that the rule itself names), or a
  /// placement that the law forbids; once for each, though it is missed on two clocks.
  static func told(_ missed: DeadlineMissed, _ look: Look<DisputesState>, _ moment: Moment) -> [Draft] {
    let isUnlawful = missed.kind == DeadlineKind.placementUnlawful.word
    let about = About(
      child: missed.child, officer: missed.officer, issues: [missed.kind],
      because: "\(missed.child) \(missed.kind) \(missed.because.anchor)")
    return rules(isUnlawful ? .unlawfulPlacement : .missedMilestone, on: missed.dueOn, look)
      .filter { $0.names(missed.kind, rule: missed.because.rule) ?? (isUnlawful || milestones.contains(missed.kind)) }
      .flatMap { raise($0, about, look, moment) }
  }

  /// What a change of contact says that no review considered first.
  static func told(
    _ changed: CarePlanChanged, _ event: Event, _ look: Look<DisputesState>, _ moment: Moment
  ) -> [Draft] {
    guard changed.change.text == "contact" else { return [] }
    let rules = rules(.contactChangedWithoutReview, on: changed.changedOn, look)
    guard !rules.isEmpty else { return [] }
    let child = look.known(changed.child)
    let about = About(child: changed.child, issues: [changed.change], because: event.key.mark)
    return rules.filter { !child.wasReviewed(within: $0.withinDays, of: changed.changedOn) }
      .flatMap { raise($0, about, look, moment) }
  }

  /// What a late notice of an entry says, with where the news lay longest.
  static func told(_ late: NotificationLate, _ look: Look<DisputesState>, _ moment: Moment) -> [Draft] {
    let about = About(
      child: late.child, team: late.team, issues: late.cause.map { [$0] },
      because: "\(late.child) \(late.enteredOn)")
    return rules(.lateNotification, on: late.knownOn, look)
      .filter { rule in rule.only == nil || late.cause.map { rule.concerns($0) } ?? false }
      .flatMap { raise($0, about, look, moment) }
  }

  /// What an alert is about.
  private struct About {
    let child: ChildID
    var team: KebabWord?
    var officer: OfficerID?
    var issues: [KebabWord]?
    /// What makes it the same alert, however often its cause is told.
    let because: String
  }

  private static func rules(
    _ cause: AlertRule.Cause, on day: CivilDate, _ look: Look<DisputesState>
  ) -> [AlertRule] {
    look.policy.profile(on: day).alerts.filter { $0.cause == cause }
  }

  /// The alert, raised on the day on which its cause became known, and the pattern that it completes; nothing where it
  /// was raised before.
  private static func raise(
    _ rule: AlertRule, _ about: About, _ look: Look<DisputesState>, _ moment: Moment
  ) -> [Draft] {
    guard let dispute = id(of: "\(rule.cause.rawValue) \(rule.theme) \(about.because)"),
      look[.dispute(dispute)] == nil, let kind = KebabWord("alert")
    else { return [] }
    let raised = Clock.raised(
      DisputeRaised(
        dispute: dispute, kind: kind, stage: look.policy.ladder(on: moment.today)?.startOfAlerts?.name ?? kind,
        children: [about.child], theme: rule.theme, team: about.team ?? look.known(about.child).team,
        raisedOn: moment.today, officer: about.officer, cause: rule.cause.word,
        issues: about.issues.map { Array($0.prefix(100)) }), look.policy)
    return [Draft(raised, about: dispute.text)] + Patterns.proposed(by: raised, look)
  }

  /// An id that is the same whenever the same cause is told: FNV-1a of 64 bits, in hex.
  private static func id(of text: String) -> DisputeID? {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return DisputeID("alert-" + String(hash, radix: 16))
  }
}
