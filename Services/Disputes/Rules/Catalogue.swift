public import Contracts

/// The rules of Disputes: challenges raised by reviewing officers, their ladder, Cafcass, and how they ended.
public enum Disputes {
  /// The rules, as the loop calls them.
  public static let rules = Rules<DisputesState>(
    service: .disputes, catalogue: catalogue, stream: stream, take: take, decide: decide, evolve: evolve,
    mirrors: mirrors, absorb: absorb, react: react, wake: { _, _, _ in [] }, wakes: { _, _, _, _ in nil },
    stirs: { _ in nil }, answer: answer, answerLong: answerLong)

  private static let catalogue = Catalogue(
    methods: [
      .command(
        RaiseDispute.self,
        assigns: [.optional("dispute", .identifier, "the id assigned, where the caller gave none")]),
      .command(EscalateDispute.self), .command(ResolveDispute.self), .command(ReferToCafcass.self),
      Method(
        DisputeQuestion.name, .question, DisputeQuestion.words, params: DisputeQuestion.fields, result: historyFields),
      Method(
        OpenDisputesQuestion.name, .longQuestion, OpenDisputesQuestion.words, params: OpenDisputesQuestion.fields,
        result: [
          .required("items", .list(.object(openFields), 0...pageLength), "the disputes, the oldest first"),
          .optional("next", .text(1...64), "the cursor for after, where there are more"),
        ]),
    ],
    events: [
      .told(DisputeRaised.self), .told(DisputeEscalated.self), .told(DisputeResolved.self),
      .told(ReferredToCafcass.self),
    ],
    refusals: WhyNot.allCases.map { ($0.rawValue, $0.words) })

  private static let disputeFields: [Field] = [
    .required("dispute", .identifier, "the dispute"),
    .required("kind", .oneOf(["alert", "informal", "formal", "themed"]), "how it was raised"),
    .required("stage", .word, "where it stands, or stood when it ended"),
    .required("children", .list(.identifier, 0...200), "the children it concerns"),
    .required("theme", .word, "what it is about"),
    .optional("team", .word, "the team challenged"),
    .required("raisedOn", .date, "when it was raised"),
    .optional("officer", .identifier, "who raised it"),
  ]

  private static let openFields =
    disputeFields + [
      .required("stageSince", .date, "since when it stands at its stage"),
      .required("daysOpen", .integer(0...100_000), "calendar days since it was raised"),
    ]

  private static let historyFields =
    disputeFields + [
      .required("open", .boolean, "whether it waits for an outcome"),
      .optional("outcome", .oneOf(["resolved", "upheld", "not-upheld", "withdrawn"]), "how it ended"),
      .optional("endedOn", .date, "when it ended"),
      .optional("remedyDueOn", .date, "when the remedy must be evidenced"),
      .required(
        "history",
        .list(
          .object([
            .required("stage", .word, "the stage"),
            .required("on", .date, "from which day"),
            .required("because", .oneOf(["raised", "asked", "clock"]), "what brought it there"),
          ]), 1...1_000), "the stages at which it stood, in order"),
      .required("cafcassReferrals", .list(.date, 0...1_000), "the days on which it was referred to Cafcass"),
    ]
}

/// Why Disputes says no. The raw value is the reason on the wire.
enum WhyNot: String, CaseIterable {
  case missing = "missing"
  case unknownType = "unknown-type"
  case disputeNotFound = "dispute-not-found"
  case inFuture = "in-future"
  case sealedTextNotBuilt = "sealed-text-not-built"
  case disputeExists = "dispute-exists"
  case childNamedTwice = "child-named-twice"
  case noStageForKind = "no-stage-for-kind"
  case unknownStage = "unknown-stage"
  case stageNotForKind = "stage-not-for-kind"
  case stageMayNotStart = "stage-may-not-start"
  case notAHigherStage = "not-a-higher-stage"
  case topOfLadder = "top-of-ladder"
  case disputeEnded = "dispute-ended"
  case beforeRaised = "before-raised"
  case beforeTheStage = "before-the-stage"
  case remedyBeforeOutcome = "remedy-before-outcome"
  case alreadyReferred = "already-referred"

  /// What it means, for a person.
  var words: String {
    switch self {
    case .missing: "a member that is needed is missing"
    case .unknownType: "this service takes no event of this type"
    case .disputeNotFound: "no such dispute"
    case .inFuture: "the day has not come yet"
    case .sealedTextNotBuilt: "sealed text cannot be kept yet: nothing was taken"
    case .disputeExists: "a dispute of this id was raised before"
    case .childNamedTwice: "the child stands there twice"
    case .noStageForKind: "on the adopted ladder no challenge of this kind may start"
    case .unknownStage: "the adopted ladder has no such stage"
    case .stageNotForKind: "on the adopted ladder no challenge of this kind passes through the stage"
    case .stageMayNotStart: "on the adopted ladder no challenge may start at the stage"
    case .notAHigherStage: "the dispute stands at the stage, or beyond it"
    case .topOfLadder: "the adopted ladder has no higher stage"
    case .disputeEnded: "the dispute has ended"
    case .beforeRaised: "the dispute was raised after this day"
    case .beforeTheStage: "the dispute came to its stage after this day"
    case .remedyBeforeOutcome: "the remedy would be due before the outcome"
    case .alreadyReferred: "the dispute was referred to Cafcass on this day"
    }
  }

  private var code: ErrorCode {
    switch self {
    case .missing, .unknownType: .wrongParams
    case .disputeNotFound: .notFound
    case .inFuture, .sealedTextNotBuilt, .disputeExists, .childNamedTwice, .noStageForKind, .unknownStage,
      .stageNotForKind, .stageMayNotStart, .notAHigherStage, .topOfLadder, .disputeEnded, .beforeRaised,
      .beforeTheStage, .remedyBeforeOutcome, .alreadyReferred:
      .refused
    }
  }

  /// The refusal for this reason at a JSON pointer into params.
  func at(_ pointer: String) -> Refusal { Refusal(code, rawValue, at: pointer, words) }
}
