extension JSON {
  /// The value as one line of UTF-8, members in their own order, numbers as they were written.
  public var line: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    write(to: &bytes)
    return bytes
  }

  /// The value as text on one line.
  public var text: String { String(decoding: line, as: UTF8.self) }

  /// The one line that all equal values share: members sorted by their UTF-8, numbers in their shortest decimal form.
  public var canonical: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    writeCanonical(to: &bytes)
    return bytes
  }

  /// Appends the value to `bytes` as one line of UTF-8.
  public func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .boolean(let value): bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    case .number(let text): bytes.append(contentsOf: text.utf8)
    case .string(let text): JSON.write(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.list.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSON.write(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private func writeCanonical(to bytes: inout [UInt8]) {
    switch self {
    case .null, .boolean, .string: write(to: &bytes)
    case .number(let text): bytes.append(contentsOf: JSON.shortest(text).utf8)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.writeCanonical(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      let list = members.list
      let order = list.indices.sorted { JSON.stands(list[$0].name, before: list[$1].name) }
      for index in order {
        if index != order[0] { bytes.append(UInt8(ascii: ",")) }
        JSON.write(list[index].name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        list[index].value.writeCanonical(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// Whether a name's UTF-8 stands before another's.
  private static func stands(_ left: String, before right: String) -> Bool {
    let left = left.utf8Span.span
    let right = right.utf8Span.span
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return left[index] < right[index]
    }
    return left.count < right.count
  }

  /// Appends `text` as a JSON string: quotes, backslashes and control characters escaped, all else as it is.
  static func write(_ text: String, to bytes: inout [UInt8]) {
    let letters = text.utf8Span.span
    var isPlain = true
    // As if nothing had to be escaped, which is so of almost all: in one go, and taken back where something must be.
    bytes.append(addingCapacity: letters.count + 2) { line in
      line.append(UInt8(ascii: "\""))
      for index in letters.indices {
        let byte = letters[index]
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
          isPlain = false
          return line.removeAll()
        }
        line.append(byte)
      }
      line.append(UInt8(ascii: "\""))
    }
    if !isPlain { writeEscaped(text, to: &bytes) }
  }

  private static func writeEscaped(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x00..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      case _: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A number's sign, digits without zeros at either end, and power of ten: exact, so no two different numbers meet.
  private static func shortest(_ text: String) -> String {
    if !text.isEmpty, text.utf8.count < 16, text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ (48...57).contains($0) }), text.utf8.last != UInt8(ascii: "0")
    {
      return text + "e0"
    }
    var digits: [UInt8] = []
    var exponent = 0
    var isNegative = false
    var sawPoint = false
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") {
      isNegative = true
      rest = rest.dropFirst()
    }
    while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: ".") {
        sawPoint = true
        continue
      }
      if sawPoint { exponent -= 1 }
      if !(digits.isEmpty && byte == UInt8(ascii: "0")) { digits.append(byte) }
    }
    if !rest.isEmpty { exponent += Int(Substring(rest.dropFirst()).drop { $0 == "+" }) ?? 0 }
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty { return "0" }
    return (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self) + "e" + String(exponent)
  }
}
