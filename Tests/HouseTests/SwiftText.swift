/// Enough of Swift's grammar to tell code from comments and strings.
struct SwiftText {
  private let characters: [Character]
  private var at = 0
  private var code: [Character] = []

  private init(_ text: String) { characters = Array(text) }

  /// The text with comments and the contents of strings blanked out; code in interpolations stays.
  static func code(of text: String) -> String {
    var reader = SwiftText(text)
    reader.readCode(untilParenthesis: false)
    return String(reader.code)
  }

  private func has(_ text: String) -> Bool {
    characters[at...].starts(with: text)
  }

  /// Passes over `count` characters, leaving blanks in place of all but line feeds.
  private mutating func blank(_ count: Int = 1) {
    for character in characters[at..<min(at + count, characters.count)] { code.append(character == "\n" ? "\n" : " ") }
    at = min(at + count, characters.count)
  }

  private mutating func readCode(untilParenthesis: Bool) {
    var open = 0
    while at < characters.count {
      if has("//") {
        while at < characters.count, characters[at] != "\n" { blank() }
      } else if has("/*") {
        readBlockComment()
      } else if characters[at] == "\"" || (characters[at] == "#" && opensRawString) {
        readString()
      } else {
        if characters[at] == "(" { open += 1 }
        if characters[at] == ")" { open -= 1 }
        if untilParenthesis, open < 0 { return }
        code.append(characters[at])
        at += 1
      }
    }
  }

  private var opensRawString: Bool { characters[at...].first { $0 != "#" } == "\"" }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if has("/*") { depth += 1 }
      if has("*/") { depth -= 1 }
      blank(has("/*") || has("*/") ? 2 : 1)
    } while depth > 0 && at < characters.count
  }

  private mutating func readString() {
    let marks = characters[at...].prefix { $0 == "#" }.count
    let raw = String(repeating: "#", count: marks)
    blank(marks)
    let quote = has("\"\"\"") ? "\"\"\"" : "\""
    blank(quote.count)
    while at < characters.count {
      if has("\\\(raw)(") {
        blank(marks + 2)
        readCode(untilParenthesis: true)
        blank()
      } else if has("\\\(raw)") {
        blank(marks + 2)
      } else if has(quote + raw) {
        blank(quote.count + marks)
        return
      } else {
        blank()
      }
    }
  }

  /// A function and the lines from its first to its closing brace.
  struct Function: Equatable {
    let line: Int
    let length: Int
  }

  /// The functions of code: from `func`, `init` or `subscript` to the closing brace of its body.
  static func functions(in code: String) -> [Function] {
    var found: [Function] = []
    var depth = 0
    var line = 1
    var word = ""
    /// A function that was begun: its line, and the depth of its body once that is open.
    var begun: [(line: Int, body: Int?)] = []
    for character in code {
      if character.isLetter || character == "_" {
        word.append(character)
        continue
      }
      if word == "func" || (["init", "subscript"].contains(word) && "(?<".contains(character)) {
        if begun.last.map({ $0.body != nil }) ?? true { begun.append((line, nil)) }
      }
      word = character == "." ? "." : ""
      switch character {
      case "\n": line += 1
      case "{":
        depth += 1
        if let last = begun.last, last.body == nil { begun[begun.count - 1].body = depth }
      case "}":
        if let last = begun.last, last.body == depth {
          found.append(Function(line: last.line, length: line - last.line + 1))
          begun.removeLast()
        } else if begun.last.map({ $0.body == nil }) ?? false {
          // A declaration without a body, as in a protocol.
          begun.removeLast()
        }
        depth -= 1
      case _: break
      }
    }
    return found
  }
}
