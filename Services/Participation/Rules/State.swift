public import Contracts
public import Policy

/// What Participation knows of one stream.
///
/// `child/ID`, `survey/ID`, `promise/ID`, `returned/TOKEN`, `said/TOKEN` and `feedback/YYYY-MM` are folded from its own
/// journal; `token/TOKEN` and `promised/CHILD` are gathered from it; `known/CHILD`, `review/ID`, `conference/ID`,
/// `letter/TOKEN`, `withdrawn/SUBJECT` and `policy/current` mirror what scheduling told.
public enum ParticipationState: StreamState, Equatable {
  /// `child/ID`: what participation told of a child.
  case voice(ChildVoice)
  /// `survey/ID`: a survey.
  case survey(Survey)
  /// `promise/ID`: a promise.
  case promise(PromiseRecord)
  /// `returned/TOKEN`: the answer to the consultation of this token, or of this mark.
  case returned(ReturnedForm)
  /// `feedback/YYYY-MM`: feedback that names neither a child nor a token; `said/TOKEN`: that which came by a token.
  case feedback(FeedbackGiven)
  /// `token/TOKEN`: for which consultation of which child a token was given; also under the consultation's mark.
  case token(TokenOwner)
  /// `promised/CHILD`: what was promised to a child.
  case promised([PromiseID])
  /// `known/CHILD`: what scheduling told of a child.
  case known(KnownChild)
  /// `review/ID`, `conference/ID`: whose it is.
  case review(ChildID)
  /// `letter/TOKEN`: with which letters a token was given.
  case letter(LetterOwner)
  /// `withdrawn/SUBJECT`: which events about a child or a review were withdrawn.
  case withdrawn(WithdrawnEvents)
  /// `policy/current`: what the authority has adopted.
  case policy(AdoptedPolicy)

  /// The version of the fold. Mirrored states cannot be folded again: what was stored of them before a member came
  /// lacks it, and is read so.
  public static let version = 2
  /// Mirrored states are read as they were from the first version on.
  public static let oldestMirrored = 1
}

/// The answer to a consultation.
public struct ReturnedForm: Codable, Equatable, Sendable {
  /// When.
  let on: CivilDate
  /// By which channel it came back, where by another than it was sent.
  let channel: KebabWord?
}

/// For what a token was given.
public struct TokenOwner: Codable, Equatable, Sendable {
  let child: ChildID
  let consultation: ConsultationID
  /// The token, where this stands under the mark of the consultation, which is none.
  var token: TokenText?
}

/// With which letters a token was given: a code on the letter, by which the child can answer.
public struct LetterOwner: Codable, Equatable, Sendable {
  /// A letter of this token.
  struct Letter: Codable, Equatable {
    let event: EventMark
    let child: ChildID
    let review: ReviewID
  }

  var letters: [Letter] = []
}

/// Feedback of a month that names nobody, or that came by one token.
public struct FeedbackGiven: Codable, Equatable, Sendable {
  /// In the order in which it was told.
  var items: [Feedback] = []

  private enum CodingKeys: String, CodingKey { case items = "items" }

  /// None.
  init() {}

  /// Reads the list; what the first version stored had none.
  public init(from decoder: any Decoder) throws {
    items = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent([Feedback].self, forKey: .items) ?? []
  }
}

/// What somebody said of reviews or of the service; of the words themselves nothing.
struct Feedback: Codable, Equatable {
  let from: KebabWord
  let kind: KebabWord
  let on: CivilDate
  let about: KebabWord?

  /// What an event told.
  init(_ told: FeedbackRecorded) {
    from = told.from
    kind = told.kind
    on = told.on
    about = told.about
  }
}

// MARK: - Streams

extension StreamKey {
  /// What participation told of a child.
  static func child(_ child: ChildID) -> StreamKey { StreamKey("child", child.text) }
  /// A survey.
  static func survey(_ survey: SurveyID) -> StreamKey { StreamKey("survey", survey.text) }
  /// A promise.
  static func promise(_ promise: PromiseID) -> StreamKey { StreamKey("promise", promise.text) }
  /// The answer to the consultation of a token.
  static func returned(_ token: TokenText) -> StreamKey { StreamKey("returned", token.text) }
  /// A month's feedback that names nobody.
  static func feedback(_ day: CivilDate) -> StreamKey { StreamKey("feedback", day.yearMonth) }
  /// Feedback that came by a token.
  static func said(_ token: TokenText) -> StreamKey { StreamKey("said", token.text) }
  /// With which letters a token was given.
  static func letter(_ token: TokenText) -> StreamKey { StreamKey("letter", token.text) }
  /// Whose conference it is.
  static func conference(_ conference: ConferenceID) -> StreamKey { StreamKey("conference", conference.text) }
  /// For what a token was given.
  static func token(_ token: TokenText) -> StreamKey { StreamKey("token", token.text) }
  /// What was promised to a child.
  static func promised(_ child: ChildID) -> StreamKey { StreamKey("promised", child.text) }
  /// What scheduling told of a child.
  static func known(_ child: ChildID) -> StreamKey { StreamKey("known", child.text) }
  /// Whose review it is.
  static func review(_ review: ReviewID) -> StreamKey { StreamKey("review", review.text) }
  /// Which events about a child or a review were withdrawn.
  static func withdrawn(_ subject: String) -> StreamKey { StreamKey("withdrawn", subject) }
  /// What the authority has adopted.
  static let policy = StreamKey("policy", "current")

  /// What it is about, without the kind.
  var name: String { String(text.dropFirst(kind.utf8.count + 1)) }
}

// MARK: - Coding

extension ParticipationState: Codable {
  private enum Kind: String, Codable {
    /// What participation told of a child: at first only the codes recorded.
    case voice = "coded"
    case survey = "survey"
    case promise = "promise"
    case returned = "returned"
    case feedback = "feedback"
    case token = "token"
    case promised = "promised"
    case known = "known"
    case review = "review"
    case letter = "letter"
    case withdrawn = "withdrawn"
    case policy = "policy"
  }

  private enum Keys: String, CodingKey {
    case kind = "kind"
    case state = "state"
  }

  /// Reads {`kind`, `state`}.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    func state<State: Decodable>() throws -> State { try container.decode(State.self, forKey: .state) }
    switch try container.decode(Kind.self, forKey: .kind) {
    case .voice: self = .voice(try state())
    case .survey: self = .survey(try state())
    case .promise: self = .promise(try state())
    case .returned: self = .returned(try state())
    case .feedback: self = .feedback(try state())
    case .token: self = .token(try state())
    case .promised: self = .promised(try state())
    case .known: self = .known(try state())
    case .review: self = .review(try state())
    case .letter: self = .letter(try state())
    case .withdrawn: self = .withdrawn(try state())
    case .policy: self = .policy(try state())
    }
  }

  /// Writes {`kind`, `state`}.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    func write(_ kind: Kind, _ state: some Encodable) throws {
      try container.encode(kind, forKey: .kind)
      try container.encode(state, forKey: .state)
    }
    switch self {
    case .voice(let voice): try write(.voice, voice)
    case .survey(let survey): try write(.survey, survey)
    case .promise(let promise): try write(.promise, promise)
    case .returned(let form): try write(.returned, form)
    case .feedback(let given): try write(.feedback, given)
    case .token(let owner): try write(.token, owner)
    case .promised(let promises): try write(.promised, promises)
    case .known(let known): try write(.known, known)
    case .review(let child): try write(.review, child)
    case .letter(let owner): try write(.letter, owner)
    case .withdrawn(let events): try write(.withdrawn, events)
    case .policy(let policy): try write(.policy, policy)
    }
  }
}
