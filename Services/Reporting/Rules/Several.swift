public import Contracts

/// What a figure of one authority, or of several together, counted: without the records.
public struct Tally: Sendable {
  /// What the numerator is set against.
  private enum Base: Sendable {
    case none
    case records(Int)
    case posts(tenThousandths: Int)
    /// The children under 18 of the areas; nil where nobody told of one of them.
    case children(Int?)
  }

  private let numerator: Int
  private let base: Base
  /// Whether it is left out of what is published, as so few could be recognised.
  private let isHidden: Bool

  private init(_ numerator: Int, _ base: Base, isHidden: Bool) {
    self.numerator = numerator
    self.base = base
    self.isHidden = isHidden
  }

  fileprivate init(_ measured: Measured, isHidden: Bool) {
    let base: Base =
      switch measured.base {
      case .none: .none
      case .children(let children, let record): .children(record.map { _ in children })
      case .records(let ids): .records(ids.count)
      case .posts(_, let posts): .posts(tenThousandths: posts)
      }
    self.init(measured.numerator.count, base, isHidden: isHidden)
  }

  private var value: String? {
    switch base {
    case .none: String(numerator)
    case .records(let count): Hundredths.perCent(numerator, of: count)?.text
    case .posts(let posts): Hundredths.perPost(numerator, fteTenThousandths: posts)?.text
    case .children(let children): Hundredths.perTenThousand(numerator, of: children ?? 0)?.text
    }
  }

  private var denominator: String? {
    switch base {
    case .none: nil
    case .records(let count): String(count)
    case .posts(let posts): fteText(posts)
    case .children(let children): children.map { String($0) }
    }
  }

  /// Whether a count, or what it is set against, or the rest between the two is small.
  private var isSmall: Bool {
    let small = SmallNumbers.small
    switch base {
    case .none, .posts, .children: return small.contains(numerator)
    case .records(let all):
      return small.contains(numerator) || small.contains(all) || small.contains(all - numerator)
    }
  }

  /// The members that tell it.
  fileprivate var members: [(String, JSON?)] {
    guard !isHidden else { return [("suppressed", .boolean(true))] }
    var isRecorded = true
    if case .children(nil) = base { isRecorded = false }
    return [
      ("value", value.map { .number($0) }), ("numerator", .integer(numerator)),
      ("denominator", denominator.map { .number($0) }), ("recorded", isRecorded ? nil : .boolean(false)),
    ]
  }

  // MARK: - Together

  /// What several authorities counted together: sums, of which values are reckoned; of the lightest or the heaviest
  /// caseload that of all officers. One that a single part could be computed back from is left out with it.
  static func together(_ parts: [Tally], of figure: Figure) -> Tally {
    let all: Tally
    switch figure.name {
    case "caseload-lowest": all = parts.filter(\.isOfAnybody).min { $0.isLighter(than: $1) } ?? sum(parts)
    case "caseload-highest": all = parts.filter(\.isOfAnybody).max { $0.isLighter(than: $1) } ?? sum(parts)
    case _: all = sum(parts)
    }
    let hidden = parts.count(where: \.isHidden)
    return Tally(all.numerator, all.base, isHidden: hidden == 1 || hidden > 0 && all.isSmall)
  }

  private static func sum(_ parts: [Tally]) -> Tally {
    guard let first = parts.first else { return Tally(0, .none, isHidden: false) }
    return parts.dropFirst().reduce(first) { sum, part in
      let base: Base =
        switch (sum.base, part.base) {
        case (.records(let some), .records(let more)): .records(some + more)
        case (.posts(let some), .posts(let more)): .posts(tenThousandths: some + more)
        case (.children(let some), .children(let more)): .children(some.flatMap { some in more.map { some + $0 } })
        case (.none, _), (.records, _), (.posts, _), (.children, _): sum.base
        }
      return Tally(sum.numerator + part.numerator, base, isHidden: false)
    }
  }

  private var isOfAnybody: Bool {
    if case .posts(let posts) = base { posts > 0 } else { false }
  }

  private func isLighter(than other: Tally) -> Bool {
    guard case .posts(let posts) = base, case .posts(let others) = other.base else { return false }
    return numerator * others < other.numerator * posts
  }
}

/// What one authority adds to figures of several.
public struct Part: Sendable {
  /// Of which authority and period, and as of when.
  public let scope: Scope
  /// What each figure counted.
  public let counted: [Tally]
  /// What opens each figure; empty where it was not asked for.
  let certificates: [String]

  /// A part that was counted before, as of `scope`.
  public init(_ scope: Scope, counted: [Tally]) {
    self.scope = scope
    self.counted = counted
    certificates = []
  }

  fileprivate init(_ scope: Scope, counted: [Tally], certificates: [String]) {
    self.scope = scope
    self.counted = counted
    self.certificates = certificates
  }

  /// What several authorities told together, as `figures` answers it: the figures, each with its parts where those
  /// were certified, and of which view of each authority they are.
  public static func answer(_ figures: [Figure], _ parts: [Part]) -> JSON {
    .object([
      (
        "figures",
        .array(
          figures.enumerated().map { index, figure in
            let certified = parts.filter { !$0.certificates.isEmpty }
            return .object(
              [("name", .string(figure.name)), ("unit", .string(figure.unit.rawValue))]
                + Tally.together(parts.map { $0.counted[index] }, of: figure).members
                + [
                  ("definition", .string(figure.words)),
                  ("parts", certified.isEmpty ? nil : .array(certified.map { $0.json(index) })),
                ])
          })
      ),
      (
        "views",
        .array(
          parts.map { part in
            .object([
              ("authority", .string(part.scope.authority.text)), ("knownOn", .string(part.scope.knownOn.description)),
              ("cutoffs", .array(part.scope.cutoffs.map(\.json))),
            ])
          })
      ),
    ])
  }

  private func json(_ index: Int) -> JSON {
    .object(
      [("authority", .string(scope.authority.text))] + counted[index].members
        + [("certificate", .string(certificates[index]))])
  }
}

extension Report {
  /// What the authority adds to figures of several; each with its certificate, where `certifies` says so.
  public func part(_ figures: [Figure], certifies: Bool) -> Part {
    let hidden = hiddenFigures
    let measured = figures.map { $0.measure(facts) }
    return Part(
      scope, counted: zip(figures, measured).map { Tally($1, isHidden: hidden.contains($0.name)) },
      certificates: certifies ? zip(figures, measured).map { certificate($0, $1).text } : [])
  }
}

/// Figures of several authorities together, as they were asked for.
public struct SeveralAsked: Sendable {
  /// The authorities, each once.
  public let authorities: [Authority]
  /// The figures.
  public let figures: [Figure]
  /// The period; its authority is one of them.
  public let period: Asked.Period
  /// Whether small numbers are left out; nil where each authority's profile decides.
  public let suppress: Bool?

  /// Whether any figure is set against how many children live in the area.
  public var needsPopulation: Bool { figures.contains { $0.sources.contains(.population) } }

  /// As many figures at most are answered with the part of each authority: an answer has its limit.
  private static let certified = 4

  /// Whether each part is told, with its certificate.
  public var certifies: Bool { figures.count <= SeveralAsked.certified }

  /// Reads the question; nil where it is no question of several authorities.
  ///
  /// - Throws: -32602 naming every wrong param.
  public init?(_ ask: Ask) throws(Refusal) {
    guard ask.method == FiguresQuestion.name, ask.params["authorities"] != nil else { return nil }
    let question = try FiguresQuestion.read(ask.params)
    guard let authorities = question.authorities, case .figures(let figures, let period) = try Asked(ask) else {
      return nil
    }
    var faults: [Fault] = []
    for (index, authority) in authorities.enumerated() where authorities[..<index].contains(authority) {
      faults.append(Fault("authority-twice", at: "/authorities/\(index)"))
    }
    if !authorities.contains(question.authority) { faults.append(Fault("authority-not-among", at: "/authority")) }
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
    self.authorities = authorities
    self.figures = figures
    self.period = period
    // A key that may have counts alone is not given what the profile leaves out.
    suppress = ask.countsAlone && question.suppress == false ? nil : question.suppress
  }

  /// The period as it is asked of one of the authorities.
  public func period(of authority: Authority) -> Asked.Period {
    Asked.Period(authority, period.from, period.to, period.knownOn)
  }
}
