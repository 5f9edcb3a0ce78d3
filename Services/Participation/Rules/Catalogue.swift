public import Contracts

/// The rules of Participation: how children took part in their reviews, who heard them, and what they answered.
public enum Participation {
  /// The rules, as the loop calls them.
  public static let rules = Rules<ParticipationState>(
    service: .participation, catalogue: catalogue, stream: stream, take: take, decide: decide, evolve: evolve,
    also: also, gather: gather, mirrors: mirrors, absorb: absorb, react: react, wake: wake,
    wakes: { stream, state, look, last in wakes(stream, state, look, after: last) }, stirs: stirs, answer: answer,
    answerLong: answerLong)

  private static let catalogue = Catalogue(
    methods: ParticipationCommand.allCases.map(method) + ParticipationShortQuestion.allCases.map(method)
      + ParticipationLongQuestion.allCases.map(method),
    events: ParticipationEvent.allCases.map(type), refusals: WhyNot.allCases.map { ($0.rawValue, $0.words) })

  private static func method(_ command: ParticipationCommand) -> Method {
    switch command {
    case .recordParticipation: .command(RecordParticipation.self)
    case .sendConsultation:
      .command(
        SendConsultation.self,
        assigns: [
          .required("consultation", .review, "the consultation's id"),
          .optional("token", .review, "for the letter or form: by it an answer comes in without naming the child"),
        ])
    case .returnConsultation: .command(ReturnConsultation.self)
    case .recordViews: .command(RecordViews.self)
    case .recordAttendance: .command(RecordAttendance.self)
    case .sendInvitation: .command(SendInvitation.self)
    case .recordPreference: .command(RecordPreference.self)
    case .offerAdvocacy: .command(OfferAdvocacy.self)
    case .referAdvocacy: .command(ReferAdvocacy.self)
    case .offerIndependentVisitor: .command(OfferIndependentVisitor.self)
    case .giveInformation: .command(GiveInformation.self)
    case .arrangeInterpreter: .command(ArrangeInterpreter.self)
    case .openSurvey: .command(OpenSurvey.self)
    case .answerSurvey: .command(AnswerSurvey.self)
    case .recordFeedback: .command(RecordFeedback.self)
    case .makePromise: .command(MakePromise.self, assigns: [.required("promise", .identifier, "the promise's id")])
    case .keepPromise: .command(KeepPromise.self)
    }
  }

  private static func method(_ question: ParticipationShortQuestion) -> Method {
    switch question {
    case .participation: Self.question(ParticipationQuestion.self, .question, Results.participation)
    case .voice: Self.question(VoiceQuestion.self, .question, Results.voice)
    }
  }

  private static func method(_ question: ParticipationLongQuestion) -> Method {
    switch question {
    case .uncoded: Self.question(UncodedQuestion.self, .longQuestion, Results.uncoded)
    case .unheard: Self.question(UnheardQuestion.self, .longQuestion, Results.unheard)
    case .returns: Self.question(ReturnsQuestion.self, .longQuestion, Results.returns, onlyCounts: true)
    case .contradictions: Self.question(ContradictionsQuestion.self, .longQuestion, Results.contradictions)
    case .surveys: Self.question(SurveysQuestion.self, .longQuestion, Results.surveys, onlyCounts: true)
    case .promises: Self.question(PromisesQuestion.self, .longQuestion, Results.promises)
    case .sheetsDue: Self.question(SheetsDueQuestion.self, .longQuestion, Results.sheetsDue)
    case .profile: counts(ParticipationProfileQuestion.self, Results.profile)
    case .notTakingPart: Self.question(NotTakingPartQuestion.self, .longQuestion, Results.notTakingPart)
    case .attendance: counts(AttendanceQuestion.self, Results.attendance)
    case .feedback: counts(FeedbackQuestion.self, Results.feedback)
    case .rights: counts(RightsQuestion.self, Results.rights)
    case .leadTimes: counts(LeadTimesQuestion.self, Results.leadTimes)
    case .footprint: Self.question(VoiceFootprintQuestion.self, .longQuestion, Results.footprint)
    }
  }

  private static func counts(_ asked: (some Message).Type, _ result: [Field]) -> Method {
    question(asked, .longQuestion, result, onlyCounts: true)
  }

  private static func question(
    _ asked: (some Message).Type, _ kind: Method.Kind, _ result: [Field], onlyCounts: Bool = false
  ) -> Method {
    Method(
      asked.name, kind, asked.words, params: asked.fields, groups: asked.groups, result: result,
      onlyCounts: onlyCounts)
  }

  /// What may come from outside may be taken back; a code told in error is put right by a newer one.
  private static func type(_ event: ParticipationEvent) -> EventType {
    switch event {
    case .participationRecorded: .told(ParticipationRecorded.self)
    case .participationProposed: .told(ParticipationProposed.self)
    case .participationMissing: .told(ParticipationMissing.self)
    case .consultationSent: .told(ConsultationSent.self)
    case .consultationReturned: .taken(ConsultationReturned.self)
    case .consultationReminderDue: .told(ConsultationReminderDue.self)
    case .viewsRecorded: .taken(ViewsRecorded.self)
    case .attendanceRecorded: .told(AttendanceRecorded.self)
    case .invitationSent: .told(InvitationSent.self)
    case .preferenceRecorded: .told(PreferenceRecorded.self)
    case .advocacyOffered: .told(AdvocacyOffered.self)
    case .advocacyReferred: .told(AdvocacyReferred.self)
    case .independentVisitorOffered: .told(IndependentVisitorOffered.self)
    case .informationGiven: .told(InformationGiven.self)
    case .interpreterArranged: .told(InterpreterArranged.self)
    case .sheetDue: .told(SheetDue.self)
    case .childUnheard: .told(ChildUnheard.self)
    case .surveyOpened: .told(SurveyOpened.self)
    case .surveyAnswered: .told(SurveyAnswered.self)
    case .feedbackRecorded: .taken(FeedbackRecorded.self)
    case .promiseMade: .told(PromiseMade.self)
    case .promiseKept: .told(PromiseKept.self)
    case .promiseLate: .told(PromiseLate.self)
    case .factWithdrawn: .taken(FactWithdrawn.self)
    }
  }
}
