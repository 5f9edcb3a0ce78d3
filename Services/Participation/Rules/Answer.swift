import Contracts
import Policy

/// The questions that Participation answers at once.
enum ParticipationShortQuestion: String, CaseIterable {
  case participation = "participation"
  case voice = "voice"
}

/// The questions that Participation answers from a snapshot.
enum ParticipationLongQuestion: String, CaseIterable {
  case uncoded = "uncoded"
  case unheard = "unheard"
  case returns = "returns"
  case contradictions = "contradictions"
  case surveys = "surveys"
  case promises = "promises"
  case sheetsDue = "sheets-due"
  case profile = "participation-profile"
  case notTakingPart = "not-taking-part"
  case attendance = "attendance"
  case feedback = "feedback"
  case rights = "rights"
  case leadTimes = "lead-times"
  case footprint = "voice-footprint"
}

extension Participation {
  /// Answers a question about few streams.
  ///
  /// - Throws: -32002 where nothing was told of what is asked about.
  static func answer(
    _ ask: Ask, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> JSON {
    guard let question = ParticipationShortQuestion(rawValue: ask.method) else {
      preconditionFailure("the desk asks only questions of the catalogue")
    }
    return switch question {
    case .participation: try participation(ParticipationQuestion.decoded(ask.params), look)
    case .voice: try voice(VoiceQuestion.decoded(ask.params), look, moment)
    }
  }

  /// Answers a question about many streams.
  static func answerLong(
    _ ask: Ask, _ gather: Gather<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> JSON {
    guard let question = ParticipationLongQuestion(rawValue: ask.method) else {
      preconditionFailure("the desk asks only questions of the catalogue")
    }
    // Counts of children are told to whom they may be told whole; where small ones are left out, by reporting alone.
    if ask.countsAlone, gather.policy.profile(on: moment.today).figures.suppresses { throw WhyNot.smallNumbers.at("") }
    return switch question {
    case .uncoded: uncoded(try UncodedQuestion.decoded(ask.params), gather, moment)
    case .unheard: unheard(try UnheardQuestion.decoded(ask.params), gather, moment)
    case .returns: returns(try ReturnsQuestion.decoded(ask.params), gather)
    case .contradictions: contradictions(try ContradictionsQuestion.decoded(ask.params), gather)
    case .surveys: surveys(try SurveysQuestion.decoded(ask.params), gather)
    case .promises: promises(try PromisesQuestion.decoded(ask.params), gather, moment)
    case .sheetsDue: sheetsDue(try SheetsDueQuestion.decoded(ask.params), gather, moment)
    case .profile: profile(try ParticipationProfileQuestion.decoded(ask.params), gather)
    case .notTakingPart: notTakingPart(try NotTakingPartQuestion.decoded(ask.params), gather)
    case .attendance: attendance(try AttendanceQuestion.decoded(ask.params), gather)
    case .feedback: feedback(try FeedbackQuestion.decoded(ask.params), gather)
    case .rights: rights(try RightsQuestion.decoded(ask.params), gather)
    case .leadTimes: leadTimes(try LeadTimesQuestion.decoded(ask.params), gather)
    case .footprint: doneToHear(try VoiceFootprintQuestion.decoded(ask.params), gather)
    }
  }

  /// Items in one reply: at most 280 bytes each, so well below the limit of 1 MiB.
  static let pageLength = 3_000

  /// A page of items in order of their cursors: those after `after`, with the cursor of the last where more follow.
  static func page(
    _ items: [(cursor: String, item: JSON)], after: String?, length: Int = pageLength
  ) -> JSON {
    let rest = items.filter { item in after.map { item.cursor > $0 } ?? true }.sorted { $0.cursor < $1.cursor }
    let page = rest.prefix(length)
    let next = page.count < rest.count ? page.last?.cursor : nil
    return .object([("items", .array(page.map(\.item))), ("next", next.map { .string($0) })])
  }

  /// A date as it travels.
  static func text(_ day: CivilDate) -> JSON { .string(day.description) }
  /// A word or id as it travels.
  static func text(_ identifier: some Identifier) -> JSON { .string(identifier.text) }
}
