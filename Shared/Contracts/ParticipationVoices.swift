/// Records feedback on reviews or on the service.
public struct RecordFeedback: Message {
  public let from: KebabWord
  public let kind: KebabWord
  public let on: CivilDate
  public let child: ChildID?
  public let review: ReviewID?
  public let token: TokenText?
  public let about: KebabWord?
  public let text: SealedText?

  public static let name = "record-feedback"
  public static let words = "Records feedback on reviews or on the service."
  public static let fields: [Field] = [
    .required("from", .word, "the role of the one who gave it"),
    .required("kind", .oneOf(["praise", "complaint", "comment", "concern"]), "the kind of feedback"),
    .required("on", .date, "when"),
    .optional("child", .identifier, "the child, where it concerns one"),
    .optional("review", .review, "the review, where it concerns one"),
    .optional("token", .review, "the token by which it came, where nobody is named"),
    .optional("about", .word, "what it is about"),
    .optional("text", .sealed(1...8_000), "what was said; it is kept apart and never told"),
  ]
}

/// Feedback on reviews or on the service was recorded.
public struct FeedbackRecorded: Message {
  public let from: KebabWord
  public let kind: KebabWord
  public let on: CivilDate
  public let child: ChildID?
  public let review: ReviewID?
  public let token: TokenText?
  public let about: KebabWord?
  public let sealed: SealedHash?

  public static let name = "feedback-recorded"
  public static let words = "Feedback on reviews or on the service was recorded."
  public static let fields: [Field] = [
    .required("from", .word, "the role of the one who gave it"),
    .required("kind", .oneOf(["praise", "complaint", "comment", "concern"]), "the kind of feedback"),
    .required("on", .date, "when"),
    .optional("child", .identifier, "the child, where it concerns one"),
    .optional("review", .review, "the review, where it concerns one"),
    .optional("token", .review, "the token by which it came, where nobody is named"),
    .optional("about", .word, "what it is about"),
    .optional("sealed", .hash, "the SHA-256 of what was said, which is kept apart"),
  ]

  /// The event by its members.
  public init(
    from: KebabWord, kind: KebabWord, on: CivilDate, child: ChildID? = nil, review: ReviewID? = nil,
    token: TokenText? = nil, about: KebabWord? = nil, sealed: SealedHash? = nil
  ) {
    self.from = from
    self.kind = kind
    self.on = on
    self.child = child
    self.review = review
    self.token = token
    self.about = about
    self.sealed = sealed
  }
}

/// Records a promise that the service makes because of what it was told.
public struct MakePromise: Message {
  public let promise: PromiseID?
  public let child: ChildID?
  public let survey: SurveyID?
  public let to: KebabWord
  public let words: String
  public let owner: KebabWord
  public let dueOn: CivilDate
  public let on: CivilDate

  public static let name = "make-promise"
  public static let words = "Records a promise that the service makes because of what it was told."
  public static let fields: [Field] = [
    .optional("promise", .identifier, "the promise; the service assigns an id where it is left out"),
    .optional("child", .identifier, "the child to whom it was made, where it was to one"),
    .optional("survey", .identifier, "the survey that it answers"),
    .required("to", .word, "the role of those to whom it was made"),
    .required("words", .text(1...200), "what was promised, without personal data"),
    .required("owner", .word, "the role of the one who keeps it"),
    .required("dueOn", .date, "by which day"),
    .required("on", .date, "when it was made"),
  ]
}

/// The service made a promise because of what it was told.
public struct PromiseMade: Message {
  public let promise: PromiseID
  public let child: ChildID?
  public let survey: SurveyID?
  public let to: KebabWord
  public let words: String
  public let owner: KebabWord
  public let dueOn: CivilDate
  public let on: CivilDate

  public static let name = "promise-made"
  public static let words = "The service made a promise because of what it was told."
  public static let fields: [Field] = [
    .required("promise", .identifier, "the promise"),
    .optional("child", .identifier, "the child to whom it was made, where it was to one"),
    .optional("survey", .identifier, "the survey that it answers"),
    .required("to", .word, "the role of those to whom it was made"),
    .required("words", .text(1...200), "what was promised, without personal data"),
    .required("owner", .word, "the role of the one who keeps it"),
    .required("dueOn", .date, "by which day"),
    .required("on", .date, "when it was made"),
  ]

  /// The event by its members.
  public init(
    promise: PromiseID, child: ChildID? = nil, survey: SurveyID? = nil, to: KebabWord, words: String,
    owner: KebabWord, dueOn: CivilDate, on: CivilDate
  ) {
    self.promise = promise
    self.child = child
    self.survey = survey
    self.to = to
    self.words = words
    self.owner = owner
    self.dueOn = dueOn
    self.on = on
  }
}

/// Records that a promise was kept, or dropped.
public struct KeepPromise: Message {
  public let promise: PromiseID
  public let on: CivilDate
  public let proof: String?
  public let outcome: KebabWord?

  public static let name = "keep-promise"
  public static let words = "Records that a promise was kept, or dropped."
  public static let fields: [Field] = [
    .required("promise", .identifier, "the promise"),
    .required("on", .date, "when"),
    .optional("proof", .text(1...200), "by what it is seen, without personal data"),
    .optional("outcome", .oneOf(["kept", "dropped"]), "what became of it; default kept"),
  ]
}

/// A promise was kept, or dropped.
public struct PromiseKept: Message {
  public let promise: PromiseID
  public let child: ChildID?
  public let on: CivilDate
  public let proof: String?
  public let outcome: KebabWord
  public let late: Bool

  public static let name = "promise-kept"
  public static let words = "A promise was kept, or dropped."
  public static let fields: [Field] = [
    .required("promise", .identifier, "the promise"),
    .optional("child", .identifier, "the child to whom it was made"),
    .required("on", .date, "when"),
    .optional("proof", .text(1...200), "by what it is seen"),
    .required("outcome", .oneOf(["kept", "dropped"]), "what became of it"),
    .required("late", .boolean, "whether it was after the day promised"),
  ]

  /// The event by its members.
  public init(
    promise: PromiseID, child: ChildID? = nil, on: CivilDate, proof: String? = nil, outcome: KebabWord, late: Bool
  ) {
    self.promise = promise
    self.child = child
    self.on = on
    self.proof = proof
    self.outcome = outcome
    self.late = late
  }
}
