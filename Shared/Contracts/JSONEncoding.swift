extension JSON {
  /// Writes a Codable message as a value, members in the order in which the message encodes them.
  ///
  /// - Throws: whatever the message's own `encode(to:)` throws, which ours never do.
  public init(encoding message: some Encodable) throws {
    self.init(ours: try JSON.line(encoding: message))
  }

  /// Reads a line that ``line(encoding:)`` wrote.
  init(ours line: [UInt8]) {
    var reader = Reader(bytes: line, end: line.count, isMade: true)
    do {
      self = try reader.line()
    } catch {
      preconditionFailure("a line of our own cannot be read: \(error)")
    }
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
    encoder.page.write { $0.write(self) }
  }
}

/// The bytes that are being written, and the objects and arrays in them that are still open.
///
/// Codable does not say when a container is done. It is, once its value was encoded, or something was written outside
/// of it.
private struct Sheet {
  private(set) var bytes: [UInt8] = []
  /// For each open container the byte that closes it, and whether something stands in it.
  private var open: [(end: UInt8, isBegun: Bool)] = []

  init() {
    bytes.reserveCapacity(512)
    open.reserveCapacity(8)
  }

  /// How many containers are open.
  var depth: Int { open.count }

  mutating func begin(_ start: Unicode.Scalar, _ end: Unicode.Scalar) -> Int {
    bytes.append(UInt8(ascii: start))
    open.append((UInt8(ascii: end), false))
    return open.count
  }

  /// Begins an element of the array at `depth`, which must be open still, or a member of the object.
  mutating func next(in depth: Int, named name: String? = nil) {
    precondition(depth <= open.count, "a container is written to after its value was done")
    close(to: depth)
    if open[depth - 1].isBegun { bytes.append(UInt8(ascii: ",")) } else { open[depth - 1].isBegun = true }
    guard let name else { return }
    JSON.write(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  /// Ends a value that began at `length`, inside of `depth` containers. One that encoded nothing is null.
  mutating func end(_ length: Int, _ depth: Int) {
    close(to: depth)
    if bytes.count == length { writeNull() }
  }

  private mutating func close(to depth: Int) {
    while open.count > depth, let last = open.popLast() { bytes.append(last.end) }
  }

  mutating func write(_ value: JSON) { value.write(to: &bytes) }
  mutating func write(_ text: String) { JSON.write(text, to: &bytes) }
  mutating func write(_ value: Bool) { bytes.append(contentsOf: value ? "true".utf8 : "false".utf8) }
  mutating func write(whole value: some BinaryInteger) { bytes.append(contentsOf: String(value).utf8) }
  mutating func writeNull() { bytes.append(contentsOf: "null".utf8) }

  /// Writes a number's shortest JSON text; JSON has no text for what is not finite.
  mutating func write(_ value: Double) throws {
    guard value.isFinite else {
      let context = EncodingError.Context(codingPath: [], debugDescription: "not a finite number")
      throw EncodingError.invalidValue(value, context)
    }
    if value == value.rounded(), value.magnitude < 1e15 { return write(whole: Int64(value)) }
    bytes.append(contentsOf: value.description.utf8)
  }
}

/// The sheet, as all encoders of a message share it. The runtime watches over every look at it, so what belongs
/// together is written in one.
private final class Page {
  private var sheet = Sheet()

  var bytes: [UInt8] { sheet.bytes }

  /// Opens the object of a value inside of `depth` containers; its own depth. A value that asks twice goes on in it.
  func beginObject(in depth: Int) -> Int { sheet.depth > depth ? depth + 1 : sheet.begin("{", "}") }
  /// Opens an array; its depth.
  func beginArray() -> Int { sheet.begin("[", "]") }
  /// Begins an element of the array at `depth`, or a member of the object.
  func next(in depth: Int, named name: String? = nil) { sheet.next(in: depth, named: name) }

  /// Writes a value where one is awaited.
  func write(_ write: (inout Sheet) throws -> Void) rethrows { try write(&sheet) }

  /// Writes an element of the array at `depth`, or a member of the object.
  func write(in depth: Int, named name: String? = nil, _ write: (inout Sheet) throws -> Void) rethrows {
    try self.write { sheet in
      sheet.next(in: depth, named: name)
      try write(&sheet)
    }
  }

  /// Writes any encodable value as an element of the array at `depth`, or a member of the object, and closes what it
  /// opened; strings without a container of their own.
  func write<Value: Encodable>(any value: Value, in depth: Int, named name: String? = nil) throws {
    if Value.self == String.self, let text = value as? String {
      return write(in: depth, named: name) { $0.write(text) }
    }
    var length = 0
    write(in: depth, named: name) { length = $0.bytes.count }
    try value.encode(to: LineEncoder(page: self, depth: depth))
    sheet.end(length, depth)
  }

  /// Writes any encodable value where one is awaited.
  func write<Value: Encodable>(any value: Value) throws {
    if Value.self == String.self, let text = value as? String { return write { $0.write(text) } }
    let (length, depth) = (sheet.bytes.count, sheet.depth)
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
    KeyedEncodingContainer(KeyedWriter(page: page, depth: page.beginObject(in: depth)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { UnkeyedWriter(page: page, depth: page.beginArray()) }
  func singleValueContainer() -> any SingleValueEncodingContainer { SingleWriter(page: page) }
}

private struct KeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let page: Page
  let depth: Int
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil(forKey key: Key) throws { write(key) { $0.writeNull() } }
  mutating func encode(_ value: Bool, forKey key: Key) throws { write(key) { $0.write(value) } }
  mutating func encode(_ value: Int, forKey key: Key) throws { write(key) { $0.write(whole: value) } }
  mutating func encode(_ value: Double, forKey key: Key) throws { try write(key) { try $0.write(value) } }
  mutating func encode(_ value: String, forKey key: Key) throws { write(key) { $0.write(value) } }

  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try page.write(any: value, in: depth, named: key.stringValue)
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

  private func write(_ key: Key, _ write: (inout Sheet) throws -> Void) rethrows {
    try page.write(in: depth, named: key.stringValue, write)
  }

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
    count += 1
    page.write(in: depth) { $0.writeNull() }
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    count += 1
    try page.write(any: value, in: depth)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    nested().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
  mutating func superEncoder() -> any Encoder { nested() }

  private mutating func nested() -> LineEncoder {
    count += 1
    page.next(in: depth)
    return LineEncoder(page: page, depth: depth)
  }
}

private struct SingleWriter: SingleValueEncodingContainer {
  let page: Page
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() throws { page.write { $0.writeNull() } }
  mutating func encode(_ value: Bool) throws { page.write { $0.write(value) } }
  mutating func encode(_ value: String) throws { page.write { $0.write(value) } }
  mutating func encode(_ value: Double) throws { try page.write { try $0.write(value) } }
  mutating func encode(_ value: Float) throws { try encode(Double(value)) }
  mutating func encode(_ value: Int) throws { write(whole: value) }
  mutating func encode(_ value: Int8) throws { write(whole: value) }
  mutating func encode(_ value: Int16) throws { write(whole: value) }
  mutating func encode(_ value: Int32) throws { write(whole: value) }
  mutating func encode(_ value: Int64) throws { write(whole: value) }
  mutating func encode(_ value: UInt) throws { write(whole: value) }
  mutating func encode(_ value: UInt8) throws { write(whole: value) }
  mutating func encode(_ value: UInt16) throws { write(whole: value) }
  mutating func encode(_ value: UInt32) throws { write(whole: value) }
  mutating func encode(_ value: UInt64) throws { write(whole: value) }
  mutating func encode<Value: Encodable>(_ value: Value) throws { try page.write(any: value) }

  private func write(whole value: some BinaryInteger) { page.write { $0.write(whole: value) } }
}
