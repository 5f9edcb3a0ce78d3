import Contracts

/// The messages that are events' data.
let events: [any Message.Type] = [
  ChildEnteredCare.self, ChildLeftCare.self, LegalStatusChanged.self, PlacementChanged.self, PolicyAdopted.self,
  CalendarAdopted.self, OfficerRegistered.self, OfficerAllocated.self, ReviewDue.self, ReviewHeld.self,
  RecordCompleted.self, NotificationLate.self, DeadlineMissed.self, ParticipationRecorded.self, SurveyOpened.self,
  SurveyAnswered.self, DisputeRaised.self, DisputeEscalated.self, DisputeResolved.self, ReferredToCafcass.self,
]

/// The messages that are the params of commands.
let commands: [any Message.Type] = [
  AdoptPolicy.self, AdoptCalendar.self, RegisterOfficer.self, AllocateOfficer.self, HoldReview.self,
  CompleteRecord.self, RecordParticipation.self, OpenSurvey.self, AnswerSurvey.self, RaiseDispute.self,
  EscalateDispute.self, ResolveDispute.self, ReferToCafcass.self,
]

/// The messages that are the params of questions.
let questions: [any Message.Type] = [
  TimetableQuestion.self, DueQuestion.self, OverdueQuestion.self, ParticipationQuestion.self, UncodedQuestion.self,
  DisputeQuestion.self, OpenDisputesQuestion.self, FiguresQuestion.self, TableQuestion.self, ExplainQuestion.self,
  AnnualReportQuestion.self,
]

/// Every message of Contracts; a test proves the list complete.
let messages = events + commands + questions
