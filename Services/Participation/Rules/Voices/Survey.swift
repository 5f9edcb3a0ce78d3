public import Contracts

/// A survey. Its answers stand in the journal; here they are only counted.
public struct Survey: Codable, Equatable, Sendable {
  /// The questions it was opened with; empty where an answer opened it, and any question may be answered.
  public let questions: [KebabWord]
  /// How many people's answers were recorded.
  public var answers: Int
  /// Its first day, where one was given.
  var opensOn: CivilDate?
  /// Its last day, where one was given.
  var closesOn: CivilDate?
  /// How many people gave which answer to which question; nil where none was counted so.
  var counts: [String: [String: Int]]?
  /// The day of the first answer.
  var firstOn: CivilDate?
  /// The children who answered; nil where none did.
  var children: [ChildID]?

  /// Counts one person's answers.
  mutating func count(_ answered: SurveyAnswered) {
    answers += 1
    firstOn = min(firstOn ?? answered.on, answered.on)
    if let child = answered.child { children = (children ?? []) + [child] }
    for answer in answered.answers {
      counts = counts ?? [:]
      counts?[answer.question.text, default: [:]][answer.answer.text, default: 0] += 1
    }
  }
}

/// A promise, and what became of it.
public struct PromiseRecord: Codable, Equatable, Sendable {
  let made: Made
  /// When it was kept or dropped.
  var closedOn: CivilDate?
  /// What became of it: kept or dropped.
  var outcome: KebabWord?
  /// By what it is seen.
  var proof: String?
  /// Whether it was told that it is late.
  var isToldLate: Bool?

  /// What was promised.
  struct Made: Codable, Equatable {
    let child: ChildID?
    let survey: SurveyID?
    let to: KebabWord
    let words: String
    let owner: KebabWord
    let dueOn: CivilDate
    let on: CivilDate
  }
}
