import Contracts
import Policy

extension Deadlines {
  /// What a placement calls for: lawfulness, the authority's own visits and oversight, and the social worker's visits.
  static func ofPlacements(_ child: ChildRecord, _ facts: CareFacts, _ policy: AdoptedPolicy) -> [Deadline] {
    var deadlines = Unlawful.deadlines(child, facts.periods, policy)
    let watchesVisits = policy.everWatches(.socialWorkVisit)
    let hasRules = policy.adoptions.contains { !$0.profile.oversight.isEmpty }
    guard hasRules || watchesVisits else { return deadlines }
    for period in facts.periods {
      let stays = period.stays
      if hasRules { deadlines += oversight(child, period, stays, policy) }
      if watchesVisits { deadlines += socialWorkVisits(child, period, stays, policy) }
    }
    return deadlines
  }

  // MARK: Rules of the profile

  /// Visits or oversight that the profile asks for: through all care, or in each placement that calls for them.
  private static func oversight(
    _ child: ChildRecord, _ period: CarePeriod, _ stays: [Stay], _ policy: AdoptedPolicy
  ) -> [Deadline] {
    var deadlines: [Deadline] = []
    for rule in policy.profile(on: period.enteredOn).oversight where rule.isGeneral {
      deadlines += chain(rule, from: period.enteredOn, until: period.leftOn, days(rule.act, child), policy)
    }
    for stay in stays {
      for rule in policy.profile(on: stay.on).oversight
      where !rule.isGeneral && (stay.isMove || !rule.afterMove)
        && rule.concerns(stay.type, registration: stay.registration)
      {
        deadlines += chain(rule, from: stay.on, until: stay.until, days(rule.act, child), policy)
      }
    }
    return deadlines
  }

  private static func days(_ act: OversightRule.Act, _ child: ChildRecord) -> [CivilDate] {
    switch act {
    case .visit: child.days(of: .visit)
    case .oversight: child.days(of: .oversight)
    case .socialWorkVisit: child.done("social-work-visit")
    }
  }

  /// One deadline after another, each from the last act done or from the start, until the placement ends.
  private static func chain(
    _ rule: OversightRule, from start: CivilDate, until end: CivilDate?, _ days: [CivilDate], _ policy: AdoptedPolicy
  ) -> [Deadline] {
    let calendar = policy.calendar
    let last = rule.until.flatMap { $0.end(from: start, by: calendar)?.end }
    let name = "\(rule.act.rawValue)\(rule.afterMove ? "-after-a-move" : "")"
    var span = rule.first ?? rule.every
    var word = "\(name)-\(rule.first == nil ? "every" : "within")-\(span?.word ?? "")"
    let again = "\(name)-every-\(rule.every?.word ?? "")"
    var rest = days.drop { $0 < start }
    var anchor = start
    var deadlines: [Deadline] = []
    while let due = span.flatMap({ $0.end(from: anchor, by: calendar)?.end }), due <= last ?? .latest {
      var deadline = Deadline(rule.act.kind, localDueOn: due, anchor: anchor, rule: word, source: rule.source)
      deadline.lapsedOn = end
      deadline.metOn = rest.first.flatMap { $0 <= end ?? .latest ? $0 : nil }
      deadlines.append(deadline)
      guard let met = deadline.metOn else { break }
      rest = rest.drop { $0 <= met }
      (anchor, span, word) = (met, rule.every, again)
    }
    return deadlines
  }
}

extension OversightRule {
  /// Whether it holds through all care, from the day of becoming looked after.
  fileprivate var isGeneral: Bool { registration == nil && placements == nil && !afterMove }
}
