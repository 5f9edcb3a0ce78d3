/// Raises a theme of several challenges with a senior role.
public struct DeclareTheme: Message {
  public let theme: KebabWord
  public let team: KebabWord?
  public let on: CivilDate
  public let to: KebabWord
  public let disputes: [DisputeID]?

  public static let name = "declare-theme"
  public static let words = "Raises a theme of several challenges with a senior role."
  public static let fields: [Field] = [
    .required("theme", .word, "the theme"),
    .optional("team", .word, "the team challenged"),
    .required("on", .date, "when"),
    .required("to", .word, "the senior role to whom it goes"),
    .optional("disputes", .list(.identifier, 0...200), "the challenges it arises from"),
  ]
}

/// A theme of several challenges was raised with a senior role.
public struct ThemeDeclared: Message {
  public let theme: KebabWord
  public let team: KebabWord?
  public let on: CivilDate
  public let to: KebabWord
  public let disputes: [DisputeID]?
  public let because: KebabWord

  public static let name = "theme-declared"
  public static let words = "A theme of several challenges was raised with a senior role."
  public static let fields: [Field] = [
    .required("theme", .word, "the theme"),
    .optional("team", .word, "the team challenged"),
    .required("on", .date, "when"),
    .required("to", .word, "the senior role to whom it goes"),
    .optional("disputes", .list(.identifier, 0...200), "the challenges it arises from"),
    .required("because", .oneOf(["asked", "pattern"]), "whether somebody saw it, or a pattern had proposed it"),
  ]

  /// The event by its members.
  public init(
    theme: KebabWord, team: KebabWord? = nil, on: CivilDate, to: KebabWord, disputes: [DisputeID]? = nil,
    because: KebabWord
  ) {
    self.theme = theme
    self.team = team
    self.on = on
    self.to = to
    self.disputes = disputes
    self.because = because
  }
}

/// So many challenges of one theme and team came in so many weeks that the profile proposes to raise the theme.
public struct ThemeProposed: Message {
  public let theme: KebabWord
  public let team: KebabWord?
  public let on: CivilDate?
  public let disputes: [DisputeID]
  public let weeks: Int
  public let to: KebabWord

  public static let name = "theme-proposed"
  public static let words =
    "So many challenges of one theme and team came in so many weeks that the profile proposes to raise the theme."
  public static let fields: [Field] = [
    .required("theme", .word, "the theme"),
    .optional("team", .word, "the team challenged"),
    .optional("on", .date, "when the pattern was complete"),
    .required("disputes", .list(.identifier, 0...200), "the challenges it arises from"),
    .required("weeks", .integer(1...520), "in how many weeks they came"),
    .required("to", .word, "the senior role to whom it should go"),
  ]

  /// The event by its members.
  public init(
    theme: KebabWord, team: KebabWord? = nil, on: CivilDate? = nil, disputes: [DisputeID], weeks: Int, to: KebabWord
  ) {
    self.theme = theme
    self.team = team
    self.on = on
    self.disputes = disputes
    self.weeks = weeks
    self.to = to
  }
}

/// Good practice that an officer saw.
public struct GoodPractice: MessageBody {
  /// When.
  public let on: CivilDate
  /// What was good.
  public let about: KebabWord
  /// The child.
  public let child: ChildID?
  /// The team.
  public let team: KebabWord?
  /// Who records it.
  public let officer: OfficerID?

  /// The members of good practice.
  public static let fields: [Field] = [
    .required("on", .date, "when"),
    .required("about", .word, "what was good"),
    .optional("child", .identifier, "the child"),
    .optional("team", .word, "the team"),
    .optional("officer", .identifier, "who records it"),
  ]

  /// Good practice by its members.
  public init(
    on: CivilDate, about: KebabWord, child: ChildID? = nil, team: KebabWord? = nil, officer: OfficerID? = nil
  ) {
    self.on = on
    self.about = about
    self.child = child
    self.team = team
    self.officer = officer
  }
}

/// Records good practice that an officer saw.
public struct RecordGoodPractice: BodyMessage {
  public let body: GoodPractice

  public static let name = "record-good-practice"
  public static let words = "Records good practice that an officer saw."

  /// The message by its body.
  public init(_ body: GoodPractice) { self.body = body }
}

/// Good practice that an officer saw was recorded.
public struct GoodPracticeRecorded: BodyMessage {
  public let body: GoodPractice

  public static let name = "good-practice-recorded"
  public static let words = "Good practice that an officer saw was recorded."

  /// The message by its body.
  public init(_ body: GoodPractice) { self.body = body }
}
