import Contracts
import Policy

extension Decide {
  /// Allocates from a day in care, which may lie ahead (Children Act 1989 s25A; IRO Handbook: within 5 working days).
  ///
  /// Where no officer is named the service chooses (``Allocation``) and says why. A named officer is taken as long as
  /// the officer has not left, with what speaks against as warnings. How many children a named officer has is looked at
  /// only where the officer has a maximum, as it costs a look at every child: an import of years must not.
  static func allocateOfficer(_ room: Room) throws(Refusal) -> Decision {
    let asked: AllocateOfficer = try room.asked()
    let known = room.look.child(asked.child)
    let period = known?.period(on: asked.on)
    let named = asked.officer.flatMap { room.look.officer($0) }
    var objections = Objections()
    objections.add(.childNotFound, at: "/child", if: known == nil)
    objections.add(.officerNotFound, at: "/officer", if: asked.officer != nil && named == nil)
    objections.add(.officerLeft, at: "/officer", if: named?.leftOn.map { $0 < asked.on } ?? false)
    objections.add(.notInCare, at: "/on", if: known != nil && period == nil)
    try objections.settle()
    guard let known, let child = Roster.Case(known, on: asked.on, room.policy) else {
      preconditionFailure("a child out of care was refused")
    }
    let reason = asked.reason.flatMap { KebabWord($0) }
    if let named {
      let roster = room.roster(for: child, named, on: asked.on)
      let told = try room.allocated(known, to: named.officer, on: asked.on, reason: reason)
      return .events(told, warnings: warnings(named, child, roster))
    }
    let choice = Allocation.choose(for: child, from: Roster(room.look, on: asked.on))
    guard let officer = choice.officer else { throw Refusal(.noOfficerFits, at: "/officer") }
    return .events(try room.allocated(known, to: officer, on: asked.on, reason: reason, chosen: choice.told))
  }

  /// Allocates all children whom an officer has on a day to one officer, or to whom the service chooses for each: what
  /// the question `reallocation` shows. Children for whom there is no officer stay where they are, with a warning.
  static func reallocateChildren(_ room: Room) throws(Refusal) -> Decision {
    let asked: ReallocateChildren = try room.asked()
    let taker = asked.to.flatMap { room.look.officer($0) }
    var objections = Objections()
    objections.add(.officerNotFound, at: "/officer", if: room.look.officer(asked.officer) == nil)
    objections.add(.officerNotFound, at: "/to", if: asked.to != nil && taker == nil)
    objections.add(.officerLeft, at: "/to", if: taker?.leftOn.map { $0 < asked.on } ?? false)
    objections.add(.sameOfficer, at: "/to", if: asked.to == asked.officer)
    try objections.settle()
    var roster = Roster(room.look, on: asked.on)
    let children = roster.children(of: asked.officer)
    objections.add(.noChildrenAllocated, at: "/officer", if: children.isEmpty)
    objections.add(.tooManyChildren, at: "/officer", if: children.count > Allocation.spreadLimit)
    try objections.settle()
    let reason = KebabWord(asked.reason) ?? KebabWord("reallocation")
    var drafts: [Draft] = []
    var notes: [String] = []
    if let taker {
      for child in children { roster.allocate(child.child, to: nil) }
      for child in children {
        notes += warnings(taker, child, roster)
        roster.allocate(child.child, to: taker.officer)
        drafts += try room.allocated(room.child(child.child), to: taker.officer, on: asked.on, reason: reason)
      }
    } else {
      for choice in Allocation.spread(asked.officer, over: roster) {
        guard let officer = choice.officer else {
          notes.append("no-officer-fits")
          continue
        }
        drafts += try room.allocated(
          room.child(choice.child), to: officer, on: asked.on, reason: reason, chosen: choice.told)
      }
      guard !drafts.isEmpty else { throw Refusal(.noOfficerFits, at: "/officer") }
    }
    return .events(drafts, warnings: Set(notes).sorted())
  }

  /// What is odd about a named officer for a child, in the words of the answer.
  private static func warnings(_ officer: Officer, _ child: Roster.Case, _ roster: Roster) -> [String] {
    guard let post = roster.post(of: officer.officer), post.isInPost else { return ["officer-not-in-post"] }
    var free = roster
    free.allocate(child.child, to: nil)
    let kin = Allocation.Kin(child, in: free)
    let considered = Allocation.consider(free.post(of: officer.officer) ?? post, for: child, kin, in: free)
    var warnings = considered.doubts.compactMap { doubt in
      switch doubt {
      case .absent: "officer-away"
      case .leaving: "officer-leaves"
      case .atMaximum: "over-maximum"
      case .overGuide, .conflictOfInterest, .noTime, .doesNotChairReviews: doubt.rawValue
      case .noRoomForSiblings: nil
      }
    }
    if kin.siblings.contains(where: { $0 != nil }), !kin.siblings.contains(officer.officer) {
      warnings.append("sibling-with-another-officer")
    }
    return warnings
  }
}

extension Decide.Room {
  /// What comes of allocating a child from a day in care.
  fileprivate func allocated(
    _ child: ChildRecord, to officer: OfficerID, on day: CivilDate, reason: KebabWord?, chosen: AllocationChoice? = nil
  ) throws(Refusal) -> [Draft] {
    guard let period = child.period(on: day) else { throw Refusal(.notInCare, at: "/on") }
    let allocated = OfficerAllocated(
      child: child.child, officer: officer, on: day, reason: reason, enteredOn: period.enteredOn,
      workingDays: policy.calendar.workingDays(after: period.enteredOn, through: day),
      first: period.allocations.allSatisfy { $0.on > day }, previousOfficer: child.officer(on: day), chosen: chosen)
    return told(allocated, about: child.child.text, child)
  }

  /// The roster against which a named officer is looked at: with all children where the officer has a maximum or a
  /// child is to be kept apart, else with the brothers and sisters alone.
  fileprivate func roster(for child: Roster.Case, _ officer: Officer, on day: CivilDate) -> Roster {
    let isApart = child.needs.contains { $0.text.hasPrefix(Allocation.apartFrom) }
    if isApart || officer.terms(on: day).maximumChildren != nil { return Roster(look, on: day) }
    var roster = Roster([officer], policy, on: day)
    for sibling in child.siblings { if let record = look.child(sibling) { roster.add(record, policy) } }
    return roster
  }
}
