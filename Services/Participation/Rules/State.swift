public import Contracts

/// What Participation knows of one stream.
///
/// `child/ID` and `survey/ID` are folded from its own journal; `known/CHILD`, `review/ID` and `withdrawn/SUBJECT`
/// mirror what scheduling told.
public enum ParticipationState: StreamState {
  /// `child/ID`: the codes recorded for a child's reviews.
  case coded(CodedReviews)
  /// `survey/ID`: a survey that is open.
  case survey(Survey)
  /// `known/CHILD`: what scheduling told of a child.
  case known(KnownChild)
  /// `review/ID`: whose review it is.
  case review(ChildID)
  /// `withdrawn/SUBJECT`: which events about a child or a review were withdrawn.
  case withdrawn(WithdrawnEvents)

  /// The version of the fold.
  public static let version = 1
}

/// The participation codes recorded for one child.
public struct CodedReviews: Codable, Equatable, Sendable {
  /// The latest record of each review, in the order in which they were first recorded.
  public var reviews: [Record] = []

  /// How the child took part in one review.
  public struct Record: Codable, Equatable, Sendable {
    /// The review.
    public let review: ReviewID
    /// The day for which it was recorded.
    public let reviewOn: CivilDate
    /// The code.
    public let code: ParticipationCode
    /// How much of the review the child chaired: none, part, full; nil where nothing was said.
    public let chairing: KebabWord?
    /// From what the code follows.
    public let evidence: [KebabWord]
    /// Why a code that contradicts the facts, or an earlier record, is right.
    public let reason: String?
  }

  /// The record of `review`; nil where none was made.
  public subscript(review: ReviewID) -> Record? { reviews.first { $0.review == review } }

  /// Puts `record` in the place of an earlier one of the same review.
  mutating func keep(_ record: Record) {
    if let index = reviews.firstIndex(where: { $0.review == record.review }) {
      reviews[index] = record
    } else {
      reviews.append(record)
    }
  }
}

/// A survey that is open. Its answers stand in the journal; here they are only counted.
public struct Survey: Codable, Equatable, Sendable {
  /// The questions it was opened with; empty where an answer opened it, and any question may be answered.
  public let questions: [KebabWord]
  /// How many people's answers were recorded.
  public var answers: Int
}

// MARK: - The fold of the service's own journal

/// The events that Participation itself tells.
enum ParticipationEvent: String, CaseIterable {
  case participationRecorded = "participation-recorded"
  case surveyOpened = "survey-opened"
  case surveyAnswered = "survey-answered"

  /// The kind of an event of the service's own journal.
  init(_ event: Event) {
    guard let known = ParticipationEvent(rawValue: event.type) else {
      preconditionFailure("this journal never told \(event.type)")
    }
    self = known
  }
}

extension Participation {
  /// The stream that an event of the service's own journal is about.
  static func stream(_ event: Event) -> StreamKey {
    switch ParticipationEvent(event) {
    case .participationRecorded: StreamKey.child(told(ParticipationRecorded.self, event).child)
    case .surveyOpened: StreamKey.survey(told(SurveyOpened.self, event).survey)
    case .surveyAnswered: StreamKey.survey(told(SurveyAnswered.self, event).survey)
    }
  }

  /// Folds one event of the service's own journal into the state of its stream.
  static func evolve(_ state: inout ParticipationState?, _ event: Event) {
    switch ParticipationEvent(event) {
    case .participationRecorded:
      let recorded = told(ParticipationRecorded.self, event)
      var coded = CodedReviews()
      if case .coded(let before)? = state { coded = before }
      coded.keep(
        CodedReviews.Record(
          review: recorded.review, reviewOn: recorded.reviewOn, code: recorded.code, chairing: recorded.chairing,
          evidence: recorded.evidence, reason: recorded.reason))
      state = .coded(coded)
    case .surveyOpened:
      state = .survey(Survey(questions: told(SurveyOpened.self, event).questions, answers: 0))
    case .surveyAnswered:
      guard case .survey(var survey)? = state else { preconditionFailure("a survey was answered before it was opened") }
      survey.answers += 1
      state = .survey(survey)
    }
  }

  private static func told<Told: Message>(_ type: Told.Type, _ event: Event) -> Told {
    do {
      return try Told.of(event)
    } catch {
      preconditionFailure("this journal told an unreadable \(event.type)")
    }
  }
}

// MARK: - Streams

extension StreamKey {
  /// The codes recorded for a child.
  static func child(_ child: ChildID) -> StreamKey { StreamKey("child", child.text) }
  /// A survey.
  static func survey(_ survey: SurveyID) -> StreamKey { StreamKey("survey", survey.text) }
  /// What scheduling told of a child.
  static func known(_ child: ChildID) -> StreamKey { StreamKey("known", child.text) }
  /// Whose review it is.
  static func review(_ review: ReviewID) -> StreamKey { StreamKey("review", review.text) }
  /// Which events about a child or a review were withdrawn.
  static func withdrawn(_ subject: String) -> StreamKey { StreamKey("withdrawn", subject) }
}

// MARK: - Coding

extension ParticipationState: Codable {
  private enum Kind: String, Codable {
    case coded = "coded"
    case survey = "survey"
    case known = "known"
    case review = "review"
    case withdrawn = "withdrawn"
  }

  private enum Keys: String, CodingKey {
    case kind = "kind"
    case state = "state"
  }

  /// Reads {`kind`, `state`}.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .coded: self = .coded(try container.decode(CodedReviews.self, forKey: .state))
    case .survey: self = .survey(try container.decode(Survey.self, forKey: .state))
    case .known: self = .known(try container.decode(KnownChild.self, forKey: .state))
    case .review: self = .review(try container.decode(ChildID.self, forKey: .state))
    case .withdrawn: self = .withdrawn(try container.decode(WithdrawnEvents.self, forKey: .state))
    }
  }

  /// Writes {`kind`, `state`}.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .coded(let coded):
      try container.encode(Kind.coded, forKey: .kind)
      try container.encode(coded, forKey: .state)
    case .survey(let survey):
      try container.encode(Kind.survey, forKey: .kind)
      try container.encode(survey, forKey: .state)
    case .known(let known):
      try container.encode(Kind.known, forKey: .kind)
      try container.encode(known, forKey: .state)
    case .review(let child):
      try container.encode(Kind.review, forKey: .kind)
      try container.encode(child, forKey: .state)
    case .withdrawn(let events):
      try container.encode(Kind.withdrawn, forKey: .kind)
      try container.encode(events, forKey: .state)
    }
  }
}
