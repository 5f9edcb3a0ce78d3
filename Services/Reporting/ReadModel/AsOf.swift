import Contracts
import GRDB
import ReportingRules

/// What counts of one feed: up to which cut-off, as known when.
struct AsOf {
  /// The feed's number; -1 where it told nothing.
  let feed: Int64
  /// The newest position that counts.
  let cut: Int64
  /// The newest known time that counts, in milliseconds since 1970.
  let known: Int64
  /// Positions that were lost when a later life of the journal began.
  private let lost: [(first: Int64, last: Int64)]
  /// Whether any event of the feed was withdrawn by then.
  private let isSomeWithdrawn: Bool
  /// The names under which a query knows the feed and the cut-off.
  private var names = (feed: "feed", cut: "cut")
  private let db: Database

  /// What counts of the feed of `service` in `scope`.
  init(_ service: ServiceName, of scope: Scope, _ feeds: [Feed], _ db: Database) throws {
    let id = feeds.first { $0.service == service }?.id ?? -1
    let cutoff = scope.cutoffs.first { $0.service == service }
    let cut = cutoff.map { Feed.position($0.epoch, $0.sequence.number) } ?? 0
    feed = id
    self.cut = cut
    known = scope.knownOn.millisecondsSince1970
    lost = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT first, last FROM fact_lost WHERE feed = ? AND since <= ?"), arguments: [id, cut]
    ).map { ($0[0], $0[1]) }
    isSomeWithdrawn =
      try Row.fetchOne(
        db.cachedStatement(
          sql: "SELECT 1 FROM fact_withdrawn WHERE feed = ? AND known <= ? AND position <= ? LIMIT 1"),
        arguments: [id, known, cut]) != nil
    self.db = db
  }

  /// The same for a query that is asked of another feed beside this one: there it is known as `feed` and `cut`.
  func beside(feed: String, cut: String) -> AsOf {
    var other = self
    other.names = (feed, cut)
    return other
  }

  /// The values of the names of the feed and the cut-off.
  var named: [String: Int64] { [names.feed: feed, names.cut: cut] }

  /// The condition under which the row called `row` of this feed counts.
  func counts(_ row: String) -> String {
    "\(row).feed = :\(names.feed) AND \(isTold(row))" + isNotLost(row) + isNotWithdrawn(row)
  }

  private func isTold(_ row: String) -> String { "\(row).known <= :known AND \(row).position <= :\(names.cut)" }

  /// The condition, begun with AND, under which the event of the row called `row` was not withdrawn; empty where none
  /// was.
  private func isNotWithdrawn(_ row: String) -> String {
    guard isSomeWithdrawn else { return "" }
    return """
       AND NOT EXISTS (
        SELECT 1 FROM fact_withdrawn w
        WHERE w.feed = :\(names.feed) AND w.key = \(row).key AND \(isTold("w"))\(isNotLost("w")))
      """
  }

  /// The condition, begun with AND, under which the row called `row` was not lost; empty where nothing was.
  private func isNotLost(_ row: String) -> String {
    lost.map { " AND NOT \(row).position BETWEEN \($0.first) AND \($0.last)" }.joined()
  }

  /// The condition under which the row called `row` of `fact_<table>` counts and is the newest of its entity, which
  /// `columns` name.
  func isNewest(_ row: String, of table: String, by columns: String...) -> String {
    let same = columns.map { "n.\($0) = \(row).\($0)" }.joined(separator: " AND ")
    return """
      \(counts(row)) AND NOT EXISTS (
        SELECT 1 FROM fact_\(table) n WHERE \(counts("n")) AND \(same) AND n.position > \(row).position)
      """
  }

  /// The same for a table that has the hint `again`.
  func isNewest(_ row: String, of table: String, unlessOnly columns: String...) -> String {
    let same = columns.map { "n.\($0) = \(row).\($0)" }.joined(separator: " AND ")
    return """
      \(counts(row)) AND (\(row).again = 0 OR NOT EXISTS (
        SELECT 1 FROM fact_\(table) n WHERE \(counts("n")) AND \(same) AND n.position > \(row).position))
      """
  }

  /// Calls `each` for the rows of a query; `:feed`, `:known` and `:cut` are this feed's, `days` the others, and
  /// `children` and `reviews` are JSON arrays of those.
  func each(
    _ sql: String, _ days: [String: Int64] = [:], children: String? = nil, reviews: String? = nil,
    _ each: (Row) throws -> Void
  ) throws {
    let statement = try db.cachedStatement(sql: sql)
    var arguments: [String: any DatabaseValueConvertible] = days.merging(named) { $1 }
    arguments["known"] = known
    if let children { arguments["children"] = children }
    if let reviews { arguments["reviews"] = reviews }
    let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
    while let row = try rows.next() { try each(row) }
  }
}

/// A row that does not say what it must: the tables were written by somebody else.
struct Unreadable: Error {
  let column: Int
}

extension Row {
  /// The day in a column.
  func day(_ column: Int) -> CivilDate { CivilDate(daysSince1970: self[column] as Int) }

  /// The day in a column, where there is one.
  func dayIfAny(_ column: Int) -> CivilDate? { (self[column] as Int?).map { CivilDate(daysSince1970: $0) } }

  /// The identifier in a column.
  func identifier<ID: Identifier>(_ column: Int, _ type: ID.Type = ID.self) throws -> ID {
    guard let id = ID(self[column] as String) else { throw Unreadable(column: column) }
    return id
  }

  /// The code in a column.
  func code<Code: CodeSet>(_ column: Int, _ type: Code.Type = Code.self) throws -> Code {
    guard let code = Code(rawValue: self[column] as String) else { throw Unreadable(column: column) }
    return code
  }

  /// The stream of reviews in a column.
  func stream(_ column: Int) throws -> ReviewStream {
    guard let stream = ReviewStream(rawValue: self[column] as String) else { throw Unreadable(column: column) }
    return stream
  }

  /// The code in a column, where there is one.
  func codeIfAny<Code: CodeSet>(_ column: Int, _ type: Code.Type = Code.self) throws -> Code? {
    guard let text = self[column] as String? else { return nil }
    guard let code = Code(rawValue: text) else { throw Unreadable(column: column) }
    return code
  }
}
