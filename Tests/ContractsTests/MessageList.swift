import Contracts

/// The messages that are events' data.
let events: [any Message.Type] = [
  ChildEnteredCare.self, ChildLeftCare.self, LegalStatusChanged.self, PlacementChanged.self, PolicyAdopted.self,
  CalendarAdopted.self, OfficerRegistered.self, OfficerAllocated.self, ReviewDue.self, ReviewHeld.self,
  RecordCompleted.self, NotificationLate.self, DeadlineMissed.self, ParticipationRecorded.self, SurveyOpened.self,
  SurveyAnswered.self, DisputeRaised.self, DisputeEscalated.self, DisputeResolved.self, ReferredToCafcass.self,
  CarePlanChanged.self, ChildDetailsChanged.self, PermanencePlanSet.self, MilestoneRecorded.self,
  MissingEpisodeRecorded.self, ComplaintMade.self, ChildProtectionRecorded.self, CourtEventRecorded.self,
  OfficerChanged.self, ReviewBooked.self, ReviewMoved.self, ReviewCancelled.self, ReviewAdjourned.self,
  EarlyReviewDecided.self, PreDiscussionRecorded.self, VisitRecorded.self, OversightRecorded.self,
  ContactRecorded.self, MidwayReviewHeld.self, DocumentRecorded.self, RecordDistributed.self, LetterIssued.self,
  RecommendationMade.self, RecommendationClosed.self, ConferenceHeld.self, ConferenceRecordDistributed.self,
  ConferenceDue.self, FundedPostsSet.self, SampleDrawn.self, FindingRecorded.self, AuditCompleted.self,
  ActivityRecorded.self, DeadlineApproaching.self, CohortJoined.self, CohortLeft.self, FactWithdrawn.self,
  ConsultationSent.self, ConsultationReturned.self, ViewsRecorded.self, AttendanceRecorded.self, InvitationSent.self,
  PreferenceRecorded.self, InterpreterArranged.self, AdvocacyOffered.self, IndependentVisitorOffered.self,
  AdvocacyReferred.self, InformationGiven.self, FeedbackRecorded.self, PromiseMade.self, PromiseKept.self,
  ParticipationProposed.self, ParticipationMissing.self, ConsultationReminderDue.self, ChildUnheard.self,
  PromiseLate.self, SheetDue.self, DisputeResponded.self, RemedyEvidenced.self, LegalAdviceSought.self,
  ResponseDue.self, ThemeDeclared.self, ThemeProposed.self, GoodPracticeRecorded.self, ClinicHeld.self,
  CourtViewFiled.self, ExportDisclosed.self, ComplaintAnswered.self, BenchmarkLoaded.self, TargetSet.self,
  PopulationLoaded.self, ActionSet.self, ActionProgressed.self, RiskRated.self, ImpactRecorded.self,
  ReportSignedOff.self,
]

/// The messages that are the params of commands.
let commands: [any Message.Type] = [
  AdoptPolicy.self, AdoptCalendar.self, RegisterOfficer.self, AllocateOfficer.self, HoldReview.self,
  CompleteRecord.self, RecordParticipation.self, OpenSurvey.self, AnswerSurvey.self, RaiseDispute.self,
  EscalateDispute.self, ResolveDispute.self, ReferToCafcass.self, ChangeOfficer.self, ReallocateChildren.self,
  BookReview.self, MoveReview.self, CancelReview.self, AdjournReview.self, DecideEarlyReview.self,
  RecordPreDiscussion.self, RecordVisit.self, RecordOversight.self, RecordContact.self, HoldMidwayReview.self,
  RecordDocument.self, DistributeRecord.self, IssueLetter.self, MakeRecommendation.self, CloseRecommendation.self,
  HoldConference.self, DistributeConferenceRecord.self, DrawSample.self, RecordFinding.self, CompleteAudit.self,
  RecordActivity.self, SendConsultation.self, ReturnConsultation.self, RecordViews.self, RecordAttendance.self,
  SendInvitation.self, RecordPreference.self, ArrangeInterpreter.self, OfferAdvocacy.self,
  OfferIndependentVisitor.self, ReferAdvocacy.self, GiveInformation.self, RecordFeedback.self, MakePromise.self,
  KeepPromise.self, RespondToDispute.self, EvidenceRemedy.self, SeekLegalAdvice.self, DeclareTheme.self,
  RecordGoodPractice.self, HoldClinic.self, FileCourtView.self, SetFundedPosts.self, AnswerComplaint.self,
  LoadBenchmark.self, LoadPopulation.self, SetTarget.self, SetAction.self, ProgressAction.self, RateRisk.self,
  RecordImpact.self, SignOffReport.self,
]

/// The messages that are the params of questions.
let questions: [any Message.Type] = [
  TimetableQuestion.self, DueQuestion.self, OverdueQuestion.self, ParticipationQuestion.self, UncodedQuestion.self,
  DisputeQuestion.self, OpenDisputesQuestion.self, FiguresQuestion.self, TableQuestion.self, ExplainQuestion.self,
  AnnualReportQuestion.self, DiaryQuestion.self, UnallocatedQuestion.self, CaseloadsQuestion.self,
  OfficersQuestion.self, ProposalQuestion.self, ReallocationQuestion.self, CohortQuestion.self, CohortsQuestion.self,
  DueByMonthQuestion.self, ActivitiesQuestion.self, SampleQuestion.self, NoticeQuestion.self, WhatIfQuestion.self,
  UnheardQuestion.self, ReturnsQuestion.self, VoiceQuestion.self, ContradictionsQuestion.self, SurveysQuestion.self,
  PromisesQuestion.self, SheetsDueQuestion.self, LadderQuestion.self, ThemesQuestion.self, ClinicListQuestion.self,
  CourtViewsQuestion.self, GoodPracticeQuestion.self, WorkforceQuestion.self, PopulationQuestion.self,
  LatenessQuestion.self, ChildQuestion.self, DiscrepanciesQuestion.self, ExportQuestion.self, ComplaintsQuestion.self,
  DisputeCountsQuestion.self, FootprintQuestion.self, ClinicsQuestion.self, IndependenceQuestion.self,
  ParticipationProfileQuestion.self, NotTakingPartQuestion.self, AttendanceQuestion.self, FeedbackQuestion.self,
  RightsQuestion.self, LeadTimesQuestion.self, VoiceFootprintQuestion.self, CareDiscrepanciesQuestion.self,
  TargetsQuestion.self, BenchmarksQuestion.self, ActionsQuestion.self, RisksQuestion.self, ImpactsQuestion.self,
  SignedReportsQuestion.self, DefinitionsQuestion.self, ReconciliationQuestion.self, RestatementsQuestion.self,
  ComparePolicyQuestion.self,
]

/// Every message of Contracts; a test proves the list complete.
let messages = events + commands + questions
