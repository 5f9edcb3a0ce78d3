/// A child discussed at a challenge clinic.
public struct ClinicChild: Codable, Hashable, Sendable {
  /// The child.
  public let child: ChildID
  /// What came of it.
  public let outcome: KebabWord
  /// Where it was referred, such as legal-gateway-panel.
  public let referral: KebabWord?

  /// The members of a discussion.
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("outcome", .word, "what came of it"),
    .optional("referral", .word, "where it was referred, such as legal-gateway-panel"),
  ]

  /// A discussion by its members.
  public init(
    child: ChildID, outcome: KebabWord, referral: KebabWord? = nil
  ) {
    self.child = child
    self.outcome = outcome
    self.referral = referral
  }
}

/// Records a challenge clinic and each child discussed.
public struct HoldClinic: Message {
  public let clinic: ClinicID?
  public let on: CivilDate
  public let chair: KebabWord
  public let attendees: [KebabWord]?
  public let cohort: KebabWord?
  public let children: [ClinicChild]

  public static let name = "hold-clinic"
  public static let words = "Records a challenge clinic and each child discussed."
  public static let fields: [Field] = [
    .optional("clinic", .identifier, "the clinic; the service assigns an id where it is left out"),
    .required("on", .date, "when"),
    .required("chair", .word, "the role of the one who chaired"),
    .optional("attendees", .list(.word, 0...50), "the roles of those who took part"),
    .optional("cohort", .word, "the cohort whose children were discussed"),
    .required("children", .list(.object(ClinicChild.fields), 0...300), "the children discussed"),
  ]
}

/// A challenge clinic was held, and children were discussed.
public struct ClinicHeld: Message {
  public let clinic: ClinicID
  public let on: CivilDate
  public let chair: KebabWord
  public let attendees: [KebabWord]?
  public let cohort: KebabWord?
  public let children: [ClinicChild]

  public static let name = "clinic-held"
  public static let words = "A challenge clinic was held, and children were discussed."
  public static let fields: [Field] = [
    .required("clinic", .identifier, "the clinic"),
    .required("on", .date, "when"),
    .required("chair", .word, "the role of the one who chaired"),
    .optional("attendees", .list(.word, 0...50), "the roles of those who took part"),
    .optional("cohort", .word, "the cohort whose children were discussed"),
    .required("children", .list(.object(ClinicChild.fields), 0...300), "the children discussed"),
  ]

  /// The event by its members.
  public init(
    clinic: ClinicID, on: CivilDate, chair: KebabWord, attendees: [KebabWord]? = nil, cohort: KebabWord? = nil,
    children: [ClinicChild]
  ) {
    self.clinic = clinic
    self.on = on
    self.chair = chair
    self.attendees = attendees
    self.cohort = cohort
    self.children = children
  }
}

/// An officer's views, given to the court in proceedings about a child.
public struct CourtView: MessageBody {
  /// The child.
  public let child: ChildID
  /// When it was filed.
  public let on: CivilDate
  /// The proceedings, as an id in a word.
  public let proceedings: KebabWord?
  /// How the views were given.
  public let kind: KebabWord
  /// Whether the children's guardian was consulted.
  public let guardianConsulted: Bool?

  /// The members of views to court.
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("on", .date, "when it was filed"),
    .optional("proceedings", .word, "the proceedings, as an id in a word"),
    .required("kind", .oneOf(["statement", "report", "oral"]), "how the views were given"),
    .optional("guardianConsulted", .boolean, "whether the children's guardian was consulted"),
  ]

  /// Views to court by their members.
  public init(
    child: ChildID, on: CivilDate, proceedings: KebabWord? = nil, kind: KebabWord, guardianConsulted: Bool? = nil
  ) {
    self.child = child
    self.on = on
    self.proceedings = proceedings
    self.kind = kind
    self.guardianConsulted = guardianConsulted
  }
}

/// Records that an officer's views were given to the court.
public struct FileCourtView: BodyMessage {
  public let body: CourtView

  public static let name = "file-court-view"
  public static let words = "Records that an officer's views were given to the court."

  /// The message by its body.
  public init(_ body: CourtView) { self.body = body }
}

/// An officer's views were given to the court.
public struct CourtViewFiled: BodyMessage {
  public let body: CourtView

  public static let name = "court-view-filed"
  public static let words = "An officer's views were given to the court."

  /// The message by its body.
  public init(_ body: CourtView) { self.body = body }
}
