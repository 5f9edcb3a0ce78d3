import Contracts
import GRDB
import ReportingRules

/// Loads the facts of a scope: no more than the sources asked for.
struct LoadFacts {
  private(set) var scope: Scope
  private let scheduling: AsOf
  private let participation: AsOf
  private let disputes: AsOf
  private var only: ChildID?
  private let register: Register?

  /// Loads of one child alone, where `only` names it: its care, reviews and limits. Those of all are taken from
  /// `register`, where there is one as of the scope.
  init(_ scope: Scope, _ feeds: [Feed], _ db: Database, only: ChildID? = nil, register: Register? = nil) throws {
    self.scope = scope
    self.only = only
    self.register = register
    scheduling = try AsOf(.scheduling, of: scope, feeds, db)
    participation = try AsOf(.participation, of: scope, feeds, db)
    disputes = try AsOf(.disputes, of: scope, feeds, db)
  }

  /// The same of one child alone.
  func only(_ child: ChildID) -> LoadFacts {
    var loader = self
    loader.only = child
    return loader
  }

  /// The same of other days.
  func narrowed(from: CivilDate, to: CivilDate) -> LoadFacts {
    var loader = self
    loader.scope = scope.narrowed(from: from, to: to)
    return loader
  }

  /// What counts of the feed of a service; nil of Reporting's own.
  func feed(of service: ServiceName) -> AsOf? {
    switch service {
    case .scheduling: scheduling
    case .participation: participation
    case .disputes: disputes
    case .reporting: nil
    }
  }

  private var to: [String: Int64] { ["to": Int64(scope.to.dayNumber)] }
  private var days: [String: Int64] { ["from": Int64(scope.from.dayNumber), "to": Int64(scope.to.dayNumber)] }

  func facts(_ sources: Sources) throws -> Facts {
    var facts = Facts(from: scope.from, to: scope.to)
    if let register { register.fill(&facts, sources) } else { try load(sources, into: &facts) }
    if sources.contains(.conferences) { facts.conferences = try conferences() }
    if sources.contains(.officers) { facts.officers = try officers() }
    if sources.contains(.policy) { try adopt(into: &facts) }
    if sources.contains(.evidence) { facts.evidence = try evidence() }
    if sources.contains(.strangers) { facts.strangers = try LoadStrangers(feed: scheduling, scope: scope).children() }
    if sources.contains(.surveys) { facts.answers = try answers() }
    if sources.contains(.disputes) {
      facts.disputes = try raised()
      facts.steps = try steps()
      facts.resolved = try resolved()
      facts.referred = try referred()
    }
    facts.told = try told(sources, facts)
    for division in Division.allCases where sources.contains(division.source) {
      facts.parts = try division.spans(from: scope.from, to: scope.to).map { span in
        (span.name, try narrowed(from: span.from, to: span.to).facts(sources.subtracting(division.source)))
      }
    }
    return facts
  }

  private func load(_ sources: Sources, into facts: inout Facts) throws {
    if sources.contains(.care) {
      facts.periods = try LoadCare(feed: scheduling, scope: scope, only: only).periods(sources)
    }
    if sources.contains(.reviews) { try review(sources, into: &facts) }
    if sources.contains(.limits) {
      facts.limits = try LoadLimits(feed: scheduling, scope: scope, only: only).limits(facts.reviews)
    }
  }

  /// What a register holds, of a scope of all days.
  func allDays() throws -> Register {
    var facts = Facts(from: scope.from, to: scope.to)
    try review([.reviews, .sightings, .audits], into: &facts)
    return Register(
      care: try LoadCare(feed: scheduling, scope: scope, only: only)
        .rows([.care, .statuses, .placements, .allocations, .notices]),
      reviews: facts.reviews,
      limits: try LoadLimits(feed: scheduling, scope: scope, only: only).limits(facts.reviews))
  }

  // MARK: - Reviews

  /// The condition under which a row `h` is a review that was complete within the period.
  private var isHeld: String {
    // One child's are found by the child: with the plus SQLite does not go through all the days.
    (only == nil ? "" : "h.child = :children AND +") + "h.completedOn BETWEEN :from AND :to AND "
      + scheduling.isNewest("h", of: "held", unlessOnly: "review")
  }

  /// Reviews that were complete within the period, each with its newest code and record, and its limit where a newer
  /// one was told after it was held. A record that was told before all that says that the review was held is that of a
  /// review withdrawn.
  private func review(_ sources: Sources, into facts: inout Facts) throws {
    let coding = participation.beside(feed: "codes", cut: "codesCut")
    func moved(_ column: String) -> String {
      """
      CASE WHEN h.moved THEN (SELECT \(column) FROM fact_limit l WHERE \(scheduling.counts("l"))
        AND l.review = h.review AND l.position > h.position ORDER BY l.position DESC LIMIT 1) END
      """
    }
    let sql = """
      SELECT h.review, h.child, h.heldOn, h.completedOn, h.dueOn, h.localDueOn, h.inTimescale, h.lateReason,
        \(moved("l.dueOn")), \(moved("l.localDueOn")),
        (SELECT c.code FROM fact_code c WHERE \(coding.counts("c")) AND c.review = h.review
          ORDER BY c.position DESC LIMIT 1),
        h.stream,
        \(sources.contains(.sightings) ? isSeen : "0"), \(sources.contains(.audits) ? isAudited : "0"),
        (SELECT r.workingDays FROM fact_record r
          WHERE \(scheduling.counts("r")) AND r.review = h.review AND (r.position > h.position OR EXISTS (
            SELECT 1 FROM fact_held f
            WHERE \(scheduling.counts("f")) AND f.review = r.review AND f.position < r.position))
          ORDER BY r.position DESC LIMIT 1)
      FROM fact_held h WHERE \(isHeld)
      """
    try scheduling.each(sql, days.merging(coding.named) { $1 }, children: only?.text) { row in
      let heldOn = row.day(2)
      let moved = row.dayIfAny(8)
      facts.reviews.append(
        HeldReview(
          review: try row.identifier(0), child: try row.identifier(1), stream: try row.stream(11), heldOn: heldOn,
          completedOn: row.day(3), dueOn: moved ?? row.dayIfAny(4),
          localDueOn: moved == nil ? row.dayIfAny(5) : row.dayIfAny(9),
          isInTimescale: moved.map { heldOn <= $0 } ?? row[6], lateReason: row[7], code: try row.codeIfAny(10),
          recordWorkingDays: row[14], isSeen: row[12] ?? false, isAudited: row[13]))
    }
    facts.reviews.sort { $0.review < $1.review }
  }

  /// Whether the child of a review `h` was seen before it: after the review before and in the period of care, on the
  /// day of the first meeting at the latest. The last day on which it was seen until then tells.
  private var isSeen: String {
    """
    (SELECT NOT EXISTS (
        SELECT 1 FROM fact_held p WHERE p.child = h.child AND p.heldOn >= a.onDay AND p.heldOn < h.heldOn
          AND \(scheduling.isNewest("p", of: "held", unlessOnly: "review")))
      AND NOT EXISTS (
        SELECT 1 FROM fact_entry e
        WHERE \(scheduling.counts("e")) AND e.child = h.child AND e.enteredOn > a.onDay AND e.enteredOn <= h.heldOn)
      FROM fact_act a WHERE \(scheduling.counts("a")) AND a.child = h.child AND a.onDay <= h.heldOn
      ORDER BY a.onDay DESC LIMIT 1)
    """
  }

  /// Whether a review `h` was audited on the day of the first meeting at the latest.
  private var isAudited: String {
    """
    EXISTS (
      SELECT 1 FROM fact_audit a WHERE \(scheduling.counts("a")) AND a.review = h.review AND a.onDay <= h.heldOn)
    """
  }

  private func conferences() throws -> [InitialConference] {
    let sql = """
      SELECT c.conference, c.inTimescale FROM fact_conference c
      WHERE c.onDay BETWEEN :from AND :to AND c.isInitial
        AND \(scheduling.isNewest("c", of: "conference", unlessOnly: "conference"))
      """
    var conferences: [InitialConference] = []
    try scheduling.each(sql, days) { row in
      conferences.append(InitialConference(conference: try row.identifier(0), isInTimescale: row[1]))
    }
    return conferences.sorted { $0.conference < $1.conference }
  }

  // MARK: - Officers and policy

  private func officers() throws -> [OfficerInPost] {
    let sql = """
      SELECT o.officer, o.isRegistered, o.fromDay, o.fte, o.leftOn FROM fact_officer o
      WHERE \(scheduling.counts("o")) ORDER BY o.officer, o.position
      """
    var told: [OfficerTold] = []
    try scheduling.each(sql) { row in
      told.append(
        OfficerTold(
          officer: try row.identifier(0), isRegistered: row[1], from: row.day(2), fte: row[3],
          leftOn: row.dayIfAny(4)))
    }
    return OfficerTold.inPost(told, on: scope.to)
  }

  /// Takes the age bands of the profile that holds on the last day.
  private func adopt(into facts: inout Facts) throws {
    let sql = """
      SELECT p.profile FROM fact_policy p WHERE \(scheduling.counts("p")) AND p.fromDay <= :to
      ORDER BY p.fromDay DESC, p.position DESC LIMIT 1
      """
    try scheduling.each(sql, to) { row in
      let text: String = row[0]
      try facts.adopt(JSON.read(Array(text.utf8), limit: Limits.frame))
    }
  }

  // MARK: - Surveys

  private func answers() throws -> [AnswerGiven] {
    let sql = """
      SELECT a.survey, a.question, a.answer, a.position FROM fact_answer a
      WHERE \(participation.counts("a")) AND a.onDay BETWEEN :from AND :to
      """
    var answers: [AnswerGiven] = []
    try participation.each(sql, days) { row in
      answers.append(
        AnswerGiven(
          survey: try row.identifier(0), question: try row.identifier(1), answer: try row.identifier(2),
          sequence: Feed.sequence(of: row[3])))
    }
    return answers.sorted { ($0.survey, $0.question, $0.answer, $0.id) < ($1.survey, $1.question, $1.answer, $1.id) }
  }

  // MARK: - Disputes

  private func raised() throws -> [RaisedDispute] {
    let sql = """
      SELECT d.dispute, d.kind, d.stage, d.theme FROM fact_dispute d
      WHERE d.raisedOn BETWEEN :from AND :to AND \(disputes.isNewest("d", of: "dispute", by: "dispute"))
      """
    var raised: [RaisedDispute] = []
    try disputes.each(sql, days) { row in
      raised.append(
        RaisedDispute(
          dispute: try row.identifier(0), kind: try row.identifier(1), stage: try row.identifier(2),
          theme: try row.identifier(3)))
    }
    return raised.sorted { $0.dispute < $1.dispute }
  }

  private func steps() throws -> [DisputeStep] {
    let sql = """
      SELECT s.dispute, s.stage FROM fact_step s WHERE \(disputes.counts("s")) AND s.onDay BETWEEN :from AND :to
      ORDER BY s.onDay, s.position
      """
    var steps: [DisputeStep] = []
    try disputes.each(sql, days) { row in
      steps.append(DisputeStep(dispute: try row.identifier(0), stage: try row.identifier(1)))
    }
    return steps
  }

  private func resolved() throws -> [DisputeID] {
    let newest = disputes.isNewest("r", of: "resolution", by: "dispute")
    return try ids("SELECT r.dispute FROM fact_resolution r WHERE r.onDay BETWEEN :from AND :to AND \(newest)")
  }

  private func referred() throws -> [DisputeID] {
    let sql = "SELECT DISTINCT r.dispute FROM fact_referral r WHERE r.onDay BETWEEN :from AND :to"
    return try ids("\(sql) AND \(disputes.counts("r"))")
  }

  private func ids(_ sql: String) throws -> [DisputeID] {
    var ids: [DisputeID] = []
    try disputes.each(sql, days) { ids.append(try $0.identifier(0)) }
    return ids.sorted()
  }
}
