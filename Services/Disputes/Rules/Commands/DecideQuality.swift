import Contracts
import Policy

// What concerns more than one challenge: themes, good practice, clinics, views to court.
extension Disputes {
  static func declareTheme(
    _ command: DeclareTheme, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> Decision {
    try check(command.on, moment)
    var file = ThemeFile(theme: command.theme, team: command.team)
    if case .theme(let known)? = look[.theme(command.theme, command.team)] { file = known }
    for (index, dispute) in (command.disputes ?? []).enumerated() {
      _ = try find(dispute, look, at: "/disputes/\(index)")
    }
    let because = KebabWord(file.isProposed ? "pattern" : "asked")
    let proposed = file.isProposed ? file.entries.last?.disputes : nil
    guard let because else { preconditionFailure("the cause of a declaration is a word") }
    let declared = ThemeDeclared(
      theme: command.theme, team: command.team, on: command.on, to: command.to,
      disputes: command.disputes ?? proposed, because: because)
    return .events([Draft(declared, about: command.theme.text)])
  }

  static func recordPractice(_ command: RecordGoodPractice, _ moment: Moment) throws(Refusal) -> Decision {
    try check(command.body.on, moment)
    let subject = command.body.child?.text ?? command.body.team?.text ?? command.body.about.text
    return .events([Draft(GoodPracticeRecorded(command.body), about: subject)])
  }

  static func holdClinic(_ ask: Ask, _ look: Look<DisputesState>, _ moment: Moment) throws(Refusal) -> Decision {
    let command = try HoldClinic.decoded(ask.params)
    try check(command.on, moment)
    try checkOnce(command.children.map(\.child)) { "/children/\($0)/child" }
    guard let clinic = command.clinic ?? ClinicID(ask.assigned) else {
      preconditionFailure("the id assigned is no identifier")
    }
    if look[.clinic(clinic)] != nil { throw WhyNot.clinicExists.at("/clinic") }
    let held = ClinicHeld(
      clinic: clinic, on: command.on, chair: command.chair, attendees: command.attendees, cohort: command.cohort,
      children: command.children)
    return .events(
      [Draft(held, about: clinic.text)], assigned: command.clinic == nil ? [("clinic", clinic.text)] : [])
  }

  static func fileView(_ command: FileCourtView, _ moment: Moment) throws(Refusal) -> Decision {
    try check(command.body.on, moment)
    return .events([Draft(CourtViewFiled(command.body), about: command.body.child.text)])
  }
}
