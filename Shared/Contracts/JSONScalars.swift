extension JSON.Reader {
  /// Reads a number in JSON's grammar and keeps its text; at most 64 characters, so that no number costs more than a
  /// word.
  mutating func number() throws(LineFault) -> String {
    let start = at
    if at < end, bytes[at] == UInt8(ascii: "-") { at += 1 }
    guard at < end else { throw .notJSON }
    if bytes[at] == UInt8(ascii: "0") { at += 1 } else { try digits() }
    if at < end, bytes[at] == UInt8(ascii: ".") {
      at += 1
      try digits()
    }
    if at < end, bytes[at] == UInt8(ascii: "e") || bytes[at] == UInt8(ascii: "E") {
      at += 1
      if at < end, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      let exponent = at
      try digits()
      guard at - exponent <= 3 else { throw .notJSON }
    }
    guard at - start <= 64 else { throw .notJSON }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func digits() throws(LineFault) {
    let start = at
    while at < end, (48...57).contains(bytes[at]) { at += 1 }
    guard at > start else { throw .notJSON }
  }

  /// Reads a string, from its opening quote to behind its closing one.
  mutating func string() throws(LineFault) -> String {
    let start = at + 1
    let (stop, isASCII) = letters(from: start)
    guard stop < end else { throw .notJSON }
    at = stop
    if bytes[stop] == UInt8(ascii: "\\") { return try escapedString(from: start) }
    guard bytes[stop] == UInt8(ascii: "\"") else { throw .notJSON }
    at += 1
    return try text(start..<stop, isASCII: isASCII)
  }

  /// The first place from `start` on where no plain letter of a string stands, and whether all before it are ASCII.
  private func letters(from start: Int) -> (stop: Int, isASCII: Bool) {
    let letters = bytes.span
    var place = start
    var bits: UInt8 = 0
    while place < end {
      let byte = letters[place]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      bits |= byte
      place += 1
    }
    return (place, bits < 0x80)
  }

  private func text(_ range: Range<Int>, isASCII: Bool) throws(LineFault) -> String {
    if isASCII { return String(decoding: bytes[range], as: UTF8.self) }
    guard let text = String(validating: bytes[range], as: UTF8.self) else { throw .notUTF8 }
    return text
  }

  private mutating func escapedString(from start: Int) throws(LineFault) -> String {
    var unescaped = Array(bytes[start..<at])
    while at < end {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: unescaped, as: UTF8.self) else { throw .notUTF8 }
        return text
      case UInt8(ascii: "\\"): try escape(into: &unescaped)
      case 0x00..<0x20: throw .notJSON
      case _: unescaped.append(byte)
      }
    }
    throw .notJSON
  }

  private mutating func escape(into unescaped: inout [UInt8]) throws(LineFault) {
    guard at < end else { throw .notJSON }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "u"): unescaped.append(contentsOf: String(Character(try escapedScalar())).utf8)
    case _: throw .notJSON
    }
  }

  /// The scalar of an escape of four hex digits, or of a surrogate pair; half a pair is no text.
  private mutating func escapedScalar() throws(LineFault) -> Unicode.Scalar {
    let high = try fourHexDigits()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), at + 1 < end, bytes[at] == UInt8(ascii: "\\"),
      bytes[at + 1] == UInt8(ascii: "u")
    else { throw .notJSON }
    at += 2
    let low = try fourHexDigits()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    else { throw .notJSON }
    return scalar
  }

  private mutating func fourHexDigits() throws(LineFault) -> UInt32 {
    guard at + 4 <= end else { throw .notJSON }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else { throw .notJSON }
      value = value << 4 + UInt32(digit)
      at += 1
    }
    return value
  }
}
