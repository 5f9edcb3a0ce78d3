import Contracts
import Testing

@testable import ReportingReadModel
@testable import ReportingRules

/// Reporting's own journal in memory, beside a room: what its commands bring about, and what is answered from both.
struct Own {
  var room: Room
  private(set) var told: [Event] = []
  private var states: [StreamKey: ReportingState] = [:]
  private let authority: Authority

  init(_ told: [Told] = [], now: String = "2023-06-01T09:00:00Z") throws {
    room = try Room(told, now: now)
    authority = try #require(Authority("westminster"))
  }

  private func ask(_ method: String, _ params: String) throws -> Ask {
    let json = try JSON.read(Array("{\"authority\":\"\(authority)\"\(params.isEmpty ? "" : ",")\(params)}".utf8))
    return Ask(authority: authority, method: method, params: json, assigned: "assigned-\(told.count + 1)")
  }

  /// Carries out a command as the desk does; the data of what comes of it.
  @discardableResult
  mutating func command(_ method: String, _ params: String) throws -> JSON {
    var ask = try ask(method, params)
    let known = try #require(Reporting.rules.catalogue.methods.first { $0.name == method })
    var faults: [Fault] = []
    Field.check(known.params, oneOf: known.groups, ask.params, at: "", into: &faults)
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
    let look = Look<ReportingState>(authority) { [states] in states[$0] }
    if method == SignOffReport.name {
      ask = ask.finding(try PageRoom(room).model.found(ask, room.moment, Kept(look)))
    }
    guard case .events(let drafts, _, _) = try Reporting.rules.decide(ask, look, room.moment) else { return .null }
    for draft in drafts { try tell(draft) }
    return drafts.last?.data ?? .null
  }

  private mutating func tell(_ draft: Draft) throws {
    let line = """
      {"specversion":"1.0","id":"own-\(told.count)","source":"/westminster/reporting","type":"\(draft.type)",\
      "subject":"\(draft.subject)","authority":"\(authority)","data":\(draft.data.text),\
      "receivedtime":"\(room.moment.now)","journaledtime":"\(room.moment.now)",\
      "sequence":"\(Sequence(Int64(told.count + 1)).text)"}
      """
    let event = try Event(told: Array(line.utf8))
    let stream = Reporting.rules.stream(event)
    var state = states[stream]
    Reporting.rules.evolve(&state, event)
    states[stream] = state
    told.append(event)
  }

  /// Why a command is refused; nil where it is not.
  mutating func refusal(_ method: String, _ params: String) throws -> Refusal? {
    do {
      try command(method, params)
      return nil
    } catch {
      return try #require(error as? Refusal)
    }
  }

  /// The answer to a question, from the read model and from what was kept, after it was written and read again.
  func answer(_ method: String, _ params: String = "", printing: Bool = false) throws -> JSON {
    let model = printing ? try PageRoom(room).model : room.model
    return try model.answer(try ask(method, params), room.moment, kept())
  }

  /// What was kept, after it was written and read again.
  func kept() throws -> Kept {
    let again = try states.mapValues { try JSON(encoding: $0).decode(ReportingState.self) }
    #expect(again == states)
    let gather = Gather<ReportingState>(authority) { kind, each in
      for stream in again.keys.sorted() where stream.kind == kind {
        if let state = again[stream] { each(stream, state) }
      }
    }
    return Kept(gather)
  }
}
