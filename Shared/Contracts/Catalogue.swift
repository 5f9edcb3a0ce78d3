/// A method of a desk: a command, a question, or one of the methods that every service answers.
public struct Method: Sendable {
  /// What a method does.
  public enum Kind: String, Sendable {
    /// Changes something; answered after the change is on disk.
    case command = "command"
    /// Asks about one stream of state; answered at once.
    case question = "question"
    /// Asks about many; answered from a snapshot on a thread of its own.
    case longQuestion = "long-question"
    /// One of `protocol.md` §4.
    case common = "common"

    /// What a key must be allowed for methods of this kind, where they do not say so themselves.
    fileprivate func permissions(onlyCounts: Bool) -> [Permission] {
      switch self {
      case .command: [.command]
      case .question, .longQuestion: onlyCounts ? [.ask, .askFigures] : [.ask]
      case .common: [.administer]
      }
    }

    /// Whether a service's own question.
    fileprivate var isQuestion: Bool {
      switch self {
      case .question, .longQuestion: true
      case .command, .common: false
      }
    }
  }

  /// The method's kebab name.
  public let name: String
  /// What the method does.
  public let kind: Kind
  /// What it asks, in a sentence.
  public let words: String
  /// The members of its params.
  public let params: [Field]
  /// Groups of params of which at least one must be whole.
  public let groups: [[String]]
  /// The members of its result.
  public let result: [Field]
  /// Whether its answers only count, and never tell of one child: what a key with `ask:figures` may ask.
  public let onlyCounts: Bool
  /// What a key must be allowed to ask it, any one of these; none where every key that is listed may.
  public let permissions: [Permission]
  /// Whether its answer may tell of a child, so that each is entered in the access journal before it goes out.
  public let isTraced: Bool

  /// A method by its parts. Where permissions and tracing are not given they follow from what the method does.
  public init(
    _ name: String, _ kind: Kind, _ words: String, params: [Field], groups: [[String]] = [], result: [Field],
    onlyCounts: Bool = false, permissions: [Permission]? = nil, isTraced: Bool? = nil
  ) {
    self.name = name
    self.kind = kind
    self.words = words
    self.params = params
    self.groups = groups
    self.result = result
    self.onlyCounts = onlyCounts
    self.permissions = permissions ?? kind.permissions(onlyCounts: onlyCounts)
    self.isTraced = isTraced ?? (kind.isQuestion && !onlyCounts)
  }

  /// The command whose params are `message`, with the members that every command may carry; where the message tells
  /// one of those itself, as it must be there, the message's is the one that holds.
  public static func command(_ message: (some Message).Type, assigns: [Field] = []) -> Method {
    let own = Set(message.fields.map(\.name))
    return Method(
      message.name, .command, message.words,
      params: Method.commandFields.filter { !own.contains($0.name) } + message.fields, groups: message.groups,
      result: Method.commandResult + assigns)
  }

  /// The command with each word with which it may be carried out though something is odd; none where it never warns.
  public func warning(_ words: [String]) -> Method {
    var result = result.filter { $0.name != "warnings" }
    if !words.isEmpty {
      result.append(
        .optional("warnings", .list(.oneOf(words), 1...words.count), "what was taken though it is odd, once each"))
    }
    return Method(name, kind, self.words, params: params, groups: groups, result: result, onlyCounts: onlyCounts)
  }

  /// Members that every command may carry beside its own (`protocol.md` §6).
  public static let commandFields: [Field] = [
    .required("authority", .authority, "the local authority it concerns"),
    .optional("command", .text(1...128), "the caller's unique id: asked again, it is answered the same again"),
    .optional("by", .object(ActedBy.fields), "who acted, where a person did"),
    .optional("receivedtime", .time, "when it became known; for a key with the permission import"),
  ]

  /// What every command is answered with.
  public static let commandResult: [Field] = [
    .required(
      "events",
      .list(
        .object([
          .required("type", .word, "the event's type"),
          .required("id", .text(1...128), "the event's id"),
          .required("sequence", .sequence, "its place in the journal"),
        ]), 0...10_000), "what it brought about"),
    .optional("waiting", .boolean, "true where it waits for something not yet told"),
    .optional("warnings", .list(.word, 1...10), "what was taken though it is odd"),
  ]
}

/// Who gave a command, where a person did (`protocol.md` §6).
public struct ActedBy: Codable, Hashable, Sendable {
  /// The role in which the person acted.
  public let role: KebabWord
  /// The person: 1–36 letters, digits and `-`; no names.
  public let id: String
  /// The role or team to which the person answers in the line of management.
  public let reportsTo: KebabWord?

  /// The members of who acted.
  public static let fields: [Field] = [
    .required("role", .word, "the role in which the person acted"),
    .required("id", .identifier, "the person, as an identifier; no names"),
    .optional("reportsTo", .word, "the role or team to which the person answers in the line of management"),
  ]
}

/// A type of event that a service tells, and perhaps takes.
public struct EventType: Sendable {
  /// The kebab type.
  public let name: String
  /// What it says, in a sentence.
  public let words: String
  /// The members of its data.
  public let fields: [Field]
  /// Groups of members of which at least one must be whole; empty where there is no choice.
  public let groups: [[String]]
  /// Whether `publish` and the ear take it from outside.
  public let isTaken: Bool
  /// Whether `fact-withdrawn` may take such an event back.
  public let mayBeWithdrawn: Bool
  /// Reads validated data as the type's message; the second argument is where the data stands.
  let decode: @Sendable (JSON, String) throws(Refusal) -> any Message

  private init<Told: Message>(_ message: Told.Type, isTaken: Bool, mayBeWithdrawn: Bool) {
    name = message.name
    words = message.words
    fields = message.fields
    groups = message.groups
    self.isTaken = isTaken
    // A withdrawal stands: what is right is told by a new event.
    self.mayBeWithdrawn = mayBeWithdrawn && message.name != FactWithdrawn.name
    decode = { data, at throws(Refusal) in try Told.decoded(data, at: at) }
  }

  /// A type that the service takes from outside and tells as it came.
  public static func taken(_ message: (some Message).Type, mayBeWithdrawn: Bool = true) -> EventType {
    EventType(message, isTaken: true, mayBeWithdrawn: mayBeWithdrawn)
  }

  /// A type that only the service itself tells.
  public static func told(_ message: (some Message).Type, mayBeWithdrawn: Bool = false) -> EventType {
    EventType(message, isTaken: false, mayBeWithdrawn: mayBeWithdrawn)
  }
}

/// All that a service knows how to take, answer, tell and refuse; what `describe` says.
public struct Catalogue: Sendable {
  /// Commands and questions of its own.
  public let methods: [Method]
  /// Events it tells, and which of them it takes.
  public let events: [EventType]
  /// The reasons for which it refuses, each with its meaning.
  public let refusals: [(reason: String, words: String)]

  /// A service's own part; the common methods and reasons are added by the loop.
  public init(methods: [Method], events: [EventType], refusals: [(reason: String, words: String)]) {
    self.methods = methods
    self.events = events
    self.refusals = refusals
  }
}
