import Contracts

/// Somebody who reads all that a report publishes, knows how its figures and tables are defined, and reckons.
struct Attacker {
  /// Counts by name: of a figure `reviews-held`, of what a rate is set against `of reviews-held`, of a cell
  /// `table|row|column`. Nil where it is left out.
  private(set) var counts: [String: Int?] = [:]
  /// Sums that are equal; a name with a question mark is a count that nobody prints.
  private var sums: [(left: [String], right: [String])] = []
  private var rows: [String: [String]] = [:]

  /// Reads the answer to `annual-report` as JSON.
  init(_ report: JSON) {
    for figure in report["figures"]?.array ?? [] {
      let name = figure["name"]?.string ?? ""
      let isHidden = figure["suppressed"]?.boolean ?? false
      counts[name] = .some(isHidden ? nil : figure["numerator"]?.integer)
      guard figure["unit"]?.string == "per-cent" else { continue }
      counts["of \(name)"] = .some(isHidden ? nil : figure["denominator"]?.integer)
      equal([name, "?\(name)"], ["of \(name)"])
    }
    for table in report["tables"]?.array ?? [] {
      let name = table["name"]?.string ?? ""
      let columns = (table["columns"]?.array ?? []).compactMap(\.string)
      for row in (table["rows"]?.array ?? []).compactMap(\.array) {
        let label = row.first?.string ?? ""
        rows[name, default: []].append(label)
        for (column, cell) in zip(columns, row).dropFirst() where cell.integer != nil || cell.string == "c" {
          counts["\(name)|\(label)|\(column)"] = .some(cell.integer)
        }
      }
    }
    know()
  }

  private mutating func equal(_ left: [String], _ right: [String]) { sums.append((left, right)) }

  private func cells(_ table: String, _ column: String) -> [String] {
    (rows[table] ?? []).map { "\(table)|\($0)|\(column)" }
  }

  /// What the definitions say.
  private mutating func know() {
    equal(["children-in-care-at-start", "children-entered-care"], ["children-left-care", "children-in-care-at-end"])
    equal(["reviews-in-timescale", "reviews-out-of-timescale", "?limit"], ["reviews-held"])
    equal(["reviews-in-timescale"], ["reviews-in-timescale-rate"])
    equal(["reviews-in-timescale", "reviews-out-of-timescale"], ["of reviews-in-timescale-rate"])
    for rate in ["seen-before-review-rate", "audits-complete-rate", "records-in-timescale-rate"] {
      equal(["of \(rate)"], ["reviews-held"])
    }
    equal(["of three-or-more-placements-rate"], ["children-in-care-at-end"])
    equal(["caseload-average"], ["children-in-care-at-end"])
    equal(["unaccompanied-at-end", "?others"], ["children-in-care-at-end"])
    equal(["late-notifications", "?known"], ["children-entered-care"])
    for (table, column, whole) in [
      ("reviews-by-month", "held", "reviews-held"), ("reviews-by-month", "in-timescale", "reviews-in-timescale"),
      ("reviews-by-month", "out-of-timescale", "reviews-out-of-timescale"),
      ("reviews-due-by-month", "due-not-held", "reviews-due-not-held"),
      ("participation-codes", "reviews", "reviews-held"), ("entries-by-month", "count", "children-entered-care"),
      ("entries-by-age", "entries", "children-entered-care"), ("need-at-entry", "entries", "children-entered-care"),
      ("legal-status-at-entry", "entries", "children-entered-care"),
      ("exits-by-month", "count", "children-left-care"), ("exits-by-reason", "exits", "children-left-care"),
      ("in-care-by-age", "children", "children-in-care-at-end"),
      ("in-care-by-sex", "children", "children-in-care-at-end"),
      ("in-care-by-ethnicity", "children", "children-in-care-at-end"),
      ("disputes-by-kind", "disputes", "disputes-raised"), ("disputes-by-stage", "disputes", "disputes-raised"),
      ("disputes-by-theme", "disputes", "disputes-raised"),
    ] { equal(cells(table, column), [whole]) }
    knowCodes()
    knowMonths()
    equal(
      counts.keys.filter { $0.hasPrefix("placement-at-entry|") }.sorted(), ["children-entered-care"])
    for table in ["sex", "ethnicity"] {
      for row in rows["outcomes-by-\(table)"] ?? [] {
        equal(["outcomes-by-\(table)|\(row)|children"], ["in-care-by-\(table)|\(row)|children"])
      }
      equal(cells("outcomes-by-\(table)", "reviews") + ["?\(table)"], ["reviews-held"])
    }
  }

  private mutating func knowCodes() {
    func codes(_ range: ClosedRange<Int>) -> [String] { range.map { "participation-codes|PN\($0)|reviews" } }
    equal(codes(1...6), ["participation-contributed-rate"])
    equal(codes(1...4), ["participation-attended-rate"])
    equal(codes(1...7), ["of participation-contributed-rate"])
    equal(codes(1...7), ["of participation-attended-rate"])
    equal(codes(7...7), ["participation-unheard-rate"])
    equal(codes(0...7), ["of participation-unheard-rate"])
    equal(["participation-codes|uncoded|reviews"], ["participation-uncoded"])
  }

  private mutating func knowMonths() {
    var before = "children-in-care-at-start"
    for month in rows["in-care-by-month"] ?? [] {
      let now = "in-care-by-month|\(month)|count"
      equal([before, "entries-by-month|\(month)|count"], ["exits-by-month|\(month)|count", now])
      equal(LegalStatus.codes.map { "legal-status-by-month|\(month)|\($0)" }, [now])
      equal(
        ["in-timescale", "out-of-timescale"].map { "reviews-by-month|\(month)|\($0)" } + ["?\(month)"],
        ["reviews-by-month|\(month)|held"])
      equal(
        ["held", "due-not-held"].map { "reviews-due-by-month|\(month)|\($0)" }, ["reviews-due-by-month|\(month)|due"])
      before = now
    }
    equal([before], ["children-in-care-at-end"])
  }

  // MARK: - Reckoning

  /// The names of what is left out.
  var hidden: [String] { counts.filter { $0.value == nil }.map(\.key).sorted() }

  private func isUnknown(_ name: String) -> Bool { counts[name].map { $0 == nil } ?? true }

  /// Between what counts a hidden one must lie, as far as follows from sum after sum.
  func bounds() -> [String: (low: Int, high: Int)] {
    var bounds: [String: (low: Int, high: Int)] = [:]
    for name in Set(sums.flatMap { $0.left + $0.right }) {
      bounds[name] =
        isUnknown(name) ? (0, 10_000) : (counts[name].flatMap { $0 } ?? 0, counts[name].flatMap { $0 } ?? 0)
    }
    var isNew = true
    while isNew {
      isNew = false
      for (left, right) in sums {
        for (own, other) in [(left, right), (right, left)] {
          for name in own where isUnknown(name) {
            let beside = own.filter { $0 != name }.compactMap { bounds[$0] }
            let across = other.compactMap { bounds[$0] }
            let (low, high) = bounds[name] ?? (0, 0)
            let least = max(low, across.reduce(0) { $0 + $1.low } - beside.reduce(0) { $0 + $1.high })
            let most = min(high, across.reduce(0) { $0 + $1.high } - beside.reduce(0) { $0 + $1.low })
            if (least, most) != (low, high) {
              bounds[name] = (least, most)
              isNew = true
            }
          }
        }
      }
    }
    return bounds
  }

  /// The sums that do not hold of some counts.
  func broken(_ counts: [String: Int]) -> [Int] {
    sums.indices.filter { index in
      let (left, right) = sums[index]
      return left.reduce(0) { $0 + (counts[$1] ?? 0) } != right.reduce(0) { $0 + (counts[$1] ?? 0) }
    }
  }

  /// The counts as they are, with what nobody prints filled in.
  func filled(_ truth: [String: Int]) -> [String: Int] {
    var all = truth
    for (left, right) in sums {
      for name in left where name.hasPrefix("?") {
        all[name] = right.reduce(0) { $0 + (truth[$1] ?? 0) } - left.reduce(0) { $0 + (truth[$1] ?? 0) }
      }
    }
    return all
  }

  /// Other counts than the true ones that agree with all that is published, and have another one in place of `name`;
  /// nil where none was found by trying.
  func other(than name: String, _ truth: [String: Int], _ dice: inout Dice) -> [String: Int]? {
    for attempt in 0..<400 {
      var counts = truth
      var changed: Set<String> = [name]
      counts[name, default: 0] += attempt % 2 == 0 ? 1 : -1
      if counts[name] ?? 0 < 0 { continue }
      for _ in 0..<40 {
        guard let index = broken(counts).randomElement(using: &dice) else { return counts }
        let (left, right) = sums[index]
        let gap = left.reduce(0) { $0 + (counts[$1] ?? 0) } - right.reduce(0) { $0 + (counts[$1] ?? 0) }
        let choice = (left.map { ($0, -gap) } + right.map { ($0, gap) }).filter { one, change in
          isUnknown(one) && !changed.contains(one) && (counts[one] ?? 0) + change >= 0
        }
        guard let (one, change) = choice.randomElement(using: &dice) else { break }
        counts[one, default: 0] += change
        changed.insert(one)
      }
    }
    return nil
  }
}
