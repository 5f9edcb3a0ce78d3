import Contracts
import Testing

extension Row {
  /// What placements call for.
  static let placements: [Row] = [
    Row("M14") { id in
      let office = try workplace("medway")
      try office.publish("placement-changed", unregistered("unregulated"))
      try #require(try office.deadlines("C1", "oversight").map { $0["dueOn"]?.string } == ["2022-09-22"], "\(id)")
      try #require(try office.deadlines("C1", "visit").map { $0["dueOn"]?.string } == ["2022-09-29"], "\(id)")
      office.on("2022-09-21")
      try office.command("record-oversight", #"{"child":"C1","on":"2022-09-21"}"#)
      try #require(
        try office.deadlines("C1", "oversight").map { $0["dueOn"]?.string } == ["2022-09-22", "2022-09-28"], "\(id)")
      try office.turn(to: "2022-09-30")
      let missed = try office.missed("C1")
      try #require(missed.contains("2022-09-29 oversight 2022-09-28 local"), "\(id)")
      try #require(missed.contains("2022-09-30 visit 2022-09-29 local"), "\(id)")
      let overdue = try office.ask("overdue", #"{"on":"2022-09-30"}"#)["items"]?.array ?? []
      let kinds = overdue.compactMap { $0["kind"]?.string }
      try #require(kinds.contains("oversight") && kinds.contains("visit"), "\(id)")
    },
    Row("T27") { id in
      let office = try workplace("thurrock")
      try office.publish("placement-changed", unregistered("unregistered"))
      try #require(try office.deadlines("C1", "visit").map { $0["dueOn"]?.string } == ["2022-10-15"], "\(id)")
      office.on("2022-10-12")
      try office.command("record-visit", #"{"child":"C1","on":"2022-10-12","childIncluded":true}"#)
      try #require(
        try office.deadlines("C1", "visit").map { $0["dueOn"]?.string } == ["2022-10-15", "2022-11-12"], "\(id)")
      try office.turn(to: "2022-11-13")
      try #require(try office.missed("C1").contains("2022-11-13 visit 2022-11-12 local"), "\(id)")
    },
    Row("T28") { id in
      let office = try workplace("thurrock", #"{"dateOfBirth":"2006-11-01"}"#)
      let moved = """
        {"child":"C1","changedOn":"2022-09-14","placement":{"type":"H5","provider":"PR4"},\
        "reasonForPlacementChange":"PLACE"}
        """
      try office.publish("placement-changed", moved)
      try #require(try office.missed("C1") == ["2022-09-15 placement-unlawful 2022-09-14 statutory"], "\(id)")
      let because = try office.data("deadline-missed", of: "C1").first?["because"]
      try #require(because?["source"]?.string == "CPR 2010 reg 27A", "\(id)")
      func overdue(_ on: String) throws -> [String] {
        let items = try office.ask("overdue", #"{"on":"\#(on)"}"#)["items"]?.array ?? []
        return items.compactMap { $0["kind"]?.string }.filter { $0 == "placement-unlawful" }
      }
      try #require(try overdue("2022-09-30") == ["placement-unlawful"], "\(id)")
      office.on("2022-10-03")
      try office.publish(
        "placement-changed",
        """
        {"child":"C1","changedOn":"2022-10-03","placement":{"type":"K2","provider":"PR4"},\
        "reasonForPlacementChange":"PLACE"}
        """)
      try #require(try overdue("2022-10-04") == [], "\(id)")
      try #require(try office.deadlines("C1", "placement-unlawful").first?["metOn"]?.string == "2022-10-03", "\(id)")
      try #require(try office.missed("C1").count { $0.contains("unlawful") } == 1, "\(id)")
    },
  ]

  private static func unregistered(_ registration: String) -> String {
    """
    {"child":"C1","changedOn":"2022-09-15","placement":{"type":"K2","provider":"PR4",\
    "registration":"\(registration)"},"reasonForPlacementChange":"PLACE"}
    """
  }
}
