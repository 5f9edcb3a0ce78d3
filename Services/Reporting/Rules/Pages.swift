public import Contracts
import Policy

/// A report that is asked for as a page to read and print.
public struct PagesAsked: Sendable {
  /// Of whom, and when.
  public let period: Asked.Period
  /// The form; nil for that of the adopted profile.
  public let form: KebabWord?
  /// What people wrote for it.
  public let narratives: [Narrative]
  /// After which part of a long page; nil for the first.
  public let after: PageCursor?

  /// Reads the question.
  ///
  /// - Throws: -32602 naming every wrong param.
  init(_ question: AnnualReportQuestion) throws(Refusal) {
    let after = question.after.flatMap { PageCursor($0) }
    let faults = question.after != nil && after == nil ? [Fault("not-a-cursor", at: "/after")] : []
    period = try Asked.Period(question.authority, question.from, question.to, question.knownOn).checked(faults)
    form = question.form
    narratives = question.narratives ?? []
    self.after = after
  }
}

/// Where the next part of a long page begins, and of which page: one printed from the same facts, to the letter.
public struct PageCursor: Hashable, Sendable {
  /// Only what was known by then.
  public let knownOn: Timestamp
  /// Only what was told up to here.
  public let cutoffs: [Cutoff]
  /// How many bytes went before.
  let offset: Int
  /// The first 16 hex digits of the SHA-256 of the whole page.
  let seal: String
  /// Up to which place of Reporting's own journal populations count.
  public let populations: Int64
  /// The hash of each feed's chain at its cut-off, in hex, where it was known.
  public let roots: [ServiceName: String]

  init(scope: Scope, roots: [ServiceName: String], offset: Int, hash: String) {
    knownOn = scope.knownOn
    cutoffs = scope.cutoffs
    populations = scope.populations
    self.roots = roots
    self.offset = offset
    seal = String(hash.prefix(16))
  }

  /// Reads a cursor; nil where the text is not one.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 16, let bytes = Base64URL.bytes(of: parts[0]),
      let json = try? JSON.read(bytes), let offset = json["offset"]?.integer, offset >= 0,
      let knownOn = json["knownOn"]?.string.flatMap({ Timestamp($0) }), let cutoffs = Cutoff.list(json["cutoffs"])
    else { return nil }
    self.offset = offset
    self.knownOn = knownOn
    self.cutoffs = cutoffs
    populations = Int64(json["populations"]?.integer ?? 0)
    let told = (json["roots"]?.members?.list ?? []).compactMap { name, root in
      ServiceName(rawValue: name).flatMap { service in root.string.map { (service, $0) } }
    }
    roots = Dictionary(told) { $1 }
    seal = String(parts[1])
  }

  /// The cursor as it travels.
  var text: String {
    let json = JSON.object([
      ("offset", .integer(offset)), ("knownOn", .string(knownOn.description)), ("cutoffs", Cutoff.json(cutoffs)),
      ("populations", populations > 0 ? .integer(Int(populations)) : nil),
      (
        "roots",
        .object(roots.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, .string($0.value)) })
      ),
    ])
    return Base64URL.text(of: json.line) + "." + seal
  }
}

extension Report {
  /// The bytes of a page that one answer carries: as JSON they may double, and a reply is at most 1 MiB.
  private static let partBytes = Limits.reply / 2 - 16_384

  /// A page, or the part of it that was asked for.
  ///
  /// - Throws: what the printer throws; -32602 where the page is no longer the one that the cursor is of.
  func pages(_ asked: PagesAsked) throws(Refusal) -> JSON {
    guard let printer else { throw Refusal(.internal, "cannot-print") }
    let form = asked.form ?? facts.reportForm
    var printed = AnnualReport(self, form: form, narratives: asked.narratives)
    printed.take(kept, residuals: books.map(residuals) ?? [])
    printed.roots = roots
    printed.rounding = facts.rules.ownRounding.map { .init(decimals: $0.decimals, cutsOff: $0.cutsOff) }
    let html = Array(try printer(printed).utf8)
    let hash = digest(html)
    let start = asked.after?.offset ?? 0
    guard start < html.count, asked.after.map({ hash.hasPrefix($0.seal) }) ?? true else {
      throw Refusal(.wrongParams, "report-has-changed", at: "/after")
    }
    var end = min(start + Report.partBytes, html.count)
    while end < html.count, html[end] & 0xC0 == 0x80 { end -= 1 }
    let next = end < html.count ? PageCursor(scope: scope, roots: roots, offset: end, hash: hash).text : nil
    return .object(
      period + [
        ("form", form.map { .string($0.text) }), ("html", .string(String(decoding: html[start..<end], as: UTF8.self))),
        ("next", next.map { .string($0) }),
      ])
  }
}
