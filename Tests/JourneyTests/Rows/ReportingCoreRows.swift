import Contracts
import Testing

private let year = #""from":"2022-04-01","to":"2023-03-31""#

extension Office {
  /// Asks Reporting, after it has followed all that was told.
  fileprivate func report(_ question: String, _ params: String = "{}") throws -> JSON {
    try settle()
    return try ask(question, params, at: .reporting)
  }

  /// Gives Reporting a command.
  @discardableResult
  fileprivate func tell(_ method: String, _ params: String) throws -> JSON {
    try command(method, params, at: .reporting)
  }
}

/// What Reporting itself keeps, and what its figures can be held to.
extension Row {
  static let reportingCore: [Row] = plan + standards

  private static let plan: [Row] = [
    Row("M47", of: .reporting) { id in
      let office = try Office("medway", with: .reporting)
      office.on("2023-03-01")
      for number in 1...11 {
        let category = ["contact", "placement", "education"][number % 3]
        try office.tell(
          "record-impact", #"{"category":"\#(category)","on":"2022-09-\#(9 + number)","example":"Example \#(number)"}"#)
      }
      let answer = try office.ask("impacts", "{\(year)}", at: .reporting)
      try #require(answer["impacts"]?.array?.count == 11, "\(id)")
      let counts = answer["categories"]?.array?.map {
        "\($0["category"]?.string ?? "") \($0["examples"]?.integer ?? 0)"
      }
      try #require(counts == ["contact 3", "education 4", "placement 4"], "\(id)")
      try #require(try office.told("impact-recorded", at: .reporting).count == 11, "\(id)")
      try #require(answer["impacts"]?.array?.allSatisfy { $0["child"] == nil } == true, "\(id)")
    },
    Row("M51", of: .reporting) { id in
      let office = try Office("medway", with: .reporting)
      office.on("2023-10-02")
      let recommended = try office.tell(
        "set-action",
        """
        {"priority":"participation","area":"reviews","outcome":"more children chair their reviews",\
        "lead":"service-manager","timescale":"by March 2024","dueOn":"2024-03-31"}
        """)
      let action = try #require(recommended["action"]?.string)
      try office.tell("set-action", #"{"priority":"voice","outcome":"o","lead":"officer","timescale":"2024"}"#)
      office.on("2024-01-15")
      try office.tell(
        "progress-action", #"{"action":"\#(action)","on":"2024-01-15","status":"under-way","note":"a pilot has begun"}"#
      )
      let plan = try #require(try office.ask("actions", "{}", at: .reporting)["actions"]?.array)
      try #require(plan.count == 2, "\(id)")
      let one = try #require(plan.first { $0["action"]?.string == action }, "\(id)")
      try #require(one["status"]?.string == "under-way" && one["dueOn"]?.string == "2024-03-31", "\(id)")
      try #require(one["progress"]?.array?.first?["note"]?.string == "a pilot has begun", "\(id)")
      try #require(try office.told("action-progressed", at: .reporting).count == 1, "\(id)")
    },
    Row("M52", of: .reporting) { id in
      let office = try Office("medway", with: .reporting)
      for (day, likelihood, impact) in [("2022-10-03", "A", "II"), ("2023-03-01", "C", "III")] {
        office.on(day)
        try office.tell(
          "rate-risk",
          """
          {"risk":"R-1","title":"caseloads above the guide","likelihood":"\(likelihood)","impact":"\(impact)",\
          "owner":"head-of-service","mitigation":"an agency officer"}
          """)
      }
      try office.tell(
        "rate-risk",
        #"{"risk":"R-2","title":"t","likelihood":"B","impact":"I","owner":"officer","mitigation":"m"}"#)
      let risks = try #require(try office.ask("risks", "{}", at: .reporting)["risks"]?.array)
      try #require(risks.map { $0["risk"]?.string } == ["R-2", "R-1"], "\(id)")
      try #require(risks[1]["likelihood"]?.string == "C" && risks[1]["impact"]?.string == "III", "\(id)")
      try #require(risks[1]["before"]?.array?.first?["on"]?.string == "2022-10-03", "\(id)")
      try #require(throws: (any Error).self, "\(id)") {
        try office.tell(
          "rate-risk", #"{"title":"t","likelihood":"E","impact":"V","owner":"officer","mitigation":"m"}"#)
      }
    },
    Row("B15", of: .reporting) { id in
      let office = try Office("middlesbrough", with: .reporting)
      office.on("2022-11-01")
      let learnt = try office.tell(
        "set-action",
        """
        {"priority":"multi-agency audit S-1","area":"audits","outcome":"plans name the school",\
        "lead":"audit-group","timescale":"next meeting"}
        """)
      let action = try #require(learnt["action"]?.string)
      office.on("2023-02-01")
      try office.tell("progress-action", #"{"action":"\#(action)","on":"2023-02-01","status":"done"}"#)
      let done = try office.ask("actions", #"{"status":"done"}"#, at: .reporting)["actions"]?.array
      try #require(done?.first?["priority"]?.string == "multi-agency audit S-1", "\(id)")
      try #require(done?.first?["lead"]?.string == "audit-group", "\(id)")
    },
  ]

  private static let standards: [Row] = [
    Row("M8", of: .reporting) { id in
      let office = try Office("medway", with: .reporting)
      for (child, miles) in [("C1", 31), ("C2", 4), ("C3", 8)] {
        let placement = #"{"placement":{"type":"U6","provider":"PR1","distanceMiles":\#(miles)}}"#
        try office.enter(child, on: "2020-06-01", placement)
      }
      office.on("2022-06-01")
      try office.publish(
        "placement-changed",
        """
        {"child":"C2","changedOn":"2022-06-01","reasonForPlacementChange":"CARPL",\
        "placement":{"type":"K2","provider":"PR4","distanceMiles":25}}
        """)
      office.on("2023-06-01")
      for (set, value) in [("statistical-neighbours", 18), ("south-east", 22)] {
        try office.tell(
          "load-benchmark",
          #"{"set":"\#(set)","figure":"placed-over-20-miles-rate","year":2023,"value":\#(value),"source":"DfE"}"#)
      }
      let figure = try office.report("benchmarks", "{\(year)}")["figures"]?.array?.first
      try #require(figure?["value"]?.text == "66.67", "\(id)")
      let comparators = figure?["benchmarks"]?.array?.map { "\($0["set"]?.string ?? "") \($0["value"]?.text ?? "")" }
      try #require(comparators == ["south-east 22", "statistical-neighbours 18"], "\(id)")
      try #require(figure?["earlier"]?.array?.last?["change"]?.text == "33.34", "\(id): two years' change")
    },
    Row("W17", of: .reporting) { id in
      let office = try Office("westminster", with: .reporting)
      let asked = try office.ask("definitions", #"{"names":["reviews-held","reviews-by-month"]}"#, at: .reporting)
      let definitions = try #require(asked["definitions"]?.array, "\(id)")
      try #require(definitions.map { $0["version"]?.integer } == [1, 1], "\(id)")
      try #require(definitions[0]["definition"]?.string == "reviews complete within the period", "\(id)")
      try #require(definitions[0]["validFrom"]?.string != nil && definitions[0]["rounding"]?.string != nil, "\(id)")
      try office.enter("C1", on: "2022-05-02")
      try office.hold("C1", on: "2022-05-20")
      let report = try office.report("annual-report", #"{\#(year),"format":"json"}"#)
      let annex = try #require(report["definitions"]?.array, "\(id)")
      let printed = Set((report["figures"]?.array ?? []).compactMap { $0["name"]?.string })
      try #require(printed.isSubset(of: Set(annex.compactMap { $0["figure"]?.string })), "\(id)")
    },
    Row("B25", of: .reporting) { id in
      let office = try Office("middlesbrough", with: .disputes, .reporting)
      try office.enter("C1", on: "2022-04-04")
      try office.hold("C1", on: "2022-04-28")
      try office.hold("C1", on: "2022-07-20")
      for (dispute, day) in [("D-1", "2022-05-10"), ("D-2", "2022-08-10")] {
        office.on(day)
        try office.command(
          "raise-dispute",
          #"{"dispute":"\#(dispute)","kind":"alert","children":["C1"],"theme":"drift","raisedOn":"\#(day)"}"#,
          at: .disputes)
      }
      office.on("2022-10-04")
      try office.tell("set-target", #"{"figure":"reviews-held","value":1,"direction":"at-least","from":"2022-04-01"}"#)
      // The profile raises alerts by itself too.
      let disputes = try office.told("dispute-raised", at: .disputes).compactMap { $0["data"]?["raisedOn"]?.string }
      try #require(disputes.count >= 2, "\(id)")
      for (from, to) in [("2022-04-01", "2022-06-30"), ("2022-07-01", "2022-09-30")] {
        let raised = disputes.count { from <= $0 && $0 <= to }
        let quarter = #""from":"\#(from)","to":"\#(to)""#
        let pack = try office.report("annual-report", #"{\#(quarter),"format":"json"}"#)
        let figures = pack["figures"]?.array ?? []
        func value(_ name: String) -> Int? { figures.first { $0["name"]?.string == name }?["value"]?.integer }
        try #require(value("reviews-held") == 1 && value("disputes-raised") == raised, "\(id)")
        try #require(pack["targets"]?.array?.first?["met"]?.boolean == true, "\(id)")
        let open = (pack["residuals"]?.array ?? []).compactMap { $0["residual"]?.string }
        let accepted = open.map { #"{"residual":"\#($0)","reason":"known"}"# }.joined(separator: ",")
        try office.tell("sign-off-report", #"{\#(quarter),"accepted":[\#(accepted)]}"#)
      }
      let signed = try office.ask("signed-reports", "{}", at: .reporting)["reports"]?.array
      try #require(Set((signed ?? []).compactMap { $0["from"]?.string }) == ["2022-04-01", "2022-07-01"], "\(id)")
    },
    Row("B29", of: .reporting) { id in
      let office = try Office("middlesbrough", with: .reporting)
      try office.enter("C1", on: "2022-04-04")
      office.on("2022-04-25")
      try office.command("record-visit", #"{"child":"C1","on":"2022-04-25"}"#)
      let review = try office.hold("C1", on: "2022-04-28")
      office.on("2022-05-16")
      try office.command("complete-record", #"{"review":"\#(review)","completedOn":"2022-05-16"}"#)
      // An audit that comes after the review misses the target; without any, nobody could say that it is missed.
      let audited = #"{"child":"C1","review":"\#(review)","form":"monitoring","items":[{"item":"papers","met":true}]}"#
      try office.command("complete-audit", audited)
      office.on("2023-06-01")
      let targets = [
        ("seen-before-review-rate", 95), ("conferences-in-timescale-rate", 98), ("reviews-in-timescale-rate", 98),
        ("audits-complete-rate", 95), ("records-in-timescale-rate", 100),
      ]
      for (figure, value) in targets {
        try office.tell(
          "set-target", #"{"figure":"\#(figure)","value":\#(value),"direction":"at-least","from":"2022-04-01"}"#)
      }
      let answer = try #require(try office.report("targets", "{\(year)}")["targets"]?.array)
      let met = Dictionary(answer.map { ($0["figure"]?.string ?? "", $0["met"]?.boolean) }) { $1 }
      try #require(met.count == 5, "\(id)")
      try #require(met["reviews-in-timescale-rate"] == true && met["seen-before-review-rate"] == true, "\(id)")
      try #require(met["records-in-timescale-rate"] == true && met["audits-complete-rate"] == false, "\(id)")
      try #require(answer.first { $0["figure"]?.string == "audits-complete-rate" }?["gap"]?.text == "-95.00", "\(id)")
    },
  ]
}
