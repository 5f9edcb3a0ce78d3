import Contracts
import Journal

extension Turn {
  /// Takes back an event that stands in this authority's journal: its streams are folded again without it, and what
  /// has to be told then is told.
  ///
  /// - Throws: why it cannot be: no such event (one that still waits is none), another subject, of a type that stands,
  ///   or taken back before.
  func withdraw(
    _ event: Event, raw: [UInt8], digest: [UInt8], at: String, _ known: Timestamp
  ) throws(Refusal) -> Decided {
    let key = try FactWithdrawn.of(event, at: "\(at)/data").key
    guard let target = journaled(event.authority, key) else {
      throw Refusal(.notFound, "event-not-found", at: "\(at)/data/event")
    }
    guard target.subject == event.subject else { throw Refusal(.wrongParams, "subject-differs", at: "\(at)/subject") }
    guard eventTypes[target.type]?.mayBeWithdrawn == true else {
      throw Refusal(.refused, "cannot-be-withdrawn", at: "\(at)/data/event")
    }
    let place = Place(authority: event.authority, stream: service.rules.stream(target))
    guard !lines(of: place).contains(where: { (try? Event(told: $0))?.withdrawn == key }) else {
      throw Refusal(.refused, "withdrawn-already", at: "\(at)/data/event")
    }
    let accepted = event.accepted(receivedtime: known, sequence: head(event.authority).next)
    let before = states.state(place)
    let others = secondary(target).map { ($0, states.state($0)) }
    journal(accepted, line: raw, given: event.receivedtime, digest: digest, withdrawing: target)
    let drafts = service.rules.undo(place.stream, before, states.look(event.authority), Moment(known))
    append(drafts, event.authority, Cause(of: event, known))
    for (also, before) in others where states.state(also) != nil {
      let drafts = service.rules.undo(also.stream, before, states.look(event.authority), Moment(known))
      append(drafts, event.authority, Cause(of: event, known, also: also.stream))
    }
    return .done(publication(accepted.sequence ?? .zero, isDuplicate: false))
  }

  /// An event of the authority's journal, in this turn's batch or in the store; nil where there is none.
  private func journaled(_ authority: Authority, _ key: Event.Key) -> Event? {
    if let row = batch.events.first(where: { $0.authority == authority && $0.key == key }) {
      return try? Event(told: row.line)
    }
    return read { () throws(StoreError) in try store.event(authority, key) } ?? nil
  }

  /// The lines of a stream, the oldest first, with those of this turn's batch.
  func lines(of place: Place) -> [[UInt8]] {
    let rows = batch.events.filter { $0.authority == place.authority && $0.stream == place.stream }
    let last = rows.first?.previous ?? states.newest(place)
    let before = read { () throws(StoreError) in
      try store.lines(place.authority, of: place.stream, endingAt: last)
    }
    return (before ?? []) + rows.map(\.line)
  }
}

extension Cause {
  /// The cause of what comes of an event that was taken from outside; `also` is the secondary stream in which it comes.
  init(of event: Event, _ known: Timestamp, also: StreamKey? = nil) {
    self.init(
      text: "\(event.key.source)#\(event.key.id)" + (also.map { "/\($0)" } ?? ""), causation: event.key.id,
      correlation: event.correlationid,
      receivedtime: known, mayRepeat: false)
  }
}
