import Contracts

/// Dates, numbers and words as they are written for people to read.
enum Written {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// `2023-03-31` as 31 March 2023; nil where the text is no date.
  static func date(_ text: String) -> String? { CivilDate(text).map(date) }

  /// A day as 31 March 2023.
  static func date(_ day: CivilDate) -> String { "\(day.day) \(months[day.month - 1]) \(day.year)" }

  /// `2023-03` as March 2023; nil where the text is no month.
  static func month(_ text: String) -> String? {
    text.utf8.count == 7 ? CivilDate(text + "-01").map { "\(months[$0.month - 1]) \($0.year)" } : nil
  }

  /// A month as Mar 23, and anything else as it is.
  static func short(_ month: String) -> String {
    guard let day = month.utf8.count == 7 ? CivilDate(month + "-01") : nil else { return month }
    return "\(months[day.month - 1].prefix(3)) \(String(day.year).suffix(2))"
  }

  /// A time as 12 April 2023, 09:00 UTC.
  static func time(_ time: Timestamp) -> String {
    let text = time.description
    return "\(date(String(text.prefix(10))) ?? text), \(text.dropFirst(11).prefix(5)) UTC"
  }

  /// Whether a text is one kebab word.
  static func isKebab(_ text: String) -> Bool {
    text.first?.isLowercase ?? false && text.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }
  }

  /// `late-notice` as Late notice.
  static func title(_ kebab: String) -> String {
    capital(kebab.split(separator: "-").joined(separator: " "))
  }

  /// A text with a capital letter first.
  static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// A number with commas between thousands.
  static func number(_ text: String) -> String {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var whole = ""
    for (place, digit) in parts[0].reversed().enumerated() {
      if place > 0, place.isMultiple(of: 3) { whole.append(",") }
      whole.append(digit)
    }
    return String(whole.reversed()) + (parts.count > 1 ? ".\(parts[1])" : "")
  }

  /// Names in a sentence: one, two and three.
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A text in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped += Array("&amp;".utf8)
      case UInt8(ascii: "<"): escaped += Array("&lt;".utf8)
      case UInt8(ascii: ">"): escaped += Array("&gt;".utf8)
      case UInt8(ascii: "\""): escaped += Array("&quot;".utf8)
      case UInt8(ascii: "'"): escaped += Array("&#39;".utf8)
      case _: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
