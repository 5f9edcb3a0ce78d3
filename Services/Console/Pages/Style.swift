/// How a piece of text stands out on a terminal; plain where colours are not wanted.
enum Style: String {
  case title = "1"
  case faint = "2"
  case good = "32"
  case warning = "33"
  case bad = "31"

  /// `text` in this style.
  func of(_ text: String, _ isColoured: Bool = Output.hasColour) -> String {
    isColoured ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
