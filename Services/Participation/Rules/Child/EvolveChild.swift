import Contracts

extension ChildVoice {
  /// Folds an event that participation told of the child.
  mutating func fold(_ event: Event) {
    switch ParticipationEvent(event) {
    case .participationRecorded, .participationProposed, .participationMissing: foldCode(event)
    case .consultationSent, .consultationReminderDue, .viewsRecorded, .attendanceRecorded, .invitationSent:
      foldConsulted(event)
    case .preferenceRecorded: preferences.append(told(PreferenceRecorded.self, event).body)
    case .advocacyOffered: advocacy.append(told(AdvocacyOffered.self, event).body)
    case .advocacyReferred: referrals.append(told(AdvocacyReferred.self, event).body)
    case .independentVisitorOffered: visitors.append(told(IndependentVisitorOffered.self, event).body)
    case .informationGiven:
      let given = told(InformationGiven.self, event)
      information.append(
        Information(
          kind: given.kind, on: given.on, officer: given.officer, review: given.review, to: given.to,
          format: given.format, leadDays: given.leadDays))
    case .interpreterArranged:
      let arranged = told(InterpreterArranged.self, event)
      interpreters.append(
        Interpreter(review: arranged.review, on: arranged.on, language: arranged.language, kind: arranged.kind))
    case .sheetDue:
      let due = told(SheetDue.self, event)
      sheets.append(Sheet(officer: due.officer, dueOn: due.dueOn))
    case .childUnheard: unheardOn.append(event.receivedtime?.londonDate ?? .earliest)
    case .feedbackRecorded: feedback.append(Feedback(told(FeedbackRecorded.self, event)))
    case .surveyOpened, .surveyAnswered, .promiseMade, .promiseKept, .promiseLate, .consultationReturned,
      .factWithdrawn:
      preconditionFailure("\(event.type) is not folded into a child")
    }
  }

  private mutating func foldCode(_ event: Event) {
    switch ParticipationEvent(event) {
    case .participationProposed:
      let proposed = told(ParticipationProposed.self, event)
      guard let index = reviews.firstIndex(where: { $0.review == proposed.review }) else { return }
      reviews[index].proposed = proposed.code
    case .participationMissing: missing.append(told(ParticipationMissing.self, event).review)
    case _:
      let recorded = told(ParticipationRecorded.self, event)
      keep(
        Record(
          review: recorded.review, reviewOn: recorded.reviewOn, code: recorded.code, chairing: recorded.chairing,
          evidence: recorded.evidence, reason: recorded.reason, follows: recorded.follows,
          contradiction: recorded.contradiction, medium: recorded.medium))
    }
  }

  private mutating func foldConsulted(_ event: Event) {
    switch ParticipationEvent(event) {
    case .consultationSent:
      let sent = told(ConsultationSent.self, event)
      let mark = Tokens.mark(of: sent.consultation, event.authority)
      consultations.append(
        Consultation(
          consultation: sent.consultation, review: sent.review, to: sent.to, channel: sent.channel, on: sent.on,
          leadDays: sent.leadDays, token: sent.token, mark: mark == sent.token ? nil : mark))
    case .consultationReminderDue:
      let due = told(ConsultationReminderDue.self, event)
      guard let index = consultations.firstIndex(where: { $0.consultation == due.consultation }) else { return }
      consultations[index].reminded = true
    case .attendanceRecorded:
      let recorded = told(AttendanceRecorded.self, event)
      keep(
        Attendance(
          review: recorded.review, conference: recorded.conference, people: recorded.people, quorate: recorded.quorate))
    case .invitationSent:
      let sent = told(InvitationSent.self, event)
      invitations.append(
        Invitation(
          review: sent.review, to: sent.to, on: sent.on, leadDays: sent.leadDays, chosenByChild: sent.chosenByChild))
    case _: keep(told(ViewsRecorded.self, event))
    }
  }

  /// Adds views that were learnt.
  mutating func keep(_ recorded: ViewsRecorded) {
    views.append(
      Views(
        review: recorded.review, channel: recorded.channel, on: recorded.on, heldIn: recorded.heldIn,
        conveyedBy: recorded.conveyedBy, sealed: recorded.sealed))
  }

  private func told<Told: Message>(_ type: Told.Type, _ event: Event) -> Told {
    do {
      return try Told.of(event)
    } catch {
      preconditionFailure("this journal told an unreadable \(event.type)")
    }
  }
}
