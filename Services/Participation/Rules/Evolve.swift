import Contracts

/// The events that Participation itself tells, or takes as facts.
enum ParticipationEvent: String, CaseIterable {
  case participationRecorded = "participation-recorded"
  case participationProposed = "participation-proposed"
  case participationMissing = "participation-missing"
  case consultationSent = "consultation-sent"
  case consultationReturned = "consultation-returned"
  case consultationReminderDue = "consultation-reminder-due"
  case viewsRecorded = "views-recorded"
  case attendanceRecorded = "attendance-recorded"
  case invitationSent = "invitation-sent"
  case preferenceRecorded = "preference-recorded"
  case advocacyOffered = "advocacy-offered"
  case advocacyReferred = "advocacy-referred"
  case independentVisitorOffered = "independent-visitor-offered"
  case informationGiven = "information-given"
  case interpreterArranged = "interpreter-arranged"
  case sheetDue = "sheet-due"
  case childUnheard = "child-unheard"
  case surveyOpened = "survey-opened"
  case surveyAnswered = "survey-answered"
  case feedbackRecorded = "feedback-recorded"
  case promiseMade = "promise-made"
  case promiseKept = "promise-kept"
  case promiseLate = "promise-late"
  case factWithdrawn = "fact-withdrawn"

  /// The kind of an event of the service's own journal.
  init(_ event: Event) {
    guard let known = ParticipationEvent(rawValue: event.type) else {
      preconditionFailure("this journal never told \(event.type)")
    }
    self = known
  }
}

// MARK: - Streams

extension Participation {
  /// The stream that an event of the service's own journal is about.
  ///
  /// The answer to a consultation stands under its token: a system outside knows no more.
  static func stream(_ event: Event) -> StreamKey {
    switch ParticipationEvent(event) {
    case .surveyOpened: .survey(told(SurveyOpened.self, event).survey)
    case .surveyAnswered: .survey(told(SurveyAnswered.self, event).survey)
    case .promiseMade: .promise(told(PromiseMade.self, event).promise)
    case .promiseKept: .promise(told(PromiseKept.self, event).promise)
    case .promiseLate: .promise(told(PromiseLate.self, event).promise)
    case .consultationReturned: .returned(token(of: told(ConsultationReturned.self, event), event.authority))
    case .feedbackRecorded: stream(of: told(FeedbackRecorded.self, event))
    case .factWithdrawn: preconditionFailure("a withdrawal is of the stream of what it takes back")
    case .participationRecorded, .participationProposed, .participationMissing, .consultationSent,
      .consultationReminderDue, .viewsRecorded, .attendanceRecorded, .invitationSent, .preferenceRecorded,
      .advocacyOffered, .advocacyReferred, .independentVisitorOffered, .informationGiven, .interpreterArranged,
      .sheetDue, .childUnheard:
      StreamKey("child", event.data["child"]?.string ?? event.subject)
    }
  }

  /// Feedback is its child's; what came by a token stands under it, as the event does not name the child.
  private static func stream(of feedback: FeedbackRecorded) -> StreamKey {
    if let child = feedback.child { return .child(child) }
    return feedback.token.map { .said($0) } ?? .feedback(feedback.on)
  }

  /// The token under which an answer stands: its own, or the mark of the consultation it names.
  static func token(of returned: ConsultationReturned, _ authority: Authority) -> TokenText {
    if let token = returned.token { return token }
    guard let consultation = returned.consultation else { preconditionFailure("an answer names what it answers") }
    return Tokens.mark(of: consultation, authority)
  }

  /// The streams beside its own into which an event is gathered: a token's owner, found by the token and by the
  /// consultation's mark, and a child's promises.
  static func also(_ event: Event) -> [StreamKey] {
    if event.type == ConsultationSent.name {
      let sent = told(ConsultationSent.self, event)
      let mark = Tokens.mark(of: sent.consultation, event.authority)
      return mark == sent.token ? [.token(mark)] : [.token(sent.token), .token(mark)]
    }
    if event.type == PromiseMade.name { return told(PromiseMade.self, event).child.map { [.promised($0)] } ?? [] }
    return []
  }

  /// Folds an event into one of the streams beside its own.
  static func gather(_ state: inout ParticipationState?, _ stream: StreamKey, _ event: Event) {
    if event.type == ConsultationSent.name {
      let sent = told(ConsultationSent.self, event)
      let isMark = stream != .token(sent.token)
      state = .token(
        TokenOwner(child: sent.child, consultation: sent.consultation, token: isMark ? sent.token : nil))
    } else if event.type == PromiseMade.name {
      var promises: [PromiseID] = []
      if case .promised(let before)? = state { promises = before }
      state = .promised(promises + [told(PromiseMade.self, event).promise])
    }
  }

  private static func told<Told: Message>(_ type: Told.Type, _ event: Event) -> Told {
    do {
      return try Told.of(event)
    } catch {
      preconditionFailure("this journal told an unreadable \(event.type)")
    }
  }
}

// MARK: - The fold

extension Participation {
  /// Folds one event of the service's own journal into the state of its stream.
  static func evolve(_ state: inout ParticipationState?, _ event: Event) {
    switch ParticipationEvent(event) {
    case .surveyOpened:
      let opened = told(SurveyOpened.self, event)
      state = .survey(
        Survey(questions: opened.questions, answers: 0, opensOn: opened.opensOn, closesOn: opened.closesOn))
    case .surveyAnswered:
      guard case .survey(var survey)? = state else { preconditionFailure("a survey was answered before it was opened") }
      survey.count(told(SurveyAnswered.self, event))
      state = .survey(survey)
    case .promiseMade, .promiseKept, .promiseLate: evolvePromise(&state, event)
    case .consultationReturned:
      let returned = told(ConsultationReturned.self, event)
      state = .returned(ReturnedForm(on: returned.on, channel: returned.channel))
    case .feedbackRecorded where event.data["child"] == nil:
      var given = FeedbackGiven()
      if case .feedback(let before)? = state { given = before }
      given.items.append(Feedback(told(FeedbackRecorded.self, event)))
      state = .feedback(given)
    // The stream was folded again without what was taken back; nothing else remains of it.
    case .factWithdrawn: break
    case .participationRecorded, .participationProposed, .participationMissing, .consultationSent,
      .consultationReminderDue, .viewsRecorded, .attendanceRecorded, .invitationSent, .preferenceRecorded,
      .advocacyOffered, .advocacyReferred, .independentVisitorOffered, .informationGiven, .interpreterArranged,
      .sheetDue, .childUnheard, .feedbackRecorded:
      var voice = ChildVoice()
      if case .voice(let before)? = state { voice = before }
      voice.fold(event)
      state = .voice(voice)
    }
  }

  private static func evolvePromise(_ state: inout ParticipationState?, _ event: Event) {
    if event.type == PromiseMade.name {
      let made = told(PromiseMade.self, event)
      state = .promise(
        PromiseRecord(
          made: PromiseRecord.Made(
            child: made.child, survey: made.survey, to: made.to, words: made.words, owner: made.owner,
            dueOn: made.dueOn, on: made.on)))
      return
    }
    guard case .promise(var promise)? = state else { preconditionFailure("a promise was closed before it was made") }
    if event.type == PromiseKept.name {
      let kept = told(PromiseKept.self, event)
      promise.closedOn = kept.on
      promise.outcome = kept.outcome
      promise.proof = kept.proof
    } else {
      promise.isToldLate = true
    }
    state = .promise(promise)
  }
}
