import Contracts
import ReportingReadModel
import ReportingRules
import Testing

/// Each table of what is kept as it was told, from a few events that say what it should print.
@Suite struct ToldTableTests {
  /// What is told: by whom, what, on which day it is known, its data, `@` standing for the day.
  private typealias Line = (ServiceName, String, String, String)

  private static let care: [Line] = [
    (.scheduling, "letter-issued", "2022-05-30", #"{"child":"A","review":"A-R1","on":"@","format":"easy-read"}"#),
    (
      .scheduling, "letter-issued", "2022-05-31",
      #"{"child":"B","review":"B-R1","on":"@","format":"easy-read","heldUntil":"2030-01-01"}"#
    ),
    (
      .participation, "attendance-recorded", "2022-05-25",
      """
      {"child":"A","review":"A-R1","people":[{"role":"child","mode":"in-person"},\
      {"role":"school","mode":"virtual","report":true},{"role":"parent","mode":"in-person","report":false}]}
      """
    ),
    (
      .participation, "participation-recorded", "2022-05-24",
      """
      {"child":"A","review":"A-R1","reviewOn":"@","code":"PN6","evidence":["views-conveyed"],"chairing":"part",\
      "medium":"mind-of-my-own"}
      """
    ),
    (.scheduling, "deadline-missed", "2022-06-02", Self.missed("record", "local")),
    (.scheduling, "permanence-plan-set", "2022-06-03", #"{"child":"A","setOn":"@","plan":"adoption"}"#),
    (
      .scheduling, "milestone-recorded", "2022-06-04",
      #"{"child":"A","kind":"pathway-plan","dueOn":"2022-06-01","doneOn":"@"}"#
    ),
    (.scheduling, "milestone-recorded", "2022-06-05", #"{"child":"B","kind":"pathway-plan","dueOn":"@"}"#),
    (
      .scheduling, "missing-episode-recorded", "2022-06-06",
      #"{"child":"A","from":"@","to":"2022-06-08","returnInterviewOn":"2022-06-11"}"#
    ),
    (.scheduling, "missing-episode-recorded", "2022-06-20", #"{"child":"A","from":"@"}"#),
    (.scheduling, "complaint-made", "2022-06-07", #"{"child":"A","on":"@","about":"contact"}"#),
    (.scheduling, "cohort-joined", "2022-06-08", Self.joined("A")),
    (.scheduling, "cohort-joined", "2022-06-09", Self.joined("B")),
    (.scheduling, "cohort-left", "2022-06-10", #"{"child":"B","cohort":"under-ten","on":"@"}"#),
  ]

  private static let work: [Line] = [
    (
      .scheduling, "recommendation-made", "2022-05-24",
      """
      {"child":"A","recommendation":"A-A1","source":"review","outcome":"a passport","owner":"social-worker",\
      "dueOn":"2022-07-01"}
      """
    ),
    (
      .scheduling, "recommendation-made", "2022-05-25",
      """
      {"child":"A","recommendation":"A-A2","source":"review","outcome":"a school","owner":"social-worker",\
      "dueOn":"2022-07-01"}
      """
    ),
    (
      .scheduling, "recommendation-closed", "2022-06-20",
      #"{"child":"A","recommendation":"A-A1","on":"@","outcome":"done","dueOn":"2022-07-01","inTime":true}"#
    ),
    (.scheduling, "midway-review-held", "2022-06-21", #"{"child":"A","on":"@","childIncluded":true,"mode":"virtual"}"#),
    (
      .scheduling, "audit-completed", "2022-06-22",
      """
      {"child":"A","form":"monitoring","items":[{"item":"papers","met":true},{"item":"plan","met":false}],"on":"@",\
      "failed":["plan"]}
      """
    ),
    (.scheduling, "activity-recorded", "2022-06-23", #"{"kind":"panel","name":"access-to-resources","on":"@"}"#),
    (
      .scheduling, "finding-recorded", "2022-06-24",
      #"{"sample":"S-1","child":"A","finding":"permanence-unclear","on":"@","grade":"good"}"#
    ),
  ]

  private static let voice: [Line] = [
    (.participation, "advocacy-offered", "2022-05-10", #"{"child":"A","on":"@","accepted":true}"#),
    (.participation, "advocacy-offered", "2022-05-11", #"{"child":"B","on":"@","accepted":false}"#),
    (.participation, "independent-visitor-offered", "2022-05-12", #"{"child":"A","on":"@"}"#),
    (.participation, "information-given", "2022-05-13", #"{"child":"A","on":"@","kind":"rights"}"#),
    (.participation, "preference-recorded", "2022-05-14", #"{"child":"A","on":"@","kind":"place"}"#),
    (.participation, "feedback-recorded", "2022-05-15", #"{"from":"parent","kind":"praise","on":"@"}"#),
    (.participation, "views-recorded", "2022-05-16", #"{"child":"A","on":"@","channel":"app-note"}"#),
    (.participation, "child-unheard", "2022-05-17", #"{"child":"B","reasons":["no-views-in-a-year"]}"#),
    (.participation, "promise-made", "2022-05-18", Self.promise("P-1")),
    (.participation, "promise-made", "2022-05-19", Self.promise("P-2")),
    (.participation, "promise-made", "2022-05-20", Self.promise("P-3")),
    (.participation, "promise-kept", "2022-07-20", #"{"promise":"P-1","on":"@","outcome":"kept","late":true}"#),
    (.participation, "promise-kept", "2022-06-20", #"{"promise":"P-2","on":"@","outcome":"dropped","late":false}"#),
    (
      .disputes, "clinic-held", "2022-06-25",
      """
      {"clinic":"K-1","on":"@","chair":"service-manager","cohort":"under-ten","children":[{"child":"A",\
      "outcome":"plan-agreed"},{"child":"B","outcome":"drift","referral":"legal-gateway-panel"}]}
      """
    ),
    (.disputes, "good-practice-recorded", "2022-06-26", #"{"on":"@","about":"life-story-work","child":"A"}"#),
    (.disputes, "court-view-filed", "2022-06-27", #"{"child":"A","on":"@","kind":"statement"}"#),
    (.disputes, "theme-declared", "2022-06-28", #"{"theme":"drift","on":"@","to":"director","because":"asked"}"#),
    (.disputes, "dispute-raised", "2022-06-01", Self.raised),
    (
      .disputes, "dispute-responded", "2022-06-10",
      #"{"dispute":"D-1","stage":"stage-1","on":"@","response":"agreed","inTime":true,"workingDays":6}"#
    ),
    (.disputes, "legal-advice-sought", "2022-06-11", #"{"dispute":"D-1","on":"@"}"#),
  ]

  /// A table, and the rows it prints of what is told.
  private static let tables: [(name: String, rows: [[String]])] = [
    ("letters-by-format", [["easy-read", "2", "1"]]),
    (
      "attendance-by-role",
      [["child", "1", "0", "0", "0"], ["parent", "1", "0", "0", "0"], ["school", "0", "1", "0", "0"]]
    ),
    ("reports-by-role", [["parent", "0", "1"], ["school", "1", "0"]]),
    ("participation-by-medium", [["mind-of-my-own", "1", "100.00"]]),
    ("reviews-by-mode", [["in-person", "0", "0.00"], ["hybrid", "2", "100.00"], ["virtual", "0", "0.00"]]),
    ("reviews-by-stream", [["looked-after", "2", "100.00"]]),
    ("deadlines-missed", [["record", "0", "1"]]),
    ("permanence-plans-set", [["adoption", "1", "100.00"]]),
    ("in-care-by-permanence-plan", [["adoption", "1", "50.00"], ["none", "1", "50.00"]]),
    ("milestones-by-kind", [["pathway-plan", "2", "1", "0", "2"]]),
    ("complaints-by-matter", [["contact", "1", "100.00"]]),
    ("cohorts", [["under-ten", "0", "2", "1", "1"]]),
    ("cohort-members", [["under-ten", "A", "2022-06-08", "2022-06-01"]]),
    ("recommendations", [["social-worker", "2", "1", "1", "1", "1"]]),
    (
      "midway-reviews",
      [["included", "1", "100.00"], ["not-included", "0", "0.00"], ["not-told", "0", "0.00"]]
    ),
    ("visits-by-mode", [["midway-review", "0", "0", "1", "0", "0"]]),
    ("audits-by-form", [["monitoring", "1", "2", "1", "50.00"]]),
    ("forums", [["panel/access-to-resources", "1", "100.00"]]),
    ("findings", [["permanence-unclear", "1"]]),
    ("information-by-kind", [["rights", "1", "100.00"]]),
    ("preferences-by-kind", [["place", "1", "100.00"]]),
    ("feedback-by-role", [["parent", "1", "0", "0", "0"]]),
    ("views-by-channel", [["app-note", "1", "100.00"]]),
    ("unheard-by-reason", [["no-views-in-a-year", "1", "100.00"]]),
    ("promises", [["officer", "3", "1", "1", "1", "1", "1"]]),
    ("clinics", [["under-ten", "1", "2", "1"]]),
    ("clinic-outcomes", [["drift", "1", "50.00"], ["plan-agreed", "1", "50.00"]]),
    ("good-practice", [["life-story-work", "1", "100.00"]]),
    ("court-views", [["statement", "1", "100.00"]]),
    ("themes-declared", [["drift", "1"]]),
    ("dispute-answers", [["stage-1", "1", "1", "100.00", "6.00"]]),
    ("disputes-by-team", [["safeguarding-north", "1", "100.00", "0", "1", "null"]]),
    ("referrals", [["referred-to-cafcass", "0", "0"], ["legal-advice-sought", "1", "1"]]),
    (
      "rights-offered",
      [
        ["advocate-offered", "2", "2", "1", "1"], ["advocate-referred", "0", "0", "0", "0"],
        ["visitor-offered", "1", "1", "0", "0"], ["interpreter-arranged", "0", "0", "0", "0"],
      ]
    ),
    (
      "missing-episodes",
      [["episodes", "2"], ["children", "1"], ["open", "1"], ["interviewed", "1"], ["interviewed-in-time", "1"]]
    ),
    (
      "chairing-by-age",
      [
        ["0-5", "0", "0", "0", "0"], ["6-13", "0", "1", "0", "1"], ["14-plus", "0", "0", "0", "0"],
        ["14-plus-unaccompanied", "0", "0", "0", "0"],
      ]
    ),
  ]

  private static func missed(_ kind: String, _ clock: String) -> String {
    """
    {"child":"A","kind":"\(kind)","dueOn":"@","because":{"rule":"record","source":"IRO Handbook","anchor":"2022-05-24",\
    "calendar":"england-and-wales","skipped":[]},"clock":"\(clock)"}
    """
  }

  private static func joined(_ child: String) -> String {
    """
    {"child":"\(child)","cohort":"under-ten","on":"@","because":{"rule":"age","source":"profile","since":"2022-06-01"}}
    """
  }

  private static func promise(_ promise: String) -> String {
    """
    {"promise":"\(promise)","to":"children","words":"we come on time","owner":"officer","dueOn":"2022-07-01","on":"@"}
    """
  }

  private static let raised = """
    {"dispute":"D-1","kind":"formal","stage":"stage-1","children":["A"],"theme":"drift","raisedOn":"@",\
    "team":"safeguarding-north"}
    """

  private func feeds() throws -> Feeds {
    var feeds = Feeds()
    for child in ["A", "B"] {
      try feeds.enter(child, "2022-05-03")
      try feeds.hold("\(child)-R1", of: child, "2022-05-24", due: "2022-06-01")
    }
    for (service, type, day, data) in Self.care + Self.work + Self.voice {
      try feeds.tell(
        service, type, "x", known: "\(day)T12:00:00Z",
        data.split(separator: "@", omittingEmptySubsequences: false)
          .joined(separator: day))
    }
    return feeds
  }

  @Test(arguments: tables.indices)
  func `a table prints what was told, and nothing that was not known yet`(index: Int) throws {
    let room = try Room(try feeds().told)
    let table = Self.tables[index]
    #expect(try room.rows(table.name, "2022-04-01", "2023-03-31") == table.rows, "\(table.name)")
    let early = #","knownOn":"2022-05-04T00:00:00Z""#
    let before = try room.rows(table.name, "2022-04-01", "2023-03-31", early)
    #expect(before.flatMap { $0.dropFirst() }.allSatisfy { ["0", "null", "0.00", "2", "100.00"].contains($0) })
    #expect(before != table.rows, "\(table.name)")
  }

  @Test func `a further table's certificate opens to the same rows whatever came since`() throws {
    let told = try feeds().told
    let room = try Room(Array(told.prefix(told.count / 2)))
    let names = Table.further.map(\.name) + ["activity-by-month", "promises-against-last-year", "figures-by-quarter"]
    let answers = try names.map { name in
      try room.ask("table", #""name":"\#(name)","from":"2022-04-01","to":"2023-03-31""#)
    }
    try room.apply(Array(told.dropFirst(told.count / 2)))
    for (name, answer) in zip(names, answers) {
      let certificate = try #require(answer["certificate"]?.string)
      #expect(try room.ask("explain", #""certificate":"\#(certificate)""#)["rows"] == answer["rows"], "\(name)")
    }
    let later = try room.ask("table", #""name":"activity","from":"2022-04-01","to":"2023-03-31""#)
    #expect(later["rows"] != answers[names.firstIndex(of: "activity") ?? 0]["rows"])
  }

  @Test func `an event that is kept as told and does not read is refused, so that it is parked`() throws {
    let line = """
      {"specversion":"1.0","id":"1","source":"/test","type":"letter-issued","subject":"A-R1","authority":"westminster",\
      "data":{"child":"A","on":"2022-05-30"},"receivedtime":"2022-05-30T12:00:00Z","sequence":"\(Sequence(1).text)"}
      """
    let event = try Event(told: Array(line.utf8))
    #expect(throws: Refusal.self) { _ = try Effect(event, from: .scheduling) }
  }
}
