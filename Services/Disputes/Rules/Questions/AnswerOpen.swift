import Contracts

// One dispute, and those that are open.
extension Disputes {
  static func history(of file: DisputeFile) -> JSON {
    let steps = file.steps.map { step in
      JSON.object([
        ("stage", .text(step.stage)), ("on", .date(step.on)), ("because", .text(step.because)),
        ("silent", step.silent.map { .text($0) }),
      ])
    }
    let standing: [(String, JSON?)] =
      if let ending = file.ending {
        [
          ("open", .boolean(false)), ("outcome", .text(ending.outcome)), ("endedOn", .date(ending.on)),
          ("remedyDueOn", ending.remedyDueOn.map { .date($0) }), ("action", ending.action.map { .string($0) }),
          ("systemChange", ending.systemChange.map { .string($0) }),
        ]
      } else {
        [("open", .boolean(true))]
      }
    return .object(
      members(of: file) + standing + [
        ("history", .array(steps)), ("cafcassReferrals", .strings(file.cafcassReferrals.map(\.description))),
      ] + beside(file))
  }

  /// What was told beside the ladder, left out where nothing was.
  private static func beside(_ file: DisputeFile) -> [(String, JSON?)] {
    let responses = file.responses.map { response in
      JSON.object([
        ("stage", .text(response.stage)), ("on", .date(response.on)), ("response", .text(response.response)),
        ("actionDueOn", response.actionDueOn.map { .date($0) }),
        ("respondent", response.respondent.map { .text($0) }), ("inTime", response.inTime.map { .boolean($0) }),
      ])
    }
    let advice = file.advice.map { advice in
      JSON.object([
        ("on", .date(advice.on)), ("from", advice.from.map { .text($0) }),
        ("sealed", advice.sealed.map { .text($0) }),
      ])
    }
    return [
      ("sealed", file.about.sealed.map { .text($0) }),
      ("responses", responses.isEmpty ? nil : .array(responses)),
      ("legalAdvice", advice.isEmpty ? nil : .array(advice)),
      ("acts", acts(of: file)), ("evidencedOn", file.remedy.map { .date($0.on) }),
      ("evidence", file.remedy?.evidence.map { .string($0) }),
      ("evidencedInTime", file.remedy?.inTime.map { .boolean($0) }),
      ("firstResponseDays", days(file, to: file.firstResponseOn)), ("agreedDays", days(file, to: file.agreedOn)),
      ("evidencedDays", days(file, to: file.remedy?.on)),
    ]
  }

  private static func acts(of file: DisputeFile) -> JSON? {
    file.acts.isEmpty
      ? nil
      : .array(
        file.acts.suffix(1_000).map { act in
          .object([
            ("type", .string(act.type)), ("knownOn", .date(act.knownOn)), ("role", act.by.map { .text($0.role) }),
            ("id", act.by.map { .string($0.id) }), ("reportsTo", act.by?.reportsTo.map { .text($0) }),
          ])
        })
  }

  private static func days(_ file: DisputeFile, to day: CivilDate?) -> JSON? {
    day.map { .integer(max(0, file.raisedOn.days(until: $0))) }
  }

  /// The disputes that are not ended, the oldest first; pages of less than a reply's limit. The first page lists the
  /// complaints of which no dispute came as well.
  static func open(
    _ question: OpenDisputesQuestion, _ gather: Gather<DisputesState>, _ moment: Moment
  ) -> JSON {
    var open: [(cursor: String, item: JSON)] = []
    var taken: [ChildID: CivilDate] = [:]
    gather.forEachDispute { file in
      if file.about.complaint == true {
        for child in file.children { taken[child] = max(taken[child] ?? .earliest, file.raisedOn) }
      }
      guard file.ending == nil else { return }
      open.append(("\(file.raisedOn)/\(file.dispute)", item(of: file, moment)))
    }
    return page(open, after: question.after, beside: question.after == nil ? complaints(taken, gather) : [])
  }

  private static func item(of file: DisputeFile, _ moment: Moment) -> JSON {
    .object(
      members(of: file) + [
        ("stageSince", .date(file.step.on)), ("daysOpen", .integer(max(0, file.raisedOn.days(until: moment.today)))),
      ])
  }

  /// The complaints told of children, the oldest first, that nobody answered and no dispute raised as a complaint on or
  /// after their day took up; nothing where there are none.
  private static func complaints(
    _ taken: [ChildID: CivilDate], _ gather: Gather<DisputesState>
  ) -> [(String, JSON?)] {
    var found: [(cursor: String, item: JSON)] = []
    let answers = gather.complaints
    gather.forEachKnown { child, known in
      for complaint in known.complaints where (taken[child] ?? .earliest) < complaint.on {
        guard !complaint.isWithdrawn, answers[child]?.answer(to: complaint) == nil else { continue }
        found.append(
          (
            "\(complaint.on)/\(child)/\(complaint.about)",
            .object([("child", .text(child)), ("on", .date(complaint.on)), ("about", .text(complaint.about))])
          ))
      }
    }
    let listed = found.sorted { $0.cursor < $1.cursor }.prefix(complaintsLength).map(\.item)
    return found.isEmpty ? [] : [("complaints", .array(listed)), ("complaintsCount", .integer(found.count))]
  }

  /// Complaints in one reply, the oldest first.
  static let complaintsLength = 500

  /// What every answer says of a dispute.
  static func members(of file: DisputeFile) -> [(String, JSON?)] {
    [
      ("dispute", .text(file.dispute)), ("kind", .text(file.kind)),
      ("stage", .text(file.ending?.stage ?? file.step.stage)),
      ("children", .strings(file.children.map(\.text))), ("theme", .text(file.theme)),
      ("team", file.team.map { .text($0) }), ("raisedOn", .date(file.raisedOn)),
      ("officer", file.officer.map { .text($0) }), ("problem", file.about.problem.map { .text($0) }),
      ("proceedings", file.about.proceedings.map { .text($0) }),
      ("complaint", file.about.complaint.map { .boolean($0) }),
      ("aboutOfficer", file.about.aboutOfficer.map { .text($0) }), ("cause", file.about.cause.map { .text($0) }),
      ("issues", file.about.issues.map { .strings($0.map(\.text)) }),
    ]
  }
}
