public import Contracts

/// One dispute: how it was raised, every stage it stood at, what was answered, and how it ended.
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
  /// What else was told when it was raised.
  public internal(set) var about = About()
  /// The stages at which it stood, the first where it was raised; never empty.
  public internal(set) var steps: [Step]
  /// The days on which it was referred to Cafcass, in the order in which they were told.
  public internal(set) var cafcassReferrals: [CivilDate] = []
  /// Whether it is open, or how it ended.
  public internal(set) var standing: Standing = .open
  /// The answers, in the order in which they were told.
  public internal(set) var responses: [Response] = []
  /// The days on which independent legal advice was sought, in the order in which they were told.
  public internal(set) var advice: [Advice] = []
  /// The proof that what was agreed was done; nil where there is none yet.
  public internal(set) var remedy: Remedy?
  /// The limits of which was told that they are near.
  public internal(set) var notices: [Notice] = []

  /// Everything that was told of it, in order, each with who acted: nothing is ever taken from this list.
  public internal(set) var acts: [Act] = []

  /// Something told of a dispute.
  public struct Act: Codable, Equatable, Sendable {
    /// The event's type.
    public let type: String
    /// The day on which it became known.
    public let knownOn: CivilDate
    /// Who acted; nil where nobody was named.
    public let by: ActedBy?
    /// Whether the service told it by itself, because of the clock or of what another service told.
    public let isOwn: Bool
  }

  /// What a dispute is about, beside its theme.
  public struct About: Codable, Equatable, Sendable {
    /// The kind of problem.
    public var problem: KebabWord?
    /// The court proceedings.
    public var proceedings: KebabWord?
    /// Whether it is a complaint by a child.
    public var complaint: Bool?
    /// The officer complained about.
    public var aboutOfficer: OfficerID?
    /// By what an alert was raised.
    public var cause: KebabWord?
    /// The hash of the free text.
    public var sealed: SealedHash?
    /// What was found wanting, each by itself.
    public var issues: [KebabWord]?
  }

  /// A stage reached.
  public struct Step: Codable, Equatable, Sendable {
    /// The stage.
    public let stage: KebabWord
    /// From which day.
    public let on: CivilDate
    /// What brought it there: raised, asked, clock.
    public let because: KebabWord
    /// Who was silent, where the clock brought it there.
    public var silent: KebabWord?
  }

  /// An answer.
  public struct Response: Codable, Equatable, Sendable {
    /// The stage at which the dispute stood on the day of the answer.
    public let stage: KebabWord
    /// When.
    public let on: CivilDate
    /// The answer: agreed, refused, partly, holding.
    public let response: KebabWord
    /// By which day what was agreed is to be done.
    public let actionDueOn: CivilDate?
    /// The role of the one who answered.
    public let respondent: KebabWord?
    /// Whether it came in time; nil where no limit ran.
    public let inTime: Bool?
  }

  /// Legal advice that was sought.
  public struct Advice: Codable, Equatable, Sendable {
    /// When.
    public let on: CivilDate
    /// From whom.
    public let from: KebabWord?
    /// The hash of the advice.
    public let sealed: SealedHash?
  }

  /// The proof that what was agreed was done.
  public struct Remedy: Codable, Equatable, Sendable {
    /// When.
    public let on: CivilDate
    /// What proves it.
    public let evidence: String?
    /// Whether by the day agreed.
    public let inTime: Bool?
  }

  /// A limit that was told to be near.
  public struct Notice: Codable, Equatable, Sendable {
    /// The stage.
    public let stage: KebabWord
    /// Which time runs out: stage, process.
    public let clock: KebabWord
    /// The limit.
    public let dueOn: CivilDate
  }

  /// How a dispute ended.
  public struct Ending: Codable, Equatable, Sendable {
    /// The outcome: resolved, upheld, not-upheld, withdrawn.
    public let outcome: KebabWord
    /// When.
    public let on: CivilDate
    /// When the remedy must be evidenced.
    public let remedyDueOn: CivilDate?
    /// What was agreed to be done.
    public let action: String?
    /// What changes for all children.
    public let systemChange: String?
    /// The stage at which it stood on that day.
    public let stage: KebabWord?
  }

  /// Whether a dispute is open, or how it ended.
  public enum Standing: Equatable, Sendable {
    /// It waits for an outcome.
    case open
    /// It ended.
    case ended(Ending)
  }
}

extension DisputeFile {
  /// Where it stands, or stood when it ended.
  public var step: Step {
    guard let last = steps.last else { preconditionFailure("a dispute stands at a stage") }
    return last
  }

  /// Where it stood at the end of a day.
  func step(on day: CivilDate) -> Step { steps.last { $0.on <= day } ?? steps.first ?? step }

  /// How it ended; nil while it is open.
  var ending: Ending? {
    switch standing {
    case .open: nil
    case .ended(let ending): ending
    }
  }

  /// Its author, who alone may withdraw it: the officer who raises it, else the person who told it; nil where nobody is
  /// named, and then nobody may.
  var author: String? { officer?.text ?? acts.first?.by?.id }

  /// The day on which somebody first answered.
  var firstResponseOn: CivilDate? { responses.map(\.on).min() }

  /// The day on which action was first agreed: by an answer, or by an outcome that says that there is something to do.
  var agreedOn: CivilDate? {
    let answered = responses.filter { ["agreed", "partly"].contains($0.response.text) }.map(\.on)
    let ended = ending.flatMap { ["resolved", "upheld"].contains($0.outcome.text) ? $0.on : nil }
    return (answered + [ended].compactMap(\.self)).min()
  }

  /// By which day what was agreed is to be done: as the outcome says, else the newest answer that names a day.
  var remedyDueOn: CivilDate? { ending?.remedyDueOn ?? responses.last { $0.actionDueOn != nil }?.actionDueOn }

  /// The newest day on which anybody raised or escalated it: what the clock did meanwhile apart.
  var lastAskedOn: CivilDate { steps.last { $0.because != Cause.clock.word }?.on ?? raisedOn }
}

extension DisputeFile.Standing: Codable {
  private enum Kind: String, Codable {
    case open = "open"
    case ended = "ended"
  }

  private enum Keys: String, CodingKey {
    case kind = "kind"
    case ending = "ending"
  }

  /// Reads {`kind`, `ending`?}, the last of a dispute that ended.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .open: self = .open
    case .ended: self = .ended(try container.decode(DisputeFile.Ending.self, forKey: .ending))
    }
  }

  /// Writes {`kind`, `ending`?}.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .open: try container.encode(Kind.open, forKey: .kind)
    case .ended(let ending):
      try container.encode(Kind.ended, forKey: .kind)
      try container.encode(ending, forKey: .ending)
    }
  }
}
