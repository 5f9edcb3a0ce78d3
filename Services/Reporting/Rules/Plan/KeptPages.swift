import Contracts

extension AnnualReport {
  /// Takes what Reporting itself keeps of the authority, and what did not add up in the period.
  mutating func take(_ kept: Kept, residuals found: [ReportingRules.Residual]) {
    let signed = kept.reports.last { $0.signed.from == scope.from && $0.signed.to == scope.to }
    actions = kept.actions.map { file in
      Action(
        priority: file.set.priority, area: file.set.area ?? "", outcome: file.set.outcome, lead: file.set.lead.said,
        due: file.set.dueOn?.description ?? file.set.timescale, progress: file.status.said)
    }
    risks = kept.risks.compactMap(\.ratings.last).map { rating in
      Risk(
        risk: rating.title, mitigation: rating.mitigation, owner: rating.owner.said, likelihood: rating.likelihood,
        impact: rating.impact)
    }
    impacts = kept.impacts.map { Impact(category: $0.recorded.category.text, words: $0.recorded.example) }
    targets = kept.figures.keys.sorted().flatMap { name in
      let file = kept.figures[name] ?? FigureFile()
      let own = file.target(on: scope.to).map { [Target(figure: name, of: "Target", value: $0.value.plain)] } ?? []
      return own
        + file.benchmarks.filter { $0.year == Kept.year(of: scope.to) && $0.row == nil }.map {
          Target(figure: name, of: $0.set.said, value: $0.value.plain)
        }
    }
    residuals = found.map { residual in
      let accepted = signed?.signed.residuals.first { $0.residual.text == residual.name }
      return Residual(
        words: residual.words, records: residual.records, answer: accepted.map { "Accepted: \($0.reason)" })
    }
    signatures = signed.map { [Signature(side: "report", by: $0.signed.report.text, on: $0.signedOn.londonDate)] } ?? []
  }
}

extension KebabWord {
  /// The word as it is written in a table.
  fileprivate var said: String {
    let words = text.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
