import Contracts
import ReportingRules
import Testing

@testable import ReportingRules

@Suite struct SmallNumberTests {
  /// Every matrix of counts that agrees with what is published of one: the cells that are shown, the totals of the
  /// columns, and those of the rows where they are known. Found by trying all.
  private func agreeing(
    with counts: [[Int]], _ hidden: Set<SmallNumbers.Place>, rowsAreKnown: Bool
  ) -> [[[Int]]] {
    let places = hidden.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    let columns = counts[0].indices.map { column in counts.reduce(0) { $0 + $1[column] } }
    let rows = counts.map { $0.reduce(0, +) }
    var found: [[[Int]]] = []
    var matrix = counts
    for place in places { matrix[place.row][place.column] = 0 }
    func fill(_ next: Int) {
      guard next < places.count else { return found.append(matrix) }
      let place = places[next]
      let taken = (
        column: matrix.reduce(0) { $0 + $1[place.column] }, row: matrix[place.row].reduce(0, +)
      )
      let inColumn = columns[place.column] - taken.column
      let inRow = rowsAreKnown ? rows[place.row] - taken.row : inColumn
      // The last of a column or a row is what is left.
      let rest = places[(next + 1)...]
      let isLast = !rest.contains { $0.column == place.column }
      let isLastOfRow = rowsAreKnown && !rest.contains { $0.row == place.row }
      for value in 0...max(0, min(inColumn, inRow)) {
        guard !isLast || value == inColumn, !isLastOfRow || value == inRow else { continue }
        matrix[place.row][place.column] = value
        fill(next + 1)
      }
      matrix[place.row][place.column] = 0
    }
    fill(0)
    return found
  }

  @Test(arguments: UInt64(1)...100)
  func `no small count of a random table can be computed back`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let rowsAreKnown = seed % 2 == 0
    let size = (
      rows: Int.random(in: 2...3, using: &dice),
      columns: rowsAreKnown ? Int.random(in: 2...3, using: &dice) : Int.random(in: 1...2, using: &dice)
    )
    let counts = (0..<size.rows).map { _ in
      (0..<size.columns).map { _ in [0, 0, 1, 2, 4, 6, 7, 8].randomElement(using: &dice) ?? 0 }
    }
    let hidden = SmallNumbers.hidden(counts, rowsAreKnown: rowsAreKnown)
    let isWhole = hidden.count == size.rows * size.columns
    let agreeing = agreeing(with: counts, hidden, rowsAreKnown: rowsAreKnown)
    #expect(agreeing.contains(counts), "what is published is true")
    for (row, cells) in counts.enumerated() {
      for (column, count) in cells.enumerated() where SmallNumbers.small.contains(count) {
        #expect(hidden.contains(.init(row: row, column: column)))
        // Where everything is left out, nothing more can be done: one row or one column of known totals tells itself.
        guard !isWhole else { continue }
        #expect(Set(agreeing.map { $0[row][column] }).count > 1, "\(counts), \(row)/\(column), hidden \(hidden)")
      }
    }
  }

  @Test func `no more is left out than is needed`() {
    func hidden(_ counts: [[Int]], _ rowsAreKnown: Bool) -> Set<SmallNumbers.Place> {
      SmallNumbers.hidden(counts, rowsAreKnown: rowsAreKnown)
    }
    #expect(hidden([[9], [8], [0]], false).isEmpty)
    #expect(hidden([[3], [9], [7], [0]], false) == [.init(row: 0, column: 0), .init(row: 2, column: 0)])
    #expect(hidden([[3], [2], [7]], false) == [.init(row: 0, column: 0), .init(row: 1, column: 0)])
    #expect(hidden([[3, 9, 8], [9, 9, 9], [9, 9, 9]], true).count == 4, "a square of four")
  }

  /// A year in which 2 of 12 reviews are late, and 3 children leave.
  private func room() throws -> Room {
    var feeds = Feeds()
    for number in 0..<12 {
      let child = "C-\(number)"
      try feeds.enter(child, number < 3 ? "2022-05-02" : "2021-05-02", need: number == 4 ? "N2" : "N1")
      if number < 3 { try feeds.leave(child, "2022-11-0\(number + 1)") }
      try feeds.hold("R-\(number)", of: child, "2022-0\(5 + number % 3)-20", due: "2022-07-\(number < 2 ? 10 : 31)")
      if number < 2 { try feeds.hold("R-\(number)", of: child, "2022-07-20", due: "2022-07-10") }
    }
    return try Room(feeds.told)
  }

  @Test func `small figures are left out with what they would follow from`() throws {
    let answer = try room().ask("figures", #""from":"2022-04-01","to":"2023-03-31","suppress":true"#)
    let figures = Dictionary((answer["figures"]?.array ?? []).map { ($0["name"]?.string ?? "", $0) }) { $1 }
    #expect(figures["reviews-held"]?["value"]?.text == "12")
    for name in [
      "reviews-out-of-timescale", "reviews-in-timescale", "reviews-in-timescale-rate", "children-left-care",
      "children-entered-care",
    ] {
      let figure = try #require(figures[name])
      #expect(figure["suppressed"]?.boolean == true, "\(name)")
      #expect(figure["value"] == nil && figure["numerator"] == nil && figure["denominator"] == nil, "\(name)")
    }
    #expect(figures["children-in-care-at-start"]?["value"]?.text == "9")
    let all = try room().figures("2022-04-01", "2023-03-31")
    #expect(!all.values.contains { $0["suppressed"] != nil })
  }

  @Test func `small counts of a table are left out row by row where they make one another up`() throws {
    let year = #","suppress":true"#
    let rows = try room().rows("reviews-by-month", "2022-05-01", "2022-07-31", year)
    #expect(rows.map { $0[1] } == ["c", "c", "c"])
    #expect(rows.allSatisfy { $0.dropFirst().allSatisfy { $0 == "c" } })
    let need = try room().rows("need-at-entry", "2021-04-01", "2022-03-31", year)
    #expect(need.prefix(2).map { $0[1] } == ["c", "c"], "8 and 1")
    #expect(need.dropFirst(2).allSatisfy { $0[1] == "0" })
  }

  @Test func `a profile leaves small numbers out without being asked`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-02")
    try feeds.tell(
      .scheduling, "policy-adopted", "ours", known: "2022-04-01T09:00:00Z",
      """
      {"name":"ours","from":"2022-04-01","profile":{"name":"ours","figures":{"suppress":true}},\
      "hash":"\(String(repeating: "0", count: 64))"}
      """)
    let room = try Room(feeds.told)
    let year = #""from":"2022-04-01","to":"2023-03-31""#
    let entered = #""names":["children-entered-care"]"#
    let hidden = try room.ask("figures", "\(year),\(entered)")["figures"]?.array?.first
    #expect(hidden?["suppressed"]?.boolean == true)
    let shown = try room.ask("figures", #"\#(year),\#(entered),"suppress":false"#)["figures"]?.array?.first
    #expect(shown?["value"]?.text == "1")
  }
}
