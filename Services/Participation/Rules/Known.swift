public import Contracts

/// What scheduling told of a child. What was withdrawn since stays, and is left out where it is looked at.
public struct KnownChild: Codable, Equatable, Sendable {
  /// The dates of birth told, each by an entry to care or by a change of what an entry told; of two from one day the
  /// one told last comes last.
  var births: [Birth] = []
  /// The reviews held, ordered by the day on which they were held.
  public internal(set) var reviews: [Held] = []

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
    /// What was kept before events were withdrawn: one date of birth.
    case dateOfBirth = "dateOfBirth"
  }

  /// A child of whom nothing is known yet.
  init() {}

  /// Reads {`births`?, `reviews`}, or {`dateOfBirth`?, `reviews`} as it was stored before.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    reviews = try container.decode([Held].self, forKey: .reviews)
    births = try container.decodeIfPresent([Birth].self, forKey: .births) ?? []
    if let before = try container.decodeIfPresent(CivilDate.self, forKey: .dateOfBirth) {
      births.insert(
        Birth(event: EventMark(number: 0), from: .earliest, dateOfBirth: before, isChange: false), at: 0)
    }
  }

  /// Writes {`births`?, `reviews`}.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if !births.isEmpty { try container.encode(births, forKey: .births) }
    try container.encode(reviews, forKey: .reviews)
  }
}

/// Which events about one child or one review were withdrawn.
public struct WithdrawnEvents: Codable, Equatable, Sendable {
  /// The events, in the order in which they were withdrawn.
  var events: [EventMark] = []

  /// Whether an event is among them.
  func holds(_ event: EventMark) -> Bool { events.contains(event) }
}

/// A number that stands for an event's source and id, so that an event kept is found again where it is withdrawn:
/// FNV-1a of 64 bits. It need only tell apart the events about one child or one review.
struct EventMark: Codable, Hashable {
  let number: Int

  /// A mark of this number.
  init(number: Int) { self.number = number }

  /// The mark of the event of this key.
  init(_ key: Event.Key) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in Array(key.source.utf8) + [0] + Array(key.id.utf8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    number = Int(truncatingIfNeeded: hash)
  }

  /// Reads the number.
  init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int.self) }

  /// Writes the number alone.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
}

extension Look<ParticipationState> {
  /// The events about a child or a review that were withdrawn.
  func withdrawn(_ subject: String) -> WithdrawnEvents {
    guard case .withdrawn(let events)? = self[.withdrawn(subject)] else { return WithdrawnEvents() }
    return events
  }

  /// Whether scheduling's word that a review was held stands.
  func stands(_ held: KnownChild.Held) -> Bool {
    held.event.map { !withdrawn(held.review.text).holds($0) } ?? true
  }
}
