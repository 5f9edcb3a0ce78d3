import Contracts

/// Names and numbers of the wire as a person reads them.
enum Words {
  /// `reviews-held` and `dueOn` as `Reviews held` and `Due on`; ids and anything else as they are.
  static func title(_ name: String) -> String {
    var words = ""
    for character in name {
      if character == "-" {
        words.append(" ")
      } else if character.isUppercase {
        words += " " + character.lowercased()
      } else {
        words.append(character)
      }
    }
    words = words.split(separator: " ").map { abbreviations[String($0)] ?? String($0) }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static let abbreviations = ["iro": "IRO", "cafcass": "Cafcass", "fte": "FTE", "id": "ID"]

  /// A number as it was written, its whole part in groups of three: `5124` as `5,124`.
  static func number(_ text: String) -> String {
    let whole = text.prefix { $0.isNumber }
    guard whole.count > 3, text.dropFirst(whole.count).first.map({ $0 == "." }) ?? true else { return text }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return grouped + text.dropFirst(whole.count)
  }

  /// A whole number in groups of three.
  static func number(_ value: Int) -> String { value < 0 ? "-" + number(String(-value)) : number(String(value)) }

  /// `2022-09-05` as `5 September 2022`, `2022-09` as `September 2022`; anything else as it is.
  static func date(_ text: String) -> String {
    if let date = CivilDate(text) { return "\(date.day) \(months[date.month - 1]) \(date.year)" }
    if text.count == 7, let date = CivilDate(text + "-01") { return "\(months[date.month - 1]) \(date.year)" }
    return text
  }

  /// `2023-04-12T09:00:17Z` as `12 April 2023, 09:00 UTC`; anything else as it is.
  static func time(_ text: String) -> String {
    guard Timestamp(text) != nil, text.count >= 16 else { return text }
    return "\(date(String(text.prefix(10)))), \(text.dropFirst(11).prefix(5)) UTC"
  }

  /// Bytes in the unit that fits.
  static func bytes(_ count: Int) -> String {
    switch count {
    case ..<1_000_000: "\(count / 1_000) kB"
    case ..<10_000_000_000: "\(Words.number(count / 1_000_000)) MB"
    default: "\(Words.number(count / 1_000_000_000)) GB"
    }
  }

  /// Seconds in the unit that fits.
  static func span(_ seconds: Int) -> String {
    switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7_200: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3_600) h"
    default: "\(seconds / 86_400) days"
    }
  }

  /// One or many of something.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(Words.number(number)) \(number == 1 ? one : many)"
  }

  /// The length of the longest part of a text that should stand on one line: a word, a day or an id; words joined by
  /// hyphens are parts of their own, and so are those of a kebab word that holds a number.
  static func longestPart(_ text: String) -> Int {
    text.split(separator: " ").map { word in
      guard !word.contains(where: \.isNumber) || word.first?.isLowercase ?? false else { return word.count }
      let parts = word.split(separator: "-")
      return parts.enumerated().map { $1.count + ($0 < parts.count - 1 ? 1 : 0) }.max() ?? 0
    }.max() ?? 0
  }

  /// A text in lines of at most `width`, cut between words; a word that is too long is cut itself.
  static func wrapped(_ text: String, _ width: Int) -> [String] {
    let width = max(1, width)
    guard text.count > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var rest = word[...]
      if !line.isEmpty, line.count + 1 + rest.count > width {
        lines.append(line)
        line = ""
      }
      while rest.count > width {
        // After a hyphen, where there is one.
        let hyphen = rest.prefix(width).lastIndex(of: "-").map { rest.distance(from: rest.startIndex, to: $0) + 1 }
        lines.append(String(rest.prefix(hyphen ?? width)))
        rest = rest.dropFirst(hyphen ?? width)
      }
      line += line.isEmpty ? String(rest) : " " + rest
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
