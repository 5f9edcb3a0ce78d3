import Contracts
import Testing

// MARK: - Who is in care

extension Row {
  static let reportingPopulation: [Row] = [
    Row("M15", of: .reporting) { id in
      // Table 1: ages and gender by month; 243 of 437 boys in April, 268 of 466 in March, and one child not stated.
      let office = try Office.whole("medway")
      var play = Play(toldOn: "2023-04-03")
      for number in 0..<437 {
        try play.enter("C\(number)", "2021-06-01", born: "2010-01-01", sex: number < 243 ? "M" : "F")
      }
      for number in 437..<466 {
        try play.enter("C\(number)", "2023-03-10", born: "2020-01-01", sex: number < 462 ? "M" : "F")
      }
      try play.enter("C466", "2023-03-10", born: "2020-01-01", sex: "U")
      try office.play(play)
      let sexes = try office.table("in-care-by-sex-by-month", "2022-04-01", "2023-03-31")
      try #require(sexes.columns.count == 13 && sexes["M", "2022-04"] == "243", "\(id)")
      try #require(sexes["F", "2022-04"] == "194" && sexes["M", "2023-03"] == "268", "\(id)")
      try #require(sexes["F", "2023-03"] == "198" && sexes["U", "2023-03"] == "1", "\(id): not stated has a row")
      let ages = try office.table("in-care-by-age-by-month", "2022-04-01", "2023-03-31")
      try #require(ages["12", "2022-04"] == "437" && ages["13", "2023-03"] == "437", "\(id)")
      try #require(ages["3", "2023-03"] == "30" && ages["3", "2023-02"] == "0", "\(id)")
    },
    Row("M16", of: .reporting) { id in
      // Table 2: ethnicity grouped, with shares and the change on last year.
      let office = try Office.whole("medway")
      var play = Play(toldOn: "2023-04-03")
      let now = [("WBRI", 366), ("MWBC", 20), ("MWAS", 10), ("APKN", 8), ("BAFR", 32), ("OOTH", 29), ("NOBT", 1)]
      for (code, count) in now {
        for number in 0..<count {
          try play.enter("\(code)\(number)", number % 10 == 0 ? "2022-09-01" : "2021-06-01", ethnicity: code)
        }
      }
      try office.play(play)
      let groups = try office.table("in-care-by-ethnic-group", "2022-04-01", "2023-03-31")
      try #require(
        groups.column("children")
          == ["white": "366", "mixed": "30", "asian": "8", "black": "32", "other": "29", "not-known": "1"], "\(id)")
      try #require(groups["white", "share"] == "78.54" && groups["asian", "share"] == "1.72", "\(id)")
      let change = try office.table("in-care-by-ethnic-group-against-last-year", "2022-04-01", "2023-03-31")
      try #require(
        change["white", "last-year children"] == "329" && change["white", "change children"] == "37", "\(id)")
      try #require(change["mixed", "change children"] == "3" && change["mixed", "change share"] == "-0.03", "\(id)")
    },
    Row("W1", of: .reporting) { id in
      // 182 children, up 11 (6 per cent): 171 + 134 - 123 reconciles exactly, and the causes are named.
      let office = try Office.whole("westminster")
      try office.play(try Play.westminster())
      let flow = try office.table("stock-and-flow", "2022-04-01", "2023-03-31")
      try #require(flow["at-start", "value"] == "171" && flow["entered", "value"] == "134", "\(id)")
      try #require(flow["left", "value"] == "123" && flow["at-end", "value"] == "182", "\(id)")
      try #require(flow["change", "value"] == "11" && flow["change-share", "value"] == "6.43", "\(id)")
      try #require(flow["unexplained", "value"] == "0", "\(id)")
      let needs = try office.table("need-at-entry-against-last-year", "2022-04-01", "2023-03-31")
      try #require(needs["N8", "this-year"] == "49" && needs["N8", "change"] == "49", "\(id)")
    },
    Row("W8", of: .reporting) { id in
      // Table B, seven years of new starters by age with unaccompanied children apart; Tables A, C and D.
      let office = try Office.whole("westminster")
      var play = Play(toldOn: "2023-04-03")
      let years = [
        (35, 31, 30, 50), (21, 11, 25, 105), (23, 10, 39, 103), (12, 41, 28, 69), (19, 10, 29, 34), (22, 24, 44, 38),
        (25, 23, 40, 46),
      ]
      let held = [47, 69, 82, 89, 58, 50, 48]
      for (index, counts) in years.enumerated() {
        let year = 2016 + index
        try play.starters(year, [counts.0, counts.1, counts.2, counts.3])
      }
      // Who stayed on: so many unaccompanied children at the end of each year as Table D has.
      try play.staying(years.map(\.3), held)
      try office.play(play)
      let table = try office.table("entries-by-age-by-year", "2016-04-01", "2023-03-31")
      for (index, counts) in years.enumerated() {
        let column = "\(2016 + index)-04-01/\(2017 + index)-03-31"
        let cells = ["0-5", "6-13", "14-plus", "14-plus-unaccompanied"].map { table[$0, column] }
        try #require(cells == ["\(counts.0)", "\(counts.1)", "\(counts.2)", "\(counts.3)"], "\(id) \(column)")
      }
      let figures = try office.table("figures-by-year", "2016-04-01", "2023-03-31")
      for (index, count) in held.enumerated() {
        let column = "\(2016 + index)-04-01/\(2017 + index)-03-31"
        try #require(figures["unaccompanied-at-end", column] == "\(count)", "\(id) \(column)")
      }
      let needs = try office.table("need-at-entry", "2022-04-01", "2023-03-31", #","ages":"14-17""#)
      try #require(needs["N8", "entries"] == "46" && needs["N1", "entries"] == "40", "\(id)")
      let ages = try office.table("in-care-by-age-band-by-year", "2016-04-01", "2023-03-31")
      try #require(ages["14-plus-unaccompanied", "2022-04-01/2023-03-31 children"] == "48", "\(id)")
    },
    Row("T16", of: .reporting) { id in
      // 61 per cent boys, age bands, 12 per cent Black: of 294.
      let office = try Office.whole("thurrock")
      var play = Play(toldOn: "2022-04-04")
      for number in 0..<294 {
        try play.enter(
          "C\(number)", "2021-06-01", born: number < 100 ? "2008-01-01" : "2014-01-01",
          sex: number < 179 ? "M" : "F", ethnicity: number < 218 ? "WBRI" : number < 253 ? "BAFR" : "MOTH")
      }
      try office.play(play)
      let groups = try office.table("in-care-by-ethnic-group", "2021-04-01", "2022-03-31")
      try #require(groups["black", "share"] == "11.90" && groups["white", "share"] == "74.15", "\(id)")
      for (set, value) in [("england", "7"), ("school-census", "17.4"), ("statistical-neighbours", "8")] {
        try office.command(
          "load-benchmark",
          """
          {"set":"\(set)","figure":"in-care-by-ethnic-group","row":"black","year":2022,"value":\(value),"source":"DfE"}
          """, at: .reporting)
      }
      let beside = try office.others("in-care-by-ethnic-group", "2021-04-01", "2022-03-31")
      try #require(
        beside == ["black england 7", "black school-census 17.4", "black statistical-neighbours 8"], "\(id): \(beside)")
      let people = try office.ask("population", #"{"on":"2022-03-31"}"#, at: .reporting)
      try #require(people["children"]?.integer == 294, "\(id)")
      let tables = people["tables"]?.array ?? []
      let sexes = tables.first { $0["name"]?.string == "in-care-by-sex" }?["rows"]?.array ?? []
      try #require(sexes.map(\.text).prefix(2) == [#"["M",179]"#, #"["F",115]"#], "\(id)")
      let bands = try office.table("in-care-by-age-and-sex", "2021-04-01", "2022-03-31")
      try #require(bands.rows.flatMap { $0.dropFirst().compactMap { Int($0) } }.reduce(0, +) == 294, "\(id)")
      for name in ["in-care-by-age", "in-care-by-ethnicity", "in-care-by-area", "in-care-by-recorded-need"] {
        try #require(tables.contains { $0["name"]?.string == name && $0["certificate"] != nil }, "\(id) \(name)")
      }
    },
    Row("T17", of: .reporting) { id in
      // How long children have been in care, and those of more than five years.
      let office = try Office.whole("thurrock")
      var play = Play(toldOn: "2022-03-31")
      for (number, day) in ["2015-06-01", "2017-03-31", "2017-04-01", "2019-06-01", "2021-12-01"].enumerated() {
        try play.enter("C\(number)", day)
      }
      try office.play(play)
      try office.turn(to: "2022-04-03")
      try office.settle()
      let times = try office.table("in-care-by-time-in-care", "2021-04-01", "2022-03-31")
      try #require(
        times.column("children") == ["5-years-and-over": "2", "2-to-5-years": "2", "under-6-months": "1"], "\(id)")
      let cohorts = try office.table("cohort-members", "2021-04-01", "2022-04-03")
      let long = cohorts.rows.filter { $0[0].contains("five-years") }.map { $0[1] }
      try #require(Set(long) == ["C0", "C1", "C2"], "\(id): \(cohorts.rows)")
      let sizes = try office.table("cohorts", "2021-04-01", "2022-04-03")
      try #require(sizes.rows.contains { $0[0].contains("five-years") && $0[4] == "3" }, "\(id)")
    },
    Row("H5", of: .reporting) { id in
      // A monthly average of 335: the average of twelve month-ends.
      let office = try Office.whole("herefordshire")
      var play = Play(toldOn: "2021-04-05")
      for number in 0..<330 { try play.enter("C\(number)", "2019-06-01") }
      for number in 330..<340 { try play.enter("C\(number)", "2020-10-05") }
      try office.play(play)
      let flow = try office.table("stock-and-flow", "2020-04-01", "2021-03-31")
      try #require(flow["monthly-average", "value"] == "335.00", "\(id)")
      let months = try office.table("in-care-by-month", "2020-04-01", "2021-03-31").rows.compactMap { Int($0[1]) }
      try #require(months == Array(repeating: 330, count: 6) + Array(repeating: 340, count: 6), "\(id)")
    },
    Row("H11", of: .reporting) { id in
      // Children and reviews by area of the county; one whose area is not told is said to be so.
      let office = try Office.whole("herefordshire")
      var play = Play(toldOn: "2021-02-01")
      for (child, area) in [("C1", "leominster"), ("C2", "leominster"), ("C3", "ross-on-wye")] {
        try play.enter(child, "2020-10-05", #","area":"\#(area)""#)
        try play.hold(child, "2020-10-28")
      }
      try play.enter("C4", "2020-10-05")
      try play.publish("child-details-changed", "C3", #"{"child":"C3","changedOn":"2021-01-04","area":"hereford"}"#)
      try office.play(play)
      let before = try office.table("in-care-by-area", "2020-04-01", "2020-12-31").column("children")
      try #require(before == ["leominster": "2", "ross-on-wye": "1", "not-told": "1"], "\(id)")
      let after = try office.table("in-care-by-area", "2020-04-01", "2021-03-31").column("children")
      try #require(after == ["leominster": "2", "hereford": "1", "not-told": "1"], "\(id)")
      let reviews = try office.table("reviews-by-area", "2020-04-01", "2020-12-31").column("reviews")
      try #require(reviews == ["leominster": "2", "ross-on-wye": "1"], "\(id)")
    },
  ]
}

extension Play {
  /// New starters of a year: 0 to 5, 6 to 13, 14 and over, 14 and over unaccompanied.
  fileprivate mutating func starters(_ year: Int, _ counts: [Int]) throws {
    let ages = [3, 10, 15, 16]
    for (band, count) in counts.enumerated() {
      for number in 0..<count {
        let isAlone = band == 3
        try enter(
          "S\(year)-\(band)-\(number)", "\(year)-06-01", born: "\(year - ages[band])-01-01", sex: isAlone ? "M" : "F",
          status: isAlone ? "V2" : "C1", need: isAlone ? "N8" : "N1",
          isAlone ? #","unaccompaniedAsylumSeeking":true"# : "")
        if !isAlone { try leave("S\(year)-\(band)-\(number)", "\(year + 1)-02-01", "E8") }
      }
    }
  }

  /// Lets unaccompanied children leave, the oldest first, so that at the end of each year so many are held.
  fileprivate mutating func staying(_ entered: [Int], _ held: [Int]) throws {
    var waiting: [String] = []
    for (index, count) in entered.enumerated() {
      let year = 2016 + index
      waiting += (0..<count).map { "S\(year)-3-\($0)" }
      while waiting.count > held[index] { try leave(waiting.removeFirst(), "\(year + 1)-03-01", "E17") }
    }
  }
}
