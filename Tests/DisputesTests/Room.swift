import Contracts
import DisputesRules
import Policy
import Testing

/// The loop in small: states kept as they are stored, params and answers held to the catalogue.
final class Room {
  /// What an ask brought about.
  struct Outcome {
    var events: [Event] = []
    var assigned: [String: String] = [:]
  }

  let rules = Disputes.rules
  let authority = Authority("westminster")
  private(set) var told: [Event] = []
  private(set) var heard: [Event] = []
  private(set) var states: [StreamKey: JSON] = [:]
  var moment: Moment

  init(_ now: String = "2023-01-10T12:00:00Z") throws {
    moment = Moment(try present(Timestamp(now)))
  }

  private var look: Look<DisputesState> {
    get throws {
      Look(
        try present(authority), list: { kind in self.states.keys.filter { $0.kind == kind }.sorted() },
        load: { self.state($0) })
    }
  }

  private func state(_ stream: StreamKey) -> DisputesState? {
    states[stream].flatMap { try? $0.decode(DisputesState.self) }
  }

  private func change(_ stream: StreamKey, _ fold: (inout DisputesState?) -> Void) throws {
    var value = state(stream)
    fold(&value)
    states[stream] = try value.map { try JSON(encoding: $0) }
  }

  // MARK: asking

  /// Asks for a command as a desk does; `members` stand beside the authority in its params.
  @discardableResult
  func ask(_ method: String, _ members: String) throws -> Outcome {
    try ask(method, try params(members))
  }

  @discardableResult
  func ask(_ method: String, _ params: JSON) throws -> Outcome {
    try check(method, params)
    let ask = Ask(
      authority: try present(authority), method: method, params: params,
      assigned: "3f0e4f9a-0000-5000-8000-\(String(told.count + 100_000_000_000))")
    switch try rules.decide(ask, look, moment) {
    case .waits: throw Absent()
    case .events(let drafts, let assigned, let warnings):
      #expect(warnings.isEmpty)
      return Outcome(
        events: try drafts.map(tell), assigned: Dictionary(assigned, uniquingKeysWith: { _, last in last }))
    }
  }

  func params(_ members: String) throws -> JSON { try json("{\"authority\":\"westminster\",\(members)}") }

  private func check(_ method: String, _ params: JSON) throws {
    let method = try present(rules.catalogue.methods.first { $0.name == method })
    var faults: [Fault] = []
    Field.check(method.params, oneOf: method.groups, params, at: "", into: &faults)
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
  }

  private func tell(_ draft: Draft) throws -> Event {
    let event = try made(draft, "ours-\(told.count)", told.count)
    told.append(event)
    try fits(event.data, present(rules.catalogue.events.first { $0.name == event.type }).fields)
    try change(rules.stream(event)) { rules.evolve(&$0, event) }
    for stream in rules.also(event) { try change(stream) { rules.gather(&$0, stream, event) } }
    return event
  }

  private func made(_ draft: Draft, _ id: String, _ count: Int) throws -> Event {
    Event(
      made: draft, authority: try present(authority), key: Event.Key(source: "/westminster", id: id),
      correlationid: nil, causationid: nil, receivedtime: moment.now, sequence: Sequence(Int64(count + 1)))
  }

  // MARK: hearing

  /// Hears of scheduling that a profile was adopted.
  func adopt(_ profile: JSON, from: String) throws {
    let name = try present(profile["name"]?.string.flatMap { KebabWord($0) })
    let adopted = PolicyAdopted(name: name, from: try day(from), profile: profile, hash: "00")
    let event = try made(Draft(adopted, about: name.text), "theirs-\(heard.count)", heard.count)
    heard.append(event)
    for stream in rules.mirrors(event, .scheduling) {
      try change(stream) { rules.absorb(&$0, stream, event, .scheduling) }
    }
    #expect(try rules.react(event, .scheduling, look, moment).isEmpty)
  }

  /// Hears that a profile with this ladder was adopted.
  func adopt(ladder: String, from: String = "2020-01-01") throws {
    try adopt(try json("{\"name\":\"somewhere\",\"extends\":\"statutory\",\"ladder\":\(ladder)}"), from: from)
  }

  // MARK: questions

  /// Asks a question; what it is answered with must fit the catalogue.
  func question(_ method: String, _ params: String) throws -> JSON {
    let params = try json(params)
    try check(method, params)
    let ask = Ask(authority: try present(authority), method: method, params: params, assigned: "")
    let known = try present(rules.catalogue.methods.first { $0.name == method })
    let answer = known.kind == .longQuestion ? try long(ask) : try rules.answer(ask, look, moment)
    try fits(answer, known.result)
    return answer
  }

  private func long(_ ask: Ask) throws -> JSON {
    let gather = Gather<DisputesState>(try present(authority)) { kind, each in
      for stream in self.states.keys.sorted() where stream.kind == kind {
        if let state = self.state(stream) { each(stream, state) }
      }
    }
    return try rules.answerLong(ask, gather, moment)
  }

  private func fits(_ value: JSON, _ fields: [Field]) throws {
    var faults: [Fault] = []
    Field.check(fields, value, at: "", into: &faults)
    for member in value.members?.list ?? [] where !fields.contains(where: { $0.name == member.name }) {
      faults.append(Fault("unknown-member", at: "/\(member.name)"))
    }
    #expect(faults.isEmpty)
  }

  // MARK: folding again

  /// The states as a fold from nothing gives them.
  func foldedAgain() throws -> [StreamKey: JSON] {
    var again: [StreamKey: DisputesState] = [:]
    for event in told {
      rules.evolve(&again[rules.stream(event)], event)
      for stream in rules.also(event) { rules.gather(&again[stream], stream, event) }
    }
    for event in heard {
      for stream in rules.mirrors(event, .scheduling) { rules.absorb(&again[stream], stream, event, .scheduling) }
    }
    return try again.mapValues { try JSON(encoding: $0) }
  }
}

struct Absent: Error {}

func present<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw Absent() }
  return value
}

func json(_ text: String) throws -> JSON { try JSON.read(Array(text.utf8)) }
func day(_ text: String) throws -> CivilDate { try present(CivilDate(text)) }
