/// Records how a child took part in a review.
public struct RecordParticipation: Message {
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?
  public let attended: Bool?
  public let spoke: Bool?
  public let advocate: Bool?
  public let symbols: Bool?
  public let viewsConveyed: Bool?
  public let code: ParticipationCode?
  public let chairing: KebabWord?
  public let reason: String?
  public let medium: KebabWord?

  public static let name = "record-participation"
  public static let words = "Records how a child took part in a review."
  public static let fields: [Field] = [
    .optional("review", .review, "the review"),
    .optional("child", .identifier, "the child, with reviewOn in place of review"),
    .optional("reviewOn", .date, "a day on which the review met, or the day it was complete"),
    .optional("attended", .boolean, "the child was there"),
    .optional("spoke", .boolean, "the child spoke for itself"),
    .optional("advocate", .boolean, "an advocate spoke for the child"),
    .optional("symbols", .boolean, "the child showed its views by symbols"),
    .optional("viewsConveyed", .boolean, "the child's views were conveyed by a medium"),
    .optional("code", .code(ParticipationCode.self), "the code; it follows from the facts where they are given"),
    .optional("chairing", .oneOf(["none", "part", "full"]), "how much of it the child chaired"),
    .optional("reason", .text(1...200), "why a code that contradicts the facts is right"),
    .optional("medium", .word, "by which medium the child's views were conveyed"),
  ]
  public static let groups = [["review"], ["child", "reviewOn"]]
}

/// How a child took part in a review was recorded.
public struct ParticipationRecorded: Message {
  public let child: ChildID
  public let review: ReviewID
  public let reviewOn: CivilDate
  public let code: ParticipationCode
  public let chairing: KebabWord?
  public let evidence: [KebabWord]
  public let reason: String?
  public let follows: ParticipationCode?
  public let contradiction: KebabWord?
  public let medium: KebabWord?

  public static let name = "participation-recorded"
  public static let words = "How a child took part in a review was recorded."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("reviewOn", .date, "the day for which it was recorded"),
    .required("code", .code(ParticipationCode.self), "the participation code (SSDA903 REVIEW_CODE)"),
    .optional("chairing", .oneOf(["none", "part", "full"]), "how much of it the child chaired"),
    .required("evidence", .list(.word, 0...100), "from what the code follows: the facts, or code-given"),
    .optional("reason", .text(1...200), "why a code that contradicts the facts is right"),
    .optional("follows", .code(ParticipationCode.self), "the code that the facts give, where another was recorded"),
    .optional("contradiction", .word, "which contradiction with what is on record was taken, with a reason"),
    .optional("medium", .word, "by which medium the child's views were conveyed"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID, reviewOn: CivilDate, code: ParticipationCode, chairing: KebabWord? = nil,
    evidence: [KebabWord], reason: String? = nil, follows: ParticipationCode? = nil,
    contradiction: KebabWord? = nil, medium: KebabWord? = nil
  ) {
    self.child = child
    self.review = review
    self.reviewOn = reviewOn
    self.code = code
    self.chairing = chairing
    self.evidence = evidence
    self.reason = reason
    self.follows = follows
    self.contradiction = contradiction
    self.medium = medium
  }
}

/// Opens a survey.
public struct OpenSurvey: Message {
  public let survey: SurveyID
  public let questions: [KebabWord]
  public let opensOn: CivilDate?
  public let closesOn: CivilDate?

  public static let name = "open-survey"
  public static let words = "Opens a survey."
  public static let fields: [Field] = [
    .required("survey", .identifier, "the survey"),
    .required("questions", .list(.word, 1...200), "its questions"),
    .optional("opensOn", .date, "its first day; default today"),
    .optional("closesOn", .date, "its last day; default none"),
  ]
}

/// Records one person's answers to a survey; a survey that nobody opened is opened.
public struct AnswerSurvey: Message {
  public let survey: SurveyID
  public let on: CivilDate
  public let child: ChildID?
  public let respondent: String?
  public let answers: [SurveyAnswer]

  public static let name = "answer-survey"
  public static let words = "Records one person's answers to a survey; a survey that nobody opened is opened."
  public static let fields: [Field] = [
    .required("survey", .identifier, "the survey"),
    .required("on", .date, "when it was answered"),
    .optional("child", .identifier, "the child who answered"),
    .optional("respondent", .text(1...200), "another person who answered, as a word or pseudonym"),
    .required("answers", .list(.object(SurveyAnswer.fields), 1...200), "the answers"),
  ]
  public static let groups = [["child"], ["respondent"]]
}

/// A survey was opened.
public struct SurveyOpened: Message {
  public let survey: SurveyID
  public let questions: [KebabWord]
  public let opensOn: CivilDate?
  public let closesOn: CivilDate?

  public static let name = "survey-opened"
  public static let words = "A survey was opened."
  public static let fields: [Field] = [
    .required("survey", .identifier, "the survey"),
    .required("questions", .list(.word, 0...200), "its questions; none where an answer opened it: any may be answered"),
    .optional("opensOn", .date, "its first day"),
    .optional("closesOn", .date, "its last day"),
  ]

  /// The event by its members.
  public init(
    survey: SurveyID, questions: [KebabWord], opensOn: CivilDate? = nil, closesOn: CivilDate? = nil
  ) {
    self.survey = survey
    self.questions = questions
    self.opensOn = opensOn
    self.closesOn = closesOn
  }
}

/// Somebody answered a survey.
public struct SurveyAnswered: Message {
  public let survey: SurveyID
  public let on: CivilDate
  public let child: ChildID?
  public let respondent: String?
  public let answers: [SurveyAnswer]

  public static let name = "survey-answered"
  public static let words = "Somebody answered a survey."
  public static let fields: [Field] = [
    .required("survey", .identifier, "the survey"),
    .required("on", .date, "when"),
    .optional("child", .identifier, "the child who answered"),
    .optional("respondent", .text(1...200), "another person who answered"),
    .required("answers", .list(.object(SurveyAnswer.fields), 1...200), "the answers"),
  ]

  /// The event by its members.
  public init(
    survey: SurveyID, on: CivilDate, child: ChildID? = nil, respondent: String? = nil, answers: [SurveyAnswer]
  ) {
    self.survey = survey
    self.on = on
    self.child = child
    self.respondent = respondent
    self.answers = answers
  }
}

/// One answer of a survey.
public struct SurveyAnswer: Codable, Hashable, Sendable {
  /// The question.
  public let question: KebabWord
  /// Yes, no, sort-of, or a word of the survey's own.
  public let answer: KebabWord

  /// The members of an answer.
  public static let fields: [Field] = [
    .required("question", .word, "the question"),
    .required("answer", .word, "yes, no, sort-of, or a word of the survey's own"),
  ]

  /// An answer by its members.
  public init(question: KebabWord, answer: KebabWord) {
    self.question = question
    self.answer = answer
  }
}
