public import Contracts
import Policy

extension Reporting {
  /// The authority whose figure a certificate explains, for a question that names no authority itself; nil where the
  /// text is not a certificate.
  public static func authority(ofCertificate text: String) -> Authority? { Certificate(text)?.scope.authority }

  /// Every question goes to the read model, so none comes here.
  static func answerNothing(_ ask: Ask, _ look: Look<ReportingState>, _ moment: Moment) throws(Refusal) -> JSON {
    throw Refusal(.noMethod, "no-such-question")
  }

  /// Every question goes to the read model, so none comes here.
  static func answerNothingLong(
    _ ask: Ask, _ gather: Gather<ReportingState>, _ moment: Moment
  ) throws(Refusal) -> JSON {
    throw Refusal(.noMethod, "no-such-question")
  }
}

/// Facts, and what is answered from them.
public struct Report {
  let facts: Facts
  let scope: Scope
  let kept: Kept
  let digest: ([UInt8]) -> String
  let printer: Printer?
  /// What is held against one another before a page is printed; nil where no page was asked for.
  public var books: Books?
  /// Whether small numbers are left out.
  public let suppresses: Bool
  /// What every hash says of the scope, one line each.
  private let stamp: [UInt8]

  /// Answers from `facts`, which are those of `scope`, and from what Reporting itself keeps; `digest` is the SHA-256 of
  /// some bytes, in hex, and `printer` prints pages. Small numbers are left out where `suppress` says so, or else the
  /// adopted profile.
  public init(
    _ facts: Facts, of scope: Scope, kept: Kept = Kept(), suppress: Bool? = nil, digest: @escaping ([UInt8]) -> String,
    printer: Printer? = nil
  ) {
    self.facts = facts
    self.scope = scope
    self.kept = kept
    self.digest = digest
    self.printer = printer
    suppresses = suppress ?? facts.rules.suppresses
    let dates = [scope.from.description, scope.to.description, scope.knownOn.description]
    let cutoffs = scope.cutoffs.map { "\($0.service.rawValue) \($0.epoch) \($0.sequence.number)" }
    var stamp: [UInt8] = []
    Report.write([scope.authority.text] + dates + cutoffs, to: &stamp)
    self.stamp = stamp
  }

  /// The answer to a question.
  ///
  /// - Throws: -32602 where a certificate does not hold, or as a page's printer does.
  public func answer(_ asked: Asked) throws(Refusal) -> JSON {
    switch asked {
    case .figures(let figures, _): .object([("figures", .array(self.figures(figures)))])
    case .table(let table, let ages, _): self.table(table, ages)
    case .explain(let certificate): try explain(certificate)
    case .onRecord(let onRecord): answer(onRecord)
    case .report(.json, _):
      .object(
        period + [
          ("figures", .array(figures(Figure.all))), ("tables", .array(Table.all.map { self.table($0, nil) })),
        ])
    case .pages(let asked): try pages(asked)
    case .report(.csv, _): .object(period + [("csv", .string(csv()))])
    }
  }

  private func answer(_ onRecord: OnRecord) -> JSON {
    switch onRecord {
    case .population:
      .object([
        ("on", .string(facts.to.description)), ("children", .integer(facts.children.count)),
        ("tables", .array(Table.population.map { table($0, nil) })),
      ])
    case .lateness(_, let after): .object(OnRecord.page(facts.lateness, after: after))
    case .child(let child, _, let after):
      .object(
        [("child", .string(child.text))]
          + OnRecord.page(facts.timeline(of: child).map { $0.json([("data", $0.data)]) }, after: after))
    case .discrepancies(_, let after):
      .object(OnRecord.page(facts.discrepancies.map { $0.json(on: facts.to) }, after: after))
    }
  }

  var period: [(String, JSON?)] {
    [
      ("authority", .string(scope.authority.text)), ("from", .string(scope.from.description)),
      ("to", .string(scope.to.description)), ("knownOn", .string(scope.knownOn.description)),
    ]
  }

  // MARK: - Figures

  private func figures(_ figures: [Figure]) -> [JSON] {
    let hidden = suppresses ? SmallNumbers.figures(facts) : []
    return figures.map { figure($0, isHidden: hidden.contains($0.name)) }
  }

  private func figure(_ figure: Figure, isHidden: Bool) -> JSON {
    let measured = figure.measure(facts)
    let value = isHidden ? nil : measured.value
    let beside = isHidden ? [] : kept.beside(figure, value, on: scope.to)
    return .object(
      [
        ("name", .string(figure.name)), ("value", value.map { .number($0) }),
        ("unit", .string(figure.unit.rawValue)),
        ("numerator", isHidden ? nil : .integer(measured.numerator.count)),
        ("denominator", isHidden ? nil : measured.denominator.map { .number($0) }),
        ("suppressed", isHidden ? .boolean(true) : nil), ("definition", .string(figure.words)),
        ("certificate", .string(certificate(figure, measured).text)),
      ] + beside)
  }

  /// The certificate of a figure and what it counted.
  public func certificate(_ figure: Figure, _ measured: Measured) -> Certificate {
    Certificate(.figure, name: figure.name, version: figure.version, scope: scope, hash: hash(figure, measured))
  }

  private func hash(_ figure: Figure, _ measured: Measured) -> String {
    hash([figure.name, String(figure.version), measured.value ?? "", measured.denominator ?? ""]) { bytes in
      for ids in [measured.numerator, measured.denominatorRecords ?? []] { Report.write(ids, to: &bytes) }
    }
  }

  // MARK: - Tables

  private func table(_ table: Table, _ ages: AgeRange?) -> JSON {
    let content = table.count(facts, ages)
    let shown = shown(content, of: table)
    return .object([
      ("name", .string(table.name)), ("columns", .strings(content.columns)), ("rows", rows(shown)),
      ("definition", .string(table.words)), ("certificate", .string(certificate(table, ages, content).text)),
    ])
  }

  /// What of a table is published: without small numbers, where they are left out.
  func shown(_ content: TableContent, of table: Table) -> TableContent {
    suppresses ? SmallNumbers.table(content, isDivided: SmallNumbers.divided.contains(table.name)) : content
  }

  private func rows(_ content: TableContent) -> JSON { .array(content.rows.map { .array($0.map(\.json)) }) }

  func certificate(_ table: Table, _ ages: AgeRange?, _ content: TableContent) -> Certificate {
    Certificate(
      .table, name: table.name, version: table.version, scope: scope, ages: ages, hash: hash(table, ages, content))
  }

  private func hash(_ table: Table, _ ages: AgeRange?, _ content: TableContent) -> String {
    hash([table.name, String(table.version), ages?.text ?? ""]) { bytes in
      rows(content).write(to: &bytes)
      Report.write(content.records, to: &bytes)
    }
  }

  /// The hash of what was counted and of what.
  private func hash(_ what: [String], _ result: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4_096)
    Report.write(what, to: &bytes)
    // What was hashed and the scope are one list: without the empty line between them.
    bytes.removeLast()
    bytes += stamp
    result(&bytes)
    return digest(bytes)
  }

  /// One line a text, and an empty line behind the last.
  private static func write(_ texts: [String], to bytes: inout [UInt8]) {
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  // MARK: - Certificates

  private func explain(_ certificate: Certificate) throws(Refusal) -> JSON {
    switch certificate.kind {
    case .figure:
      guard let figure = Figure.named(certificate.name, version: certificate.version) else {
        throw Refusal(.wrongParams, "unknown-definition", at: "/certificate")
      }
      let measured = figure.measure(facts)
      let hash = hash(figure, measured)
      try certificate.check(hash)
      let definition: [(String, JSON?)] = [
        ("figure", .string(figure.name)), ("definition", .string(figure.words)),
        ("version", .integer(figure.version)), ("validFrom", .string(figure.validFrom.description)),
      ]
      let counted: [(String, JSON?)] = [
        ("cutoffs", .array(scope.cutoffs.map(\.json))), ("counts", .string(figure.span.rawValue)),
        ("value", measured.value.map { .number($0) }), ("unit", .string(figure.unit.rawValue)),
        ("numerator", .strings(measured.numerator)), ("denominator", .strings(measured.denominatorRecords ?? [])),
        ("rounding", .string(figure.unit.rounding)), ("hash", .string(hash)),
      ]
      return .object(definition + period + counted)
    case .table:
      guard let table = Table.named(certificate.name, version: certificate.version) else {
        throw Refusal(.wrongParams, "unknown-definition", at: "/certificate")
      }
      let content = table.count(facts, certificate.ages)
      let hash = hash(table, certificate.ages, content)
      try certificate.check(hash)
      let definition: [(String, JSON?)] = [
        ("table", .string(table.name)), ("definition", .string(table.words)), ("version", .integer(table.version)),
        ("validFrom", .string(table.validFrom.description)),
      ]
      let counted: [(String, JSON?)] = [
        ("cutoffs", .array(scope.cutoffs.map(\.json))), ("ages", certificate.ages.map { .string($0.text) }),
        ("columns", .strings(content.columns)), ("rows", rows(content)),
        ("numerator", .strings(content.records)), ("denominator", .strings([])),
        ("rounding", .string(Figure.Unit.perCent.rounding)), ("hash", .string(hash)),
      ]
      return .object(definition + period + counted)
    }
  }

  // MARK: - CSV (RFC 4180)

  private func csv() -> String {
    var text = ""
    func line(_ cells: [String]) { text += cells.map(CSV.quoted).joined(separator: ",") + "\r\n" }
    line(["authority", "from", "to", "knownOn"])
    line([scope.authority.text, "\(scope.from)", "\(scope.to)", "\(scope.knownOn)"])
    line([])
    line(["figure", "value", "unit", "numerator", "denominator", "certificate"])
    for figure in Figure.all {
      let measured = figure.measure(facts)
      line([
        figure.name, measured.value ?? "", figure.unit.rawValue, String(measured.numerator.count),
        measured.denominator ?? "", certificate(figure, measured).text,
      ])
    }
    for table in Table.all {
      let content = table.count(facts, nil)
      line([])
      line(["table", table.name, certificate(table, nil, content).text])
      line(content.columns)
      for row in content.rows { line(row.map(CSV.text)) }
    }
    return text
  }
}

extension Certificate {
  /// Holds the certificate to the hash of what is counted now.
  fileprivate func check(_ hash: String) throws(Refusal) {
    guard hash.hasPrefix(seal) || seal == Certificate.noSeal else {
      throw Refusal(.wrongParams, "certificate-does-not-hold", at: "/certificate")
    }
  }
}
