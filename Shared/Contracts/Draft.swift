/// An event that a rule has decided on, before it has an id and a place in the journal.
public struct Draft: Sendable {
  /// What happened, in a kebab word in the past tense.
  public let type: String
  /// What it is about.
  public let subject: String
  let content: EventContent
  /// The message that the content was written from, so that the fold need not read it again.
  let message: (any Message)?

  /// What happened, in particular.
  public var data: JSON { content.tree }

  /// The event that `message` tells about `subject`.
  public init(_ message: some Message, about subject: String) {
    type = Swift.type(of: message).name
    self.subject = subject
    let line = message.line
    content = .both(JSON(ours: line), line)
    self.message = message
  }

  /// The event that `message` tells about `subject`, of which mostly no more is looked at than the child.
  public init(_ message: some ChildMessage, about subject: String) {
    type = Swift.type(of: message).name
    self.subject = subject
    content = .line(message.line, child: message.child)
    self.message = message
  }

  /// The event of `type` that tells `data` about `subject`.
  public init(type: String, about subject: String, data: JSON) {
    self.type = type
    self.subject = subject
    content = .tree(data)
    message = nil
  }
}

/// What a rule makes of an ask.
public enum Decision: Sendable {
  /// These events come of it, in this order; `assigned` are the ids it gave, `warnings` what it took though it is odd.
  case events([Draft], assigned: [(String, String)] = [], warnings: [String] = [])
  /// It is kept until something is told about `stream`; `reason` says in words what it waits for.
  case waits(on: StreamKey, reason: String)
}

/// What the rules make of a fact published from outside.
public enum Taking: Sendable {
  /// It is a fact now, and these events come of it, in this order. They are reckoned once it is journaled and whoever
  /// told it was answered, but always before anything else is decided: from what was known when it was taken.
  case taken(@Sendable () -> [Draft])
  /// It is kept until something is told about `stream`; `reason` says in words what it waits for.
  case waits(on: StreamKey, reason: String)
}

/// An ask that was read and validated: what, for which authority, with which params.
public struct Ask: Sendable {
  /// The authority it concerns.
  public let authority: Authority
  /// The method's name.
  public let method: String
  /// The params, validated against the method's fields.
  public let params: JSON
  /// An id for what the ask may create, the same whenever the same ask is decided again.
  public let assigned: String
  /// What nobody can guess, drawn for this ask alone; nil for a question, which makes nothing.
  public let chance: Chance?
  /// Whether the key that asks may have counts alone, and nothing by which a child could be found.
  public let countsAlone: Bool
  /// Who holds the key that asks, where it is a person's; nil for a system's key and where no keys are used.
  public let holder: KeyHolder?
  /// What the service's read model found for it beforehand; nil for most.
  public let found: JSON?

  /// An ask by its parts.
  public init(
    authority: Authority, method: String, params: JSON, assigned: String, chance: Chance? = nil,
    countsAlone: Bool = false, holder: KeyHolder? = nil, found: JSON? = nil
  ) {
    self.authority = authority
    self.method = method
    self.params = params
    self.assigned = assigned
    self.chance = chance
    self.countsAlone = countsAlone
    self.holder = holder
    self.found = found
  }

  /// The same ask with what was found for it.
  public func finding(_ found: JSON) -> Ask {
    Ask(
      authority: authority, method: method, params: params, assigned: assigned, chance: chance,
      countsAlone: countsAlone, holder: holder, found: found)
  }
}

/// The person whose key it is: an officer, or another by the role (`protocol.md` §7).
public struct KeyHolder: Hashable, Sendable {
  /// The officer; nil where the key is no officer's.
  public let officer: OfficerID?
  /// The role in which the holder acts; nil where the key has none.
  public let role: KebabWord?

  /// A holder by officer, role or both.
  public init(officer: OfficerID?, role: KebabWord?) {
    self.officer = officer
    self.role = role
  }
}

/// Now, as it is handed to a rule: rules read no clock.
public struct Moment: Hashable, Sendable {
  /// The time.
  public let now: Timestamp
  /// The date in Europe/London.
  public let today: CivilDate

  /// The moment `now`.
  public init(_ now: Timestamp) {
    self.now = now
    today = now.londonDate
  }
}

/// The state of one stream: a fold of events, kept beside the journal.
public protocol StreamState: Codable, Sendable {
  /// Grows when the fold changes; an older row is folded again from the journal.
  static var version: Int { get }
  /// The oldest version whose mirrored states, which no journal of the service holds, are read as they are.
  static var oldestMirrored: Int { get }
}

extension StreamState {
  /// The version itself, unless a state says otherwise.
  public static var oldestMirrored: Int { version }
}
