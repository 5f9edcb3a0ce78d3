public import Contracts

/// A question as it was read: what is to be counted, and of what.
public enum Asked: Sendable {
  case figures([Figure], Period)
  case table(Table, AgeRange?, Period)
  case explain(Certificate)
  case report(Form, Period, form: KebabWord?)
  case onRecord(OnRecord)
  case pages(PagesAsked)

  /// The form of an annual report.
  public enum Form: String, Sendable {
    case json = "json"
    case csv = "csv"
  }

  /// A period of one authority, perhaps as it was known at a time.
  public struct Period: Sendable {
    /// The authority.
    public let authority: Authority
    /// The first day.
    public let from: CivilDate
    /// The last day.
    public let to: CivilDate
    /// Only what was known by then; nil for now.
    public let knownOn: Timestamp?
  }

  /// Reads a question.
  ///
  /// - Throws: -32602 naming every wrong param; -32601 for a method that is not Reporting's.
  public init(_ ask: Ask) throws(Refusal) {
    switch ask.method {
    case FiguresQuestion.name: self = try Asked.figures(ask)
    case TableQuestion.name: self = try Asked.table(ask)
    case ExplainQuestion.name: self = try Asked.explain(ask)
    case AnnualReportQuestion.name:
      let question = try AnnualReportQuestion.read(ask.params)
      guard question.format.text != "html" else {
        self = .pages(try PagesAsked(question))
        return
      }
      let period = Period(question.authority, question.from, question.to, question.knownOn)
      guard let form = Form(rawValue: question.format.text) else {
        throw Refusal(.wrongParams, period.faults + [Fault("unknown-word", at: "/format")])
      }
      self = .report(form, try period.checked([]), form: question.form)
    case _:
      guard let onRecord = try OnRecord(ask) else { throw Refusal(.noMethod, "no-such-method") }
      self = .onRecord(onRecord)
    }
  }

  private static func figures(_ ask: Ask) throws(Refusal) -> Asked {
    let question = try FiguresQuestion.read(ask.params)
    var figures: [Figure] = []
    var faults: [Fault] = []
    for (index, name) in (question.names ?? []).enumerated() {
      guard let figure = Figure.named(name.text) else {
        faults.append(Fault("unknown-figure", at: "/names/\(index)"))
        continue
      }
      figures.append(figure)
    }
    let period = Period(question.authority, question.from, question.to, question.knownOn)
    return .figures(question.names == nil ? Figure.all : figures, try period.checked(faults))
  }

  private static func table(_ ask: Ask) throws(Refusal) -> Asked {
    let question = try TableQuestion.read(ask.params)
    let period = Period(question.authority, question.from, question.to, question.knownOn)
    guard let table = Table.named(question.name.text) else {
      throw Refusal(.wrongParams, [Fault("unknown-table", at: "/name")] + period.faults)
    }
    let ages = question.ages.flatMap { AgeRange($0) }
    var faults: [Fault] = []
    if question.ages != nil, !table.takesAges {
      faults.append(Fault("ages-not-for-this-table", at: "/ages"))
    } else if question.ages != nil, ages == nil {
      faults.append(Fault("not-an-age-range", at: "/ages"))
    }
    if table.division?.isTooLong(from: period.from, to: period.to) ?? false {
      faults.append(Fault("too-many-parts", at: "/to"))
    }
    return .table(table, ages, try period.checked(faults))
  }

  private static func explain(_ ask: Ask) throws(Refusal) -> Asked {
    let question = try ExplainQuestion.read(ask.params)
    guard let certificate = Certificate(question.certificate) else {
      throw Refusal(.wrongParams, "not-a-certificate", at: "/certificate")
    }
    guard question.authority.map({ $0 == certificate.scope.authority }) ?? true else {
      throw Refusal(.wrongParams, "of-another-authority", at: "/certificate")
    }
    return .explain(certificate)
  }
}

extension Asked.Period {
  init(_ authority: Authority, _ from: CivilDate, _ to: CivilDate, _ knownOn: Timestamp?) {
    self.authority = authority
    self.from = from
    self.to = to
    self.knownOn = knownOn
  }

  /// What is wrong with the period.
  var faults: [Fault] { to < from ? [Fault("to-before-from", at: "/to")] : [] }

  /// The period, where neither it nor anything else is wrong.
  func checked(_ others: [Fault]) throws(Refusal) -> Asked.Period {
    guard faults.isEmpty, others.isEmpty else { throw Refusal(.wrongParams, others + faults) }
    return self
  }
}

extension Asked {
  /// What a whole report needs: a figure with a target is printed though it is a further one, and a form may print the
  /// samples.
  public static let whole: Sources =
    Table.all.reduce(into: (Figure.all + Figure.further).reduce(into: .samples) { $0.formUnion($1.sources) }) {
      $0.formUnion($1.sources)
    }

  /// What of the facts the question needs.
  public var sources: Sources {
    switch self {
    // The adopted profile may leave small numbers out.
    case .figures(let figures, _): figures.reduce(into: .policy) { $0.formUnion($1.sources) }
    case .table(let table, _, _): table.sources.union(.policy)
    case .onRecord(let onRecord): onRecord.sources.union(.policy)
    case .report, .pages: Asked.whole
    case .explain(let certificate):
      switch certificate.kind {
      case .figure: Figure.named(certificate.name, version: certificate.version)?.sources ?? []
      case .table: Table.named(certificate.name, version: certificate.version)?.sources ?? []
      }
    }
  }
}
