import Contracts
import Testing

extension Row {
  /// Forms and dip samples.
  static let quality: [Row] = [
    Row("M12") { id in
      let office = try workplace("medway")
      let items = [
        "pre-discussion-held", "papers-shared-with-child", "child-chose-where-and-who", "child-took-part",
        "child-chaired-or-part-chaired", "parents-took-part", "advocacy-offered", "plan-up-to-date",
      ]
      let adopted = try #require(office.data("policy-adopted").first?["profile"]?["forms"]?.array?.first)
      try #require(adopted["items"]?.array?.compactMap(\.string) == items, "\(id)")
      try #require(throws: (any Error).self, "\(id)") {
        try office.command("complete-audit", audit("monitoring-form", Array(items.dropLast()), failed: []))
      }
      try office.command("complete-audit", audit("monitoring-form", items, failed: ["advocacy-offered"]))
      let told = try office.data("audit-completed", of: "C1")
      try #require(told.map { $0["failed"]?.array?.compactMap(\.string) } == [["advocacy-offered"]], "\(id)")
      try #require(try office.deadlines("C1", "audit").contains { $0["metOn"]?.string == "2022-09-15" }, "\(id)")
    },
    Row("B12") { id in
      let office = try workplace("middlesbrough")
      let items = [
        "reports-in-time", "report-quality", "child-consulted", "seen-through-the-child", "agency-contribution",
        "quorate", "danger-statements-present", "safety-goals-present", "plan-final-at-core-group",
        "plan-reviewed-at-core-groups",
      ]
      try office.command(
        "complete-audit", audit("conference-monitoring-tool", items, failed: ["danger-statements-present"]))
      let told = try #require(office.data("audit-completed", of: "C1").first)
      try #require(told["failed"]?.array?.compactMap(\.string) == ["danger-statements-present"], "\(id)")
      try #require(told["items"]?.array?.count { $0["met"]?.boolean == true } == 9, "\(id)")
    },
    Row("B22") { id in
      let office = try workplace("middlesbrough")
      let items = [
        "arranged-in-time", "report-quality", "child-consulted", "advocacy-and-visitors-promoted",
        "weekly-visit-after-move", "family-involved", "paperwork-complete", "previous-decisions-actioned",
        "assessment-up-to-date", "views-inform-plan", "demographics-up-to-date",
      ]
      let issues = ["paperwork-complete", "previous-decisions-actioned", "assessment-up-to-date", "views-inform-plan"]
      try office.command("complete-audit", audit("monitoring-tool", items, failed: issues))
      let told = try #require(office.data("audit-completed", of: "C1").first)
      try #require(told["failed"]?.array?.compactMap(\.string) == issues, "\(id)")
      try office.command(
        "make-recommendation",
        """
        {"child":"C1","source":"audit","outcome":"an assessment is written","owner":"team-manager",\
        "dueOn":"2022-09-30"}
        """)
      try office.turn(to: "2022-10-03")
      try #require(try office.missed("C1").contains("2022-10-01 recommendation 2022-09-30 statutory"), "\(id)")
    },
    Row("M34") { id in
      let office = try workplace("medway")
      for number in 2...9 { try office.enter("C\(number)", on: "2022-09-15") }
      for number in 1...9 { try office.hold("C\(number)", on: "2022-10-03") }
      for number in 1...9 {
        try office.command("issue-letter", #"{"review":"C\#(number)-R1","on":"2022-10-03","format":"letter"}"#)
      }
      for (sample, from, to) in [("L1", "2022-04-01", "2022-09-30"), ("L2", "2022-10-01", "2023-03-31")] {
        try office.command(
          "draw-sample",
          """
          {"sample":"\(sample)","of":"letters","from":"\(from)","to":"\(to)","size":4,"seed":417,\
          "purpose":"peer-review"}
          """)
      }
      let first = try office.ask("sample", #"{"sample":"L1"}"#)
      try #require(first["population"]?.integer == 0, "\(id)")
      let second = try office.ask("sample", #"{"sample":"L2"}"#)
      try #require(second["population"]?.integer == 9, "\(id)")
      let child = try #require(second["drawn"]?.array?.first?["child"]?.string)
      try #require(second["drawn"]?.array?.count == 4, "\(id)")
      try office.command(
        "record-finding",
        #"{"sample":"L2","child":"\#(child)","finding":"too-long","grade":"good","on":"2022-10-03"}"#)
      let findings = try office.ask("sample", #"{"sample":"L2"}"#)["findings"]?.array
      try #require(findings?.map { $0["finding"]?.string } == ["too-long"], "\(id)")
    },
    Row("M40") { id in
      let office = try workplace("medway")
      try office.hold("C1", on: "2022-09-28")
      try office.hold("C1", on: "2022-12-14")
      try office.command(
        "draw-sample",
        """
        {"sample":"Q3","of":"second-reviews","from":"2022-10-01","to":"2022-12-31","share":90,"seed":3,\
        "purpose":"permanence"}
        """)
      let sample = try office.ask("sample", #"{"sample":"Q3"}"#)
      try #require(sample["drawn"]?.array?.map { $0["review"]?.string } == ["C1-R2"], "\(id)")
      try office.command(
        "record-finding",
        """
        {"sample":"Q3","child":"C1","finding":"no-permanence-plan","grade":"requires-improvement",\
        "on":"2022-12-14","action":"the midway review is brought forward","owner":"officer","dueOn":"2023-01-16"}
        """)
      let action = try #require(office.deadlines("C1", "recommendation").first)
      try #require(action["dueOn"]?.string == "2023-01-16", "\(id)")
      office.on("2023-01-12")
      try office.command("hold-midway-review", #"{"child":"C1","on":"2023-01-12"}"#)
      try office.command("close-recommendation", #"{"recommendation":"C1-A1","on":"2023-01-12","outcome":"done"}"#)
      try #require(try office.data("recommendation-closed", of: "C1").first?["inTime"]?.boolean == true, "\(id)")
    },
    Row("W7") { id in
      let office = try workplace("westminster")
      try office.attend("team-link", "leaving-care-team", on: "2022-09-12", #","officer":"M-1""#)
      try office.attend("observation", "peer-on-peer", on: "2022-09-13", #","officer":"M-1","outcome":"good""#)
      try office.attend("training", "trauma", on: "2022-09-14", #","officer":"M-1","hours":3"#)
      try office.command(
        "draw-sample",
        """
        {"sample":"T1","of":"children","from":"2022-09-01","to":"2022-09-15","size":5,"seed":1,\
        "purpose":"themed-audit"}
        """)
      try #require(try office.attended("team-link") == ["leaving-care-team 2022-09-12"], "\(id)")
      try #require(try office.attended("observation") == ["peer-on-peer 2022-09-13"], "\(id)")
      try #require(try office.attended("training") == ["trauma 2022-09-14"], "\(id)")
      try #require(try office.ask("sample", #"{"sample":"T1"}"#)["population"]?.integer == 1, "\(id)")
    },
  ]

  private static func audit(_ form: String, _ items: [String], failed: [String]) -> String {
    let items = items.map { #"{"item":"\#($0)","met":\#(!failed.contains($0))}"# }.joined(separator: ",")
    return #"{"child":"C1","form":"\#(form)","items":[\#(items)],"on":"2022-09-15"}"#
  }
}
