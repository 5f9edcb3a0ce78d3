import Contracts
import Journal

extension Turn {
  /// Answers one of the methods that every service shares.
  func performCommon(_ request: Request, _ line: [UInt8], _ caller: Caller) throws(Refusal) -> Outcome {
    let params = request.params
    let authority = params["authority"]?.string.flatMap { Authority($0) }
    switch request.method {
    case "publish":
      return .result(try publish(params["event"] ?? .null, at: "/event", raw: line, request: line, caller))
    case "replay":
      guard let authority, caller.may(.follow, authority) else { throw Refusal(.notAllowed, "no-permission") }
      return replay(authority, params)
    case "health": return .result(health(of: authority, caller).line)
    case "describe": return .result(try Description(self).json(named: params["name"]?.string).line)
    case "sealed": return .result(try opened(authority, params, caller).line)
    case "verify":
      guard let authority, caller.may(.follow, authority) else { throw Refusal(.notAllowed, "no-permission") }
      return verify(authority)
    case _:
      guard caller.may(.administer, authority) else { throw Refusal(.notAllowed, "no-permission") }
      return try administer(request.method, authority, params)
    }
  }

  private func administer(_ method: String, _ authority: Authority?, _ params: JSON) throws(Refusal) -> Outcome {
    switch method {
    case "refused":
      let after = params["after"]?.string.flatMap { Sequence($0) } ?? .zero
      let rows = read { () throws(StoreError) in
        try store.refused(after: after.number, limit: min(params["limit"]?.integer ?? 100, 1_000))
      }
      return .result(JSON.object([("items", .array(Turn.fitting(rows ?? [])))]).line)
    case "parked":
      return .result(JSON.object([("items", .array(parked.rows.prefix(1_000).map(\.json)))]).line)
    case "retry-parked": return .result(retryParked().line)
    case "waiting":
      let rows = read { () throws(StoreError) in try store.waiting(includingDone: true) } ?? []
      let sorted = rows.filter { $0.state == .waiting } + rows.filter { $0.state != .waiting }
      return .result(JSON.object([("items", .array(sorted.prefix(1_000).map(\.json)))]).line)
    case "refollow": return .result(try refollow(authority, params).line)
    case _: throw Refusal(.noMethod, "no-such-method")
    }
  }

  private func replay(_ authority: Authority, _ params: JSON) -> Outcome {
    let reader = store.reader()
    let after = params["after"]?.string.flatMap { Sequence($0) } ?? .zero
    let limit = params["limit"]?.integer ?? 512
    let isRaw = params["raw"]?.boolean ?? false
    let head = head(authority)
    let epoch = journals[authority]?.epoch ?? 1
    let work: LongQuestion.Work = { () throws(Refusal) in
      let lines: [[UInt8]]
      do throws(StoreError) {
        lines = try reader.lines(authority, after: after, limit: limit, bytes: isRaw ? 450_000 : 900_000)
      } catch {
        throw error.refusal
      }
      var result = Array("{\"events\":[".utf8)
      result.reserveCapacity(lines.reduce(128) { $0 + $1.count + 1 })
      for (index, line) in lines.enumerated() {
        if index > 0 { result.append(UInt8(ascii: ",")) }
        if isRaw {
          JSON.string(String(decoding: line, as: UTF8.self)).write(to: &result)
        } else {
          result.append(contentsOf: line)
        }
      }
      result.append(contentsOf: "],\"head\":\"\(head.text)\",\"epoch\":\(epoch)}".utf8)
      return LongQuestion.Found(result)
    }
    return .later(work, needsStates: false)
  }

  private func verify(_ authority: Authority) -> Outcome {
    let reader = store.reader()
    let work: LongQuestion.Work = { () throws(Refusal) in
      do throws(StoreError) {
        let (events, root) = try reader.verify(authority)
        let result = JSON.object([("events", .integer(events)), ("root", .string(Hex.text(of: root)))])
        return LongQuestion.Found(result.line)
      } catch {
        throw error.refusal
      }
    }
    return .later(work, needsStates: false)
  }

  // MARK: Health

  private func health(of only: Authority?, _ caller: Caller) -> JSON {
    var known = Set(journals.keys)
    known.formUnion(positions.keys.map(\.authority))
    known.formUnion(vitals.heads.keys.map(\.authority))
    if let only { known.formIntersection([only]) }
    if let allowed = caller.authorities { known.formIntersection(allowed) }
    var reasons: [String] = []
    if vitals.isFull { reasons.append("store-full") }
    if !parked.rows.isEmpty { reasons.append("parked") }
    if !ahead.isEmpty { reasons.append("position-ahead") }
    let week: Int64 = 7 * 24 * 3_600_000
    if let oldest = waiting.oldest, written.millisecondsSince1970 - oldest.millisecondsSince1970 > week {
      reasons.append("waiting-over-7-days")
    }
    return .object([
      ("status", .string(reasons.isEmpty ? "ok" : "degraded")),
      ("service", .string(service.rules.service.rawValue)), ("version", .string(service.version)),
      ("uptimeSeconds", .integer(vitals.uptimeSeconds)),
      ("authorities", .array(known.sorted().map(health(of:)))),
      ("refused", .integer(refusedCount)), ("parked", .integer(parked.rows.count)),
      ("waiting", .integer(waiting.count)),
      ("diskFreeBytes", store.diskFreeBytes().map { .integer($0) }), ("memoryBytes", .integer(vitals.memoryBytes)),
      ("reasons", reasons.isEmpty ? nil : .strings(reasons)),
    ])
  }

  private func health(of authority: Authority) -> JSON {
    let follows = service.rules.service.follows.map { followed in
      let key = FeedKey(service: followed, authority: authority)
      let position = positions[key]?.sequence ?? .zero
      let head = max(vitals.heads[key] ?? .zero, position)
      return JSON.object([
        ("service", .string(followed.rawValue)), ("position", .string(position.text)), ("head", .string(head.text)),
        ("lag", .integer(head.number - position.number)), ("reason", ahead[key].map { _ in .string("position-ahead") }),
      ])
    }
    return .object([
      ("authority", .string(authority.text)), ("epoch", .integer(journals[authority]?.epoch ?? 1)),
      ("head", .string(head(authority).text)), ("follows", .array(follows)),
    ])
  }

  // MARK: Repairs

  private func retryParked() -> JSON {
    var applied = 0
    var blocked: Set<String> = []
    for row in parked.rows {
      let subject = "\(row.key.service.rawValue)/\(row.key.authority)/\(row.subject)"
      guard !blocked.contains(subject), let event = try? Event(told: row.line), let known = event.receivedtime else {
        blocked.insert(subject)
        continue
      }
      let epoch = positions[FeedKey(service: row.key.service, authority: row.key.authority)]?.epoch ?? 1
      do throws(Refusal) {
        try apply(Told(service: row.key.service, epoch: epoch, event: event), known)
        parked.leave(row)
        batch.unparked.append(row.key)
        applied += 1
      } catch {
        blocked.insert(subject)
      }
    }
    return .object([("applied", .integer(applied)), ("parked", .integer(parked.rows.count))])
  }

  private func refollow(_ authority: Authority?, _ params: JSON) throws(Refusal) -> JSON {
    guard let authority, let epoch = params["epoch"]?.integer,
      let followed = params["service"]?.string.flatMap(ServiceName.init),
      service.rules.service.follows.contains(followed)
    else { throw Refusal(.wrongParams, "not-followed", at: "/service") }
    let key = FeedKey(service: followed, authority: authority)
    let position = positions[key]?.sequence ?? .zero
    let both = min(position, ahead[key] ?? position)
    let moved = FeedPosition(service: followed, authority: authority, epoch: epoch, sequence: both)
    positions[key] = moved
    ahead[key] = nil
    batch.positions.removeAll { $0.service == followed && $0.authority == authority }
    batch.positions.append(moved)
    outputs.append(.askAgain(followed, authority))
    return .object([("position", .string(both.text))])
  }

  /// As many refused lines as fit into a reply.
  private static func fitting(_ rows: [RefusedRow]) -> [JSON] {
    var bytes = 0
    var items: [JSON] = []
    for row in rows {
      bytes += row.line.count * 2 + 300
      guard bytes < Limits.reply || items.isEmpty else { break }
      items.append(row.json)
    }
    return items
  }
}

extension RefusedRow {
  fileprivate var json: JSON {
    let text = String(validating: line, as: UTF8.self)
    return .object([
      ("n", .string(Sequence(number).text)), ("at", .string(at.description)), ("key", .string(key)),
      ("code", .integer(code)), ("reason", .string(reason)),
      ("line", .string(text ?? Base64.text(of: line))), ("encoding", text == nil ? .string("base64") : nil),
    ])
  }
}

extension ParkedRow {
  fileprivate var json: JSON {
    .object([
      ("service", .string(key.service.rawValue)), ("authority", .string(key.authority.text)),
      ("sequence", .string(key.sequence.text)), ("subject", .string(subject)), ("reason", .string(reason)),
    ])
  }
}

extension WaitingRow {
  fileprivate var json: JSON {
    .object([
      ("id", .string(id)), ("since", .string(since.description)), ("for", .string(reason)),
      ("state", .string(state.rawValue)), ("reason", refusal.map { .string($0) }),
    ])
  }
}
