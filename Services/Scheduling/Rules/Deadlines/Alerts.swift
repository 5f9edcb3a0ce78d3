import Contracts
import Policy

/// Which alerts time brings, and when: `deadline-approaching` a lead time before the earlier limit, `deadline-missed`
/// the day after each limit, `cohort-joined` and `cohort-left` on their day.
enum Alerts {
  /// An alert that is to be told on a day.
  private struct Alert {
    let on: CivilDate
    let isMissed: Bool
    let dueOn: CivilDate
    let clock: DeadlineClock
  }

  /// The next day after `last` on which time alone changes something for a child; nil for none.
  static func nextDay(_ child: ChildRecord, _ policy: AdoptedPolicy, after last: CivilDate) -> CivilDate? {
    guard child.isKnown else { return nil }
    var next = [Cohorts.nextDay(child, policy, after: last), Tracks.nextDay(child, policy, after: last)]
      .compactMap(\.self).min()
    for deadline in Deadlines.watched(child, policy) where deadline.metOn == nil {
      for alert in alerts(deadline, policy)
      where last < alert.on && alert.on < next ?? .latest && deadline.isOpen(on: alert.on) {
        next = alert.on
      }
    }
    return next
  }

  /// The alerts that fall on a day, at its beginning; none of a child whose entry was told in error and taken back.
  /// What was past when its fact arrived is on no later day: `overdue` lists it.
  static func told(_ child: ChildRecord, _ policy: AdoptedPolicy, on today: CivilDate) -> [Draft] {
    guard child.isKnown, child.alertedOn.map({ $0 < today }) ?? true else { return [] }
    var drafts: [Draft] = []
    var seen: [Deadline] = []
    // Periods of care that overlap, as while a leaving is on its way, have deadlines that are the same.
    for deadline in Deadlines.of(child, policy) where deadline.isOpen(on: today) && !seen.contains(deadline) {
      seen.append(deadline)
      for alert in alerts(deadline, policy) where alert.on == today {
        drafts.append(draft(alert, deadline, child, policy))
      }
    }
    return drafts
  }

  private static func alerts(_ deadline: Deadline, _ policy: AdoptedPolicy) -> [Alert] {
    if Unlawful.isToldAtOnce(deadline) { return [] }
    var alerts: [Alert] = []
    if let first = deadline.earliest {
      let lead = policy.profile(on: deadline.anchor).leadWorkingDays(of: deadline.kind)
      if let day = policy.calendar.subtracting(workingDays: lead, from: first)?.end, lead > 0 {
        let clock: DeadlineClock = deadline.dueOn == first ? .statutory : .local
        alerts.append(Alert(on: day, isMissed: false, dueOn: first, clock: clock))
      }
    }
    for (day, clock) in [(deadline.localDueOn, DeadlineClock.local), (deadline.dueOn, .statutory)] {
      if let day { alerts.append(Alert(on: day.adding(days: 1), isMissed: true, dueOn: day, clock: clock)) }
    }
    return alerts
  }

  private static func draft(
    _ alert: Alert, _ deadline: Deadline, _ child: ChildRecord, _ policy: AdoptedPolicy
  ) -> Draft {
    let because = deadline.because(child, policy)
    let review = deadline.review.map { child.id($0) }
    if alert.isMissed { return missed(child, deadline, alert.dueOn, alert.clock, policy) }
    let approaching = DeadlineApproaching(
      child: child.child, kind: deadline.kind.word, dueOn: alert.dueOn, clock: alert.clock, because: because,
      review: review, officer: child.officer)
    return Draft(approaching, about: child.child.text)
  }

  /// That a deadline was missed, on one of its clocks.
  static func missed(
    _ child: ChildRecord, _ deadline: Deadline, _ dueOn: CivilDate, _ clock: DeadlineClock, _ policy: AdoptedPolicy
  ) -> Draft {
    let missed = DeadlineMissed(
      child: child.child, kind: deadline.kind.word, dueOn: dueOn, because: deadline.because(child, policy),
      review: deadline.review.map { child.id($0) }, clock: clock, officer: child.officer)
    return Draft(missed, about: child.child.text)
  }
}
