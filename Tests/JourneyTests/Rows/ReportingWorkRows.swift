import Contracts
import Testing

// MARK: - Work, training, conferences and plans

extension Row {
  static let reportingWork: [Row] = [
    Row("W42", of: .reporting) { id in
      // Courses, with who took them and how long they were: the evidence for registration.
      let office = try Office.whole("westminster")
      var play = Play(toldOn: "2023-03-31")
      for officer in ["W-1", "W-2"] {
        try play.command(
          "register-officer", #"{"officer":"\#(officer)","from":"2020-04-01","fte":1,"kind":"permanent"}"#)
      }
      for (officer, course, hours) in [
        ("W-1", "contextual-safeguarding", 6), ("W-2", "contextual-safeguarding", 6), ("W-1", "national-reviews", 3),
      ] {
        try play.command(
          "record-activity",
          #"{"kind":"training","name":"\#(course)","on":"2022-10-12","officer":"\#(officer)","hours":\#(hours)}"#)
      }
      try office.play(play)
      let table = try office.table("training", "2022-04-01", "2023-03-31")
      try #require(table["contextual-safeguarding", "officers"] == "2", "\(id)")
      try #require(table["contextual-safeguarding", "hours"] == "12.00", "\(id)")
      try #require(table["national-reviews", "attended"] == "1", "\(id): learning from national reviews")
    },
    Row("T30", of: .reporting) { id in
      // Young people at university are milestones, counted once each.
      let office = try Office.whole("thurrock")
      var play = Play(toldOn: "2022-03-31")
      for number in 0..<21 {
        let child = "U\(number)"
        try play.enter(child, "2018-06-01", born: "2003-05-01")
        try play.leave(child, "2021-05-01", "E17")
        try play.publish(
          "milestone-recorded", child, #"{"child":"\#(child)","kind":"university-place","doneOn":"2021-09-20"}"#)
      }
      try office.play(play)
      let table = try office.table("milestones-by-kind", "2021-04-01", "2022-03-31")
      try #require(table["university-place", "children"] == "21" && table["university-place", "done"] == "21", "\(id)")
    },
    Row("H7", of: .reporting) { id in
      // Conference chairing is reported apart from reviews, from the same base.
      let office = try Office.whole("herefordshire")
      var play = Play(toldOn: "2021-03-31")
      try play.enter("C1", "2020-06-01")
      try play.hold("C1", "2020-06-20")
      for child in ["P1", "P2"] { try play.plan(child, "2020-08-20", "conference-requested") }
      for (kind, child, on) in [
        ("initial", "P1", "2020-09-01"), ("review", "P1", "2020-11-24"), ("review", "P2", "2020-09-01"),
      ] {
        try play.command("hold-conference", #"{"child":"\#(child)","kind":"\#(kind)","on":"\#(on)"}"#)
      }
      try office.play(play)
      let table = try office.table("conferences", "2020-04-01", "2021-03-31")
      try #require(table["initial", "held"] == "1" && table["review", "held"] == "2", "\(id)")
      try #require(try office.figure("reviews-held", "2020-04-01", "2021-03-31") == "1", "\(id)")
      try #require(try office.figure("children-in-care-at-end", "2020-04-01", "2021-03-31") == "1", "\(id)")
    },
    Row("H9", of: .reporting) { id in
      // Each core activity has its kind, counted for itself.
      let office = try Office.whole("herefordshire")
      var play = Play(toldOn: "2021-03-31")
      for child in ["C1", "C2"] {
        try play.enter(child, "2020-06-01")
        try play.hold(child, "2020-06-20")
        for method in ["record-pre-discussion", "record-oversight", "record-visit", "record-contact"] {
          try play.command(method, #"{"child":"\#(child)","on":"2020-06-15"}"#)
        }
        try play.command(
          "record-document", #"{"child":"\#(child)","kind":"care-plan","to":["officer"],"on":"2020-06-16"}"#)
        try play.command(
          "complete-audit",
          #"{"child":"\#(child)","form":"plan","items":[{"item":"assessment","met":true}],"on":"2020-06-17"}"#)
      }
      try play.command(
        "send-consultation", #"{"child":"C1","to":"parent","channel":"form","on":"2020-06-05"}"#, at: .participation)
      try play.raise("D-1", "2020-07-01", kind: "informal")
      try play.raise("D-2", "2020-07-01", kind: "formal")
      try play.command("seek-legal-advice", #"{"dispute":"D-2","on":"2020-07-08"}"#, at: .disputes)
      try play.command("refer-to-cafcass", #"{"dispute":"D-2","on":"2020-07-20"}"#, at: .disputes)
      try office.play(play)
      let table = try office.table("activity", "2020-04-01", "2021-03-31")
      for kind in ["review", "pre-discussion", "oversight", "visit", "contact", "document", "audit"] {
        try #require(table[kind, "count"] == "2" && table[kind, "children"] == "2", "\(id) \(kind): \(table.rows)")
      }
      for kind in ["consultation", "dispute-informal", "dispute-formal", "legal-advice", "referral-to-cafcass"] {
        try #require(table[kind, "count"] == "1", "\(id) \(kind): \(table.rows)")
      }
    },
    Row("B8", of: .reporting) { id in
      // Initial conferences over three years: 373, 267, 363; in time 90.6, 69.3 and 81 per cent.
      let office = try Office.whole("middlesbrough")
      var play = Play(toldOn: "2019-04-01")
      for (year, held, inTime) in [(2016, 373, 338), (2017, 267, 185), (2018, 363, 294)] {
        for number in 0..<held {
          try play.plan("P\(year)-\(number)", "\(year)-05-16", "strategy-discussion")
          try play.command(
            "hold-conference",
            """
            {"child":"P\(year)-\(number)","kind":"initial","on":"\(year)-06-22",\
            "strategyDiscussionOn":"\(year)-0\(number < inTime ? "6-06" : "5-16")"}
            """)
        }
      }
      try office.play(play)
      let table = try office.table("conferences-by-year", "2016-04-01", "2019-03-31")
      let years = ["2016-04-01/2017-03-31", "2017-04-01/2018-03-31", "2018-04-01/2019-03-31"]
      try #require(years.map { table["initial", "\($0) held"] } == ["373", "267", "363"], "\(id)")
      try #require(years.map { table["initial", "\($0) rate"] } == ["90.62", "69.29", "80.99"], "\(id): \(table.rows)")
    },
    Row("B9", of: .reporting) { id in
      // Plans of over two years: 19 that ended in the year, 6 at the end of March; second and later plans.
      let office = try Office.whole("middlesbrough")
      var play = Play(toldOn: "2019-04-01")
      for number in 0..<25 {
        try play.plan("L\(number)", "2016-05-01", "plan-started")
        if number < 19 { try play.plan("L\(number)", "2018-10-01", "plan-ended") }
      }
      for number in 0..<40 {
        if number < 8 {
          try play.plan("S\(number)", "2015-01-05", "plan-started")
          try play.plan("S\(number)", "2015-09-07", "plan-ended")
        }
        try play.plan("S\(number)", "2018-09-03", "plan-started")
      }
      try office.play(play)
      let table = try office.table("protection-plans", "2018-04-01", "2019-03-31")
      try #require(table["over-two-years-ended", "value"] == "19", "\(id): \(table.rows)")
      try #require(table["over-two-years-at-end", "value"] == "6" && table["begun", "value"] == "40", "\(id)")
      try #require(table["second-or-later-begun", "value"] == "8", "\(id)")
      try #require(table["second-or-later-share", "value"] == "20.00" && table["at-end", "value"] == "46", "\(id)")
      try #require(table["at-start", "value"] == "25", "\(id): 25 + 40 - 19 = 46")
    },
    Row("B13", of: .reporting) { id in
      // 96 per cent of plans for emotional abuse and neglect; seven conferences observed, each clear to the family but
      // to one parent.
      let office = try Office.whole("middlesbrough")
      var play = Play(toldOn: "2018-09-30")
      for (category, count) in [("emotional-abuse", 60), ("neglect", 36), ("physical-abuse", 3), ("sexual-abuse", 1)] {
        for number in 0..<count { try play.plan("\(category)-\(number)", "2018-06-04", "plan-started", category) }
      }
      for number in 0..<7 {
        try play.command(
          "record-activity", #"{"kind":"observation","name":"conference","on":"2018-09-1\#(number)","outcome":"clear"}"#
        )
      }
      try play.command(
        "record-activity", #"{"kind":"observation","name":"parent-view","on":"2018-09-13","outcome":"not-clear"}"#)
      try office.play(play)
      let table = try office.table("protection-plans-by-category", "2018-04-01", "2018-09-30")
      try #require(table["emotional-abuse", "share"] == "60.00" && table["neglect", "share"] == "36.00", "\(id)")
      let seen = try office.table("observations", "2018-04-01", "2018-09-30")
      try #require(seen["conference", "clear"] == "7" && seen["parent-view", "not-clear"] == "1", "\(id): \(seen.rows)")
    },
    Row("B33", of: .reporting) { id in
      // Minutes of conferences in time, and how long they took.
      let office = try Office.whole("middlesbrough")
      var play = Play(toldOn: "2018-12-31")
      for number in 0..<10 {
        try play.plan("P\(number)", "2018-05-21", "conference-requested")
        try play.command(
          "hold-conference",
          #"{"conference":"K-\#(number)","child":"P\#(number)","kind":"initial","on":"2018-06-04"}"#)
        guard number < 9 else { continue }
        let on = number < 7 ? "2018-06-06" : "2018-09-03"
        try play.command(
          "distribute-conference-record",
          #"{"conference":"K-\#(number)","child":"P\#(number)","on":"\#(on)","to":["parent"]}"#)
      }
      try office.play(play)
      let table = try office.table("conference-records", "2018-04-01", "2018-12-31")
      try #require(table["conferences", "value"] == "10" && table["distributed", "value"] == "9", "\(id)")
      try #require(table["in-timescale", "value"] == "7" && table["rate", "value"] == "70.00", "\(id): \(table.rows)")
      let quarters = try office.table("conference-records-by-quarter", "2018-04-01", "2018-12-31")
      try #require(quarters["conferences", "2018-04-01/2018-06-30"] == "10", "\(id)")
    },
  ]
}

extension Play {
  /// A step of a child protection plan.
  fileprivate mutating func plan(
    _ child: String, _ day: String, _ event: String, _ category: String = "neglect"
  ) throws {
    try publish(
      "child-protection-recorded", child,
      #"{"child":"\#(child)","on":"\#(day)","event":"\#(event)","category":"\#(category)"}"#)
  }
}
