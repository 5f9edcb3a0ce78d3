import Contracts
import Testing

extension Office {
  /// One person's answers to a survey, on a day that has come; a child where the name begins with C.
  fileprivate func answer(_ survey: String, _ who: String, _ answers: [(String, String)]) throws {
    let list = answers.map { #"{"question":"\#($0)","answer":"\#($1)"}"# }.joined(separator: ",")
    let person = who.hasPrefix("C") ? "child" : "respondent"
    try hear("answer-survey", #"{"survey":"\#(survey)","on":"\#(today)","\#(person)":"\#(who)","answers":[\#(list)]}"#)
  }

  /// How a survey was answered: each question with how many people gave which answer.
  fileprivate func answers(_ survey: String) throws -> [String] {
    let item = try heard("surveys", #"{"survey":"\#(survey)"}"#)["items"]?.array?.first
    return item?["questions"]?.array?.map { question in
      let answers = question["answers"]?.array?.map { "\($0["answer"]?.string ?? "") \($0["people"]?.integer ?? 0)" }
      return "\(question["question"]?.string ?? "") of \(question["people"]?.integer ?? 0): "
        + (answers ?? []).joined(separator: ", ")
    } ?? []
  }
}

extension Row {
  /// What children and others said, and what became of it.
  static let saying: [Row] = [
    Row("M48", of: .participation) { id in
      let office = try Office.hearing("medway", "C2", "C3")
      office.on("2022-07-01")
      try office.hear(
        "open-survey",
        #"{"survey":"summer-2022","questions":["happy-with-officer","what-matters"],"opensOn":"2022-07-01","#
          + #""closesOn":"2022-08-31"}"#)
      for (child, happy, theme) in [("C1", "yes", "family-time"), ("C2", "yes", "moving"), ("C3", "no", "family-time")]
      {
        try office.answer("summer-2022", child, [("happy-with-officer", happy), ("what-matters", theme)])
      }
      let answers = try office.answers("summer-2022")
      try #require(
        answers == ["happy-with-officer of 3: no 1, yes 2", "what-matters of 3: family-time 2, moving 1"],
        "\(id): \(answers)")
      office.on("2022-09-01")
      try #require(throws: Refusal.self, "\(id)") {
        try office.answer("summer-2022", "somebody", [("what-matters", "late")])
      }
    },
    Row("M49", of: .participation) { id in
      let office = try Office.hearing("medway")
      office.on("2022-09-05")
      for (from, kind, about) in [
        ("health", "praise", "challenge"), ("school", "comment", "timeliness"), ("school", "comment", "timeliness"),
        ("carer", "concern", "letters"),
      ] {
        try office.hear(
          "record-feedback", #"{"from":"\#(from)","kind":"\#(kind)","on":"2022-09-05","about":"\#(about)"}"#)
      }
      let rows = try office.heard("feedback", "rows", ["from", "kind", "about", "times"])
      try #require(
        rows == ["carer concern letters 1", "health praise challenge 1", "school comment timeliness 2"],
        "\(id): \(rows)")
    },
    Row("W20", of: .participation) { id in
      let office = try Office.hearing("westminster")
      try office.hold("C1", on: "2022-04-26")
      try office.settle()
      for (from, child) in [
        ("child", #","child":"C1""#), ("parent", #","child":"C1""#), ("carer", ""), ("professional", ""),
      ] {
        try office.hear(
          "record-feedback",
          #"{"from":"\#(from)","kind":"comment","on":"2022-04-26","about":"review-observed"\#(child)}"#)
      }
      let made = try office.hear(
        "make-promise",
        #"{"child":"C1","to":"child","words":"we ask first","owner":"manager","dueOn":"2022-05-31","on":"2022-04-26"}"#
      )
      let promise = try #require(made["promise"]?.string, "\(id)")
      office.on("2022-05-20")
      try office.hear("keep-promise", #"{"promise":"\#(promise)","on":"2022-05-20","proof":"seen at the next review"}"#)
      let rows = try office.heard("feedback", "rows", ["from", "about", "times"])
      let roles = ["carer", "child", "parent", "professional"]
      try #require(rows == roles.map { "\($0) review-observed 1" }, "\(id): \(rows)")
      let voice = try office.heard("voice", #"{"child":"C1"}"#)
      try #require(voice["promises"]?.array?.first?["state"]?.string == "kept", "\(id)")
    },
    Row("T14", of: .participation) { id in
      let office = try Office.hearing("thurrock")
      try office.hold("C1", on: "2022-04-26")
      try office.settle()
      try office.hear(
        "record-feedback",
        #"{"from":"child","kind":"praise","on":"2022-04-26","child":"C1","review":"C1-R1","#
          + #""about":"how-the-review-was"}"#
      )
      for (kind, words) in [("place", "at home"), ("mode", "in person"), ("time", "after school")] {
        try office.hear(
          "record-preference", #"{"child":"C1","on":"2022-04-26","kind":"\#(kind)","text":"\#(words)"}"#)
      }
      let voice = try office.heard("voice", #"{"child":"C1"}"#)
      try #require(voice["feedback"]?.array?.first?["about"]?.string == "how-the-review-was", "\(id)")
      // It stands beside the next review, for whoever books it.
      try #require(voice["nextReviewOn"] != nil, "\(id)")
      try #require(voice["preferences"]?.array?.map { $0["kind"]?.string } == ["place", "mode", "time"], "\(id)")
      let rows = try office.heard("feedback", "rows", ["from", "kind", "about", "times"])
      try #require(rows == ["child praise how-the-review-was 1"], "\(id): \(rows)")
    },
    Row("T24", of: .participation) { id in
      let office = try Office.hearing("thurrock", "C2", "C3", "C4")
      office.on("2022-09-05")
      let questions = ["knows-officer", "felt-listened-to", "understood-the-plan"]
      let list = questions.map { "\"\($0)\"" }.joined(separator: ",")
      try office.hear("open-survey", #"{"survey":"reviews","questions":[\#(list)]}"#)
      for (child, answers) in [
        ("C1", ["yes", "yes", "sort-of"]), ("C2", ["yes", "sort-of", "no"]), ("C3", ["no", "yes"]), ("C4", ["yes"]),
      ] {
        try office.answer("reviews", child, Array(zip(questions, answers)))
      }
      let answers = try office.answers("reviews")
      let expected = [
        "knows-officer of 4: no 1, yes 3", "felt-listened-to of 3: sort-of 1, yes 2",
        "understood-the-plan of 2: no 1, sort-of 1",
      ]
      try #require(answers == expected, "\(id): \(answers)")
    },
    Row("T25", of: .participation) { id in
      let office = try Office.hearing("thurrock")
      office.on("2022-09-05")
      try office.answer("reviews", "C1", [("understood-the-plan", "no")])
      for (promise, words) in [
        ("less-jargon", "plain words"), ("what-we-agreed", "a section of what we agreed we will do"),
      ] {
        try office.hear(
          "make-promise",
          #"{"promise":"\#(promise)","survey":"reviews","to":"children","words":"\#(words)","owner":"manager","#
            + #""dueOn":"2022-10-31","on":"2022-09-05"}"#)
      }
      office.on("2022-10-10")
      try office.hear("keep-promise", #"{"promise":"less-jargon","on":"2022-10-10","proof":"the new letter"}"#)
      try office.turn(to: "2022-11-02")
      let promises = try office.heard("promises", "items", ["promise", "survey", "state", "proof"], "{}")
      try #require(
        promises == ["less-jargon reviews kept the new letter", "what-we-agreed reviews late -"], "\(id): \(promises)")
      try #require(
        try office.toldHere("promise-late").map { $0["promise"]?.string } == ["what-we-agreed"], "\(id)")
    },
    Row("T31", of: .participation) { id in
      let office = try Office.hearing("thurrock")
      office.on("2022-09-05")
      for (day, yes) in [("young-voices-spring", 2), ("young-voices-summer", 3)] {
        try office.hear("open-survey", #"{"survey":"\#(day)","questions":["heard"],"opensOn":"2022-09-05"}"#)
        for number in 1...4 {
          try office.answer(day, "young-person-\(number)", [("heard", number <= yes ? "yes" : "no")])
        }
      }
      try #require(try office.answers("young-voices-spring") == ["heard of 4: no 2, yes 2"], "\(id)")
      try #require(try office.answers("young-voices-summer") == ["heard of 4: no 1, yes 3"], "\(id)")
    },
    Row("T32", of: .participation) { id in
      let office = try Office.hearing("thurrock", "C2")
      for (child, token) in [("C1", "QR-7K-11"), ("C2", "QR-7K-12")] {
        try office.hold(child, on: "2022-04-26")
        office.on("2022-05-10")
        try office.command(
          "issue-letter", #"{"review":"\#(child)-R1","on":"2022-05-10","format":"letter","token":"\#(token)"}"#)
      }
      try office.settle()
      let said = #"{"from":"child","kind":"comment","on":"2022-05-10","token":"QR-7K-11","about":"the-letter"}"#
      try office.publish("feedback-recorded", said, at: .participation)
      try #require(throws: Refusal.self, "\(id): a code that nobody was given") {
        try office.publish(
          "feedback-recorded", #"{"from":"child","kind":"comment","on":"2022-05-10","token":"QR-00-00"}"#,
          at: .participation)
      }
      let letters = try office.heard("feedback")["letters"]
      try #require(letters == (try JSON.read(Array(#"{"issued":2,"answered":1,"rate":50}"#.utf8))), "\(id)")
      let told = try office.toldHere("feedback-recorded")
      try #require(told.count == 1 && told[0]["child"] == nil, "\(id): the child is not named")
      let voice = try office.heard("voice", #"{"child":"C1"}"#)
      try #require(voice["letters"]?.array?.first?["answeredOn"]?.string == "2022-05-10", "\(id)")
    },
    Row("B28", of: .participation) { id in
      let office = try Office.hearing("middlesbrough")
      office.on("2022-09-05")
      for (from, about) in [("parent", "meeting-time"), ("carer", "reports-late"), ("child", "too-many-people")] {
        try office.hear(
          "record-feedback", #"{"from":"\#(from)","kind":"comment","on":"2022-09-05","about":"\#(about)"}"#)
      }
      for (promise, due) in [("P-times", "2022-10-31"), ("P-reports", "2022-12-31"), ("P-people", "2022-10-31")] {
        try office.hear(
          "make-promise",
          #"{"promise":"\#(promise)","to":"parents","words":"we will","owner":"manager","dueOn":"\#(due)","#
            + #""on":"2022-09-05"}"#
        )
      }
      office.on("2022-11-07")
      try office.hear("keep-promise", #"{"promise":"P-times","on":"2022-11-07","proof":"times are asked for"}"#)
      try office.hear("keep-promise", #"{"promise":"P-people","on":"2022-11-07","outcome":"dropped"}"#)
      let promises = try office.heard("promises", "items", ["promise", "state", "keptLate"], "{}")
      try #require(
        promises == ["P-people dropped true", "P-times kept true", "P-reports open -"], "\(id): \(promises)")
      let rows = try office.heard("feedback", "rows", ["from", "about"])
      try #require(rows == ["carer reports-late", "child too-many-people", "parent meeting-time"], "\(id): \(rows)")
    },
  ]
}
