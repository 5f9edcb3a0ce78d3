import Contracts

/// The questions that Participation answers at once.
enum ParticipationShortQuestion: String, CaseIterable {
  case participation = "participation"
}

/// The questions that Participation answers from a snapshot.
enum ParticipationLongQuestion: String, CaseIterable {
  case uncoded = "uncoded"
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
    switch question {
    case .participation: return try participation(ParticipationQuestion.decoded(ask.params), look)
    }
  }

  /// Answers a question about many streams.
  static func answerLong(
    _ ask: Ask, _ gather: Gather<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> JSON {
    guard let question = ParticipationLongQuestion(rawValue: ask.method) else {
      preconditionFailure("the desk asks only questions of the catalogue")
    }
    switch question {
    case .uncoded: return uncoded(try UncodedQuestion.decoded(ask.params), gather, moment)
    }
  }

  private static func participation(
    _ question: ParticipationQuestion, _ look: Look<ParticipationState>
  ) throws(Refusal) -> JSON {
    let which = WhichReview(review: question.review, child: question.child, reviewOn: question.reviewOn)
    switch try which.find(look) {
    case .untold: throw WhyNot.reviewNotFound.at(question.review == nil ? "/reviewOn" : "/review")
    case .held(let held, let child, _):
      var record: CodedReviews.Record?
      if case .coded(let records)? = look[.child(child)] { record = records[held.review] }
      return .object([
        ("child", .string(child.text)), ("review", .string(held.review.text)),
        ("stream", .string(held.stream.rawValue)), ("heldOn", .string(held.heldOn.description)),
        ("completedOn", .string(held.completedOn.description)),
        ("reviewOn", record.map { .string($0.reviewOn.description) }), ("code", record.map { .string($0.code.code) }),
        ("chairing", record?.chairing.map { .string($0.text) }),
        ("evidence", record.map { .strings($0.evidence.map(\.text)) }), ("reason", record?.reason.map { .string($0) }),
      ])
    }
  }

  /// Reviews held without a code, the longest waiting first; pages of less than a reply's limit.
  private static func uncoded(
    _ question: UncodedQuestion, _ gather: Gather<ParticipationState>, _ moment: Moment
  ) -> JSON {
    var coded: Set<ReviewID> = []
    gather.forEach("child") { _, state in
      if case .coded(let records) = state { coded.formUnion(records.reviews.map(\.review)) }
    }
    var withdrawn: [String: WithdrawnEvents] = [:]
    gather.forEach("withdrawn") { stream, state in
      if case .withdrawn(let events) = state { withdrawn[stream.name] = events }
    }
    var open: [(cursor: String, child: String, held: KnownChild.Held)] = []
    gather.forEach("known") { stream, state in
      guard case .known(let known) = state else { return }
      let child = stream.name
      for held in known.reviews where !coded.contains(held.review) {
        if let event = held.event, withdrawn[held.review.text]?.holds(event) ?? false { continue }
        if let from = question.from, held.completedOn < from { continue }
        if let to = question.to, held.completedOn > to { continue }
        let cursor = "\(held.completedOn)/\(held.review)"
        if let after = question.after, cursor <= after { continue }
        open.append((cursor, child, held))
      }
    }
    open.sort { $0.cursor < $1.cursor }
    let page = open.prefix(pageLength)
    let items = page.map { _, child, held in
      JSON.object([
        ("child", .string(child)), ("review", .string(held.review.text)), ("stream", .string(held.stream.rawValue)),
        ("heldOn", .string(held.heldOn.description)), ("completedOn", .string(held.completedOn.description)),
        ("daysWithoutCode", .integer(max(0, held.completedOn.days(until: moment.today)))),
      ])
    }
    let next = page.count < open.count ? page.last?.cursor : nil
    return .object([("items", .array(items)), ("next", next.map { .string($0) })])
  }

  /// Items in one reply: at most 280 bytes each, so well below the limit of 1 MiB.
  static let pageLength = 3_000
}

extension StreamKey {
  /// What it is about, without the kind.
  fileprivate var name: String { String(text.dropFirst(kind.utf8.count + 1)) }
}
