import Contracts

/// What the read model found for a report that is to be signed off: what it counts, and what did not add up.
private struct Found: Codable {
  let knownOn: Timestamp
  let form: KebabWord?
  let cutoffs: [SignedCutoff]
  let figures: [SignedFigure]
  let tables: [SignedTable]
  let residuals: [FoundResidual]

  struct FoundResidual: Codable {
    let residual: KebabWord
    let count: Int
    let words: String
  }
}

extension Reporting {
  /// Signs off a report, where its period is over and each residual is accepted by name.
  ///
  /// - Throws: -32001 naming each residual that is not, or where the period goes on or the report was signed before;
  ///   -32602 where something is accepted that adds up; -32603 where no read model found what is signed.
  static func signOff(_ ask: Ask, _ look: Look<ReportingState>, _ moment: Moment) throws(Refusal) -> Decision {
    let asked = try SignOffReport.decoded(ask.params)
    guard let found = ask.found.flatMap({ try? $0.decode(Found.self) }) else {
      throw Refusal(.internal, "no-read-model")
    }
    let report = asked.report ?? assigned(ask, ReportID.self)
    if look[.report(report)] != nil { throw Refusal(.refused, "report-exists", at: "/report") }
    if asked.to >= moment.today { throw Refusal(.refused, "period-not-over", at: "/to") }
    let accepted = asked.accepted ?? []
    let names = Set(found.residuals.map(\.residual))
    var faults: [Fault] = []
    for (index, one) in accepted.enumerated() where !names.contains(one.residual) {
      faults.append(Fault("no-such-residual", at: "/accepted/\(index)/residual"))
    }
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
    let open = found.residuals.filter { residual in !accepted.contains { $0.residual == residual.residual } }
    guard open.isEmpty else {
      throw Refusal(
        .refused, open.map { Fault("residual-not-accepted", at: "/accepted/\($0.residual)") },
        message: open.map(\.words).joined(separator: "; "))
    }
    let residuals = found.residuals.map { residual in
      SignedResidual(
        residual: residual.residual, count: residual.count,
        reason: accepted.last { $0.residual == residual.residual }?.reason ?? "")
    }
    let signed = ReportSignedOff(
      report: report, from: asked.from, to: asked.to, knownOn: found.knownOn, form: found.form, cutoffs: found.cutoffs,
      figures: found.figures, tables: found.tables, residuals: residuals)
    return events(Draft(signed, about: report.text), "report", report, isAssigned: asked.report == nil)
  }
}
