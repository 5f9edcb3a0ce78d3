public import Contracts
public import Policy

/// What Disputes knows of one stream.
///
/// `dispute/ID` is folded from its own journal; `policy/current` mirrors what scheduling told.
public enum DisputesState: StreamState {
  /// `dispute/ID`: one dispute and its history.
  case dispute(DisputeFile)
  /// `policy/current`: the profiles that the authority adopted.
  case policy(AdoptedProfiles)

  /// The version of the fold.
  public static let version = 1
}

/// One dispute: how it was raised, every stage it stood at, and how it ended.
public struct DisputeFile: Codable, Equatable, Sendable {
  /// The dispute.
  public let dispute: DisputeID
  /// How it was raised: alert, informal, formal, themed.
  public let kind: KebabWord
  /// The children it concerns.
  public let children: [ChildID]
  /// What it is about.
  public let theme: KebabWord
  /// The team challenged.
  public let team: KebabWord?
  /// When it was raised.
  public let raisedOn: CivilDate
  /// Who raised it.
  public let officer: OfficerID?
  /// The stages at which it stood, the first where it was raised; never empty.
  public var steps: [Step]
  /// The days on which it was referred to Cafcass, in the order in which they were told.
  public var cafcassReferrals: [CivilDate]
  /// Whether it is open, or how it ended.
  public var standing: Standing

  /// A stage reached.
  public struct Step: Codable, Equatable, Sendable {
    /// The stage.
    public let stage: KebabWord
    /// From which day.
    public let on: CivilDate
    /// What brought it there: raised, asked, clock.
    public let because: KebabWord
  }

  /// Whether a dispute is open, or how it ended.
  public enum Standing: Equatable, Sendable {
    /// It waits for an outcome.
    case open
    /// It ended with an outcome on a day; the remedy, if there is one, must be evidenced by another.
    case ended(outcome: KebabWord, on: CivilDate, remedyDueOn: CivilDate?)
  }

  /// Where it stands, or stood when it ended.
  public var step: Step {
    guard let last = steps.last else { preconditionFailure("a dispute stands at a stage") }
    return last
  }
}

/// The profiles that an authority adopted, ordered by the day from which each holds.
public struct AdoptedProfiles: Codable, Equatable, Sendable {
  /// The adoptions; of two from the same day the later told comes later.
  public var adoptions: [Adoption] = []

  /// A profile and the first day on which it holds.
  public struct Adoption: Codable, Equatable, Sendable {
    /// The first day.
    public let from: CivilDate
    /// The profile.
    public let profile: Profile
  }

  /// Adds a profile that holds from `from`.
  mutating func adopt(_ profile: Profile, from: CivilDate) {
    let place = adoptions.firstIndex { $0.from > from } ?? adoptions.endIndex
    adoptions.insert(Adoption(from: from, profile: profile), at: place)
  }

  /// The ladder that holds on `day`; nil where no profile holds then, or it has none.
  public func ladder(on day: CivilDate) -> Ladder? { adoptions.last { $0.from <= day }?.profile.ladder }
}

// MARK: - The fold of the service's own journal

/// The events that Disputes itself tells.
enum DisputesEvent: String, CaseIterable {
  case raised = "dispute-raised"
  case escalated = "dispute-escalated"
  case resolved = "dispute-resolved"
  case referredToCafcass = "referred-to-cafcass"

  /// The kind of an event of the service's own journal.
  init(_ event: Event) {
    guard let known = DisputesEvent(rawValue: event.type) else {
      preconditionFailure("this journal never told \(event.type)")
    }
    self = known
  }
}

extension Disputes {
  /// The stream that an event of the service's own journal is about.
  static func stream(_ event: Event) -> StreamKey {
    switch DisputesEvent(event) {
    case .raised: .dispute(told(DisputeRaised.self, event).dispute)
    case .escalated: .dispute(told(DisputeEscalated.self, event).dispute)
    case .resolved: .dispute(told(DisputeResolved.self, event).dispute)
    case .referredToCafcass: .dispute(told(ReferredToCafcass.self, event).dispute)
    }
  }

  /// Folds one event of the service's own journal into the state of its stream.
  static func evolve(_ state: inout DisputesState?, _ event: Event) {
    switch DisputesEvent(event) {
    case .raised:
      let raised = told(DisputeRaised.self, event)
      state = .dispute(
        DisputeFile(
          dispute: raised.dispute, kind: raised.kind, children: raised.children, theme: raised.theme, team: raised.team,
          raisedOn: raised.raisedOn, officer: raised.officer,
          steps: [DisputeFile.Step(stage: raised.stage, on: raised.raisedOn, because: Cause.raised.word)],
          cafcassReferrals: [], standing: .open))
    case .escalated:
      let escalated = told(DisputeEscalated.self, event)
      change(&state) { file in
        file.steps.append(
          DisputeFile.Step(stage: escalated.stage, on: escalated.on, because: escalated.because))
      }
    case .resolved:
      let resolved = told(DisputeResolved.self, event)
      change(&state) { file in
        file.standing = .ended(outcome: resolved.outcome, on: resolved.on, remedyDueOn: resolved.remedyDueOn)
      }
    case .referredToCafcass:
      let referred = told(ReferredToCafcass.self, event)
      change(&state) { $0.cafcassReferrals.append(referred.on) }
    }
  }

  private static func change(_ state: inout DisputesState?, _ change: (inout DisputeFile) -> Void) {
    guard case .dispute(var file)? = state else { preconditionFailure("a dispute is raised before all else") }
    change(&file)
    state = .dispute(file)
  }

  private static func told<Told: Message>(_ type: Told.Type, _ event: Event) -> Told {
    do {
      return try Told.of(event)
    } catch {
      preconditionFailure("this journal told an unreadable \(event.type)")
    }
  }
}

/// What brings a dispute to a stage.
enum Cause: String {
  case raised = "raised"
  case asked = "asked"
  case clock = "clock"

  /// The word as it travels.
  var word: KebabWord {
    guard let word = KebabWord(rawValue) else { preconditionFailure("\(rawValue) is not a word") }
    return word
  }
}

// MARK: - Streams

extension StreamKey {
  /// A dispute.
  static func dispute(_ dispute: DisputeID) -> StreamKey { StreamKey("dispute", dispute.text) }
  /// The profiles that the authority adopted.
  static let policy = StreamKey("policy", "current")
}

// MARK: - Coding

extension DisputesState: Codable {
  private enum Kind: String, Codable {
    case dispute = "dispute"
    case policy = "policy"
  }

  private enum Keys: String, CodingKey {
    case kind = "kind"
    case state = "state"
  }

  /// Reads {`kind`, `state`}.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .dispute: self = .dispute(try container.decode(DisputeFile.self, forKey: .state))
    case .policy: self = .policy(try container.decode(AdoptedProfiles.self, forKey: .state))
    }
  }

  /// Writes {`kind`, `state`}.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .dispute(let file):
      try container.encode(Kind.dispute, forKey: .kind)
      try container.encode(file, forKey: .state)
    case .policy(let policy):
      try container.encode(Kind.policy, forKey: .kind)
      try container.encode(policy, forKey: .state)
    }
  }
}

extension DisputeFile.Standing: Codable {
  private enum Kind: String, Codable {
    case open = "open"
    case ended = "ended"
  }

  private enum Keys: String, CodingKey {
    case kind = "kind"
    case outcome = "outcome"
    case on = "on"
    case remedyDueOn = "remedyDueOn"
  }

  /// Reads {`kind`, `outcome`, `on`, `remedyDueOn`?}, the last three of a dispute that ended.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .open: self = .open
    case .ended:
      self = .ended(
        outcome: try container.decode(KebabWord.self, forKey: .outcome),
        on: try container.decode(CivilDate.self, forKey: .on),
        remedyDueOn: try container.decodeIfPresent(CivilDate.self, forKey: .remedyDueOn))
    }
  }

  /// Writes {`kind`, `outcome`, `on`, `remedyDueOn`?}.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .open: try container.encode(Kind.open, forKey: .kind)
    case .ended(let outcome, let on, let remedyDueOn):
      try container.encode(Kind.ended, forKey: .kind)
      try container.encode(outcome, forKey: .outcome)
      try container.encode(on, forKey: .on)
      try container.encodeIfPresent(remedyDueOn, forKey: .remedyDueOn)
    }
  }
}
