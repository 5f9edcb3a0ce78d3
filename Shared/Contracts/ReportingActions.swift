/// Sets an action of the work plan; the same id again puts it right.
public struct SetAction: Message {
  public let action: ActionID?
  public let priority: String
  public let area: String?
  public let outcome: String
  public let lead: KebabWord
  public let timescale: String
  public let dueOn: CivilDate?
  public let status: KebabWord?

  public static let name = "set-action"
  public static let words = "Sets an action of the work plan; the same id again puts it right."
  public static let fields: [Field] = [
    .optional("action", .identifier, "the action; the service assigns an id where it is left out"),
    .required("priority", .text(1...200), "the priority it serves"),
    .optional("area", .text(1...200), "the area of work"),
    .required("outcome", .text(1...1_000), "what it is to bring about"),
    .required("lead", .word, "the role of the one who leads it"),
    .required("timescale", .text(1...200), "by when, in the plan's own words"),
    .optional("dueOn", .date, "by which day"),
    .optional("status", .oneOf(Action.statuses), "where it stands; planned unless said"),
  ]
}

/// An action of the work plan was set.
public struct ActionSet: Message {
  public let action: ActionID
  public let priority: String
  public let area: String?
  public let outcome: String
  public let lead: KebabWord
  public let timescale: String
  public let dueOn: CivilDate?
  public let status: KebabWord

  public static let name = "action-set"
  public static let words = "An action of the work plan was set."
  public static let fields: [Field] = [
    .required("action", .identifier, "the action"),
    .required("priority", .text(1...200), "the priority it serves"),
    .optional("area", .text(1...200), "the area of work"),
    .required("outcome", .text(1...1_000), "what it is to bring about"),
    .required("lead", .word, "the role of the one who leads it"),
    .required("timescale", .text(1...200), "by when, in the plan's own words"),
    .optional("dueOn", .date, "by which day"),
    .required("status", .oneOf(Action.statuses), "where it stands"),
  ]

  /// The event that a command asks for, about an action of this id.
  public init(_ asked: SetAction, action: ActionID, status: KebabWord) {
    self.action = action
    priority = asked.priority
    area = asked.area
    outcome = asked.outcome
    lead = asked.lead
    timescale = asked.timescale
    dueOn = asked.dueOn
    self.status = status
  }
}

/// Words of actions.
enum Action {
  /// Where an action may stand.
  static let statuses = ["planned", "under-way", "done", "late", "dropped"]
}

/// How an action got on.
public struct ActionProgress: MessageBody {
  /// The action.
  public let action: ActionID
  /// On which day.
  public let on: CivilDate
  /// Where it stands.
  public let status: KebabWord
  /// What was done, or what it brought about; nil where that is not told.
  public let note: String?

  /// The members of progress.
  public static let fields: [Field] = [
    .required("action", .identifier, "the action"),
    .required("on", .date, "on which day"),
    .required("status", .oneOf(Action.statuses), "where it stands"),
    .optional("note", .text(1...1_000), "what was done, or what it brought about"),
  ]
}

/// Says how an action got on.
public struct ProgressAction: BodyMessage {
  public let body: ActionProgress

  public static let name = "progress-action"
  public static let words = "Says how an action got on."

  /// The message by its body.
  public init(_ body: ActionProgress) { self.body = body }
}

/// An action got on.
public struct ActionProgressed: BodyMessage {
  public let body: ActionProgress

  public static let name = "action-progressed"
  public static let words = "An action got on."

  /// The message by its body.
  public init(_ body: ActionProgress) { self.body = body }
}
