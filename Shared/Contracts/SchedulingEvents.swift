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
  ]

  /// The event by its members.
  public init(
    officer: OfficerID, from: CivilDate, fte: Double, kind: KebabWord, maximumChildren: Int? = nil,
    roles: [KebabWord]? = nil, teams: [KebabWord]? = nil, skills: [KebabWord]? = nil
  ) {
    self.officer = officer
    self.from = from
    self.fte = fte
    self.kind = kind
    self.maximumChildren = maximumChildren
    self.roles = roles
    self.teams = teams
    self.skills = skills
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
  ]

  /// The event by its members.
  public init(
    child: ChildID, officer: OfficerID, on: CivilDate, reason: KebabWord? = nil, enteredOn: CivilDate,
    workingDays: Int? = nil, first: Bool
  ) {
    self.child = child
    self.officer = officer
    self.on = on
    self.reason = reason
    self.enteredOn = enteredOn
    self.workingDays = workingDays
    self.first = first
  }
}

/// The service was told of an entry late.
public struct NotificationLate: Message {
  public let child: ChildID
  public let enteredOn: CivilDate
  public let knownOn: CivilDate
  public let workingDays: Int

  public static let name = "notification-late"
  public static let words = "The service was told of an entry late."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("enteredOn", .date, "the day on which the child became looked after"),
    .required("knownOn", .date, "the day in London on which it became known here"),
    .required("workingDays", .integer(0...100_000), "working days from entry to knowing"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, enteredOn: CivilDate, knownOn: CivilDate, workingDays: Int
  ) {
    self.child = child
    self.enteredOn = enteredOn
    self.knownOn = knownOn
    self.workingDays = workingDays
  }
}

/// A deadline passed and what was due is not done.
public struct DeadlineMissed: Message {
  public let child: ChildID
  public let kind: KebabWord
  public let dueOn: CivilDate
  public let because: Because
  public let review: ReviewID?

  public static let name = "deadline-missed"
  public static let words = "A deadline passed and what was due is not done."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("kind", .word, "the kind of deadline"),
    .required("dueOn", .date, "the limit"),
    .required("because", .object(Because.fields), "why on that day"),
    .optional("review", .review, "the review, where it is one"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, kind: KebabWord, dueOn: CivilDate, because: Because, review: ReviewID? = nil
  ) {
    self.child = child
    self.kind = kind
    self.dueOn = dueOn
    self.because = because
    self.review = review
  }
}
