import Contracts
import Policy

// The steps of a challenge: raised, answered, escalated, ended.
extension Disputes {
  static func raise(_ ask: Ask, _ look: Look<DisputesState>, _ moment: Moment) throws(Refusal) -> Decision {
    let command = try RaiseDispute.decoded(ask.params)
    if command.raisedOn > moment.today { throw WhyNot.inFuture.at("/raisedOn") }
    try checkOnce(command.children) { "/children/\($0)" }
    guard let dispute = command.dispute ?? DisputeID(ask.assigned) else {
      preconditionFailure("the id assigned is no identifier")
    }
    if case .dispute? = look[.dispute(dispute)] { throw WhyNot.disputeExists.at("/dispute") }
    if let team = command.team, ask.params["by"]?["reportsTo"]?.string == team.text {
      throw WhyNot.notIndependent.at("/by/reportsTo")
    }
    let policy = look.policy
    let stage = try Rise.start(of: command.kind, at: command.stage, on: policy.ladder(on: command.raisedOn))
    let raised = Clock.raised(
      DisputeRaised(
        dispute: dispute, kind: command.kind, stage: stage, children: command.children, theme: command.theme,
        team: command.team, raisedOn: command.raisedOn, officer: command.officer, problem: command.problem,
        proceedings: command.proceedings, complaint: command.complaint, aboutOfficer: command.aboutOfficer,
        cause: command.cause, sealed: command.themeDetail?.hash, issues: command.issues),
      policy)
    return .events(
      [Draft(raised, about: dispute.text)] + Patterns.proposed(by: raised, look),
      assigned: command.dispute == nil ? [("dispute", dispute.text)] : [])
  }

  /// An answer belongs to the stage at which the dispute stood on its day, and may be told after the end, where it came
  /// before: so that an answer told late is not lost. What the clock did meanwhile stays.
  static func respond(
    _ command: RespondToDispute, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let file = try find(command.dispute, look)
    try check(command.on, in: file, moment)
    if let ending = file.ending, command.on > ending.on { throw WhyNot.disputeEnded.at("/dispute") }
    if let due = command.actionDueOn, due < command.on { throw WhyNot.actionBeforeAnswer.at("/actionDueOn") }
    guard let response = command.response ?? KebabWord("holding") else { preconditionFailure("holding is a word") }
    let clock = Clock(file, look.policy)
    let step = file.step(on: command.on)
    let due = [clock.dueOn(of: step), clock.processDueOn].compactMap(\.self).min()
    let responded = DisputeResponded(
      dispute: file.dispute, stage: step.stage, on: command.on, response: response,
      inTime: due.map { command.on <= $0 }, workingDays: clock.workingDays(from: step, to: command.on),
      actionDueOn: command.actionDueOn, respondent: command.respondent ?? clock.ladder?.stage(step.stage)?.respondent)
    return .events([Draft(responded, about: file.dispute.text)])
  }

  static func escalate(
    _ command: EscalateDispute, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let file = try open(command.dispute, look)
    try check(command.on, in: file, moment)
    if command.on < file.step.on { throw WhyNot.beforeTheStage.at("/on") }
    let clock = Clock(file, look.policy)
    let stage = try Rise.higher(than: file, asked: command.stage, on: clock.ladder)
    return .events([Draft(clock.escalated(to: stage, on: command.on, .asked), about: file.dispute.text)])
  }

  /// An end may be told after the clock escalated what had already ended: it is then of the stage at which the dispute
  /// stood on its day. Only the author of a challenge may withdraw it, and an officer complained about may not end the
  /// complaint; who does is named.
  static func resolve(_ ask: Ask, _ look: Look<DisputesState>, _ moment: Moment) throws(Refusal) -> Decision {
    let command = try ResolveDispute.decoded(ask.params)
    let file = try open(command.dispute, look)
    try check(command.on, in: file, moment)
    if command.on < file.lastAskedOn { throw WhyNot.beforeTheStage.at("/on") }
    if let due = command.remedyDueOn, due < command.on { throw WhyNot.remedyBeforeOutcome.at("/remedyDueOn") }
    let person = ask.params["by"]?["id"]?.string
    let pointer = person == nil ? "/by" : "/by/id"
    if command.outcome.text == "withdrawn", person == nil || person != file.author {
      throw WhyNot.notItsAuthor.at(pointer)
    }
    if let officer = file.about.aboutOfficer, person == nil || person == officer.text {
      throw WhyNot.complainedAbout.at(pointer)
    }
    // Whoever holds another person's key may name the author in `by`, and is not the author for that.
    if command.outcome.text == "withdrawn", let holder = ask.holder, let author = file.officer, holder.officer != author
    {
      throw WhyNot.notItsAuthor.at("/by/id")
    }
    let resolved = DisputeResolved(
      dispute: file.dispute, stage: file.step(on: command.on).stage, outcome: command.outcome, on: command.on,
      remedyDueOn: command.remedyDueOn, action: command.action, systemChange: command.systemChange)
    return .events([Draft(resolved, about: file.dispute.text)])
  }
}
