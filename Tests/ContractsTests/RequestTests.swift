import Contracts
import Testing

struct RequestTests {
  private func refused(_ text: String) throws -> Request.Unreadable {
    try refused(Array(text.utf8))
  }

  private func refused(_ line: [UInt8]) throws -> Request.Unreadable {
    try #require(throws: Request.Unreadable.self) { try Request(line: line) }
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","id":"41","method":"health","params":{"authority":"westminster"}}"#,
    #"{"jsonrpc":"2.0","id":41,"method":"health","params":{}}"#,
    #"{"jsonrpc":"2.0","id":-9223372036854775808,"method":"health","params":{}}"#,
    #"{"jsonrpc":"2.0","method":"health","params":{}}"#,
    #"{"jsonrpc":"2.0","id":"","method":"","params":{"a":[1.50]}}"#,
  ])
  func `a request is read and written again the same`(text: String) throws {
    #expect(String(decoding: try Request(line: Array(text.utf8)).line, as: UTF8.self) == text)
  }

  @Test func `params may be left out, and members that are not known are passed over`() throws {
    let request = try Request(line: Array(#"{"extra":1,"jsonrpc":"2.0","id":1,"method":"health"}"#.utf8))
    #expect(request.params.members?.list.isEmpty == true)
    #expect(request.id == .number("1"))
  }

  @Test func `a request without an id wants no answer`() throws {
    #expect(try Request(line: Array(#"{"jsonrpc":"2.0","method":"health"}"#.utf8)).id == nil)
  }

  @Test(arguments: [
    ("", "not-json"), ("{", "not-json"), (#"{"id":1,"id":2}"#, "member-twice"), ("{}\n{}", "not-json"),
    (#"{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":{"a":1,"a":2}}}"#, "member-twice"),
  ])
  func `what is not JSON is -32700 and has no id`(text: String, reason: String) throws {
    let refused = try refused(text)
    #expect(refused.id == nil)
    #expect(refused.refusal == Refusal(.notJSON, reason))
    #expect(refused.refusal.code.rawValue == -32700)
  }

  @Test func `what is too long, too deep or no text is -32006 and has no id`() throws {
    let opening = #"{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":"#
    let deep = opening + String(repeating: "[", count: 15) + String(repeating: "]", count: 15) + "}}"
    let long = opening + "\"" + String(repeating: "x", count: 65_536 - opening.utf8.count - 4) + "\"}}"
    #expect(long.utf8.count == 65_536)
    #expect(try Request(line: Array((long + "\n").utf8)).id == .number("1"))
    for (line, reason) in [
      (Array((long + " ").utf8), "line-too-long"), (Array(deep.utf8), "nested-too-deep"),
      (Array(opening.utf8) + [0x22, 0xFF, 0x22, 0x7D, 0x7D], "not-utf-8"),
      ([0xEF, 0xBB, 0xBF] + Array("{}".utf8), "not-utf-8"),
    ] {
      let refused = try refused(line)
      #expect(refused.id == nil)
      #expect(refused.refusal == Refusal(.badLine, reason))
      #expect(refused.refusal.code.rawValue == -32006)
    }
  }

  @Test(arguments: ["[]", "1", "null", "\"x\"", #"[{"jsonrpc":"2.0","id":1,"method":"health"}]"#])
  func `what is no object, or a batch, is -32600 and has no id`(text: String) throws {
    let refused = try refused(text)
    #expect(refused.id == nil)
    #expect(refused.refusal == Refusal(.notRequest, "not-an-object"))
    #expect(refused.refusal.code.rawValue == -32600)
  }

  @Test(arguments: ["null", "true", "1.5", "1e2", "[]", "{}", "1.0", "9223372036854775808"])
  func `an id that is neither a string nor an integer is -32600 and is not echoed`(id: String) throws {
    let refused = try refused("{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"health\"}")
    #expect(refused.id == nil)
    #expect(refused.refusal == Refusal(.notRequest, "id-not-string-or-integer"))
  }

  @Test(arguments: [
    (#""method":"health""#, ["jsonrpc-not-2"]), (#""jsonrpc":2.0,"method":"health""#, ["jsonrpc-not-2"]),
    (#""jsonrpc":"1.0","method":"health""#, ["jsonrpc-not-2"]), (#""jsonrpc":"2.0""#, ["method-missing"]),
    (#""jsonrpc":"2.0","method":7"#, ["method-missing"]), (#""jsonrpc":"2.0","method":null"#, ["method-missing"]),
    (#""jsonrpc":"2.0","method":"health","params":[]"#, ["params-not-an-object"]),
    (#""jsonrpc":"2.0","method":"health","params":null"#, ["params-not-an-object"]),
    (#""params":"x""#, ["jsonrpc-not-2", "method-missing", "params-not-an-object"]),
  ])
  func `what is not a request is -32600, names all that is wrong and echoes the id`(rest: String, reasons: [String])
    throws
  {
    for (id, echoed) in [("\"a\"", Request.ID.string("a")), ("-7", .number("-7"))] {
      let refused = try refused("{\"id\":\(id),\(rest)}")
      #expect(refused.id == echoed)
      #expect(refused.refusal == Refusal(.notRequest, reasons.map { Fault($0) }))
    }
    #expect(try refused("{\(rest)}").id == nil)
  }

  @Test(arguments: ErrorCode.allCases)
  func `a refusal travels with its code, words, reasons and places`(code: ErrorCode) throws {
    let faults = [Fault("missing", at: "/a"), Fault("null", at: "/b/0"), Fault("no-such-date", at: "")]
    for count in 0...3 {
      let refusal = Refusal(code, Array(faults.prefix(count)), retryAfterMs: count == 1 ? 250 : nil)
      let reply = try Reply(line: Reply(id: .string("é"), .failure(refusal)).line)
      #expect(reply.id == .string("é"))
      guard case .failure(let told) = reply.outcome else {
        Issue.record("\(reply)")
        continue
      }
      #expect(told == refusal)
      #expect(told.message == code.words)
    }
  }

  @Test func `the error codes are those of the protocol, each once`() {
    let codes = [-32700, -32600, -32601, -32602, -32603, -32001, -32002, -32003, -32004, -32005, -32006, -32007]
    #expect(Set(ErrorCode.allCases.map(\.rawValue)) == Set(codes))
    #expect(ErrorCode.allCases.count == codes.count)
    #expect(Set(ErrorCode.allCases.map(\.words)).count == codes.count)
  }

  @Test func `a reply is written to the letter`() {
    let result = JSON.object([("sequence", .string("0000000000000001207")), ("duplicate", .boolean(false))])
    #expect(
      String(decoding: Reply(id: .string("41"), .success(result)).line, as: UTF8.self)
        == #"{"jsonrpc":"2.0","id":"41","result":{"sequence":"0000000000000001207","duplicate":false}}"#)
    let refusal = Refusal(.refused, "entered-in-future", at: "/event/data/enteredOn", "care cannot start in the future")
    #expect(
      String(decoding: Reply(id: nil, .failure(refusal)).line, as: UTF8.self)
        == #"{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"care cannot start in the future","#
        + #""data":{"reason":"entered-in-future","at":"/event/data/enteredOn"}}}"#)
  }

  @Test(arguments: [
    "{}", "[]", "{", #"{"id":1,"error":{"code":7}}"#, #"{"id":1,"error":{}}"#, #"{"id":1,"error":"x"}"#,
  ])
  func `what is not a reply is not read as one`(text: String) {
    #expect(throws: LineFault.notJSON) { try Reply(line: Array(text.utf8)) }
  }

  @Test func `a reply may be 1 MiB long and no longer`() throws {
    let line = Reply(id: .number("1"), .success(.string(String(repeating: "x", count: 1_048_576 - 36)))).line
    #expect(line.count == 1_048_576)
    #expect(try Reply(line: line).id == .number("1"))
    #expect(throws: LineFault.tooLong) { try Reply(line: line + [0x20]) }
  }
}
