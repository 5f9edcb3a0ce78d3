import Contracts
import Policy

/// The days on which a rule holds by what is known, were nothing to change but time.
struct Holding: Equatable {
  /// The first of them; it may lie ahead.
  var since: CivilDate
  /// The first day after them; `.latest` where time alone does not end it.
  var until: CivilDate = .latest

  /// Whether the rule holds on a day.
  func holds(on day: CivilDate) -> Bool { since <= day && day < until }

  /// The next day after `last` on which it begins or ends.
  func nextChange(after last: CivilDate) -> CivilDate? {
    if last < since { return since }
    return last < until && until < .latest ? until : nil
  }

  /// Begins no sooner than a day.
  fileprivate mutating func begin(_ day: CivilDate) { since = max(since, day) }
  /// Ends no later than before a day.
  fileprivate mutating func end(_ day: CivilDate) { until = min(until, day) }
}

/// What cohorts are reckoned from: a child as it is known, by the facts of up to one day.
struct CohortFacts {
  private let milestones: [Milestone]
  private let day: CivilDate
  private let calendar: WorkingCalendar
  private let periods: [CarePeriod]
  /// The period of care in which the child is on the day.
  private let care: CarePeriod?
  /// The child protection plan that runs on the day: since when, and which it is for the child.
  private let plan: (since: CivilDate, number: Int)?
  private let dateOfBirth: CivilDate?

  /// The facts of a child of up to a day.
  init(_ child: ChildRecord, on day: CivilDate, _ calendar: WorkingCalendar) {
    milestones = child.milestones
    self.day = day
    self.calendar = calendar
    periods = child.periods
    let last = periods.last { $0.enteredOn <= day }
    care = last.flatMap { period in period.leftOn.map { day < $0 } ?? true ? period : nil }
    plan = Self.plan(child.protection, on: day)
    mayBelong = care != nil || plan != nil
    dateOfBirth = child.dateOfBirth
  }

  /// Whether the child may belong to a cohort at all: it is in care, or a plan runs.
  let mayBelong: Bool

  /// The days on which something is known to have happened to a child that a rule may look at.
  static func days(of child: ChildRecord) -> [CivilDate] {
    child.entries.map(\.on) + child.leavings.map(\.on) + child.statuses.map(\.on) + child.placements.map(\.on)
      + child.milestones.compactMap(\.doneOn) + child.protection.map(\.on)
  }

  /// The days on which a rule holds; nil where it does not, and will not by time alone.
  func holding(_ rule: CohortRule) -> Holding? {
    guard var holding = begun(rule) else { return nil }
    if let span = rule.inCareOver {
      guard let care, let day = over(span, since: care.enteredOn) else { return nil }
      holding.begin(day)
    }
    if let statuses = rule.statuses {
      guard under(statuses, rule.statusOver, &holding) else { return nil }
    }
    if let placements = rule.placements {
      guard placed(placements, rule.placementOver, &holding) else { return nil }
    }
    if let registration = rule.registration {
      guard let since = registered(registration) else { return nil }
      holding.begin(since)
    }
    if let age = rule.underAge {
      guard let dateOfBirth else { return nil }
      holding.end(dateOfBirth.anniversary(years: age))
    }
    if let age = rule.overAge {
      guard let dateOfBirth else { return nil }
      holding.begin(dateOfBirth.anniversary(years: age))
    }
    if let kind = rule.without, isDone(kind, rule) { return nil }
    if let count = rule.placementsInYear {
      guard let moved = moved(count) else { return nil }
      holding.begin(moved.since)
      holding.end(moved.until)
    }
    return holding.since < holding.until ? holding : nil
  }

  /// The span in which a rule may hold at all: a period of care or, where it is about plans alone, a plan.
  private func begun(_ rule: CohortRule) -> Holding? {
    guard rule.planNumberAtLeast != nil || rule.planOver != nil else {
      return care.map { Holding(since: $0.enteredOn) }
    }
    guard let plan, plan.number >= rule.planNumberAtLeast ?? 0 else { return nil }
    var holding = Holding(since: plan.since)
    if let span = rule.planOver {
      guard let day = over(span, since: plan.since) else { return nil }
      holding.begin(day)
    }
    if !rule.isOfPlans {
      guard let care else { return nil }
      holding.begin(care.enteredOn)
    }
    return holding
  }

  /// The first day on which a span since a day is over; nil where the calendar does not know.
  private func over(_ span: Span, since day: CivilDate) -> CivilDate? {
    span.end(from: day, by: calendar)?.end.adding(days: 1)
  }

  // MARK: Conditions of care

  /// Under one of these legal statuses, since the first of those that follow one another; over a span, under one and
  /// the same.
  private func under(_ wanted: [LegalStatus], _ span: Span?, _ holding: inout Holding) -> Bool {
    guard let care, let current = care.statuses.last(where: { $0.on <= day }), wanted.contains(current.status) else {
      return false
    }
    var since = current.on
    var sameSince = current.on
    var isSame = true
    for earlier in care.statuses.reversed() where earlier.on <= current.on {
      guard wanted.contains(earlier.status) else { break }
      since = earlier.on
      isSame = isSame && earlier.status == current.status
      if isSame { sameSince = earlier.on }
    }
    holding.begin(since)
    guard let span else { return true }
    guard let day = over(span, since: sameSince) else { return false }
    holding.begin(day)
    return true
  }

  /// In a placement of one of these types, since the first of those that follow one another; over a span, in one and
  /// the same. A temporary placement is none, as the child returns, unless the rule asks for its type.
  private func placed(_ wanted: [PlacementType], _ span: Span?, _ holding: inout Holding) -> Bool {
    guard let care else { return false }
    let takesTemporary = wanted.contains { $0.isTemporary }
    var last: PlacementFrom?
    var since = care.enteredOn
    for placement in care.placements.reversed() where placement.on <= day {
      if placement.type.isTemporary && !takesTemporary { continue }
      guard wanted.contains(placement.type) else { break }
      since = placement.on
      if last == nil { last = placement }
    }
    guard let last else { return false }
    holding.begin(since)
    guard let span else { return true }
    guard let day = over(span, since: last.on) else { return false }
    holding.begin(day)
    return true
  }

  /// Since when the child is in a placement of one of these registrations: the one told last or, where that is a
  /// temporary move, the one to which the child returns.
  private func registered(_ wanted: [Registration]) -> CivilDate? {
    guard let care else { return nil }
    for placement in care.placements.reversed() where placement.on <= day {
      if wanted.contains(where: { $0.rawValue == placement.registration?.text ?? "registered" }) { return placement.on }
      if !placement.type.isTemporary { return nil }
    }
    return nil
  }

  /// Whether a milestone of this kind is recorded as done in this period of care; for a rule of plans alone, since the
  /// plan began.
  private func isDone(_ kind: KebabWord, _ rule: CohortRule) -> Bool {
    let begin = rule.isOfPlans ? plan?.since : care?.enteredOn
    return milestones.contains { milestone in
      milestone.kind == kind && milestone.doneOn.map { begin ?? .latest <= $0 && $0 <= day } ?? false
    }
  }

  /// The days on which so many placements or more were held in the last twelve months, those of earlier periods of care
  /// among them; temporary moves are none. A placement counts up to twelve months after its last day.
  private func moved(_ count: Int) -> Holding? {
    guard periods.reduce(0, { $0 + $1.placements.count }) >= count else { return nil }
    var held: [(from: CivilDate, until: CivilDate)] = []
    for period in periods where period.enteredOn <= day {
      let leftOn = period.leftOn.flatMap { $0 <= day ? $0 : nil }
      let placements = period.placements.filter { !$0.type.isTemporary && $0.on <= day }
      for (index, placement) in placements.enumerated() {
        let next = index + 1 < placements.count ? placements[index + 1].on : leftOn
        if next == placement.on { continue }
        held.append((placement.on, next?.adding(days: -1).adding(months: 12).adding(days: 1) ?? .latest))
      }
    }
    guard held.count >= count else { return nil }
    held.sort { $0.from < $1.from }
    var holding: Holding?
    for end in count...held.count {
      let since = held[end - 1].from
      let until = held[..<end].map(\.until).sorted(by: >)[count - 1]
      guard since < until else {
        holding = nil
        continue
      }
      if let before = holding, since <= before.until {
        holding = Holding(since: before.since, until: until)
      } else {
        holding = Holding(since: since, until: until)
      }
    }
    return holding
  }

  // MARK: Child protection

  /// The plan that runs on a day; one told to have started while another runs goes on with it.
  private static func plan(_ steps: [ProtectionStep], on day: CivilDate) -> (since: CivilDate, number: Int)? {
    var running: (since: CivilDate, number: Int)?
    var count = 0
    for step in steps where step.on <= day {
      switch step.event {
      case .planStarted:
        if running == nil { count += 1 }
        running = (running?.since ?? step.on, step.planNumber ?? running?.number ?? count)
      case .planEnded: running = nil
      case .strategyDiscussion, .conferenceRequested: break
      }
    }
    return running
  }
}
