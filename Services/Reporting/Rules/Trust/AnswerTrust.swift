public import Contracts
public import Policy

/// Questions about figures and what stands beside them.
extension Report {
  /// The figures for which a target holds on the last day, target beside actual.
  public func targets() -> JSON {
    let figures = (Figure.all + Figure.further).compactMap { figure -> JSON? in
      guard let target = kept.figures[figure.name]?.target(on: scope.to) else { return nil }
      let measured = figure.measure(facts)
      return .object([
        ("figure", .string(figure.name)), ("unit", .string(figure.unit.rawValue)),
        ("value", measured.value.map { .number($0) }), ("target", target.json(measured.value)),
        ("met", target.isMet(measured.value).map { .boolean($0) }),
        ("gap", measured.value.flatMap { Hundredths.between($0, target.value) }.map { .number($0) }),
        ("certificate", .string(certificate(figure, measured).text)),
      ])
    }
    return .object(period + [("targets", .array(figures))])
  }

  /// The figures that have benchmarks, beside them; `earlier` are the same days one year before and two, as now known.
  public func benchmarks(_ question: BenchmarksQuestion, earlier: [Report]) -> JSON {
    let names = question.names.map { Set($0.map(\.text)) }
    let figures = (Figure.all + Figure.further).compactMap { figure -> JSON? in
      let all = (kept.figures[figure.name]?.benchmarks ?? []).filter { benchmark in
        benchmark.year <= Kept.year(of: scope.to) && question.set.map { $0 == benchmark.set } ?? true
      }
      guard !all.isEmpty, names?.contains(figure.name) ?? true else { return nil }
      let measured = figure.measure(facts)
      let before = earlier.map { report in (report, figure.measure(report.facts)) }
      return .object([
        ("figure", .string(figure.name)), ("unit", .string(figure.unit.rawValue)),
        ("value", measured.value.map { .number($0) }), ("benchmarks", .array(all.map(\.beside))),
        (
          "earlier",
          .array(
            before.map { report, earlier in
              .object([
                ("from", .string(report.scope.from.description)), ("to", .string(report.scope.to.description)),
                ("value", earlier.value.map { .number($0) }),
                (
                  "change",
                  measured.value.flatMap { now in
                    earlier.value.flatMap { Double($0) }.flatMap { Hundredths.between(now, $0) }
                  }.map { .number($0) }
                ),
              ])
            })
        ),
        ("certificate", .string(certificate(figure, measured).text)),
      ])
    }
    return .object(period + [("figures", .array(figures))])
  }

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

  /// The figures as another profile would count them, beside what all share.
  public func compared(_ figures: [Figure], by rules: FigureRules, called name: String) -> JSON {
    var theirs = facts
    theirs.reviews.removeAll { review in rules.streams.map { !$0.contains(review.stream) } ?? false }
    let held = Set(theirs.reviews.map(\.review))
    theirs.seen.formIntersection(held)
    theirs.audited.formIntersection(held)
    let compared = figures.map { figure -> JSON in
      let ours = figure.measure(facts)
      var measured = figure.measure(theirs)
      var because: [String] = []
      if measured.numerator != ours.numerator || measured.denominatorRecords != ours.denominatorRecords {
        because.append("reviews")
      }
      if figure.name == "participation-contributed-rate" {
        let counted = theirs.reviews.ids { $0.code.map(rules.contributed.contains) ?? false }
        if counted != measured.numerator { because.append("contributed") }
        measured = Measured(counted, measured.base)
      }
      let value = measured.value(by: rules)
      if value != measured.value { because.append("rounding") }
      return .object([
        ("figure", .string(figure.name)), ("unit", .string(figure.unit.rawValue)),
        ("value", ours.value.map { .number($0) }), ("theirs", value.map { .number($0) }),
        ("numerator", .integer(measured.numerator.count)),
        ("denominator", measured.denominator.map { .number($0) }), ("because", .strings(because)),
        ("certificate", .string(certificate(figure, ours).text)),
      ])
    }
    let rules = JSON.object([
      ("contributed", .strings(rules.contributed.map(\.rawValue))),
      ("reviews", rules.streams.map { .strings($0.map(\.rawValue)) }),
      ("rounding", .string(rules.rounding.rawValue)), ("decimals", .integer(rules.decimals)),
      ("suppress", .boolean(rules.suppresses)), ("child", rules.child.map { .string($0) }),
    ])
    return .object(period + [("profile", .string(name)), ("rules", rules), ("figures", .array(compared))])
  }

  /// What a report is signed on: all that it counts, and what did not add up.
  public func signature(_ books: Books) -> JSON {
    let figures = Figure.all.compactMap { figure -> JSON? in
      let measured = figure.measure(facts)
      return .object([
        ("figure", .string(figure.name)), ("value", measured.value.map { .number($0) }),
        ("certificate", .string(certificate(figure, measured).text)),
      ])
    }
    let tables = Table.all.map { table in
      JSON.object([
        ("table", .string(table.name)), ("version", .integer(table.version)),
        ("seal", .string(certificate(table, nil, table.count(facts, nil)).seal)),
      ])
    }
    let residuals = Check.all.flatMap { $0.residuals(books) }.map { residual in
      JSON.object([
        ("residual", .string(residual.name)), ("count", .integer(residual.count)), ("words", .string(residual.words)),
      ])
    }
    return .object([
      ("knownOn", .string(scope.knownOn.description)), ("cutoffs", .array(scope.cutoffs.map(\.json))),
      ("figures", .array(figures)), ("tables", .array(tables)), ("residuals", .array(residuals)),
    ])
  }
}

extension Report {
  /// What an annual report says beside its figures and tables: what did not add up, targets, plan, risks, examples of
  /// impact, and what every figure means.
  public func annex(_ books: Books) -> [(String, JSON?)] {
    let trust = reconciliation(books)
    return [
      ("checks", trust["checks"]), ("residuals", trust["residuals"]), ("targets", targets()["targets"]),
      ("actions", kept.actionList), ("risks", kept.answerRisks()["risks"]),
      ("impacts", kept.impactList(from: scope.from, to: scope.to)),
      ("definitions", .array(Definitions.list { _ in true })),
    ]
  }
}
