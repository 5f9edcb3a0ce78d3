import Contracts

/// A figure as it is printed: its declaration, what it counted, and its certificate.
public struct PrintedFigure {
  /// The kebab name.
  public let name: String
  /// What it counts, in words.
  public let definition: String
  /// The version of that definition.
  public let version: Int
  /// What its value is in.
  public let unit: Figure.Unit
  /// What of the period it looks at.
  public let span: Figure.Span
  /// How many records are counted.
  public let numerator: Int
  /// Against how many, or against how many full-time equivalents; nil for a count.
  public let denominator: String?
  /// Whether anybody told what it counts; where nobody did, a nought would be a lie.
  public let isRecorded: Bool
  /// Whether it is left out of what is published, as so few could be recognised.
  public let isHidden: Bool
  /// Opens what is behind it, with `explain`.
  public let certificate: Certificate
  private let quotient: (dividend: Int, divisor: Int)

  init(
    _ figure: Figure, _ measured: Measured, isRecorded: Bool, isHidden: Bool = false, _ certificate: Certificate
  ) {
    name = figure.name
    definition = figure.words
    version = figure.version
    unit = figure.unit
    span = figure.span
    numerator = measured.numerator.count
    denominator = measured.denominator
    self.isRecorded = isRecorded
    self.isHidden = isHidden
    self.certificate = certificate
    quotient =
      switch measured.base {
      case .none: (numerator, 1)
      case .records(let ids): (numerator * 100, ids.count)
      case .posts(_, let posts): (numerator * 10_000, posts)
      case .children(let children, _): (numerator * 10_000, children)
      }
  }

  /// The value with so many decimals from unrounded counts, half up or cut off; nil where it is not recorded, has no
  /// denominator or is not published. A count has no decimals.
  public func value(decimals: Int, cutsOff: Bool = false) -> String? {
    guard isRecorded, !isHidden, quotient.divisor > 0 else { return nil }
    guard denominator != nil else { return String(numerator) }
    let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    let scaled = quotient.dividend * scale
    let count =
      cutsOff ? scaled / quotient.divisor : (2 * scaled + quotient.divisor) / (2 * quotient.divisor)
    guard decimals > 0 else { return String(count) }
    return "\(count / scale)." + String(String(scale + count % scale).dropFirst())
  }
}

/// A table as it is printed: its declaration, what it counted, and its certificate.
public struct PrintedTable {
  /// The kebab name.
  public let name: String
  /// What it counts, in words.
  public let definition: String
  /// The version of that definition.
  public let version: Int
  /// The ages it is of; nil for all.
  public let ages: AgeRange?
  /// The columns, the label's first.
  public let columns: [String]
  /// The rows; no total.
  public let rows: [[Cell]]
  /// How many columns, the last ones, hold what others reached.
  public let others: Int
  /// Whether anybody told what it counts; where nobody did, noughts would be a lie.
  public let isRecorded: Bool
  /// Whether anything of it is left out of what is published.
  public let isHidden: Bool
  /// Opens what is behind it, with `explain`.
  public let certificate: Certificate
}

extension Report {
  /// A figure as it is printed.
  func printed(_ figure: Figure) -> PrintedFigure {
    let measured = figure.measure(facts)
    return PrintedFigure(
      figure, measured, isRecorded: facts.records(figure), isHidden: hiddenFigures.contains(figure.name),
      certificate(figure, measured))
  }

  /// A table as it is printed.
  func printed(_ table: Table, _ ages: AgeRange?) -> PrintedTable {
    let content = ages == nil ? books?.counted(table) ?? table.count(facts, nil) : table.count(facts, ages)
    let shown = shown(content, of: table, ages)
    // What others reached stands in columns of its own, beside the row that it is of.
    let others = kept.others(table, on: scope.to)
    return PrintedTable(
      name: table.name, definition: table.words, version: table.version, ages: ages,
      columns: content.columns + others.map(\.column),
      rows: shown.rows.map { row in
        row
          + others.map { other in
            guard case .text(let label)? = row.first, let value = other.values[label] else { return .empty }
            return .number(value)
          }
      }, others: others.count, isRecorded: facts.records(table), isHidden: shown.rows != content.rows,
      certificate: certificate(table, ages, content))
  }
}
