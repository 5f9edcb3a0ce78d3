import Contracts

/// The commands that Participation carries out.
enum ParticipationCommand: String, CaseIterable {
  case recordParticipation = "record-participation"
  case sendConsultation = "send-consultation"
  case returnConsultation = "return-consultation"
  case recordViews = "record-views"
  case recordAttendance = "record-attendance"
  case sendInvitation = "send-invitation"
  case recordPreference = "record-preference"
  case offerAdvocacy = "offer-advocacy"
  case referAdvocacy = "refer-advocacy"
  case offerIndependentVisitor = "offer-independent-visitor"
  case giveInformation = "give-information"
  case arrangeInterpreter = "arrange-interpreter"
  case openSurvey = "open-survey"
  case answerSurvey = "answer-survey"
  case recordFeedback = "record-feedback"
  case makePromise = "make-promise"
  case keepPromise = "keep-promise"
}

extension Participation {
  /// What a command is decided by.
  struct Room {
    let ask: Ask
    let look: Look<ParticipationState>
    let moment: Moment

    /// The params as the command's message; validated before.
    func asked<Asked: Message>(_: Asked.Type = Asked.self) throws(Refusal) -> Asked { try Asked.decoded(ask.params) }

    var today: CivilDate { moment.today }

    /// What comes of something said of a child on a day, which needs nothing else; a child of whom scheduling has not
    /// told is waited for.
    func told(_ message: some Message, of child: ChildID, on: CivilDate) throws(Refusal) -> Decision {
      guard on <= today else { throw WhyNot.inFuture.at("/on") }
      guard case .known? = look[.known(child)] else { return Participation.waits(for: child) }
      return .events([Draft(message, about: child.text)])
    }
  }

  /// That scheduling is to tell of a child first.
  static func waits(for child: ChildID) -> Decision {
    .waits(on: .known(child), reason: "scheduling has not told of the child")
  }

  /// What comes of a command.
  ///
  /// - Throws: why not; see `WhyNot`.
  static func decide(
    _ ask: Ask, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    guard let command = ParticipationCommand(rawValue: ask.method) else {
      preconditionFailure("the desk asks only for commands of the catalogue")
    }
    let room = Room(ask: ask, look: look, moment: moment)
    return switch command {
    case .recordParticipation: try recordParticipation(room)
    case .sendConsultation: try sendConsultation(room)
    case .returnConsultation: try returnConsultation(room)
    case .recordViews: try recordViews(room)
    case .recordAttendance: try recordAttendance(room)
    case .sendInvitation: try sendInvitation(room)
    case .recordPreference: try recordPreference(room)
    case .offerAdvocacy: try offerAdvocacy(room)
    case .referAdvocacy: try referAdvocacy(room)
    case .offerIndependentVisitor: try offerIndependentVisitor(room)
    case .giveInformation: try giveInformation(room)
    case .arrangeInterpreter: try arrangeInterpreter(room)
    case .openSurvey: try openSurvey(room)
    case .answerSurvey: try answerSurvey(room)
    case .recordFeedback: try recordFeedback(room)
    case .makePromise: try makePromise(room)
    case .keepPromise: try keepPromise(room)
    }
  }
}
