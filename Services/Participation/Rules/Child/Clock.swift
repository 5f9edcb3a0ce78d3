import Contracts
import Policy

/// What time brings for one child: a code that is missing, a child who is unheard before its next review, a reminder of
/// a consultation. The days follow from what scheduling told and the policy alone; what they bring is looked up then.
struct Clock {
  let view: ChildView
  let policy: AdoptedPolicy

  /// The day on which it is told that a code is missing: the day after the profile's limit, or the day after scheduling
  /// told of a review later than that.
  private func missing(_ held: KnownChild.Held) -> (on: CivilDate, dueOn: CivilDate)? {
    guard let dueOn = policy.end(of: .participation, from: held.completedOn) else { return nil }
    return (max(dueOn, held.told ?? dueOn).adding(days: 1), dueOn)
  }

  private func lacksCode(_ held: KnownChild.Held) -> Bool {
    view.voice[held.review] == nil && !view.voice.missing.contains(held.review)
  }

  /// A day before a review, or the day after scheduling told of the review later than that; nil where the review's day
  /// comes first.
  private func before(_ next: ChildView.Next, _ day: CivilDate?) -> CivilDate? {
    guard let day else { return nil }
    let on = day > next.told ? day : next.told.adding(days: 1)
    return on <= next.on ? on : nil
  }

  /// The day on which a child who is unheard is told of before a review: when the review approaches.
  private func unheard(_ next: ChildView.Next) -> CivilDate? {
    before(next, policy.warning(of: .review, before: next.on))
  }

  /// The day on which consultations for a review that were not answered are told of.
  private func reminder(_ next: ChildView.Next) -> CivilDate? {
    before(next, policy.warning(of: .consultation, before: next.on))
  }

  /// The next day after `last` that brings anything.
  func nextDay(after last: CivilDate) -> CivilDate? {
    var days: [CivilDate] = []
    // A review that was withdrawn brings a day on which nothing is told.
    for held in view.known.reviews {
      guard let missing = missing(held) else { continue }
      // What a policy adopted later made due before `last` is told on the next day.
      if missing.on > last {
        days.append(missing.on)
      } else if lacksCode(held), view.stands(held) {
        days.append(last.adding(days: 1))
      }
    }
    for next in view.coming(from: last) {
      for day in [unheard(next), reminder(next)] {
        if let day, day > last { days.append(day) }
      }
    }
    return days.min()
  }

  /// What a day brings. Asked again it brings nothing more, once that is told.
  func told(on today: CivilDate) -> [Draft] {
    var drafts: [Draft] = []
    for held in view.known.reviews where lacksCode(held) && view.stands(held) {
      guard let missing = missing(held), missing.on <= today else { continue }
      let told = ParticipationMissing(
        child: view.child, review: held.review, completedOn: held.completedOn, dueOn: missing.dueOn)
      drafts.append(Draft(told, about: held.review.text))
    }
    guard !view.hasLeft(by: today) else { return drafts }
    let coming = view.coming(from: today)
    for next in coming where reminder(next) == today {
      for sent in view.voice.consultations
      where sent.review == next.review && sent.on < today && !(sent.reminded ?? false) && view.returned(sent) == nil {
        let due = ConsultationReminderDue(
          child: view.child, consultation: sent.consultation, review: sent.review, to: sent.to, dueOn: today)
        drafts.append(Draft(due, about: next.review.text))
      }
    }
    if let next = coming.first(where: { unheard($0) == today }), !isTold(since: today) {
      let unheard = Unheard(view, policy, on: today)
      if !unheard.reasons.isEmpty {
        let told = ChildUnheard(
          child: view.child, reasons: unheard.reasons.map { Word.word($0.rawValue) }, since: unheard.since,
          nextReviewOn: next.on)
        drafts.append(Draft(told, about: view.child.text))
      }
    }
    return drafts
  }

  /// Whether it was told since the last review that the child is unheard.
  private func isTold(since today: CivilDate) -> Bool {
    let last = view.held.map(\.completedOn).filter { $0 <= today }.max() ?? .earliest
    return view.voice.unheardOn.contains { $0 > last }
  }
}
