import Contracts
import Policy

/// A review that is to meet, or the last one that met, with the days between which work is done for it.
private struct Meeting {
  let ordinal: Int
  /// The day for which it is booked, on which it met, or else its limit.
  let day: CivilDate
  /// The day of the review before it.
  let after: CivilDate
  let heldOn: CivilDate?

  /// Whether work of a day was done for it: because it says so, or because it lies between two reviews.
  func has(_ ordinal: Int?, _ on: CivilDate) -> Bool {
    ordinal.map { $0 == self.ordinal } ?? (after < on && on <= heldOn ?? .latest)
  }
}

extension Deadlines {
  /// What is to be done before the next review, and what the last one left open.
  static func beforeReviews(_ child: ChildRecord, _ facts: CareFacts, _ policy: AdoptedPolicy) -> [Deadline] {
    var all = earlyDecisions(child, facts, policy) + adjourned(child, facts, policy)
    for meeting in meetings(child, facts) { all += before(meeting, child, policy) }
    if let care = facts.current {
      all += [booking(child, care, policy), midway(child, care, policy)].compactMap(\.self)
      all += virtual(child, care, policy)
    }
    return all
  }

  /// The reviews that are due, and the last that was held in care.
  private static func meetings(_ child: ChildRecord, _ facts: CareFacts) -> [Meeting] {
    let held = facts.current?.reviews ?? []
    let entered = facts.current?.enteredOn.adding(days: -1) ?? .earliest
    var meetings = child.open.filter { $0.stream.track != .protection }.map { open in
      let before = open.stream.track == .care ? held : child.reviews.filter { $0.stream.track == open.stream.track }
      return Meeting(
        ordinal: open.ordinal, day: child.booking(of: open.ordinal)?.on ?? open.limit.localDueOn ?? open.limit.dueOn,
        after: before.last?.heldOn ?? (open.stream.track == .care ? entered : open.limit.because.anchor), heldOn: nil)
    }
    for booking in child.bookings where child.openReview(booking.ordinal) == nil {
      meetings.append(Meeting(ordinal: booking.ordinal, day: booking.on, after: .earliest, heldOn: nil))
    }
    if let last = held.last {
      let after = held.dropLast().last?.heldOn ?? entered
      meetings.append(Meeting(ordinal: last.ordinal, day: last.heldOn, after: after, heldOn: last.heldOn))
    }
    return meetings
  }

  /// The talk with the social worker (IRO Handbook 2010: 15 working days before), the papers (3), the consultation
  /// (10), the child seen and the authority's forms: once the review is held, only a form is still asked for.
  private static func before(_ meeting: Meeting, _ child: ChildRecord, _ policy: AdoptedPolicy) -> [Deadline] {
    func deadline(_ kind: DeadlineKind, _ limit: Limit, metOn: () -> CivilDate?) -> Deadline? {
      guard policy.everWatches(kind), var deadline = Deadline(kind, limit, from: meeting.day, policy) else {
        return nil
      }
      deadline.review = meeting.ordinal
      deadline.metOn = metOn()
      deadline.lapsedOn = meeting.heldOn
      return deadline
    }
    func act(where isWanted: (WorkDone) -> Bool) -> CivilDate? {
      child.acts.first { isWanted($0) && meeting.has($0.ordinal, $0.on) }?.on
    }
    func document(_ isConsultation: Bool) -> CivilDate? {
      child.documents.first { $0.isConsultation == isConsultation && meeting.has($0.ordinal, $0.on) }?.on
    }
    let all = [
      deadline(.preDiscussion, .preDiscussion) { act { $0.kind == .preDiscussion } },
      deadline(.papers, .papers) {
        [document(false), child.done("social-work-report") { meeting.has(nil, $0) }].compactMap(\.self).min()
      },
      deadline(.consultation, .consultation) {
        [document(true), act { $0.purpose?.text == "consultation" }].compactMap(\.self).min()
      },
      deadline(.visit, .preReviewVisit) { act { $0.kind == .visit && $0.included != false } },
    ]
    return all.compactMap(\.self)
      + forms(child, before: .review, on: meeting.day, policy) { meeting.has($0.ordinal, $0.on) }.map {
        var form = $0
        form.review = meeting.ordinal
        return form
      }
  }

  /// The forms that are completed before a meeting: due on its day, and asked for until they are there.
  static func forms(
    _ child: ChildRecord, before meeting: AuditForm.Meeting, on day: CivilDate, _ policy: AdoptedPolicy,
    where isIts: (Audit) -> Bool
  ) -> [Deadline] {
    guard policy.everWatches(.audit) else { return [] }
    return policy.profile(on: day).forms(before: meeting).map { form in
      var deadline = Deadline(
        .audit, localDueOn: day, anchor: day, rule: form.name.text, source: "the authority's own form")
      deadline.metOn = child.audits.first { $0.form == form.name && isIts($0) }?.on
      return deadline
    }
  }

  // MARK: Between reviews

  /// The booking of the next review, for a day that leaves slack before its limit.
  private static func booking(_ child: ChildRecord, _ care: CarePeriod, _ policy: AdoptedPolicy) -> Deadline? {
    guard policy.everWatches(.booking), let previous = care.reviews.last, let open = child.nextReview,
      var deadline = Deadline(.booking, .booking, from: previous.heldOn, policy), let day = deadline.earliest,
      day < open.limit.dueOn
    else { return nil }
    deadline.review = open.ordinal
    deadline.metOn = child.booking(of: open.ordinal)?.madeOn
    return deadline
  }

  /// The review of the plan midway between two reviews; none where the next review comes by then.
  private static func midway(_ child: ChildRecord, _ care: CarePeriod, _ policy: AdoptedPolicy) -> Deadline? {
    guard policy.everWatches(.midwayReview), let previous = care.reviews.last, let open = child.nextReview,
      var deadline = Deadline(.midwayReview, .midwayReview, from: previous.heldOn, policy),
      let day = deadline.earliest, day < open.limit.dueOn
    else { return nil }
    deadline.review = open.ordinal
    deadline.metOn = child.acts.first { $0.kind == .midwayReview && previous.heldOn < $0.on }?.on
    return deadline
  }

  /// The visit that follows a virtual review; the next review that meets in person stands in for it.
  private static func virtual(_ child: ChildRecord, _ care: CarePeriod, _ policy: AdoptedPolicy) -> [Deadline] {
    guard policy.everWatches(.virtualFollowUp) else { return [] }
    return care.reviews.filter { $0.mode.text == "virtual" }.compactMap { review in
      var deadline = Deadline(.virtualFollowUp, .virtualFollowUp, from: review.heldOn, policy)
      deadline?.review = review.ordinal
      deadline?.metOn =
        child.acts.first {
          $0.kind == .visit && review.heldOn <= $0.on && $0.included != false
            && ["in-person", "hybrid"].contains($0.mode?.text ?? "in-person")
        }?.on
      deadline?.lapsedOn = care.reviews.first { review.heldOn < $0.heldOn && $0.mode.text != "virtual" }?.heldOn
      return deadline
    }
  }

  /// The completion of an adjourned review (CPR 2010 reg 36(2)).
  private static func adjourned(_ child: ChildRecord, _ facts: CareFacts, _ policy: AdoptedPolicy) -> [Deadline] {
    child.adjournments.compactMap { adjournment in
      var deadline = Deadline(.adjournedReview, .adjournment, from: adjournment.on, policy)
      deadline?.review = adjournment.ordinal
      deadline?.metOn = child.held(adjournment.ordinal).map { child.reviews[$0].completedOn }
      if child.openReview(adjournment.ordinal)?.stream.track ?? .care == .care {
        deadline?.lapsedOn = facts.period(on: adjournment.on)?.leftOn
      }
      return deadline
    }
  }

  /// The decision whether a significant change, or a move that was not planned, brings the review forward: within 5
  /// working days of the day on which it became known.
  private static func earlyDecisions(_ child: ChildRecord, _ facts: CareFacts, _ policy: AdoptedPolicy) -> [Deadline] {
    var changes = child.planChanges.filter(\.isSignificant).map { (on: $0.on, knownOn: $0.knownOn) }
    for move in child.placements where move.isPlanned == false && !move.type.isTemporary {
      changes.append((move.on, move.knownOn ?? move.on))
    }
    return changes.compactMap { change in
      var deadline = Deadline(.earlyReviewDecision, .earlyReviewDecision, from: change.knownOn, policy)
      let period = facts.period(on: change.on)
      let decided = child.decisions.first { change.knownOn <= $0.on }?.on
      let reviewed = period?.reviews.first { change.on < $0.heldOn }?.heldOn
      deadline?.metOn = [decided, reviewed].compactMap(\.self).min()
      deadline?.lapsedOn = period?.leftOn
      return deadline
    }
  }
}

extension CareFacts {
  /// The period of care that holds a day, its first and last day included.
  func period(on day: CivilDate) -> CarePeriod? { periods.last { $0.enteredOn <= day && day <= $0.lastDay } }
}

extension Document {
  /// Whether it is a form by which somebody is consulted, and not a paper of the review.
  var isConsultation: Bool { ["consultation", "consultation-form", "contribution-form"].contains(kind.text) }
}

extension ChildRecord {
  /// The first day on which a milestone of a kind was done that `isWanted`.
  func done(_ kind: String, where isWanted: (CivilDate) -> Bool) -> CivilDate? {
    milestones.filter { $0.kind.text == kind }.compactMap(\.doneOn).filter(isWanted).min()
  }
}
