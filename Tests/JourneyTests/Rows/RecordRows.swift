import Contracts
import Testing

extension Row {
  /// What follows a review: its record, letter and recommendations, and what is told in time or late.
  static let records: [Row] = [
    Row("M28") { id in
      let office = try workplace("medway")
      try office.hold("C1", on: "2022-09-28")
      let issued = #"{"review":"C1-R1","on":"2022-10-10","format":"letter","heldUntil":"2027-03-01"}"#
      office.on("2022-10-10")
      try office.command("issue-letter", issued)
      let letter = try #require(office.data("letter-issued", of: "C1").first)
      try #require(letter["heldUntil"]?.string == "2027-03-01", "\(id)")
      try #require(letter["workingDays"]?.integer == 8, "\(id)")
      let deadline = try #require(office.deadlines("C1", "letter").first)
      try #require(deadline["dueOn"]?.string == "2022-10-19", "\(id)")
      try #require(deadline["metOn"]?.string == "2022-10-10", "\(id)")
    },
    Row("M29") { id in
      let office = try workplace("medway")
      try office.hold("C1", on: "2022-09-28")
      let record = try #require(office.deadlines("C1", "record").first)
      try #require(record["dueOn"]?.string == "2022-10-26", "\(id)")
      try #require(record["localDueOn"]?.string == "2022-10-19", "\(id)")
      office.on("2022-10-20")
      try office.command("complete-record", #"{"review":"C1-R1","completedOn":"2022-10-20"}"#)
      try office.command(
        "distribute-record", #"{"review":"C1-R1","on":"2022-10-20","to":["child","parents","social-worker","carer"]}"#)
      let completed = try #require(office.data("record-completed", of: "C1").first)
      try #require(completed["workingDays"]?.integer == 16, "\(id)")
      try #require(completed["inTimescale"]?.boolean == true, "\(id)")
      try #require(completed["inLocalTimescale"]?.boolean == false, "\(id)")
      let distributed = try #require(office.data("record-distributed", of: "C1").first)
      try #require(distributed["workingDays"]?.integer == 16, "\(id)")
      try #require(distributed["to"]?.array?.count == 4, "\(id)")
      try #require(try office.missed("C1").contains("2022-10-20 record 2022-10-19 local"), "\(id)")
    },
    Row("T13") { id in
      let office = try workplace("thurrock")
      try office.hold("C1", on: "2022-09-28")
      try office.turn(to: "2022-10-27")
      let near = try office.data("deadline-approaching", of: "C1").filter { $0["kind"]?.string == "record" }
      try #require(near.map { $0["dueOn"]?.string } == ["2022-10-26"], "\(id)")
      try #require(near.first?["officer"]?.string == "M-1", "\(id)")
      try #require(try office.missed("C1").contains("2022-10-27 record 2022-10-26 statutory"), "\(id)")
      try #require(try office.missed("C1").contains("2022-10-27 distribution 2022-10-26 statutory"), "\(id)")
      try office.command("complete-record", #"{"review":"C1-R1","completedOn":"2022-10-27"}"#)
      try office.command(
        "distribute-record", #"{"review":"C1-R1","on":"2022-10-27","to":["child","parents","school"]}"#)
      try #require(try office.data("record-completed", of: "C1").first?["inTimescale"]?.boolean == false, "\(id)")
      try #require(try office.data("record-distributed", of: "C1").first?["inTimescale"]?.boolean == false, "\(id)")
    },
    Row("B30") { id in
      let office = try workplace("middlesbrough")
      try office.hold("C1", on: "2022-09-28")
      office.on("2022-10-26")
      try office.command("distribute-record", #"{"review":"C1-R1","on":"2022-10-26","to":["parents","school"]}"#)
      let told = try #require(office.data("record-distributed", of: "C1").first)
      try #require(told["workingDays"]?.integer == 20, "\(id)")
      try #require(told["inTimescale"]?.boolean == true, "\(id)")
      try #require(try office.deadlines("C1", "distribution").first?["metOn"]?.string == "2022-10-26", "\(id)")
    },
    Row("W28") { id in try formats(id, "westminster", ["letter", "child-friendly-plan", "easy-read", "widgit"]) },
    Row("T26") { id in try formats(id, "thurrock", ["magazine", "letter", "formal-minutes"]) },
    Row("M41") { id in
      let office = try workplace("medway")
      try office.command("make-recommendation", recommendation("panel", "a permanence plan is agreed"))
      try office.command("make-recommendation", recommendation("panel", "the match is presented"))
      try office.command("close-recommendation", #"{"recommendation":"C1-A1","on":"2022-09-15","outcome":"done"}"#)
      try office.turn(to: "2022-11-01")
      let overdue = try office.ask("overdue", #"{"on":"2022-11-01"}"#)["items"]?.array ?? []
      let panel = overdue.filter { $0["kind"]?.string == "recommendation" }
      try #require(panel.map { $0["dueOn"]?.string } == ["2022-10-31"], "\(id)")
      try #require(panel.first?["because"]?["source"]?.string?.hasPrefix("panel") == true, "\(id)")
      try #require(try office.missed("C1").contains("2022-11-01 recommendation 2022-10-31 statutory"), "\(id)")
    },
    Row("W29") { id in
      let office = try workplace("westminster")
      try office.command("make-recommendation", recommendation("review", "a mentor is found by half term"))
      let made = try #require(office.data("recommendation-made", of: "C1").first)
      try #require(made["owner"]?.string == "social-worker", "\(id)")
      try #require(made["outcome"]?.string == "a mentor is found by half term", "\(id)")
      try #require(made["dueOn"]?.string == "2022-10-31", "\(id)")
      office.on("2022-10-31")
      try office.command("close-recommendation", #"{"recommendation":"C1-A1","on":"2022-10-31","outcome":"done"}"#)
      try #require(try office.data("recommendation-closed", of: "C1").first?["inTime"]?.boolean == true, "\(id)")
      let vague = #"{"child":"C1","source":"review","outcome":"do better"}"#
      try #require(throws: (any Error).self, "\(id)") { try office.command("make-recommendation", vague) }
    },
    Row("T25") { id in
      let office = try workplace("thurrock")
      try office.command("make-recommendation", recommendation("young-people", "what we agreed we will do is a list"))
      office.on("2022-10-10")
      try office.command("close-recommendation", #"{"recommendation":"C1-A1","on":"2022-10-10","outcome":"we-did"}"#)
      try #require(try office.deadlines("C1", "recommendation").first?["metOn"]?.string == "2022-10-10", "\(id)")
      try #require(try office.data("recommendation-closed", of: "C1").first?["outcome"]?.string == "we-did", "\(id)")
    },
    Row("W33") { id in
      let office = try workplace("westminster")
      try office.hold("C1", on: "2022-09-28")
      try office.publish("milestone-recorded", #"{"child":"C1","kind":"pathway-plan","dueOn":"2022-10-20"}"#)
      try office.turn(to: "2022-12-29")
      let missed = try office.missed("C1")
      try #require(missed.contains("2022-10-21 pathway-plan 2022-10-20 statutory"), "\(id)")
      try #require(missed.contains("2022-10-27 letter 2022-10-26 local"), "\(id)")
      try #require(missed.contains("2022-10-27 distribution 2022-10-26 statutory"), "\(id)")
      try #require(missed.contains { $0.contains(" papers 2022-12-2") }, "\(id)")
    },
    Row("T34") { id in
      let office = try workplace("thurrock")
      try office.publish(
        "milestone-recorded", #"{"child":"C1","kind":"pathway-plan","dueOn":"2022-09-14","doneOn":"2022-09-13"}"#)
      try #require(try office.deadlines("C1", "pathway-plan").first?["metOn"]?.string == "2022-09-13", "\(id)")
      try office.hold("C1", on: "2022-09-28")
      try office.command(
        "record-document",
        #"{"child":"C1","review":"C1-R1","kind":"social-work-report","to":["officer"],"on":"2022-09-23"}"#)
      try #require(try office.data("document-recorded", of: "C1").first?["workingDaysBefore"]?.integer == 3, "\(id)")
      try office.attend("training", "induction", on: "2022-09-28", #","officer":"M-1","hours":6"#)
      try office.attend("team-link", "assessment-team", on: "2022-09-27", #","officer":"M-1""#)
      try #require(try office.attended() == ["assessment-team 2022-09-27", "induction 2022-09-28"], "\(id)")
    },
    Row("W15") { id in
      let office = try Office("westminster")
      try office.register("M-1")
      office.on("2022-09-06")
      let changes = #"{"approvedOn":"2022-08-31","placement":{"type":"U6","provider":"PR1"}}"#
      try office.enter("C1", on: "2022-09-02", changes)
      try office.command("allocate-officer", #"{"child":"C1","officer":"M-1","on":"2022-09-07"}"#)
      try office.hold("C1", on: "2022-09-21")
      let notice = try office.ask("notice", #"{"child":"C1"}"#)
      try #require(notice["approvedOn"]?.string == "2022-08-31", "\(id)")
      try #require(notice["receivedOn"]?.string == "2022-09-06", "\(id)")
      let gaps = (notice["gaps"]?.array ?? []).map { "\($0["to"]?.string ?? "") \($0["workingDays"]?.integer ?? -1)" }
      try #require(gaps == ["entered 2", "allocated 1", "first-review 9"], "\(id)")
      try #require(notice["gaps"]?.array?.first?["owner"]?.string == "head-of-service", "\(id)")
    },
    Row("W16") { id in
      let office = try Office("westminster")
      office.on("2022-09-20")
      try office.enter("C1", on: "2022-09-02", #"{"team":"north"}"#)
      let late = try #require(office.data("notification-late", of: "C1").first)
      try #require(late["workingDays"]?.integer == 11, "\(id)")
      try #require(late["team"]?.string == "north", "\(id)")
      try office.publish(
        "child-entered-care", entered("C2", "2022-09-05"), recorded: "2022-09-19")
      let cause = try #require(office.data("notification-late", of: "C2").first)
      try #require(cause["cause"]?.string == "recorded-late", "\(id)")
      try #require(cause["owner"]?.string == "social-work-team", "\(id)")
      try office.enter("C3", on: "2022-09-19")
      try #require(try office.data("notification-late", of: "C3").isEmpty, "\(id)")
    },
    Row("W23") { id in
      let office = try workplace("westminster")
      try office.publish("missing-episode-recorded", #"{"child":"C1","from":"2022-09-10","to":"2022-09-14"}"#)
      try #require(try office.deadlines("C1", "return-interview").first?["dueOn"]?.string == "2022-09-17", "\(id)")
      try office.turn(to: "2022-09-18")
      let missed = try office.missed("C1").filter { $0.contains("interview") }
      try #require(missed == ["2022-09-18 return-interview 2022-09-17 statutory"], "\(id)")
      try office.publish(
        "missing-episode-recorded",
        #"{"child":"C1","from":"2022-09-10","to":"2022-09-14","returnInterviewOn":"2022-09-18"}"#)
      try #require(try office.deadlines("C1", "return-interview").first?["metOn"]?.string == "2022-09-18", "\(id)")
    },
  ]

  /// Letters of one review in several formats.
  private static func formats(_ id: String, _ profile: String, _ formats: [String]) throws {
    let office = try workplace(profile)
    try office.hold("C1", on: "2022-09-28")
    for format in formats {
      try office.command("issue-letter", #"{"review":"C1-R1","on":"2022-09-28","format":"\#(format)"}"#)
    }
    try #require(try office.data("letter-issued", of: "C1").map { $0["format"]?.string } == formats, "\(id)")
  }

  private static func recommendation(_ source: String, _ outcome: String) -> String {
    """
    {"child":"C1","source":"\(source)","outcome":"\(outcome)","owner":"social-worker","dueOn":"2022-10-31"}
    """
  }

  private static func entered(_ child: String, _ on: String) -> String {
    """
    {"child":"\(child)","enteredOn":"\(on)","dateOfBirth":"2012-03-01","sex":"F","ethnicity":"WBRI",\
    "legalStatus":"C1","categoryOfNeed":"N1","placement":{"type":"U6","provider":"PR1"}}
    """
  }
}
