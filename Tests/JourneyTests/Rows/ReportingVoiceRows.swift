import Contracts
import Testing

// MARK: - How children took part

extension Row {
  static let reportingVoice: [Row] = [
    Row("W18", of: .reporting) { id in
      // Table H: 54, 349, 6, 3, 2, 4, 45, 42; 91 per cent of over-fours contributed, 80 attended, 4 points fewer.
      let office = try Office.whole("westminster")
      let counts = [54, 349, 6, 3, 2, 4, 45, 42]
      var play = Play(toldOn: "2023-04-03")
      try play.profile(2022, counts)
      try play.profile(2021, [0, 84, 0, 0, 0, 0, 16, 0])
      try office.play(play)
      let codes = try office.table("participation-codes", "2022-04-01", "2023-03-31")
      try #require(codes.rows.map { $0[1] } == counts.map(String.init) + ["0"], "\(id): \(codes.rows)")
      let rates = try office.table("participation-rates", "2022-04-01", "2023-03-31")
      try #require(rates["contributed", "share"] == "90.69" && rates["attended", "share"] == "79.82", "\(id)")
      let change = try office.table("figures-against-last-year", "2022-04-01", "2023-03-31")
      try #require(change["participation-attended-rate", "change"] == "-4.18", "\(id)")
    },
    Row("T9", of: .reporting) { id in
      // Nine categories over four years, with reviews that have no code as a row of their own: 51 in the last.
      let office = try Office.whole("thurrock")
      let years = [
        [100, 372, 3, 2, 5, 3, 159, 103, 0], [142, 439, 10, 0, 14, 59, 163, 40, 0],
        [151, 459, 0, 0, 10, 20, 209, 15, 0], [131, 471, 3, 2, 6, 12, 242, 15, 51],
      ]
      var play = Play(toldOn: "2022-04-30")
      for (index, counts) in years.enumerated() { try play.profile(2018 + index, counts) }
      try office.play(play)
      let table = try office.table("participation-codes-by-year", "2018-04-01", "2022-03-31")
      for (index, counts) in years.enumerated() {
        let column = table.columns[index + 1]
        try #require(column == "\(2018 + index)-04-01/\(2019 + index)-03-31", "\(id)")
        try #require(table.rows.map { $0[index + 1] } == counts.map(String.init), "\(id) \(column): \(table.rows)")
      }
      let uncoded = try office.figure("participation-uncoded", "2021-04-01", "2022-03-31")
      let held = try office.figure("reviews-held", "2021-04-01", "2022-03-31")
      try #require(uncoded == "51" && held == "933", "\(id): 882 coded of 933")
      let found = try office.ask("discrepancies", #"{"from":"2021-04-01","to":"2022-03-31"}"#, at: .reporting)
      let without = (found["items"]?.array ?? []).filter { $0["kind"]?.string == "review-without-code" }
      try #require(without.count == 51, "\(id): each of them named")
    },
    Row("T10", of: .reporting) { id in
      // 1.7 per cent neither attended nor sent views: 15 of 882, children under four among them.
      let office = try Office.whole("thurrock")
      var play = Play(toldOn: "2022-04-30")
      try play.profile(2021, [131, 471, 3, 2, 6, 12, 242, 15])
      try office.play(play)
      try #require(try office.figure("participation-unheard-rate", "2021-04-01", "2022-03-31") == "1.70", "\(id)")
      let rates = try office.table("participation-rates", "2021-04-01", "2022-03-31")
      try #require(rates["neither", "reviews"] == "15" && rates["neither", "of"] == "751", "\(id)")
      try #require(rates["neither", "share"] == "2.00", "\(id): of the over-fours alone it is two per cent")
    },
    Row("B27", of: .reporting) { id in
      // A quarter of the reviews under four; 11.2 per cent neither there nor heard; more by a medium.
      let office = try Office.whole("middlesbrough")
      var play = Play(toldOn: "2019-04-15")
      try play.profile(2017, [100, 250, 0, 0, 0, 30, 20, 40])
      try play.profile(2018, [125, 248, 0, 0, 0, 15, 70, 42])
      try play.enter("M-1", "2018-04-03", born: "2008-01-01")
      try play.hold("M-1", "2018-04-24")
      try play.code("M-1", "2018-04-24", "PN6", #","medium":"mind-of-my-own""#)
      try office.play(play)
      let table = try office.table("participation-profile", "2018-04-01", "2019-03-31")
      try #require(
        table["PN0", "share"] == "24.95" && table["PN7", "share-of-over-four"] == "11.17", "\(id): \(table.rows)")
      let change = try office.table("participation-profile-against-last-year", "2018-04-01", "2019-03-31")
      try #require(change["PN6", "change reviews"] == "51" && change["PN5", "change reviews"] == "-15", "\(id)")
      let media = try office.table("participation-by-medium", "2018-04-01", "2019-03-31")
      try #require(media["mind-of-my-own", "reviews"] == "1", "\(id)")
    },
    Row("T24", of: .reporting) { id in
      // Three questions, answered yes, no and sort of, each with how many answered and what share that is.
      let office = try Office.whole("thurrock")
      var play = Play(toldOn: "2022-03-31")
      let answers = [("listened", [20, 1, 4]), ("understood", [18, 2, 3]), ("comfortable", [22, 0, 2])]
      var number = 0
      for (question, counts) in answers {
        for (answer, count) in zip(["yes", "no", "sort-of"], counts) {
          for _ in 0..<count {
            number += 1
            try play.command(
              "answer-survey",
              """
              {"survey":"review-2021","on":"2021-11-03","respondent":"young-person-\(number)",\
              "answers":[{"question":"\(question)","answer":"\(answer)"}]}
              """, at: .participation)
          }
        }
      }
      try office.play(play)
      let table = try office.table("survey-shares", "2021-04-01", "2022-03-31")
      func cells(_ question: String, _ answer: String) -> [String]? {
        table.rows.first { $0[1] == question && $0[2] == answer }.map { Array($0.dropFirst(3)) }
      }
      try #require(cells("listened", "yes") == ["20", "25", "80.00"], "\(id)")
      try #require(cells("understood", "sort-of") == ["3", "23", "13.04"], "\(id)")
      try #require(cells("comfortable", "no") == nil && cells("comfortable", "yes") == ["22", "24", "91.67"], "\(id)")
    },
  ]
}

extension Play {
  /// A year's reviews by code, PN0 to PN7, and those without one where a ninth number says so.
  fileprivate mutating func profile(_ year: Int, _ counts: [Int]) throws {
    for (code, count) in counts.enumerated() where count > 0 {
      let born = code == 0 ? "\(year - 1)-01-01" : "\(year - 10)-01-01"
      try reviews(count, "V\(year)-\(code)", year: year, born: born, code: code == 8 ? nil : "PN\(code)")
    }
  }
}
