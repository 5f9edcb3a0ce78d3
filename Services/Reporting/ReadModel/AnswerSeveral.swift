import Contracts
import Dispatch
import GRDB
import ReportingRules
import Synchronization

extension ReadModel {
  /// The answer to `figures` of several authorities. Each is counted from one view; many are counted side by side, in
  /// two views, and the answer says of which view each is.
  func several(_ asked: SeveralAsked, _ moment: Moment) throws(Refusal) -> JSON {
    let count = asked.authorities.count
    let half = count < ReadModel.manyAuthorities ? count : (count + 1) / 2
    let lots = [0..<half, half..<count].filter { !$0.isEmpty }
    let found = Mutex<[Int: Result<[Part], Refusal>]>([:])
    DispatchQueue.concurrentPerform(iterations: lots.count) { lot in
      let counted = Result { () throws(Refusal) -> [Part] in try self.parts(lots[lot], asked, moment) }
      found.withLock { $0[lot] = counted }
    }
    let counted = found.withLock { $0 }
    var all: [Part] = []
    for lot in lots.indices { all += try counted[lot]?.get() ?? [] }
    return Part.answer(asked.figures, all)
  }

  /// So many authorities are worth a second thread.
  private static let manyAuthorities = 16

  /// What some of the authorities counted, all from one view.
  private func parts(
    _ places: Range<Int>, _ asked: SeveralAsked, _ moment: Moment
  ) throws(Refusal) -> [Part] {
    // How many children live in an area is what Reporting itself was told, and read before: a read holds no other.
    var kept: [Kept] = []
    for index in places { kept.append(asked.needsPopulation ? try keptOf(asked.authorities[index]) : Kept()) }
    do {
      return try reader.read { db in
        try places.map { index in
          let authority = asked.authorities[index]
          let feeds = try Feed.all(of: authority, db)
          guard !feeds.isEmpty else {
            throw Refusal(.notFound, "authority-not-found", at: "/authorities/\(index)")
          }
          return try part(of: authority, asked, feeds, moment, kept[index - places.lowerBound], db)
        }
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(.internal, "cannot-read")
    }
  }

  private func part(
    of authority: Authority, _ asked: SeveralAsked, _ feeds: [Feed], _ moment: Moment, _ kept: Kept, _ db: Database
  ) throws -> Part {
    let scope = asked.period(of: authority).scope(of: feeds, moment, kept)
    let key = CountShelf.Key(
      authority: authority, from: scope.from, to: scope.to, suppress: asked.suppress,
      figures: asked.figures.map(\.name), populations: scope.populations)
    // Of a time before the newest told there are as many views as times: none is kept.
    let isNewest = feeds.allSatisfy { $0.known <= scope.knownOn.millisecondsSince1970 }
    if !asked.certifies, isNewest, let counted = shelf.counted(key, feeds) { return Part(scope, counted: counted) }
    // The adopted profile may leave small numbers out, and with them others that would tell them.
    let sources = asked.figures.reduce(into: Sources.policy) { $0.formUnion($1.sources) }
    let loader = try loader(scope, feeds, db)
    var facts = try loader.facts(sources)
    let leavesOut = asked.suppress ?? facts.suppresses
    if leavesOut { facts = try loader.facts(sources.union(Asked.whole)) }
    facts.take(kept.populations(of: scope))
    var report = Report(facts, of: scope, suppress: asked.suppress, digest: ReadModel.digest)
    if leavesOut { report.publish() }
    let part = report.part(asked.figures, certifies: asked.certifies)
    if isNewest { shelf.keep(part.counted, key, feeds) }
    return part
  }
}

/// What figures counted, kept for as long as nothing more is told of the authority, so that those of a whole country
/// need not be counted anew when one authority hears something.
public final class CountShelf: Sendable {
  struct Key: Hashable {
    let authority: Authority
    let from: CivilDate
    let to: CivilDate
    let suppress: Bool?
    let figures: [String]
    /// Up to which place of Reporting's own journal populations count.
    let populations: Int64
  }

  private struct Kept {
    let heads: [FeedHead]
    let counted: [Tally]
  }

  /// So many are kept, about 6 MB; then all go.
  private static let limit = 4_096

  private let kept = Mutex<[Key: Kept]>([:])

  /// An empty shelf.
  public init() {}

  /// What was counted of these feeds as they stand; nil where they told more since.
  func counted(_ key: Key, _ feeds: [Feed]) -> [Tally]? {
    kept.withLock { kept in kept[key].flatMap { $0.heads == feeds.map(FeedHead.init) ? $0.counted : nil } }
  }

  func keep(_ counted: [Tally], _ key: Key, _ feeds: [Feed]) {
    let one = Kept(heads: feeds.map(FeedHead.init), counted: counted)
    kept.withLock { kept in
      if kept.count >= CountShelf.limit { kept = [:] }
      kept[key] = one
    }
  }
}
