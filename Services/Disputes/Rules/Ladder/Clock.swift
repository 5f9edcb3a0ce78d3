import Contracts
import Policy

/// The limits of a dispute: a response time a stage, and the whole formal process; what time alone brings about.
///
/// Source: IRO Handbook 2010 para 6.2. A limit is met on its last day, and silence has passed it on the day after. An
/// answer of any kind ends the silence at a stage; a holding one does not end it in the face of the whole process. The
/// formal process begins with a challenge raised as formal or themed, else when it first goes beyond where it was
/// raised. Its clock passes once: it escalates the challenge only from the stage at which it stood on the last day.
struct Clock {
  let file: DisputeFile
  let ladder: Ladder?
  private let profile: Profile
  private let calendar: WorkingCalendar

  /// Which time runs out.
  enum Kind: String {
    case stage = "stage"
    case process = "process"

    /// The word as it travels.
    var word: KebabWord {
      guard let word = KebabWord(rawValue) else { preconditionFailure("\(rawValue) is not a word") }
      return word
    }
  }

  /// A limit that runs at the stage where a dispute stands.
  struct Limit {
    let kind: Kind
    let dueOn: CivilDate
  }

  /// The clock of a dispute, by the ladder that holds on the day on which it was raised.
  init(_ file: DisputeFile, _ policy: AdoptedPolicy) {
    self.file = file
    profile = policy.profile(on: file.raisedOn)
    ladder = profile.ladder
    calendar = policy.calendar
  }

  /// The stage where the dispute stands; nil where the ladder lacks it.
  var stage: Ladder.Stage? { ladder?.stage(file.step.stage) }

  /// The next stage of the ladder; nil at its top, or without one.
  var next: Ladder.Stage? { ladder?.next(after: file.step.stage, for: file.kind) }

  /// Who answers where the dispute stands: the role that the ladder names.
  var respondent: KebabWord? { stage?.respondent }

  /// The last day on which an answer is in time to a dispute that came to a stage; nil where no time is set.
  func dueOn(of step: DisputeFile.Step) -> CivilDate? {
    guard let count = ladder?.stage(step.stage)?.respondWorkingDays else { return nil }
    return calendar.adding(workingDays: count, to: step.on)?.end
  }

  /// The last day on which the whole formal process is in time; nil where it has not begun.
  var processDueOn: CivilDate? {
    let isFormal = ["formal", "themed"].contains(file.kind.text)
    guard let from = isFormal ? file.raisedOn : file.steps.dropFirst().first?.on else { return nil }
    return profile.disputeProcessEnd(from: from, by: calendar)
  }

  /// Working days from when a stage began to a day; nil where the calendar does not know.
  func workingDays(from step: DisputeFile.Step, to day: CivilDate) -> Int? {
    calendar.workingDays(after: step.on, through: day)
  }

  /// The limits that still run: those for an answer that has not come, the earliest first.
  var running: [Limit] {
    guard file.ending == nil else { return [] }
    let answers = file.responses.filter { $0.stage == file.step.stage }
    var limits: [Limit] = []
    if answers.isEmpty, let dueOn = dueOn(of: file.step) { limits.append(Limit(kind: .stage, dueOn: dueOn)) }
    if answers.allSatisfy({ $0.response.text == "holding" }), let dueOn = processDueOn, file.step.on <= dueOn {
      limits.append(Limit(kind: .process, dueOn: dueOn))
    }
    return limits.sorted { $0.dueOn < $1.dueOn }
  }

  // MARK: What time brings

  /// Where silence takes the dispute when it passes a limit; nil where it stays.
  private var rises: Ladder.Stage? { stage?.silence == .escalate ? next : nil }

  /// The first day on which a limit is said to be near: so long before it, and not on the day when the stage began.
  private func noticeOn(_ limit: Limit) -> CivilDate {
    let lead = calendar.subtracting(workingDays: profile.disputeLeadWorkingDays, from: limit.dueOn)?.end
    return max(lead ?? limit.dueOn, file.step.on.adding(days: 1))
  }

  private func isTold(_ limit: Limit) -> Bool {
    file.notices.contains {
      $0.stage == file.step.stage && $0.clock == limit.kind.word && $0.dueOn == limit.dueOn
    }
  }

  /// The next day after `last` on which time alone brings something; nil where none will.
  func nextDay(after last: CivilDate) -> CivilDate? {
    let soonest = last.adding(days: 1)
    return running.flatMap { limit -> [CivilDate] in
      var days: [CivilDate] = []
      let notice = max(noticeOn(limit), soonest)
      if !isTold(limit), notice <= limit.dueOn { days.append(notice) }
      if rises != nil { days.append(max(limit.dueOn.adding(days: 1), soonest)) }
      return days
    }.min()
  }

  /// What is to be told on a day: an escalation where silence has passed a limit, else which limits are near.
  func told(on today: CivilDate) -> [Draft] {
    if running.contains(where: { $0.dueOn < today }), let stage = rises {
      return [
        Draft(escalated(to: stage.name, on: today, .clock, silent: respondent ?? file.step.stage), about: subject)
      ]
    }
    return running.filter { noticeOn($0) <= today && today <= $0.dueOn && !isTold($0) }.map { limit in
      Draft(
        ResponseDue(
          dispute: file.dispute, stage: file.step.stage, dueOn: limit.dueOn, respondent: respondent,
          clock: limit.kind.word), about: subject)
    }
  }

  private var subject: String { file.dispute.text }

  /// The escalation to a stage, with who answers there and by when.
  func escalated(
    to stage: KebabWord, on day: CivilDate, _ cause: Cause, silent: KebabWord? = nil
  ) -> DisputeEscalated {
    let step = DisputeFile.Step(stage: stage, on: day, because: cause.word)
    return DisputeEscalated(
      dispute: file.dispute, fromStage: file.step.stage, stage: stage, on: day, because: cause.word, silent: silent,
      respondent: ladder?.stage(stage)?.respondent, responseDueOn: dueOn(of: step))
  }

  /// A dispute as it is raised, with who answers and by when.
  static func raised(_ raised: DisputeRaised, _ policy: AdoptedPolicy) -> DisputeRaised {
    let clock = Clock(DisputeFile(raised), policy)
    return DisputeRaised(
      dispute: raised.dispute, kind: raised.kind, stage: raised.stage, children: raised.children, theme: raised.theme,
      team: raised.team, raisedOn: raised.raisedOn, officer: raised.officer, problem: raised.problem,
      proceedings: raised.proceedings, complaint: raised.complaint, aboutOfficer: raised.aboutOfficer,
      cause: raised.cause, sealed: raised.sealed, respondent: clock.respondent,
      responseDueOn: clock.dueOn(of: clock.file.step), processDueOn: clock.processDueOn, issues: raised.issues)
  }
}

extension Disputes {
  /// What time brings to a dispute.
  static func wake(_ stream: StreamKey, _ look: Look<DisputesState>, _ moment: Moment) -> [Draft] {
    guard case .dispute(let file)? = look[stream] else { return [] }
    return Clock(file, look.policy).told(on: moment.today)
  }

  /// The next day on which time alone changes something in a dispute.
  static func wakes(
    _ stream: StreamKey, _ state: DisputesState, _ look: Look<DisputesState>, after last: CivilDate
  ) -> CivilDate? {
    switch state {
    case .dispute(let file): Clock(file, look.policy).nextDay(after: last)
    case .theme, .pattern, .practice, .clinic, .views, .complaints, .policy, .known, .withdrawn: nil
    }
  }
}
