extension JSON {
  /// Reads a Codable message from the value: the second half of reading a line, without reading its bytes again.
  ///
  /// - Throws: `DecodingError`, which names the path of the first member that is wrong.
  public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try Value(from: TreeDecoder(self))
  }
}

/// The way to a value, from the root. It is spelled out only where an error names it.
private final class Path {
  let parent: Path?
  let key: any CodingKey

  init(_ parent: Path?, _ key: any CodingKey) {
    self.parent = parent
    self.key = key
  }

  var keys: [any CodingKey] { (parent?.keys ?? []) + [key] }
}

/// Codable's view of a JSON tree. A class, as Codable puts a decoder of this size on the heap again and again.
private final class TreeDecoder: Decoder {
  let value: JSON
  /// The way to the container in which the value stands, and its key there; nil at the root.
  let parent: Path?
  let key: (any CodingKey)?

  init(_ value: JSON, in parent: Path? = nil, at key: (any CodingKey)? = nil) {
    self.value = value
    self.parent = parent
    self.key = key
  }

  var path: Path? { key.map { Path(parent, $0) } ?? parent }
  var codingPath: [any CodingKey] { path?.keys ?? [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let members = value.members else { throw mismatch([String: JSON].self) }
    return KeyedDecodingContainer(KeyedTree(members: members, path: path))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let elements = value.array else { throw mismatch([JSON].self) }
    return UnkeyedTree(elements: elements, path: path)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleTree(decoder: self) }

  func mismatch(_ type: Any.Type) -> DecodingError {
    .typeMismatch(type, DecodingError.Context(codingPath: codingPath, debugDescription: "not a \(type)"))
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    type == String.self || type == JSON.self ? try asIs(type) : try Value(from: self)
  }

  /// A text or a value that needs no decoding. Apart, so that others do not pay for what the casts ask of the runtime.
  @inline(never)
  private func asIs<Value: Decodable>(_ type: Value.Type) throws -> Value {
    guard let found = type == String.self ? value.string as? Value : value as? Value else { throw mismatch(type) }
    return found
  }
}

private struct KeyedTree<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let members: JSON.Members
  let path: Path?

  var codingPath: [any CodingKey] { path?.keys ?? [] }
  var allKeys: [Key] { members.list.compactMap { Key(stringValue: $0.name) } }

  func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

  func decodeNil(forKey key: Key) throws -> Bool {
    guard case .null = try member(key).value else { return false }
    return true
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try member(key).decode(type) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try member(key).decode(type) }

  // Codable's own way asks for the member three times.
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try present(type, key) }
  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try present(type, key)
  }

  private func present<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value? {
    guard let value = members[key.stringValue] else { return nil }
    if case .null = value { return nil }
    return try TreeDecoder(value, in: path, at: key).decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try member(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { TreeDecoder(.object(members), in: path) }
  func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }

  private func member(_ key: Key) throws -> TreeDecoder {
    guard let value = members[key.stringValue] else {
      let context = DecodingError.Context(codingPath: codingPath, debugDescription: "no member \(key.stringValue)")
      throw DecodingError.keyNotFound(key, context)
    }
    return TreeDecoder(value, in: path, at: key)
  }
}

private struct UnkeyedTree: UnkeyedDecodingContainer {
  let elements: [JSON]
  let path: Path?
  var currentIndex = 0

  var codingPath: [any CodingKey] { path?.keys ?? [] }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  init(elements: [JSON], path: Path?) {
    self.elements = elements
    self.path = path
  }

  private mutating func next() throws -> TreeDecoder {
    guard !isAtEnd else {
      let context = DecodingError.Context(codingPath: codingPath, debugDescription: "no more elements")
      throw DecodingError.valueNotFound(JSON.self, context)
    }
    defer { currentIndex += 1 }
    return TreeDecoder(elements[currentIndex], in: path, at: Place(currentIndex))
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, case .null = elements[currentIndex] else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().decode(type) }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { try next() }
}

/// An element's place in an array, as a coding key.
private struct Place: CodingKey {
  let number: Int
  init(_ number: Int) { self.number = number }
  init?(intValue: Int) { number = intValue }
  init?(stringValue: String) { nil }
  var intValue: Int? { number }
  var stringValue: String { String(number) }
}

private struct SingleTree: SingleValueDecodingContainer {
  let decoder: TreeDecoder

  private var value: JSON { decoder.value }
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool {
    if case .null = value { true } else { false }
  }

  func decode(_ type: Bool.Type) throws -> Bool { try found(value.boolean) }
  func decode(_ type: String.Type) throws -> String { try found(value.string) }
  func decode(_ type: Double.Type) throws -> Double { try found(value.double) }
  func decode(_ type: Float.Type) throws -> Float { Float(try found(value.double)) }
  func decode(_ type: Int.Type) throws -> Int { try found(value.integer) }
  func decode(_ type: Int8.Type) throws -> Int8 { try whole() }
  func decode(_ type: Int16.Type) throws -> Int16 { try whole() }
  func decode(_ type: Int32.Type) throws -> Int32 { try whole() }
  func decode(_ type: Int64.Type) throws -> Int64 { try whole() }
  func decode(_ type: UInt.Type) throws -> UInt { try whole() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try whole() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try whole() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try whole() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try whole() }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.decode(type) }

  private func found<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw decoder.mismatch(Value.self) }
    return value
  }

  private func whole<Value: FixedWidthInteger>() throws -> Value {
    try found(value.integer.flatMap { Value(exactly: $0) })
  }
}

extension JSON: Codable {
  /// Reads any JSON value from a JSON tree.
  public init(from decoder: any Decoder) throws {
    guard let tree = decoder as? TreeDecoder else {
      let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "not a JSON tree")
      throw DecodingError.dataCorrupted(context)
    }
    self = tree.value
  }
}
