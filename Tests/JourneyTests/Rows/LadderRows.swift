import Contracts
import Testing

extension Row {
  /// Where challenges start, how they rise, and how they are followed to their end.
  static let ladders: [Row] = [
    Row("M36", of: .disputes) { id in
      let office = try Office("medway", with: .disputes)
      try office.settle()
      // Any start, by severity; nobody's permission is asked.
      for stage in 1...4 {
        let raised = try office.raise(
          "D\(stage)", #""kind":"formal","stage":"stage-\#(stage)","children":["C1"],"theme":"drift","officer":"M-1""#)
        try #require(raised["stage"]?.string == "stage-\(stage)", "\(id)")
      }
      office.on("2022-04-04")
      try office.challenge("escalate-dispute", #""dispute":"D1","stage":"stage-3","on":"2022-04-04""#)
      try office.challenge("refer-to-cafcass", #""dispute":"D2","on":"2022-04-04""#)
      try office.challenge(
        "seek-legal-advice", #""dispute":"D2","on":"2022-04-04","from":"another-council","sealed":"Is it lawful?""#)
      let advice = try #require(office.disputed("legal-advice-sought").first)
      try #require(advice["from"]?.string == "another-council", "\(id)")
      let hash = try #require(advice["sealed"]?.string)
      try #require(!hash.contains("lawful"), "\(id)")
      let text = try office.ask("sealed", #"{"hash":"\#(hash)"}"#, at: .disputes)["text"]?.string
      try #require(text == "Is it lawful?", "\(id)")
      try #require(try office.disputed("referred-to-cafcass").map { $0["dispute"]?.string } == ["D2"], "\(id)")
      try #require(
        try office.counts("started-at", "stage") == [
          "stage-1 stage-3: 1", "stage-2 stage-2: 1", "stage-3 stage-3: 1", "stage-4 stage-4: 1",
        ], "\(id)")
    },
    Row("W25", of: .disputes) { id in
      // Ten informal, one formal, one themed; one to stage two, none to senior managers.
      let office = try Office("westminster", with: .disputes)
      try office.settle()
      for number in 1...12 {
        let kind = number <= 10 ? "informal" : number == 11 ? "formal" : "themed"
        try office.raise("D\(number)", #""kind":"\#(kind)","children":["C1"],"theme":"t-\#(number)""#)
      }
      try office.challenge("escalate-dispute", #""dispute":"D11","stage":"stage-2","on":"2022-04-01""#)
      let escalated = try office.disputed("dispute-escalated")
      try #require(escalated.map { $0["stage"]?.string } == ["stage-2"], "\(id)")
      try #require(
        try office.counts("kind", "stage") == ["formal stage-2: 1", "informal informal: 10", "themed service: 1"],
        "\(id)")
    },
    Row("W37", of: .disputes) { id in
      let office = try Office("westminster", with: .disputes)
      try office.settle()
      for (number, day) in ["2022-05-03", "2022-05-10", "2022-06-01"].enumerated() {
        office.on(day)
        try office.raise(
          "D\(number)",
          #""kind":"informal","children":["C\#(number)"],"theme":"late-reports","team":"north","officer":"M-1""#)
      }
      // The tracker proposes the theme to the senior role that the profile names; it is declared, and raised upward.
      let proposed = try #require(office.disputed("theme-proposed").first)
      try #require(proposed["to"]?.string == "head-of-safeguarding-and-quality-assurance", "\(id)")
      try office.challenge(
        "declare-theme",
        #""theme":"late-reports","team":"north","on":"2022-06-01","to":"head-of-safeguarding-and-quality-assurance""#)
      let declared = try #require(office.disputed("theme-declared").first)
      try #require(declared["because"]?.string == "pattern", "\(id)")
      try #require(declared["disputes"]?.array?.compactMap(\.string) == ["D0", "D1", "D2"], "\(id)")
      try office.raise("T1", #""kind":"themed","children":[],"theme":"late-reports","team":"north""#)
      try office.challenge("escalate-dispute", #""dispute":"T1","on":"2022-06-01""#)
      try #require(
        try office.disputed("dispute-escalated").map { $0["stage"]?.string } == ["senior-management"], "\(id)")
      let raised = try office.about("themes")["raisedThemes"]?.array ?? []
      try #require(raised.map { $0["because"]?.string } == [nil, "pattern"], "\(id)")
      // Each is followed until it ends.
      func open() throws -> [String?] {
        (try office.ask("ladder", at: .disputes)["items"]?.array ?? []).map { $0["dispute"]?.string }
      }
      try #require(Set(try open()) == ["D0", "D1", "D2", "T1"], "\(id)")
      for dispute in ["D0", "D1", "D2", "T1"] { try office.resolve(dispute) }
      try #require(try open() == [], "\(id)")
    },
    Row("T22", of: .disputes) { id in
      // Eleven, all informal, all about the plan's progress, all resolved; none to the Director or Cafcass.
      let office = try Office("thurrock", with: .disputes)
      try office.settle()
      for number in 1...11 {
        let raised = try office.raise(
          "D\(number)", #""kind":"informal","children":["C\#(number)"],"theme":"plan-progress","officer":"M-1""#)
        try #require(raised["stage"]?.string == "informal" && raised["officer"]?.string == "M-1", "\(id)")
        // The officer is personally responsible: nobody else takes it back, not the child either.
        let refused = try office.refusal {
          try office.resolve("D\(number)", "withdrawn", #","by":{"role":"child","id":"C\#(number)"}"#)
        }
        try #require(refused == "not-its-author /by/id", "\(id)")
        try office.resolve("D\(number)")
      }
      try #require(
        try office.counts("theme", "stage", "outcome") == ["plan-progress informal resolved: 11"], "\(id)")
      let row = try office.about("dispute-counts", #""by":["theme"]"#)["items"]?.array?.first
      try #require(row?["cafcass"]?.integer == 0 && row?["escalated"]?.integer == 0, "\(id)")
      // Informal first, formal where it does not help.
      try office.raise("D12", #""kind":"informal","children":["C1"],"theme":"plan-progress""#)
      try office.challenge("escalate-dispute", #""dispute":"D12","on":"2022-04-01""#)
      try #require(try office.disputed("dispute-escalated").map { $0["stage"]?.string } == ["formal"], "\(id)")
    },
    Row("B21", of: .disputes) { id in
      // Alerts by reason, level and half-year.
      let office = try Office("middlesbrough", with: .disputes)
      office.on("2018-11-01")
      try office.settle()
      let alerts = [
        ("A1", "2018-05-01", "paperwork"), ("A2", "2018-06-01", "paperwork"), ("A3", "2018-09-28", "assessment"),
        ("A4", "2018-10-01", "paperwork"),
      ]
      for (dispute, day, reason) in alerts {
        try office.challenge(
          "raise-dispute",
          #""dispute":"\#(dispute)","kind":"alert","children":["C1"],"theme":"compliance","issues":["\#(reason)"],"#
            + #""raisedOn":"\#(day)""#)
      }
      try office.challenge("escalate-dispute", #""dispute":"A2","on":"2018-06-15""#)
      let year = #""from":"2018-04-01","to":"2019-03-31""#
      try #require(
        try office.counts("issue", "stage", "half-year", in: year) == [
          "assessment alert 2018-04: 1", "paperwork alert 2018-04: 1", "paperwork alert 2018-10: 1",
          "paperwork formal 2018-04: 1",
        ], "\(id)")
    },
  ]
}
