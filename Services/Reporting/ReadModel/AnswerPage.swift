import Contracts
import GRDB
import ReportingRules

/// The annual report as a page.
extension ReadModel {
  /// A report as a page. What it prints and what is held against one another before are loaded once, from one view;
  /// what its texts quote is of the page's own facts, and held to them.
  func page(_ asked: PagesAsked, suppress: Bool?, _ moment: Moment, _ kept: Kept) throws(Refusal) -> JSON {
    let stated = asked.narratives.stated
    var report = try reading(asked.period.authority) { db, feeds in
      let scope = asked.scope(of: feeds, moment, kept)
      let loader = try loader(scope, feeds, db)
      // Without a form of its own the page is that of the adopted profile.
      let contents = try forms?(asked.form ?? loader.facts(.policy).reportForm)
      let sources = stated.reduce(into: Asked.whole.union(Check.sources).union(contents?.sources ?? [])) {
        $0.formUnion(Figure.named($1.figure.text)?.sources ?? [])
      }
      var facts = try loader.facts(sources)
      facts.take(kept.populations(of: scope))
      var report = Report(
        facts, of: scope, kept: kept, suppress: suppress, digest: ReadModel.digest, printer: printer)
      if let contents { report.contents = contents }
      report.roots = try asked.after?.roots ?? Roots.all(feeds, db)
      report.books = Books(whole: facts, quarters: try loader.quarters(), stated: stated.map { ($0, facts) })
      return report
    }
    report.publish()
    return try report.answer(.pages(asked))
  }
}

extension LoadFacts {
  /// The facts of the quarters, as far as they are held against those of the whole.
  func quarters() throws -> [Facts] {
    try ReportingRules.quarters(from: scope.from, to: scope.to).map {
      try narrowed(from: $0.from, to: $0.to).facts(Check.quarterly)
    }
  }
}

extension PagesAsked {
  /// What is counted: what the part before was printed from, or else all that was told until now.
  func scope(of feeds: [Feed], _ moment: Moment, _ kept: Kept) -> Scope {
    guard let after else { return period.scope(of: feeds, moment, kept) }
    var scope = Scope(
      authority: period.authority, from: period.from, to: period.to, knownOn: after.knownOn, cutoffs: after.cutoffs)
    scope.populations = after.populations
    return scope
  }
}
