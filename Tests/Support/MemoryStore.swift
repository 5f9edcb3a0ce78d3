public import Contracts
import Crypto
import GRDB
public import Journal

/// A store in memory for tests: deterministic, and it can be made to fail or to lose its process at any commit.
///
/// After a crash every call throws `disk`, as the process is gone; ``reopened()`` gives what the disk would hold.
public final class MemoryStore: Store {
  /// How the next commit ends.
  public enum Ending: Equatable, Sendable {
    /// It is stored.
    case stored
    /// The disk is full: nothing is stored, the store goes on.
    case full
    /// The process dies, or the disk fails, before the batch is on disk.
    case crashBefore
    /// The process dies after the batch is on disk, but before anybody is told.
    case crashAfter
  }

  /// How the next commits end, first in front; `stored` when none is left.
  public var endings: [Ending] = []
  /// How many batches were stored.
  public private(set) var commits = 0
  private var content: MemoryContent
  private var isDead = false
  private let quota: RefusedQuota

  /// An empty store.
  public convenience init(refusedQuota: RefusedQuota = RefusedQuota()) {
    self.init(content: MemoryContent(), quota: refusedQuota)
  }

  private init(content: MemoryContent, quota: RefusedQuota) {
    self.content = content
    self.quota = quota
  }

  /// A store with what is on disk, as after a new start; this one is dead from now on.
  public func reopened() -> MemoryStore {
    isDead = true
    return MemoryStore(content: content, quota: quota)
  }

  /// Ends the process of this store: every later call throws.
  public func crash() { isDead = true }

  /// Stores a batch, or ends as the next of ``endings`` says.
  public func commit(_ batch: Batch) throws(StoreError) {
    try live()
    precondition(batch.effects == nil, "there is no read model in memory")
    switch endings.isEmpty ? .stored : endings.removeFirst() {
    case .stored:
      content.store(batch, quota: quota)
      commits += 1
    case .full:
      throw .full
    case .crashBefore:
      isDead = true
      try live()
    case .crashAfter:
      content.store(batch, quota: quota)
      commits += 1
      isDead = true
      try live()
    }
  }

  private func live() throws(StoreError) {
    if isDead { throw .disk("the process of this store is gone") }
  }

  /// There is nothing to let go.
  public func settle() throws(StoreError) { try live() }

  /// A copy of what is stored now; unlike the journal's reader it does not see later commits.
  public func reader() -> any StoreReader { MemoryReader(content: content) }

  /// Nothing: there is no disk.
  public func diskFreeBytes() -> Int64? { nil }

  public func giveBack() {}

  /// Ends the store; ``reopened()`` still gives what it held.
  public func close() { isDead = true }
}

// MARK: - Reads

extension MemoryStore {
  /// See ``Store``.
  public func heads() throws(StoreError) -> [JournalHead] {
    try live()
    return content.events.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { authority, rows in
      JournalHead(
        authority: authority, epoch: 1, head: Sequence(Int64(rows.count)),
        foldedTo: content.folded[authority] ?? .zero)
    }
  }

  /// See ``Store``.
  public func positions() throws(StoreError) -> [FeedPosition] {
    try live()
    return content.positions.sorted { ($0.service.rawValue, $0.authority) < ($1.service.rawValue, $1.authority) }
  }

  /// See ``Store``.
  public func newestReceivedtime() throws(StoreError) -> Timestamp? {
    try live()
    return content.newest
  }

  /// See ``Store``.
  public func receipt(_ authority: Authority, _ key: Event.Key) throws(StoreError) -> Receipt? {
    try live()
    return content.receipts[authority]?[key]
  }

  /// See ``Store``.
  public func answer(_ command: CommandKey) throws(StoreError) -> CommandAnswer? {
    try live()
    return content.answers[command]
  }

  /// See ``Store``.
  public func sealed(_ authority: Authority, _ hash: String) throws(StoreError) -> SealedRow? {
    try live()
    return content.sealed.first { $0.authority == authority && $0.hash == hash }
  }

  /// See ``Store``.
  public func state(_ authority: Authority, _ stream: StreamKey) throws(StoreError) -> StateRow? {
    try live()
    return content.states[authority]?[stream]
  }

  /// See ``Store``.
  public func waking(_ authority: Authority, through date: CivilDate) throws(StoreError) -> [StreamKey] {
    try live()
    let due = (content.states[authority] ?? [:]).values.compactMap { row in row.wake.map { ($0, row.stream) } }
    return due.filter { $0.0 <= date }.sorted { $0 < $1 }.map(\.1)
  }

  /// See ``Store``.
  public func streams(
    _ authority: Authority, kind: String, after: StreamKey?, limit: Int
  ) throws(StoreError) -> [StreamKey] {
    try live()
    let ofKind = (content.states[authority] ?? [:]).keys.filter { stream in
      stream.kind == kind && after.map { stream > $0 } ?? true
    }
    return Array(ofKind.sorted().prefix(limit))
  }

  /// See ``Store``.
  public func kinds(otherThan version: Int) throws(StoreError) -> [(authority: Authority, kind: String)] {
    try live()
    return content.states.keys.sorted().flatMap { authority in
      let others = (content.states[authority] ?? [:]).filter { $0.value.version != version }
      return Set(others.keys.map { String($0.kind) }).sorted().map { (authority: authority, kind: $0) }
    }
  }

  /// See ``Store``.
  public func sweeps() throws(StoreError) -> [SweepRow] {
    try live()
    return content.sweeps
  }

  /// See ``Store``.
  public func earliestWake(_ authority: Authority) throws(StoreError) -> CivilDate? {
    try live()
    return content.states[authority]?.values.compactMap(\.wake).min()
  }

  /// See ``Store``.
  public func lines(
    _ authority: Authority, after: Sequence, limit: Int, bytes: Int
  ) throws(StoreError) -> [[UInt8]] {
    try live()
    return content.lines(authority, after: after, limit: limit, bytes: bytes)
  }

  /// See ``Store``.
  public func lines(
    _ authority: Authority, of stream: StreamKey, endingAt last: Sequence
  ) throws(StoreError) -> [[UInt8]] {
    try live()
    let rows = content.events[authority] ?? []
    precondition(last.number <= Int64(rows.count), "\(stream) is said to end beyond the journal")
    var lines: [[UInt8]] = []
    var next = last
    while next > .zero {
      let row = rows[Int(next.number) - 1]
      lines.append(row.line)
      next = row.previous
    }
    return lines.reversed()
  }

  /// See ``Store``.
  public func waiting(includingDone: Bool) throws(StoreError) -> [WaitingRow] {
    try live()
    return content.waiting.filter { includingDone || $0.state == .waiting }
  }

  /// See ``Store``.
  public func parked() throws(StoreError) -> [ParkedRow] {
    try live()
    return content.parked.values.sorted { $0.key < $1.key }
  }

  /// See ``Store``.
  public func refusedCount() throws(StoreError) -> Int {
    try live()
    return content.refusedCount
  }

  /// See ``Store``.
  public func refusedCount(of key: String) throws(StoreError) -> Int {
    try live()
    return content.refusedOfKeys[key] ?? 0
  }

  /// See ``Store``.
  public func refused(after: Int64, limit: Int) throws(StoreError) -> [RefusedRow] {
    try live()
    return Array(content.refused.filter { $0.number > after }.prefix(limit))
  }
}

/// What a disk would hold.
private struct MemoryContent: Sendable {
  var events: [Authority: [JournalRow]] = [:]
  var receipts: [Authority: [Event.Key: Receipt]] = [:]
  var states: [Authority: [StreamKey: StateRow]] = [:]
  var folded: [Authority: Sequence] = [:]
  var positions: [FeedPosition] = []
  var answers: [CommandKey: CommandAnswer] = [:]
  var sealed: [SealedRow] = []
  var refused: [RefusedRow] = []
  var refusedCount = 0
  var refusedOfKeys: [String: Int] = [:]
  var accesses: [Authority: [AccessRow]] = [:]
  var waiting: [WaitingRow] = []
  var parked: [ParkedRow.Key: ParkedRow] = [:]
  var sweeps: [SweepRow] = []
  var newest: Timestamp?

  mutating func store(_ batch: Batch, quota: RefusedQuota) {
    for row in batch.events { store(row) }
    for row in batch.states { states[row.authority, default: [:]][row.stream] = row }
    for (authority, sequence) in batch.foldedTo {
      precondition(sequence.number <= Int64(events[authority]?.count ?? 0), "states are folded up to an event")
      folded[authority] = sequence
    }
    for row in batch.positions {
      positions.removeAll { $0.service == row.service && $0.authority == row.authority }
      positions.append(row)
    }
    for row in batch.answers {
      precondition(answers.updateValue(row, forKey: row.command) == nil, "a command is answered once")
    }
    for row in batch.sealed
    where !sealed.contains(where: { $0.authority == row.authority && $0.hash == row.hash }) { sealed.append(row) }
    for row in batch.accesses { accesses[row.authority, default: []].append(row) }
    for row in batch.refused { store(row, quota: quota) }
    for row in batch.waiting {
      if let index = waiting.firstIndex(where: { $0.id == row.id }) {
        waiting[index] = row
      } else {
        waiting.append(row)
      }
      see(row.receivedtime)
    }
    for row in batch.parked { parked[row.key] = row }
    for key in batch.unparked { parked[key] = nil }
    for row in batch.sweeps {
      let index = sweeps.firstIndex { $0.isSame(as: row) }
      if let index { sweeps[index] = row } else { sweeps.append(row) }
    }
    sweeps.removeAll(where: \.isDone)
    if let told = batch.newestReceivedtime { see(told) }
  }

  private mutating func store(_ row: JournalRow) {
    precondition(row.sequence.number == Int64(events[row.authority]?.count ?? 0) + 1, "sequences have no gap")
    precondition(row.previous < row.sequence, "the event before stands before")
    let receipt = Receipt(sequence: row.sequence, digest: row.digest)
    precondition(
      receipts[row.authority, default: [:]].updateValue(receipt, forKey: row.key) == nil, "an event is stored once")
    events[row.authority, default: []].append(row)
    see(row.receivedtime)
  }

  private mutating func store(_ row: RefusedRow, quota: RefusedQuota) {
    refusedCount += 1
    refusedOfKeys[row.key, default: 0] += 1
    let ofKey = refused.filter { $0.key == row.key }
    let size = ofKey.reduce(row.line.count) { $0 + $1.line.count }
    guard row.isKept, ofKey.count < quota.lines, size <= quota.bytes else { return }
    var kept = row
    kept.number = (refused.last?.number ?? 0) + 1
    refused.append(kept)
  }

  private mutating func see(_ time: Timestamp) { newest = max(newest ?? time, time) }

  func lines(_ authority: Authority, after: Sequence, limit: Int, bytes: Int) -> [[UInt8]] {
    var total = 0
    var lines: [[UInt8]] = []
    for row in (events[authority] ?? []).dropFirst(Int(clamping: after.number)).prefix(limit) {
      total += row.line.count
      if total > bytes, !lines.isEmpty { break }
      lines.append(row.line)
    }
    return lines
  }
}

/// A copy of a store's content, for other threads.
private struct MemoryReader: StoreReader {
  var database: (any DatabaseReader)? { nil }
  let content: MemoryContent

  func lines(
    _ authority: Authority, after: Sequence, limit: Int, bytes: Int
  ) throws(StoreError) -> [[UInt8]] {
    content.lines(authority, after: after, limit: limit, bytes: bytes)
  }

  func verify(_ authority: Authority) throws(StoreError) -> (events: Int64, root: [UInt8]) {
    var root = [UInt8](repeating: 0, count: 32)
    for row in content.events[authority] ?? [] { root = Array(SHA256.hash(data: root + row.line)) }
    return (Int64(content.events[authority]?.count ?? 0), root)
  }

  func accesses(_ authority: Authority, _ filter: AccessFilter) throws(StoreError) -> AccessPage {
    let all = (content.accesses[authority] ?? []).enumerated().map { (number: Int64($0.offset + 1), row: $0.element) }
    let rows = all.filter { number, row in
      number > filter.after && filter.child.map { row.children.isEmpty || row.children.contains($0) } ?? true
        && filter.key.map { $0 == row.key } ?? true && filter.from.map { $0 <= row.at } ?? true
        && filter.before.map { row.at < $0 } ?? true
    }
    let (entries, root) = try verifyAccesses(authority)
    return AccessPage(
      rows: rows.prefix(filter.limit).map { ($0.number, $0.row.line) }, entries: entries, root: root)
  }

  func verifyAccesses(_ authority: Authority) throws(StoreError) -> (entries: Int64, root: [UInt8]) {
    var root = [UInt8](repeating: 0, count: 32)
    let rows = content.accesses[authority] ?? []
    for row in rows { root = Array(SHA256.hash(data: root + row.line)) }
    return (Int64(rows.count), root)
  }

  func states(_ authority: Authority, kind: String, _ each: (StateRow) -> Bool) throws(StoreError) {
    let rows = (content.states[authority] ?? [:]).values.filter { $0.stream.kind == kind }
    for row in rows.sorted(by: { $0.stream < $1.stream }) where !each(row) { break }
  }
}
