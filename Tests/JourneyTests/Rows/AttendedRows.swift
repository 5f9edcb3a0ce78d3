import Contracts
import Testing

extension Row {
  /// What officers and managers took part in beside single children's cases.
  static let attended: [Row] = [
    Row("M9") { id in
      let office = try workplace("medway")
      for day in ["2022-09-12", "2022-09-15"] { try office.attend("panel", "access-to-resources", on: day) }
      office.on("2023-01-18")
      try office.attend("panel", "permanence", on: "2023-01-18")
      let listed = ["access-to-resources 2022-09-12", "access-to-resources 2022-09-15", "permanence 2023-01-18"]
      try #require(try office.attended("panel") == listed, "\(id)")
    },
    Row("M44") { id in
      let office = try workplace("medway")
      try office.attend("forum", "regional-managers", on: "2022-09-08")
      try office.attend("forum", "national-managers", on: "2022-09-14")
      try #require(
        try office.attended("forum") == ["regional-managers 2022-09-08", "national-managers 2022-09-14"], "\(id)")
    },
    Row("M45") { id in
      let office = try workplace("medway")
      try office.attend("supervision", "group-supervision", on: "2022-09-08", #","hours":2"#)
      for area in ["children-in-care", "care-leavers"] {
        try office.attend("link-role", area, on: "2022-09-12", #","officer":"M-1","until":"2023-09-11""#)
      }
      let later = try office.ask("activities", #"{"from":"2023-03-01","to":"2023-03-01","kind":"link-role"}"#)
      let links = later["items"]?.array?.map { $0["name"]?.string }
      try #require(links == ["children-in-care", "care-leavers"], "\(id)")
      let ended = try office.ask("activities", #"{"from":"2023-09-12","to":"2023-09-30","kind":"link-role"}"#)
      try #require(ended["items"]?.array?.isEmpty == true, "\(id)")
      try #require(try office.attended("supervision") == ["group-supervision 2022-09-08"], "\(id)")
    },
    Row("M50") { id in
      let office = try workplace("medway")
      try office.attend("recruitment", "officer-post-1", on: "2022-09-08", #","outcome":"care-leaver-on-panel""#)
      try office.attend("recruitment", "officer-post-2", on: "2022-09-12", #","outcome":"no-care-leaver""#)
      let items = try office.ask("activities", #"{"from":"2022-09-01","to":"2022-09-30","kind":"recruitment"}"#)[
        "items"]
      try #require(items?.array?.map { $0["outcome"]?.string } == ["care-leaver-on-panel", "no-care-leaver"], "\(id)")
    },
    Row("W4") { id in
      let office = try workplace("westminster")
      for number in 1...14 { try office.attend("forum", "board-\(number)", on: "2022-09-12", #","officer":"M-1""#) }
      try #require(try Set(office.attended("forum")).count == 14, "\(id)")
      try #require(throws: (any Error).self, "\(id)") { try office.attend("forum", "board-1", on: "2030-01-01") }
    },
    Row("W20") { id in
      let office = try workplace("westminster")
      try office.register("M-2")
      for (officer, day) in [("M-1", "2022-09-08"), ("M-2", "2022-09-09"), ("M-1", "2022-09-14")] {
        try office.attend(
          "observation", "review-observed", on: day, #","officer":"\#(officer)","child":"C1","outcome":"good""#)
      }
      try #require(try office.attended("observation", #","officer":"M-1""#).count == 2, "\(id)")
      try #require(try office.attended("observation", #","officer":"M-2""#).count == 1, "\(id)")
    },
    Row("W24") { id in
      let office = try workplace("westminster")
      try office.attend(
        "link-role", "exploitation-champion", on: "2022-09-08", #","officer":"M-1","until":"2023-09-07""#)
      try #require(
        try office.attended("link-role", #","officer":"M-1""#) == ["exploitation-champion 2022-09-08"], "\(id)")
    },
    Row("W41") { id in
      let office = try workplace("westminster")
      for kind in ["disruption-meeting", "strategy-discussion", "lifelong-links", "referral-mechanism"] {
        try office.command(
          "record-activity", #"{"kind":"\#(kind)","on":"2022-09-12","officer":"M-1","child":"C1"}"#)
      }
      let items = try office.ask("activities", #"{"from":"2022-09-01","to":"2022-09-30","officer":"M-1"}"#)["items"]
      try #require(items?.array?.count == 4, "\(id)")
      try #require(items?.array?.allSatisfy { $0["child"]?.string == "C1" } == true, "\(id)")
      try #require(try office.attended("lifelong-links").count == 1, "\(id)")
    },
    Row("W42") { id in
      let office = try workplace("westminster")
      for (name, hours) in [("trauma-informed-practice", "6"), ("national-review-learning", "2.5")] {
        try office.attend("training", name, on: "2022-09-12", #","officer":"M-1","hours":\#(hours)"#)
      }
      let items = try office.ask(
        "activities", #"{"from":"2022-04-01","to":"2023-03-31","kind":"training","officer":"M-1"}"#)["items"]
      try #require(items?.array?.compactMap { $0["hours"]?.double }.reduce(0, +) == 8.5, "\(id)")
    },
    Row("T23") { id in
      let office = try workplace("thurrock")
      try office.attend("panel", "placement-panel", on: "2022-09-14", #","officer":"M-1","outcome":"advised""#)
      try #require(try office.attended("panel") == ["placement-panel 2022-09-14"], "\(id)")
    },
    Row("B3") { id in
      let office = try workplace("middlesbrough")
      try office.attend("panel", "adoption-panel", on: "2022-09-06")
      try office.attend("forum", "safeguarding-board-group", on: "2022-09-07")
      try office.attend("forum", "regional-forum", on: "2022-09-08")
      try office.attend("audit", "what-good-looks-like", on: "2022-09-09")
      let listed = [
        "adoption-panel 2022-09-06", "safeguarding-board-group 2022-09-07", "regional-forum 2022-09-08",
        "what-good-looks-like 2022-09-09",
      ]
      try #require(try office.attended() == listed, "\(id)")
    },
    Row("B13") { id in
      let office = try workplace("middlesbrough")
      for number in 1...7 {
        let outcome = number == 7 ? "parent-not-clear" : "clear"
        try office.attend(
          "observation", "conference-observed", on: "2022-09-0\(number)", #","officer":"M-1","outcome":"\#(outcome)""#)
      }
      let items = try office.ask("activities", #"{"from":"2022-09-01","to":"2022-09-30","kind":"observation"}"#)[
        "items"]
      try #require(items?.array?.count == 7, "\(id)")
      try #require(items?.array?.count { $0["outcome"]?.string == "clear" } == 6, "\(id)")
      try office.publish(
        "child-protection-recorded",
        #"{"child":"C1","on":"2022-09-12","event":"plan-started","category":"neglect","planNumber":1}"#)
      let told = try office.data("child-protection-recorded", of: "C1")
      try #require(told.map { $0["category"]?.string } == ["neglect"], "\(id)")
    },
    Row("B20") { id in
      let office = try workplace("middlesbrough")
      try office.register("B-1", #","qualifiedOn":"1998-07-01","inPostSince":"2014-02-01""#)
      let told = try office.data("officer-registered").first { $0["officer"]?.string == "B-1" }
      try #require(told?["qualifiedOn"]?.string == "1998-07-01", "\(id)")
      for (name, day) in [("signs-of-safety", "2022-09-06"), ("regional-university", "2022-09-13")] {
        try office.attend("training", name, on: day, #","officer":"B-1""#)
      }
      try #require(try office.attended("training", #","officer":"B-1""#).count == 2, "\(id)")
    },
  ]
}
