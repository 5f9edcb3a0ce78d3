import Contracts
import ParticipationRules
import Testing

/// The loop in small: states kept as they are stored, waiting asks decided again when their stream changes.
final class Room {
  /// What an ask brought about.
  struct Outcome {
    var events: [Event] = []
    var warnings: [String] = []
    var waitsFor: String?
    var assigned: [(String, String)] = []
  }

  let rules = Participation.rules
  let authority = Authority("westminster")
  private(set) var told: [Event] = []
  private(set) var heard: [Event] = []
  private(set) var states: [StreamKey: JSON] = [:]
  private(set) var refusedLater: [Refusal] = []
  private var waiting: [(ask: Ask, stream: StreamKey)] = []
  /// The newest day on which each stream was turned, and the day on which time alone next changes something in it.
  private var turned: [StreamKey: CivilDate] = [:]
  private var wakes: [StreamKey: CivilDate] = [:]
  var moment: Moment
  /// What the next commands are given to draw from, where a test says.
  var draws: Chance?
  /// Whether questions are asked by a key that may have counts alone.
  var hasCountsAlone = false

  init(_ now: String = "2023-01-10T12:00:00Z") throws {
    moment = Moment(try time(now))
  }

  private var look: Look<ParticipationState> {
    get throws { Look(try present(authority)) { self.state($0) } }
  }

  private func state(_ stream: StreamKey) -> ParticipationState? {
    states[stream].flatMap { try? $0.decode(ParticipationState.self) }
  }

  private func change(_ stream: StreamKey, _ fold: (inout ParticipationState?) -> Void) throws {
    var value = state(stream)
    fold(&value)
    states[stream] = try value.map { try JSON(encoding: $0) }
  }

  // MARK: asking

  /// Asks for a command as a desk does: the params are checked against the catalogue first.
  @discardableResult
  func ask(_ method: String, _ params: String) throws -> Outcome {
    try ask(method, try json(params))
  }

  @discardableResult
  func ask(_ method: String, _ params: JSON) throws -> Outcome {
    let authority = try present(authority)
    try check(method, params)
    return try carryOut(
      Ask(
        authority: authority, method: method, params: params, assigned: "assigned-\(told.count)",
        chance: draws ?? Chance(UInt64(told.count), 7)))
  }

  private func carryOut(_ ask: Ask) throws -> Outcome {
    switch try rules.decide(ask, look, moment) {
    case .waits(let stream, let reason):
      waiting.append((ask, stream))
      return Outcome(waitsFor: reason)
    case .events(let drafts, let assigned, let warnings):
      return Outcome(events: try drafts.map(tell), warnings: warnings, assigned: assigned)
    }
  }

  private func check(_ method: String, _ params: JSON) throws {
    let method = try present(rules.catalogue.methods.first { $0.name == method })
    var faults: [Fault] = []
    Field.check(method.params, oneOf: method.groups, params, at: "", into: &faults)
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
  }

  @discardableResult
  func tell(_ draft: Draft) throws -> Event {
    let event = try made(draft, "ours-\(told.count)", told.count)
    told.append(event)
    try fits(event.data, present(rules.catalogue.events.first { $0.name == event.type }).fields)
    let stream = rules.stream(event)
    try change(stream) { rules.evolve(&$0, event) }
    for also in rules.also(event) {
      #expect(also.kind != stream.kind)
      try change(also) { rules.gather(&$0, also, event) }
    }
    try touch(stream, on: moment.today)
    return event
  }

  // MARK: facts from outside

  /// Publishes a fact; gives what comes of it, the fact first.
  @discardableResult
  func publish(_ message: some Message, about subject: String) throws -> [Event] {
    let fact = try made(Draft(message, about: subject), "fact-\(told.count)", told.count)
    let type = try present(rules.catalogue.events.first { $0.name == fact.type })
    #expect(type.isTaken)
    guard case .taken(let drafts) = try rules.take(fact, look, moment) else { return [] }
    let first = try tell(Draft(message, about: subject))
    return try [first] + drafts().map(tell)
  }

  /// Takes back an event of the journal, as the loop does: its stream is folded again without it. Gives what is told
  /// then.
  @discardableResult
  func takeBack(_ target: Event) throws -> [Event] {
    #expect(try present(rules.catalogue.events.first { $0.name == target.type }).mayBeWithdrawn)
    let withdrawal = try FactWithdrawn.read(
      json(#"{"event":{"source":"\#(target.key.source)","id":"\#(target.key.id)"},"reason":"told in error"}"#))
    told.append(try made(Draft(withdrawal, about: target.subject), "ours-\(told.count)", told.count))
    let stream = rules.stream(target)
    states[stream] = try folded(told)[stream].map { try JSON(encoding: $0) }
    let drafts = try rules.wake(stream, look, moment)
    let brought = try drafts.map(tell)
    #expect(try rules.wake(stream, look, moment).isEmpty, "asked again, \(stream) tells more")
    return brought
  }

  /// The states of the service's own streams, folded from its journal without what was taken back.
  private func folded(_ events: [Event]) -> [StreamKey: ParticipationState] {
    var again: [StreamKey: ParticipationState] = [:]
    var streams: [Event.Key: StreamKey] = [:]
    let withdrawals = events.filter { $0.type == FactWithdrawn.name }.compactMap { try? FactWithdrawn.of($0) }
    let gone = Set(withdrawals.map(\.key))
    for event in events {
      if event.type == FactWithdrawn.name {
        guard let key = (try? FactWithdrawn.of(event))?.key, let stream = streams[key] else { continue }
        rules.evolve(&again[stream], event)
        continue
      }
      let stream = rules.stream(event)
      streams[event.key] = stream
      guard !gone.contains(event.key) else { continue }
      rules.evolve(&again[stream], event)
      for stream in rules.also(event) { rules.gather(&again[stream], stream, event) }
    }
    return again
  }

  // MARK: time

  /// Lets days pass to a day's noon, each with what time alone brings about; gives what was told.
  @discardableResult
  func turn(to day: String) throws -> [Event] {
    let last = try ParticipationTests.day(day)
    let before = told.count
    while let due = wakes.filter({ $0.value <= last }).min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      moment = Moment(Timestamp(startOfLondonDay: due.value))
      try wake(due.key)
    }
    moment = Moment(Timestamp(startOfLondonDay: last).adding(milliseconds: 12 * 3_600_000))
    return Array(told[before...])
  }

  private func wake(_ stream: StreamKey) throws {
    for draft in try rules.wake(stream, look, moment) { _ = try tell(draft) }
    #expect(try rules.wake(stream, look, moment).isEmpty, "asked again, \(stream) tells more")
    try touch(stream, on: moment.today)
  }

  private func touch(_ stream: StreamKey, on day: CivilDate) throws {
    let last = max(day, turned[stream] ?? day)
    turned[stream] = last
    wakes[stream] = try state(stream).flatMap { try rules.wakes(stream, $0, look, last) }
    #expect(wakes[stream].map { $0 > last } ?? true)
  }

  private func made(_ draft: Draft, _ id: String, _ count: Int) throws -> Event {
    Event(
      made: draft, authority: try present(authority), key: Event.Key(source: "/westminster", id: id),
      correlationid: nil, causationid: nil, receivedtime: moment.now, sequence: Sequence(Int64(count + 1)))
  }

  // MARK: hearing

  /// Hears an event of scheduling, whose number is told.
  @discardableResult
  func hear(_ message: some Message, about subject: String) throws -> Int {
    let event = try made(Draft(message, about: subject), "theirs-\(heard.count)", heard.count)
    heard.append(event)
    let streams = rules.mirrors(event, .scheduling)
    for stream in streams { try change(stream) { rules.absorb(&$0, stream, event, .scheduling) } }
    for stream in streams { try touch(stream, on: moment.today) }
    for draft in try rules.react(event, .scheduling, look, moment) { _ = try tell(draft) }
    if let kind = rules.stirs(event) {
      for stream in states.keys.sorted() where stream.kind == kind { try wake(stream) }
    }
    let again = waiting.filter { streams.contains($0.stream) }
    waiting.removeAll { streams.contains($0.stream) }
    for (ask, _) in again {
      do {
        _ = try carryOut(ask)
      } catch let refusal as Refusal {
        refusedLater.append(refusal)
      }
    }
    return heard.count - 1
  }

  /// Hears that the event of this number was withdrawn.
  func withdraw(_ number: Int) throws {
    let event = try json(#"{"event":{"source":"/westminster","id":"theirs-\#(number)"},"reason":"told in error"}"#)
    try hear(FactWithdrawn.read(event), about: heard[number].subject)
  }

  var waitingCount: Int { waiting.count }

  /// Hears that the child's date of birth is another than was told.
  @discardableResult
  func change(_ child: String, born: String) throws -> Int {
    let data = try json(#"{"child":"\#(child)","changedOn":"2022-02-01","dateOfBirth":"\#(born)"}"#)
    return try hear(ChildDetailsChanged.read(data), about: child)
  }

  /// Hears that a child entered care.
  @discardableResult
  func enter(_ child: String, born: String) throws -> Int {
    try hear(
      ChildEnteredCare.read(
        json(
          """
          {"child":"\(child)","enteredOn":"2022-01-01","dateOfBirth":"\(born)","sex":"U","ethnicity":"WBRI",\
          "legalStatus":"C1","categoryOfNeed":"N1","placement":{"type":"U6"}}
          """)), about: child)
  }

  /// Hears that a review was held.
  @discardableResult
  func hold(
    _ review: String, of child: String, meetings: [String], completedOn: String? = nil,
    stream: ReviewStream = .lookedAfter
  ) throws -> Int {
    let meetings = try meetings.map(day)
    let last = try present(meetings.max())
    let held = ReviewHeld(
      child: try present(ChildID(child)), review: try present(ReviewID(review)), stream: stream, number: 1,
      meetings: meetings, completedOn: try completedOn.map(day) ?? last, heldOn: try present(meetings.min()),
      mode: try present(KebabWord("in-person")))
    return try hear(held, about: review)
  }

  // MARK: questions

  /// Asks a question; what it is answered with must fit the catalogue.
  func question(_ method: String, _ params: String) throws -> JSON {
    let params = try json(params)
    try check(method, params)
    let ask = Ask(
      authority: try present(authority), method: method, params: params, assigned: "", countsAlone: hasCountsAlone)
    let known = try present(rules.catalogue.methods.first { $0.name == method })
    let answer = known.kind == .longQuestion ? try long(ask) : try rules.answer(ask, look, moment)
    try fits(answer, known.result)
    return answer
  }

  private func long(_ ask: Ask) throws -> JSON {
    let gather = Gather<ParticipationState>(try present(authority)) { kind, each in
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
    var again = folded(told)
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
func time(_ text: String) throws -> Timestamp { try present(Timestamp(text)) }
