public import Contracts

/// What scheduling told of a child. What was withdrawn since stays, and is left out where it is looked at.
public struct KnownChild: Codable, Equatable, Sendable {
  /// The dates of birth told, each by an entry to care or by a change of what an entry told; of two from one day the
  /// one told last comes last.
  var births: [Birth] = []
  /// The reviews held, ordered by the day on which they were held.
  public internal(set) var reviews: [Held] = []
  /// The reviews that are to come, and those that came: each with its limit and its bookings.
  var coming: [Coming] = []
  /// The days on which the child left care.
  var leavings: [Day] = []
  /// The officers to whom the child was allocated.
  var officers: [Allocation] = []
  /// The days on which the officer saw the child between reviews.
  var seen: [Day] = []
  /// The complaints that the child made, as another system told them.
  var complaints: [Complaint] = []
  /// The child's needs, as they were told; the last list that stands holds.
  var needs: [Needs] = []
  /// The letters that can be answered.
  var letters: [Letter] = []
  /// The conferences about the child.
  var conferences: [Meeting] = []

  /// A date of birth that was told.
  struct Birth: Codable, Equatable {
    /// The event that told it.
    let event: EventMark
    /// From which day it was told.
    let from: CivilDate
    /// The date of birth.
    let dateOfBirth: CivilDate
    /// Whether it changed what an entry told, and so comes before any entry.
    let isChange: Bool

    private enum CodingKeys: String, CodingKey {
      case event = "e"
      case from = "f"
      case dateOfBirth = "b"
      case isChange = "c"
    }
  }

  /// A review that was held.
  public struct Held: Codable, Equatable, Sendable {
    /// The review.
    public let review: ReviewID
    /// Which clock it was held under.
    public let stream: ReviewStream
    /// The days on which it met.
    public let meetings: [CivilDate]
    /// The first meeting's day.
    public let heldOn: CivilDate
    /// The day on which it was complete.
    public let completedOn: CivilDate
    /// The event that told it; nil where it was kept before events were withdrawn.
    let event: EventMark?
    /// The day on which it was told; nil where it was kept before that was noted.
    let told: CivilDate?

    /// Whether `day` names this review: a meeting's day, or that on which it was complete (`protocol.md` §5).
    func has(day: CivilDate) -> Bool { day == completedOn || day == heldOn || meetings.contains(day) }
  }

  /// The review of this id; nil where scheduling told of none.
  public subscript(review: ReviewID) -> Held? { reviews.first { $0.review == review } }

  /// Puts `held` in the place of what was told of the same review before.
  mutating func keep(_ held: Held) {
    reviews.removeAll { $0.review == held.review }
    reviews.append(held)
    reviews.sort { ($0.heldOn, $0.review) < ($1.heldOn, $1.review) }
  }

  /// Adds a date of birth, behind all of the same day.
  mutating func keep(_ birth: Birth) {
    births.insert(birth, at: births.lastIndex { $0.from <= birth.from }.map { $0 + 1 } ?? 0)
  }

  /// The date of birth, without what was withdrawn; nil where none stands.
  func dateOfBirth(without withdrawn: WithdrawnEvents) -> CivilDate? {
    let standing = births.filter { !withdrawn.holds($0.event) }
    return (standing.last { $0.isChange } ?? standing.last)?.dateOfBirth
  }

  // MARK: Coding

  private enum CodingKeys: String, CodingKey {
    case births = "births"
    case reviews = "reviews"
    case coming = "coming"
    case leavings = "leavings"
    case officers = "officers"
    case seen = "seen"
    case complaints = "complaints"
    case needs = "needs"
    case letters = "letters"
    case conferences = "conferences"
    /// What was kept before events were withdrawn: one date of birth.
    case dateOfBirth = "dateOfBirth"
  }

  /// A child of whom nothing is known yet.
  init() {}

  /// Reads the lists that stand there, or {`dateOfBirth`?, `reviews`} as it was stored at first.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func list<Kept: Decodable>(_ key: CodingKeys) throws -> [Kept] {
      try container.decodeIfPresent([Kept].self, forKey: key) ?? []
    }
    reviews = try container.decode([Held].self, forKey: .reviews)
    births = try list(.births)
    coming = try list(.coming)
    leavings = try list(.leavings)
    officers = try list(.officers)
    seen = try list(.seen)
    complaints = try list(.complaints)
    needs = try list(.needs)
    letters = try list(.letters)
    conferences = try list(.conferences)
    if let before = try container.decodeIfPresent(CivilDate.self, forKey: .dateOfBirth) {
      births.insert(
        Birth(event: EventMark(number: 0), from: .earliest, dateOfBirth: before, isChange: false), at: 0)
    }
  }

  /// Writes {`reviews`} and the other lists that are not empty.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func write(_ list: [some Encodable], _ key: CodingKeys) throws {
      if !list.isEmpty { try container.encode(list, forKey: key) }
    }
    try write(births, .births)
    try container.encode(reviews, forKey: .reviews)
    try write(coming, .coming)
    try write(leavings, .leavings)
    try write(officers, .officers)
    try write(seen, .seen)
    try write(complaints, .complaints)
    try write(needs, .needs)
    try write(letters, .letters)
    try write(conferences, .conferences)
  }
}
