extension JSON {
  /// Writes a Codable message as a value, members in the order in which the message encodes them.
  ///
  /// - Throws: whatever the message's own `encode(to:)` throws, which ours never do.
  public init(encoding message: some Encodable) throws {
    try self.init(made: try JSON.line(encoding: message))
  }

  /// Reads a line that ``line(encoding:)`` wrote.
  init(made line: [UInt8]) throws(LineFault) {
    var reader = Reader(bytes: line, end: line.count, isMade: true)
    self = try reader.line()
  }

  /// Writes a Codable message as a line of UTF-8, without a tree in between.
  ///
  /// - Throws: as ``init(encoding:)``.
  public static func line(encoding message: some Encodable) throws -> [UInt8] {
    let page = Page()
    try page.write(any: message)
    return page.bytes
  }

  /// Writes the value where a message holds one.
  public func encode(to encoder: any Encoder) throws {
    guard let encoder = encoder as? LineEncoder else {
      let context = EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "not a line of JSON")
      throw EncodingError.invalidValue(self, context)
    }
    encoder.page.write(self)
  }
}

/// The bytes that are being written, and the objects and arrays in them that are still open.
///
/// Codable does not say when a container is done. It is, once its value was encoded, or something was written outside
/// of it.
private struct Sheet {
  var bytes: [UInt8] = []
  /// For each open container the byte that closes it, and whether something stands in it.
  var open: [(end: UInt8, isBegun: Bool)] = []

  init() {
    bytes.reserveCapacity(512)
    open.reserveCapacity(8)
  }

  mutating func begin(_ start: Unicode.Scalar, _ end: Unicode.Scalar) -> Int {
    bytes.append(UInt8(ascii: start))
    open.append((UInt8(ascii: end), false))
    return open.count
  }

  mutating func close(to depth: Int) {
    while open.count > depth, let last = open.popLast() { bytes.append(last.end) }
  }

  mutating func next(in depth: Int) {
    precondition(depth <= open.count, "a container is written to after its value was done")
    close(to: depth)
    if open[depth - 1].isBegun { bytes.append(UInt8(ascii: ",")) } else { open[depth - 1].isBegun = true }
  }

  mutating func next(in depth: Int, named name: String) {
    next(in: depth)
    JSON.write(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  /// Ends a value that began at `length`, inside of `depth` containers. One that encoded nothing is null.
  mutating func end(_ length: Int, _ depth: Int) {
    close(to: depth)
    if bytes.count == length { bytes.append(contentsOf: "null".utf8) }
  }
}

/// The sheet, as all encoders of a message share it; each of its methods looks at it once.
private final class Page {
  private var sheet = Sheet()

  var bytes: [UInt8] { sheet.bytes }
  /// How many containers are open.
  var depth: Int { sheet.open.count }

  /// Opens an object or an array; its depth.
  func begin(_ start: Unicode.Scalar, _ end: Unicode.Scalar) -> Int { sheet.begin(start, end) }
  /// Begins an element of the container at `depth`, which must be open still.
  func next(in depth: Int) { sheet.next(in: depth) }
  /// Begins a member of the object at `depth`.
  func next(in depth: Int, named name: String) { sheet.next(in: depth, named: name) }

  func write(_ value: JSON) { value.write(to: &sheet.bytes) }
  func write(_ text: String) { JSON.write(text, to: &sheet.bytes) }
  func write(_ value: Bool) { sheet.bytes.append(contentsOf: value ? "true".utf8 : "false".utf8) }
  func write(whole value: some BinaryInteger) { sheet.bytes.append(contentsOf: String(value).utf8) }
  func writeNull() { sheet.bytes.append(contentsOf: "null".utf8) }

  /// Writes a number's shortest JSON text; JSON has no text for what is not finite.
  func write(_ value: Double) throws {
    guard value.isFinite else {
      let context = EncodingError.Context(codingPath: [], debugDescription: "not a finite number")
      throw EncodingError.invalidValue(value, context)
    }
    if value == value.rounded(), value.magnitude < 1e15 { return write(whole: Int64(value)) }
    sheet.bytes.append(contentsOf: value.description.utf8)
  }

  /// Writes any encodable value, and closes what it opened; strings without a container of their own.
  func write<Value: Encodable>(any value: Value) throws {
    if Value.self == String.self, let text = value as? String { return write(text) }
    let (length, depth) = (sheet.bytes.count, sheet.open.count)
    try value.encode(to: LineEncoder(page: self, depth: depth))
    sheet.end(length, depth)
  }
}

private struct LineEncoder: Encoder {
  let page: Page
  /// How many containers are open around the value; its own is one more.
  let depth: Int
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    // A value that asks twice goes on in the same object.
    let own = page.depth > depth ? depth + 1 : page.begin("{", "}")
    return KeyedEncodingContainer(KeyedWriter(page: page, depth: own))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    UnkeyedWriter(page: page, depth: page.begin("[", "]"))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleWriter(page: page) }
}

private struct KeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let page: Page
  let depth: Int
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil(forKey key: Key) throws {
    page.next(in: depth, named: key.stringValue)
    page.writeNull()
  }

  mutating func encode(_ value: Bool, forKey key: Key) throws {
    page.next(in: depth, named: key.stringValue)
    page.write(value)
  }

  mutating func encode(_ value: Int, forKey key: Key) throws {
    page.next(in: depth, named: key.stringValue)
    page.write(whole: value)
  }

  mutating func encode(_ value: Double, forKey key: Key) throws {
    page.next(in: depth, named: key.stringValue)
    try page.write(value)
  }

  mutating func encode(_ value: String, forKey key: Key) throws {
    page.next(in: depth, named: key.stringValue)
    page.write(value)
  }

  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    page.next(in: depth, named: key.stringValue)
    try page.write(any: value)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    nested(key).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    nested(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { LineEncoder(page: page, depth: depth - 1) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

  private func nested(_ key: Key) -> LineEncoder {
    page.next(in: depth, named: key.stringValue)
    return LineEncoder(page: page, depth: depth)
  }
}

private struct UnkeyedWriter: UnkeyedEncodingContainer {
  let page: Page
  let depth: Int
  var count = 0
  var codingPath: [any CodingKey] { [] }

  init(page: Page, depth: Int) {
    self.page = page
    self.depth = depth
  }

  mutating func encodeNil() throws {
    next()
    page.writeNull()
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    next()
    try page.write(any: value)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    nested().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
  mutating func superEncoder() -> any Encoder { nested() }

  private mutating func next() {
    page.next(in: depth)
    count += 1
  }

  private mutating func nested() -> LineEncoder {
    next()
    return LineEncoder(page: page, depth: depth)
  }
}

private struct SingleWriter: SingleValueEncodingContainer {
  let page: Page
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() throws { page.writeNull() }
  mutating func encode(_ value: Bool) throws { page.write(value) }
  mutating func encode(_ value: String) throws { page.write(value) }
  mutating func encode(_ value: Double) throws { try page.write(value) }
  mutating func encode(_ value: Float) throws { try page.write(Double(value)) }
  mutating func encode(_ value: Int) throws { page.write(whole: value) }
  mutating func encode(_ value: Int8) throws { page.write(whole: value) }
  mutating func encode(_ value: Int16) throws { page.write(whole: value) }
  mutating func encode(_ value: Int32) throws { page.write(whole: value) }
  mutating func encode(_ value: Int64) throws { page.write(whole: value) }
  mutating func encode(_ value: UInt) throws { page.write(whole: value) }
  mutating func encode(_ value: UInt8) throws { page.write(whole: value) }
  mutating func encode(_ value: UInt16) throws { page.write(whole: value) }
  mutating func encode(_ value: UInt32) throws { page.write(whole: value) }
  mutating func encode(_ value: UInt64) throws { page.write(whole: value) }
  mutating func encode<Value: Encodable>(_ value: Value) throws { try page.write(any: value) }
}
