extension JSON {
  /// Writes a Codable message as a value, members in the order in which the message encodes them.
  ///
  /// - Throws: whatever the message's own `encode(to:)` throws, which ours never do.
  public init(encoding message: some Encodable) throws {
    let node = Node()
    try message.encode(to: TreeEncoder(node: node, codingPath: []))
    self = node.finished
  }

  /// Writes the value into a JSON tree.
  public func encode(to encoder: any Encoder) throws {
    guard let tree = encoder as? TreeEncoder else {
      let context = EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "not a JSON tree")
      throw EncodingError.invalidValue(self, context)
    }
    tree.node.content = .value(self)
  }
}

/// A place in the tree that is being written.
private final class Node {
  enum Content {
    case value(JSON)
    case object([(name: String, slot: Slot)])
    case array([Slot])
  }
  enum Slot {
    case value(JSON)
    case node(Node)

    var finished: JSON {
      switch self {
      case .value(let value): value
      case .node(let node): node.finished
      }
    }
  }

  var content: Content = .value(.null)

  func append(_ slot: Slot, named name: String) {
    guard case .object(var list) = content else { return }
    content = .value(.null)
    list.append((name, slot))
    content = .object(list)
  }

  func append(_ slot: Slot) {
    guard case .array(var elements) = content else { return }
    content = .value(.null)
    elements.append(slot)
    content = .array(elements)
  }

  var finished: JSON {
    switch content {
    case .value(let value): value
    case .object(let list): .object(JSON.Members(list.map { ($0.name, $0.slot.finished) }))
    case .array(let elements): .array(elements.map(\.finished))
    }
  }
}

/// Turns any encodable value into a slot; strings and numbers without a node of their own.
private func slot<Value: Encodable>(_ value: Value, _ codingPath: [any CodingKey]) throws -> Node.Slot {
  if Value.self == String.self, let text = value as? String { return .value(.string(text)) }
  if Value.self == JSON.self, let tree = value as? JSON { return .value(tree) }
  let node = Node()
  try value.encode(to: TreeEncoder(node: node, codingPath: codingPath))
  if case .value(let scalar) = node.content { return .value(scalar) }
  return .node(node)
}

/// A number's shortest JSON text; JSON has no text for what is not finite.
private func number(_ value: Double, _ codingPath: [any CodingKey]) throws -> JSON {
  guard value.isFinite else {
    let context = EncodingError.Context(codingPath: codingPath, debugDescription: "not a finite number")
    throw EncodingError.invalidValue(value, context)
  }
  if value == value.rounded(), value.magnitude < 1e15 { return .integer(Int64(value)) }
  return .number(value.description)
}

private struct TreeEncoder: Encoder {
  let node: Node
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .value = node.content { node.content = .object([]) }
    return KeyedEncodingContainer(KeyedWriter(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.content = .array([])
    return UnkeyedWriter(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleWriter(node: node, codingPath: codingPath) }
}

private struct KeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: Node
  let codingPath: [any CodingKey]

  mutating func encodeNil(forKey key: Key) throws { node.append(.value(.null), named: key.stringValue) }

  mutating func encode(_ value: Bool, forKey key: Key) throws {
    node.append(.value(.boolean(value)), named: key.stringValue)
  }

  mutating func encode(_ value: Int, forKey key: Key) throws {
    node.append(.value(.integer(value)), named: key.stringValue)
  }

  mutating func encode(_ value: Double, forKey key: Key) throws {
    node.append(.value(try number(value, codingPath + [key])), named: key.stringValue)
  }

  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    node.append(try slot(value, codingPath + [key]), named: key.stringValue)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    nested(key).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    nested(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { TreeEncoder(node: node, codingPath: codingPath) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

  private func nested(_ key: Key) -> TreeEncoder {
    let inner = Node()
    node.append(.node(inner), named: key.stringValue)
    return TreeEncoder(node: inner, codingPath: codingPath + [key])
  }
}

private struct UnkeyedWriter: UnkeyedEncodingContainer {
  let node: Node
  let codingPath: [any CodingKey]
  var count = 0

  init(node: Node, codingPath: [any CodingKey]) {
    self.node = node
    self.codingPath = codingPath
  }

  mutating func encodeNil() throws { append(.value(.null)) }
  mutating func encode<Value: Encodable>(_ value: Value) throws { append(try slot(value, codingPath)) }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    nested().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
  mutating func superEncoder() -> any Encoder { nested() }

  private mutating func append(_ slot: Node.Slot) {
    node.append(slot)
    count += 1
  }

  private mutating func nested() -> TreeEncoder {
    let inner = Node()
    append(.node(inner))
    return TreeEncoder(node: inner, codingPath: codingPath)
  }
}

private struct SingleWriter: SingleValueEncodingContainer {
  let node: Node
  let codingPath: [any CodingKey]

  mutating func encodeNil() throws { node.content = .value(.null) }
  mutating func encode(_ value: Bool) throws { node.content = .value(.boolean(value)) }
  mutating func encode(_ value: String) throws { node.content = .value(.string(value)) }
  mutating func encode(_ value: Double) throws { node.content = .value(try number(value, codingPath)) }
  mutating func encode(_ value: Float) throws { node.content = .value(try number(Double(value), codingPath)) }
  mutating func encode(_ value: Int) throws { node.content = .value(.integer(value)) }
  mutating func encode(_ value: Int8) throws { node.content = .value(.integer(value)) }
  mutating func encode(_ value: Int16) throws { node.content = .value(.integer(value)) }
  mutating func encode(_ value: Int32) throws { node.content = .value(.integer(value)) }
  mutating func encode(_ value: Int64) throws { node.content = .value(.integer(value)) }
  mutating func encode(_ value: UInt) throws { node.content = .value(.integer(value)) }
  mutating func encode(_ value: UInt8) throws { node.content = .value(.integer(value)) }
  mutating func encode(_ value: UInt16) throws { node.content = .value(.integer(value)) }
  mutating func encode(_ value: UInt32) throws { node.content = .value(.integer(value)) }
  mutating func encode(_ value: UInt64) throws { node.content = .value(.integer(value)) }
  mutating func encode<Value: Encodable>(_ value: Value) throws {
    switch try slot(value, codingPath) {
    case .value(let value): node.content = .value(value)
    case .node(let inner): node.content = inner.content
    }
  }
}
