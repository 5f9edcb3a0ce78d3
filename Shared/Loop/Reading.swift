import Contracts
import Journal

/// What is entered in the access journal of a request whose answer may tell of children, before it goes out.
struct Reading: Sendable {
  let authority: Authority
  let method: String
  let key: String
  /// The children that the request, or its answer, names.
  let children: [String]
  /// What else the request was about, as its params say.
  let scope: String
  /// The caller's own id of the request, or of the flow it belongs to.
  let correlation: String?

  init(_ request: Request, _ authority: Authority, _ caller: Caller) {
    let params = request.params
    self.authority = authority
    method = request.method
    key = caller.name
    children = [params["child"]?.string].compactMap(\.self)
    scope = Reading.scope(params)
    correlation = (params["correlationid"]?.string ?? request.id?.text).map { String($0.prefix(128)) }
  }

  /// What the feed told to the key called `follower`.
  init(fed follower: String, _ authority: Authority, scope: String) {
    self.authority = authority
    method = "follow"
    key = follower
    children = []
    self.scope = scope
    correlation = nil
  }

  private init(_ reading: Reading, children: [String]) {
    authority = reading.authority
    method = reading.method
    key = reading.key
    self.children = children
    scope = reading.scope
    correlation = reading.correlation
  }

  /// The reading with the children that an answer to a question about one thing names itself.
  func naming(_ result: JSON) -> Reading {
    guard children.isEmpty else { return self }
    let named = [result["child"]?.string].compactMap(\.self) + (result["children"]?.array ?? []).compactMap(\.string)
    return named.isEmpty ? self : Reading(self, children: named)
  }

  /// The entry, of an answer of so many rows.
  func row(at time: Timestamp, rows: Int) -> AccessRow {
    let line = JSON.object([
      ("at", .string(time.description)), ("key", .string(key)), ("method", .string(method)),
      ("child", children.count == 1 ? .string(children[0]) : nil),
      ("children", children.count > 1 ? .strings(children) : nil), ("scope", scope.isEmpty ? nil : .string(scope)),
      ("rows", .integer(rows)), ("correlation", correlation.map { .string($0) }),
    ]).line
    return AccessRow(authority: authority, at: time, key: key, children: children, line: line)
  }

  /// The params that are single values, as `name=value`.
  private static func scope(_ params: JSON) -> String {
    let members = (params.members?.list ?? []).compactMap { member -> String? in
      guard member.name != "authority", member.name != "child", member.name != "correlationid" else { return nil }
      switch member.value {
      case .string(let text): return "\(member.name)=\(text.prefix(64))"
      case .number, .boolean: return "\(member.name)=\(member.value.text)"
      case .null, .array, .object: return nil
      }
    }
    return String(members.joined(separator: " ").prefix(400))
  }
}

extension JSON {
  /// Of how many rows a result is: those of its longest list, and one where it has none.
  var rows: Int { (members?.list ?? []).compactMap { $0.value.array?.count }.max() ?? 1 }
}

extension Request.ID {
  /// The id as text.
  fileprivate var text: String {
    switch self {
    case .string(let text), .number(let text): text
    }
  }
}

extension Turn {
  /// Enters in the access journal that an answer of so many rows is given; it is stored before the answer goes out.
  func note(_ reading: Reading, rows: Int) { batch.accesses.append(reading.row(at: written, rows: rows)) }

  /// Answers who looked: `access`.
  func access(_ authority: Authority, _ params: JSON) -> Outcome {
    let reader = store.reader()
    let filter = AccessFilter(
      child: params["child"]?.string, key: params["key"]?.string,
      from: params["from"]?.string.flatMap { CivilDate($0) }.map { Timestamp(startOfLondonDay: $0) },
      before: params["to"]?.string.flatMap { CivilDate($0) }.map { Timestamp(startOfLondonDay: $0.adding(days: 1)) },
      after: params["after"]?.string.flatMap { Sequence($0) }?.number ?? 0, limit: params["limit"]?.integer ?? 256)
    let isVerified = params["verify"]?.boolean ?? false
    let work: LongQuestion.Work = { () throws(Refusal) in
      do throws(StoreError) {
        if isVerified { _ = try reader.verifyAccesses(authority) }
        let page = try reader.accesses(authority, filter)
        let items = page.rows.compactMap { number, line -> JSON? in
          guard let entry = try? JSON.read(line), let members = entry.members else { return nil }
          return .object([("n", .string(Sequence(number).text))] + members.list.map { ($0.name, $0.value) })
        }
        return LongQuestion.Found(
          .object([
            ("items", .array(items)),
            ("next", page.rows.count == filter.limit ? page.rows.last.map { .string(Sequence($0.number).text) } : nil),
            ("entries", .integer(Int(page.entries))), ("root", .string(Hex.text(of: page.root))),
          ]))
      } catch {
        throw error.refusal
      }
    }
    return .later(work, needsStates: false, nil)
  }
}
