import Contracts
import Policy

/// The cohorts to which a child belongs, by the rules of the profile that holds on the day.
///
/// A rule that asks for participation codes (`codeTwice`) is left out: scheduling does not know them, and the service
/// of participation keeps that cohort.
enum Cohorts {
  /// The next day after `last` on which a child joins or leaves a cohort by time alone, or on which a profile that was
  /// adopted ahead begins to hold; nil for none.
  static func nextDay(_ child: ChildRecord, _ policy: AdoptedPolicy, after last: CivilDate) -> CivilDate? {
    var next = policy.adoptions.first { $0.from > last }?.from
    let facts = CohortFacts(child, on: last, policy.calendar)
    guard facts.mayBelong else { return next }
    let rules = policy.profile(on: last).cohorts
    for rule in rules where rule.isKept {
      guard let holding = facts.holding(rule), let change = holding.nextChange(after: last) else { continue }
      next = min(change, next ?? .latest)
    }
    return next
  }

  /// The cohorts that a child joined or left, as known on a day, and that were not told.
  ///
  /// A child joins from the first of the days without a gap on which the rule holds, which may lie before the day on
  /// which it became known, and leaves on the first day on which it no longer holds.
  static func changes(_ child: ChildRecord, _ policy: AdoptedPolicy, on today: CivilDate) -> [Draft] {
    let facts = CohortFacts(child, on: today, policy.calendar)
    guard facts.mayBelong || !child.cohorts.isEmpty else { return [] }
    let rules = policy.profile(on: today).cohorts
    var drafts: [Draft] = []
    for rule in rules where rule.isKept {
      let holding = facts.holding(rule).flatMap { $0.holds(on: today) ? $0 : nil }
      let told = child.cohorts.first { $0.cohort == rule.name }
      switch (holding, told) {
      case (let holding?, nil):
        let joined = CohortJoined(
          child: child.child, cohort: rule.name, on: holding.since, because: reason(rule, since: holding.since))
        drafts.append(Draft(joined, about: child.child.text))
      case (nil, let told?):
        let day = firstDayOut(rule, child, policy.calendar, since: told.since)
        drafts.append(left(told.cohort, child, on: min(day, today)))
      case (nil, nil), (_?, _?): break
      }
    }
    for told in child.cohorts where !rules.contains(where: { $0.name == told.cohort && $0.isKept }) {
      drafts.append(left(told.cohort, child, on: today))
    }
    return drafts
  }

  /// Since when a child belongs to a cohort on a day, without a gap; nil where it does not.
  static func since(
    _ rule: CohortRule, _ child: ChildRecord, _ calendar: WorkingCalendar, on day: CivilDate
  ) -> CivilDate? {
    guard let holding = CohortFacts(child, on: day, calendar).holding(rule), holding.holds(on: day) else { return nil }
    return holding.since
  }

  /// Why a child belongs to a cohort: the rule's conditions in words.
  static func reason(_ rule: CohortRule, since: CivilDate?) -> CohortReason {
    CohortReason(rule: rule.word, source: rule.source, since: since)
  }

  private static func left(_ cohort: KebabWord, _ child: ChildRecord, on day: CivilDate) -> Draft {
    Draft(CohortLeft(child: child.child, cohort: cohort, on: day), about: child.child.text)
  }

  /// The first day from `since` on which a child does not belong to a cohort: `since` itself where what made it belong
  /// was told in error.
  private static func firstDayOut(
    _ rule: CohortRule, _ child: ChildRecord, _ calendar: WorkingCalendar, since: CivilDate
  ) -> CivilDate {
    let days = CohortFacts.days(of: child)
    var day = since
    while let holding = CohortFacts(child, on: day, calendar).holding(rule), holding.holds(on: day) {
      let change = days.filter { day < $0 }.min() ?? .latest
      guard min(change, holding.until) < .latest else { return .latest }
      day = min(change, holding.until)
    }
    return day
  }
}

extension CohortRule {
  /// Whether scheduling can tell who belongs.
  var isKept: Bool { codeTwice == nil }

  /// Whether it is about child protection plans alone, so that the child need not be in care.
  var isOfPlans: Bool {
    (planNumberAtLeast != nil || planOver != nil) && inCareOver == nil && statuses == nil && placements == nil
      && placementsInYear == nil && registration == nil
  }

  /// Its conditions as a kebab word, such as `legal-status-over-6-months`; its name where that word would be too long.
  var word: String {
    var word = ""
    func add(_ part: String) { word += word.isEmpty ? part : "-and-\(part)" }
    if let inCareOver { add("in-care-over-\(inCareOver.word)") }
    if statuses != nil { add("legal-status" + (statusOver.map { "-over-\($0.word)" } ?? "")) }
    if placements != nil { add("placement" + (placementOver.map { "-over-\($0.word)" } ?? "")) }
    if registration != nil { add("registration") }
    if let placementsInYear { add("\(placementsInYear)-placements-in-12-months") }
    if let planNumberAtLeast { add("plan-\(planNumberAtLeast)-or-later") }
    if let planOver { add("plan-over-\(planOver.word)") }
    if let underAge { add("under-\(underAge)") }
    if let overAge { add("\(overAge)-or-over") }
    if let without { add("without-\(without.text)") }
    if let codeTwice { add("\(codeTwice.rawValue.lowercased())-twice") }
    return KebabWord(word) == nil ? name.text : word
  }
}
