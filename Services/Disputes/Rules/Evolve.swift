import Contracts

/// The events that Disputes itself tells.
enum DisputesEvent: String, CaseIterable {
  case raised = "dispute-raised"
  case responded = "dispute-responded"
  case escalated = "dispute-escalated"
  case resolved = "dispute-resolved"
  case remedyEvidenced = "remedy-evidenced"
  case referredToCafcass = "referred-to-cafcass"
  case adviceSought = "legal-advice-sought"
  case responseDue = "response-due"
  case themeProposed = "theme-proposed"
  case themeDeclared = "theme-declared"
  case practiceRecorded = "good-practice-recorded"
  case clinicHeld = "clinic-held"
  case viewFiled = "court-view-filed"
  case complaintAnswered = "complaint-answered"

  /// The kind of an event of the service's own journal.
  init(_ event: Event) {
    guard let known = DisputesEvent(rawValue: event.type) else {
      preconditionFailure("this journal never told \(event.type)")
    }
    self = known
  }
}

/// What brings a dispute to a stage.
enum Cause: String {
  case raised = "raised"
  case asked = "asked"
  case clock = "clock"

  /// The word as it travels.
  var word: KebabWord {
    guard let word = KebabWord(rawValue) else { preconditionFailure("\(rawValue) is not a word") }
    return word
  }
}

extension Disputes {
  /// The stream that an event of the service's own journal is about.
  static func stream(_ event: Event) -> StreamKey {
    switch DisputesEvent(event) {
    case .raised: return .dispute(told(DisputeRaised.self, event).dispute)
    case .responded: return .dispute(told(DisputeResponded.self, event).dispute)
    case .escalated: return .dispute(told(DisputeEscalated.self, event).dispute)
    case .resolved: return .dispute(told(DisputeResolved.self, event).dispute)
    case .remedyEvidenced: return .dispute(told(RemedyEvidenced.self, event).dispute)
    case .referredToCafcass: return .dispute(told(ReferredToCafcass.self, event).dispute)
    case .adviceSought: return .dispute(told(LegalAdviceSought.self, event).dispute)
    case .responseDue: return .dispute(told(ResponseDue.self, event).dispute)
    case .themeProposed:
      let proposed = told(ThemeProposed.self, event)
      return .theme(proposed.theme, proposed.team)
    case .themeDeclared:
      let declared = told(ThemeDeclared.self, event)
      return .theme(declared.theme, declared.team)
    case .practiceRecorded: return .practice(of: told(GoodPracticeRecorded.self, event).body.on)
    case .clinicHeld: return .clinic(told(ClinicHeld.self, event).clinic)
    case .viewFiled: return .views(told(CourtViewFiled.self, event).body.child)
    case .complaintAnswered: return .complaints(told(ComplaintAnswered.self, event).child)
    }
  }

  /// Folds one event of the service's own journal into the state of its stream.
  static func evolve(_ state: inout DisputesState?, _ event: Event) {
    switch DisputesEvent(event) {
    case .raised:
      var file = DisputeFile(told(DisputeRaised.self, event))
      file.acts = [DisputeFile.Act(event)]
      state = .dispute(file)
    case .responded, .escalated, .resolved, .remedyEvidenced, .referredToCafcass, .adviceSought, .responseDue:
      guard case .dispute(var file)? = state else { preconditionFailure("a dispute is raised before all else") }
      change(&file, event)
      file.acts.append(DisputeFile.Act(event))
      state = .dispute(file)
    case .themeProposed:
      let proposed = told(ThemeProposed.self, event)
      let on = proposed.on ?? event.receivedtime?.londonDate ?? .earliest
      note(&state, proposed.theme, proposed.team, on, proposed.to, proposed.disputes, nil)
    case .themeDeclared:
      let declared = told(ThemeDeclared.self, event)
      note(
        &state, declared.theme, declared.team, declared.on, declared.to, declared.disputes ?? [], declared.because)
    case .practiceRecorded:
      var month = PracticeMonth()
      if case .practice(let before)? = state { month = before }
      month.items.append(told(GoodPracticeRecorded.self, event).body)
      state = .practice(month)
    case .clinicHeld:
      let held = told(ClinicHeld.self, event)
      state = .clinic(
        ClinicFile(
          clinic: held.clinic, on: held.on, chair: held.chair, attendees: held.attendees ?? [], cohort: held.cohort,
          children: held.children))
    case .viewFiled:
      var file = ViewsFile()
      if case .views(let before)? = state { file = before }
      file.views.append(told(CourtViewFiled.self, event).body)
      state = .views(file)
    case .complaintAnswered:
      var file = ComplaintsFile()
      if case .complaints(let before)? = state { file = before }
      let answered = told(ComplaintAnswered.self, event)
      file.answers.append(
        ComplaintsFile.Answer(
          madeOn: answered.madeOn, about: answered.about, on: answered.on, outcome: answered.outcome,
          through: answered.through, by: event.actedBy))
      state = .complaints(file)
    }
  }

  private static func change(_ file: inout DisputeFile, _ event: Event) {
    switch DisputesEvent(event) {
    case .responded:
      let told = told(DisputeResponded.self, event)
      file.responses.append(
        DisputeFile.Response(
          stage: told.stage, on: told.on, response: told.response, actionDueOn: told.actionDueOn,
          respondent: told.respondent, inTime: told.inTime))
    case .escalated:
      let told = told(DisputeEscalated.self, event)
      file.steps.append(
        DisputeFile.Step(stage: told.stage, on: told.on, because: told.because, silent: told.silent))
    case .resolved:
      let told = told(DisputeResolved.self, event)
      file.standing = .ended(
        DisputeFile.Ending(
          outcome: told.outcome, on: told.on, remedyDueOn: told.remedyDueOn, action: told.action,
          systemChange: told.systemChange, stage: told.stage))
    case .remedyEvidenced:
      let told = told(RemedyEvidenced.self, event)
      file.remedy = DisputeFile.Remedy(on: told.on, evidence: told.evidence, inTime: told.inTime)
    case .referredToCafcass: file.cafcassReferrals.append(told(ReferredToCafcass.self, event).on)
    case .adviceSought:
      let told = told(LegalAdviceSought.self, event)
      file.advice.append(DisputeFile.Advice(on: told.on, from: told.from, sealed: told.sealed))
    case .responseDue:
      let told = told(ResponseDue.self, event)
      file.notices.append(DisputeFile.Notice(stage: told.stage, clock: told.clock, dueOn: told.dueOn))
    case .raised, .themeProposed, .themeDeclared, .practiceRecorded, .clinicHeld, .viewFiled, .complaintAnswered: break
    }
  }

  private static func note(
    _ state: inout DisputesState?, _ theme: KebabWord, _ team: KebabWord?, _ on: CivilDate, _ to: KebabWord,
    _ disputes: [DisputeID], _ because: KebabWord?
  ) {
    var file = ThemeFile(theme: theme, team: team)
    if case .theme(let before)? = state { file = before }
    file.entries.append(ThemeFile.Entry(on: on, to: to, disputes: disputes, because: because))
    state = .theme(file)
  }

  private static func told<Told: Message>(_ type: Told.Type, _ event: Event) -> Told {
    do {
      return try Told.of(event)
    } catch {
      preconditionFailure("this journal told an unreadable \(event.type)")
    }
  }
}

extension DisputeFile {
  /// The file of a dispute as it was raised.
  init(_ raised: DisputeRaised) {
    self.init(
      dispute: raised.dispute, kind: raised.kind, children: raised.children, theme: raised.theme, team: raised.team,
      raisedOn: raised.raisedOn, officer: raised.officer,
      about: About(
        problem: raised.problem, proceedings: raised.proceedings, complaint: raised.complaint,
        aboutOfficer: raised.aboutOfficer, cause: raised.cause, sealed: raised.sealed, issues: raised.issues),
      steps: [Step(stage: raised.stage, on: raised.raisedOn, because: Cause.raised.word)])
  }
}

extension DisputeFile.Act {
  /// What an event says of who did what; the clock, and what another service told, are nobody's acts.
  init(_ event: Event) {
    let isTimed = event.type == ResponseDue.name || event.data["because"]?.string == Cause.clock.rawValue
    self.init(
      type: event.type, knownOn: event.receivedtime?.londonDate ?? .earliest, by: event.actedBy,
      isOwn: isTimed || event.causationid != nil)
  }
}

extension Event {
  /// Who acted, where a person did; nil where nobody was named.
  var actedBy: ActedBy? { data["by"].flatMap { try? $0.decode(ActedBy.self) } }
}
