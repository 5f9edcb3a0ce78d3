public import Contracts
import Policy

/// All that is held against one another before a report is printed.
public struct Books: Sendable {
  /// The facts of the whole period.
  public let whole: Facts
  /// Those of its quarters, in order; empty where it is no longer than one.
  public let quarters: [Facts]
  /// What the report's own words say, each with the facts of its period.
  public let stated: [(said: StatedFigure, facts: Facts)]
  /// What the tables that divide a figure, and those figures, counted of the whole.
  let parts: [Parts.Held]

  /// What is held against one another.
  public init(whole: Facts, quarters: [Facts], stated: [(said: StatedFigure, facts: Facts)]) {
    self.whole = whole
    self.quarters = quarters
    self.stated = stated
    parts = Parts.held(whole)
  }

  /// What a table counted of the whole; nil where it divides no figure.
  func counted(_ table: Table) -> TableContent? { parts.first { $0.parts.table == table.name }?.content }
}

/// Something that did not add up, by a name by which it can be accepted.
public struct Residual: Sendable {
  /// The name.
  public let name: String
  /// How large it is.
  public let count: Int
  /// What did not add up, with the first of the records.
  public let words: String
  /// The records behind it, in order.
  public let records: [String]
  /// What did not add up, without how much of it.
  let what: String

  /// A residual of so many things: `one` of them, or `many`; without numbers it is `what`, or else `many`.
  init(_ name: String, _ count: Int, _ one: String, _ many: String, _ records: [String], what: String? = nil) {
    self.name = name
    self.count = count
    self.records = records.sorted()
    self.what = what ?? many
    let shown = self.records.prefix(10).joined(separator: ", ")
    let more = self.records.count > 10 ? " and \(self.records.count - 10) more" : ""
    words = Counted.words(count, one, many) + (records.isEmpty ? "" : ": \(shown)\(more)")
  }

  /// The same as it is published where small numbers are left out: what did not add up, and neither how much nor which
  /// records.
  var discreet: Residual { Residual(name, what) }

  private init(_ name: String, _ what: String) {
    self.name = name
    self.what = what
    count = 0
    records = []
    words = what.prefix(1).uppercased() + what.dropFirst() + " (how many is not shown)"
  }
}

/// A check that a report must pass before it is printed, declared once.
public struct Check: Sendable {
  /// The kebab name.
  public let name: String
  /// What must be so.
  public let words: String
  /// What is not so.
  public let residuals: @Sendable (Books) -> [Residual]

  init(_ name: String, _ words: String, _ residuals: @escaping @Sendable (Books) -> [Residual]) {
    self.name = name
    self.words = words
    self.residuals = residuals
  }

  /// Every check, in the order in which they are answered.
  public static let all: [Check] = [
    Check("stock-and-flow", "in care at the start + entered − left = in care at the end") { stockAndFlow($0.whole) },
    Check("exits-told", "nobody enters care again, or turns 18 in care, without having left") { exits($0.whole) },
    Check("entries-told", "nobody leaves, is reviewed, placed or allocated without having entered") { books in
      let strangers = books.whole.strangers.map(\.text)
      return one(
        "children-without-entry", strangers, "child of whom no entry into care is told",
        "children of whom no entry into care is told")
    },
    Check("codes", "reviews with a participation code + reviews without = reviews held") { books in
      one(
        "reviews-without-code", books.whole.reviews.ids { $0.code == nil }, "review without a code",
        "reviews without a code")
    },
    Check("limits", "reviews in timescale + out of timescale = reviews held") { books in
      one(
        "reviews-without-limit", books.whole.reviews.ids { $0.isInTimescale == nil }, "review without a known limit",
        "reviews without a known limit")
    },
    Check("parts-and-whole", "the rows of a table add up to the figure that it divides") { books in
      books.parts.flatMap(\.residuals)
    },
    Check("one-population", "all tables of one population are of the same records") { books in
      books.parts.compactMap(\.strangers)
    },
    Check("officers", "the children of all officers in post + those of none = in care at the end") { books in
      let served = Set(books.whole.caseloads.flatMap { $0.children.map(\.id) })
      let unserved = books.whole.inCare(on: books.whole.to).map(\.id).filter { !served.contains($0) }
      return one(
        "children-without-officer", unserved, "child in care at the end without an officer in post",
        "children in care at the end without an officer in post")
    },
    Check("quarters-and-year", "the quarters of a count are the year's") { quarters($0) },
    Check("words-and-figures", "the report states what is counted, of the period that it is of") { books in
      books.stated.compactMap(stated)
    },
  ]

  /// What of the facts the checks need, those of all figures and tables that they hold against one another among them.
  public static let sources: Sources = {
    let figures = Parts.all.map(\.figure) + additive
    let parts =
      figures.compactMap { Figure.named($0)?.sources } + Parts.all.compactMap { Table.named($0.table)?.sources }
    return parts.reduce(into: [.strangers, .care, .reviews, .allocations, .officers]) { $0.formUnion($1) }
  }()

  /// What of the facts of a quarter the checks need: whether anybody told it is asked of the whole.
  public static let quarterly = additive.compactMap { Figure.named($0)?.sources }
    .reduce(into: Sources()) { $0.formUnion($1) }.subtracting(.evidence)

  private static func one(_ name: String, _ records: [String], _ one: String, _ many: String) -> [Residual] {
    records.isEmpty ? [] : [Residual(name, records.count, one, many, records)]
  }

  // MARK: - Children in care

  /// A child counts once in care on a day, and each period of care counts as begun and as ended: of whom that does not
  /// add up, two periods overlap.
  private static func stockAndFlow(_ facts: Facts) -> [Residual] {
    var balance: [ChildID: Int] = [:]
    for period in facts.inCare(on: facts.start) { balance[period.child, default: 0] += 1 }
    for period in facts.entered() { balance[period.child, default: 0] += 1 }
    for period in facts.left { balance[period.child, default: 0] -= 1 }
    for period in facts.inCare(on: facts.to) { balance[period.child, default: 0] -= 1 }
    let wrong = balance.filter { $0.value != 0 }
    guard !wrong.isEmpty else { return [] }
    let sum = balance.values.reduce(0, +)
    let records = facts.periods.filter { wrong[$0.child] != nil }.map(\.id)
    let count = sum == 0 ? wrong.count : abs(sum)
    return [Residual("stock-and-flow", count, "child too many or too few", "children too many or too few", records)]
  }

  /// Periods of care that must have ended although nobody said so: the child came back, or turned 18.
  private static func exits(_ facts: Facts) -> [Residual] {
    var open: [String] = []
    for (index, period) in facts.periods.enumerated() {
      let next = index + 1 < facts.periods.count ? facts.periods[index + 1] : nil
      let isShadowed = next.map { next in
        next.child == period.child && period.leftOn.map { $0 > next.enteredOn } ?? true
      }
      let isGrown = period.holds(facts.to) && period.dateOfBirth.completedYears(on: facts.to) >= 18
      if isShadowed ?? false || isGrown { open.append(period.id) }
    }
    return one(
      "exits-not-told", open, "period of care whose end is not told", "periods of care whose end is not told")
  }

  // MARK: - Quarters and words

  /// Counts of a period that are the sum of those of its parts.
  static let additive = [
    "reviews-held", "reviews-in-timescale", "reviews-out-of-timescale", "participation-uncoded",
    "children-entered-care", "children-left-care", "late-notifications", "disputes-raised", "disputes-resolved",
  ]

  private static func quarters(_ books: Books) -> [Residual] {
    guard !books.quarters.isEmpty else { return [] }
    return additive.compactMap { Figure.named($0) }.compactMap { figure in
      let year = figure.measure(books.whole).numerator
      let parts = books.quarters.flatMap { figure.measure($0).numerator }
      let apart = Set(year).symmetricDifference(parts)
      guard !apart.isEmpty || year.count != parts.count else { return nil }
      return Residual(
        "quarters-of-\(figure.name)", max(apart.count, abs(year.count - parts.count)),
        "of \(figure.name) differs between the quarters and the year",
        "of \(figure.name) differ between the quarters and the year", apart.sorted())
    }
  }

  /// What is stated is held to what is counted with the decimals that it was stated with.
  private static func stated(_ stated: (said: StatedFigure, facts: Facts)) -> Residual? {
    guard let figure = Figure.named(stated.said.figure.text) else { return nil }
    let measured = figure.measure(stated.facts)
    let counted = measured.value.flatMap { Double($0) }
    // A rate is stated with the decimals of the one who writes, and cut off where the authority cuts off.
    let rules: [FloatingPointRoundingRule] =
      stated.facts.rules.rounding == .truncate ? [.toNearestOrAwayFromZero, .down] : [.toNearestOrAwayFromZero]
    let isSo = [1.0, 10, 100].contains { scale in
      rules.contains { rule in
        counted.map { (($0 * scale).rounded(rule) - stated.said.value * scale).magnitude < 1e-6 } ?? false
      }
    }
    guard !isSo else { return nil }
    let words = "is counted of \(figure.name) from \(stated.facts.from) to \(stated.facts.to)"
    let gap = counted.map { ($0 - stated.said.value).magnitude.rounded(.up) } ?? 0
    let apart = "apart: \(stated.said.value.plain) is stated and \(measured.value ?? "nothing") \(words)"
    return Residual(
      "stated-\(figure.name)", Int(gap), apart, apart, [], what: "texts that do not state what \(words)")
  }
}

extension Double {
  /// The number as a person writes it: without decimals where it has none.
  var plain: String { self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self) }

  /// The number as JSON.
  var json: JSON { .number(plain) }
}
