import Contracts
import Testing

extension Row {
  static let work: [Row] = betweenReviews + records + placements + quality + attended

  /// Work of officers for single children between reviews.
  private static let betweenReviews: [Row] = [
    Row("M13") { id in
      let office = try workplace("medway")
      try office.command(
        "record-visit",
        """
        {"child":"C1","on":"2022-09-15","officer":"M-1","mode":"in-person","childIncluded":true,\
        "purpose":"distance-visit","place":"Dundee","distanceMiles":412.5,"minutes":540}
        """)
      let visit = try #require(office.data("visit-recorded", of: "C1").first)
      try #require(visit["place"]?.string == "Dundee", "\(id)")
      try #require(visit["distanceMiles"]?.double == 412.5, "\(id)")
      try #require(visit["minutes"]?.integer == 540, "\(id)")
    },
    Row("M30") { id in
      let office = try workplace("medway")
      for day in ["2022-09-28", "2022-12-14"] { try office.hold("C1", on: day) }
      try #require(try office.deadlines("C1", "midway-review").first?["dueOn"]?.string == "2023-03-14", "\(id)")
      office.on("2023-03-08")
      try office.command(
        "hold-midway-review", #"{"child":"C1","on":"2023-03-08","mode":"in-person","childIncluded":true}"#)
      try #require(try office.deadlines("C1", "midway-review").first?["metOn"]?.string == "2023-03-08", "\(id)")
      let held = try #require(office.data("midway-review-held", of: "C1").first)
      try #require(held["childIncluded"]?.boolean == true, "\(id)")
      try #require(held["officer"]?.string == "M-1", "\(id)")
    },
    Row("M31") { id in
      let office = try workplace("medway")
      for command in ["hold-midway-review", "record-visit", "record-pre-discussion", "record-contact"] {
        try office.command(command, #"{"child":"C1","on":"2022-09-15"}"#)
      }
      for type in ["midway-review-held", "visit-recorded", "pre-discussion-recorded", "contact-recorded"] {
        let told = try office.data(type, of: "C1")
        try #require(told.map { $0["officer"]?.string } == ["M-1"], "\(id)")
      }
    },
    Row("M35") { id in
      let office = try workplace("medway")
      for (purpose, mode) in [("check-in", "phone"), ("check-in", "virtual"), ("school-liaison", "in-person")] {
        try office.command(
          "record-contact",
          #"{"child":"C1","on":"2022-09-15","mode":"\#(mode)","purpose":"\#(purpose)","childIncluded":true}"#)
      }
      let told = try office.data("contact-recorded", of: "C1")
      try #require(told.map { $0["purpose"]?.string } == ["check-in", "check-in", "school-liaison"], "\(id)")
      try #require(told.map { $0["mode"]?.string } == ["phone", "virtual", "in-person"], "\(id)")
    },
    Row("W21") { id in
      let office = try workplace("westminster")
      for day in ["2022-09-28", "2022-12-14"] { try office.hold("C1", on: day) }
      try #require(try office.deadlines("C1", "pre-discussion").contains { $0["metOn"] == nil }, "\(id)")
      office.on("2023-03-08")
      try office.command("record-pre-discussion", #"{"child":"C1","on":"2023-03-08","review":"C1-R3"}"#)
      try office.command("hold-midway-review", #"{"child":"C1","on":"2023-03-08"}"#)
      try office.command("record-contact", #"{"child":"C1","on":"2023-03-08","purpose":"case-consultation"}"#)
      try #require(
        try office.deadlines("C1", "pre-discussion").contains { $0["metOn"]?.string == "2023-03-08" }, "\(id)")
      try #require(try office.deadlines("C1", "midway-review").first?["metOn"]?.string == "2023-03-08", "\(id)")
      try #require(
        try office.data("contact-recorded", of: "C1").first?["purpose"]?.string == "case-consultation", "\(id)")
    },
    Row("H1") { id in
      let office = try workplace("herefordshire")
      for day in ["2022-09-20", "2022-11-08"] {
        office.on(day)
        try office.command("record-oversight", #"{"child":"C1","on":"\#(day)","purpose":"drift"}"#)
      }
      let told = try office.data("oversight-recorded", of: "C1")
      try #require(told.map { $0["on"]?.string } == ["2022-09-20", "2022-11-08"], "\(id)")
      try #require(told.allSatisfy { $0["officer"]?.string == "M-1" && $0["purpose"]?.string == "drift" }, "\(id)")
    },
    Row("H4") { id in
      let office = try workplace("herefordshire")
      try #require(try office.deadlines("C1", "oversight").map { $0["dueOn"]?.string } == ["2022-12-01"], "\(id)")
      office.on("2022-11-08")
      try office.command("record-oversight", #"{"child":"C1","on":"2022-11-08"}"#)
      try #require(
        try office.deadlines("C1", "oversight").map { $0["dueOn"]?.string } == ["2022-12-01", "2023-02-08"], "\(id)")
      try office.turn(to: "2023-02-09")
      try #require(try office.missed("C1").contains("2023-02-09 oversight 2023-02-08 local"), "\(id)")
    },
    Row("H9") { id in
      let office = try workplace("herefordshire")
      try office.command("record-pre-discussion", #"{"child":"C1","on":"2022-09-15","with":["social-worker"]}"#)
      try office.command(
        "record-oversight", #"{"child":"C1","on":"2022-09-15","with":["social-worker","team-manager"]}"#)
      try office.command("record-visit", #"{"child":"C1","on":"2022-09-15","childIncluded":true}"#)
      for purpose in ["file-reading", "consultation", "cafcass-liaison", "legal-advice"] {
        try office.command(
          "record-contact", #"{"child":"C1","on":"2022-09-15","purpose":"\#(purpose)","with":["parents","carers"]}"#)
      }
      try office.command(
        "complete-audit", #"{"child":"C1","form":"care-plan-audit","items":[{"item":"plan-current","met":true}]}"#)
      try office.command(
        "record-document", #"{"child":"C1","kind":"assessment","to":["officer"],"on":"2022-09-15"}"#)
      for (type, count) in [
        ("pre-discussion-recorded", 1), ("oversight-recorded", 1), ("visit-recorded", 1), ("contact-recorded", 4),
        ("audit-completed", 1), ("document-recorded", 1),
      ] { try #require(try office.data(type, of: "C1").count == count, "\(id)") }
    },
    Row("H10") { id in
      let office = try workplace("herefordshire")
      for (day, mode) in [("2022-09-15", "virtual"), ("2022-10-03", "phone"), ("2022-11-01", "in-person")] {
        office.on(day)
        try office.command("record-visit", #"{"child":"C1","on":"\#(day)","mode":"\#(mode)"}"#)
      }
      let told = try office.data("visit-recorded", of: "C1")
      try #require(told.map { $0["mode"]?.string } == ["virtual", "phone", "in-person"], "\(id)")
      try office.command("adopt-policy", #"{"profile":"herefordshire-combined","from":"2022-11-01"}"#)
      let adopted = try office.told("policy-adopted").compactMap { $0["data"] }
      try #require(adopted.map { $0["from"]?.string } == ["2000-04-01", "2022-11-01"], "\(id)")
    },
    Row("B34") { id in
      let office = try workplace("middlesbrough")
      try office.publish("court-event-recorded", #"{"child":"C1","on":"2022-09-12","event":"proceedings-issued"}"#)
      try office.command(
        "record-contact", #"{"child":"C1","on":"2022-09-15","purpose":"guardian","with":["guardian"],"mode":"phone"}"#)
      let told = try office.data("contact-recorded", of: "C1")
      try #require(told.map { $0["purpose"]?.string } == ["guardian"], "\(id)")
      try #require(told.first?["with"]?.array?.compactMap(\.string) == ["guardian"], "\(id)")
    },
  ]
}

/// An office with officer M-1, who has C1, in care since 1 September 2022; it is 15 September.
func workplace(_ profile: String, _ changes: String = "{}") throws -> Office {
  let office = try Office(profile)
  try office.register("M-1")
  try office.enter("C1", on: "2022-09-01", changes)
  office.on("2022-09-02")
  try office.command("allocate-officer", #"{"child":"C1","officer":"M-1","on":"2022-09-02"}"#)
  office.on("2022-09-15")
  return office
}

extension Office {
  /// The data of the events of a type about a child.
  func data(_ type: String, of child: String? = nil) throws -> [JSON] {
    try told(type, of: child).compactMap { $0["data"] }
  }

  /// What was told as missed for a child: the day of telling, the kind, its limit and whose.
  func missed(_ child: String) throws -> [String] {
    try told("deadline-missed", of: child).map { event in
      let data = event["data"]
      let members = [data?["kind"], data?["dueOn"], data?["clock"]].map { $0?.string ?? "" }
      let told = event["receivedtime"]?.string.flatMap { Timestamp($0) }?.londonDate
      return "\(told?.description ?? "") \(members.joined(separator: " "))"
    }
  }

  /// The activities of 2022 and 2023, of a kind where one is named: name, or kind, and day.
  func attended(_ kind: String? = nil, _ more: String = "") throws -> [String] {
    let kind = kind.map { #","kind":"\#($0)""# } ?? ""
    let answer = try ask("activities", #"{"from":"2022-01-01","to":"2023-12-31"\#(kind)\#(more)}"#)
    return (answer["items"]?.array ?? []).map { item in
      "\((item["name"] ?? item["kind"])?.string ?? "") \(item["on"]?.string ?? "")"
    }
  }

  /// Records an activity on a day.
  func attend(_ kind: String, _ name: String, on day: String, _ more: String = "") throws {
    try command("record-activity", #"{"kind":"\#(kind)","name":"\#(name)","on":"\#(day)"\#(more)}"#)
  }
}
