import Contracts
import Journal

/// What was accepted but waits for something not yet told, by what it waits for.
struct WaitingRoom {
  private(set) var rows: [String: WaitingRow] = [:]
  private var byStream: [StreamOfAuthority: [String]] = [:]

  struct StreamOfAuthority: Hashable {
    let authority: Authority
    let stream: StreamKey
  }

  init() {}

  /// The room with those that wait, in the order in which they were accepted.
  init(rows: [WaitingRow]) {
    for row in rows { enter(row) }
  }

  /// How many wait.
  var count: Int { rows.count }

  /// When the oldest that still waits was accepted.
  var oldest: Timestamp? { rows.values.map(\.since).min() }

  mutating func enter(_ row: WaitingRow) {
    if let before = rows[row.id] {
      byStream[StreamOfAuthority(authority: before.authority, stream: before.stream)]?.removeAll { $0 == row.id }
    }
    rows[row.id] = row
    byStream[StreamOfAuthority(authority: row.authority, stream: row.stream), default: []].append(row.id)
  }

  /// Those that wait for `stream`, in order.
  func waiting(for stream: StreamKey, of authority: Authority) -> [WaitingRow] {
    let ids = byStream[StreamOfAuthority(authority: authority, stream: stream)] ?? []
    return ids.compactMap { rows[$0] }
  }

  mutating func leave(_ row: WaitingRow) {
    rows[row.id] = nil
    let key = StreamOfAuthority(authority: row.authority, stream: row.stream)
    byStream[key]?.removeAll { $0 == row.id }
    if byStream[key]?.isEmpty == true { byStream[key] = nil }
  }
}

/// Events of other services that could not be applied, and those that stand behind them.
struct ParkedRoom {
  private(set) var rows: [ParkedRow] = []
  private var subjects: [Subject: Int] = [:]

  private struct Subject: Hashable {
    let service: ServiceName
    let authority: Authority
    let subject: String
  }

  init() {}

  init(rows: [ParkedRow]) {
    for row in rows { enter(row) }
  }

  mutating func enter(_ row: ParkedRow) {
    rows.append(row)
    subjects[subject(row), default: 0] += 1
  }

  mutating func leave(_ row: ParkedRow) {
    rows.removeAll { $0.key == row.key }
    let left = (subjects[subject(row)] ?? 1) - 1
    subjects[subject(row)] = left > 0 ? left : nil
  }

  func holds(_ subject: String, _ service: ServiceName, _ authority: Authority) -> Bool {
    subjects[Subject(service: service, authority: authority, subject: subject)] != nil
  }

  private func subject(_ row: ParkedRow) -> Subject {
    Subject(service: row.key.service, authority: row.key.authority, subject: row.subject)
  }
}
