import Contracts
import Testing

// MARK: - Reviews in time, and who chairs them

extension Row {
  static let reportingReviews: [Row] = [
    Row("M7", of: .reporting) { id in
      // Caseloads in the mid to late 60s: average, range, each officer's, and month by month.
      let office = try Office.whole("medway")
      var play = Play(toldOn: "2022-06-30")
      try play.officers([("O-1", "1"), ("O-2", "1"), ("O-3", "0.5")])
      for (officer, count) in [("O-1", 68), ("O-2", 65), ("O-3", 32)] {
        for number in 0..<count { try play.allocated("\(officer)-C\(number)", officer) }
      }
      for number in 0..<4 { try play.allocated("O-1-M\(number)", "O-1", from: "2022-06-01") }
      try office.play(play)
      let months = try office.table("caseload-by-month", "2022-04-01", "2022-06-30")
      try #require(months["average", "2022-05"] == "66.00" && months["average", "2022-06"] == "67.60", "\(id)")
      try #require(months["lowest", "2022-05"] == "64.00" && months["highest", "2022-05"] == "68.00", "\(id)")
      try #require(months["highest", "2022-06"] == "72.00" && months["children", "2022-06"] == "169", "\(id)")
      let officers = try office.table("caseload-by-officer", "2022-04-01", "2022-06-30")
      try #require(officers["O-1", "children"] == "72" && officers["O-3", "childrenPerFte"] == "64.00", "\(id)")
    },
    Row("T1", of: .reporting) { id in
      // Four years of average caseload and range: 62 (44-68), 60 (57-62), 60 (58-61), 59 (57-61).
      let office = try Office.whole("thurrock")
      let years = [[44, 64, 66, 68, 68], [57, 60, 60, 61, 62], [58, 60, 60, 61, 61], [57, 58, 59, 60, 61]]
      var play = Play(toldOn: "2022-05-03")
      try play.officers((0..<5).map { ("O-\($0)", "1") }, from: "2018-04-02")
      for (index, counts) in years.enumerated() {
        for (officer, count) in counts.enumerated() {
          for number in 0..<count {
            let child = "Y\(index)-\(officer)-\(number)"
            try play.allocated(child, "O-\(officer)", from: "\(2018 + index)-05-01")
            try play.leave(child, "\(2019 + index)-04-20")
          }
        }
      }
      try office.play(play)
      let table = try office.table("caseload-by-year", "2018-04-01", "2022-03-31")
      let columns = (2018..<2022).map { "\($0)-04-01/\($0 + 1)-03-31" }
      try #require(columns.map { table["average", $0] } == ["62.00", "60.00", "60.00", "59.00"], "\(id)")
      try #require(columns.map { table["lowest", $0] } == ["44.00", "57.00", "58.00", "57.00"], "\(id)")
      try #require(columns.map { table["highest", $0] } == ["68.00", "62.00", "61.00", "61.00"], "\(id)")
      try #require(table["fte", columns[3]] == "5", "\(id): five full-time officers")
    },
    Row("B4", of: .reporting) { id in
      // An average of 70 for a full-time officer in March 2019, beside the guidance of 50 to 70.
      let office = try Office.whole("middlesbrough")
      var play = Play(toldOn: "2019-04-01")
      try play.officers([("O-1", "1"), ("O-2", "1")], from: "2018-01-02")
      for number in 0..<120 { try play.allocated("A\(number)", number % 2 == 0 ? "O-1" : "O-2", from: "2018-02-01") }
      for number in 0..<20 { try play.allocated("B\(number)", number % 2 == 0 ? "O-1" : "O-2", from: "2018-11-01") }
      try office.play(play)
      let table = try office.table("caseload-by-month", "2018-04-01", "2019-03-31")
      try #require(table["average", "2018-10"] == "60.00" && table["average", "2019-03"] == "70.00", "\(id)")
      try #require(table["guide-highest", "2019-03"] == "70", "\(id): \(table.rows)")
    },
    Row("M23", of: .reporting) { id in
      // Table 10 by month, the late list with its reasons, and the figure before and after it was put right.
      let office = try Office.whole("medway")
      var play = Play(toldOn: "2022-06-30")
      for number in 0..<60 {
        try play.enter("Y\(number)", "2022-04-04")
        if number < 58 { try play.hold("Y\(number)", "2022-05-05") }
      }
      for (child, reason) in [("Y58", "the child was in hospital"), ("Y59", "held without the officer")] {
        try play.hold(child, "2022-05-09", #","lateReason":"\#(reason)""#)
      }
      try office.play(play)
      let before = try office.table("reviews-by-month", "2022-04-01", "2022-06-30")
      try #require(before["2022-05", "held"] == "60" && before["2022-05", "rate"] == "96.67", "\(id)")
      let late = try office.table("late-reviews", "2022-04-01", "2022-06-30")
      try #require(
        late.rows.map { $0[0] } == ["Y58", "Y59"] && late["Y58", "lateReason"] == "the child was in hospital", "\(id)")
      let reasons = try office.table("late-reviews-by-reason", "2022-04-01", "2022-06-30")
      try #require(reasons["held without the officer", "reviews"] == "1", "\(id)")
      // Further interrogation shows that one was entered with a wrong day.
      office.on("2022-07-20")
      let wrong = try #require(try office.told("review-held", of: "Y59").first)
      try office.withdraw(wrong)
      try office.hold("Y59", on: "2022-05-04")
      try office.settle()
      let after = try office.table("reviews-by-month", "2022-04-01", "2022-06-30")
      try #require(after["2022-05", "rate"] == "98.33", "\(id)")
      let known = try office.table(
        "reviews-by-month", "2022-04-01", "2022-06-30", #","knownOn":"2022-07-01T00:00:00Z""#)
      try #require(known["2022-05", "rate"] == "96.67", "\(id): as it was known then")
      let opened = try office.ask("explain", #"{"certificate":"\#(before.certificate)"}"#, at: .reporting)
      try #require(opened["rows"]?.array?[1].text == #"["2022-05",60,58,2,96.67]"#, "\(id): the old certificate holds")
    },
    Row("W12", of: .reporting) { id in
      // Table G: 505 reviews, 499 in time, 6 out of it: 99 per cent.
      let office = try Office.whole("westminster")
      var play = Play(toldOn: "2023-03-31")
      for number in 0..<505 {
        try play.enter("Y\(number)", "2022-04-04")
        try play.hold("Y\(number)", number < 499 ? "2022-05-05" : "2022-05-06")
        try play.leave("Y\(number)", "2022-05-20")
      }
      try office.play(play)
      let table = try office.table("reviews-by-clock", "2022-04-01", "2023-03-31")
      try #require(table["statutory", "held"] == "505" && table["statutory", "in-timescale"] == "499", "\(id)")
      try #require(table["statutory", "out-of-timescale"] == "6" && table["statutory", "rate"] == "98.81", "\(id)")
      let rate = try office.figure("reviews-in-timescale-rate", "2022-04-01", "2023-03-31")
      try #require(rate == "98.81", "\(id)")
      let lateness = try office.ask(
        "lateness", #"{"from":"2022-04-01","to":"2023-03-31","after":"500"}"#, at: .reporting)
      let reviews = (lateness["items"]?.array ?? []).filter { $0["kind"]?.string == "review" }
      try #require(reviews.count == 6 && reviews.allSatisfy { $0["workingDaysLate"]?.integer == 1 }, "\(id)")
    },
    Row("T6", of: .reporting) { id in
      // 864 reviews, then 933: 69 more (7.9 per cent), in time 98.4 and then 100 per cent.
      let office = try Office.whole("thurrock")
      var play = Play(toldOn: "2022-03-31")
      for (prefix, count, late, entered) in [("B", 864, 14, "2020-11-02"), ("N", 933, 0, "2021-11-01")] {
        let day = entered == "2020-11-02" ? ["2020-11-30", "2020-12-01"] : ["2021-11-29", ""]
        for number in 0..<count {
          try play.enter("\(prefix)\(number)", entered)
          try play.hold("\(prefix)\(number)", number < count - late ? day[0] : day[1])
          try play.leave("\(prefix)\(number)", number < count - late ? day[0] : day[1])
        }
      }
      try office.play(play)
      let table = try office.table("figures-against-last-year", "2021-04-01", "2022-03-31")
      try #require(table["reviews-held", "last-year"] == "864" && table["reviews-held", "change"] == "69", "\(id)")
      try #require(table["reviews-in-timescale-rate", "last-year"] == "98.38", "\(id)")
      try #require(table["reviews-in-timescale-rate", "this-year"] == "100.00", "\(id)")
      try #require(table["reviews-in-timescale-rate", "change"] == "1.62", "\(id)")
    },
    Row("T7", of: .reporting) { id in
      // Due in month, held, on time, per cent: months, quarters 261, 217, 236, 219, and the year to date 933.
      let office = try Office.whole("thurrock")
      let due = [74, 91, 96, 79, 42, 96, 80, 74, 82, 67, 55, 97]
      var play = Play(toldOn: "2022-05-31")
      for (index, count) in due.enumerated() {
        let day = try #require(CivilDate(year: 2021 + (index + 2) / 12, month: (index + 2) % 12 + 1, day: 20))
        for number in 0..<count {
          let child = "D\(index)-\(number)"
          try play.enter(child, day.description)
          try play.hold(child, day.adding(days: 20).description)
          try play.leave(child, day.adding(days: 20).description)
        }
      }
      try office.play(play)
      let months = try office.table("reviews-due-by-month", "2021-04-01", "2022-03-31")
      try #require(
        months.rows.compactMap { Int($0[1]) } == due && months.rows.map { $0[2] } == due.map(String.init), "\(id)")
      let clock = try office.table("reviews-due-by-quarter", "2021-04-01", "2022-03-31")
      let quarters = clock.columns.dropFirst()
      try #require(quarters.map { clock["due", $0] } == ["261", "217", "236", "219"], "\(id)")
      try #require(quarters.map { clock["in-timescale", $0] } == ["261", "217", "236", "219"], "\(id)")
      try #require(quarters.allSatisfy { clock["rate", $0] == "100.00" }, "\(id)")
      let year = try office.table("reviews-due", "2021-04-01", "2022-03-31")
      try #require(year["due", "value"] == "933" && year["held", "value"] == "933", "\(id)")
      try #require(year["rate", "value"] == "100.00", "\(id)")
    },
    Row("T13", of: .reporting) { id in
      // The record within 20 working days, to young people, parents and professionals: monthly and on average.
      let office = try Office.whole("thurrock")
      var play = Play(toldOn: "2021-08-31")
      for (month, late) in [("05", 1), ("06", 0)] {
        for number in 0..<34 {
          let child = "R\(month)-\(number)"
          try play.enter(child, "2021-\(month)-01")
          try play.hold(child, "2021-\(month)-10")
          let on = number < late ? "2021-07-20" : month == "05" ? "2021-05-20" : "2021-06-18"
          try play.command(
            "complete-record", #"{"child":"\#(child)","reviewOn":"2021-\#(month)-10","completedOn":"\#(on)"}"#)
          try play.command(
            "distribute-record",
            """
            {"child":"\(child)","reviewOn":"2021-\(month)-10","on":"\(on)","to":["child","parent","social-worker"]}
            """
          )
        }
      }
      try office.play(play)
      let months = try office.table("records-by-month", "2021-05-01", "2021-06-30")
      try #require(months["rate", "2021-05"] == "97.06" && months["rate", "2021-06"] == "100.00", "\(id)")
      let year = try office.table("records", "2021-04-01", "2022-03-31")
      try #require(year["reviews", "value"] == "68" && year["rate", "value"] == "98.53", "\(id)")
      let roles = try office.table("records-distributed-by-role", "2021-04-01", "2022-03-31")
      try #require(roles["child", "reviews"] == "68" && roles["parent", "in-timescale"] == "67", "\(id)")
    },
  ]
}

extension Play {
  /// Officers in post.
  fileprivate mutating func officers(_ officers: [(id: String, fte: String)], from day: String = "2020-04-01") throws {
    for officer in officers {
      try command(
        "register-officer", #"{"officer":"\#(officer.id)","from":"\#(day)","fte":\#(officer.fte),"kind":"permanent"}"#)
    }
  }

  /// A child enters care and has an officer from that day.
  fileprivate mutating func allocated(_ child: String, _ officer: String, from day: String = "2022-04-01") throws {
    try enter(child, day)
    try command("allocate-officer", #"{"child":"\#(child)","officer":"\#(officer)","on":"\#(day)"}"#)
  }
}
