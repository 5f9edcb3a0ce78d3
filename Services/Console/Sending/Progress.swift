/// A bar on standard error while somebody watches; nothing otherwise.
struct Progress {
  let total: Int?
  private let clock = ContinuousClock()
  private let begin = ContinuousClock().now
  private var drawnAt: ContinuousClock.Instant?

  /// A bar to `total`, or without an end.
  init(total: Int?) { self.total = total }

  /// Draws the bar anew, at most ten times a second. `note` says what holds things up.
  mutating func draw(_ done: Int, note: String, isLast: Bool = false) {
    guard Output.hasWatcher else { return }
    let now = clock.now
    if let drawnAt, now - drawnAt < .milliseconds(100), !isLast { return }
    drawnAt = now
    Output.aside("\r\u{1B}[K" + Progress.line(done, of: total, after: (now - begin).seconds, note: note))
    if isLast { Output.aside("\n") }
  }

  /// Says something in the bar's place.
  func say(_ words: String) {
    if Output.hasWatcher { Output.aside("\r\u{1B}[K\(String(words.prefix(79)))") }
  }

  /// Takes the line away.
  func clear() {
    if Output.hasWatcher { Output.aside("\r\u{1B}[K") }
  }

  /// The bar in at most 79 characters.
  static func line(_ done: Int, of total: Int?, after seconds: Double, note: String) -> String {
    let rate = seconds > 0.5 ? "  \(Words.number(Int(Double(done) / seconds)))/s" : ""
    guard let total, total > 0 else { return String("\(Words.number(done)) lines\(rate)  \(note)".prefix(79)) }
    let cells = 30
    let full = min(cells, done * cells / total)
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
    let left = done > 0 && done < total ? Int(seconds * Double(total - done) / Double(done)) : 0
    let rest = note.isEmpty ? (left > 1 ? "  \(Words.span(left)) left" : "") : "  \(note)"
    return String("\(bar) \(Words.number(done)) of \(Words.number(total))\(rate)\(rest)".prefix(79))
  }
}
