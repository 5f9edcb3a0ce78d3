public import Contracts

/// A profile or a calendar as written in a file: one JSON value over many lines, and the line on which each member
/// stands.
public struct PolicyText: Sendable {
  /// The value.
  public let json: JSON
  private let lines: [String: Int]

  /// Reads the bytes of a file, strict UTF-8, at most 65,536 of them.
  ///
  /// - Throws: the first fault of the text, with its line.
  public init(_ bytes: [UInt8]) throws(PolicyFaults) {
    var outline = Outline(bytes: bytes)
    try outline.file()
    // A line feed is only space here: inside a string the outline has refused it.
    let flat = bytes.map { $0 == 0x0A ? 0x20 : $0 }
    do {
      json = try JSON.read(flat)
    } catch {
      throw PolicyFaults([Fault(error.reason)], lines: [outline.line])
    }
    lines = outline.lines
  }

  /// The faults with the lines on which their members stand; a member that is missing has the line of its object.
  public func located(_ found: PolicyFaults) -> PolicyFaults {
    PolicyFaults(found.faults, lines: found.faults.map { line(of: $0.at) })
  }

  private func line(of pointer: String) -> Int {
    var pointer = pointer
    while true {
      if let line = lines[pointer] { return line }
      guard let slash = pointer.lastIndex(of: "/") else { return 1 }
      pointer = String(pointer[..<slash])
    }
  }

  /// A member's name as a part of a JSON pointer (RFC 6901).
  static func escaped(_ name: String) -> String {
    name.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
      .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
  }
}

/// Finds the line of every member and element, and of the first place where the text is not JSON.
private struct Outline {
  let bytes: [UInt8]
  var lines: [String: Int] = [:]
  var line = 1
  private var at = 0
  private var depth = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func file() throws(PolicyFaults) {
    guard bytes.count <= Limits.request else { throw fault("line-too-long") }
    try value(at: "")
    skipSpace()
    guard at == bytes.count else { throw fault("not-json") }
  }

  private mutating func value(at pointer: String) throws(PolicyFaults) {
    skipSpace()
    guard at < bytes.count else { throw fault("not-json") }
    guard lines.updateValue(line, forKey: pointer) == nil else { throw fault("member-twice", pointer) }
    switch bytes[at] {
    case UInt8(ascii: "{"): try object(at: pointer)
    case UInt8(ascii: "["): try list(at: pointer)
    case UInt8(ascii: "\""): _ = try string()
    case _: try scalar()
    }
  }

  private mutating func object(at pointer: String) throws(PolicyFaults) {
    try open()
    guard !closes(UInt8(ascii: "}")) else { return }
    while true {
      skipSpace()
      let name = try string()
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { throw fault("not-json") }
      at += 1
      try value(at: "\(pointer)/\(PolicyText.escaped(name))")
      if closes(UInt8(ascii: "}")) { return }
      try comma()
    }
  }

  private mutating func list(at pointer: String) throws(PolicyFaults) {
    try open()
    guard !closes(UInt8(ascii: "]")) else { return }
    var index = 0
    while true {
      try value(at: "\(pointer)/\(index)")
      if closes(UInt8(ascii: "]")) { return }
      try comma()
      index += 1
    }
  }

  private mutating func open() throws(PolicyFaults) {
    at += 1
    depth += 1
    guard depth <= Limits.depth else { throw fault("nested-too-deep") }
  }

  private mutating func closes(_ byte: UInt8) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    depth -= 1
    return true
  }

  private mutating func comma() throws(PolicyFaults) {
    guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { throw fault("not-json") }
    at += 1
  }

  private mutating func string() throws(PolicyFaults) -> String {
    let start = at
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw fault("not-json") }
    at += 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
      guard bytes[at] != 0x0A else { throw fault("not-json") }
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard at < bytes.count else { throw fault("not-json") }
    at += 1
    guard let text = try token(start..<at).string else { throw fault("not-json") }
    return text
  }

  private mutating func scalar() throws(PolicyFaults) {
    let start = at
    while at < bytes.count, !Outline.ends.contains(bytes[at]) { at += 1 }
    _ = try token(start..<at)
  }

  private func token(_ range: Range<Int>) throws(PolicyFaults) -> JSON {
    do {
      return try JSON.read(Array(bytes[range]))
    } catch {
      throw fault(error.reason)
    }
  }

  private mutating func skipSpace() {
    while at < bytes.count, Outline.spaces.contains(bytes[at]) {
      if bytes[at] == 0x0A { line += 1 }
      at += 1
    }
  }

  private func fault(_ reason: String, _ pointer: String = "") -> PolicyFaults {
    PolicyFaults([Fault(reason, at: pointer)], lines: [line])
  }

  private static let spaces: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
  private static let ends = spaces + [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")]
}
