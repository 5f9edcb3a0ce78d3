import Contracts
import Testing

// MARK: - Counts

extension Row {
  static let counts: [Row] = [
    Row("W12") { id in
      // 505 reviews, 499 on time, 6 late: 99 per cent.
      let office = try Office("westminster")
      let reviews = try (1...505).map { number in
        (try civil("2022-04-04"), try civil(number <= 499 ? "2022-05-05" : "2022-05-06"), "")
      }
      try office.year(reviews, toldOn: "2023-03-31")
      let months = try office.ask("due-by-month", #"{"from":"2022-04-01","to":"2023-03-31"}"#)["months"]?.array ?? []
      let may = months.dropFirst().first
      try #require(months.count == 12 && may?["due"]?.integer == 505 && may?["onTime"]?.integer == 499, "\(id)")
      try #require(may?["rate"]?.double == 98.81, "\(id)")
      try #require(try office.told("review-held").count { $0["data"]?["inTimescale"]?.boolean == false } == 6, "\(id)")
    },
    Row("T7") { id in
      // Due in each month, April to March, all held and all in time: 933 in the year.
      let office = try Office("thurrock")
      let due = [74, 91, 96, 79, 42, 96, 80, 74, 82, 67, 55, 97]
      var reviews: [(CivilDate, CivilDate, String)] = []
      for (index, count) in due.enumerated() {
        // A review is due about four weeks after care begins, and is held a week before its limit.
        let day = try #require(CivilDate(year: 2021 + (index + 2) / 12, month: (index + 2) % 12 + 1, day: 20))
        for _ in 0..<count { reviews.append((day, day.adding(days: 20), "")) }
      }
      try office.year(reviews, toldOn: "2022-05-31")
      let months = try office.ask("due-by-month", #"{"from":"2021-04-01","to":"2022-03-31"}"#)["months"]?.array ?? []
      for column in ["due", "held", "onTime"] {
        try #require(months.map { $0[column]?.integer } == due, "\(id) \(column)")
      }
      try #require(months.allSatisfy { $0["rate"]?.integer == 100 } && due.reduce(0, +) == 933, "\(id)")
      let quarters = (0..<4).map { quarter in due[(3 * quarter)..<(3 * quarter + 3)].reduce(0, +) }
      try #require(quarters == [261, 217, 236, 219], "\(id)")
    },
    Row("T6") { id in
      // 864 reviews, 98.4 per cent of them in time; a year later 933, all in time: 69 more, 1.6 points more.
      let office = try Office("thurrock")
      let before = try (1...864).map { number in
        (try civil("2020-11-02"), try civil(number <= 850 ? "2020-11-30" : "2020-12-01"), "")
      }
      let (entered, onTime) = try (civil("2021-11-01"), civil("2021-11-29"))
      let now = (1...933).map { _ in (entered, onTime, "") }
      try office.year(before + now, toldOn: "2022-03-31")
      let (last, this) = try (office.month("2020-11"), office.month("2021-11"))
      try #require(last["held"]?.integer == 864 && this["held"]?.integer == 933, "\(id)")
      let points = (this["rate"]?.double ?? 0) - (last["rate"]?.double ?? 0)
      try #require((points * 10).rounded() == 16 && this["rate"]?.double == 100, "\(id)")
    },
    Row("M23") { id in
      // The late reviews are listed with the reasons for which they were late.
      let office = try Office("medway")
      let reviews = try (1...60).map { number in
        (
          try civil("2022-04-04"), try civil(number <= 58 ? "2022-05-05" : "2022-05-09"),
          number <= 58 ? "" : #","lateReason":"the child was in hospital""#
        )
      }
      try office.year(reviews, toldOn: "2022-06-30")
      let late = try office.told("review-held").filter { $0["data"]?["inTimescale"]?.boolean == false }
      try #require(late.count == 2, "\(id)")
      try #require(late.allSatisfy { $0["data"]?["lateReason"]?.string == "the child was in hospital" }, "\(id)")
      // A review entered wrongly is taken back and put right: the figure is of what is known then.
      let wrong = try #require(late.first)
      try office.withdraw(wrong)
      let child = try #require(wrong["data"]?["child"]?.string)
      try office.hold(child, on: "2022-05-04")
      let may = try office.ask("due-by-month", #"{"from":"2022-05-01","to":"2022-05-31"}"#)["months"]?.array?.first
      try #require(may?["held"]?.integer == 60 && may?["onTime"]?.integer == 59, "\(id)")
      try #require(may?["rate"]?.double == 98.33, "\(id)")
    },
    Row("W13") { id in
      let office = try Office("westminster")
      office.on("2022-06-20")
      let reasons = ["workforce", "incorrect-data-input", "late-notification"]
      for (number, reason) in reasons.enumerated() {
        try office.enter("C\(number)", on: "2022-05-03")
        try office.hold("C\(number)", on: "2022-06-10", #","lateReason":"\#(reason)""#)
      }
      let late = try office.told("review-held").compactMap { $0["data"] }.filter { $0["inTimescale"]?.boolean == false }
      try #require(late.compactMap { $0["lateReason"]?.string } == reasons, "\(id)")
      try #require(try office.told("notification-late").count == 3, "\(id)")
      // One that is not held by its limit is told of the day after.
      try office.enter("C9", on: "2022-06-20")
      try office.turn(to: "2022-07-19")
      let missed = try office.told("deadline-missed", of: "C9").compactMap { $0["data"] }
      try #require(missed.contains { $0["kind"]?.string == "review" && $0["dueOn"]?.string == "2022-07-18" }, "\(id)")
    },
  ]

  private static func civil(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
}

extension Office {
  /// What fell due in the first thirty days of a month.
  fileprivate func month(_ name: String) throws -> JSON {
    let span = #"{"from":"\#(name)-01","to":"\#(name)-30"}"#
    return try #require(try ask("due-by-month", span)["months"]?.array?.first)
  }
}
