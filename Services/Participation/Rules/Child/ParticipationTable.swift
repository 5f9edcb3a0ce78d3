import Contracts

/// What was said of how a child took part; nil where nothing was said.
struct ParticipationFacts {
  var attended: Bool?
  var spoke: Bool?
  var advocate: Bool?
  var symbols: Bool?
  var viewsConveyed: Bool?

  /// Whether anything was said at all.
  var areSaid: Bool { !evidence.isEmpty }

  /// What was said, each fact in a word.
  var evidence: [Evidence] {
    let said: [(Bool?, Evidence, Evidence)] = [
      (attended, .attended, .notAttended), (spoke, .spoke, .notSpoke), (advocate, .advocate, .noAdvocate),
      (symbols, .symbols, .noSymbols), (viewsConveyed, .viewsConveyed, .viewsNotConveyed),
    ]
    return said.compactMap { fact, yes, no in fact.map { $0 ? yes : no } }
  }
}

/// From what a participation code follows, as `participation-recorded` tells it.
enum Evidence: String {
  case underFour = "under-four"
  case attended = "attended"
  case notAttended = "not-attended"
  case spoke = "spoke"
  case notSpoke = "not-spoke"
  case advocate = "advocate"
  case noAdvocate = "no-advocate"
  case symbols = "symbols"
  case noSymbols = "no-symbols"
  case viewsConveyed = "views-conveyed"
  case viewsNotConveyed = "views-not-conveyed"
  case codeGiven = "code-given"

  /// The word as it travels.
  var word: KebabWord {
    guard let word = KebabWord(rawValue) else { preconditionFailure("\(rawValue) is not a word") }
    return word
  }
}

/// Where a day lies to a child's fourth birthday.
///
/// Source: SSDA903 rules 440 and 441, which tolerate either kind of code on the birthday itself.
enum AgeAtReview {
  /// Before the fourth birthday: PN0 and nothing else.
  case underFour
  /// The fourth birthday: the child is four, so PN1 to PN7; PN0 passes the return's rules all the same.
  case fourthBirthday
  /// After the fourth birthday: PN1 to PN7.
  case overFour
  /// No date of birth was told.
  case unknown

  /// The age on `day` of a child born on `birth`.
  init(bornOn birth: CivilDate?, on day: CivilDate) {
    guard let birth else {
      self = .unknown
      return
    }
    let birthday = birth.anniversary(years: 4)
    self = day < birthday ? .underFour : day == birthday ? .fourthBirthday : .overFour
  }
}

/// The one table from facts to participation codes (SSDA903 rule 167): the first row that fits gives the code.
///
/// A fact of which nothing was said counts as not so. A child who was not there but spoke, or showed its views by
/// symbols, did so by phone, video or another medium, and that is PN6 in its own words.
enum ParticipationTable {
  /// One row; a nil fits whatever the fact is.
  struct Row {
    let code: ParticipationCode
    var underFour = false
    var attended: Bool?
    var spoke: Bool?
    var advocate: Bool?
    var symbols: Bool?
    var viewsConveyed: Bool?
  }

  /// The rows; the last fits always.
  static let rows: [Row] = [
    Row(code: .pn0, underFour: true),
    Row(code: .pn1, attended: true, spoke: true),
    Row(code: .pn2, attended: true, advocate: true),
    Row(code: .pn3, attended: true, symbols: true),
    Row(code: .pn4, attended: true),
    Row(code: .pn5, advocate: true),
    Row(code: .pn6, viewsConveyed: true),
    Row(code: .pn6, spoke: true),
    Row(code: .pn6, symbols: true),
    Row(code: .pn7),
  ]

  /// The code that follows from facts and age.
  static func code(from facts: ParticipationFacts, _ age: AgeAtReview) -> ParticipationCode {
    let isUnderFour =
      switch age {
      case .underFour: true
      case .fourthBirthday, .overFour, .unknown: false
      }
    let row = rows.first { row in
      let pairs = [
        (row.attended, facts.attended), (row.spoke, facts.spoke), (row.advocate, facts.advocate),
        (row.symbols, facts.symbols), (row.viewsConveyed, facts.viewsConveyed),
      ]
      let fits = pairs.allSatisfy { wanted, fact in wanted == nil || wanted == (fact ?? false) }
      return fits && (!row.underFour || isUnderFour)
    }
    guard let row else { preconditionFailure("the table's last row fits always") }
    return row.code
  }
}
