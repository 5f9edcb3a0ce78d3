import Contracts
import Policy

/// The tracks on which a child's reviews run beside one another: each has its own next review.
enum ReviewTrack: CaseIterable {
  /// Reviews of a child in care, of whichever clock applies.
  case care
  /// Reviews that go on after care.
  case afterCare
  /// Child protection conferences.
  case protection
  /// Reviews that a court directed.
  case court
  /// Reviews of a child to be adopted from or to another country.
  case intercountry
}

extension ReviewStream {
  /// The track on which the stream runs.
  var track: ReviewTrack {
    switch self {
    case .lookedAfter, .shortBreaks, .authorityToPlace, .placedForAdoption: .care
    case .postCare: .afterCare
    case .childProtection: .protection
    case .courtDirected: .court
    case .intercountryAdoption: .intercountry
    }
  }
}

/// The cadence of a stream of reviews in care, declared: its limits, where the first begins, and which reviews before
/// count as its own.
struct Cadence {
  /// From which day the first limit runs.
  enum Begin {
    /// From the day on which this clock began to run.
    case thisClock
    /// From the day on which the agency first had authority to place, also by placing.
    case firstAuthority
    /// From the first day on which the full regulations applied, short breaks apart.
    case fullRegulations
  }

  /// Which of the reviews before count.
  enum Counted {
    /// Those held since this clock began to run.
    case sinceThisClock
    /// Those held under either adoption clock.
    case underAdoption
    /// All but those of short breaks.
    case butShortBreaks
    /// All.
    case all
  }

  /// Which stream.
  let stream: ReviewStream
  /// The limits of its first, second … review; the last goes on.
  let limits: [Limit]
  /// From which day the first runs; a later one runs from the review before.
  let begin: Begin
  /// Which reviews before make a review the second or a later one.
  let counted: Counted
  /// Whether the clock that ran before goes on beside it until its own first review: the earlier limit then rules
  /// (`domain.md` §8.3).
  let keepsClockBefore: Bool
  /// The limit of a review after a child returned from a placement on another clock; nil where none is set.
  let afterReturn: Limit?

  /// The cadences in care (`domain.md` §1.1).
  ///
  /// - Looked after, CPR 2010 reg 33: 20 working days from becoming looked after, 3 months after that review, then 6
  ///   months after each. Reviews under the adoption clocks count; the regulations apply anew when short breaks end.
  /// - Short breaks, CPR 2010 reg 48: 3 months after the first break, then 6 months after each review.
  /// - Authority to place, AAR 2005 reg 36(1): 3 months after first having it, then 6 months after each review; a child
  ///   returned to the agency within 6 weeks, reg 36(8).
  /// - Placed for adoption, AAR 2005 reg 36(3): 4 weeks after the placement, 3 months after that review, then 6 months.
  static let inCare: [Cadence] = [
    Cadence(
      stream: .lookedAfter, limits: [.firstReview, .secondReview, .laterReview], begin: .fullRegulations,
      counted: .butShortBreaks, keepsClockBefore: false, afterReturn: nil),
    Cadence(
      stream: .shortBreaks, limits: [.shortBreaksFirstReview, .shortBreaksLaterReview], begin: .thisClock,
      counted: .all, keepsClockBefore: false, afterReturn: nil),
    Cadence(
      stream: .authorityToPlace, limits: [.authorityToPlaceFirstReview, .authorityToPlaceLaterReview],
      begin: .firstAuthority, counted: .underAdoption, keepsClockBefore: true, afterReturn: .returnedChildReview),
    Cadence(
      stream: .placedForAdoption, limits: [.placedFirstReview, .placedSecondReview, .placedLaterReview],
      begin: .thisClock, counted: .sinceThisClock, keepsClockBefore: true, afterReturn: nil),
  ]

  /// The cadence of a stream in care.
  static func of(_ stream: ReviewStream) -> Cadence {
    guard let cadence = inCare.first(where: { $0.stream == stream }) else {
      preconditionFailure("no period of care runs on the clock \(stream.rawValue)")
    }
    return cadence
  }

  /// The limit of review number 1, 2, 3 ….
  func limit(_ number: Int) -> Limit { limits[min(number, limits.count) - 1] }

  /// Which clock applies: placed for adoption (A3 to A6) before short breaks (V3, V4), these before authority to place
  /// (E1, D1); all else is the ordinary clock (`domain.md` §1.1).
  static func stream(_ status: LegalStatus?, _ placement: PlacementType?) -> ReviewStream {
    if placement?.isForAdoption == true { return .placedForAdoption }
    if status?.isShortBreaks == true { return .shortBreaks }
    return status?.isAuthorityToPlace == true ? .authorityToPlace : .lookedAfter
  }
}
