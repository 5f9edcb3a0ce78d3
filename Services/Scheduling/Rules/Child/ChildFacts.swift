import Contracts

/// A day on which care ended, and why.
struct Leaving: Codable, Equatable {
  let on: CivilDate
  let reason: ReasonEpisodeCeased

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case reason = "r"
  }
}

/// A legal status and the first day on which it held.
struct StatusFrom: Codable, Equatable {
  let on: CivilDate
  let status: LegalStatus

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case status = "s"
  }
}

/// Descriptive members that changed on a day; one left out did not change.
struct DetailFrom: Codable, Equatable {
  let on: CivilDate
  var dateOfBirth: CivilDate?
  var siblings: [ChildID]?
  var team: KebabWord?
  var area: KebabWord?
  var needs: [KebabWord]?

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case dateOfBirth = "b"
    case siblings = "s"
    case team = "t"
    case area = "a"
    case needs = "n"
  }
}

/// An officer and the first day of the allocation.
struct AllocationFrom: Codable, Equatable {
  let on: CivilDate
  let officer: OfficerID

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case officer = "o"
  }
}

/// A change of the care plan.
struct PlanChange: Codable, Equatable {
  let on: CivilDate
  /// What changed.
  let change: KebabWord
  let isSignificant: Bool
  /// The day in London on which it became known.
  let knownOn: CivilDate

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case change = "c"
    case isSignificant = "s"
    case knownOn = "k"
  }
}

/// A plan for permanence and the day on which it was set.
struct PermanenceFrom: Codable, Equatable {
  let on: CivilDate
  let plan: KebabWord
  /// The plan pursued beside it.
  var parallel: KebabWord?

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case plan = "p"
    case parallel = "q"
  }
}

/// A step that another system does for the child: when it is due, when it was done.
struct Milestone: Codable, Equatable {
  let kind: KebabWord
  var dueOn: CivilDate?
  var doneOn: CivilDate?

  private enum CodingKeys: String, CodingKey {
    case kind = "k"
    case dueOn = "d"
    case doneOn = "m"
  }
}

/// A step of child protection.
struct ProtectionStep: Codable, Equatable {
  let on: CivilDate
  let event: ChildProtectionEvent
  var category: KebabWord?
  /// Which plan it is for the child, counted from 1.
  var planNumber: Int?

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case event = "e"
    case category = "c"
    case planNumber = "n"
  }
}

/// A step of court proceedings.
struct CourtStep: Codable, Equatable {
  let on: CivilDate
  let event: CourtEvent
  /// By which day a review is directed.
  var dueOn: CivilDate?
  /// Until when the court wants reviews.
  var until: CivilDate?

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case event = "e"
    case dueOn = "l"
    case until = "u"
  }
}

/// A time for which the child was missing.
struct Absence: Codable, Equatable {
  let from: CivilDate
  var to: CivilDate?
  /// When the return home interview was held.
  var interviewOn: CivilDate?

  private enum CodingKeys: String, CodingKey {
    case from = "d"
    case to = "t"
    case interviewOn = "i"
  }
}

/// A complaint that the child made.
struct Complaint: Codable, Equatable {
  let on: CivilDate
  let about: KebabWord

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case about = "a"
  }
}

/// A cohort to which the child belongs, and since when.
struct Membership: Codable, Equatable {
  let cohort: KebabWord
  let since: CivilDate

  private enum CodingKeys: String, CodingKey {
    case cohort = "c"
    case since = "d"
  }
}

/// An entry to care, with what was told of the child then.
struct Entry: Codable, Equatable {
  let on: CivilDate
  let dateOfBirth: CivilDate
  let status: LegalStatus
  let placement: PlacementFrom
  /// When coming into care was approved.
  let approvedOn: CivilDate?
  /// The day in London on which the source system wrote it down.
  let recordedOn: CivilDate?
  /// The day in London on which it became known here.
  let knownOn: CivilDate
  let siblings: [ChildID]?
  let team: KebabWord?
  let area: KebabWord?
  let needs: [KebabWord]?
  /// True for an unaccompanied asylum-seeking child.
  let isUnaccompanied: Bool?

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case dateOfBirth = "b"
    case status = "l"
    case placement = "p"
    case approvedOn = "a"
    case recordedOn = "r"
    case knownOn = "k"
    case siblings = "s"
    case team = "t"
    case area = "e"
    case needs = "n"
    case isUnaccompanied = "u"
  }

  /// The entry that an event tells.
  init(_ told: ChildEnteredCare, _ event: Event) {
    on = told.enteredOn
    dateOfBirth = told.dateOfBirth
    status = told.legalStatus
    placement = PlacementFrom(on: told.enteredOn, told.placement, isPlanned: nil)
    approvedOn = told.approvedOn
    recordedOn = event.recordedtime?.londonDate
    knownOn = event.receivedtime?.londonDate ?? told.enteredOn
    siblings = told.siblings
    team = told.team
    area = told.area
    needs = told.needs
    isUnaccompanied = told.unaccompaniedAsylumSeeking == true ? true : nil
  }
}

/// A placement and the first day on which it held.
struct PlacementFrom: Codable, Equatable {
  let on: CivilDate
  let type: PlacementType
  /// `unregistered` or `unregulated`; nil for a registered one.
  let registration: KebabWord?
  /// Miles from the child's home.
  let distanceMiles: Double?
  /// Whether the move was planned; nil where not said.
  let isPlanned: Bool?
  /// The day in London on which an unplanned move became known; nil for any other.
  var knownOn: CivilDate?

  private enum CodingKeys: String, CodingKey {
    case on = "d"
    case knownOn = "k"
    case type = "t"
    case registration = "r"
    case distanceMiles = "m"
    case isPlanned = "p"
  }

  /// The placement that a fact tells, from a day.
  init(on day: CivilDate, _ told: Placement, isPlanned: Bool?) {
    on = day
    type = told.type
    registration = told.registration.flatMap { $0 == "registered" ? nil : KebabWord($0) }
    distanceMiles = told.distanceMiles
    self.isPlanned = isPlanned
  }
}
