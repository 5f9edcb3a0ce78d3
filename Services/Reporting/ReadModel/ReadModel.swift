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
  private let printer: Printer?
  private let shelf: CountShelf

  /// A read model that reads through `reader`, from any thread, one consistent view for each question; `printer` prints
  /// its pages, and `shelf` keeps what was counted, where questions share one.
  public init(
    reader: any DatabaseReader & Sendable, printer: Printer? = nil, shelf: CountShelf = CountShelf()
  ) {
    self.reader = reader
    self.printer = printer
    self.shelf = shelf
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
    if let asked = try SeveralAsked(ask) { return try several(asked, moment, shelf) }
    let asked = try Asked(ask)
    let (facts, scope) = try load(asked, moment)
    var report = Report(
      facts, of: scope, kept: kept, suppress: ask.suppress, digest: ReadModel.digest, printer: printer)
    switch asked {
    case .report(.json, let period): return try report.answer(asked).with(annex(report, period, moment))
    case .pages(let pages):
      report.books = try books(pages.period, [], Check.sources, moment).0
      return try report.answer(asked)
    case .figures, .table, .explain, .report, .onRecord: return try report.answer(asked)
    }
  }

  private func load(_ asked: Asked, _ moment: Moment) throws(Refusal) -> (Facts, Scope) {
    do {
      return try reader.read { db in
        let feeds = try Feed.all(of: asked.authority, db)
        guard !feeds.isEmpty else { throw Refusal(.notFound, "authority-not-found", at: "/authority") }
        let scope = asked.scope(of: feeds, moment)
        let loader = try LoadFacts(scope, feeds, db)
        var facts = try loader.facts(asked.sources)
        if case .onRecord(let question) = asked, let child = question.timeline {
          facts.told = try loader.timeline(of: child)
        }
        return (facts, scope)
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(.internal, "cannot-read")
    }
  }

  static func digest(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in SHA256.hash(data: bytes) {
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
    case .figures(_, let period), .table(_, _, let period), .report(_, let period): period.authority
    case .explain(let certificate): certificate.scope.authority
    case .onRecord(let question): question.period.authority
    case .pages(let asked): asked.period.authority
    }
  }

  /// What is counted: what a certificate says, or else all that was told until now.
  fileprivate func scope(of feeds: [Feed], _ moment: Moment) -> Scope {
    switch self {
    case .explain(let certificate): certificate.scope
    case .onRecord(let question): question.period.scope(of: feeds, moment)
    case .figures(_, let period), .table(_, _, let period), .report(_, let period): period.scope(of: feeds, moment)
    case .pages(let asked):
      asked.after.map { cursor in
        Scope(
          authority: asked.period.authority, from: asked.period.from, to: asked.period.to, knownOn: cursor.knownOn,
          cutoffs: cursor.cutoffs)
      } ?? asked.period.scope(of: feeds, moment)
    }
  }
}

extension Asked.Period {
  /// What is counted of a period: all that was told until now. Without a known time that is now, or the newest received
  /// time told where a teller's clock is ahead of ours.
  func scope(of feeds: [Feed], _ moment: Moment) -> Scope {
    Scope(
      authority: authority, from: from, to: to,
      knownOn: knownOn
        ?? feeds.map { Timestamp(millisecondsSince1970: $0.known) }.reduce(moment.now) { max($0, $1) },
      cutoffs: feeds.map { Cutoff(service: $0.service, epoch: $0.epoch, sequence: Sequence($0.sequence)) })
  }
}
