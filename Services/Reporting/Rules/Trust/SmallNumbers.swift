import Contracts

/// Leaves out of what is published the counts that are so small that somebody might be known by them, and what would
/// let them be computed back.
///
/// Counts of 1 to 5 are left out, as the statistics of the Department for Education do it. Who reads a table knows the
/// totals of its rows and columns too, from the figures.
public enum SmallNumbers {
  /// The counts that are left out for themselves.
  static let small = 1...5

  /// What whoever publishes without small numbers must know: nothing that is left out here keeps others from being told
  /// elsewhere.
  public static let caution =
    "Counts of 1 to 5 are left out, with those they would follow from, within this publication alone. Beside another "
    + "of a period that overlaps this one they may follow from the difference: publish periods that do not overlap."

  /// Tables whose rows divide a total that is known beside them; in all others with several counts a row is left out
  /// as a whole, as its counts make one another up.
  static let divided: Set<String> = ["placement-at-entry", "legal-status-by-month"]

  // MARK: - Figures

  /// Figures that make one another up, so that one alone may not be left out.
  private static let sums = [
    ["children-in-care-at-start", "children-entered-care", "children-left-care", "children-in-care-at-end"],
    ["reviews-held", "reviews-in-timescale", "reviews-out-of-timescale"],
  ]

  /// The names of the figures that are left out.
  static func figures(_ facts: Facts) -> Set<String> {
    var hidden: Set<String> = []
    for figure in Figure.all + Figure.further where isSmall(figure.measure(facts)) { hidden.insert(figure.name) }
    for sum in sums {
      let shown = sum.filter { !hidden.contains($0) }
      guard shown.count == sum.count - 1 else { continue }
      func size(_ name: String) -> Int { Figure.named(name)?.measure(facts).numerator.count ?? 0 }
      if let next = shown.filter({ size($0) > 0 }).min(by: { size($0) < size($1) }) ?? shown.first {
        hidden.insert(next)
      }
    }
    return hidden
  }

  /// Whether a count, or what it is set against, or the rest between the two is small.
  private static func isSmall(_ measured: Measured) -> Bool {
    let count = measured.numerator.count
    switch measured.base {
    case .none: return small.contains(count)
    case .records(let all):
      return small.contains(count) || small.contains(all.count) || small.contains(all.count - count)
    case .posts, .children: return small.contains(count)
    }
  }

  // MARK: - Tables

  /// The table with `c` in place of what is left out, and without the rates that would tell it.
  static func table(_ content: TableContent, without hidden: (cells: Set<Place>, rows: Set<Int>)) -> TableContent {
    let columns = content.countColumns
    let touched = hidden.rows.union(hidden.cells.map(\.row))
    var shown = content
    for row in content.rows.indices where touched.contains(row) {
      for column in content.rows[row].indices {
        let isLeftOut = hidden.rows.contains(row) || hidden.cells.contains(Place(row: row, column: column))
        let isCount = columns.contains(column) && isLeftOut
        if isCount || content.rows[row][column].isNumber { shown.rows[row][column] = .text("c") }
      }
    }
    return shown
  }

  /// What is left out of a table whose total is known, whatever else is published beside it. Where its counts make one
  /// another up, places stand for whole rows.
  static func places(_ content: TableContent, isDivided: Bool) -> Set<Place> {
    let columns = content.countColumns
    guard let first = columns.first else { return [] }
    let counts = content.rows.map { row in columns.map { column in row[column].count ?? 0 } }
    if columns.count == 1 || isDivided {
      return Set(hidden(counts, rowsAreKnown: isDivided).map { Place(row: $0.row, column: columns[$0.column]) })
    }
    // As one column, in which a row is small where any of its counts is.
    let rows = counts.map { row in [row.filter(small.contains).min() ?? row.max() ?? 0] }
    return Set(hidden(rows, rowsAreKnown: false).map { Place(row: $0.row, column: first) })
  }

  /// A cell of a matrix of counts.
  struct Place: Hashable {
    let row: Int
    let column: Int
  }

  /// The cells that are left out of a matrix whose columns' totals are known, and perhaps its rows': those of 1 to 5,
  /// and so many others that of none of them the value follows.
  static func hidden(_ counts: [[Int]], rowsAreKnown: Bool) -> Set<Place> {
    var hidden: Set<Place> = []
    for (row, cells) in counts.enumerated() {
      for (column, count) in cells.enumerated() where small.contains(count) {
        hidden.insert(Place(row: row, column: column))
      }
    }
    func size(_ place: Place) -> Int { counts[place.row][place.column] }
    while let told = hidden.filter({ small.contains(size($0)) && !mayVary($0, counts, hidden, rowsAreKnown) })
      .min(by: { ($0.row, $0.column) < ($1.row, $1.column) })
    {
      // The next to go is one that leaves no other alone in its row or column, and the smallest that is not nothing.
      let shown = counts.indices.flatMap { row in
        counts[row].indices.map { Place(row: row, column: $0) }
      }.filter { !hidden.contains($0) }
      func loneliness(_ others: Int) -> Int { others == 0 ? 1 : others == 1 ? -1 : 0 }
      func distance(_ place: Place) -> (Int, Int, Int, Int, Int, Int) {
        let column = loneliness(hidden.count { $0.column == place.column })
        let row = rowsAreKnown ? loneliness(hidden.count { $0.row == place.row }) : 0
        let isNear = place.column == told.column || (rowsAreKnown && place.row == told.row)
        return (column + row, isNear ? 0 : 1, size(place) > 0 ? 0 : 1, size(place), place.row, place.column)
      }
      guard let next = shown.min(by: { distance($0) < distance($1) }) else { break }
      hidden.insert(next)
    }
    return hidden
  }

  /// Whether a cell that is left out might be one more or one less, for all that is shown: whether the difference can
  /// be passed on through other cells left out, from row to column in turn, and back again.
  private static func mayVary(
    _ cell: Place, _ counts: [[Int]], _ hidden: Set<Place>, _ rowsAreKnown: Bool
  ) -> Bool {
    let others = hidden.subtracting([cell])
    /// The rows, all one where their totals are not known, and the columns that can be reached.
    func reaches(fromRow: Bool) -> Bool {
      var rows: Set<Int> = fromRow ? [rowsAreKnown ? cell.row : 0] : []
      var columns: Set<Int> = fromRow ? [] : [cell.column]
      var isNew = true
      while isNew {
        isNew = false
        for other in others {
          let row = rowsAreKnown ? other.row : 0
          if rows.contains(row), columns.insert(other.column).inserted { isNew = true }
          if columns.contains(other.column), counts[other.row][other.column] > 0, rows.insert(row).inserted {
            isNew = true
          }
        }
      }
      return fromRow ? columns.contains(cell.column) : rows.contains(rowsAreKnown ? cell.row : 0)
    }
    // One more: the column must give from another cell, back to the row. One less: the row must raise another.
    return reaches(fromRow: false) || (counts[cell.row][cell.column] > 0 && reaches(fromRow: true))
  }
}

extension Cell {
  fileprivate var count: Int? {
    guard case .count(let count) = self else { return nil }
    return count
  }

  fileprivate var isNumber: Bool {
    guard case .number = self else { return false }
    return true
  }
}
