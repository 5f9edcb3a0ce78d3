import Contracts

/// A booking of a review that is not held yet.
struct Booking: Codable, Equatable {
  let ordinal: Int
  let stream: ReviewStream
  let number: Int
  var on: CivilDate
  /// The day in London on which it was first made.
  let madeOn: CivilDate
  let mode: KebabWord
  var venue: String?
  var officer: OfficerID?

  private enum CodingKeys: String, CodingKey {
    case ordinal = "i"
    case stream = "s"
    case number = "n"
    case on = "d"
    case madeOn = "k"
    case mode = "m"
    case venue = "v"
    case officer = "o"
  }
}

/// An adjournment: allowed once a review (CPR 2010 reg 36(2)).
struct Adjournment: Codable, Equatable {
  let ordinal: Int
  let on: CivilDate
  let until: CivilDate

  private enum CodingKeys: String, CodingKey {
    case ordinal = "i"
    case on = "d"
    case until = "u"
  }
}

/// What the officer decided about bringing a review forward.
struct EarlyDecision: Codable, Equatable {
  /// The day in London on which it was decided.
  let on: CivilDate
  let cause: KebabWord
  /// The day by which the review must be held; nil where none is needed.
  var dueOn: CivilDate?
  /// The review that was due then.
  var ordinal: Int?

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case cause = "c"
    case dueOn = "l"
    case ordinal = "i"
  }
}

/// Work of an officer for the child between reviews.
struct WorkDone: Codable, Equatable {
  let kind: WorkKind
  let on: CivilDate
  var officer: OfficerID?
  var mode: KebabWord?
  /// Whether the child took part.
  var included: Bool?
  var purpose: KebabWord?
  /// The review it was for.
  var ordinal: Int?

  private enum CodingKeys: String, CodingKey {
    case kind = "k"
    case on = "d"
    case officer = "o"
    case mode = "m"
    case included = "c"
    case purpose = "p"
    case ordinal = "i"
  }
}

/// A paper, plan or form, and who had it when.
struct Document: Codable, Equatable {
  let kind: KebabWord
  let to: [KebabWord]
  let on: CivilDate
  var ordinal: Int?

  private enum CodingKeys: String, CodingKey {
    case kind = "k"
    case to = "t"
    case on = "d"
    case ordinal = "i"
  }
}

/// A review written as a letter.
struct Letter: Codable, Equatable {
  let on: CivilDate
  let format: KebabWord
  var heldUntil: CivilDate?

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case format = "f"
    case heldUntil = "h"
  }
}

/// What a review or a panel recommended, with owner and day.
struct Recommendation: Codable, Equatable {
  let number: Int
  /// The review that made it.
  var ordinal: Int?
  let source: KebabWord
  let owner: KebabWord
  let dueOn: CivilDate
  var closedOn: CivilDate?
  var outcome: KebabWord?

  private enum CodingKeys: String, CodingKey {
    case number = "i"
    case ordinal = "r"
    case source = "s"
    case owner = "o"
    case dueOn = "d"
    case closedOn = "c"
    case outcome = "u"
  }
}

/// A child protection conference that was held.
struct Conference: Codable, Equatable {
  let id: ConferenceID
  let isInitial: Bool
  let on: CivilDate
  /// The limit told last; nil where none was.
  var dueOn: CivilDate?
  /// The strategy discussion from which an initial one's limit counts, as told last.
  var strategyOn: CivilDate?
  /// True where the limit counts from a day that was given, so that no fact moves it; nil else.
  var isFixed: Bool?
  var distributedOn: CivilDate?
  /// True where it decided that there is no plan, or none any more; nil else.
  var isClosing: Bool?
  /// The officer who chaired it.
  var officer: OfficerID?

  private enum CodingKeys: String, CodingKey {
    case id = "i"
    case isInitial = "n"
    case on = "d"
    case dueOn = "l"
    case strategyOn = "s"
    case isFixed = "f"
    case distributedOn = "t"
    case isClosing = "x"
    case officer = "o"
  }
}

/// A form of the compliance tool that was completed.
struct Audit: Codable, Equatable {
  let form: KebabWord
  let on: CivilDate
  /// The review it was for.
  var ordinal: Int?
  var conference: ConferenceID?
  /// The items that were not met.
  let failed: [KebabWord]

  private enum CodingKeys: String, CodingKey {
    case form = "f"
    case on = "d"
    case ordinal = "i"
    case conference = "c"
    case failed = "x"
  }
}
/// The kinds of work of an officer for a child between reviews.
enum WorkKind: String, CaseIterable {
  case preDiscussion = "pre-discussion"
  case visit = "visit"
  case oversight = "oversight"
  case contact = "contact"
  case midwayReview = "midway-review"
}

extension WorkKind: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let kind = WorkKind(rawValue: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a kind of work")
    }
    self = kind
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
