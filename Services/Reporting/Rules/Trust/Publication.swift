import Contracts

/// What is published of one period, as quantities that add up: who reads one report reads all of its figures and
/// tables, so a count that one of them leaves out must not follow from the others.
struct Publication {
  /// What is left out together: a figure with its counts, a cell, or a row of a table whose counts make one another up.
  enum Unit: Hashable {
    case figure(String)
    case cell(table: String, SmallNumbers.Place)
    case row(table: String, Int)
  }

  /// Sums that are equal, as the definitions say: `plus` together are `minus` together and `rest`.
  struct Balance {
    let plus: [Int]
    let minus: [Int]
    let rest: Int
  }

  /// Counts, by place in the list.
  private(set) var values: [Int] = []
  /// The unit in which each is published; nil for what nobody prints.
  private(set) var units: [Unit?] = []
  private var places: [String: Int] = [:]
  private(set) var balances: [Balance] = []
  private var members: [Unit: [Int]] = [:]
  /// The balances in which each quantity stands, and with which sign.
  private var standing: [[(balance: Int, sign: Int)]] = []
  /// What is left out.
  private(set) var hidden: Set<Unit> = []

  /// The names of the figures that are left out.
  var figures: Set<String> {
    Set(hidden.compactMap { if case .figure(let name) = $0 { name } else { nil } })
  }

  /// The cells of a table that are left out.
  func cells(of table: String) -> (cells: Set<SmallNumbers.Place>, rows: Set<Int>) {
    var found: (cells: Set<SmallNumbers.Place>, rows: Set<Int>) = ([], [])
    for unit in hidden {
      switch unit {
      case .cell(table, let place): found.cells.insert(place)
      case .row(table, let row): found.rows.insert(row)
      case .figure, .cell, .row: break
      }
    }
    return found
  }

  // MARK: - What is published

  /// Takes a count under a name; one that is published says in which unit.
  mutating func add(_ name: String, _ value: Int, in unit: Unit? = nil) {
    guard places[name] == nil else { return }
    places[name] = values.count
    if let unit { members[unit, default: []].append(values.count) }
    values.append(value)
    units.append(unit)
    standing.append([])
  }

  /// Whether a count of this name is known.
  func knows(_ name: String) -> Bool { places[name] != nil }

  /// The count of a name.
  func value(_ name: String) -> Int? { places[name].map { values[$0] } }

  /// Takes that sums are equal, where all their counts are there and where they are; what is known of a sum beside its
  /// parts is the rest.
  mutating func balance(_ plus: [String], _ minus: [String], rest: Int = 0) {
    guard (plus + minus).allSatisfy(knows) else { return }
    let (plus, minus) = (plus.compactMap { places[$0] }, minus.compactMap { places[$0] })
    let sum = plus.reduce(0) { $0 + values[$1] } - minus.reduce(0) { $0 + values[$1] }
    guard sum == rest, !plus.isEmpty else { return }
    for place in plus { standing[place].append((balances.count, 1)) }
    for place in minus { standing[place].append((balances.count, -1)) }
    balances.append(Balance(plus: plus, minus: minus, rest: rest))
  }

  /// Takes that some counts and others that nobody prints make up a whole.
  mutating func part(_ parts: [String], of whole: String) {
    guard let value = value(whole), parts.allSatisfy(knows) else { return }
    let rest = value - parts.reduce(0) { $0 + (self.value($1) ?? 0) }
    guard rest >= 0 else { return }
    let name = "rest of \(whole) beside \(parts.joined(separator: ", "))"
    add(name, rest)
    balance(parts + [name], [whole])
  }

  /// Leaves a unit out.
  mutating func hide(_ unit: Unit) { if members[unit] != nil { hidden.insert(unit) } }

  // MARK: - What follows from what

  /// Whether a count is shown nowhere.
  private func isHidden(_ place: Int) -> Bool { units[place].map(hidden.contains) ?? true }

  /// Leaves out, beside what is small, so much that no small count follows from what is shown.
  mutating func protect() {
    for (unit, members) in members where members.contains(where: { SmallNumbers.small.contains(values[$0]) }) {
      hidden.insert(unit)
    }
    // Of a rate what is left of the denominator tells as much as the numerator.
    for place in values.indices where units[place] == nil && SmallNumbers.small.contains(values[place]) {
      guard let rate = rateAround(place) else { continue }
      hidden.insert(rate)
    }
    let all = values.indices.filter { SmallNumbers.small.contains(values[$0]) && isHidden($0) }
    var safe: Set<Int> = []
    while let told = all.first(where: { !safe.contains($0) }) {
      if other(than: told) != nil {
        safe.insert(told)
      } else if let next = nextToHide(beside: told) {
        hidden.insert(next)
      } else {
        safe.insert(told)
      }
    }
  }

  /// The figure of which an unprinted count is the rest; nil where it is none of a rate's.
  private func rateAround(_ place: Int) -> Unit? {
    for (balance, _) in standing[place] {
      let others = (balances[balance].plus + balances[balance].minus).filter { $0 != place }
      let figures = Set(others.compactMap { units[$0] })
      if others.count == 2, figures.count == 1, case .figure? = figures.first { return figures.first }
    }
    return nil
  }

  /// Other counts in place of those that are left out, with another one at `place`, that agree with all that is shown;
  /// nil where none was found.
  func other(than place: Int) -> [Int]? {
    for step in [1, -1] where values[place] + step >= 0 {
      var changed = [place: step]
      var budget = 2_000
      if settle(&changed, &budget) {
        var other = values
        for (place, change) in changed { other[place] += change }
        return other
      }
    }
    return nil
  }

  /// Changes further counts that are left out, until every sum is as it was.
  private func settle(_ changed: inout [Int: Int], _ budget: inout Int) -> Bool {
    budget -= 1
    guard budget > 0 else { return false }
    guard let (balance, gap) = broken(changed) else { return true }
    let candidates = balances[balance].plus.map { ($0, 1) } + balances[balance].minus.map { ($0, -1) }
    for (place, sign) in candidates where changed[place] == nil && isHidden(place) {
      let change = -gap * sign
      guard values[place] + change >= 0 else { continue }
      changed[place] = change
      if settle(&changed, &budget) { return true }
      changed[place] = nil
    }
    return false
  }

  /// The first sum that is no longer what it was, and by how much.
  private func broken(_ changed: [Int: Int]) -> (balance: Int, gap: Int)? {
    var gaps: [Int: Int] = [:]
    for (place, change) in changed {
      for (balance, sign) in standing[place] { gaps[balance, default: 0] += sign * change }
    }
    return gaps.filter { $0.value != 0 }.min { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What to leave out next so that a count no longer follows: of what stands in a sum with it, or with what is left
  /// out beside it, the smallest that is not nothing, and a table's cell rather than a figure.
  private func nextToHide(beside place: Int) -> Unit? {
    var reached: Set<Int> = [place]
    var edge = [place]
    while !edge.isEmpty {
      let near = Set(edge.flatMap { standing[$0].map(\.balance) })
      let around = Set(near.flatMap { balances[$0].plus + balances[$0].minus }).subtracting(reached)
      let shown = around.filter { !isHidden($0) }
      if let next = shown.min(by: { rank($0) < rank($1) }) { return units[next] }
      edge = around.filter(isHidden)
      reached.formUnion(edge)
    }
    return nil
  }

  private func rank(_ place: Int) -> (Int, Int, Int) {
    let isFigure = if case .figure? = units[place] { 1 } else { 0 }
    return (values[place] > 0 ? isFigure : 2 + isFigure, values[place], place)
  }
}

extension Report {
  /// Settles, where small numbers are left out, what that makes necessary in all figures and tables that are published
  /// together: those of the list, those that the report prints, and `more`. The facts must be whole.
  public mutating func publish(_ more: [(table: Table, ages: AgeRange?)] = []) {
    guard suppresses else { return }
    var names: Set<String> = []
    let tables = Table.all.map { (table: $0, ages: AgeRange?.none) } + contents.knownTables + more
    publication = Publication(
      facts,
      tables: tables.filter { names.insert(Publication.name($0.table, $0.ages)).inserted }
        .map { (table: $0.table, ages: $0.ages, content: $0.table.count(facts, $0.ages)) }
        .filter { !$0.content.isList })
  }
}
