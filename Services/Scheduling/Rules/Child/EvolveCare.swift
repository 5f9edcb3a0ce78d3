import Contracts

extension ChildRecord {
  /// Folds an event about the child.
  mutating func fold(_ event: Event) {
    switch SchedulingEvent(rawValue: event.type) {
    case .childEnteredCare: enter(Entry(Evolve.read(event) as ChildEnteredCare, event))
    case .childLeftCare:
      let told: ChildLeftCare = Evolve.read(event)
      leavings.place(Leaving(on: told.leftOn, reason: told.reasonEpisodeCeased), by: \.on)
      lapse()
    case .legalStatusChanged:
      let told: LegalStatusChanged = Evolve.read(event)
      statuses.place(StatusFrom(on: told.changedOn, status: told.legalStatus), by: \.on)
    case .placementChanged:
      let told: PlacementChanged = Evolve.read(event)
      var placement = PlacementFrom(on: told.changedOn, told.placement, isPlanned: told.planned)
      if told.planned == false { placement.knownOn = event.receivedtime?.londonDate }
      placements.place(placement, by: \.on)
    case .childDetailsChanged:
      let told: ChildDetailsChanged = Evolve.read(event)
      let detail = DetailFrom(
        on: told.changedOn, dateOfBirth: told.dateOfBirth, siblings: told.siblings, team: told.team, area: told.area,
        needs: told.needs)
      details.place(detail, by: \.on)
    case .carePlanChanged:
      let told: CarePlanChanged = Evolve.read(event)
      let change = PlanChange(
        on: told.changedOn, change: told.change, isSignificant: told.significant,
        knownOn: event.receivedtime?.londonDate ?? told.changedOn)
      planChanges.place(change, by: \.on)
    case .permanencePlanSet:
      let told: PermanencePlanSet = Evolve.read(event)
      permanence.place(PermanenceFrom(on: told.setOn, plan: told.plan, parallel: told.parallelPlan), by: \.on)
    case .milestoneRecorded:
      let told: MilestoneRecorded = Evolve.read(event)
      milestones.append(Milestone(kind: told.kind, dueOn: told.dueOn, doneOn: told.doneOn))
      if told.kind.text.hasSuffix("-ended") { lapse() }
    case .childProtectionRecorded: protect(Evolve.read(event))
    case .courtEventRecorded:
      let told: CourtEventRecorded = Evolve.read(event)
      court.place(CourtStep(on: told.on, event: told.event, dueOn: told.dueOn, until: told.until), by: \.on)
    case .missingEpisodeRecorded: miss(Evolve.read(event))
    case .complaintMade:
      let told: ComplaintMade = Evolve.read(event)
      complaints.place(Complaint(on: told.on, about: told.about), by: \.on)
    case .factWithdrawn: lapse()
    case .officerAllocated:
      let told: OfficerAllocated = Evolve.read(event)
      allocations.place(AllocationFrom(on: told.on, officer: told.officer), by: \.on)
    case .policyAdopted, .calendarAdopted, .officerRegistered, .officerChanged, .fundedPostsSet, .sampleDrawn,
      .findingRecorded, .activityRecorded, .notificationLate:
      break
    case .deadlineApproaching, .deadlineMissed: alertedOn = event.receivedtime?.londonDate
    case .cohortJoined:
      let told: CohortJoined = Evolve.read(event)
      cohorts.append(Membership(cohort: told.cohort, since: told.on))
    case .cohortLeft:
      let told: CohortLeft = Evolve.read(event)
      cohorts.removeAll { $0.cohort == told.cohort }
    case .reviewDue, .reviewBooked, .reviewMoved, .reviewCancelled, .reviewAdjourned, .earlyReviewDecided,
      .reviewHeld, .recordCompleted, .recordDistributed, .letterIssued:
      foldReview(event)
    case .recommendationMade, .recommendationClosed, .preDiscussionRecorded, .visitRecorded, .oversightRecorded,
      .contactRecorded, .midwayReviewHeld, .documentRecorded, .conferenceHeld, .conferenceDue,
      .conferenceRecordDistributed, .auditCompleted:
      foldWork(event)
    case nil: break
    }
  }

  mutating func enter(_ entry: Entry) {
    let index = entries.firstIndex { $0.on > entry.on } ?? entries.count
    // Only the last period has a review that is due next: a new one makes that of the period before lapse.
    let isLast = index == entries.count
    if isLast { lapse(.care) { _ in true } }
    entries.insert(entry, at: index)
    if isLast { lapse() }
  }

  /// What is due no more lapses silently, and its booking with it.
  mutating func lapse() {
    guard !open.isEmpty || !bookings.isEmpty else { return }
    if !isInCare { lapse(.care) { _ in true } }
    guard open.contains(where: { $0.stream.track != .care }) else { return }
    let known = self
    for track in [ReviewTrack.afterCare, .protection, .court, .intercountry] {
      lapse(track) { !Tracks.mayRun($0, known) }
    }
  }

  /// Lets what is due in a track lapse where `isOver`; in care its bookings go too where nothing is due.
  mutating func lapse(_ track: ReviewTrack, where isOver: (OpenReview) -> Bool) {
    let over = open.filter { $0.stream.track == track && isOver($0) }.map(\.ordinal)
    if !over.isEmpty {
      open.removeAll { over.contains($0.ordinal) }
      bookings.removeAll { over.contains($0.ordinal) }
    }
    if track == .care, !bookings.isEmpty, open(.care) == nil { bookings.removeAll { $0.stream.track == .care } }
  }

  private mutating func protect(_ told: ChildProtectionRecorded) {
    let step = ProtectionStep(
      on: told.on, event: told.event, category: told.category, planNumber: told.planNumber)
    protection.place(step, by: \.on)
    let known = self
    lapse(.protection) { !Tracks.mayRun($0, known) }
  }

  /// Whether a child protection plan runs, as far as told.
  var isOnPlan: Bool {
    protection.last { $0.event == .planStarted || $0.event == .planEnded }?.event == .planStarted
  }

  /// An absence that was told before as open is ended by the one that says its end.
  private mutating func miss(_ told: MissingEpisodeRecorded) {
    absences.removeAll { $0.from == told.from }
    absences.place(Absence(from: told.from, to: told.to, interviewOn: told.returnInterviewOn), by: \.from)
  }
}

extension Array {
  /// Puts an item behind all whose day is not later.
  mutating func place(_ item: Element, by day: (Element) -> CivilDate) {
    let key = day(item)
    insert(item, at: lastIndex { day($0) <= key }.map { $0 + 1 } ?? startIndex)
  }
}
