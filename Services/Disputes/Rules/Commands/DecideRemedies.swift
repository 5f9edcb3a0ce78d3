import Contracts
import Policy

// What goes on beside the ladder: the proof of a remedy, Cafcass, legal advice.
extension Disputes {
  /// The proof is told once. What was not upheld, or was withdrawn, has nothing to prove.
  static func evidence(
    _ command: EvidenceRemedy, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let file = try find(command.dispute, look)
    try check(command.on, in: file, moment)
    if file.remedy != nil { throw WhyNot.evidencedAlready.at("/dispute") }
    if let ending = file.ending, ["not-upheld", "withdrawn"].contains(ending.outcome.text) {
      throw WhyNot.nothingToEvidence.at("/dispute")
    }
    let agreedOn = file.agreedOn
    if let agreedOn, command.on < agreedOn { throw WhyNot.beforeAgreed.at("/on") }
    let evidenced = RemedyEvidenced(
      dispute: file.dispute, on: command.on, evidence: command.evidence,
      daysFromRaised: file.raisedOn.days(until: command.on),
      daysFromAgreed: agreedOn.map { $0.days(until: command.on) }, inTime: file.remedyDueOn.map { command.on <= $0 })
    return .events([Draft(evidenced, about: file.dispute.text)])
  }

  /// Refers to Cafcass at any moment, also after the end and again on another day (CPR 2010 reg 45; CA 1989 s25B(3)).
  static func refer(
    _ command: ReferToCafcass, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let file = try find(command.dispute, look)
    try check(command.on, in: file, moment)
    if file.cafcassReferrals.contains(command.on) { throw WhyNot.alreadyReferred.at("/on") }
    let referred = ReferredToCafcass(dispute: file.dispute, on: command.on)
    return .events([Draft(referred, about: file.dispute.text)])
  }

  /// Legal advice may be sought at any moment, and as often as need be; its text is kept apart.
  static func seekAdvice(
    _ command: SeekLegalAdvice, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    let file = try find(command.dispute, look)
    try check(command.on, in: file, moment)
    let sought = LegalAdviceSought(
      dispute: file.dispute, on: command.on, from: command.from, sealed: command.sealed?.hash)
    return .events([Draft(sought, about: file.dispute.text)])
  }
}
