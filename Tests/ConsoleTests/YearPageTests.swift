import Contracts
import Testing

@testable import holdfast

/// The year's figures and tables as a person reads them.
@Suite struct YearPageTests {
  private func page(_ text: String, showsEmpty: Bool = false) throws -> [String] {
    var page = YearPage(report: try JSON.read(Array(text.utf8), limit: Limits.reply))
    page.showsEmpty = showsEmpty
    return plain(page.lines)
  }

  private let opening = #"{"authority":"camden","from":"2022-04-01","to":"2023-03-31","knownOn":"2023-05-04T16:00:00Z""#

  @Test func `a figure is told with its value as it came and its counts`() throws {
    let figures = #"""
      {"name":"reviews-in-timescale-rate","value":98.80,"unit":"per-cent","numerator":1499,"denominator":1505},
      {"name":"caseload-average","value":55.15,"unit":"children-per-fte","numerator":182,"denominator":3.3},
      {"name":"reviews-held","value":1505,"unit":"reviews","numerator":1505},
      {"name":"participation-unheard-rate","unit":"per-cent","numerator":0,"denominator":0},
      {"name":"brand-new-figure","value":3,"unit":"children","numerator":3}
      """#.split(separator: "\n").joined()
    let lines = try page(opening + #","figures":[\#(figures)],"tables":[]}"#)
    #expect(lines[0] == "Camden: 1 April 2022 to 31 March 2023")
    #expect(lines[1] == "As known on 4 May 2023, 16:00 UTC")
    #expect(lines.contains { $0.contains("98.80%") && $0.hasSuffix("1,499 of 1,505") })
    #expect(lines.contains { $0.contains("55.15") && $0.hasSuffix("182 to 3.3 FTE") })
    #expect(lines.contains { $0.hasPrefix("  Held ") && $0.hasSuffix("1,505") })
    #expect(lines.contains { $0.hasPrefix("  Not heard") && $0.hasSuffix("none  0 of 0") })
    #expect(lines.contains { $0.hasPrefix("  Brand new figure") && $0.hasSuffix(" 3") })
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `what nobody records is no nought, and what is left out is no number`() throws {
    let figures = #"""
      {"name":"seen-before-review-rate","value":0.00,"unit":"per-cent","numerator":0,"denominator":9,"recorded":false},
      {"name":"officer-allocated-in-time-rate","value":0.00,"unit":"per-cent","numerator":0,"denominator":1505},
      {"name":"children-in-care-per-10000","value":71.2,"unit":"per-10000-children","numerator":466,"denominator":6544},
      {"name":"disputes-raised","unit":"disputes","suppressed":true}
      """#.split(separator: "\n").joined()
    let tables = #"""
      {"name":"disputes-by-kind","columns":["kind","disputes"],"rows":[],"recorded":false},
      {"name":"in-care-by-sex","columns":["code","children"],"rows":[["M","c"],["F","c"]],"suppressed":true}
      """#.split(separator: "\n").joined()
    let lines = try page(opening + #","figures":[\#(figures)],"tables":[\#(tables)]}"#)
    #expect(lines.contains { $0.contains("Child seen between two reviews") && $0.hasSuffix("not recorded") })
    #expect(lines.contains { $0.contains("Officer allocated") && $0.hasSuffix("0.00%  0 of 1,505") })
    #expect(lines.contains { $0.contains("under 18") && $0.hasSuffix("71.2  466 to 6,544") })
    #expect(lines.contains { $0.hasPrefix("  Raised") && $0.hasSuffix("not shown") })
    #expect(lines.contains("  Not recorded."))
    #expect(lines.contains { $0.hasPrefix("  c: left out") })
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `codes stand with their official words, and those that nobody has are folded`() throws {
    let rows = ReasonEpisodeCeased.allCases.map { #"["\#($0.code)",\#($0 == .allCases.first ? 3 : 0)]"# }
    let table = #"{"name":"exits-by-reason","columns":["code","exits"],"rows":[\#(rows.joined(separator: ","))]}"#
    let first = try #require(ReasonEpisodeCeased.allCases.first)
    let folded = try page(opening + #","figures":[],"tables":[\#(table)]}"#)
    let shown = try #require(folded.first { $0.hasPrefix("  \(first.code) ") })
    #expect(shown.hasSuffix(" 3"))
    #expect(shown.contains(first.words.prefix(20)))
    #expect(folded.contains("  \(rows.count - 1) codes with none are left out (--all shows all)"))
    let whole = try page(opening + #","figures":[],"tables":[\#(table)]}"#, showsEmpty: true)
    for code in ReasonEpisodeCeased.allCases {
      #expect(whole.contains { $0.hasPrefix("  \(code.code) ") })
    }
    #expect(whole.allSatisfy { $0.count <= 80 })
  }

  @Test func `every official description is shown whole`() throws {
    let rows = ParticipationCode.allCases.map { #"["\#($0.code)",1]"# }.joined(separator: ",")
    let table = #"{"name":"participation-codes","columns":["code","reviews"],"rows":[\#(rows),["uncoded",2]]}"#
    let lines = try page(opening + #","figures":[],"tables":[\#(table)]}"#)
    let text = lines.joined(separator: " ").split(separator: " ").filter { $0 != "1" }.joined(separator: " ")
    for code in ParticipationCode.allCases { #expect(text.contains(code.words)) }
    #expect(lines.contains { $0.contains("No code yet") && $0.hasSuffix(" 2") })
  }

  @Test func `the three counts of a month stand side by side, and months keep their zeros`() throws {
    func months(_ name: String, _ counts: [Int]) -> String {
      let rows = counts.enumerated().map { #"["2022-0\#($0 + 4)",\#($1)]"# }.joined(separator: ",")
      return #"{"name":"\#(name)","columns":["month","count"],"rows":[\#(rows)]}"#
    }
    let tables = [
      months("entries-by-month", [3, 0]), months("exits-by-month", [1, 0]), months("in-care-by-month", [172, 172]),
    ].joined(separator: ",")
    let lines = try page(opening + #","figures":[],"tables":[\#(tables)]}"#)
    #expect(lines.contains("  April 2022        3     1                 172"))
    #expect(lines.contains("  May 2022          0     0                 172"))
  }

  @Test func `columns of codes that nobody has are folded and the others explained`() throws {
    let table =
      #"{"name":"legal-status-by-month","columns":["month","C1","C2","V2"],"#
      + #""rows":[["2022-04",2,0,5],["2022-05",0,0,6]]}"#
    let lines = try page(opening + #","figures":[],"tables":[\#(table)]}"#)
    #expect(lines.contains("  Month       C1  V2"))
    #expect(lines.contains("  April 2022   2   5"))
    #expect(lines.contains("  C1  Interim care order"))
    #expect(lines.contains("  1 column with none is left out (--all shows all)"))
  }

  @Test func `an empty table says so`() throws {
    let table = #"{"name":"late-reviews","columns":["child","review"],"rows":[]}"#
    let lines = try page(opening + #","figures":[],"tables":[\#(table)]}"#)
    let title = try #require(lines.firstIndex(of: "Reviews held out of timescale"))
    #expect(lines[title + 1] == "  None.")
  }

  @Test(arguments: [("ok", 0), ("degraded", 1), ("failed", 2), ("else", 2)] as [(String, Int32)])
  func `the status of a service is the status of the command`(word: String, status: Int32) throws {
    let health = JSON.object([("status", .string(word)), ("reasons", .strings(["parked"]))])
    let page = HealthPage(states: [.init(.scheduling, .success(health)), .init(.disputes, .success(health))])
    #expect(page.status == status)
    #expect(plain(page.lines).allSatisfy { $0.count <= 80 || $0.contains("parked") })
    #expect(HealthPage(states: [.init(.reporting, nobody: "nobody listens there")]).status == 2)
  }
}
