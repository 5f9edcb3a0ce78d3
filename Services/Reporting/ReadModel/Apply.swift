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
    let db = transaction.database
    var feeds: [FeedName: Feed] = [:]
    for (told, effect) in zip(told, effects) {
      guard let sequence = told.event.sequence, let known = told.event.receivedtime else {
        preconditionFailure("an event that was told has its place and its time")
      }
      let name = FeedName(service: told.service, authority: told.authority)
      var feed = try feeds[name] ?? Feed.found(told.service, told.authority, epoch: told.epoch, db)
      try feed.advance(to: sequence.number, epoch: told.epoch, known: known.millisecondsSince1970, db)
      feeds[name] = feed
      guard let effect else { continue }
      let place = Place(
        feed: feed.id, position: Feed.position(told.epoch, sequence.number), known: known.millisecondsSince1970)
      try insert(effect, at: place, db)
    }
    for feed in feeds.values { try feed.store(db) }
  }

  private struct FeedName: Hashable {
    let service: ServiceName
    let authority: Authority
  }

  /// Where a row stands: its feed, its position there, and since when it is known.
  private struct Place {
    let feed: Int64
    let position: Int64
    let known: Int64
  }

  private static func insert(_ effect: Effect, at place: Place, _ db: Database) throws {
    switch effect {
    case .entered(let entry): try insert(entry, at: place, db)
    case .left(let exit): try insert(exit, at: place, db)
    case .reviewHeld(let review): try insert(review, at: place, db)
    case .surveyAnswered(let survey): try insert(survey, at: place, db)
    case .statusChanged(let change):
      try row(
        "status", "child, changedOn, status", at: place,
        [change.child.text, day(change.changedOn), change.legalStatus.code], db)
    case .moved(let move):
      try row(
        "placement", "child, changedOn, placement, provider, miles, isNew", at: place,
        [
          move.child.text, day(move.changedOn), move.placement.type.code, move.placement.provider?.code,
          move.placement.distanceMiles, move.reasonForPlacementChange != .statusOnly,
        ], db)
    case .policyAdopted(let policy):
      try row("policy", "fromDay, profile", at: place, [day(policy.from), policy.profile.text], db)
    case .officerRegistered(let officer):
      try row(
        "officer", "officer, fromDay, fte", at: place, [officer.officer.text, day(officer.from), officer.fte], db)
    case .officerAllocated(let allocation):
      try row(
        "allocation", "child, enteredOn, onDay, officer, workingDays", at: place,
        [
          allocation.child.text, day(allocation.enteredOn), day(allocation.on), allocation.officer.text,
          allocation.workingDays,
        ], db)
    case .reviewDue(let due):
      try row("limit", "review, child, dueOn", at: place, [due.review.text, due.child.text, day(due.dueOn)], db)
    case .recordCompleted(let record):
      try row("record", "review, workingDays", at: place, [record.review.text, record.workingDays], db)
    case .notifiedLate(let notice):
      try row(
        "notice", "child, enteredOn, workingDays", at: place,
        [notice.child.text, day(notice.enteredOn), notice.workingDays], db)
    case .participationRecorded(let recorded):
      try row("code", "review, code", at: place, [recorded.review.text, recorded.code.code], db)
    case .disputeRaised(let dispute):
      try row(
        "dispute", "dispute, raisedOn, kind, stage, theme", at: place,
        [dispute.dispute.text, day(dispute.raisedOn), dispute.kind.text, dispute.stage.text, dispute.theme.text], db)
    case .disputeEscalated(let step):
      try row("step", "onDay, dispute, stage", at: place, [day(step.on), step.dispute.text, step.stage.text], db)
    case .disputeResolved(let end):
      try row("resolution", "dispute, onDay", at: place, [end.dispute.text, day(end.on)], db)
    case .referredToCafcass(let referral):
      try row("referral", "onDay, dispute", at: place, [day(referral.on), referral.dispute.text], db)
    }
  }

  private static func insert(_ entry: ChildEnteredCare, at place: Place, _ db: Database) throws {
    let gone = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT leftOn, known, position FROM fact_exit x
          WHERE feed = ? AND child = ? AND leftOn > ? AND NOT EXISTS (
            SELECT 1 FROM fact_lost l WHERE l.feed = x.feed AND x.position BETWEEN l.first AND l.last)
          ORDER BY leftOn LIMIT 1
          """), arguments: [place.feed, entry.child.text, day(entry.enteredOn)])
    try row(
      "entry",
      "child, enteredOn, bornOn, sex, ethnicity, need, unaccompanied, status, placement, provider, miles, "
        + "gone, goneKnown, gonePosition",
      at: place,
      [
        entry.child.text, day(entry.enteredOn), day(entry.dateOfBirth), entry.sex.code, entry.ethnicity.code,
        entry.categoryOfNeed.code, entry.unaccompaniedAsylumSeeking ?? false, entry.legalStatus.code,
        entry.placement.type.code, entry.placement.provider?.code, entry.placement.distanceMiles,
        gone?[0] as Int64?, gone?[1] as Int64?, gone?[2] as Int64?,
      ], db)
  }

  private static func insert(_ exit: ChildLeftCare, at place: Place, _ db: Database) throws {
    try row(
      "exit", "child, leftOn, reason", at: place, [exit.child.text, day(exit.leftOn), exit.reasonEpisodeCeased.code], db
    )
    try db.cachedStatement(
      sql: """
        UPDATE fact_entry SET gone = ?, goneKnown = ?, gonePosition = ?
        WHERE feed = ? AND child = ? AND enteredOn < ? AND gone IS NULL
        """
    ).execute(
      arguments: [
        day(exit.leftOn), place.known, place.position, place.feed, exit.child.text, day(exit.leftOn),
      ])
  }

  private static func insert(_ review: ReviewHeld, at place: Place, _ db: Database) throws {
    try row(
      "held", "review, child, heldOn, completedOn, dueOn, inTimescale, lateReason", at: place,
      [
        review.review.text, review.child.text, day(review.heldOn), day(review.completedOn), review.dueOn.map(day),
        review.inTimescale, review.lateReason,
      ], db)
    guard let dueOn = review.dueOn else { return }
    try row("limit", "review, child, dueOn", at: place, [review.review.text, review.child.text, day(dueOn)], db)
  }

  private static func insert(_ survey: SurveyAnswered, at place: Place, _ db: Database) throws {
    for (index, answer) in survey.answers.enumerated() {
      try row(
        "answer", "onDay, place, survey, question, answer", at: place,
        [day(survey.on), index, survey.survey.text, answer.question.text, answer.answer.text], db)
    }
  }

  /// Inserts one row into `fact_<table>`; the same event again changes nothing.
  private static func row(
    _ table: String, _ columns: String, at place: Place, _ values: [(any DatabaseValueConvertible)?], _ db: Database
  ) throws {
    let marks = String(repeating: ", ?", count: values.count)
    let sql = "INSERT OR IGNORE INTO fact_\(table) (feed, position, known, \(columns)) VALUES (?, ?, ?\(marks))"
    try db.cachedStatement(sql: sql).execute(
      arguments: StatementArguments([place.feed, place.position, place.known] + values))
  }

  private static func day(_ date: CivilDate) -> Int64 { Int64(date.dayNumber) }
}
