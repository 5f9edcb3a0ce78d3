import Contracts

/// What libFuzzer calls with any bytes: reads them as each kind of line and checks what must hold of whatever is
/// read. A check that fails ends the program, which is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLine(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  fuzzValue(bytes)
  fuzzRequest(bytes)
  fuzzReply(bytes)
  fuzzTold(bytes)
  return 0
}

/// Ends the program with what does not hold; also in an optimised build, where a precondition says nothing.
private func finding(_ words: String) -> Never { fatalError(words) }

private func must(_ holds: Bool, _ words: String) {
  if !holds { finding(words) }
}

/// A value that is read comes back from its own line and from its canonical line, and keeps to the limits.
private func fuzzValue(_ bytes: [UInt8]) {
  guard let value = try? JSON.read(bytes) else { return }
  let end = bytes.last == 0x0A ? bytes.count - 1 : bytes.count
  must(end <= Limits.request, "a line over the limit was read")
  must(!bytes[..<end].contains(0x0A), "a line feed inside was read")
  must(String(validating: bytes, as: UTF8.self) != nil, "what is no text was read")
  must(depth(of: value) <= Limits.depth, "a line nested too deep was read")
  must(hasNoTwins(value), "a member named twice was read")
  let line = value.line
  must(!line.contains(0x0A), "a line was written on several")
  must(read(line).line == line, "a value does not come back from its line")
  let canonical = value.canonical
  must(read(line).canonical == canonical && read(line) == value, "a value does not equal itself")
  // The canonical form writes an exponent behind every number's digits, so the longest are too long to be read again.
  if longestNumber(in: value) <= 56 {
    must(read(canonical).canonical == canonical && read(canonical) == value, "the canonical line is another value's")
  }
  fuzzMessages(value)
  fuzzOffered(value, bytes)
}

/// Lines of our own are always read; escapes can make them longer than what they were made from.
private func read(_ line: [UInt8]) -> JSON {
  do {
    return try JSON.read(line, limit: Limits.reply)
  } catch {
    finding("a line of our own is refused: \(error.reason)")
  }
}

private func depth(of value: JSON) -> Int {
  switch value {
  case .null, .boolean, .number, .string: 0
  case .array(let elements): 1 + (elements.map(depth).max() ?? 0)
  case .object(let members): 1 + (members.list.map { depth(of: $0.value) }.max() ?? 0)
  }
}

private func longestNumber(in value: JSON) -> Int {
  switch value {
  case .null, .boolean, .string: 0
  case .number(let text): text.utf8.count
  case .array(let elements): elements.map(longestNumber).max() ?? 0
  case .object(let members): members.list.map { longestNumber(in: $0.value) }.max() ?? 0
  }
}

private func hasNoTwins(_ value: JSON) -> Bool {
  switch value {
  case .null, .boolean, .number, .string: true
  case .array(let elements): elements.allSatisfy(hasNoTwins)
  case .object(let members):
    Set(members.list.map { Array($0.name.utf8) }).count == members.list.count
      && members.list.allSatisfy { hasNoTwins($0.value) }
  }
}

/// Whatever a message's fields allow its type can read, writes again, and reads the same.
private func fuzzMessages(_ value: JSON) {
  guard let members = value.members else { return }
  let name = members["method"]?.string ?? members["type"]?.string
  let body = members["params"] ?? members["data"]
  guard let message = messages.first(where: { $0.name == name }), let body else { return }
  func check<Type: Message>(_ type: Type.Type) {
    do {
      let message = try Type.read(body)
      let again = try Type.read(message.json)
      must(again == message, "\(Type.name) does not come back from its own line")
    } catch {
      must(error.code == .wrongParams && !error.faults.isEmpty, "\(Type.name) is allowed and cannot be read")
    }
  }
  check(message)
}

/// An event that is offered and accepted is read again from the line as told.
private func fuzzOffered(_ value: JSON, _ bytes: [UInt8]) {
  guard let event = try? Event(offered: value["params"]?["event"] ?? value, at: "/event") else { return }
  let now = Timestamp(millisecondsSince1970: 1_700_000_000_000)
  let told = Event.asTold(
    Array(bytes[event.range]), receivedtime: event.receivedtime == nil ? now : nil, journaledtime: now,
    sequence: Sequence(7))
  guard let again = try? Event(told: told) else { finding("a line as told cannot be read") }
  must(again.sequence == Sequence(7) && again.receivedtime == event.receivedtime ?? now, "told otherwise")
  must(again.key == event.key && again.type == event.type && again.data == event.data, "told otherwise")
}

/// A request comes back from its own line; what is refused is told in a reply that can be read.
private func fuzzRequest(_ bytes: [UInt8]) {
  do {
    let request = try Request(line: bytes)
    guard request.line.count <= Limits.request else { return }
    guard let again = try? Request(line: request.line) else { finding("a request of our own is refused") }
    must(again.id == request.id && again.method == request.method, "a request is changed by writing it")
    must(again.params == request.params, "params are changed by writing them")
  } catch {
    must([.notJSON, .notRequest, .badLine].contains(error.refusal.code), "a wrong code")
    let reply = try? Reply(line: Reply(id: error.id, .failure(error.refusal)).line)
    guard case .failure(error.refusal) = reply?.outcome else { finding("a refusal cannot be told") }
    must(reply?.id == error.id, "a refusal is told to another id")
  }
}

/// A reply comes back from its own line.
private func fuzzReply(_ bytes: [UInt8]) {
  guard let reply = try? Reply(line: bytes) else { return }
  guard reply.line.count <= Limits.reply else { return }
  guard let again = try? Reply(line: reply.line) else { finding("a reply of our own is refused") }
  must(again.id == reply.id, "a reply's id is changed by writing it")
  switch (reply.outcome, again.outcome) {
  case (.success(let left), .success(let right)): must(left == right, "a result is changed by writing it")
  case (.failure(let left), .failure(let right)): must(left == right, "a refusal is changed by writing it")
  case (.success, .failure), (.failure, .success): finding("a reply turned over")
  }
}

/// An event as told knows where it stood, its place and its time.
private func fuzzTold(_ bytes: [UInt8]) {
  guard let event = try? Event(told: bytes) else { return }
  must(event.sequence != nil && event.receivedtime != nil, "told without place or time")
  must(
    bytes[event.range].first == UInt8(ascii: "{") && bytes[event.range].last == UInt8(ascii: "}"), "no object")
}
