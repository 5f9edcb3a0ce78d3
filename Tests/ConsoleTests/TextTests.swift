import Contracts
import Testing

@testable import holdfast

/// Tables and words on an 80-column terminal.
@Suite struct TextTests {
  @Test func `numbers stand to the right and words to the left`() {
    let table = TextTable(
      columns: [.words("Month"), .numbers("Held"), .words("Why")],
      rows: [["April 2022", "5", "late"], ["May 2022", "1,240", ""]])
    #expect(
      plain(table.lines()) == [
        "  Month        Held  Why", "  April 2022      5  late", "  May 2022    1,240",
      ])
  }

  @Test func `a title that is wider than its column is wrapped only where there is no room`() {
    let row = [String(repeating: "x", count: 60), "7"]
    let narrow = TextTable(columns: [.words(""), .numbers("In timescale of those due")], rows: [row])
    #expect(plain(narrow.lines()).allSatisfy { $0.count <= 80 })
    #expect(narrow.lines().count == 5)
    let wide = TextTable(columns: [.words(""), .numbers("In timescale of those due")], rows: [["x", "7"]])
    #expect(wide.lines().count == 2)
  }

  @Test func `a title is broken between its words alone, however narrow its column`() {
    let columns = ["Review", "Stream", "Number", "Due on", "Local due on", "Because", "Held on", "In timescale"]
      .map { TextTable.Column.words($0) }
    let row = ["R-2022-0417-1", "looked-after", "2", "2022-10-05", "2022-09-28", "second-review-3-months", "", "yes"]
    let table = TextTable(columns: columns, rows: [row])
    let words = Set(columns.flatMap { $0.title.split(separator: " ") } + [Substring("timescale")])
    for width in [132, 100, 90, 80] where table.fits(width: width) {
      let lines = plain(table.lines(width: width))
      #expect(lines.allSatisfy { $0.count <= width })
      let titles = lines.prefix { !$0.contains("R-2022") }.flatMap { $0.split(separator: " ") }
      #expect(titles.allSatisfy { words.contains($0) }, "\(width): \(titles)")
    }
    #expect(table.fits(width: 100) && !table.fits(width: 40), "what would break a word is told one after another")
  }

  @Test func `no table of words is wider than the terminal, and no word of it is lost`() {
    var random = Seeded(7)
    for _ in 0..<300 {
      let columns = (0..<Int.random(in: 1...4, using: &random)).map { _ in TextTable.Column.words("") }
      let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        columns.map { _ in
          (0..<Int.random(in: 0...12, using: &random)).map { _ in
            String(repeating: "w", count: Int.random(in: 1...12, using: &random))
          }.joined(separator: " ")
        }
      }
      let lines = plain(TextTable(columns: columns, rows: rows).lines())
      #expect(lines.allSatisfy { $0.count <= 80 })
      let letters = rows.joined().joined().count { $0 == "w" }
      #expect(lines.joined().count { $0 == "w" } == letters)
    }
  }

  @Test(arguments: [
    ("reviews-held", "Reviews held"), ("dueOn", "Due on"), ("childrenPerFte", "Children per FTE"), ("", ""),
  ])
  func `a name of the wire is told in words`(name: String, words: String) {
    #expect(Words.title(name) == words)
  }

  @Test(arguments: [
    ("5", "5"), ("999", "999"), ("5124", "5,124"), ("1234567.80", "1,234,567.80"), ("98.81", "98.81"), ("1e9", "1e9"),
  ])
  func `a number keeps its digits`(text: String, shown: String) {
    #expect(Words.number(text) == shown)
  }

  @Test(arguments: [
    ("2022-09-05", "5 September 2022"), ("2022-02", "February 2022"), ("2022-02-30", "2022-02-30"), ("0-5", "0-5"),
  ])
  func `a date is told in words and anything else left alone`(text: String, shown: String) {
    #expect(Words.date(text) == shown)
  }

  @Test func `a long word is cut after a hyphen`() {
    #expect(Words.wrapped("first-review-20-working-days", 14) == ["first-review-", "20-working-", "days"])
    #expect(Words.wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"])
    #expect(Words.wrapped("one two  three", 7) == ["one two", "three"])
  }

  @Test func `the bar fits a terminal and says what is left`() {
    let line = Progress.line(2_500, of: 5_000, after: 10, note: "")
    #expect(line.contains("2,500 of 5,000"))
    #expect(line.contains("250/s"))
    #expect(line.contains("10 s left"))
    #expect(line.count { $0 == "█" } == 15)
    for done in [0, 1, 4_999, 5_000] {
      #expect(Progress.line(done, of: 5_000, after: 3_600, note: String(repeating: "n", count: 90)).count <= 79)
    }
    #expect(Progress.line(12, of: nil, after: 0.1, note: "x") == "12 lines  x")
  }

  @Test func `items too wide for a terminal are told one after another, and a hash stands below its name`() throws {
    let hash = String(repeating: "a1", count: 32)
    let names = (1...16).map { "member\($0)" }
    let item = JSON.object(JSON.Members(names.map { ($0, JSON.string("2022-05-\(9 + (Int($0.dropFirst(6)) ?? 0))")) }))
    let page = plain(AnswerPage(.object([("sealed", .string(hash)), ("items", .array([item, item]))])).lines)
    #expect(page.allSatisfy { $0.count <= 80 })
    #expect(page.prefix(4) == ["Sealed", "  \(hash)", "", "Items"])
    #expect(page.dropFirst(4).first == "  Member1   2022-05-10" && page.count == 4 + 16 + 1 + 16)
    let few = plain(AnswerPage(.object([("items", .array([.object([("member1", .string("x"))])]))])).lines)
    #expect(few == ["Items", "  Member1", "  x"])
  }

  @Test func `what is described stands by the names that are to be typed`() throws {
    let described = #"""
      {"service":"disputes","name":"refer","is":"method","words":"Refers.","params":{"type":"object","properties":{
      "raisedOn":{"type":"string","format":"date","description":"when"},
      "by":{"type":"object","properties":{"role":{"type":"string","pattern":"^[a-z0-9]+(-[a-z0-9]+)*$"}},
      "required":["role"]},
      "children":{"type":"array","items":{"type":"string","pattern":"^[A-Za-z0-9-]{1,36}$"}},
      "kind":{"type":"string","enum":["alert","formal"]}},"required":["raisedOn"]}}
      """#
    let page = plain(DescribePage(try JSON.read(described.utf8.map { $0 == 0x0A ? 0x20 : $0 })).lines)
    #expect(page.suffix(7).first == "Params")
    #expect(
      page.suffix(6).map { $0.split(separator: " ").joined(separator: " ") } == [
        "Member Needed Form Words", "raisedOn yes date when", "by object", "by.role yes kebab-word",
        "children list of id", "kind alert, formal",
      ])
  }
}
