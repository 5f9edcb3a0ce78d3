import Contracts

/// The questions that Disputes answers at once.
enum DisputesShortQuestion: String, CaseIterable {
  case dispute = "dispute"
}

/// The questions that Disputes answers from a snapshot.
enum DisputesLongQuestion: String, CaseIterable {
  case openDisputes = "open-disputes"
  case ladder = "ladder"
  case themes = "themes"
  case clinicList = "clinic-list"
  case courtViews = "court-views"
  case goodPractice = "good-practice"
  case complaints = "complaints"
  case counts = "dispute-counts"
  case footprint = "footprint"
  case clinics = "clinics"
  case independence = "independence"
}

extension Disputes {
  /// Answers a question about few streams.
  ///
  /// - Throws: -32002 where there is no such dispute.
  static func answer(
    _ ask: Ask, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> JSON {
    guard let question = DisputesShortQuestion(rawValue: ask.method) else {
      preconditionFailure("the desk asks only questions of the catalogue")
    }
    switch question {
    case .dispute: return history(of: try find(DisputeQuestion.decoded(ask.params).dispute, look))
    }
  }

  /// Answers a question about many streams.
  static func answerLong(
    _ ask: Ask, _ gather: Gather<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> JSON {
    guard let question = DisputesLongQuestion(rawValue: ask.method) else {
      preconditionFailure("the desk asks only questions of the catalogue")
    }
    switch question {
    case .openDisputes: return open(try OpenDisputesQuestion.decoded(ask.params), gather, moment)
    case .ladder: return ladder(try LadderQuestion.decoded(ask.params), gather, moment)
    case .themes: return themes(try ThemesQuestion.decoded(ask.params), gather)
    case .clinicList: return clinicList(try ClinicListQuestion.decoded(ask.params), gather, moment)
    case .courtViews: return courtViews(try CourtViewsQuestion.decoded(ask.params), gather, moment)
    case .goodPractice: return goodPractice(try GoodPracticeQuestion.decoded(ask.params), gather)
    case .complaints: return complaints(try ComplaintsQuestion.decoded(ask.params), gather, moment)
    case .counts: return counts(try DisputeCountsQuestion.decoded(ask.params), gather)
    case .footprint: return traces(try FootprintQuestion.decoded(ask.params), gather)
    case .clinics: return clinics(try ClinicsQuestion.decoded(ask.params), gather)
    case .independence: return independence(try IndependenceQuestion.decoded(ask.params), gather)
    }
  }

  /// A page of items by their cursors, in order of cursor: at most `length`, with the cursor of the last where there
  /// are more.
  static func page(
    _ items: [(cursor: String, item: JSON)], after: String?, length: Int = pageLength,
    beside members: [(String, JSON?)] = []
  ) -> JSON {
    let rest = items.filter { item in after.map { item.cursor > $0 } ?? true }.sorted { $0.cursor < $1.cursor }
    let page = rest.prefix(length)
    let next = page.count < rest.count ? page.last?.cursor : nil
    return .object([("items", .array(page.map(\.item))), ("next", next.map { .string($0) })] + members)
  }

  /// The members of a page, each item of these fields.
  static func pageFields(_ fields: [Field], _ words: String, length: Int = pageLength) -> [Field] {
    [
      .required("items", .list(.object(fields), 0...length), words),
      .optional("next", .text(1...128), "the cursor for after, where there are more"),
    ]
  }

  /// Items in one reply that name children: at most 8,500 bytes each, with 200 children, so below the limit of 1 MiB.
  static let pageLength = 100
  /// Items in one reply that name one child at most.
  static let longPageLength = 1_000
}

extension JSON {
  /// A date.
  static func date(_ day: CivilDate) -> JSON { .string(day.description) }
  /// An identifier or a word.
  static func text(_ value: some Identifier) -> JSON { .string(value.text) }
}
