public import Contracts
import GRDB
public import Journal
import ReportingRules

extension ReadModel {
  /// Inserts what `told` means, in the transaction that also stores the positions up to which the feeds were read.
  ///
  /// Event types that mean nothing to Reporting only move the cut-off. All events are read before anything is written.
  ///
  /// - Throws: a `Refusal` where an event's data cannot be read (Reporting's `react` says so before); `DatabaseError`.
  public static func apply(_ transaction: StoreTransaction, _ told: [Told]) throws {
    let effects = try told.map { try Effect($0.event, from: $0.service) }
    try transaction.cacheWidely(told.count >= many)
    let db = transaction.database
    var feeds: [FeedName: Feed] = [:]
    var roots: [Int64: Root] = [:]
    for (told, effect) in zip(told, effects) {
      guard let sequence = told.event.sequence, let known = told.event.receivedtime else {
        preconditionFailure("an event that was told has its place and its time")
      }
      let name = FeedName(service: told.service, authority: told.authority)
      var feed = try feeds[name] ?? Feed.found(told.service, told.authority, epoch: told.epoch, db)
      try feed.advance(to: sequence.number, epoch: told.epoch, known: known.millisecondsSince1970, db)
      feeds[name] = feed
      var root = try roots[feed.id] ?? Root(of: feed.id, db)
      root.take(told, sequence.number)
      roots[feed.id] = root
      guard let effect else { continue }
      let row = NewRow(
        feed: feed.id, position: Feed.position(told.epoch, sequence.number), known: known.millisecondsSince1970,
        key: NewRow.key(of: told.event.key), subject: told.event.subject, db: db)
      try row.insert(effect)
      try row.keep(told.event, from: told.service, known: known)
    }
    for feed in feeds.values { try feed.store(db) }
    for root in roots.values { try root.store(db) }
  }

  /// So many events at once are no news but a feed that is caught up with.
  private static let many = 512

  private struct FeedName: Hashable {
    let service: ServiceName
    let authority: Authority
  }
}
