public import Contracts
public import Policy

/// Questions about figures and what stands beside them.
extension Report {
  /// What was checked, and what did not add up.
  public func reconciliation(_ books: Books) -> JSON {
    var checks: [JSON] = []
    var residuals: [JSON] = []
    for check in Check.all {
      let found = check.residuals(books)
      checks.append(
        .object([
          ("check", .string(check.name)), ("words", .string(check.words)), ("holds", .boolean(found.isEmpty)),
        ]))
      residuals += found.map { residual in
        .object([
          ("residual", .string(residual.name)), ("check", .string(check.name)), ("count", .integer(residual.count)),
          ("words", .string(residual.words)), ("records", .strings(residual.records)),
        ])
      }
    }
    return .object(period + [("checks", .array(checks)), ("residuals", .array(residuals))])
  }

  /// What did not add up, as it is published beside the figures.
  func residuals(_ books: Books) -> [Residual] {
    let found = Check.all.flatMap { $0.residuals(books) }
    return suppresses ? found.map(\.discreet) : found
  }

  /// The figures as another profile would count them, beside what all share: by its streams, its limits, its codes and
  /// its rounding.
  public func compared(_ figures: [Figure], by profile: Profile) -> JSON {
    let rules = profile.figures
    var counted = facts
    counted.reviews.removeAll { review in rules.streams.map { !$0.contains(review.stream) } ?? false }
    let theirs = counted.reckoned(by: profile)
    let hidden = hiddenFigures
    let compared = figures.map { figure -> JSON in
      let ours = figure.measure(facts)
      let before = figure.measure(counted)
      var measured = figure.measure(theirs)
      var because: [String] = []
      if !before.isSame(as: ours) { because.append("reviews") }
      if !measured.isSame(as: before) { because.append("limits") }
      if figure.name == "participation-contributed-rate" {
        let counted = theirs.reviews.ids { $0.code.map(rules.contributed.contains) ?? false }
        if counted != measured.numerator { because.append("contributed") }
        measured = Measured(counted, measured.base)
      }
      let value = measured.value(by: rules)
      if value != measured.value { because.append("rounding") }
      let isShown = !hidden.contains(figure.name)
      return .object([
        ("figure", .string(figure.name)), ("unit", .string(figure.unit.rawValue)),
        ("value", isShown ? ours.value.map { .number($0) } : nil),
        ("theirs", isShown ? value.map { .number($0) } : nil),
        ("recorded", facts.records(figure) ? nil : .boolean(false)), ("suppressed", isShown ? nil : .boolean(true)),
        ("numerator", isShown ? .integer(measured.numerator.count) : nil),
        ("denominator", isShown ? measured.denominator.map { .number($0) } : nil), ("because", .strings(because)),
        ("certificate", .string(certificate(figure, ours).text)),
      ])
    }
    let limits = profile.local.sorted { $0.key.word < $1.key.word }.map {
      ($0.key.word, JSON?.some(.string($0.value.word)))
    }
    let said = JSON.object([
      ("contributed", .strings(rules.contributed.map(\.rawValue))),
      ("reviews", rules.streams.map { .strings($0.map(\.rawValue)) }),
      ("rounding", .string(rules.rounding.rawValue)), ("decimals", .integer(rules.decimals)),
      ("suppress", .boolean(rules.suppresses)), ("child", rules.child.map { .string($0) }),
      ("limits", limits.isEmpty ? nil : .object(limits)),
    ])
    return .object(
      period + [("profile", .string(profile.name.text)), ("rules", said), ("figures", .array(compared))])
  }

  /// What a report is signed on: all that it prints, in its form and as data, and what did not add up.
  public func signature(_ books: Books) -> JSON {
    let all = FormContents(
      figures: FormContents.all.figures + printedFigures.map(\.name),
      tables: FormContents.all.tables + contents.tables)
    let figures = all.known.map { figure -> JSON in
      let measured = figure.measure(facts)
      let value = facts.records(figure) ? measured.value : nil
      return .object([
        ("figure", .string(figure.name)), ("value", value.map { .number($0) }),
        ("certificate", .string(certificate(figure, measured).text)),
      ])
    }
    let tables = all.knownTables.map { table, ages -> JSON in
      let certificate = certificate(table, ages, table.count(facts, ages))
      return JSON.object([
        ("table", .string(table.name)), ("version", .integer(table.version)), ("ages", ages.map { .string($0.text) }),
        ("seal", .string(certificate.seal)), ("certificate", .string(certificate.text)),
      ])
    }
    let residuals = Check.all.flatMap { $0.residuals(books) }.map { residual in
      JSON.object([
        ("residual", .string(residual.name)), ("count", .integer(residual.count)), ("words", .string(residual.words)),
      ])
    }
    return .object([
      ("knownOn", .string(scope.knownOn.description)),
      ("cutoffs", .array(scope.cutoffs.map { $0.signed(root: roots[$0.service]) })), ("figures", .array(figures)),
      ("tables", .array(tables)), ("residuals", .array(residuals)),
    ])
  }
}

extension Report {
  /// What an annual report says beside its figures and tables: what did not add up, targets, plan, risks, examples of
  /// impact, and what every figure means.
  public func annex(_ books: Books) -> [(String, JSON?)] {
    let trust = reconciliation(books)
    return [
      ("checks", trust["checks"]), ("residuals", suppresses ? discreet(books) : trust["residuals"]),
      ("targets", targets()["targets"]),
      ("actions", kept.actionList), ("risks", kept.answerRisks()["risks"]),
      ("impacts", kept.impactList(from: scope.from, to: scope.to)),
      ("definitions", .array(Definitions.list { _ in true })),
    ]
  }

  /// What did not add up, without numbers and records.
  private func discreet(_ books: Books) -> JSON {
    .array(
      residuals(books).map { residual in
        .object([
          ("residual", .string(residual.name)), ("words", .string(residual.words)), ("suppressed", .boolean(true)),
        ])
      })
  }
}
