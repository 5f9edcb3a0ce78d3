extension JSON {
  /// Reads a Codable message from the value: the second half of reading a line, without reading its bytes again.
  ///
  /// - Throws: `DecodingError`, which names the path of the first member that is wrong.
  public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try Value(from: TreeDecoder(value: self, codingPath: []))
  }
}

/// Codable's view of a JSON tree.
private struct TreeDecoder: Decoder {
  let value: JSON
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let members = value.members else { throw mismatch([String: JSON].self) }
    return KeyedDecodingContainer(KeyedTree(members: members, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let elements = value.array else { throw mismatch([JSON].self) }
    return UnkeyedTree(elements: elements, codingPath: codingPath)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    SingleTree(value: value, codingPath: codingPath)
  }

  func mismatch(_ type: Any.Type) -> DecodingError {
    .typeMismatch(type, DecodingError.Context(codingPath: codingPath, debugDescription: "not a \(type)"))
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if type == String.self, let text = value.string as? Value { return text }
    if type == JSON.self, let value = value as? Value { return value }
    return try Value(from: self)
  }
}

private struct KeyedTree<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let members: JSON.Members
  let codingPath: [any CodingKey]

  var allKeys: [Key] { members.list.compactMap { Key(stringValue: $0.name) } }

  func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

  func decodeNil(forKey key: Key) throws -> Bool {
    guard case .null = try member(key).value else { return false }
    return true
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try member(key).decode(type) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try member(key).decode(type) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try member(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { TreeDecoder(value: .object(members), codingPath: codingPath) }
  func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }

  private func member(_ key: Key) throws -> TreeDecoder {
    guard let value = members[key.stringValue] else {
      let context = DecodingError.Context(codingPath: codingPath, debugDescription: "no member \(key.stringValue)")
      throw DecodingError.keyNotFound(key, context)
    }
    return TreeDecoder(value: value, codingPath: codingPath + [key])
  }
}

private struct UnkeyedTree: UnkeyedDecodingContainer {
  let elements: [JSON]
  let codingPath: [any CodingKey]
  var currentIndex = 0

  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  init(elements: [JSON], codingPath: [any CodingKey]) {
    self.elements = elements
    self.codingPath = codingPath
  }

  private mutating func next() throws -> TreeDecoder {
    guard !isAtEnd else {
      let context = DecodingError.Context(codingPath: codingPath, debugDescription: "no more elements")
      throw DecodingError.valueNotFound(JSON.self, context)
    }
    defer { currentIndex += 1 }
    return TreeDecoder(value: elements[currentIndex], codingPath: codingPath + [Place(currentIndex)])
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
  let value: JSON
  let codingPath: [any CodingKey]

  private var decoder: TreeDecoder { TreeDecoder(value: value, codingPath: codingPath) }

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
