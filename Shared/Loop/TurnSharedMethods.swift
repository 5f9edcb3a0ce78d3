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
      guard let authority else { throw Refusal(.internal, "no-authority") }
      return replay(authority, params, Reading(request, authority, caller))
    case "health": return .result(health(of: authority, caller).line)
    case "describe": return .result(try Description(self).json(named: params["name"]?.string).line)
    case "sealed":
      let text = try opened(authority, params, caller)
      if let authority { note(Reading(request, authority, caller), rows: 1) }
      return .result(text.line)
    case "verify":
      guard let authority else { throw Refusal(.internal, "no-authority") }
      return verify(authority)
    case "access":
      guard let authority else { throw Refusal(.internal, "no-authority") }
      return access(authority, params)
    case _: return try administer(request, authority, caller)
    }
  }

  private func administer(
    _ request: Request, _ authority: Authority?, _ caller: Caller
  ) throws(Refusal) -> Outcome {
    let params = request.params
    switch request.method {
    case "refused":
      let after = params["after"]?.string.flatMap { Sequence($0) } ?? .zero
      let rows = refused(after: after.number, limit: min(params["limit"]?.integer ?? 100, 1_000), caller)
      let shown = Turn.fitting(rows)
      note(request, caller, rows.prefix(shown.count).map(\.concerned))
      return .result(JSON.object([("items", .array(shown))]).line)
    case "parked":
      let rows = parked.rows.lazy.filter { caller.knows($0.key.authority) }.prefix(1_000)
      return .result(JSON.object([("items", .array(rows.map(\.json)))]).line)
    case "retry-parked": return .result(retryParked(caller).line)
    case "waiting":
      let all = read { () throws(StoreError) in try store.waiting(includingDone: true) } ?? []
      let rows = all.filter { caller.knows($0.authority) }
      let sorted = rows.filter { $0.state == .waiting } + rows.filter { $0.state != .waiting }
      return .result(JSON.object([("items", .array(sorted.prefix(1_000).map(\.json)))]).line)
    case "refollow": return .result(try refollow(authority, params).line)
    case _: throw Refusal(.noMethod, "no-such-method")
    }
  }

  /// The refused lines that concern this key's authorities; for a key for all, all of them.
  private func refused(after: Int64, limit: Int, _ caller: Caller) -> [RefusedRow] {
    var found: [RefusedRow] = []
    var at = after
    while found.count < limit {
      let rows = read { () throws(StoreError) in try store.refused(after: at, limit: 1_000) } ?? []
      found += rows.filter { row in caller.authorities == nil || row.concerned.map(caller.knows) ?? false }
      guard let last = rows.last, rows.count == 1_000 else { break }
      at = last.number
    }
    return Array(found.prefix(limit))
  }

  /// Enters a look at lines that may tell of children, once for each authority that they concern.
  private func note(_ request: Request, _ caller: Caller, _ concerned: [Authority?]) {
    let counts = Dictionary(concerned.compactMap { $0.map { ($0, 1) } }, uniquingKeysWith: +)
    for (authority, rows) in counts.sorted(by: { $0.key < $1.key }) {
      note(Reading(request, authority, caller), rows: rows)
    }
  }

  private func replay(_ authority: Authority, _ params: JSON, _ reading: Reading) -> Outcome {
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
      return LongQuestion.Found(line: result, rows: lines.count)
    }
    return .later(work, needsStates: false, reading)
  }

  private func verify(_ authority: Authority) -> Outcome {
    let reader = store.reader()
    let work: LongQuestion.Work = { () throws(Refusal) in
      do throws(StoreError) {
        let (events, root) = try reader.verify(authority)
        return LongQuestion.Found(.object([("events", .integer(events)), ("root", .string(Hex.text(of: root)))]))
      } catch {
        throw error.refusal
      }
    }
    return .later(work, needsStates: false, nil)
  }

  // MARK: Health

  private func health(of only: Authority?, _ caller: Caller) -> JSON {
    var known = Set(journals.keys)
    known.formUnion(positions.keys.map(\.authority))
    known.formUnion(vitals.heads.keys.map(\.authority))
    if let only { known.formIntersection([only]) }
    if let allowed = caller.authorities { known.formIntersection(allowed) }
    // A key for some authorities hears of theirs alone.
    let isForAll = caller.authorities == nil
    let parkedCount = isForAll ? parked.rows.count : parked.rows.count { caller.knows($0.key.authority) }
    let waitingRows = isForAll ? [] : waiting.rows.values.filter { caller.knows($0.authority) }
    let refused =
      isForAll
      ? refusedCount : read { () throws(StoreError) in try store.refusedCount(of: caller.name) } ?? 0
    var reasons: [String] = []
    if vitals.isFull { reasons.append("store-full") }
    if vitals.keysFault != nil { reasons.append("keys-bad") }
    if parkedCount > 0 { reasons.append("parked") }
    if ahead.keys.contains(where: { caller.knows($0.authority) }) { reasons.append("position-ahead") }
    let week: Int64 = 7 * 24 * 3_600_000
    if let oldest = isForAll ? waiting.oldest : waitingRows.map(\.since).min(),
      written.millisecondsSince1970 - oldest.millisecondsSince1970 > week
    {
      reasons.append("waiting-over-7-days")
    }
    return .object([
      ("status", .string(reasons.isEmpty ? "ok" : "degraded")),
      ("service", .string(service.rules.service.rawValue)), ("version", .string(service.version)),
      ("uptimeSeconds", .integer(vitals.uptimeSeconds)),
      ("authorities", .array(known.sorted().map(health(of:)))),
      ("refused", .integer(refused)), ("parked", .integer(parkedCount)),
      ("waiting", .integer(isForAll ? waiting.count : waitingRows.count)),
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

  private func retryParked(_ caller: Caller) -> JSON {
    var applied = 0
    var blocked: Set<String> = []
    for row in parked.rows where caller.knows(row.key.authority) {
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
    let left = parked.rows.count { caller.knows($0.key.authority) }
    return .object([("applied", .integer(applied)), ("parked", .integer(left))])
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
  /// The authority that the line names; nil where it names none that can be read.
  fileprivate var concerned: Authority? {
    guard let value = try? JSON.read(line) else { return nil }
    let params = value["params"]
    let named = params?["authority"] ?? params?["event"]?["authority"] ?? value["authority"]
    return named?.string.flatMap { Authority($0) }
  }

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
