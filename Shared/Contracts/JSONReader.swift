/// Why bytes are not a line of the protocol.
public enum LineFault: Error, Equatable, Sendable {
  /// The bytes are not strict UTF-8 (-32006).
  case notUTF8
  /// The line is longer than its limit (-32006).
  case tooLong
  /// The value is nested deeper than 16 (-32006).
  case tooDeep
  /// The bytes are not one JSON value on one line (-32700).
  case notJSON
  /// An object names a member twice (-32700).
  case memberTwice

  /// The reason as it travels.
  public var reason: String {
    switch self {
    case .notUTF8: "not-utf-8"
    case .tooLong: "line-too-long"
    case .tooDeep: "nested-too-deep"
    case .notJSON: "not-json"
    case .memberTwice: "member-twice"
    }
  }
}

extension JSON {
  /// Reads one line: strict UTF-8, one JSON value nested at most 16 deep, no member named twice, one optional LF at the
  /// end and no line feed inside (`protocol.md` §1).
  ///
  /// - Parameter limit: the longest line allowed, in bytes.
  /// - Throws: what is wrong with the bytes.
  public static func read(_ bytes: [UInt8], limit: Int = Limits.request) throws(LineFault) -> JSON {
    var end = bytes.count
    if bytes.last == 0x0A { end -= 1 }
    guard end <= limit else { throw .tooLong }
    var reader = Reader(bytes: bytes, end: end)
    do {
      return try reader.line()
    } catch {
      // A fault found late never hides that the bytes are no text at all: that is said first.
      throw reader.isText ? error : .notUTF8
    }
  }

  /// A recursive-descent reader of RFC 8259 over one line's bytes.
  struct Reader {
    let bytes: [UInt8]
    let end: Int
    /// Whether we wrote the bytes ourselves: then nothing is checked that cannot be wrong.
    let isMade: Bool
    var at = 0
    var depth = 0

    init(bytes: [UInt8], end: Int, isMade: Bool = false) {
      self.bytes = bytes
      self.end = end
      self.isMade = isMade
    }

    /// Whether all of the bytes are strict UTF-8 without a byte order mark.
    var isText: Bool {
      !bytes.starts(with: [0xEF, 0xBB, 0xBF]) && String(validating: bytes[..<end], as: UTF8.self) != nil
    }

    mutating func line() throws(LineFault) -> JSON {
      skipSpace()
      let value = try value()
      skipSpace()
      guard at == end else { throw .notJSON }
      return value
    }

    private mutating func skipSpace() {
      while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at += 1 }
    }

    private mutating func value() throws(LineFault) -> JSON {
      guard at < end else { throw .notJSON }
      switch bytes[at] {
      case UInt8(ascii: "{"): return try object()
      case UInt8(ascii: "["): return try array()
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"): return try word("true", .boolean(true))
      case UInt8(ascii: "f"): return try word("false", .boolean(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      case _: return .number(try number())
      }
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws(LineFault) -> JSON {
      for byte in text.description.utf8 {
        guard at < end, bytes[at] == byte else { throw .notJSON }
        at += 1
      }
      return value
    }

    private mutating func object() throws(LineFault) -> JSON {
      let start = at
      depth += 1
      guard depth <= Limits.depth || isMade else { throw .tooDeep }
      at += 1
      var list: [(name: String, value: JSON)] = []
      skipSpace()
      if at < end, bytes[at] == UInt8(ascii: "}") {
        at += 1
      } else {
        list.reserveCapacity(12)
        while true {
          skipSpace()
          guard at < end, bytes[at] == UInt8(ascii: "\"") else { throw .notJSON }
          let name = try string()
          skipSpace()
          guard at < end, bytes[at] == UInt8(ascii: ":") else { throw .notJSON }
          at += 1
          skipSpace()
          list.append((name, try value()))
          if try closes(with: UInt8(ascii: "}")) { break }
        }
        guard isMade || !JSON.Reader.namesTwice(list) else { throw .memberTwice }
      }
      depth -= 1
      return .object(Members(list, range: isMade ? 0..<0 : start..<at))
    }

    private mutating func array() throws(LineFault) -> JSON {
      depth += 1
      guard depth <= Limits.depth || isMade else { throw .tooDeep }
      at += 1
      var elements: [JSON] = []
      skipSpace()
      if at < end, bytes[at] == UInt8(ascii: "]") {
        at += 1
      } else {
        while true {
          skipSpace()
          elements.append(try value())
          if try closes(with: UInt8(ascii: "]")) { break }
        }
      }
      depth -= 1
      return .array(elements)
    }

    /// After an element: true at the closing byte, false at a comma.
    private mutating func closes(with byte: UInt8) throws(LineFault) -> Bool {
      skipSpace()
      guard at < end else { throw .notJSON }
      let found = bytes[at]
      at += 1
      if found == byte { return true }
      guard found == UInt8(ascii: ",") else { throw .notJSON }
      return false
    }

    private static func namesTwice(_ list: [(name: String, value: JSON)]) -> Bool {
      if list.count <= 24 {
        for right in list.indices {
          let name = list[right].name.utf8
          let length = name.count
          // Most names differ in length: only the others are compared.
          for left in 0..<right where list[left].name.utf8.count == length {
            if list[left].name.utf8.elementsEqual(name) { return true }
          }
        }
        return false
      }
      return Set(list.map { Array($0.name.utf8) }).count != list.count
    }
  }
}
