import Contracts
import GRDB
import ReportingRules

/// Questions about how far figures can be trusted, and about what stands beside them.
extension ReadModel {
  func answer(_ own: OwnQuestion, _ ask: Ask, _ moment: Moment, _ kept: Kept) throws(Refusal) -> JSON {
    switch own {
    case .actions: return kept.answerActions(try .read(ask.params))
    case .risks:
      _ = try RisksQuestion.read(ask.params)
      return kept.answerRisks()
    case .impacts: return kept.answerImpacts(try .read(ask.params))
    case .signedReports: return try kept.answerSigned(.read(ask.params))
    case .definitions: return try Definitions.answer(ask)
    case .targets:
      let question = try TargetsQuestion.read(ask.params)
      let period = try Asked.Period(checking: question.authority, question.from, question.to, question.knownOn)
      return try report(period, Figure.all + Figure.further, [], moment, kept).targets()
    case .benchmarks: return try benchmarks(.read(ask.params), moment, kept)
    case .reconciliation:
      let question = try ReconciliationQuestion.read(ask.params)
      let period = try Asked.Period(checking: question.authority, question.from, question.to, question.knownOn)
      let (books, report) = try books(period, question.stated ?? [], Check.sources, moment, kept)
      return report.reconciliation(books)
    case .restatements: return try restatements(.read(ask.params), moment, kept)
    case .comparePolicy:
      let question = try ComparePolicyQuestion.read(ask.params)
      let period = try Asked.Period(checking: question.authority, question.from, question.to, question.knownOn)
      let theirs = try question.theirs()
      let figures = try Figure.named(question.names)
      return try report(period, figures, .clocks, moment, kept).compared(figures, by: theirs)
    }
  }

  /// What a report is signed on.
  func found(_ ask: Ask, _ moment: Moment, _ kept: Kept = Kept()) throws(Refusal) -> JSON {
    let asked = try SignOffReport.decoded(ask.params)
    let period = try Asked.Period(checking: ask.authority, asked.from, asked.to, asked.knownOn)
    // The form is that of the adopted profile unless one is named; what it prints is signed.
    var form = asked.form
    if form == nil { form = try report(period, [], .policy, moment, kept).form }
    let contents = try contents(ofForm: form)
    var (books, report) = try books(
      period, asked.stated ?? [], Self.everything.union(contents.sources), moment, kept)
    report.contents = contents
    return report.signature(books).with([("form", form.map { .string($0.text) })])
  }

  /// What an annual report says beside its figures and tables.
  func annex(_ report: Report, _ period: Asked.Period, _ moment: Moment) throws(Refusal) -> [(String, JSON?)] {
    let (books, _) = try books(period, [], Check.sources, moment, report.kept)
    return report.annex(books)
  }

  // MARK: - Loading

  /// All sources that any figure, table or check needs.
  private static let everything: Sources = Table.all.reduce(
    into: Figure.all.reduce(into: Check.sources) { $0.formUnion($1.sources) }
  ) { $0.formUnion($1.sources) }

  /// Reads from one consistent view, with the feeds of an authority.
  func reading<T>(
    _ authority: Authority, _ body: (Database, [Feed]) throws -> T
  ) throws(Refusal) -> T {
    do {
      return try reader.read { db in
        let feeds = try Feed.all(of: authority, db)
        guard !feeds.isEmpty else { throw Refusal(.notFound, "authority-not-found", at: "/authority") }
        return try body(db, feeds)
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(.internal, "cannot-read")
    }
  }

  func report(
    _ period: Asked.Period, _ figures: [Figure], _ more: Sources, _ moment: Moment, _ kept: Kept
  ) throws(Refusal) -> Report {
    // The adopted profile may leave small numbers out.
    let sources = figures.reduce(into: more.union(.policy)) { $0.formUnion($1.sources) }
    return try reading(period.authority) { db, feeds in
      let scope = period.scope(of: feeds, moment, kept)
      let loader = try loader(scope, feeds, db)
      var facts = try loader.facts(sources)
      guard facts.suppresses else {
        facts.take(kept.populations(of: scope))
        return Report(facts, of: scope, kept: kept, digest: ReadModel.digest)
      }
      facts = try loader.facts(sources.union(Asked.whole))
      facts.take(kept.populations(of: scope))
      var report = Report(facts, of: scope, kept: kept, digest: ReadModel.digest)
      report.publish()
      return report
    }
  }

  /// What is held against one another, all as of the same cut-offs, and the report it is for.
  func books(
    _ period: Asked.Period, _ stated: [StatedFigure], _ sources: Sources, _ moment: Moment, _ kept: Kept
  ) throws(Refusal) -> (Books, Report) {
    var said: [(said: StatedFigure, period: Asked.Period)] = []
    for (index, one) in stated.enumerated() { said.append((one, try one.days(of: period, at: "/stated/\(index)"))) }
    return try reading(period.authority) { db, feeds in
      let scope = period.scope(of: feeds, moment, kept)
      let loader = try loader(scope, feeds, db)
      func facts(_ from: CivilDate, _ to: CivilDate) throws -> Facts {
        var facts = try loader.narrowed(from: from, to: to).facts(sources)
        facts.take(kept.populations(of: scope))
        return facts
      }
      let whole = try facts(scope.from, scope.to)
      let books = Books(
        whole: whole, quarters: try loader.quarters(),
        stated: try said.map { one in
          let isWhole = one.period.from == scope.from && one.period.to == scope.to
          return (one.said, isWhole ? whole : try facts(one.period.from, one.period.to))
        })
      var report = Report(whole, of: scope, kept: kept, digest: ReadModel.digest)
      report.roots = try Roots.all(feeds, db)
      return (books, report)
    }
  }

  // MARK: - Benchmarks and restatements

  private func benchmarks(
    _ question: BenchmarksQuestion, _ moment: Moment, _ kept: Kept
  ) throws(Refusal) -> JSON {
    let period = try Asked.Period(checking: question.authority, question.from, question.to, question.knownOn)
    let named = try question.names.map { names throws(Refusal) in try Figure.named(names) }
    let figures = (named ?? Figure.all + Figure.further).filter { kept.figures[$0.name] != nil }
    let now = try report(period, figures, [], moment, kept)
    var earlier: [Report] = []
    for years in [-1, -2] { earlier.append(try report(period.moved(years: years), figures, [], moment, kept)) }
    return now.benchmarks(question, earlier: earlier)
  }

  private func restatements(
    _ question: RestatementsQuestion, _ moment: Moment, _ kept: Kept
  ) throws(Refusal) -> JSON {
    let signed = try question.report.map { id throws(Refusal) in
      guard let file = kept.report(id) else { throw Refusal(.notFound, "report-not-found", at: "/report") }
      return file.signed
    }
    // Of a report all that was signed, unless only some is asked for.
    let names = question.names ?? signed?.figures.map(\.figure)
    let figures = try Figure.named(names)
    guard let from = signed?.from ?? question.from, let to = signed?.to ?? question.to else {
      preconditionFailure("a report or a period is asked for")
    }
    let period = try Asked.Period(checking: question.authority, from, to, nil)
    return try reading(question.authority) { db, feeds in
      let after = period.scope(of: feeds, moment, kept)
      let cutoffs = signed.map { $0.cutoffs.compactMap(Cutoff.init) } ?? after.cutoffs
      var before = Scope(
        authority: after.authority, from: from, to: to, knownOn: signed?.knownOn ?? question.since ?? after.knownOn,
        cutoffs: cutoffs)
      before.populations = kept.populations(knownOn: before.knownOn).newest
      let restated = try Restate(before: before, after: after, feeds: feeds, kept: kept, db: db).restated(figures)
      let reports = [before, after].map { Report(Facts(from: from, to: to), of: $0, digest: ReadModel.digest) }
      return .object([
        ("authority", .string(after.authority.text)), ("from", .string(from.description)),
        ("to", .string(to.description)), ("report", signed.map { .string($0.report.text) }),
        ("knownBefore", .string(before.knownOn.description)), ("knownAfter", .string(after.knownOn.description)),
        ("cutoffsBefore", .array(before.cutoffs.map(\.json))), ("cutoffsAfter", .array(after.cutoffs.map(\.json))),
        ("figures", .array(restated.map { $0.json(reports[0], reports[1]) })),
      ])
    }
  }
}

extension Cutoff {
  /// The cut-off as it was signed.
  fileprivate init?(_ signed: SignedCutoff) {
    guard let service = ServiceName(rawValue: signed.service.text), let sequence = Sequence(signed.sequence) else {
      return nil
    }
    self.init(service: service, epoch: signed.epoch, sequence: sequence)
  }
}
