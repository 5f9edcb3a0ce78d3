import Contracts

extension Participation {
  static func participation(
    _ question: ParticipationQuestion, _ look: Look<ParticipationState>
  ) throws(Refusal) -> JSON {
    let which = WhichReview(review: question.review, child: question.child, reviewOn: question.reviewOn)
    switch which.findHeld(look) {
    case .wrong(let why, let at): throw why.at(at)
    case .untold: throw WhyNot.reviewNotFound.at(question.review == nil ? "/reviewOn" : "/review")
    case .found(let view, let named):
      guard let held = named?.held else { preconditionFailure("a review that was held is named") }
      let record = view.voice[held.review]
      let attendance = view.voice.attendance(at: held.review)
      let contradiction = Contradiction.all(view).first { $0.held.review == held.review }?.2
      return .object([
        ("child", text(view.child)), ("review", text(held.review)), ("stream", .string(held.stream.rawValue)),
        ("heldOn", text(held.heldOn)), ("completedOn", text(held.completedOn)),
        ("reviewOn", record.map { text($0.reviewOn) }), ("code", record.map { .string($0.code.code) }),
        ("chairing", record?.chairing.map { text($0) }),
        ("evidence", record.map { .strings($0.evidence.map(\.text)) }), ("reason", record?.reason.map { .string($0) }),
        ("follows", record?.follows.map { .string($0.code) }),
        ("contradiction", contradiction.map { .string($0.kind.rawValue) }),
        ("medium", record?.medium.map { text($0) }), ("proposed", proposed(record, contradiction)),
        ("people", attendance.map { .array($0.people.map(person)) }),
        ("quorate", attendance?.quorate.map { .boolean($0) }),
      ])
    }
  }

  private static func person(_ person: AttendingPerson) -> JSON {
    .object([
      ("role", text(person.role)), ("mode", text(person.mode)), ("report", person.report.map { .boolean($0) }),
      ("invited", person.invited.map { .boolean($0) }), ("agency", person.agency.map { text($0) }),
      ("seat", person.seat.map { text($0) }),
    ])
  }

  /// Reviews held without a code, the longest waiting first.
  static func uncoded(_ question: UncodedQuestion, _ gather: Gather<ParticipationState>, _ moment: Moment) -> JSON {
    var items: [(cursor: String, item: JSON)] = []
    gather.forEachChild { view in
      for held in view.held where view.voice[held.review] == nil {
        if question.from.map({ held.completedOn < $0 }) ?? false { continue }
        if question.to.map({ held.completedOn > $0 }) ?? false { continue }
        let days = max(0, held.completedOn.days(until: moment.today))
        items.append(
          (
            "\(held.completedOn)/\(held.review)",
            .object([
              ("child", text(view.child)), ("review", text(held.review)), ("stream", .string(held.stream.rawValue)),
              ("heldOn", text(held.heldOn)), ("completedOn", text(held.completedOn)),
              ("daysWithoutCode", .integer(days)),
            ])
          ))
      }
    }
    return page(items, after: question.after)
  }

  /// Reviews whose code contradicts what is on record, by the day on which they were complete.
  static func contradictions(_ question: ContradictionsQuestion, _ gather: Gather<ParticipationState>) -> JSON {
    var items: [(cursor: String, item: JSON)] = []
    gather.forEachChild { view in
      for (held, record, found) in Contradiction.all(view) {
        if question.from.map({ held.completedOn < $0 }) ?? false { continue }
        if question.to.map({ held.completedOn > $0 }) ?? false { continue }
        items.append(
          (
            "\(held.completedOn)/\(held.review)",
            .object([
              ("child", text(view.child)), ("review", text(held.review)), ("completedOn", text(held.completedOn)),
              ("contradiction", .string(found.kind.rawValue)), ("recorded", .string(record.code.code)),
              ("follows", found.follows.map { .string($0.code) }),
              ("because", .strings(found.because.map(\.text))), ("reason", record.reason.map { .string($0) }),
            ])
          ))
      }
    }
    return page(items, after: question.after, length: 700)
  }
}
