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
      checks: asked.checks, qualifiedOn: asked.qualifiedOn, inPostSince: asked.inPostSince)
    return .events([Draft(registered, about: asked.officer.text)])
  }

  /// Changes what holds for an officer from a day on.
  static func changeOfficer(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }

  /// Allocates from a day in care, which may lie ahead (Children Act 1989 s25A; IRO Handbook: within 5 working days).
  static func allocateOfficer(_ room: Room) throws(Refusal) -> Decision {
    let asked: AllocateOfficer = try room.asked()
    let known = room.look.child(asked.child)
    let period = known?.period(on: asked.on)
    var objections = Objections()
    objections.add(.childNotFound, at: "/child", if: known == nil)
    objections.add(
      .officerNotFound, at: "/officer", if: asked.officer.map { room.look.officer($0) == nil } ?? false)
    objections.add(.notInCare, at: "/on", if: known != nil && period == nil)
    try objections.settle()
    guard let known, let period else { preconditionFailure("a child out of care was refused") }
    guard let officer = asked.officer else { throw Refusal(.officerNotFound, at: "/officer") }
    let allocated = OfficerAllocated(
      child: asked.child, officer: officer, on: asked.on, reason: asked.reason.flatMap { KebabWord($0) },
      enteredOn: period.enteredOn,
      workingDays: room.policy.calendar.workingDays(after: period.enteredOn, through: asked.on),
      first: period.allocations.allSatisfy { $0.on > asked.on })
    return .events(room.told(allocated, about: asked.child.text, known))
  }

  /// Allocates all children of an officer who leaves.
  static func reallocateChildren(_ room: Room) throws(Refusal) -> Decision {
    throw Refusal(.noMethod, "no-such-method")
  }
}
