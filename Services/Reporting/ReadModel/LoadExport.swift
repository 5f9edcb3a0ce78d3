import Contracts
import GRDB
import ReportingRules

extension ReadModel {
  /// The answer to `export`.
  func export(_ ask: Ask, _ moment: Moment) throws(Refusal) -> JSON {
    let asked = try ExportAsked(ask)
    let facts: ExportFacts
    let scope: Scope
    do {
      (facts, scope) = try reader.read { db in
        let feeds = try Feed.all(of: asked.period.authority, db)
        guard !feeds.isEmpty else { throw Refusal(.notFound, "authority-not-found", at: "/authority") }
        let scope = asked.cursor?.scope ?? asked.period.scope(of: feeds, moment)
        return (try LoadExport(scope, feeds, db).facts(asked.format), scope)
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(.internal, "cannot-read")
    }
    return try asked.answer(facts, of: scope, digest: ReadModel.digest)
  }
}

/// Loads what an export of a scope is made of.
struct LoadExport {
  private let scope: Scope
  private let feeds: [Feed]
  private let scheduling: AsOf
  private let db: Database

  init(_ scope: Scope, _ feeds: [Feed], _ db: Database) throws {
    self.scope = scope
    self.feeds = feeds
    scheduling = try AsOf(.scheduling, of: scope, feeds, db)
    self.db = db
  }

  func facts(_ format: ExportFormat) throws -> ExportFacts {
    let wide = Scope(
      authority: scope.authority, from: format.first(scope.from, scope.to), to: scope.to, knownOn: scope.knownOn,
      cutoffs: scope.cutoffs)
    let facts = try LoadFacts(wide, feeds, db).facts(format.sources)
    guard format != .factsCSV else { return ExportFacts(facts: facts, periods: [], noted: [:], reviewDays: [:]) }
    let periods = try LoadCare(feed: scheduling, scope: wide, only: nil).allPeriods(format.sources)
    let children = JSON.strings(Set(periods.map(\.child.text)).sorted()).text
    return ExportFacts(
      facts: facts, periods: periods, noted: try noted(children),
      reviewDays: format == .annexAList8 ? try reviewDays(children) : [:])
  }

  private func noted(_ children: String) throws -> [ChildID: [Noted]] {
    let types = Noted.types.map { "'\($0)'" }.joined(separator: ", ")
    let sql = """
      SELECT t.child, t.type, t.data
      FROM json_each(:children) c CROSS JOIN fact_told t ON t.child = c.value
      WHERE t.type IN (\(types)) AND \(scheduling.counts("t")) ORDER BY t.position
      """
    var noted: [ChildID: [Noted]] = [:]
    try scheduling.each(sql, children: children) { row in
      let child: ChildID = try row.identifier(0)
      guard let one = Noted(child: child, type: row[1], data: try .told(row, 2)), one.day <= scope.to else { return }
      noted[child, default: []].append(one)
    }
    // A sort that keeps the order of telling within a day.
    return noted.mapValues { told in
      told.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    }
  }

  private func reviewDays(_ children: String) throws -> [ChildID: [CivilDate]] {
    let sql = """
      SELECT h.child, h.heldOn FROM json_each(:children) c CROSS JOIN fact_held h ON h.child = c.value
      WHERE h.heldOn <= :to AND \(scheduling.isNewest("h", of: "held", unlessOnly: "review"))
      ORDER BY h.child, h.heldOn
      """
    var days: [ChildID: [CivilDate]] = [:]
    try scheduling.each(sql, ["to": Int64(scope.to.dayNumber)], children: children) { row in
      days[try row.identifier(0), default: []].append(row.day(1))
    }
    return days
  }
}
