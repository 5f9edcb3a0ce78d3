import ReportingRules

/// Text that people wrote, as HTML: what it quotes is filled in, and nothing else of it is markup.
extension PageContext {
  /// A quote in a text.
  private enum Quote {
    case figure(name: String, as: String?)
    case counts(name: String)
    case choice(name: String, one: String, many: String)
    case word(String)
  }

  /// One line of text as HTML.
  func rich(_ text: String) -> String {
    var html = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      html += Written.escaped(String(rest[..<open.lowerBound]))
      html += quoted(quote(rest[open.upperBound..<close.lowerBound]), rest[open.lowerBound..<close.upperBound])
      rest = rest[close.upperBound...]
    }
    return html + Written.escaped(String(rest))
  }

  /// One line of text as plain text: words filled in, figures left as they are written.
  func plain(_ text: String) -> String {
    // Most texts name nothing.
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var plain = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      plain += rest[..<open.lowerBound]
      let source = rest[open.lowerBound..<close.upperBound]
      switch quote(rest[open.upperBound..<close.lowerBound]) {
      case .word(let name): plain += named[name] ?? String(source)
      case .choice(let name, let one, let many): plain += choice(name, one, many)
      case .figure, .counts: plain += source
      }
      rest = rest[close.upperBound...]
    }
    return plain + rest
  }

  /// The words for one or for many of what a figure counts; `@child` stands for what the authority calls a child.
  private func choice(_ name: String, _ one: String, _ many: String) -> String {
    let words = Counted.choice(figure(name)?.numerator ?? 0, one, many)
    return words.first == "@" ? named[String(words.dropFirst())] ?? words : words
  }

  /// Whether any figure that a text quotes is left out of what is published.
  func quotesHidden(_ text: String) -> Bool { quotes(text).contains { figure($0)?.isHidden ?? false } }

  /// Whether every figure that a text quotes is recorded.
  func quotesOnlyRecorded(_ text: String) -> Bool { quotes(text).allSatisfy { figure($0).flatMap(value) != nil } }

  /// The names of the figures that a text quotes.
  private func quotes(_ text: String) -> [String] {
    var names: [String] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      switch quote(rest[open.upperBound..<close.lowerBound]) {
      case .figure(let name, _), .counts(let name), .choice(let name, _, _): names.append(name)
      case .word: break
      }
      rest = rest[close.upperBound...]
    }
    return names
  }

  /// A narrative as HTML: paragraphs, and lists of points.
  func paragraphs(_ text: String) -> String {
    var html = ""
    var points: [String] = []
    var lines: [Substring] = []
    func close() {
      if !lines.isEmpty { html += "<p>\(rich(lines.joined(separator: " ")))</p>\n" }
      if !points.isEmpty { html += "<ul>\(points.map { "<li>\(rich($0))</li>" }.joined())</ul>\n" }
      lines = []
      points = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("- ") {
        if !lines.isEmpty { close() }
        points.append(String(line.dropFirst(2)))
      } else if line.allSatisfy(\.isWhitespace) {
        close()
      } else if points.isEmpty {
        lines.append(line)
      } else {
        points[points.count - 1] += " \(line)"
      }
    }
    close()
    return html
  }

  private func quote(_ text: Substring) -> Quote {
    if text.hasPrefix("figure:") {
      let parts = text.dropFirst(7).split(separator: "=", maxSplits: 1)
      return .figure(name: String(parts.first ?? ""), as: parts.count > 1 ? String(parts[1]) : nil)
    }
    if text.hasPrefix("counts:") { return .counts(name: String(text.dropFirst(7))) }
    if text.hasPrefix("of:") {
      let parts = text.dropFirst(3).split(separator: "|").map(String.init)
      if parts.count == 3 { return .choice(name: parts[0], one: parts[1], many: parts[2]) }
    }
    return .word(String(text))
  }

  private func quoted(_ quote: Quote, _ source: Substring) -> String {
    switch quote {
    case .word(let name): return Written.escaped(named[name] ?? String(source))
    case .counts(let name):
      guard let figure = figure(name) else { return unknown(name) }
      return Written.escaped(counts(figure))
    case .choice(let name, let one, let many): return Written.escaped(choice(name, one, many))
    case .figure(let name, let then):
      guard let figure = figure(name) else { return unknown(name) }
      let now = said(figure)
      guard let then, !isStill(then, figure) else { return Written.escaped(now) }
      moved.append((words.figure(name), then, now))
      return "<mark class=\"moved\">\(Written.escaped(now)) <span>(moved: \(Written.escaped(then)) when this was "
        + "written)</span></mark>"
    }
  }

  private func unknown(_ name: String) -> String {
    "<mark class=\"moved\">no figure is called \(Written.escaped(name))</mark>"
  }

  /// Whether a figure still has the value that a text says, in the decimals in which it says it.
  private func isStill(_ text: String, _ figure: PrintedFigure) -> Bool {
    let digits = text.filter { $0.isNumber || $0 == "." }
    let decimals = digits.firstIndex(of: ".").map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0
    return figure.value(decimals: min(decimals, 6)) == digits
      || cutsOff && figure.value(decimals: min(decimals, 6), cutsOff: true) == digits
  }
}
