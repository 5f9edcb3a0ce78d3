import Contracts

/// Why Participation says no. The raw value is the reason on the wire.
enum WhyNot: String, CaseIterable {
  case missing = "missing"
  case smallNumbers = "small-numbers"
  case unknownType = "unknown-type"
  case policyUnreadable = "policy-unreadable"
  case reviewNotFound = "review-not-found"
  case childNotFound = "child-not-found"
  case consultationNotFound = "consultation-not-found"
  case tokenNotFound = "token-not-found"
  case surveyNotFound = "survey-not-found"
  case promiseNotFound = "promise-not-found"
  case inFuture = "in-future"
  case reviewOfAnotherChild = "review-of-another-child"
  case notADayOfTheReview = "not-a-day-of-the-review"
  case severalReviewsOnThatDay = "several-reviews-on-that-day"
  case reviewToCome = "review-to-come"
  case reviewOrConference = "review-or-conference"
  case conferenceOfAnotherChild = "conference-of-another-child"
  case underFourTakesOnlyPN0 = "under-four-takes-only-pn0"
  case fromFourTakesPN1ToPN7 = "from-four-takes-pn1-to-pn7"
  case codeContradictsFacts = "code-contradicts-facts"
  case codeContradictsRecord = "code-contradicts-record"
  case alreadyRecorded = "already-recorded"
  case consultationExists = "consultation-exists"
  case consultationOfAnotherChild = "consultation-of-another-child"
  case tokenOfAnotherConsultation = "token-of-another-consultation"
  case tokenOfAnotherChild = "token-of-another-child"
  case returnedAlready = "returned-already"
  case beforeSent = "before-sent"
  case namedTwice = "named-twice"
  case surveyExists = "survey-exists"
  case surveyNotOpenYet = "survey-not-open-yet"
  case surveyClosed = "survey-closed"
  case answeredAlready = "answered-already"
  case endsBeforeItBegins = "ends-before-it-begins"
  case questionNamedTwice = "question-named-twice"
  case unknownQuestion = "unknown-question"
  case promiseExists = "promise-exists"
  case promiseClosed = "promise-closed"
  case dueBeforeMade = "due-before-made"
  case beforeMade = "before-made"

  /// What it means, for a person.
  var words: String {
    switch self {
    case .missing: "a member that is needed is missing"
    case .unknownType: "this service takes no event of this type"
    case .policyUnreadable: "the profile or calendar that was adopted cannot be read"
    case .reviewNotFound: "no such review was held, as far as scheduling has told"
    case .childNotFound: "scheduling has told of no such child"
    case .consultationNotFound: "no such consultation was sent"
    case .smallNumbers: "the profile leaves small numbers out, and the key may have counts alone: ask reporting"
    case .tokenNotFound: "nobody was given this token"
    case .surveyNotFound: "no such survey was opened"
    case .promiseNotFound: "no such promise was made"
    case .inFuture: "the day has not come yet"
    case .reviewOfAnotherChild: "the review is another child's"
    case .notADayOfTheReview: "the review neither met nor was complete on this day, nor is it booked for it"
    case .severalReviewsOnThatDay: "several reviews of the child have this day: name the review"
    case .reviewToCome: "the review is booked for a day that has not come yet"
    case .underFourTakesOnlyPN0: "before the fourth birthday only PN0 can be recorded (SSDA903 rule 441)"
    case .fromFourTakesPN1ToPN7:
      "from the fourth birthday PN1 to PN7 are recorded (SSDA903 rule 440); give a reason if PN0 is meant"
    case .codeContradictsFacts: "another code follows from the facts; give a reason if this one is right"
    case .codeContradictsRecord: "what is on record gives another code; give a reason if this one is right"
    case .alreadyRecorded: "the review has a code; a different one needs a reason"
    case .consultationExists: "a consultation of this id was sent before"
    case .consultationOfAnotherChild: "the consultation is another child's"
    case .reviewOrConference: "a conference is named, and so no review"
    case .conferenceOfAnotherChild: "the conference is about another child"
    case .tokenOfAnotherChild: "the token was given to another child"
    case .tokenOfAnotherConsultation: "the token was given for another consultation"
    case .returnedAlready: "the consultation was answered before"
    case .beforeSent: "the consultation was sent on a later day"
    case .namedTwice: "this stands there twice"
    case .surveyExists: "a survey of this id was opened before"
    case .surveyNotOpenYet: "the survey opens on a later day"
    case .surveyClosed: "the survey closed on an earlier day"
    case .answeredAlready: "the child answered the survey before"
    case .endsBeforeItBegins: "the last day is before the first"
    case .questionNamedTwice: "the question stands there twice"
    case .unknownQuestion: "the survey was opened without this question"
    case .promiseExists: "a promise of this id was made before"
    case .promiseClosed: "the promise was kept or dropped before"
    case .dueBeforeMade: "the promise is due before it was made"
    case .beforeMade: "the promise was made on a later day"
    }
  }

  /// The number of the refusal.
  var code: ErrorCode {
    switch self {
    case .missing, .unknownType, .policyUnreadable: .wrongParams
    case .smallNumbers: .notAllowed
    case .reviewNotFound, .childNotFound, .consultationNotFound, .tokenNotFound, .surveyNotFound, .promiseNotFound:
      .notFound
    case .inFuture, .reviewOfAnotherChild, .notADayOfTheReview, .severalReviewsOnThatDay, .reviewToCome,
      .underFourTakesOnlyPN0, .fromFourTakesPN1ToPN7, .codeContradictsFacts, .codeContradictsRecord, .alreadyRecorded,
      .consultationExists, .consultationOfAnotherChild, .tokenOfAnotherConsultation, .returnedAlready, .beforeSent,
      .reviewOrConference, .conferenceOfAnotherChild, .tokenOfAnotherChild, .namedTwice, .surveyExists,
      .surveyNotOpenYet, .surveyClosed, .answeredAlready, .endsBeforeItBegins, .questionNamedTwice, .unknownQuestion,
      .promiseExists, .promiseClosed, .dueBeforeMade, .beforeMade:
      .refused
    }
  }

  /// The refusal for this reason at a JSON pointer into params.
  func at(_ pointer: String) -> Refusal { Refusal(code, rawValue, at: pointer, words) }
}

/// All that is wrong with an ask, gathered so that it can be named at once.
struct Objections {
  private var list: [(why: WhyNot, at: String)] = []

  /// Adds an objection to what stands at the JSON pointer `at`, where `isWrong`.
  mutating func add(_ why: WhyNot, at: String, if isWrong: Bool = true) {
    if isWrong { list.append((why, at)) }
  }

  /// Adds an objection to each element that stands in a list before it; `at` is the list's pointer.
  mutating func add<Named: Hashable>(_ why: WhyNot, twiceIn names: [Named], at: String, _ member: String = "") {
    var seen: Set<Named> = []
    for (index, name) in names.enumerated() where !seen.insert(name).inserted {
      add(why, at: "\(at)/\(index)\(member)")
    }
  }

  /// Ends here where there is nothing to object to.
  ///
  /// - Throws: one refusal that names everything: wrong params before things not found before rules of the domain.
  func settle() throws(Refusal) {
    for code in [ErrorCode.wrongParams, .notFound, .refused] {
      guard let first = list.first(where: { $0.why.code == code }) else { continue }
      let sorted = list.filter { $0.why.code == code } + list.filter { $0.why.code != code }
      throw Refusal(code, sorted.map { Fault($0.why.rawValue, at: $0.at) }, message: first.why.words)
    }
  }
}

/// What Participation takes though it is odd; the raw value stands in `warnings` of the result.
enum Warning: String {
  /// PN0 on the fourth birthday itself: the child is four, but the return's rules let it pass.
  case pn0OnFourthBirthday = "pn0-on-fourth-birthday"
  /// The child's date of birth was never told, so the code was not checked against the age.
  case ageNotChecked = "age-not-checked"
}
