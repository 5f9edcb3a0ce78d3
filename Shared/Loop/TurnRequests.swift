import Contracts
import Journal

/// What came of a request.
enum Outcome {
  /// The result, as JSON.
  case result([UInt8])
  /// The request is answered by a thread of its own, after this turn is stored.
  case later(LongQuestion.Work, needsStates: Bool, Reading?)
}

/// Where a line came from, and what its sender wants to hear.
struct Sender {
  let peer: Peer?
  let caller: Caller
}

/// What came of a fact or a command.
enum Decided {
  case done([UInt8])
  case waits(StreamKey, String)
}

extension Turn {
  /// Takes one line at the desk.
  func ask(_ line: [UInt8], from peer: Peer, _ caller: Caller) {
    let sender = Sender(peer: peer, caller: caller)
    let request: Request
    do {
      request = try Request(line: line)
    } catch {
      refuse(error.refusal, id: error.id, line, sender)
      return
    }
    do throws(Refusal) {
      switch try perform(request, line, caller) {
      case .result(let result):
        if request.id != nil { outputs.append(.reply(peer, Reply.line(id: request.id, result: result))) }
      case .later(let work, let needsStates, let reading):
        guard let id = request.id else { return }
        outputs.append(
          .long(
            LongQuestion(
              peer: peer, caller: caller, id: id, line: line, needsStates: needsStates, reading: reading, work: work)))
      }
    } catch {
      refuse(error, id: request.id, line, request.id == nil ? Sender(peer: nil, caller: caller) : sender)
    }
  }

  /// Answers a line where nothing can be stored: questions as ever where they tell of no child, all else with -32007,
  /// since it could not be journaled who looked. Nothing is kept.
  func answerUnstored(_ line: [UInt8], from peer: Peer, _ caller: Caller) -> [UInt8]? {
    let full = Refusal(.cannotStore, "store-full")
    let request: Request
    do {
      request = try Request(line: line)
    } catch {
      return Reply(id: error.id, .failure(full)).line
    }
    guard let id = request.id else { return nil }
    guard let method = methods[request.method], method.kind != .command, !method.isTraced,
      !["publish", "retry-parked", "refollow"].contains(request.method)
    else { return Reply(id: id, .failure(full)).line }
    do throws(Refusal) {
      switch try perform(request, line, caller) {
      case .result(let result): return Reply.line(id: id, result: result)
      // A read model holds what the others told; what it would look at beside that lags behind, and cannot be written.
      case .later(let work, let needsStates, _):
        guard !needsStates || service.readModel != nil else { throw full }
        let found = try work()
        guard found.disclosures.drafts.isEmpty else { throw full }
        return Reply.line(id: id, result: found.line)
      }
    } catch {
      return Reply(id: id, .failure(error.code == .wrongParams ? full : error)).line
    }
  }

  /// Takes the answer of a long question; a refusal is kept like any other before it is told, and what the answer
  /// discloses is journaled before.
  func answered(_ answer: LongAnswer) {
    let question = answer.question
    switch answer.outcome {
    case .success(let found):
      if let reading = question.reading { note(reading, rows: found.rows) }
      let authority = found.disclosures.authority
      if !found.disclosures.drafts.isEmpty {
        let cause = Cause(text: "disclosed/\(head(authority).number)/\(now)", receivedtime: now, mayRepeat: false)
        append(found.disclosures.drafts, authority, cause)
      }
      outputs.append(.reply(question.peer, found.line))
    case .failure(let refusal):
      refuse(refusal, id: question.id, question.line, Sender(peer: question.peer, caller: question.caller))
    }
  }

  /// Takes what came at the desk in frames that are not one line.
  func misframed(_ line: [UInt8], from peer: Peer, _ caller: Caller, reason: String) {
    refuse(Refusal(.notRequest, reason), id: nil, line, Sender(peer: peer, caller: caller))
  }

  /// Takes one line at the ear: an event, of which nobody hears what came.
  func hear(_ line: [UInt8], _ caller: Caller) {
    do throws(Refusal) {
      let value: JSON
      do {
        value = try JSON.read(line)
      } catch {
        throw Refusal(error == .notJSON || error == .memberTwice ? .notJSON : .badLine, error.reason)
      }
      _ = try publish(value, at: "", raw: line, request: line, caller)
    } catch {
      refuse(error, id: nil, line, Sender(peer: nil, caller: caller))
    }
  }

  /// Keeps a line that is not accepted, and tells its sender.
  private func refuse(_ refusal: Refusal, id: Request.ID?, _ line: [UInt8], _ sender: Sender) {
    switch refusal.code {
    case .busy, .cannotStore: break
    case .notJSON, .notRequest, .noMethod, .wrongParams, .internal, .refused, .notFound, .notAllowed, .conflict,
      .badLine:
      let isKept = longLines.keeps(line, of: sender.caller.name, at: written.millisecondsSince1970)
      let row = RefusedRow(
        at: written, key: sender.caller.name, code: refusal.code.rawValue,
        reason: refusal.faults.first?.reason ?? "", line: isKept ? sealing.blanked(line) : [], isKept: isKept)
      if isKept { batch.refused.append(row) } else { longLines.count(row) }
      refusedCount += 1
    }
    if let peer = sender.peer { outputs.append(.reply(peer, Reply(id: id, .failure(refusal)).line)) }
  }

  private func perform(_ request: Request, _ line: [UInt8], _ caller: Caller) throws(Refusal) -> Outcome {
    guard let method = methods[request.method] else {
      if caller.permissions.isEmpty { throw Refusal(.notAllowed, "no-permission") }
      throw Refusal(.noMethod, "no-such-method")
    }
    try allow(method, caller)
    var faults: [Fault] = []
    Field.check(method.params, oneOf: method.groups, request.params, at: "", into: &faults)
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
    let authority = request.params["authority"]?.string.flatMap { Authority($0) }
    try allow(method, for: authority, caller)
    try allow(method, forAll: request.params, caller)
    switch method.kind {
    case .common: return try performCommon(request, line, caller)
    case .command:
      guard let authority else { throw Refusal(.internal, "no-authority") }
      try checkHolder(request.params, at: "", caller)
      return .result(try command(request, authority, line, caller))
    case .question, .longQuestion: return try question(request, method, authority, caller)
    }
  }

  private func question(
    _ request: Request, _ method: Method, _ authority: Authority?, _ caller: Caller
  ) throws(Refusal) -> Outcome {
    let authority = authority ?? Authority.none
    let reading = method.isTraced ? Reading(request, authority, caller) : nil
    let ask = Ask(
      authority: authority, method: request.method, params: request.params, assigned: "",
      countsAlone: !caller.permissions.contains(.ask), holder: caller.holder)
    let moment = Moment(now)
    guard method.kind == .longQuestion else {
      let result = try service.rules.answer(ask, states.look(authority), moment)
      if let reading { note(reading.naming(result), rows: result.rows) }
      return .result(result.line)
    }
    let reader = store.reader()
    let service = service
    let work: LongQuestion.Work = { () throws(Refusal) in
      var disclosed: [Draft] = []
      let answer = try LongQuestion.gather(authority, reader) { (gather: Gather<State>) throws(Refusal) in
        guard let readModel = service.readModel else { return try service.rules.answerLong(ask, gather, moment) }
        let answer = try readModel.answer(ask, reader, gather, moment)
        disclosed = readModel.disclosures(ask, answer, caller.name)
        return answer
      }
      return LongQuestion.Found(answer, disclosures: .init(authority: authority, drafts: disclosed))
    }
    return .later(work, needsStates: true, reading)
  }

  // MARK: Commands

  /// Carries out a command, once for ever; the result it is answered with.
  private func command(
    _ asked: Request, _ authority: Authority, _ line: [UInt8], _ caller: Caller
  ) throws(Refusal) -> [UInt8] {
    // From here on there are only the hashes of sealed texts; the texts are kept if anything comes of the command.
    let (request, texts) = sealing.sealed(asked)
    let digest = Digest.content(of: request.method, request.params)
    let key = request.params["command"]?.string.map { CommandKey(authority: authority, key: caller.name, id: $0) }
    if let key {
      if let before = answers[key] ?? read({ () throws(StoreError) in try store.answer(key) }) ?? nil {
        guard before.digest == digest else { throw Refusal(.conflict, "command-id-reused", at: "/command") }
        return before.result
      }
    }
    let waitingID = "command:\(authority)/\(caller.name)/\(key?.id ?? Hex.text(of: digest))"
    if let row = waiting.rows[waitingID] {
      guard row.digest == digest else { throw Refusal(.conflict, "command-id-reused", at: "/command") }
      return Turn.waitingResult
    }
    let known = try knownTime(request.params["receivedtime"], at: "/receivedtime", caller, authority)
    advance(to: known)
    let cause = key.map { "command/\(caller.name)/\($0.id)" } ?? "unnamed/\(head(authority).number)/\(known)"
    let before = head(authority)
    let owner = SealedOwner(request, caller)
    switch try decide(request, authority, cause: cause, known, caller.holder) {
    case .done(let result):
      if head(authority) > before { keep(texts, authority, of: owner) }
      if let key { keep(CommandAnswer(command: key, digest: digest, result: result)) }
      return result
    case .waits(let stream, let reason):
      keep(texts, authority, of: owner)
      wait(
        WaitingRow(
          id: waitingID, authority: authority, stream: stream, since: written, reason: reason, state: .waiting,
          key: caller.name, digest: digest, line: texts.isEmpty ? line : request.line, receivedtime: known))
      return Turn.waitingResult
    }
  }

  static var waitingResult: [UInt8] { Array("{\"events\":[],\"waiting\":true}".utf8) }

  /// Lets the rules decide a command, and appends what comes of it.
  func decide(
    _ request: Request, _ authority: Authority, cause text: String, _ known: Timestamp, _ holder: KeyHolder? = nil
  ) throws(Refusal) -> Decided {
    settle()
    let assigned = Digest.uuid(cause: "\(service.rules.service.rawValue)/\(authority)/\(text)", ordinal: -1)
    var ask = Ask(
      authority: authority, method: request.method, params: request.params, assigned: assigned, chance: draw(),
      holder: holder)
    let look = states.look(authority)
    if let found = try service.readModel?.find(ask, store.reader(), look, Moment(known)) { ask = ask.finding(found) }
    switch try service.rules.decide(ask, look, Moment(known)) {
    case .waits(let stream, let reason): return .waits(stream, reason)
    case .events(let drafts, let ids, let warnings):
      let cause = Cause(text: text, receivedtime: known, by: request.params["by"], mayRepeat: false)
      let appended = append(drafts, authority, cause)
      var members: [(String, JSON?)] = [("events", .array(appended.map(\.json)))]
      members += ids.map { ($0.0, .string($0.1)) }
      if !warnings.isEmpty { members.append(("warnings", .strings(warnings))) }
      return .done(JSON.object(members).line)
    }
  }

  func keep(_ answer: CommandAnswer) {
    answers[answer.command] = answer
    batch.answers.append(answer)
  }

  func wait(_ row: WaitingRow) {
    waiting.enter(row)
    batch.waiting.append(row)
  }

  /// When something became known: as the sender says, where its key may bring history in; else now.
  func knownTime(
    _ given: JSON?, at: String, _ caller: Caller, _ authority: Authority
  ) throws(Refusal) -> Timestamp {
    guard let given = given?.string.flatMap({ Timestamp($0) }) else { return now }
    guard caller.may(.bringHistory, authority) else { throw Refusal(.notAllowed, "no-permission", at: at) }
    if settings.clock == .system, given > written { throw Refusal(.wrongParams, "received-in-future", at: at) }
    return given
  }

}

extension Appended {
  /// The event in a command's result.
  fileprivate var json: JSON {
    .object([("type", .string(type)), ("id", .string(id)), ("sequence", .string(sequence.text))])
  }
}

extension Authority {
  /// No authority: of a question that names none.
  static let none: Authority = {
    guard let none = Authority("none") else { preconditionFailure("a word of four letters is an authority") }
    return none
  }()
}
