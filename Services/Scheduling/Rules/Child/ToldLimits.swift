import Contracts

/// A limit that was told, on both clocks, with its reason.
struct ReviewLimit: Codable, Equatable {
  let dueOn: CivilDate
  /// The authority's own limit, where it is earlier.
  let localDueOn: CivilDate?
  let because: Because

  /// A limit of these parts.
  init(dueOn: CivilDate, localDueOn: CivilDate?, because: Because) {
    self.dueOn = dueOn
    self.localDueOn = localDueOn
    self.because = because
  }

  /// Reads a stored limit: a list of both days, the local one empty where there is none, and of the reason's members.
  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    dueOn = try list.decode(CivilDate.self)
    localDueOn = CivilDate(try list.decode(String.self))
    let rule = try list.decode(String.self)
    let source = try list.decode(String.self)
    let anchor = try list.decode(CivilDate.self)
    let calendar = try list.decode(String.self)
    var skipped: [CivilDate] = []
    while !list.isAtEnd { skipped.append(try list.decode(CivilDate.self)) }
    because = Because(rule: rule, source: source, anchor: anchor, calendar: calendar, skipped: skipped)
  }

  /// Writes the limit as that list.
  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(dueOn.description)
    try list.encode(localDueOn?.description ?? "")
    try list.encode(because.rule)
    try list.encode(because.source)
    try list.encode(because.anchor.description)
    try list.encode(because.calendar)
    for day in because.skipped { try list.encode(day.description) }
  }
}

/// The review that is due next.
struct OpenReview: Codable, Equatable {
  let ordinal: Int
  let stream: ReviewStream
  let number: Int
  let limit: ReviewLimit

  private enum CodingKeys: String, CodingKey {
    case ordinal = "i"
    case stream = "s"
    case number = "n"
    case limit = "d"
  }
}

/// A review that was held.
struct HeldReview: Codable, Equatable {
  let ordinal: Int
  var stream: ReviewStream
  var number: Int
  let meetings: [CivilDate]
  let completedOn: CivilDate
  /// Its limit; nil where the calendar did not know it.
  var limit: ReviewLimit?
  let mode: KebabWord
  let officer: OfficerID?
  /// When its decisions were sent.
  var decisionsOn: CivilDate?
  var recordCompletedOn: CivilDate?
  /// When the record was first distributed.
  var distributedOn: CivilDate?
  /// Letters written of it, in order of issue; nil where there is none.
  var letters: [Letter]?

  private enum CodingKeys: String, CodingKey {
    case ordinal = "i"
    case stream = "s"
    case number = "n"
    case meetings = "m"
    case completedOn = "c"
    case limit = "d"
    case mode = "o"
    case officer = "w"
    case decisionsOn = "e"
    case recordCompletedOn = "r"
    case distributedOn = "t"
    case letters = "l"
  }

  /// The first meeting's day, on which timeliness is tested and from which the next limit runs (`domain.md` §8.1).
  var heldOn: CivilDate { meetings.first ?? completedOn }

  /// Held on or before its limit; nil where that is not known.
  var isInTimescale: Bool? { limit.map { heldOn <= $0.dueOn } }

  /// Whether it met, or was completed, on a day.
  func met(on day: CivilDate) -> Bool { completedOn == day || meetings.contains(day) }
}
