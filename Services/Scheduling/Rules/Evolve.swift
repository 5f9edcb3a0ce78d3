import Contracts
import Policy

/// The types of event that scheduling's journal holds and its states are folded from, by their wire names.
enum SchedulingEvent: String, CaseIterable {
  case childEnteredCare = "child-entered-care"
  case childLeftCare = "child-left-care"
  case legalStatusChanged = "legal-status-changed"
  case placementChanged = "placement-changed"
  case policyAdopted = "policy-adopted"
  case calendarAdopted = "calendar-adopted"
  case officerRegistered = "officer-registered"
  case officerAllocated = "officer-allocated"
  case reviewDue = "review-due"
  case reviewHeld = "review-held"
  case recordCompleted = "record-completed"
  case notificationLate = "notification-late"
  case deadlineMissed = "deadline-missed"
}

/// Folds scheduling's own events into states. It reckons nothing: what an event does not say is not known.
enum Evolve {
  /// The stream that an event of the journal is about: the policy, an officer, or a child.
  static func stream(of event: Event) -> StreamKey {
    switch SchedulingEvent(rawValue: event.type) {
    case .policyAdopted, .calendarAdopted: .policy
    case .officerRegistered: StreamKey("officer", event.data["officer"]?.string ?? event.subject)
    case .childEnteredCare, .childLeftCare, .legalStatusChanged, .placementChanged, .officerAllocated, .reviewDue,
      .reviewHeld, .recordCompleted, .notificationLate, .deadlineMissed, nil:
      StreamKey("child", event.data["child"]?.string ?? event.subject)
    }
  }

  /// Folds one event into the state of its stream.
  static func evolve(_ state: inout SchedulingState?, _ event: Event) {
    switch SchedulingEvent(rawValue: event.type) {
    case .policyAdopted, .calendarAdopted:
      var policy = state?.policy ?? AdoptedPolicy()
      adopt(event, &policy)
      state = .policy(policy)
    case .officerRegistered:
      let told: OfficerRegistered = read(event)
      state = .officer(Officer(from: told.from, fte: told.fte, kind: told.kind))
    case .childEnteredCare:
      let told: ChildEnteredCare = read(event)
      var child = state?.child ?? ChildTimetable(child: told.child, periods: [])
      enter(told, &child)
      state = .child(child)
    case .childLeftCare, .legalStatusChanged, .placementChanged, .officerAllocated, .reviewDue, .reviewHeld,
      .recordCompleted, .deadlineMissed:
      guard var child = state?.child else { preconditionFailure("\(event.type) of a child whose entry was not told") }
      state = nil
      change(&child, event)
      state = .child(child)
    case .notificationLate, nil: break
    }
  }

  private static func read<Told: Message>(_ event: Event) -> Told {
    do {
      return try Told.of(event)
    } catch {
      preconditionFailure("the journal holds a \(Told.name) that cannot be read")
    }
  }

  private static func adopt(_ event: Event, _ policy: inout AdoptedPolicy) {
    do {
      if event.type == PolicyAdopted.name {
        let told: PolicyAdopted = read(event)
        policy.adoptions.append(.init(from: told.from, profile: try Profile(json: told.profile)))
      } else {
        let told: CalendarAdopted = read(event)
        policy.adoptedCalendar = try WorkingCalendar(json: told.calendar)
      }
    } catch {
      preconditionFailure("the journal holds a faulty policy: \(error)")
    }
  }

  static func enter(_ told: ChildEnteredCare, _ child: inout ChildTimetable) {
    let period = CarePeriod(
      enteredOn: told.enteredOn,
      statuses: [StatusFrom(on: told.enteredOn, status: told.legalStatus)],
      placements: [PlacementFrom(on: told.enteredOn, type: told.placement.type)])
    let index = child.periods.firstIndex { $0.enteredOn > told.enteredOn } ?? child.periods.count
    // Only the last period has a review that is due next: a new one makes that of the period before lapse.
    if index == child.periods.count { child.open = nil }
    child.periods.insert(period, at: index)
  }

  private static func change(_ child: inout ChildTimetable, _ event: Event) {
    switch SchedulingEvent(rawValue: event.type) {
    case .childLeftCare:
      let told: ChildLeftCare = read(event)
      guard let period = child.periodLeft(on: told.leftOn) else { return }
      child.periods[period].leftOn = told.leftOn
      if period == child.periods.count - 1 { child.open = nil }
    case .legalStatusChanged:
      let told: LegalStatusChanged = read(event)
      guard let period = child.period(on: told.changedOn) else { return }
      child.periods[period].add(StatusFrom(on: told.changedOn, status: told.legalStatus))
    case .placementChanged:
      let told: PlacementChanged = read(event)
      guard let period = child.period(on: told.changedOn) else { return }
      child.periods[period].add(PlacementFrom(on: told.changedOn, type: told.placement.type))
    case .officerAllocated:
      let told: OfficerAllocated = read(event)
      guard let period = child.periods.firstIndex(where: { $0.enteredOn == told.enteredOn }) else { return }
      child.periods[period].add(AllocationFrom(on: told.on, officer: told.officer))
    case .reviewDue: due(&child, read(event), today: event.receivedtime?.londonDate)
    case .reviewHeld: held(&child, read(event))
    case .recordCompleted:
      let told: RecordCompleted = read(event)
      guard let at = child.ordinal(told.review).flatMap({ child.held($0) }) else { return }
      child.periods[at.period].reviews[at.review].recordCompletedOn = told.completedOn
    case .deadlineMissed:
      let told: DeadlineMissed = read(event)
      guard let review = told.review, child.open.map({ child.id($0.ordinal) }) == review else { return }
      child.open?.isQuiet = true
    case .childEnteredCare, .officerRegistered, .policyAdopted, .calendarAdopted, .notificationLate, nil: break
    }
  }

  private static func due(_ child: inout ChildTimetable, _ told: ReviewDue, today: CivilDate?) {
    guard let ordinal = child.ordinal(told.review) else { return }
    let limit = ReviewLimit(dueOn: told.dueOn, localDueOn: told.localDueOn, because: told.because)
    child.named = max(child.named, ordinal)
    if let at = child.held(ordinal) {
      child.periods[at.period].reviews[at.review].stream = told.stream
      child.periods[at.period].reviews[at.review].number = told.number
      child.periods[at.period].reviews[at.review].limit = limit
    } else {
      let isPast = today.map { told.dueOn < $0 } ?? false
      child.open = OpenReview(
        ordinal: ordinal, stream: told.stream, number: told.number, limit: limit, isQuiet: isPast)
    }
  }

  static func held(_ child: inout ChildTimetable, _ told: ReviewHeld) {
    guard let ordinal = child.ordinal(told.review), let period = child.period(on: told.heldOn) else { return }
    child.named = max(child.named, ordinal)
    let because = told.because ?? child.open.flatMap { $0.ordinal == ordinal ? $0.limit.because : nil }
    var limit: ReviewLimit?
    if let dueOn = told.dueOn, let because {
      limit = ReviewLimit(dueOn: dueOn, localDueOn: told.localDueOn, because: because)
    }
    let review = HeldReview(
      ordinal: ordinal, stream: told.stream, number: told.number, meetings: told.meetings,
      completedOn: told.completedOn, limit: limit)
    child.periods[period].reviews.append(review)
    if child.open?.ordinal == ordinal { child.open = nil }
  }
}

extension CarePeriod {
  mutating func add(_ change: StatusFrom) {
    statuses.insert(change, at: statuses.firstIndex { $0.on > change.on } ?? statuses.count)
  }
  mutating func add(_ change: PlacementFrom) {
    placements.insert(change, at: placements.firstIndex { $0.on > change.on } ?? placements.count)
  }
  mutating func add(_ change: AllocationFrom) {
    allocations.insert(change, at: allocations.firstIndex { $0.on > change.on } ?? allocations.count)
  }
}
