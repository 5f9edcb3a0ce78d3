import Contracts
import Policy

/// The commands that Disputes carries out.
enum DisputesCommand: String, CaseIterable {
  case raise = "raise-dispute"
  case respond = "respond-to-dispute"
  case escalate = "escalate-dispute"
  case resolve = "resolve-dispute"
  case evidenceRemedy = "evidence-remedy"
  case referToCafcass = "refer-to-cafcass"
  case seekAdvice = "seek-legal-advice"
  case declareTheme = "declare-theme"
  case recordPractice = "record-good-practice"
  case holdClinic = "hold-clinic"
  case fileView = "file-court-view"
  case answerComplaint = "answer-complaint"
}

extension Disputes {
  /// What comes of a fact published from outside: none is taken.
  static func take(
    _ event: Event, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Taking {
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
    case .respond: return try respond(RespondToDispute.decoded(ask.params), look, moment)
    case .escalate: return try escalate(EscalateDispute.decoded(ask.params), look, moment)
    case .resolve: return try resolve(ask, look, moment)
    case .evidenceRemedy: return try evidence(EvidenceRemedy.decoded(ask.params), look, moment)
    case .referToCafcass: return try refer(ReferToCafcass.decoded(ask.params), look, moment)
    case .seekAdvice: return try seekAdvice(SeekLegalAdvice.decoded(ask.params), look, moment)
    case .declareTheme: return try declareTheme(DeclareTheme.decoded(ask.params), look, moment)
    case .recordPractice: return try recordPractice(RecordGoodPractice.decoded(ask.params), moment)
    case .holdClinic: return try holdClinic(ask, look, moment)
    case .fileView: return try fileView(FileCourtView.decoded(ask.params), moment)
    case .answerComplaint: return try answerComplaint(AnswerComplaint.decoded(ask.params), look, moment)
    }
  }
}

// MARK: - Looking

extension Disputes {
  /// The dispute of this id, open or ended.
  ///
  /// - Throws: -32002 where there is none.
  static func find(
    _ dispute: DisputeID, _ look: Look<DisputesState>, at pointer: String = "/dispute"
  ) throws(Refusal) -> DisputeFile {
    guard case .dispute(let file)? = look[.dispute(dispute)] else { throw WhyNot.disputeNotFound.at(pointer) }
    return file
  }

  /// The dispute of this id, which must be open.
  ///
  /// - Throws: -32002 where there is none; -32001 where it has ended.
  static func open(_ dispute: DisputeID, _ look: Look<DisputesState>) throws(Refusal) -> DisputeFile {
    let file = try find(dispute, look)
    if file.ending != nil { throw WhyNot.disputeEnded.at("/dispute") }
    return file
  }

  /// That a day has come, and that the dispute was raised by then.
  ///
  /// - Throws: -32001 where not.
  static func check(_ on: CivilDate, in file: DisputeFile, _ moment: Moment) throws(Refusal) {
    try check(on, moment)
    if on < file.raisedOn { throw WhyNot.beforeRaised.at("/on") }
  }

  /// That a day has come.
  ///
  /// - Throws: -32001 where not.
  static func check(_ on: CivilDate, _ moment: Moment) throws(Refusal) {
    if on > moment.today { throw WhyNot.inFuture.at("/on") }
  }

  /// That no child stands there twice, each at the pointer that `at` gives.
  ///
  /// - Throws: -32001 at the first that does.
  static func checkOnce(_ children: [ChildID], at pointer: (Int) -> String) throws(Refusal) {
    var seen: Set<ChildID> = []
    for (index, child) in children.enumerated() where !seen.insert(child).inserted {
      throw WhyNot.childNamedTwice.at(pointer(index))
    }
  }
}
