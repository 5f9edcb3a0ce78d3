import Contracts
import Foundation
import Policy
import ReportingRules
import Testing

/// The sample year, told by the plainest services that could be: facts as they came, commands made into the events
/// that tell them. A review's limit is made up from whether a late reason was given.
struct SampleFeeds {
  var feeds = Feeds()
  private var entered: [String: (on: String, isAllocated: Bool)] = [:]
  private var reviews: [String: String] = [:]
  private let calendar = BankHolidays.englandAndWales

  init(_ lines: [Substring]) throws {
    for line in lines {
      let request = try #require(try JSON.read(Array(line.utf8))["request"])
      let params = try #require(request["params"])
      let known = try #require((params["event"] ?? params)["receivedtime"]?.string)
      switch request["method"]?.string {
      case "publish": try publish(try #require(params["event"]), known)
      case "hold-review": try hold(params, known)
      case "record-participation": try code(params, known)
      case "complete-record": try record(params, known)
      case "allocate-officer": try allocate(params, known)
      case "register-officer":
        let officer = try text(params, "officer")
        try feeds.tell(.scheduling, "officer-registered", officer, known: known, params.text)
      case "raise-dispute":
        let kind = try text(params, "kind")
        let stage = ["informal": "informal", "formal": "stage-1", "themed": "service"][kind] ?? kind
        try tell(.disputes, "dispute-raised", "dispute", params, known, [("stage", .string(stage))])
      case "escalate-dispute":
        let more: [(String, JSON?)] = [("fromStage", .string("stage-1")), ("because", .string("asked"))]
        try tell(.disputes, "dispute-escalated", "dispute", params, known, more)
      case "resolve-dispute":
        try tell(.disputes, "dispute-resolved", "dispute", params, known, [("stage", .string("stage-1"))])
      case let method: Issue.record("the sample asks \(method ?? "nothing")")
      }
    }
  }

  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
  private func text(_ json: JSON, _ name: String) throws -> String { try #require(json[name]?.string) }

  private mutating func tell(
    _ service: ServiceName, _ type: String, _ subject: String, _ params: JSON, _ known: String,
    _ more: [(String, JSON?)]
  ) throws {
    let members = (params.members?.list ?? []).map { ($0.name, JSON?.some($0.value)) }
    let added = more.filter { params[$0.0] == nil }
    try feeds.tell(service, type, text(params, subject), known: known, JSON.object(members + added).text)
  }

  private mutating func publish(_ event: JSON, _ known: String) throws {
    let data = try #require(event["data"])
    let child = try text(event, "subject")
    try feeds.tell(.scheduling, try text(event, "type"), child, known: known, data.text)
    guard event["type"]?.string == "child-entered-care" else { return }
    let enteredOn = try text(data, "enteredOn")
    entered[child] = (enteredOn, false)
    let day = try #require(Timestamp(known)?.londonDate)
    let entry = try date(enteredOn)
    let late = try #require(calendar.workingDays(after: entry, through: day))
    guard late > 5 else { return }
    try feeds.tell(
      .scheduling, "notification-late", child, known: known,
      #"{"child":"\#(child)","enteredOn":"\#(enteredOn)","knownOn":"\#(day)","workingDays":\#(late)}"#)
  }

  private mutating func hold(_ params: JSON, _ known: String) throws {
    let child = try text(params, "child")
    let heldOn = try #require(params["meetings"]?.array?.first?.string)
    let review = "\(child)-\(reviews.count)"
    reviews["\(child) \(heldOn)"] = review
    let reason = params["lateReason"]?.string
    let day = try date(heldOn).adding(days: reason == nil ? 0 : -1)
    try feeds.hold(
      review, of: child, heldOn, completed: try text(params, "completedOn"), due: day.description, lateReason: reason,
      known: known)
  }

  private mutating func code(_ params: JSON, _ known: String) throws {
    let child = try text(params, "child")
    let day = try text(params, "reviewOn")
    let review = try #require(reviews["\(child) \(day)"])
    try feeds.code(review, of: child, day, try text(params, "code"), known: known)
  }

  private mutating func record(_ params: JSON, _ known: String) throws {
    let child = try text(params, "child")
    let day = try text(params, "reviewOn")
    let done = try date(text(params, "completedOn"))
    let days = try calendar.workingDays(after: date(day), through: done)
    let review = try #require(reviews["\(child) \(day)"])
    try feeds.record(review, of: child, day, done.description, workingDays: days)
  }

  private mutating func allocate(_ params: JSON, _ known: String) throws {
    let child = try text(params, "child")
    let on = try text(params, "on")
    let entry = try #require(entered[child])
    let days = try calendar.workingDays(after: date(entry.on), through: date(on))
    try feeds.allocate(child, try text(params, "officer"), on, entered: entry.on, workingDays: days)
  }
}

@Suite struct SampleTests {
  static let year = Result { try Room(try SampleFeeds(sampleLines()).feeds.told) }
  private let room: Room
  private let from = "2022-04-01"
  private let to = "2023-03-31"

  init() throws { room = try SampleTests.year.get() }

  static func sampleLines() throws -> [Substring] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Services/sample/westminster-2022-23.ndjson")
    return String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
  }

  @Test func `the year adds up to what was published`() throws {
    let values = try room.values(from, to)
    let expected = [
      "children-in-care-at-start": "171", "children-entered-care": "134", "children-left-care": "123",
      "children-in-care-at-end": "182", "unaccompanied-at-end": "48", "reviews-held": "505",
      "reviews-in-timescale": "499", "reviews-out-of-timescale": "6", "reviews-in-timescale-rate": "98.81",
      "participation-contributed-rate": "90.69", "participation-attended-rate": "79.82", "participation-uncoded": "0",
      "participation-unheard-rate": "8.32", "late-notifications": "3", "disputes-raised": "12",
      "disputes-resolved": "12", "disputes-escalated": "1", "disputes-referred-to-cafcass": "0",
      "reviews-due-not-held": "0",
    ]
    for (name, value) in expected { #expect(values[name] == value, "\(name)") }
    #expect(values.count == Figure.all.count)
  }

  @Test func `participation codes add up to the reviews held`() throws {
    let counts = try room.rows("participation-codes", from, to)
    #expect(counts.map { $0[1] } == ["54", "349", "6", "3", "2", "4", "45", "42", "0"])
    #expect(counts.map { $0[0] } == ["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7", "uncoded"])
  }

  @Test func `entries by age and by need`() throws {
    #expect(
      try room.rows("entries-by-age", from, to)
        == [["0-5", "25"], ["6-13", "23"], ["14-plus", "40"], ["14-plus-unaccompanied", "46"]])
    let need = try room.counts("need-at-entry", from, to, ",\"ages\":\"14-17\"")
    #expect(need == ["N1": "12", "N4": "11", "N5": "12", "N6": "2", "N8": "49"])
  }

  @Test func `exits by reason`() throws {
    let expected = [
      "E3": "6", "E4A": "35", "E4B": "1", "E13": "5", "E5": "2", "E11": "1", "E12": "2", "E14": "1", "E15": "6",
      "E16": "1", "E17": "49", "E45": "2", "E46": "1", "E47": "1", "E8": "10",
    ]
    #expect(try room.counts("exits-by-reason", from, to) == expected)
  }

  @Test func `placements at entry by provider`() throws {
    func placed(_ ages: String) throws -> [String: Int] {
      var sums: [String: Int] = [:]
      for row in try room.rows("placement-at-entry", from, to, ",\"ages\":\"\(ages)\"") {
        let counts = row.dropFirst().map { Int($0) ?? 0 }
        let foster = row[0] == "U4" || row[0] == "U5" || row[0] == "U6"
        if foster { sums["own foster", default: 0] += counts[1] }
        if foster { sums["independent foster", default: 0] += counts[4] }
        if row[0] == "U1" || row[0] == "U2" || row[0] == "U3" { sums["kinship", default: 0] += counts.reduce(0, +) }
        if row[0] == "H5" { sums["supported", default: 0] += counts.reduce(0, +) }
      }
      return sums
    }
    #expect(try placed("0-13") == ["kinship": 9, "own foster": 24, "independent foster": 10, "supported": 0])
    #expect(try placed("14-17") == ["kinship": 0, "own foster": 28, "independent foster": 6, "supported": 50])
  }

  @Test func `disputes by kind and by stage`() throws {
    #expect(try room.counts("disputes-by-kind", from, to) == ["informal": "10", "formal": "1", "themed": "1"])
    let stages = try room.counts("disputes-by-stage", from, to)
    #expect(stages["stage-2"] == "1")
  }

  @Test func `months add up to the year`() throws {
    for (table, sum) in [("reviews-by-month", 505), ("entries-by-month", 134), ("exits-by-month", 123)] {
      let rows = try room.rows(table, from, to)
      #expect(rows.count == 12)
      #expect(rows.reduce(0) { $0 + (Int($1[1]) ?? 0) } == sum, "\(table)")
    }
    #expect(try room.rows("in-care-by-month", from, to).last == ["2023-03", "182"])
    #expect(try room.rows("late-reviews", from, to).count == 6)
  }
}
