import Contracts
import Policy

/// Why a child has not been heard. The raw value is the reason on the wire.
enum UnheardReason: String, CaseIterable {
  /// At the last two reviews with a code of a child of four and over no views were conveyed, and none since.
  case noViewsTwice = "no-views-twice"
  /// The officer has not seen the child since the review before the last, or at all where only one was held.
  case neverSeen = "never-seen"
  /// The child was consulted for at least two reviews, and for the last two not once in time.
  case consultationAlwaysLate = "consultation-always-late"
  /// The last three views, or both where there are but two, were conveyed by adults of one role.
  case sameAdultSpeaking = "same-adult-speaking"
  /// A child of four and over was never offered an advocate, nor referred to one.
  case noAdvocateOffered = "no-advocate-offered"
}

/// Whether a child has been heard, as it was on a day. A child of whom no review was held yet is not unheard.
struct Unheard {
  let reasons: [UnheardReason]
  /// The last day on which the child was heard; nil where it never was.
  let since: CivilDate?

  /// What was known of a child on `day`.
  init(_ view: ChildView, _ policy: AdoptedPolicy, on day: CivilDate) {
    let held = view.held.filter { $0.completedOn <= day }
    guard !held.isEmpty, !view.hasLeft(by: day) else {
      reasons = []
      since = nil
      return
    }
    let parts: [(UnheardReason, Bool)] = [
      (.noViewsTwice, Self.hasNoViewsTwice(view, held, day)), (.neverSeen, Self.isNeverSeen(view, held, day)),
      (.consultationAlwaysLate, Self.isConsultedLate(view, policy, day)),
      (.sameAdultSpeaking, Self.speaksOneAdult(view, day)), (.noAdvocateOffered, Self.hasNoAdvocate(view, day)),
    ]
    reasons = parts.filter(\.1).map(\.0)
    since = Self.heardOn(view, held, day)
  }

  /// The days on which views were learnt, or an answer of the child came.
  private static func viewDays(_ view: ChildView, _ day: CivilDate) -> [CivilDate] {
    let answers = view.voice.consultations.filter { $0.to == Word.child }.compactMap { view.returned($0)?.on }
    return (view.voice.views.map(\.on) + answers).filter { $0 <= day }
  }

  private static func heardOn(_ view: ChildView, _ held: [KnownChild.Held], _ day: CivilDate) -> CivilDate? {
    let spoken = held.filter { view.voice[$0.review]?.code.conveyedViews ?? false }.map(\.completedOn)
    return (spoken + viewDays(view, day)).max()
  }

  private static func hasNoViewsTwice(_ view: ChildView, _ held: [KnownChild.Held], _ day: CivilDate) -> Bool {
    let coded = held.filter { view.voice[$0.review]?.code.isMeasured ?? false }.suffix(2)
    guard coded.count == 2, let last = coded.last else { return false }
    let isSilent = coded.allSatisfy { !(view.voice[$0.review]?.code.conveyedViews ?? false) }
    return isSilent && !viewDays(view, day).contains { $0 > last.completedOn }
  }

  private static func isNeverSeen(_ view: ChildView, _ held: [KnownChild.Held], _ day: CivilDate) -> Bool {
    let since = held.dropLast().last?.heldOn
    return !view.seen.contains { seen in seen <= day && since.map { $0 < seen } ?? true }
  }

  /// Late is after the day by which a profile has consultations sent before a review.
  private static func isConsultedLate(_ view: ChildView, _ policy: AdoptedPolicy, _ day: CivilDate) -> Bool {
    var reviews: [ReviewID] = []
    var inTime: Set<ReviewID> = []
    for sent in view.voice.consultations where sent.to == Word.child && sent.on <= day {
      guard let review = sent.review, let lead = sent.leadDays else { continue }
      reviews.removeAll { $0 == review }
      reviews.append(review)
      let limit = policy.end(of: .consultation, from: sent.on.adding(days: lead))
      if limit.map({ sent.on <= $0 }) ?? true { inTime.insert(review) }
    }
    return reviews.count >= 2 && reviews.suffix(2).allSatisfy { !inTime.contains($0) }
  }

  private static func speaksOneAdult(_ view: ChildView, _ day: CivilDate) -> Bool {
    let last = view.voice.views.filter { $0.on <= day }.suffix(3).map { $0.conveyedBy ?? Word.child }
    guard last.count >= 2, let first = last.first, first != Word.child else { return false }
    return last.allSatisfy { $0 == first }
  }

  private static func hasNoAdvocate(_ view: ChildView, _ day: CivilDate) -> Bool {
    if let born = view.dateOfBirth, born.anniversary(years: 4) > day { return false }
    return !view.voice.advocacy.contains { $0.on <= day } && !view.voice.referrals.contains { $0.on <= day }
  }
}
