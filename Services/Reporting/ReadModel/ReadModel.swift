public import Contracts
import Crypto
public import GRDB
public import ReportingRules

/// What the three feeds told, in tables, and the answers to questions about it.
///
/// Rows of the feeds are never joined when they are written, only when they are asked for; so the same three feeds give
/// the same answers in whatever order they come in between one another.
public struct ReadModel: Sendable {
  let reader: any DatabaseReader & Sendable
  let printer: Printer?
  let forms: FormReader?
  let shelf: CountShelf
  /// What Reporting itself keeps of an authority other than the one that a question names.
  let keptOf: @Sendable (Authority) throws(Refusal) -> Kept
  private let registers: RegisterShelf?

  /// A read model that reads through `reader`, from any thread, one consistent view for each question; `printer` prints
  /// its pages, `forms` tells what each form prints, and where questions share them `shelf` keeps what was counted and
  /// `registers` what is counted from; `keptOf` tells what Reporting itself keeps of other authorities.
  public init(
    reader: any DatabaseReader & Sendable, forms: FormReader? = nil, printer: Printer? = nil,
    shelf: CountShelf = CountShelf(), registers: RegisterShelf? = nil,
    keptOf: @escaping @Sendable (Authority) throws(Refusal) -> Kept = { _ throws(Refusal) in Kept() }
  ) {
    self.reader = reader
    self.forms = forms
    self.printer = printer
    self.shelf = shelf
    self.registers = registers
    self.keptOf = keptOf
  }

  /// The answer to a question; `kept` is what Reporting itself keeps of the authority.
  ///
  /// - Throws: -32602 naming what is wrong with the question, -32002 where no feed told anything of the authority,
  ///   -32603 where the tables cannot be read.
  public func answer(_ ask: Ask, _ moment: Moment, _ kept: Kept = Kept()) throws(Refusal) -> JSON {
    ask.countsAlone ? try counts(ask, moment, kept) : try whole(ask, moment, kept)
  }

  func whole(_ ask: Ask, _ moment: Moment, _ kept: Kept) throws(Refusal) -> JSON {
    if ask.method == ExportQuestion.name { return try export(ask, moment) }
    if let own = OwnQuestion(rawValue: ask.method) { return try answer(own, ask, moment, kept) }
    if let asked = try SeveralAsked(ask) { return try several(asked, moment) }
    let asked = try Asked(ask)
    let suppress = ask.suppress
    if case .pages(let pages) = asked { return try page(pages, suppress: suppress, moment, kept) }
    let contents = try contents(of: asked)
    var view = try load(asked, asked.sources.union(contents?.sources ?? []), moment, kept)
    let leavesOut = asked.isPublished && suppress ?? view.facts.suppresses
    let needed = (contents?.sources ?? []).union(leavesOut ? Asked.whole : [])
    if !asked.sources.isSuperset(of: needed) {
      view = try load(asked, asked.sources.union(needed), moment, kept)
    }
    var report = Report(view.facts, of: view.scope, kept: kept, suppress: suppress, digest: ReadModel.digest)
    if let contents { report.contents = contents }
    report.roots = view.roots
    if leavesOut { report.publish(asked.tables) }
    switch asked {
    case .report(.json, let period, _): return try report.answer(asked).with(annex(report, period, moment))
    case .figures, .table, .explain, .report, .onRecord, .pages: return try report.answer(asked)
    }
  }

  /// What a form prints that data is asked in; nil where none is named.
  private func contents(of asked: Asked) throws(Refusal) -> FormContents? {
    guard case .report(_, _, let form?) = asked else { return nil }
    guard let forms else { throw Refusal(.internal, "cannot-print") }
    return try forms(form)
  }

  /// What a form prints; every figure and table of the list where no forms are at hand.
  func contents(ofForm form: KebabWord?) throws(Refusal) -> FormContents { try forms?(form) ?? .all }

  /// The facts that a question is about, of which scope, and the roots of the chains there.
  private struct View {
    let facts: Facts
    let scope: Scope
    let roots: [ServiceName: String]
  }

  private func load(
    _ asked: Asked, _ sources: Sources, _ moment: Moment, _ kept: Kept
  ) throws(Refusal) -> View {
    do {
      return try reader.read { db in
        let feeds = try Feed.all(of: asked.authority, db)
        guard !feeds.isEmpty else { throw Refusal(.notFound, "authority-not-found", at: "/authority") }
        let scope = asked.scope(of: feeds, moment, kept)
        let loader = try loader(scope, feeds, db)
        var facts = try loader.facts(sources)
        facts.take(kept.populations(of: scope))
        if case .onRecord(let question) = asked, let child = question.timeline {
          facts.told = try loader.timeline(of: child)
        }
        return View(facts: facts, scope: scope, roots: try Roots.all(feeds, db))
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(.internal, "cannot-read")
    }
  }

  /// Loads the facts of a scope, from what is kept in memory where that is as of it.
  func loader(_ scope: Scope, _ feeds: [Feed], _ db: Database) throws -> LoadFacts {
    try LoadFacts(scope, feeds, db, register: try registers?.register(of: scope, feeds, db, reader))
  }

  static func digest(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

  /// Bytes in hex.
  static func hex(_ bytes: some Swift.Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Asked {
  /// The authority asked about.
  fileprivate var authority: Authority {
    switch self {
    case .figures(_, let period), .table(_, _, let period), .report(_, let period, _): period.authority
    case .explain(let certificate): certificate.scope.authority
    case .onRecord(let question): question.period.authority
    case .pages(let asked): asked.period.authority
    }
  }

  /// What is counted: what a certificate says, or else all that was told until now.
  fileprivate func scope(of feeds: [Feed], _ moment: Moment, _ kept: Kept) -> Scope {
    switch self {
    case .explain(let certificate): certificate.scope
    case .onRecord(let question): question.period.scope(of: feeds, moment, kept)
    case .figures(_, let period), .table(_, _, let period), .report(_, let period, _):
      period.scope(of: feeds, moment, kept)
    case .pages(let asked): asked.scope(of: feeds, moment, kept)
    }
  }
}

extension Asked.Period {
  /// What is counted of a period: all that was told until now. Without a known time that is now, or the newest received
  /// time told where a teller's clock is ahead of ours.
  func scope(of feeds: [Feed], _ moment: Moment, _ kept: Kept = Kept()) -> Scope {
    var scope = Scope(
      authority: authority, from: from, to: to,
      knownOn: knownOn
        ?? feeds.map { Timestamp(millisecondsSince1970: $0.known) }.reduce(moment.now) { max($0, $1) },
      cutoffs: feeds.map { Cutoff(service: $0.service, epoch: $0.epoch, sequence: Sequence($0.sequence)) })
    scope.populations = kept.populations(knownOn: scope.knownOn).newest
    return scope
  }
}
