import Contracts
import Support

@testable import Loop

/// A service of a page, for what the loop does where events are gathered into streams beside their own, and where text
/// is sealed: matters of a child, each of a theme; a theme with three matters is a pattern.
enum Casebook {
  struct MatterNoted: Message {
    let child: ChildID
    let theme: String
    static let name = "matter-noted"
    static let words = "A matter of a child."
    static let fields: [Field] = [
      .required("child", .identifier, "whose"), .required("theme", .word, "of which theme"),
    ]
  }

  struct NoteDetail: Message {
    let child: ChildID
    let theme: String
    let detail: String?
    let remarks: [String]?
    static let name = "note-detail"
    static let words = "What is to be said of a child's matter, to few."
    static let fields: [Field] = [
      .required("child", .identifier, "whose"), .required("theme", .word, "of which theme"),
      .optional("detail", .sealed(3...200), "what is to be said"),
      .optional("remarks", .list(.sealed(1...20), 1...3), "what else"),
    ]
  }

  struct DetailNoted: Message {
    let child: ChildID
    let theme: String
    let sealed: [String]
    static let name = "detail-noted"
    static let words = "That something was said of a child's matter."
    static let fields: [Field] = [
      .required("child", .identifier, "whose"), .required("theme", .word, "of which theme"),
      .required("sealed", .list(.text(64...64), 0...4), "the hashes of what was said"),
    ]
  }

  /// A member of the same name as a sealed one, which is not.
  struct ChooseDetail: Message {
    let detail: String
    static let name = "choose-detail"
    static let words = "How much is to be told."
    static let fields: [Field] = [.required("detail", .oneOf(["some", "all"]), "how much")]
  }

  struct PatternTold: Message {
    let theme: String
    let count: Int
    static let name = "pattern-told"
    static let words = "A theme that comes again and again."
    static let fields: [Field] = [
      .required("theme", .word, "which"), .required("count", .integer(1...999), "how often"),
    ]
  }

  struct State: StreamState, Equatable {
    static let version = 1
    var matters: [String] = []
    var details: [String] = []
    var withdrawn: [String] = []
    var told: Int?
  }

  static func child(_ id: String) -> StreamKey { StreamKey("child", id) }
  static func pattern(_ theme: String) -> StreamKey { StreamKey("pattern", theme) }

  private static func fold(_ state: inout State?, _ event: Event) {
    var changed = state ?? State()
    switch event.type {
    case MatterNoted.name: changed.matters.append(event.key.id)
    case DetailNoted.name: changed.details += (event.data["sealed"]?.array ?? []).compactMap(\.string)
    case PatternTold.name: changed.told = event.data["count"]?.integer
    case _: changed.withdrawn.append(event.key.id)
    }
    state = changed
  }

  private static func decide(_ ask: Ask, _ look: Look<State>) throws(Refusal) -> Decision {
    let noted = try NoteDetail.read(ask.params)
    if noted.theme == "none" { throw Refusal(.refused, "unknown-word", at: "/theme") }
    guard look[child(noted.child.text)] != nil else { return .waits(on: child(noted.child.text), reason: "unknown") }
    if noted.theme == "old" { return .events([]) }
    if noted.theme == "late" { throw Refusal(.refused, "out-of-range", at: "/theme") }
    let sealed = [noted.detail].compactMap(\.self) + (noted.remarks ?? [])
    let told = DetailNoted(child: noted.child, theme: noted.theme, sealed: sealed)
    return .events([Draft(told, about: noted.child.text)])
  }

  private static func wake(_ stream: StreamKey, _ look: Look<State>) -> [Draft] {
    guard stream.kind == "pattern", let state = look[stream], state.matters.count >= 3,
      state.matters.count != state.told
    else { return [] }
    let theme = String(stream.text.dropFirst(8))
    return [Draft(PatternTold(theme: theme, count: state.matters.count), about: theme)]
  }

  static let rules = Rules<State>(
    service: .scheduling,
    catalogue: Catalogue(
      methods: [
        .command(NoteDetail.self), .command(ChooseDetail.self),
        Method("stream", .question, "A stream.", params: [.required("of", .text(1...99), "which")], result: []),
      ],
      events: [
        .taken(MatterNoted.self), .taken(FactWithdrawn.self), .told(DetailNoted.self), .told(PatternTold.self),
      ], refusals: []),
    stream: { $0.data["child"]?.string.map(child) ?? StreamKey("theme", $0.subject) },
    take: { _, _, _ in .taken { [] } },
    decide: { ask, look, _ throws(Refusal) in try decide(ask, look) },
    evolve: { fold(&$0, $1) }, also: { $0.data["theme"]?.string.map { [pattern($0)] } ?? [] },
    gather: { state, _, event in fold(&state, event) }, mirrors: { _, _ in [] }, absorb: { _, _, _, _ in },
    react: { _, _, _, _ in [] }, wake: { stream, look, _ in wake(stream, look) },
    wakes: { stream, state, _, after in
      stream.kind == "pattern" && state.matters.count >= 3 && state.matters.count != state.told
        ? after.adding(days: 1) : nil
    }, stirs: { _ in nil },
    answer: { ask, look, _ in
      let state = look[StreamKey(stored: ask.params["of"]?.string ?? "")]
      return state.flatMap { try? JSON(encoding: $0) } ?? .null
    }, answerLong: { _, _, _ in .null })

  static func matter(
    _ id: String, _ child: String, _ theme: String, known: String = "2026-03-01T09:00:00Z"
  ) -> JSON {
    Diary.event(
      id, MatterNoted.name, about: child, known: known, [("child", .string(child)), ("theme", .string(theme))])
  }

  static func note(_ child: String, _ theme: String, _ detail: String, command: String? = nil) -> [(String, JSON?)] {
    [
      ("authority", .string(Diary.medway.text)), ("child", .string(child)), ("theme", .string(theme)),
      ("detail", .string(detail)), ("command", command.map { .string($0) }),
    ]
  }
}
