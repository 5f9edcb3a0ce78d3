import Contracts
import Policy

/// The events of scheduling that Participation mirrors.
enum SchedulingNews: String {
  case childEnteredCare = "child-entered-care"
  case childDetailsChanged = "child-details-changed"
  case childLeftCare = "child-left-care"
  case reviewDue = "review-due"
  case reviewBooked = "review-booked"
  case reviewMoved = "review-moved"
  case reviewCancelled = "review-cancelled"
  case reviewAdjourned = "review-adjourned"
  case reviewHeld = "review-held"
  case officerAllocated = "officer-allocated"
  case visitRecorded = "visit-recorded"
  case contactRecorded = "contact-recorded"
  case midwayReviewHeld = "midway-review-held"
  case complaintMade = "complaint-made"
  case letterIssued = "letter-issued"
  case conferenceHeld = "conference-held"
  case policyAdopted = "policy-adopted"
  case calendarAdopted = "calendar-adopted"
  case factWithdrawn = "fact-withdrawn"

  /// The kind of scheduling's event; nil where Participation has no use for it.
  init?(_ event: Event, _ service: ServiceName) {
    guard service == .scheduling else { return nil }
    self.init(rawValue: event.type)
  }
}

extension Participation {
  /// The streams that another service's event changes: a child's, and for a review that of the review as well. An
  /// event withdrawn is kept for the child or the review it is about.
  static func mirrors(_ event: Event, _ service: ServiceName) -> [StreamKey] {
    guard let news = SchedulingNews(event, service) else { return [] }
    let child = event.data["child"]?.string.flatMap { ChildID($0) }
    let known = child.map { [StreamKey.known($0)] } ?? []
    switch news {
    case .childEnteredCare, .childLeftCare, .officerAllocated, .complaintMade, .reviewMoved, .reviewCancelled,
      .reviewAdjourned:
      return known
    case .childDetailsChanged: return event.data["dateOfBirth"] == nil && event.data["needs"] == nil ? [] : known
    case .letterIssued: return event.data["token"]?.string.flatMap { TokenText($0) }.map { known + [.letter($0)] } ?? []
    case .conferenceHeld:
      let conference = event.data["conference"]?.string.flatMap { ConferenceID($0) }
      return known.isEmpty ? [] : known + (conference.map { [.conference($0)] } ?? [])
    case .visitRecorded, .contactRecorded, .midwayReviewHeld: return isSeeing(news, event) ? known : []
    case .reviewHeld, .reviewDue, .reviewBooked:
      let review = event.data["review"]?.string.flatMap { ReviewID($0) }
      return known.isEmpty ? [] : known + (review.map { [.review($0)] } ?? [])
    case .policyAdopted, .calendarAdopted: return [.policy]
    case .factWithdrawn: return ReviewID(event.subject).map { [.withdrawn($0.text)] } ?? []
    }
  }

  /// Whether the officer saw the child: at a visit unless it says otherwise, at a contact or midway review where it
  /// says so.
  private static func isSeeing(_ news: SchedulingNews, _ event: Event) -> Bool {
    event.data["childIncluded"]?.boolean ?? (news == .visitRecorded)
  }

  /// Folds another service's event into one of those streams. What cannot be read changes nothing; `react` refuses it.
  static func absorb(_ state: inout ParticipationState?, _ stream: StreamKey, _ event: Event, _ service: ServiceName) {
    guard let news = SchedulingNews(event, service) else { return }
    switch news {
    case .policyAdopted, .calendarAdopted:
      var policy = AdoptedPolicy()
      if case .policy(let before)? = state { policy = before }
      if (try? policy.fold(event)) != nil { state = .policy(policy) }
    case .factWithdrawn:
      guard let withdrawal = try? FactWithdrawn.decoded(event.data) else { return }
      var withdrawn = WithdrawnEvents()
      if case .withdrawn(let before)? = state { withdrawn = before }
      withdrawn.events.append(EventMark(withdrawal.key))
      state = .withdrawn(withdrawn)
    case .letterIssued where stream.kind == "letter":
      guard let issued = try? LetterIssued.decoded(event.data) else { return }
      var owner = LetterOwner()
      if case .letter(let before)? = state { owner = before }
      owner.letters.append(LetterOwner.Letter(event: EventMark(event.key), child: issued.child, review: issued.review))
      state = .letter(owner)
    case _ where stream.kind == "review" || stream.kind == "conference":
      guard (try? check(news, event)) != nil, let child = event.data["child"]?.string.flatMap({ ChildID($0) }) else {
        return
      }
      state = .review(child)
    case _:
      var known = KnownChild()
      if case .known(let before)? = state { known = before }
      if (try? known.fold(news, event)) != nil { state = .known(known) }
    }
  }

  /// What Participation tells because of scheduling's events: the sheet of a new officer. Those that it mirrors must be
  /// readable.
  ///
  /// - Throws: a refusal that names what cannot be read, so that the event is parked.
  static func react(
    _ event: Event, _ service: ServiceName, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> [Draft] {
    guard let news = SchedulingNews(event, service) else { return [] }
    try check(news, event)
    guard news == .officerAllocated else { return [] }
    let allocated = try OfficerAllocated.read(event.data, at: "/data")
    guard let before = allocated.previousOfficer, before != allocated.officer,
      let dueOn = look.policy.end(of: .officerSheet, from: allocated.on)
    else { return [] }
    let due = SheetDue(child: allocated.child, officer: allocated.officer, dueOn: dueOn)
    return [Draft(due, about: allocated.child.text)]
  }

  /// Reads an event that is mirrored.
  ///
  /// - Throws: -32602 where it cannot be read.
  private static func check(_ news: SchedulingNews, _ event: Event) throws(Refusal) {
    switch news {
    case .factWithdrawn: _ = try FactWithdrawn.read(event.data, at: "/data")
    case .policyAdopted, .calendarAdopted:
      var policy = AdoptedPolicy()
      guard (try? policy.fold(event)) != nil else { throw WhyNot.policyUnreadable.at("/data") }
    case _:
      guard !mirrors(event, .scheduling).isEmpty else { return }
      var known = KnownChild()
      try known.fold(news, event)
    }
  }

  /// What the passing of a day, or a policy adopted, brings for a child or a promise; and the code that the record
  /// gives once something was taken back.
  static func wake(_ stream: StreamKey, _ look: Look<ParticipationState>, _ moment: Moment) -> [Draft] {
    switch look[stream] {
    case .voice:
      return ChildID(stream.name).flatMap { look.view($0) }.map { Contradiction.proposals($0) } ?? []
    case nil where stream.kind == "returned":
      guard case .token(let owner)? = look[StreamKey("token", stream.name)] else { return [] }
      return look.view(owner.child).map { Contradiction.proposals($0) } ?? []
    case .known:
      guard let view = ChildID(stream.name).flatMap({ look.view($0) }) else { return [] }
      return Clock(view: view, policy: look.policy).told(on: moment.today)
    case .promise(let promise):
      guard let id = PromiseID(stream.name), promise.closedOn == nil, !(promise.isToldLate ?? false),
        promise.made.dueOn < moment.today
      else { return [] }
      return [Draft(PromiseLate(promise: id, dueOn: promise.made.dueOn, child: promise.made.child), about: id.text)]
    case .survey, .returned, .feedback, .token, .promised, .review, .letter, .withdrawn, .policy, nil: return []
    }
  }

  /// The next day after `last` on which time alone changes something.
  static func wakes(
    _ stream: StreamKey, _ state: ParticipationState, _ look: Look<ParticipationState>, after last: CivilDate
  ) -> CivilDate? {
    switch state {
    case .known:
      guard let view = ChildID(stream.name).flatMap({ look.view($0) }) else { return nil }
      return Clock(view: view, policy: look.policy).nextDay(after: last)
    case .promise(let promise):
      guard promise.closedOn == nil, !(promise.isToldLate ?? false) else { return nil }
      return max(promise.made.dueOn, last).adding(days: 1)
    case .voice, .survey, .returned, .feedback, .token, .promised, .review, .letter, .withdrawn, .policy: return nil
    }
  }

  /// The kind of streams that must look again because of an event: the children, where limits are set anew.
  static func stirs(_ event: Event) -> String? {
    event.type == PolicyAdopted.name || event.type == CalendarAdopted.name ? "known" : nil
  }
}
