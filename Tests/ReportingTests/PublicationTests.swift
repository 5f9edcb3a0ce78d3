import Contracts
import Foundation
import Testing

/// What is left out of a report so that nobody is known by it, and that it cannot be computed back from the rest.
@Suite struct PublicationTests {
  private static let days = #""from":"2022-04-01","to":"2022-09-30""#

  /// Half a year of a small authority, in which much is small.
  private func feeds(_ seed: UInt64) throws -> Feeds {
    var dice = Dice(seed: seed)
    var feeds = Feeds()
    func pick<T>(_ all: [T]) -> T { all[Int.random(in: 0..<all.count, using: &dice)] }
    func day(_ first: Int, _ last: Int) -> CivilDate {
      CivilDate(daysSince1970: 19_083).adding(days: Int.random(in: first...last, using: &dice))
    }
    for number in 0..<Int.random(in: 6...60, using: &dice) {
      let child = "C-\(number)"
      let entered = day(-200, 180)
      try feeds.enter(
        child, entered.description, born: "\(pick([2006, 2010, 2014, 2018]))-02-01",
        need: pick(["N1", "N1", "N4", "N8"]),
        status: pick(["C2", "C2", "C2", "V2", "E1"]), sex: pick(["M", "F"]),
        placement: #"{"type":"\#(pick(["U6", "U6", "K2"]))","provider":"\#(pick(["PR1", "PR4"]))"}"#,
        unaccompanied: Int.random(in: 0..<6, using: &dice) == 0)
      if Int.random(in: 0..<4, using: &dice) == 0 {
        try feeds.detail(child, entered.description, #""ethnicity":"BAFR""#)
      }
      if Int.random(in: 0..<3, using: &dice) == 0 {
        try feeds.leave(child, max(entered.adding(days: 20), day(0, 182)).description, pick(["E4A", "E11", "E3"]))
      }
      for review in 0..<Int.random(in: 0...2, using: &dice) {
        let held = day(0, 182)
        let due = held.adding(days: Int.random(in: 0..<8, using: &dice) == 0 ? -1 : 5)
        try feeds.hold("R-\(number)-\(review)", of: child, held.description, due: due.description)
        guard Int.random(in: 0..<6, using: &dice) > 0 else { continue }
        try feeds.code(
          "R-\(number)-\(review)", of: child, held.description, pick(["PN0", "PN1", "PN1", "PN4", "PN6", "PN7"]))
      }
    }
    for number in 0..<Int.random(in: 0...9, using: &dice) {
      try feeds.raise(
        "D-\(number)", day(0, 182).description, kind: pick(["formal", "informal"]), theme: pick(["drift", "delay"]))
    }
    return feeds
  }

  @Test func `a reader is told that what is left out may follow from a publication of an overlapping period`() throws {
    let own = try Own(try feeds(3).told)
    let caution = "Beside another of a period that overlaps this one"
    for (method, more) in [
      ("figures", ""), ("annual-report", #","format":"json""#), ("annual-report", #","format":"csv""#),
    ] {
      let answer = try own.answer(method, Self.days + more + #","suppress":true"#).text
      #expect(answer.contains(caution), "\(method) \(more)")
      #expect(try !own.answer(method, Self.days + more).text.contains(caution), "\(method) \(more) with all numbers")
    }
    let page = try PageRoom(own.room).page(#","suppress":true"#)
    #expect(page.contains(caution))
    #expect(try !PageRoom(own.room).page().contains(caution))
  }

  @Test(arguments: UInt64(1)...40)
  func `who reads the whole report cannot tell a small count from all the others`(seed: UInt64) throws {
    let room = try Room(try feeds(seed).told)
    let published = try room.ask("annual-report", Self.days + #","format":"json","suppress":true"#)
    let whole = try room.ask("annual-report", Self.days + #","format":"json","suppress":false"#)
    let attacker = Attacker(published)
    let truth = attacker.filled(Attacker(whole).counts.compactMapValues { $0 })
    // What does not hold even of the truth, as where a child's period of care overlaps another, tells nobody anything.
    try #require(attacker.broken(truth).isEmpty, "seed \(seed)")
    let bounds = attacker.bounds()
    var dice = Dice(seed: seed + 1_000)
    for name in Attacker(whole).counts.keys.sorted() {
      guard let count = truth[name], (1...5).contains(count) else { continue }
      // Of a rate the denominator alone is another figure's count, which is left out there where it must be.
      if name.hasPrefix("of ") { continue }
      #expect(attacker.hidden.contains(name), "seed \(seed): \(name) is \(count)")
      guard let (low, high) = bounds[name] else { continue }
      #expect(low <= count && count <= high && low < high, "seed \(seed): \(name) is \(count) of \(low)...\(high)")
      let other = attacker.other(than: name, truth, &dice)
      #expect(
        other.map { $0[name] != count && attacker.broken($0).isEmpty } ?? false, "seed \(seed): \(name) is \(count)")
    }
    for figure in published["figures"]?.array ?? [] where figure["suppressed"]?.boolean ?? false {
      #expect(figure["value"] == nil && figure["numerator"] == nil && figure["denominator"] == nil)
    }
  }

  @Test func `the spreadsheet leaves out what the data does, and lists of children altogether`() throws {
    let room = try Room(try feeds(7).told)
    let json = try room.ask("annual-report", Self.days + #","format":"json","suppress":true"#)
    let csv = try #require(
      try room.ask("annual-report", Self.days + #","format":"csv","suppress":true"#)["csv"]?.string)
    let hidden = (json["figures"]?.array ?? []).filter { $0["suppressed"]?.boolean ?? false }
      .compactMap { $0["name"]?.string }
    #expect(!hidden.isEmpty)
    let lines = csv.components(separatedBy: "\r\n")
    for name in hidden {
      #expect(lines.contains { $0.hasPrefix("\(name),,") && $0.hasSuffix(",left out") }, "\(name)")
    }
    let cells = (json["tables"]?.array ?? []).flatMap { $0["rows"]?.array ?? [] }.flatMap { $0.array ?? [] }
    #expect(csv.components(separatedBy: CharacterSet(",\r\n")).count { $0 == "c" } == cells.count { $0.string == "c" })
    let late = try #require((json["tables"]?.array ?? []).first { $0["name"]?.string == "late-reviews" })
    #expect(late["rows"]?.array?.isEmpty == true && late["suppressed"]?.boolean == true)
    for residual in json["residuals"]?.array ?? [] {
      #expect(residual["records"] == nil && residual["count"] == nil && residual["suppressed"]?.boolean == true)
    }
  }

  @Test func `a page leaves out the same, draws nothing of it, and figures side by side do too`() throws {
    let room = try Room(try feeds(7).told)
    let json = try room.ask("annual-report", Self.days + #","format":"json","suppress":true"#)
    let page = try PageRoom(room).page(#","suppress":true"#, from: "2022-04-01", to: "2022-09-30")
    let whole = try PageRoom(room).page(from: "2022-04-01", to: "2022-09-30")
    #expect(page.contains("not shown, as so few could be recognised") && page.contains("c: left out, as so few"))
    #expect(page.components(separatedBy: "<svg").count < whole.components(separatedBy: "<svg").count)
    #expect(page.contains("(how many is not shown)") && whole.contains("reviews without a code"))
    let hidden = Set(
      (json["figures"]?.array ?? []).filter { $0["suppressed"]?.boolean ?? false }.compactMap { $0["name"]?.string })
    let side = try room.ask("table", #""name":"figures",\#(Self.days),"suppress":true"#)["rows"]?.array ?? []
    for row in side.compactMap(\.array) {
      #expect((row[1].string == "c") == hidden.contains(row[0].string ?? ""), "\(row)")
    }
  }

  @Test func `one table asked alone leaves out what the whole report does`() throws {
    let room = try Room(try feeds(3).told)
    let report = try room.ask("annual-report", Self.days + #","format":"json","suppress":true"#)
    for table in report["tables"]?.array ?? [] {
      let name = table["name"]?.string ?? ""
      let alone = try room.ask("table", #""name":"\#(name)",\#(Self.days),"suppress":true"#)
      #expect(alone["rows"] == table["rows"], "\(name)")
    }
    let figures = try room.ask("figures", Self.days + #","suppress":true"#)
    #expect(figures["figures"] == report["figures"])
  }
}

extension CharacterSet {
  fileprivate init(_ characters: String) { self.init(charactersIn: characters) }
}
