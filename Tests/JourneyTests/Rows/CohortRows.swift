import Contracts
import Testing

extension Row {
  static let cohort: [Row] = permanence + inSight + plans

  /// Permanence: matching, adoption considered, linking.
  private static let permanence: [Row] = [
    Row("W11") { id in
      // 13 and under goes to the panel, 14 and over to the officer; both are watched at each review until matched.
      let office = try Office("westminster")
      let fostered = #","placement":{"type":"U4","provider":"PR1"}}"#
      try office.enter("C1", on: "2022-04-04", #"{"dateOfBirth":"2010-03-01""# + fostered)
      try office.enter("C2", on: "2022-04-04", #"{"dateOfBirth":"2007-03-01""# + fostered)
      #expect(try office.joined("matching-13-and-under") == ["C1 2022-04-04"], "\(id)")
      #expect(try office.joined("matching-14-and-over") == ["C2 2022-04-04"], "\(id)")
      for day in ["2022-04-28", "2022-07-26"] {
        for child in ["C1", "C2"] {
          let review = try office.hold(child, on: day)
          try office.command(
            "make-recommendation",
            """
            {"child":"\(child)","review":"\(review)","source":"\(child == "C1" ? "matching-panel" : "review")",\
            "outcome":"match with the carers","owner":"social-worker","dueOn":"2022-09-30"}
            """)
        }
        #expect(try office.cohort("matching-13-and-under") == ["C1 2022-04-04"], "\(id)")
        #expect(try office.cohort("matching-14-and-over") == ["C2 2022-04-04"], "\(id)")
      }
      #expect(try office.told("recommendation-made", of: "C1").count == 2, "\(id)")
      try office.done("C1", "matching", on: "2022-08-02")
      try office.done("C2", "matching", on: "2022-09-13")
      #expect(try office.cohort("matching-13-and-under") == [], "\(id)")
      // Days to match, by age band.
      #expect(try office.days(in: "matching-13-and-under") == [120], "\(id)")
      #expect(try office.days(in: "matching-14-and-over") == [162], "\(id)")
    },
    Row("T21") { id in
      // Of four children under ten adoption is considered for three: 75 %. A child of ten is none of them.
      let office = try Office("thurrock")
      for (number, born) in [2013, 2015, 2017, 2019, 2011].enumerated() {
        try office.enter("C\(number + 1)", on: "2021-06-01", #"{"dateOfBirth":"\#(born)-03-01"}"#)
      }
      let cohort = "under-ten-without-adoption-considered"
      #expect(try office.joined(cohort).map { $0.prefix(2) } == ["C1", "C2", "C3", "C4"], "\(id)")
      for child in ["C2", "C3", "C4"] {
        office.on("2021-06-25")
        try office.publish(
          "permanence-plan-set",
          #"{"child":"\#(child)","setOn":"2021-06-25","plan":"return-home","parallelPlan":"adoption"}"#)
        try office.done(child, "adoption-considered", on: "2021-06-25")
      }
      #expect(try office.cohort(cohort) == ["C1 2021-06-01"], "\(id)")
      #expect(try office.told("cohort-left").count { $0["data"]?["cohort"]?.string == cohort } == 3, "\(id)")
      // The tenth birthday ends it.
      try office.turn(to: "2023-03-01")
      #expect(try office.cohort(cohort) == [], "\(id)")
    },
    Row("T33") { id in
      // A year in one foster placement: discussed at the review, with a timescale, checked midway, and overdue after
      // it.
      let office = try Office("thurrock")
      let cohort = "fostering-over-a-year-not-linked"
      for child in ["C1", "C2"] {
        try office.enter(child, on: "2021-05-10", #"{"placement":{"type":"U6","provider":"PR1"}}"#)
      }
      for day in ["2021-06-07", "2021-09-06", "2022-03-04"] {
        for child in ["C1", "C2"] { try office.hold(child, on: day) }
      }
      try office.turn(to: "2022-05-11")
      #expect(try office.joined(cohort) == ["C1 2022-05-11", "C2 2022-05-11"], "\(id)")
      for child in ["C1", "C2"] {
        let review = try office.hold(child, on: "2022-05-20")
        try office.command(
          "make-recommendation",
          """
          {"child":"\(child)","review":"\(review)","source":"linking","outcome":"decide on long-term linking",\
          "owner":"team-manager","dueOn":"2022-09-01"}
          """)
      }
      office.on("2022-08-19")
      for child in ["C1", "C2"] {
        try office.command(
          "hold-midway-review", #"{"child":"\#(child)","on":"2022-08-19","mode":"virtual","purpose":"linking"}"#)
      }
      #expect(try office.told("midway-review-held").count { $0["data"]?["purpose"]?.string == "linking" } == 2, "\(id)")
      try office.done("C1", "linking", on: "2022-08-26")
      try office.command(
        "close-recommendation", #"{"recommendation":"C1-A1","on":"2022-08-26","outcome":"done"}"#)
      try office.turn(to: "2022-09-02")
      // Half are linked; the other is told missed and listed.
      #expect(try office.cohort(cohort) == ["C2 2022-05-11"], "\(id)")
      let overdue = try office.ask("overdue", #"{"on":"2022-09-02"}"#)["items"]?.array ?? []
      let late = overdue.filter { $0["kind"]?.string == "recommendation" }.map { $0["child"]?.string }
      #expect(late == ["C2"], "\(id)")
      let missed = try office.told("deadline-missed").filter { $0["data"]?["kind"]?.string == "recommendation" }
      #expect(missed.map { $0["data"]?["dueOn"]?.string } == ["2022-09-01"], "\(id)")
    },
  ]

  /// Placements and time in care that are kept in sight.
  private static let inSight: [Row] = [
    Row("W38") { id in
      let office = try Office("westminster")
      try office.enter(
        "C1", on: "2022-05-03",
        #"{"placement":{"type":"K2","provider":"PR4","registration":"unregulated"},"dateOfBirth":"2006-01-10"}"#)
      try office.enter(
        "C2", on: "2022-05-04",
        #"{"placement":{"type":"H5","provider":"PR4","registration":"unregistered"},"dateOfBirth":"2005-11-20"}"#)
      try office.enter(
        "C3", on: "2022-05-05", #"{"placement":{"type":"U4","provider":"PR1"},"dateOfBirth":"2007-05-05"}"#)
      let list = "unregistered-or-unregulated"
      #expect(try office.cohort(list) == ["C1 2022-05-03", "C2 2022-05-04"], "\(id)")
      #expect(try office.cohort("matching-14-and-over") == ["C3 2022-05-05"], "\(id)")
      office.on("2022-05-10")
      for child in ["C1", "C2"] {
        try office.command(
          "record-oversight", #"{"child":"\#(child)","on":"2022-05-10","purpose":"quality-of-placement"}"#)
      }
      #expect(try office.told("oversight-recorded").map { $0["data"]?["child"]?.string } == ["C1", "C2"], "\(id)")
      office.on("2022-06-01")
      try office.publish(
        "placement-changed",
        """
        {"child":"C1","changedOn":"2022-06-01","placement":{"type":"K2","provider":"PR4"},\
        "reasonForPlacementChange":"OTHER"}
        """)
      #expect(try office.cohort(list) == ["C2 2022-05-04"], "\(id)")
      #expect(try office.days(in: list) == [29], "\(id)")
    },
    Row("W40") { id in
      // At home on a care order: how many, and for how long.
      let office = try Office("westminster")
      let home = #"{"legalStatus":"C2","placement":{"type":"P1","provider":"PR0"}}"#
      for (child, day) in [("C1", "2021-10-04"), ("C2", "2022-01-10"), ("C3", "2022-03-07")] {
        try office.enter(child, on: day, home)
      }
      let list = "placed-with-parents-on-order"
      office.on("2022-07-04")
      #expect(try office.size(of: list) == 3, "\(id)")
      let since = try office.cohort(list).compactMap { CivilDate(String($0.suffix(10))) }
      let today = try #require(CivilDate("2022-07-04"))
      let months = since.map { day in (1...99).last { day.adding(months: $0) <= today } ?? 0 }
      #expect(months == [9, 5, 3], "\(id)")
      try office.publish(
        "legal-status-changed", #"{"child":"C1","changedOn":"2022-07-04","legalStatus":"V2"}"#)
      #expect(try office.size(of: list) == 2, "\(id)")
      #expect(try office.days(in: list) == [273], "\(id)")
    },
    Row("T17") { id in
      // Over five years in care: told the day after, listed, and special guardianship explored at the next review.
      let office = try Office("thurrock")
      for (child, day) in [("C1", "2017-07-04"), ("C2", "2019-01-15"), ("C3", "2022-02-01")] {
        try office.enter(child, on: day)
      }
      try office.turn(to: "2022-07-04")
      #expect(try office.joined("in-care-over-five-years") == [], "\(id)")
      try office.turn(to: "2022-07-05")
      #expect(try office.joined("in-care-over-five-years") == ["C1 2022-07-05"], "\(id)")
      #expect(try office.cohort("in-care-over-one-year") == ["C1 2018-07-05", "C2 2020-01-16"], "\(id)")
      let because = try #require(
        try office.told("cohort-joined", of: "C1").last { $0["data"]?["cohort"]?.string == "in-care-over-five-years" })
      #expect(because["data"]?["because"]?["rule"]?.string == "in-care-over-60-months", "\(id)")
      let review = try office.hold("C1", on: "2022-08-02")
      try office.command(
        "make-recommendation",
        """
        {"child":"C1","review":"\(review)","source":"over-five-years","outcome":"explore special guardianship",\
        "owner":"social-worker","dueOn":"2022-10-28"}
        """)
      #expect(try office.deadlines("C1", "recommendation").map { $0["dueOn"]?.string } == ["2022-10-28"], "\(id)")
    },
  ]

  /// Child protection plans.
  private static let plans: [Row] = [
    Row("B9") { id in
      // 19 plans pass two years in the year, and 13 of them end in it: 6 at 31 March. Two children are on a second
      // plan.
      let office = try Office("middlesbrough")
      for number in 1...19 { try office.protect("C\(number)", "plan-started", on: "2020-05-02") }
      try office.protect("C20", "plan-started", on: "2020-05-02")
      try office.protect("C20", "plan-ended", on: "2022-02-01")
      try office.turn(to: "2022-05-02")
      #expect(try office.joined("plan-over-two-years") == [], "\(id)")
      try office.turn(to: "2022-06-01")
      #expect(try office.joined("plan-over-two-years").count == 19, "\(id)")
      #expect(try office.joined("plan-over-two-years").allSatisfy { $0.hasSuffix(" 2022-05-03") }, "\(id)")
      office.on("2022-11-05")
      for number in 1...13 { try office.protect("C\(number)", "plan-ended", on: "2022-11-05") }
      for child in ["C1", "C20"] { try office.protect(child, "plan-started", on: "2022-11-05") }
      try office.turn(to: "2023-03-31")
      #expect(try office.size(of: "plan-over-two-years") == 6, "\(id)")
      #expect(try office.cohort("second-plan") == ["C1 2022-11-05", "C20 2022-11-05"], "\(id)")
    }
  ]
}

extension Office {
  /// What was told of children who joined a cohort: `child day`.
  fileprivate func joined(_ cohort: String) throws -> [String] {
    try told("cohort-joined").filter { $0["data"]?["cohort"]?.string == cohort }.map { event in
      "\(event["data"]?["child"]?.string ?? "") \(event["data"]?["on"]?.string ?? "")"
    }
  }

  /// The children of a cohort today: `child since`.
  fileprivate func cohort(_ cohort: String) throws -> [String] {
    (try ask("cohort", #"{"cohort":"\#(cohort)","on":"\#(today)"}"#)["items"]?.array ?? []).map { item in
      "\(item["child"]?.string ?? "") \(item["since"]?.string ?? "")"
    }
  }

  /// How many children are in a cohort today.
  fileprivate func size(of cohort: String) throws -> Int? {
    let items = try ask("cohorts", #"{"on":"\#(today)"}"#)["items"]?.array ?? []
    return items.first { $0["cohort"]?.string == cohort }?["children"]?.integer
  }

  /// How many days each child that left a cohort was in it, by the events alone.
  fileprivate func days(in cohort: String) throws -> [Int] {
    let joined = try self.joined(cohort)
    return try told("cohort-left").filter { $0["data"]?["cohort"]?.string == cohort }.compactMap { event in
      let child = event["data"]?["child"]?.string ?? ""
      let from = joined.last { $0.hasPrefix("\(child) ") }.flatMap { CivilDate(String($0.suffix(10))) }
      let to = event["data"]?["on"]?.string.flatMap { CivilDate($0) }
      return from.flatMap { from in to.map { from.days(until: $0) } }
    }
  }

  /// Records that a step was done on a day, and that time came to it.
  fileprivate func done(_ child: String, _ kind: String, on day: String) throws {
    if day > today { on(day) }
    try publish("milestone-recorded", #"{"child":"\#(child)","kind":"\#(kind)","doneOn":"\#(day)"}"#)
  }

  /// Records a step of child protection.
  fileprivate func protect(_ child: String, _ event: String, on day: String) throws {
    try publish("child-protection-recorded", #"{"child":"\#(child)","on":"\#(day)","event":"\#(event)"}"#)
  }
}
