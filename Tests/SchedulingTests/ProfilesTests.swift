import Contracts
import Policy
import SchedulingRules
import Testing

/// One history under each authority's profile, side by side: the statutory limit stays the same, each authority's own
/// stands beside it (requirements A7).
struct ProfilesTests {
  private static let authorities = ["medway", "westminster", "thurrock", "herefordshire", "middlesbrough"]

  /// The limits of one history under a profile: by row of the table, the statutory day and the authority's own.
  private struct Sheet {
    var statutory: [String: String] = [:]
    var local: [String: String] = [:]

    mutating func add(_ row: String, _ entry: JSON) {
      let dueOn = entry["dueOn"]?.string
      let localDueOn = entry["localDueOn"]?.string
      guard let day = dueOn ?? localDueOn, day < (statutory[row] ?? local[row] ?? "9") else { return }
      // A limit of the authority alone stands in both members.
      statutory[row] = dueOn == localDueOn ? nil : dueOn
      local[row] = localDueOn
    }
  }

  /// A child comes into care on 1 September 2022, is reviewed by video on 28 September, moves to an unregistered
  /// placement on 3 October without a plan, and has the second review booked for 14 December.
  private static func played(_ profile: String) throws -> Room {
    var room = try Room()
    if profile != "statutory" {
      try room.ask("adopt-policy", json(#"{"profile":"\#(profile)","from":"2022-04-01"}"#), at: day("2022-04-01"))
    }
    try room.publish("child-entered-care", entry("C1", "2022-09-01"), at: day("2022-09-01"))
    return room
  }

  private static func sheet(_ profile: String) throws -> Sheet {
    var sheet = Sheet()
    var room = try played(profile)
    func look(_ at: String) throws {
      let answer = try room.answer("timetable", json(#"{"child":"C1"}"#), at: day(at))
      for review in answer["reviews"]?.array ?? [] where review["heldOn"] == nil {
        sheet.add("review \(review["number"]?.integer ?? 0)", review)
      }
      for deadline in answer["deadlines"]?.array ?? [] { sheet.add(deadline["kind"]?.string ?? "", deadline) }
    }
    try look("2022-09-01")
    let first = #"{"child":"C1","meetings":["2022-09-28"],"completedOn":"2022-09-28","mode":"virtual"}"#
    try room.ask("hold-review", json(first), at: day("2022-09-28"))
    try look("2022-09-28")
    let moved = """
      {"child":"C1","changedOn":"2022-10-03","planned":false,"reasonForPlacementChange":"OTHER",\
      "placement":{"type":"K2","provider":"PR4","registration":"unregistered"}}
      """
    try room.publish("placement-changed", json(moved), at: day("2022-10-03"))
    try look("2022-10-03")
    let booked = #"{"child":"C1","on":"2022-12-14","mode":"in-person"}"#
    try room.ask("book-review", json(booked), at: day("2022-10-10"))
    try look("2022-10-10")
    let second = #"{"child":"C1","meetings":["2022-12-14"],"completedOn":"2022-12-14","mode":"in-person"}"#
    try room.ask("hold-review", json(second), at: day("2022-12-14"))
    try look("2022-12-14")
    return sheet
  }

  @Test func `the same history has the same statutory limits everywhere, and each authority's own beside them`() throws
  {
    let statutory = try Self.sheet("statutory")
    let sheets = try Self.authorities.map { try Self.sheet($0) }
    let rows = Set(([statutory] + sheets).flatMap { Array($0.statutory.keys) + Array($0.local.keys) }).sorted()
    func pad(_ text: String, _ count: Int) -> String {
      text + String(repeating: " ", count: max(1, count - text.count))
    }
    print(pad("kind", 26) + pad("statutory", 12) + Self.authorities.map { pad($0, 15) }.joined())
    for row in rows {
      let law = ([statutory] + sheets).compactMap { $0.statutory[row] }
      #expect(Set(law).count <= 1, "\(row): the statutory day differs")
      let own = sheets.map { $0.local[row] ?? ($0.statutory[row] == nil ? "" : "watched") }
      print(pad(row, 26) + pad(law.first ?? "–", 12) + own.map { pad($0, 15) }.joined())
    }
    for (row, expected) in Self.own {
      let found = zip(Self.authorities, sheets).filter { $1.local[row] != nil }.map { "\($0) \($1.local[row] ?? "")" }
      #expect(found == expected, "\(row)")
    }
    let talks = zip(Self.authorities, sheets).filter { $1.statutory["pre-discussion"] != nil }.map(\.0)
    #expect(talks == ["medway", "westminster"])
  }

  /// What requirements A7 says of the authorities' own limits, as days of the history.
  private static let own: [(row: String, days: [String])] = [
    ("allocation", ["herefordshire 2022-09-06"]),
    ("review 1", ["medway 2022-09-29", "herefordshire 2022-09-29"]),
    ("review 2", ["medway 2022-12-21", "herefordshire 2022-12-21"]),
    ("review 3", []),
    ("booking", ["thurrock 2023-05-14"]),
    ("record", ["medway 2022-10-19"]),
    ("midway-review", ["medway 2023-03-14", "westminster 2023-03-14", "thurrock 2023-03-14"]),
    ("virtual-follow-up", ["thurrock 2022-10-28"]),
    ("letter", ["medway 2022-10-19", "westminster 2022-10-26"]),
    // An unregistered placement: weekly oversight and a visit in two weeks, or a visit each month.
    ("oversight", ["medway 2022-10-10", "herefordshire 2022-12-01"]),
    ("visit", ["medway 2022-10-17", "thurrock 2022-11-03", "middlesbrough 2022-09-27"]),
  ]

  @Test func `guides, roles and streams of reviews differ as the reports say`() throws {
    let profiles = try Self.authorities.map { try #require(Profile.embedded($0)) }
    func told(_ words: (Profile) -> String) -> [String] { profiles.map(words) }
    #expect(
      told { "\($0.caseload.lowerBound)-\($0.caseload.upperBound)" } == ["50-70", "50-60", "57-61", "50-70", "50-70"])
    #expect(told { "\($0.dualRole)" } == ["false", "false", "false", "false", "true"])
    #expect(try #require(Profile.embedded("herefordshire-combined")).dualRole)
    #expect(
      told { $0.reviews.map(\.stream.rawValue).joined(separator: " ") }
        == ["post-care", "intercountry-adoption", "post-care", "", "court-directed"])
    #expect(told { "\($0.watches(.conference))" } == ["false", "false", "false", "false", "true"])
    #expect(told { "\($0.forms.compactMap(\.target).max() ?? 0)" } == ["0", "0", "0", "0", "95"])
    // Westminster's list of unregulated placements and of matching from 14 on are cohorts that all have.
    for name in ["unregistered-or-unregulated", "matching-14-and-over"] {
      #expect(profiles.allSatisfy { profile in profile.cohorts.contains { $0.name.text == name } })
    }
  }

  @Test func `a profile holds from its day: what ran before keeps the limits of the one before`() throws {
    var room = try Room()
    for (profile, from) in [("statutory", "2020-04-01"), ("herefordshire", "2021-03-01")] {
      let asked =
        profile == "statutory" ? #"{"name":"plain","extends":"statutory"}"# : #""\#(profile)""#
      try room.ask("adopt-policy", json(#"{"profile":\#(asked),"from":"\#(from)"}"#), at: day(from))
    }
    for (child, entered) in [("C1", "2021-02-26"), ("C2", "2021-03-01")] {
      try room.publish("child-entered-care", entry(child, entered), at: day("2021-03-01"))
    }
    func local(_ child: String) throws -> String? {
      let answer = try room.answer("timetable", json(#"{"child":"\#(child)"}"#), at: day("2021-03-01"))
      return answer["deadlines"]?.array?.first { $0["kind"]?.string == "allocation" }?["localDueOn"]?.string
    }
    #expect(try local("C1") == nil)
    #expect(try local("C2") == "2021-03-06")
  }
}
