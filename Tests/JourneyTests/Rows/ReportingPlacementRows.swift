import Contracts
import Testing

// MARK: - Where children live, and by which order

extension Row {
  static let reportingPlacements: [Row] = [
    Row("T15", of: .reporting) { id in
      // The five-year table: cohort 308, 293, 298, 298, 294; unaccompanied 32, 30, 20, 24, 28; adopted 7, 13, 14, 8, 8.
      let office = try Office.whole("thurrock")
      let (cohort, alone, adopted) = ([308, 293, 298, 298, 294], [32, 30, 20, 24, 28], [7, 13, 14, 8, 8])
      var play = Play(toldOn: "2022-04-04")
      for index in 0..<5 {
        // Each year's children leave on the first day of the next, but for those adopted within it.
        let year = 2017 + index
        for number in 0..<cohort[index] {
          let isAlone = number < alone[index]
          try play.enter(
            "C\(year)-\(number)", "\(year)-04-05", isAlone ? #","unaccompaniedAsylumSeeking":true"# : "")
          if index < 4 { try play.leave("C\(year)-\(number)", "\(year + 1)-04-01", "E8") }
        }
        for number in 0..<adopted[index] {
          try play.enter("A\(year)-\(number)", "\(year)-04-05", born: "2016-01-01")
          try play.leave("A\(year)-\(number)", "\(year + 1)-01-10", number % 2 == 0 ? "E11" : "E12")
        }
      }
      try office.play(play)
      // 72, 68, 67, 67 and 65 to 10,000 children.
      let (areas, rates) = ([42_778, 43_088, 44_478, 44_478, 45_231], ["72.00", "68.00", "67.00", "67.00", "65.00"])
      for index in 0..<5 {
        try office.command(
          "load-population", #"{"year":\#(2018 + index),"children":\#(areas[index]),"source":"ONS"}"#, at: .reporting)
      }
      let figures = try office.table("figures-by-year", "2017-04-01", "2022-03-31")
      let exits = try office.table("exits-by-route-by-year", "2017-04-01", "2022-03-31")
      for index in 0..<5 {
        let years = "\(2017 + index)-04-01/\(2018 + index)-03-31"
        try #require(figures["children-in-care-at-end", years] == "\(cohort[index])", "\(id) \(years)")
        try #require(figures["unaccompanied-at-end", years] == "\(alone[index])", "\(id) \(years)")
        try #require(figures["children-in-care-per-10000", years] == rates[index], "\(id) \(years)")
        try #require(exits["adoption", "\(years) exits"] == "\(adopted[index])", "\(id) \(years)")
      }
      let months = try office.table("in-care-by-month", "2021-04-01", "2022-03-31")
      try #require(months["2021-04", "count"] == "302" && months["2022-03", "count"] == "294", "\(id)")
    },
    Row("T18", of: .reporting) { id in
      // 77 per cent under a care order, 18 per cent under section 20, 4 per cent on a placement order; interim orders
      // passed section 20 in 2020.
      let office = try Office.whole("thurrock")
      var play = Play(toldOn: "2022-04-04")
      let statuses = [("C2", 162), ("C1", 65), ("V2", 53), ("E1", 13), ("J1", 1)]
      for (status, count) in statuses {
        for number in 0..<count {
          let child = "\(status)-\(number)"
          let began = status == "C1" && number < 40 ? "V2" : status
          try play.enter(child, "2019-06-01", status: began)
          guard began != status else { continue }
          try play.publish(
            "legal-status-changed", child, #"{"child":"\#(child)","changedOn":"2020-09-01","legalStatus":"C1"}"#)
        }
      }
      try office.play(play)
      let table = try office.table("in-care-by-legal-status", "2021-04-01", "2022-03-31")
      for (status, count) in statuses { try #require(table[status, "children"] == "\(count)", "\(id) \(status)") }
      try #require(table["V2", "share"] == "18.03" && table["E1", "share"] == "4.42", "\(id)")
      for (set, value) in [("england", "15"), ("statistical-neighbours", "16.5")] {
        try office.command(
          "load-benchmark",
          """
          {"set":"\(set)","figure":"in-care-by-legal-status","row":"V2","year":2022,"value":\(value),"source":"DfE"}
          """, at: .reporting)
      }
      let beside = try office.others("in-care-by-legal-status", "2021-04-01", "2022-03-31")
      try #require(beside == ["V2 england 15", "V2 statistical-neighbours 16.5"], "\(id): \(beside)")
      let years = try office.table("in-care-by-legal-status-by-year", "2019-04-01", "2022-03-31")
      try #require(years["V2", "2019-04-01/2020-03-31 children"] == "93", "\(id)")
      try #require(years["C1", "2019-04-01/2020-03-31 children"] == "25", "\(id)")
      try #require(years["C1", "2020-04-01/2021-03-31 children"] == "65", "\(id)")
    },
    Row("T19", of: .reporting) { id in
      // Three placements or more for 11 per cent; over 20 miles 4.4 points more than last year; where children live.
      let office = try Office.whole("thurrock")
      var play = Play(toldOn: "2022-04-04")
      for number in 0..<250 {
        let child = "C\(number)"
        let miles = number < 80 ? 31.0 : 8.0
        try play.enter(
          child, "2020-06-01",
          placement: #""type":"U6","provider":"PR1","distanceMiles":\#(miles),"inArea":\#(number % 2 == 0)"#)
        if number >= 80, number < 91 {
          try play.move(child, "2021-06-01", #""type":"U6","provider":"PR4","distanceMiles":44.5,"inArea":false"#)
        }
        guard number >= 222 else { continue }
        for day in ["2021-07-01", "2021-10-01"] {
          try play.move(child, day, #""type":"K2","provider":"PR4","distanceMiles":3,"inArea":true"#)
        }
      }
      try office.play(play)
      let change = try office.table("figures-against-last-year", "2021-04-01", "2022-03-31")
      try #require(change["three-or-more-placements-rate", "this-year"] == "11.20", "\(id)")
      try #require(change["placed-over-20-miles-rate", "last-year"] == "32.00", "\(id)")
      try #require(change["placed-over-20-miles-rate", "change"] == "4.40", "\(id)")
      let places = try office.table("in-care-by-location", "2021-04-01", "2022-03-31").column("children")
      try #require(places.values.compactMap { Int($0) }.reduce(0, +) == 250 && places["not-told"] == nil, "\(id)")
      let miles = try office.table("in-care-by-distance", "2021-04-01", "2022-03-31").column("children")
      try #require(miles == ["over-20": "91", "over-5-to-20": "131", "up-to-5": "28"], "\(id): \(miles)")
      let stability = try office.table("in-care-by-placements", "2021-04-01", "2022-03-31").column("children")
      try #require(stability == ["1": "211", "2": "11", "3-plus": "28"], "\(id)")
    },
    Row("B5", of: .reporting) { id in
      // 51 per cent placed outside the area, 20 per cent over 20 miles away, 19 per cent on interim orders; three
      // placements or more fell from 9.7 to 5.8 per cent.
      let office = try Office.whole("middlesbrough")
      var play = Play(toldOn: "2019-04-01")
      for number in 0..<500 {
        let child = "C\(number)"
        try play.enter(
          child, number < 495 ? "2016-06-01" : "2018-06-01", status: number < 95 ? "C1" : "C2",
          placement:
            #""type":"U6","provider":"PR1","distanceMiles":\#(number < 100 ? 25 : 4),"inArea":\#(number >= 255)"#)
        let outside =
          #""type":"U6","provider":"PR1","distanceMiles":\#(number < 100 ? 25 : 4),"inArea":\#(number >= 255)"#
        let days =
          (number < 48 ? ["2017-06-01", "2017-09-01"] : []) + (number < 29 ? ["2018-06-01", "2018-09-01"] : [])
        for day in days { try play.move(child, day, outside) }
      }
      try office.play(play)
      let table = try office.table("placement-rates", "2018-04-01", "2019-03-31")
      try #require(table["outside-area", "share"] == "51.00" && table["over-20-miles", "share"] == "20.00", "\(id)")
      try #require(table["interim-orders", "share"] == "19.00", "\(id)")
      let change = try office.table("placement-rates-against-last-year", "2018-04-01", "2019-03-31")
      try #require(change["three-or-more-placements", "last-year share"] == "9.70", "\(id)")
      try #require(change["three-or-more-placements", "this-year share"] == "5.80", "\(id)")
      try #require(change["three-or-more-placements", "change share"] == "-3.90", "\(id)")
    },
    Row("B7", of: .reporting) { id in
      // The type of placement that grew most: with connected carers.
      let office = try Office.whole("middlesbrough")
      var play = Play(toldOn: "2019-04-01")
      for (type, before, after) in [("U1", 40, 90), ("U6", 200, 210), ("K2", 30, 28), ("P1", 40, 45)] {
        for number in 0..<max(before, after) {
          try play.enter(
            "\(type)-\(number)", number < before ? "2016-06-01" : "2018-06-01",
            placement: #""type":"\#(type)","provider":"PR1""#)
          if number >= after { try play.leave("\(type)-\(number)", "2018-10-01") }
        }
      }
      try office.play(play)
      let change = try office.table("in-care-by-placement-against-last-year", "2018-04-01", "2019-03-31")
      let grown = change.column("change children").mapValues { Int($0) ?? 0 }
      try #require(grown == ["U1": 50, "U6": 10, "K2": -2, "P1": 5], "\(id): \(grown)")
      try #require(grown.max { $0.value < $1.value }?.key == "U1", "\(id): a relative or friend, not for the long term")
    },
  ]
}

extension Play {
  /// A child moves to another placement.
  mutating func move(_ child: String, _ day: String, _ placement: String) throws {
    try publish(
      "placement-changed", child,
      """
      {"child":"\(child)","changedOn":"\(day)","placement":{\(placement)},"reasonForPlacementChange":"CARPL"}
      """)
  }
}
