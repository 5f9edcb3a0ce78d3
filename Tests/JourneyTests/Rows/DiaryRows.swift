import Contracts
import Testing

extension Row {
  static let diary: [Row] = clocks + bookings + beforeReviews + conferences + counts
}

extension Office {
  /// What is due for a child, reviews and conferences: `stream number dueOn localDueOn`.
  func due(_ child: String) throws -> [String] {
    (try timetable(child)["reviews"]?.array ?? []).filter { $0["heldOn"] == nil }.map { review in
      [
        review["stream"]?.string, review["number"]?.integer.map { "\($0)" }, review["dueOn"]?.string,
        review["localDueOn"]?.string,
      ].compactMap(\.self).joined(separator: " ")
    }
  }

  /// A child's deadlines of a kind: `dueOn`, and `met` or `lapsed` with the day.
  func days(_ child: String, _ kind: String) throws -> [String] {
    try deadlines(child, kind).map { deadline in
      let end = deadline["metOn"]?.string.map { "met \($0)" } ?? deadline["lapsedOn"]?.string.map { "lapsed \($0)" }
      return [deadline["dueOn"]?.string, end].compactMap(\.self).joined(separator: " ")
    }
  }

  /// Asks a command and gives the warnings with which it was taken.
  func warned(_ method: String, _ params: String) throws -> [String] {
    (try command(method, params)["warnings"]?.array ?? []).compactMap(\.string)
  }

  /// An office whose time begins on a day, with a profile adopted then.
  static func begun(_ day: String, _ profile: String) throws -> Office {
    let office = try Office()
    office.on(day)
    try office.command("adopt-policy", #"{"profile":"\#(profile)","from":"2000-04-01"}"#)
    return office
  }

  /// Many children, each known since its day, with one review each, held on another, after which they leave: all told
  /// afterwards.
  func year(_ reviews: [(enteredOn: CivilDate, heldOn: CivilDate, more: String)], toldOn day: String) throws {
    on(day)
    for (number, review) in reviews.enumerated() {
      try enter("Y\(number)", on: review.enteredOn.description)
      try hold("Y\(number)", on: review.heldOn.description, review.more)
      let left = #"{"child":"Y\#(number)","leftOn":"\#(review.heldOn)","reasonEpisodeCeased":"E4A"}"#
      try publish("child-left-care", left)
    }
  }
}

// MARK: - Clocks

extension Row {
  private static let clocks: [Row] = [
    Row("M3") { id in
      // A former child's reviews go on every six months once somebody opens them, and not without.
      let office = try Office("medway")
      for child in ["C1", "C2"] {
        try office.enter(child, on: "2022-04-04")
        try office.hold(child, on: "2022-04-28")
        let left = #"{"child":"\#(child)","leftOn":"2022-06-30","reasonEpisodeCeased":"E4A"}"#
        office.on("2022-06-30")
        try office.publish("child-left-care", left)
      }
      try office.hold("C1", on: "2022-09-12", #","stream":"post-care""#)
      try #require(try office.due("C1") == ["post-care 2 2023-03-12"] && office.due("C2") == [], "\(id)")
      try #require(try office.told("review-held").count { $0["data"]?["stream"]?.string == "post-care" } == 1, "\(id)")
    },
    Row("M25") { id in
      // Four weeks and twelve weeks are the authority's clock beside 20 working days, three months and six months.
      let office = try Office("medway")
      try office.enter("C1", on: "2022-04-04")
      try #require(try office.due("C1") == ["looked-after 1 2022-05-05 2022-05-02"], "\(id)")
      try office.hold("C1", on: "2022-04-28")
      try #require(try office.due("C1") == ["looked-after 2 2022-07-28 2022-07-21"], "\(id)")
      try office.hold("C1", on: "2022-07-20")
      try #require(try office.due("C1") == ["looked-after 3 2023-01-20"], "\(id)")
    },
    Row("H3") { id in
      let office = try Office.begun("2020-04-01", "herefordshire")
      try office.enter("C1", on: "2020-09-01")
      try #require(try office.due("C1") == ["looked-after 1 2020-09-29"], "\(id)")
      try office.enter("C2", on: "2020-12-24")
      try #require(try office.due("C2") == ["looked-after 1 2021-01-26 2021-01-21"], "\(id)")
      try office.hold("C1", on: "2020-09-29")
      try #require(try office.due("C1") == ["looked-after 2 2020-12-29 2020-12-22"], "\(id)")
      try office.hold("C1", on: "2020-12-15")
      try #require(try office.due("C1") == ["looked-after 3 2021-06-15"], "\(id)")
    },
    Row("M26") { id in
      let office = try Office("medway")
      try office.enter("C1", on: "2022-04-04")
      try office.hold("C1", on: "2022-04-28")
      let by = #""by":{"role":"officer","id":"M-1"}"#
      office.on("2022-06-06")
      let change = #"{"child":"C1","changedOn":"2022-06-06","change":"school-change","significant":true}"#
      try office.publish("care-plan-changed", change)
      try #require(try office.days("C1", "early-review-decision") == ["2022-06-13"], "\(id)")
      office.on("2022-06-07")
      let no = #"{"child":"C1","cause":"school-change","decision":"not-needed","reason":"settled",\#(by)}"#
      try office.command("decide-early-review", no)
      office.on("2022-06-08")
      let move = """
        {"child":"C1","changedOn":"2022-06-07","planned":false,"reasonForPlacementChange":"CARPL",\
        "placement":{"type":"U6","provider":"PR1"}}
        """
      try office.publish("placement-changed", move)
      try #require(
        try office.days("C1", "early-review-decision") == ["2022-06-13 met 2022-06-07", "2022-06-15"], "\(id)")
      office.on("2022-06-09")
      let yes = """
        {"child":"C1","cause":"placement-breakdown","decision":"bring-forward","reason":"no notice",\
        "dueOn":"2022-06-24",\(by)}
        """
      try office.command("decide-early-review", yes)
      try #require(try office.days("C1", "early-review-decision").last == "2022-06-15 met 2022-06-09", "\(id)")
      let told = try office.told("early-review-decided").compactMap { $0["data"] }
      try #require(told.map { $0["decision"]?.string } == ["not-needed", "bring-forward"], "\(id)")
      try #require(told.map { $0["reason"]?.string } == ["settled", "no notice"], "\(id)")
      try #require(try office.due("C1") == ["looked-after 2 2022-06-24"], "\(id)")
    },
    Row("M27") { id in
      let office = try Office("medway")
      try office.enter("C1", on: "2022-04-04", #"{"legalStatus":"E1"}"#)
      try office.hold("C1", on: "2022-04-28")
      office.on("2022-08-01")
      let move = """
        {"child":"C1","changedOn":"2022-08-01","planned":true,"reasonForPlacementChange":"PLACE",\
        "placement":{"type":"A5","provider":"PR1"}}
        """
      try office.publish("placement-changed", move)
      try #require(try office.due("C1") == ["placed-for-adoption 1 2022-08-29"], "\(id)")
    },
    Row("W5") { id in
      // Looked after, placed for adoption, and of an intercountry adoption: three streams, each with its own limit.
      let office = try Office("westminster")
      try office.enter("C1", on: "2022-04-04")
      let adoption = #"{"legalStatus":"E1","placement":{"type":"A5","provider":"PR1"}}"#
      try office.enter("C2", on: "2022-04-04", adoption)
      try office.enter("C3", on: "2022-04-04")
      try office.hold("C3", on: "2022-04-20", #","stream":"intercountry-adoption""#)
      let due = try office.ask("due", #"{"from":"2022-04-01","to":"2022-12-31","kind":"review"}"#)["items"]?.array ?? []
      let streams = due.compactMap { item in item["stream"]?.string.map { "\($0) \(item["dueOn"]?.string ?? "")" } }
      try #require(
        streams == [
          "placed-for-adoption 2022-05-02", "looked-after 2022-05-05", "looked-after 2022-05-05",
          "intercountry-adoption 2022-10-20",
        ], "\(id)")
    },
    Row("T29") { id in
      // The transition is on the agenda of each review from 16, and one review follows the 18th birthday.
      let office = try Office.begun("2021-04-01", "thurrock")
      try office.enter("C1", on: "2021-04-01", #"{"dateOfBirth":"2003-09-20"}"#)
      let review = try office.hold("C1", on: "2021-04-28")
      let plan = #"{"child":"C1","review":"\#(review)","kind":"transition-plan","to":["child"],"on":"2021-04-28"}"#
      try office.command("record-document", plan)
      try #require(try office.told("document-recorded").first?["data"]?["review"]?.string == review, "\(id)")
      try office.hold("C1", on: "2021-07-20")
      try office.turn(to: "2021-09-20")
      try #require(try office.due("C1").first == "post-care 1 2021-12-20", "\(id)")
      try office.publish("child-left-care", #"{"child":"C1","leftOn":"2021-09-20","reasonEpisodeCeased":"E7"}"#)
      try #require(try office.due("C1") == ["post-care 1 2021-12-20"], "\(id)")
      try office.hold("C1", on: "2021-11-30", #","stream":"post-care""#)
      try #require(try office.due("C1") == [], "\(id)")
    },
    Row("B18") { id in
      // A judge asks that the child's case be reviewed for a year, though care ends.
      let office = try Office.begun("2018-04-01", "middlesbrough")
      try office.enter("C1", on: "2018-04-03")
      office.on("2018-09-03")
      try office.publish("child-left-care", #"{"child":"C1","leftOn":"2018-09-03","reasonEpisodeCeased":"E4A"}"#)
      let direction = #"{"child":"C1","on":"2018-09-03","event":"review-directed","until":"2019-09-03"}"#
      try office.publish("court-event-recorded", direction)
      try #require(try office.due("C1") == ["court-directed 1 2019-03-03"], "\(id)")
      try office.hold("C1", on: "2019-02-25", #","stream":"court-directed""#)
      try #require(try office.due("C1") == ["court-directed 2 2019-08-25"], "\(id)")
      try office.hold("C1", on: "2019-08-20", #","stream":"court-directed""#)
      try #require(try office.due("C1") == [], "\(id)")
    },
  ]
}

// MARK: - Bookings

extension Row {
  private static let bookings: [Row] = [
    Row("T8") { id in
      let office = try Office.begun("2021-04-01", "thurrock")
      try office.enter("C1", on: "2021-04-01")
      try office.hold("C1", on: "2021-04-28")
      try office.hold("C1", on: "2021-07-20")
      try #require(try office.days("C1", "booking") == ["2021-12-20"], "\(id)")
      office.on("2021-08-02")
      try #require(
        try office.warned("book-review", #"{"child":"C1","on":"2021-12-20","mode":"in-person"}"#) == ["no-officer"],
        "\(id)")
      try #require(try office.days("C1", "booking") == ["2021-12-20 met 2021-08-02"], "\(id)")
      let item = try office.ask("diary", #"{"from":"2021-12-20","to":"2021-12-20"}"#)["items"]?.array?.first
      // A month of slack between the day and the limit; a move uses it up.
      try #require(item?["on"]?.string == "2021-12-20" && item?["dueOn"]?.string == "2022-01-20", "\(id)")
      let move = #"{"child":"C1","reviewOn":"2021-12-20","on":"2022-01-17","reason":"school trip"}"#
      try #require(try office.warned("move-review", move) == ["after-the-planned-day", "no-officer"], "\(id)")
      try #require(try office.told("review-moved").first?["data"]?["reason"]?.string == "school trip", "\(id)")
    },
    Row("T11") { id in
      let office = try Office.begun("2021-04-01", "thurrock")
      try office.enter("C1", on: "2021-04-01")
      try office.hold("C1", on: "2021-04-28")
      office.on("2021-07-20")
      let virtual = #"{"child":"C1","meetings":["2021-07-20"],"completedOn":"2021-07-20","mode":"virtual"}"#
      try office.command("hold-review", virtual)
      try #require(try office.days("C1", "virtual-follow-up") == ["2021-08-20"], "\(id)")
      office.on("2021-08-02")
      try office.command("record-visit", #"{"child":"C1","on":"2021-08-02","mode":"virtual"}"#)
      try #require(try office.days("C1", "virtual-follow-up") == ["2021-08-20"], "\(id)")
      office.on("2021-08-10")
      try office.command("record-visit", #"{"child":"C1","on":"2021-08-10","mode":"in-person","childIncluded":true}"#)
      try #require(try office.days("C1", "virtual-follow-up") == ["2021-08-20 met 2021-08-10"], "\(id)")
    },
    Row("T38") { id in
      let office = try Office.begun("2021-04-01", "thurrock")
      try office.enter("C1", on: "2021-04-01")
      let by = #""by":{"role":"business-support","id":"BS-4"}"#
      try office.command("book-review", #"{"child":"C1","on":"2021-04-26","mode":"hybrid",\#(by)}"#)
      try office.command("move-review", #"{"review":"C1-R1","on":"2021-04-28","reason":"a clash",\#(by)}"#)
      try office.command("cancel-review", #"{"review":"C1-R1","reason":"the carer is away",\#(by)}"#)
      for type in ["review-booked", "review-moved", "review-cancelled"] {
        let told = try #require(try office.told(type, of: "C1").first?["data"])
        try #require(
          told["by"]?["role"]?.string == "business-support" && told["by"]?["id"]?.string == "BS-4", "\(id) \(type)")
      }
    },
  ]
}
