import Contracts
import Crypto
import GRDB
import ReportingRules

/// A table as rows are inserted into it: its columns, and which of them name the entity that a row is a version of.
private struct Target {
  let insert: String
  /// Marks what was told of the same entity before; nil where the table has no such hint.
  let mark: String?

  /// The table `fact_<name>`, whose first `entity` columns name the entity; 0 where the table has no hint `again`.
  init(_ name: String, entity: Int = 0, _ columns: String...) {
    let hint = entity > 0 ? ", again" : ""
    let marks = String(repeating: ", ?", count: columns.count + (entity > 0 ? 1 : 0))
    insert = """
      INSERT OR IGNORE INTO fact_\(name) (feed, position, known, key, \(columns.joined(separator: ", "))\(hint))
      VALUES (?, ?, ?, ?\(marks))
      """
    let same = columns.prefix(entity).map { " AND \($0) = ?" }.joined()
    mark = entity > 0 ? "UPDATE fact_\(name) SET again = 1 WHERE feed = ?\(same) AND position <> ?" : nil
  }

  static let entry = Target(
    "entry", entity: 2, "child", "enteredOn", "bornOn", "sex", "ethnicity", "need", "unaccompanied", "status",
    "placement", "provider", "miles")
  static let exit = Target("exit", entity: 2, "child", "leftOn", "reason")
  static let status = Target("status", entity: 2, "child", "changedOn", "status")
  static let placement = Target(
    "placement", entity: 2, "child", "changedOn", "placement", "provider", "miles", "isNew")
  static let detail = Target(
    "detail", "child", "changedOn", "bornOn", "sex", "ethnicity", "need", "unaccompanied")
  static let allocation = Target("allocation", "child", "enteredOn", "onDay", "officer", "workingDays")
  static let notice = Target("notice", "child", "enteredOn", "workingDays")
  static let held = Target(
    "held", entity: 1, "review", "child", "heldOn", "completedOn", "dueOn", "localDueOn", "inTimescale", "lateReason",
    "stream", "moved")
  static let limit = Target("limit", entity: 1, "review", "child", "track", "dueOn", "localDueOn", "anchor")
  static let record = Target("record", "review", "workingDays")
  static let code = Target("code", "review", "code")
  static let act = Target("act", "child", "onDay")
  static let audit = Target("audit", "review", "onDay")
  static let conference = Target("conference", entity: 1, "conference", "onDay", "isInitial", "inTimescale")
  static let officer = Target("officer", "officer", "isRegistered", "fromDay", "fte", "leftOn")
  static let policy = Target("policy", "fromDay", "profile")
  static let answer = Target("answer", "onDay", "place", "survey", "question", "answer")
  static let dispute = Target("dispute", "dispute", "raisedOn", "kind", "stage", "theme")
  static let step = Target("step", "onDay", "dispute", "stage")
  static let resolution = Target("resolution", "dispute", "onDay")
  static let referral = Target("referral", "onDay", "dispute")
}

/// Where a row is going to stand: its feed, its position there, since when it is known, and the event it comes from.
struct NewRow {
  let feed: Int64
  let position: Int64
  let known: Int64
  let key: Int64
  let subject: String
  let db: Database

  /// A number that stands for an event's source and id: the first 64 bits of their SHA-256. Only an event that was
  /// withdrawn is ever looked for by it, so two that share one by chance do no harm in any number that is told.
  static func key(of key: Event.Key) -> Int64 {
    let hash = SHA256.hash(data: Array(key.source.utf8) + [0] + Array(key.id.utf8))
    return hash.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// Inserts what an event means. The same event again changes nothing.
  func insert(_ effect: Effect) throws {
    switch effect {
    case .entered(let entry): try insert(entry)
    case .left(let exit): try insert(exit)
    case .reviewDue(let due): try insert(due)
    case .reviewHeld(let review): try insert(review)
    case .surveyAnswered(let survey): try insert(survey)
    case .statusChanged(let change):
      try insert(.status, change.child.text, day(change.changedOn), change.legalStatus.code)
    case .moved(let move):
      try insert(
        .placement, move.child.text, day(move.changedOn), move.placement.type.code, move.placement.provider?.code,
        move.placement.distanceMiles, move.reasonForPlacementChange != .statusOnly)
    case .detailsChanged(let change):
      try insert(
        .detail, change.child.text, day(change.changedOn), change.dateOfBirth.map(day), change.sex?.code,
        change.ethnicity?.code, change.categoryOfNeed?.code, change.unaccompaniedAsylumSeeking)
    case .policyAdopted(let policy): try insert(.policy, day(policy.from), policy.profile.text)
    case .officerRegistered(let officer):
      try insert(.officer, officer.officer.text, true, day(officer.from), officer.fte, nil)
    case .officerChanged(let officer):
      try insert(.officer, officer.officer.text, false, day(officer.from), officer.fte, officer.leftOn.map(day))
    case .officerAllocated(let allocation):
      try insert(
        .allocation, allocation.child.text, day(allocation.enteredOn), day(allocation.on), allocation.officer.text,
        allocation.workingDays)
    case .childSeen(let act): try insert(.act, act.child.text, day(act.on))
    case .auditCompleted(let audit):
      if let review = audit.review { try insert(.audit, review.text, day(audit.on)) }
    case .conferenceHeld(let conference):
      try insert(
        .conference, conference.conference.text, day(conference.on), conference.kind == .initial,
        conference.inTimescale)
    case .conferenceDue(let conference): try insert(conference)
    case .withdrawn(let withdrawal): try withdraw(NewRow.key(of: withdrawal.key))
    case .recordCompleted(let record): try insert(.record, record.review.text, record.workingDays)
    case .notifiedLate(let notice):
      try insert(.notice, notice.child.text, day(notice.enteredOn), notice.workingDays)
    case .participationRecorded(let recorded): try insert(.code, recorded.review.text, recorded.code.code)
    case .disputeRaised(let dispute):
      try insert(
        .dispute, dispute.dispute.text, day(dispute.raisedOn), dispute.kind.text, dispute.stage.text,
        dispute.theme.text)
    case .disputeEscalated(let step): try insert(.step, day(step.on), step.dispute.text, step.stage.text)
    case .disputeResolved(let end): try insert(.resolution, end.dispute.text, day(end.on))
    case .happened: break
    case .referredToCafcass(let referral): try insert(.referral, day(referral.on), referral.dispute.text)
    }
  }

  private func insert(_ entry: ChildEnteredCare) throws {
    try insert(
      .entry, entry.child.text, day(entry.enteredOn), day(entry.dateOfBirth), entry.sex.code, entry.ethnicity.code,
      entry.categoryOfNeed.code, entry.unaccompaniedAsylumSeeking ?? false, entry.legalStatus.code,
      entry.placement.type.code, entry.placement.provider?.code, entry.placement.distanceMiles)
    try hint(entry.child.text)
  }

  private func insert(_ exit: ChildLeftCare) throws {
    try insert(.exit, exit.child.text, day(exit.leftOn), exit.reasonEpisodeCeased.code)
    try hint(exit.child.text)
  }

  /// Gives the hint `gone` to the entries of a child that have none, from a leaving after each that stands. The plus
  /// keeps SQLite from looking through all entries without the hint by their index.
  private func hint(_ child: String) throws {
    let sql = """
      UPDATE fact_entry SET (gone, goneKnown, gonePosition) = (
        SELECT x.leftOn, x.known, x.position FROM fact_exit x
        WHERE x.feed = fact_entry.feed AND x.child = fact_entry.child AND x.leftOn > fact_entry.enteredOn
          AND NOT EXISTS (SELECT 1 FROM fact_lost l WHERE l.feed = x.feed AND x.position BETWEEN l.first AND l.last)
          AND NOT EXISTS (SELECT 1 FROM fact_withdrawn w WHERE w.feed = x.feed AND w.key = x.key)
        ORDER BY x.leftOn LIMIT 1)
      WHERE feed = ? AND child = ? AND +gone IS NULL
      """
    try db.cachedStatement(sql: sql).execute(arguments: [feed, child])
  }

  /// From now on the rows of an event count no longer. The hint `gone` that came of it goes with it.
  private func withdraw(_ withdrawn: Int64) throws {
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO fact_withdrawn (feed, key, position, known) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [feed, withdrawn, position, known])
    let sql = """
      UPDATE fact_entry SET gone = NULL, goneKnown = NULL, gonePosition = NULL
      WHERE feed = ? AND child = ? AND gonePosition IN (
        SELECT x.position FROM fact_exit x WHERE x.feed = ? AND x.child = ? AND x.key = ?)
      """
    try db.cachedStatement(sql: sql).execute(arguments: [feed, subject, feed, subject, withdrawn])
    if db.changesCount > 0 { try hint(subject) }
  }

  /// A conference's limit is none of a review.
  private func insert(_ due: ReviewDue) throws {
    guard due.stream != .childProtection else { return }
    try insert(
      .limit, due.review.text, due.child.text, due.stream.track, day(due.dueOn), due.localDueOn.map(day),
      day(due.because.anchor))
    // Without statistics SQLite would rather walk all reviews of the feed than use the index.
    let sql = "UPDATE fact_held INDEXED BY fact_held_review SET moved = 1 WHERE feed = ? AND review = ? AND moved = 0"
    try db.cachedStatement(sql: sql).execute(arguments: [feed, due.review.text])
  }

  /// A review tells its limit too. It is entered but where `review-due` told the same last, and no view might hold the
  /// review and not that one.
  private func insert(_ review: ReviewHeld) throws {
    let newest = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT dueOn, position, known, EXISTS (
            SELECT 1 FROM fact_held h WHERE h.feed = l.feed AND h.review = l.review AND h.position = l.position)
          FROM fact_limit l WHERE feed = ? AND review = ? ORDER BY position DESC LIMIT 1
          """), arguments: [feed, review.review.text])
    let moved = newest.map { ($0[1] as Int64) > position } ?? false
    try insert(
      .held, review.review.text, review.child.text, day(review.heldOn), day(review.completedOn),
      review.dueOn.map(day), review.localDueOn.map(day), review.inTimescale, review.lateReason,
      review.stream.rawValue, moved)
    guard let dueOn = review.dueOn else { return }
    let isTold = newest.map { newest in
      newest[0] == day(dueOn) && !moved && (newest[2] as Int64) <= known && !(newest[3] as Bool)
        && Feed.epoch(of: newest[1]) == Feed.epoch(of: position)
    }
    guard isTold != true else { return }
    try insert(
      .limit, review.review.text, review.child.text, review.stream.track, day(dueOn), review.localDueOn.map(day),
      (review.because?.anchor).map(day))
  }

  /// A conference whose limit moved is as it was held, otherwise in time: it counts as long as what told that it was
  /// held does, and so goes by that event's key.
  private func insert(_ due: ConferenceDue) throws {
    let sql = "SELECT key FROM fact_conference WHERE feed = ? AND conference = ? ORDER BY position DESC LIMIT 1"
    let statement = try db.cachedStatement(sql: sql)
    guard let held = try Int64.fetchOne(statement, arguments: [feed, due.conference.text]) else { return }
    let row = NewRow(feed: feed, position: position, known: known, key: held, subject: subject, db: db)
    try row.insert(.conference, due.conference.text, day(due.on), due.kind == .initial, due.inTimescale)
  }

  private func insert(_ survey: SurveyAnswered) throws {
    for (index, answer) in survey.answers.enumerated() {
      try insert(.answer, day(survey.on), index, survey.survey.text, answer.question.text, answer.answer.text)
    }
  }

  private func insert(_ target: Target, _ values: (any DatabaseValueConvertible)?...) throws {
    var arguments: [(any DatabaseValueConvertible)?] = [feed, position, known, key]
    arguments += values
    if let mark = target.mark {
      let entity = values.prefix(mark.count { $0 == "?" } - 2)
      try db.cachedStatement(sql: mark).execute(arguments: StatementArguments([feed] + entity + [position]))
      arguments.append(db.changesCount > 0)
    }
    try db.cachedStatement(sql: target.insert).execute(arguments: StatementArguments(arguments))
  }

  private func day(_ date: CivilDate) -> Int64 { Int64(date.dayNumber) }
}

extension ReviewStream {
  /// The track on which the stream runs, of which only one review is due at a time: the clocks of care follow one
  /// another, the others run beside them.
  fileprivate var track: String {
    switch self {
    case .lookedAfter, .shortBreaks, .authorityToPlace, .placedForAdoption: "care"
    case .postCare, .childProtection, .courtDirected, .intercountryAdoption: rawValue
    }
  }
}
