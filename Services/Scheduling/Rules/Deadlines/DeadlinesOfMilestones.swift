import Contracts
import Policy

extension Deadlines {
  /// What others must have done for the child: plans, health, schooling, the way out of care, and the talk after a
  /// missing episode; met by the milestones that are told.
  static func ofMilestones(_ child: ChildRecord, _ facts: CareFacts, _ policy: AdoptedPolicy) -> [Deadline] {
    var deadlines = told(child)
    if policy.everWatches(.returnInterview) { deadlines += interviews(child, policy) }
    for (index, period) in facts.periods.enumerated() {
      guard let from = period.fullFrom else { continue }
      let since = index == 0 ? .earliest : facts.periods[index - 1].leftOn ?? period.enteredOn
      let care = FullCare(child: child, since: since, from: from, until: period.fullUntil, leftOn: period.leftOn)
      if policy.everWatches(.carePlan) {
        deadlines += care.once(.carePlan, .carePlan, from: from, care.done("care-plan"), policy)
      }
      if policy.everWatches(.initialHealthAssessment) || policy.everWatches(.reviewHealthAssessment) {
        deadlines += health(care, policy)
      }
      if policy.everWatches(.personalEducationPlan) { deadlines += education(care, policy) }
      if policy.everWatches(.pathwayAssessment) || policy.everWatches(.pathwayPlan) {
        deadlines += pathway(care, policy)
      }
    }
    return deadlines
  }

  /// The first health assessment in time for the first review, then every 6 months while the child was under 5 at the
  /// one before, else every 12 (CPR 2010 reg 7).
  private static func health(_ care: FullCare, _ policy: AdoptedPolicy) -> [Deadline] {
    let initial = care.done("initial-health-assessment")
    let reviews = care.done("review-health-assessment")
    let first = care.once(.initialHealthAssessment, .initialHealthAssessment, from: care.from, initial, policy)
    return first
      + care.chain(.reviewHealthAssessment, after: initial.first ?? reviews.first, reviews, policy) { day in
        care.age(on: day).map { $0 < 5 } ?? false ? .healthAssessmentUnderFive : .healthAssessment
      }
  }

  /// The personal education plan of a child of school age, 4 to 17, before the first review, then each term.
  private static func education(_ care: FullCare, _ policy: AdoptedPolicy) -> [Deadline] {
    guard let from = care.later(birthday: 4), care.isBefore(18, from) else { return [] }
    let plans = care.done("personal-education-plan")
    return care.once(.personalEducationPlan, .personalEducationPlan, from: from, plans, policy)
      + care.chain(.personalEducationPlan, after: plans.first, plans, policy) { day in
        care.isBefore(18, day) ? .personalEducationPlanReview : nil
      }
  }

  /// The assessment within 3 months of the 16th birthday, or of becoming looked after where that is later, then the
  /// pathway plan every 6 months (CPR 2010 reg 42, Care Leavers (England) Regulations 2010 reg 7).
  private static func pathway(_ care: FullCare, _ policy: AdoptedPolicy) -> [Deadline] {
    guard let from = care.later(birthday: 16), care.isBefore(18, from) else { return [] }
    let plans = care.done("pathway-plan")
    return care.once(.pathwayAssessment, .pathwayAssessment, from: from, care.done("pathway-assessment"), policy)
      + care.chain(.pathwayPlan, after: plans.first, plans, policy) { _ in .pathwayPlanReview }
  }

  /// The return home interview within 72 hours of each return, in care or not.
  private static func interviews(_ child: ChildRecord, _ policy: AdoptedPolicy) -> [Deadline] {
    let interviews = child.absences.isEmpty ? [] : child.done("return-home-interview", "return-interview")
    return child.absences.indices.compactMap { index in
      let absence = child.absences[index]
      guard let to = absence.to, var deadline = Deadline(.returnInterview, .returnInterview, from: to, policy) else {
        return nil
      }
      let next = index + 1 < child.absences.count ? child.absences[index + 1].to ?? .latest : .latest
      deadline.metOn = absence.interviewOn ?? interviews.first { to <= $0 && $0 < next }
      return deadline
    }
  }

  // MARK: Days that were told

  /// The milestones whose day was told, where their kind is one that is watched.
  ///
  /// One that says both days is met; one that says only its limit is met by the first of its kind that was done without
  /// saying for which limit, after the limit before and at most a year ahead, as what is done every year is told anew.
  private static func told(_ child: ChildRecord) -> [Deadline] {
    guard child.milestones.contains(where: { $0.dueOn != nil }) else { return [] }
    var deadlines: [Deadline] = []
    for kind in Set(child.milestones.filter { $0.dueOn != nil }.map(\.kind)).sorted() {
      guard let watched = DeadlineKind(milestone: kind) else { continue }
      let all = child.milestones.filter { $0.kind == kind }
      let met = Dictionary(
        all.compactMap { one in one.dueOn.flatMap { due in one.doneOn.map { (due, $0) } } }, uniquingKeysWith: min)
      var done = all.compactMap { $0.dueOn == nil ? $0.doneOn : nil }.sorted()[...]
      var before = CivilDate.earliest
      for due in Set(all.compactMap(\.dueOn)).sorted() {
        var deadline = Deadline(
          watched, dueOn: due, anchor: due, rule: "milestone-due", source: "as told by its system")
        deadline.metOn = met[due]
        if deadline.metOn == nil {
          done = done.drop { $0 <= max(before, due.adding(months: -12)) }
          deadline.metOn = done.popFirst()
        }
        deadlines.append(deadline)
        before = due
      }
    }
    return deadlines
  }
}

/// A period of care as far as the full regulations apply, for what is reckoned in it.
private struct FullCare {
  let child: ChildRecord
  /// The day on which an earlier period of care ended: what was done since then counts.
  let since: CivilDate
  /// The first day on which the full regulations applied.
  let from: CivilDate
  /// The first day on which they no longer did.
  let until: CivilDate?
  let leftOn: CivilDate?

  /// The days on which milestones of a kind were done for this period of care, in order.
  func done(_ kind: String) -> [CivilDate] { child.done(kind).filter { since <= $0 && $0 <= leftOn ?? .latest } }

  func age(on day: CivilDate) -> Int? { child.age(on: day) }

  /// The later of the first day and a birthday, where the regulations still apply on it.
  func later(birthday years: Int) -> CivilDate? {
    guard let day = child.dateOfBirth.map({ max($0.anniversary(years: years), from) }), day < until ?? .latest else {
      return nil
    }
    return day
  }

  /// Whether a day lies before a birthday.
  func isBefore(_ years: Int, _ day: CivilDate) -> Bool {
    child.dateOfBirth.map { day < $0.anniversary(years: years) } ?? true
  }

  /// What is done once, by the first day on which it was.
  func once(
    _ kind: DeadlineKind, _ limit: Limit, from anchor: CivilDate, _ days: [CivilDate], _ policy: AdoptedPolicy
  ) -> [Deadline] {
    guard var deadline = Deadline(kind, limit, from: anchor, policy) else { return [] }
    deadline.metOn = days.first
    deadline.lapsedOn = until
    return [deadline]
  }

  /// What is done again and again, each time from the last, by the limit that holds after that day.
  func chain(
    _ kind: DeadlineKind, after first: CivilDate?, _ days: [CivilDate], _ policy: AdoptedPolicy,
    limit: (CivilDate) -> Limit?
  ) -> [Deadline] {
    var deadlines: [Deadline] = []
    var last = first
    var rest = days[...]
    while let anchor = last, let limit = limit(anchor), var deadline = Deadline(kind, limit, from: anchor, policy) {
      rest = rest.drop { $0 <= anchor }
      deadline.metOn = rest.first
      deadline.lapsedOn = until
      deadlines.append(deadline)
      last = rest.first
    }
    return deadlines
  }
}

extension DeadlineKind {
  /// The kind of deadline that a milestone of this kind has; nil for one that is not watched.
  fileprivate init?(milestone kind: KebabWord) {
    switch kind.text {
    case "social-work-report": self = .papers
    case "return-home-interview": self = .returnInterview
    case let text: self.init(rawValue: text)
    }
  }
}
