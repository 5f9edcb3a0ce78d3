import Contracts
import Testing

// MARK: - Before a review

extension Row {
  static let beforeReviews: [Row] = [
    Row("M11") { id in
      let office = try Office("medway")
      try office.enter("C1", on: "2022-04-04")
      try office.command("book-review", #"{"child":"C1","on":"2022-04-28","mode":"in-person"}"#)
      try #require(try office.days("C1", "pre-discussion") == ["2022-04-05"], "\(id)")
      try #require(try office.days("C1", "papers") == ["2022-04-25"], "\(id)")
      let talk = #"{"child":"C1","on":"2022-04-05","with":["social-worker"],"childIncluded":true,"mode":"phone"}"#
      office.on("2022-04-05")
      try office.command("record-pre-discussion", talk)
      office.on("2022-04-21")
      let papers = #"{"child":"C1","kind":"social-work-report","to":["child"],"on":"2022-04-21"}"#
      try office.command("record-document", papers)
      try #require(try office.days("C1", "pre-discussion") == ["2022-04-05 met 2022-04-05"], "\(id)")
      try #require(try office.days("C1", "papers") == ["2022-04-25 met 2022-04-21"], "\(id)")
      let told = try #require(try office.told("document-recorded").first?["data"])
      try #require(told["workingDaysBefore"]?.integer == 5, "\(id)")
    },
    Row("W35") { id in
      // Of a child who was on a plan before: the adviser joins the first review; others have none.
      let office = try Office("westminster")
      for event in ["plan-started", "plan-ended"] {
        let on = event == "plan-started" ? "2021-02-01" : "2021-10-01"
        try office.publish("child-protection-recorded", #"{"child":"C1","on":"\#(on)","event":"\#(event)"}"#)
      }
      try office.enter("C1", on: "2022-04-04")
      try office.enter("C2", on: "2022-04-04")
      try #require(try office.days("C1", "child-protection-adviser") == ["2022-05-05"], "\(id)")
      try #require(try office.days("C2", "child-protection-adviser") == [], "\(id)")
      office.on("2022-04-11")
      for kind in ["family-group-conference", "child-protection-adviser-invited"] {
        try office.publish("milestone-recorded", #"{"child":"C1","kind":"\#(kind)","doneOn":"2022-04-11"}"#)
      }
      try #require(try office.days("C1", "child-protection-adviser") == ["2022-05-05 met 2022-04-11"], "\(id)")
    },
    Row("B16") { id in
      // The tool is complete before each review: what is missing is told the day after, and listed.
      let office = try Office.begun("2018-04-01", "middlesbrough")
      try office.enter("C1", on: "2018-04-03")
      try office.enter("C2", on: "2018-04-03")
      for child in ["C1", "C2"] {
        try office.command("book-review", #"{"child":"\#(child)","on":"2018-04-24","mode":"in-person"}"#)
        try #require(try office.days(child, "audit") == ["2018-04-24"], "\(id)")
      }
      office.on("2018-04-23")
      let items = monitoring.map { #"{"item":"\#($0)","met":\#($0 != "report-quality")}"# }.joined(separator: ",")
      let audit = #"{"child":"C1","review":"C1-R1","form":"monitoring-tool","items":[\#(items)],"on":"2018-04-23"}"#
      try office.command("complete-audit", audit)
      try #require(try office.days("C1", "audit") == ["2018-04-24 met 2018-04-23"], "\(id)")
      try #require(
        try office.told("audit-completed").first?["data"]?["failed"] == .strings(["report-quality"]), "\(id)")
      for child in ["C1", "C2"] { try office.hold(child, on: "2018-04-24") }
      try office.turn(to: "2018-04-25")
      let missed = try office.told("deadline-missed").filter { $0["data"]?["kind"]?.string == "audit" }
      try #require(missed.map { $0["data"]?["child"]?.string } == ["C2"], "\(id)")
      try #require(missed.first?["data"]?["because"]?["rule"]?.string == "monitoring-tool", "\(id)")
    },
    Row("B17") { id in
      let office = try Office.begun("2018-04-01", "middlesbrough")
      try office.enter("C1", on: "2018-04-03")
      let by = #"{"child":"C1","on":"2018-04-03","event":"conference-requested"}"#
      try office.publish("child-protection-recorded", by)
      office.on("2018-04-24")
      let held = #"{"child":"C1","kind":"initial","on":"2018-04-24","quorate":false,"outcome":"plan-made"}"#
      try #require(try office.warned("hold-conference", held).contains("not-quorate"), "\(id)")
      // The plan is final at the core group of ten working days.
      try #require(try office.days("C1", "core-group") == ["2018-05-09"], "\(id)")
      let items = conferenceTool.map { #"{"item":"\#($0)","met":\#($0 != "quorate")}"# }.joined(separator: ",")
      let form = "conference-monitoring-tool"
      let audit = #"{"child":"C1","conference":"C1-CP1","form":"\#(form)","items":[\#(items)],"on":"2018-04-24"}"#
      try office.command("complete-audit", audit)
      try #require(try office.told("audit-completed").first?["data"]?["failed"] == .strings(["quorate"]), "\(id)")
      // Weekly visits follow a move; the first that is missed is told.
      let move = """
        {"child":"C1","changedOn":"2018-05-01","planned":true,"reasonForPlacementChange":"CARPL",\
        "placement":{"type":"U6","provider":"PR1"}}
        """
      office.on("2018-05-01")
      try office.publish("placement-changed", move)
      try #require(try office.days("C1", "social-work-visit").contains { $0.hasPrefix("2018-05-08") }, "\(id)")
      try office.turn(to: "2018-05-10")
      let missed = try office.told("deadline-missed").compactMap { $0["data"]?["kind"]?.string }
      try #require(missed.contains("core-group") && missed.contains("social-work-visit"), "\(id)")
    },
    Row("B26") { id in
      let office = try Office.begun("2018-04-01", "middlesbrough")
      try office.enter("C1", on: "2018-04-03")
      try office.command("book-review", #"{"child":"C1","on":"2018-04-26","mode":"in-person"}"#)
      try #require(try office.days("C1", "visit") == ["2018-04-25"], "\(id)")
      office.on("2018-04-20")
      let visit = #"{"child":"C1","on":"2018-04-20","mode":"in-person","purpose":"pre-review","childIncluded":true}"#
      try office.command("record-visit", visit)
      try #require(try office.days("C1", "visit") == ["2018-04-25 met 2018-04-20"], "\(id)")
      let link = #"{"kind":"link-role","name":"childrens-home-1","on":"2018-04-20","officer":"B-1"}"#
      try office.register("B-1", #","skills":["makaton"]"#)
      try office.command("record-activity", link)
      let told = try office.ask("activities", #"{"from":"2018-04-01","to":"2018-04-30","kind":"link-role"}"#)
      try #require(told["items"]?.array?.first?["name"]?.string == "childrens-home-1", "\(id)")
    },
    Row("B31") { id in
      // How soon before reviews the reports are sent to parents: each with its lead, so that a median can be told.
      let office = try Office.begun("2018-04-01", "middlesbrough")
      for (child, on) in [("C1", "2018-04-19"), ("C2", "2018-04-23"), ("C3", "2018-04-25")] {
        try office.enter(child, on: "2018-04-03")
        try office.command(
          "book-review", #"{"child":"\#(child)","on":"2018-04-26","mode":"in-person","venue":"family centre"}"#)
        office.on(on)
        let papers = #"{"child":"\#(child)","kind":"social-work-report","to":["parents"],"on":"\#(on)"}"#
        try office.command("record-document", papers)
      }
      let leads = try office.told("document-recorded").compactMap { $0["data"]?["workingDaysBefore"]?.integer }
      try #require(leads == [5, 3, 1], "\(id)")
      try #require(try office.days("C3", "papers") == ["2018-04-23 met 2018-04-25"], "\(id)")
      let item = try office.ask("diary", #"{"from":"2018-04-26","to":"2018-04-26"}"#)["items"]?.array?.first
      try #require(item?["venue"]?.string == "family centre", "\(id)")
    },
    Row("T12") { id in
      // Both parents are consulted before, and have the record where that is right.
      let office = try Office.begun("2021-04-01", "thurrock")
      try office.enter("C1", on: "2021-04-01")
      let review = try office.hold("C1", on: "2021-04-28")
      let asked =
        #"{"child":"C1","review":"\#(review)","kind":"consultation-form","to":["mother","father"],"on":"2021-04-12"}"#
      try office.command("record-document", asked)
      try #require(try office.told("document-recorded").first?["data"]?["workingDaysBefore"]?.integer == 12, "\(id)")
      office.on("2021-05-24")
      try office.command("complete-record", #"{"review":"\#(review)","completedOn":"2021-05-17"}"#)
      let sent = #"{"review":"\#(review)","on":"2021-05-24","to":["mother","father"]}"#
      try office.command("distribute-record", sent)
      let told = try #require(try office.told("record-distributed").first?["data"])
      try #require(told["to"] == .strings(["mother", "father"]) && told["inTimescale"]?.boolean == true, "\(id)")
    },
    Row("M46") { id in
      // Six children in four kinds of specialist setting, drawn as a sample, each visited, each with a finding.
      let office = try Office("medway")
      for (number, type) in ["K1", "R1", "R2", "S1", "S1", "K1"].enumerated() {
        let placement = #"{"placement":{"type":"\#(type)","provider":"PR4"}}"#
        try office.enter("C\(number)", on: "2022-04-04", placement)
      }
      try office.enter("C9", on: "2022-04-04")
      let cohort = try office.ask("cohort", #"{"cohort":"specialist-settings","on":"2022-05-03"}"#)
      try #require(cohort["items"]?.array?.count == 6, "\(id)")
      office.on("2022-05-03")
      let draw = """
        {"sample":"NP-2022","of":"cohort","cohort":"specialist-settings","from":"2022-04-01","to":"2022-05-03",\
        "share":100,"seed":7,"purpose":"national-panel"}
        """
      try office.command("draw-sample", draw)
      for number in 0..<6 {
        let visit = #"{"child":"C\#(number)","on":"2022-05-03","purpose":"national-panel","childIncluded":true}"#
        try office.command("record-visit", visit)
        let found = #"{"sample":"NP-2022","child":"C\#(number)","finding":"safe-and-well","on":"2022-05-03"}"#
        try office.command("record-finding", found)
      }
      let sample = try office.ask("sample", #"{"sample":"NP-2022"}"#)
      try #require(sample["population"]?.integer == 6 && sample["findings"]?.array?.count == 6, "\(id)")
      try #require(try office.told("visit-recorded").count == 6, "\(id)")
    },
  ]

  private static let monitoring = [
    "arranged-in-time", "report-quality", "child-consulted", "advocacy-and-visitors-promoted",
    "weekly-visit-after-move", "family-involved", "paperwork-complete", "previous-decisions-actioned",
    "assessment-up-to-date", "views-inform-plan", "demographics-up-to-date",
  ]

  private static let conferenceTool = [
    "reports-in-time", "report-quality", "child-consulted", "seen-through-the-child", "agency-contribution", "quorate",
    "danger-statements-present", "safety-goals-present", "plan-final-at-core-group", "plan-reviewed-at-core-groups",
  ]
}

// MARK: - Conferences

extension Row {
  static let conferences: [Row] = [
    Row("B8") { id in
      // 267 initial conferences, 185 of them within 15 working days of the strategy discussion: 69.3 per cent.
      let office = try Office.begun("2018-04-01", "middlesbrough")
      office.on("2018-05-14")
      for number in 1...267 {
        for (event, on) in [("strategy-discussion", "2018-04-16"), ("conference-requested", "2018-04-17")] {
          try office.publish("child-protection-recorded", #"{"child":"P\#(number)","on":"\#(on)","event":"\#(event)"}"#)
        }
        let on = number <= 185 ? "2018-05-08" : "2018-05-09"
        try office.command("hold-conference", #"{"child":"P\#(number)","kind":"initial","on":"\#(on)"}"#)
      }
      let held = try office.told("conference-held").compactMap { $0["data"] }
      try #require(held.first?["dueOn"]?.string == "2018-05-08", "\(id)")
      let onTime = held.count { $0["inTimescale"]?.boolean == true }
      try #require(held.count == 267 && (Double(onTime) / 267 * 1_000).rounded() == 693, "\(id)")
      // The next one of each is due three months after it.
      try #require(try office.due("P1") == ["child-protection 2 2018-08-08"], "\(id)")
    },
    Row("B33") { id in
      let office = try Office.begun("2018-04-01", "middlesbrough")
      for child in ["P1", "P2"] {
        office.on("2018-04-16")
        try office.publish(
          "child-protection-recorded", #"{"child":"\#(child)","on":"2018-04-16","event":"conference-requested"}"#)
        office.on("2018-05-08")
        try office.command("hold-conference", #"{"child":"\#(child)","kind":"initial","on":"2018-05-08"}"#)
        try #require(try office.days(child, "conference-record") == ["2018-06-06"], "\(id)")
      }
      office.on("2018-05-22")
      let sent = #"{"conference":"P1-CP1","child":"P1","on":"2018-05-22","to":["parents","agencies"]}"#
      try office.command("distribute-conference-record", sent)
      let told = try #require(try office.told("conference-record-distributed").first?["data"])
      try #require(told["workingDays"]?.integer == 10 && told["inTimescale"]?.boolean == true, "\(id)")
      try office.turn(to: "2018-06-07")
      let missed = try office.told("deadline-missed").filter { $0["data"]?["kind"]?.string == "conference-record" }
      try #require(missed.map { $0["data"]?["child"]?.string } == ["P2"], "\(id)")
    },
  ]
}
