import Contracts
import Testing

extension Row {
  /// Views to court, and complaints.
  static let inCourt: [Row] = [
    Row("M42", of: .disputes) { id in
      let office = try proceedings(["C1", "C2"])
      try contact(office, "C1", on: "2022-05-10")
      try office.settle()
      try office.challenge(
        "file-court-view",
        #""child":"C1","on":"2022-05-10","kind":"statement","proceedings":"p-1","guardianConsulted":true"#)
      try office.challenge("file-court-view", #""child":"C1","on":"2022-05-10","kind":"oral","proceedings":"p-1""#)
      let items = try office.ask("court-views", at: .disputes)["items"]?.array ?? []
      let counts = items.map {
        "\($0["child"]?.string ?? "") \($0["views"]?.integer ?? -1) \($0["guardianContacts"]?.integer ?? -1)"
      }
      try #require(counts == ["C1 2 1", "C2 0 0"], "\(id)")
      try #require(items.first?["guardianConsulted"]?.boolean == true, "\(id)")
      try #require(items.first?["proceedings"]?.string == "p-1", "\(id)")
    },
    Row("B18", of: .disputes) { id in
      // Views to court in all proceedings: overdue where none were sent; a judge asks to keep reviewing.
      let office = try proceedings(["C1", "C2"], "middlesbrough")
      try office.settle()
      let before = try office.ask("court-views", at: .disputes)
      try #require(before["withoutViews"]?.integer == 2 && before["rate"]?.double == 0, "\(id)")
      try #require(before["items"]?.array?.allSatisfy { $0["overdue"]?.boolean == true } == true, "\(id)")
      try office.challenge("file-court-view", #""child":"C1","on":"2022-05-10","kind":"statement""#)
      let after = try office.ask("court-views", at: .disputes)
      try #require(after["count"]?.integer == 2 && after["rate"]?.double == 50, "\(id)")
      try #require(after["items"]?.array?.map { $0["overdue"]?.boolean } == [false, true], "\(id)")
      office.on("2022-09-05")
      try office.publish("child-left-care", #"{"child":"C1","leftOn":"2022-09-05","reasonEpisodeCeased":"E4A"}"#)
      try office.publish(
        "court-event-recorded",
        #"{"child":"C1","on":"2022-09-05","event":"review-directed","until":"2023-09-05"}"#)
      try #require(try office.due("C1") == ["court-directed 1 2023-03-05"], "\(id)")
      try office.settle()
    },
    Row("B34", of: .disputes) { id in
      // Early and regular contact with the guardian, in each proceedings.
      let office = try proceedings(["C1"])
      try contact(office, "C1", on: "2022-05-06")
      try contact(office, "C1", on: "2022-06-10")
      office.on("2022-07-01")
      try office.publish(
        "court-event-recorded", #"{"child":"C1","on":"2022-07-01","event":"proceedings-concluded"}"#)
      office.on("2022-11-01")
      try office.publish("court-event-recorded", #"{"child":"C1","on":"2022-11-01","event":"proceedings-issued"}"#)
      try contact(office, "C1", on: "2022-11-03")
      try office.settle()
      let items = try office.ask("court-views", at: .disputes)["items"]?.array ?? []
      try #require(items.map { $0["guardianContacts"]?.integer } == [2, 1], "\(id)")
      try #require(
        items.map { $0["firstGuardianContactOn"]?.string } == ["2022-05-06", "2022-11-03"], "\(id)")
    },
    Row("W22", of: .disputes) { id in
      let office = try Office("westminster", with: .disputes)
      for child in ["C1", "C2", "C3"] { try office.enter(child, on: "2022-04-04") }
      office.on("2022-06-01")
      for child in ["C1", "C2", "C3"] {
        try office.publish("complaint-made", #"{"child":"\#(child)","on":"2022-06-01","about":"contact"}"#)
      }
      try office.settle()
      func states() throws -> [String?] {
        (try office.about("complaints")["items"]?.array ?? []).map { $0["state"]?.string }
      }
      try #require(try states() == ["open", "open", "open"], "\(id)")
      // One is resolved through the review, one becomes a challenge, one waits.
      office.on("2022-06-15")
      try office.challenge(
        "answer-complaint",
        #""child":"C1","madeOn":"2022-06-01","on":"2022-06-15","outcome":"resolved","through":"review","#
          + #""by":{"role":"reviewing-officer","id":"M-1"}"#)
      try office.raise("D1", #""kind":"informal","children":["C2"],"theme":"contact","complaint":true"#)
      try #require(try states() == ["answered", "raised", "open"], "\(id)")
      let answer = try office.about("complaints")
      try #require(answer["made"]?.integer == 3 && answer["answered"]?.integer == 1, "\(id)")
      let first = try #require(answer["items"]?.array?.first)
      try #require(first["answeredBy"]?.string == "M-1" && first["through"]?.string == "review", "\(id)")
      try #require(first["answeredOn"]?.string == "2022-06-15" && first["days"]?.integer == 14, "\(id)")
      let open = try office.ask("open-disputes", at: .disputes)["complaints"]?.array ?? []
      try #require(open.map { $0["child"]?.string } == ["C3"], "\(id)")
    },
    Row("T3", of: .disputes) { id in
      let office = try Office("thurrock", with: .disputes)
      try office.enter("C1", on: "2022-04-04")
      try office.settle()
      try #require(try office.about("complaints")["aboutOfficers"]?.integer == 0, "\(id)")
      office.on("2022-06-01")
      try office.publish(
        "complaint-made", #"{"child":"C1","on":"2022-06-01","about":"manner","aboutOfficer":"M-1"}"#)
      try office.settle()
      let answer = #""child":"C1","madeOn":"2022-06-01","on":"2022-06-01","outcome":"not-upheld""#
      // The officer complained about does not end it.
      let refused = try office.refusal {
        try office.challenge("answer-complaint", answer + #","by":{"role":"reviewing-officer","id":"M-1"}"#)
      }
      try #require(refused == "complained-about /by/id", "\(id)")
      try office.challenge("answer-complaint", answer + #","by":{"role":"service-manager","id":"SM-1"}"#)
      let count = try office.about("complaints")
      try #require(count["aboutOfficers"]?.integer == 1 && count["open"]?.integer == 0, "\(id)")
      try #require(count["items"]?.array?.first?["answeredBy"]?.string == "SM-1", "\(id)")
    },
  ]

  /// An office where proceedings about children were issued on 4 May 2022, and which has come to the 10th.
  private static func proceedings(_ children: [String], _ profile: String = "medway") throws -> Office {
    let office = try Office(profile, with: .disputes)
    for child in children { try office.enter(child, on: "2022-04-04") }
    office.on("2022-05-10")
    for child in children {
      try office.publish(
        "court-event-recorded", #"{"child":"\#(child)","on":"2022-05-04","event":"proceedings-issued"}"#)
    }
    return office
  }

  private static func contact(_ office: Office, _ child: String, on day: String) throws {
    if day > office.today { office.on(day) }
    try office.command("record-contact", #"{"child":"\#(child)","on":"\#(day)","with":["guardian"]}"#)
  }
}
