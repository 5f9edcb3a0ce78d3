import Contracts

extension Participation {
  /// Records how a child took part. It waits for scheduling to tell of the review.
  ///
  /// A review that has a code keeps it: another code, or another word on chairing, needs a reason and stands in its
  /// place from then on; the same once more is refused. Of what nothing is said, what is on record counts.
  static func recordParticipation(_ room: Room) throws(Refusal) -> Decision {
    let command: RecordParticipation = try room.asked()
    let said = ParticipationFacts(
      attended: command.attended, spoke: command.spoke, advocate: command.advocate, symbols: command.symbols,
      viewsConveyed: command.viewsConveyed)
    guard command.code != nil || said.areSaid else { throw WhyNot.missing.at("/code") }
    var objections = Objections()
    if let day = command.reviewOn { objections.add(.inFuture, at: "/reviewOn", if: day > room.today) }
    let which = WhichReview(review: command.review, child: command.child, reviewOn: command.reviewOn)
    let finding = which.findHeld(room.look)
    if case .wrong(let why, let at) = finding { objections.add(why, at: at) }
    try objections.settle()
    switch finding {
    case .wrong(let why, let at): throw why.at(at)
    case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
    case .found(let view, let named):
      guard let held = named?.held else { preconditionFailure("a review that was held is named") }
      let reviewOn = command.reviewOn ?? held.heldOn
      let age = AgeAtReview(bornOn: view.dateOfBirth, on: reviewOn)
      let coded = try code(command, said, OnRecord(view, held), age)
      if let before = view.voice[held.review] {
        let isSame = before.code == coded.code && before.chairing == command.chairing
        if isSame || command.reason == nil {
          throw WhyNot.alreadyRecorded.at(command.review == nil ? "/reviewOn" : "/review")
        }
      }
      let recorded = ParticipationRecorded(
        child: view.child, review: held.review, reviewOn: reviewOn, code: coded.code, chairing: command.chairing,
        evidence: coded.evidence.map(\.word), reason: command.reason, follows: coded.follows,
        contradiction: coded.contradiction?.word, medium: command.medium)
      return .events([Draft(recorded, about: held.review.text)], warnings: coded.warnings)
    }
  }

  /// A code that may be recorded.
  private struct Coded {
    let code: ParticipationCode
    var evidence: [Evidence]
    var warnings: [String] = []
    /// The code that the facts or the record give, where this is another.
    var follows: ParticipationCode?
    /// The contradiction that was taken with a reason.
    var contradiction: Contradiction.Kind?
  }

  /// The code to record: as given, or as it follows from the facts; with the evidence for it and what is odd about it.
  private static func code(
    _ command: RecordParticipation, _ said: ParticipationFacts, _ onRecord: OnRecord, _ age: AgeAtReview
  ) throws(Refusal) -> Coded {
    let facts = said.areSaid ? onRecord.completing(said) : said
    let follows = facts.areSaid ? ParticipationTable.code(from: facts, age) : nil
    guard let code = command.code ?? follows else { preconditionFailure("neither a code nor facts were given") }
    var coded = Coded(code: code, evidence: [.codeGiven])
    switch age {
    case .underFour:
      if code.isMeasured { throw WhyNot.underFourTakesOnlyPN0.at("/code") }
    case .fourthBirthday:
      if !code.isMeasured { coded.warnings.append(Warning.pn0OnFourthBirthday.rawValue) }
    case .overFour:
      // With a reason it is taken, and listed as a contradiction.
      if !code.isMeasured, command.reason == nil { throw WhyNot.fromFourTakesPN1ToPN7.at("/code") }
    case .unknown: coded.warnings.append(Warning.ageNotChecked.rawValue)
    }
    if let follows {
      if code == follows {
        coded.evidence = (code.isMeasured ? [] : [.underFour]) + facts.evidence
      } else {
        guard command.reason != nil else { throw WhyNot.codeContradictsFacts.at("/code") }
        coded.evidence = facts.evidence + [.codeGiven]
        coded.follows = follows
        coded.contradiction = .againstFacts
      }
    }
    if let contradiction = Contradiction(code, chairing: command.chairing, age, onRecord) {
      guard command.reason != nil else {
        throw WhyNot.codeContradictsRecord.at(pointer(contradiction.kind, command))
      }
      coded.follows = contradiction.follows ?? coded.follows
      coded.contradiction = contradiction.kind
    }
    return coded
  }

  /// Where in the params stands what contradicts the record.
  private static func pointer(_ kind: Contradiction.Kind, _ command: RecordParticipation) -> String {
    switch kind {
    case .chairedWithoutAttending: "/chairing"
    case .viewsOnRecord: command.code == nil ? "/viewsConveyed" : "/code"
    case .attendedWithoutAttendance, .attendanceOnRecord: command.code == nil ? "/attended" : "/code"
    case .measuredUnderFour, .underFourCodeFromFour, .againstFacts: "/code"
    }
  }
}
