import Contracts
import Foundation
import GRDB
import Journal
import ReportingReadModel
import ReportingRules
import Testing

/// Three feeds as the services would tell them, each with its own sequence an authority.
struct Feeds {
  private(set) var told: [Told] = []
  var authority = "westminster"
  var epoch = 1
  private var sequences: [String: Int64] = [:]

  /// Tells an event of `service`; `data` is JSON. Every member's own place is in `told`.
  mutating func tell(_ service: ServiceName, _ type: String, _ subject: String, known: String, _ data: String) throws {
    let name = "\(service)/\(authority)"
    let next = sequences[name, default: 0] + 1
    sequences[name] = next
    let line = """
      {"specversion":"1.0","id":"\(name)-\(epoch)-\(next)","source":"/test","type":"\(type)","subject":"\(subject)",\
      "authority":"\(authority)","data":\(data),"receivedtime":"\(known)","journaledtime":"\(known)",\
      "sequence":"\(Sequence(next).text)"}
      """
    told.append(Told(service: service, epoch: epoch, event: try Event(told: Array(line.utf8))))
  }

  /// Begins another life of the journals, in which `service` goes on after `sequence`.
  mutating func restore(_ service: ServiceName, after sequence: Int64) {
    epoch += 1
    sequences["\(service)/\(authority)"] = sequence
  }

  mutating func enter(
    _ child: String, _ on: String, born: String = "2010-01-01", known: String? = nil, need: String = "N1",
    status: String = "C2", sex: String = "M", placement: String = #"{"type":"U6","provider":"PR1"}"#,
    unaccompanied: Bool = false
  ) throws {
    try tell(
      .scheduling, "child-entered-care", child, known: known ?? "\(on)T12:00:00Z",
      """
      {"child":"\(child)","enteredOn":"\(on)","dateOfBirth":"\(born)","sex":"\(sex)","ethnicity":"WBRI",\
      "legalStatus":"\(status)","categoryOfNeed":"\(need)","placement":\(placement),\
      "unaccompaniedAsylumSeeking":\(unaccompanied)}
      """)
  }

  mutating func leave(_ child: String, _ on: String, _ reason: String = "E4A", known: String? = nil) throws {
    try tell(
      .scheduling, "child-left-care", child, known: known ?? "\(on)T12:00:00Z",
      #"{"child":"\#(child)","leftOn":"\#(on)","reasonEpisodeCeased":"\#(reason)"}"#)
  }

  mutating func move(
    _ child: String, _ on: String, _ placement: String = #"{"type":"K2","provider":"PR4"}"#, because: String = "CARPL"
  ) throws {
    try tell(
      .scheduling, "placement-changed", child, known: "\(on)T12:00:00Z",
      """
      {"child":"\(child)","changedOn":"\(on)","placement":\(placement),"reasonForPlacementChange":"\(because)"}
      """)
  }

  mutating func due(
    _ review: String, of child: String, _ on: String, localDue: String? = nil, anchor: String = "2022-03-10",
    stream: String = "looked-after", known: String? = nil
  ) throws {
    let local = localDue.map { #","localDueOn":"\#($0)""# } ?? ""
    try tell(
      .scheduling, "review-due", review, known: known ?? "\(on)T12:00:00Z",
      """
      {"child":"\(child)","review":"\(review)","stream":"\(stream)","number":1,"dueOn":"\(on)"\(local),\
      "because":{"rule":"first-review","source":"CPR 2010 reg 33(1)","anchor":"\(anchor)",\
      "calendar":"england-and-wales-2009-2028","skipped":[]}}
      """)
  }

  mutating func hold(
    _ review: String, of child: String, _ on: String, completed: String? = nil, due: String?, localDue: String? = nil,
    lateReason: String? = nil, known: String? = nil
  ) throws {
    let local = localDue.map { #","localDueOn":"\#($0)""# } ?? ""
    let limit = due.map { #","dueOn":"\#($0)","inTimescale":\#(on <= $0)\#(local)"# } ?? ""
    let late = lateReason.map { #","lateReason":"\#($0)""# } ?? ""
    try tell(
      .scheduling, "review-held", review, known: known ?? "\(completed ?? on)T12:00:00Z",
      """
      {"child":"\(child)","review":"\(review)","stream":"looked-after","number":1,"meetings":["\(on)"],\
      "completedOn":"\(completed ?? on)","heldOn":"\(on)","mode":"hybrid"\(limit)\(late)}
      """)
  }

  mutating func code(_ review: String, of child: String, _ on: String, _ code: String, known: String? = nil) throws {
    try tell(
      .participation, "participation-recorded", review, known: known ?? "\(on)T13:00:00Z",
      """
      {"child":"\(child)","review":"\(review)","reviewOn":"\(on)","code":"\(code)","evidence":["code-given"]}
      """)
  }

  mutating func record(_ review: String, of child: String, _ held: String, _ on: String, workingDays: Int?) throws {
    let days = workingDays.map { #","workingDays":\#($0)"# } ?? ""
    try tell(
      .scheduling, "record-completed", review, known: "\(on)T12:00:00Z",
      #"{"child":"\#(child)","review":"\#(review)","heldOn":"\#(held)","completedOn":"\#(on)"\#(days)}"#)
  }

  mutating func allocate(_ child: String, _ officer: String, _ on: String, entered: String, workingDays: Int?) throws {
    let days = workingDays.map { #","workingDays":\#($0)"# } ?? ""
    try tell(
      .scheduling, "officer-allocated", child, known: "\(on)T12:00:00Z",
      """
      {"child":"\(child)","officer":"\(officer)","on":"\(on)","enteredOn":"\(entered)","first":true\(days)}
      """)
  }

  mutating func register(_ officer: String, _ from: String, fte: String) throws {
    try tell(
      .scheduling, "officer-registered", officer, known: "\(from)T08:00:00Z",
      #"{"officer":"\#(officer)","from":"\#(from)","fte":\#(fte),"kind":"permanent"}"#)
  }

  /// Says of an officer what is otherwise from a day on; `more` are members of the change.
  mutating func change(_ officer: String, _ from: String, _ more: String) throws {
    try tell(
      .scheduling, "officer-changed", officer, known: "\(from)T08:00:00Z",
      #"{"officer":"\#(officer)","from":"\#(from)",\#(more)}"#)
  }

  /// Tells what an entry told of a child to be otherwise from a day on; `more` are members of the change.
  mutating func detail(_ child: String, _ on: String, _ more: String, known: String? = nil) throws {
    try tell(
      .scheduling, "child-details-changed", child, known: known ?? "\(on)T12:00:00Z",
      #"{"child":"\#(child)","changedOn":"\#(on)",\#(more)}"#)
  }

  /// Tells of something that an officer did for a child.
  mutating func act(_ type: String, _ child: String, _ on: String, included: Bool?, known: String? = nil) throws {
    let included = included.map { ",\"childIncluded\":\($0)" } ?? ""
    try tell(
      .scheduling, type, child, known: known ?? "\(on)T12:00:00Z", #"{"child":"\#(child)","on":"\#(on)"\#(included)}"#)
  }

  mutating func audit(_ review: String, of child: String, _ on: String, known: String? = nil) throws {
    try tell(
      .scheduling, "audit-completed", review, known: known ?? "\(on)T12:00:00Z",
      """
      {"child":"\(child)","review":"\(review)","form":"monitoring","items":[{"item":"papers","met":true}],"on":"\(on)",\
      "failed":[]}
      """)
  }

  mutating func confer(
    _ conference: String, of child: String, _ on: String, kind: String = "initial", inTimescale: Bool?,
    known: String? = nil
  ) throws {
    let timescale = inTimescale.map { ",\"inTimescale\":\($0)" } ?? ""
    try tell(
      .scheduling, "conference-held", conference, known: known ?? "\(on)T12:00:00Z",
      #"{"conference":"\#(conference)","child":"\#(child)","kind":"\#(kind)","on":"\#(on)"\#(timescale)}"#)
  }

  mutating func moveLimit(ofConference conference: String, of child: String, _ on: String, dueOn: String) throws {
    try tell(
      .scheduling, "conference-due", conference, known: "2022-06-20T12:00:00Z",
      """
      {"conference":"\(conference)","child":"\(child)","kind":"initial","on":"\(on)","dueOn":"\(dueOn)",\
      "inTimescale":\(on <= dueOn),"because":{"rule":"initial-conference","source":"Working Together","anchor":\
      "2022-05-20","calendar":"built-in","skipped":[]}}
      """)
  }

  /// Takes back the event that was told as the `number`th of all, or else the last one.
  mutating func withdraw(_ number: Int? = nil, known: String) throws {
    let told = told[number ?? told.count - 1]
    try tell(
      told.service, "fact-withdrawn", told.event.subject, known: known,
      #"{"event":{"source":"\#(told.event.key.source)","id":"\#(told.event.key.id)"},"reason":"told in error"}"#)
  }

  mutating func raise(
    _ dispute: String, _ on: String, kind: String = "formal", stage: String = "stage-1", theme: String = "drift"
  ) throws {
    try tell(
      .disputes, "dispute-raised", dispute, known: "\(on)T12:00:00Z",
      """
      {"dispute":"\(dispute)","kind":"\(kind)","stage":"\(stage)","children":[],"theme":"\(theme)","raisedOn":"\(on)"}
      """)
  }

  mutating func escalate(_ dispute: String, _ on: String, to stage: String) throws {
    try tell(
      .disputes, "dispute-escalated", dispute, known: "\(on)T12:00:00Z",
      #"{"dispute":"\#(dispute)","fromStage":"stage-1","stage":"\#(stage)","on":"\#(on)","because":"asked"}"#)
  }
}

/// A read model of its own, in memory, and what it answers.
struct Room {
  let queue: DatabaseQueue
  var model: ReadModel
  var moment: Moment

  init(_ told: [Told] = [], now: String = "2023-06-01T09:00:00Z") throws {
    queue = try DatabaseQueue()
    try queue.write { try ReadModel.prepare($0) }
    model = ReadModel(reader: queue, registers: RegisterShelf(loads: .atOnce))
    moment = Moment(try #require(Timestamp(now)))
    try apply(told)
  }

  func apply(_ told: [Told], batch: Int = 64) throws {
    var rest = told[...]
    while !rest.isEmpty {
      try queue.write { try ReadModel.apply(StoreTransaction($0), Array(rest.prefix(batch))) }
      rest = rest.dropFirst(batch)
    }
  }

  /// Asks `method` with `params`, the members of an object as JSON.
  func ask(_ method: String, _ params: String, authority: String = "westminster") throws -> JSON {
    let name = try #require(Authority(authority))
    let json = try JSON.read(Array("{\"authority\":\"\(authority)\",\(params)}".utf8))
    return try model.answer(Ask(authority: name, method: method, params: json, assigned: "test"), moment)
  }

  func refusal(_ method: String, _ params: String, authority: String = "westminster") -> Refusal? {
    do {
      _ = try ask(method, params, authority: authority)
      return nil
    } catch {
      return error as? Refusal
    }
  }

  /// Every figure of a period, by its name.
  func figures(_ from: String, _ to: String, knownOn: String? = nil) throws -> [String: JSON] {
    let known = knownOn.map { ",\"knownOn\":\"\($0)\"" } ?? ""
    let list = try #require(try ask("figures", "\"from\":\"\(from)\",\"to\":\"\(to)\"\(known)")["figures"]?.array)
    return Dictionary(list.map { ($0["name"]?.string ?? "", $0) }) { $1 }
  }

  /// The values of figures as they are written; an empty text where there is none.
  func values(_ from: String, _ to: String, knownOn: String? = nil) throws -> [String: String] {
    try figures(from, to, knownOn: knownOn).mapValues { $0["value"]?.text ?? "" }
  }

  /// The rows of a table, each cell as it is written, without its quotation marks.
  func rows(_ table: String, _ from: String, _ to: String, _ more: String = "") throws -> [[String]] {
    let answer = try ask("table", "\"name\":\"\(table)\",\"from\":\"\(from)\",\"to\":\"\(to)\"\(more)")
    return try #require(answer["rows"]?.array).map { row in (row.array ?? []).map { $0.string ?? $0.text } }
  }

  /// The rows of a two-column table that are not zero, as label and count.
  func counts(_ table: String, _ from: String, _ to: String, _ more: String = "") throws -> [String: String] {
    let rows = try rows(table, from, to, more).filter { $0.count == 2 && $0[1] != "0" }
    return Dictionary(rows.map { ($0[0], $0[1]) }) { $1 }
  }
}
