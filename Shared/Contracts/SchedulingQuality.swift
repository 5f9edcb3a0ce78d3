/// One item of an audit's form.
public struct AuditItem: Codable, Hashable, Sendable {
  /// The item.
  public let item: KebabWord
  /// Whether it is met.
  public let met: Bool

  /// The members of an item.
  public static let fields: [Field] = [
    .required("item", .word, "the item"),
    .required("met", .boolean, "whether it is met"),
  ]

  /// An item by its members.
  public init(
    item: KebabWord, met: Bool
  ) {
    self.item = item
    self.met = met
  }
}

/// Records an audit of a child's case, item by item.
public struct CompleteAudit: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let conference: ConferenceID?
  public let form: KebabWord
  public let items: [AuditItem]
  public let on: CivilDate?

  public static let name = "complete-audit"
  public static let words = "Records an audit of a child's case, item by item."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .optional("conference", .review, "the conference"),
    .required("form", .word, "the audit's form"),
    .required("items", .list(.object(AuditItem.fields), 1...100), "its items"),
    .optional("on", .date, "when; default today"),
  ]
}

/// An audit of a child's case was completed.
public struct AuditCompleted: Message {
  public let child: ChildID
  public let review: ReviewID?
  public let conference: ConferenceID?
  public let form: KebabWord
  public let items: [AuditItem]
  public let on: CivilDate
  public let failed: [KebabWord]

  public static let name = "audit-completed"
  public static let words = "An audit of a child's case was completed."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .optional("conference", .review, "the conference"),
    .required("form", .word, "the audit's form"),
    .required("items", .list(.object(AuditItem.fields), 1...100), "its items"),
    .required("on", .date, "when"),
    .required("failed", .list(.word, 0...100), "the items that are not met"),
  ]

  /// The event by its members.
  public init(
    child: ChildID, review: ReviewID? = nil, conference: ConferenceID? = nil, form: KebabWord, items: [AuditItem],
    on: CivilDate, failed: [KebabWord]
  ) {
    self.child = child
    self.review = review
    self.conference = conference
    self.form = form
    self.items = items
    self.on = on
    self.failed = failed
  }
}

/// What the service did beside single children's cases: a forum, training, a panel, supervision, ...
public struct Activity: MessageBody {
  /// The kind: forum, training, observation, panel, link-role, supervision, ....
  public let kind: KebabWord
  /// Which one, where there are several.
  public let name: KebabWord?
  /// When.
  public let on: CivilDate
  /// The officer.
  public let officer: OfficerID?
  /// The child, where it concerns one.
  public let child: ChildID?
  /// How long it took.
  public let hours: Double?
  /// What came of it.
  public let outcome: KebabWord?
  /// Its last day, where it goes on.
  public let until: CivilDate?

  /// The members of an activity.
  public static let fields: [Field] = [
    .required("kind", .word, "the kind: forum, training, observation, panel, link-role, supervision, ..."),
    .optional("name", .word, "which one, where there are several"),
    .required("on", .date, "when"),
    .optional("officer", .identifier, "the officer"),
    .optional("child", .identifier, "the child, where it concerns one"),
    .optional("hours", .number(0...1_000), "how long it took"),
    .optional("outcome", .word, "what came of it"),
    .optional("until", .date, "its last day, where it goes on"),
  ]

  /// An activity by its members.
  public init(
    kind: KebabWord, name: KebabWord? = nil, on: CivilDate, officer: OfficerID? = nil, child: ChildID? = nil,
    hours: Double? = nil, outcome: KebabWord? = nil, until: CivilDate? = nil
  ) {
    self.kind = kind
    self.name = name
    self.on = on
    self.officer = officer
    self.child = child
    self.hours = hours
    self.outcome = outcome
    self.until = until
  }
}

/// Records what the service did beside single children's cases.
public struct RecordActivity: BodyMessage {
  public let body: Activity

  public static let name = "record-activity"
  public static let words = "Records what the service did beside single children's cases."

  /// The message by its body.
  public init(_ body: Activity) { self.body = body }
}

/// What the service did beside single children's cases was recorded.
public struct ActivityRecorded: BodyMessage {
  public let body: Activity

  public static let name = "activity-recorded"
  public static let words = "What the service did beside single children's cases was recorded."

  /// The message by its body.
  public init(_ body: Activity) { self.body = body }
}
