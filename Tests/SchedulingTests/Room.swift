import Contracts
import SchedulingRules
import Testing

/// The rules with a journal in memory: what the loop does with them for one authority, without sockets and disk.
struct Room {
  private(set) var states: [StreamKey: SchedulingState] = [:]
  private(set) var journal: [Event] = []
  /// Facts that wait, each with the stream it waits for.
  private(set) var waiting: [(event: Event, stream: StreamKey)] = []
  /// The newest day on which each stream was turned, and the day on which time alone next changes something in it.
  private var turned: [StreamKey: CivilDate] = [:]
  private var wakes: [StreamKey: CivilDate] = [:]
  /// The streams whose next day is to be asked for anew.
  private var stale: Set<StreamKey> = []
  private var withdrawn: Set<String> = []
  /// The stream of each withdrawal, by its id: that of the event it takes back.
  private var withdrawals: [String: StreamKey] = [:]
  let authority: Authority
  private let rules = Scheduling.rules

  /// Whether each event is held to its shape and each state to storage: slow, so long runs leave it out.
  private let checksStorage: Bool

  init(checksStorage: Bool = true) throws {
    authority = try #require(Authority("westminster"))
    self.checksStorage = checksStorage
  }

  /// Publishes a fact that becomes known at `moment`; gives the events that come of it, the fact apart.
  @discardableResult
  mutating func publish(_ type: String, _ data: JSON, subject: String? = nil, at moment: Moment) throws -> [Event] {
    let line = JSON.object([
      ("specversion", .string("1.0")), ("id", .string("f\(journal.count)-\(waiting.count)")),
      ("source", .string("/test")),
      ("type", .string(type)), ("subject", .string(subject ?? data["child"]?.string ?? "none")),
      ("authority", .string(authority.text)), ("data", data),
    ])
    return try publish(Event(offered: line, at: "/event"), at: moment)
  }

  /// Publishes an event that becomes known at `moment`.
  @discardableResult
  mutating func publish(_ event: Event, at moment: Moment) throws -> [Event] {
    turn(to: moment.today)
    switch try rules.take(event, look, moment) {
    case .waits(let stream, _):
      waiting.append((event, stream))
      return []
    case .taken(let drafts):
      let fact = event.accepted(receivedtime: moment.now, sequence: next)
      append(fact)
      let made = drafts().map { tell($0, at: moment) }
      let stream = rules.stream(fact)
      let freed = waiting.filter { $0.stream == stream }
      waiting.removeAll { $0.stream == stream }
      for wait in freed { try publish(wait.event, at: moment) }
      return made
    }
  }

  /// Asks a command; gives the events that come of it.
  @discardableResult
  mutating func ask(_ method: String, _ params: JSON, at moment: Moment) throws -> [Event] {
    turn(to: moment.today)
    guard case .events(let drafts, let ids, let warnings) = try rules.decide(validated(method, params), look, moment)
    else {
      Issue.record("a command of scheduling waits")
      return []
    }
    try holdToResult(method, ids, warnings)
    return drafts.map { tell($0, at: moment) }
  }

  /// The warnings with which a command would be taken; nothing comes of it.
  func warnings(_ method: String, _ params: JSON, at moment: Moment) throws -> [String] {
    guard case .events(_, let ids, let warnings) = try rules.decide(validated(method, params), look, moment) else {
      return []
    }
    try holdToResult(method, ids, warnings)
    return warnings
  }

  /// Asks a question and holds the answer to the shape that the catalogue tells.
  func answer(_ method: String, _ params: JSON, at moment: Moment) throws -> JSON {
    let ask = try validated(method, params)
    let told = try #require(rules.catalogue.methods.first { $0.name == method })
    let answer: JSON
    switch told.kind {
    case .question: answer = try rules.answer(ask, look, moment)
    case .longQuestion: answer = try rules.answerLong(ask, gather, moment)
    case .command, .common: throw Refusal(.noMethod, "no-such-method")
    }
    var faults: [Fault] = []
    Field.check(told.result, answer, at: "", into: &faults)
    #expect(faults.isEmpty)
    return answer
  }

  /// Takes back an event of the journal: its stream is folded again without it, and what then differs is told.
  @discardableResult
  mutating func withdraw(_ event: Event, at moment: Moment) throws -> [Event] {
    turn(to: moment.today)
    let line = JSON.object([
      ("specversion", .string("1.0")), ("id", .string("w\(journal.count)")), ("source", .string("/test")),
      ("type", .string("fact-withdrawn")), ("subject", .string(event.subject)),
      ("authority", .string(authority.text)),
      (
        "data",
        .object([
          ("event", .object([("source", .string(event.key.source)), ("id", .string(event.key.id))])),
          ("reason", .string("told in error")),
        ])
      ),
    ])
    let type = try #require(rules.catalogue.events.first { $0.name == event.type })
    try #require(type.mayBeWithdrawn)
    withdrawn.insert(event.key.id)
    let taken = try Event(offered: line, at: "/event").accepted(receivedtime: moment.now, sequence: next)
    journal.append(taken)
    let stream = rules.stream(event)
    let before = states[stream]
    withdrawals[taken.key.id] = stream
    states[stream] = fold(stream)
    touch(stream, on: moment.today)
    return rules.undo(stream, before, look, moment).map { tell($0, at: moment) }
  }

  /// Lets days pass, each with what time alone brings about.
  mutating func turn(to day: CivilDate) {
    while let due = nextWake(by: day) {
      let moment = Moment(Timestamp(startOfLondonDay: due.value))
      touch(due.key, on: due.value)
      for draft in rules.wake(due.key, look, moment) { tell(draft, at: moment) }
    }
  }

  /// The first wake up to a day.
  private mutating func nextWake(by day: CivilDate) -> (key: StreamKey, value: CivilDate)? {
    for stream in stale {
      wakes[stream] = states[stream].flatMap { rules.wakes(stream, $0, look, turned[stream] ?? .earliest) }
    }
    stale = []
    return wakes.filter { $0.value <= day }.min { ($0.value, $0.key) < ($1.value, $1.key) }
  }

  /// Notes that a stream was turned on a day, and when it wakes next.
  private mutating func touch(_ stream: StreamKey, on day: CivilDate) {
    turned[stream] = max(day, turned[stream] ?? day)
    stale.insert(stream)
  }

  private func fold(_ stream: StreamKey) -> SchedulingState? {
    var state: SchedulingState?
    for event in journal where !withdrawn.contains(event.key.id) && self.stream(of: event) == stream {
      rules.evolve(&state, event)
    }
    return state
  }

  private func stream(of event: Event) -> StreamKey { withdrawals[event.key.id] ?? rules.stream(event) }

  /// The state that a fold of the whole journal gives.
  func refolded() -> [StreamKey: SchedulingState] {
    var states: [StreamKey: SchedulingState] = [:]
    for event in journal where !withdrawn.contains(event.key.id) {
      rules.evolve(&states[stream(of: event)], event)
    }
    return states
  }

  private var look: Look<SchedulingState> {
    let states = states
    return Look(
      authority, list: { kind in states.keys.filter { $0.kind == kind }.sorted() }, load: { states[$0] })
  }

  private var gather: Gather<SchedulingState> {
    let states = states
    return Gather(authority) { kind, each in
      for key in states.keys.sorted() where key.kind == kind {
        if let state = states[key] { each(key, state) }
      }
    }
  }

  private var next: Sequence { Sequence(Int64(journal.count + 1)) }

  private func validated(_ method: String, _ params: JSON) throws -> Ask {
    let told = try #require(rules.catalogue.methods.first { $0.name == method })
    var members = params.members?.list ?? []
    if params["authority"] == nil { members.append(("authority", .string(authority.text))) }
    let params = JSON.object(JSON.Members(members))
    var faults: [Fault] = []
    Field.check(told.params, oneOf: told.groups, params, at: "", into: &faults)
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
    return Ask(authority: authority, method: method, params: params, assigned: "")
  }

  @discardableResult
  private mutating func tell(_ draft: Draft, at moment: Moment) -> Event {
    let event = Event(
      made: draft, authority: authority, key: .init(source: "/scheduling", id: "\(journal.count)"), correlationid: nil,
      causationid: nil, receivedtime: moment.now, sequence: next)
    append(event)
    return event
  }

  /// Appends an event, holds it to the shape that the catalogue tells, and folds it; the state must survive storage.
  private mutating func append(_ event: Event) {
    if checksStorage { holdToShape(event) }
    journal.append(event)
    let stream = rules.stream(event)
    rules.evolve(&states[stream], event)
    let today = event.receivedtime?.londonDate ?? .earliest
    touch(stream, on: today)
    if let kind = rules.stirs(event), let now = event.receivedtime {
      for stream in states.keys.sorted() where stream.kind == kind {
        for draft in rules.wake(stream, look, Moment(now)) { tell(draft, at: Moment(now)) }
        touch(stream, on: today)
      }
    }
    if checksStorage { holdToStorage(stream) }
  }

  /// Holds what a command is answered with, its events apart, to the members that the catalogue tells.
  private func holdToResult(_ method: String, _ ids: [(String, String)], _ warnings: [String]) throws {
    let told = try #require(rules.catalogue.methods.first { $0.name == method })
    let members = ids.map { ($0.0, Optional(JSON.string($0.1))) }
    let reply = JSON.object(
      [("events", .array([]))] + members + [("warnings", warnings.isEmpty ? nil : .strings(warnings))])
    var faults: [Fault] = []
    Field.check(told.result, reply, at: "", into: &faults)
    let known = Set(told.result.map(\.name))
    let unknown = reply.members?.list.map(\.name).filter { !known.contains($0) } ?? []
    #expect(faults.isEmpty && unknown.isEmpty, "\(method) \(faults) \(unknown)")
  }

  private func holdToShape(_ event: Event) {
    var faults: [Fault] = []
    if let type = rules.catalogue.events.first(where: { $0.name == event.type }) {
      Field.check(type.fields, event.data, at: "", into: &faults)
    } else {
      Issue.record("\(event.type) is told and not in the catalogue")
    }
    #expect(faults.isEmpty, "\(event.type)")
  }

  private func holdToStorage(_ stream: StreamKey) {
    do {
      let state = try #require(states[stream])
      let stored = try JSON(encoding: state).line
      #expect(try JSON.read(stored, limit: 1 << 20).decode(SchedulingState.self) == state)
    } catch {
      Issue.record("a state cannot be stored and read again: \(error)")
    }
  }
}

// MARK: - Writing tests down

/// A day in the morning, London time.
func day(_ text: String) throws -> Moment {
  Moment(Timestamp(startOfLondonDay: try #require(CivilDate(text))).adding(milliseconds: 9 * 3_600_000))
}

/// JSON as it is written on a line.
func json(_ text: String) throws -> JSON {
  try JSON.read(Array(text.utf8))
}

/// The data of an entry of a child born on 1 March 2015, with members changed or added.
func entry(_ child: String, _ enteredOn: String, _ changes: String = "{}") throws -> JSON {
  let usual = try json(
    """
    {"child":"\(child)","enteredOn":"\(enteredOn)","dateOfBirth":"2015-03-01","sex":"F","ethnicity":"WBRI",\
    "legalStatus":"C1","categoryOfNeed":"N1","placement":{"type":"U6","provider":"PR1"}}
    """)
  let changes = try json(changes).members?.list ?? []
  let kept = usual.members?.list.filter { member in !changes.contains { $0.name == member.name } } ?? []
  return .object(JSON.Members(kept + changes))
}

/// Runs `body`, which must be refused, and writes the refusal down: code, then `reason at`, one a fault.
func refused(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "accepted"
  } catch let refusal as Refusal {
    return ([String(refusal.code.rawValue)] + refusal.faults.map { "\($0.reason) \($0.at)" }).joined(separator: ", ")
  } catch {
    return "\(error)"
  }
}

extension Room {
  /// The limits told by `events`: `review stream number dueOn`.
  static func limits(_ events: [Event]) -> [String] {
    events.filter { $0.type == "review-due" }.map { event in
      let data = event.data
      return [
        data["review"]?.string, data["stream"]?.string, data["number"]?.integer.map { "\($0)" },
        data["dueOn"]?.string,
      ].compactMap(\.self).joined(separator: " ")
    }
  }
}
