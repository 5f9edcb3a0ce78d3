import Contracts

/// What of a service's methods is sealed text, and how a line that was not accepted is kept without it.
struct Sealing {
  /// The params of each command that takes sealed text.
  private let commands: [String: [Field]]
  /// The names of sealed members, of any command.
  private let names: Set<String>
  /// The members of each method's params that are not sealed, though another command has a sealed one of that name.
  private let plain: [String: Set<String>]

  /// What is sealed in `methods`; none of `events` may be, as what is told is told to all.
  init(_ methods: [Method], events: [EventType]) {
    var commands: [String: [Field]] = [:]
    for method in methods where !Field.sealedNames(method.params).isEmpty {
      precondition(method.kind == .command, "\(method.name): only a command takes sealed text")
      commands[method.name] = method.params
    }
    for event in events {
      precondition(Field.sealedNames(event.fields).isEmpty, "\(event.name): no event holds sealed text, but its hash")
    }
    let names = commands.values.reduce(into: Set<String>()) { $0.formUnion(Field.sealedNames($1)) }
    self.commands = commands
    self.names = names
    let pairs = methods.map { method in
      (method.name, names.subtracting(Field.sealedNames(method.params)).intersection(method.params.map(\.name)))
    }
    plain = Dictionary(pairs) { first, _ in first }
  }

  /// Whether the command called `method` takes sealed text.
  func takes(_ method: String) -> Bool { commands[method] != nil }

  /// A command with the hash of each sealed text in its place, and the texts by their hashes.
  func sealed(_ request: Request) -> (request: Request, texts: [(hash: String, text: String)]) {
    guard let fields = commands[request.method] else { return (request, []) }
    var texts: [(hash: String, text: String)] = []
    let params = Field.sealing(fields, request.params) { text in
      let hash = Hex.text(of: Digest.sha256(Array(text.utf8)))
      texts.append((hash, text))
      return .string(hash)
    }
    return (Request(id: request.id, method: request.method, params: params), texts)
  }

  // MARK: Lines that were not accepted

  private static let blank = JSON.string("…")

  /// A line that was not accepted, as it may be kept: whatever stands where sealed text might is blanked. That goes by
  /// the names of the members, whoever's they are, as the line may not have been understood; of a line that cannot be
  /// read and may hold such a member nothing is kept.
  func blanked(_ line: [UInt8]) -> [UInt8] {
    guard !names.isEmpty else { return line }
    guard let value = try? JSON.read(line) else { return mayHoldText(line) ? Sealing.blank.line : line }
    var isChanged = false
    let method = value["method"]?.string ?? ""
    guard case .object(var members) = value else {
      let kept = blanked(value, [], &isChanged)
      return isChanged ? kept.line : line
    }
    for index in members.list.indices where members.list[index].name == "params" {
      // Params in a list have no names.
      if commands[method] != nil, members.list[index].value.members == nil { return Sealing.blank.line }
      members.list[index].value = blanked(members.list[index].value, plain[method] ?? [], &isChanged)
    }
    let kept = blanked(.object(members), [], &isChanged, isWithin: false)
    return isChanged ? kept.line : line
  }

  /// `value` with every sealed member blanked, in it and within it; those of `plain` are not, directly in it.
  private func blanked(
    _ value: JSON, _ plain: Set<String>, _ isChanged: inout Bool, isWithin: Bool = true
  ) -> JSON {
    switch value {
    case .object(var members):
      for index in members.list.indices {
        let name = members.list[index].name
        if names.contains(name), !plain.contains(name) {
          members.list[index].value = Sealing.blank
          isChanged = true
        } else if isWithin || name != "params" {
          members.list[index].value = blanked(members.list[index].value, [], &isChanged)
        }
      }
      return .object(members)
    case .array(let elements): return .array(elements.map { blanked($0, [], &isChanged) })
    case .null, .boolean, .number, .string: return value
    }
  }

  /// Whether a line that cannot be read may hold sealed text: where it has the name of such a member or command, or
  /// writes letters by their numbers, or is no text at all.
  private func mayHoldText(_ line: [UInt8]) -> Bool {
    guard let text = String(validating: line, as: UTF8.self) else { return true }
    return names.union(commands.keys).union(["\\u", "\0"]).contains { text.utf8.holds($0.utf8) }
  }
}

extension String.UTF8View {
  /// Whether `part` stands somewhere in it.
  fileprivate func holds(_ part: String.UTF8View) -> Bool {
    let bytes = Array(self)
    let part = Array(part)
    guard let first = part.first, bytes.count >= part.count else { return false }
    return (0...bytes.count - part.count).contains { start in
      bytes[start] == first && bytes[start..<start + part.count].elementsEqual(part)
    }
  }
}
