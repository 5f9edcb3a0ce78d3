import Contracts
import Policy

extension Decide {
  /// Registers an officer.
  static func registerOfficer(_ room: Room) throws(Refusal) -> Decision {
    let asked: RegisterOfficer = try room.asked()
    guard room.look.officer(asked.officer) == nil else { throw Refusal(.officerExists, at: "/officer") }
    let registered = OfficerRegistered(
      officer: asked.officer, from: asked.from, fte: asked.fte, kind: asked.kind,
      maximumChildren: asked.maximumChildren, roles: asked.roles, teams: asked.teams, skills: asked.skills,
      checks: asked.checks, qualifiedOn: asked.qualifiedOn, inPostSince: asked.inPostSince,
      background: asked.background)
    return .events([Draft(registered, about: asked.officer.text)])
  }

  /// Changes what holds for an officer from a day on.
  ///
  /// Warnings: `duties-exceed-time`, and `children-allocated` where an officer leaves to whom children are allocated on
  /// the day after.
  static func changeOfficer(_ room: Room) throws(Refusal) -> Decision {
    let asked = (try room.asked(ChangeOfficer.self)).body
    var objections = Objections()
    let known = room.look.officer(asked.officer)
    objections.add(.officerNotFound, at: "/officer", if: known == nil)
    if let known {
      objections.add(.changedBeforePost, at: "/from", if: asked.from < known.from)
      objections.add(
        .officerLeft, at: "/from", if: asked.leftOn == nil && known.leftOn.map { $0 < asked.from } ?? false)
      objections.add(.leftBeforePost, at: "/leftOn", if: asked.leftOn.map { $0 < known.from } ?? false)
    }
    objections.add(.endsBeforeItBegins, at: "/absentUntil", if: asked.absentUntil.map { $0 < asked.from } ?? false)
    objections.add(.endsBeforeItBegins, at: "/leftOn", if: asked.leftOn.map { $0 < asked.from } ?? false)
    objections.add(.changesNothing, at: "", if: asked.saysNothing)
    try objections.settle()
    guard let known else { preconditionFailure("an officer not known was refused") }
    let hours = (asked.duties ?? known.terms(on: asked.from).duties).reduce(0) { $0 + $1.hoursPerWeek }
    let fte = asked.fte ?? known.terms(on: asked.from).fte
    var warnings: [String] = []
    if hours > fte * Caseload.fullTimeHoursPerWeek { warnings.append("duties-exceed-time") }
    if let leftOn = asked.leftOn {
      let roster = Roster(room.look, on: leftOn.adding(days: 1))
      if (roster.post(of: asked.officer)?.children ?? 0) > 0 { warnings.append("children-allocated") }
    }
    return .events([Draft(OfficerChanged(asked), about: asked.officer.text)], warnings: warnings)
  }
}

extension OfficerChange {
  /// Whether it changes nothing at all.
  fileprivate var saysNothing: Bool {
    fte == nil && maximumChildren == nil && roles == nil && teams == nil && skills == nil && duties == nil
      && checks == nil && absentUntil == nil && leftOn == nil
      && (background ?? OfficerBackground()) == OfficerBackground()
  }
}
