import Contracts
import Policy

/// The commands of scheduling, by their wire names.
enum SchedulingCommand: String, CaseIterable {
  case adoptPolicy = "adopt-policy"
  case adoptCalendar = "adopt-calendar"
  case registerOfficer = "register-officer"
  case allocateOfficer = "allocate-officer"
  case holdReview = "hold-review"
  case completeRecord = "complete-record"
}

/// What comes of commands.
enum Decide {
  /// What comes of a command.
  ///
  /// - Throws: a refusal that names everything wrong.
  static func decide(_ ask: Ask, _ look: Look<SchedulingState>, _ moment: Moment) throws(Refusal) -> Decision {
    switch SchedulingCommand(rawValue: ask.method) {
    case .adoptPolicy: try adopt(AdoptPolicy.decoded(ask.params), look)
    case .adoptCalendar: try adopt(AdoptCalendar.decoded(ask.params), look)
    case .registerOfficer: try register(RegisterOfficer.decoded(ask.params), look)
    case .allocateOfficer: try allocate(AllocateOfficer.decoded(ask.params), look)
    case .holdReview: try hold(HoldReview.decoded(ask.params), look, moment)
    case .completeRecord: try complete(CompleteRecord.decoded(ask.params), look, moment)
    case nil: throw Refusal(.noMethod, "no-such-method")
    }
  }

  private static func adopt(_ asked: AdoptPolicy, _ look: Look<SchedulingState>) throws(Refusal) -> Decision {
    let profile: Profile
    if let name = asked.profile.string {
      guard let built = Profile.embedded(name) else { throw Refusal(.profileNotFound, at: "/profile") }
      profile = built
    } else {
      do {
        profile = try Profile(json: asked.profile)
      } catch {
        throw Refusal(.wrongParams, error.faults(under: "/profile"), message: "the profile is faulty")
      }
    }
    var objections = Objections()
    let last = look.policy.adoptions.last?.from
    objections.add(.policyNotAfterLast, at: "/from", if: last.map { asked.from <= $0 } ?? false)
    try objections.settle()
    let adopted = PolicyAdopted(
      name: profile.name, from: asked.from, profile: profile.json, hash: ContentHash.text(of: profile.json))
    return .events([Draft(adopted, about: profile.name.text)])
  }

  private static func adopt(_ asked: AdoptCalendar, _ look: Look<SchedulingState>) throws(Refusal) -> Decision {
    let calendar: WorkingCalendar
    do {
      calendar = try WorkingCalendar(json: asked.calendar)
    } catch {
      throw Refusal(.wrongParams, error.faults(under: "/calendar"), message: "the calendar is faulty")
    }
    // Dates in this form are in order where their texts are.
    let days = (asked.calendar["holidays"]?.array ?? []).compactMap(\.string)
    var objections = Objections()
    for index in days.indices.dropFirst() where days[index] < days[index - 1] {
      objections.add(.holidaysNotAscending, at: "/calendar/holidays/\(index)")
    }
    let used = look.policy.calendar
    objections.add(.calendarNameTaken, at: "/calendar/name", if: used.name == calendar.name && used != calendar)
    try objections.settle()
    let adopted = CalendarAdopted(calendar: calendar.json, hash: ContentHash.text(of: calendar.json))
    return .events([Draft(adopted, about: calendar.name.text)])
  }

  private static func register(_ asked: RegisterOfficer, _ look: Look<SchedulingState>) throws(Refusal) -> Decision {
    guard look[.officer(asked.officer)] == nil else { throw Refusal(.officerExists, at: "/officer") }
    let registered = OfficerRegistered(
      officer: asked.officer, from: asked.from, fte: asked.fte, kind: asked.kind,
      maximumChildren: asked.maximumChildren, roles: asked.roles, teams: asked.teams, skills: asked.skills)
    return .events([Draft(registered, about: asked.officer.text)])
  }

  /// Allocates from a day in care, which may lie ahead (Children Act 1989 s25A; IRO Handbook: within 5 working days).
  private static func allocate(_ asked: AllocateOfficer, _ look: Look<SchedulingState>) throws(Refusal) -> Decision {
    let known = look.child(asked.child)
    let period = known?.period(on: asked.on).flatMap { known?.periods[$0] }
    var objections = Objections()
    objections.add(.childNotFound, at: "/child", if: known == nil)
    objections.add(.officerNotFound, at: "/officer", if: look[.officer(asked.officer)] == nil)
    objections.add(.notInCare, at: "/on", if: known != nil && period == nil)
    try objections.settle()
    guard let period else { preconditionFailure("a child out of care was refused") }
    let allocated = OfficerAllocated(
      child: asked.child, officer: asked.officer, on: asked.on, reason: asked.reason.flatMap { KebabWord($0) },
      enteredOn: period.enteredOn,
      workingDays: look.policy.calendar.workingDays(after: period.enteredOn, through: asked.on),
      first: period.allocations.allSatisfy { $0.on > asked.on })
    return .events([Draft(allocated, about: asked.child.text)])
  }

  /// Records a review, and tells the limit of the next: it runs from the first meeting, as timeliness is tested on that
  /// day (`domain.md` §8.1) and the regulations count from the review before (CPR 2010 reg 33(2), AAR 2005 reg 36).
  private static func hold(
    _ asked: HoldReview, _ look: Look<SchedulingState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    guard var child = look.child(asked.child), let heldOn = asked.meetings.first else {
      throw Refusal(.childNotFound, at: "/child")
    }
    let period = try checked(asked, child, heldOn, moment)
    let clock = ReviewClock(policy: look.policy)
    let place = clock.place(in: child.periods[period], heldOn: heldOn)
    if let stream = asked.stream, stream != place.stream { throw Refusal(.streamDoesNotRun, at: "/stream") }
    let open = period == child.periods.count - 1 ? child.open : nil
    let isSame = open?.stream == place.stream && open?.number == place.number
    let limit = place.limit ?? (isSame ? open?.limit : nil)
    let review = child.id(open?.ordinal ?? child.named + 1)
    let held = ReviewHeld(
      child: asked.child, review: review, stream: place.stream, number: place.number, meetings: asked.meetings,
      completedOn: asked.completedOn, heldOn: heldOn, dueOn: limit?.dueOn, localDueOn: limit?.localDueOn,
      because: limit == open?.limit ? nil : limit?.because, inTimescale: limit.map { heldOn <= $0.dueOn },
      lateReason: asked.lateReason, officer: asked.officer, mode: asked.mode)
    Evolve.held(&child, held)
    let drafts = [Draft(held, about: review.text), React.nextLimit(child, period, clock)].compactMap(\.self)
    return .events(drafts, assigned: [("review", review.text)])
  }

  /// The place of the period of care to which a review belongs: that which holds its first meeting.
  private static func checked(
    _ asked: HoldReview, _ child: ChildTimetable, _ heldOn: CivilDate, _ moment: Moment
  ) throws(Refusal) -> Int {
    let index = child.period(on: heldOn)
    let period = index.map { child.periods[$0] }
    let firstEntry = child.periods.first?.enteredOn ?? .earliest
    let isBetween = period == nil && heldOn >= firstEntry
    let lastDay = isBetween ? .earliest : period?.leftOn ?? .latest
    var objections = Objections()
    for (index, day) in asked.meetings.enumerated() {
      let at = "/meetings/\(index)"
      objections.add(.meetingInFuture, at: at, if: day > moment.today)
      objections.add(.meetingBeforeEntry, at: at, if: day < period?.enteredOn ?? firstEntry)
      objections.add(.meetingAfterLeaving, at: at, if: day > lastDay)
      objections.add(.meetingsNotAscending, at: at, if: index > 0 && day <= asked.meetings[index - 1])
    }
    let isLater = period?.reviews.last.map { $0.heldOn < heldOn } ?? true
    objections.add(.notAfterLastReview, at: "/meetings/0", if: !isLater)
    objections.add(.completedInFuture, at: "/completedOn", if: asked.completedOn > moment.today)
    objections.add(
      .completedBeforeLastMeeting, at: "/completedOn", if: asked.completedOn < asked.meetings.last ?? heldOn)
    try objections.settle()
    guard let index else { preconditionFailure("a review out of care was refused") }
    return index
  }

  /// Records that a review's record is complete: in time within 20 working days of the review's completion.
  private static func complete(
    _ asked: CompleteRecord, _ look: Look<SchedulingState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let (child, review) = try found(asked, look)
    let at = asked.review == nil ? "/reviewOn" : "/review"
    var objections = Objections()
    objections.add(.recordCompleteAlready, at: at, if: review.recordCompletedOn != nil)
    objections.add(.completedInFuture, at: "/completedOn", if: asked.completedOn > moment.today)
    objections.add(.recordBeforeReview, at: "/completedOn", if: asked.completedOn < review.completedOn)
    if let decisionsOn = asked.decisionsOn {
      objections.add(.decisionsInFuture, at: "/decisionsOn", if: decisionsOn > moment.today)
      objections.add(.decisionsBeforeReview, at: "/decisionsOn", if: decisionsOn < review.heldOn)
    }
    try objections.settle()
    let calendar = look.policy.calendar
    let limit = DueDates.due(.record, anchor: review.completedOn, calendar: calendar, profile: .statutory)?.dueOn
    let id = child.id(review.ordinal)
    let completed = RecordCompleted(
      child: child.child, review: id, heldOn: review.heldOn, decisionsOn: asked.decisionsOn,
      completedOn: asked.completedOn,
      workingDays: calendar.workingDays(after: review.completedOn, through: asked.completedOn),
      inTimescale: limit.map { asked.completedOn <= $0 })
    return .events([Draft(completed, about: id.text)])
  }

  /// The review held that a command names, by its id or by its child and a day on which it met.
  private static func found(
    _ asked: CompleteRecord, _ look: Look<SchedulingState>
  ) throws(Refusal) -> (ChildTimetable, HeldReview) {
    if let review = asked.review {
      guard let child = ChildTimetable.child(of: review).flatMap({ look.child($0) }),
        let ordinal = child.ordinal(review)
      else { throw Refusal(.reviewNotFound, at: "/review") }
      guard let at = child.held(ordinal) else {
        throw Refusal(child.open?.ordinal == ordinal ? .reviewNotHeld : .reviewNotFound, at: "/review")
      }
      return (child, child.periods[at.period].reviews[at.review])
    }
    guard let id = asked.child, let day = asked.reviewOn, let child = look.child(id) else {
      throw Refusal(.childNotFound, at: "/child")
    }
    guard let review = child.periods.flatMap(\.reviews).last(where: { $0.met(on: day) }) else {
      throw Refusal(.reviewNotFound, at: "/reviewOn")
    }
    return (child, review)
  }
}
