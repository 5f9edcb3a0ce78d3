import Contracts

/// The methods and reasons that every service shares (`protocol.md` §4).
enum SharedMethods {
  static let authority = Field.required("authority", .authority, "the local authority")
  static let after = Field.optional(
    "after", .sequence, "the position after which to start; from the start where absent")
  static let limit = Field.optional("limit", .integer(1...4_096), "at most so many")

  /// The methods that `service` shares with the others.
  static func methods(of service: ServiceName) -> [Method] {
    let all = [
      publish, replay, health, describe, refused, parked, retryParked, waiting, sealed, verify, refollow, access,
    ]
    return all.filter { method in
      switch service {
      case .scheduling: method.name != "refollow" && method.name != "retry-parked"
      case .participation, .disputes, .reporting: true
      }
    }
  }

  static let publish = Method(
    "publish", .common, "Takes an event from another system; answered once it is on disk.",
    params: [.required("event", .object(Event.fields), "the event, a CloudEvents 1.0 object")],
    result: [
      .optional("sequence", .sequence, "its place in the journal; absent while it waits"),
      .required("duplicate", .boolean, "whether it was taken before"),
      .optional("waiting", .boolean, "true where it waits for something not yet told"),
    ], permissions: [.publish])

  static let replay = Method(
    "replay", .common, "The events told after a position, oldest first.",
    params: [
      authority, after, limit,
      .optional("raw", .boolean, "true for each line as a string of exactly the bytes told"),
    ],
    result: [
      .required("events", .list(.any, 0...4_096), "the events, or their lines where raw"),
      .required("head", .sequence, "the newest position"),
      .required("epoch", .integer(1...Int.max), "the journal's life"),
    ], permissions: [.follow], isTraced: true)

  static let health = Method(
    "health", .common, "How the service is.",
    params: [.optional("authority", .authority, "only this authority")],
    result: [
      .required("status", .oneOf(["ok", "degraded", "failed"]), "degraded is anything an operator must look at"),
      .required("service", .oneOf(ServiceName.allCases.map(\.rawValue)), "which service"),
      .required("version", .text(1...32), "its version"),
      .required("uptimeSeconds", .integer(0...Int.max), "since it started"),
      .required("authorities", .list(.anyObject, 0...10_000), "journals, and the feeds followed"),
      .required("refused", .integer(0...Int.max), "lines refused and kept"),
      .required("parked", .integer(0...Int.max), "events of other services that could not be applied"),
      .required("waiting", .integer(0...Int.max), "what waits for something not yet told"),
      .optional("diskFreeBytes", .integer(0...Int.max), "free where the store lives"),
      .required("memoryBytes", .integer(0...Int.max), "resident memory"),
      .optional("reasons", .list(.word, 0...10), "why it is not ok"),
    ], permissions: [])

  static let describe = Method(
    "describe", .common, "The methods, events, codes and refusals the service knows; with a name, its JSON Schema.",
    params: [.optional("name", .word, "a method, event type or code set")],
    result: [.required("service", .oneOf(ServiceName.allCases.map(\.rawValue)), "which service")], permissions: [])

  static let refused = Method(
    "refused", .common, "Lines that were not accepted.",
    params: [.optional("after", .sequence, "the number after which to start"), limit],
    result: [.required("items", .list(.anyObject, 0...4_096), "n, at, key, code, reason, line")], isTraced: true)

  static let parked = Method(
    "parked", .common, "Events of other services that could not be applied, with those of the same child behind them.",
    params: [],
    result: [.required("items", .list(.anyObject, 0...4_096), "service, authority, sequence, subject, reason")])

  static let retryParked = Method(
    "retry-parked", .common, "Tries parked events again, in order.",
    params: [],
    result: [
      .required("applied", .integer(0...Int.max), "how many were applied"),
      .required("parked", .integer(0...Int.max), "how many are still parked"),
    ])

  static let waiting = Method(
    "waiting", .common, "What was accepted but waits for something not yet told.",
    params: [], result: [.required("items", .list(.anyObject, 0...4_096), "id, since, for, state, reason")])

  static let sealed = Method(
    "sealed", .common, "A text that was kept apart, by the hash that stands in its place.",
    params: [authority, .required("hash", .text(64...64), "SHA-256 of the text: 64 hex digits in lower case")],
    result: [.required("text", .text(0...65_536), "the text")], permissions: [.ask], isTraced: true)

  static let verify = Method(
    "verify", .common, "Reads the journal again and checks sequence and chain.",
    params: [authority],
    result: [
      .required("events", .integer(0...Int.max), "how many events"),
      .required("root", .text(64...64), "the newest link of the chain, in hex"),
    ], permissions: [.follow])

  static let access = Method(
    "access", .common, "Who looked at what: the access journal, oldest first.",
    params: [
      authority,
      .optional("child", .identifier, "looks at this child, and at many of whom it may have been one"),
      .optional("key", .text(1...64), "looks of the key of this name"),
      .optional("from", .date, "on this day or later"), .optional("to", .date, "on this day or before"), after,
      .optional("limit", .integer(1...1_000), "at most so many"),
      .optional("verify", .boolean, "true to read the whole journal again and check its chain"),
    ],
    result: [
      .required(
        "items", .list(.anyObject, 0...1_000), "n, at, key, method, child or children, scope, rows, correlation"),
      .optional("next", .sequence, "where there may be more: ask again after it"),
      .required("entries", .integer(0...Int.max), "how many entries the journal holds"),
      .required("root", .text(64...64), "the newest link of its chain, in hex"),
    ])

  static let refollow = Method(
    "refollow", .common, "Goes on following a journal that was restored, from the event both have.",
    params: [
      .required("service", .oneOf(ServiceName.allCases.map(\.rawValue)), "whose journal"), authority,
      .required("epoch", .integer(1...Int.max), "its new life"),
    ],
    result: [.required("position", .sequence, "where following goes on")])

  /// Reasons that every service may refuse with.
  static let refusals: [(reason: String, words: String)] = [
    ("not-json", "the line is not one JSON value"), ("member-twice", "an object names a member twice"),
    ("not-utf-8", "the line is not strict UTF-8"), ("line-too-long", "the line is over 65,536 bytes"),
    ("nested-too-deep", "the line is nested deeper than 16"), ("not-an-object", "an object was expected"),
    ("jsonrpc-not-2", "jsonrpc is not \"2.0\""), ("method-missing", "there is no method"),
    ("params-not-an-object", "params is not an object"), ("id-not-string-or-integer", "the id is neither"),
    ("wrong-frames", "the frames are not one line behind at most one empty frame"),
    ("routing-id-set-by-peer", "the peer chose its own routing id"), ("no-such-method", "no such method"),
    ("missing", "a member that must be there is not"), ("null", "an optional member is left out, never null"),
    ("not-a-string", "a string was expected"), ("not-a-number", "a number was expected"),
    ("not-a-whole-number", "a whole number was expected"), ("not-a-boolean", "true or false was expected"),
    ("not-a-list", "a list was expected"), ("wrong-length", "too short or too long"),
    ("out-of-range", "the number is out of range"), ("not-an-identifier", "not an identifier"),
    ("not-an-authority", "not the name of an authority"), ("not-a-word", "not a kebab-case word"),
    ("unknown-word", "not one of the words allowed"), ("unknown-code", "not a code of the set"),
    ("no-such-date", "not a date that exists, as YYYY-MM-DD"), ("no-such-time", "not a time in UTC with Z"),
    ("not-a-hash", "not 64 hex digits in lower case"), ("not-a-sequence", "not 1 to 19 digits"),
    ("set-by-the-service", "only the service sets this member"),
    ("unknown-type", "no such type of event here"),
    ("type-not-taken", "the service tells this type and does not take it"),
    ("unknown-name", "nothing of that name is described"), ("authority-not-found", "the authority is not served"),
    ("no-permission", "the key may not do this"), ("not-the-keys-own", "the key is another person's"),
    ("busy", "the key has too many requests waiting"), ("event-id-reused", "the same source and id with other content"),
    ("command-id-reused", "the same command id with other params"),
    ("received-in-future", "the known time is later than the clock"), ("store-full", "no room; nothing was changed"),
    ("store-failed", "the disk failed"), ("not-followed", "the service does not follow that one"),
    ("event-not-found", "the event named stands not in this authority's journal"),
    ("subject-differs", "the subject is not that of the event withdrawn, or not the one that data names"),
    ("cannot-be-withdrawn", "events of this type stand; a new event says what is right"),
    ("withdrawn-already", "the event was withdrawn before"),
    ("sealed-not-found", "no text of this hash is kept for the authority"),
    ("answer-too-long", "the answer is over 1 MiB; ask for less"),
  ]
}
