public import Contracts
import Policy

/// A number of two decimals, exact: hundredths.
public struct Hundredths: Hashable, Sendable {
  /// How many hundredths.
  public let count: Int

  /// `numerator` of `denominator` in per cent, from unrounded counts, half up; nil without a denominator.
  public static func perCent(_ numerator: Int, of denominator: Int) -> Hundredths? {
    guard denominator > 0 else { return nil }
    return Hundredths(count: halfUp(numerator * 10_000, denominator))
  }

  /// `count` of 10,000 among `children`, half up; nil without any.
  public static func perTenThousand(_ count: Int, of children: Int) -> Hundredths? {
    guard children > 0 else { return nil }
    return Hundredths(count: halfUp(count * 1_000_000, children))
  }

  /// `children` to one full-time equivalent, half up; nil without any.
  public static func perPost(_ children: Int, fteTenThousandths: Int) -> Hundredths? {
    guard fteTenThousandths > 0 else { return nil }
    return Hundredths(count: halfUp(children * 1_000_000, fteTenThousandths))
  }

  /// What one value is more than another, both with at most two decimals, as a JSON number; nil where one is no number.
  static func between(_ value: String, _ other: Double) -> String? {
    guard let value = Double(value) else { return nil }
    let hundredths = Int(((value - other) * 100).rounded())
    return (hundredths < 0 ? "-" : "") + Hundredths(count: abs(hundredths)).text
  }

  /// A quotient of whole numbers, none negative, rounded half up.
  private static func halfUp(_ dividend: Int, _ divisor: Int) -> Int { (2 * dividend + divisor) / (2 * divisor) }

  /// The number with its two decimals.
  public var text: String { "\(count / 100).\(count % 100 / 10)\(count % 10)" }
}

/// Full-time equivalent as it is written: up to four decimals, no zeros behind.
func fteText(_ tenThousandths: Int) -> String {
  let rest = String(10_000 + tenThousandths % 10_000).dropFirst()
  let decimals = rest.reversed().drop { $0 == "0" }.reversed()
  return decimals.isEmpty ? "\(tenThousandths / 10_000)" : "\(tenThousandths / 10_000)." + String(decimals)
}

/// What a figure counted: the records in its numerator and, where it has one, behind its denominator.
public struct Measured: Sendable {
  /// What the numerator is set against.
  public enum Base: Sendable {
    /// Nothing: the figure is a count.
    case none
    /// Records: the figure is a rate in per cent.
    case records([String])
    /// Officers and the full-time equivalent of them together: the figure is a caseload.
    case posts([String], tenThousandths: Int)
    /// The children under 18 who live in the area, and the record that says how many: the figure is a rate per 10,000;
    /// none where nobody told.
    case children(Int, record: String?)
  }

  /// The ids of the records counted.
  public let numerator: [String]
  /// What they are set against.
  public let base: Base

  /// What was counted, and against what.
  public init(_ numerator: [String], _ base: Base = .none) {
    self.numerator = numerator
    self.base = base
  }

  /// The figure's value as a JSON number; nil without a denominator.
  public var value: String? {
    switch base {
    case .none: String(numerator.count)
    case .records(let ids): Hundredths.perCent(numerator.count, of: ids.count)?.text
    case .posts(_, let posts): Hundredths.perPost(numerator.count, fteTenThousandths: posts)?.text
    case .children(let children, _): Hundredths.perTenThousand(numerator.count, of: children)?.text
    }
  }

  /// The value as an authority rounds it, as a JSON number; nil without a denominator.
  func value(by rules: FigureRules) -> String? {
    switch base {
    case .none: String(numerator.count)
    case .records(let ids): Measured.quotient(numerator.count * 100, ids.count, rules)
    case .posts(_, let posts): Measured.quotient(numerator.count * 10_000, posts, rules)
    case .children(let children, _): Measured.quotient(numerator.count * 10_000, children, rules)
    }
  }

  private static func quotient(_ dividend: Int, _ divisor: Int, _ rules: FigureRules) -> String? {
    guard divisor > 0 else { return nil }
    let scale = [1, 10, 100][rules.decimals]
    let count =
      switch rules.rounding {
      case .halfUp: (2 * dividend * scale + divisor) / (2 * divisor)
      case .truncate: dividend * scale / divisor
      }
    guard scale > 1 else { return String(count) }
    return "\(count / scale)." + String(scale + count % scale).dropFirst()
  }

  /// The denominator as a JSON number; nil where the figure is a count.
  public var denominator: String? {
    switch base {
    case .none: nil
    case .records(let ids): String(ids.count)
    case .posts(_, let posts): fteText(posts)
    case .children(let children, let record): record.map { _ in String(children) }
    }
  }

  /// The ids of the records behind the denominator; nil where the figure is a count.
  public var denominatorRecords: [String]? {
    switch base {
    case .none: nil
    case .records(let ids), .posts(let ids, _): ids
    case .children(_, let record): record.map { [$0] } ?? []
    }
  }
}

/// A figure, declared once: what it is called, what it means, what it counts.
public struct Figure: Sendable {
  /// The kebab name; a change of meaning takes a new one.
  public let name: String
  /// What it counts, in words.
  public let words: String
  /// Grows when the counting changes and the meaning does not.
  public let version: Int
  /// The first day on which this version is the one to count by.
  public let validFrom: CivilDate
  /// What its value is in.
  public let unit: Unit
  /// What of the period it looks at.
  public let span: Span
  /// What of the facts it needs.
  public let sources: Sources
  /// The kinds of records without which it is not nought but unknown.
  public let needs: Evidence
  /// Counts.
  public let measure: @Sendable (Facts) -> Measured

  /// What a value is in.
  public enum Unit: String, Sendable {
    case children = "children"
    case reviews = "reviews"
    case disputes = "disputes"
    case perCent = "per-cent"
    case childrenPerFte = "children-per-fte"
    case perTenThousand = "per-10000-children"

    /// How the value is rounded, in words.
    public var rounding: String {
      switch self {
      case .children, .reviews, .disputes: "none: a count"
      case .perCent: "per cent from unrounded counts, two decimals, half up"
      case .childrenPerFte, .perTenThousand: "two decimals, half up"
      }
    }
  }

  /// What of a period a figure looks at.
  public enum Span: String, Sendable {
    case within = "from the first day to the last, both inclusive"
    case atStart = "the day before the first"
    case atEnd = "the last day"
  }

  /// A figure by its parts.
  init(
    _ name: String, _ unit: Unit, _ span: Span, _ sources: Sources, needs: Evidence = [], edition: Edition = .first,
    _ words: String, _ measure: @escaping @Sendable (Facts) -> Measured
  ) {
    self.name = name
    self.words = words
    version = edition.version
    validFrom = edition.validFrom
    self.unit = unit
    self.span = span
    self.needs = needs.union(Evidence(needed: sources))
    self.sources = sources.union(Sources(telling: self.needs))
    self.measure = measure
  }

  /// The figure called `name`; nil where there is none.
  public static func named(_ name: String) -> Figure? { byName[name] }

  private static let byName = Dictionary((all + further).map { ($0.name, $0) }) { first, _ in first }

  /// The figure called `name` as that version defines it; nil where there is none.
  public static func named(_ name: String, version: Int) -> Figure? {
    (all + further + former).first { $0.name == name && $0.version == version }
  }
}

/// Which version a definition is, and since when.
struct Edition: Sendable {
  let version: Int
  /// The first day on which this version is the one to count by.
  let validFrom: CivilDate

  /// The first version, since 1 April 2011, when the regulations came into force (CPR 2010 reg 1).
  static let first = Edition(version: 1, validFrom: CivilDate(daysSince1970: 15_065))
}

/// Parts of the facts, so that a question loads no more than it needs.
public struct Sources: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int

  /// The parts of these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Entries into care and leavings.
  public static let care = Sources(rawValue: 1)
  /// Legal statuses.
  public static let statuses = Sources(rawValue: 2)
  /// Placements.
  public static let placements = Sources(rawValue: 4)
  /// Allocations to officers.
  public static let allocations = Sources(rawValue: 8)
  /// Late notices.
  public static let notices = Sources(rawValue: 16)
  /// Reviews held, with their codes and records.
  public static let reviews = Sources(rawValue: 32)
  /// Limits of reviews.
  public static let limits = Sources(rawValue: 64)
  /// Disputes.
  public static let disputes = Sources(rawValue: 128)
  /// Officers in post.
  public static let officers = Sources(rawValue: 256)
  /// Answers to surveys.
  public static let surveys = Sources(rawValue: 512)
  /// The adopted profile.
  public static let policy = Sources(rawValue: 1024)
  /// Before which reviews the child was seen.
  public static let sightings = Sources(rawValue: 2048)
  /// Which reviews were audited.
  public static let audits = Sources(rawValue: 4096)
  /// Initial child protection conferences.
  public static let conferences = Sources(rawValue: 8192)
  /// What rates per 10,000 are set against, which Reporting itself keeps.
  public static let population = Sources(rawValue: 1 << 41)
  /// Which kinds of records anybody told at all.
  public static let evidence = Sources(rawValue: 1 << 42)
  /// From where the limits of the reviews that were complete within the period were reckoned.
  public static let clocks = Sources(rawValue: 1 << 28)
  /// Children of whom something was told without an entry.
  public static let strangers = Sources(rawValue: 1 << 40)
}
