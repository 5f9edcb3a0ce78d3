/// A policy profile was adopted from a date.
public struct PolicyAdopted: Message {
  public let name: KebabWord
  public let from: CivilDate
  public let profile: JSON
  public let hash: String

  public static let name = "policy-adopted"
  public static let words = "A policy profile was adopted from a date."
  public static let fields: [Field] = [
    .required("name", .word, "the profile's name"),
    .required("from", .date, "the first day on which it holds"),
    .required("profile", .anyObject, "the whole profile, as a difference from the statutory baseline"),
    .required("hash", .text(1...200), "SHA-256 of the profile's canonical JSON, in hex"),
  ]

  /// The event by its members.
  public init(
    name: KebabWord, from: CivilDate, profile: JSON, hash: String
  ) {
    self.name = name
    self.from = from
    self.profile = profile
    self.hash = hash
  }
}

/// A working-day calendar was adopted.
public struct CalendarAdopted: Message {
  public let calendar: JSON
  public let hash: String

  public static let name = "calendar-adopted"
  public static let words = "A working-day calendar was adopted."
  public static let fields: [Field] = [
    .required("calendar", .anyObject, "the whole calendar"),
    .required("hash", .text(1...200), "SHA-256 of the calendar's canonical JSON, in hex"),
  ]

  /// The event by its members.
  public init(
    calendar: JSON, hash: String
  ) {
    self.calendar = calendar
    self.hash = hash
  }
}

/// An Independent Reviewing Officer was registered.
public struct OfficerRegistered: Message {
  public let officer: OfficerID
  public let from: CivilDate
  public let fte: Double
  public let kind: KebabWord
  public let maximumChildren: Int?
  public let roles: [KebabWord]?
  public let teams: [KebabWord]?
  public let skills: [KebabWord]?
  public let checks: [OfficerCheck]?
  public let qualifiedOn: CivilDate?
  public let inPostSince: CivilDate?
  public let background: OfficerBackground?

  public static let name = "officer-registered"
  public static let words = "An Independent Reviewing Officer was registered."
  public static let fields: [Field] = [
    .required("officer", .identifier, "the officer"),
    .required("from", .date, "the first day in post"),
    .required("fte", .number(0.01...1.5), "full-time equivalent"),
    .required("kind", .oneOf(["permanent", "agency", "fostering"]), "how the officer is employed"),
    .optional("maximumChildren", .integer(0...100_000), "the most children to allocate"),
    .optional("roles", .list(.word, 0...100), "what the officer chairs"),
    .optional("teams", .list(.word, 0...100), "the teams to which the officer is linked"),
    .optional("skills", .list(.word, 0...100), "what the officer is particularly able to do"),
    .optional("checks", .list(.object(OfficerCheck.fields), 0...20), "checks to be made again"),
    .optional("qualifiedOn", .date, "when the officer qualified as a social worker"),
    .optional("inPostSince", .date, "when the officer came into post, where it was before from"),
    .optional("background", .object(OfficerBackground.fields), "the officer's background"),
  ]

  /// The event by its members.
  public init(
    officer: OfficerID, from: CivilDate, fte: Double, kind: KebabWord, maximumChildren: Int? = nil,
    roles: [KebabWord]? = nil, teams: [KebabWord]? = nil, skills: [KebabWord]? = nil,
    checks: [OfficerCheck]? = nil, qualifiedOn: CivilDate? = nil, inPostSince: CivilDate? = nil,
    background: OfficerBackground? = nil
  ) {
    self.officer = officer
    self.from = from
    self.fte = fte
    self.kind = kind
    self.maximumChildren = maximumChildren
    self.roles = roles
    self.teams = teams
    self.skills = skills
    self.checks = checks
    self.qualifiedOn = qualifiedOn
    self.inPostSince = inPostSince
    self.background = background
  }
}

/// A child was allocated to an officer.
public struct OfficerAllocated: Message {
  public let child: ChildID
  public let officer: OfficerID
  public let on: CivilDate
  public let reason: KebabWord?
  public let enteredOn: CivilDate
  public let workingDays: Int?
  public let first: Bool
  public let previousOfficer: OfficerID?
  public let chosen: AllocationChoice?

  public static let name = "officer-allocated"
  public static let words = "A child was allocated to an officer."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("officer", .identifier, "the officer"),
    .required("on", .date, "from which day"),
    .optional("reason", .word, "why"),
    .required("enteredOn", .date, "the day on which the period of care began"),
    .optional(
      "workingDays", .integer(0...100_000),
      "working days from entry to this allocation; left out beyond the known calendar"),
    .required("first", .boolean, "whether it is the period of care's first"),
    .optional("previousOfficer", .identifier, "the officer before"),
    .optional("chosen", .object(AllocationChoice.fields), "how the service chose the officer, where it did"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, officer: OfficerID, on: CivilDate, reason: KebabWord? = nil, enteredOn: CivilDate,
    workingDays: Int? = nil, first: Bool, previousOfficer: OfficerID? = nil, chosen: AllocationChoice? = nil
  ) {
    self.child = child
    self.officer = officer
    self.on = on
    self.reason = reason
    self.enteredOn = enteredOn
    self.workingDays = workingDays
    self.first = first
    self.previousOfficer = previousOfficer
    self.chosen = chosen
  }
}

/// The service was told of an entry late.
public struct NotificationLate: Message {
  public let child: ChildID
  public let enteredOn: CivilDate
  public let knownOn: CivilDate
  public let workingDays: Int
  public let approvedOn: CivilDate?
  public let recordedOn: CivilDate?
  public let team: KebabWord?
  public let cause: KebabWord?
  public let owner: KebabWord?
  public let approvalToEntryWorkingDays: Int?
  public let entryToRecordWorkingDays: Int?
  public let recordToKnownWorkingDays: Int?

  public static let name = "notification-late"
  public static let words = "The service was told of an entry late."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("enteredOn", .date, "the day on which the child became looked after"),
    .required("knownOn", .date, "the day in London on which it became known here"),
    .required("workingDays", .integer(0...100_000), "working days from entry to knowing"),
    .optional("approvedOn", .date, "when coming into care was approved"),
    .optional("recordedOn", .date, "the day in London on which the source recorded the entry"),
    .optional("team", .word, "the social work team"),
    .optional("cause", .word, "where the news lay longest"),
    .optional("owner", .word, "the role that answers for that step"),
    .optional(
      "approvalToEntryWorkingDays", .integer(-100_000...100_000),
      "working days from approval to entry; below zero where it was approved after"),
    .optional(
      "entryToRecordWorkingDays", .integer(-100_000...100_000),
      "working days from entry to its record; below zero where it was recorded before"),
    .optional("recordToKnownWorkingDays", .integer(-100_000...100_000), "working days from its record to knowing"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, enteredOn: CivilDate, knownOn: CivilDate, workingDays: Int, approvedOn: CivilDate? = nil,
    recordedOn: CivilDate? = nil, team: KebabWord? = nil, cause: KebabWord? = nil, owner: KebabWord? = nil,
    approvalToEntryWorkingDays: Int? = nil, entryToRecordWorkingDays: Int? = nil, recordToKnownWorkingDays: Int? = nil
  ) {
    self.child = child
    self.enteredOn = enteredOn
    self.knownOn = knownOn
    self.workingDays = workingDays
    self.approvedOn = approvedOn
    self.recordedOn = recordedOn
    self.team = team
    self.cause = cause
    self.owner = owner
    self.approvalToEntryWorkingDays = approvalToEntryWorkingDays
    self.entryToRecordWorkingDays = entryToRecordWorkingDays
    self.recordToKnownWorkingDays = recordToKnownWorkingDays
  }
}

/// A deadline passed and what was due is not done.
public struct DeadlineMissed: Message {
  public let child: ChildID
  public let kind: KebabWord
  public let dueOn: CivilDate
  public let because: Because
  public let review: ReviewID?
  public let clock: DeadlineClock?
  public let officer: OfficerID?

  public static let name = "deadline-missed"
  public static let words = "A deadline passed and what was due is not done."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("kind", .word, "the kind of deadline"),
    .required("dueOn", .date, "the limit"),
    .required("because", .object(Because.fields), "why on that day"),
    .optional("review", .review, "the review, where it is one"),
    .optional("clock", .oneOf(DeadlineClock.allCases.map(\.rawValue)), "whose limit it is; statutory where left out"),
    .optional("officer", .identifier, "the child's officer"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, kind: KebabWord, dueOn: CivilDate, because: Because, review: ReviewID? = nil,
    clock: DeadlineClock? = nil, officer: OfficerID? = nil
  ) {
    self.child = child
    self.kind = kind
    self.dueOn = dueOn
    self.because = because
    self.review = review
    self.clock = clock
    self.officer = officer
  }
}
