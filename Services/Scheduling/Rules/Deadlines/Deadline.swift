import Contracts
import Policy

/// Something that must be done for a child by a day, on the statutory clock, the authority's own, or both.
struct Deadline: Equatable {
  let kind: DeadlineKind
  /// The limit that it is reckoned by; nil where the day itself was told, as a recommendation's.
  let limit: Limit?
  /// The day from which it is reckoned.
  let anchor: CivilDate
  /// The statutory limit, itself in time; nil where none is set or known.
  let dueOn: CivilDate?
  /// The authority's own limit.
  let localDueOn: CivilDate?
  /// Who set the day, where no limit did: `agreed`, `directed` or such, and its source.
  var told: (rule: String, source: String)?
  /// When it was met.
  var metOn: CivilDate?
  /// The first day on which it no longer mattered although it was not met, as when care ended.
  var lapsedOn: CivilDate?
  /// The review it belongs to, by its ordinal.
  var review: Int?

  /// A deadline reckoned by a limit from a day; nil where neither statute nor profile sets the limit.
  init?(_ kind: DeadlineKind, _ limit: Limit, from anchor: CivilDate, _ policy: AdoptedPolicy) {
    guard let days = policy.days(limit, from: anchor) else { return nil }
    self.kind = kind
    self.limit = limit
    self.anchor = anchor
    dueOn = days.statutory
    localDueOn = days.local
  }

  /// A deadline whose day was told: by whom says the rule, in a kebab word, and the source.
  init(_ kind: DeadlineKind, dueOn: CivilDate, anchor: CivilDate, rule: String, source: String) {
    self.kind = kind
    limit = nil
    self.anchor = anchor
    self.dueOn = dueOn
    localDueOn = nil
    told = (rule, source)
  }

  /// A deadline of the authority alone: its day was reckoned by a rule of the profile.
  init(_ kind: DeadlineKind, localDueOn: CivilDate, anchor: CivilDate, rule: String, source: String) {
    self.kind = kind
    limit = nil
    self.anchor = anchor
    dueOn = nil
    self.localDueOn = localDueOn
    told = (rule, source)
  }

  /// A review's deadline, as it was told.
  init(_ review: OpenReview) {
    kind = review.stream == .childProtection ? .conference : .review
    limit = nil
    anchor = review.limit.because.anchor
    dueOn = review.limit.dueOn
    localDueOn = review.limit.localDueOn
    self.review = review.ordinal
  }

  /// The day on which either clock runs out first.
  var earliest: CivilDate? { [dueOn, localDueOn].compactMap(\.self).min() }

  /// Whether it is still to be met on a day.
  func isOpen(on day: CivilDate) -> Bool { metOn == nil && lapsedOn.map { day < $0 } ?? true }

  /// Why it falls on its day.
  func because(_ child: ChildRecord, _ policy: AdoptedPolicy) -> Because {
    if let review, kind == .review || kind == .conference, let open = child.openReview(review) {
      return open.limit.because
    }
    if let limit, let due = policy.due(limit, from: anchor) { return due.because }
    return Because(
      rule: told?.rule ?? kind.rawValue, source: told?.source ?? "as told", anchor: anchor,
      calendar: policy.calendar.name.text, skipped: [])
  }

  static func == (left: Deadline, right: Deadline) -> Bool {
    left.kind == right.kind && left.limit == right.limit && left.anchor == right.anchor && left.dueOn == right.dueOn
      && left.localDueOn == right.localDueOn && left.metOn == right.metOn && left.lapsedOn == right.lapsedOn
      && left.review == right.review
  }
}

/// The deadlines of a child, derived from what is known: each group has a file of its own.
enum Deadlines {
  /// All deadlines of the kinds that the authority watches, met and unmet, in order of their earlier day.
  static func of(_ child: ChildRecord, _ policy: AdoptedPolicy) -> [Deadline] {
    watched(child, policy)
      .sorted { ($0.earliest ?? .latest, $0.kind.rawValue) < ($1.earliest ?? .latest, $1.kind.rawValue) }
  }

  /// The same in no order.
  static func watched(_ child: ChildRecord, _ policy: AdoptedPolicy) -> [Deadline] {
    let facts = CareFacts(child)
    let all =
      ofReviews(child, facts, policy) + beforeReviews(child, facts, policy) + ofRecords(child, policy)
      + ofPlacements(child, facts, policy) + ofMilestones(child, facts, policy) + ofProtection(child, policy)
    return all.filter { $0.earliest != nil && policy.profile(on: $0.anchor).watches($0.kind) }
  }
}

/// What many deadlines look at, derived once.
struct CareFacts {
  /// All periods of care.
  let periods: [CarePeriod]
  /// The period that is open.
  let current: CarePeriod?

  /// The periods of care of a child.
  init(_ child: ChildRecord) {
    periods = child.periods
    current = periods.last.flatMap { $0.leftOn == nil ? $0 : nil }
  }
}
