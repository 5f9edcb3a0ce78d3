import Contracts

/// Why Disputes says no. The raw value is the reason on the wire.
enum WhyNot: String, CaseIterable {
  case missing = "missing"
  case unknownType = "unknown-type"
  case disputeNotFound = "dispute-not-found"
  case inFuture = "in-future"
  case disputeExists = "dispute-exists"
  case clinicExists = "clinic-exists"
  case childNamedTwice = "child-named-twice"
  case noStageForKind = "no-stage-for-kind"
  case unknownStage = "unknown-stage"
  case stageNotForKind = "stage-not-for-kind"
  case stageMayNotStart = "stage-may-not-start"
  case stageMayNotBeSkipped = "stage-may-not-be-skipped"
  case notAHigherStage = "not-a-higher-stage"
  case topOfLadder = "top-of-ladder"
  case disputeEnded = "dispute-ended"
  case beforeRaised = "before-raised"
  case beforeTheStage = "before-the-stage"
  case actionBeforeAnswer = "action-before-answer"
  case remedyBeforeOutcome = "remedy-before-outcome"
  case notItsAuthor = "not-its-author"
  case evidencedAlready = "evidenced-already"
  case nothingToEvidence = "nothing-to-evidence"
  case beforeAgreed = "before-agreed"
  case alreadyReferred = "already-referred"
  case complaintNotFound = "complaint-not-found"
  case complaintAnswered = "complaint-answered"
  case beforeMade = "before-made"
  case complainedAbout = "complained-about"
  case notIndependent = "not-independent"

  /// What it means, for a person.
  var words: String {
    switch self {
    case .missing: "a member that is needed is missing"
    case .unknownType: "this service takes no event of this type"
    case .disputeNotFound: "no such dispute"
    case .inFuture: "the day has not come yet"
    case .disputeExists: "a dispute of this id was raised before"
    case .clinicExists: "a clinic of this id was held before"
    case .childNamedTwice: "the child stands there twice"
    case .noStageForKind: "on the adopted ladder no challenge of this kind may start"
    case .unknownStage: "the adopted ladder has no such stage"
    case .stageNotForKind: "on the adopted ladder no challenge of this kind passes through the stage"
    case .stageMayNotStart: "on the adopted ladder no challenge may start at the stage"
    case .stageMayNotBeSkipped: "on the adopted ladder a stage between may not be passed by"
    case .notAHigherStage: "the dispute stands at the stage, or beyond it"
    case .topOfLadder: "the adopted ladder has no higher stage"
    case .disputeEnded: "the dispute has ended"
    case .beforeRaised: "the dispute was raised after this day"
    case .beforeTheStage: "the dispute came to its stage after this day"
    case .actionBeforeAnswer: "what was agreed would be due before the answer"
    case .remedyBeforeOutcome: "the remedy would be due before the outcome"
    case .notItsAuthor: "only its author may withdraw it, and is to be named in by"
    case .complaintNotFound: "no such complaint of the child was told; or several, and about is to say which"
    case .complaintAnswered: "the complaint was answered before"
    case .beforeMade: "the complaint was made after this day"
    case .complainedAbout: "who is complained about may not end it; who does is to be named in by"
    case .notIndependent: "who raises a challenge may not answer to the team that is challenged (CPR 2010 reg 46)"
    case .evidencedAlready: "the remedy was evidenced before"
    case .nothingToEvidence: "the dispute was not upheld, or was withdrawn: there is no remedy"
    case .beforeAgreed: "the remedy was agreed after this day"
    case .alreadyReferred: "the dispute was referred to Cafcass on this day"
    }
  }

  private var code: ErrorCode {
    switch self {
    case .missing, .unknownType: .wrongParams
    case .disputeNotFound, .complaintNotFound: .notFound
    case .inFuture, .disputeExists, .clinicExists, .childNamedTwice, .noStageForKind, .unknownStage, .stageNotForKind,
      .stageMayNotStart, .stageMayNotBeSkipped, .notAHigherStage, .topOfLadder, .disputeEnded, .beforeRaised,
      .beforeTheStage, .actionBeforeAnswer, .remedyBeforeOutcome, .notItsAuthor, .evidencedAlready,
      .nothingToEvidence, .beforeAgreed, .alreadyReferred, .complaintAnswered, .beforeMade, .complainedAbout,
      .notIndependent:
      .refused
    }
  }

  /// The refusal for this reason at a JSON pointer into params.
  func at(_ pointer: String) -> Refusal { Refusal(code, rawValue, at: pointer, words) }
}
