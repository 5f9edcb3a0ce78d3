import Contracts

extension ChildRecord {
  /// Folds an event about a review of the child.
  mutating func foldReview(_ event: Event) {
    switch SchedulingEvent(rawValue: event.type) {
    case .reviewDue: due(Evolve.read(event))
    case .reviewBooked:
      let told: ReviewBooked = Evolve.read(event)
      guard let ordinal = ordinal(told.review) else { return }
      named = max(named, ordinal)
      bookings.removeAll { $0.ordinal == ordinal }
      bookings.append(
        Booking(
          ordinal: ordinal, stream: told.stream, number: told.number, on: told.on,
          madeOn: event.receivedtime?.londonDate ?? told.on, mode: told.mode, venue: told.venue, officer: told.officer))
    case .reviewMoved:
      let told: ReviewMoved = Evolve.read(event)
      guard let at = ordinal(told.review).flatMap({ ordinal in bookings.firstIndex { $0.ordinal == ordinal } })
      else { return }
      bookings[at].on = told.on
    case .reviewCancelled:
      let told: ReviewCancelled = Evolve.read(event)
      if let ordinal = ordinal(told.review) { bookings.removeAll { $0.ordinal == ordinal } }
    case .reviewAdjourned:
      let told: ReviewAdjourned = Evolve.read(event)
      guard let ordinal = ordinal(told.review) else { return }
      adjournments.append(Adjournment(ordinal: ordinal, on: told.on, until: told.until))
    case .earlyReviewDecided:
      let told: EarlyReviewDecided = Evolve.read(event)
      let decision = EarlyDecision(
        on: event.receivedtime?.londonDate ?? .earliest, cause: told.cause, dueOn: told.dueOn,
        ordinal: told.review.flatMap { ordinal($0) })
      decisions.place(decision, by: \.on)
    case .reviewHeld: held(Evolve.read(event))
    case .recordCompleted:
      let told: RecordCompleted = Evolve.read(event)
      guard let at = ordinal(told.review).flatMap({ held($0) }) else { return }
      reviews[at].recordCompletedOn = told.completedOn
      reviews[at].decisionsOn = told.decisionsOn ?? reviews[at].decisionsOn
    case .recordDistributed:
      let told: RecordDistributed = Evolve.read(event)
      guard let at = ordinal(told.review).flatMap({ held($0) }) else { return }
      reviews[at].distributedOn = min(told.on, reviews[at].distributedOn ?? .latest)
    case .letterIssued:
      let told: LetterIssued = Evolve.read(event)
      guard let at = ordinal(told.review).flatMap({ held($0) }) else { return }
      let letter = Letter(on: told.on, format: told.format, heldUntil: told.heldUntil)
      reviews[at].letters = (reviews[at].letters ?? []) + [letter]
    case _: break
    }
  }

  private mutating func due(_ told: ReviewDue) {
    guard let ordinal = ordinal(told.review) else { return }
    let limit = ReviewLimit(dueOn: told.dueOn, localDueOn: told.localDueOn, because: told.because)
    named = max(named, ordinal)
    if let at = held(ordinal) {
      reviews[at].stream = told.stream
      reviews[at].number = told.number
      reviews[at].limit = limit
    } else {
      let next = OpenReview(ordinal: ordinal, stream: told.stream, number: told.number, limit: limit)
      // Where what it rested on was withdrawn since, nothing is due.
      guard Tracks.mayRun(next, self) else { return }
      open.removeAll { $0.stream.track == told.stream.track }
      open.append(next)
    }
  }

  /// Folds a review that was held.
  mutating func held(_ told: ReviewHeld) {
    guard let ordinal = ordinal(told.review) else { return }
    named = max(named, ordinal)
    let because = told.because ?? openReview(ordinal)?.limit.because
    var limit: ReviewLimit?
    if let dueOn = told.dueOn, let because {
      limit = ReviewLimit(dueOn: dueOn, localDueOn: told.localDueOn, because: because)
    }
    let review = HeldReview(
      ordinal: ordinal, stream: told.stream, number: told.number, meetings: told.meetings,
      completedOn: told.completedOn, limit: limit, mode: told.mode, officer: told.officer)
    reviews.place(review, by: \.heldOn)
    open.removeAll { $0.ordinal == ordinal }
    bookings.removeAll { $0.ordinal == ordinal }
  }

  /// Folds an event about work for the child.
  mutating func foldWork(_ event: Event) {
    switch SchedulingEvent(rawValue: event.type) {
    case .preDiscussionRecorded: work((Evolve.read(event) as PreDiscussionRecorded).body, .preDiscussion)
    case .visitRecorded: work((Evolve.read(event) as VisitRecorded).body, .visit)
    case .oversightRecorded: work((Evolve.read(event) as OversightRecorded).body, .oversight)
    case .contactRecorded: work((Evolve.read(event) as ContactRecorded).body, .contact)
    case .midwayReviewHeld: work((Evolve.read(event) as MidwayReviewHeld).body, .midwayReview)
    case .documentRecorded:
      let told: DocumentRecorded = Evolve.read(event)
      let document = Document(
        kind: told.kind, to: told.to, on: told.on, ordinal: told.review.flatMap { ordinal($0) })
      documents.place(document, by: \.on)
    case .recommendationMade:
      let told: RecommendationMade = Evolve.read(event)
      guard let number = number(of: told.recommendation) else { return }
      recommendations.append(
        Recommendation(
          number: number, ordinal: told.review.flatMap { ordinal($0) }, source: told.source, owner: told.owner,
          dueOn: told.dueOn))
    case .recommendationClosed:
      let told: RecommendationClosed = Evolve.read(event)
      guard let at = recommendations.firstIndex(where: { id($0) == told.recommendation }) else { return }
      recommendations[at].closedOn = told.on
      recommendations[at].outcome = told.outcome
    case .conferenceHeld: conferred(Evolve.read(event))
    case .conferenceDue:
      let told: ConferenceDue = Evolve.read(event)
      guard let at = conferences.firstIndex(where: { $0.id == told.conference }) else { return }
      conferences[at].dueOn = told.dueOn
      conferences[at].strategyOn = told.strategyDiscussionOn
    case .conferenceRecordDistributed:
      let told: ConferenceRecordDistributed = Evolve.read(event)
      guard let at = conferences.firstIndex(where: { $0.id == told.conference }) else { return }
      conferences[at].distributedOn = min(told.on, conferences[at].distributedOn ?? .latest)
    case .auditCompleted:
      let told: AuditCompleted = Evolve.read(event)
      let audit = Audit(
        form: told.form, on: told.on, ordinal: told.review.flatMap { ordinal($0) }, conference: told.conference,
        failed: told.failed)
      audits.place(audit, by: \.on)
    case _: break
    }
  }

  private mutating func work(_ told: Act, _ kind: WorkKind) {
    let done = WorkDone(
      kind: kind, on: told.on, officer: told.officer, mode: told.mode, included: told.childIncluded,
      purpose: told.purpose, ordinal: told.review.flatMap { ordinal($0) })
    acts.place(done, by: \.on)
  }

  private mutating func conferred(_ told: ConferenceHeld) {
    let before = nextConference()
    let conference = Conference(
      id: told.conference, isInitial: told.kind == .initial, on: told.on,
      dueOn: told.dueOn, strategyOn: told.strategyDiscussionOn,
      isFixed: told.dueOn != nil && told.because == nil ? true : nil,
      isClosing: ProtectionRun.isClosing(told.outcome) ? true : nil, officer: told.officer)
    conferences.place(conference, by: \.on)
    // One that becomes known late, behind a later one, leaves the next as it is.
    if nextConference() != before { lapse(.protection) { _ in true } }
  }

  // MARK: Recommendations

  /// The id of a recommendation, such as `C00417-A3`.
  func id(_ recommendation: Recommendation) -> RecommendationID { recommendationID(recommendation.number) }

  /// The id of the recommendation of this number.
  func recommendationID(_ number: Int) -> RecommendationID {
    guard let id = RecommendationID("\(child)-A\(number)") else {
      preconditionFailure("a child's id and a number are an id")
    }
    return id
  }

  private func number(of id: RecommendationID) -> Int? {
    id.text.split(separator: "A").last.flatMap { Int($0) }
  }
}
