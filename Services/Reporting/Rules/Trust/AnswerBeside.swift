public import Contracts

/// Questions about what a figure should be, or is elsewhere.
extension Report {
  /// A figure's value as it may be published: nil where nobody records it, or it is left out.
  private func published(_ figure: Figure, _ measured: Measured) -> String? {
    facts.records(figure) && !hiddenFigures.contains(figure.name) ? measured.value : nil
  }

  /// The figures for which a target holds on the last day, target beside actual.
  public func targets() -> JSON {
    let figures = (Figure.all + Figure.further).compactMap { figure -> JSON? in
      guard let target = kept.figures[figure.name]?.target(on: scope.to) else { return nil }
      let measured = figure.measure(facts)
      let value = published(figure, measured)
      return .object([
        ("figure", .string(figure.name)), ("unit", .string(figure.unit.rawValue)),
        ("value", value.map { .number($0) }), ("recorded", facts.records(figure) ? nil : .boolean(false)),
        ("target", target.json(value)), ("met", target.isMet(value).map { .boolean($0) }),
        ("gap", value.flatMap { Hundredths.between($0, target.value) }.map { .number($0) }),
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
        benchmark.row == nil && benchmark.year <= Kept.year(of: scope.to)
          && question.set.map { $0 == benchmark.set } ?? true
      }
      guard !all.isEmpty, names?.contains(figure.name) ?? true else { return nil }
      let measured = figure.measure(facts)
      let value = published(figure, measured)
      let before = earlier.map { report in (report, report.published(figure, figure.measure(report.facts))) }
      return .object([
        ("figure", .string(figure.name)), ("unit", .string(figure.unit.rawValue)),
        ("value", value.map { .number($0) }), ("recorded", facts.records(figure) ? nil : .boolean(false)),
        ("benchmarks", .array(all.map(\.beside))),
        (
          "earlier",
          .array(
            before.map { report, earlier in
              .object([
                ("from", .string(report.scope.from.description)), ("to", .string(report.scope.to.description)),
                ("value", earlier.map { .number($0) }),
                (
                  "change",
                  value.flatMap { now in
                    earlier.flatMap { Double($0) }.flatMap { Hundredths.between(now, $0) }
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
}
