import Contracts
import Policy

/// The types of event that scheduling's journal holds and its states are folded from, by their wire names.
enum SchedulingEvent: String, CaseIterable {
  case childEnteredCare = "child-entered-care"
  case childLeftCare = "child-left-care"
  case legalStatusChanged = "legal-status-changed"
  case placementChanged = "placement-changed"
  case childDetailsChanged = "child-details-changed"
  case carePlanChanged = "care-plan-changed"
  case permanencePlanSet = "permanence-plan-set"
  case milestoneRecorded = "milestone-recorded"
  case childProtectionRecorded = "child-protection-recorded"
  case courtEventRecorded = "court-event-recorded"
  case missingEpisodeRecorded = "missing-episode-recorded"
  case complaintMade = "complaint-made"
  case factWithdrawn = "fact-withdrawn"

  case policyAdopted = "policy-adopted"
  case calendarAdopted = "calendar-adopted"
  case officerRegistered = "officer-registered"
  case officerChanged = "officer-changed"
  case officerAllocated = "officer-allocated"
  case fundedPostsSet = "funded-posts-set"

  case reviewDue = "review-due"
  case reviewBooked = "review-booked"
  case reviewMoved = "review-moved"
  case reviewCancelled = "review-cancelled"
  case reviewAdjourned = "review-adjourned"
  case earlyReviewDecided = "early-review-decided"
  case reviewHeld = "review-held"

  case recordCompleted = "record-completed"
  case recordDistributed = "record-distributed"
  case letterIssued = "letter-issued"
  case recommendationMade = "recommendation-made"
  case recommendationClosed = "recommendation-closed"

  case preDiscussionRecorded = "pre-discussion-recorded"
  case visitRecorded = "visit-recorded"
  case oversightRecorded = "oversight-recorded"
  case contactRecorded = "contact-recorded"
  case midwayReviewHeld = "midway-review-held"
  case documentRecorded = "document-recorded"

  case conferenceHeld = "conference-held"
  case conferenceDue = "conference-due"
  case conferenceRecordDistributed = "conference-record-distributed"
  case auditCompleted = "audit-completed"
  case sampleDrawn = "sample-drawn"
  case findingRecorded = "finding-recorded"
  case activityRecorded = "activity-recorded"

  case notificationLate = "notification-late"
  case deadlineApproaching = "deadline-approaching"
  case deadlineMissed = "deadline-missed"
  case cohortJoined = "cohort-joined"
  case cohortLeft = "cohort-left"
}

/// Folds scheduling's own events into states. It reckons nothing: what an event does not say is not known.
enum Evolve {
  /// The stream that an event of the journal is about: the policy, the posts, an officer, a sample, a month or a child.
  static func stream(of event: Event) -> StreamKey {
    switch SchedulingEvent(rawValue: event.type) {
    case .policyAdopted, .calendarAdopted: .policy
    case .fundedPostsSet: .posts
    case .officerRegistered, .officerChanged: StreamKey("officer", event.data["officer"]?.string ?? event.subject)
    case .sampleDrawn, .findingRecorded: StreamKey("sample", event.data["sample"]?.string ?? event.subject)
    case .activityRecorded: StreamKey("activity", String((event.data["on"]?.string ?? "").prefix(7)))
    case .childEnteredCare, .childLeftCare, .legalStatusChanged, .placementChanged, .childDetailsChanged,
      .carePlanChanged, .permanencePlanSet, .milestoneRecorded, .childProtectionRecorded, .courtEventRecorded,
      .missingEpisodeRecorded, .complaintMade, .factWithdrawn, .officerAllocated, .reviewDue, .reviewBooked,
      .reviewMoved, .reviewCancelled, .reviewAdjourned, .earlyReviewDecided, .reviewHeld, .recordCompleted,
      .recordDistributed, .letterIssued, .recommendationMade, .recommendationClosed, .preDiscussionRecorded,
      .visitRecorded, .oversightRecorded, .contactRecorded, .midwayReviewHeld, .documentRecorded, .conferenceHeld,
      .conferenceDue, .conferenceRecordDistributed, .auditCompleted, .notificationLate, .deadlineApproaching,
      .deadlineMissed, .cohortJoined, .cohortLeft, nil:
      StreamKey("child", event.child ?? event.subject)
    }
  }

  /// Folds one event into the state of its stream.
  static func evolve(_ state: inout SchedulingState?, _ event: Event) {
    switch SchedulingEvent(rawValue: event.type) {
    case .policyAdopted, .calendarAdopted:
      var policy = state?.policy ?? AdoptedPolicy()
      do throws(Refusal) {
        try policy.fold(event)
      } catch {
        preconditionFailure("the journal holds a faulty policy: \(error)")
      }
      state = .policy(policy)
    case .officerRegistered, .officerChanged:
      if let officer = Officer.folded(state?.officer, event) { state = .officer(officer) }
    case .sampleDrawn, .findingRecorded:
      if let sample = Sample.folded(state?.sample, event) { state = .sample(sample) }
    case .fundedPostsSet: state = .posts(PostBook.folded(state?.posts, event))
    case .activityRecorded: state = .activities(Activities.folded(state?.activities ?? Activities(), event))
    case .factWithdrawn:
      // The loop folded the stream again without the event withdrawn.
      guard var record = state?.child else { return }
      record.fold(event)
      state = .child(record)
    case _:
      guard let child = state?.child?.child ?? ChildID(event.child ?? event.subject) else { return }
      var record = state?.child ?? ChildRecord(child: child)
      state = nil
      record.fold(event)
      state = .child(record)
    }
  }

  /// The message of an event of our own journal.
  static func read<Told: Message>(_ event: Event) -> Told {
    do {
      return try Told.of(event)
    } catch {
      preconditionFailure("the journal holds a \(Told.name) that cannot be read")
    }
  }
}
