/// A duty that an officer has beside children, and that lowers the number of children to allocate.
public struct OfficerDuty: Codable, Hashable, Sendable {
  /// The kind of duty.
  public let kind: KebabWord
  /// How many hours a week it takes.
  public let hoursPerWeek: Double

  /// The members of a duty.
  public static let fields: [Field] = [
    .required("kind", .word, "the kind of duty"),
    .required("hoursPerWeek", .number(0...60), "how many hours a week it takes"),
  ]

  /// A duty by its members.
  public init(
    kind: KebabWord, hoursPerWeek: Double
  ) {
    self.kind = kind
    self.hoursPerWeek = hoursPerWeek
  }
}

/// A check on an officer that must be made again by a day, such as registration with Social Work England.
public struct OfficerCheck: Codable, Hashable, Sendable {
  /// The kind of check.
  public let kind: KebabWord
  /// By which day it is to be made again.
  public let dueOn: CivilDate

  /// The members of a check.
  public static let fields: [Field] = [
    .required("kind", .word, "the kind of check"),
    .required("dueOn", .date, "by which day it is to be made again"),
  ]

  /// A check by its members.
  public init(
    kind: KebabWord, dueOn: CivilDate
  ) {
    self.kind = kind
    self.dueOn = dueOn
  }
}

/// What is otherwise about an officer from a day on; members left out stay as they were.
public struct OfficerChange: MessageBody {
  /// The officer.
  public let officer: OfficerID
  /// The first day on which it holds.
  public let from: CivilDate
  /// Full-time equivalent.
  public let fte: Double?
  /// The most children to allocate.
  public let maximumChildren: Int?
  /// What the officer chairs.
  public let roles: [KebabWord]?
  /// The teams to which the officer is linked.
  public let teams: [KebabWord]?
  /// What the officer is particularly able to do.
  public let skills: [KebabWord]?
  /// Duties beside children, all of them.
  public let duties: [OfficerDuty]?
  /// Checks to be made again, all of them.
  public let checks: [OfficerCheck]?
  /// The last day of an absence that begins with from.
  public let absentUntil: CivilDate?
  /// The last day in post.
  public let leftOn: CivilDate?
  /// What is otherwise known of the officer's background.
  public let background: OfficerBackground?

  /// The members of a change.
  public static let fields: [Field] = [
    .required("officer", .identifier, "the officer"),
    .required("from", .date, "the first day on which it holds"),
    .optional("fte", .number(0.01...1.5), "full-time equivalent"),
    .optional("maximumChildren", .integer(0...500), "the most children to allocate"),
    .optional("roles", .list(.oneOf(["reviews", "conferences"]), 0...2), "what the officer chairs"),
    .optional("teams", .list(.word, 0...50), "the teams to which the officer is linked"),
    .optional("skills", .list(.word, 0...50), "what the officer is particularly able to do"),
    .optional("duties", .list(.object(OfficerDuty.fields), 0...20), "duties beside children, all of them"),
    .optional("checks", .list(.object(OfficerCheck.fields), 0...20), "checks to be made again, all of them"),
    .optional("absentUntil", .date, "the last day of an absence that begins with from"),
    .optional("leftOn", .date, "the last day in post"),
    .optional("background", .object(OfficerBackground.fields), "what is otherwise known of the officer's background"),
  ]

  /// A change by its members.
  public init(
    officer: OfficerID, from: CivilDate, fte: Double? = nil, maximumChildren: Int? = nil, roles: [KebabWord]? = nil,
    teams: [KebabWord]? = nil, skills: [KebabWord]? = nil, duties: [OfficerDuty]? = nil,
    checks: [OfficerCheck]? = nil, absentUntil: CivilDate? = nil, leftOn: CivilDate? = nil,
    background: OfficerBackground? = nil
  ) {
    self.officer = officer
    self.from = from
    self.fte = fte
    self.maximumChildren = maximumChildren
    self.roles = roles
    self.teams = teams
    self.skills = skills
    self.duties = duties
    self.checks = checks
    self.absentUntil = absentUntil
    self.leftOn = leftOn
    self.background = background
  }
}

/// Says what is otherwise about an officer from a day on; members left out stay.
public struct ChangeOfficer: BodyMessage {
  public let body: OfficerChange

  public static let name = "change-officer"
  public static let words = "Says what is otherwise about an officer from a day on; members left out stay."

  /// The message by its body.
  public init(_ body: OfficerChange) { self.body = body }
}

/// Something about an officer is otherwise from a day on.
public struct OfficerChanged: BodyMessage {
  public let body: OfficerChange

  public static let name = "officer-changed"
  public static let words = "Something about an officer is otherwise from a day on."

  /// The message by its body.
  public init(_ body: OfficerChange) { self.body = body }
}

/// Allocates all of an officer's children anew, each by itself: to one officer, or as the service proposes.
public struct ReallocateChildren: Message {
  public let officer: OfficerID
  public let on: CivilDate
  public let to: OfficerID?
  public let reason: String

  public static let name = "reallocate-children"
  public static let words =
    "Allocates all of an officer's children anew, each by itself: to one officer, or as the service proposes."
  public static let fields: [Field] = [
    .required("officer", .identifier, "the officer whose children they are"),
    .required("on", .date, "from which day"),
    .optional("to", .identifier, "the officer who takes them; the service chooses where it is left out"),
    .required("reason", .text(1...200), "why"),
  ]
}

/// An officer whom the service looked at when it chose one for a child.
public struct OfficerConsidered: Codable, Hashable, Sendable {
  /// The officer.
  public let officer: OfficerID
  /// Children for each full-time equivalent.
  public let loadPerFte: Double
  /// What spoke against.
  public let against: [KebabWord]

  /// The members of an officer considered.
  public static let fields: [Field] = [
    .required("officer", .identifier, "the officer"),
    .required("loadPerFte", .number(0...10_000), "children for each full-time equivalent"),
    .required("against", .list(.word, 0...50), "what spoke against"),
  ]

  /// An officer considered, by its members.
  public init(
    officer: OfficerID, loadPerFte: Double, against: [KebabWord]
  ) {
    self.officer = officer
    self.loadPerFte = loadPerFte
    self.against = against
  }
}

/// How the service chose an officer for a child.
public struct AllocationChoice: Codable, Hashable, Sendable {
  /// What spoke for the officer.
  public let reasons: [KebabWord]
  /// The officers looked at.
  public let considered: [OfficerConsidered]

  /// The members of a choice.
  public static let fields: [Field] = [
    .required("reasons", .list(.word, 0...50), "what spoke for the officer"),
    .required("considered", .list(.object(OfficerConsidered.fields), 0...500), "the officers looked at"),
  ]

  /// A choice by its members.
  public init(
    reasons: [KebabWord], considered: [OfficerConsidered]
  ) {
    self.reasons = reasons
    self.considered = considered
  }
}
