import Contracts

/// What `describe` answers: an index, or one name's JSON Schema (2020-12).
struct Description {
  private let service: ServiceName
  private let version: String
  private let methods: [Method]
  private let catalogue: Catalogue

  init(_ turn: Turn<some StreamState>) {
    service = turn.service.rules.service
    version = turn.service.version
    methods = SharedMethods.methods(of: service) + turn.service.rules.catalogue.methods
    catalogue = turn.service.rules.catalogue
  }

  /// The index, or what `name` is.
  ///
  /// - Throws: -32602 where nothing has that name.
  func json(named name: String?) throws(Refusal) -> JSON {
    guard let name else { return index }
    if let method = methods.first(where: { $0.name == name }) {
      return named(
        name, "method", method.words,
        [
          ("kind", .string(method.kind.rawValue)), ("permissions", .strings(method.permissions.map(\.rawValue))),
          ("traced", .boolean(method.isTraced)),
          ("params", document(Field.schema(method.params, oneOf: method.groups))),
          ("result", document(Field.schema(method.result))),
        ])
    }
    if let event = catalogue.events.first(where: { $0.name == name }) {
      return named(
        name, "event", event.words,
        [
          ("taken", .boolean(event.isTaken)), ("mayBeWithdrawn", .boolean(event.mayBeWithdrawn)),
          ("data", document(Field.schema(event.fields, oneOf: event.groups))),
          ("envelope", document(Field.schema(Event.fields))),
        ])
    }
    if let set = codeSets.first(where: { $0.setName == name }) {
      return named(name, "codes", "a code set of the SSDA903 return", [("codes", .array(set.described))])
    }
    throw Refusal(.wrongParams, "unknown-name", at: "/name")
  }

  private func named(_ name: String, _ what: String, _ words: String, _ members: [(String, JSON?)]) -> JSON {
    .object(
      [
        ("service", .string(service.rawValue)), ("name", .string(name)), ("is", .string(what)),
        ("words", .string(words)),
      ] + members)
  }

  private func document(_ schema: JSON) -> JSON {
    guard case .object(var members) = schema else { return schema }
    members.list.insert(("$schema", .string("https://json-schema.org/draft/2020-12/schema")), at: 0)
    return .object(members)
  }

  private var index: JSON {
    let shared = Set(SharedMethods.refusals.map(\.reason))
    let reasons = SharedMethods.refusals + catalogue.refusals.filter { !shared.contains($0.reason) }
    return .object([
      ("service", .string(service.rawValue)), ("version", .string(version)),
      ("methods", .array(methods.map(entry))),
      ("events", .array(catalogue.events.map { entry($0.name, $0.words, [("taken", .boolean($0.isTaken))]) })),
      ("codes", .strings(codeSets.map { $0.setName })),
      (
        "errors",
        .array(
          ErrorCode.allCases.map { code in
            .object([("code", .integer(code.rawValue)), ("words", .string(code.words))])
          })
      ),
      ("refusals", .array(reasons.map { .object([("reason", .string($0.reason)), ("words", .string($0.words))]) })),
    ])
  }

  private func entry(_ method: Method) -> JSON {
    entry(
      method.name, method.words,
      [
        ("kind", .string(method.kind.rawValue)), ("permissions", .strings(method.permissions.map(\.rawValue))),
      ])
  }

  private func entry(_ name: String, _ words: String, _ members: [(String, JSON?)]) -> JSON {
    .object([("name", .string(name)), ("words", .string(words))] + members)
  }
}

extension CodeSet {
  /// Every code with its official words and its days.
  fileprivate static var described: [JSON] {
    allCases.map { code in
      .object([
        ("code", .string(code.rawValue)), ("words", .string(code.words)),
        ("validFrom", code.validFrom.map { .string($0.description) }),
        ("validTo", code.validTo.map { .string($0.description) }),
      ])
    }
  }
}
