import Contracts
import Testing

// MARK: - Coming and leaving

extension Row {
  static let reportingFlow: [Row] = [
    Row("M17", of: .reporting) { id in
      // Table 4: entries and exits a month; most came in September, November and February.
      let office = try Office.whole("medway")
      var play = Play(toldOn: "2023-04-03")
      let entries = [11, 12, 10, 9, 12, 22, 13, 21, 11, 12, 20, 15]
      let exits = [14, 12, 11, 10, 12, 13, 17, 11, 12, 10, 12, 12]
      for (index, count) in entries.enumerated() {
        let month = try month(index)
        for number in 0..<count { try play.enter("E\(index)-\(number)", "\(month)-10") }
      }
      for (index, count) in exits.enumerated() {
        let month = try month(index)
        for number in 0..<count {
          try play.enter("L\(index)-\(number)", "2021-06-01")
          try play.leave("L\(index)-\(number)", "\(month)-20")
        }
      }
      try office.play(play)
      let came = try office.table("entries-by-month", "2022-04-01", "2023-03-31").rows.compactMap { Int($0[1]) }
      let went = try office.table("exits-by-month", "2022-04-01", "2023-03-31").rows.compactMap { Int($0[1]) }
      try #require(came == entries && went == exits && came.reduce(0, +) == 168 && went.reduce(0, +) == 146, "\(id)")
      let peaks = try office.table("flow-peaks", "2022-04-01", "2023-03-31")
      try #require(peaks["entered", "month"] == "2022-09" && peaks["entered", "count"] == "22", "\(id)")
      try #require(peaks["left", "month"] == "2022-10" && peaks["left", "count"] == "17", "\(id)")
    },
    Row("M18", of: .reporting) { id in
      // Table 5: children in care each month, from 437 to 466.
      let office = try Office.whole("medway")
      var play = Play(toldOn: "2023-04-03")
      for number in 0..<437 { try play.enter("C\(number)", "2021-06-01") }
      for number in 437..<466 { try play.enter("C\(number)", number < 450 ? "2022-09-14" : "2022-11-14") }
      try office.play(play)
      let months = try office.table("in-care-by-month", "2022-04-01", "2023-03-31")
      let counts = months.rows.compactMap { Int($0[1]) }
      try #require(counts == Array(repeating: 437, count: 5) + [450, 450] + Array(repeating: 466, count: 5), "\(id)")
      let change = try office.table("figures-against-last-year", "2022-04-01", "2023-03-31")
      try #require(change["children-in-care-at-end", "change"] == "29", "\(id)")
      // 71.2 to 10,000 children, beside the nation and the neighbours; month by month from the same children.
      try office.command(
        "load-population", #"{"year":2023,"children":65449,"source":"ONS, mid-2022"}"#, at: .reporting)
      for (set, value) in [("england", "71"), ("statistical-neighbours", "72")] {
        try office.command(
          "load-benchmark",
          """
          {"set":"\(set)","figure":"children-in-care-per-10000","year":2023,"value":\(value),"source":"DfE"}
          """, at: .reporting)
      }
      let asked = #"{"from":"2022-04-01","to":"2023-03-31","names":["children-in-care-per-10000"]}"#
      let rate = try #require(try office.ask("figures", asked, at: .reporting)["figures"]?.array?.first)
      try #require(rate["value"]?.text == "71.20" && rate["denominator"]?.integer == 65_449, "\(id)")
      let beside = (rate["benchmarks"]?.array ?? []).map { "\($0["set"]?.string ?? "") \($0["value"]?.text ?? "")" }
      try #require(beside == ["england 71", "statistical-neighbours 72"], "\(id): \(beside)")
      let rates = try office.table("in-care-rate-by-month", "2022-04-01", "2023-03-31")
      try #require(rates["2022-04", "per-10000"] == "66.77" && rates["2023-03", "per-10000"] == "71.20", "\(id)")
    },
    Row("M20", of: .reporting) { id in
      // Tables 6 to 8: 57 + 57 + 28 + 11 + 6 + 5 of 164 by legal basis; start, peak and end; entries at the end of
      // proceedings are told apart.
      let office = try Office.whole("medway")
      var play = Play(toldOn: "2023-04-03")
      let bases = [("V2", 57), ("C1", 57), ("L1", 28), ("L2", 11), ("J1", 6), ("C2", 5)]
      for (status, count) in bases {
        for number in 0..<count {
          let child = "\(status)-\(number)"
          try play.enter(child, "2022-09-05", status: status)
          if status == "C2" {
            try play.publish(
              "court-event-recorded", child,
              #"{"child":"\#(child)","on":"2022-09-01","event":"proceedings-concluded","order":"care-order"}"#)
          }
          guard status == "L1" else { continue }
          try play.publish(
            "legal-status-changed", child, #"{"child":"\#(child)","changedOn":"2022-09-08","legalStatus":"V2"}"#)
        }
      }
      try office.play(play)
      let entries = try office.table("entries-by-legal-basis", "2022-04-01", "2023-03-31")
      for (status, count) in bases { try #require(entries[status, "entries"] == "\(count)", "\(id) \(status)") }
      try #require(entries["V2", "share"] == "34.76" && entries["L1", "share"] == "17.07", "\(id): shares of 164")
      try #require(entries["L2", "share"] == "6.71", "\(id): eleven children are not eleven per cent")
      let table = try office.table("legal-status-start-peak-end", "2022-04-01", "2023-03-31")
      try #require(table["L1", "peak"] == "28" && table["L1", "end"] == "0" && table["V2", "start"] == "0", "\(id)")
      try #require(table["V2", "peak"] == "85" && table["V2", "end"] == "85", "\(id)")
      let planned = try office.table("entries-by-planning", "2022-04-01", "2023-03-31")
      try #require(planned["end-of-proceedings", "entries"] == "5" && planned["other", "entries"] == "159", "\(id)")
      let months = try office.table("entries-by-legal-basis-by-month", "2022-04-01", "2023-03-31")
      try #require(months["C1", "2022-09 entries"] == "57" && months["C1", "2022-10 entries"] == "0", "\(id)")
    },
    Row("M21", of: .reporting) { id in
      // Table 9: 39 of 146 went home, planned or not; 7 to special guardians; adoption, 18th birthday, staying put.
      let office = try Office.whole("medway")
      var play = Play(toldOn: "2023-04-03")
      let reasons = [("E4A", 30), ("E4B", 9), ("E45", 4), ("E46", 3), ("E41", 5), ("E11", 21), ("E17", 40), ("E5", 34)]
      for (reason, count) in reasons { try play.exits(count, reason, on: "2022-11-01") }
      try office.play(play)
      let exits = try office.table("exits-by-reason-share", "2022-04-01", "2023-03-31")
      for (reason, count) in reasons { try #require(exits[reason, "exits"] == "\(count)", "\(id) \(reason)") }
      try #require(exits["E11", "share"] == "14.38", "\(id): 21 of 146, rounded and not cut off")
      let routes = try office.table("exits-by-route", "2022-04-01", "2023-03-31")
      try #require(routes["home-planned", "exits"] == "30" && routes["home-unplanned", "exits"] == "9", "\(id)")
      try #require(routes["special-guardianship", "share"] == "4.79", "\(id)")
      try #require(routes["stayed-with-carers", "exits"] == "40" && routes["adoption", "exits"] == "21", "\(id)")
    },
    Row("W9", of: .reporting) { id in
      // Table E: where new starters were placed, by age; 43 of the 48 under 14 with foster carers or parents.
      let office = try Office.whole("westminster")
      var play = Play(toldOn: "2023-04-03")
      try play.placed("2017-01-01", [("U1", 9), ("U6", 34), ("K2", 5)])
      try play.placed("2007-01-01", [("U6", 34), ("K2", 2), ("H5", 50)])
      try office.play(play)
      let table = try office.table("placement-at-entry-by-age", "2022-04-01", "2023-03-31")
      try #require(table["U1", "0-5"] == "9" && table["U6", "0-5"] == "34" && table["K2", "0-5"] == "5", "\(id)")
      try #require(table["H5", "14-plus"] == "50" && table["U6", "14-plus"] == "34", "\(id)")
      let family = try office.table("family-placement-at-entry-by-age", "2022-04-01", "2023-03-31")
      try #require(family["0-5", "family"] == "43" && family["0-5", "share"] == "89.58", "\(id)")
      try #require(family["14-plus", "share"] == "39.53", "\(id)")
    },
    Row("W10", of: .reporting) { id in
      // Table F: 123 exits by national reason, each with its share; three adoptions are 2 per cent and not 3.
      let office = try Office.whole("westminster")
      try office.play(try Play.westminster())
      let exits = try office.table("exits-by-reason-share", "2022-04-01", "2023-03-31")
      for (reason, count) in Play.tableF { try #require(exits[reason, "exits"] == "\(count)", "\(id) \(reason)") }
      try #require(exits["E4A", "share"] == "28.46" && exits["E17", "share"] == "39.84", "\(id)")
      let routes = try office.table("exits-by-route", "2022-04-01", "2023-03-31")
      try #require(routes["adoption", "exits"] == "3" && routes["adoption", "share"] == "2.44", "\(id)")
      try #require(routes["special-guardianship", "exits"] == "4", "\(id)")
      try #require(routes["family-based", "exits"] == "43", "\(id): 36 home, 3 adopted, 4 to guardians")
    },
    Row("T20", of: .reporting) { id in
      // Special guardians for 5.6 per cent of leavers; fewer child arrangements orders as cases are pending.
      let office = try Office.whole("thurrock")
      var play = Play(toldOn: "2022-04-04")
      try play.exits(5, "E45", on: "2021-11-01")
      try play.exits(2, "E41", on: "2021-11-01")
      try play.exits(83, "E17", on: "2021-11-01")
      try play.exits(9, "E41", on: "2020-11-02")
      for number in 0..<6 {
        let child = "P\(number)"
        try play.enter(child, "2021-06-01", status: "C1")
        try play.publish(
          "court-event-recorded", child, #"{"child":"\#(child)","on":"2021-07-01","event":"proceedings-issued"}"#)
        guard number == 5 else { continue }
        try play.publish(
          "court-event-recorded", child, #"{"child":"\#(child)","on":"2022-02-01","event":"proceedings-concluded"}"#)
      }
      try office.play(play)
      let routes = try office.table("exits-by-route", "2021-04-01", "2022-03-31")
      try #require(routes["special-guardianship", "share"] == "5.56", "\(id)")
      let change = try office.table("exits-by-route-against-last-year", "2021-04-01", "2022-03-31")
      try #require(change["child-arrangements-order", "change exits"] == "-7", "\(id)")
      let courts = try office.table("proceedings", "2021-04-01", "2022-03-31")
      try #require(courts["issued", "value"] == "6" && courts["pending-at-end", "value"] == "5", "\(id)")
    },
    Row("B6", of: .reporting) { id in
      // Three years: came into care 242, 158, 203; ceased 186, 163, 151.
      let office = try Office.whole("middlesbrough")
      var play = Play(toldOn: "2019-04-01")
      for (year, came) in [(2016, 242), (2017, 158), (2018, 203)] {
        for number in 0..<came { try play.enter("C\(year)-\(number)", "\(year)-05-02") }
      }
      for (year, left) in [(2016, 186), (2017, 163), (2018, 151)] {
        for number in 0..<left {
          // Of those who came the year before, or in this year in the first.
          let child = year == 2016 ? "C2016-\(number)" : year == 2017 ? "B\(number)" : "C2018-\(number)"
          if year == 2017 { try play.enter(child, "2014-05-01") }
          try play.leave(child, "\(year + 1)-02-01")
        }
      }
      try office.play(play)
      let table = try office.table("figures-by-year", "2016-04-01", "2019-03-31")
      let years = ["2016-04-01/2017-03-31", "2017-04-01/2018-03-31", "2018-04-01/2019-03-31"]
      try #require(years.map { table["children-entered-care", $0] } == ["242", "158", "203"], "\(id)")
      try #require(years.map { table["children-left-care", $0] } == ["186", "163", "151"], "\(id)")
      try #require(years.map { table["children-in-care-at-end", $0] } == ["219", "214", "266"], "\(id)")
      let rates = try years.map { try #require(table["reviews-in-timescale-rate", $0]) }
      try #require(rates == ["null", "null", "null"], "\(id): no review, no rate")
    },
  ]

  private static func month(_ index: Int) throws -> String {
    try #require(CivilDate(year: 2022, month: 4, day: 1)).adding(months: index).yearMonth
  }
}

extension Play {
  /// Table F of Westminster.
  static let tableF = [
    ("E3", 6), ("E4A", 35), ("E4B", 1), ("E13", 5), ("E5", 2), ("E11", 1), ("E12", 2), ("E14", 1), ("E15", 6),
    ("E16", 1), ("E17", 49), ("E45", 2), ("E46", 1), ("E47", 1), ("E8", 10),
  ]

  /// Westminster's year: 171 at the start, 134 came, 123 left as Table F has it.
  static func westminster() throws -> Play {
    var play = Play(toldOn: "2023-04-03")
    for number in 0..<48 { try play.enter("O\(number)", "2021-06-01") }
    for (reason, count) in tableF { try play.exits(count, reason, on: "2022-11-01") }
    for number in 0..<134 {
      try play.enter("N\(number)", "2022-09-05", born: "2007-01-01", need: number < 49 ? "N8" : "N1")
    }
    return play
  }

  /// So many children leave for a reason on a day, in care since long before.
  mutating func exits(_ count: Int, _ reason: String, on day: String) throws {
    for number in 0..<count {
      let child = "X\(reason)-\(day.prefix(4))-\(number)"
      try enter(child, "2019-05-01")
      try leave(child, day, reason)
    }
  }

  /// Children of one age enter care, so many in each type of placement.
  fileprivate mutating func placed(_ born: String, _ counts: [(type: String, count: Int)]) throws {
    for (type, count) in counts {
      for number in 0..<count {
        try enter(
          "\(type)-\(born.prefix(4))-\(number)", "2022-09-05", born: born,
          placement: #""type":"\#(type)","provider":"PR1""#)
      }
    }
  }
}
