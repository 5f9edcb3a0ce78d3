import Contracts

/// A small generator with a seed (SplitMix64), so that a case that fails can be run again.
struct JSONDice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `count`.
  mutating func roll(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }

  /// One of `choices`.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[roll(choices.count)] }

  /// Any JSON value, nested at most `depth` deep.
  mutating func value(depth: Int) -> JSON {
    switch roll(depth > 0 ? 7 : 5) {
    case 0: return .null
    case 1: return .boolean(roll(2) == 0)
    case 2: return .number(number())
    case 3, 4: return .string(text())
    case 5: return .array((0..<roll(5)).map { _ in value(depth: depth - 1) })
    case _:
      var list: [(name: String, value: JSON)] = []
      var names: Set<[UInt8]> = []
      for _ in 0..<roll(roll(9) == 0 ? 30 : 4) {
        let name = text()
        if names.insert(Array(name.utf8)).inserted { list.append((name, value(depth: depth - 1))) }
      }
      return .object(JSON.Members(list))
    }
  }

  /// A number in JSON's grammar that a double can hold.
  mutating func number() -> String {
    var text = roll(3) == 0 ? "-" : ""
    text += pick(["0", "1", "7", "10", "907", "65536", "9007199254740993", "123456789012345"])
    if roll(3) == 0 { text += "." + pick(["0", "5", "25", "000", "7000", "0625"]) }
    if roll(4) == 0 { text += pick(["e", "E"]) + pick(["", "+", "-"]) + pick(["0", "1", "07", "12", "100"]) }
    return text
  }

  /// A short text of letters, signs that JSON escapes, and scalars of two, three and four bytes.
  mutating func text() -> String {
    let scalars = "abzAZ09 -_/\"\\\u{0}\u{8}\u{C}\n\r\t\u{1F}\u{7F}é€\u{2028}\u{FFFD}\u{10FFFF}😀".unicodeScalars
    let all = Array(scalars)
    var text = ""
    for _ in 0..<roll(9) { text.unicodeScalars.append(pick(all)) }
    return text
  }

  /// The value as a line, with spaces and escapes that change nothing.
  mutating func disguised(_ value: JSON) -> String {
    let space = pick(["", "", " ", "\t", "\r", "  "])
    switch value {
    case .null, .boolean, .number: return space + value.text + space
    case .string(let text): return space + disguised(text) + space
    case .array(let elements):
      return "\(space)[\(elements.map { disguised($0) }.joined(separator: ","))\(space)]"
    case .object(let members):
      let inner = members.list.shuffled(using: &self).map { "\(disguised($0.name))\(space):\(disguised($0.value))" }
      return "\(space){\(space)\(inner.joined(separator: ","))}\(space)"
    }
  }

  private mutating func disguised(_ text: String) -> String {
    var line = "\""
    for scalar in text.unicodeScalars {
      if roll(3) == 0 || scalar.value < 0x20 || scalar == "\"" || scalar == "\\" {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: roll(2) == 0)
          line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
    return line + "\""
  }
}
