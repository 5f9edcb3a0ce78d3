import Contracts

/// One child's periods of care with what was told of each, and the review that is due next.
public struct ChildTimetable: Codable, Equatable, Sendable {
  let child: ChildID
  /// The periods of care in order of entry; never empty, no two entered on one day.
  var periods: [CarePeriod]
  /// The review that is due next, always of the last period; nil out of care or where its limit is not known.
  var open: OpenReview?
  /// How many reviews have an id; the next is this plus one.
  var named = 0

  private enum CodingKeys: String, CodingKey {
    case child = "c"
    case periods = "p"
    case open = "o"
    case named = "n"
  }

  /// The id of the review of this ordinal, such as `C00417-R3`.
  func id(_ ordinal: Int) -> ReviewID {
    guard let id = ReviewID("\(child)-R\(ordinal)") else { preconditionFailure("a child's id and a number are an id") }
    return id
  }

  /// The child in whose name a review's id is given; nil where it is no such id.
  static func child(of review: ReviewID) -> ChildID? {
    guard let hyphen = review.text.lastIndex(of: "-") else { return nil }
    return ChildID(String(review.text[..<hyphen]))
  }

  /// The ordinal of a review's id; nil where it is not one of this child.
  func ordinal(_ review: ReviewID) -> Int? {
    guard let digits = review.text.split(separator: "R").last, let ordinal = Int(digits), ordinal > 0,
      review.text == "\(child)-R\(ordinal)"
    else { return nil }
    return ordinal
  }

  /// The place of the period of care that holds a day, its first and last day included; where one ends on the day on
  /// which the next begins, the next.
  func period(on day: CivilDate) -> Int? {
    periods.lastIndex { $0.enteredOn <= day && day <= $0.leftOn ?? .latest }
  }

  /// The place of the period of care that a leaving on `day` ends: the first that is open, began by then, and is not
  /// followed by one that began before `day`. So a leaving that is told after the next entry ends the earlier period.
  func periodLeft(on day: CivilDate) -> Int? {
    periods.indices.first { index in
      periods[index].leftOn == nil && periods[index].enteredOn <= day
        && (index + 1 == periods.count || day <= periods[index + 1].enteredOn)
    }
  }

  /// Whether the child is in care now, as far as told.
  var isInCare: Bool { periods.last.map { $0.leftOn == nil } ?? false }

  /// The review held of this ordinal: the places of its period and of itself.
  func held(_ ordinal: Int) -> (period: Int, review: Int)? {
    for (period, care) in periods.enumerated() {
      if let review = care.reviews.firstIndex(where: { $0.ordinal == ordinal }) { return (period, review) }
    }
    return nil
  }
}

/// A period of care: from becoming looked after to ceasing to be.
struct CarePeriod: Codable, Equatable {
  let enteredOn: CivilDate
  var leftOn: CivilDate?
  /// Legal statuses from a day, in order of day; of two on one day the one told last comes last and rules.
  var statuses: [StatusFrom]
  /// Placements from a day, in the same order.
  var placements: [PlacementFrom]
  /// Allocations from a day, in the same order.
  var allocations: [AllocationFrom] = []
  /// Reviews held, in order of first meeting.
  var reviews: [HeldReview] = []

  private enum CodingKeys: String, CodingKey {
    case enteredOn = "e"
    case leftOn = "l"
    case statuses = "s"
    case placements = "p"
    case allocations = "a"
    case reviews = "r"
  }
}

/// A legal status and the first day on which it held.
struct StatusFrom: Codable, Equatable {
  let on: CivilDate
  let status: LegalStatus

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case status = "s"
  }
}

/// A placement type and the first day on which it held.
struct PlacementFrom: Codable, Equatable {
  let on: CivilDate
  let type: PlacementType

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case type = "t"
  }
}

/// An officer and the first day of the allocation.
struct AllocationFrom: Codable, Equatable {
  let on: CivilDate
  let officer: OfficerID

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case officer = "o"
  }
}

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
  /// True once its passing was told, and from the start where the limit was past when it became known: such a one is
  /// listed by `overdue` and not alerted.
  var isQuiet: Bool

  private enum CodingKeys: String, CodingKey {
    case ordinal = "i"
    case stream = "s"
    case number = "n"
    case limit = "d"
    case isQuiet = "q"
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
  var recordCompletedOn: CivilDate?

  private enum CodingKeys: String, CodingKey {
    case ordinal = "i"
    case stream = "s"
    case number = "n"
    case meetings = "m"
    case completedOn = "c"
    case limit = "d"
    case recordCompletedOn = "r"
  }

  /// The first meeting's day, on which timeliness is tested and from which the next limit runs (`domain.md` §8.1).
  var heldOn: CivilDate { meetings.first ?? completedOn }

  /// Held on or before its limit; nil where that is not known.
  var isInTimescale: Bool? { limit.map { heldOn <= $0.dueOn } }

  /// Whether it met, or was completed, on a day.
  func met(on day: CivilDate) -> Bool { completedOn == day || meetings.contains(day) }
}
