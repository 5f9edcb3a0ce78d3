import Contracts
import Policy

/// The commands that Disputes carries out.
enum DisputesCommand: String, CaseIterable {
  case raise = "raise-dispute"
  case escalate = "escalate-dispute"
  case resolve = "resolve-dispute"
  case referToCafcass = "refer-to-cafcass"
}

extension Disputes {
  /// What comes of a fact published from outside: none is taken.
  static func take(
    _ event: Event, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    throw WhyNot.unknownType.at("/event/type")
  }

  /// What comes of a command.
  ///
  /// - Throws: why not; see `WhyNot`.
  static func decide(
    _ ask: Ask, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    guard let command = DisputesCommand(rawValue: ask.method) else {
      preconditionFailure("the desk asks only for commands of the catalogue")
    }
    switch command {
    case .raise: return try raise(ask, look, moment)
    case .escalate: return try escalate(EscalateDispute.decoded(ask.params), look, moment)
    case .resolve: return try resolve(ResolveDispute.decoded(ask.params), look, moment)
    case .referToCafcass: return try refer(ReferToCafcass.decoded(ask.params), look, moment)
    }
  }

  private static func raise(_ ask: Ask, _ look: Look<DisputesState>, _ moment: Moment) throws(Refusal) -> Decision {
    // Sealed text would have to be kept outside the journal. To take the rest and drop it would lose it silently.
    if ask.params["themeDetail"] != nil { throw WhyNot.sealedTextNotBuilt.at("/themeDetail") }
    let command = try RaiseDispute.decoded(ask.params)
    if command.raisedOn > moment.today { throw WhyNot.inFuture.at("/raisedOn") }
    for (index, child) in command.children.enumerated() where command.children[..<index].contains(child) {
      throw WhyNot.childNamedTwice.at("/children/\(index)")
    }
    guard let dispute = command.dispute ?? DisputeID(ask.assigned) else {
      preconditionFailure("the id assigned is no identifier")
    }
    if case .dispute? = look[.dispute(dispute)] { throw WhyNot.disputeExists.at("/dispute") }
    let stage = try Rise.start(of: command.kind, at: command.stage, on: ladder(on: command.raisedOn, look))
    let raised = DisputeRaised(
      dispute: dispute, kind: command.kind, stage: stage, children: command.children, theme: command.theme,
      team: command.team, raisedOn: command.raisedOn, officer: command.officer)
    return .events(
      [Draft(raised, about: dispute.text)], assigned: command.dispute == nil ? [("dispute", dispute.text)] : [])
  }

  private static func escalate(
    _ command: EscalateDispute, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let file = try open(command.dispute, look)
    try check(command.on, in: file, moment)
    let stage = try Rise.higher(than: file, asked: command.stage, on: ladder(on: file.raisedOn, look))
    let escalated = DisputeEscalated(
      dispute: file.dispute, fromStage: file.step.stage, stage: stage, on: command.on, because: Cause.asked.word)
    return .events([Draft(escalated, about: file.dispute.text)])
  }

  private static func resolve(
    _ command: ResolveDispute, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let file = try open(command.dispute, look)
    try check(command.on, in: file, moment)
    if let due = command.remedyDueOn, due < command.on { throw WhyNot.remedyBeforeOutcome.at("/remedyDueOn") }
    let resolved = DisputeResolved(
      dispute: file.dispute, stage: file.step.stage, outcome: command.outcome, on: command.on,
      remedyDueOn: command.remedyDueOn)
    return .events([Draft(resolved, about: file.dispute.text)])
  }

  /// Refers to Cafcass at any moment, also after the end and again on another day (CPR 2010 reg 45; CA 1989 s25B(3)).
  private static func refer(
    _ command: ReferToCafcass, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let file = try find(command.dispute, look)
    if command.on > moment.today { throw WhyNot.inFuture.at("/on") }
    if command.on < file.raisedOn { throw WhyNot.beforeRaised.at("/on") }
    if file.cafcassReferrals.contains(command.on) { throw WhyNot.alreadyReferred.at("/on") }
    let referred = ReferredToCafcass(dispute: file.dispute, on: command.on)
    return .events([Draft(referred, about: file.dispute.text)])
  }
}

// MARK: - Looking

extension Disputes {
  /// The dispute of this id, open or ended.
  ///
  /// - Throws: -32002 where there is none.
  static func find(_ dispute: DisputeID, _ look: Look<DisputesState>) throws(Refusal) -> DisputeFile {
    guard case .dispute(let file)? = look[.dispute(dispute)] else { throw WhyNot.disputeNotFound.at("/dispute") }
    return file
  }

  private static func open(_ dispute: DisputeID, _ look: Look<DisputesState>) throws(Refusal) -> DisputeFile {
    let file = try find(dispute, look)
    switch file.standing {
    case .open: return file
    case .ended: throw WhyNot.disputeEnded.at("/dispute")
    }
  }

  private static func check(_ on: CivilDate, in file: DisputeFile, _ moment: Moment) throws(Refusal) {
    if on > moment.today { throw WhyNot.inFuture.at("/on") }
    if on < file.raisedOn { throw WhyNot.beforeRaised.at("/on") }
    if on < file.step.on { throw WhyNot.beforeTheStage.at("/on") }
  }

  private static func ladder(on day: CivilDate, _ look: Look<DisputesState>) -> Ladder? {
    guard case .policy(let policy)? = look[.policy] else { return nil }
    return policy.ladder(on: day)
  }
}
