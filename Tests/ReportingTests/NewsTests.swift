import Contracts
import ReportingRules
import Testing

/// What officers' changes, children's details, acts, audits and conferences mean for the figures.
@Suite struct NewsTests {
  private let from = "2022-04-01"
  private let to = "2023-03-31"

  /// What was told of one officer after the registration from 2020 with a full post, and the caseload's posts at the
  /// end of March 2023.
  private static let changes: [(changes: [(from: String, more: String)], posts: String?)] = [
    ([], "1"),
    ([("2023-03-31", #""fte":0.5"#)], "0.5"),
    ([("2023-04-01", #""fte":0.5"#)], "1"),
    ([("2022-05-01", #""fte":0.5"#), ("2022-07-01", #""maximumChildren":50"#)], "0.5"),
    ([("2022-05-01", #""fte":0.5"#), ("2022-04-01", #""fte":0.8"#)], "0.5"),
    ([("2022-05-01", #""fte":0.5"#), ("2022-05-01", #""fte":0.8"#)], "0.8"),
    ([("2022-05-01", #""leftOn":"2023-03-31""#)], "1"),
    ([("2022-05-01", #""leftOn":"2023-03-30""#)], nil),
    ([("2023-05-01", #""leftOn":"2023-03-30""#), ("2023-05-01", #""fte":0.5"#)], nil),
    ([("2022-05-01", #""leftOn":"2023-03-01""#), ("2023-02-01", #""leftOn":"2023-06-01""#)], "1"),
    ([("2022-05-01", #""absentUntil":"2023-05-01""#)], "1"),
  ]

  @Test(arguments: changes.indices)
  func `a caseload is set against the posts held on the last day`(index: Int) throws {
    var feeds = Feeds()
    try feeds.change("O-9", "2020-01-01", #""fte":1"#)
    try feeds.register("O-1", "2020-01-01", fte: "1.0")
    for change in Self.changes[index].changes { try feeds.change("O-1", change.from, change.more) }
    try feeds.enter("A", "2022-05-02")
    let room = try Room(feeds.told)
    let posts = try room.figures(from, to)["caseload-average"]?["denominator"]?.text
    #expect(posts == Self.changes[index].posts ?? "0")
    #expect(
      try room.rows("caseload-by-officer", from, to).map { $0[1] } == (Self.changes[index].posts.map { [$0] } ?? []))
    #expect(try room.rows("caseload-by-officer", "2019-01-01", "2019-12-31").isEmpty)
  }

  @Test func `a detail holds from its day, a date of birth and a need for all of the period`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-02", born: "2008-05-03", unaccompanied: false)
    try feeds.enter("B", "2022-05-02", born: "2010-01-01")
    try feeds.detail("A", "2022-09-01", #""sex":"F","ethnicity":"ABAN","unaccompaniedAsylumSeeking":true"#)
    try feeds.detail("A", "2022-10-01", #""dateOfBirth":"2008-05-01","categoryOfNeed":"N3""#)
    try feeds.detail("A", "2022-10-02", #""team":"north""#)
    try feeds.detail("A", "2023-04-01", #""sex":"M""#)
    let room = try Room(feeds.told)
    #expect(try room.counts("in-care-by-sex", from, "2022-08-31") == ["M": "2"])
    #expect(try room.counts("in-care-by-sex", from, to) == ["F": "1", "M": "1"])
    #expect(try room.counts("in-care-by-sex", from, "2023-04-01") == ["M": "2"])
    #expect(try room.counts("in-care-by-ethnicity", from, to) == ["ABAN": "1", "WBRI": "1"])
    #expect(try room.values(from, "2022-08-31")["unaccompanied-at-end"] == "0")
    #expect(try room.values(from, to)["unaccompanied-at-end"] == "1")
    #expect(try room.counts("entries-by-age", from, to) == ["6-13": "1", "14-plus": "1"])
    #expect(try room.counts("need-at-entry", from, to) == ["N1": "1", "N3": "1"])
  }

  @Test func `a detail of one period of care says nothing of the next, but for the date of birth`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2021-05-02", born: "2008-05-03")
    try feeds.detail("A", "2021-06-01", #""sex":"F","dateOfBirth":"2010-01-01""#)
    try feeds.leave("A", "2021-12-01")
    try feeds.enter("A", "2022-06-01", born: "2008-05-03")
    let room = try Room(feeds.told)
    #expect(try room.counts("in-care-by-sex", from, to) == ["M": "1"])
    #expect(try room.counts("in-care-by-age", from, to) == ["13": "1"])
  }

  @Test func `a child is seen before a review where an act falls between it and the review before`() throws {
    var feeds = Feeds()
    let acts: [(type: String, on: String, included: Bool?, isSeen: Bool)] = [
      ("visit-recorded", "2022-06-10", nil, true), ("visit-recorded", "2022-06-10", false, false),
      ("contact-recorded", "2022-06-10", true, true), ("contact-recorded", "2022-06-10", nil, false),
      ("midway-review-held", "2022-06-09", true, true), ("midway-review-held", "2022-06-09", nil, false),
      ("visit-recorded", "2022-06-11", nil, false), ("visit-recorded", "2022-05-10", nil, false),
      ("visit-recorded", "2022-05-11", nil, true), ("oversight-recorded", "2022-06-01", true, false),
    ]
    for (index, act) in acts.enumerated() {
      try feeds.hold("C-\(index)-R1", of: "C-\(index)", "2022-05-10", completed: "2022-03-31", due: nil)
      try feeds.act(act.type, "C-\(index)", act.on, included: act.included)
      try feeds.hold("C-\(index)-R2", of: "C-\(index)", "2022-06-10", due: nil)
    }
    let room = try Room(feeds.told)
    let figure = try #require(try room.figures(from, to)["seen-before-review-rate"])
    #expect(figure["value"]?.text == "40.00")
    let opened = try room.ask("explain", #""certificate":"\#(figure["certificate"]?.string ?? "")""#)
    #expect(opened["numerator"] == .strings(acts.indices.filter { acts[$0].isSeen }.map { "C-\($0)-R2" }))
    #expect(opened["denominator"]?.array?.count == acts.count)
  }

  @Test func `a visit in an earlier period of care does not count for a first review`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2021-05-02")
    try feeds.act("visit-recorded", "A", "2021-06-01", included: nil)
    try feeds.leave("A", "2021-12-01")
    try feeds.enter("A", "2022-06-01")
    try feeds.hold("R-1", of: "A", "2022-06-20", due: nil)
    #expect(try Room(feeds.told).values(from, to)["seen-before-review-rate"] == "0.00")
    try feeds.act("visit-recorded", "A", "2022-06-01", included: nil)
    #expect(try Room(feeds.told).values(from, to)["seen-before-review-rate"] == "100.00")
  }

  @Test func `an audit counts for the review it names, up to the first meeting`() throws {
    var feeds = Feeds()
    for review in ["R-1", "R-2", "R-3"] { try feeds.hold(review, of: "A", "2022-06-10", due: nil) }
    try feeds.audit("R-1", of: "A", "2022-06-10")
    try feeds.audit("R-2", of: "A", "2022-06-11")
    #expect(try Room(feeds.told).values(from, to)["audits-complete-rate"] == "33.33")
  }

  @Test func `initial conferences are counted on their day as last told`() throws {
    var feeds = Feeds()
    try feeds.confer("CP-1", of: "A", "2022-06-10", inTimescale: true)
    try feeds.confer("CP-2", of: "B", "2022-06-10", inTimescale: nil)
    try feeds.confer("CP-3", of: "C", "2022-06-10", inTimescale: true)
    try feeds.confer("CP-3", of: "C", "2022-06-11", inTimescale: false)
    try feeds.confer("CP-4", of: "D", "2022-06-10", kind: "review", inTimescale: true)
    try feeds.confer("CP-5", of: "E", "2022-03-31", inTimescale: true)
    let figure = try #require(try Room(feeds.told).figures(from, to)["conferences-in-timescale-rate"])
    #expect(figure["value"]?.text == "33.33")
    #expect(figure["denominator"]?.integer == 3)
  }

  @Test func `a conference whose limit was told again is in time or late by that, as long as it was held at all`()
    throws
  {
    var feeds = Feeds()
    try feeds.confer("CP-1", of: "A", "2022-06-10", inTimescale: true)
    try feeds.confer("CP-2", of: "B", "2022-06-10", inTimescale: nil)
    try feeds.moveLimit(ofConference: "CP-1", of: "A", "2022-06-10", dueOn: "2022-06-09")
    try feeds.moveLimit(ofConference: "CP-2", of: "B", "2022-06-10", dueOn: "2022-06-10")
    let rate = "conferences-in-timescale-rate"
    let figure = try #require(try Room(feeds.told).figures(from, to)[rate])
    #expect(figure["numerator"]?.integer == 1 && figure["denominator"]?.integer == 2)
    try feeds.withdraw(0, known: "2022-07-01T12:00:00Z")
    let left = try #require(try Room(feeds.told).figures(from, to)[rate])
    #expect(left["numerator"]?.integer == 1 && left["denominator"]?.integer == 1)
  }

  @Test func `the local clock has a rate of its own, which follows limits told later`() throws {
    var feeds = Feeds()
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-20", localDue: "2022-05-11")
    try feeds.hold("R-2", of: "B", "2022-05-12", due: "2022-05-20", localDue: "2022-05-12")
    try feeds.hold("R-3", of: "C", "2022-05-12", due: "2022-05-11")
    try feeds.hold("R-4", of: "D", "2022-05-12", due: "2022-05-20", localDue: "2022-05-11")
    try feeds.hold("R-5", of: "E", "2022-05-12", due: nil)
    #expect(try Room(feeds.told).values(from, to)["reviews-in-timescale-local-rate"] == "25.00")
    try feeds.due("R-4", of: "D", "2022-05-20", known: "2022-06-01T12:00:00Z")
    #expect(try Room(feeds.told).values(from, to)["reviews-in-timescale-local-rate"] == "50.00")
    try feeds.due("R-2", of: "B", "2022-05-20", localDue: "2022-05-10", known: "2022-06-01T12:00:00Z")
    let values = try Room(feeds.told).values(from, to)
    #expect(values["reviews-in-timescale-local-rate"] == "25.00")
    #expect(values["reviews-in-timescale-rate"] == "75.00")
  }
}
