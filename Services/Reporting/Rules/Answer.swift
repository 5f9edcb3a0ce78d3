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
  public let kept: Kept
  let digest: ([UInt8]) -> String
  let printer: Printer?
  /// What is held against one another before a page is printed, of the same facts; nil where no page was asked for.
  public var books: Books?
  /// What the report prints, where it is not asked for by name.
  public var contents: FormContents = .all
  /// The hash of each feed's chain at its cut-off, in hex, where it is known.
  public var roots: [ServiceName: String] = [:]
  /// The form of the adopted profile; nil where it names none.
  public var form: KebabWord? { facts.reportForm }
  /// Whether small numbers are left out.
  public let suppresses: Bool
  var publication: Publication?
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
    case .figures(let figures, _): .object([("figures", .array(self.figures(figures))), ("caution", caution)])
    case .table(let table, let ages, _): self.table(table, ages)
    case .explain(let certificate): try explain(certificate)
    case .onRecord(let onRecord): answer(onRecord)
    case .report(.json, _, _):
      .object(
        period + [
          ("figures", .array(figures(printedFigures))),
          ("tables", .array(contents.knownTables.map { table($0.table, $0.ages) })), ("caution", caution),
        ])
    case .pages(let asked): try pages(asked)
    case .report(.csv, _, _): .object(period + [("csv", .string(csv()))])
    }
  }

  /// The figures that the report prints: its own, and those further ones that have something beside them.
  var printedFigures: [Figure] {
    let own = contents.known
    let more = Figure.further.filter { figure in
      (kept.figures[figure.name] != nil || (figure.sources.contains(.population) && facts.records(figure)))
        && !own.contains { $0.name == figure.name }
    }
    return own + more
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

  /// What is to be known of small numbers; nil where none are left out.
  private var caution: JSON? { suppresses ? .string(SmallNumbers.caution) : nil }

  // MARK: - Figures

  /// The names of the figures that are left out.
  var hiddenFigures: Set<String> {
    guard suppresses else { return [] }
    return publication?.figures ?? SmallNumbers.figures(facts)
  }

  private func figures(_ figures: [Figure]) -> [JSON] {
    let hidden = hiddenFigures
    return figures.map { figure($0, isHidden: hidden.contains($0.name)) }
  }

  private func figure(_ figure: Figure, isHidden: Bool) -> JSON {
    let measured = figure.measure(facts)
    let value = isHidden ? nil : measured.value
    let beside = isHidden ? [] : kept.beside(figure, facts.records(figure) ? value : nil, on: scope.to)
    return .object(
      [
        ("name", .string(figure.name)), ("value", value.map { .number($0) }),
        ("unit", .string(figure.unit.rawValue)),
        ("numerator", isHidden ? nil : .integer(measured.numerator.count)),
        ("denominator", isHidden ? nil : measured.denominator.map { .number($0) }),
        ("recorded", facts.records(figure) ? nil : .boolean(false)),
        ("suppressed", isHidden ? .boolean(true) : nil), ("definition", .string(figure.words)),
        ("certificate", .string(certificate(figure, measured).text)),
      ] + beside)
  }

  /// The certificate of a figure and what it counted.
  public func certificate(_ figure: Figure, _ measured: Measured) -> Certificate {
    Certificate(
      .figure, name: figure.name, version: figure.version, scope: scope.needed(by: figure.sources),
      hash: hash(figure, measured))
  }

  private func hash(_ figure: Figure, _ measured: Measured) -> String {
    hash(
      [figure.name, String(figure.version), measured.value ?? "", measured.denominator ?? ""],
      scope.needed(by: figure.sources)
    ) { bytes in
      for ids in [measured.numerator, measured.denominatorRecords ?? []] { Report.write(ids, to: &bytes) }
    }
  }

  // MARK: - Tables

  private func table(_ table: Table, _ ages: AgeRange?) -> JSON {
    let content = table.count(facts, ages)
    let shown = shown(content, of: table, ages)
    return .object([
      ("name", .string(table.name)), ("columns", .strings(content.columns)), ("rows", rows(shown)),
      ("recorded", facts.records(table) ? nil : .boolean(false)),
      ("suppressed", shown.rows == content.rows ? nil : .boolean(true)), ("definition", .string(table.words)),
      ("benchmarks", kept.beside(table, on: scope.to)),
      ("certificate", .string(certificate(table, ages, content).text)),
    ])
  }

  /// What of a table is published: without small numbers, where they are left out; of a list nothing.
  func shown(_ content: TableContent, of table: Table, _ ages: AgeRange?) -> TableContent {
    guard suppresses else { return content }
    guard !content.isList else { return TableContent(columns: content.columns, rows: [], records: content.records) }
    if content.columns.first == "figure" { return withoutHiddenFigures(content) }
    guard let publication else {
      let isDivided = SmallNumbers.divided.contains(table.name)
      let places = SmallNumbers.places(content, isDivided: isDivided)
      let isByRow = content.countColumns.count > 1 && !isDivided
      return SmallNumbers.table(
        content, without: isByRow ? ([], Set(places.map(\.row))) : (places, []))
    }
    return SmallNumbers.table(content, without: publication.cells(of: Publication.name(table, ages)))
  }

  /// A table of figures without those that are left out, of the whole period or of any of its parts.
  private func withoutHiddenFigures(_ content: TableContent) -> TableContent {
    let hidden = facts.parts.reduce(into: hiddenFigures) { $0.formUnion(SmallNumbers.figures($1.facts)) }
    var shown = content
    for (row, cells) in content.rows.enumerated() {
      guard case .text(let name) = cells[0], hidden.contains(name) else { continue }
      shown.rows[row] = [cells[0]] + cells.dropFirst().map { _ in .text("c") }
    }
    return shown
  }

  private func rows(_ content: TableContent) -> JSON { .array(content.rows.map { .array($0.map(\.json)) }) }

  func certificate(_ table: Table, _ ages: AgeRange?, _ content: TableContent) -> Certificate {
    Certificate(
      .table, name: table.name, version: table.version, scope: scope.needed(by: table.sources), ages: ages,
      hash: hash(table, ages, content))
  }

  private func hash(_ table: Table, _ ages: AgeRange?, _ content: TableContent) -> String {
    hash([table.name, String(table.version), ages?.text ?? ""], scope.needed(by: table.sources)) { bytes in
      rows(content).write(to: &bytes)
      Report.write(content.records, to: &bytes)
    }
  }

  /// The hash of what was counted and of what.
  private func hash(_ what: [String], _ scope: Scope, _ result: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4_096)
    Report.write(what, to: &bytes)
    // What was hashed and the scope are one list: without the empty line between them.
    bytes.removeLast()
    bytes += stamp
    if scope.populations > 0 {
      bytes.removeLast()
      Report.write(["populations \(scope.populations)"], to: &bytes)
    }
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
}

extension Certificate {
  /// Holds the certificate to the hash of what is counted now.
  fileprivate func check(_ hash: String) throws(Refusal) {
    guard hash.hasPrefix(seal) || seal == Certificate.noSeal else {
      throw Refusal(.wrongParams, "certificate-does-not-hold", at: "/certificate")
    }
  }
}
