import Contracts
import Policy

/// The facts that scheduling takes from outside, by their wire names.
enum SchedulingFact: String, CaseIterable {
  case childEnteredCare = "child-entered-care"
  case childLeftCare = "child-left-care"
  case legalStatusChanged = "legal-status-changed"
  case placementChanged = "placement-changed"
  case childDetailsChanged = "child-details-changed"
  case carePlanChanged = "care-plan-changed"
  case permanencePlanSet = "permanence-plan-set"
  case milestoneRecorded = "milestone-recorded"
  case childProtectionRecorded = "child-protection-recorded"
  case courtEventRecorded = "court-event-recorded"
  case missingEpisodeRecorded = "missing-episode-recorded"
  case complaintMade = "complaint-made"
}

/// What comes of facts, and of time.
enum React {
  /// What comes of a fact, beside the fact itself: limits of reviews told, or told again, cohorts, a late notice, and a
  /// placement that the law does not allow.
  ///
  /// Facts may come late and out of order. An entry is taken while an earlier period of care is open, or dated before
  /// one that is known, as its leaving may be on its way: an overlap that stays is a discrepancy, not a refusal. A
  /// fact of a child not yet known waits, but a step of child protection, which makes the child known.
  static func take(_ event: Event, _ look: Look<SchedulingState>, _ moment: Moment) throws(Refusal) -> Taking {
    guard let fact = SchedulingFact(rawValue: event.type) else { throw Refusal(.typeNotTaken, at: "/event/type") }
    guard let child = event.child.flatMap({ ChildID($0) }) else {
      throw Refusal(.wrongParams, "missing", at: "/event/data/child")
    }
    let known = look.child(child)
    try Facts.check(fact, event, child, known, moment.today)
    let makesKnown = fact == .childEnteredCare || fact == .childProtectionRecorded
    guard makesKnown || known != nil else {
      return .waits(on: .child(child), reason: "\(ChildEnteredCare.name) of the child")
    }
    let (before, policy) = (look[.child(child)]?.child ?? ChildRecord(child: child), look.policy)
    return .taken {
      var after = before
      after.fold(event.accepted(receivedtime: moment.now, sequence: .zero))
      var drafts = Reckon.changes(after, policy, on: moment.today)
      if fact == .childEnteredCare, let late = Notice.late(after, event, policy, moment) { drafts.append(late) }
      return drafts + Unlawful.told(after, policy, since: known, on: moment.today)
    }
  }

  /// What the passing of a day brings, and what a policy adopted changes. A day brings its alerts at its beginning
  /// alone: what a policy makes past on the same day was past when it became known.
  static func wake(_ stream: StreamKey, _ look: Look<SchedulingState>, _ moment: Moment) -> [Draft] {
    guard let child = look[stream]?.child else { return [] }
    let policy = look.policy
    let isDawn = moment.now == Timestamp(startOfLondonDay: moment.today)
    return Reckon.changes(child, policy, on: moment.today)
      + (isDawn ? Alerts.told(child, policy, on: moment.today) : [])
  }

  /// What a fact withdrawn leaves to be told: what now differs from what was told, and a placement that the law does
  /// not allow without that fact. What a withdrawal makes past was past when it became known.
  static func undo(
    _ stream: StreamKey, _ before: SchedulingState?, _ look: Look<SchedulingState>, _ moment: Moment
  ) -> [Draft] {
    guard let child = look[stream]?.child else { return [] }
    let policy = look.policy
    return Reckon.changes(child, policy, on: moment.today)
      + Unlawful.told(child, policy, since: before?.child, on: moment.today)
  }

  /// The next day after `last` on which time alone changes something.
  static func wakes(
    _ state: SchedulingState, _ look: Look<SchedulingState>, after last: CivilDate
  ) -> CivilDate? {
    switch state {
    case .child(let child): Alerts.nextDay(child, look.policy, after: last)
    case .officer, .policy, .posts, .sample, .activities: nil
    }
  }

  /// The kind of streams that must look again because of an event: the children, where limits are set anew.
  static func stirs(_ event: Event) -> String? {
    switch SchedulingEvent(rawValue: event.type) {
    case .policyAdopted, .calendarAdopted: "child"
    case _: nil
    }
  }
}
