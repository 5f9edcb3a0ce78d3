import Contracts
import Foundation
import ReportingPages
import Testing

@testable import ReportingReadModel
@testable import ReportingRules

/// What a form prints: as a page, as data, and under a signature; and what must hold before it is.
@Suite struct FormTests {
  private static let year = #""from":"2022-04-01","to":"2023-03-31""#

  private func feeds() throws -> Feeds {
    var feeds = Feeds()
    for number in 0..<4 {
      try feeds.enter("C-\(number)", "2022-05-02")
      try feeds.hold("R-\(number)", of: "C-\(number)", "2022-05-20", due: "2022-05-31")
      try feeds.code("R-\(number)", of: "C-\(number)", "2022-05-20", "PN1")
    }
    return feeds
  }

  @Test(arguments: ["quarterly", "weekly", "medway"])
  func `a pack is told as data and as a spreadsheet too, with what its form prints`(form: String) throws {
    let pages = try PageRoom(Room(feeds().told))
    let contents = try Reading.contents(of: form)
    func ask(_ format: String) throws -> JSON {
      let text = #"{"authority":"westminster",\#(Self.year),"format":"\#(format)","form":"\#(form)"}"#
      let ask = Ask(
        authority: try #require(Authority("westminster")), method: "annual-report",
        params: try JSON.read(Array(text.utf8)), assigned: "test")
      return try pages.model.answer(ask, pages.room.moment)
    }
    let json = try ask("json")
    #expect(json["figures"]?.array?.compactMap { $0["name"]?.string } == contents.figures)
    #expect(json["tables"]?.array?.compactMap { $0["name"]?.string } == contents.tables.map(\.name))
    let csv = try #require(try ask("csv")["csv"]?.string)
    let lines = csv.components(separatedBy: "\r\n")
    for figure in contents.figures { #expect(lines.contains { $0.hasPrefix("\(figure),") }, "\(figure)") }
    #expect(lines.count { $0.hasPrefix("table,") } == contents.tables.count)
  }

  @Test func `every figure and table that the form prints is signed, with its certificate`() throws {
    var own = try Own(feeds().told)
    let accepted = #""accepted":[{"residual":"children-without-officer","reason":"no officers are told here"}]"#
    let signed = try own.command("sign-off-report", #"\#(Self.year),"report":"AR-1","form":"medway",\#(accepted)"#)
    #expect(signed["form"]?.string == "medway")
    let contents = try Reading.contents(of: "medway")
    let figures = signed["figures"]?.array?.compactMap { $0["figure"]?.string } ?? []
    let tables = signed["tables"]?.array ?? []
    #expect(Set(figures).isSuperset(of: contents.figures) && Set(figures).count == figures.count)
    #expect(figures.contains("long-term-fostering-rate") && figures.contains("same-carers-rate"))
    let names = Set(tables.compactMap { $0["table"]?.string })
    #expect(names.isSuperset(of: contents.tables.map(\.name)))
    for table in tables {
      let certificate = try #require(table["certificate"]?.string)
      #expect(certificate.hasSuffix("." + (table["seal"]?.string ?? "-")))
      #expect(try own.answer("explain", #""certificate":"\#(certificate)""#)["table"] == table["table"])
    }
    let restated = try own.answer("restatements", #""report":"AR-1""#)
    #expect(restated["figures"]?.array?.isEmpty == true, "nothing has changed of what was signed")
    #expect(
      try own.refusal("sign-off-report", #"\#(Self.year),"form":"nowhere""#)?.faults
        == [Fault("unknown-form", at: "/form")])
  }

  @Test func `a text whose figure has moved is a residual, and its figure is red`() throws {
    let room = try PageRoom(Room(feeds().told))
    let stale = #","narratives":[{"slot":"summary","text":"{{figure:reviews-held=5}} reviews were held."}]"#
    let page = try room.page(stale)
    #expect(page.contains("1 apart: 5 is stated and 4 is counted of reviews-held"))
    #expect(page.contains("moved: 5 when this was written"))
    let right = try room.page(stale.replacing("=5", with: "=4"))
    #expect(!right.contains("is stated and") && !right.contains("when this was written"))
  }

  @Test func `a quarter that lacks what the year has is a residual, with the records`() throws {
    let room = try Room(feeds().told)
    let books = try room.books("2022-04-01", "2023-03-31")
    let check = try #require(Check.all.first { $0.name == "quarters-and-year" })
    #expect(books.quarters.count == 4 && check.residuals(books).isEmpty)
    var quarters = books.quarters
    quarters[0].reviews.removeAll { $0.review.text == "R-2" }
    let found = check.residuals(Books(whole: books.whole, quarters: quarters, stated: []))
    #expect(found.map(\.name).contains("quarters-of-reviews-held"))
    #expect(found.allSatisfy { $0.records == ["R-2"] && $0.count == 1 })
    #expect(found.first?.words == "1 of reviews-held differs between the quarters and the year: R-2")
  }

  @Test func `a table of other records than its figure is a residual, and so are parts of another whole`() throws {
    var feeds = try feeds()
    try feeds.leave("C-1", "2022-09-01")
    let facts = try Room(feeds.told).books("2022-04-01", "2023-03-31").whole
    let apart = Parts(table: "entries-by-month", figure: "children-left-care")
    let held = try #require(Parts.held(facts, [apart]).first)
    #expect(held.strangers?.records.count == 3)
    #expect(held.residuals.first?.count == 3)
    let all = Parts.held(facts)
    #expect(all.count == Parts.all.count && all.allSatisfy { $0.strangers == nil && $0.residuals.isEmpty })
  }
}

/// What the forms of the project print.
enum Reading {
  static func contents(of form: String) throws -> FormContents {
    try Pages(folders: [PageRoom.folder]).contents(of: #require(KebabWord(form) as KebabWord?))
  }
}

extension Room {
  /// What is held against one another of a period.
  func books(_ from: String, _ to: String) throws -> Books {
    let (from, to) = (try #require(CivilDate(from)), try #require(CivilDate(to)))
    let period = try Asked.Period(checking: try #require(Authority("westminster")), from, to, nil)
    return try model.books(period, [], Check.sources, moment, Kept()).0
  }
}
