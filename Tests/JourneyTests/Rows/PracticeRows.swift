import Contracts
import Testing

extension Row {
  /// Good practice, and what officers did, child by child and officer by officer.
  static let practice: [Row] = [
    Row("M4", of: .disputes) { id in
      let office = try Office("medway", with: .disputes)
      try office.settle()
      for (about, child) in [("letter-to-child", "C1"), ("plan-up-to-date", "C2"), ("letter-to-child", "C3")] {
        try office.challenge(
          "record-good-practice",
          #""on":"2022-04-01","about":"\#(about)","child":"\#(child)","team":"north","officer":"M-1""#)
      }
      let answer = try office.about("good-practice")
      let counts = answer["counts"]?.array?.map { "\($0["about"]?.string ?? "") \($0["count"]?.integer ?? 0)" }
      try #require(counts == ["letter-to-child 2", "plan-up-to-date 1"], "\(id)")
      try #require(answer["items"]?.array?.count == 3, "\(id)")
    },
    Row("M31", of: .disputes) { id in
      // Midway reviews, visits, talks before reviews, notifications and signs of success: each child's, each officer's.
      let office = try Office("medway", with: .disputes)
      for officer in ["M-1", "M-2"] { try office.register(officer) }
      for child in ["C1", "C2"] { try office.enter(child, on: "2022-09-01") }
      office.on("2022-09-15")
      for (command, child, officer) in [
        ("hold-midway-review", "C1", "M-1"), ("record-visit", "C1", "M-1"), ("record-pre-discussion", "C2", "M-2"),
      ] {
        try office.command(command, #"{"child":"\#(child)","on":"2022-09-15","officer":"\#(officer)"}"#)
      }
      try office.settle()
      let notified = #""kind":"formal","children":["C1"],"theme":"drift","officer":"M-1""#
      try office.raise("D1", notified)
      try office.challenge(
        "record-good-practice", #""on":"2022-09-15","about":"letter-to-child","child":"C2","officer":"M-2""#)
      try #require(
        try office.footprint(by: "officer") == ["M-1 formal-challenge 1", "M-2 good-practice 1"], "\(id)")
      try #require(try office.footprint(by: "child") == ["C1 formal-challenge 1", "C2 good-practice 1"], "\(id)")
      for (type, child, officer) in [
        ("midway-review-held", "C1", "M-1"), ("visit-recorded", "C1", "M-1"), ("pre-discussion-recorded", "C2", "M-2"),
      ] {
        let told = try office.data(type, of: child)
        try #require(told.map { $0["officer"]?.string } == [officer], "\(id)")
      }
    },
    Row("M40", of: .disputes) { id in
      // A dip sample finds no permanence plan: challenged, action agreed with its day, evidenced; the midway review is
      // brought forward.
      let office = try Office("medway", with: .disputes)
      try office.enter("C1", on: "2022-09-01")
      try office.hold("C1", on: "2022-09-28")
      try office.hold("C1", on: "2022-12-14")
      try office.command(
        "draw-sample",
        #"{"sample":"Q3","of":"second-reviews","from":"2022-10-01","to":"2022-12-31","share":90,"seed":3,"#
          + #""purpose":"permanence"}"#)
      let drawn = try office.ask("sample", #"{"sample":"Q3"}"#)["drawn"]?.array?.first?["child"]?.string
      try office.command(
        "record-finding",
        #"{"sample":"Q3","child":"C1","finding":"no-permanence-plan","grade":"requires-improvement","#
          + #""on":"2022-12-14"}"#)
      try office.settle()
      try office.raise(
        "D1",
        #""kind":"formal","children":["\#(drawn ?? "")"],"theme":"permanence","cause":"sample-finding","#
          + #""issues":["no-permanence-plan"]"#)
      try office.challenge(
        "respond-to-dispute",
        #""dispute":"D1","on":"2022-12-14","response":"agreed","actionDueOn":"2023-01-16""#)
      office.on("2023-01-12")
      try office.command("hold-midway-review", #"{"child":"C1","on":"2023-01-12"}"#)
      try office.challenge("evidence-remedy", #""dispute":"D1","on":"2023-01-12","evidence":"plan on file""#)
      let evidenced = try #require(office.disputed("remedy-evidenced").first)
      try #require(evidenced["inTime"]?.boolean == true && evidenced["daysFromAgreed"]?.integer == 29, "\(id)")
      try #require(try office.counts("cause", "issue") == ["sample-finding no-permanence-plan: 1"], "\(id)")
      let row = try #require(office.about("themes")["rows"]?.array?.first)
      try #require(row["agreed"]?.integer == 1 && row["evidenced"]?.integer == 1, "\(id)")
    },
    Row("H1", of: .disputes) { id in
      // Oversight between reviews, and drift that is challenged: child by child.
      let office = try Office("herefordshire", with: .disputes)
      for child in ["C1", "C2"] { try office.enter(child, on: "2022-09-01") }
      for (day, child) in [("2022-10-03", "C1"), ("2022-11-03", "C1"), ("2022-11-03", "C2")] {
        office.on(day)
        try office.command("record-oversight", #"{"child":"\#(child)","on":"\#(day)"}"#)
      }
      try office.settle()
      try office.raise("D1", #""kind":"informal","children":["C2"],"theme":"drift""#)
      try #require(try office.data("oversight-recorded", of: "C1").count == 2, "\(id)")
      try #require(try office.data("oversight-recorded", of: "C2").count == 1, "\(id)")
      try #require(try office.footprint(by: "child") == ["C2 informal-challenge 1"], "\(id)")
      try #require(try office.counts("theme", "child") == ["drift C2: 1"], "\(id)")
    },
    Row("H9", of: .disputes) { id in
      // The core activities that are disputes': each an event kind of its own, counted.
      let office = try Office("herefordshire", with: .disputes)
      try office.settle()
      try office.raise("D1", #""kind":"informal","children":["C1"],"theme":"drift","officer":"M-1""#)
      try office.raise("D2", #""kind":"formal","children":["C2"],"theme":"drift","officer":"M-1""#)
      try office.challenge("escalate-dispute", #""dispute":"D1","on":"2022-04-01""#)
      try office.challenge("refer-to-cafcass", #""dispute":"D2","on":"2022-04-01""#)
      try office.challenge("seek-legal-advice", #""dispute":"D2","on":"2022-04-01","from":"another-council""#)
      try office.challenge("file-court-view", #""child":"C2","on":"2022-04-01","kind":"report""#)
      try office.challenge("record-good-practice", #""on":"2022-04-01","about":"letter","officer":"M-2""#)
      let acts = try office.about("footprint", #""by":"officer""#)["acts"]?.array ?? []
      try #require(
        acts.map { "\($0["act"]?.string ?? "") \($0["count"]?.integer ?? 0)" } == [
          "cafcass-referral 1", "court-view 1", "escalation 1", "formal-challenge 1", "good-practice 1",
          "informal-challenge 1", "legal-advice 1",
        ], "\(id)")
      let types = Set(
        try [
          "dispute-raised", "dispute-escalated", "referred-to-cafcass", "legal-advice-sought", "court-view-filed",
          "good-practice-recorded",
        ].filter { try !office.disputed($0).isEmpty })
      try #require(types.count == 6, "\(id)")
    },
  ]
}
