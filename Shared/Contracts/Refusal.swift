/// The numbers of a refused request (`protocol.md` §2).
public enum ErrorCode: Int, CaseIterable, Sendable {
  /// Not JSON, or a member named twice.
  case notJSON = -32700
  /// Not a request.
  case notRequest = -32600
  /// No such method.
  case noMethod = -32601
  /// The params are wrong.
  case wrongParams = -32602
  /// Internal: a fault of the service.
  case `internal` = -32603
  /// Refused: a rule of the domain says no.
  case refused = -32001
  /// Not found: child, review, dispute, officer, authority.
  case notFound = -32002
  /// Not allowed for this key.
  case notAllowed = -32003
  /// Conflict: same id, different content.
  case conflict = -32004
  /// Busy: beyond the limit, or beyond a key's fair share.
  case busy = -32005
  /// The line is too long, too deep, or not UTF-8.
  case badLine = -32006
  /// Cannot be stored now; surely nothing was changed.
  case cannotStore = -32007

  /// What the code means, in words.
  public var words: String {
    switch self {
    case .notJSON: "not JSON, or a member named twice"
    case .notRequest: "not a JSON-RPC 2.0 request"
    case .noMethod: "no such method"
    case .wrongParams: "the params are wrong"
    case .internal: "an internal fault; please report it"
    case .refused: "refused: a rule of the domain says no"
    case .notFound: "not found"
    case .notAllowed: "not allowed for this key"
    case .conflict: "conflict: the same id with other content"
    case .busy: "busy: wait and ask again"
    case .badLine: "the line is too long, too deep, or not UTF-8"
    case .cannotStore: "cannot store now; nothing was changed"
    }
  }
}

/// One thing that is wrong: a kebab-case reason and the JSON pointer into params where it stands.
public struct Fault: Hashable, Sendable {
  /// Why, in a kebab word that programs may rely on.
  public let reason: String
  /// Where, as a JSON pointer into params; empty for the whole.
  public let at: String

  /// A fault with `reason` at the JSON pointer `at`.
  public init(_ reason: String, at: String = "") {
    self.reason = reason
    self.at = at
  }
}

/// Why an ask was not carried out. It names the field, changes nothing, and never repeats personal data.
public struct Refusal: Error, Equatable, Sendable {
  /// The number that says what the caller should do.
  public let code: ErrorCode
  /// A sentence for a person.
  public let message: String
  /// All that is wrong, the first fault first; empty only where there is no field to name.
  public let faults: [Fault]
  /// How long to wait before asking again, in milliseconds, where waiting helps.
  public let retryAfterMs: Int?

  /// A refusal with `code` for `faults`; without a `message`, the code's own words.
  public init(_ code: ErrorCode, _ faults: [Fault], message: String? = nil, retryAfterMs: Int? = nil) {
    self.code = code
    self.message = message ?? code.words
    self.faults = faults
    self.retryAfterMs = retryAfterMs
  }

  /// A refusal with `code` for one reason at the JSON pointer `at`.
  public init(_ code: ErrorCode, _ reason: String, at: String = "", _ message: String? = nil) {
    self.init(code, [Fault(reason, at: at)], message: message)
  }

  /// The `error` member of the reply.
  public var json: JSON {
    var data: [(String, JSON?)] = []
    if let first = faults.first {
      data = [("reason", .string(first.reason)), ("at", .string(first.at))]
      if faults.count > 1 {
        let also = faults.dropFirst().map { fault in
          JSON.object([("reason", .string(fault.reason)), ("at", .string(fault.at))])
        }
        data.append(("also", .array(also)))
      }
    }
    data.append(("retryAfterMs", retryAfterMs.map { .integer($0) }))
    return .object([
      ("code", .integer(code.rawValue)), ("message", .string(message)),
      ("data", data.isEmpty ? nil : .object(data)),
    ])
  }
}
