import Contracts

extension Participation {
  /// Surveys, with how many people answered what.
  static func surveys(_ question: SurveysQuestion, _ gather: Gather<ParticipationState>) -> JSON {
    var items: [JSON] = []
    gather.forEach("survey") { stream, state in
      guard case .survey(let survey) = state, question.survey.map({ $0.text == stream.name }) ?? true else { return }
      let counts = survey.counts ?? [:]
      let asked = survey.questions.map(\.text)
      let others = counts.keys.filter { !asked.contains($0) }.sorted()
      let questions = (asked + others).map { question in
        let answers = (counts[question] ?? [:]).sorted { $0.key < $1.key }
        return JSON.object([
          ("question", .string(question)), ("people", .integer(answers.reduce(0) { $0 + $1.value })),
          (
            "answers",
            .array(answers.map { .object([("answer", .string($0.key)), ("people", .integer($0.value))]) })
          ),
        ])
      }
      items.append(
        .object([
          ("survey", .string(stream.name)), ("opens", survey.opensOn.map { text($0) }),
          ("closes", survey.closesOn.map { text($0) }), ("firstAnswerOn", survey.firstOn.map { text($0) }),
          ("people", .integer(survey.answers)), ("questions", .array(questions)),
        ]))
    }
    return .object([("items", .array(Array(items.prefix(500))))])
  }

  /// What was promised, and what became of it by a day, in order of the day on which it is due.
  static func promises(_ question: PromisesQuestion, _ gather: Gather<ParticipationState>, _ moment: Moment) -> JSON {
    let day = question.on ?? moment.today
    var items: [(cursor: String, item: JSON)] = []
    gather.forEach("promise") { stream, state in
      guard case .promise(let promise) = state, promise.made.on <= day else { return }
      items.append(("\(promise.made.dueOn)/\(stream.name)", item(stream.name, promise, on: day)))
    }
    return page(items, after: question.after, length: 1_000)
  }

  /// A promise as it was on a day.
  static func item(_ id: String, _ promise: PromiseRecord, on day: CivilDate) -> JSON {
    let made = promise.made
    let closedOn = promise.closedOn.flatMap { $0 <= day ? $0 : nil }
    let state =
      closedOn == nil ? (made.dueOn < day ? "late" : "open") : promise.outcome == Word.dropped ? "dropped" : "kept"
    return .object([
      ("promise", .string(id)), ("child", made.child.map { text($0) }), ("survey", made.survey.map { text($0) }),
      ("to", text(made.to)), ("words", .string(made.words)), ("owner", text(made.owner)), ("madeOn", text(made.on)),
      ("dueOn", text(made.dueOn)), ("state", .string(state)), ("closedOn", closedOn.map { text($0) }),
      ("keptLate", closedOn.map { .boolean($0 > made.dueOn) }),
      ("proof", closedOn == nil ? nil : promise.proof.map { .string($0) }),
    ])
  }
}
