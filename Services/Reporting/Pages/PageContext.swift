import Contracts
import ReportingRules

/// One report while it is printed: what it quotes is counted once, and what it printed is remembered for the annexes.
final class PageContext {
  let report: AnnualReport
  let form: Form
  let words: Words
  /// The words that texts may name: the child, the authority, the period.
  let named: [String: String]
  /// The figures and tables that the page shows, in the order in which they first appear; their place is their number.
  private(set) var certificates: [Certified] = []
  /// The figures that have moved since a narrative quoted them.
  var moved: [(figure: String, then: String, now: String)] = []
  /// The slots for which nobody has written yet.
  var unwritten: [String] = []
  private var figures: [String: PrintedFigure?] = [:]
  private var ids: Set<String> = []

  /// A figure or table that the page shows.
  struct Certified {
    let name: String
    let title: String
    let definition: String
    let version: Int
    let unit: String
    let value: String
    let certificate: Certificate
  }

  init(_ report: AnnualReport, _ form: Form, _ words: Words) {
    self.report = report
    self.form = form
    self.words = words
    let scope = report.scope
    let isTheirs = form.authority == nil || form.authority == scope.authority.text
    let authority = isTheirs ? form.council : nil
    let days = (Written.date(scope.from), Written.date(scope.to))
    named = [
      "place": Written.capital(scope.authority.text), "child": form.child.one, "children": form.child.many,
      "Child": Written.capital(form.child.one),
      "Children": Written.capital(form.child.many), "service": form.service,
      "authority": authority ?? Written.capital(scope.authority.text), "from": days.0, "to": days.1,
      "period": "\(days.0) to \(days.1)", "year": PageContext.year(scope),
    ]
  }

  /// The year as it is written: 2022–23 for a year from April to March, else both days' years.
  private static func year(_ scope: Scope) -> String {
    let (first, last) = (scope.from.year, scope.to.year)
    guard last > first else { return String(first) }
    return "\(first)–\(last / 100 == first / 100 ? String(String(last).suffix(2)) : String(last))"
  }

  // MARK: Figures

  /// A figure, counted once a page; nil where none is called so.
  func figure(_ name: String) -> PrintedFigure? {
    if let known = figures[name] { return known }
    let figure = report.figure(name)
    figures[name] = .some(figure)
    return figure
  }

  /// A figure's value with its unit; nil where it is not recorded.
  func value(_ figure: PrintedFigure) -> String? {
    guard let value = figure.value(decimals: rounding.decimals, cutsOff: rounding.cutsOff) else { return nil }
    switch figure.unit {
    case .perCent: return "\(value)%"
    case .children, .reviews, .disputes, .childrenPerFte, .perTenThousand: return Written.number(value)
    }
  }

  /// A figure's value with its unit, or why there is none.
  func said(_ figure: PrintedFigure) -> String {
    value(figure) ?? (figure.isHidden ? "not shown, as so few could be recognised" : "not recorded")
  }

  /// How rates are printed: as the authority says, else as the form does.
  private var rounding: (decimals: Int, cutsOff: Bool) {
    report.rounding.map { ($0.decimals, $0.cutsOff) } ?? (form.rounding.decimals, form.rounding.cutsOff)
  }

  /// Whether what follows the last decimal is cut off.
  var cutsOff: Bool { rounding.cutsOff }

  /// How rates are printed, in words.
  var roundingWords: String {
    let places = ["whole numbers", "one decimal place", "two decimal places"][min(max(rounding.decimals, 0), 2)]
    return "rates are printed in \(places) from unrounded counts, " + (rounding.cutsOff ? "cut off" : "half up")
  }

  /// What a rate was counted from: 499 of 505.
  func counts(_ figure: PrintedFigure) -> String {
    guard figure.isRecorded, !figure.isHidden, let base = figure.denominator, base != "0" else { return "" }
    let count = Written.number(String(figure.numerator))
    switch figure.unit {
    case .childrenPerFte: return "\(count) to \(base) full-time"
    case .perTenThousand: return "\(count) to \(Written.number(base)) under 18"
    case .perCent, .children, .reviews, .disputes: return "\(count) of \(Written.number(base))"
    }
  }

  // MARK: Certificates

  /// The number under which a figure's certificate stands in the annex.
  func number(of figure: PrintedFigure) -> Int {
    certify(
      Certified(
        name: figure.name, title: plain(form.titles?[figure.name] ?? words.figure(figure.name)),
        definition: figure.definition, version: figure.version, unit: figure.unit.rawValue,
        value: said(figure), certificate: figure.certificate))
  }

  /// The number under which a table's certificate stands in the annex.
  func number(of table: PrintedTable, _ title: String) -> Int {
    certify(
      Certified(
        name: table.name, title: title, definition: table.definition, version: table.version, unit: "table",
        value: Counted.words(table.rows.count, "row", "rows"), certificate: table.certificate))
  }

  private func certify(_ one: Certified) -> Int {
    if let place = certificates.firstIndex(where: { $0.certificate == one.certificate }) { return place + 1 }
    certificates.append(one)
    return certificates.count
  }

  // MARK: Ids

  /// An id that no other element of the page has, made of words.
  func id(_ words: String) -> String {
    let letters = words.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let id = String(letters).split(separator: "-").joined(separator: "-")
    var unique = id
    var count = 1
    while !ids.insert(unique).inserted {
      count += 1
      unique = "\(id)-\(count)"
    }
    return unique
  }
}
