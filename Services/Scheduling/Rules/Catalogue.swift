public import Contracts

/// Scheduling's room of rules: what it takes, decides, folds and answers.
public enum Scheduling {
  /// The rules, as the loop calls them. Scheduling follows no other service, so nothing is mirrored or reacted to.
  public static let rules = Rules<SchedulingState>(
    service: .scheduling, catalogue: catalogue,
    stream: { Evolve.stream(of: $0) },
    take: { event, look, moment throws(Refusal) in try React.take(event, look, moment) },
    decide: { ask, look, moment throws(Refusal) in try Decide.decide(ask, look, moment) },
    evolve: { Evolve.evolve(&$0, $1) },
    mirrors: { _, _ in [] },
    absorb: { _, _, _, _ in },
    react: { _, _, _, _ in [] },
    wake: { React.wake($0, $1, $2) },
    undo: { React.undo($0, $1, $2, $3) },
    wakes: { _, state, look, last in React.wakes(state, look, after: last) },
    stirs: { React.stirs($0) },
    answer: { ask, look, moment throws(Refusal) in try Answer.answer(ask, look, moment) },
    answerLong: { ask, gather, moment throws(Refusal) in try Answer.answerLong(ask, gather, moment) })

  static let catalogue = Catalogue(
    methods: SchedulingCommand.allCases.map { method($0).warning($0.warnings) }
      + SchedulingQuestion.allCases.map(method),
    events: SchedulingEvent.allCases.map(type),
    refusals: Reason.allCases.map { ($0.rawValue, $0.words) } + Reason.ofPolicy)

  private static func method(_ command: SchedulingCommand) -> Method {
    switch command {
    case .adoptPolicy: .command(AdoptPolicy.self)
    case .adoptCalendar: .command(AdoptCalendar.self)
    case .registerOfficer: .command(RegisterOfficer.self)
    case .changeOfficer: .command(ChangeOfficer.self)
    case .setFundedPosts: .command(SetFundedPosts.self)
    case .allocateOfficer: .command(AllocateOfficer.self)
    case .reallocateChildren: .command(ReallocateChildren.self)
    case .bookReview: .command(BookReview.self, assigns: [.required("review", .review, "the review's id")])
    case .moveReview: .command(MoveReview.self)
    case .cancelReview: .command(CancelReview.self)
    case .adjournReview: .command(AdjournReview.self)
    case .decideEarlyReview: .command(DecideEarlyReview.self)
    case .holdReview: .command(HoldReview.self, assigns: [.required("review", .review, "the review's id")])
    case .completeRecord: .command(CompleteRecord.self)
    case .distributeRecord: .command(DistributeRecord.self)
    case .issueLetter: .command(IssueLetter.self)
    case .makeRecommendation:
      .command(MakeRecommendation.self, assigns: [.required("recommendation", .review, "the recommendation's id")])
    case .closeRecommendation: .command(CloseRecommendation.self)
    case .recordPreDiscussion: .command(RecordPreDiscussion.self)
    case .recordVisit: .command(RecordVisit.self)
    case .recordOversight: .command(RecordOversight.self)
    case .recordContact: .command(RecordContact.self)
    case .holdMidwayReview: .command(HoldMidwayReview.self)
    case .recordDocument: .command(RecordDocument.self)
    case .holdConference:
      .command(HoldConference.self, assigns: [.required("conference", .review, "the conference's id")])
    case .distributeConferenceRecord: .command(DistributeConferenceRecord.self)
    case .completeAudit: .command(CompleteAudit.self)
    case .drawSample: .command(DrawSample.self, assigns: [.required("sample", .review, "the sample's id")])
    case .recordFinding: .command(RecordFinding.self)
    case .recordActivity: .command(RecordActivity.self)
    }
  }

  private static func method(_ question: SchedulingQuestion) -> Method {
    switch question {
    case .timetable: ask(TimetableQuestion.self, .question, Answer.timetableFields)
    case .notice: ask(NoticeQuestion.self, .question, Answer.noticeFields)
    case .due: ask(DueQuestion.self, .longQuestion, Answer.pageFields)
    case .overdue: ask(OverdueQuestion.self, .longQuestion, Answer.pageFields)
    case .dueByMonth: ask(DueByMonthQuestion.self, .longQuestion, Answer.dueByMonthFields)
    case .diary: ask(DiaryQuestion.self, .longQuestion, Answer.diaryFields)
    case .unallocated: ask(UnallocatedQuestion.self, .longQuestion, Answer.unallocatedFields)
    case .caseloads: ask(CaseloadsQuestion.self, .longQuestion, Answer.caseloadsFields)
    case .officers: ask(OfficersQuestion.self, .longQuestion, Answer.officersFields)
    case .workforce: ask(WorkforceQuestion.self, .longQuestion, Answer.workforceFields, onlyCounts: true)
    case .proposal: ask(ProposalQuestion.self, .longQuestion, Answer.proposalFields)
    case .reallocation: ask(ReallocationQuestion.self, .longQuestion, Answer.reallocationFields)
    case .whatIf: ask(WhatIfQuestion.self, .longQuestion, Answer.whatIfFields)
    case .cohort: ask(CohortQuestion.self, .longQuestion, Answer.cohortFields)
    case .cohorts: ask(CohortsQuestion.self, .longQuestion, Answer.cohortsFields)
    case .activities: ask(ActivitiesQuestion.self, .longQuestion, Answer.activitiesFields)
    case .sample: ask(SampleQuestion.self, .question, Answer.sampleFields)
    case .careDiscrepancies:
      ask(CareDiscrepanciesQuestion.self, .longQuestion, Answer.careDiscrepanciesFields)
    }
  }

  private static func ask(
    _ asked: (some Message).Type, _ kind: Method.Kind, _ result: [Field], onlyCounts: Bool = false
  ) -> Method {
    Method(
      asked.name, kind, asked.words, params: asked.fields, groups: asked.groups, result: result,
      onlyCounts: onlyCounts)
  }

  /// An event that says what somebody did may be taken back, as it may have been told in error; what follows from
  /// others is told again instead.
  private static func type(_ event: SchedulingEvent) -> EventType {
    switch event {
    case .childEnteredCare: .taken(ChildEnteredCare.self)
    case .childLeftCare: .taken(ChildLeftCare.self)
    case .legalStatusChanged: .taken(LegalStatusChanged.self)
    case .placementChanged: .taken(PlacementChanged.self)
    case .childDetailsChanged: .taken(ChildDetailsChanged.self)
    case .carePlanChanged: .taken(CarePlanChanged.self)
    case .permanencePlanSet: .taken(PermanencePlanSet.self)
    case .milestoneRecorded: .taken(MilestoneRecorded.self)
    case .childProtectionRecorded: .taken(ChildProtectionRecorded.self)
    case .courtEventRecorded: .taken(CourtEventRecorded.self)
    case .missingEpisodeRecorded: .taken(MissingEpisodeRecorded.self)
    case .complaintMade: .taken(ComplaintMade.self)
    case .factWithdrawn: .taken(FactWithdrawn.self)
    case .policyAdopted: .told(PolicyAdopted.self)
    case .calendarAdopted: .told(CalendarAdopted.self)
    case .officerRegistered: .told(OfficerRegistered.self)
    case .officerChanged: .told(OfficerChanged.self)
    case .fundedPostsSet: .told(FundedPostsSet.self)
    case .officerAllocated: .told(OfficerAllocated.self, mayBeWithdrawn: true)
    case .reviewDue: .told(ReviewDue.self)
    case .reviewBooked: .told(ReviewBooked.self, mayBeWithdrawn: true)
    case .reviewMoved: .told(ReviewMoved.self, mayBeWithdrawn: true)
    case .reviewCancelled: .told(ReviewCancelled.self, mayBeWithdrawn: true)
    case .reviewAdjourned: .told(ReviewAdjourned.self, mayBeWithdrawn: true)
    case .earlyReviewDecided: .told(EarlyReviewDecided.self, mayBeWithdrawn: true)
    case .reviewHeld: .told(ReviewHeld.self, mayBeWithdrawn: true)
    case .recordCompleted: .told(RecordCompleted.self, mayBeWithdrawn: true)
    case .recordDistributed: .told(RecordDistributed.self, mayBeWithdrawn: true)
    case .letterIssued: .told(LetterIssued.self, mayBeWithdrawn: true)
    case .recommendationMade: .told(RecommendationMade.self, mayBeWithdrawn: true)
    case .recommendationClosed: .told(RecommendationClosed.self, mayBeWithdrawn: true)
    case .preDiscussionRecorded: .told(PreDiscussionRecorded.self, mayBeWithdrawn: true)
    case .visitRecorded: .told(VisitRecorded.self, mayBeWithdrawn: true)
    case .oversightRecorded: .told(OversightRecorded.self, mayBeWithdrawn: true)
    case .contactRecorded: .told(ContactRecorded.self, mayBeWithdrawn: true)
    case .midwayReviewHeld: .told(MidwayReviewHeld.self, mayBeWithdrawn: true)
    case .documentRecorded: .told(DocumentRecorded.self, mayBeWithdrawn: true)
    case .conferenceHeld: .told(ConferenceHeld.self, mayBeWithdrawn: true)
    case .conferenceDue: .told(ConferenceDue.self)
    case .conferenceRecordDistributed: .told(ConferenceRecordDistributed.self, mayBeWithdrawn: true)
    case .auditCompleted: .told(AuditCompleted.self, mayBeWithdrawn: true)
    case .sampleDrawn: .told(SampleDrawn.self)
    case .findingRecorded: .told(FindingRecorded.self)
    case .activityRecorded: .told(ActivityRecorded.self)
    case .notificationLate: .told(NotificationLate.self)
    case .deadlineApproaching: .told(DeadlineApproaching.self)
    case .deadlineMissed: .told(DeadlineMissed.self)
    case .cohortJoined: .told(CohortJoined.self)
    case .cohortLeft: .told(CohortLeft.self)
    }
  }
}
