import Contracts

extension Participation {
  /// Opens a survey.
  static func openSurvey(_ room: Room) throws(Refusal) -> Decision {
    let command: OpenSurvey = try room.asked()
    var objections = Objections()
    if case .survey? = room.look[.survey(command.survey)] { objections.add(.surveyExists, at: "/survey") }
    objections.add(.questionNamedTwice, twiceIn: command.questions, at: "/questions")
    if let opens = command.opensOn, let closes = command.closesOn {
      objections.add(.endsBeforeItBegins, at: "/closesOn", if: closes < opens)
    }
    try objections.settle()
    let opened = SurveyOpened(
      survey: command.survey, questions: command.questions, opensOn: command.opensOn, closesOn: command.closesOn)
    return .events([Draft(opened, about: command.survey.text)])
  }

  /// Records one person's answers. A survey that nobody opened is opened without questions of its own: any may be
  /// answered then. A child of whom scheduling has not told is waited for.
  static func answerSurvey(_ room: Room) throws(Refusal) -> Decision {
    let command: AnswerSurvey = try room.asked()
    var objections = Objections()
    objections.add(.inFuture, at: "/on", if: command.on > room.today)
    let questions = command.answers.map(\.question)
    objections.add(.questionNamedTwice, twiceIn: questions, at: "/answers", "/question")
    var drafts: [Draft] = []
    if case .survey(let survey)? = room.look[.survey(command.survey)] {
      objections.add(.surveyNotOpenYet, at: "/on", if: survey.opensOn.map { command.on < $0 } ?? false)
      objections.add(.surveyClosed, at: "/on", if: survey.closesOn.map { command.on > $0 } ?? false)
      objections.add(
        .answeredAlready, at: "/child", if: command.child.map { survey.children?.contains($0) ?? false } ?? false)
      for (index, question) in questions.enumerated() {
        let isUnknown = !survey.questions.isEmpty && !survey.questions.contains(question)
        objections.add(.unknownQuestion, at: "/answers/\(index)/question", if: isUnknown)
      }
    } else {
      drafts.append(Draft(SurveyOpened(survey: command.survey, questions: []), about: command.survey.text))
    }
    try objections.settle()
    if let child = command.child {
      guard case .known? = room.look[.known(child)] else { return waits(for: child) }
    }
    let answered = SurveyAnswered(
      survey: command.survey, on: command.on, child: command.child, respondent: command.respondent,
      answers: command.answers)
    return .events(drafts + [Draft(answered, about: command.survey.text)])
  }

  /// Records feedback; of what was said only the hash.
  static func recordFeedback(_ room: Room) throws(Refusal) -> Decision {
    let asked: RecordFeedback = try room.asked()
    let feedback = FeedbackRecorded(
      from: asked.from, kind: asked.kind, on: asked.on, child: asked.child, review: asked.review, token: asked.token,
      about: asked.about, sealed: asked.text?.hash)
    switch try place(of: feedback, at: "", room.look, room.moment) {
    case .wrong(let why, let at): throw why.at(at)
    case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
    case .anybody: return .events([Draft(feedback, about: feedback.from.text)])
    case .child(let child, let review):
      let whole = FeedbackRecorded(
        from: asked.from, kind: asked.kind, on: asked.on, child: child, review: review, token: asked.token,
        about: asked.about, sealed: asked.text?.hash)
      return .events([Draft(whole, about: child.text)])
    }
  }

  /// Whom feedback concerns.
  enum Concern {
    case anybody
    case child(ChildID, ReviewID?)
    case untold(StreamKey, reason: String)
    case wrong(WhyNot, at: String)
  }

  /// Whom feedback concerns: nobody who is named, a child, or the child of a review. What came by a token is kept under
  /// it, so that the child is not named.
  ///
  /// - Throws: -32002 where nobody was given the token, -32001 where its day has not come or the token is another
  ///   child's.
  static func place(
    of feedback: FeedbackRecorded, at: String, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> Concern {
    var objections = Objections()
    objections.add(.inFuture, at: "\(at)/on", if: feedback.on > moment.today)
    if let token = feedback.token {
      let owners = look.owners(of: token)
      objections.add(.tokenNotFound, at: "\(at)/token", if: owners.isEmpty)
      let isAnothers = feedback.child.map { child in !owners.isEmpty && !owners.contains(child) } ?? false
      objections.add(.tokenOfAnotherChild, at: "\(at)/token", if: isAnothers)
    }
    guard feedback.child != nil || feedback.review != nil else {
      try objections.settle()
      return .anybody
    }
    let which = WhichReview(review: feedback.review, child: feedback.child, reviewOn: nil, at: at)
    let finding = which.find(look)
    if case .wrong(let why, let place) = finding { objections.add(why, at: place) }
    try objections.settle()
    switch finding {
    case .found(let view, let named): return .child(view.child, named?.review)
    case .untold(let stream, let reason): return .untold(stream, reason: reason)
    case .wrong(let why, let place): return .wrong(why, at: place)
    }
  }
}
