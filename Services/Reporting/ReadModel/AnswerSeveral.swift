import Contracts
import GRDB
import ReportingRules
import Synchronization

extension ReadModel {
  /// The answer to `figures` of several authorities, all from one view.
  func several(_ asked: SeveralAsked, _ moment: Moment, _ shelf: CountShelf) throws(Refusal) -> JSON {
    do {
      let parts = try reader.read { db in
        try asked.authorities.enumerated().map { index, authority in
          let feeds = try Feed.all(of: authority, db)
          guard !feeds.isEmpty else {
            throw Refusal(.notFound, "authority-not-found", at: "/authorities/\(index)")
          }
          return try part(of: authority, asked, feeds, moment, shelf, db)
        }
      }
      return Part.answer(asked.figures, parts)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(.internal, "cannot-read")
    }
  }

  private func part(
    of authority: Authority, _ asked: SeveralAsked, _ feeds: [Feed], _ moment: Moment, _ shelf: CountShelf,
    _ db: Database
  ) throws -> Part {
    let scope = asked.period(of: authority).scope(of: feeds, moment)
    let key = CountShelf.Key(
      authority: authority, from: scope.from, to: scope.to, suppress: asked.suppress,
      figures: asked.figures.map(\.name))
    // Of a time before the newest told there are as many views as times: none is kept.
    let isNewest = feeds.allSatisfy { $0.known <= scope.knownOn.millisecondsSince1970 }
    if !asked.certifies, isNewest, let counted = shelf.counted(key, feeds) { return Part(scope, counted: counted) }
    // The adopted profile may leave small numbers out, and with them others that would tell them.
    let sources = asked.figures.reduce(into: Sources.policy) { $0.formUnion($1.sources) }
    let loader = try loader(scope, feeds, db)
    var facts = try loader.facts(sources)
    let leavesOut = asked.suppress ?? facts.suppresses
    if leavesOut { facts = try loader.facts(sources.union(Asked.whole)) }
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
