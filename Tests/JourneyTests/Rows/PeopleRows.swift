import Contracts
import Testing

extension Row {
  static let people: [Row] = team + loads + choices
}

// MARK: - The team

extension Row {
  private static let team: [Row] = [
    Row("M5") { id in
      let office = try Office("medway")
      for (officer, since) in [("M-1", "2015-01-05"), ("M-2", "2019-09-02"), ("M-3", "2022-05-16")] {
        let profile = #","qualifiedOn":"2009-07-01","skills":["asylum"],"teams":["north"]"#
        try office.engage(officer, from: max(since, "2018-04-01"), profile + #","inPostSince":"\#(since)""#)
      }
      let told = try office.ask("officers", #"{"on":"2023-03-31"}"#)
      let first = try #require(told["officers"]?.array?.first)
      try #require(
        first["qualifiedOn"]?.string == "2009-07-01" && first["inPostSince"]?.string == "2015-01-05", "\(id)")
      try #require(first["skills"] == .strings(["asylum"]) && first["teams"] == .strings(["north"]), "\(id)")
      try #require(told["overTwelveMonths"]?.integer == 2 && told["officers"]?.array?.count == 3, "\(id)")
      // Diversity, seniority and recruitment are counted, and nobody is named.
      for (officer, sex, ethnicity) in [("M-1", "F", "WBRI"), ("M-2", "M", "BAFR"), ("M-3", "F", "WBRI")] {
        let background = #"{"grade":"team-manager","experience":["former-manager"],"sex":"\#(sex)","#
        try office.command(
          "change-officer",
          #"{"officer":"\#(officer)","from":"2022-05-16","background":\#(background)"ethnicity":"\#(ethnicity)"}}"#)
      }
      try office.command("record-activity", #"{"kind":"recruitment","on":"2022-04-01","outcome":"appointed"}"#)
      let team = try office.ask("workforce", #"{"on":"2023-03-31","since":"2022-04-01"}"#)
      func counts(_ member: String, _ name: String) -> [String] {
        (team[member]?.array ?? []).map { "\($0[name]?.string ?? "-") \($0["officers"]?.integer ?? -1)" }
      }
      try #require(counts("bySex", "code") == ["F 2", "M 1"], "\(id)")
      try #require(counts("byEthnicity", "code") == ["BAFR 1", "WBRI 2"], "\(id)")
      try #require(counts("byGrade", "kind") == ["team-manager 3"], "\(id)")
      try #require(counts("byExperience", "kind") == ["former-manager 3"], "\(id)")
      try #require(team["qualified"]?.integer == 3 && team["yearsQualified"]?.double == 13, "\(id)")
      try #require(team["joined"]?.integer == 1 && team["overTwelveMonths"]?.integer == 2, "\(id)")
      let recruited = try office.ask("activities", #"{"from":"2022-04-01","to":"2023-03-31","kind":"recruitment"}"#)
      try #require(recruited["items"]?.array?.map { $0["outcome"]?.string } == ["appointed"], "\(id)")
    },
    Row("M6") { id in
      // 7.6 full-time equivalents at the end of the year, 1.6 of them agency; one joins in May, one in December.
      let office = try Office("medway")
      for officer in 1...4 { try office.engage("M-\(officer)", from: "2020-04-01") }
      try office.engage("M-5", from: "2022-05-16")
      try office.engage("M-6", from: "2022-12-05")
      try office.engage("A-1", as: "agency", from: "2022-04-01")
      try office.engage("A-2", as: "agency", from: "2022-04-01", fte: "0.6")
      let byMonth = try ["2022-04-30", "2022-05-31", "2022-12-31", "2023-03-31"].map { on in
        (try office.ask("officers", #"{"on":"\#(on)"}"#)["establishment"]?.array ?? []).map { $0["fte"]?.double }
      }
      try #require(byMonth == [[1.6, 4], [1.6, 5], [1.6, 6], [1.6, 6]], "\(id)")
      // Agency cover against the vacancies among funded posts, by month.
      try office.command("set-funded-posts", #"{"kind":"permanent","from":"2022-04-01","fte":7.6}"#)
      let cover = try ["2022-03-31", "2022-04-30", "2022-05-31", "2022-12-31", "2023-03-31"].map { on in
        let told = try office.ask("workforce", #"{"on":"\#(on)"}"#)
        return ["fundedFte", "vacantFte", "agencyFte", "uncoveredFte", "agencyShare"].map { told[$0]?.double }
      }
      try #require(
        cover == [
          [nil, nil, 0, nil, 0], [7.6, 3.6, 1.6, 2, 28.57], [7.6, 2.6, 1.6, 1, 24.24], [7.6, 1.6, 1.6, 0, 21.05],
          [7.6, 1.6, 1.6, 0, 21.05],
        ], "\(id)")
      // The fostering officer takes up to twelve children, and no thirteenth.
      let small = try Office("medway")
      try small.engage("F-IRO", as: "fostering", #","maximumChildren":12"#)
      for child in 1...12 {
        try small.enter("C\(child)", on: "2022-04-04")
        try #require(try small.choose("C\(child)", on: "2022-04-04")["officer"]?.string == "F-IRO", "\(id)")
      }
      try small.enter("C13", on: "2022-04-04")
      let proposal = try small.ask("proposal", #"{"child":"C13","on":"2022-04-04"}"#)
      try #require(proposal["officer"] == nil && proposal["reasons"] == .strings(["no-officer-fits"]), "\(id)")
      try #require(proposal["considered"]?.array?.first?["against"] == .strings(["at-maximum"]), "\(id)")
    },
    Row("T2") { id in
      let office = try Office("thurrock")
      let checks = #"[{"kind":"social-work-england","dueOn":"2022-11-30"},{"kind":"dbs","dueOn":"2025-01-31"}]"#
      try office.engage("T-1", #","checks":\#(checks),"skills":["not-court-team"]"#)
      try office.engage("T-2", #","skills":["tigrinya"]"#)
      let overdue = { (on: String) in
        let told = try office.ask("officers", #"{"on":"\#(on)"}"#)["officers"]?.array?.first?["checks"]?.array
        return told?.map { $0["overdue"]?.boolean }
      }
      try #require(try overdue("2022-11-30") == [false, false] && overdue("2022-12-01") == [true, false], "\(id)")
      // Matched to an officer who can; kept from one who led the child's team.
      try office.enter("C1", on: "2022-04-04", #"{"needs":["tigrinya"]}"#)
      try office.enter("C2", on: "2022-04-04", #"{"team":"court-team"}"#)
      try #require(
        try office.choose("C1", on: "2022-04-04")["reasons"]?.array?.first?.string == "has-needed-skill", "\(id)")
      let named = #"{"child":"C2","officer":"T-1","on":"2022-04-04"}"#
      try #require(
        try office.command("allocate-officer", named)["warnings"] == .strings(["conflict-of-interest"]), "\(id)")
      // A looked-after parent and child have different officers.
      try office.enter("PARENT", on: "2022-04-04")
      try office.allocate("PARENT", "T-2", on: "2022-04-04")
      try office.enter("BABY", on: "2022-04-04", #"{"needs":["apart-from-parent"]}"#)
      try #require(try office.choose("BABY", on: "2022-04-04")["officer"]?.string == "T-1", "\(id)")
    },
    Row("T5") { id in
      let office = try Office("thurrock")
      for officer in ["T-1", "T-2"] { try office.engage(officer) }
      let duties = #"[{"kind":"panel","hoursPerWeek":3.7},{"kind":"training","hoursPerWeek":3.7}]"#
      try office.command("change-officer", #"{"officer":"T-1","from":"2022-04-01","duties":\#(duties)}"#)
      let told = try office.ask("officers", #"{"on":"2022-04-01"}"#)
      try #require(told["officers"]?.array?.map { $0["duties"]?.array?.count } == [2, 0], "\(id)")
      try #require(told["dutyHours"]?.double == 7.4, "\(id)")
      try #require(try office.load("T-1", on: "2022-04-01")["availableFte"]?.double == 0.8, "\(id)")
    },
    Row("W6") { id in
      // The duty of the designated officer (LADO) grows: the same children are more for what is left of the post.
      let office = try Office("westminster")
      try office.engage("W-1")
      for child in 1...10 {
        try office.enter("C\(child)", on: "2022-04-04")
        try office.allocate("C\(child)", "W-1", on: "2022-04-04")
      }
      for (from, hours) in [("2022-05-01", "7.4"), ("2022-10-01", "18.5")] {
        office.on(from)
        try office.command(
          "change-officer", #"{"officer":"W-1","from":"\#(from)","duties":[{"kind":"lado","hoursPerWeek":\#(hours)}]}"#)
      }
      let loads = try ["2022-04-30", "2022-05-01", "2022-10-01"].map { on in
        try office.load("W-1", on: on)["weightedPerFte"]?.double
      }
      try #require(loads == [10, 12.5, 20], "\(id)")
    },
  ]
}

// MARK: - Caseloads

extension Row {
  private static let loads: [Row] = [
    Row("M7") { id in
      let office = try Office("medway")
      try office.engage("M-1")
      try office.engage("M-2", fte: "0.5")
      for child in 0..<20 {
        let month = child < 10 ? "04" : "05"
        try office.enter("C\(child)", on: "2022-\(month)-04")
        try office.allocate("C\(child)", child % 2 == 0 ? "M-1" : "M-2", on: "2022-\(month)-04")
      }
      let byMonth = try ["2022-04-30", "2022-05-31"].map { on in
        let told = try office.ask("caseloads", #"{"on":"\#(on)"}"#)
        return ["average", "lowest", "highest"].map { told[$0]?.double }
      }
      try #require(byMonth == [[6.67, 5, 10], [13.33, 10, 20]], "\(id)")
      try #require(try office.load("M-2", on: "2022-05-31")["children"]?.integer == 10, "\(id)")
      try office.on("2022-06-01", allocate: "C1", "M-1")
      try #require(try office.load("M-2", on: "2022-06-01")["children"]?.integer == 9, "\(id)")
      try #require(
        try office.told("officer-allocated", of: "C1").last?["data"]?["previousOfficer"]?.string == "M-2", "\(id)")
    },
    Row("W3") { id in
      // A guide of 50 to 60: a post of a tenth has 5 to 6 children.
      let office = try Office("westminster")
      for (officer, children) in [("W-1", 4), ("W-2", 6), ("W-3", 7)] {
        try office.engage(officer, fte: "0.1", #","teams":["\#(officer.lowercased())"]"#)
        for child in 1...children {
          try office.enter("\(officer)-C\(child)", on: "2022-04-04")
          try office.allocate("\(officer)-C\(child)", officer, on: "2022-04-04")
        }
      }
      let told = try office.ask("caseloads", #"{"on":"2022-04-04"}"#)
      try #require(told["officers"]?.array?.map { $0["guide"]?.string } == ["below", "within", "above"], "\(id)")
      try #require(told["average"]?.double == 56.67 && told["guideLowest"]?.integer == 50, "\(id)")
      try #require(told["lowest"]?.double == 40 && told["highest"]?.double == 70, "\(id)")
      // Lead areas are teams to which officers are linked.
      let teams = try office.ask("officers", #"{"on":"2022-04-04"}"#)["officers"]?.array?.map { $0["teams"] }
      try #require(teams == [.strings(["w-1"]), .strings(["w-2"]), .strings(["w-3"])], "\(id)")
    },
    Row("T1") { id in
      // Five permanent full-time officers and 294 children: 59 on average, 57 to 61.
      let office = try Office("thurrock")
      for (index, children) in [57, 58, 58, 60, 61].enumerated() {
        try office.engage("T-\(index)")
        for child in 1...children {
          try office.enter("C\(index)-\(child)", on: "2022-03-01")
          try office.allocate("C\(index)-\(child)", "T-\(index)", on: "2022-03-01")
        }
      }
      let told = try office.ask("caseloads", #"{"on":"2022-03-31"}"#)
      try #require(told["children"]?.integer == 294 && told["average"]?.double == 58.8, "\(id)")
      try #require(told["lowest"]?.double == 57 && told["highest"]?.double == 61, "\(id)")
      let before = try office.ask("caseloads", #"{"on":"2021-03-31"}"#)
      try #require(before["fte"]?.double == 5 && before["children"]?.integer == 0, "\(id)")
      let kinds = try office.ask("officers", #"{"on":"2022-03-31"}"#)["establishment"]?.array ?? []
      try #require(kinds.map { $0["kind"]?.string } == ["permanent"] && kinds.first?["fte"]?.double == 5, "\(id)")
    },
    Row("T4") { id in
      let office = try Office("thurrock")
      try office.engage("T-1")
      try office.enter("C1", on: "2022-04-04", #"{"placement":{"type":"U6","provider":"PR1","distanceMiles":31}}"#)
      try office.allocate("C1", "T-1", on: "2022-04-04")
      try office.publish("court-event-recorded", #"{"child":"C1","on":"2022-04-04","event":"proceedings-issued"}"#)
      // Recently accommodated 1.2, at distance 1.2, in proceedings 1.3.
      try #require(try office.load("T-1", on: "2022-04-04")["weighted"]?.double == 1.87, "\(id)")
      try #require(try office.load("T-1", on: "2022-07-05")["weighted"]?.double == 1.56, "\(id)")
      for on in ["2022-08-01", "2022-09-01"] {
        office.on(on)
        let moved = #"{"child":"C1","changedOn":"\#(on)","placement":{"type":"U6","provider":"PR1"},"#
        try office.publish("placement-changed", moved + #""reasonForPlacementChange":"CARPL"}"#)
      }
      // Disrupted 1.3 by the third placement in twelve months, still in proceedings.
      try #require(try office.load("T-1", on: "2022-09-01")["weighted"]?.double == 1.69, "\(id)")
      office.on("2022-12-01")
      try office.publish("court-event-recorded", #"{"child":"C1","on":"2022-12-01","event":"proceedings-concluded"}"#)
      try #require(try office.load("T-1", on: "2022-12-01")["weighted"]?.double == 1.3, "\(id)")
      // Settled 0.8 after more than twelve months in one foster placement.
      try #require(try office.load("T-1", on: "2023-09-02")["weighted"]?.double == 0.8, "\(id)")
      try #require(try office.load("T-1", on: "2023-09-02")["children"]?.integer == 1, "\(id)")
    },
    Row("H6") { id in
      // Combined caseloads to the end of February 2021, then split.
      let office = try Office()
      try office.command("adopt-policy", #"{"profile":"herefordshire-combined","from":"2020-04-01"}"#)
      try office.command("adopt-policy", #"{"profile":"herefordshire","from":"2021-03-01"}"#)
      try office.engage("H-1", #","roles":["reviews","conferences"]"#)
      try office.enter("C1", on: "2022-04-04", #"{"enteredOn":"2021-01-04"}"#)
      try office.allocate("C1", "H-1", on: "2021-01-04")
      try office.confer("C2", chair: "H-1", startedOn: "2021-01-15")
      let combined = try office.load("H-1", on: "2021-02-28")
      try #require(combined["children"]?.integer == 1 && combined["conferences"]?.integer == 1, "\(id)")
      try #require(combined["weighted"]?.double == 2, "\(id)")
      try #require(try office.load("H-1", on: "2021-03-01")["weighted"]?.double == 1, "\(id)")
    },
    Row("B4") { id in
      // 70 children to a full-time officer is the upper end of the guidance, and one more is above it.
      let office = try Office("middlesbrough")
      try office.engage("B-1", fte: "0.2")
      for child in 1...15 {
        try office.enter("C\(child)", on: "2022-04-04")
        try office.allocate("C\(child)", "B-1", on: child < 15 ? "2022-04-04" : "2022-04-05")
      }
      let loads = try ["2022-04-04", "2022-04-05"].map { try office.load("B-1", on: $0) }
      try #require(loads.map { $0["childrenPerFte"]?.double } == [70, 75], "\(id)")
      try #require(loads.map { $0["guide"]?.string } == ["within", "above"], "\(id)")
    },
    Row("M19") { id in
      // Twelve unaccompanied children a month under the National Transfer Scheme.
      let office = try Office("medway")
      try office.engage("M-1")
      try office.enter("C1", on: "2022-04-04")
      try office.allocate("C1", "M-1", on: "2022-04-04")
      let arrivals = #"[{"month":"2022-05","children":12},{"month":"2022-06","children":12}]"#
      let head = { try office.ask("health")["authorities"]?.array?.first?["head"]?.string }
      let before = try #require(try head())
      let asked = #"{"from":"2022-04-05","to":"2022-08-31","arrivals":\#(arrivals)"#
      let told = try office.ask("what-if", asked + "}")["months"]?.array ?? []
      try #require(told.map { $0["children"]?.integer } == [1, 13, 25, 25, 25], "\(id)")
      try #require(told.map { $0["officers"]?.array?.first?["perFte"]?.double } == [1, 13, 25, 25, 25], "\(id)")
      // With the officer on a duty of four days a week what falls due in the first summer goes late.
      let duty = #","duties":[{"officer":"M-1","hoursPerWeek":29.6,"from":"2022-05-01"}]}"#
      let busy = try office.ask("what-if", asked + duty)
      try #require(busy["months"]?.array?.map { $0["late"]?.integer }.contains { $0 ?? 0 > 0 } == true, "\(id)")
      try #require(try head() == before, "\(id)")
    },
  ]
}

// MARK: - Allocation

extension Row {
  private static let choices: [Row] = [
    Row("H2") { id in
      let office = try Office("herefordshire")
      try office.engage("H-1")
      for child in ["C1", "C2", "C3"] { try office.enter(child, on: "2022-09-01") }
      try office.allocate("C1", "H-1", on: "2022-09-08")
      try office.allocate("C2", "H-1", on: "2022-09-09")
      let days = try ["C1", "C2"].map { try office.told("officer-allocated", of: $0).first?["data"]?["workingDays"] }
      try #require(days == [.integer(5), .integer(6)], "\(id)")
      let deadline = try #require(try office.deadlines("C1", "allocation").first)
      try #require(deadline["dueOn"]?.string == "2022-09-08" && deadline["metOn"]?.string == "2022-09-08", "\(id)")
      let waiting = { (on: String) in
        let item = try office.ask("unallocated", #"{"on":"\#(on)"}"#)["items"]?.array?.last
        return [item?["child"], item?["workingDays"], item?["overdue"]]
      }
      try #require(try waiting("2022-09-08") == [.string("C3"), .integer(5), .boolean(false)], "\(id)")
      try #require(try waiting("2022-09-09") == [.string("C3"), .integer(6), .boolean(true)], "\(id)")
      try office.turn(to: "2022-09-12")
      try #require(
        try office.told("deadline-missed", of: "C3").first?["data"]?["kind"]?.string == "allocation", "\(id)")
    },
    Row("B2") { id in
      // The chair of a child's conferences becomes the child's officer; and whose children go to whom is seen before.
      let office = try Office("middlesbrough")
      for officer in ["B-1", "B-2", "B-3"] { try office.engage(officer, #","roles":["reviews","conferences"]"#) }
      try office.confer("C1", chair: "B-2", startedOn: "2022-05-12")
      try office.enter("C1", on: "2022-08-01")
      let chosen = try office.choose("C1", on: "2022-08-01")
      try #require(chosen["officer"]?.string == "B-2", "\(id)")
      try #require(chosen["reasons"]?.array?.first?.string == "conference-chair", "\(id)")
      try office.enter("C2", on: "2022-08-01", #"{"siblings":["C1"]}"#)
      try #require(
        try office.choose("C2", on: "2022-08-01")["reasons"]?.array?.first?.string == "sibling-has-same-officer",
        "\(id)")
      try office.command("change-officer", #"{"officer":"B-2","from":"2022-09-30","leftOn":"2022-09-30"}"#)
      let preview = try office.ask("reallocation", #"{"officer":"B-2","on":"2022-10-03"}"#)["items"]?.array ?? []
      let result = try office.command("reallocate-children", #"{"officer":"B-2","on":"2022-10-03","reason":"leaves"}"#)
      try #require(result["events"]?.array?.count == 2 && preview.count == 2, "\(id)")
      let done = try ["C1", "C2"].map { try office.told("officer-allocated", of: $0).last?["data"]?["officer"]?.string }
      try #require(done == preview.map { $0["officer"]?.string } && Set(done).count == 1, "\(id)")
    },
  ]
}

// MARK: - In short

extension Office {
  /// An officer is registered from a day, in part of a post where one says so.
  fileprivate func engage(
    _ officer: String, as kind: String = "permanent", from: String = "2020-04-01", fte: String = "1",
    _ more: String = ""
  ) throws {
    try command(
      "register-officer", #"{"officer":"\#(officer)","from":"\#(from)","fte":\#(fte),"kind":"\#(kind)"\#(more)}"#)
  }

  /// A child is allocated to a named officer.
  fileprivate func allocate(_ child: String, _ officer: String, on day: String) throws {
    try command("allocate-officer", #"{"child":"\#(child)","officer":"\#(officer)","on":"\#(day)"}"#)
  }

  /// A child is allocated to a named officer on a day that has come.
  fileprivate func on(_ day: String, allocate child: String, _ officer: String) throws {
    on(day)
    try allocate(child, officer, on: day)
  }

  /// The service chooses an officer for a child: the officer, and why.
  fileprivate func choose(_ child: String, on day: String) throws -> JSON {
    try command("allocate-officer", #"{"child":"\#(child)","on":"\#(day)"}"#)
    let data = try #require(try told("officer-allocated", of: child).last?["data"])
    return .object([("officer", data["officer"]), ("reasons", data["chosen"]?["reasons"])])
  }

  /// What `caseloads` says of an officer on a day.
  fileprivate func load(_ officer: String, on day: String) throws -> JSON {
    let told = try ask("caseloads", #"{"on":"\#(day)"}"#)["officers"]?.array ?? []
    return try #require(told.first { $0["officer"]?.string == officer })
  }

  /// A child becomes the subject of a plan at an initial conference on a day.
  fileprivate func confer(_ child: String, chair: String, startedOn day: String) throws {
    if day > today { on(day) }
    for event in ["strategy-discussion", "plan-started"] {
      try publish("child-protection-recorded", #"{"child":"\#(child)","on":"\#(day)","event":"\#(event)"}"#)
    }
    try command("hold-conference", #"{"child":"\#(child)","kind":"initial","on":"\#(day)","officer":"\#(chair)"}"#)
  }
}
