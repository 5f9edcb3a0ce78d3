public import Contracts

/// The rules of Participation: how children took part in their reviews, and what they answered.
public enum Participation {
  /// The rules, as the loop calls them.
  public static let rules = Rules<ParticipationState>(
    service: .participation, catalogue: catalogue, stream: stream, take: take, decide: decide, evolve: evolve,
    mirrors: mirrors, absorb: absorb, react: react, wake: { _, _, _ in [] }, wakes: { _, _, _, _ in nil },
    stirs: { _ in nil }, answer: answer, answerLong: answerLong)

  private static let catalogue = Catalogue(
    methods: [
      .command(RecordParticipation.self), .command(OpenSurvey.self), .command(AnswerSurvey.self),
      Method(
        ParticipationQuestion.name, .question, ParticipationQuestion.words, params: ParticipationQuestion.fields,
        groups: ParticipationQuestion.groups, result: participationResult),
      Method(
        UncodedQuestion.name, .longQuestion, UncodedQuestion.words, params: UncodedQuestion.fields,
        result: [
          .required("items", .list(.object(uncodedItem), 0...pageLength), "the reviews, the longest waiting first"),
          .optional("next", .text(1...128), "the cursor for after, where there are more"),
        ]),
    ],
    events: [.told(ParticipationRecorded.self), .told(SurveyOpened.self), .told(SurveyAnswered.self)],
    refusals: WhyNot.allCases.map { ($0.rawValue, $0.words) })

  private static let heldFields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock it was held under"),
    .required("heldOn", .date, "the first meeting's day"),
    .required("completedOn", .date, "the day on which it was complete"),
  ]

  private static let uncodedItem =
    heldFields + [.required("daysWithoutCode", .integer(0...100_000), "calendar days from completion to today")]

  private static let participationResult =
    heldFields + [
      .optional("reviewOn", .date, "the day for which the code was recorded"),
      .optional("code", .code(ParticipationCode.self), "the code; left out where none was recorded"),
      .optional("chairing", .oneOf(["none", "part", "full"]), "how much of it the child chaired"),
      .optional("evidence", .list(.word, 0...100), "from what the code follows: the facts, or code-given"),
      .optional("reason", .text(1...200), "why a code that contradicts the facts, or an earlier one, is right"),
    ]
}

/// Why Participation says no. The raw value is the reason on the wire.
enum WhyNot: String, CaseIterable {
  case missing = "missing"
  case unknownType = "unknown-type"
  case reviewNotFound = "review-not-found"
  case inFuture = "in-future"
  case reviewOfAnotherChild = "review-of-another-child"
  case notADayOfTheReview = "not-a-day-of-the-review"
  case severalReviewsOnThatDay = "several-reviews-on-that-day"
  case underFourTakesOnlyPN0 = "under-four-takes-only-pn0"
  case fromFourTakesPN1ToPN7 = "from-four-takes-pn1-to-pn7"
  case codeContradictsFacts = "code-contradicts-facts"
  case alreadyRecorded = "already-recorded"
  case surveyExists = "survey-exists"
  case questionNamedTwice = "question-named-twice"
  case unknownQuestion = "unknown-question"

  /// What it means, for a person.
  var words: String {
    switch self {
    case .missing: "a member that is needed is missing"
    case .unknownType: "this service takes no event of this type"
    case .reviewNotFound: "no such review was held, as far as scheduling has told"
    case .inFuture: "the day has not come yet"
    case .reviewOfAnotherChild: "the review is another child's"
    case .notADayOfTheReview: "the review neither met nor was complete on this day"
    case .severalReviewsOnThatDay: "several reviews of the child have this day: name the review"
    case .underFourTakesOnlyPN0: "before the fourth birthday only PN0 can be recorded (SSDA903 rule 441)"
    case .fromFourTakesPN1ToPN7: "from the fourth birthday only PN1 to PN7 can be recorded (SSDA903 rule 440)"
    case .codeContradictsFacts: "another code follows from the facts; give a reason if this one is right"
    case .alreadyRecorded: "the review has a code; a different one needs a reason"
    case .surveyExists: "a survey of this id was opened before"
    case .questionNamedTwice: "the question stands there twice"
    case .unknownQuestion: "the survey was opened without this question"
    }
  }

  private var code: ErrorCode {
    switch self {
    case .missing, .unknownType: .wrongParams
    case .reviewNotFound: .notFound
    case .inFuture, .reviewOfAnotherChild, .notADayOfTheReview, .severalReviewsOnThatDay, .underFourTakesOnlyPN0,
      .fromFourTakesPN1ToPN7, .codeContradictsFacts, .alreadyRecorded, .surveyExists, .questionNamedTwice,
      .unknownQuestion:
      .refused
    }
  }

  /// The refusal for this reason at a JSON pointer into params.
  func at(_ pointer: String) -> Refusal { Refusal(code, rawValue, at: pointer, words) }
}

/// What Participation takes though it is odd; the raw value stands in `warnings` of the result.
enum Warning: String {
  /// PN0 on the fourth birthday itself: the child is four, but the return's rules let it pass.
  case pn0OnFourthBirthday = "pn0-on-fourth-birthday"
  /// The child's date of birth was never told, so the code was not checked against the age.
  case ageNotChecked = "age-not-checked"
}
