import Contracts
import ReportingRules

/// Loads the limits of reviews that fall within a scope, from scheduling's feed.
struct LoadLimits {
  let feed: AsOf
  let scope: Scope
  /// The child that alone is asked for; nil for all.
  let only: ChildID?

  private var days: [String: Int64] { ["from": Int64(scope.from.dayNumber), "to": Int64(scope.to.dayNumber)] }

  /// Limits within the period, in order of review; `held` are reviews that were loaded already, as they stand.
  func limits(_ held: [HeldReview]) throws -> [ReviewLimit] {
    let sql = """
      SELECT l.review, l.child, l.dueOn, l.anchor FROM fact_limit l
      WHERE \(only == nil ? "" : "l.child = :children AND +")l.dueOn BETWEEN :from AND :to
        AND \(feed.isNewest("l", of: "limit", unlessOnly: "review"))
      """
    let days = Dictionary(held.lazy.map { ($0.review, $0.heldOn) }) { $1 }
    var limits: [ReviewLimit] = []
    try feed.each(sql, self.days, children: only?.text) { row in
      let review: ReviewID = try row.identifier(0)
      limits.append(
        ReviewLimit(
          review: review, child: try row.identifier(1), dueOn: row.day(2), anchor: row.dayIfAny(3),
          heldOn: days[review]))
    }
    let standing = try standing(limits.filter { $0.heldOn == nil }.map(\.review.text))
    return limits.compactMap { limit in
      if limit.heldOn != nil { return limit }
      return standing[limit.review].map { limit.held(on: $0) }
    }.sorted { $0.review < $1.review }
  }

  /// Of some reviews those whose limit stands, each with the day of its first meeting where it was held. The limit of
  /// one that was not held lapses where another review of its track became due in its place, in the same period of
  /// care: as a review before it was withdrawn, or an entry.
  private func standing(_ reviews: [String]) throws -> [ReviewID: CivilDate?] {
    guard !reviews.isEmpty else { return [:] }
    let sql = """
      WITH due AS MATERIALIZED (
        SELECT l.review, l.child, l.track, l.anchor, l.position, (
          SELECT h.heldOn FROM fact_held h WHERE \(feed.counts("h")) AND h.review = l.review
          ORDER BY h.position DESC LIMIT 1) AS heldOn
        FROM json_each(:reviews) r CROSS JOIN fact_limit l ON l.review = r.value
        WHERE \(feed.isNewest("l", of: "limit", unlessOnly: "review")))
      SELECT d.review, d.heldOn FROM due d
      WHERE d.heldOn IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM fact_limit o WHERE \(feed.counts("o")) AND o.child = d.child AND o.track = d.track
          AND o.review <> d.review AND o.position > d.position
          AND NOT EXISTS (
            SELECT 1 FROM fact_held h
            WHERE \(feed.counts("h")) AND h.review = o.review AND h.position <= o.position)
          AND NOT EXISTS (
            SELECT 1 FROM fact_entry e WHERE \(feed.counts("e")) AND e.child = d.child
              AND e.enteredOn > d.anchor AND e.enteredOn <= o.anchor))
      """
    var standing: [ReviewID: CivilDate?] = [:]
    try feed.each(sql, reviews: JSON.strings(reviews).text) {
      standing.updateValue($0.dayIfAny(1), forKey: try $0.identifier(0))
    }
    return standing
  }
}

extension ReviewLimit {
  /// The same limit, of a review held on a day.
  fileprivate func held(on day: CivilDate?) -> ReviewLimit {
    ReviewLimit(review: review, child: child, dueOn: dueOn, anchor: anchor, heldOn: day)
  }
}
