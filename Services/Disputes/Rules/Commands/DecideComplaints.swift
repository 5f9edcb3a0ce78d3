import Contracts
import Policy

// The end of a complaint by a child, or about an officer, with or without a challenge.
extension Disputes {
  /// A complaint is answered once, by somebody who is named and is not the one complained about. Only the child may
  /// withdraw it.
  static func answerComplaint(
    _ command: AnswerComplaint, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    try check(command.on, moment)
    let made = look.known(command.child).complaints.filter { complaint in
      !complaint.isWithdrawn && complaint.on == command.madeOn
        && command.about.map { $0 == complaint.about } ?? true
    }
    guard let complaint = made.first else { throw WhyNot.complaintNotFound.at("/child") }
    guard made.allSatisfy({ $0.about == complaint.about }) else { throw WhyNot.complaintNotFound.at("/about") }
    if command.on < complaint.on { throw WhyNot.beforeMade.at("/on") }
    if look.complaints(command.child).answer(to: complaint) != nil { throw WhyNot.complaintAnswered.at("/child") }
    let officer = made.compactMap(\.aboutOfficer).first
    if let officer, officer.text == command.by.id { throw WhyNot.complainedAbout.at("/by/id") }
    if command.outcome.text == "withdrawn", command.by.id != command.child.text {
      throw WhyNot.notItsAuthor.at("/by/id")
    }
    let answered = ComplaintAnswered(
      child: command.child, madeOn: complaint.on, about: complaint.about, on: command.on, outcome: command.outcome,
      through: command.through, aboutOfficer: officer, days: complaint.on.days(until: command.on))
    return .events([Draft(answered, about: command.child.text)])
  }
}
