import Contracts
import Foundation
import Support
import Testing

/// Something that does not agree, put into a copy of the sample year, and the list in which it must be found.
private struct Plant {
  let what: String
  /// The child, the review or the dispute by which it is found there.
  let about: String
  let desk: ServiceName
  let question: String
  /// The kind that the list gives it; of a refusal, the reason.
  let kind: String
  var lines: [PlayLine] = []
  /// The line of the sample that is left out: the code of the child's review on this day.
  var withoutCodeOn: String?

  /// In participation's list of codes.
  static func code(_ what: String, _ about: String, _ kind: String, _ lines: PlayLine...) -> Plant {
    Plant(what: what, about: about, desk: .participation, question: "contradictions", kind: kind, lines: lines)
  }

  /// In scheduling's list of facts.
  static func fact(_ what: String, _ about: String, _ kind: String, _ lines: PlayLine...) -> Plant {
    Plant(what: what, about: about, desk: .scheduling, question: "care-discrepancies", kind: kind, lines: lines)
  }

  static func refused(
    _ what: String, _ about: String, _ reason: String, at desk: ServiceName, _ lines: PlayLine...
  ) -> Plant {
    Plant(what: what, about: about, desk: desk, question: "refused", kind: reason, lines: lines)
  }
}

/// A line about `about`, known after the year: a command, or an event where the method is a type of one.
private func line(_ to: ServiceName, _ about: String, _ method: String, _ members: String) -> PlayLine {
  let asked = (try? JSON.read(Array("{\(members)}".utf8)))?.members?.list ?? []
  let known: JSON = .string("2023-05-08T09:00:00Z")
  let params: JSON
  let isFact = method.hasSuffix("-care") || method.hasSuffix("-changed") || method.hasSuffix("-recorded")
  if isFact {
    let event: [(String, JSON?)] = [
      ("specversion", .string("1.0")), ("id", .string("planted-\(about)-\(method)-\(members.filter(\.isNumber))")),
      ("source", .string("/westminster/planted")), ("type", .string(method)), ("subject", .string(about)),
      ("authority", .string("westminster")), ("receivedtime", known), ("data", .object(JSON.Members(asked))),
    ]
    params = .object([("event", .object(event))])
  } else {
    params = .object(
      [("authority", .string("westminster")), ("receivedtime", known)] + asked.map { ($0.name, $0.value) })
  }
  let request = Request(id: .string("planted"), method: isFact ? "publish" : method, params: params)
  return PlayLine(to: to, request: request, about: about)
}

private func voice(_ about: String, _ method: String, _ members: String) -> PlayLine {
  line(.participation, about, method, members)
}

private func care(_ about: String, _ method: String, _ members: String) -> PlayLine {
  line(.scheduling, about, method, members)
}

private func challenge(_ about: String, _ method: String, _ members: String) -> PlayLine {
  line(.disputes, about, method, members)
}

private func entry(_ child: String, _ on: String) -> PlayLine {
  care(
    child, "child-entered-care",
    #""child":"\#(child)","enteredOn":"\#(on)","dateOfBirth":"2006-06-06","sex":"M","ethnicity":"WBRI","#
      + #""legalStatus":"C2","categoryOfNeed":"N1","placement":{"type":"U6","provider":"PR1"}"#)
}

/// What participation's own list of contradictions shows.
private let codes: [Plant] = [
  .code(
    "PN7, and the child's form came back", "W-0009", "views-on-record",
    voice(
      "W-0009", "send-consultation",
      #""consultation":"K9","child":"W-0009","reviewOn":"2022-09-26","to":"child","channel":"form","on":"2022-09-12""#),
    voice("W-0009", "return-consultation", #""consultation":"K9","on":"2022-09-20""#)),
  .code(
    "PN1 for a review that nobody attended", "W-0001", "attended-without-attendance",
    voice(
      "W-0001", "record-attendance",
      #""child":"W-0001","reviewOn":"2022-11-18","people":[{"role":"parent","mode":"absent"}]"#)),
  .code(
    "PN0 after the fourth birthday", "W-0002", "under-four-code-from-four",
    voice(
      "W-0002", "record-participation",
      #""child":"W-0002","reviewOn":"2023-01-03","code":"PN0","reason":"as the old system has it""#)),
  .code(
    "PN6, and the child was in the room", "W-0034", "attendance-on-record",
    voice(
      "W-0034", "record-attendance",
      #""child":"W-0034","reviewOn":"2023-01-16","people":[{"role":"child","mode":"in-person"}]"#)),
  .code(
    "chaired by a child who was not there", "W-0039", "chaired-without-attending",
    voice(
      "W-0039", "record-participation",
      #""child":"W-0039","reviewOn":"2022-07-25","code":"PN6","chairing":"full","reason":"as the minutes say""#)),
  .code(
    "a code against what is said with it", "W-0003", "against-facts",
    voice(
      "W-0003", "record-participation",
      #""child":"W-0003","reviewOn":"2023-03-24","attended":true,"spoke":true,"code":"PN4","reason":"only greeted""#)),
  .code(
    "views told after the code", "W-0013", "views-on-record",
    voice(
      "W-0013", "record-views",
      #""child":"W-0013","reviewOn":"2022-06-28","channel":"text","on":"2022-06-27""#)),
  Plant(
    what: "held, and no code after the profile's days", about: "W-0014", desk: .participation, question: "uncoded",
    kind: "uncoded", withoutCodeOn: "2023-03-02"),
]

/// What scheduling's own list shows.
private let facts: [Plant] = [
  .fact(
    "two dates of birth", "W-0157", "dates-of-birth-differ",
    care(
      "W-0157", "child-details-changed",
      #""child":"W-0157","changedOn":"2023-05-02","dateOfBirth":"2018-01-01""#)),
  .fact(
    "entered care again while in care", "W-0023", "periods-overlap",
    entry("W-0023", "2022-06-01")),
  .fact(
    "a review held while not in care", "W-0026", "review-out-of-care",
    care(
      "W-0026", "child-left-care", #""child":"W-0026","leftOn":"2022-08-01","reasonEpisodeCeased":"E4A""#)),
  .fact(
    "a legal status of a day after leaving", "W-0035", "status-out-of-care",
    care("W-0035", "legal-status-changed", #""child":"W-0035","changedOn":"2023-03-01","legalStatus":"V2""#),
    care("W-0035", "child-left-care", #""child":"W-0035","leftOn":"2023-02-01","reasonEpisodeCeased":"E4A""#)),
  .fact(
    "missing twice at one time", "W-0036", "absences-overlap",
    care("W-0036", "missing-episode-recorded", #""child":"W-0036","from":"2023-01-05","to":"2023-01-09""#),
    care("W-0036", "missing-episode-recorded", #""child":"W-0036","from":"2023-01-07","to":"2023-01-08""#)),
]

/// What is refused, and kept in the refused ledger with its reason.
private let refusals: [Plant] = [
  .refused(
    "PN3 before the fourth birthday", "W-0094", "under-four-takes-only-pn0", at: .participation,
    voice(
      "W-0094", "record-participation",
      #""child":"W-0094","reviewOn":"2022-10-20","code":"PN3","reason":"showed a card""#)),
  .refused(
    "two codes for one review", "W-0007", "already-recorded", at: .participation,
    voice("W-0007", "record-participation", #""child":"W-0007","reviewOn":"2023-01-05","code":"PN4""#)),
  .refused(
    "a survey answered twice by a child", "W-0016", "answered-already", at: .participation,
    voice(
      "W-0016", "answer-survey",
      #""survey":"S1","on":"2023-05-01","child":"W-0016","answers":[{"question":"heard","answer":"yes"}]"#),
    voice(
      "W-0016", "answer-survey",
      #""survey":"S1","on":"2023-05-02","child":"W-0016","answers":[{"question":"heard","answer":"no"}]"#)),
  .refused(
    "feedback by a code that nobody was given", "QR-NOBODY", "token-not-found", at: .participation,
    voice("QR-NOBODY", "feedback-recorded", #""from":"child","kind":"comment","on":"2023-05-01","token":"QR-NOBODY""#)),
  .refused(
    "left care before entering", "W-0019", "left-before-entry", at: .scheduling,
    care("W-0019", "child-left-care", #""child":"W-0019","leftOn":"2015-01-01","reasonEpisodeCeased":"E4A""#)),
  .refused(
    "a second entry on one day", "W-0021", "entered-same-day", at: .scheduling, entry("W-0021", "2016-06-28")),
  .refused(
    "placed after leaving", "W-0004", "not-in-care", at: .scheduling,
    care(
      "W-0004", "placement-changed",
      #""child":"W-0004","changedOn":"2022-08-01","placement":{"type":"U6","provider":"PR1"},"#
        + #""reasonForPlacementChange":"CARPL""#)),
  .refused(
    "allocated to an officer who had left", "W-0033", "officer-left", at: .scheduling,
    care("W-0033", "change-officer", #""officer":"W-IRO-4","from":"2023-05-01","leftOn":"2023-05-05""#),
    care("W-0033", "allocate-officer", #""child":"W-0033","officer":"W-IRO-4","on":"2023-05-08""#)),
  .refused(
    "a code that was not valid in the year", "W-0040", "code-not-valid-then", at: .scheduling,
    care(
      "W-0040", "placement-changed",
      #""child":"W-0040","changedOn":"2022-09-01","placement":{"type":"K3","provider":"PR4"},"#
        + #""reasonForPlacementChange":"CARPL""#)),
  .refused(
    "a challenge resolved before it was raised", "W-D-0901", "before-raised", at: .disputes,
    challenge(
      "W-D-0901", "raise-dispute",
      #""dispute":"W-D-0901","kind":"informal","children":["W-0037"],"theme":"delay","raisedOn":"2023-05-05""#),
    challenge("W-D-0901", "resolve-dispute", #""dispute":"W-D-0901","on":"2023-05-01","outcome":"resolved""#)),
  .refused(
    "proof of a remedy that was never due", "W-D-0902", "nothing-to-evidence", at: .disputes,
    challenge(
      "W-D-0902", "raise-dispute",
      #""dispute":"W-D-0902","kind":"informal","children":["W-0038"],"theme":"delay","raisedOn":"2023-05-02""#),
    challenge("W-D-0902", "resolve-dispute", #""dispute":"W-D-0902","on":"2023-05-03","outcome":"not-upheld""#),
    challenge("W-D-0902", "evidence-remedy", #""dispute":"W-D-0902","on":"2023-05-04""#)),
]

private let plants = codes + facts + refusals

@Suite(.serialized) struct ContradictionsTests {
  /// All items of a list of a desk, each with its kind in front.
  private func items(_ desk: Desk, _ question: String) throws -> [String] {
    var found: [String] = []
    var after: JSON?
    while true {
      let authority: JSON? = question == "refused" ? nil : .string("westminster")
      let answer = try desk.ask(question, [("authority", authority), ("after", after)]).outcome.get()
      let items = answer["items"]?.array ?? []
      found += items.map { item in
        let kind = item["contradiction"] ?? item["kind"] ?? item["reason"] ?? .string(question)
        return "\(kind.string ?? "") \(item.text)"
      }
      if question == "refused" {
        guard let last = items.last?["n"] else { return found }
        after = last
      } else {
        guard let next = answer["next"] else { return found }
        after = next
      }
    }
  }

  @Test func `each contradiction planted in a copy of the year is listed, by kind, with its child or review`() throws {
    let house = try House()
    try house.startAll()
    let left = plants.filter { $0.withoutCodeOn != nil }
    let year = Sample.lines.filter { line in
      let params = line.request.params
      return line.request.method != "record-participation"
        || !left.contains { $0.about == line.about && $0.withoutCodeOn == params["reviewOn"]?.string }
    }
    #expect(year.count == Sample.lines.count - left.count)
    let player = try Player(house, year)
    try player.play()
    #expect(player.refusals.isEmpty, "\(player.refusals.prefix(3))")
    try house.settle()
    try Player(house, plants.flatMap(\.lines)).play()
    try house.settle()
    var lists: [String: [String]] = [:]
    for plant in plants where lists["\(plant.desk) \(plant.question)"] == nil {
      lists["\(plant.desk) \(plant.question)"] = try items(Desk(house.desk(of: plant.desk)), plant.question)
    }
    print("\nPlanted in a copy of the sample year: \(plants.count)")
    for plant in plants {
      let listed = lists["\(plant.desk) \(plant.question)"]?.filter { $0.hasPrefix("\(plant.kind) ") } ?? []
      let found = listed.filter { $0.contains(plant.about) }
      let place = "\(plant.desk.rawValue) \(plant.question)"
      print(
        (found.isEmpty ? "NOT LISTED " : "listed     ")
          + [(plant.what, 44), (plant.about, 10), (place, 30), (plant.kind, 0)].map {
            $0.0.padding(toLength: max($0.1, $0.0.count), withPad: " ", startingAt: 0)
          }.joined(separator: " "))
      #expect(!found.isEmpty, "\(plant.what): \(listed)")
    }
    #expect(Set(plants.map(\.what)).count >= 20)
    // And nothing else: each item of a list is about one that was planted.
    for (place, items) in lists {
      for item in items where !plants.contains(where: { item.contains($0.about) }) {
        Issue.record("\(place) lists what was not planted: \(item)")
      }
    }
  }
}
