/// A table as lines of text, no wider than a terminal: numbers to the right, words to the left and wrapped.
struct TextTable {
  /// How a column stands.
  enum Side {
    case left
    case right
  }

  /// A column's title and side; an empty title is none.
  struct Column {
    let title: String
    let side: Side

    /// A column of words.
    static func words(_ title: String) -> Column { Column(title: title, side: .left) }
    /// A column of numbers.
    static func numbers(_ title: String) -> Column { Column(title: title, side: .right) }
  }

  let columns: [Column]
  let rows: [[String]]
  /// How the cell at a row and a column stands out; nil for plain.
  var paint: (Int, Int) -> Style? = { _, _ in nil }

  /// Blanks between columns, where there is room; else one.
  private static let gap = 2
  /// No column of words is made narrower than this.
  private static let narrowest = 8

  /// The table's lines, each at most `width` wide, `indent` spaces before each.
  func lines(width: Int = 80, indent: Int = 2) -> [String] {
    precondition(rows.allSatisfy { $0.count == columns.count }, "every row has a cell for every column")
    let (gap, margin, widths) = layout(width, indent)
    var lines: [String] = []
    if columns.contains(where: { !$0.title.isEmpty }) {
      let titles = zip(columns, widths).map { Words.wrapped($0.title, $1) }
      let height = titles.map(\.count).max() ?? 1
      // Titles stand at the bottom of their row.
      let raised = titles.map { Array(repeating: "", count: height - $0.count) + $0 }
      for line in 0..<height {
        lines.append(join(raised.map { $0[line] }, widths, gap, margin) { _ in Style.faint })
      }
    }
    for (number, row) in rows.enumerated() {
      let cells = zip(row, widths).map { Words.wrapped($0, $1) }
      for line in 0..<(cells.map(\.count).max() ?? 1) {
        lines.append(
          join(cells.map { line < $0.count ? $0[line] : "" }, widths, gap, margin) { column in paint(number, column) })
      }
    }
    return lines
  }

  /// Whether the table can be made no wider than a terminal without a word that is broken.
  func fits(width: Int = 80, indent: Int = 2) -> Bool {
    let (gap, margin, widths) = layout(width, indent)
    return margin + widths.reduce(0, +) + gap * (columns.count - 1) <= width && holdsWhole(widths)
  }

  /// The blanks between columns, the margin, and how wide each column is.
  private func layout(_ width: Int, _ indent: Int) -> (gap: Int, margin: Int, widths: [Int]) {
    // A table that is too wide has narrower gaps, and then stands at the margin.
    var (gap, margin) = (TextTable.gap, indent)
    var widths: [Int] = []
    for (narrower, place) in [(gap, indent), (1, indent), (1, 0)] {
      (gap, margin) = (narrower, place)
      let room = width - place - narrower * (columns.count - 1)
      widths = self.widths(within: room)
      if widths.reduce(0, +) <= room, holdsWhole(widths) { break }
    }
    return (gap, margin, widths)
  }

  /// Whether no word, day or id has to be broken, in a cell or in a title.
  private func holdsWhole(_ widths: [Int]) -> Bool {
    zip(columns.indices, widths).allSatisfy { column, width in longestPart(column) <= width }
  }

  /// The longest part of a column that should stand on one line, of its cells and of its title.
  private func longestPart(_ column: Int) -> Int {
    rows.reduce(Words.longestPart(columns[column].title)) { max($0, Words.longestPart($1[column])) }
  }

  private func widths(within room: Int) -> [Int] {
    let cells = columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let full = zip(columns, cells).map { max($0.title.count, $1) }
    guard full.reduce(0, +) > room else { return full }
    // First the titles are wrapped, then the widest column of words, until it fits or nothing more can be done.
    var widths = zip(columns, cells).map { column, cell in
      max(column.title.split(separator: " ").map(\.count).max() ?? 0, cell)
    }
    // Words are cut, and days and ids broken, only where nothing else is left.
    let whole = columns.indices.map(longestPart)
    for floors in [whole.map { max(TextTable.narrowest, $0) }, columns.map { _ in TextTable.narrowest }] {
      while widths.reduce(0, +) > room {
        let shrinkable = columns.indices.filter { columns[$0].side == .left && widths[$0] > floors[$0] }
        guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
      }
    }
    return widths
  }

  private func join(
    _ cells: [String], _ widths: [Int], _ gap: Int, _ indent: Int, _ style: (Int) -> Style?
  ) -> String {
    var line = String(repeating: " ", count: indent)
    for (column, (cell, width)) in zip(cells, widths).enumerated() {
      let padding = String(repeating: " ", count: max(0, width - cell.count))
      let painted = cell.isEmpty ? cell : style(column)?.of(cell) ?? cell
      switch columns[column].side {
      case .left: line += column == cells.count - 1 ? painted : painted + padding
      case .right: line += padding + painted
      }
      if column < cells.count - 1 { line += String(repeating: " ", count: gap) }
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
