import Contracts
import Policy

// The clock and the next step of each open challenge.
extension Disputes {
  /// The open disputes raised on or before a day, the one whose limit comes first before the others.
  static func ladder(
    _ question: LadderQuestion, _ gather: Gather<DisputesState>, _ moment: Moment
  ) -> JSON {
    let policy = gather.policy
    let on = question.on ?? moment.today
    var items: [(cursor: String, item: JSON)] = []
    gather.forEachDispute { file in
      guard file.ending == nil, file.raisedOn <= on else { return }
      let clock = Clock(file, policy)
      let due = clock.running.first?.dueOn ?? clock.processDueOn ?? .latest
      items.append(("\(due)/\(file.dispute)", item(of: clock, on: on)))
    }
    return page(items, after: question.after)
  }

  private static func item(of clock: Clock, on day: CivilDate) -> JSON {
    let file = clock.file
    let running = clock.running
    let stageDueOn = clock.dueOn(of: file.step)
    let isLate = running.contains { $0.dueOn < day } || clock.processDueOn.map { $0 < day } ?? false
    let silence = clock.stage?.silence ?? .note
    return .object([
      ("dispute", .text(file.dispute)), ("kind", .text(file.kind)), ("stage", .text(file.step.stage)),
      ("since", .date(file.step.on)), ("respondent", clock.respondent.map { .text($0) }),
      ("responseDueOn", stageDueOn.map { .date($0) }), ("processDueOn", clock.processDueOn.map { .date($0) }),
      ("answered", .boolean(file.responses.contains { $0.stage == file.step.stage })),
      ("overdue", .boolean(isLate)), ("next", clock.next.map { .text($0.name) }),
      (
        "escalatesOn",
        silence == .escalate && clock.next != nil
          ? running.first.map { .date(max($0.dueOn.adding(days: 1), file.step.on.adding(days: 1))) } : nil
      ),
      ("silence", .string(silence.rawValue)),
      ("workingDays", clock.workingDays(from: file.step, to: day).map { .integer($0) }),
      ("cafcass", .boolean(!file.cafcassReferrals.isEmpty)), ("children", .strings(file.children.map(\.text))),
      ("theme", .text(file.theme)), ("team", file.team.map { .text($0) }),
      ("officer", file.officer.map { .text($0) }), ("raisedOn", .date(file.raisedOn)),
    ])
  }

  static let ladderFields = pageFields(
    [
      .required("dispute", .identifier, "the dispute"),
      .required("kind", .oneOf(["alert", "informal", "formal", "themed"]), "how it was raised"),
      .required("stage", .word, "where it stands"),
      .required("since", .date, "since when it stands there"),
      .optional("respondent", .word, "the role of the one who answers there"),
      .optional("responseDueOn", .date, "the last day on which an answer at this stage is in time"),
      .optional("processDueOn", .date, "the last day on which the whole formal process is in time"),
      .required("answered", .boolean, "whether there was any answer at this stage"),
      .required("overdue", .boolean, "whether a limit has passed"),
      .optional("next", .word, "the next stage of the ladder; Cafcass stands beside every one"),
      .optional("escalatesOn", .date, "the day on which it goes there by itself, if nobody answers"),
      .required("silence", .oneOf(["escalate", "note"]), "what silence does at this stage"),
      .optional("workingDays", .integer(0...100_000), "working days since the stage began"),
      .required("cafcass", .boolean, "whether it was referred to Cafcass"),
      .required("children", .list(.identifier, 0...200), "the children it concerns"),
      .required("theme", .word, "what it is about"),
      .optional("team", .word, "the team challenged"),
      .optional("officer", .identifier, "who raised it"),
      .required("raisedOn", .date, "when it was raised"),
    ], "the open disputes, the one whose limit comes first before the others")
}
