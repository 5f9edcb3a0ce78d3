import Contracts
import Testing

// MARK: - Disputes, alerts and the officer's footprint

extension Row {
  static let reportingChallenges: [Row] = [
    Row("M31", of: .reporting) { id in
      // The tracker: midway reviews, visits, pre-discussions, disputes and signs of success, per child and per officer.
      let office = try Office.whole("medway")
      var play = Play(toldOn: "2023-01-31")
      for officer in ["O-1", "O-2"] {
        try play.command(
          "register-officer", #"{"officer":"\#(officer)","from":"2020-04-01","fte":1,"kind":"permanent"}"#)
      }
      for (child, officer) in [("C1", "O-1"), ("C2", "O-1"), ("C3", "O-2")] {
        try play.enter(child, "2022-11-01")
        try play.command("allocate-officer", #"{"child":"\#(child)","officer":"\#(officer)","on":"2022-11-02"}"#)
      }
      for (method, child, officer) in [
        ("hold-midway-review", "C1", "O-1"), ("hold-midway-review", "C2", "O-1"), ("record-visit", "C1", "O-1"),
        ("record-visit", "C1", "O-2"), ("record-pre-discussion", "C3", "O-2"), ("record-oversight", "C3", "O-2"),
      ] {
        try play.command(method, #"{"child":"\#(child)","on":"2022-12-12","officer":"\#(officer)"}"#)
      }
      try play.command(
        "raise-dispute",
        """
        {"dispute":"D-1","kind":"formal","children":["C1","C2"],"theme":"drift","raisedOn":"2022-12-14","officer":"O-1"}
        """, at: .disputes)
      try play.command(
        "record-good-practice", #"{"on":"2022-12-15","about":"direct-work","child":"C3","officer":"O-2"}"#,
        at: .disputes)
      try office.play(play)
      let children = try office.table("footprint-by-child", "2022-12-01", "2022-12-31")
      try #require(children["C1", "visit"] == "2" && children["C1", "midway-review"] == "1", "\(id): \(children.rows)")
      try #require(children["C1", "disputes"] == "1" && children["C2", "disputes"] == "1", "\(id)")
      try #require(children["C3", "pre-discussion"] == "1" && children["C3", "good-practice"] == "1", "\(id)")
      let officers = try office.table("footprint-by-officer", "2022-12-01", "2022-12-31")
      try #require(
        officers["O-1", "midway-review"] == "2" && officers["O-1", "visit"] == "1", "\(id): \(officers.rows)")
      try #require(officers["O-1", "disputes"] == "1" && officers["O-2", "visit"] == "1", "\(id)")
      let timeline = try office.ask("child", #"{"child":"C1"}"#, at: .reporting)["items"]?.array ?? []
      let types = timeline.compactMap { $0["type"]?.string }
      try #require(types.contains("dispute-raised") && types.first == "child-entered-care", "\(id)")
      try #require(Set(timeline.compactMap { $0["service"]?.string }) == ["scheduling", "disputes"], "\(id)")
    },
    Row("M37", of: .reporting) { id in
      // Table 11: 128 raised, 127 resolved, 62 (48 per cent) on poor documentation, one open; fewer than last year.
      let office = try Office.whole()
      var play = Play(toldOn: "2023-04-03")
      for number in 0..<150 { try play.challenge("L\(number)", "2021-06-01", "2021-07-01", theme: "drift") }
      for number in 0..<128 {
        let theme = number < 62 ? "poor-documentation" : number < 100 ? "drift" : "care-plan"
        try play.challenge("D\(number)", "2022-06-01", number < 127 ? "2022-06-21" : nil, theme: theme)
      }
      try office.play(play)
      let table = try office.table("disputes-raised-and-resolved", "2022-04-01", "2023-03-31")
      try #require(table["poor-documentation", "raised"] == "62", "\(id)")
      try #require(table["poor-documentation", "share"] == "48.44", "\(id)")
      try #require(table["care-plan", "open-at-end"] == "1" && table["care-plan", "average-days"] == "20.00", "\(id)")
      try #require(table.column("resolved").values.compactMap { Int($0) }.reduce(0, +) == 127, "\(id)")
      let change = try office.table("figures-against-last-year", "2022-04-01", "2023-03-31")
      try #require(
        change["disputes-raised", "last-year"] == "150" && change["disputes-raised", "change"] == "-22", "\(id)")
      try #require(change["disputes-resolved", "this-year"] == "127", "\(id)")
    },
    Row("W25", of: .reporting) { id in
      // Twelve uses: ten informal, one formal, one themed; one went to stage two, none to senior managers.
      let office = try Office.whole()
      var play = Play(toldOn: "2023-04-03")
      for number in 0..<12 {
        let kind = number < 10 ? "informal" : number == 10 ? "formal" : "themed"
        try play.raise("D\(number)", "2022-09-01", kind: kind, theme: "drift", #","stage":"stage-one""#)
      }
      try play.command("escalate-dispute", #"{"dispute":"D10","stage":"stage-two","on":"2022-09-20"}"#, at: .disputes)
      try office.play(play)
      let kinds = try office.table("disputes-by-kind", "2022-04-01", "2023-03-31").column("disputes")
      try #require(kinds == ["informal": "10", "formal": "1", "themed": "1"], "\(id)")
      let stages = try office.table("disputes-by-kind-and-stage", "2022-04-01", "2023-03-31")
      try #require(stages["formal", "stage-two"] == "1" && stages["informal", "stage-one"] == "10", "\(id)")
      try #require(!stages.columns.contains("senior-management"), "\(id)")
      let quarters = try office.table("disputes-by-kind-by-quarter", "2022-04-01", "2023-03-31")
      try #require(quarters["informal", "2022-07-01/2022-09-30"] == "10", "\(id)")
    },
    Row("T22", of: .reporting) { id in
      // Eleven completed, all about the plan's progress, all resolved; none to the director or Cafcass.
      let office = try Office.whole()
      var play = Play(toldOn: "2022-04-04")
      for number in 0..<11 {
        try play.raise(
          "D\(number)", "2021-09-01", kind: number < 7 ? "informal" : "formal", theme: "plan-progress",
          #","stage":"team-manager""#)
        try play.resolve("D\(number)", "2021-09-15")
      }
      try office.play(play)
      let outcomes = try office.table("disputes-by-outcome", "2021-04-01", "2022-03-31").column("disputes")
      try #require(outcomes == ["resolved": "11"], "\(id)")
      let themes = try office.table("disputes-by-theme-and-stage", "2021-04-01", "2022-03-31")
      try #require(themes.columns == ["theme", "team-manager"], "\(id): the highest level reached")
      try #require(themes["plan-progress", "team-manager"] == "11", "\(id)")
      try #require(try office.figure("disputes-referred-to-cafcass", "2021-04-01", "2022-03-31") == "0", "\(id)")
      let kinds = try office.table("disputes-by-kind-outcome", "2021-04-01", "2022-03-31")
      try #require(kinds["informal", "resolved"] == "7" && kinds["formal", "resolved"] == "4", "\(id)")
    },
    Row("B21", of: .reporting) { id in
      // 152 alerts from April to September 2018, by reason and level of escalation, and by half-year.
      let office = try Office.whole()
      var play = Play(toldOn: "2019-04-01")
      for number in 0..<152 {
        let theme = ["drift", "late-papers", "visits"][number % 3]
        try play.raise(
          "A\(number)", "2018-\(number < 100 ? "05" : "08")-14", kind: "alert", theme: theme, #","stage":"level-1""#)
        guard number < 30 else { continue }
        try play.command(
          "escalate-dispute", #"{"dispute":"A\#(number)","stage":"level-2","on":"2018-09-03"}"#, at: .disputes)
      }
      for number in 0..<20 {
        try play.raise("B\(number)", "2018-11-05", kind: "alert", theme: "drift", #","stage":"level-1""#)
      }
      try office.play(play)
      let table = try office.table("alerts-by-theme-and-stage-by-half-year", "2018-04-01", "2019-03-31")
      let (first, second) = ("2018-04-01/2018-09-30", "2018-10-01/2019-03-31")
      try #require(
        table["drift", "\(first) level-1"] == "41" && table["drift", "\(first) level-2"] == "10", "\(id): \(table)")
      try #require(table["visits", "\(first) level-1"] == "40" && table["drift", "\(second) level-1"] == "20", "\(id)")
      let half = try office.table("alerts-by-theme-and-stage", "2018-04-01", "2018-09-30")
      try #require(half.rows.flatMap { $0.dropFirst().compactMap { Int($0) } }.reduce(0, +) == 152, "\(id)")
    },
    Row("B23", of: .reporting) { id in
      // 62 formal challenges from January to March 2019; what is "other" is told apart.
      let office = try Office.whole()
      var play = Play(toldOn: "2019-04-01")
      let themes = [
        ("drift", "care-plan-delay", 20), ("late-papers", "report-missing", 25), ("other", "passport-missing", 9),
        ("other", "school-transport", 8),
      ]
      for (theme, problem, count) in themes {
        for number in 0..<count {
          try play.raise("\(problem)-\(number)", "2019-02-04", theme: theme, #","problem":"\#(problem)""#)
        }
      }
      try office.play(play)
      let table = try office.table("disputes-by-theme-and-problem", "2019-01-01", "2019-03-31")
      let other = table.rows.filter { $0[0] == "other" }.map { Array($0.dropFirst()) }
      try #require(
        other == [["passport-missing", "9", "14.52"], ["school-transport", "8", "12.90"]], "\(id): \(other)")
      try #require(try office.figure("disputes-raised", "2019-01-01", "2019-03-31") == "62", "\(id)")
    },
  ]
}

extension Play {
  /// A challenge that is raised and perhaps ends.
  fileprivate mutating func challenge(_ id: String, _ raised: String, _ ended: String?, theme: String) throws {
    try raise(id, raised, theme: theme)
    if let ended { try resolve(id, ended) }
  }
}
