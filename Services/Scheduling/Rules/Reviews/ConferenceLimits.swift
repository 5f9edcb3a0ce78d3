import Contracts
import Policy

/// From when the limit of a conference counts, and when it ends.
struct ConferencePlace {
  /// The strategy discussion that started the enquiry; nil for a review of the plan, and where none is known.
  let strategyOn: CivilDate?
  /// Nil where there is nothing from which it counts.
  let due: Due?

  /// The place of an initial conference that counts from a strategy discussion.
  init(_ policy: AdoptedPolicy, strategyOn: CivilDate?) {
    self.strategyOn = strategyOn
    due = strategyOn.flatMap { policy.due(.initialConference, from: $0) }
  }

  /// The place of a review of the plan in a run of conferences.
  fileprivate init(_ policy: AdoptedPolicy, _ run: ProtectionRun?) {
    strategyOn = nil
    due = run.flatMap { $0.number > 1 ? policy.due($0.limit, from: $0.anchor) : nil }
  }
}

extension ChildRecord {
  /// What is known of the limit of a conference that is held on a day: that of the run which it stands in.
  func conferencePlace(_ kind: ConferenceKind, on day: CivilDate, _ policy: AdoptedPolicy) -> ConferencePlace {
    let run = nextConference(by: day)
    switch kind {
    case .initial:
      let known = protection.last { $0.event == .strategyDiscussion && $0.on <= day }?.on
      return ConferencePlace(policy, strategyOn: run?.number == 1 ? run?.anchor : known)
    case .review: return ConferencePlace(policy, run)
    }
  }
}

extension Reckon {
  /// The limits of conferences held that differ from those told, as a late fact may move them.
  static func conferences(_ child: ChildRecord, _ policy: AdoptedPolicy) -> [Draft] {
    child.conferences.compactMap { conference in
      guard conference.isFixed != true else { return nil }
      let kind: ConferenceKind = conference.isInitial ? .initial : .review
      let place = child.conferencePlace(kind, on: conference.on, policy)
      guard let due = place.due, let dueOn = due.dueOn,
        dueOn != conference.dueOn || place.strategyOn != conference.strategyOn
      else { return nil }
      let told = ConferenceDue(
        conference: conference.id, child: child.child, kind: kind, on: conference.on,
        strategyDiscussionOn: place.strategyOn, dueOn: dueOn, inTimescale: conference.on <= dueOn,
        because: due.because)
      return Draft(told, about: conference.id.text)
    }
  }
}
