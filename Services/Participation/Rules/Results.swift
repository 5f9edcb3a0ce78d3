import Contracts

/// What the questions of Participation are answered with.
enum Results {
  private static let heldFields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("review", .review, "the review"),
    .required("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock it was held under"),
    .required("heldOn", .date, "the first meeting's day"),
    .required("completedOn", .date, "the day on which it was complete"),
  ]

  /// Items in pages.
  private static func paged(_ item: [Field], _ words: String, _ length: Int = Participation.pageLength) -> [Field] {
    [
      .required("items", .list(.object(item), 0...length), words),
      .optional("next", .text(1...128), "the cursor for after, where there are more"),
    ]
  }

  private static let contradiction = Shape.oneOf(Contradiction.Kind.allCases.map(\.rawValue))
  private static let reasons = Shape.list(.oneOf(UnheardReason.allCases.map(\.rawValue)), 1...20)

  static let participation: [Field] =
    heldFields + [
      .optional("reviewOn", .date, "the day for which the code was recorded"),
      .optional("code", .code(ParticipationCode.self), "the code; left out where none was recorded"),
      .optional("chairing", .oneOf(["none", "part", "full"]), "how much of it the child chaired"),
      .optional("evidence", .list(.word, 0...100), "from what the code follows: the facts, or code-given"),
      .optional("reason", .text(1...200), "why a code that contradicts the facts, or an earlier one, is right"),
      .optional("follows", .code(ParticipationCode.self), "the code that facts or record gave, where it is another"),
      .optional("contradiction", contradiction, "how the code contradicts what is on record"),
      .optional("medium", .word, "by which medium the child's views were conveyed"),
      .optional("proposed", .code(ParticipationCode.self), "the code that was proposed since"),
      .optional("people", .list(.object(AttendingPerson.fields), 1...100), "who took part"),
      .optional("quorate", .boolean, "whether enough agencies took part"),
    ]

  static let uncoded = paged(
    heldFields + [.required("daysWithoutCode", .integer(0...100_000), "calendar days from completion to today")],
    "the reviews, the longest waiting first")

  static let unheard = paged(
    [
      .required("child", .identifier, "the child"),
      .required("reasons", reasons, "why"),
      .optional("since", .date, "the last day on which it was heard; left out where it never was"),
      .optional("nextReviewOn", .date, "when the next review is booked, or due"),
      .optional("officer", .identifier, "the child's officer"),
    ], "the children, in order of id")

  static let returns: [Field] = [
    .required(
      "rows",
      .list(
        .object([
          .required("to", .word, "the role of those consulted"),
          .required("channel", .word, "the channel by which they were"),
          .required("leadDays", .oneOf(["under-7", "7-13", "14-plus", "unknown"]), "days from then to the review"),
          .required("sent", .integer(0...100_000_000), "consultations sent in the period"),
          .required("returned", .integer(0...100_000_000), "those of them that came back, whenever"),
          .required("rate", .number(0...100), "the share of them in per cent"),
        ]), 0...Participation.pageLength), "by role, channel and lead time")
  ]

  static let contradictions = paged(
    [
      .required("child", .identifier, "the child"),
      .required("review", .review, "the review"),
      .required("completedOn", .date, "the day on which it was complete"),
      .required("contradiction", contradiction, "how the code contradicts what is on record"),
      .required("recorded", .code(ParticipationCode.self), "the code on record"),
      .optional("follows", .code(ParticipationCode.self), "the code that the evidence gives, where it gives one"),
      .required("because", .list(.word, 0...100), "the evidence"),
      .optional("reason", .text(1...200), "why the code is right all the same, as it was recorded"),
    ], "the reviews, by the day on which they were complete", 700)

  static let surveys: [Field] = [
    .required(
      "items",
      .list(
        .object([
          .required("survey", .identifier, "the survey"),
          .optional("opens", .date, "its first day"),
          .optional("closes", .date, "its last day"),
          .optional("firstAnswerOn", .date, "the day of the first answer"),
          .required("people", .integer(0...100_000_000), "how many people answered"),
          .required("questions", .list(.object(question), 0...100_000), "how each question was answered"),
        ]), 0...500), "the surveys, in order of id")
  ]

  private static let question: [Field] = [
    .required("question", .word, "the question"),
    .required("people", .integer(0...100_000_000), "how many people answered it"),
    .required(
      "answers",
      .list(
        .object([
          .required("answer", .word, "the answer"),
          .required("people", .integer(0...100_000_000), "how many people gave it"),
        ]), 0...100_000), "the answers, in order"),
  ]

  private static let promise: [Field] = [
    .required("promise", .identifier, "the promise"),
    .optional("child", .identifier, "the child to whom it was made, where it was to one"),
    .optional("survey", .identifier, "the survey that it answers"),
    .required("to", .word, "the role of those to whom it was made"),
    .required("words", .text(1...200), "what was promised"),
    .required("owner", .word, "the role of the one who keeps it"),
    .required("madeOn", .date, "when it was made"),
    .required("dueOn", .date, "by which day"),
    .required("state", .oneOf(["open", "late", "kept", "dropped"]), "what became of it"),
    .optional("closedOn", .date, "when it was kept or dropped"),
    .optional("keptLate", .boolean, "whether that was after the day promised"),
    .optional("proof", .text(1...200), "by what it is seen"),
  ]

  static let promises = paged(promise, "the promises, by the day on which they are due", 1_000)

  static let sheetsDue = paged(
    [
      .required("child", .identifier, "the child"),
      .required("officer", .identifier, "the new officer"),
      .required("dueOn", .date, "by which day"),
      .required("late", .boolean, "whether the day is past"),
    ], "the children, in order of id")

  // MARK: One child

  private static let consultation: [Field] = [
    .required("consultation", .review, "the consultation"),
    .required("to", .word, "the role of the one consulted"),
    .required("channel", .word, "by which channel"),
    .required("sentOn", .date, "when"),
    .optional("leadDays", .integer(-100_000...100_000), "days from then to the review"),
    .optional("returnedOn", .date, "when it came back"),
    .optional("returnedBy", .word, "by which channel it came back, where by another"),
  ]

  private static let views: [Field] = [
    .required("channel", .word, "by which channel"),
    .required("on", .date, "when"),
    .optional("heldIn", .text(1...200), "where the record of them is held"),
    .optional("conveyedBy", .word, "the role of the one who conveyed them"),
    .optional("sealed", .hash, "the SHA-256 of the child's own words"),
  ]

  private static let review: [Field] = [
    .required("review", .review, "the review"),
    .optional("heldOn", .date, "when it was held"),
    .optional("on", .date, "when it is booked, or due, where it is to come"),
    .optional("code", .code(ParticipationCode.self), "how the child took part"),
    .optional("contradiction", contradiction, "how the code contradicts what is on record"),
    .optional("proposed", .code(ParticipationCode.self), "the code that was proposed since"),
    .optional("chairing", .oneOf(["none", "part", "full"]), "how much of it the child chaired"),
    .optional("medium", .word, "by which medium views were conveyed"),
    .optional("consultations", .list(.object(consultation), 1...10_000), "who was consulted for it"),
    .optional("views", .list(.object(views), 1...10_000), "views learnt for it"),
    .optional("invited", .list(.word, 1...10_000), "the roles of those invited"),
  ]

  private static let offer: [Field] = [
    .optional("offeredOn", .date, "when it was offered last"),
    .optional("acceptedOn", .date, "when it was taken up last"),
    .optional("referredOn", .date, "when the child was referred last"),
  ]

  static let voice: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("officer", .identifier, "the child's officer"),
    .optional("nextReviewOn", .date, "when the next review is booked, or due"),
    .optional("unheard", reasons, "why the child is unheard today, where it is"),
    .optional("heardOn", .date, "the last day on which the child was heard"),
    .required("reviews", .list(.object(review), 0...10_000), "its reviews, those to come last"),
    .optional("consultations", .list(.object(consultation), 1...10_000), "consultations for no review"),
    .optional("views", .list(.object(views), 1...10_000), "views learnt for no review"),
    .optional(
      "preferences",
      .list(
        .object([
          .required("kind", .word, "of what"), .required("on", .date, "when"),
          .optional("text", .text(1...200), "what the child prefers"),
        ]), 1...10_000), "what the child prefers"),
    .optional("advocacy", .object(offer), "the offer of an advocate"),
    .optional("visitor", .object(offer), "the offer of an independent visitor"),
    .optional(
      "information",
      .list(
        .object([
          .required("kind", .word, "what was given"), .required("on", .date, "when"),
          .optional("officer", .identifier, "the officer of whom it tells"),
          .optional("review", .review, "the review before which it was given"),
          .optional("leadDays", .integer(-100_000...100_000), "days from then to the review"),
          .optional("to", .list(.word, 0...50), "the roles of those who had it"),
          .optional("format", .word, "its form"),
        ]), 1...10_000), "what the child, or others, were given"),
    .optional(
      "interpreter",
      .object([
        .required("language", .word, "the language"), .optional("kind", .word, "the kind of interpreting"),
        .required("on", .date, "when it was arranged"), .optional("review", .review, "for which review"),
      ]), "the interpreter arranged last"),
    .optional(
      "complaints",
      .list(
        .object([
          .required("on", .date, "when"), .optional("about", .word, "about what"),
          .optional("from", .word, "the role of the one who complained, where it came as feedback"),
        ]), 1...10_000), "complaints by or for the child"),
    .optional("promises", .list(.object(promise), 1...10_000), "what was promised to the child"),
    .optional(
      "feedback",
      .list(
        .object([
          .required("on", .date, "when"), .required("from", .word, "the role of the one who gave it"),
          .required("kind", .word, "the kind of feedback"), .optional("about", .word, "what it is about"),
        ]), 1...10_000), "what was said of its reviews, or for it"),
    .optional("seenOn", .list(.date, 1...10_000), "the days on which the officer saw the child"),
    .optional(
      "letters",
      .list(
        .object([
          .required("review", .review, "the review of which it tells"), .required("on", .date, "when it was issued"),
          .optional("answeredOn", .date, "the day of the first answer by its token"),
        ]), 1...10_000), "the letters that can be answered by a token"),
  ]
}
