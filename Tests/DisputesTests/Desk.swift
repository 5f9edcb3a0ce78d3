import Contracts
import DisputesRules
import Testing

/// A desk with a clock: states as values, days that bring what is due on them, sweeps after an adoption.
final class Desk {
  let rules = Disputes.rules
  let authority: Authority
  private(set) var told: [Event] = []
  private(set) var states: [StreamKey: DisputesState] = [:]
  private var heard: [(event: Event, at: Int)] = []
  private var turned: [StreamKey: CivilDate] = [:]
  private var wakes: [StreamKey: CivilDate] = [:]
  private(set) var today: CivilDate

  init(_ day: String) throws {
    authority = try present(Authority("westminster"))
    today = try present(CivilDate(day))
  }

  private var moment: Moment { Moment(Timestamp(startOfLondonDay: today)) }

  private var look: Look<DisputesState> {
    Look(
      authority, list: { kind in self.states.keys.filter { $0.kind == kind }.sorted() }, load: { self.states[$0] })
  }

  // MARK: time

  /// Lets days pass up to `day`; while `isDown`, nothing is woken before the last of them.
  func turn(to day: CivilDate) {
    while let due = wakes.filter({ $0.value <= day }).min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      today = max(today, due.value)
      wake(due.key)
    }
    today = max(today, day)
  }

  func turn(to day: String) throws { turn(to: try present(CivilDate(day))) }

  private func wake(_ stream: StreamKey) {
    touch(stream)
    for draft in rules.wake(stream, look, moment) { tell(draft) }
  }

  private func touch(_ stream: StreamKey) {
    turned[stream] = today
    wakes[stream] = states[stream].flatMap { rules.wakes(stream, $0, look, today) }
  }

  @discardableResult
  private func tell(_ draft: Draft) -> Event {
    let event = Event(
      made: draft, authority: authority, key: Event.Key(source: "/westminster", id: "o\(told.count)"),
      correlationid: nil, causationid: nil, receivedtime: moment.now, sequence: Sequence(Int64(told.count + 1)))
    told.append(event)
    let stream = rules.stream(event)
    rules.evolve(&states[stream], event)
    touch(stream)
    for stream in rules.also(event) { rules.gather(&states[stream], stream, event) }
    return event
  }

  // MARK: asking and hearing

  /// Asks for a command today; the events that came of it.
  @discardableResult
  func ask(_ method: String, _ members: String) throws -> [Event] {
    let params = try json("{\"authority\":\"westminster\",\(members)}")
    try fits(params, present(rules.catalogue.methods.first { $0.name == method }).params)
    let ask = Ask(
      authority: authority, method: method, params: params, assigned: "3f0e4f9a-0000-5000-8000-\(told.count + 100_000)")
    guard case .events(let drafts, _, _) = try rules.decide(ask, look, moment) else { throw Absent() }
    return drafts.map { draft in
      // As the loop does: who acted stands in the event.
      guard let by = params["by"], case .object(var members) = draft.data else { return tell(draft) }
      members.list.append(("by", by))
      return tell(Draft(type: draft.type, about: draft.subject, data: .object(members)))
    }
  }

  /// Hears an event of scheduling today; the events that come of it.
  @discardableResult
  func hear(_ type: String, _ data: String, subject: String = "C1") throws -> [Event] {
    let event = Event(
      made: Draft(type: type, about: subject, data: try json(data)), authority: authority,
      key: Event.Key(source: "/scheduling", id: "s\(heard.count)"), correlationid: nil, causationid: nil,
      receivedtime: moment.now, sequence: Sequence(Int64(heard.count + 1)))
    heard.append((event, told.count))
    for stream in rules.mirrors(event, .scheduling) {
      rules.absorb(&states[stream], stream, event, .scheduling)
      touch(stream)
    }
    let before = told.count
    for draft in try rules.react(event, .scheduling, look, moment) { tell(draft) }
    if let kind = rules.stirs(event) {
      for stream in states.keys.filter({ $0.kind == kind }).sorted() { wake(stream) }
    }
    return Array(told[before...])
  }

  /// Hears that a profile with these members was adopted.
  func adopt(_ members: String, from: String = "2020-01-01") throws {
    try adopt(profile: json("{\"name\":\"somewhere\",\(members)}"), from: from)
  }

  func adopt(profile: JSON, from: String = "2010-01-01") throws {
    let name = try present(profile["name"]?.string)
    try hear(
      "policy-adopted", "{\"name\":\"\(name)\",\"from\":\"\(from)\",\"profile\":\(profile.text),\"hash\":\"0\"}",
      subject: name)
  }

  /// Asks a question; what it is answered with must fit the catalogue.
  func question(_ method: String, _ members: String = "") throws -> JSON {
    let params = try json("{\"authority\":\"westminster\"\(members.isEmpty ? "" : ",")\(members)}")
    let known = try present(rules.catalogue.methods.first { $0.name == method })
    try fits(params, known.params)
    let ask = Ask(authority: authority, method: method, params: params, assigned: "")
    let gather = Gather<DisputesState>(authority) { kind, each in
      for stream in self.states.keys.sorted() where stream.kind == kind { self.states[stream].map { each(stream, $0) } }
    }
    let answer =
      known.kind == .longQuestion
      ? try rules.answerLong(ask, gather, moment) : try rules.answer(ask, look, moment)
    try fits(answer, known.result)
    for member in answer.members?.list ?? [] where !known.result.contains(where: { $0.name == member.name }) {
      Issue.record("\(method) answers \(member.name)")
    }
    return answer
  }

  private func fits(_ value: JSON, _ fields: [Field]) throws {
    var faults: [Fault] = []
    Field.check(fields, value, at: "", into: &faults)
    if !faults.isEmpty { throw Refusal(.wrongParams, faults) }
  }

  // MARK: looking back

  /// What was told of a dispute by type, each as `type day`, with the stage or the clock.
  func history(_ dispute: String) -> [String] {
    told.filter { $0.subject == dispute }.map { event in
      let data = event.data
      let day = event.receivedtime?.londonDate.description ?? ""
      return switch event.type {
      case "dispute-escalated":
        "\(day) \(data["because"]?.string ?? "") \(data["fromStage"]?.string ?? "") > \(data["stage"]?.string ?? "")"
          + (data["silent"]?.string.map { " silent \($0)" } ?? "")
      case "response-due": "\(day) due \(data["dueOn"]?.string ?? "") \(data["clock"]?.string ?? "")"
      case "dispute-raised": "\(day) raised \(data["stage"]?.string ?? "")"
      case "dispute-resolved": "\(day) \(data["outcome"]?.string ?? "") \(data["stage"]?.string ?? "")"
      case "dispute-responded": "\(day) \(data["response"]?.string ?? "") \(data["stage"]?.string ?? "")"
      default: "\(day) \(event.type)"
      }
    }
  }

  /// The states as a fold from nothing gives them.
  func foldedAgain() -> [StreamKey: DisputesState] {
    var again: [StreamKey: DisputesState] = [:]
    for event in told {
      rules.evolve(&again[rules.stream(event)], event)
      for stream in rules.also(event) { rules.gather(&again[stream], stream, event) }
    }
    for (event, _) in heard {
      for stream in rules.mirrors(event, .scheduling) { rules.absorb(&again[stream], stream, event, .scheduling) }
    }
    return again
  }
}
