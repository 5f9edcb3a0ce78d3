public import Contracts

/// The rules of Disputes: challenges raised by reviewing officers, their ladder and clock, Cafcass, how they ended, and
/// what they say together.
public enum Disputes {
  /// The rules, as the loop calls them.
  public static let rules = Rules<DisputesState>(
    service: .disputes, catalogue: catalogue, stream: stream, take: take, decide: decide, evolve: evolve,
    also: Patterns.also, gather: Patterns.gather, mirrors: mirrors, absorb: absorb, react: react, wake: wake,
    wakes: { stream, state, look, last in wakes(stream, state, look, after: last) }, stirs: stirs, answer: answer,
    answerLong: answerLong)

  private static let catalogue = Catalogue(
    methods: DisputesCommand.allCases.map(method) + DisputesShortQuestion.allCases.map(method)
      + DisputesLongQuestion.allCases.map(method),
    events: DisputesEvent.allCases.map(type),
    refusals: WhyNot.allCases.map { ($0.rawValue, $0.words) })

  private static func method(_ command: DisputesCommand) -> Method {
    switch command {
    case .raise:
      .command(
        RaiseDispute.self,
        assigns: [.optional("dispute", .identifier, "the id assigned, where the caller gave none")])
    case .respond: .command(RespondToDispute.self)
    case .escalate: .command(EscalateDispute.self)
    case .resolve: .command(ResolveDispute.self)
    case .evidenceRemedy: .command(EvidenceRemedy.self)
    case .referToCafcass: .command(ReferToCafcass.self)
    case .seekAdvice: .command(SeekLegalAdvice.self)
    case .declareTheme: .command(DeclareTheme.self)
    case .recordPractice: .command(RecordGoodPractice.self)
    case .holdClinic:
      .command(
        HoldClinic.self, assigns: [.optional("clinic", .identifier, "the id assigned, where the caller gave none")])
    case .fileView: .command(FileCourtView.self)
    case .answerComplaint: .command(AnswerComplaint.self)
    }
  }

  private static func method(_ question: DisputesShortQuestion) -> Method {
    switch question {
    case .dispute: ask(DisputeQuestion.self, .question, historyFields)
    }
  }

  private static func method(_ question: DisputesLongQuestion) -> Method {
    switch question {
    case .openDisputes: ask(OpenDisputesQuestion.self, .longQuestion, openFields)
    case .ladder: ask(LadderQuestion.self, .longQuestion, ladderFields)
    case .themes: ask(ThemesQuestion.self, .longQuestion, themesFields)
    case .clinicList: ask(ClinicListQuestion.self, .longQuestion, clinicListFields)
    case .courtViews: ask(CourtViewsQuestion.self, .longQuestion, courtViewsFields)
    case .goodPractice: ask(GoodPracticeQuestion.self, .longQuestion, goodPracticeFields)
    case .complaints: ask(ComplaintsQuestion.self, .longQuestion, complaintsFields)
    case .counts: ask(DisputeCountsQuestion.self, .longQuestion, countsFields)
    case .footprint: ask(FootprintQuestion.self, .longQuestion, footprintFields)
    case .clinics: ask(ClinicsQuestion.self, .longQuestion, clinicsFields)
    case .independence: ask(IndependenceQuestion.self, .longQuestion, independenceFields)
    }
  }

  private static func ask(_ asked: (some Message).Type, _ kind: Method.Kind, _ result: [Field]) -> Method {
    Method(asked.name, kind, asked.words, params: asked.fields, groups: asked.groups, result: result)
  }

  /// None may be withdrawn: the whole history of a challenge stays, and what is right is told by a new event.
  private static func type(_ event: DisputesEvent) -> EventType {
    switch event {
    case .raised: .told(DisputeRaised.self)
    case .responded: .told(DisputeResponded.self)
    case .escalated: .told(DisputeEscalated.self)
    case .resolved: .told(DisputeResolved.self)
    case .remedyEvidenced: .told(RemedyEvidenced.self)
    case .referredToCafcass: .told(ReferredToCafcass.self)
    case .adviceSought: .told(LegalAdviceSought.self)
    case .responseDue: .told(ResponseDue.self)
    case .themeProposed: .told(ThemeProposed.self)
    case .themeDeclared: .told(ThemeDeclared.self)
    case .practiceRecorded: .told(GoodPracticeRecorded.self)
    case .clinicHeld: .told(ClinicHeld.self)
    case .viewFiled: .told(CourtViewFiled.self)
    case .complaintAnswered: .told(ComplaintAnswered.self)
    }
  }

  private static let outcomes = ["resolved", "upheld", "not-upheld", "withdrawn"]

  private static let disputeFields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("kind", .oneOf(["alert", "informal", "formal", "themed"]), "how it was raised"),
    .required("stage", .word, "where it stands, or stood when it ended"),
    .required("children", .list(.identifier, 0...200), "the children it concerns"),
    .required("theme", .word, "what it is about"),
    .optional("team", .word, "the team challenged"),
    .required("raisedOn", .date, "when it was raised"),
    .optional("officer", .identifier, "who raised it"),
    .optional("problem", .word, "the kind of problem"),
    .optional("proceedings", .word, "the court proceedings it concerns"),
    .optional("complaint", .boolean, "whether it is a complaint by a child"),
    .optional("aboutOfficer", .identifier, "the officer complained about"),
    .optional("cause", .word, "by what an alert was raised"),
    .optional("issues", .list(.word, 1...100), "what was found wanting, each by itself"),
  ]

  private static let openFields =
    pageFields(
      disputeFields + [
        .required("stageSince", .date, "since when it stands at its stage"),
        .required("daysOpen", .integer(0...100_000), "calendar days since it was raised"),
      ], "the disputes, the oldest first") + [
      .optional(
        "complaints",
        .list(
          .object([
            .required("child", .identifier, "the child"),
            .required("on", .date, "when it complained"),
            .required("about", .word, "the matter"),
          ]), 1...complaintsLength),
        "on the first page: complaints of children that nobody answered and no dispute raised as a complaint took up"),
      .optional("complaintsCount", .integer(1...1_000_000), "how many there are"),
    ]

  private static let responseFields: [Field] = [
    .required("stage", .word, "the stage"),
    .required("on", .date, "when"),
    .required("response", .oneOf(["agreed", "refused", "partly", "holding"]), "the answer"),
    .optional("actionDueOn", .date, "by which day what was agreed is to be done"),
    .optional("respondent", .word, "the role of the one who answered"),
    .optional("inTime", .boolean, "whether within the time set"),
  ]

  private static let historyFields =
    disputeFields + [
      .required("open", .boolean, "whether it waits for an outcome"),
      .optional("outcome", .oneOf(outcomes), "how it ended"),
      .optional("endedOn", .date, "when it ended"),
      .optional("remedyDueOn", .date, "when the remedy must be evidenced"),
      .optional("action", .text(1...200), "what was agreed to be done"),
      .optional("systemChange", .text(1...200), "what changes for all children"),
      .required(
        "history",
        .list(
          .object([
            .required("stage", .word, "the stage"),
            .required("on", .date, "from which day"),
            .required("because", .oneOf(["raised", "asked", "clock"]), "what brought it there"),
            .optional("silent", .word, "who was silent, where the clock brought it there"),
          ]), 1...1_000), "the stages at which it stood, in order"),
      .required("cafcassReferrals", .list(.date, 0...1_000), "the days on which it was referred to Cafcass"),
      .optional("sealed", .hash, "the SHA-256 of what it is about in free text, which is kept apart"),
      .optional("responses", .list(.object(responseFields), 1...1_000), "the answers, as they were told"),
      .optional(
        "legalAdvice",
        .list(
          .object([
            .required("on", .date, "when"),
            .optional("from", .word, "from whom"),
            .optional("sealed", .hash, "the SHA-256 of the advice, which is kept apart"),
          ]), 1...1_000), "the legal advice that was sought"),
      .optional(
        "acts",
        .list(
          .object([
            .required("type", .word, "the event's type"),
            .required("knownOn", .date, "when it became known"),
            .optional("role", .word, "the role of the one who acted"),
            .optional("id", .identifier, "who acted"),
            .optional("reportsTo", .word, "to whom that one answers"),
          ]), 1...1_000), "all that was told of it, in order, with who acted"),
      .optional("evidencedOn", .date, "when the remedy was evidenced"),
      .optional("evidence", .text(1...200), "what proves it"),
      .optional("evidencedInTime", .boolean, "whether by the day agreed"),
      .optional("firstResponseDays", .integer(0...100_000), "days from raised to the first answer"),
      .optional("agreedDays", .integer(0...100_000), "days from raised to action agreed"),
      .optional("evidencedDays", .integer(0...100_000), "days from raised to the remedy evidenced"),
    ]
}
