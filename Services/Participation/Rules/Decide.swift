import Contracts

/// The commands that Participation carries out.
enum ParticipationCommand: String, CaseIterable {
  case recordParticipation = "record-participation"
  case openSurvey = "open-survey"
  case answerSurvey = "answer-survey"
}

extension Participation {
  /// What comes of a fact published from outside: none is taken yet.
  static func take(
    _ event: Event, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    throw WhyNot.unknownType.at("/event/type")
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
    switch command {
    case .recordParticipation: return try record(RecordParticipation.decoded(ask.params), look, moment)
    case .openSurvey: return try open(OpenSurvey.decoded(ask.params), look)
    case .answerSurvey: return try answer(AnswerSurvey.decoded(ask.params), look, moment)
    }
  }
}

// MARK: - Participation in a review

extension Participation {
  /// Records how a child took part. It waits for scheduling to tell of the review.
  ///
  /// A review that has a code keeps it: another code, or another word on chairing, needs a reason and stands in its
  /// place from then on; the same once more is refused.
  private static func record(
    _ command: RecordParticipation, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let facts = ParticipationFacts(
      attended: command.attended, spoke: command.spoke, advocate: command.advocate, symbols: command.symbols,
      viewsConveyed: command.viewsConveyed)
    guard command.code != nil || facts.areSaid else { throw WhyNot.missing.at("/code") }
    if let day = command.reviewOn, day > moment.today { throw WhyNot.inFuture.at("/reviewOn") }
    let which = WhichReview(review: command.review, child: command.child, reviewOn: command.reviewOn)
    switch try which.find(look) {
    case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
    case .held(let held, let child, let dateOfBirth):
      let reviewOn = command.reviewOn ?? held.heldOn
      let age = AgeAtReview(bornOn: dateOfBirth, on: reviewOn)
      let coded = try code(given: command.code, facts, age, reason: command.reason)
      if case .coded(let records)? = look[.child(child)], let before = records[held.review] {
        let isSame = before.code == coded.code && before.chairing == command.chairing
        if isSame || command.reason == nil {
          throw WhyNot.alreadyRecorded.at(command.review == nil ? "/reviewOn" : "/review")
        }
      }
      let recorded = ParticipationRecorded(
        child: child, review: held.review, reviewOn: reviewOn, code: coded.code, chairing: command.chairing,
        evidence: coded.evidence.map(\.word), reason: command.reason)
      return .events([Draft(recorded, about: held.review.text)], warnings: coded.warnings)
    }
  }

  /// The code to record: as given, or as it follows from the facts; with the evidence for it and what is odd about it.
  private static func code(
    given: ParticipationCode?, _ facts: ParticipationFacts, _ age: AgeAtReview, reason: String?
  ) throws(Refusal) -> (code: ParticipationCode, evidence: [Evidence], warnings: [String]) {
    let follows = facts.areSaid ? ParticipationTable.code(from: facts, age) : nil
    guard let code = given ?? follows else { preconditionFailure("neither a code nor facts were given") }
    var warnings: [String] = []
    switch age {
    case .underFour:
      if code.isMeasured { throw WhyNot.underFourTakesOnlyPN0.at("/code") }
    case .fourthBirthday:
      if !code.isMeasured { warnings.append(Warning.pn0OnFourthBirthday.rawValue) }
    case .overFour:
      if !code.isMeasured { throw WhyNot.fromFourTakesPN1ToPN7.at("/code") }
    case .unknown: warnings.append(Warning.ageNotChecked.rawValue)
    }
    guard let follows else { return (code, [.codeGiven], warnings) }
    guard code == follows else {
      guard reason != nil else { throw WhyNot.codeContradictsFacts.at("/code") }
      return (code, facts.evidence + [.codeGiven], warnings)
    }
    return (code, (code.isMeasured ? [] : [.underFour]) + facts.evidence, warnings)
  }
}

// MARK: - Surveys

extension Participation {
  private static func open(_ command: OpenSurvey, _ look: Look<ParticipationState>) throws(Refusal) -> Decision {
    if case .survey? = look[.survey(command.survey)] { throw WhyNot.surveyExists.at("/survey") }
    for (index, question) in command.questions.enumerated() where command.questions[..<index].contains(question) {
      throw WhyNot.questionNamedTwice.at("/questions/\(index)")
    }
    let opened = SurveyOpened(survey: command.survey, questions: command.questions)
    return .events([Draft(opened, about: command.survey.text)])
  }

  /// Records one person's answers. A survey that nobody opened is opened without questions of its own: any may be
  /// answered then. A child of whom scheduling has not told is waited for.
  private static func answer(
    _ command: AnswerSurvey, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    if command.on > moment.today { throw WhyNot.inFuture.at("/on") }
    let questions = command.answers.map(\.question)
    for (index, question) in questions.enumerated() where questions[..<index].contains(question) {
      throw WhyNot.questionNamedTwice.at("/answers/\(index)/question")
    }
    var drafts: [Draft] = []
    if case .survey(let survey)? = look[.survey(command.survey)] {
      let unknown = questions.firstIndex { !survey.questions.isEmpty && !survey.questions.contains($0) }
      if let unknown { throw WhyNot.unknownQuestion.at("/answers/\(unknown)/question") }
    } else {
      drafts.append(Draft(SurveyOpened(survey: command.survey, questions: []), about: command.survey.text))
    }
    if let child = command.child {
      guard case .known? = look[.known(child)] else {
        return .waits(on: .known(child), reason: "scheduling has not told of the child")
      }
    }
    let answered = SurveyAnswered(
      survey: command.survey, on: command.on, child: command.child, respondent: command.respondent,
      answers: command.answers)
    return .events(drafts + [Draft(answered, about: command.survey.text)])
  }
}
