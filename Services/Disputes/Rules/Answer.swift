import Contracts

/// The questions that Disputes answers at once.
enum DisputesShortQuestion: String, CaseIterable {
  case dispute = "dispute"
}

/// The questions that Disputes answers from a snapshot.
enum DisputesLongQuestion: String, CaseIterable {
  case openDisputes = "open-disputes"
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
    }
  }

  private static func history(of file: DisputeFile) -> JSON {
    let steps = file.steps.map { step in
      JSON.object([
        ("stage", .string(step.stage.text)), ("on", .string(step.on.description)),
        ("because", .string(step.because.text)),
      ])
    }
    let standing: [(String, JSON?)] =
      switch file.standing {
      case .open: [("open", .boolean(true))]
      case .ended(let outcome, let on, let remedyDueOn):
        [
          ("open", .boolean(false)), ("outcome", .string(outcome.text)), ("endedOn", .string(on.description)),
          ("remedyDueOn", remedyDueOn.map { .string($0.description) }),
        ]
      }
    return .object(
      members(of: file) + standing + [
        ("history", .array(steps)), ("cafcassReferrals", .strings(file.cafcassReferrals.map(\.description))),
      ])
  }

  /// The disputes that are not ended, the oldest first; pages of less than a reply's limit.
  private static func open(
    _ question: OpenDisputesQuestion, _ gather: Gather<DisputesState>, _ moment: Moment
  ) -> JSON {
    var open: [(cursor: String, file: DisputeFile)] = []
    gather.forEach("dispute") { _, state in
      guard case .dispute(let file) = state, case .open = file.standing else { return }
      let cursor = "\(file.raisedOn)/\(file.dispute)"
      if let after = question.after, cursor <= after { return }
      open.append((cursor, file))
    }
    open.sort { $0.cursor < $1.cursor }
    let page = open.prefix(pageLength)
    let items = page.map { _, file in
      JSON.object(
        members(of: file) + [
          ("stageSince", .string(file.step.on.description)),
          ("daysOpen", .integer(max(0, file.raisedOn.days(until: moment.today)))),
        ])
    }
    let next = page.count < open.count ? page.last?.cursor : nil
    return .object([("items", .array(items)), ("next", next.map { .string($0) })])
  }

  /// Items in one reply: at most 8,500 bytes each, with 200 children, so below the limit of 1 MiB.
  static let pageLength = 100

  private static func members(of file: DisputeFile) -> [(String, JSON?)] {
    [
      ("dispute", .string(file.dispute.text)), ("kind", .string(file.kind.text)),
      ("stage", .string(file.step.stage.text)), ("children", .strings(file.children.map(\.text))),
      ("theme", .string(file.theme.text)), ("team", file.team.map { .string($0.text) }),
      ("raisedOn", .string(file.raisedOn.description)), ("officer", file.officer.map { .string($0.text) }),
    ]
  }
}
