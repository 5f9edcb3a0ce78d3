import Contracts
import Journal

extension Turn {
  /// Takes an event from outside, once for ever; the result that `publish` is answered with.
  ///
  /// - Parameters:
  ///   - value: the event as it was read; `at` is where it stands in params.
  ///   - raw: the bytes it was read from, of which its own are the range that `value` knows.
  ///   - request: the whole line, kept where the event has to wait.
  func publish(
    _ value: JSON, at: String, raw: [UInt8], request: [UInt8], _ caller: Caller
  ) throws(Refusal) -> [UInt8] {
    let offered = try Event(offered: value, at: at)
    guard !caller.permissions.isEmpty else { throw Refusal(.notAllowed, "no-permission") }
    guard isServed(offered.authority, to: caller) else {
      throw Refusal(.notFound, "authority-not-found", at: "\(at)/authority")
    }
    guard caller.may(.publish, offered.authority) else {
      throw Refusal(.notAllowed, "no-permission", at: "\(at)/authority")
    }
    guard offered.range.count <= Limits.request else { throw Refusal(.badLine, "line-too-long") }
    let event = try checked(offered, at: at)
    try checkHolder(event.data, at: "\(at)/data", caller)
    let digest = Digest.content(of: value)
    if let before = receipt(event.authority, event.key) {
      guard before.digest == digest else { throw Refusal(.conflict, "event-id-reused", at: "\(at)/id") }
      return publication(before.sequence, isDuplicate: true)
    }
    lazy var waitingID = "event:\(event.authority)/\(event.key.source)#\(event.key.id)"
    if !waiting.rows.isEmpty, let row = waiting.rows[waitingID] {
      guard row.digest == digest else { throw Refusal(.conflict, "event-id-reused", at: "\(at)/id") }
      return Turn.waitingPublication
    }
    let known = try knownTime(value["receivedtime"], at: "\(at)/receivedtime", caller, event.authority)
    advance(to: known)
    switch try take(event, raw: Array(raw[event.range]), digest: digest, at: at, known) {
    case .done(let result): return result
    case .waits(let stream, let reason):
      wait(
        WaitingRow(
          id: waitingID, authority: event.authority, stream: stream, since: written, reason: reason, state: .waiting,
          key: caller.name, digest: digest, line: request, receivedtime: known))
      return Turn.waitingPublication
    }
  }

  static var waitingPublication: [UInt8] { Array("{\"duplicate\":false,\"waiting\":true}".utf8) }

  /// Checks an event's data by the fields of its type, and reads it.
  private func checked(_ event: Event, at: String) throws(Refusal) -> Event {
    guard let type = eventTypes[event.type] else { throw Refusal(.wrongParams, "unknown-type", at: "\(at)/type") }
    guard type.isTaken else { throw Refusal(.wrongParams, "type-not-taken", at: "\(at)/type") }
    var faults: [Fault] = []
    Field.check(type.fields, oneOf: type.groups, event.data, at: "\(at)/data", into: &faults)
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
    return try event.read(as: type, at: "\(at)/data")
  }

  /// Lets the rules decide what comes of an event, and appends it with that.
  func take(
    _ event: Event, raw: [UInt8], digest: [UInt8], at: String, _ known: Timestamp
  ) throws(Refusal) -> Decided {
    settle()
    if event.type == FactWithdrawn.name { return try withdraw(event, raw: raw, digest: digest, at: at, known) }
    let taking: Taking
    do throws(Refusal) {
      taking = try service.rules.take(event, states.look(event.authority), Moment(known))
    } catch {
      throw error.moved(from: "/event", to: at)
    }
    switch taking {
    case .waits(let stream, let reason): return .waits(stream, reason)
    case .taken(let drafts):
      let accepted = event.accepted(receivedtime: known, sequence: head(event.authority).next)
      let count = batch.events.count
      journal(accepted, line: raw, given: event.receivedtime, digest: digest)
      let place = Place(authority: event.authority, stream: service.rules.stream(accepted))
      owe(Reaction(event: event, known: known, drafts: drafts), at: place, isLast: batch.events.count == count + 1)
      return .done(publication(accepted.sequence ?? .zero, isDuplicate: false))
    }
  }

  func publication(_ sequence: Contracts.Sequence, isDuplicate: Bool) -> [UInt8] {
    Array("{\"sequence\":\"\(sequence.text)\",\"duplicate\":\(isDuplicate)}".utf8)
  }

  // MARK: Waiting

  /// Decides again what waited for `place`, now that something was told of it.
  func release(_ place: Place) {
    for row in waiting.waiting(for: place.stream, of: place.authority) where waiting.rows[row.id] != nil {
      // It leaves first, so that what it brings about cannot release it once more.
      waiting.leave(row)
      do throws(Refusal) {
        switch try again(row) {
        case .done: batch.waiting.append(row.now(.applied))
        case .waits(let stream, let reason):
          let moved = row.waiting(on: stream, reason)
          waiting.enter(moved)
          if moved != row { batch.waiting.append(moved) }
        }
      } catch {
        batch.waiting.append(row.now(.refused, error.faults.first?.reason))
        batch.refused.append(
          RefusedRow(
            at: written, key: row.key, code: error.code.rawValue, reason: error.faults.first?.reason ?? "",
            line: sealing.blanked(row.line)))
        refusedCount += 1
      }
    }
  }

  private func again(_ row: WaitingRow) throws(Refusal) -> Decided {
    if row.id.hasPrefix("command:") {
      guard let request = try? Request(line: row.line) else { throw Refusal(.internal, "waiting-line-unreadable") }
      let key = request.params["command"]?.string.map { CommandKey(authority: row.authority, key: row.key, id: $0) }
      let cause = "command/\(row.key)/\(key?.id ?? Hex.text(of: row.digest))"
      let decided = try decide(request, row.authority, cause: cause, row.receivedtime)
      if case .done(let result) = decided, let key {
        keep(CommandAnswer(command: key, digest: row.digest, result: result))
      }
      return decided
    }
    guard let value = try? JSON.read(row.line) else { throw Refusal(.internal, "waiting-line-unreadable") }
    let event = try Event(offered: value["params"]?["event"] ?? value, at: "/event")
    return try take(event, raw: Array(row.line[event.range]), digest: row.digest, at: "/event", row.receivedtime)
  }

  // MARK: Other services' events

  /// Applies an event that another service told, unless it was applied before. It is parked where it cannot be
  /// applied, or stands behind one of the same subject that could not.
  func follow(_ told: Told, line: @autoclosure () -> [UInt8]) {
    guard let sequence = told.event.sequence, let known = told.event.receivedtime else { return }
    let key = FeedKey(service: told.service, authority: told.event.authority)
    guard sequence == (positions[key]?.sequence ?? .zero).next else { return }
    advance(to: known)
    if parked.holds(told.child, told.service, told.event.authority) {
      park(told, sequence, line(), reason: "behind-a-parked-event")
    } else {
      do throws(Refusal) {
        try apply(told, known)
      } catch {
        park(told, sequence, line(), reason: error.faults.first?.reason ?? "refused")
      }
    }
    let position = FeedPosition(
      service: told.service, authority: told.event.authority, epoch: told.epoch, sequence: sequence)
    positions[key] = position
    func isHere(_ other: FeedPosition) -> Bool {
      other.service == told.service && other.authority == position.authority
    }
    // Events come in pages of one feed: mostly the last one is meant.
    if batch.positions.last.map(isHere) ?? false {
      batch.positions.removeLast()
    } else {
      batch.positions.removeAll(where: isHere)
    }
    batch.positions.append(position)
  }

  /// Folds another service's event into the streams that mirror it, and tells what comes of it.
  func apply(_ told: Told, _ known: Timestamp) throws(Refusal) {
    let event = told.event
    let places = service.rules.mirrors(event, told.service).map { Place(authority: event.authority, stream: $0) }
    let before = places.map { states.state($0) }
    for place in places { states.absorb(place, event, of: told.service, at: known) }
    let drafts: [Draft]
    do throws(Refusal) {
      drafts = try service.rules.react(event, told.service, states.look(event.authority), Moment(known))
    } catch {
      for (place, state) in zip(places, before) { states.restore(place, state) }
      throw error
    }
    if service.readModel != nil { self.told.append(told) }
    let cause = Cause(
      text: "\(event.key.source)#\(event.key.id)", causation: event.key.id, correlation: event.correlationid,
      receivedtime: known)
    append(drafts, event.authority, cause)
    if let kind = service.rules.stirs(event) { stir(kind, because: event, at: known) }
    for place in places { release(place) }
  }

  func park(_ told: Told, _ sequence: Contracts.Sequence, _ line: [UInt8], reason: String) {
    let key = ParkedRow.Key(service: told.service, authority: told.event.authority, sequence: sequence)
    let row = ParkedRow(key: key, subject: told.child, reason: reason, line: line)
    parked.enter(row)
    batch.parked.append(row)
  }
}

/// Which event: its key names it within its authority.
struct EventName: Hashable {
  let authority: Authority
  let key: Event.Key
}

extension Told {
  /// The child it is about, or else its subject: behind whom later events queue.
  fileprivate var child: String { event.child ?? event.subject }
}

extension WaitingRow {
  fileprivate func now(_ state: State, _ refusal: String? = nil) -> WaitingRow {
    WaitingRow(
      id: id, authority: authority, stream: stream, since: since, reason: reason, state: state, refusal: refusal,
      key: key, digest: digest, line: line, receivedtime: receivedtime)
  }

  fileprivate func waiting(on stream: StreamKey, _ reason: String) -> WaitingRow {
    WaitingRow(
      id: id, authority: authority, stream: stream, since: since, reason: reason, state: .waiting, key: key,
      digest: digest, line: line, receivedtime: receivedtime)
  }
}

extension Refusal {
  /// The refusal with its pointers moved from below `from` to below `to`.
  fileprivate func moved(from: String, to: String) -> Refusal {
    let moved = faults.map { fault in
      fault.at.hasPrefix(from) ? Fault(fault.reason, at: to + fault.at.dropFirst(from.count)) : fault
    }
    return Refusal(code, moved, message: message, retryAfterMs: retryAfterMs)
  }
}

extension Draft {
  /// The event with who acted in its data.
  func adding(by: JSON?) -> Draft {
    guard let by, case .object(var members) = data else { return self }
    members.list.append(("by", by))
    return Draft(type: type, about: subject, data: .object(members))
  }
}
