import Contracts
import Journal
import Support
import Synchronization

@testable import Loop

/// A service of a page, for what the loop does for any: notes about children, of which the earliest sets a limit.
enum Diary {
  /// Which streams the rules were asked to wake, and on which day, in order.
  final class Woken: Sendable {
    private let list = Mutex<[String]>([])
    var all: [String] { list.withLock { $0 } }
    func add(_ stream: StreamKey, _ day: CivilDate) { list.withLock { $0.append("\(stream) \(day)") } }
  }

  /// A note about a child.
  struct NoteTaken: Message {
    let child: ChildID
    let on: CivilDate
    static let name = "note-taken"
    static let words = "A note about a child."
    static let fields: [Field] = [.required("child", .identifier, "whose"), .required("on", .date, "of which day")]
  }

  /// How many days after the earliest note its limit is.
  struct RuleAdopted: Message {
    let days: Int
    static let name = "rule-adopted"
    static let words = "How many days after the earliest note its limit is."
    static let fields: [Field] = [.required("days", .integer(1...999), "how many")]
  }

  struct AdoptRule: Message {
    let days: Int
    static let name = "adopt-rule"
    static let words = RuleAdopted.words
    static let fields = RuleAdopted.fields
  }

  /// The limit that follows from the notes.
  struct LimitTold: Message {
    let child: ChildID
    let dueOn: CivilDate
    static let name = "limit-told"
    static let words = "A limit, told again when it changes."
    static let fields: [Field] = [.required("child", .identifier, "whose"), .required("dueOn", .date, "the limit")]
  }

  struct CountChildren: Message {
    static let name = "count-children"
    static let words = "How many children there are, as one who looks at each finds."
    static let fields: [Field] = []
  }

  struct NotesQuestion: Message {
    let child: ChildID
    static let name = "notes"
    static let words = "The notes of a child."
    static let fields: [Field] = [.required("child", .identifier, "whose")]
  }

  /// The state of a child, or of the rule.
  struct State: StreamState, Equatable {
    static let version = 1
    static let oldestMirrored = 0
    var notes: [String: CivilDate] = [:]
    var told: CivilDate?
    var withdrawn: [String] = []
    var days = 30

    func due(_ look: Look<State>) -> CivilDate? {
      notes.values.min().map { $0.adding(days: look[Diary.rule]?.days ?? 30) }
    }
  }

  static let rule = StreamKey("rule", "current")
  static func child(_ id: String) -> StreamKey { StreamKey("child", id) }

  private static func evolve(_ state: inout State?, _ event: Event) {
    var changed = state ?? State()
    switch event.type {
    case NoteTaken.name: changed.notes[event.key.id] = event.data["on"]?.string.flatMap { CivilDate($0) }
    case LimitTold.name: changed.told = event.data["dueOn"]?.string.flatMap { CivilDate($0) }
    case RuleAdopted.name: changed.days = event.data["days"]?.integer ?? 0
    case _: changed.withdrawn.append(event.key.id)
    }
    state = changed
  }

  /// Tells a limit that differs from the one told. A day on which nothing is told comes every ten days.
  private static func wake(_ stream: StreamKey, _ look: Look<State>) -> [Draft] {
    guard let state = look[stream], let due = state.due(look), due != state.told,
      let child = ChildID(String(stream.text.dropFirst(6)))
    else { return [] }
    return [Draft(LimitTold(child: child, dueOn: due), about: child.text)]
  }

  private static func decide(_ ask: Ask, _ look: Look<State>) -> Decision {
    if ask.method == AdoptRule.name {
      return .events([Draft(type: RuleAdopted.name, about: "current", data: .object([("days", ask.params["days"])]))])
    }
    let streams = look.streams(of: "child")
    let known = streams.count { look[$0] != nil }
    return .events([], assigned: [("children", "\(known) \(streams == streams.sorted())")])
  }

  static func rules(_ woken: Woken = Woken(), of service: ServiceName = .scheduling) -> Rules<State> {
    Rules<State>(
      service: service,
      catalogue: Catalogue(
        methods: [
          .command(AdoptRule.self), .command(CountChildren.self),
          Method("notes", .question, NotesQuestion.words, params: NotesQuestion.fields, result: []),
          Method("all-notes", .longQuestion, "The notes of every child.", params: [], result: []),
        ],
        events: [
          .taken(NoteTaken.self), .taken(FactWithdrawn.self), .told(RuleAdopted.self), .told(LimitTold.self),
        ], refusals: []),
      stream: { $0.data["child"]?.string.map(child) ?? rule },
      take: { _, _, _ in .taken { [] } },
      decide: { ask, look, _ in decide(ask, look) },
      evolve: { evolve(&$0, $1) }, mirrors: { event, _ in event.type == RuleAdopted.name ? [rule] : [] },
      absorb: { state, _, event, _ in evolve(&state, event) }, react: { _, _, _, _ in [] },
      wake: { stream, look, moment in
        woken.add(stream, moment.today)
        return wake(stream, look)
      },
      wakes: { stream, _, _, after in
        stream == rule ? nil : CivilDate(daysSince1970: (Int(after.dayNumber) / 10 + 1) * 10)
      },
      stirs: { $0.type == RuleAdopted.name ? "child" : nil },
      answer: { ask, look, _ in
        let state = look[child(ask.params["child"]?.string ?? "")]
        let notes = state?.notes.map { "\($0.key) \($0.value)" }.sorted() ?? []
        return .object([
          ("notes", .strings(notes)), ("told", (state?.told).map { .string($0.description) }),
          ("withdrawn", .strings(state?.withdrawn ?? [])),
        ])
      },
      answerLong: { _, _, _ in .null })
  }

  static let medway: Authority = .none

  /// An event of an outside system.
  static func event(
    _ id: String, _ type: String, about subject: String, known: String, _ data: [(String, JSON?)]
  ) -> JSON {
    .object([
      ("specversion", .string("1.0")), ("id", .string(id)), ("source", .string("/test")), ("type", .string(type)),
      ("subject", .string(subject)), ("authority", .string(medway.text)), ("receivedtime", .string(known)),
      ("data", .object(data)),
    ])
  }

  static func note(_ id: String, _ child: String, on day: String, known: String = "2026-03-01T09:00:00Z") -> JSON {
    event(id, NoteTaken.name, about: child, known: known, [("child", .string(child)), ("on", .string(day))])
  }

  static func withdrawal(
    _ id: String, of event: String, _ child: String, known: String = "2026-03-01T10:00:00Z", source: String = "/test"
  ) -> JSON {
    self.event(
      id, FactWithdrawn.name, about: child, known: known,
      [
        ("event", .object([("source", .string(source)), ("id", .string(event))])), ("reason", .string("wrong child")),
      ])
  }
}

extension Node<Diary.State> {
  func publish(_ event: JSON) throws -> Result<JSON, Refusal> { try ask("publish", [("event", event)]).outcome }

  func notes(_ child: String) throws -> JSON {
    try ask("notes", [("authority", .string(Diary.medway.text)), ("child", .string(child))]).outcome.get()
  }

  func adopt(_ days: Int, known: String) throws -> Result<JSON, Refusal> {
    try ask(
      "adopt-rule",
      [
        ("authority", .string(Diary.medway.text)), ("days", .integer(days)), ("receivedtime", .string(known)),
        ("command", .string("adopt-\(days)")),
      ]
    ).outcome
  }

  /// The events of a type in the journal.
  func told(_ type: String) throws -> [Event] {
    try store.lines(Diary.medway, after: .zero, limit: .max, bytes: .max).map { try Event(told: $0) }
      .filter { $0.type == type }
  }

  /// Makes the stored states those of another version, and starts again.
  func agedStates() throws {
    var batch = Batch()
    for stream in try store.streams(Diary.medway, kind: "child", after: nil, limit: .max) {
      guard let row = try store.state(Diary.medway, stream) else { continue }
      batch.states.append(
        StateRow(
          authority: row.authority, stream: stream, version: 0, sequence: row.sequence, wake: row.wake,
          body: Array("\"as it was once\"".utf8)))
    }
    try store.commit(batch)
    try restart()
  }
}
