import Contracts
import GRDB
import ReportingRules
import Synchronization

/// Keeps the registers of authorities in memory, within a limit, so that a question need not gather them from the
/// tables.
///
/// A register stands for what was told up to the heads of its feeds, in one view of the store. Where more was told it
/// is brought up to them by loading anew only the children of whom that was; where something was told out of order,
/// taken back or lost, it is thrown away. So it always holds what the tables would give (`RegisterTests`).
public final class RegisterShelf: Sendable {
  /// When registers are loaded that are not there.
  public enum Loads: Sendable {
    /// By the question that needs one.
    case atOnce
    /// Beside questions, one after the other, in a view of their own; until then those are answered from the tables.
    case beside
  }

  fileprivate struct Kept {
    let heads: [FeedHead]
    let register: Register
    let bytes: Int
    /// Grows with each use, so that those not used for longest go first.
    var used: Int
  }

  private struct State {
    var kept: [Authority: Kept] = [:]
    var bytes = 0
    var uses = 0
    var waiting: [Authority] = []
    var isLoading = false
    var wasAsked = false
  }

  private let loads: Loads
  private let limit: Int
  private let state = Mutex(State())

  /// An empty shelf, for about so many bytes.
  public init(loads: Loads, bytes: Int = 96 << 20) {
    self.loads = loads
    limit = bytes
  }

  /// The register as of a scope, which is of `db`'s view; nil where the scope is of another time or none is at hand.
  func register(
    of scope: Scope, _ feeds: [Feed], _ db: Database, _ reader: any DatabaseReader
  ) throws -> Register? {
    guard scope.isNewest(of: feeds) else { return nil }
    let authority = scope.authority
    let heads = feeds.map(FeedHead.init)
    let kept = state.withLock { state in
      state.uses += 1
      state.kept[authority]?.used = state.uses
      return state.kept[authority]
    }
    if let kept, kept.heads == heads { return kept.register }
    if let kept, let register = try Renewal(kept.register, kept.heads, scope, feeds, db).renewed() {
      keep(register, heads, of: authority)
      return register
    }
    switch loads {
    case .atOnce:
      let register = try LoadFacts(scope.ofAllDays, feeds, db).allDays()
      keep(register, heads, of: authority)
      return register
    case .beside:
      load([authority], reader)
      return nil
    }
  }

  private func keep(_ register: Register, _ heads: [FeedHead], of authority: Authority) {
    let bytes = register.bytes
    state.withLock { state in
      // A question of an older view may come later.
      if let now = state.kept[authority], now.isNewer(than: heads) { return }
      state.bytes += bytes - (state.kept[authority]?.bytes ?? 0)
      state.uses += 1
      state.kept[authority] = Kept(heads: heads, register: register, bytes: bytes, used: state.uses)
      while state.bytes > limit, let oldest = state.kept.min(by: { $0.value.used < $1.value.used }) {
        state.kept[oldest.key] = nil
        state.bytes -= oldest.value.bytes
      }
    }
  }

  // MARK: - Loading beside questions

  /// Begins to load the registers of all authorities, the first time it is called.
  func loadAll(_ reader: any DatabaseReader) {
    let isFirst = state.withLock { state in
      defer { state.wasAsked = true }
      return !state.wasAsked
    }
    guard isFirst else { return }
    reader.asyncRead { result in
      guard let db = try? result.get(),
        let names = try? String.fetchAll(db, sql: "SELECT DISTINCT authority FROM fact_feed ORDER BY authority")
      else { return }
      self.load(names.compactMap { Authority($0) }, reader)
    }
  }

  private func load(_ authorities: [Authority], _ reader: any DatabaseReader) {
    let begins = state.withLock { state in
      // What was asked for last is wanted first.
      state.waiting.removeAll { authorities.contains($0) }
      state.waiting = authorities + state.waiting
      guard !state.isLoading, !state.waiting.isEmpty else { return false }
      state.isLoading = true
      return true
    }
    if begins { loadNext(reader) }
  }

  private func loadNext(_ reader: any DatabaseReader) {
    let next = state.withLock { state -> Authority? in
      guard !state.waiting.isEmpty else {
        state.isLoading = false
        return nil
      }
      return state.waiting.removeFirst()
    }
    guard let next else { return }
    reader.asyncRead { result in
      // The store is being closed.
      guard let db = try? result.get() else { return }
      if let (register, heads) = try? Self.loaded(next, db) { self.keep(register, heads, of: next) }
      self.loadNext(reader)
    }
  }

  private static func loaded(_ authority: Authority, _ db: Database) throws -> (Register, [FeedHead]) {
    let feeds = try Feed.all(of: authority, db)
    let scope = Scope.newest(of: authority, feeds)
    return (try LoadFacts(scope, feeds, db).allDays(), feeds.map(FeedHead.init))
  }
}

extension RegisterShelf.Kept {
  /// Whether it holds events that a view with these heads does not.
  func isNewer(than heads: [FeedHead]) -> Bool {
    self.heads.contains { own in
      !heads.contains { $0.feed == own.feed && ($0.position, $0.late) >= (own.position, own.late) }
    }
  }
}

/// Brings a register up to a view in which more was told.
private struct Renewal {
  private let register: Register
  private let heads: [FeedHead]
  private let scope: Scope
  private let feeds: [Feed]
  private let db: Database

  /// So many events at most are looked through; where more were told all is loaded anew.
  private static let most = 256

  init(_ register: Register, _ heads: [FeedHead], _ scope: Scope, _ feeds: [Feed], _ db: Database) {
    self.register = register
    self.heads = heads
    self.scope = scope
    self.feeds = feeds
    self.db = db
  }

  /// The register as of the view; nil where all must be loaded anew.
  func renewed() throws -> Register? {
    guard let children = try children() else { return nil }
    guard !children.isEmpty else { return register }
    let loader = try LoadFacts(scope.ofAllDays, feeds, db)
    var newer = Register(care: CareRows(), reviews: [], limits: [])
    for child in children { newer = newer.replacing([child], by: try loader.only(child).allDays()) }
    return register.replacing(children, by: newer)
  }

  /// The children of whom more was told; nil where that is not known.
  private func children() throws -> Set<ChildID>? {
    var children: Set<ChildID> = []
    for feed in feeds {
      let head = FeedHead(feed)
      guard let old = heads.first(where: { $0.feed == head.feed }), old.epoch == head.epoch, old.late == head.late,
        old.sequence <= head.sequence
      else { return nil }
      if old == head { continue }
      let told = try Row.fetchAll(
        db.cachedStatement(
          sql: "SELECT type, child, thing FROM fact_told WHERE feed = ? AND position > ? LIMIT \(Self.most + 1)"),
        arguments: [feed.id, old.position])
      guard told.count <= Self.most else { return nil }
      for row in told {
        if row[0] == FactWithdrawn.name { return nil }
        if let child: ChildID = (row[1] as String?).flatMap({ ChildID($0) }) { children.insert(child) }
        if let review = (row[2] as String?).flatMap({ ReviewID($0) }) {
          children.formUnion(register.children(of: review))
        }
      }
    }
    return children
  }
}

extension Scope {
  /// Whether it counts all that was told, as of these feeds.
  fileprivate func isNewest(of feeds: [Feed]) -> Bool {
    feeds.allSatisfy { $0.known <= knownOn.millisecondsSince1970 }
      && cutoffs == feeds.map { Cutoff(service: $0.service, epoch: $0.epoch, sequence: Sequence($0.sequence)) }
  }

  /// The same of every day.
  fileprivate var ofAllDays: Scope { narrowed(from: .earliest, to: .latest) }

  /// All that these feeds told.
  fileprivate static func newest(of authority: Authority, _ feeds: [Feed]) -> Scope {
    Scope(
      authority: authority, from: .earliest, to: .latest,
      knownOn: Timestamp(millisecondsSince1970: feeds.map(\.known).max() ?? 0),
      cutoffs: feeds.map { Cutoff(service: $0.service, epoch: $0.epoch, sequence: Sequence($0.sequence)) })
  }
}
