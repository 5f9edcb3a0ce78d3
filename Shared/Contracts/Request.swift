/// One line asked of a desk: a JSON-RPC 2.0 request (`protocol.md` §2).
public struct Request: Sendable {
  /// The caller's id, returned as given.
  public enum ID: Hashable, Sendable {
    case number(String)
    case string(String)

    /// The id as it travels.
    public var json: JSON {
      switch self {
      case .number(let text): .number(text)
      case .string(let text): .string(text)
      }
    }
  }

  /// The caller's id; nil where the caller wants no answer.
  public let id: ID?
  /// What is asked.
  public let method: String
  /// The params; an empty object where there were none.
  public let params: JSON

  /// What a line that could not be read as a request is answered with.
  public struct Unreadable: Error, Sendable {
    /// The id to answer with, nil where it could not be read.
    public let id: ID?
    /// Why.
    public let refusal: Refusal
  }

  /// A request to be sent.
  public init(id: ID?, method: String, params: JSON) {
    self.id = id
    self.method = method
    self.params = params
  }

  /// Reads a request from a line.
  ///
  /// - Throws: `Unreadable`, with the id where it could be read.
  public init(line: [UInt8]) throws(Unreadable) {
    let value: JSON
    do {
      value = try JSON.read(line)
    } catch {
      let code: ErrorCode =
        switch error {
        case .notJSON, .memberTwice: .notJSON
        case .notUTF8, .tooLong, .tooDeep: .badLine
        }
      throw Unreadable(id: nil, refusal: Refusal(code, error.reason))
    }
    guard let members = value.members else {
      throw Unreadable(id: nil, refusal: Refusal(.notRequest, "not-an-object"))
    }
    var faults: [Fault] = []
    let id: ID?
    switch members["id"] {
    case nil: id = nil
    case .string(let text): id = .string(text)
    case .number(let text) where Int(text) != nil: id = .number(text)
    case _: throw Unreadable(id: nil, refusal: Refusal(.notRequest, "id-not-string-or-integer"))
    }
    if members["jsonrpc"]?.string != "2.0" { faults.append(Fault("jsonrpc-not-2")) }
    let method = members["method"]?.string
    if method == nil { faults.append(Fault("method-missing")) }
    let params = members["params"] ?? .object([])
    if params.members == nil { faults.append(Fault("params-not-an-object")) }
    guard faults.isEmpty, let method else { throw Unreadable(id: id, refusal: Refusal(.notRequest, faults)) }
    self.init(id: id, method: method, params: params)
  }

  /// The request as a line.
  public var line: [UInt8] {
    JSON.object([
      ("jsonrpc", .string("2.0")), ("id", id?.json), ("method", .string(method)), ("params", params),
    ]).line
  }
}

/// One line that a desk answers.
public struct Reply: Sendable {
  /// The caller's id; nil where it could not be read.
  public let id: Request.ID?
  /// What came of the request.
  public let outcome: Result<JSON, Refusal>

  /// A reply to the request `id`.
  public init(id: Request.ID?, _ outcome: Result<JSON, Refusal>) {
    self.id = id
    self.outcome = outcome
  }

  /// The reply as a line.
  public var line: [UInt8] {
    switch outcome {
    case .success(let result): Reply.line(id: id, result: result.line)
    case .failure(let refusal): Reply.line(id: id, error: refusal)
    }
  }

  /// The reply whose result is already written.
  public static func line(id: Request.ID?, result: [UInt8]) -> [UInt8] {
    var line = opening(id)
    line.append(contentsOf: ",\"result\":".utf8)
    line.append(contentsOf: result)
    line.append(UInt8(ascii: "}"))
    return line
  }

  private static func line(id: Request.ID?, error: Refusal) -> [UInt8] {
    var line = opening(id)
    line.append(contentsOf: ",\"error\":".utf8)
    error.json.write(to: &line)
    line.append(UInt8(ascii: "}"))
    return line
  }

  private static func opening(_ id: Request.ID?) -> [UInt8] {
    var line = Array("{\"jsonrpc\":\"2.0\",\"id\":".utf8)
    (id?.json ?? .null).write(to: &line)
    return line
  }

  /// Reads a reply from a line of at most 1 MiB.
  ///
  /// - Throws: `LineFault` where the line is not a reply.
  public init(line: [UInt8]) throws(LineFault) {
    let value = try JSON.read(line, limit: Limits.reply)
    switch value["id"] {
    case .string(let text): id = .string(text)
    case .number(let text): id = .number(text)
    case _: id = nil
    }
    if let result = value["result"] {
      outcome = .success(result)
    } else if let error = value["error"], let code = error["code"]?.integer.flatMap(ErrorCode.init) {
      outcome = .failure(Refusal(code, error: error))
    } else {
      throw .notJSON
    }
  }
}

extension Refusal {
  /// The refusal that an `error` member tells.
  fileprivate init(_ code: ErrorCode, error: JSON) {
    let data = error["data"]
    var faults: [Fault] = []
    for fault in [data].compactMap({ $0 }) + (data?["also"]?.array ?? []) {
      if let reason = fault["reason"]?.string { faults.append(Fault(reason, at: fault["at"]?.string ?? "")) }
    }
    self.init(
      code, faults, message: error["message"]?.string, retryAfterMs: data?["retryAfterMs"]?.integer)
  }
}
