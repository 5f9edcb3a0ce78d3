import Contracts
import ReportingRules
import Testing

@Suite struct ReviewTests {
  private let from = "2022-04-01"
  private let to = "2023-03-31"

  @Test func `a review counts on the day on which it was complete`() throws {
    var feeds = Feeds()
    try feeds.hold("R-1", of: "A", "2022-03-20", completed: "2022-04-01", due: "2022-03-20")
    try feeds.hold("R-2", of: "A", "2022-03-31", due: "2022-03-01")
    try feeds.hold("R-3", of: "A", "2023-03-31", due: "2023-03-30", lateReason: "told late")
    try feeds.hold("R-4", of: "A", "2023-03-31", completed: "2023-04-01", due: "2023-03-30")
    try feeds.hold("R-5", of: "A", "2022-06-01", due: nil)
    let room = try Room(feeds.told)
    let values = try room.values(from, to)
    #expect(values["reviews-held"] == "3")
    #expect(values["reviews-in-timescale"] == "1")
    #expect(values["reviews-out-of-timescale"] == "1")
    #expect(values["reviews-in-timescale-rate"] == "50.00")
    #expect(try room.rows("late-reviews", from, to) == [["A", "R-3", "2023-03-30", "2023-03-31", "told late"]])
    let months = try room.rows("reviews-by-month", from, "2022-06-30")
    #expect(
      months
        == [
          ["2022-04", "1", "1", "0", "100.00"], ["2022-05", "0", "0", "0", "null"],
          ["2022-06", "1", "0", "0", "null"],
        ])
  }

  @Test func `a limit that moves after the review was held decides whether it was late`() throws {
    var feeds = Feeds()
    try feeds.due("R-1", of: "A", "2022-05-10", known: "2022-05-01T12:00:00Z")
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-10", lateReason: "no room")
    try feeds.due("R-1", of: "A", "2022-05-12", known: "2022-06-01T12:00:00Z")
    let room = try Room(feeds.told)
    #expect(try room.values(from, to)["reviews-in-timescale"] == "1")
    #expect(try room.values(from, to, knownOn: "2022-05-31T00:00:00Z")["reviews-out-of-timescale"] == "1")
    try feeds.hold("R-1", of: "A", "2022-05-13", due: "2022-05-12", known: "2022-07-01T12:00:00Z")
    let corrected = try Room(feeds.told).values(from, to)
    #expect(corrected["reviews-held"] == "1")
    #expect(corrected["reviews-out-of-timescale"] == "1")
  }

  @Test func `a review told again on another day leaves the period it was in`() throws {
    var feeds = Feeds()
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-12", known: "2022-05-12T12:00:00Z")
    try feeds.hold("R-1", of: "A", "2021-05-12", due: "2021-05-12", known: "2022-08-01T12:00:00Z")
    let room = try Room(feeds.told)
    #expect(try room.values(from, to)["reviews-held"] == "0")
    #expect(try room.values(from, to, knownOn: "2022-07-01T00:00:00Z")["reviews-held"] == "1")
  }

  @Test func `due and not held counts limits in the period of children still in care`() throws {
    var feeds = Feeds()
    for child in ["A", "B", "C", "D", "E"] { try feeds.enter(child, "2022-03-10") }
    try feeds.due("A-1", of: "A", "2022-04-08")
    try feeds.due("B-1", of: "B", "2022-04-08")
    try feeds.hold("B-1", of: "B", "2022-04-20", completed: "2023-04-20", due: "2022-04-08")
    try feeds.due("C-1", of: "C", "2022-04-08")
    try feeds.hold("C-1", of: "C", "2023-04-01", due: "2022-04-08")
    try feeds.leave("D", "2022-04-08")
    try feeds.due("D-1", of: "D", "2022-04-08")
    try feeds.leave("E", "2022-04-09")
    try feeds.due("E-1", of: "E", "2022-04-08")
    try feeds.enter("F", "2022-03-10")
    try feeds.due("F-1", of: "F", "2022-04-08")
    try feeds.leave("F", "2022-04-02")
    try feeds.enter("F", "2022-04-05")
    try feeds.due("F-2", of: "F", "2022-05-05", anchor: "2022-04-05")
    try feeds.hold("F-2", of: "F", "2022-04-30", due: "2022-05-05")
    try feeds.enter("G", "2022-03-10")
    try feeds.due("G-1", of: "G", "2023-04-01")
    try feeds.due("B-2", of: "B", "2022-05-08")
    try feeds.due("B-2", of: "B", "2023-05-08")
    let room = try Room(feeds.told)
    let figure = try #require(try room.figures(from, to)["reviews-due-not-held"])
    #expect(figure["value"]?.text == "3")
    let certificate = try #require(figure["certificate"]?.string)
    let explained = try room.ask("explain", "\"certificate\":\"\(certificate)\"")
    #expect(explained["numerator"] == .strings(["A-1", "C-1", "E-1"]))
    #expect(try room.rows("reviews-due-by-month", from, "2022-05-31").count == 2)
    #expect(try room.rows("reviews-due-by-month", from, to).first == ["2022-04", "4", "1", "3"])
  }

  @Test func `participation is counted over the reviews held, by the newest code`() throws {
    var feeds = Feeds()
    let codes = ["PN0", "PN1", "PN2", "PN4", "PN6", "PN7", "PN7", nil]
    for (index, code) in codes.enumerated() {
      try feeds.hold("R-\(index)", of: "A", "2022-05-12", due: "2022-05-12")
      if let code { try feeds.code("R-\(index)", of: "A", "2022-05-12", code) }
    }
    try feeds.code("R-6", of: "A", "2022-05-12", "PN5", known: "2022-06-01T12:00:00Z")
    try feeds.code("R-99", of: "A", "2022-05-12", "PN1")
    let room = try Room(feeds.told)
    let values = try room.values(from, to)
    #expect(values["participation-contributed-rate"] == "83.33")
    #expect(values["participation-attended-rate"] == "50.00")
    #expect(values["participation-unheard-rate"] == "14.29")
    #expect(values["participation-uncoded"] == "1")
    #expect(
      try room.rows("participation-codes", from, to).map { $0[1] } == ["1", "1", "1", "0", "1", "1", "1", "1", "1"])
    #expect(try room.values(from, to, knownOn: "2022-05-31T00:00:00Z")["participation-unheard-rate"] == "28.57")
  }

  @Test func `records within 20 working days are set against reviews held`() throws {
    var feeds = Feeds()
    for review in ["R-1", "R-2", "R-3", "R-4"] { try feeds.hold(review, of: "A", "2022-05-12", due: "2022-05-12") }
    try feeds.record("R-1", of: "A", "2022-05-12", "2022-06-13", workingDays: 20)
    try feeds.record("R-2", of: "A", "2022-05-12", "2022-06-14", workingDays: 21)
    try feeds.record("R-3", of: "A", "2022-05-12", "2022-06-14", workingDays: nil)
    #expect(try Room(feeds.told).values(from, to)["records-in-timescale-rate"] == "25.00")
  }

  @Test func `disputes count once each, whatever their steps`() throws {
    var feeds = Feeds()
    try feeds.raise("D-1", "2022-04-01", kind: "informal", stage: "informal")
    try feeds.raise("D-2", "2022-03-31")
    try feeds.raise("D-3", "2023-03-31", theme: "late-report")
    try feeds.escalate("D-1", "2022-05-01", to: "stage-2")
    try feeds.escalate("D-1", "2022-06-01", to: "stage-3")
    try feeds.escalate("D-2", "2022-06-01", to: "stage-2")
    try feeds.escalate("D-3", "2023-04-02", to: "stage-2")
    for (dispute, on) in [("D-1", "2022-07-01"), ("D-2", "2022-07-02")] {
      try feeds.tell(
        .disputes, "dispute-resolved", dispute, known: "2022-08-01T12:00:00Z",
        #"{"dispute":"\#(dispute)","stage":"stage-2","outcome":"withdrawn","on":"\#(on)"}"#)
      try feeds.tell(
        .disputes, "referred-to-cafcass", "D-1", known: "2022-08-01T12:00:00Z", #"{"dispute":"D-1","on":"\#(on)"}"#)
    }
    let room = try Room(feeds.told)
    let values = try room.values(from, to)
    #expect(values["disputes-raised"] == "2")
    #expect(values["disputes-escalated"] == "2")
    #expect(values["disputes-resolved"] == "2")
    #expect(values["disputes-referred-to-cafcass"] == "1")
    #expect(try room.counts("disputes-by-kind", from, to) == ["informal": "1", "formal": "1"])
    #expect(try room.counts("disputes-by-stage", from, to) == ["stage-3": "1", "stage-1": "1"])
    #expect(try room.counts("disputes-by-theme", from, to) == ["drift": "1", "late-report": "1"])
  }

  @Test func `survey answers are counted by survey, question and answer`() throws {
    var feeds = Feeds()
    for (on, answer) in [("2022-04-01", "yes"), ("2022-04-01", "yes"), ("2023-03-31", "sort-of"), ("2023-04-01", "no")]
    {
      try feeds.tell(
        .participation, "survey-answered", "S-1", known: "\(on)T12:00:00Z",
        """
        {"survey":"S-1","on":"\(on)","respondent":"parent","answers":[{"question":"heard","answer":"\(answer)"},\
        {"question":"safe","answer":"yes"}]}
        """)
    }
    #expect(
      try Room(feeds.told).rows("survey-answers", from, to)
        == [["S-1", "heard", "sort-of", "1"], ["S-1", "heard", "yes", "2"], ["S-1", "safe", "yes", "3"]])
  }
}
